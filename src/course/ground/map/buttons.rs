//! The buttons under the map: zoom, moving it, and what may lie under the course. What they do is fetched when it is first wanted.

use super::Map;
use crate::{
    course::tools::button,
    element::{Element, html},
};
use saddle_course::drawing::MapView;

/// What a button says, its name for style sheets and tests, how much closer it looks (0 for all of the course), and
/// whether a view is as far that way as there is.
type Zoom = (&'static str, &'static str, f64, fn(&MapView) -> bool);

/// The row of buttons.
pub fn view(map: &Map) -> Element {
    let (race, drawn) = (map.shown.race, map.drawn);
    let words = race.words();
    let zooms: [Zoom; 3] = [
        (words.zoom_in, "map-zoom-in", 2.0, MapView::is_closest),
        (words.zoom_out, "map-zoom-out", 0.5, MapView::is_whole),
        (words.whole_course, "map-whole", 0.0, MapView::is_whole),
    ];
    let mut row = html("div").class("tools").attr("role", "group").attr("aria-label", words.map_tools);
    for (text, action, factor, is_at_end) in zooms {
        let map = map.clone();
        let zoom = button(text, action, move || {
            let map = map.clone();
            race.explore.then(move |explore| (explore.zoom_map)(&map, factor));
        });
        let is_disabled =
            move || drawn.with(|drawn| drawn.as_ref().map(|(view, _)| is_at_end(view).to_string()));
        row = row.child(zoom.attr_with("aria-disabled", is_disabled));
    }
    let moved = map.clone();
    let row =
        row.region(move || race.explore.get().map_or_else(Vec::new, |explore| (explore.map_moves)(&moved)));
    let layers = &race.event().map;
    if layers.overlay.is_none() && layers.tiles.is_none() {
        return row;
    }
    // Few events have them: their switches come with what they do.
    race.explore.want();
    row.region(move || race.explore.get().map_or_else(Vec::new, |explore| (explore.map_switches)(race)))
}
