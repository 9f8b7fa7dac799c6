//! Parses text to a query. Each token either has an effect or is kept and reported as a problem.

mod lex;

pub(crate) use lex::{Part, Token, lex};

use std::ops::Range;

use operation::Column;

use crate::field::Field;
use crate::nearest::nearest;
use crate::period::{NoPeriod, PRESETS, Period, Preset};
use crate::problem::{Problem, ProblemKind};
use crate::query::{Query, SortBy};
use crate::text::quote;

/// A parsed query.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The query.
    pub query: Query,
    /// Its terms in order. Between them is only white space.
    pub terms: Vec<Term>,
    /// Problems, in order of position.
    pub problems: Vec<Problem>,
}

/// One term of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// Byte range in the source.
    pub span: Range<usize>,
    /// Its meaning.
    pub reading: Reading,
}

/// Meaning of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Free text.
    Text(String),
    /// A field with its values.
    Field {
        /// The field.
        field: Field,
        /// Byte range of its name, without the colon.
        name: Range<usize>,
        /// Its values.
        values: Vec<Value>,
    },
    /// Not understood; kept in [`Query::unread`].
    Unread,
}

/// A value of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// Byte range in the source, quotes included.
    pub span: Range<usize>,
    /// Its text, unquoted.
    pub text: String,
}

/// Parses any text.
pub fn parse(source: &str) -> Parsed {
    let mut reader = Reader { source, parsed: Parsed::default() };
    let tokens = lex(source);
    for (index, token) in tokens.iter().enumerate() {
        reader.read(token, tokens.get(index + 1));
    }
    reader.parsed
}

/// Boolean operators of other languages; here they would be searched for as text.
pub(crate) fn is_operator(word: &str) -> bool {
    matches!(word, "AND" | "OR" | "NOT")
}

struct Reader<'a> {
    source: &'a str,
    parsed: Parsed,
}

/// Why a term has no effect.
struct Rejection {
    kind: ProblemKind,
    suggestion: Option<String>,
    /// End of the suggestion's range, if it replaces more than this term.
    end: Option<usize>,
}

impl Reader<'_> {
    fn read(&mut self, token: &Token, next: Option<&Token>) {
        let reading = match &token.name {
            Some(name) => self.pair(token, name, next),
            None => self.word(token),
        };
        let reading = reading.unwrap_or_else(|rejection| {
            let Rejection { kind, suggestion, end } = *rejection;
            self.parsed.query.unread.push(self.text(&token.span).to_owned());
            self.report(token.span.start..end.unwrap_or(token.span.end), kind, suggestion);
            Reading::Unread
        });
        if token.open {
            let source = self.text(&token.span);
            // Backslashes directly before the added quote would change its meaning.
            let backslashes = source.len() - source.trim_end_matches('\\').len();
            let closed = format!("{source}{}\"", "\\".repeat(backslashes));
            self.report(token.span.clone(), ProblemKind::OpenQuote, Some(closed));
        }
        self.parsed.terms.push(Term { span: token.span.clone(), reading });
    }

    fn text(&self, span: &Range<usize>) -> &str {
        self.source.get(span.clone()).unwrap_or_default()
    }

    fn report(&mut self, span: Range<usize>, kind: ProblemKind, suggestion: Option<String>) {
        self.parsed.problems.push(Problem { span, kind, suggestion });
    }

    fn word(&mut self, token: &Token) -> Result<Reading, Box<Rejection>> {
        let Some(part) = token.parts.first() else { return Ok(Reading::Text(String::new())) };
        if !part.quoted && is_operator(&part.text) {
            return reject(ProblemKind::Operator(part.text.clone()), Some(in_quotes(&part.text)));
        }
        if !part.text.is_empty() {
            self.parsed.query.text.push(part.text.clone());
        }
        Ok(Reading::Text(part.text.clone()))
    }

    fn pair(
        &mut self,
        token: &Token,
        name: &Range<usize>,
        next: Option<&Token>,
    ) -> Result<Reading, Box<Rejection>> {
        let name_text = self.text(name).to_owned();
        let parts: Vec<&Part> = token.parts.iter().filter(|part| !part.text.is_empty()).collect();
        let Some(field) = Field::read(&name_text) else {
            if let Some(field) = name_text.strip_prefix('-').and_then(Field::read) {
                return reject(ProblemKind::Exclusion(field), None);
            }
            let values = self.text(&(name.end..token.span.end));
            let suggestion = match Field::near(&name_text) {
                Some(field) => format!("{}{values}", field.name()),
                None => {
                    let texts: Vec<&str> = token.parts.iter().map(|part| part.text.as_str()).collect();
                    in_quotes(&format!("{name_text}:{}", texts.join(",")))
                }
            };
            return reject(ProblemKind::UnknownField(name_text), Some(suggestion));
        };
        let (first, rest) = match parts.as_slice() {
            [first, rest @ ..] => (*first, rest),
            [] => {
                // `status: failed`: the suggestion removes the space, so it replaces both tokens.
                let has_value =
                    |next: &&Token| next.parts.iter().any(|part| !part.text.trim_matches(',').is_empty());
                let value = next.filter(|next| next.name.is_none()).filter(has_value);
                let suggestion = value.map(|value| format!("{name_text}:{}", self.text(&value.span)));
                let end = value.map(|value| value.span.end);
                return Err(Box::new(Rejection { kind: ProblemKind::NoValue(field), suggestion, end }));
            }
        };
        match field {
            Field::Status => add(&mut self.parsed.query.statuses, &parts),
            Field::Type => add(&mut self.parsed.query.types, &parts),
            _ if !rest.is_empty() => {
                let whole: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
                let names_something = matches!(field, Field::Device | Field::Group | Field::Id);
                let suggestion =
                    names_something.then(|| format!("{name_text}:{}", in_quotes(&whole.join(","))));
                return reject(ProblemKind::OneValue(field), suggestion);
            }
            Field::Id => set_once(&mut self.parsed.query.id, &first.text, field)?,
            Field::Device => set_once(&mut self.parsed.query.device, &first.text, field)?,
            Field::Group => set_once(&mut self.parsed.query.group, &first.text, field)?,
            Field::Sort => self.sort(&name_text, &first.text)?,
            Field::Time(time) => {
                let period =
                    Period::read(&first.text).map_err(|why| no_period(why, &name_text, &first.text))?;
                let query = &mut self.parsed.query;
                let free = query.period == Period::ANY;
                if !free && query.date_of != time {
                    return reject(ProblemKind::OtherDate { set: query.date_of, other: time }, None);
                }
                if query.period != period || free {
                    let Some(joined) = query.period.joined(period).filter(|_| free || period != Period::ANY)
                    else {
                        return reject(ProblemKind::Twice(field), None);
                    };
                    (query.date_of, query.period) = (time, joined);
                    if joined.is_reversed() {
                        let swapped =
                            (period == joined).then(|| format!("{name_text}:{}", swapped(joined).written()));
                        self.report(token.span.clone(), ProblemKind::Reversed, swapped);
                    }
                }
            }
        }
        let value = |part: &Part| Value { span: part.span.clone(), text: part.text.clone() };
        Ok(Reading::Field { field, name: name.clone(), values: parts.into_iter().map(value).collect() })
    }

    fn sort(&mut self, name_text: &str, text: &str) -> Result<(), Box<Rejection>> {
        let (descending, name) = match text.strip_prefix('-') {
            Some(name) => (true, name),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let Some(column) = column(name) else {
            let near = nearest(name, Column::SORTABLE.into_iter().map(Column::name));
            let suggestion =
                near.map(|near| format!("{name_text}:{}{near}", if descending { "-" } else { "" }));
            return reject(ProblemKind::NoColumn(name.to_owned()), suggestion);
        };
        let sort = SortBy { column, descending };
        if *self.parsed.query.sort.get_or_insert(sort) == sort {
            Ok(())
        } else {
            reject(ProblemKind::Twice(Field::Sort), None)
        }
    }
}

fn reject<T>(kind: ProblemKind, suggestion: Option<String>) -> Result<T, Box<Rejection>> {
    Err(Box::new(Rejection { kind, suggestion, end: None }))
}

fn in_quotes(text: &str) -> String {
    let mut out = String::new();
    quote(&mut out, text);
    out
}

fn add(values: &mut Vec<String>, parts: &[&Part]) {
    for part in parts {
        if !values.contains(&part.text) {
            values.push(part.text.clone());
        }
    }
}

fn set_once(value: &mut String, text: &str, field: Field) -> Result<(), Box<Rejection>> {
    if value.is_empty() {
        text.clone_into(value);
    }
    if value == text { Ok(()) } else { reject(ProblemKind::Twice(field), None) }
}

/// A column by its own name, or by a name of the field it shows.
fn column(name: &str) -> Option<Column> {
    let lower = name.to_ascii_lowercase();
    Column::of_name(&lower).or_else(|| match Field::read(name)? {
        Field::Sort => None,
        Field::Time(time) => Some(Column::Time(time)),
        field => Column::of_name(field.name()),
    })
}

fn no_period(why: NoPeriod, name_text: &str, text: &str) -> Box<Rejection> {
    let (kind, suggestion) = match why {
        NoPeriod::NameWithSign(preset) => (ProblemKind::PeriodWithSign(preset), None),
        NoPeriod::Unknown => {
            let day = text.split(['T', ' ']).next().unwrap_or_default().replace(['/', '.'], "-");
            let names: Vec<String> = PRESETS.into_iter().map(Preset::name).collect();
            let near = match Period::read(&day) {
                Ok(period) => Some(period.written()),
                Err(_) => nearest(text, names.iter().map(String::as_str)).map(str::to_owned),
            };
            (ProblemKind::NoPeriod(text.to_owned()), near.map(|near| format!("{name_text}:{near}")))
        }
    };
    Box::new(Rejection { kind, suggestion, end: None })
}

fn swapped(period: Period) -> Period {
    match period {
        Period::Days { from, to } => Period::Days { from: to, to: from },
        preset => preset,
    }
}
