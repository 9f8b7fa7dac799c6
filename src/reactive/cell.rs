//! A value that changes, and those who read it are told.

use super::{handle::handle, of_its_type};
use leptos::prelude::{RwSignal as Node, Track, Update, With, WithUntracked};
use std::{any::Any, marker::PhantomData};

type Value = Box<dyn Any + Send + Sync>;

/// A value that changes: [`leptos::prelude::RwSignal`], compiled once.
pub struct RwSignal<T> {
    node: Node<Value>,
    holds: PhantomData<fn(T) -> T>,
}

handle!(RwSignal);

fn tracked(node: Node<Value>, f: &mut dyn FnMut(&dyn Any)) {
    node.with(|value| f(value.as_ref()));
}

/// Does nothing where the owner is gone.
fn untracked(node: Node<Value>, f: &mut dyn FnMut(&dyn Any)) {
    node.try_with_untracked(|value| f(value.as_ref()));
}

/// Does nothing where the owner is gone.
fn change(node: Node<Value>, f: &mut dyn FnMut(&mut dyn Any)) {
    node.try_update(|value| f(value.as_mut()));
}

fn replace(node: Node<Value>, with: Value) {
    node.try_update(|value| *value = with);
}

/// Calls `f` with the value that `read` hands out, if it does.
fn reading<T: 'static, U>(read: impl FnOnce(&mut dyn FnMut(&dyn Any)), f: impl FnOnce(&T) -> U) -> Option<U> {
    let (mut f, mut result) = (Some(f), None);
    read(&mut |value| result = f.take().map(|f| f(of_its_type(value.downcast_ref()))));
    result
}

/// Ends a read of what is gone, as Leptos does: a mistake in the app's own code.
fn here<T>(value: Option<T>) -> T {
    value.unwrap_or_else(|| unreachable!("a signal was read after its owner was gone"))
}

impl<T: 'static> RwSignal<T> {
    /// What `f` makes of the value; tracked.
    pub fn with<U>(self, f: impl FnOnce(&T) -> U) -> U {
        here(reading(|each| tracked(self.node, each), f))
    }

    /// What `f` makes of the value; not tracked.
    pub fn with_untracked<U>(self, f: impl FnOnce(&T) -> U) -> U {
        here(self.try_with_untracked(f))
    }

    /// The same, or nothing where the signal's owner is gone.
    pub fn try_with_untracked<U>(self, f: impl FnOnce(&T) -> U) -> Option<U> {
        reading(|each| untracked(self.node, each), f)
    }

    /// Follows the value without reading it.
    pub fn track(self) {
        self.node.track();
    }

    /// For those who only read.
    pub fn read_only(self) -> ReadSignal<T> {
        ReadSignal(self)
    }
}

impl<T: Send + Sync + 'static> RwSignal<T> {
    /// Starts with `value`.
    pub fn new(value: T) -> Self {
        let value: Value = Box::new(value);
        Self { node: Node::new(value), holds: PhantomData }
    }

    /// Another value; all who read are told. Nothing happens where the owner is gone.
    pub fn set(self, value: T) {
        replace(self.node, Box::new(value));
    }

    /// Changes the value; all who read are told. Nothing happens where the owner is gone.
    pub fn update(self, f: impl FnOnce(&mut T)) {
        let mut f = Some(f);
        change(self.node, &mut |value| {
            if let Some(f) = f.take() {
                f(of_its_type(value.downcast_mut()));
            }
        });
    }
}

impl<T: Default + Send + Sync + 'static> Default for RwSignal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

/// The reading half of an [`RwSignal`].
pub struct ReadSignal<T>(RwSignal<T>);

handle!(ReadSignal);

impl<T: 'static> ReadSignal<T> {
    /// What `f` makes of the value; tracked.
    pub fn with<U>(self, f: impl FnOnce(&T) -> U) -> U {
        self.0.with(f)
    }

    /// What `f` makes of the value; not tracked.
    pub fn with_untracked<U>(self, f: impl FnOnce(&T) -> U) -> U {
        self.0.with_untracked(f)
    }

    /// The same, or nothing where the signal's owner is gone.
    pub fn try_with_untracked<U>(self, f: impl FnOnce(&T) -> U) -> Option<U> {
        self.0.try_with_untracked(f)
    }

    /// Follows the value without reading it.
    pub fn track(self) {
        self.0.track();
    }
}

#[cfg(test)]
mod tests {
    use super::RwSignal;
    use leptos::prelude::Owner;

    #[test]
    fn it_holds_what_was_put_in_last() {
        let owner = Owner::new();
        owner.set();
        let words = RwSignal::new(vec!["one"]);
        words.update(|words| words.push("two"));
        assert_eq!(words.get(), ["one", "two"]);
        words.set(Vec::new());
        assert!(words.read_only().with(Vec::is_empty));
    }

    #[test]
    fn what_is_gone_is_nothing_and_takes_nothing() {
        let owner = Owner::new();
        let signal = owner.with(|| RwSignal::new(1));
        assert_eq!(signal.try_get_untracked(), Some(1));
        owner.cleanup();
        signal.set(2);
        assert_eq!(signal.try_get_untracked(), None);
    }
}
