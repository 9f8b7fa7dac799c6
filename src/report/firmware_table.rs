//! First and latest firmware of each device.

use super::{coverage::moments, snapshot::Snapshot};
use crate::{
    route::{ListQuery, Route},
    ui::{counted, grouped},
};
use device_facts::{Backup, DeviceVersions, Update};
use leptos::prelude::*;
use operation::OperationKey;
use std::sync::Arc;

/// Devices that are drawn at most.
const MOST: usize = 500;

/// Which device got which version, when, by what operation, and whether there was a backup.
#[component]
pub fn FirmwareTable(made: Arc<Snapshot>) -> impl IntoView {
    let firmware = &made.firmware;
    if firmware.devices.is_empty() && firmware.untold == 0 {
        return ().into_any();
    }
    let moment = moments();
    let zone = made.query.zone.clone();
    let update = |device: &str, update: &Update| {
        let query = ListQuery { zone: zone.clone(), ..ListQuery::default() };
        let open = Some(OperationKey::new(update.operation.clone(), device));
        let href = Route::Operations { query, open }.href();
        view! {
            <td class="mono wrap-anywhere">{update.version.clone()}</td>
            <td class="tabular">{moment(update.at)}</td>
            <td><a class="mono wrap-anywhere" href=href>{update.operation.clone()}</a></td>
        }
    };
    let row = |device: &DeviceVersions| {
        view! {
            <tr>
                <th scope="row">
                    <span class="bidi">{device.device_name.clone()}</span> " " <span class="meta mono">{device.device_id.clone()}</span>
                </th>
                {update(&device.device_id, &device.first)}
                {update(&device.device_id, &device.latest)}
                <td>{backup(device.latest.backup)}</td>
                <td class="num">{grouped(device.updates as u64)}</td>
            </tr>
        }
    };
    let mut notes = Vec::new();
    if firmware.devices.len() > MOST {
        notes.push(format!(
            "The first {MOST} of {} devices. All updates are in the files.",
            grouped(firmware.devices.len() as u64)
        ));
    }
    if firmware.by_change > 0 {
        notes.push(format!(
            "{} when it ended; its last change counts.",
            counted(firmware.by_change as u64, "update doesn't say", "updates don't say")
        ));
    }
    if firmware.untold > 0 {
        notes.push(format!(
            "{} no version, no time or no device, and left out.",
            counted(firmware.untold as u64, "completed update says", "completed updates say")
        ));
    }
    view! {
        <section class="report-part report-wide" aria-labelledby="report-firmware">
            <h2 id="report-firmware">"Firmware by device"</h2>
            <div class="report-scroll focus-in" role="region" aria-labelledby="report-firmware" tabindex="0">
                <table class="report-table report-firmware" aria-labelledby="report-firmware">
                    <thead><tr>
                        <th scope="col">"Device"</th>
                        <th scope="col">"First version"</th><th scope="col">"Completed"</th><th scope="col">"Operation"</th>
                        <th scope="col">"Latest version"</th><th scope="col">"Completed"</th><th scope="col">"Operation"</th>
                        <th scope="col">"Its backup"</th><th scope="col" class="num">"Updates"</th>
                    </tr></thead>
                    <tbody>{firmware.devices.iter().take(MOST).map(row).collect_view()}</tbody>
                </table>
            </div>
            {notes.into_iter().map(|note| view! { <p class="meta">{note}</p> }).collect_view()}
        </section>
    }
    .into_any()
}

fn backup(backup: Backup) -> &'static str {
    match backup {
        Backup::Created => "Made",
        Backup::NotCreated => "Not made",
        Backup::Asked => "Asked for",
        Backup::NotSaid => "Not said",
    }
}
