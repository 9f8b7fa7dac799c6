//! Components that open over the page.

use super::{LONG, Section, State};
use crate::ui::{
    BannerKind, Button, ConfirmDialog, Dialog, Popover, PopoverButton, PopoverPanel, use_toasts,
};
use leptos::prelude::*;

/// `Dialog`, `ConfirmDialog`, `Popover`, `Toaster`.
#[component]
pub fn Overlays() -> impl IntoView {
    let (dialog, confirm) = (RwSignal::new(false), RwSignal::new(false));
    let close = move |()| {
        dialog.set(false);
        confirm.set(false);
    };
    let (popover, toasts) = (Popover::new("g-popover"), use_toasts());
    let toast = move |kind, text: &'static str| move |()| toasts.show(kind, text);
    view! {
        <Section title="Dialog">
            <State name="closed">
                <Button on_press=move |()| dialog.set(true)>"Open dialog"</Button>
                <Dialog id="g-dialog" open=dialog title="Refresh from devices" on_close=close>
                    <p>{LONG}</p>
                </Dialog>
            </State>
        </Section>
        <Section title="ConfirmDialog">
            <State name="closed">
                <Button on_press=move |()| confirm.set(true)>"Open confirmation"</Button>
                <ConfirmDialog
                    id="g-confirm"
                    open=confirm
                    title="Discard the draft?"
                    confirm="Discard draft"
                    danger=true
                    on_confirm=close
                    on_cancel=close
                >
                    <p>"What was typed is lost."</p>
                </ConfirmDialog>
            </State>
        </Section>
        <Section title="Popover">
            <State name="closed">
                <PopoverButton popover class="button">
                    "Open popover"
                </PopoverButton>
                <PopoverPanel
                    popover
                    class="filter-panel panel-slim"
                    role="dialog"
                    label="Popover"
                    below_button=true
                >
                    <div class="panel-body">
                        <p>{LONG}</p>
                    </div>
                </PopoverPanel>
            </State>
        </Section>
        <Section title="Toaster">
            <State name="info">
                <Button on_press=toast(BannerKind::Info, "Copied")>"Show message"</Button>
            </State>
            <State name="error">
                <Button on_press=toast(BannerKind::Error, LONG)>"Show error"</Button>
            </State>
        </Section>
    }
}
