//! The query line: the whole query as editable text.
//!
//! Synchronized with the other controls through the address: typing updates the address, but for a term that is still
//! being typed, and changes elsewhere update the text. Owns the text
//! being typed and the suggestions for it.

mod bridge;
mod known_values;
mod problems;

use crate::history_query::QueryHandle;
use crate::sync::Sync;
use crate::ui::pressed_key;
use known_values::KnownValues;
use leptos::{html, prelude::*};
use problems::Problems;
use query::{Completion, Query, complete, parse, print, without_unfinished};

/// The text being typed, shared by the line, the suggestions and the list of problems.
#[derive(Clone, Copy)]
struct Line {
    ask: QueryHandle,
    values: Memo<KnownValues>,
    input: NodeRef<html::Input>,
    typed: RwSignal<String>,
    /// Caret position, in bytes.
    caret: RwSignal<usize>,
    /// The term at the caret is still being typed. Ends with Enter, with a suggestion and when the line is left.
    unfinished: RwSignal<bool>,
}

impl Line {
    fn read(self, text: &str) -> Query {
        let mut query = parse(text).query;
        self.values.with_untracked(|values| values.with(|known| query.respell(known)));
        query
    }

    /// The query as far as it is typed.
    fn query(self) -> Query {
        let text = self.typed.get_untracked();
        if !self.unfinished.get_untracked() {
            return self.read(&text);
        }
        let caret = self.caret.get_untracked();
        let vocabulary = self.values.get_untracked();
        self.read(&vocabulary.with(|words| without_unfinished(&text, caret, words)))
    }

    /// Writes the query to the address.
    fn submit(self) {
        let query = self.query();
        self.ask.type_in(|list| bridge::put(&query, list));
    }

    /// Replaces the text, for example by a suggestion.
    fn replace(self, text: String, caret: usize) {
        if let Some(input) = self.input.get_untracked() {
            input.set_value(&text);
            let units = text.get(..caret).map_or(0, |before| before.encode_utf16().count()) as u32;
            // If the caret can't be set, it stays at the end.
            drop(input.focus());
            drop(input.set_selection_range(units, units));
        }
        self.typed.set(text);
        self.caret.set(caret);
        self.finish();
    }

    /// Writes the whole query to the address.
    fn finish(self) {
        self.unfinished.set(false);
        self.submit();
    }

    fn find_caret(self) {
        let Some(input) = self.input.get_untracked() else { return };
        let units = input.selection_end().ok().flatten().unwrap_or_default() as usize;
        let (mut bytes, mut seen) = (0, 0);
        for letter in input.value().chars() {
            if seen >= units {
                break;
            }
            seen += letter.len_utf16();
            bytes += letter.len_utf8();
        }
        self.caret.set(bytes);
    }
}

/// The query line.
#[component]
pub fn QueryLine(
    /// Provides the values for suggestions.
    sync: Sync,
    /// Query in the address.
    ask: QueryHandle,
    /// The text from the search box that turned out to be a query.
    first: String,
) -> impl IntoView {
    sync.crawl.open_history();
    let of_address = untrack(|| {
        ask.query().with(|list| {
            let mut query = bridge::of(list);
            if !first.is_empty() {
                query.text.clear();
            }
            print(&query)
        })
    });
    let text = format!("{of_address} {first}");
    let line = Line {
        ask,
        values: Memo::new(move |_| KnownValues::seen(sync.store)),
        input: NodeRef::new(),
        typed: RwSignal::new(text.trim().to_owned()),
        caret: RwSignal::new(text.trim().len()),
        unfinished: RwSignal::new(false),
    };
    if !first.is_empty() {
        line.submit();
    }
    // The text is kept while it means the query in the address, so it can't be derived from that.
    Effect::new(move |_| {
        let list = ask.query().get();
        let mut same = list.clone();
        bridge::put(&line.query(), &mut same);
        if same != list {
            line.unfinished.set(false);
            line.typed.set(print(&bridge::of(&list)));
        }
    });
    Effect::new(move |_| {
        if let Some(input) = line.input.get() {
            drop(input.focus());
        }
    });
    view! {
        <div class="query-box">
            <Typing line />
            <Problems line />
        </div>
    }
}

/// The text field and the suggestions.
#[component]
fn Typing(line: Line) -> impl IntoView {
    let (open, active) = (RwSignal::new(false), RwSignal::new(None::<usize>));
    let offer = Memo::new(move |_| match open.get() {
        true => {
            let (text, caret) = (line.typed.get(), line.caret.get());
            line.values.with(|values| values.with(|known| complete(&text, caret, known)))
        }
        false => Completion::default(),
    });
    let some = Memo::new(move |_| offer.with(|offer| !offer.options.is_empty()));
    let take = move |index: usize| {
        let next = offer.with_untracked(|offer| {
            let choice = offer.options.get(index)?;
            Some(line.typed.with_untracked(|text| offer.apply(text, choice)))
        });
        active.set(None);
        if let Some((text, caret)) = next {
            // Open the suggestions right after a field; a value needs none.
            open.set(text.get(..caret).is_some_and(|before| before.ends_with(':')));
            line.replace(text, caret);
        }
    };
    let step = move |by: isize| {
        let count = offer.with_untracked(|offer| offer.options.len()) as isize;
        if count == 0 {
            return open.set(true);
        }
        let next = match active.get_untracked() {
            None if by > 0 => 0,
            None => count - 1,
            Some(at) => (at as isize + by).rem_euclid(count),
        };
        active.set(Some(next as usize));
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        let Some(key) = pressed_key(&event) else { return };
        match (key.as_str(), active.get_untracked()) {
            ("ArrowDown", _) => step(1),
            ("ArrowUp", _) => step(-1),
            ("Enter" | "Tab", Some(index)) if !event.shift_key() => take(index),
            ("Enter", None) => line.finish(),
            ("Escape", _) if some.get_untracked() => {
                open.set(false);
                active.set(None);
            }
            _ => return,
        }
        event.prevent_default();
    };
    let input = move |event| {
        line.typed.set(event_target_value(&event));
        line.find_caret();
        active.set(None);
        open.set(true);
        line.unfinished.set(true);
        line.submit();
    };
    let choices = move || {
        let item = |(index, choice): (usize, query::Choice)| {
            view! {
                <li
                    class="query-choice"
                    role="option"
                    id=format!("query-choice-{index}")
                    aria-selected=move || (active.get() == Some(index)).to_string()
                    on:mousedown=move |event| {
                        event.prevent_default();
                        take(index);
                    }
                >
                    <span class="mono">{choice.label}</span>
                    <span class="muted">{choice.detail}</span>
                </li>
            }
        };
        offer.get().options.into_iter().enumerate().map(item).collect_view()
    };
    view! {
        <label class="visually-hidden" for="query-input">
            {messages::list_filters::query()}
        </label>
        <input
            class="input mono"
            id="query-input"
            type="text"
            role="combobox"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            placeholder="status:failed type:firmware_update device:edge* scheduled:last-night"
            aria-autocomplete="list"
            aria-controls="query-choices"
            aria-describedby="query-problems"
            aria-expanded=move || some.get().to_string()
            aria-activedescendant=move || active.get().map(|at| format!("query-choice-{at}"))
            node_ref=line.input
            prop:value=move || line.typed.get()
            on:input=input
            on:keydown=key
            on:keyup=move |_| line.find_caret()
            on:click=move |_| {
                line.find_caret();
                open.set(true);
            }
            on:blur=move |_| {
                open.set(false);
                active.set(None);
                if line.unfinished.try_get_untracked() == Some(true) {
                    line.finish();
                }
            }
        />
        <ul
            class="query-choices"
            id="query-choices"
            role="listbox"
            aria-label=messages::list_filters::query_choices()
            hidden=move || !some.get()
        >
            {choices}
        </ul>
    }
}
