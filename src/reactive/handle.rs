//! What every handle of a value has: it is copied freely, and gives copies of its value.

/// For a type that has `with`, `with_untracked` and `try_with_untracked`.
macro_rules! handle {
    ($name:ident) => {
        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<T> Copy for $name<T> {}

        impl<T> std::fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(stringify!($name))
            }
        }

        impl<T: Clone + 'static> $name<T> {
            /// A copy of the value; tracked.
            pub fn get(self) -> T {
                self.with(T::clone)
            }

            /// A copy of the value; not tracked.
            pub fn get_untracked(self) -> T {
                self.with_untracked(T::clone)
            }

            /// The same, or nothing where the value's owner is gone.
            pub fn try_get_untracked(self) -> Option<T> {
                self.try_with_untracked(T::clone)
            }
        }

        impl<T: Clone + Send + Sync + 'static> From<$name<T>> for leptos::prelude::Signal<T> {
            fn from(handle: $name<T>) -> Self {
                Self::derive(move || handle.get())
            }
        }
    };
}

pub(super) use handle;
