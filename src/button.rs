//! Buttons: each has a name for style sheets and tests, and does one thing when it is pressed.

use crate::element::{Element, html};

/// A button of a class; `action` is its name.
pub fn button(class: &str, text: &str, action: &str, press: impl Fn() + 'static) -> Element {
    html("button")
        .attr("type", "button")
        .class(class)
        .attr("data-action", action)
        .text(text)
        .on("click", move |_| press())
}

/// A button beside the one that matters most.
pub fn secondary(text: &str, action: &str, press: impl Fn() + 'static) -> Element {
    button("secondary", text, action, press)
}
