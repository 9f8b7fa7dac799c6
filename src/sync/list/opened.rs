//! The operation whose detail is open.

use super::{Inner, ListSync, PAGE};
use crate::api::{ListParams, Problem};
use leptos::{prelude::*, task::spawn_local};
use operation::OperationKey;
use wire::{Operation, Row};

/// The operation whose detail is open.
#[derive(Clone, Debug, PartialEq)]
pub enum Opened {
    /// Requested, nothing received yet.
    Loading,
    /// The latest state that the API has sent.
    Found(Box<Operation>),
    /// The API has no such operation.
    Missing,
    /// The call failed, and no earlier state is known.
    Failed(Problem),
}

impl ListSync {
    /// Opens the detail of an operation, or closes it.
    pub fn open(self, key: Option<OperationKey>) {
        if self.inner.with_value(|inner| inner.open == key) {
            return;
        }
        self.set_opened.set(key.as_ref().map(|_| Opened::Loading));
        self.inner.update_value(|inner| inner.open = key.clone());
        if let Some(key) = key {
            self.fetch_opened(key);
        }
    }

    /// Updates the open operation if the answer holds it.
    pub(super) fn update_opened(self, rows: &[Row]) {
        let open = self.inner.with_value(|inner| inner.open.clone());
        if let Some(operation) = open.and_then(|key| find(rows, &key)) {
            self.set_opened.set(Some(Opened::Found(Box::new(operation))));
        }
    }

    fn fetch_opened(self, key: OperationKey) {
        let Some(client) = self.session.client() else { return };
        let cancel = self.inner.with_value(|inner| inner.long_cancel.clone());
        spawn_local(async move {
            let params = ListParams { id: Some(key.id.clone()), limit: Some(PAGE), ..ListParams::default() };
            let answer = client.list(&params, &cancel).await;
            if self.inner.with_value(|inner: &Inner| inner.open.as_ref() != Some(&key)) {
                return;
            }
            let opened = match answer {
                Ok(listed) => {
                    self.take_in(&listed.page.rows, None);
                    find(&listed.page.rows, &key).map_or(Opened::Missing, |o| Opened::Found(Box::new(o)))
                }
                Err(problem) => {
                    self.reject(problem.clone());
                    // Keep showing the state from the list; the next poll requests the operation again.
                    match self.opened.get_untracked() {
                        Some(Opened::Found(known)) => Opened::Found(known),
                        _ => Opened::Failed(problem),
                    }
                }
            };
            self.set_opened.set(Some(opened));
            self.poll_sooner();
        });
    }
}

/// The row with that key. Without a device id, the first row of the transaction.
fn find(rows: &[Row], key: &OperationKey) -> Option<Operation> {
    rows.iter().find_map(|row| match row {
        Row::Operation(o)
            if o.id == key.id && (key.device_id.is_empty() || o.device_key() == key.device_id) =>
        {
            Some(o.clone())
        }
        _ => None,
    })
}
