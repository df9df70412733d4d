//! What the host page hears. Personal data never travels in an event.

use super::object::object;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, HtmlElement};

/// Dispatches a bubbling, composed event on the element; `false` if it was cancelable and the page cancelled it.
pub fn dispatch(host: &HtmlElement, name: &str, cancelable: bool, detail: &[(&str, JsValue)]) -> bool {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_cancelable(cancelable);
    init.set_detail(&object(detail));
    CustomEvent::new_with_event_init_dict(name, &init)
        .and_then(|event| host.dispatch_event(&event))
        .unwrap_or(true)
}

/// Tells the developer of the page what went wrong; the visitor reads a short line in the widget instead.
pub fn log_error(message: &str) {
    web_sys::console::error_1(&JsValue::from_str(message));
}

/// Tells the developer of the page what looks like a mistake.
pub fn log_warning(message: &str) {
    web_sys::console::warn_1(&JsValue::from_str(message));
}
