//! The buttons under the map: zoom, and what may lie under the course. What they do is fetched when it is first wanted.

use super::Map;
use crate::{
    course::tools::button,
    element::{Element, html},
    live::Live,
    text::fill,
};

/// The row of buttons, and whose the map under the course is.
pub fn view(map: &Map) -> Element {
    let (race, drawn) = (map.shown.race, map.drawn);
    let (words, event) = (race.words(), race.event());
    let zoom = |text: &str, action: &str, factor: f64| {
        let map = map.clone();
        button(text, action, move || {
            let map = map.clone();
            race.explore.then(move |explore| (explore.zoom_map)(&map, factor));
        })
    };
    let is = |is: bool| Some(is.to_string());
    let is_whole = move || is(race.map_view.with(Option::is_none));
    let is_closest =
        move || is(drawn.with(|drawn| drawn.as_ref().is_some_and(|(view, _)| view.is_closest())));
    let switch = |text: &str, action: &str, is_on: Live<bool>| {
        button(text, action, move || {
            race.explore.want();
            is_on.update(|is_on| *is_on = !*is_on);
        })
        .attr_with("aria-pressed", move || is(is_on.get()))
    };
    let overlay =
        event.map.overlay.as_ref().map(|_| switch(words.map_overlay, "map-overlay", race.is_overlay_shown));
    let tiles = event.map.tiles.as_ref().map(|tiles| {
        let host = race.host_of(&tiles.url.fill(0, 0, 0));
        switch(&fill(words.map_tiles, &[("host", &host)]), "map-tiles", race.are_tiles_shown)
    });
    html("div")
        .class("tools")
        .attr("role", "group")
        .attr("aria-label", words.map_tools)
        .child(zoom(words.zoom_in, "map-zoom-in", 2.0).attr_with("aria-disabled", is_closest))
        .child(zoom(words.zoom_out, "map-zoom-out", 0.5).attr_with("aria-disabled", is_whole))
        .child(zoom(words.whole_course, "map-whole", 0.0).attr_with("aria-disabled", is_whole))
        .children(overlay)
        .children(tiles)
}
