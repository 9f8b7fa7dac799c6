//! Bearer tokens and their permissions. Tokens are in memory only; they come from the flags and, in tests, from the control
//! endpoints.

use std::{
    collections::BTreeMap,
    sync::{PoisonError, RwLock},
};

use axum::http::{HeaderMap, header};

use crate::{
    config::{Scope, TokenGrant},
    errors::Error,
};

/// The currently valid tokens.
#[derive(Debug, Default)]
pub struct Tokens {
    known: RwLock<BTreeMap<String, Caller>>,
}

/// The caller of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The token's scope
    pub scope: Scope,
    /// User name for `created_by`, such as `api_user_12345`
    pub user: String,
}

impl Tokens {
    /// The tokens of the flags.
    pub fn new(grants: &[TokenGrant]) -> Self {
        let tokens = Self::default();
        for grant in grants {
            tokens.accept(&grant.token, grant.scope);
        }
        tokens
    }

    /// Adds a token.
    pub fn accept(&self, token: &str, scope: Scope) {
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        let user = format!("api_user_{}", 12_345 + known.len());
        known
            .entry(token.to_owned())
            .and_modify(|caller| caller.scope = scope)
            .or_insert(Caller { scope, user });
    }

    /// Revokes a token. Returns whether it was known.
    pub fn revoke(&self, token: &str) -> bool {
        self.known.write().unwrap_or_else(PoisonError::into_inner).remove(token).is_some()
    }

    /// The caller, if allowed to read.
    ///
    /// # Errors
    /// 401 without a known token, 403 without permission.
    pub fn reader(&self, headers: &HeaderMap) -> Result<Caller, Error> {
        let caller = self.caller(headers)?;
        if caller.scope == Scope::None { Err(Error::Forbidden) } else { Ok(caller) }
    }

    /// The caller, if allowed to schedule.
    ///
    /// # Errors
    /// 401 without a known token, 403 without permission.
    pub fn scheduler(&self, headers: &HeaderMap) -> Result<Caller, Error> {
        let caller = self.caller(headers)?;
        if caller.scope == Scope::Full { Ok(caller) } else { Err(Error::Forbidden) }
    }

    fn caller(&self, headers: &HeaderMap) -> Result<Caller, Error> {
        let missing = Error::Unauthorized("Authentication credentials were not provided.");
        let Some(value) = headers.get(header::AUTHORIZATION) else { return Err(missing) };
        let Some((scheme, token)) = value.to_str().ok().and_then(|text| text.split_once(' ')) else {
            return Err(missing);
        };
        if !scheme.eq_ignore_ascii_case("bearer") {
            return Err(missing);
        }
        let known = self.known.read().unwrap_or_else(PoisonError::into_inner);
        known.get(token.trim()).cloned().ok_or(Error::Unauthorized("Invalid token."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authorization(text: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(header::AUTHORIZATION, axum::http::HeaderValue::from_static(text))])
    }

    #[test]
    fn distinguishes_missing_invalid_and_not_permitted() {
        let tokens =
            Tokens::new(&[TokenGrant::new("all", Scope::Full), TokenGrant::new("some", Scope::Read)]);
        tokens.accept("nothing", Scope::None);
        assert!(
            matches!(tokens.reader(&HeaderMap::new()), Err(Error::Unauthorized(m)) if m.contains("not provided"))
        );
        assert!(matches!(tokens.reader(&authorization("Basic all")), Err(Error::Unauthorized(_))));
        assert!(matches!(
            tokens.reader(&authorization("Bearer other")),
            Err(Error::Unauthorized("Invalid token."))
        ));
        assert!(tokens.reader(&authorization("bearer some")).is_ok());
        assert!(matches!(tokens.scheduler(&authorization("Bearer some")), Err(Error::Forbidden)));
        assert!(matches!(tokens.reader(&authorization("Bearer nothing")), Err(Error::Forbidden)));
        assert_eq!(tokens.scheduler(&authorization("Bearer all")).unwrap().user, "api_user_12345");
        assert!(tokens.revoke("all"));
        assert!(tokens.scheduler(&authorization("Bearer all")).is_err());
    }
}
