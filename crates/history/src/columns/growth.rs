//! Grows long columns by an eighth at a time. Doubling could leave half of a large history's memory unused, and WebAssembly memory is
//! never returned.

/// Reserves space for one more value.
pub(crate) fn reserve_one<T>(values: &mut Vec<T>) {
    if values.len() == values.capacity() {
        values.reserve_exact(values.len() / 8 + 64);
    }
}

/// Reserves space for `more` bytes.
pub(crate) fn reserve_text(text: &mut String, more: usize) {
    if text.capacity() - text.len() < more {
        text.reserve_exact(more.max(text.len() / 8 + 256));
    }
}
