//! The catalogue of operation types, and what can be done with it: check `operation_data`, draw a form for it, and keep
//! the form and the JSON text beside it in step.
//!
//! Pure: no view, no network, no browser. The app fetches `catalog/operation-types.json` and hands over its text.
//!
//! # The catalogue file
//!
//! ```json
//! {
//!   "version": 1,
//!   "types": [
//!     {
//!       "name": "firmware_update",
//!       "title": "Firmware update",
//!       "description": "Installs a firmware version on the devices.",
//!       "critical": true,
//!       "estimated_minutes": 15,
//!       "aliases": [],
//!       "schema": { "type": "object", "properties": { "firmware_version": { "type": "string" } } }
//!     }
//!   ]
//! }
//! ```
//!
//! Only `name` is needed. `critical` types get the backup guard. `aliases` are other names under which the API may
//! report the same type. A type that can't be read is left out and named in [`Catalogue::problems`]; the others stay.
//!
//! # The subset of JSON Schema (2020-12)
//!
//! Checked: `type` (one or several), `enum`, `const`, `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`,
//! `multipleOf`, `minLength`, `maxLength`, `pattern` (through a [`PatternMatcher`]), `format` (`uri`, `date-time`,
//! `date`, `email`, `ipv4`, `ipv6`), `properties`, `patternProperties`, `additionalProperties`, `required`,
//! `dependentRequired`, `minProperties`, `maxProperties`, `items`, `prefixItems`, `minItems`, `maxItems`,
//! `uniqueItems`, `allOf`, `anyOf`, `oneOf`, `not`, `if`/`then`/`else`, `$ref` to a place in the same schema
//! (`#/$defs/…`), and `true`/`false` as a schema.
//!
//! Shown: `title`, `description`, `default`, `examples`, `readOnly`. Two keywords of our own: `x-multiline: true` asks
//! for a larger text field; `x-pattern-hint` says in words what `pattern` wants ("three numbers, such as 2.5.0").
//!
//! Anything else has no effect and is listed by [`Schema::unsupported`], so that the app can say so.
//!
//! Differences from a plain validator: `format` is an error, not just a note; and a property that the schema doesn't
//! name is a *warning* where `additionalProperties` is absent, an error where it is `false`, and welcome where it is
//! `true` or a schema. `multipleOf` goes by the digits as written: 0.3 is a multiple of 0.1.
//!
//! # Order
//!
//! Forms show properties in the order in which the administrator wrote them. `serde_json`'s map keeps that order only with its feature
//! `preserve_order`, and sorts the keys otherwise. This crate doesn't enable it; in the app it is on, because `wire` enables it. Schemas are
//! compiled from our own [`json::Node`] tree, which keeps the order either way.

mod catalogue;
pub mod form;
pub mod json;
mod meant;
mod schema;

pub use catalogue::{Catalogue, CatalogueError, OperationType};
pub use form::defaults;
pub use schema::{Finding, FindingKind, NoPatterns, PatternMatcher, Schema, SchemaError, Severity};
