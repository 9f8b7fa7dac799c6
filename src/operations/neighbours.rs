//! Opens the operations before and after the open one, in the order of the list. Renders nothing.

use super::visible_rows::VisibleRows;
use crate::{
    commands::{Command, use_commands},
    route::{Route, use_navigator},
    sync::Sync,
    ui::focus_target,
};
use history::RowId;
use leptos::prelude::*;
use operation::OperationKey;

/// The rows before and after one.
fn neighbours(rows: &[RowId], open: RowId) -> [Option<RowId>; 2] {
    let Some(at) = rows.iter().position(|row| *row == open) else { return [None, None] };
    [at.checked_sub(1), at.checked_add(1)].map(|at| rows.get(at?).copied())
}

/// Registers the two commands, each while there is an operation to open.
#[component]
pub fn Neighbours(
    /// Knows the rows.
    sync: Sync,
    /// The rows of the page, or of an endless list.
    listed: Memo<VisibleRows>,
) -> impl IntoView {
    let (navigator, commands) = (use_navigator(), use_commands());
    let open = Memo::new(move |_| navigator.route().with(|route: &Route| route.open().cloned()));
    let around = Memo::new(move |_| {
        let Some(open) = open.get() else { return [None, None] };
        listed.with(|listed| {
            let rows = listed.rows.known();
            sync.store.read(|known| {
                // An address may name only the transaction.
                let is_open = |row: &&RowId| {
                    let row = known.row(**row);
                    open.includes(&OperationKey::new(row.id, row.device_key()))
                };
                let row =
                    known.find(&open.id, &open.device_id).or_else(|| rows.iter().find(is_open).copied());
                let key = |row: RowId| {
                    let row = known.row(row);
                    OperationKey::new(row.id, row.device_key())
                };
                row.map_or([None, None], |row| neighbours(&rows, row).map(|row| row.map(key)))
            })
        })
    });
    for (at, command) in [Command::PreviousOperation, Command::NextOperation].into_iter().enumerate() {
        Effect::new(move |_| {
            let Some(key) = around.with(|around| around[at].clone()) else { return };
            let go = move |()| {
                navigator.go(navigator.route().get_untracked().with_open(Some(key.clone())));
                // The view of the operation before may hold the focus, and is removed.
                focus_target("detail-title");
            };
            commands.register(command, Callback::new(go));
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ends_have_one_neighbour() {
        let rows = [7, 3, 9].map(RowId);
        assert_eq!(neighbours(&rows, RowId(7)), [None, Some(RowId(3))]);
        assert_eq!(neighbours(&rows, RowId(3)), [Some(RowId(7)), Some(RowId(9))]);
        assert_eq!(neighbours(&rows, RowId(9)), [Some(RowId(3)), None]);
        assert_eq!(neighbours(&rows, RowId(1)), [None, None], "not in the list");
    }
}
