//! A value computed from others, and told to those who read it only when it differs.

use super::{handle::handle, of_its_type};
use leptos::prelude::{Get, GetUntracked, Memo as Node, Track};
use std::{any::Any, marker::PhantomData, ops::Deref, sync::Arc};

/// What a memo holds: anything that can be compared with another of its own type.
trait Comparable: Any + Send + Sync {
    fn same(&self, other: &dyn Any) -> bool;
}

impl<T: PartialEq + Send + Sync + 'static> Comparable for T {
    fn same(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }
}

#[derive(Clone)]
struct Value(Arc<dyn Comparable>);

impl Value {
    fn get<T: 'static>(&self) -> &T {
        let value: &dyn Any = self.0.as_ref();
        of_its_type(value.downcast_ref())
    }
}

impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        self.0.same(other.0.as_ref())
    }
}

/// A value computed from others: [`leptos::prelude::Memo`], compiled once.
pub struct Memo<T> {
    node: Node<Value>,
    holds: PhantomData<fn() -> T>,
}

handle!(Memo);

type Compute = Box<dyn Fn(Option<&Value>) -> Value + Send + Sync>;

fn node(compute: Compute) -> Node<Value> {
    Node::new(compute)
}

fn tracked(node: Node<Value>) -> Value {
    node.get()
}

fn untracked(node: Node<Value>) -> Option<Value> {
    node.try_get_untracked()
}

impl<T: PartialEq + Send + Sync + 'static> Memo<T> {
    /// Runs `compute` when somebody reads it and something that `compute` read has changed. It gets the value of the time before.
    pub fn new(compute: impl Fn(Option<&T>) -> T + Send + Sync + 'static) -> Self {
        let compute = move |before: Option<&Value>| Value(Arc::new(compute(before.map(Value::get))));
        Self { node: node(Box::new(compute)), holds: PhantomData }
    }
}

impl<T: 'static> Memo<T> {
    /// The value, as long as the guard is kept; tracked.
    pub fn read(self) -> Guard<T> {
        Guard { value: tracked(self.node), holds: PhantomData }
    }

    /// What `f` makes of the value; tracked.
    pub fn with<U>(self, f: impl FnOnce(&T) -> U) -> U {
        f(&self.read())
    }

    /// What `f` makes of the value; not tracked.
    pub fn with_untracked<U>(self, f: impl FnOnce(&T) -> U) -> U {
        f(self.node.get_untracked().get())
    }

    /// The same, or nothing where the memo's owner is gone.
    pub fn try_with_untracked<U>(self, f: impl FnOnce(&T) -> U) -> Option<U> {
        untracked(self.node).map(|value| f(value.get()))
    }

    /// Follows the value without reading it.
    pub fn track(self) {
        self.node.track();
    }
}

/// A value that is being read.
pub struct Guard<T> {
    value: Value,
    holds: PhantomData<T>,
}

impl<T: 'static> Deref for Guard<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.value.get()
    }
}

#[cfg(test)]
mod tests {
    use super::Memo;
    use crate::reactive::RwSignal;
    use leptos::prelude::Owner;
    use std::sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    };

    #[test]
    fn only_what_differs_is_told() {
        let owner = Owner::new();
        owner.set();
        let runs = Arc::new(AtomicU32::new(0));
        let number = RwSignal::new(1);
        let odd = Memo::new(move |_| number.get() % 2 == 1);
        let below = Memo::new({
            let runs = Arc::clone(&runs);
            move |_| {
                runs.fetch_add(1, Ordering::Relaxed);
                odd.get()
            }
        });
        assert!(below.get());
        number.set(3);
        assert!(below.get());
        assert_eq!(runs.load(Ordering::Relaxed), 1);
        number.set(4);
        assert!(!below.get());
        assert_eq!(runs.load(Ordering::Relaxed), 2);
    }

    #[test]
    fn the_value_of_the_time_before_is_at_hand() {
        let owner = Owner::new();
        owner.set();
        let number = RwSignal::new(1);
        let sum = Memo::new(move |before: Option<&i32>| before.copied().unwrap_or_default() + number.get());
        assert_eq!(sum.get(), 1);
        number.set(5);
        assert_eq!((sum.get(), *sum.read()), (6, 6));
    }

    #[test]
    fn what_is_gone_is_nothing() {
        let owner = Owner::new();
        let memo = owner.with(|| Memo::new(|_| 1));
        assert_eq!(owner.with(|| memo.try_get_untracked()), Some(1));
        owner.cleanup();
        assert_eq!(memo.try_get_untracked(), None);
    }
}
