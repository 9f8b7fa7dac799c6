//! Wrapper for the 2D canvas context: rectangles, lines and text, batched in paths.

use crate::overview::js_reflect::{call, get, number, set};
use js_sys::{Array, Reflect};
use leptos::prelude::window;
use wasm_bindgen::JsValue;

/// A 2D context.
pub struct Canvas {
    context: JsValue,
    path_class: JsValue,
}

/// A path to draw in one call. Built as SVG path data, which browsers parse faster than they process single calls.
#[derive(Default)]
pub struct Path(String);

impl Path {
    /// Adds a rectangle.
    pub fn rect(&mut self, [x, y, w, h]: [f64; 4]) {
        self.command('M', &[x, y]);
        self.command('h', &[w]);
        self.command('v', &[h]);
        self.command('h', &[-w]);
        self.0.push('Z');
    }

    /// Adds a line.
    pub fn line(&mut self, [x, y, to_x, to_y]: [f64; 4]) {
        self.command('M', &[x, y]);
        self.command('L', &[to_x, to_y]);
    }

    /// Adds a diamond; `arm` is the distance from its centre to a corner.
    pub fn diamond(&mut self, x: f64, y: f64, arm: f64) {
        self.command('M', &[x - arm, y]);
        self.command('l', &[arm, -arm]);
        self.command('l', &[arm, arm]);
        self.command('l', &[-arm, arm]);
        self.0.push('Z');
    }

    fn command(&mut self, letter: char, numbers: &[f64]) {
        self.0.push(letter);
        for number in numbers {
            self.0.push(' ');
            tenths(&mut self.0, *number);
        }
    }
}

/// Writes a number with one decimal, which is finer than a pixel.
fn tenths(out: &mut String, number: f64) {
    let tenths = (number * 10.0).round() as i64;
    if tenths < 0 {
        out.push('-');
    }
    let tenths = tenths.unsigned_abs();
    out.push_str(&(tenths / 10).to_string());
    out.push('.');
    out.push((b'0' + (tenths % 10) as u8) as char);
}

impl Canvas {
    /// Creates the context; `None` if the browser doesn't provide one.
    pub fn new(canvas: &JsValue) -> Option<Self> {
        let context = call(canvas, "getContext", &["2d".into()]);
        let path_class = get(&window().into(), "Path2D");
        (context.is_object() && path_class.is_function()).then_some(Self { context, path_class })
    }

    fn path(&self, path: &Path) -> JsValue {
        let class = self.path_class.clone().into();
        Reflect::construct(&class, &Array::of1(&JsValue::from_str(&path.0))).unwrap_or_default()
    }

    /// Fills a path.
    pub fn fill(&self, ink: &str, path: &Path) {
        set(&self.context, "fillStyle", ink);
        call(&self.context, "fill", &[self.path(path)]);
    }

    /// Fills a rectangle.
    pub fn ground(&self, ink: &str, rect: [f64; 4]) {
        let mut path = Path::default();
        path.rect(rect);
        self.fill(ink, &path);
    }

    /// Strokes a path.
    pub fn stroke(&self, ink: &str, width: f64, path: &Path) {
        set(&self.context, "strokeStyle", ink);
        set(&self.context, "lineWidth", width);
        call(&self.context, "stroke", &[self.path(path)]);
    }

    /// Strokes lines.
    pub fn lines(&self, ink: &str, width: f64, lines: impl IntoIterator<Item = [f64; 4]>) {
        let mut path = Path::default();
        lines.into_iter().for_each(|line| path.line(line));
        if !path.0.is_empty() {
            self.stroke(ink, width, &path);
        }
    }

    /// Turns dashed strokes on or off.
    pub fn dashed(&self, dashed: bool) {
        let dashes = Array::new();
        if dashed {
            dashes.push(&3.into());
            dashes.push(&3.into());
        }
        call(&self.context, "setLineDash", &[dashes.into()]);
    }

    /// Sets the opacity, from 0 to 1.
    pub fn opacity(&self, share: f64) {
        set(&self.context, "globalAlpha", share);
    }

    /// Sets the font. Text is centred vertically.
    pub fn font(&self, font: &str) {
        set(&self.context, "font", font);
        set(&self.context, "textBaseline", "middle");
    }

    /// Sets the colour of text.
    pub fn ink(&self, ink: &str) {
        set(&self.context, "fillStyle", ink);
    }

    /// Draws text.
    pub fn text(&self, text: &str, x: f64, y: f64) {
        call(&self.context, "fillText", &[text.into(), x.into(), y.into()]);
    }

    /// Width of a text in the current font.
    pub fn measure(&self, text: &str) -> f64 {
        number(&call(&self.context, "measureText", &[text.into()]), "width")
    }

    /// Scales by the device pixel ratio.
    pub fn ratio(&self, ratio: f64) {
        let [ratio, none]: [JsValue; 2] = [ratio.into(), 0.into()];
        call(
            &self.context,
            "setTransform",
            &[ratio.clone(), none.clone(), none.clone(), ratio, none.clone(), none],
        );
    }

    /// Clips the drawing to a rectangle.
    pub fn within(&self, rect: [f64; 4], draw: impl FnOnce()) {
        let mut path = Path::default();
        path.rect(rect);
        call(&self.context, "save", &[]);
        call(&self.context, "clip", &[self.path(&path)]);
        draw();
        call(&self.context, "restore", &[]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn path_is_svg_path_data() {
        let mut path = Path::default();
        path.rect([1.0, 2.25, 3.0, 4.0]);
        path.line([-0.04, -0.5, 10.0, 0.0]);
        assert_eq!(path.0, "M 1.0 2.3h 3.0v 4.0h -3.0ZM 0.0 -0.5L 10.0 0.0");
    }
}
