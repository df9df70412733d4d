//! What stands below the profile: its place, and the door to a chunk that fills it with map, waypoints, climbs and what few
//! visitors open.
//!
//! The profile is what is seen first, so this is fetched when its place comes near the screen, or when the visitor first
//! touches the widget.

pub mod map;
mod more;
mod on_the_way;

use super::Shown;
use crate::{
    browser::style_sheet,
    chunk::{self, chunk},
    element::{Element, html},
    live::Live,
    signup,
    text::fill,
};

/// How it looks. It comes with what it is for, so that the first load is without it.
const STYLE: &str = include_str!("../../../style/ground.css");

/// How near the place must come to the screen.
const MARGIN: &str = "200px";

/// What the chunk gives.
#[derive(Clone, Copy)]
pub struct Ground {
    /// What fills the place.
    pub view: fn(&Shown) -> Vec<Element>,
}

chunk! {
    /// Fetches it.
    pub fn fetch() -> Ground = ground {
        Ground { view }
    }
}

/// The place: what the chunk shows or, until it is here, a heading and room for the map.
pub fn place(shown: &Shown) -> Element {
    let race = shown.race;
    let has_failed = Live::new(false);
    let kept = shown.clone();
    let place = html("div")
        .class("below-profile")
        .attr_with("data-waiting", move || race.ground.get().is_none().then(String::new))
        .on("near", move |_| race.ground.fetch(has_failed))
        .region(move || match race.ground.get() {
            Some(ground) => (ground.view)(&kept),
            None if has_failed.get() => {
                let words = race.words();
                let again = move || race.ground.fetch(has_failed);
                vec![chunk::failure(words.chunk_failed, words.fetch_again, again)]
            }
            None => vec![map_to_come(&kept)],
        });
    if race.ground.get_untracked().is_none() {
        race.loader().watch(place.node(), MARGIN);
    }
    place
}

/// As much of the map as tells what will be there.
fn map_to_come(shown: &Shown) -> Element {
    html("figure").class("map").child(map_caption(shown)).child(html("div").class("map-ground"))
}

/// The heading of the map.
fn map_caption(shown: &Shown) -> Element {
    html("figcaption").child(html("h3").class("label").text(&map_title(shown)))
}

/// What the map is called.
fn map_title(shown: &Shown) -> String {
    fill(shown.race.words().map, &[("name", &shown.name())])
}

fn view(shown: &Shown) -> Vec<Element> {
    if let Some(root) = shown.race.shadow_root() {
        style_sheet::adopt(&root, STYLE);
    }
    let kept = shown.clone();
    let ground = html("div").class("ground").child(map::view(shown)).region(move || {
        kept.race.units.track();
        vec![on_the_way::view(&kept)]
    });
    signup::stay_there(shown.race);
    vec![ground, more::view(shown)]
}
