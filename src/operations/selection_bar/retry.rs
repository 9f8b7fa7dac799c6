//! "Retry": opens the form for the failed ones among the selected rows, if they are of one type.

use crate::{
    route::use_navigator,
    session::{hand_over_retry, use_catalogue, use_session},
    sync::{OperationStore, Sync},
    ui::{BannerKind, Button, ButtonKind, IconName, use_toasts, visible_text},
};
use history::RowId;
use leptos::prelude::*;
use operation::{OperationKey, is_failed};

/// The failed rows, if there are any and they have one type.
#[derive(Clone, Debug, Default, PartialEq)]
struct Failed {
    operation_type: String,
    keys: Vec<OperationKey>,
}

/// Finds the failed rows. `None` if there are none, or they are of several types.
fn failed(known: &dyn OperationStore, rows: &[RowId]) -> Option<Failed> {
    let mut found = Failed::default();
    for row in rows.iter().map(|row| known.row(*row)).filter(|row| is_failed(row.status)) {
        match found.keys.is_empty() {
            true => row.operation_type.clone_into(&mut found.operation_type),
            false if found.operation_type != row.operation_type => return None,
            false => {}
        }
        found.keys.push(OperationKey::new(row.id, row.device_key()));
    }
    (!found.keys.is_empty()).then_some(found)
}

/// The button; nothing if there is nothing to retry.
#[component]
pub fn Retry(
    /// Knows the rows and which are selected.
    sync: Sync,
    /// Whether there are few enough rows.
    few: Memo<bool>,
    /// The selected rows, in order.
    rows: Callback<(), Vec<RowId>>,
) -> impl IntoView {
    let (navigator, session, toasts, types) = (use_navigator(), use_session(), use_toasts(), use_catalogue());
    types.fetch();
    // The status of a selected row can change, so this follows the store, too.
    let failed = Memo::new(move |_| {
        sync.list.selection().rows().track();
        let rows = if few.get() { rows.run(()) } else { Vec::new() };
        sync.store.read(|known| failed(known, &rows))
    });
    let label = move || {
        let title = |kind: &str| {
            types
                .catalogue()
                .with(|all| all.get(kind).map_or_else(|| visible_text(kind), |kind| kind.title.clone()))
        };
        failed.with(|failed| {
            let of =
                |of: &Failed| messages::list::retry_failed(of.keys.len() as u64, &title(&of.operation_type));
            failed.as_ref().map(of).unwrap_or_default()
        })
    };
    let go = move |()| {
        let keys =
            failed.with_untracked(|failed| failed.as_ref().map(|of| of.keys.clone()).unwrap_or_default());
        if hand_over_retry(session, &keys) {
            navigator.go(navigator.route().get_untracked().to_schedule(None));
        } else {
            toasts.show(BannerKind::Error, messages::list::retry_not_handed_over());
        }
    };
    view! {
        <Show when=move || failed.with(Option::is_some)>
            <Button kind=ButtonKind::Quiet icon=IconName::Undo on_press=go>
                {label}
            </Button>
        </Show>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use history::{History, Observation};

    fn known(rows: &[(&'static str, &'static str)]) -> (History, Vec<RowId>) {
        let mut history = History::new();
        let ids: Vec<String> = (0..rows.len()).map(|id| id.to_string()).collect();
        for (id, (operation_type, status)) in ids.iter().zip(rows) {
            let row = Observation { id, device_id: "d", operation_type, status, ..Observation::default() };
            history.upsert(None, &row);
        }
        let all = (0..rows.len()).map(|row| RowId(u32::try_from(row).unwrap())).collect();
        (history, all)
    }

    #[test]
    fn only_failed_rows_of_one_type_are_retried() {
        let (history, rows) = known(&[("a", "failed"), ("b", "completed"), ("a", "timed_out")]);
        let found = failed(&history, &rows).unwrap();
        assert_eq!(found.operation_type, "a");
        assert_eq!(found.keys, [OperationKey::new("0", "d"), OperationKey::new("2", "d")]);
        let (history, rows) = known(&[("a", "failed"), ("b", "failed")]);
        assert_eq!(failed(&history, &rows), None, "several types");
        let (history, rows) = known(&[("a", "completed"), ("a", "cancelled")]);
        assert_eq!(failed(&history, &rows), None, "none failed");
    }
}
