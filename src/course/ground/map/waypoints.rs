//! The waypoints on the map: a shape for each kind, so that colour is never the only sign, and which shape is which.

use super::picture::translate;
use crate::{
    course::Shown,
    element::{Element, html, svg},
};
use saddle_course::drawing::MapDrawing;
use saddle_event::WaypointKind;

/// The shape of a kind, about the origin; start and finish have marks of their own.
const fn shape(kind: WaypointKind) -> Option<&'static str> {
    Some(match kind {
        WaypointKind::Start | WaypointKind::Finish => return None,
        WaypointKind::Aid => "M-4-4H4V4H-4z",
        WaypointKind::Water => "M0-6.5C5-1 4 5 0 5S-5-1 0-6.5z",
        WaypointKind::CutOff => "M-4.5-5H4.5L-4.5 5H4.5z",
        WaypointKind::Summit => "M0-6L5.5 4H-5.5z",
        WaypointKind::Landmark => "M0-5.5L5.5 0L0 5.5L-5.5 0z",
    })
}

/// Adds a mark for each waypoint, which says its name to the mouse.
pub fn mark(mut picture: Element, shown: &Shown, map: &MapDrawing) -> Element {
    let language = shown.race.language_untracked();
    for waypoint in &shown.distance.waypoints {
        if let Some(shape) = shape(waypoint.kind) {
            let place = translate(map.at(waypoint.km * 1000.0));
            let title = svg("title").event_text(&waypoint.name, &language);
            let mark = svg("path").class("waypoint-dot").attr("d", shape).attr("transform", &place);
            picture = picture.child(mark.child(title));
        }
    }
    picture
}

/// Each kind that the map shows, with its shape: the start, those of the waypoints, the finish.
pub fn legend(shown: &Shown) -> Element {
    let mut kinds = vec![WaypointKind::Start];
    for waypoint in &shown.distance.waypoints {
        if waypoint.kind != WaypointKind::Finish && !kinds.contains(&waypoint.kind) {
            kinds.push(waypoint.kind);
        }
    }
    kinds.push(WaypointKind::Finish);
    let mut list = html("ul");
    for kind in kinds {
        let sign = match (shape(kind), kind) {
            (Some(shape), _) => svg("path").class("waypoint-dot").attr("d", shape),
            (None, WaypointKind::Start) => svg("circle").class("start").attr("r", "5"),
            (None, _) => svg("circle").class("finish").attr("r", "5"),
        };
        let picture =
            svg("svg").attr("viewBox", "-8 -8 16 16").attr("width", "16").attr("aria-hidden", "true");
        list = list.child(html("li").child(picture.child(sign)).text(shown.race.words().waypoint_kind(kind)));
    }
    html("div").class("legend").child(list)
}
