//! The other distances as faint outlines behind the chosen one.

use crate::{
    course::profile::label,
    element::{Element, svg},
    race::{CourseState, Race},
};
use saddle_course::drawing::{ProfileFrame, ProfileOutline};

/// One line and one name for each of the other courses that are here.
pub fn outlines(race: Race, frame: &ProfileFrame) -> Vec<Element> {
    let (event, language) = (race.event(), race.language_untracked());
    let chosen = race.distance.get_untracked();
    let mut outlines = Vec::new();
    race.courses.with_untracked(|courses| {
        for (index, (state, distance)) in courses.iter().zip(&event.distances).enumerate() {
            let CourseState::Ready(course) = state else { continue };
            if index == chosen {
                continue;
            }
            let outline = ProfileOutline::new(course, frame);
            outlines.push(svg("path").class("outline").attr("d", &outline.line));
            if let Some((x, y)) = outline.end {
                let name = distance.name.pick(&language);
                outlines.push(label("outline-name end", (x, y - 5.0), name));
            }
        }
    });
    outlines
}
