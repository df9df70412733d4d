//! The switches of what may lie under the course map: nothing of it is fetched before one is pressed.

use crate::{course::tools::button, element::Element, live::Live, race::Race, text::fill};

/// A switch for the organiser's map and one for a web map, if the event has them; that one says which host it asks.
pub fn view(race: Race) -> Vec<Element> {
    let (words, event) = (race.words(), race.event());
    let overlay =
        event.map.overlay.as_ref().map(|_| switch(words.map_overlay, "map-overlay", race.is_overlay_shown));
    let tiles = event.map.tiles.as_ref().map(|tiles| {
        let host = race.host_of(&tiles.url.fill(0, 0, 0));
        switch(&fill(words.map_tiles, &[("host", &host)]), "map-tiles", race.are_tiles_shown)
    });
    overlay.into_iter().chain(tiles).collect()
}

fn switch(text: &str, action: &str, is_on: Live<bool>) -> Element {
    button(text, action, move || is_on.update(|is_on| *is_on = !*is_on))
        .attr_with("aria-pressed", move || Some(is_on.get().to_string()))
}
