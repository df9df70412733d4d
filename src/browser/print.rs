//! Prints something by itself: in a frame that the visitor does not see.
//!
//! The frame's document is the empty one that every frame begins with, filled by DOM calls and styled by a sheet that
//! script makes, so that a strict page has nothing against it.

use super::by_name::{call, get, set};
use super::style_sheet;
use js_sys::Promise;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, HtmlElement};

/// The frame is as large as a sheet of A4 (96 pixels an inch), so that what is measured in it fits the paper.
const PLACE: [(&str, &str); 5] =
    [("position", "fixed"), ("left", "-9999px"), ("width", "794px"), ("height", "1123px"), ("border", "0")];

/// What is printed.
pub struct Sheet {
    /// The name of the document.
    pub title: String,
    /// The language of its words.
    pub language: &'static str,
    /// How it looks.
    pub style: String,
    /// All that is on it.
    pub content: Element,
}

/// Opens the browser's dialogue for printing; nothing happens where the page may not print.
pub fn print(sheet: Sheet) {
    spawn_local(async move {
        let page = web_sys::window().and_then(|window| window.document());
        let Some(frame) = page.as_ref().and_then(|page| page.create_element("iframe").ok()) else { return };
        let _ = try_print(&frame, sheet).await;
        frame.remove();
    });
}

async fn try_print(frame: &Element, sheet: Sheet) -> Option<()> {
    // Its content has a place of its own in the page already: nobody shall meet it twice.
    let _ = frame.set_attribute("aria-hidden", "true");
    let _ = frame.set_attribute("tabindex", "-1");
    let style = frame.unchecked_ref::<HtmlElement>().style();
    for (name, value) in PLACE {
        let _ = style.set_property(name, value);
    }
    // Some browsers replace the empty document until then.
    let loaded = once(frame, "onload");
    web_sys::window()?.document()?.body()?.append_child(frame).ok()?;
    let _ = JsFuture::from(loaded).await;

    let window = get(frame, "contentWindow");
    let document = get(frame, "contentDocument");
    set(&document, "title", &sheet.title.into());
    set(&get(&document, "documentElement"), "lang", &sheet.language.into());
    let made = style_sheet::new(&window, &sheet.style)?;
    set(&document, "adoptedStyleSheets", &js_sys::Array::of1(&made));
    call(&get(&document, "body"), "append", &[sheet.content.into()])?;
    let printed = once(&window, "onafterprint");
    call(&window, "focus", &[]);
    call(&window, "print", &[])?;
    let _ = JsFuture::from(printed).await;
    Some(())
}

/// Resolves when an event comes for the first time.
fn once(target: &JsValue, handler: &str) -> Promise {
    Promise::new(&mut |resolve, _| set(target, handler, &resolve))
}
