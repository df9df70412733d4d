//! The draft on the visitor's device: kept for seven days, only if the visitor says so.

use super::{draft_slot::kept_key, session::Session};
use crate::{
    browser::{clock, device_storage},
    button::secondary,
    element::{Element, html},
};
use leptos::prelude::event_target_checked;

const SEVEN_DAYS_MS: f64 = 7.0 * 24.0 * 3600.0 * 1000.0;

/// Where the moment stands after which a slot's draft is forgotten.
fn until_key(draft_slot: &str) -> String {
    ["saddle:kept-until:", draft_slot].concat()
}

/// The draft that was kept in a slot. One whose time is over is forgotten.
pub fn read(draft_slot: &str) -> Option<String> {
    let until_ms = device_storage::read(&until_key(draft_slot)).and_then(|text| text.parse::<u64>().ok());
    if until_ms.is_some_and(|until_ms| clock::browser_now_ms() < until_ms as f64) {
        return device_storage::read(&kept_key(draft_slot));
    }
    forget(draft_slot);
    None
}

/// Keeps a draft for seven days from now.
pub fn write(draft_slot: &str, draft: &str) {
    let until_ms = (clock::browser_now_ms() + SEVEN_DAYS_MS) as u64;
    device_storage::write(&until_key(draft_slot), &until_ms.to_string());
    device_storage::write(&kept_key(draft_slot), draft);
}

/// Leaves nothing of it on the device.
pub fn forget(draft_slot: &str) {
    device_storage::clear(&kept_key(draft_slot));
    device_storage::clear(&until_key(draft_slot));
}

/// The box that has the draft kept, where the browser lets a page keep anything.
pub fn choice(session: Session) -> Option<Element> {
    let words = session.words();
    let input = html("input")
        .attr("type", "checkbox")
        .attr("id", "keep-draft")
        .attr("aria-describedby", "keep-draft-hint")
        .property_with("checked", move || session.is_draft_kept.get())
        .on("change", move |event| {
            session.is_draft_kept.set(event_target_checked(&event));
            session.keep_draft();
        });
    let label = html("label").class("choice").child(input).child(html("span").text(words.keep_draft));
    let hint = html("p").class("hint").attr("id", "keep-draft-hint").text(words.keep_draft_hint);
    device_storage::is_there().then(|| html("div").class("field tick keep").child(label).child(hint))
}

/// Says that what stands in the form was kept on the device, and lets whoever else sits there be rid of it.
pub fn notice(session: Session) -> Element {
    html("div").region(move || {
        let words = session.words();
        let not_mine = || {
            secondary(words.not_my_draft, "not-my-draft", move || {
                session.race.choose_first_distance();
                session.start_over();
            })
        };
        let notice = || {
            html("div")
                .class("found")
                .child(html("p").attr("role", "status").text(words.draft_found))
                .child(not_mine())
        };
        session.was_draft_found.get().then(notice).into_iter().collect()
    })
}
