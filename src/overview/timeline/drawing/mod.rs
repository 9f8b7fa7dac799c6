//! The timeline as a drawing on a canvas, with its input.
//!
//! Pure: `labels`, `layout`, `ticks`. `painter`, `edges` and `selection_marks` draw by `canvas`, `palette` reads the colours of the page. `stage` owns the
//! canvas and handles input with `gestures`. `tip` and `legend` explain the drawing.

mod canvas;
mod edges;
mod gestures;
mod labels;
mod layout;
mod legend;
mod painter;
mod palette;
mod selection_marks;
mod stage;
mod ticks;
mod tip;

pub use legend::Legend;
pub use stage::StageView;
pub use ticks::stretch_words;
