//! Whether the browser has a network, as far as it knows.

use super::{by_name::call, object::object};
use wasm_bindgen_futures::JsFuture;

/// Whether the browser is sure to be offline. That it is not says little: a network may lead nowhere.
pub fn is_offline() -> bool {
    web_sys::window().is_some_and(|window| !window.navigator().on_line())
}

/// Waits until the browser says that it is back.
pub async fn back_online() {
    let once = object(&[("once", true.into())]);
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            call(&window, "addEventListener", &["online".into(), resolve.into(), once.clone().into()]);
        }
    });
    let _ = JsFuture::from(promise).await;
}
