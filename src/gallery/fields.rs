//! Fields and groups of them.

use super::{BIDI, LONG, Section, State, UNBROKEN};
use crate::ui::{Checkbox, Field, FieldSet, Labelled, SegmentedControl, Select, TextArea, TextInput};
use leptos::prelude::*;

const HINT: &str = "Id, name or serial.";

fn error(text: &str) -> Signal<Option<String>> {
    Signal::stored(Some(text.to_owned()))
}

fn options() -> Vec<(String, String)> {
    [("now", "Now"), ("later", "At a time"), ("window", "In a window")]
        .map(|(value, label)| (value.to_owned(), label.to_owned()))
        .to_vec()
}

fn text(of: Labelled, value: &'static str) -> impl IntoView {
    let value = RwSignal::new(value.to_owned());
    view! { <TextInput of value on_input=move |text| value.set(text) /> }
}

fn lines(of: Labelled, value: &'static str) -> impl IntoView {
    let value = RwSignal::new(value.to_owned());
    view! { <TextArea of value on_input=move |text| value.set(text) rows=3 /> }
}

fn choice(of: Labelled, value: &'static str) -> impl IntoView {
    let value = RwSignal::new(value.to_owned());
    view! { <Select of value options=options() on_change=move |next| value.set(next) /> }
}

/// `Field` around `TextInput`, `TextArea` and `Select`.
#[component]
pub fn Fields() -> impl IntoView {
    view! {
        <Section title="TextInput">
            <State name="empty">
                <Field id="g-empty" label="Device" let(of)>
                    {text(of, "")}
                </Field>
            </State>
            <State name="filled, hint">
                <Field id="g-filled" label="Device" hint=HINT let(of)>
                    {text(of, "DEV-001")}
                </Field>
            </State>
            <State name="required, error">
                <Field
                    id="g-error"
                    label="Device"
                    hint=HINT
                    required=true
                    error=error("Enter a device.")
                    let(of)
                >
                    {text(of, "")}
                </Field>
            </State>
            <State name="long text">
                <Field id="g-long" label=LONG hint=LONG error=error(LONG) let(of)>
                    {text(of, UNBROKEN)}
                </Field>
            </State>
            <State name="right to left">
                <Field id="g-bidi" label=BIDI hint=BIDI let(of)>
                    {text(of, BIDI)}
                </Field>
            </State>
        </Section>
        <Section title="TextArea">
            <State name="empty">
                <Field id="g-area" label="Data" let(of)>
                    {lines(of, "")}
                </Field>
            </State>
            <State name="error">
                <Field
                    id="g-area-error"
                    label="Data"
                    error=error("Not valid JSON: line 1, column 2.")
                    let(of)
                >
                    {lines(of, "{version")}
                </Field>
            </State>
        </Section>
        <Section title="Select">
            <State name="default">
                <Field id="g-select" label="Start" let(of)>
                    {choice(of, "now")}
                </Field>
            </State>
            <State name="unknown value">
                <Field id="g-select-other" label="Start" hint="The value is not among the options." let(of)>
                    {choice(of, "at dawn")}
                </Field>
            </State>
            <State name="error">
                <Field id="g-select-error" label="Start" error=error("Choose a later time.") let(of)>
                    {choice(of, "later")}
                </Field>
            </State>
        </Section>
    }
}

/// `Checkbox`, `FieldSet`, `SegmentedControl`.
#[component]
pub fn Groups() -> impl IntoView {
    let (on, off) = (RwSignal::new(true), RwSignal::new(false));
    let chosen = RwSignal::new("now".to_owned());
    let choose = move |value| chosen.set(value);
    view! {
        <Section title="Checkbox">
            <State name="off">
                <Checkbox id="g-off" label="Keep in this tab" checked=off on_change=move |now| off.set(now) />
            </State>
            <State name="on, hint">
                <Checkbox
                    id="g-on"
                    label="Keep in this tab"
                    hint="Until the tab is closed."
                    checked=on
                    on_change=move |now| on.set(now)
                />
            </State>
            <State name="error">
                <Checkbox
                    id="g-check-error"
                    label="Confirm the restart"
                    checked=off
                    on_change=move |now| off.set(now)
                    error=error("Confirm before sending.")
                />
            </State>
            <State name="long text">
                <Checkbox
                    id="g-check-long"
                    label=LONG
                    hint=LONG
                    checked=on
                    on_change=move |now| on.set(now)
                />
            </State>
        </Section>
        <Section title="FieldSet">
            <State name="default">
                <FieldSet id="g-set" legend="When" hint="In the zone shown.">
                    <p>"Controls"</p>
                </FieldSet>
            </State>
            <State name="error">
                <FieldSet id="g-set-error" legend="When" error=error("The end is before the start.")>
                    <p>"Controls"</p>
                </FieldSet>
            </State>
        </Section>
        <Section title="SegmentedControl">
            <State name="default">
                <SegmentedControl
                    name="g-start"
                    legend="Start"
                    options=options()
                    value=chosen
                    on_change=choose
                />
            </State>
            <State name="hidden legend">
                <SegmentedControl
                    name="g-start-hidden"
                    legend="Start, legend hidden"
                    options=options()
                    value=chosen
                    on_change=choose
                    legend_hidden=true
                />
            </State>
        </Section>
    }
}
