//! The course map: the track from above, with start, direction, scale and the shared cursor.
//!
//! Here is what everybody sees at once; zooming and moving it, and what lies under it, are in the chunk that
//! [`explore`](crate::course::explore) fetches.

mod buttons;
mod picture;
mod waypoints;

use super::{map_caption, map_title};
use crate::{
    browser::width::follow_width,
    course::{Shown, explore::MapHands, pointer},
    element::{Element, html},
    live::Live,
};
use saddle_course::drawing::{MapDrawing, MapView};
use std::sync::Arc;
use web_sys::Event;

/// Until the real width is known.
const FIRST_WIDTH: f64 = 480.0;
const PADDING: f64 = 28.0;

/// What the map listens to. Nothing is done with any of it until the chunk is here, but for the pointer, which points.
const EVENTS: [&str; 8] =
    ["pointermove", "pointerdown", "pointerup", "pointercancel", "touchmove", "wheel", "dblclick", "keydown"];

/// The map as it stands on the page, for those who listen to it or draw over it.
#[derive(Clone)]
pub struct Map {
    /// The course.
    pub shown: Shown,
    /// Where it looks and what is drawn; nothing until it is drawn.
    pub drawn: Live<Option<(MapView, Arc<MapDrawing>)>>,
    /// The pointers that are down on it.
    pub hands: Live<MapHands>,
}

/// The map of the chosen distance.
pub fn view(shown: &Shown) -> Element {
    let race = shown.race;
    let words = race.words();
    let width = Live::new(FIRST_WIDTH);
    let map = Map { shown: shown.clone(), drawn: Live::new(None), hands: Live::new(MapHands::default()) };
    let title = map_title(shown);

    let (drawn, under, over) = (map.clone(), map.clone(), map.clone());
    let mut ground = html("div")
        .class("map-ground")
        .attr("tabindex", "0")
        .attr("role", "group")
        .attr("aria-label", &title)
        .attr("aria-description", words.map_keys);
    for name in EVENTS {
        let map = map.clone();
        ground = ground.on(name, move |event| match race.explore.get_untracked() {
            Some(explore) => (explore.map_event)(&map, &event),
            None if name.starts_with("pointer") => point(&map, &event),
            None => {}
        });
    }
    let ground = ground
        .region(move || race.explore.get().map_or_else(Vec::new, |explore| (explore.under_map)(&under)))
        .region(move || {
            race.units.track();
            let (width, course) = (width.get(), &drawn.shown.course);
            let view = race.map_view.get().filter(|view| view.size().0 == width);
            let view = view.unwrap_or_else(|| MapView::new(course, width, height(width), PADDING));
            let drawing = Arc::new(MapDrawing::new(course, &view, race.units.get_untracked()));
            drawn.drawn.set(Some((view, drawing.clone())));
            vec![picture::view(&drawn.shown, drawing, view.size(), &title)]
        })
        .region(move || race.explore.get().map_or_else(Vec::new, |explore| (explore.over_map)(&over)));
    follow_width(ground.node(), width);
    let want = move |_| race.explore.want();
    html("figure")
        .class("map")
        .attr("part", "map")
        .on("pointerenter", want)
        .on("focusin", want)
        .child(map_caption(shown))
        .child(ground)
        .child(buttons::view(&map))
        .child(waypoints::legend(shown))
}

/// Points at the part of the course that is nearest to a pointer.
pub fn point(map: &Map, event: &Event) {
    let (race, drawn) = (map.shown.race, map.drawn.get_untracked());
    if let (Some((x, y)), Some((_, drawing))) = (pointer::place(event), drawn) {
        race.point_at(drawing.nearest(x, y, race.cursor.get_untracked()));
    }
}

/// A map is a little wider than high.
fn height(width: f64) -> f64 {
    (width * 0.78).clamp(240.0, 460.0).round()
}
