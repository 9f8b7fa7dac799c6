//! Pure: numbers and counts in words.

/// A number as people write it in the language in force, such as `45,120`.
pub fn grouped(number: u64) -> String {
    messages::number(number)
}

/// `1 operation`, `2 operations`.
pub fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { one } else { many })
}
