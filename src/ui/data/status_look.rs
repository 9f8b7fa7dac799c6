//! Pure: appearance of a status.

use super::visible_marks;
use crate::ui::IconName;
use messages::operation as text;
use operation::status_name;

/// Icon, colour and text of a status: never colour alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusLook {
    /// The icon.
    pub icon: IconName,
    /// CSS class that sets the colour, `status-…`.
    pub class: &'static str,
    /// The text.
    pub word: String,
}

/// The appearance of a status. The set is open, so an unknown status keeps the server's text.
pub fn status_look(status: &str) -> StatusLook {
    let status = status.trim();
    let (icon, class, word) = match status_name(status) {
        "scheduled" => (IconName::Scheduled, "status-scheduled", text::status_scheduled()),
        "pending" => (IconName::Pending, "status-pending", text::status_pending()),
        "queued" => (IconName::Pending, "status-pending", text::status_queued()),
        "in_progress" => (IconName::InProgress, "status-in-progress", text::status_in_progress()),
        "running" => (IconName::InProgress, "status-in-progress", text::status_running()),
        "paused" => (IconName::Paused, "status-paused", text::status_paused()),
        "completed" => (IconName::Completed, "status-completed", text::status_completed()),
        "succeeded" => (IconName::Completed, "status-completed", text::status_succeeded()),
        "failed" => (IconName::Failed, "status-failed", text::status_failed()),
        "error" => (IconName::Failed, "status-failed", text::status_error()),
        "timed_out" => (IconName::Failed, "status-failed", text::status_timed_out()),
        "cancelled" => (IconName::Cancelled, "status-cancelled", text::status_cancelled()),
        "" => (IconName::Unknown, "status-unknown", text::no_status()),
        _ => (IconName::Unknown, "status-unknown", status),
    };
    StatusLook { icon, class, word: visible_marks(word).into_owned() }
}

#[cfg(test)]
mod tests {
    use super::{IconName, status_look};

    #[test]
    fn documented_statuses_differ_in_icon_text_and_colour() {
        let looks =
            ["scheduled", "pending", "in_progress", "completed", "failed", "cancelled"].map(status_look);
        for (at, one) in looks.iter().enumerate() {
            for other in &looks[at + 1..] {
                assert_ne!(one.icon, other.icon);
                assert_ne!(one.word, other.word);
                assert_ne!(one.class, other.class);
            }
        }
    }

    #[test]
    fn spelling_and_case_are_ignored() {
        assert_eq!(status_look("IN-PROGRESS"), status_look("in_progress"));
        assert_eq!(status_look("In Progress"), status_look("in_progress"));
        assert_eq!(status_look("canceled"), status_look("cancelled"));
        assert_eq!(status_look(" Failed "), status_look("failed"));
    }

    #[test]
    fn aliases_share_the_icon() {
        assert_eq!(status_look("queued").icon, IconName::Pending);
        assert_eq!(status_look("running").icon, IconName::InProgress);
        assert_eq!(status_look("success").icon, IconName::Completed);
        assert_eq!(status_look("error").icon, IconName::Failed);
    }

    #[test]
    fn unknown_status_keeps_the_servers_text() {
        let look = status_look("Awaiting-Reboot");
        assert_eq!(
            (look.icon, look.class, look.word.as_str()),
            (IconName::Unknown, "status-unknown", "Awaiting-Reboot")
        );
        assert_eq!(status_look("  ").word, "No status");
        assert_eq!(status_look("com\u{202e}pleted").word, "com⟨U+202E⟩pleted");
    }
}
