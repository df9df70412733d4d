//! Marks in a picture that are moved by numbers.
//!
//! What moves with the pointer costs every frame. As an attribute a place is a text, which is written here, handed over and
//! read by the browser; the browser's own object for it takes the numbers as they are.

use crate::element::{Element, set_style};
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{SvgGraphicsElement, SvgTransform};

/// An element of a picture that stands somewhere, or is not seen.
pub struct Marker {
    element: Element,
    /// Nothing in a browser that refuses it: then the mark stays where it is drawn.
    transform: Option<SvgTransform>,
    is_seen: Cell<bool>,
}

impl Marker {
    /// Takes an SVG element that is drawn about the origin; it is not seen until it has a place.
    pub fn new(element: Element) -> Self {
        let element = element.attr("transform", "translate(0)");
        let transform =
            element.node().unchecked_ref::<SvgGraphicsElement>().transform().base_val().get_item(0);
        set_style(element.node(), "display", "none");
        Self { element, transform: transform.ok(), is_seen: Cell::new(false) }
    }

    /// Moves it, or takes it out of sight.
    pub fn stand(&self, place: Option<(f64, f64)>) {
        if self.is_seen.replace(place.is_some()) != place.is_some() {
            set_style(self.element.node(), "display", if place.is_some() { "inline" } else { "none" });
        }
        if let (Some((x, y)), Some(transform)) = (place, &self.transform) {
            // It fails for a transform that may only be read.
            let _ = transform.set_translate(x as f32, y as f32);
        }
    }
}
