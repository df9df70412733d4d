//! The profile as sound: the pitch follows the height while the cursor runs along the course.

use super::zoom;
use crate::{browser::clock, browser::sound::Tone, course::Shown};
use leptos::task::spawn_local;
use saddle_course::pitch_hz;

/// How long a whole course sounds, in seconds.
const SECONDS: f64 = 8.0;

/// Starts, or stops. Only the visitor's press starts it.
pub fn toggle(shown: &Shown) {
    let race = shown.race;
    if race.is_sounding.get_untracked() {
        race.is_sounding.set(false);
        return;
    }
    let Some(tone) = Tone::start() else { return };
    race.is_sounding.set(true);
    let shown = shown.clone();
    spawn_local(async move {
        // Not one of which there is only the beginning yet.
        let marked = race.selection.get_untracked().filter(|(from_m, to_m)| from_m < to_m);
        let (from_m, to_m) = marked.unwrap_or_else(|| zoom::window(&shown).distance_m());
        let to_m = to_m.min(shown.length_m());
        let heights_m = race.shared_elevations_m().unwrap_or_default();
        let began_ms = clock::browser_now_ms();
        // Another distance is another sound; and the widget may be gone.
        let distance = race.distance.get_untracked();
        while race.is_sounding.is_alive()
            && race.is_sounding.get_untracked()
            && race.distance.get_untracked() == distance
        {
            let share = (clock::browser_now_ms() - began_ms) / 1000.0 / SECONDS;
            if share >= 1.0 {
                break;
            }
            let at_m = from_m + share * (to_m - from_m);
            tone.set_pitch_hz(pitch_hz(shown.course.at(at_m).elevation_m, heights_m));
            race.point_at(at_m);
            clock::next_frame().await;
        }
        race.is_sounding.set(false);
    });
}
