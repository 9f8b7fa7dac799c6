//! The figures of the report: summary, by status, by type and by device, with bars in tables.

use super::snapshot::{Snapshot, counted, percent, success};
use crate::{
    time::duration,
    ui::{Icon, status_look, visible_marks},
};
use leptos::prelude::*;
use messages::report as text;
use operation::{Stage, is_failed, is_succeeded, stage};
use std::sync::Arc;

/// Summary of the figures.
#[component]
pub fn Summary(made: Arc<Snapshot>) -> impl IntoView {
    let of = |passes| counted(&made.report.statuses, passes);
    let (completed, failed) = (of(is_succeeded), of(is_failed));
    let mut ended = text::completed_of_ended(completed as u64, (completed + failed) as u64);
    let unknown = of(|status| stage(status) == Stage::Unknown);
    if unknown > 0 {
        ended = format!("{ended}. {}", text::unknown_status_left_out(unknown as u64));
    }
    let tile = |name: &'static str, value: String, more: String| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd>
                    <b>{value}</b>
                    " "
                    <span class="meta">{more}</span>
                </dd>
            </div>
        }
    };
    view! {
        <dl class="report-tiles">
            {tile(text::operations(), messages::number(made.report.total as u64), String::new())}
            {tile(text::success_rate(), success(&made.report.statuses), ended)}
            {tile(text::failed(), messages::number(failed as u64), String::new())}
            {tile(text::devices(), messages::number(made.device_count as u64), String::new())}
        </dl>
    }
}

/// Bar with a length relative to the longest one, in thousandths of the width.
pub fn bar(count: usize, most: usize, class: &'static str) -> AnyView {
    let width = (count as u64 * 1000).checked_div(most as u64).unwrap_or_default();
    view! {
        <svg
            class=format!("report-bar {class}")
            viewBox="0 0 1000 8"
            preserveAspectRatio="none"
            aria-hidden="true"
        >
            <rect width=width.to_string() height="8"></rect>
        </svg>
    }
    .into_any()
}

/// Headings of a table of counts, each with a bar and a share; `column` is what is counted by.
pub fn counts_head(column: &'static str) -> AnyView {
    view! {
        <thead>
            <tr>
                <th scope="col">{column}</th>
                <td></td>
                <th scope="col" class="num">
                    {text::operations()}
                </th>
                <th scope="col" class="num">
                    {text::share()}
                </th>
            </tr>
        </thead>
    }
    .into_any()
}

/// Counts by status.
#[component]
pub fn ByStatus(made: Arc<Snapshot>) -> impl IntoView {
    let (total, most) = (made.report.total, most(made.report.statuses.iter().map(|(_, count)| *count)));
    let row = |(status, count): &(String, usize)| {
        let look = status_look(status);
        view! {
            <tr>
                <th scope="row" class=format!("report-status {}", look.class)>
                    <Icon name=look.icon />
                    <span>{look.word}</span>
                </th>
                <td class="report-bar-cell">{bar(*count, most, look.class)}</td>
                <td class="num">{messages::number(*count as u64)}</td>
                <td class="num">{percent(*count, total)}</td>
            </tr>
        }
    };
    view! {
        <section class="report-part" aria-labelledby="report-status">
            <h2 id="report-status">{text::by_status()}</h2>
            <table class="report-table" aria-labelledby="report-status">
                {counts_head(text::column_status())}
                <tbody>{made.report.statuses.iter().map(row).collect_view()}</tbody>
            </table>
        </section>
    }
}

/// Counts by device.
#[component]
pub fn ByDevice(made: Arc<Snapshot>) -> impl IntoView {
    let (total, most) = (made.report.total, most(made.devices.iter().map(|device| device.count)));
    let more = (made.device_count > made.devices.len()).then(|| {
        let words = text::top_devices(made.devices.len() as u64, made.device_count as u64);
        view! { <p class="meta">{words}</p> }.into_any()
    });
    let row = |device: &history::DeviceCount| {
        let id = if device.id.is_empty() {
            text::no_device().to_owned()
        } else {
            visible_marks(&device.id).into_owned()
        };
        view! {
            <tr>
                <th scope="row">
                    <span class="bidi">
                        {device.name.as_deref().map(|name| visible_marks(name).into_owned())}
                    </span>
                    " "
                    <span class="meta mono">{id}</span>
                </th>
                <td class="report-bar-cell">{bar(device.count, most, "")}</td>
                <td class="num">{messages::number(device.count as u64)}</td>
                <td class="num">{percent(device.count, total)}</td>
            </tr>
        }
    };
    view! {
        <section class="report-part" aria-labelledby="report-devices">
            <h2 id="report-devices">{text::by_device()}</h2>
            <table class="report-table" aria-labelledby="report-devices">
                {counts_head(text::column_device())}
                <tbody>{made.devices.iter().map(row).collect_view()}</tbody>
            </table>
            {more}
        </section>
    }
}

/// Counts, success and durations by type.
#[component]
pub fn ByType(made: Arc<Snapshot>) -> impl IntoView {
    let most = most(made.report.types.iter().map(|kind| kind.total));
    let row = |kind: &history::TypeReport| {
        let failed = counted(&kind.statuses, is_failed);
        let durations = kind.durations;
        let name = if kind.operation_type.is_empty() {
            text::no_type().to_owned()
        } else {
            visible_marks(&kind.operation_type).into_owned()
        };
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td class="report-bar-cell">{bar(kind.total, most, "")}</td>
                <td class="num">{messages::number(kind.total as u64)}</td>
                <td class="num">{messages::number(failed as u64)}</td>
                <td class="num">{success(&kind.statuses)}</td>
                <td class="num">{lasted(durations.map(|d| d.p50))}</td>
                <td class="num">{lasted(durations.map(|d| d.p95))}</td>
            </tr>
        }
    };
    view! {
        <section class="report-part report-wide" aria-labelledby="report-types">
            <h2 id="report-types">{text::by_type()}</h2>
            <div class="report-scroll focus-in" role="region" aria-labelledby="report-types" tabindex="0">
                <table class="report-table" aria-labelledby="report-types">
                    <thead>
                        <tr>
                            <th scope="col">{text::column_type()}</th>
                            <td></td>
                            <th scope="col" class="num">
                                {text::operations()}
                            </th>
                            <th scope="col" class="num">
                                {text::failed()}
                            </th>
                            <th scope="col" class="num">
                                {text::success_rate()}
                            </th>
                            <th scope="col" class="num">
                                {text::median_duration()}
                            </th>
                            <th scope="col" class="num">
                                {text::p95()}
                            </th>
                        </tr>
                    </thead>
                    <tbody>{made.report.types.iter().map(row).collect_view()}</tbody>
                </table>
            </div>
            <p class="meta">{text::durations_note()}</p>
        </section>
    }
}

fn most(counts: impl Iterator<Item = usize>) -> usize {
    counts.max().unwrap_or_default()
}

fn lasted(ms: Option<i64>) -> String {
    ms.map_or_else(|| "–".to_owned(), |ms| duration::format(u64::try_from(ms).unwrap_or_default() / 1000))
}
