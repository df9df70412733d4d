//! What lies under the course map and over it: images of the ground that the visitor has asked for, the marked stretch,
//! the names of waypoints.

use super::{follow_cursor_while, map_zoom};
use crate::{
    course::{ground::map::Map, profile::label},
    element::{Element, follow, html, svg},
    live::Live,
};
use saddle_course::drawing::{Rect, WAYPOINT_NAME_SIZE, coordinate, estimated_text_width};
use std::{cell::RefCell, mem};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Waypoints of one name that are drawn as near as this, in pixels, are one place.
const ONE_PLACE: f64 = 30.0;

/// Tiles are fetched for screens up to this sharp; sharper ones would fetch four times as many for little.
const MOST_PHYSICAL_PIXELS: f64 = 2.0;

/// The images, and the stretch that is marked.
pub fn under(map: &Map) -> Vec<Element> {
    follow_size(map);
    follow_cursor(map);
    let (seen, marked) = (map.clone(), map.clone());
    let shown = RefCell::new(Vec::new());
    // The web map shows nothing of the race; the organiser's own may.
    let (race, name) = (map.shown.race, map.shown.race.words().map_of_organiser);
    let is_shown = move || race.event().map.overlay.is_some() && race.is_overlay_shown.get();
    let images = html("div").class("map-images");
    let images = images.attr_with("role", move || is_shown().then(|| "img".to_owned()));
    let images = images.attr_with("aria-label", move || is_shown().then(|| name.to_owned()));
    let images = images.region(move || {
        let before = mem::take(&mut *shown.borrow_mut());
        let now = wanted(&seen).into_iter().map(|(url, rect)| (image(&before, &url, rect), url));
        let now: Vec<(Element, String)> = now.collect();
        let elements = now.iter().map(|(image, _)| image.clone()).collect();
        *shown.borrow_mut() = now;
        elements
    });
    let line = move || {
        let (from_m, to_m) = marked.shown.race.selection.get()?;
        marked.drawn.with(|drawn| drawn.as_ref().map(|(_, drawing)| drawing.stretch(from_m, to_m)))
    };
    let marked = svg("svg").class("map-layer").attr("aria-hidden", "true");
    vec![images, marked.child(svg("path").class("map-marked").attr_with("d", line)), attribution(map)]
}

/// The names of the waypoints, as many as have room.
pub fn over(map: &Map) -> Vec<Element> {
    let map = map.clone();
    let names = svg("svg").class("map-layer").attr("aria-hidden", "true").region(move || {
        let shown = &map.shown;
        let language = shown.race.language_untracked();
        let Some((_, drawing)) = map.drawn.get() else { return Vec::new() };
        let mut sizes: Vec<(f64, f64)> = Vec::new();
        let mut names: Vec<String> = Vec::new();
        for waypoint in &shown.distance.waypoints {
            let (name, at_m) = (waypoint.name.pick(&language), waypoint.km * 1000.0);
            let (x, y) = drawing.at(at_m);
            // Start and finish, or the two passages of one aid station.
            let is_named = sizes.iter().zip(&names).any(|((other_m, _), other)| {
                let (other_x, other_y) = drawing.at(*other_m);
                other == name && (x - other_x).hypot(y - other_y) < ONE_PLACE
            });
            if !is_named {
                sizes.push((at_m, estimated_text_width(name, WAYPOINT_NAME_SIZE)));
                names.push(name.to_owned());
            }
        }
        let places = drawing.names(&sizes, WAYPOINT_NAME_SIZE);
        let placed = places.into_iter().zip(names);
        placed.filter_map(|(place, name)| Some(label("waypoint", place?, &name))).collect()
    });
    vec![names]
}

/// A picture of another size looks at the same ground.
fn follow_size(map: &Map) {
    let map = map.clone();
    follow(Box::new(move || {
        // The map is drawn whole when the view that was chosen does not fit its size.
        if let (Some((view, _)), Some(chosen)) = (map.drawn.get(), map.shown.race.map_view.get_untracked())
            && chosen.size() != view.size()
        {
            let (width, height) = view.size();
            map_zoom::set(&map, chosen.resized(&map.shown.course, width, height));
        }
    }));
}

/// A cursor that is moved out of what is shown takes the map with it, unless the map itself has pointed there.
fn follow_cursor(map: &Map) {
    let map = map.clone();
    let race = map.shown.race;
    let is_zoomed = Live::derived(move || race.map_view.with(Option::is_some));
    follow_cursor_while(race, is_zoomed, move |cursor_m| {
        let is_own = map.hands.with_untracked(|hands| hands.pointed_m == Some(cursor_m));
        if let Some((view, drawing)) = map.drawn.get_untracked()
            && !is_own
            && !view.is_whole()
        {
            let (x, y) = drawing.at(cursor_m);
            let (width, height) = view.size();
            if !map_zoom::is_within((x, y), (width, height)) {
                map_zoom::pan(&map, width / 2.0 - x, height / 2.0 - y);
            }
        }
    });
}

/// The images that the visitor has asked for, the lowest first, with their places.
fn wanted(map: &Map) -> Vec<(String, Rect)> {
    let race = map.shown.race;
    let event = race.event();
    let (are_tiles_shown, is_overlay_shown) = (race.are_tiles_shown.get(), race.is_overlay_shown.get());
    let Some((view, _)) = map.drawn.get() else { return Vec::new() };
    let mut images = Vec::new();
    if let Some(tiles) = event.map.tiles.as_ref().filter(|_| are_tiles_shown) {
        let physical_pixels = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
        for tile in view.tiles(tiles.max_zoom, physical_pixels.min(MOST_PHYSICAL_PIXELS)) {
            images.push((race.resolve(&tiles.url.fill(tile.zoom, tile.column, tile.row)), tile.rect));
        }
    }
    if let Some(overlay) = event.map.overlay.as_ref().filter(|_| is_overlay_shown) {
        images.push((race.resolve(overlay.image.as_str()), view.rect(overlay.bounds)));
    }
    images
}

/// An image at a place: the one that was there before, so that it does not flicker, or a new one. One that does not come
/// leaves the ground as it is: without an alternative text nothing is shown in its place.
fn image(before: &[(Element, String)], url: &str, rect: Rect) -> Element {
    let known = before.iter().find(|(_, known)| known == url).map(|(image, _)| image.clone());
    let image = known.unwrap_or_else(|| {
        html("img").attr("alt", "").attr("decoding", "async").attr("draggable", "false").attr("src", url)
    });
    let style = image.node().unchecked_ref::<HtmlElement>().style();
    let sides = [("left", rect.x), ("top", rect.y), ("width", rect.width), ("height", rect.height)];
    for (side, pixels) in sides {
        // A length in pixels is a value of each of them.
        let _ = style.set_property(side, &[&coordinate(pixels), "px"].concat());
    }
    image
}

/// Whose images lie under the map.
fn attribution(map: &Map) -> Element {
    let race = map.shown.race;
    html("p").class("map-attribution").region(move || {
        let (event, language) = (race.event(), race.language_untracked());
        let tiles = event.map.tiles.as_ref().filter(|_| race.are_tiles_shown.get());
        let overlay = event.map.overlay.as_ref().filter(|_| race.is_overlay_shown.get());
        let overlay = overlay.and_then(|overlay| overlay.attribution.as_ref());
        let texts = tiles.map(|tiles| &tiles.attribution).into_iter().chain(overlay);
        let mut names: Vec<Element> = Vec::new();
        for texts in texts {
            if !names.is_empty() {
                names.push(html("span").text(" · "));
            }
            names.push(html("span").event_text(texts, &language));
        }
        names
    })
}
