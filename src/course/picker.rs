//! The distance picker: a real radio group.

use crate::{
    element::{Element, html, svg},
    race::{CourseState, Race},
};
use saddle_course::drawing::{Margins, ProfileDrawing, ProfileFrame, Units};
use saddle_event::Distance;

/// Size of the small profile on each choice, in the units of its view box.
const SKETCH: (f64, f64) = (120.0, 28.0);

/// One radio button for each distance.
pub fn view(race: Race) -> Element {
    let event = race.event();
    let choices = event.distances.iter().enumerate().map(|(index, distance)| choice(race, index, distance));
    html("fieldset")
        .class("picker")
        .child(html("legend").class("label").text(race.words().distances))
        .child(html("div").class("picks").children(choices))
}

fn choice(race: Race, index: usize, distance: &Distance) -> Element {
    let id = distance.id.clone();
    let button = html("input")
        .attr("type", "radio")
        .attr("name", "saddle-course")
        .attr("value", &distance.id)
        .property_with("checked", move || race.distance.get() == index)
        .on("change", move |_| race.choose_distance(&id));
    let name = html("span").class("pick-name").event_text(&distance.name, &race.language_untracked());
    let face =
        html("span").class("pick-face").child(name).region(move || sketch(race, index).into_iter().collect());
    html("label").class("pick").attr("part", "distance").child(button).child(face)
}

/// The profile in small, all on the same scale upwards and along, so that the choices can be compared by eye.
fn sketch(race: Race, index: usize) -> Option<Element> {
    let elevation_m = race.shared_elevations_m()?;
    let longest_m = race.longest_m();
    let course = race.courses.with(|courses| match courses.get(index) {
        Some(CourseState::Ready(course)) => Some(course.clone()),
        _ => None,
    });
    let frame = ProfileFrame {
        width: SKETCH.0,
        height: SKETCH.1,
        margins: Margins { top: 1.0, right: 0.0, bottom: 0.0, left: 0.0 },
        distance_m: (0.0, longest_m),
        elevation_m,
        units: Units::Metric,
    };
    let area = ProfileDrawing::new(course.as_deref()?, &frame).area;
    Some(
        svg("svg")
            .class("sketch")
            .attr("viewBox", "0 0 120 28")
            .attr("preserveAspectRatio", "none")
            .attr("aria-hidden", "true")
            .child(svg("path").attr("d", &area)),
    )
}
