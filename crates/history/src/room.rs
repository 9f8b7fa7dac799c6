//! Growth of long columns by an eighth at a time: doubling would leave up to half of a big history's memory unused, and memory of a
//! page is never given back.

/// Makes room for one value more.
pub(crate) fn for_one<T>(values: &mut Vec<T>) {
    if values.len() == values.capacity() {
        values.reserve_exact(values.len() / 8 + 64);
    }
}

/// Makes room for so many bytes more.
pub(crate) fn for_text(text: &mut String, more: usize) {
    if text.capacity() - text.len() < more {
        text.reserve_exact(more.max(text.len() / 8 + 256));
    }
}
