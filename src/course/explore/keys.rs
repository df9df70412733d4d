//! The keys of the profile beyond those of every slider: climbs by the page keys, zoom, marking with Shift or with Enter.

use super::{stretch, zoom};
use crate::course::profile::{KEY_STEP_M, Profile};
use saddle_course::drawing::{next_stop_m, previous_stop_m};
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent};

/// Takes a key; one that means nothing here is left to the browser.
pub fn press(profile: &Profile, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
    if key.ctrl_key() || key.meta_key() || key.alt_key() {
        return;
    }
    let shown = &profile.shown;
    let race = shown.race;
    let at_m = race.cursor.get_untracked().unwrap_or(0.0);
    match key.key().as_str() {
        "PageDown" => move_to(profile, next_stop_m(&shown.course, at_m), key.shift_key()),
        "PageUp" => move_to(profile, previous_stop_m(&shown.course, at_m), key.shift_key()),
        "ArrowRight" | "ArrowUp" if key.shift_key() => move_to(profile, at_m + KEY_STEP_M, true),
        "ArrowLeft" | "ArrowDown" if key.shift_key() => move_to(profile, at_m - KEY_STEP_M, true),
        "Home" if key.shift_key() => move_to(profile, 0.0, true),
        "End" if key.shift_key() => move_to(profile, shown.length_m(), true),
        "+" | "=" => zoom::by(shown, zoom::STEP, at_m),
        "-" => zoom::by(shown, 1.0 / zoom::STEP, at_m),
        "0" => race.window.set_if_new(None),
        "Enter" if race.is_marking.get_untracked() => stretch::choose_end(shown, at_m),
        "Escape" if race.is_marking.get_untracked() => stretch::set_marking(shown, false),
        "Escape" if race.selection.with_untracked(Option::is_some) => race.selection.set(None),
        "Escape" if race.window.with_untracked(Option::is_some) => race.window.set(None),
        _ => return,
    }
    event.prevent_default();
}

/// Moves the cursor; with Shift, what it passes is marked, from where the marking began.
fn move_to(profile: &Profile, to_m: f64, is_marking: bool) {
    let shown = &profile.shown;
    let race = shown.race;
    let at_m = race.cursor.get_untracked().unwrap_or(0.0);
    let to_m = to_m.max(0.0).min(shown.length_m());
    if is_marking {
        // The end of the marked stretch that the cursor is not at is where it began.
        let began_m = match race.selection.get_untracked() {
            Some((from_m, end_m)) if end_m == at_m => from_m,
            Some((from_m, end_m)) if from_m == at_m => end_m,
            _ => at_m,
        };
        stretch::mark(shown, began_m, to_m);
    }
    race.point_at(to_m);
}
