//! Pure: chooses the language of the interface.

/// Sources for the language, in order of precedence.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wishes<'a> {
    /// The query of the address, such as `?lang=es`.
    pub search: &'a str,
    /// The choice stored in this browser.
    pub kept: Option<&'a str>,
    /// `language` in `config.json`.
    pub config: Option<&'a str>,
    /// The languages of the browser, preferred one first.
    pub browser: &'a [String],
}

/// The first requested language that is available, as a tag such as `es`; English if there is none.
pub fn choose(wishes: Wishes<'_>, known: &[String]) -> String {
    let mut tags = vec![in_search(wishes.search), wishes.kept, wishes.config];
    tags.extend(wishes.browser.iter().map(|tag| Some(tag.as_str())));
    tags.into_iter()
        .flatten()
        .find_map(|wish| known.iter().find(|tag| is_variant(wish, tag)))
        .map_or_else(|| super::ENGLISH.to_owned(), String::clone)
}

/// The locale for dates and numbers: the browser's variant of the current language, such as `es-MX` for `es`.
pub fn locale(language: &str, browser: &[String]) -> String {
    if language == super::ENGLISH {
        // English dates are day first with 24 hours, whatever the browser's variant is.
        return "en-GB".to_owned();
    }
    browser.iter().find(|wish| is_variant(wish, language)).map_or_else(|| language.to_owned(), String::clone)
}

/// The query part of the address with that language.
pub fn with_language(search: &str, language: &str) -> String {
    let others = search
        .trim_start_matches('?')
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.starts_with("lang="));
    let pairs: Vec<_> = others.map(str::to_owned).chain([format!("lang={language}")]).collect();
    format!("?{}", pairs.join("&"))
}

fn in_search(search: &str) -> Option<&str> {
    search.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("lang="))
}

/// Whether `wish` is the language `tag` or a regional variant, such as `es-AR` for `es`.
fn is_variant(wish: &str, tag: &str) -> bool {
    wish.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
        && matches!(wish.as_bytes().get(tag.len()), None | Some(b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tags(tags: &[&str]) -> Vec<String> {
        tags.iter().map(|&tag| tag.to_owned()).collect()
    }

    #[test]
    fn sources_have_an_order_of_precedence() {
        let known = tags(&["en", "es", "pt"]);
        let browser = tags(&["fr-FR", "pt-BR", "es"]);
        let mut wishes =
            Wishes { search: "?x=1&lang=es-MX", kept: Some("en"), config: Some("pt"), browser: &browser };
        assert_eq!(choose(wishes, &known), "es");
        wishes.search = "?lang=xx";
        assert_eq!(choose(wishes, &known), "en");
        wishes.kept = None;
        assert_eq!(choose(wishes, &known), "pt");
        wishes.config = Some("");
        assert_eq!(choose(wishes, &known), "pt");
        assert_eq!(choose(Wishes { config: Some("ES"), ..wishes }, &known), "es");
        assert_eq!(choose(Wishes::default(), &known), "en");
        assert_eq!(choose(wishes, &[]), "en");
    }

    #[test]
    fn a_longer_tag_is_not_a_variant() {
        assert!(is_variant("es", "es") && is_variant("es-419", "es") && is_variant("ES_ar", "es"));
        assert!(!is_variant("est", "es") && !is_variant("e", "es") && !is_variant("ñs", "es"));
    }

    #[test]
    fn dates_follow_the_region_of_the_browser() {
        let browser = tags(&["de", "es-MX", "es-ES"]);
        assert_eq!(locale("es", &browser), "es-MX");
        assert_eq!(locale("es", &[]), "es");
        assert_eq!(locale("en", &tags(&["en-US"])), "en-GB");
    }

    #[test]
    fn other_parameters_stay_in_the_address() {
        assert_eq!(with_language("", "es"), "?lang=es");
        assert_eq!(with_language("?a=1&lang=en&b=2", "es"), "?a=1&b=2&lang=es");
    }
}
