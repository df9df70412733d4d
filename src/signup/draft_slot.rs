//! Where each of a page's forms for one event keeps its draft.

use crate::{
    browser::{device_storage, draft_storage},
    race::Race,
};
use leptos::prelude::StoredValue;
use std::cell::RefCell;

thread_local! {
    /// The slots of the forms on this page.
    static TAKEN: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Gives a slot back when its form is gone.
struct Taken(String);

impl Drop for Taken {
    fn drop(&mut self) {
        TAKEN.with_borrow_mut(|taken| taken.retain(|slot| *slot != self.0));
    }
}

/// The slot of a form, until the current reactive owner is disposed of: the event's id for the first form on the page,
/// with `:2` for the second, and so on.
///
/// The order is that of the elements, not that of their coming: each form must find its own draft after a reload.
/// An element without a form takes no slot; it reads that of the form below it.
pub fn take(race: Race) -> String {
    let event_id = &race.event().id;
    let mut number = race.forms_before() + 1;
    let mut slot = named(event_id, number);
    if race.has_form.get_untracked() {
        while TAKEN.with_borrow(|taken| taken.contains(&slot)) {
            number += 1;
            slot = named(event_id, number);
        }
        TAKEN.with_borrow_mut(|taken| taken.push(slot.clone()));
        StoredValue::new_local(Taken(slot.clone()));
    }
    slot
}

fn named(event_id: &str, number: usize) -> String {
    if number == 1 { event_id.to_owned() } else { [event_id, ":", &number.to_string()].concat() }
}

/// Whether a draft of this event waits in this tab or on this device, in the first slot.
pub fn is_kept(race: Race) -> bool {
    let event_id = &race.event().id;
    draft_storage::read(&draft_key(event_id)).is_some() || device_storage::read(&kept_key(event_id)).is_some()
}

/// Where a slot's draft is kept on the device.
pub fn kept_key(draft_slot: &str) -> String {
    ["saddle:kept:", draft_slot].concat()
}

/// Where a slot's draft is kept.
pub fn draft_key(draft_slot: &str) -> String {
    ["saddle:draft:", draft_slot].concat()
}

/// Where the moment is kept at which a slot's draft was begun.
pub fn began_key(draft_slot: &str) -> String {
    ["saddle:began:", draft_slot].concat()
}
