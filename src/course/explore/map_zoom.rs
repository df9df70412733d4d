//! Where the map looks.

use crate::course::ground::map::Map;
use saddle_course::drawing::MapView;

/// A step is this part of the width of the map.
const STEP_PART: f64 = 0.2;

/// Looks from somewhere else.
pub fn set(map: &Map, view: MapView) {
    map.shown.race.map_view.set_if_new((!view.is_whole()).then_some(view));
}

/// Looks closer by a factor about a place in the picture.
pub fn about(map: &Map, factor: f64, place: (f64, f64)) {
    if let Some((view, _)) = map.drawn.get_untracked() {
        set(map, view.zoomed(&map.shown.course, factor, place));
    }
}

/// Looks closer by a factor about the cursor if it is seen, else at what of the course is nearest to the middle: there may be
/// nothing within a loop. A factor of 0 shows all of the course.
pub fn by(map: &Map, factor: f64) {
    let Some((view, drawing)) = map.drawn.get_untracked() else { return };
    let (width, height) = view.size();
    let cursor = map.shown.race.cursor.get_untracked().map(|cursor_m| drawing.at(cursor_m));
    if let Some(place) = cursor.filter(|place| is_within(*place, view.size())) {
        return about(map, factor, place);
    }
    let middle = (width / 2.0, height / 2.0);
    let place = drawing.at(drawing.nearest(middle.0, middle.1, None));
    let course = &map.shown.course;
    set(map, view.zoomed(course, factor, place).panned(course, middle.0 - place.0, middle.1 - place.1));
}

/// Moves the ground by so many pixels to the right and down.
pub fn pan(map: &Map, right: f64, down: f64) {
    if let Some((view, _)) = map.drawn.get_untracked() {
        set(map, view.panned(&map.shown.course, right, down));
    }
}

/// Looks further to the east and to the south, by so many steps.
pub fn go(map: &Map, east: f64, south: f64) {
    let step = map.drawn.get_untracked().map_or(0.0, |(view, _)| view.size().0 * STEP_PART);
    pan(map, -east * step, -south * step);
}

/// Whether a place is in a picture of that size.
pub fn is_within((x, y): (f64, f64), (width, height): (f64, f64)) -> bool {
    (0.0..=width).contains(&x) && (0.0..=height).contains(&y)
}
