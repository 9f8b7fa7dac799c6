//! Device groups: filters by one, and saves the pattern under "Device" as one.

use crate::history_query::QueryHandle;
use crate::{
    session::{Members, all_groups, given_groups, keep_groups, kept_groups, save_group, use_session},
    ui::{Button, ButtonKind},
};
use leptos::{ev, html, prelude::*};
use messages::list_filters as text;

/// The available groups. With a pattern under "Device", also the form to save it.
#[component]
pub fn Group(
    /// Query in the address.
    ask: QueryHandle,
) -> impl IntoView {
    let (chosen, session) = (ask.part(|q| q.group.clone()), use_session());
    let (kept, dropped) = kept_groups();
    let kept = RwSignal::new(kept);
    let changed = window_event_listener(ev::storage, move |_| kept.set(kept_groups().0));
    on_cleanup(move || changed.remove());
    let said = RwSignal::new(if dropped || given_groups().1 { text::groups_left_out() } else { "" });
    let names = Memo::new(move |_| {
        kept.track();
        let mut names: Vec<String> = all_groups().into_iter().map(|group| group.name).collect();
        let now = chosen.get();
        if !now.is_empty() && !names.contains(&now) {
            names.push(now);
        }
        names
    });
    let options = move || {
        let option = move |name: String| {
            let (value, this) = (name.clone(), name.clone());
            view! {
                <option value=value prop:selected=move || chosen.with(|chosen| *chosen == this)>
                    {name}
                </option>
            }
        };
        names.get().into_iter().map(option).collect_view()
    };
    let own = Memo::new(move |_| {
        kept.with(|kept| kept.iter().any(|group| chosen.with(|name| group.name == *name)))
    });
    let delete = move |()| {
        let name = chosen.get_untracked();
        // Another tab may have changed the groups since the panel was opened.
        let (mut groups, _) = kept_groups();
        groups.retain(|group| group.name != name);
        if keep_groups(session, &groups) {
            kept.set(groups);
            ask.choose(|q| q.group.clear());
        } else {
            said.set(text::group_not_deleted());
        }
    };
    view! {
        <div class="field">
            <label class="field-label" for="panel-group">
                {text::group()}
            </label>
            <span class="select-frame">
                <select
                    class="input select"
                    id="panel-group"
                    on:change=move |event| ask.choose(|q| q.group = event_target_value(&event))
                >
                    <option value="" prop:selected=move || chosen.read().is_empty()>
                        {text::any()}
                    </option>
                    {options}
                </select>
            </span>
            <Show when=move || own.get()>
                <Button kind=ButtonKind::Quiet on_press=delete>
                    {text::delete_group()}
                </Button>
            </Show>
            <KeepPattern ask on_kept=move |()| kept.set(kept_groups().0) said />
            <p class="field-hint" role="status">
                {move || said.get()}
            </p>
        </div>
    }
}

/// Saves the pattern under "Device" as a group.
#[component]
fn KeepPattern(
    ask: QueryHandle,
    #[prop(into)] on_kept: Callback<()>,
    said: RwSignal<&'static str>,
) -> impl IntoView {
    let (pattern, session) = (ask.part(|q| q.device.clone()), use_session());
    let typed = NodeRef::<html::Input>::new();
    let save = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let name = typed.get_untracked().map(|input| input.value()).unwrap_or_default();
        match save_group(session, &name, Members::Pattern(pattern.get_untracked())) {
            Ok(name) => {
                said.set("");
                on_kept.run(());
                ask.choose(|q| {
                    q.device.clear();
                    q.group = name;
                });
            }
            Err(why) => said.set(why),
        }
    };
    (move || {
        pattern.with(|pattern| !pattern.is_empty()).then(|| {
            view! {
                <form class="view-save" aria-label=text::keep_pattern_as_group() on:submit=save>
                    <label class="visually-hidden" for="panel-group-name">
                        {text::name_of_group()}
                    </label>
                    <input
                        class="input"
                        id="panel-group-name"
                        type="text"
                        maxlength="60"
                        autocomplete="off"
                        placeholder=move || text::name_for_pattern(&pattern.get())
                        node_ref=typed
                    />
                    <Button type_="submit">{text::keep_as_group()}</Button>
                </form>
            }
            .into_any()
        })
    })
    .into_any()
}
