//! What few visitors open: each part under its heading, fetched when it is first opened.

use crate::{
    chunk,
    course::{Shown, plan::Part},
    element::{Element, html},
    live::Live,
};
use wasm_bindgen::{JsCast, JsValue};

/// The parts, closed but for those that the visitor has opened.
pub fn view(shown: &Shown) -> Element {
    html("div").class("more").children(Part::ALL.map(|part| disclosure(shown, part)))
}

fn disclosure(shown: &Shown, part: Part) -> Element {
    let (race, words) = (shown.race, shown.race.words());
    let bit = 1 << part as u8;
    let is_open = Live::new(race.opened_parts.get_untracked() & bit != 0);
    let has_failed = Live::new(false);
    let shown = shown.clone();
    let fetch = move || race.plan.fetch(has_failed);
    let content = html("div").class("disclosed").region(move || {
        if !is_open.get() {
            return Vec::new();
        }
        match race.plan.get() {
            Some(plan) => vec![(plan.part)(&shown, part)],
            None if has_failed.get() => vec![chunk::failure(words.chunk_failed, words.fetch_again, fetch)],
            None => Vec::new(),
        }
    });
    html("details")
        .attr("data-part", part.as_str())
        .attr("part", "disclosure")
        .on("toggle", move |event| {
            let details = event.current_target().unwrap_or_else(|| JsValue::UNDEFINED.unchecked_into());
            let opened = js_sys::Reflect::get(&details, &"open".into()).is_ok_and(|open| open.is_truthy());
            is_open.set_if_new(opened);
            race.opened_parts.update(|parts| if opened { *parts |= bit } else { *parts &= !bit });
            if opened {
                fetch();
            }
        })
        .property("open", is_open.get_untracked())
        .child(html("summary").text(part.title(words)))
        .child(content)
}
