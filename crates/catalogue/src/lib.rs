//! The catalogue of operation types, and its uses: validating `operation_data`, building form fields, and keeping form and JSON text in
//! sync.
//!
//! Pure: no view, no network, no browser. The app fetches `catalog/operation-types.json` and passes its text.
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
//! Only `name` is required. `critical` types get the backup guard. `aliases` are other names under which the API may
//! report the same type. A type that can't be read is left out and listed in [`Catalogue::problems`]; the others stay.
//!
//! # The subset of JSON Schema (2020-12)
//!
//! Validated: `type` (one or several), `enum`, `const`, `minimum`, `maximum`, `exclusiveMinimum`, `exclusiveMaximum`,
//! `multipleOf`, `minLength`, `maxLength`, `pattern` (through a [`PatternMatcher`]), `format` (`uri`, `date-time`,
//! `date`, `email`, `ipv4`, `ipv6`), `properties`, `patternProperties`, `additionalProperties`, `required`,
//! `dependentRequired`, `minProperties`, `maxProperties`, `items`, `prefixItems`, `minItems`, `maxItems`,
//! `uniqueItems`, `allOf`, `anyOf`, `oneOf`, `not`, `if`/`then`/`else`, `$ref` to a place in the same schema
//! (`#/$defs/…`), and `true`/`false` as a schema.
//!
//! Displayed: `title`, `description`, `default`, `examples`, `readOnly`. Two extensions: `x-multiline: true` requests a larger text
//! field; `x-pattern-hint` describes `pattern` in words ("three numbers, such as 2.5.0").
//!
//! Any other keyword has no effect and is listed by [`Schema::unsupported`], so that the app can report it.
//!
//! Differences from a plain validator: `format` is an error, not an annotation; and a property that isn't in the schema is a *warning*
//! if `additionalProperties` is absent, an error if it is `false`, and valid if it is `true` or a schema. `multipleOf` uses decimal
//! digits: 0.3 is a multiple of 0.1.
//!
//! # Order
//!
//! Forms show properties in the order of the catalogue file. `serde_json`'s map keeps that order only with its feature
//! `preserve_order`, and sorts the keys otherwise. This crate doesn't enable it; in the app it is on, because `wire` enables it. Schemas are
//! compiled from our own [`json::Node`] tree, which keeps the order in both cases.

mod catalogue;
pub mod form;
pub mod json;
mod nearest;
mod schema;

pub use catalogue::{Catalogue, CatalogueError, OperationType};
pub use form::defaults;
pub use schema::{Finding, FindingKind, NoPatterns, PatternMatcher, Schema, SchemaError, Severity};
