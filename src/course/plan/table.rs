//! The course in figures.

use crate::{
    course::Shown,
    element::{Element, html},
};

/// The part.
pub fn view(shown: &Shown) -> Element {
    html("p").text(&shown.name())
}
