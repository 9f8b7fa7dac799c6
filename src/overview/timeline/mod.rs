//! The timeline: devices from top to bottom, time from left to right.
//!
//! Pure: `window`, `ticks`, `layout`, `charting`. The `gantt` crate assigns bars to lanes. `drawn` keeps the bars up to date. `painter` and `edges`
//! draw, `stage` owns the canvas and handles input, `palette` reads the colours of the page. A table offers the same content.

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
