//! A progress bar.

use leptos::prelude::*;

/// A bar with its percentage, right-aligned. It moves by a CSS transform, which needs no layout.
#[component]
pub fn ProgressBar(
    /// Percent, 0 to 100; `None` if unknown.
    #[prop(into)]
    value: Signal<Option<f32>>,
    /// Label.
    #[prop(into)]
    label: Signal<String>,
    /// A `status-…` class for the colour of the bar; the accent colour if empty.
    #[prop(optional, into)]
    class: Signal<String>,
) -> impl IntoView {
    let percent = Memo::new(move |_| value.get().map(whole_percent));
    let text = move || percent.get().map_or_else(|| "–".to_owned(), |value| format!("{value}\u{202f}%"));
    let spoken = move || {
        percent.get().map_or_else(
            || messages::ui::progress_not_known().to_owned(),
            |value| messages::ui::percent(value.into()),
        )
    };
    view! {
        <div class=move || format!("progress {}", class.read())>
            <div
                class="progress-track"
                role="progressbar"
                aria-label=move || label.get()
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=move || percent.get().map(|value| value.to_string())
                aria-valuetext=spoken
            >
                <div class="progress-fill" style:transform=move || scale(percent.get().unwrap_or(0))></div>
            </div>
            <span class="progress-text" aria-hidden="true">
                {text}
            </span>
        </div>
    }
}

/// Rounds a percentage down, so that unfinished work never shows 100 %.
pub fn whole_percent(value: f32) -> u8 {
    // `as` saturates and converts NaN to 0.
    value.clamp(0.0, 100.0).floor() as u8
}

/// The transform for a percentage, written as digits: formatting floats would add more to the bundle than this file.
pub fn scale(percent: u8) -> String {
    format!("scaleX({}.{:02})", percent / 100, percent % 100)
}

#[cfg(test)]
mod tests {
    use super::{scale, whole_percent};

    #[test]
    fn percentage_is_a_fraction_of_the_bar() {
        assert_eq!(
            [0, 5, 42, 100].map(scale),
            ["scaleX(0.00)", "scaleX(0.05)", "scaleX(0.42)", "scaleX(1.00)"]
        );
    }

    #[test]
    fn unfinished_progress_is_never_rounded_up() {
        assert_eq!(whole_percent(99.9), 99);
        assert_eq!(whole_percent(100.0), 100);
    }

    #[test]
    fn out_of_range_values_are_clamped() {
        assert_eq!(whole_percent(-3.0), 0);
        assert_eq!(whole_percent(250.0), 100);
        assert_eq!(whole_percent(f32::NAN), 0);
    }
}
