//! Text positions: lines and columns for users, bytes for Rust, UTF-16 units for the browser.

/// A position in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Offset in bytes, from 0.
    pub offset: usize,
    /// Length in bytes.
    pub len: usize,
}

impl Position {
    /// The offset after it, in bytes.
    #[must_use]
    pub fn end(&self) -> usize {
        self.offset + self.len
    }
}

/// Start and end in UTF-16 units, for `setSelectionRange` of a text area.
#[must_use]
pub fn utf16_range(text: &str, position: &Position) -> (u32, u32) {
    let units = |end: usize| {
        let part = text.get(..end).unwrap_or(text);
        u32::try_from(part.encode_utf16().count()).unwrap_or(u32::MAX)
    };
    (units(position.offset), units(position.end()))
}

/// Converts ascending offsets to lines and columns in one pass over the text.
pub(super) struct Locator<'a> {
    text: &'a str,
    last: Position,
}

impl<'a> Locator<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, last: Self::start() }
    }

    fn start() -> Position {
        Position { line: 1, column: 1, offset: 0, len: 0 }
    }

    pub(super) fn locate(&mut self, offset: usize) -> Position {
        if offset < self.last.offset {
            self.last = Self::start();
        }
        for character in self.text.get(self.last.offset..offset).unwrap_or_default().chars() {
            if character == '\n' {
                self.last.line += 1;
                self.last.column = 1;
            } else {
                self.last.column += 1;
            }
        }
        self.last.offset = offset;
        self.last
    }
}
