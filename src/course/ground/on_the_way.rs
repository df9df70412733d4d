//! What is on the way: waypoints and climbs as a list of buttons that move the cursor.

use crate::{
    course::{Shown, measure},
    element::{Element, html},
    text::fill,
};
use saddle_course::Climb;
use saddle_event::{Texts, Waypoint};

/// The waypoints and the climbs, each in the order of the course.
pub fn view(shown: &Shown) -> Element {
    let words = shown.race.words();
    let waypoints = shown.distance.waypoints.iter().map(|waypoint| waypoint_item(shown, waypoint)).collect();
    let names = shown.distance.climb_names(shown.course.climbs());
    let climbs = shown.course.climbs().iter().zip(names).enumerate();
    let climbs = climbs.map(|(index, (climb, name))| climb_item(shown, index, climb, name)).collect();
    html("div")
        .class("on-the-way")
        .children(list(words.on_the_way, "stops waypoints", waypoints))
        .children(list(words.climbs, "stops climbs", climbs))
}

/// A list under its title; nothing if it is empty.
fn list(title: &str, classes: &str, items: Vec<Element>) -> Vec<Element> {
    if items.is_empty() {
        return items;
    }
    vec![html("h4").class("label").text(title), html("ol").class(classes).children(items)]
}

fn waypoint_item(shown: &Shown, waypoint: &Waypoint) -> Element {
    let (race, words) = (shown.race, shown.race.words());
    // "42 km" is said of a course of 41.9 km: its finish is the end of the track.
    let at_m = (waypoint.km * 1000.0).min(shown.course.figures().distance_m);
    let about = if waypoint.approximate { "≈ " } else { "" };
    let kind = words.waypoint_kind(waypoint.kind);
    let what = if shown.course.has_elevation() {
        [kind, " · ", &measure::height(race, shown.course.at(at_m).elevation_m)].concat()
    } else {
        kind.to_owned()
    };
    let name = html("strong").event_text(&waypoint.name, &race.language_untracked());
    let where_it_is = [about, &measure::distance(race, waypoint.km * 1000.0)].concat();
    stop(&where_it_is, name, &what, move || race.point_at(at_m))
}

/// A climb, with the number that it has on the profile. Pressing it shows it there.
fn climb_item(shown: &Shown, index: usize, climb: &Climb, name: Option<&Texts>) -> Element {
    let (race, words) = (shown.race, shown.race.words());
    let number = fill(words.climb_number, &[("number", &(index + 1).to_string())]);
    let summary = fill(
        words.climb,
        &[
            // It stands there already, perhaps with a name in another language.
            ("climb", ""),
            ("gain", &measure::height(race, climb.gain_m)),
            ("length", &measure::distance(race, climb.length_m)),
        ],
    );
    let mut about = fill(
        words.climb_grades,
        &[
            ("grade", &measure::percent(race, climb.mean_grade)),
            ("steepest", &measure::percent(race, climb.steepest_grade)),
        ],
    );
    if let Some(category) = climb.category {
        about.push_str(&fill(words.category, &[("category", category.label())]));
    }
    let (kept, from_m, to_m) = (shown.clone(), climb.start_m, climb.start_m + climb.length_m);
    let press = move || {
        race.point_at(from_m);
        let shown = kept.clone();
        race.explore.then(move |explore| (explore.show_stretch)(&shown, from_m, to_m));
    };
    let title = html("strong").text(&number);
    let title = match name {
        Some(name) => title.text(" · ").child(html("span").event_text(name, &race.language_untracked())),
        None => title,
    };
    let title = title.text(&summary);
    stop(&measure::distance(race, climb.start_m), title, &about, press)
}

/// One line of a list.
fn stop(where_it_is: &str, name: Element, what: &str, press: impl Fn() + 'static) -> Element {
    // The spaces are heard where the parts stand apart.
    let text =
        html("span").class("stop-text").child(name).text(" ").child(html("span").class("aside").text(what));
    html("li").child(
        html("button")
            .attr("type", "button")
            .class("stop")
            .on("click", move |_| press())
            .child(html("span").class("stop-km").text(where_it_is))
            .text(" ")
            .child(text),
    )
}
