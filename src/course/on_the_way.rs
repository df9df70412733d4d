//! What is on the way: waypoints and climbs as a list of buttons that move the cursor.

use super::{
    Shown,
    place::{km, metres},
};
use crate::{
    browser::intl,
    element::{Element, html},
    text::fill,
};
use saddle_course::Climb;
use saddle_event::Waypoint;

/// The waypoints and the climbs, each in the order of the course.
pub fn view(shown: &Shown) -> Element {
    let words = shown.race.words();
    let waypoints = shown.distance.waypoints.iter().map(|waypoint| waypoint_item(shown, waypoint)).collect();
    let climbs = shown.course.climbs().iter().map(|climb| climb_item(shown, climb)).collect();
    html("div")
        .class("on-the-way")
        .children(list(words.on_the_way, waypoints))
        .children(list(words.climbs, climbs))
        .child(download(shown))
}

/// A list under its title; nothing if it is empty.
fn list(title: &str, items: Vec<Element>) -> Vec<Element> {
    if items.is_empty() {
        return items;
    }
    vec![html("h4").class("label").text(title), html("ol").class("stops").children(items)]
}

fn waypoint_item(shown: &Shown, waypoint: &Waypoint) -> Element {
    let words = shown.race.words();
    // "42 km" is said of a course of 41.9 km: its finish is the end of the track.
    let at_m = (waypoint.km * 1000.0).min(shown.course.figures().distance_m);
    let about = if waypoint.approximate { "≈ " } else { "" };
    let kind = words.waypoint_kind(waypoint.kind);
    let what = if shown.course.has_elevation() {
        [kind, " · ", &metres(words, shown.course.at(at_m).elevation_m), " m"].concat()
    } else {
        kind.to_owned()
    };
    let name = waypoint.name.pick(&shown.race.language_untracked());
    stop(shown, at_m, &[about, &km(words, waypoint.km * 1000.0), " km"].concat(), name, &what)
}

fn climb_item(shown: &Shown, climb: &Climb) -> Element {
    let words = shown.race.words();
    let percent = |grade: f64| intl::number(words.tag, (grade * 100.0).round(), 0, false);
    let summary =
        fill(words.climb, &[("gain", &metres(words, climb.gain_m)), ("length", &km(words, climb.length_m))]);
    let grades = fill(
        words.climb_grades,
        &[("grade", &percent(climb.mean_grade)), ("steepest", &percent(climb.steepest_grade))],
    );
    stop(shown, climb.start_m, &[&km(words, climb.start_m), " km"].concat(), &summary, &grades)
}

/// One line of a list; pressing it points at the place.
fn stop(shown: &Shown, at_m: f64, where_it_is: &str, name: &str, what: &str) -> Element {
    let race = shown.race;
    let text = html("span")
        .class("stop-text")
        .child(html("strong").text(name))
        .child(html("span").class("aside").text(what));
    html("li").child(
        html("button")
            .attr("type", "button")
            .class("stop")
            .on("click", move |_| race.point_at(at_m))
            .child(html("span").class("stop-km").text(where_it_is))
            .child(text),
    )
}

fn download(shown: &Shown) -> Element {
    let link = html("a")
        .attr("href", &shown.race.resolve(shown.distance.track.source().as_str()))
        .attr("download", "")
        .text(shown.race.words().download_track);
    html("p").class("small").child(link)
}
