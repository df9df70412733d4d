//! What pointers, wheel and keys do to the map: a mouse points, or drags the map when it is zoomed; one finger points and
//! scrolls the page, two zoom and move; the wheel zooms with Ctrl, ⌘ or Alt.

use super::{map_zoom, zoom::STEP};
use crate::course::{
    ground::map::{Map, point},
    pointer,
};
use saddle_course::drawing::MapView;
use wasm_bindgen::JsCast;
use web_sys::{Event, KeyboardEvent, PointerEvent, WheelEvent};

/// How much closer one unit of the wheel looks.
const WHEEL: f64 = 0.002;
/// What a browser that scrolls by lines counts as one line, in pixels.
const LINE: f64 = 16.0;

/// The pointers that are down on the map, and what they do.
#[derive(Clone, Default)]
pub struct Hands {
    /// Each with its place.
    down: Vec<(i32, (f64, f64))>,
    doing: Doing,
    /// What the map itself has pointed at last: it does not move to show that.
    pub pointed_m: Option<f64>,
}

#[derive(Clone, Copy, Default)]
enum Doing {
    /// Nothing but pointing.
    #[default]
    Nothing,
    /// Dragging, since the map looked so and the pointer was there.
    Dragging { view: MapView, from: (f64, f64) },
    /// Pinching, since the map looked so and two fingers were there.
    Pinching { view: MapView, from: Fingers },
}

/// Two fingers: what is in the middle between them, and how far apart they are.
#[derive(Clone, Copy)]
struct Fingers {
    middle: (f64, f64),
    apart: f64,
}

impl Fingers {
    fn of((one, other): ((f64, f64), (f64, f64))) -> Self {
        let apart = (one.0 - other.0).hypot(one.1 - other.1);
        Self { middle: ((one.0 + other.0) / 2.0, (one.1 + other.1) / 2.0), apart: apart.max(1.0) }
    }
}

/// Takes an event of the map.
pub fn take(map: &Map, event: &Event) {
    match event.type_().as_str() {
        "pointerdown" => press(map, event),
        "pointermove" => drag(map, event),
        "pointerup" | "pointercancel" => release(map, event),
        // Two fingers move the map and not the page.
        "touchmove" if map.hands.with_untracked(|hands| hands.down.len() > 1) => event.prevent_default(),
        "wheel" => turn(map, event),
        "dblclick" => {
            if let Some(place) = pointer::place(event) {
                map_zoom::about(map, STEP, place);
            }
        }
        "keydown" => key(map, event),
        _ => {}
    }
}

fn press(map: &Map, event: &Event) {
    let (Some(place), Some(pressed)) = (pointer::place(event), event.dyn_ref::<PointerEvent>()) else {
        return;
    };
    if pressed.button() > 0 {
        return;
    }
    if let Some(ground) = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok())
    {
        // So that a drag may leave the map. A pointer that is gone already cannot be held.
        let _ = ground.set_pointer_capture(pressed.pointer_id());
    }
    let is_finger = pressed.pointer_type() == "touch";
    let view = map.drawn.get_untracked().map(|(view, _)| view);
    map.hands.update(|hands| {
        hands.down.retain(|(id, _)| *id != pressed.pointer_id());
        hands.down.push((pressed.pointer_id(), place));
        hands.doing = match (hands.down.as_slice(), view) {
            ([(_, one), (_, other)], Some(view)) => {
                Doing::Pinching { view, from: Fingers::of((*one, *other)) }
            }
            ([_], Some(view)) if !is_finger && !view.is_whole() => Doing::Dragging { view, from: place },
            _ => Doing::Nothing,
        };
    });
    point_if_idle(map, event);
}

fn drag(map: &Map, event: &Event) {
    let (Some(place), Some(moved)) = (pointer::place(event), event.dyn_ref::<PointerEvent>()) else { return };
    let course = &map.shown.course;
    let mut next = None;
    map.hands.update(|hands| {
        if let Some(hand) = hands.down.iter_mut().find(|(id, _)| *id == moved.pointer_id()) {
            hand.1 = place;
        }
        next = match (hands.doing, hands.down.as_slice()) {
            (Doing::Dragging { view, from }, _) => {
                Some(view.panned(course, place.0 - from.0, place.1 - from.1))
            }
            (Doing::Pinching { view, from }, [(_, one), (_, other)]) => {
                let to = Fingers::of((*one, *other));
                let (right, down) = (to.middle.0 - from.middle.0, to.middle.1 - from.middle.1);
                let zoomed = view.zoomed(course, to.apart / from.apart, from.middle);
                Some(zoomed.panned(course, right, down))
            }
            _ => None,
        };
    });
    match next {
        Some(view) => map_zoom::set(map, view),
        None => point_if_idle(map, event),
    }
}

fn release(map: &Map, event: &Event) {
    let Some(released) = event.dyn_ref::<PointerEvent>() else { return };
    map.hands.update(|hands| {
        hands.down.retain(|(id, _)| *id != released.pointer_id());
        hands.doing = Doing::Nothing;
    });
}

/// Moves the cursor, unless the map is being moved.
fn point_if_idle(map: &Map, event: &Event) {
    let is_idle =
        map.hands.with_untracked(|hands| matches!(hands.doing, Doing::Nothing) && hands.down.len() < 2);
    if is_idle {
        point(map, event);
        let pointed_m = map.shown.race.cursor.get_untracked();
        map.hands.update(|hands| hands.pointed_m = pointed_m);
    }
}

/// The wheel zooms with Ctrl, ⌘ or Alt, as a pinch on a touchpad does; without them it scrolls the page.
fn turn(map: &Map, event: &Event) {
    let (Some(place), Some(wheel)) = (pointer::place(event), event.dyn_ref::<WheelEvent>()) else { return };
    if wheel.ctrl_key() || wheel.meta_key() || wheel.alt_key() {
        event.prevent_default();
        let unit = if wheel.delta_mode() == WheelEvent::DOM_DELTA_LINE { LINE } else { 1.0 };
        map_zoom::about(map, (-wheel.delta_y() * unit * WHEEL).exp2(), place);
    }
}

/// A key that means nothing here is left to the browser; so are the arrows when there is nothing to move.
fn key(map: &Map, event: &Event) {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return };
    if key.ctrl_key() || key.meta_key() || key.alt_key() {
        return;
    }
    let is_zoomed = map.shown.race.map_view.with_untracked(Option::is_some);
    match key.key().as_str() {
        "+" | "=" => map_zoom::by(map, STEP),
        "-" => map_zoom::by(map, 1.0 / STEP),
        "0" => map_zoom::by(map, 0.0),
        "Escape" if is_zoomed => map_zoom::by(map, 0.0),
        "ArrowLeft" if is_zoomed => map_zoom::go(map, -1.0, 0.0),
        "ArrowRight" if is_zoomed => map_zoom::go(map, 1.0, 0.0),
        "ArrowUp" if is_zoomed => map_zoom::go(map, 0.0, -1.0),
        "ArrowDown" if is_zoomed => map_zoom::go(map, 0.0, 1.0),
        _ => return,
    }
    event.prevent_default();
}
