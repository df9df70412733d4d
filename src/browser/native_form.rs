//! A form of the browser's own: it may be posted where a script may not send, and nobody but the visitor sees the answer.

use crate::element::html;
use std::borrow::Cow;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, ShadowRoot};

/// Posts fields in a new window. To be called when the visitor presses a button, or the browser takes it for an advertisement.
pub fn post_in_new_window(root: &ShadowRoot, url: &str, content_type: &str, fields: &[(&str, Cow<'_, str>)]) {
    let input = |(name, value): &(&str, Cow<'_, str>)| {
        html("input").attr("type", "hidden").attr("name", name).attr("value", value)
    };
    let button = html("button").attr("type", "submit");
    let form = html("form")
        .attr("method", "post")
        .attr("action", url)
        .attr("target", "_blank")
        .attr("enctype", content_type)
        .attr("accept-charset", "utf-8")
        .attr("hidden", "")
        .children(fields.iter().map(input))
        .child(button.clone());
    // Only what is part of a page can be sent. The button and not `submit()`, which a field of that name would hide.
    if root.append_child(form.node()).is_ok() {
        button.node().unchecked_ref::<HtmlElement>().click();
        form.node().remove();
    }
}
