//! Sites of the simulated devices.

/// A site with devices.
#[derive(Debug)]
pub struct Site {
    /// Such as `Berlin Mitte`
    pub name: &'static str,
    /// Abbreviation in device names
    pub short: &'static str,
    /// The organization it belongs to
    pub organization: &'static str,
    /// IANA name of its zone
    pub time_zone: &'static str,
    /// Standard time in minutes east of UTC. Used to find the local night; ignoring summer time is accurate enough
    pub utc_offset: i64,
}

const fn site(
    name: &'static str,
    short: &'static str,
    organization: &'static str,
    time_zone: &'static str,
    utc_offset: i64,
) -> Site {
    Site { name, short, organization, time_zone, utc_offset }
}

/// All sites. They cover half of the world's time zones, one of them with a half-hour offset.
pub static SITES: [Site; 10] = [
    site("Berlin Mitte", "BER", "Northwind Europe", "Europe/Berlin", 60),
    site("Madrid Norte", "MAD", "Northwind Europe", "Europe/Madrid", 60),
    site("London Docklands", "LON", "Northwind Europe", "Europe/London", 0),
    site("New York Hudson", "NYC", "Northwind Americas", "America/New_York", -300),
    site("Denver Plant 2", "DEN", "Northwind Americas", "America/Denver", -420),
    site("São Paulo Centro", "SAO", "Northwind Americas", "America/Sao_Paulo", -180),
    site("Singapore Jurong", "SIN", "Northwind Asia Pacific", "Asia/Singapore", 480),
    site("Sydney Harbour", "SYD", "Northwind Asia Pacific", "Australia/Sydney", 600),
    site("Tokyo Shinagawa", "TYO", "Northwind Asia Pacific", "Asia/Tokyo", 540),
    site("Bengaluru Campus", "BLR", "Northwind Asia Pacific", "Asia/Kolkata", 330),
];
