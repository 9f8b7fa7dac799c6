//! "Refresh from devices": accurate and slow, so its cost is shown before it runs.

use crate::{
    sync::{ListRequest, ListSync},
    ui::{Button, ButtonKind, Dialog},
};
use leptos::prelude::*;

/// Props of the dialog.
#[derive(Clone, Copy)]
pub struct DeviceRefreshData {
    /// Sends the request.
    pub list: ListSync,
    /// Whether the dialog is open.
    pub open: RwSignal<bool>,
}

/// Creates the dialog. Entry point of its lazy chunk.
pub fn device_refresh(DeviceRefreshData { list, open }: DeviceRefreshData) -> AnyView {
    view! { <DeviceRefreshDialog list open /> }.into_any()
}

/// The dialog that shows the cost and asks for confirmation.
#[component]
fn DeviceRefreshDialog(
    /// Refreshes the list.
    list: ListSync,
    /// Whether the dialog is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let cost = move || {
        let calls = list.device_calls();
        match list.listing().with(|l| l.request == Some(ListRequest::Everything)) {
            true => messages::freshness::device_refresh_by_operation(calls as u64),
            false => {
                messages::freshness::device_refresh_by_page(list.listing().with(|l| l.rows.len()) as u64)
            }
        }
    };
    let go = move |()| {
        open.set(false);
        list.refresh_from_devices();
    };
    view! {
        <Dialog
            id="device-refresh"
            title=messages::freshness::refresh_from_devices()
            open
            on_close=move |()| open.set(false)
        >
            <p>{messages::freshness::device_refresh_explained()}</p>
            <p>{cost}</p>
            <div class="dialog-actions">
                <Button kind=ButtonKind::Quiet on_press=move |()| open.set(false)>
                    {messages::freshness::cancel()}
                </Button>
                <Button kind=ButtonKind::Primary on_press=go>
                    {messages::freshness::ask_devices()}
                </Button>
            </div>
        </Dialog>
    }
}
