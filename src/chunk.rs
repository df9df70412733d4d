//! Parts of the widget that are fetched when they are first wanted.
//!
//! A chunk is a second WebAssembly file that shares the widget's memory, so that what it does reads and writes the same
//! state. A function marked `#[wasm_split]` is where it begins; `cargo xtask finish` moves to its file whatever is only
//! reached through that function. What such a function gives is a set of functions, and this module keeps it.

use crate::{
    browser::focus,
    button::secondary,
    element::{Element, html},
    live::Live,
};
use leptos::task::spawn_local;
use std::{future::Future, pin::Pin};

/// Fetches a chunk and gives its functions; nothing if it could not be fetched.
pub type Fetch<T> = fn() -> Pin<Box<dyn Future<Output = Option<T>>>>;

/// The functions of a chunk, once they are here. A copy is a handle to the same.
pub struct Chunk<T> {
    functions: Live<Option<T>>,
    fetch: Fetch<T>,
}

impl<T> Clone for Chunk<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Chunk<T> {}

impl<T: Copy + 'static> Chunk<T> {
    /// A chunk that nobody has wanted yet.
    pub fn new(fetch: Fetch<T>) -> Self {
        Self { functions: Live::new(None), fetch }
    }

    /// Its functions if they are here, followed.
    pub fn get(self) -> Option<T> {
        self.functions.get()
    }

    /// Its functions if they are here, not followed.
    pub fn get_untracked(self) -> Option<T> {
        self.functions.get_untracked()
    }

    /// Has them fetched, so that they are here when they are needed. Should that fail, the next call tries again.
    pub fn want(self) {
        if self.get_untracked().is_none() {
            self.then(|_| {});
        }
    }

    /// Has its functions fetched, and notes whether that has failed.
    pub fn fetch(self, has_failed: Live<bool>) {
        has_failed.set_if_new(false);
        spawn_local(async move {
            if self.fetched().await.is_none() {
                has_failed.set(true);
            }
        });
    }

    /// Calls `use_it` with its functions, at once or when they have been fetched.
    pub fn then(self, use_it: impl FnOnce(T) + 'static) {
        spawn_local(async move {
            if let Some(functions) = self.fetched().await {
                use_it(functions);
            }
        });
    }

    /// Its functions, fetched if need be; nothing if they cannot be fetched.
    pub async fn fetched(self) -> Option<T> {
        let here = self.get_untracked();
        if here.is_some() {
            return here;
        }
        let functions = (self.fetch)().await;
        if functions.is_some() && self.get_untracked().is_none() {
            self.functions.set(functions);
        }
        functions
    }
}

/// What stands in the place of a part that could not be fetched: a line, and a button that fetches it again.
pub fn failure(text: &str, again_text: &str, again: impl Fn() + 'static) -> Element {
    let failure = html("div").child(html("p").class("trouble").attr("role", "status").text(text));
    let node = failure.node().clone();
    failure.child(secondary(again_text, "fetch-again", move || {
        // The button goes when it is pressed: the focus waits in the place that the part is to fill.
        if let Some(place) = node.parent_element() {
            let _ = place.set_attribute("tabindex", "-1");
            focus::focus(&place);
        }
        again();
    }))
}

/// Declares the function that gives a chunk's functions, and a [`Fetch`] of it.
///
/// Tests run unsplit: there the chunk is at hand.
macro_rules! chunk {
    ($(#[$doc:meta])* $visibility:vis fn $fetch:ident() -> $functions:ty = $name:ident $body:block) => {
        $(#[$doc])*
        $visibility fn $fetch() -> std::pin::Pin<Box<dyn Future<Output = Option<$functions>>>> {
            #[cfg(not(test))]
            #[wasm_split_helpers::wasm_split($name, fallible)]
            fn at_hand() -> Result<$functions, wasm_split_helpers::SplitLoaderError> {
                Ok($body)
            }
            #[cfg(test)]
            async fn at_hand() -> Result<$functions, ()> {
                Ok($body)
            }
            Box::pin(async { at_hand().await.ok() })
        }
    };
}
pub(crate) use chunk;
