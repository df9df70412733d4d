//! Whether the visitor wants things to stand still.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// Whether the visitor has asked for less motion. By `Reflect`, which needs no more glue than there is.
pub fn is_reduced() -> bool {
    let matches = || {
        let window = js_sys::global();
        let match_media: Function = Reflect::get(&window, &"matchMedia".into()).ok()?.dyn_into().ok()?;
        let query =
            match_media.call1(&window, &JsValue::from_str("(prefers-reduced-motion: reduce)")).ok()?;
        Reflect::get(&query, &"matches".into()).ok()?.as_bool()
    };
    matches().unwrap_or(false)
}
