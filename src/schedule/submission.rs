//! One intent and what became of it: the requests that carry it out, each sent at most once.
//!
//! Pure: says which request may go next and which may not; `submit` does the sending.

use serde_json::{Value, json};
use wire::{ScheduleRequest, decode_request};

use super::field::Finding;
use super::request::Post;

/// What became of one request.
#[derive(Debug, Clone, PartialEq)]
pub enum Fate {
    /// Not sent yet.
    Waiting,
    /// Sent, no answer yet.
    Sending,
    /// Made. The transaction's id, where the answer has one.
    Made(Option<String>),
    /// The server said no; nothing was made.
    Refused(Vec<Finding>),
    /// Never left, or was turned away before anything could be made; it may go again. Why, in a sentence.
    Failed(String),
    /// Sent, and nobody knows: the answer was lost. Why, in a sentence.
    Unknown(String),
    /// The same, while the list is searched for it.
    Looking,
    /// Nobody knew, and it was not in the list; it may go again. How far was looked, in a sentence.
    NotFound(String),
    /// Nobody knows, and these transactions are much like it.
    Alike(Vec<String>),
}

impl Fate {
    /// Whether sending it, for the first time or again, can't make a second operation as far as one can know.
    pub fn may_go(&self) -> bool {
        matches!(self, Self::Waiting | Self::Failed(_) | Self::NotFound(_))
    }

    /// Whether it is certainly done.
    pub fn is_made(&self) -> bool {
        matches!(self, Self::Made(_))
    }

    /// Whether it may exist without our knowing.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Sending | Self::Unknown(_) | Self::Looking | Self::Alike(_))
    }
}

/// A request and its fate.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// The request.
    pub post: Post,
    /// What became of it.
    pub fate: Fate,
    /// When it was last sent, milliseconds since 1970, by the server's clock as far as it is known.
    pub sent_at: Option<i64>,
}

/// An intent on its way.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Submission {
    /// Its requests, in order.
    pub rows: Vec<Row>,
}

impl Submission {
    /// An intent of which nothing is sent yet.
    pub fn new(posts: Vec<Post>) -> Self {
        Self {
            rows: posts.into_iter().map(|post| Row { post, fate: Fate::Waiting, sent_at: None }).collect(),
        }
    }

    /// The next request that was never sent.
    pub fn next(&self) -> Option<usize> {
        self.rows.iter().position(|row| row.fate == Fate::Waiting)
    }

    /// Whether a request is on its way or being looked for: then nothing else may begin.
    pub fn is_busy(&self) -> bool {
        self.rows.iter().any(|row| matches!(row.fate, Fate::Sending | Fate::Looking))
    }

    /// Marks a request as sent, if it may go; `false` and no change otherwise. Whoever gets `true` sends it, nobody else.
    pub fn begin(&mut self, at: usize, now: i64) -> bool {
        if self.is_busy() {
            return false;
        }
        match self.rows.get_mut(at) {
            Some(row) if row.fate.may_go() => {
                row.fate = Fate::Sending;
                row.sent_at = Some(now);
                true
            }
            _ => false,
        }
    }

    /// Lets what failed or was not found go again: the person's explicit choice.
    pub fn release(&mut self) {
        for row in &mut self.rows {
            if row.fate.may_go() {
                row.fate = Fate::Waiting;
            }
        }
    }

    /// Notes the fate of a request.
    pub fn settle(&mut self, at: usize, fate: Fate) {
        if let Some(row) = self.rows.get_mut(at) {
            row.fate = fate;
        }
    }

    /// How many are certainly made.
    pub fn made(&self) -> usize {
        self.rows.iter().filter(|row| row.fate.is_made()).count()
    }

    /// All are made.
    pub fn is_complete(&self) -> bool {
        !self.rows.is_empty() && self.made() == self.rows.len()
    }

    /// Something was made, or may have been: the form must not go again as if nothing had happened.
    pub fn has_effect(&self) -> bool {
        self.rows.iter().any(|row| row.fate.is_made() || row.fate.is_open())
    }

    /// The text to keep while requests are on their way: after a reload in that moment, what was sent is looked for, not
    /// sent again. Holds bodies and times, never the token.
    pub fn save(&self) -> String {
        let rows = self.rows.iter().map(|row| {
            let fate = match &row.fate {
                Fate::Made(id) => json!({"made": id}),
                Fate::Sending | Fate::Looking | Fate::Unknown(_) | Fate::Alike(_) => json!("open"),
                Fate::Refused(_) => json!("refused"),
                Fate::Waiting | Fate::Failed(_) | Fate::NotFound(_) => json!("waiting"),
            };
            json!({"devices": row.post.device_ids, "body": row.post.body, "sent_at": row.sent_at, "fate": fate})
        });
        json!({"version": 1, "rows": rows.collect::<Vec<_>>()}).to_string()
    }

    /// Reads a kept intent. `None` for garbage, and where nothing is open any more.
    pub fn load(text: &str) -> Option<Self> {
        let kept: Value = serde_json::from_str(text).ok()?;
        if kept.get("version")?.as_u64()? != 1 {
            return None;
        }
        let rows = kept.get("rows")?.as_array()?.iter().map(row).collect::<Option<Vec<_>>>()?;
        let kept = Self { rows };
        kept.rows.iter().any(|row| row.fate.is_open() || row.fate.may_go() && kept.made() > 0).then_some(kept)
    }
}

fn row(kept: &Value) -> Option<Row> {
    let devices = kept.get("devices")?.as_array()?;
    let fate = match kept.get("fate")? {
        Value::Object(made) => Fate::Made(made.get("made")?.as_str().map(str::to_owned)),
        Value::String(open) if open == "open" => {
            Fate::Unknown("The page was reloaded before the answer came.".into())
        }
        Value::String(refused) if refused == "refused" => Fate::Failed("The API refused it.".into()),
        _ => Fate::Waiting,
    };
    Some(Row {
        post: Post {
            device_ids: devices.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
            body: kept.get("body")?.as_str()?.to_owned(),
        },
        fate,
        sent_at: kept.get("sent_at").and_then(Value::as_i64),
    })
}

/// What a request asked for, read back from its own body; `None` only if the body was damaged.
pub fn intent(post: &Post) -> Option<ScheduleRequest> {
    decode_request(post.body.as_bytes()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Submission {
        let post = |device: &str| Post {
            device_ids: vec![device.into()],
            body: format!(
                r#"{{"device_id": "{device}", "operation_type": "backup", "scheduled_at": "2026-01-01T00:00:00Z", "parameters": {{}}, "priority": "normal"}}"#
            ),
        };
        Submission::new(vec![post("A"), post("B")])
    }

    #[test]
    fn a_second_press_sends_nothing() {
        let mut one = two();
        assert!(one.begin(0, 1));
        assert!((0..100).all(|_| !one.begin(0, 2)));
        assert!(!one.begin(1, 2), "one after the other");
        one.settle(0, Fate::Made(Some("1".into())));
        assert!(!one.begin(0, 3), "what is made is never sent again");
        assert!(one.begin(1, 3));
    }

    #[test]
    fn a_lost_answer_blocks_until_it_was_looked_for() {
        let mut one = two();
        assert!(one.begin(0, 1));
        for fate in [Fate::Unknown("lost".into()), Fate::Looking, Fate::Alike(vec!["7".into()])] {
            one.settle(0, fate);
            assert!(!one.begin(0, 2));
            one.release();
            assert_ne!(one.next(), Some(0));
        }
        one.settle(0, Fate::NotFound("looked everywhere".into()));
        assert_eq!(one.next(), Some(1), "not by itself");
        one.release();
        assert_eq!(one.next(), Some(0));
    }

    #[test]
    fn refused_ones_do_not_go_again() {
        let mut one = two();
        assert!(one.begin(0, 1));
        one.settle(0, Fate::Refused(Vec::new()));
        one.release();
        assert_eq!(one.next(), Some(1));
        assert!(!one.has_effect());
    }

    #[test]
    fn a_reload_keeps_what_was_under_way() {
        let mut one = two();
        assert!(one.begin(0, 41));
        let again = Submission::load(&one.save()).unwrap();
        assert!(matches!(again.rows[0].fate, Fate::Unknown(_)));
        assert_eq!((again.rows[0].sent_at, again.rows[1].fate.clone()), (Some(41), Fate::Waiting));
        assert_eq!(again.rows[0].post, one.rows[0].post);
        assert_eq!(intent(&again.rows[0].post).unwrap().device_ids, ["A"]);
    }

    #[test]
    fn a_reload_forgets_what_is_over() {
        let mut one = two();
        assert_eq!(Submission::load(&one.save()), None, "nothing was sent");
        one.settle(0, Fate::Made(Some("1".into())));
        assert!(Submission::load(&one.save()).is_some(), "half is done");
        one.settle(1, Fate::Made(None));
        assert_eq!(Submission::load(&one.save()), None);
        assert!(one.is_complete());
        for garbage in ["", "{}", r#"{"version":1,"rows":[{}]}"#, r#"{"version":2,"rows":[]}"#] {
            assert_eq!(Submission::load(garbage), None, "{garbage}");
        }
    }
}
