//! Pure: the commands, their keys, and their texts on the key sheet.

/// A command that can be bound to a key. Which commands are available depends on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// Move the focus to the search box.
    Search,
    /// Fetch the data again.
    Refresh,
    /// Go to the previous page of rows.
    PreviousPage,
    /// Go to the next page of rows.
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
    /// Go to the form for a new operation.
    Schedule,
    /// Go to the list.
    GoToList,
    /// Go to the live board.
    GoToLive,
    /// Go to the timeline of the same operations.
    GoToTimeline,
    /// Go to the report on the same operations.
    GoToReport,
    /// Show the key sheet.
    ShowKeys,
}

/// Sections of the key sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Commands for the page.
    Page,
    /// Commands for rows.
    Rows,
    /// Navigation.
    GoTo,
}

use Command::*;

/// All commands, in the order of the key sheet and of the enum.
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
    /// The commands for a pressed key; of several, the first available one runs. `key` is that of the keyboard event; `after_g` tells whether
    /// the previous key was `g`.
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
            // Caps lock produces an upper-case letter, too.
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

    /// The keys as shown on the key sheet, separated by spaces.
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

    /// The description on the key sheet.
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

    /// The section on the key sheet.
    pub fn group(self) -> Group {
        match self {
            NextRow | PreviousRow | OpenRow | SelectRow | SelectRange | ClearSelection => Group::Rows,
            Schedule | GoToList | GoToLive | GoToTimeline | GoToReport => Group::GoTo,
            Search | Refresh | PreviousPage | NextPage | CloseDetail | ShowKeys => Group::Page,
        }
    }
}

impl Group {
    /// All sections, in order.
    pub const ALL: [Self; 3] = [Self::Page, Self::Rows, Self::GoTo];

    /// The heading.
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
    fn commands_are_at_their_index() {
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
