//! JSON of the operations API: answers are read leniently, requests are written exactly.
//!
//! Owns the types of the API page in both revisions: requests, answers and errors. Must not know the network, the browser, the store or
//! any view. Never panics, whatever the bytes; unreadable data is kept and reported.

mod api_error;
mod compact;
mod created;
mod decode_error;
mod device;
mod encode;
mod fields;
mod html;
mod item;
mod page;
mod request;
mod rows;
mod texts;

pub use api_error::{ApiError, FieldError, Step};
pub use created::{Created, TargetDevice, decode_created};
pub use decode_error::{DecodeError, DecodeErrorKind};
pub use device::{Device, DevicePage, decode_devices};
pub use encode::{BodyShape, EncodeError, Envelope};
pub use item::{Operation, Revision};
pub use operation::Timestamp;
pub use page::{Page, Row, Unreadable, believed_count, decode_page};
pub use request::{NotificationSettings, ScheduleRequest, decode_request};
pub use rows::{DecodedRow, PageHead, PageSink, each_row};
pub use serde_json::{Map, Value};
pub use texts::RowTexts;
