//! Form controls, with their labels, hints and errors.

mod checkbox;
mod error_summary;
mod field;
mod field_set;
mod segmented_control;
mod select;
mod text_area;
mod text_input;

pub use checkbox::Checkbox;
pub use error_summary::ErrorSummary;
pub use field::{Field, Labelled, error_id};
pub use field_set::FieldSet;
pub use segmented_control::SegmentedControl;
pub use select::Select;
pub use text_area::TextArea;
pub use text_input::{TextInput, filled_text};
