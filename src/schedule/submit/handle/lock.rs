//! The lock of a submission: only the tab that holds it sends.

use js_sys::Function;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Submit;
use crate::schedule::submit::attempt::GRACE;
use crate::schedule::submit::storage::ownership::{self, Hold};
use crate::schedule::submit::submission::Submission;
use crate::time::now_ms;

impl Submit {
    /// Resumes the saved submission once no other tab holds its lock.
    pub(super) fn resume(self, saved: Submission) {
        let id = saved.id.clone();
        self.state.set(Some(saved));
        spawn_local(async move {
            let mut hold = ownership::hold(&id, false).await;
            let elsewhere = matches!(hold, Hold::Elsewhere);
            if elsewhere {
                self.elsewhere.try_set(true);
                hold = ownership::hold(&id, true).await;
            }
            let same =
                self.state.try_with_untracked(|state| state.as_ref().is_some_and(|state| state.id == id));
            if same != Some(true) {
                return release(hold);
            }
            self.lock.try_set_value(Some(hold));
            self.elsewhere.try_set(false);
            let later = now_ms() + i64::from(GRACE);
            self.change(|state| {
                state.merge(ownership::read_ledger(&id).as_deref(), elsewhere);
                for row in &mut state.rows {
                    row.settles_at = row.settles_at.or(row.outcome.needs_search().then_some(later));
                }
            });
            self.search_again();
        });
    }

    /// Takes the lock of a new submission, which no other tab can hold.
    pub(super) async fn own(self) {
        if self.lock.try_with_value(Option::is_some) == Some(false)
            && let Some(id) = self.change(|state| state.id.clone())
        {
            let hold = ownership::hold(&id, false).await;
            self.lock.try_set_value(Some(hold));
        }
    }

    /// The page is closed: ends waiting, and lets another tab continue.
    pub(super) fn leave(self) {
        self.alive.try_with_value(|alive| alive.set(false));
        self.release();
    }

    /// Gives the lock back.
    pub(super) fn release(self) {
        if let Some(Some(hold)) = self.lock.try_update_value(Option::take) {
            release(hold);
        }
    }
}

fn release(hold: Hold) {
    if let Hold::Owned(release) = hold
        && Function::call0(&release, &wasm_bindgen::JsValue::NULL).is_err()
    {
        leptos::logging::warn!("a lock could not be released");
    }
}
