//! The problems of the query: position, cause and suggested replacements.

use super::Line;
use crate::ui::{Icon, IconName};
use leptos::prelude::*;
use query::{Problem, hints, parse};

/// Lists each problem with the text it refers to. A suggestion replaces that text.
#[component]
pub fn Problems(line: Line) -> impl IntoView {
    let problems = Memo::new(move |_| {
        line.typed.with(|text| {
            let parsed = parse(text);
            let spelling = line.values.with(|values| values.with(|known| hints(&parsed, known)));
            let mut all = parsed.problems;
            all.extend(spelling);
            all
        })
    });
    let item = move |problem: Problem| {
        let piece =
            line.typed.with_untracked(|text| text.get(problem.span.clone()).unwrap_or_default().to_owned());
        let fix = problem.suggestion.map(|instead| {
            let (span, words) = (problem.span.clone(), messages::list_filters::write_instead(&instead));
            let put = move |_| {
                let text = line.typed.get_untracked();
                if let (Some(before), Some(after)) = (text.get(..span.start), text.get(span.end..)) {
                    line.replace(format!("{before}{instead}{after}"), before.len() + instead.len());
                }
            };
            view! {
                <button type="button" class="link-button" on:click=put>
                    {words}
                </button>
            }
            .into_any()
        });
        view! {
            <li class="query-problem">
                <Icon name=IconName::Warning />
                <span>
                    <code>{piece}</code>
                    " "
                    {problem.kind.to_string()}
                    " "
                    {fix}
                </span>
            </li>
        }
    };
    view! {
        <div id="query-problems" role="status">
            <ul>{move || problems.get().into_iter().map(item).collect_view()}</ul>
        </div>
    }
}
