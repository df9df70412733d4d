//! Looking closer at the course: zoom, marked stretches, comparison, sound. A chunk, fetched when the profile is first
//! touched.

mod compare;
mod gestures;
mod keys;
mod map_gestures;
mod map_layers;
mod map_moves;
mod map_switches;
mod map_zoom;
mod sound;
mod stretch;
mod zoom;

use super::{Shown, ground::map::Map, profile::Profile};
use crate::{
    chunk::chunk,
    element::{Element, follow},
    live::Live,
    race::Race,
};
use saddle_course::drawing::ProfileFrame;
use std::cell::Cell;
use web_sys::Event;

pub use map_gestures::Hands as MapHands;

/// How it looks. It comes with the chunk, so that the first load is without it.
const STYLE: &str = include_str!("../../../style/explore.css");

/// What a button under the profile does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Twice as close, about the cursor.
    ZoomIn,
    /// Half as close.
    ZoomOut,
    /// All of the course.
    Whole,
    /// The next drag over the profile marks a stretch, or the next two clicks do.
    Mark,
    /// The other distances on the same scale, or not.
    Compare,
    /// The height as pitch, or silence.
    Hear,
}

impl Action {
    /// Its name for style sheets and tests.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ZoomIn => "zoom-in",
            Self::ZoomOut => "zoom-out",
            Self::Whole => "whole",
            Self::Mark => "mark",
            Self::Compare => "compare",
            Self::Hear => "hear",
        }
    }
}

/// What the chunk gives.
#[derive(Clone, Copy)]
pub struct Explore {
    /// Does what a button says.
    pub act: fn(&Shown, Action),
    /// Shows a stretch such as a climb, from and to in metres from the start, and marks it.
    pub show_stretch: fn(&Shown, f64, f64),
    /// What lies over the profile: it takes the gestures and shows what is marked.
    pub over_profile: fn(&Profile) -> Vec<Element>,
    /// What stands under it: the figures of the marked stretch.
    pub under_profile: fn(&Profile) -> Vec<Element>,
    /// Takes a key that was pressed on the profile.
    pub key: fn(&Profile, &Event),
    /// Zooms the map by a factor, about the cursor; a factor of 0 shows all of the course.
    pub zoom_map: fn(&Map, f64),
    /// Takes an event of the map: pointers, wheel, keys.
    pub map_event: fn(&Map, &Event),
    /// What lies under the course map: images of the ground, and what is marked.
    pub under_map: fn(&Map) -> Vec<Element>,
    /// The buttons that move it.
    pub map_moves: fn(&Map) -> Vec<Element>,
    /// The switches of what may lie under it.
    pub map_switches: fn(Race) -> Vec<Element>,
    /// What lies over it: the names of waypoints.
    pub over_map: fn(&Map) -> Vec<Element>,
    /// The other distances as outlines, in a frame.
    pub outlines: fn(Race, &ProfileFrame) -> Vec<Element>,
}

chunk! {
    /// Fetches it.
    pub fn fetch() -> Explore = explore {
        Explore {
            act,
            show_stretch: stretch::show,
            over_profile: gestures::view,
            under_profile: stretch::view,
            key: keys::press,
            zoom_map: map_zoom::by,
            map_event: map_gestures::take,
            under_map: map_layers::under,
            map_moves: map_moves::view,
            map_switches: map_switches::view,
            over_map: map_layers::over,
            outlines: compare::outlines,
        }
    }
}

fn act(shown: &Shown, action: Action) {
    let race = shown.race;
    match action {
        Action::ZoomIn => zoom::by(shown, zoom::STEP, zoom::centre_m(shown)),
        Action::ZoomOut => zoom::by(shown, 1.0 / zoom::STEP, zoom::centre_m(shown)),
        Action::Whole => race.window.set_if_new(None),
        Action::Mark => stretch::set_marking(shown, !race.is_marking.get_untracked()),
        Action::Compare => {
            race.window.set_if_new(None);
            race.is_comparing.update(|is_comparing| *is_comparing = !*is_comparing);
        }
        Action::Hear => sound::toggle(shown),
    }
}

/// Calls back when the cursor moves while something is zoomed. What is seen whole does not follow it at all: a cursor that
/// moves with the pointer shall wake as few as can be.
fn follow_cursor_while(race: Race, is_zoomed: Live<bool>, moved: impl Fn(f64) + 'static) {
    let was_zoomed = Cell::new(false);
    follow(Box::new(move || {
        let is_zoomed = is_zoomed.get();
        // Zooming itself moves no cursor.
        let is_news = was_zoomed.replace(is_zoomed);
        if is_zoomed
            && let Some(cursor_m) = race.cursor.get()
            && is_news
        {
            moved(cursor_m);
        }
    }));
}
