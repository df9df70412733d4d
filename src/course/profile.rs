//! The elevation profile: axes, grade colours, climbs, waypoints, and the cursor by pointer, finger and keyboard.

use super::{Shown, legend, measure, place, pointer, tools};
use crate::{
    browser::{clock, intl, marker::Marker, performance, width::follow_width},
    element::{Element, follow, html, svg},
    live::Live,
    text::fill,
};
use leptos::task::spawn_local;
use saddle_course::drawing::{
    ClimbMark, Margins, ProfileDrawing, ProfileFrame, Tick, WaypointMark, Window, climb_marks, coordinate,
    waypoint_marks,
};
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

/// The cursor moves this far with an arrow key, in metres.
pub const KEY_STEP_M: f64 = 50.0;
/// Room for the number of a climb, in pixels.
const CLIMB_LABEL_WIDTH: f64 = 16.0;

/// The profile as it stands on the page, for those who listen to it or draw over it.
#[derive(Clone)]
pub struct Profile {
    /// The course.
    pub shown: Shown,
    /// What it is drawn into; nothing until it is drawn.
    pub frame: Live<Option<ProfileFrame>>,
    /// Where its left edge is in the window, if that was asked since a pointer came: asking makes the browser lay out the
    /// page, which costs more than all the rest of a move.
    left: Live<Option<f64>>,
}

impl Profile {
    /// Where on the course a pointer is, and its `x` in the picture.
    pub fn place(&self, event: &Event) -> Option<(f64, f64)> {
        self.left.set(Some(pointer::left_edge(event)?));
        self.place_of_move(event)
    }

    /// The same of a pointer that has come before: the left edge is where it was.
    pub fn place_of_move(&self, event: &Event) -> Option<(f64, f64)> {
        let frame = self.frame.get_untracked()?;
        let Some(left) = self.left.get_untracked() else { return self.place(event) };
        let x = pointer::across(event) - left;
        Some((frame.distance_at(x), x))
    }
}

/// The profile of the chosen distance, with what looks closer at it, its legend and the value under the cursor.
pub fn view(shown: &Shown) -> Element {
    let race = shown.race;
    let words = race.words();
    if !shown.course.has_elevation() {
        return html("p").class("quiet").text(words.no_elevation);
    }
    let width = Live::new(race.width());
    let frame = Live::new(None);
    let title = fill(words.profile, &[("name", &shown.name())]);
    let heading = html("h3").class("label").text(&title);

    let plot = html("div").class("plot");
    let profile = Profile { shown: shown.clone(), frame, left: Live::new(None) };
    let at_pointer = |place: fn(&Profile, &Event) -> Option<(f64, f64)>| {
        let profile = profile.clone();
        move |event: Event| {
            if let Some((distance_m, _)) = place(&profile, &event) {
                race.point_at(distance_m);
            }
        }
    };
    let kept = profile.clone();
    let (closer, keyed) = (profile.clone(), profile.clone());
    let plot = plot
        .on("pointerenter", at_pointer(Profile::place))
        .on("pointermove", at_pointer(Profile::place_of_move))
        .on("pointerdown", at_pointer(Profile::place))
        .on("keydown", move |event| {
            if let Some(explore) = race.explore.get_untracked() {
                (explore.key)(&keyed, &event);
            }
        })
        .region(move || {
            race.units.track();
            let drawing = draw(&kept.shown, width.get());
            frame.set(Some(drawing.profile.frame));
            vec![picture(&kept, &drawing, &title)]
        })
        .child(cursor_range(&profile))
        .region(move || race.explore.get().map_or_else(Vec::new, |explore| (explore.over_profile)(&closer)));
    follow_width(plot.node(), width);
    performance::mark_when_painted(performance::DRAWN);
    let want = move |_| race.explore.want();
    html("figure")
        .class("profile")
        .attr("part", "profile")
        .on("pointerenter", want)
        .on("focusin", want)
        .child(html("figcaption").class("figure-head").child(heading).child(readout(shown)))
        .child(plot)
        .child(tools::view(shown))
        .region(move || race.explore.get().map_or_else(Vec::new, |explore| (explore.under_profile)(&profile)))
        .child(legend::view(race))
}

/// The picture and the marks in it.
struct Drawing {
    profile: ProfileDrawing,
    waypoints: Vec<WaypointMark>,
    climbs: Vec<ClimbMark>,
    names: Vec<String>,
}

fn draw(shown: &Shown, width: f64) -> Drawing {
    let (race, language) = (shown.race, shown.race.language_untracked());
    let whole = Window::whole(shown.span_m());
    let frame = ProfileFrame {
        width,
        height: if width < 560.0 { 200.0 } else { 270.0 },
        margins: Margins { top: 10.0, right: 12.0, bottom: 24.0, left: 60.0 },
        distance_m: race.window.get().unwrap_or(whole).distance_m(),
        elevation_m: race.shared_elevations_m().unwrap_or_default(),
        units: race.units.get_untracked(),
    };
    let names: Vec<String> =
        shown.distance.waypoints.iter().map(|waypoint| waypoint.name.pick(&language).to_owned()).collect();
    // "42 km" is said of a course of 41.9 km: its finish is the end of the track.
    let places: Vec<(&str, f64)> = names
        .iter()
        .zip(&shown.distance.waypoints)
        .map(|(name, waypoint)| (name.as_str(), (waypoint.km * 1000.0).min(shown.length_m())))
        .collect();
    let (frame, waypoints) = waypoint_marks(&shown.course, frame, &places);
    Drawing {
        profile: ProfileDrawing::new(&shown.course, &frame),
        climbs: climb_marks(&shown.course, &frame, CLIMB_LABEL_WIDTH, 1),
        waypoints,
        names,
    }
}

fn picture(profile: &Profile, drawing: &Drawing, title: &str) -> Element {
    let race = profile.shown.race;
    let Drawing { profile: drawn, waypoints, climbs, names } = drawing;
    let plot = drawn.frame.plot();
    let bottom = plot.y + plot.height;
    let bands = drawn
        .bands
        .iter()
        .map(|(band, path)| svg("path").class(&["band ", band.as_str()].concat()).attr("d", path));
    let outlines = race
        .explore
        .get_untracked()
        .filter(|_| race.is_comparing.get())
        .map_or_else(Vec::new, |explore| (explore.outlines)(race, &drawn.frame));
    svg("svg")
        .attr("role", "img")
        .attr("aria-label", title)
        .attr("width", &coordinate(drawn.frame.width))
        .attr("height", &coordinate(drawn.frame.height))
        // Paper may be narrower than the screen that it was drawn for.
        .attr(
            "viewBox",
            &["0 0 ", &coordinate(drawn.frame.width), " ", &coordinate(drawn.frame.height)].concat(),
        )
        .children(drawn.elevation_ticks.iter().flat_map(|tick| elevation_tick(profile, tick, &drawn.frame)))
        .children(outlines)
        .children(bands)
        .child(svg("path").class("ridge").attr("d", &drawn.line))
        .children(climbs.iter().flat_map(|climb| climb_mark(climb, bottom)))
        .children(drawn.distance_ticks.iter().map(|tick| distance_tick(profile, tick, bottom)))
        .children(waypoints.iter().flat_map(|waypoint| waypoint_mark(waypoint, names)))
        .child(cursor(&profile.shown, drawn.frame))
}

/// A vertical or horizontal line.
fn line(class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) -> Element {
    svg("line")
        .class(class)
        .attr("x1", &coordinate(x1))
        .attr("y1", &coordinate(y1))
        .attr("x2", &coordinate(x2))
        .attr("y2", &coordinate(y2))
}

/// A text at a place.
pub fn label(class: &str, (x, y): (f64, f64), text: &str) -> Element {
    svg("text").class(class).attr("x", &coordinate(x)).attr("y", &coordinate(y)).text(text)
}

fn elevation_tick(profile: &Profile, tick: &Tick, frame: &ProfileFrame) -> [Element; 2] {
    let (race, plot) = (profile.shown.race, frame.plot());
    let number = intl::number(race.words().tag, tick.value, 0, false);
    let text = [&number, " ", measure::height_symbol(race)].concat();
    [
        line("grid", (plot.x, tick.at), (plot.x + plot.width, tick.at)),
        label("tick end", (plot.x - 8.0, tick.at + 4.0), &text),
    ]
}

fn distance_tick(profile: &Profile, tick: &Tick, bottom: f64) -> Element {
    let race = profile.shown.race;
    let text = if tick.value == 0.0 {
        measure::distance_symbol(race).to_owned()
    } else {
        intl::number(race.words().tag, tick.value, 2, false)
    };
    label("tick middle", (tick.at, bottom + 18.0), &text)
}

/// The rise of a climb under the line, and its number; the list of climbs has the same numbers.
fn climb_mark(climb: &ClimbMark, bottom: f64) -> Vec<Element> {
    let mut mark = vec![svg("path").class("rise").attr("d", &climb.rise)];
    if let Some(place) = climb.label {
        let number = (climb.climb + 1).to_string();
        mark.push(label("climb-number middle", (place.x, bottom - 5.0), &number));
    }
    mark
}

fn waypoint_mark(waypoint: &WaypointMark, names: &[String]) -> Vec<Element> {
    let (x, ground_y) = waypoint.ground;
    let mut mark = Vec::new();
    if let (Some((name_x, y)), Some(name)) = (waypoint.name, names.get(waypoint.waypoint)) {
        mark.push(line("stem", (x, y + 4.0), (x, ground_y)));
        mark.push(label("waypoint middle", (name_x, y), name));
    }
    let dot = svg("circle").class("waypoint-dot");
    mark.push(dot.attr("cx", &coordinate(x)).attr("cy", &coordinate(ground_y)).attr("r", "3.5"));
    mark
}

/// The hairline and the dot: the only parts that move with the cursor.
fn cursor(shown: &Shown, frame: ProfileFrame) -> Element {
    let race = shown.race;
    let plot = frame.plot();
    let course = shown.course.clone();
    let (from_m, to_m) = frame.distance_m;
    let dot = svg("circle").attr("r", "5");
    let cursor = svg("g")
        .class("cursor")
        .child(line("hair", (0.0, plot.y), (0.0, plot.y + plot.height)))
        .child(dot.clone());
    let (across, up) = (Marker::new(cursor.clone()), Marker::new(dot));
    follow(Box::new(move || {
        let seen = race.cursor.get().filter(|distance_m| (from_m..=to_m).contains(distance_m));
        across.stand(seen.map(|distance_m| (frame.x_of(distance_m), 0.0)));
        up.stand(seen.map(|distance_m| (0.0, frame.y_of(course.at(distance_m).elevation_m))));
    }));
    cursor
}

/// The cursor for keyboard and screen reader: a native slider over the plot, which the pointer passes through. It stays
/// when the picture is drawn anew, and with it the focus.
fn cursor_range(profile: &Profile) -> Element {
    let race = profile.shown.race;
    let frame = profile.frame;
    let length_m = profile.shown.length_m();
    let pixels =
        |length: Option<f64>| length.map_or_else(String::new, |length| [&coordinate(length), "px"].concat());
    let range = html("input")
        .class("cursor-range")
        .attr("type", "range")
        .attr("min", "0")
        // A whole number of steps, or the End key would stop short of the finish; the course ends where it ends.
        .attr("max", &coordinate((length_m / KEY_STEP_M).ceil() * KEY_STEP_M))
        .attr("step", &coordinate(KEY_STEP_M))
        .attr("aria-label", race.words().cursor)
        .attr("aria-description", race.words().profile_keys)
        .style_with("left", move || pixels(frame.get().map(|frame| frame.plot().x)))
        .style_with("width", move || pixels(frame.get().map(|frame| frame.plot().width)))
        .on("input", move |event| {
            let range = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(range) = range {
                race.point_at(range.value_as_number().min(length_m));
            }
        });
    let slider = Rc::new(Slider {
        shown: profile.shown.clone(),
        range: range.clone(),
        has_focus: Cell::new(false),
        moves: Cell::new(0),
        // Until it has begun.
        is_behind: Cell::new(true),
    });
    let (begun, focused, left) = (Rc::clone(&slider), Rc::clone(&slider), Rc::clone(&slider));
    follow(Box::new(move || {
        race.units.track();
        race.cursor.track();
        slider.follow();
    }));
    begun.is_behind.set(false);
    begun.catch_up();
    range.on("focus", move |_| focused.focus(true)).on("blur", move |_| left.focus(false))
}

/// The slider follows the cursor: at once while it has the focus, else when the cursor rests. Nobody hears or presses it while
/// a pointer moves, and saying a place takes the browser longer than drawing it.
struct Slider {
    shown: Shown,
    range: Element,
    has_focus: Cell<bool>,
    /// How often the cursor has moved.
    moves: Cell<u32>,
    /// Whether it is about to catch up.
    is_behind: Cell<bool>,
}

impl Slider {
    /// How long a cursor stands still that rests, in seconds.
    const REST_S: f64 = 0.25;

    fn follow(self: &Rc<Self>) {
        self.moves.set(self.moves.get().wrapping_add(1));
        if self.has_focus.get() {
            self.catch_up();
        } else if !self.is_behind.replace(true) {
            let slider = Rc::clone(self);
            spawn_local(async move {
                slider.rest().await;
                slider.is_behind.set(false);
                slider.catch_up();
            });
        }
    }

    /// Waits until the cursor rests.
    async fn rest(&self) {
        loop {
            let before = self.moves.get();
            clock::sleep(Self::REST_S).await;
            if self.moves.get() == before {
                return;
            }
        }
    }

    fn focus(&self, has_focus: bool) {
        self.has_focus.set(has_focus);
        self.catch_up();
    }

    fn catch_up(&self) {
        // Before anything is pointed at, the slider is at the start.
        let at_m = self.shown.race.cursor.get_untracked().unwrap_or(0.0);
        let range = self.range.clone().property("value", at_m);
        range.attr("aria-valuetext", &place::sentence(&self.shown, &self.shown.course.at(at_m)));
    }
}

/// What the cursor points at, for the eye; the slider says the same to the ear.
fn readout(shown: &Shown) -> Element {
    let shown = shown.clone();
    html("p").class("readout").attr("aria-hidden", "true").text_with(move || {
        let race = shown.race;
        race.units.track();
        match race.cursor.get() {
            Some(distance_m) => place::sentence(&shown, &shown.course.at(distance_m)),
            None => race.words().profile_hint.to_owned(),
        }
    })
}
