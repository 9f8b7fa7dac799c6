//! The timeline: devices down, time across.
//!
//! Pure: `window`, `ticks`, `layout`, `charting`; what lies where is the `gantt` crate's. `drawn` keeps the bars up to date. `painter` and `edges`
//! draw, `stage` holds the canvas and what hands do with it, `palette` brings the page's colours; behind the drawing is a table that says the
//! same.

mod about;
mod bar;
mod canvas;
mod charting;
mod drawn;
mod edges;
mod gestures;
mod js_reflect;
mod layout;
mod legend;
mod page;
mod painter;
mod palette;
mod selection_line;
mod selection_marks;
mod stage;
mod table;
mod ticks;
mod tip;
mod view;
mod window;

pub use page::TimelinePage;
