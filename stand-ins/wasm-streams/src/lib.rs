//! Stands in for the crate `wasm-streams`, of which the widget has no use.
//!
//! Leptos always brings its server functions, and those bring `wasm-streams` for bodies that are streamed. The widget has
//! no server functions, and nothing in it calls this. But `wasm-streams` exports three classes to JavaScript, and what is
//! exported stays in a module whether anybody calls it or not: 10 kB of WebAssembly and a part of the glue. Here is what
//! `server_fn` needs to compile, without the classes; its streams are empty. `[patch.crates-io]` in the project's
//! `Cargo.toml` puts it in the place of the other.

use futures_core::Stream;
use std::{
    pin::Pin,
    task::{Context, Poll},
};
use wasm_bindgen::JsValue;

/// A stream of the browser.
#[derive(Debug)]
pub struct ReadableStream(web_sys::ReadableStream);

impl ReadableStream {
    /// An empty stream, whatever is given.
    ///
    /// # Errors
    /// Throws where the browser has no streams.
    #[must_use]
    pub fn from_stream<S>(_stream: S) -> Self
    where
        S: Stream<Item = Result<JsValue, JsValue>> + 'static,
    {
        Self(web_sys::ReadableStream::new().unwrap_or_else(|error| wasm_bindgen::throw_val(error)))
    }

    /// A stream that the browser has made.
    #[must_use]
    pub fn from_raw(stream: web_sys::ReadableStream) -> Self {
        Self(stream)
    }

    /// The browser's stream.
    #[must_use]
    pub fn into_raw(self) -> web_sys::ReadableStream {
        self.0
    }

    /// A stream that ends at once.
    #[must_use]
    pub fn into_stream(self) -> Ended {
        Ended
    }
}

/// A stream that has ended.
#[derive(Debug)]
pub struct Ended;

impl Stream for Ended {
    type Item = Result<JsValue, JsValue>;

    fn poll_next(self: Pin<&mut Self>, _context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(None)
    }
}
