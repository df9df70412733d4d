//! Moves the keyboard focus.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Focuses an element; the browser scrolls as far as it must.
pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        // An element that cannot take focus stays as it is.
        let _ = element.focus();
    }
}

/// Focuses the element with this id in the shadow root of `host`, once the changes of this moment are drawn.
pub fn focus_when_drawn(host: &HtmlElement, id: String) {
    let host = host.clone();
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        let found = host.shadow_root().and_then(|root| root.get_element_by_id(&id));
        if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            // An element that cannot take focus stays as it is.
            let _ = element.focus();
            // With its label and what is wrong with it, which stand above it.
            let whole = element.closest(".field").ok().flatten();
            whole.as_ref().unwrap_or(&element).scroll_into_view_with_bool(true);
        }
    });
}
