//! Names, serials and types of the simulated devices: realistic ones, those of the API page, and a few that are difficult to
//! display.

use fastrand::Rng;

use super::sites::SITES;
use crate::store::devices::Device;

/// Type, word in names, prefix of the serial, firmware versions in use.
const KINDS: [(&str, &str, &str, [&str; 3]); 7] = [
    ("router", "Router", "RT", ["2.4.1", "2.4.0", "2.3.7"]),
    ("switch", "Switch", "SW", ["5.1.2", "5.1.0", "5.0.9"]),
    ("access_point", "Access Point", "AP", ["3.9.4", "3.9.1", "3.8.8"]),
    ("firewall", "Firewall", "FW", ["7.2.0", "7.1.5", "7.1.3"]),
    ("gateway", "Gateway", "GW", ["1.12.0", "1.11.4", "1.10.9"]),
    ("controller", "Controller", "CT", ["4.0.3", "4.0.1", "3.7.2"]),
    ("sensor", "Sensor", "SN", ["0.9.8", "0.9.7", "0.9.2"]),
];

const ROLES: [&str; 10] =
    ["Core", "Edge", "Production", "Backup", "Lobby", "Warehouse", "Lab", "Rooftop", "Branch", "Datacentre"];

/// The devices on the API page.
const OF_THE_PAGE: [(i64, usize, &str, &str); 3] = [
    (1, 0, "Production Router A", "RT-789-XYZ"),
    (2, 1, "Backup Switch B", "SW-456-ABC"),
    (5, 0, "Edge Router C", "ER-123-DEF"),
];

/// Names that break careless layouts, encodings and exports.
const AWKWARD: [(i64, &str); 9] = [
    (7, "موجه المبنى الرئيسي"),
    (11, "נתב ראשי — קומה 3"),
    (17, "東京支店 ルーター 一号機"),
    (23, "Lab Router 🧪 do not reboot 🚫"),
    (
        31,
        "Warehouse 4, aisle 17, rack 3, shelf 2, above the sprinkler valve: spare gateway of the spare gateway",
    ),
    (41, "Rack <7> & \"spare\" 'shelf'"),
    (43, "=Bench+Controller-3"),
    (53, "Łódź – Straße Nº 5 (façade)"),
    (61, "X"),
];

/// Offline devices, in per mille.
const OFFLINE: u64 = 70;

/// Generates the device with this key. The result doesn't depend on the number of devices.
pub fn generate(seed: u64, pk: i64) -> Device {
    let mut rng = Rng::with_seed(seed ^ (pk as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let site = &SITES[rng.usize(..SITES.len())];
    let page = OF_THE_PAGE.iter().find(|named| named.0 == pk);
    // Half of the devices are routers.
    let kind = page.map_or_else(|| if rng.bool() { 0 } else { rng.usize(..KINDS.len()) }, |named| named.1);
    let (kind, word, prefix, firmwares) = KINDS[kind];
    let name = format!("{} {} {} {:02}", site.short, ROLES[rng.usize(..ROLES.len())], word, 1 + rng.u8(..40));
    let serial = format!("{prefix}-{:03}-{}", rng.u16(100..1000), letters(&mut rng, 3));
    let awkward = AWKWARD.iter().find(|named| named.0 == pk).map(|named| named.1);
    Device {
        pk,
        name: page.map(|named| named.2).or(awkward).map_or(name, str::to_owned),
        serial: page.map_or(serial, |named| named.3.to_owned()),
        kind: kind.to_owned(),
        online: page.is_some() || rng.u64(..1000) >= OFFLINE,
        site: site.name.to_owned(),
        organization: site.organization.to_owned(),
        time_zone: site.time_zone.to_owned(),
        utc_offset: site.utc_offset,
        firmware: firmwares[rng.usize(..firmwares.len())].to_owned(),
    }
}

fn letters(rng: &mut Rng, count: usize) -> String {
    (0..count).map(|_| rng.uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fleet_is_the_same_for_a_seed_and_mostly_online() {
        let fleet: Vec<_> = (1..=1000).map(|pk| generate(7, pk)).collect();
        assert_eq!(fleet[0].serial, "RT-789-XYZ");
        assert_eq!(fleet[499], generate(7, 500));
        assert_ne!(fleet[499], generate(8, 500));
        let offline = fleet.iter().filter(|device| !device.online).count();
        assert!((30..120).contains(&offline), "{offline}");
        assert!(fleet.iter().any(|device| device.name.contains('🧪')));
    }
}
