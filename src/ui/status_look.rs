//! Pure: how a status looks.

use super::IconName;

/// Shape, colour and word of a status: never colour alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusLook {
    /// The shape.
    pub icon: IconName,
    /// The class that sets the colour, `status-…`.
    pub class: &'static str,
    /// The word.
    pub word: String,
}

/// The look of a status. Statuses are an open set (the API page), so one that isn't known keeps the server's own word.
pub fn status_look(status: &str) -> StatusLook {
    let status = status.trim();
    let name = status.to_ascii_lowercase().replace(['-', ' '], "_");
    let (icon, class, word) = match name.as_str() {
        "scheduled" => (IconName::Scheduled, "status-scheduled", "Scheduled"),
        "pending" => (IconName::Pending, "status-pending", "Pending"),
        "queued" | "waiting" => (IconName::Pending, "status-pending", "Queued"),
        "in_progress" | "inprogress" => (IconName::InProgress, "status-in-progress", "In progress"),
        "running" | "started" => (IconName::InProgress, "status-in-progress", "Running"),
        "paused" | "suspended" => (IconName::Paused, "status-paused", "Paused"),
        "completed" | "complete" | "done" => (IconName::Completed, "status-completed", "Completed"),
        "success" | "succeeded" | "successful" => (IconName::Completed, "status-completed", "Succeeded"),
        "failed" | "failure" => (IconName::Failed, "status-failed", "Failed"),
        "error" => (IconName::Failed, "status-failed", "Error"),
        "timeout" | "timed_out" => (IconName::Failed, "status-failed", "Timed out"),
        "cancelled" | "canceled" | "aborted" => (IconName::Cancelled, "status-cancelled", "Cancelled"),
        "" => (IconName::Unknown, "status-unknown", "No status"),
        _ => (IconName::Unknown, "status-unknown", status),
    };
    StatusLook { icon, class, word: word.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{IconName, status_look};

    #[test]
    fn the_six_of_the_api_differ_in_shape_word_and_colour() {
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
    fn spelling_and_case_do_not_matter() {
        assert_eq!(status_look("IN-PROGRESS"), status_look("in_progress"));
        assert_eq!(status_look("In Progress"), status_look("in_progress"));
        assert_eq!(status_look("canceled"), status_look("cancelled"));
        assert_eq!(status_look(" Failed "), status_look("failed"));
    }

    #[test]
    fn aliases_share_the_shape() {
        assert_eq!(status_look("queued").icon, IconName::Pending);
        assert_eq!(status_look("running").icon, IconName::InProgress);
        assert_eq!(status_look("success").icon, IconName::Completed);
        assert_eq!(status_look("error").icon, IconName::Failed);
    }

    #[test]
    fn an_unknown_status_keeps_the_servers_word() {
        let look = status_look("Awaiting-Reboot");
        assert_eq!(
            (look.icon, look.class, look.word.as_str()),
            (IconName::Unknown, "status-unknown", "Awaiting-Reboot")
        );
        assert_eq!(status_look("  ").word, "No status");
    }
}
