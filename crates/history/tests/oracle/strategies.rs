//! Generators with many collisions: few ids, few devices, unusual texts and times.

use super::Observed;
use history::{Column, DateFilter, Pattern, Query, Sort, TextScope, TimeField};
use proptest::prelude::*;
use proptest::sample::select;

const TYPES: [&str; 5] = ["reboot", "Reboot", "firmware_update", "get", ""];
const STATUSES: [&str; 5] = ["completed", "failed", "in_progress", "pausé", "pending"];
const DEVICES: [&str; 5] = ["DEV-1", "dev-1", "DEV-10", "DÉV-2", ""];
const FRAGMENTS: [&str; 20] = [
    "c",
    "c-",
    "e",
    "E",
    "edge",
    "Édge",
    "rt-7",
    "1",
    "10",
    "op_",
    "\"edge r\"",
    "2.4.1",
    "reboot",
    "k",
    "ss",
    "\"",
    "\u{212a}",
    "{",
    "\0",
    "a\0b",
];

fn owned(list: &'static [&'static str]) -> impl Strategy<Value = String> {
    select(list).prop_map(str::to_owned)
}

pub fn id() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => (0..40u32).prop_map(|n| format!("op_{n}")),
        1 => owned(&["", "OP_7", "op_07", "é7", "è7", "è8", "x9y10", "x9y9", "0", "99999999999999999999999", "a\0b"]),
    ]
}

pub fn time() -> impl Strategy<Value = Option<i64>> {
    prop_oneof![
        2 => Just(None),
        8 => (0..30i64).prop_map(|s| Some(1_705_320_000_000 + s * 1000)),
        1 => (0..3i64).prop_map(|ms| Some(1_705_320_000_000 + ms * 337)),
        1 => select(vec![Some(0), Some(-1000), Some(8_640_000_000_000_000), Some(-8_640_000_000_000_000)]),
    ]
}

pub fn observed() -> impl Strategy<Value = Observed> {
    let name =
        prop::option::of(owned(&["Edge Router C-04", "Édge Router", "edge 2", "edge 10", "Kern", "ſ", ""]));
    let serial = prop::option::of(owned(&["RT-789-XYZ", "rt-7", "SW-2"]));
    let progress = prop::option::of(select(vec![0.0f32, 5.0, 50.0, 100.0, 12.5, -1.0]));
    let data = owned(&["", "{\"v\":\"2.4.1\"}", "{\"v\":\"2.4.10\"}", "{\"N\":\"É\"}", "{\"edge\":true}"]);
    let device = (owned(&DEVICES), name, serial);
    let times = [time(), time(), time(), time(), time()];
    (
        (id(), device, owned(&TYPES), owned(&STATUSES)),
        (times, progress, prop::option::of(owned(&["normal", "high"])), data, owned(&["", "{\"x\":1}"])),
    )
        .prop_map(
            |(
                (id, (device_id, name, serial), operation_type, status),
                (times, progress, priority, data, extra),
            )| {
                Observed {
                    id,
                    device_id,
                    operation_type,
                    status,
                    name,
                    serial,
                    times,
                    progress,
                    priority,
                    data,
                    extra,
                }
            },
        )
}

fn date() -> impl Strategy<Value = DateFilter> {
    (select(TimeField::ALL.to_vec()), time(), time()).prop_map(|(field, from, to)| DateFilter {
        field,
        from,
        to,
    })
}

fn some(list: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    prop_oneof![3 => Just(Vec::new()), 1 => prop::collection::vec(owned(list), 1..3)]
}

pub fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => Just(String::new()),
        2 => owned(&FRAGMENTS),
        1 => prop::collection::vec(owned(&FRAGMENTS), 2..4).prop_map(|parts| parts.join(" ")),
    ]
}

pub fn query() -> impl Strategy<Value = Query> {
    let pattern = || select(vec!["edge*", "*-7*", "dév-?", "*", ""]);
    let group = prop::option::weighted(0.2, (pattern(), prop::option::weighted(0.3, pattern())));
    let sort = prop::option::of((select(Column::ALL.to_vec()), any::<bool>()));
    (
        (some(&STATUSES), some(&TYPES), some(&DEVICES), group),
        (prop::option::weighted(0.3, date()), text(), any::<bool>(), sort),
    )
        .prop_map(|((statuses, types, devices, group), (date, text, identity, sort))| Query {
            statuses,
            types,
            devices,
            group: group.map(|(first, second)| match second {
                Some(second) => Pattern::new(first).and(second),
                None => Pattern::new(first),
            }),
            date,
            text,
            scope: if identity { TextScope::Identity } else { TextScope::Everything },
            sort: sort.map(|(column, descending)| Sort { column, descending }),
        })
}
