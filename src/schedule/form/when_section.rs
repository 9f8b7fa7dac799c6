//! "When": now, or at a time in a zone. The UTC instant is always visible.

use leptos::prelude::*;

use super::state::Form;
use crate::schedule::draft::When;
use crate::schedule::field::FieldId;
use crate::schedule::presets::Preset;
use crate::schedule::validate::when::{Choice, at_once, choices, meaning, zone};
use crate::time::intl::{self, Browser, Style, format_instant};
use crate::time::zones::Pick;
use crate::time::{iso, relative::relative};
use crate::ui::{Field, Icon, IconName, SegmentedControl, TextInput};

/// Selects the time.
#[component]
pub fn WhenSection(
    /// The form.
    form: Form,
) -> impl IntoView {
    let now_chosen = Memo::new(move |_| form.draft.with(|draft| draft.when == When::Now));
    let value = Memo::new(move |_| if now_chosen.get() { "now" } else { "at" }.to_owned());
    let choose = move |chosen: String| {
        form.edit(&FieldId::Time, |draft| draft.when = if chosen == "now" { When::Now } else { When::At });
    };
    let options = vec![
        ("now".to_owned(), messages::schedule::now().to_owned()),
        ("at".to_owned(), messages::schedule::at_a_time().to_owned()),
    ];
    let date_time = Memo::new(move |_| form.draft.with(|draft| draft.date_time.clone()));
    let type_date = move |text: String| {
        form.edit(&FieldId::Time, |draft| {
            draft.date_time = text;
            draft.pick = None;
        });
    };
    view! {
        <section class="form-section">
            <h2>{messages::schedule::when()}</h2>
            <SegmentedControl
                name="schedule-when"
                legend=messages::schedule::when_to_start()
                legend_hidden=true
                options=Signal::stored(options)
                value
                on_change=choose
            />
            <Show when=move || !now_chosen.get()>
                <div class="form-row">
                    <Field
                        id=FieldId::Time.element_id()
                        label=messages::schedule::date_and_time()
                        hint=form.hint(FieldId::Time, "")
                        error=form.error(FieldId::Time)
                        required=true
                        on_blur=move |()| form.leave(FieldId::Time)
                        let(of)
                    >
                        <TextInput of type_="datetime-local" value=date_time on_input=type_date />
                    </Field>
                    <ZoneField form />
                </div>
                <Presets form />
                <DaylightChoice form />
            </Show>
            <Instant form />
        </section>
    }
}

/// Buttons that fill in a time, in the zone of the form.
#[component]
fn Presets(form: Form) -> impl IntoView {
    let fill = move |preset: Preset| {
        let zone_in_force = form.zone_in_force.get_untracked();
        let own = form.draft.with_untracked(|draft| zone(draft, &zone_in_force).to_owned());
        // An unknown zone has its error at its own field.
        let Some((date_time, pick)) = preset.fill(form.now.get_untracked(), &own, &Browser) else { return };
        form.edit(&FieldId::Time, |draft| {
            draft.date_time = date_time;
            draft.pick = pick;
        });
    };
    let button = move |preset: Preset| {
        view! {
            <button type="button" class="link-button" on:click=move |_| fill(preset)>
                {preset.label()}
            </button>
        }
    };
    view! {
        <p class="zone-offers" role="group" aria-label=messages::schedule::presets()>
            {Preset::ALL.into_iter().map(button).collect_view()}
        </p>
    }
}

#[component]
fn ZoneField(form: Form) -> impl IntoView {
    let value = Memo::new(move |_| form.draft.with(|draft| draft.zone.clone()));
    let set = move |zone: String| {
        form.edit(&FieldId::Zone, |draft| {
            draft.zone = zone;
            draft.pick = None;
        });
    };
    view! {
        <div class="stack-tight">
            <Field
                id=FieldId::Zone.element_id()
                label=messages::schedule::time_zone()
                hint=messages::schedule::time_zone_hint()
                error=form.error(FieldId::Zone)
                on_blur=move |()| form.leave(FieldId::Zone)
                let(of)
            >
                <input
                    id=of.id.clone()
                    class="input"
                    list="schedule-zones"
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=move || form.zone_in_force.get()
                    aria-invalid=of.invalid()
                    aria-describedby=of.described()
                    prop:value=move || value.get()
                    on:input=move |event| set(event_target_value(&event))
                    on:blur=move |_| of.left()
                />
            </Field>
            <datalist id="schedule-zones">
                {intl::zone_names()
                    .into_iter()
                    .map(|name| view! { <option value=name></option> })
                    .collect_view()}
            </datalist>
            <DeviceZones form set=Callback::new(set) />
        </div>
    }
}

/// Buttons for the known zones of the selected devices.
#[component]
fn DeviceZones(form: Form, set: Callback<String>) -> impl IntoView {
    let zones = Memo::new(move |_| {
        let devices = form.devices.get();
        let mut zones: Vec<(String, usize)> = Vec::new();
        form.draft.with(|draft| {
            for zone in draft.device_ids.iter().filter_map(|id| devices.get(id)?.zone.clone()) {
                match zones.iter_mut().find(|(known, _)| *known == zone) {
                    Some((_, count)) => *count += 1,
                    None => zones.push((zone, 1)),
                }
            }
        });
        zones.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        zones.truncate(4);
        zones.retain(|(zone, _)| intl::is_zone(zone));
        zones
    });
    view! {
        <p class="zone-offers" hidden=move || zones.with(Vec::is_empty)>
            <span>{messages::schedule::zones_of_devices()} " "</span>
            <For each=move || zones.get() key=|(zone, count)| format!("{count} {zone}") let((zone, count))>
                <button
                    type="button"
                    class="link-button"
                    on:click={
                        let zone = zone.clone();
                        move |_| set.run(zone.clone())
                    }
                >
                    {format!("{zone} ({})", messages::number(count as u64))}
                </button>
            </For>
        </p>
    }
}

/// The two instants for a time that daylight saving skips or repeats.
#[component]
fn DaylightChoice(form: Form) -> impl IntoView {
    let open = Memo::new(move |_| {
        let zone_in_force = form.zone_in_force.get();
        form.draft.with(|draft| {
            let resolved = meaning(draft, &zone_in_force, &Browser)?;
            choices(resolved, zone(draft, &zone_in_force), &Browser)
        })
    });
    let pick = Memo::new(move |_| form.draft.with(|draft| draft.pick));
    let choose = move |chosen: Pick| form.edit(&FieldId::Time, |draft| draft.pick = Some(chosen));
    let option = move |id: &'static str, own: Pick, choice: Choice| {
        view! {
            <label class="check" for=id>
                <input
                    id=id
                    type="radio"
                    name="schedule-pick"
                    prop:checked=move || pick.get() == Some(own)
                    on:change=move |_| choose(own)
                />
                <span>{choice.label} <span class="muted">{format!(" = {}", choice.utc)}</span></span>
            </label>
        }
    };
    (move || {
        open.get().map(|(said, [first, second])| {
            view! {
                <fieldset class="daylight">
                    <legend>
                        <Icon name=IconName::Warning />
                        {said}
                    </legend>
                    {option("schedule-pick-first", Pick::First, first)}
                    {option("schedule-pick-second", Pick::Second, second)}
                </fieldset>
            }
        })
    })
    .into_any()
}

/// The instant, in UTC and in the zone of the page.
#[component]
fn Instant(form: Form) -> impl IntoView {
    let at = Memo::new(move |_| form.checked.with(|checked| checked.parts.scheduled_at));
    let now_chosen = Memo::new(move |_| form.draft.with(|draft| draft.when == When::Now));
    let utc = Memo::new(move |_| match at.get() {
        Some(_) if now_chosen.get() => iso::spoken(at_once(form.now.get())),
        Some(at) => iso::spoken(at),
        None => messages::schedule::utc_instant_here().to_owned(),
    });
    let around = Memo::new(move |_| match at.get() {
        Some(_) if now_chosen.get() => format!(" · {}", messages::schedule::seconds_after_sending()),
        Some(at) => {
            let zone = form.zone_in_force.get();
            format!(
                " · {} · {} ({zone})",
                relative(at, form.now.get()),
                format_instant(at, &zone, Style::Full)
            )
        }
        None => String::new(),
    });
    view! {
        <p class="instant">
            <Icon name=IconName::Globe />
            // Announced when the user changes it. With "now" it changes by itself and isn't announced.
            <span role=move || (!now_chosen.get()).then_some("status")>{move || utc.get()}</span>
            <span class="muted">{move || around.get()}</span>
        </p>
    }
}
