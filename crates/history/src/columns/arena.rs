//! Many texts in one buffer, each terminated by NUL, so that one search covers all of them.

use super::fold::fold;
use super::growth;

/// Append-only texts by index. Limited to 4 GiB.
#[derive(Clone, Debug, Default)]
pub(crate) struct Arena {
    text: String,
    /// End offset of each text, without its NUL.
    ends: Vec<u32>,
    /// Whether any text has ASCII capitals. If so, a search must fold case first.
    capitals: bool,
    /// The folded ASCII prefix that all texts share.
    prefix: Option<Box<str>>,
    /// Folded texts of the entries that aren't pure ASCII, in ascending order of entry.
    wide: Vec<(u32, Box<str>)>,
}

impl Arena {
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Bytes of text, terminators included.
    pub fn bytes(&self) -> usize {
        self.text.len()
    }

    pub fn get(&self, entry: usize) -> &str {
        let Some(&end) = self.ends.get(entry) else { return "" };
        self.text.get(self.start(entry)..end as usize).unwrap_or("")
    }

    pub fn bytes_of(&self, entry: usize) -> &[u8] {
        let Some(&end) = self.ends.get(entry) else { return &[] };
        self.text.as_bytes().get(self.start(entry)..end as usize).unwrap_or(&[])
    }

    /// Whether the text fits under the limit.
    pub fn has_room(&self, text: &str) -> bool {
        self.text.len() + text.len() < u32::MAX as usize && self.ends.len() < (u32::MAX - 1) as usize
    }

    /// Returns the new entry's index, or `None` when the arena is full.
    pub fn push(&mut self, text: &str) -> Option<u32> {
        if !self.has_room(text) {
            return None;
        }
        let entry = self.ends.len() as u32;
        if text.is_ascii() {
            self.capitals = self.capitals || text.bytes().any(|byte| byte.is_ascii_uppercase());
        } else {
            self.wide.push((entry, fold(text).into()));
        }
        self.narrow_prefix(text);
        growth::reserve_text(&mut self.text, text.len() + 1);
        growth::reserve_one(&mut self.ends);
        self.text.push_str(text);
        self.ends.push(self.text.len() as u32);
        self.text.push('\0');
        Some(entry)
    }

    /// Whether all texts certainly contain the folded term because it is in their common prefix.
    pub fn all_have(&self, term: &str) -> bool {
        self.prefix.as_ref().is_some_and(|prefix| prefix.contains(term))
    }

    fn narrow_prefix(&mut self, text: &str) {
        let kept = match &self.prefix {
            Some(prefix) if prefix.is_empty() => return,
            Some(prefix) => {
                let pairs = prefix.bytes().zip(text.bytes());
                let shared = pairs.take_while(|(a, b)| a.eq_ignore_ascii_case(b)).count();
                if shared == prefix.len() {
                    return;
                }
                prefix.get(..shared).unwrap_or("").into()
            }
            None => {
                let ascii = text.bytes().take_while(u8::is_ascii).count();
                text.get(..ascii).unwrap_or("").to_ascii_lowercase().into()
            }
        };
        self.prefix = Some(kept);
    }

    /// Reserves space for more texts of the current mean length.
    pub fn reserve(&mut self, texts: usize) {
        let mean = if self.ends.is_empty() { 12 } else { self.text.len() / self.ends.len() + 1 };
        self.text.reserve_exact(texts.saturating_mul(mean));
        self.ends.reserve_exact(texts);
    }

    pub fn heap_bytes(&self) -> usize {
        let wide: usize = self.wide.iter().map(|(_, text)| text.len() + 24).sum();
        self.text.capacity() + self.ends.capacity() * 4 + wide
    }

    pub(crate) fn start(&self, entry: usize) -> usize {
        entry.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |&end| end as usize + 1)
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }
    pub(crate) fn ends(&self) -> &[u32] {
        &self.ends
    }
    pub(crate) fn capitals(&self) -> bool {
        self.capitals
    }
    pub(crate) fn wide(&self) -> &[(u32, Box<str>)] {
        &self.wide
    }
    /// The folded text of an entry that isn't pure ASCII.
    pub(crate) fn wide_text(&self, entry: usize) -> Option<&str> {
        let at = self.wide.binary_search_by_key(&entry, |(wide, _)| *wide as usize).ok()?;
        self.wide.get(at).map(|(_, text)| &**text)
    }
}
