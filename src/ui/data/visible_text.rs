//! Pure: makes characters visible that are not drawn, or that change the direction of their neighbours.

use std::borrow::Cow;

/// Whether a character is not drawn, or changes how its neighbours are drawn.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether nothing of a text is drawn.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_hidden(c))
}

/// The text with hidden characters as code points, such as `⟨U+202E⟩`. For each text of the API that is shown; most have none.
pub fn visible_marks(text: &str) -> Cow<'_, str> {
    let is_plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if is_plain || !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut visible = String::new();
    text.chars().for_each(|c| push_visible(&mut visible, c));
    Cow::Owned(visible)
}

/// The name of a device, or its id if nothing of the name is drawn. With hidden characters as code points.
pub fn device_label(name: Option<&str>, id: &str) -> String {
    visible_marks(name.filter(|name| !is_blank(name)).unwrap_or(id)).into_owned()
}

fn push_visible(text: &mut String, c: char) {
    if !is_hidden(c) {
        return text.push(c);
    }
    let code = u32::from(c);
    text.push_str("⟨U+");
    // Four digits, or five above them.
    for shift in [16, 12, 8, 4, 0] {
        if shift < 16 || code > 0xffff {
            text.extend(char::from_digit(code >> shift & 15, 16).map(|digit| digit.to_ascii_uppercase()));
        }
    }
    text.push('⟩');
}

/// The text with hidden characters as code points, and spaces that a page would drop or make equal as `␣`.
pub fn visible_text(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    let last = text.trim_end_matches(char::is_whitespace).len();
    let mut after_space = true;
    for (at, c) in text.char_indices() {
        let is_odd_space = c.is_whitespace() && (c != ' ' || after_space || at >= last);
        match c {
            c if is_odd_space && !is_hidden(c) => visible.push('␣'),
            c => push_visible(&mut visible, c),
        }
        after_space = c.is_whitespace();
    }
    visible
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_and_odd_spaces_are_shown() {
        for (text, shown) in [
            ("DEV-001", "DEV-001"),
            ("edge (north)", "edge (north)"),
            ("🛰-7 e\u{301}", "🛰-7 e\u{301}"),
            ("1\u{202e}2", "1⟨U+202E⟩2"),
            ("\u{200b}a\n", "⟨U+200B⟩a⟨U+000A⟩"),
            ("  DEV-9 ", "␣␣DEV-9␣"),
            ("a  b\u{a0}c", "a ␣b␣c"),
        ] {
            assert_eq!(visible_text(text), shown);
        }
    }

    #[test]
    fn marks_are_shown_and_spaces_stay() {
        for (text, shown) in [
            ("safe\u{202e}gnp.exe", "safe⟨U+202E⟩gnp.exe"),
            ("com\u{202e}pleted", "com⟨U+202E⟩pleted"),
            ("a\tb", "a⟨U+0009⟩b"),
            ("tag\u{e0041}", "tag⟨U+E0041⟩"),
            ("é\u{a0}  ü ", "é\u{a0}  ü "),
        ] {
            assert_eq!(visible_marks(text), shown);
        }
        assert!(matches!(visible_marks("Édge router"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_name_of_nothing_visible_falls_back_to_the_id() {
        for name in [None, Some(""), Some(" \u{a0}"), Some("\u{200b}\u{200b}"), Some("\u{202e} ")] {
            assert_eq!(device_label(name, "1\u{202e}2"), "1⟨U+202E⟩2", "{name:?}");
        }
        assert_eq!(device_label(Some("Edge"), "1"), "Edge");
    }
}
