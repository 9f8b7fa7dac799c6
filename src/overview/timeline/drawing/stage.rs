//! The canvas and its input handling.

use super::{
    gestures::Gestures,
    layout::Layout,
    painter::{Painter, Scene},
    palette::{Palette, Probes},
    ticks::{Step, Ticks, ticks},
    tip::{Tip, told},
};
use crate::{
    commands::{Command, use_commands},
    overview::{
        js_reflect::{call, get, number},
        timeline::{view::View, window::Window},
    },
    sync::SelectedRows,
    time::intl::Browser,
    ui::{follow_size, pressed_key},
};
use gantt::Place;
use leptos::{
    ev::{KeyboardEvent, PointerEvent, WheelEvent},
    html,
    prelude::*,
};
use messages::timeline as text;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::JsValue;

/// Distance in px within which the pointer hits a bar.
const SLACK: f64 = 6.0;
/// Share of the window that a key moves by.
const KEY_SHARE: f64 = 0.125;

/// State of the canvas. Copies share one state.
#[derive(Clone, Copy)]
struct Stage {
    view: View,
    scroller: NodeRef<html::Div>,
    canvas: NodeRef<html::Canvas>,
    probes: NodeRef<html::Div>,
    size: RwSignal<(f64, f64)>,
    top: RwSignal<f64>,
    /// The bar under the pointer, and the pointer's position.
    hover: RwSignal<Option<(Place, f64, f64)>>,
    kept: StoredValue<Kept, LocalStorage>,
}

/// State kept between frames.
#[derive(Default)]
struct Kept {
    painter: Option<Painter>,
    palette: Palette,
    ticks: Ticks,
    /// Inputs of the ticks: from, to, step, zone.
    ticked: Option<(i64, i64, Step, String)>,
    /// A frame is requested.
    asked: Rc<Cell<bool>>,
}

/// The drawing.
#[component]
pub fn StageView(view: View, #[prop(into)] on_open: Callback<u32>) -> impl IntoView {
    let stage = Stage {
        view,
        scroller: NodeRef::new(),
        canvas: NodeRef::new(),
        probes: NodeRef::new(),
        size: RwSignal::new((0.0, 0.0)),
        top: RwSignal::new(0.0),
        hover: RwSignal::new(None),
        kept: StoredValue::new_local(Kept::default()),
    };
    let gestures = Gestures::new(view);
    stage.register_commands(gestures, on_open);
    stage.follow();
    follow_size(stage.scroller, move |scroller| {
        stage.size.set((f64::from(scroller.client_width()), f64::from(scroller.client_height())));
    });
    let total = Memo::new(move |_| {
        let (width, height) = stage.size.get();
        let lanes = view.chart.with(|chart| chart.lanes().len());
        (Layout::of(width, height).total(lanes) - height).max(0.0) as i64
    });
    let high = move || format!("{}px", stage.size.get().1.floor() as i64);
    let label = move || {
        let (lanes, bars) = view.all.with(|chart| (chart.lanes().len(), chart.len()));
        text::drawing_of(bars as u64, lanes as u64)
    };
    let printed = move || {
        let (width, height) = stage.size.get();
        let lanes = view.chart.with(|chart| chart.lanes().len());
        let shown = Layout::of(width, height).lanes(stage.top.get(), lanes).len();
        (shown < lanes).then(|| text::printed_lanes(shown as u64, lanes as u64))
    };
    let said = Memo::new(move |_| view.focus.get().map(|row| told(view, row)).unwrap_or_default());
    view! {
        <p class="print-only tl-about">{printed}</p>
        <div class="tl-stage">
            <div class="tl-scroll" node_ref=stage.scroller on:scroll=move |_| stage.scrolled()>
                <canvas
                    class="tl-canvas focus-in"
                    id="timeline"
                    tabindex="0"
                    role="application"
                    aria-label=label
                    aria-describedby="tl-help"
                    style:block-size=high
                    node_ref=stage.canvas
                    on:wheel=move |event| stage.wheel(&event, gestures)
                    on:pointerdown=move |event| stage.down(&event, gestures)
                    on:pointermove=move |event| stage.moved(&event, gestures)
                    on:pointerup=move |event| stage.up(&event, gestures, on_open)
                    on:pointercancel=move |_| {
                        gestures.release();
                    }
                    on:pointerleave=move |_| stage.hover.set(None)
                    on:blur=move |_| view.focus.set(None)
                    on:keydown=move |event| stage.key(&event, gestures)
                ></canvas>
                <div class="tl-space" style:block-size=move || format!("{}px", total.get())></div>
            </div>
            <Tip view at=Signal::derive(move || stage.tip()) />
        </div>
        <Probes node_ref=stage.probes on_change=move |()| stage.ask() />
        <p class="visually-hidden" id="tl-help">
            {text::keys_help()}
        </p>
        <p class="visually-hidden" aria-live="polite">
            {move || said.get()}
        </p>
    }
}

impl Stage {
    fn layout(self) -> Layout {
        let (width, height) = self.size.get_untracked();
        Layout::of(width, height)
    }

    /// Requests a frame whenever something in the drawing has changed.
    fn follow(self) {
        Effect::new(move |_| {
            self.view.chart.track();
            self.view.bounds();
            self.view.zone.name();
            self.view.focus.track();
            self.view.open.track();
            self.view.sync.list.selection().rows().track();
            self.size.track();
            self.top.track();
            self.hover.track();
            if self.canvas.get().is_some() {
                self.ask();
            }
        });
    }

    /// Requests one frame, however often it is called before.
    fn ask(self) {
        let Some(asked) = self.kept.try_with_value(|kept| Rc::clone(&kept.asked)) else { return };
        if !asked.replace(true) {
            request_animation_frame(move || {
                asked.set(false);
                self.draw();
            });
        }
    }

    fn draw(self) {
        // The page may have been removed before the frame.
        let (Some(Some(canvas)), Some(Some(probes))) =
            (self.canvas.try_get_untracked(), self.probes.try_get_untracked())
        else {
            return;
        };
        let (layout, top, now) = (self.layout(), self.top.get_untracked(), self.view.now.get_untracked());
        let (bounds, zone) = untrack(|| (self.view.bounds(), self.view.zone.name()));
        let chart = self.view.chart.get_untracked();
        let scale = layout.scale(bounds);
        let draw = |kept: &mut Kept, selected: &SelectedRows| {
            if kept.painter.is_none() {
                kept.painter = Painter::new(canvas.into());
            }
            kept.read_inks(&probes.into());
            kept.mark(bounds, Step::fitting(scale.per_pixel()), &zone);
            let scene = Scene {
                chart: &chart,
                layout,
                scale,
                top,
                ticks: &kept.ticks,
                now,
                hover: self.hover.get_untracked().map(|(place, ..)| place),
                focus: self.view.focus.get_untracked().and_then(|row| chart.find(row)),
                open: self.view.open.get_untracked().and_then(|row| chart.find(row)),
                selected,
                palette: &kept.palette,
            };
            if let Some(painter) = &kept.painter {
                painter.draw(&scene, number(&window().into(), "devicePixelRatio").max(1.0));
            }
        };
        self.view
            .sync
            .list
            .selection()
            .rows()
            .with_untracked(|selected| self.kept.update_value(|kept| draw(kept, selected)));
    }

    fn scrolled(self) {
        if let Some(scroller) = self.scroller.get_untracked() {
            self.top.set(f64::from(scroller.scroll_top()));
        }
    }

    fn hit(self, x: f64, y: f64) -> Option<Place> {
        let (layout, top) = (self.layout(), self.top.get_untracked());
        let chart = self.view.chart.get_untracked();
        let at = layout.lane_at(y, top, chart.lanes().len()).filter(|_| x >= layout.names)?;
        let tracks = chart.lanes().get(at)?.tracks();
        let track = layout.track_at(y - layout.lane_y(at, top), tracks).filter(|_| tracks > 1);
        chart.hit(at, track, x, &layout.scale(untrack(|| self.view.bounds())), SLACK)
    }

    /// Row and position of the tooltip: at the pointer, otherwise at the focused bar.
    fn tip(self) -> Option<(u32, f64, f64)> {
        if self.view.held.with(Option::is_some) {
            return None;
        }
        let chart = self.view.chart.get();
        if let Some((place, x, y)) = self.hover.get() {
            return chart.bar(place).map(|bar| (bar.row, x, y));
        }
        let row = self.view.focus.get()?;
        let (width, height) = self.size.get();
        let layout = Layout::of(width, height);
        let (place, scale) = (chart.find(row)?, layout.scale(self.view.bounds()));
        let x = scale.x(chart.bar(place)?.span.start).max(layout.names);
        Some((row, x, layout.lane_y(place.lane, self.top.get()) + layout.lane))
    }

    fn wheel(self, event: &WheelEvent, gestures: Gestures) {
        let layout = self.layout();
        let width = layout.width - layout.names;
        let (across, down) = (number(event, "deltaX"), number(event, "deltaY"));
        let shift = get(event, "shiftKey").is_truthy();
        let sideways = if shift && across == 0.0 { down } else { across };
        if event.ctrl_key() || event.meta_key() {
            gestures.zoom_by_wheel(down, (place(event).0 - layout.names) / width.max(1.0));
        } else if sideways.abs() > 0.0 && (shift || sideways.abs() > down.abs()) {
            gestures.nudge(sideways / width.max(1.0));
        } else {
            // Vertical scrolling moves between devices; leave it to the scroll container.
            return;
        }
        event.prevent_default();
    }

    fn down(self, event: &PointerEvent, gestures: Gestures) {
        if number(event, "button") == 0.0 {
            let (x, y) = place(event);
            gestures.press(x, y);
        }
    }

    fn moved(self, event: &PointerEvent, gestures: Gestures) {
        let (x, y) = place(event);
        let layout = self.layout();
        if gestures.drag(x, y, layout.width - layout.names) {
            self.hover.set(None);
            if let Some(canvas) = self.canvas.get_untracked() {
                // If the capture fails, a drag ends at the edge.
                call(&canvas, "setPointerCapture", &[get(event, "pointerId")]);
            }
        } else if get(event, "pointerType") == "mouse" {
            let hover = self.hit(x, y).map(|place| (place, x, y));
            if self.hover.get_untracked() != hover {
                self.hover.set(hover);
            }
        }
    }

    fn up(self, event: &PointerEvent, gestures: Gestures, on_open: Callback<u32>) {
        if !gestures.release() {
            return;
        }
        let (x, y) = place(event);
        let chart = self.view.chart.get_untracked();
        let Some(bar) = self.hit(x, y).and_then(|place| chart.bar(place)) else { return };
        // As in a file list, a click with a modifier key selects.
        if event.ctrl_key() || event.meta_key() || event.shift_key() {
            self.view.select(bar.row, event.shift_key());
            return;
        }
        self.hover.set(None);
        on_open.run(bar.row);
    }

    /// Handles the keys of the drawing itself. Keys shared with the list are commands.
    fn key(self, event: &KeyboardEvent, gestures: Gestures) {
        let Some(key) = pressed_key(event) else { return };
        if event.ctrl_key() || event.meta_key() || event.alt_key() {
            return;
        }
        let (window, now) = untrack(|| (self.view.window(), self.view.now.get()));
        match key.as_str() {
            "ArrowLeft" => gestures.nudge(-KEY_SHARE),
            "ArrowRight" => gestures.nudge(KEY_SHARE),
            "+" | "=" => gestures.hold(window.zoomed(1, 0.5, now)),
            "-" => gestures.hold(window.zoomed(-1, 0.5, now)),
            "Home" => gestures.hold(Window { at: None, ..window }),
            // Escape clears the focus. Without a focus, or with an open detail, the key belongs to the page.
            "Escape"
                if self.view.navigator.route().with_untracked(|route| route.open().is_none())
                    && self.view.focus.with_untracked(Option::is_some) =>
            {
                self.view.focus.set(None);
            }
            _ => return,
        }
        event.prevent_default();
    }

    /// Registers the commands. They apply while the drawing has the focus, to the focused operation.
    fn register_commands(self, gestures: Gestures, on_open: Callback<u32>) {
        let commands = use_commands();
        let step = move |forward| {
            let canvas = self.canvas.get_untracked();
            let has_focus =
                canvas.is_some_and(|canvas| document().active_element().as_ref() == Some(&canvas));
            if has_focus {
                self.step(forward, gestures);
            }
            has_focus
        };
        let on_focused = move |act: Callback<u32>| {
            let row = self.view.focus.get_untracked();
            if let Some(row) = row {
                act.run(row);
            }
            row.is_some()
        };
        let select = move |range| Callback::new(move |row| self.view.select(row, range));
        let (select_row, select_range) = (select(false), select(true));
        commands.register_if(Command::NextRow, Callback::new(move |()| step(true)));
        commands.register_if(Command::PreviousRow, Callback::new(move |()| step(false)));
        commands.register_if(Command::OpenRow, Callback::new(move |()| on_focused(on_open)));
        commands.register_if(Command::SelectRow, Callback::new(move |()| on_focused(select_row)));
        commands.register_if(Command::SelectRange, Callback::new(move |()| on_focused(select_range)));
    }

    /// Focuses the next or previous operation in sight and keeps it in sight.
    fn step(self, forward: bool, gestures: Gestures) {
        let chart = self.view.chart.get_untracked();
        let (from, to) = untrack(|| self.view.bounds());
        let here = self.view.focus.get_untracked().and_then(|row| chart.find(row));
        let Some(place) = chart.step(here, forward, from, to) else { return };
        let Some(bar) = chart.bar(place) else { return };
        self.hover.set(None);
        self.view.focus.set(Some(bar.row));
        let (window, now) = untrack(|| (self.view.window(), self.view.now.get()));
        if bar.span.reach < from || bar.span.start >= to {
            gestures.hold(window.showing(bar.span.start, now));
        }
        let top = self.top.get_untracked();
        let wanted = self.layout().showing(place.lane, top);
        if let Some(scroller) = self.scroller.get_untracked().filter(|_| wanted != top) {
            scroller.set_scroll_top(wanted as i32);
        }
    }
}

/// Position on the canvas.
fn place(event: &JsValue) -> (f64, f64) {
    (number(event, "offsetX"), number(event, "offsetY"))
}

impl Kept {
    fn read_inks(&mut self, probes: &JsValue) {
        if let Some(palette) = Palette::read_if_changed(probes, &self.palette) {
            self.palette = palette;
        }
    }

    /// Computes the ticks of the axis with a margin, so that panning doesn't need it.
    fn mark(&mut self, (from, to): (i64, i64), step: Step, zone: &str) {
        let fits = self.ticked.as_ref().is_some_and(|(first, last, of, there)| {
            *first <= from && to <= *last && *of == step && there == zone
        });
        if !fits {
            let around = (to - from).max(1);
            let (first, last) = (from.saturating_sub(around), to.saturating_add(around));
            self.ticks = ticks(first, last, step, zone, &Browser);
            self.ticked = Some((first, last, step, zone.to_owned()));
        }
    }
}
