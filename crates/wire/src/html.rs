//! Extracts a title in plain text from a web page that was sent in place of data.

/// Whether the text is markup.
pub(crate) fn is_page(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('<')
}

/// The page's `<title>`, or else its first `<h1>`, as plain text of at most 200 characters.
pub(crate) fn title(page: &str) -> Option<String> {
    ["title", "h1"].into_iter().find_map(|tag| element(page, tag)).filter(|text| !text.is_empty())
}

fn element(page: &str, tag: &str) -> Option<String> {
    let lower = page.to_ascii_lowercase();
    let mut from = 0;
    while let Some(at) = lower[from..].find(&format!("<{tag}")) {
        let after = from + at + 1 + tag.len();
        from = after;
        if lower[after..].starts_with(|next: char| next.is_ascii_alphanumeric() || next == '-') {
            continue;
        }
        let open = after + lower[after..].find('>')? + 1;
        let close = open + lower[open..].find(&format!("</{tag}"))?;
        let text = plain(&page[open..close]);
        if !text.is_empty() {
            return Some(text);
        }
    }
    None
}

/// Strips tags, decodes common entities and collapses white space.
pub(crate) fn plain(markup: &str) -> String {
    let mut text = String::with_capacity(markup.len());
    let mut inside = false;
    for letter in markup.chars() {
        match letter {
            '<' => inside = true,
            '>' if inside => {
                inside = false;
                text.push(' ');
            }
            _ if inside => {}
            letter => text.push(letter),
        }
    }
    for (entity, letter) in [
        ("&nbsp;", " "),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&#x27;", "'"),
        ("&lt;", ""),
        ("&gt;", ""),
        ("&amp;", "&"),
    ] {
        text = text.replace(entity, letter);
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.chars().filter(|letter| !letter.is_control() && !matches!(letter, '<' | '>')).take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_title_or_else_the_heading() {
        let page =
            "<!DOCTYPE html><html><head><TITLE>502 Bad\n Gateway</TITLE></head><body><h1>nginx</h1></body>";
        assert_eq!(title(page).as_deref(), Some("502 Bad Gateway"));
        let page = "<html><head><title> </title></head><h1 class='x'><b>Sign&nbsp;in</b> &amp; go</h1>";
        assert_eq!(title(page).as_deref(), Some("Sign in & go"));
        assert_eq!(title("<html><header>no</header><titles>no</titles>"), None);
        assert_eq!(title("<title-bar>no</title-bar>"), None);
        assert_eq!(title("<title>a\u{7}b</title>").as_deref(), Some("ab"));
        assert_eq!(title("<title>never closed"), None);
        assert_eq!(title("<title>a &lt;script&gt; b &amp;lt;</title>").as_deref(), Some("a script b &lt;"));
    }

    #[test]
    fn distinguishes_a_page_from_data() {
        assert!(is_page("\u{feff}\n <!doctype html>"));
        assert!(!is_page("{\"html\": \"<p>\"}"));
    }
}
