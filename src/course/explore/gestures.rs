//! What lies over the profile: it marks stretches by dragging or by two clicks, zooms by wheel, pinch and double click, and shows what is
//! marked.

use super::{follow_cursor_while, stretch, zoom};
use crate::{
    browser::style_sheet,
    course::profile::Profile,
    element::{Element, html},
    live::Live,
};
use saddle_course::drawing::{ProfileFrame, Window, coordinate};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{Event, PointerEvent, WheelEvent};

/// A pointer that moved less than this, in pixels, has clicked and not dragged.
const CLICK: f64 = 4.0;
/// How much closer one unit of the wheel looks.
const WHEEL: f64 = 0.002;
/// What a browser that scrolls by lines counts as one line, in pixels.
const LINE: f64 = 16.0;

/// The pointers that are down, and what they do.
#[derive(Default)]
struct Hands {
    /// Each with its `x`.
    down: Vec<(i32, f64)>,
    doing: Doing,
}

#[derive(Clone, Copy, Default)]
enum Doing {
    /// Nothing but moving the cursor, which is not done here.
    #[default]
    Nothing,
    /// Marking, since the pointer went down at this `x` and place.
    Marking { x: f64, began_m: f64, has_moved: bool },
    /// Pinching, since two pointers were at these two places of that window.
    Pinching { places_m: (f64, f64), window: Window },
}

/// The layer.
pub fn view(profile: &Profile) -> Vec<Element> {
    if let Some(root) = profile.shown.race.shadow_root() {
        style_sheet::adopt(&root, super::STYLE);
    }
    follow_cursor(profile);
    let hands = Rc::new(RefCell::new(Hands::default()));
    // A pointer that moves without being down is none of this.
    let on = |is_drag: bool, take: fn(&Profile, &mut Hands, &PointerEvent)| {
        let (profile, hands) = (profile.clone(), Rc::clone(&hands));
        move |event: Event| {
            // What a gesture changes may end in another event of the same pointer.
            if let Ok(mut hands) = hands.try_borrow_mut()
                && !(hands.down.is_empty() && is_drag)
                && let Some(event) = event.dyn_ref::<PointerEvent>()
            {
                take(&profile, &mut hands, event);
            }
        }
    };
    let (wheel, double) = (profile.clone(), profile.clone());
    let layer = html("div")
        .class("gestures")
        .on("pointerdown", on(false, press))
        .on("pointermove", on(true, drag))
        .on("pointerup", on(false, release))
        .on("pointercancel", on(false, release))
        .on("wheel", move |event| turn(&wheel, &event))
        .on("dblclick", move |event| {
            // While a stretch is marked, two clicks are its ends.
            if let Some((about_m, _)) = double.place(&event)
                && !double.shown.race.is_marking.get_untracked()
            {
                zoom::by(&double.shown, zoom::STEP, about_m);
            }
        })
        .child(marked(profile));
    vec![layer]
}

/// What is marked, as a tinted part of the profile.
fn marked(profile: &Profile) -> Element {
    let (race, frame) = (profile.shown.race, profile.frame);
    let edges = move || {
        let (frame, (from_m, to_m)) = (frame.get()?, race.selection.get()?);
        let plot = frame.plot();
        let x = |distance_m: f64| frame.x_of(distance_m).max(plot.x).min(plot.x + plot.width);
        Some((x(from_m), x(to_m)))
    };
    let pixels = |length: f64| [&coordinate(length), "px"].concat();
    html("div")
        .class("marked")
        .style_with("display", move || if edges().is_some() { "block" } else { "none" }.to_owned())
        .style_with("left", move || edges().map_or_else(String::new, |(left, _)| pixels(left)))
        .style_with("width", move || edges().map_or_else(String::new, |(left, right)| pixels(right - left)))
        .style_with("top", move || frame.get().map_or_else(String::new, |frame| pixels(frame.plot().y)))
        .style_with("height", move || {
            frame.get().map_or_else(String::new, |frame| pixels(frame.plot().height))
        })
}

/// A cursor that is moved out of what is shown takes the window with it.
fn follow_cursor(profile: &Profile) {
    let race = profile.shown.race;
    let is_zoomed = Live::derived(move || race.window.with(Option::is_some));
    follow_cursor_while(race, is_zoomed, move |cursor_m| {
        if let Some(window) = race.window.get_untracked() {
            race.window.set_if_new(Some(window.showing(cursor_m)));
        }
    });
}

fn press(profile: &Profile, hands: &mut Hands, event: &PointerEvent) {
    let Some((began_m, x)) = profile.place(event) else { return };
    if event.button() > 0 {
        return;
    }
    if let Some(layer) = event.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok())
    {
        // So that a drag may leave the profile. A pointer that is gone already cannot be held.
        let _ = layer.set_pointer_capture(event.pointer_id());
    }
    hands.down.retain(|(id, _)| *id != event.pointer_id());
    hands.down.push((event.pointer_id(), x));
    let is_marking = event.pointer_type() != "touch" || profile.shown.race.is_marking.get_untracked();
    hands.doing = match (hands.down.as_slice(), profile.frame.get_untracked()) {
        ([(_, one), (_, other)], Some(frame)) => Doing::Pinching {
            places_m: (frame.distance_at(*one), frame.distance_at(*other)),
            window: zoom::window(&profile.shown),
        },
        ([_], _) if is_marking => Doing::Marking { x, began_m, has_moved: false },
        _ => Doing::Nothing,
    };
}

fn drag(profile: &Profile, hands: &mut Hands, event: &PointerEvent) {
    let Some((at_m, x)) = profile.place_of_move(event) else { return };
    let Some(hand) = hands.down.iter_mut().find(|(id, _)| *id == event.pointer_id()) else { return };
    hand.1 = x;
    match hands.doing {
        Doing::Marking { x: began_x, began_m, has_moved } => {
            if has_moved || (x - began_x).abs() > CLICK {
                hands.doing = Doing::Marking { x: began_x, began_m, has_moved: true };
                stretch::mark(&profile.shown, began_m, at_m);
            }
        }
        Doing::Pinching { places_m, window } => {
            if let ([(_, one), (_, other)], Some(frame)) =
                (hands.down.as_slice(), profile.frame.get_untracked())
            {
                zoom::set(&profile.shown, pinched(&frame, window, places_m, (*one, *other)));
            }
        }
        Doing::Nothing => {}
    }
}

/// The window in which two places are where two fingers are.
fn pinched(frame: &ProfileFrame, window: Window, places_m: (f64, f64), fingers: (f64, f64)) -> Window {
    let plot = frame.plot();
    let (from_m, to_m) = window.distance_m();
    let metres_per_pixel = (places_m.1 - places_m.0) / (fingers.1 - fingers.0);
    let factor = (to_m - from_m) / plot.width / metres_per_pixel;
    let zoomed = window.zoomed(factor, places_m.0);
    let (zoomed_from_m, zoomed_to_m) = zoomed.distance_m();
    let is_at_m = zoomed_from_m + (fingers.0 - plot.x) / plot.width * (zoomed_to_m - zoomed_from_m);
    zoomed.panned(places_m.0 - is_at_m)
}

fn release(profile: &Profile, hands: &mut Hands, event: &PointerEvent) {
    let race = profile.shown.race;
    hands.down.retain(|(id, _)| *id != event.pointer_id());
    match hands.doing {
        Doing::Marking { has_moved: false, began_m, .. } if event.type_() == "pointerup" => {
            if race.is_marking.get_untracked() {
                stretch::choose_end(&profile.shown, began_m);
            } else {
                // A click beside what is marked lets go of it.
                race.selection.set_if_new(None);
            }
        }
        Doing::Marking { has_moved: true, .. } => race.is_marking.set_if_new(false),
        _ => {}
    }
    hands.doing = Doing::Nothing;
}

/// The wheel zooms with Ctrl, ⌘ or Alt, as a pinch on a touchpad does; without them it scrolls the page. Sideways it pans.
fn turn(profile: &Profile, event: &Event) {
    let Some(wheel) = event.dyn_ref::<WheelEvent>() else { return };
    let Some((about_m, _)) = profile.place(event) else { return };
    let unit = if wheel.delta_mode() == WheelEvent::DOM_DELTA_LINE { LINE } else { 1.0 };
    let (across, down) = (wheel.delta_x() * unit, wheel.delta_y() * unit);
    let shown = &profile.shown;
    if wheel.ctrl_key() || wheel.meta_key() || wheel.alt_key() {
        event.prevent_default();
        zoom::by(shown, (-down * WHEEL).exp2(), about_m);
    } else if across.abs() > down.abs() && shown.race.window.with_untracked(Option::is_some) {
        event.prevent_default();
        if let Some(frame) = profile.frame.get_untracked() {
            let (from_m, to_m) = frame.distance_m;
            let metres_per_pixel = (to_m - from_m) / frame.plot().width;
            zoom::set(shown, zoom::window(shown).panned(across * metres_per_pixel));
        }
    }
}
