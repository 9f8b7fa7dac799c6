//! Buttons.

use super::{BIDI, LONG, Section, State};
use crate::ui::{Button, ButtonKind, CopyButton, IconButton, IconName};
use leptos::prelude::*;

/// `Button`, `IconButton`, `CopyButton`.
#[component]
pub fn Buttons() -> impl IntoView {
    let pressed = RwSignal::new(true);
    let toggle = move |()| pressed.update(|pressed| *pressed = !*pressed);
    let none = |()| {};
    view! {
        <Section title="Button">
            <State name="primary">
                <Button kind=ButtonKind::Primary>"Schedule operation"</Button>
            </State>
            <State name="secondary">
                <Button>"Load all"</Button>
            </State>
            <State name="quiet">
                <Button kind=ButtonKind::Quiet>"Clear all"</Button>
            </State>
            <State name="danger">
                <Button kind=ButtonKind::Danger>"Discard draft"</Button>
            </State>
            <State name="with icon">
                <Button icon=IconName::Plus>"Add device"</Button>
            </State>
            <State name="busy">
                <Button kind=ButtonKind::Primary busy=true>
                    "Sending"
                </Button>
            </State>
            <State name="disabled">
                <Button disabled=true>"Print"</Button>
            </State>
            <State name="long text">
                <Button>{LONG}</Button>
            </State>
            <State name="right to left">
                <Button>{BIDI}</Button>
            </State>
        </Section>
        <Section title="IconButton">
            <State name="default">
                <IconButton label="Refresh" icon=IconName::Refresh on_press=none />
            </State>
            <State name="pressed">
                <IconButton
                    label="Type a query"
                    icon=IconName::Edit
                    pressed=Signal::from(pressed)
                    on_press=toggle
                />
            </State>
            <State name="disabled">
                <IconButton label="Next page" icon=IconName::ChevronRight disabled=true on_press=none />
            </State>
        </Section>
        <Section title="CopyButton">
            <State name="default">
                <CopyButton text="DEV-001" label="Copy id" />
            </State>
            <State name="compact">
                <CopyButton text="DEV-001" label="Copy device id" compact=true />
            </State>
        </Section>
    }
}
