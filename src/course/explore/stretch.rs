//! A marked stretch of the course: its figures, and what can be done with it.

use super::{Action, zoom};
use crate::{
    browser::focus,
    course::{Shown, measure, place, profile::Profile},
    element::{Element, html},
    live::Live,
    race::Race,
    text::fill,
};

/// Shows a stretch with some air around it, marks it and points at its beginning.
pub fn show(shown: &Shown, from_m: f64, to_m: f64) {
    zoom::set(shown, zoom::window(shown).around(from_m, to_m));
    mark(shown, from_m, to_m);
    shown.race.point_at(from_m);
}

/// Marks what lies between two places, in either order.
pub fn mark(shown: &Shown, one_m: f64, other_m: f64) {
    let on_course = |distance_m: f64| distance_m.max(0.0).min(shown.length_m());
    let (one_m, other_m) = (on_course(one_m), on_course(other_m));
    shown.race.selection.set_if_new(Some((one_m.min(other_m), one_m.max(other_m))));
}

/// Begins to mark, or gives it up: of a stretch without an end nothing stays.
pub fn set_marking(shown: &Shown, is_marking: bool) {
    let race = shown.race;
    if race.selection.get_untracked().is_some_and(has_no_end) {
        race.selection.set(None);
    }
    race.is_marking.set_if_new(is_marking);
}

/// Takes an end of the stretch that is being marked: the first, or if that is there, the other.
pub fn choose_end(shown: &Shown, at_m: f64) {
    let race = shown.race;
    match race.selection.get_untracked().filter(|marked| has_no_end(*marked)) {
        // The second click of a double click.
        Some((began_m, _)) if began_m == at_m => {}
        Some((began_m, _)) => {
            race.is_marking.set(false);
            mark(shown, began_m, at_m);
        }
        None => mark(shown, at_m, at_m),
    }
}

/// Whether only the beginning of a stretch is there yet.
fn has_no_end((from_m, to_m): (f64, f64)) -> bool {
    from_m == to_m
}

/// The figures of the marked stretch, with buttons; nothing while nothing is marked.
pub fn view(profile: &Profile) -> Vec<Element> {
    let shown = profile.shown.clone();
    let race = shown.race;
    let spoken = shown.clone();
    let status =
        html("p").class("stretch-figures").attr("role", "status").text_with(move || sentence(&spoken));
    let is_marked = Live::derived(move || race.selection.get().is_some_and(|marked| !has_no_end(marked)));
    let buttons = html("p").class("stretch-buttons").region(move || {
        if !is_marked.get() {
            return Vec::new();
        }
        let words = race.words();
        let zoomed = shown.clone();
        let to_it = button(words.zoom_to_stretch).on("click", move |_| {
            if let Some((from_m, to_m)) = race.selection.get_untracked() {
                zoom::set(&zoomed, zoom::window(&zoomed).between(from_m, to_m));
            }
        });
        let clear = move |_| {
            // This button goes with what it clears.
            focus_mark_button(race);
            race.selection.set(None);
        };
        vec![to_it, button(words.clear_stretch).on("click", clear)]
    });
    vec![html("div").class("stretch").child(status).child(buttons)]
}

fn focus_mark_button(race: Race) {
    let selector = ["[data-action=", Action::Mark.as_str(), "]"].concat();
    let button = race.shadow_root().and_then(|root| root.query_selector(&selector).ok().flatten());
    if let Some(button) = button {
        focus::focus(&button);
    }
}

fn button(text: &str) -> Element {
    html("button").attr("type", "button").class("tool").text(text)
}

fn sentence(shown: &Shown) -> String {
    let race = shown.race;
    race.units.track();
    let words = race.words();
    let is_marking = race.is_marking.get();
    let (from_m, to_m) = match race.selection.get() {
        Some(marked) if is_marking && has_no_end(marked) => {
            return fill(words.stretch_begins, &[("from", &measure::distance(race, marked.0))]);
        }
        _ if is_marking => return words.mark_how.to_owned(),
        Some(marked) => marked,
        None => return String::new(),
    };
    let stretch = shown.course.between(from_m, to_m);
    fill(
        words.stretch,
        &[
            ("from", &measure::distance(race, from_m)),
            ("to", &measure::distance(race, to_m)),
            ("length", &measure::distance(race, stretch.distance_m)),
            ("gain", &measure::height(race, stretch.gain_m)),
            ("loss", &measure::height(race, stretch.loss_m)),
            ("grade", &place::grade(race, stretch.mean_grade)),
        ],
    )
}
