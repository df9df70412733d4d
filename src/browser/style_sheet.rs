//! Style sheets made by script, which need no permission for inline styles.

use super::by_name::{call, construct, get, list, set};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use web_sys::ShadowRoot;

/// Fields and choices.
pub const CONTROLS: &str = include_str!("../../style/controls.css");

thread_local! {
    /// Those of this page by their text: a sheet may be adopted by any number of roots.
    static MADE: RefCell<Vec<(&'static str, JsValue)>> = const { RefCell::new(Vec::new()) };
}

/// Adds a style to what a shadow root has; once, however often it is called.
pub fn adopt(root: &ShadowRoot, style: &'static str) {
    let Some(sheet) = made(style) else { return };
    let adopted = get(root, "adoptedStyleSheets");
    let is_there =
        call(&adopted, "includes", std::slice::from_ref(&sheet)).is_some_and(|found| found.is_truthy());
    if !is_there && let Some(all) = call(&adopted, "concat", &[list(&[sheet]).into()]) {
        set(root, "adoptedStyleSheets", &all);
    }
}

fn made(style: &'static str) -> Option<JsValue> {
    let known =
        MADE.with_borrow(|made| made.iter().find(|(text, _)| *text == style).map(|(_, sheet)| sheet.clone()));
    if known.is_some() {
        return known;
    }
    let sheet = new(&js_sys::global(), style)?;
    MADE.with_borrow_mut(|made| made.push((style, sheet.clone())));
    Some(sheet)
}

/// A sheet for the document of a window.
pub fn new(window: &JsValue, style: &str) -> Option<JsValue> {
    let sheet = construct(window, "CSSStyleSheet", &[])?;
    call(&sheet, "replaceSync", &[style.into()])?;
    Some(sheet)
}

/// The text of all that a shadow root has adopted.
pub fn text(root: &ShadowRoot) -> String {
    let mut text = String::new();
    for sheet in js_sys::Array::from(&get(root, "adoptedStyleSheets")).iter() {
        for rule in js_sys::Array::from(&get(&sheet, "cssRules")).iter() {
            text.push_str(&get(&rule, "cssText").as_string().unwrap_or_default());
            text.push('\n');
        }
    }
    text
}
