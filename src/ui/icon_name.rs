//! Pure: names of the icons in `public/icons.svg`. A test keeps both in sync.

macro_rules! icon_names {
    ($($name:ident => $id:literal),+ $(,)?) => {
        /// An icon in the sprite `public/icons.svg`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "the names say what is drawn")]
        pub enum IconName { $($name),+ }

        impl IconName {
            /// Reference to the icon. The sprite is inlined in the page: browsers parse an external file again for every use.
            pub const fn href(self) -> &'static str {
                match self { $(Self::$name => concat!("#i-", $id)),+ }
            }

            /// All icons.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

icon_names! {
    ArrowLeft => "arrow-left",
    ArrowRight => "arrow-right",
    Auto => "auto",
    Bell => "bell",
    Calendar => "calendar",
    Cancelled => "cancelled",
    Check => "check",
    ChevronDown => "chevron-down",
    ChevronLeft => "chevron-left",
    ChevronRight => "chevron-right",
    ChevronUp => "chevron-up",
    Close => "close",
    Columns => "columns",
    Completed => "completed",
    Copy => "copy",
    Device => "device",
    Download => "download",
    Edit => "edit",
    External => "external",
    Failed => "failed",
    Filter => "filter",
    Gear => "gear",
    Globe => "globe",
    Help => "help",
    InProgress => "in-progress",
    Info => "info",
    Key => "key",
    Link => "link",
    Language => "language",
    List => "list",
    Live => "live",
    Moon => "moon",
    More => "more",
    Offline => "offline",
    Pause => "pause",
    Paused => "paused",
    Pending => "pending",
    Play => "play",
    Plus => "plus",
    Refresh => "refresh",
    RefreshDevices => "refresh-devices",
    Report => "report",
    Scheduled => "scheduled",
    Search => "search",
    SignOut => "sign-out",
    Stalled => "stalled",
    Stop => "stop",
    Sun => "sun",
    Timeline => "timeline",
    Trash => "trash",
    Undo => "undo",
    Unknown => "unknown",
    Upload => "upload",
    Warning => "warning",
}

#[cfg(test)]
mod tests {
    use super::IconName;

    const SPRITE: &str = include_str!("../../public/icons.svg");

    fn ids() -> impl Iterator<Item = &'static str> {
        IconName::ALL.iter().map(|name| name.href().trim_start_matches("#i-"))
    }

    #[test]
    fn every_name_has_one_icon() {
        for id in ids() {
            let drawn = SPRITE.matches(&format!("<symbol id=\"i-{id}\"")).count();
            assert_eq!(drawn, 1, "icon {id} is drawn {drawn} times");
        }
    }

    #[test]
    fn every_icon_has_a_name() {
        let drawn = SPRITE.split("<symbol id=\"i-").skip(1).filter_map(|rest| rest.split('"').next());
        for id in drawn {
            assert!(ids().any(|named| named == id), "nothing uses the drawing {id}");
        }
    }
}
