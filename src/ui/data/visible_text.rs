//! Pure: makes characters visible that are not drawn, or that change the direction of their neighbours.

/// Whether a character is not drawn, or changes how its neighbours are drawn.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// The text with hidden characters as code points, such as `⟨U+202E⟩`, and spaces that a page would drop or make equal as `␣`.
pub fn visible_text(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    let last = text.trim_end_matches(char::is_whitespace).len();
    let mut after_space = true;
    for (at, c) in text.char_indices() {
        let is_odd_space = c.is_whitespace() && (c != ' ' || after_space || at >= last);
        match c {
            c if is_hidden(c) => visible.push_str(&format!("⟨U+{:04X}⟩", u32::from(c))),
            _ if is_odd_space => visible.push('␣'),
            c => visible.push(c),
        }
        after_space = c.is_whitespace();
    }
    visible
}

#[cfg(test)]
mod tests {
    use super::visible_text;

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
}
