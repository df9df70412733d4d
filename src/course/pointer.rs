//! Where on an element a pointer is.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, MouseEvent};

/// How far right a pointer is in the window, in CSS pixels.
pub fn across(event: &Event) -> f64 {
    // Every pointer event is a mouse event; to ask the browser takes longer than the answer.
    f64::from(event.unchecked_ref::<MouseEvent>().client_x())
}

/// How far right the element that listens begins in the window, in CSS pixels.
pub fn left_edge(event: &Event) -> Option<f64> {
    Some(event.current_target()?.dyn_into::<Element>().ok()?.get_bounding_client_rect().left())
}

/// The pointer's place in CSS pixels from the upper left corner of the element that listens.
pub fn place(event: &Event) -> Option<(f64, f64)> {
    let target = event.current_target()?.dyn_into::<Element>().ok()?;
    // Every pointer event is a mouse event.
    let pointer = event.dyn_ref::<MouseEvent>()?;
    let corner = target.get_bounding_client_rect();
    Some((f64::from(pointer.client_x()) - corner.left(), f64::from(pointer.client_y()) - corner.top()))
}
