//! The width of an element as it changes.

use crate::live::Live;
use leptos::prelude::StoredValue;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, ResizeObserver, ResizeObserverEntry};

/// An observer with what it calls.
struct Watch {
    observer: ResizeObserver,
    _on_resize: Closure<dyn FnMut(js_sys::Array)>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Follows the content width (CSS pixels) of an element until the current reactive owner is disposed of.
pub fn follow_width(element: &Element, width: Live<f64>) {
    let on_resize = Closure::<dyn FnMut(js_sys::Array)>::new(move |entries: js_sys::Array| {
        if let Some(entry) = entries.get(0).dyn_ref::<ResizeObserverEntry>() {
            // Whole pixels: a fraction would redraw for nothing. A hidden element (0) keeps its last drawing.
            let measured = entry.content_rect().width().floor();
            if measured > 0.0 && width.get_untracked() != measured {
                width.set(measured);
            }
        }
    });
    if let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
        observer.observe(element);
        // Its end comes with the owner's.
        StoredValue::new_local(Watch { observer, _on_resize: on_resize });
    }
}
