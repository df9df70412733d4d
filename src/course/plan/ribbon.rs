//! The course as a ribbon over its shadow, which turns by itself or by hand.

use super::words::PlanWords;
use crate::{
    browser::{clock, intl, motion, width::follow_width},
    course::{Shown, tools::button},
    element::{Element, html, svg},
    live::Live,
};
use leptos::task::spawn_local;
use saddle_course::drawing::{Ribbon, RibbonView, coordinate};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// Until the real width is known.
const FIRST_WIDTH: f64 = 480.0;
/// It turns once a minute.
const DEGREES_PER_SECOND: f64 = 6.0;
/// It is drawn anew when it has turned this far: 20 times a second.
const LEAST_TURN_DEG: f64 = DEGREES_PER_SECOND / 20.0;
/// How often to look whether it has come on screen, in seconds.
const PAUSE_S: f64 = 0.5;
/// From where it is seen first, in degrees clockwise: a little from the side, so that a course along a parallel has depth.
const FIRST_ANGLE_DEG: f64 = 30.0;

thread_local! {
    /// Whether it was to turn when the visitor last said so on this page: what was stopped does not turn again by itself.
    static IS_TO_TURN: Cell<Option<bool>> = const { Cell::new(None) };
}

/// The part.
pub fn view(shown: &Shown, words: PlanWords) -> Element {
    let tag = shown.race.words().tag;
    let ribbon = Rc::new(Ribbon::new(&shown.course));
    let exaggeration = ribbon.fitting_exaggeration();
    let width = Live::new(FIRST_WIDTH);
    let angle_deg = Live::new(FIRST_ANGLE_DEG);
    let is_turning = Live::new(IS_TO_TURN.get().unwrap_or_else(|| !motion::is_reduced()));
    let set_turning = move |is_to_turn| {
        IS_TO_TURN.set(Some(is_to_turn));
        is_turning.set_if_new(is_to_turn);
    };
    let is_running = Rc::new(Cell::new(false));
    let seen = move || RibbonView {
        width: width.get(),
        height: (width.get() * 0.6).clamp(200.0, 420.0).round(),
        angle_rad: angle_deg.get().to_radians(),
        exaggeration,
    };

    let drawn = ribbon.clone();
    let picture = svg("svg")
        .attr("role", "img")
        .attr("aria-label", &words.with("ribbon_picture", &[("name", &shown.name())]))
        .attr_with("width", move || Some(coordinate(seen().width)))
        .attr_with("height", move || Some(coordinate(seen().height)))
        .region(move || {
            let drawing = drawn.drawing(&seen());
            let shadow = svg("path").class("ribbon-shadow").attr("d", &drawing.shadow);
            let faces = drawing.faces.iter().flat_map(|face| {
                let class = ["ribbon-face band ", face.band.as_str()].concat();
                let path = |class: &str, path: &str| svg("path").class(class).attr("d", path);
                // What is in front covers the edge too.
                [path(&class, &face.path), path("ribbon-edge", &face.edge)]
            });
            [shadow].into_iter().chain(faces).collect()
        })
        .child(cursor(shown, ribbon, seen));
    let figure = html("div").class("ribbon").child(picture);
    follow_width(figure.node(), width);
    turn(figure.clone(), angle_deg, is_turning, is_running.clone());

    let side = html("input")
        .attr("type", "range")
        .attr("min", "0")
        .attr("max", "360")
        .attr("step", "5")
        .attr("aria-label", words.text("ribbon_side"))
        .attr_with("aria-valuetext", move || {
            Some([&intl::number(tag, angle_deg.get().round(), 0, false), "°"].concat())
        })
        .property_with("value", move || angle_deg.get())
        // A hand on it stops it.
        .on("focus", move |_| set_turning(false))
        .on("input", move |event| {
            if let Some(range) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
            {
                set_turning(false);
                angle_deg.set_if_new(range.value_as_number());
            }
        });
    let turned = figure.clone();
    let turning = button(words.text("ribbon_turning"), "ribbon-turning", move || {
        set_turning(!is_turning.get_untracked());
        turn(turned.clone(), angle_deg, is_turning, is_running.clone());
    })
    .attr_with("aria-pressed", move || Some(is_turning.get().to_string()));
    let heights = (exaggeration > 1.0).then(|| {
        let times = intl::number(tag, exaggeration, 0, false);
        html("p").class("small quiet").text(&words.with("ribbon_heights", &[("times", &times)]))
    });
    html("div").child(figure).child(html("div").class("tools").child(side).child(turning)).children(heights)
}

/// The cursor that profile and map share, as a pole from the shadow to the upper edge.
fn cursor(shown: &Shown, ribbon: Rc<Ribbon>, seen: impl Fn() -> RibbonView + 'static) -> Element {
    let race = shown.race;
    let pole = move || {
        let place = ribbon.place(&seen(), race.cursor.get()?);
        let ((x, top), foot) = (place.top, place.foot.1);
        Some(["M", &coordinate(x), " ", &coordinate(foot), "V", &coordinate(top - 6.0)].concat())
    };
    svg("path").class("ribbon-cursor").attr_with("d", pole)
}

/// Turns it while it is meant to turn, is open and on screen. While that is being done there is no need to begin again.
fn turn(figure: Element, angle_deg: Live<f64>, is_turning: Live<bool>, is_running: Rc<Cell<bool>>) {
    if is_running.replace(true) {
        return;
    }
    spawn_local(async move {
        let mut before_ms = clock::browser_now_ms();
        while is_turning.is_alive() && is_turning.get_untracked() {
            if !is_on_screen(&figure) {
                clock::sleep(PAUSE_S).await;
                before_ms = clock::browser_now_ms();
                continue;
            }
            clock::next_frame().await;
            let turned_deg = (clock::browser_now_ms() - before_ms) / 1000.0 * DEGREES_PER_SECOND;
            if turned_deg >= LEAST_TURN_DEG {
                before_ms = clock::browser_now_ms();
                // After a tab was hidden for long it goes on from where it was.
                let next_deg = angle_deg.get_untracked() + turned_deg.min(1.0);
                angle_deg.set(if next_deg >= 360.0 { next_deg - 360.0 } else { next_deg });
            }
        }
        is_running.set(false);
    });
}

fn is_on_screen(figure: &Element) -> bool {
    let bounds = figure.node().get_bounding_client_rect();
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    bounds.bottom() > 0.0 && bounds.top() < height.unwrap_or(f64::INFINITY)
}
