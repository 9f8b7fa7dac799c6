//! First and latest firmware of each device.

use super::{coverage::moments, snapshot::Snapshot};
use crate::{
    route::{ListQuery, Route},
    ui::visible_marks,
};
use leptos::prelude::*;
use messages::report as text;
use operation::{
    OperationKey,
    firmware::{Backup, DeviceVersions, Update},
};
use std::sync::Arc;

/// Maximum number of devices shown.
const MOST: usize = 500;

/// Version, time, operation and backup for each device.
#[component]
pub fn FirmwareTable(made: Arc<Snapshot>) -> impl IntoView {
    let firmware = &made.firmware;
    if firmware.devices.is_empty() && firmware.incomplete == 0 {
        return ().into_any();
    }
    let moment = moments();
    let zone = made.query.zone.clone();
    let update = |device: &str, update: &Update| {
        let query = ListQuery { zone: zone.clone(), ..ListQuery::default() };
        let open = Some(OperationKey::new(update.operation.clone(), device));
        let href = Route::Operations { query, open }.href();
        view! {
            <td class="mono wrap-anywhere">{visible_marks(&update.version).into_owned()}</td>
            <td class="tabular">{moment(update.at)}</td>
            <td>
                <a class="mono wrap-anywhere" href=href>
                    {visible_marks(&update.operation).into_owned()}
                </a>
            </td>
        }
    };
    let row = |device: &DeviceVersions| {
        let name = device.device_name.as_deref().map(|name| visible_marks(name).into_owned());
        view! {
            <tr>
                <th scope="row">
                    <span class="bidi">{name}</span>
                    " "
                    <span class="meta mono">{visible_marks(&device.device_id).into_owned()}</span>
                </th>
                {update(&device.device_id, &device.first)}
                {update(&device.device_id, &device.latest)}
                <td>{backup(device.latest.backup)}</td>
                <td class="num">{messages::number(device.updates as u64)}</td>
            </tr>
        }
    };
    let mut notes = Vec::new();
    if firmware.devices.len() > MOST {
        notes.push(text::firmware_first_shown(MOST as u64, firmware.devices.len() as u64));
    }
    if firmware.by_change > 0 {
        notes.push(text::firmware_by_change(firmware.by_change as u64));
    }
    if firmware.incomplete > 0 {
        notes.push(text::firmware_incomplete(firmware.incomplete as u64));
    }
    view! {
        <section class="report-part report-wide" aria-labelledby="report-firmware">
            <h2 id="report-firmware">{text::firmware_by_device()}</h2>
            <div class="report-scroll focus-in" role="region" aria-labelledby="report-firmware" tabindex="0">
                <table class="report-table report-firmware" aria-labelledby="report-firmware">
                    <thead>
                        <tr>
                            <th scope="col">{text::column_device()}</th>
                            <th scope="col">{text::first_version()}</th>
                            <th scope="col">{text::update_completed()}</th>
                            <th scope="col">{text::update_operation()}</th>
                            <th scope="col">{text::latest_version()}</th>
                            <th scope="col">{text::update_completed()}</th>
                            <th scope="col">{text::update_operation()}</th>
                            <th scope="col">{text::its_backup()}</th>
                            <th scope="col" class="num">
                                {text::updates()}
                            </th>
                        </tr>
                    </thead>
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
        Backup::Created => text::backup_made(),
        Backup::NotCreated => text::backup_not_made(),
        Backup::Requested => text::backup_requested(),
        Backup::Unknown => text::backup_unknown(),
    }
}
