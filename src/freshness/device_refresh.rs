//! "Refresh from devices": accurate, slow, and only after its cost was shown.

use crate::{
    sync::{ListRequest, ListSync},
    ui::{Button, ButtonKind, Dialog, counted},
};
use leptos::prelude::*;

/// What the dialog needs.
#[derive(Clone, Copy)]
pub struct DeviceRefreshData {
    /// Sends the request.
    pub list: ListSync,
    /// Whether the dialog is shown.
    pub open: RwSignal<bool>,
}

/// The dialog. Returned by its lazy chunk.
pub fn device_refresh(DeviceRefreshData { list, open }: DeviceRefreshData) -> AnyView {
    view! { <DeviceRefreshDialog list open /> }.into_any()
}

/// The dialog that says what it costs.
#[component]
fn DeviceRefreshDialog(
    /// Whom it asks.
    list: ListSync,
    /// Whether it is shown.
    open: RwSignal<bool>,
) -> impl IntoView {
    let cost = move || {
        let calls = list.device_calls();
        match list.listing().with(|l| l.request == Some(ListRequest::Everything)) {
            true => format!(
                "{} on this page that may still change, a call each.",
                counted(calls as u64, "operation", "operations")
            ),
            false => format!(
                "{} on this page, in one call.",
                counted(list.listing().with(|l| l.rows.len()) as u64, "row", "rows")
            ),
        }
    };
    let go = move |()| {
        open.set(false);
        list.refresh_from_devices();
    };
    view! {
        <Dialog id="device-refresh" title="Refresh from devices" open on_close=move |()| open.set(false)>
            <p>
                "The server asks each device for its status before it answers. That is accurate, but slow: it can take minutes, and it
                loads the devices. What the list shows by itself is what the server knows already."
            </p>
            <p>"It asks for " {cost}</p>
            <div class="dialog-actions">
                <Button kind=ButtonKind::Quiet on_press=move |()| open.set(false)>"Cancel"</Button>
                <Button kind=ButtonKind::Primary on_press=go>"Ask the devices"</Button>
            </div>
        </Dialog>
    }
}
