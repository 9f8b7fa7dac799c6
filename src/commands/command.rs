//! Pure: the commands, their keys, and their text on the sheet.

/// What a key can do. Which commands do something depends on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Move the focus to the search box.
    Search,
    /// Fetch the data again.
    Refresh,
    /// The page before this one.
    PreviousPage,
    /// The page after this one.
    NextPage,
    /// Close the detail of the open operation.
    CloseDetail,
    /// Move the focus one row down.
    NextRow,
    /// Move the focus one row up.
    PreviousRow,
    /// Open the focused row.
    OpenRow,
    /// Select the focused row.
    SelectRow,
    /// Select from the row selected before to the focused one.
    SelectRange,
    /// Deselect all rows.
    ClearSelection,
    /// The form for a new operation.
    Schedule,
    /// The list.
    GoToList,
    /// The live board.
    GoToLive,
    /// The timeline of the same operations.
    GoToTimeline,
    /// The report on the same operations.
    GoToReport,
    /// The sheet of keys.
    ShowKeys,
}

/// Sections of the sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// What the page can do.
    Page,
    /// What rows can do.
    Rows,
    /// Other pages.
    GoTo,
}

use Command::*;

/// All commands, in the order of the sheet, which is the order of the enum.
pub const COMMANDS: [Command; 17] = [
    Search,
    Refresh,
    PreviousPage,
    NextPage,
    CloseDetail,
    NextRow,
    PreviousRow,
    OpenRow,
    SelectRow,
    SelectRange,
    ClearSelection,
    Schedule,
    GoToList,
    GoToLive,
    GoToTimeline,
    GoToReport,
    ShowKeys,
];

impl Command {
    /// The commands of a pressed key; where there are several, the first that applies counts. `key` is that of a keyboard event,
    /// `after_g` whether the key before it was `g`.
    pub fn of_key(key: &str, shift: bool, after_g: bool) -> &'static [Self] {
        match key {
            "o" if after_g => &[GoToList],
            "l" if after_g => &[GoToLive],
            "t" if after_g => &[GoToTimeline],
            "r" if after_g => &[GoToReport],
            "/" => &[Search],
            "j" => &[NextRow],
            "k" => &[PreviousRow],
            "Enter" if !shift => &[OpenRow],
            // Caps lock gives a capital letter, too.
            "x" | "X" if shift => &[SelectRange],
            "x" | "X" => &[SelectRow],
            "r" => &[Refresh],
            "[" => &[PreviousPage],
            "]" => &[NextPage],
            "n" => &[Schedule],
            "?" => &[ShowKeys],
            "Escape" => &[CloseDetail, ClearSelection],
            _ => &[],
        }
    }

    /// The keys as the sheet shows them, separated by spaces.
    pub fn keys(self) -> &'static str {
        match self {
            Search => "/",
            Refresh => "r",
            PreviousPage => "[",
            NextPage => "]",
            CloseDetail | ClearSelection => "Esc",
            NextRow => "j",
            PreviousRow => "k",
            OpenRow => "Enter",
            SelectRow => "x",
            SelectRange => "Shift x",
            Schedule => "n",
            GoToList => "g o",
            GoToLive => "g l",
            GoToTimeline => "g t",
            GoToReport => "g r",
            ShowKeys => "?",
        }
    }

    /// What it does, as the sheet says it.
    pub fn title(self) -> &'static str {
        match self {
            Search => messages::shell::command_search(),
            Refresh => messages::shell::command_refresh(),
            PreviousPage => messages::shell::command_previous_page(),
            NextPage => messages::shell::command_next_page(),
            CloseDetail => messages::shell::command_close_detail(),
            NextRow => messages::shell::command_next_row(),
            PreviousRow => messages::shell::command_previous_row(),
            OpenRow => messages::shell::command_open_row(),
            SelectRow => messages::shell::command_select_row(),
            SelectRange => messages::shell::command_select_range(),
            ClearSelection => messages::shell::command_clear_selection(),
            Schedule => messages::shell::command_schedule(),
            GoToList => messages::shell::command_go_to_list(),
            GoToLive => messages::shell::command_go_to_live(),
            GoToTimeline => messages::shell::command_go_to_timeline(),
            GoToReport => messages::shell::command_go_to_report(),
            ShowKeys => messages::shell::command_show_keys(),
        }
    }

    /// Its section of the sheet.
    pub fn group(self) -> Group {
        match self {
            NextRow | PreviousRow | OpenRow | SelectRow | SelectRange | ClearSelection => Group::Rows,
            Schedule | GoToList | GoToLive | GoToTimeline | GoToReport => Group::GoTo,
            Search | Refresh | PreviousPage | NextPage | CloseDetail | ShowKeys => Group::Page,
        }
    }
}

impl Group {
    /// All sections, in their order.
    pub const ALL: [Self; 3] = [Self::Page, Self::Rows, Self::GoTo];

    /// Its heading.
    pub fn title(self) -> &'static str {
        match self {
            Self::Page => messages::shell::commands_of_page(),
            Self::Rows => messages::shell::commands_of_rows(),
            Self::GoTo => messages::shell::commands_that_go_to(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_keys_on_the_sheet_call_their_command() {
        for command in COMMANDS {
            let (prefix, key) = command.keys().split_once(' ').unwrap_or(("", command.keys()));
            let key = if key == "Esc" { "Escape" } else { key };
            let called = Command::of_key(key, prefix == "Shift", prefix == "g");
            assert!(called.contains(&command), "{command:?}: {called:?}");
        }
    }

    #[test]
    fn commands_stand_at_their_index() {
        for (index, command) in COMMANDS.into_iter().enumerate() {
            assert_eq!(command as usize, index, "{command:?}");
        }
    }

    #[test]
    fn letters_mean_something_else_after_g() {
        assert_eq!(Command::of_key("r", false, false), [Refresh]);
        assert_eq!(Command::of_key("r", false, true), [GoToReport]);
        assert_eq!(Command::of_key("j", false, true), [NextRow]);
        assert_eq!(Command::of_key("o", false, false), []);
    }

    #[test]
    fn shift_decides_between_row_and_range_even_with_caps_lock() {
        assert_eq!(Command::of_key("X", true, false), [SelectRange]);
        assert_eq!(Command::of_key("x", true, false), [SelectRange]);
        assert_eq!(Command::of_key("X", false, false), [SelectRow]);
        assert_eq!(Command::of_key("Enter", true, false), [], "the browser opens a link in a new window");
    }
}
