//! Pure: whether the API has refused to schedule with a token. Kept in memory for as long as the page lasts, and for that token only.

use std::cell::RefCell;

use crate::api::Token;

/// A token that was refused, at an API.
#[derive(Debug, Clone, PartialEq)]
struct Refusal {
    base: String,
    token: Token,
    said: String,
}

thread_local! {
    /// The last refusal, if nothing was scheduled since.
    static REFUSAL: RefCell<Option<Refusal>> = const { RefCell::new(None) };
}

/// Records that a request to schedule was answered with 403, and the server's message.
pub fn note_refused(base: &str, token: &Token, said: &str) {
    let refusal = Refusal { base: base.to_owned(), token: token.clone(), said: said.to_owned() };
    REFUSAL.set(Some(refusal));
}

/// Records that a request to schedule was accepted.
pub fn note_accepted() {
    REFUSAL.set(None);
}

/// The server's message, if it has refused to schedule with this token.
pub fn refused(base: &str, token: &Token) -> Option<String> {
    REFUSAL.with_borrow(|refusal| {
        let is_same = |known: &&Refusal| known.base == base && known.token == *token;
        refusal.as_ref().filter(is_same).map(|known| known.said.clone())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refusal_is_kept_for_its_token_only() {
        let (reader, writer) = (Token::new("reader"), Token::new("writer"));
        assert_eq!(refused("/api", &reader), None);
        note_refused("/api", &reader, "Read only.");
        assert_eq!(refused("/api", &reader).as_deref(), Some("Read only."));
        assert_eq!(refused("/api", &writer), None);
        assert_eq!(refused("/other", &reader), None);
        note_accepted();
        assert_eq!(refused("/api", &reader), None);
    }
}
