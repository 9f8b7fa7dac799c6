//! Pure: the commands, their keys, and their texts on the key sheet.

use Command::*;

macro_rules! commands {
    ($($(#[$doc:meta])+ $name:ident => $group:ident, $keys:literal, $title:expr;)+) => {
        /// A command that can be bound to a key. Which commands are available depends on the page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Command { $($(#[$doc])+ $name),+ }

        /// All commands, in the order of the key sheet. Each is at its index.
        pub const COMMANDS: &[Command] = &[$($name),+];

        impl Command {
            /// The section on the key sheet.
            pub fn group(self) -> Group {
                match self { $($name => Group::$group),+ }
            }

            /// The keys as shown on the key sheet, separated by spaces.
            pub fn keys(self) -> &'static str {
                match self { $($name => $keys),+ }
            }

            /// The description on the key sheet.
            pub fn title(self) -> &'static str {
                match self { $($name => $title),+ }
            }
        }
    };
}

commands! {
    /// Move the focus to the search box.
    Search => Page, "/", messages::shell::command_search();
    /// Fetch the data again.
    Refresh => Page, "r", messages::shell::command_refresh();
    /// Go to the previous page of rows.
    PreviousPage => Page, "[", messages::shell::command_previous_page();
    /// Go to the next page of rows.
    NextPage => Page, "]", messages::shell::command_next_page();
    /// Show the live board on the full screen, or leave it.
    FullScreen => Page, "f", messages::shell::command_full_screen();
    /// Close the detail of the open operation.
    CloseDetail => Page, "Esc", messages::shell::command_close_detail();
    /// Open the operation before the open one.
    PreviousOperation => Page, ",", messages::shell::command_previous_operation();
    /// Open the operation after the open one.
    NextOperation => Page, ".", messages::shell::command_next_operation();
    /// Move the focus one row down.
    NextRow => Rows, "j", messages::shell::command_next_row();
    /// Move the focus one row up.
    PreviousRow => Rows, "k", messages::shell::command_previous_row();
    /// Open the focused row.
    OpenRow => Rows, "Enter", messages::shell::command_open_row();
    /// Select the focused row.
    SelectRow => Rows, "x", messages::shell::command_select_row();
    /// Select from the row selected before to the focused one.
    SelectRange => Rows, "Shift x", messages::shell::command_select_range();
    /// Deselect all rows.
    ClearSelection => Rows, "Esc", messages::shell::command_clear_selection();
    /// Go to the form for a new operation.
    Schedule => GoTo, "n", messages::shell::command_schedule();
    /// Go to the list.
    GoToList => GoTo, "g o", messages::shell::command_go_to_list();
    /// Go to the live board.
    GoToLive => GoTo, "g l", messages::shell::command_go_to_live();
    /// Go to the timeline of the same operations.
    GoToTimeline => GoTo, "g t", messages::shell::command_go_to_timeline();
    /// Go to the report on the same operations.
    GoToReport => GoTo, "g r", messages::shell::command_go_to_report();
    /// Show the key sheet.
    ShowKeys => Page, "?", messages::shell::command_show_keys();
}

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
            "," => &[PreviousOperation],
            "." => &[NextOperation],
            "f" => &[FullScreen],
            "n" => &[Schedule],
            "?" => &[ShowKeys],
            "Escape" => &[CloseDetail, ClearSelection],
            _ => &[],
        }
    }
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
        for &command in COMMANDS {
            let (prefix, key) = command.keys().split_once(' ').unwrap_or(("", command.keys()));
            let key = if key == "Esc" { "Escape" } else { key };
            let called = Command::of_key(key, prefix == "Shift", prefix == "g");
            assert!(called.contains(&command), "{command:?}: {called:?}");
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
