//! Which part of the course the profile shows.

use crate::course::Shown;
use saddle_course::drawing::Window;

/// How much closer one press of a button or a key looks.
pub const STEP: f64 = 2.0;

/// What is shown now.
pub fn window(shown: &Shown) -> Window {
    shown.race.window.get_untracked().unwrap_or_else(|| Window::whole(shown.span_m()))
}

/// Shows another part.
pub fn set(shown: &Shown, window: Window) {
    shown.race.window.set_if_new((!window.is_whole()).then_some(window));
}

/// Looks `factor` times closer about a place.
pub fn by(shown: &Shown, factor: f64, about_m: f64) {
    set(shown, window(shown).zoomed(factor, about_m));
}

/// What a button zooms about: the cursor if it is seen, else the middle of what is shown.
pub fn centre_m(shown: &Shown) -> f64 {
    let (from_m, to_m) = window(shown).distance_m();
    let cursor = shown.race.cursor.get_untracked().filter(|cursor_m| (from_m..=to_m).contains(cursor_m));
    cursor.unwrap_or((from_m + to_m) / 2.0)
}
