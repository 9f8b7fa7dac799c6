//! Parts of a page that are drawn anew when what they read has changed, and lists of parts.

use leptos::prelude::*;

/// Draws again whenever something that `draw` read has changed. As the whole of a component; within `view!` a closure in braces is as
/// good.
pub fn dynamic<V: IntoView + 'static>(draw: impl Fn() -> V + Send + 'static) -> AnyView {
    drawn(Box::new(move || draw().into_any()))
}

fn drawn(draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    draw.into_any()
}

/// Views of one kind or of several, one after the other: [`CollectView`], with one type for every kind of item.
pub trait CollectAny {
    /// Draws all of them.
    fn collect_any(self) -> Vec<AnyView>;
}

impl<I: IntoIterator<Item = V>, V: IntoView + 'static> CollectAny for I {
    fn collect_any(self) -> Vec<AnyView> {
        self.into_iter().map(IntoAny::into_any).collect()
    }
}
