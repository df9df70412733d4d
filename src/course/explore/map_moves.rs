//! The buttons that move the map, for those who do not drag: there while it is zoomed.

use super::map_zoom;
use crate::{
    course::{ground::map::Map, tools::button},
    element::Element,
    live::Live,
};

/// One button for each way.
pub fn view(map: &Map) -> Vec<Element> {
    let (race, words) = (map.shown.race, map.shown.race.words());
    let is_zoomed = Live::derived(move || race.map_view.with(Option::is_some));
    let ways = [
        (words.map_west, "map-west", (-1.0, 0.0)),
        (words.map_north, "map-north", (0.0, -1.0)),
        (words.map_south, "map-south", (0.0, 1.0)),
        (words.map_east, "map-east", (1.0, 0.0)),
    ];
    let way = |(text, action, (east, south)): (&str, &str, (f64, f64))| {
        let map = map.clone();
        button(text, action, move || map_zoom::go(&map, east, south))
            .attr_with("hidden", move || (!is_zoomed.get()).then(String::new))
    };
    ways.into_iter().map(way).collect()
}
