//! Completion of queries.

use std::ops::Range;

use operation::Column;

use super::rank::Ranking;
use super::vocabulary::{Known, Vocabulary};
use crate::field::{FIELDS, Field};
use crate::parse::{Part, Token, lex};
use crate::period::{PRESETS, Preset};
use crate::print::push_value;
use crate::text::split_text;

/// Most completions to return.
pub const MOST_CHOICES: usize = 8;

/// Completions at the caret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// Byte range that a completion replaces.
    pub replace: Range<usize>,
    /// At most [`MOST_CHOICES`], best first.
    pub options: Vec<Choice>,
}

/// One completion.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// Text to insert, quoted if necessary.
    pub insert: String,
    /// Text to show.
    pub label: String,
    /// Additional description; may be empty.
    pub detail: String,
}

impl Completion {
    /// Applies a completion. Returns the new text and the caret position in bytes.
    pub fn apply(&self, text: &str, choice: &Choice) -> (String, usize) {
        let before = text.get(..self.replace.start).unwrap_or(text);
        let after = text.get(self.replace.end..).unwrap_or_default();
        (format!("{before}{}{after}", choice.insert), before.len() + choice.insert.len())
    }
}

/// Completions at `caret` (in bytes). None inside a phrase or directly before a word.
pub fn complete(text: &str, caret: usize, vocabulary: &Vocabulary<'_>) -> Completion {
    let caret = text.floor_char_boundary(caret);
    let tokens = lex(text);
    let at = Place { text, caret, vocabulary };
    let mut found = match tokens.iter().find(|token| token.span.start < caret && caret <= token.span.end) {
        Some(token) => at.in_token(token),
        None if tokens.iter().any(|token| token.span.start == caret) => Completion::default(),
        None => Completion { replace: caret..caret, options: at.fields("") },
    };
    // Text that is already there isn't a completion.
    let there = text.get(found.replace.clone()).unwrap_or_default();
    found.options.retain(|choice| choice.insert != there);
    found
}

struct Place<'a> {
    text: &'a str,
    caret: usize,
    vocabulary: &'a Vocabulary<'a>,
}

impl Place<'_> {
    fn typed(&self, from: usize) -> &str {
        self.text.get(from..self.caret).unwrap_or_default()
    }

    fn in_token(&self, token: &Token) -> Completion {
        let start = token.span.start;
        let Some(name) = &token.name else {
            let quoted = token.parts.iter().any(|part| part.quoted);
            let stuck = self.text.get(token.span.end..).is_some_and(|rest| rest.starts_with('"'));
            if quoted || stuck {
                return Completion::default();
            }
            return Completion { replace: token.span.clone(), options: self.anything(self.typed(start)) };
        };
        if self.caret <= name.end {
            return Completion { replace: start..name.end + 1, options: self.fields(self.typed(start)) };
        }
        let field = self.text.get(name.clone()).and_then(Field::read);
        let part =
            token.parts.iter().find(|part| part.span.start <= self.caret && self.caret <= part.span.end);
        let (Some(field), Some(part)) = (field, part) else { return Completion::default() };
        // An unclosed quote includes text of the following terms.
        let end = if token.open { self.caret } else { part.span.end };
        // Inserted before an unclosed quote, the completion would become part of the quoted text.
        if token.open && !self.typed(part.span.start).starts_with('"') {
            return Completion::default();
        }
        let others: Vec<&Part> = token.parts.iter().filter(|other| *other != part).collect();
        Completion { replace: part.span.start..end, options: self.values(field, part, &others) }
    }

    fn fields(&self, typed: &str) -> Vec<Choice> {
        let mut ranking = Ranking::new(typed, MOST_CHOICES);
        offer_fields(&mut ranking);
        ranking.finish()
    }

    /// For a word that may become a field or a value.
    fn anything(&self, typed: &str) -> Vec<Choice> {
        let mut ranking = Ranking::new(typed, MOST_CHOICES);
        offer_fields(&mut ranking);
        let lists = [
            (Field::Status, self.vocabulary.statuses),
            (Field::Type, self.vocabulary.types),
            (Field::Device, self.vocabulary.devices),
            (Field::Group, self.vocabulary.groups),
        ];
        for (field, known) in lists {
            offer_known(&mut ranking, known, &format!("{}:", field.name()), field == Field::Device, |_| true);
        }
        ranking.finish()
    }

    fn values(&self, field: Field, part: &Part, others: &[&Part]) -> Vec<Choice> {
        let typed = self.typed(part.span.start);
        let typed = if part.quoted { split_text(typed).concat() } else { typed.to_owned() };
        let mut ranking = Ranking::new(&typed, MOST_CHOICES);
        let fresh = |value: &str| others.iter().all(|other| other.text != value);
        match field {
            Field::Status => offer_known(&mut ranking, self.vocabulary.statuses, "", false, fresh),
            Field::Type => offer_known(&mut ranking, self.vocabulary.types, "", false, fresh),
            // The field takes only one value.
            _ if !others.is_empty() => {}
            Field::Device => {
                if !typed.is_empty() && !typed.contains('*') {
                    let detail = messages::query::device_beginning();
                    ranking.offer([typed.as_str()], || choice("", &format!("{typed}*"), detail));
                }
                offer_known(&mut ranking, self.vocabulary.devices, "", true, fresh);
            }
            Field::Group => offer_known(&mut ranking, self.vocabulary.groups, "", true, fresh),
            Field::Time(_) => return presets(&typed),
            Field::Sort => return columns(&typed),
            Field::Id => {}
        }
        ranking.finish()
    }
}

fn choice(before: &str, value: &str, detail: &str) -> Choice {
    let mut insert = before.to_owned();
    push_value(&mut insert, value);
    Choice { insert, label: value.to_owned(), detail: detail.to_owned() }
}

fn offer_fields(ranking: &mut Ranking<Choice>) {
    for field in FIELDS {
        ranking.offer(field.names(), || Choice {
            insert: format!("{}:", field.name()),
            label: field.name().to_owned(),
            detail: field.detail().to_owned(),
        });
    }
}

/// Offers values; also matched by their detail if that is a name. If the field isn't typed yet, the detail shows the field.
fn offer_known(
    ranking: &mut Ranking<Choice>,
    known: &[Known<'_>],
    before: &str,
    named: bool,
    fresh: impl Fn(&str) -> bool,
) {
    for &Known { value, detail } in known.iter().filter(|known| !known.value.is_empty() && fresh(known.value))
    {
        let name = if named { detail } else { value };
        let shown = if before.is_empty() || named { detail } else { before.trim_end_matches(':') };
        ranking.offer([value, name], || choice(before, value, shown));
    }
}

fn presets(typed: &str) -> Vec<Choice> {
    let mut ranking = Ranking::new(&typed.replace(['_', ' '], "-"), MOST_CHOICES);
    for preset in PRESETS {
        let name = preset.name();
        let detail = match preset {
            Preset::LastNight | Preset::Tonight => messages::query::night_hours(),
            Preset::ThisWeek | Preset::LastWeek | Preset::NextWeek => messages::query::week_days(),
            Preset::LastDays(_) | Preset::NextDays(_) => messages::query::today_counts(),
            _ => "",
        };
        ranking.offer([name.as_str()], || choice("", &name, detail));
    }
    ranking.finish()
}

fn columns(typed: &str) -> Vec<Choice> {
    let (sign, typed, detail) = match typed.strip_prefix('-') {
        Some(rest) => ("-", rest, messages::query::largest_first()),
        None => ("", typed, messages::query::smallest_first()),
    };
    let mut ranking = Ranking::new(typed, MOST_CHOICES);
    for column in Column::SORTABLE {
        ranking.offer([column.name()], || choice("", &format!("{sign}{}", column.name()), detail));
    }
    ranking.finish()
}
