//! The elevation profile: axes, grade colours, waypoints, and the cursor by pointer, finger and keyboard.

use super::{Shown, place, pointer};
use crate::{
    browser::{intl, performance, width::follow_width},
    element::{Element, html, svg},
    live::Live,
    text::fill,
};
use saddle_course::drawing::{
    GradeBand, Label, Margins, ProfileDrawing, ProfileFrame, Tick, Units, coordinate, estimated_text_width,
    place_labels,
};
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

/// Until the real width is known.
const FIRST_WIDTH: f64 = 640.0;
const LABEL_SIZE: f64 = 12.0;
const LABEL_ROW: f64 = 17.0;
const MOST_LABEL_ROWS: usize = 3;
/// The cursor moves this far with an arrow key, in metres.
const KEY_STEP_M: f64 = 50.0;

/// The profile of the chosen distance, with its legend and the value under the cursor.
pub fn view(shown: &Shown) -> Element {
    let race = shown.race;
    let words = race.words();
    if !shown.course.has_elevation() {
        return html("p").class("quiet").text(words.no_elevation);
    }
    let width = Live::new(FIRST_WIDTH);
    let frame = Live::new(None);
    let name = shown.distance.name.pick(&race.language_untracked()).to_owned();
    let title = fill(words.profile, &[("name", &name)]);

    let kept = shown.clone();
    let at_pointer = move |event: web_sys::Event| {
        let frame: Option<ProfileFrame> = frame.get_untracked();
        if let (Some((x, _)), Some(frame)) = (pointer::place(&event), frame) {
            race.point_at(frame.distance_at(x));
        }
    };
    let plot = html("div").class("plot").on("pointermove", at_pointer).on("pointerdown", at_pointer).region(
        move || {
            let elevation_m = race.shared_elevations_m().unwrap_or_default();
            let drawing = draw(&kept, width.get(), elevation_m);
            frame.set(Some(drawing.profile.frame));
            vec![picture(&kept, &drawing, &title), cursor_range(&kept, &drawing.profile.frame)]
        },
    );
    follow_width(plot.node(), width);
    performance::mark_when_painted(performance::DRAWN);
    let title = html("h3").class("label").text(&fill(words.profile, &[("name", &name)]));
    html("figure")
        .class("profile")
        .attr("part", "profile")
        .child(html("figcaption").class("figure-head").child(title).child(readout(shown)))
        .child(plot)
        .child(legend(shown))
}

/// The picture and the labels in it.
struct Drawing {
    profile: ProfileDrawing,
    labels: Vec<PlacedLabel>,
}

struct PlacedLabel {
    text: String,
    /// Where the waypoint is.
    x: f64,
    ground_y: f64,
    /// Where its name is written; `None` where there is no room for it.
    at: Option<(f64, f64)>,
}

fn draw(shown: &Shown, width: f64, elevation_m: (f64, f64)) -> Drawing {
    let language = shown.race.language_untracked();
    let course = &shown.course;
    let length_m = course.figures().distance_m;
    let height = if width < 560.0 { 200.0 } else { 270.0 };
    let mut frame = ProfileFrame {
        width,
        height,
        margins: Margins { top: 10.0, right: 12.0, bottom: 24.0, left: 52.0 },
        distance_m: (0.0, length_m),
        elevation_m,
        units: Units::Metric,
    };
    let names: Vec<(&str, f64)> = shown
        .distance
        .waypoints
        .iter()
        .map(|waypoint| (waypoint.name.pick(&language), (waypoint.km * 1000.0).min(length_m)))
        .collect();
    let wanted: Vec<Label> = names
        .iter()
        .map(|(name, at_m)| Label { x: frame.x_of(*at_m), width: estimated_text_width(name, LABEL_SIZE) })
        .collect();
    let places = place_labels(&wanted, (frame.margins.left, width), MOST_LABEL_ROWS, 8.0);
    let rows = places.iter().flatten().map(|place| place.row + 1).max().unwrap_or(0) as f64;
    frame.margins.top += rows * LABEL_ROW;
    frame.height += rows * LABEL_ROW;
    let labels = names
        .into_iter()
        .zip(places)
        .map(|((text, at_m), place)| PlacedLabel {
            text: text.to_owned(),
            x: frame.x_of(at_m),
            ground_y: frame.y_of(course.at(at_m).elevation_m),
            at: place.map(|place| (place.x, frame.margins.top - 8.0 - place.row as f64 * LABEL_ROW)),
        })
        .collect();
    Drawing { profile: ProfileDrawing::new(course, &frame), labels }
}

fn picture(shown: &Shown, drawing: &Drawing, title: &str) -> Element {
    let tag = shown.race.words().tag;
    let Drawing { profile, labels } = drawing;
    let plot = profile.frame.plot();
    let bottom = plot.y + plot.height;
    let bands = profile
        .bands
        .iter()
        .map(|(band, path)| svg("path").class(&["band ", band.as_str()].concat()).attr("d", path));
    svg("svg")
        .attr("role", "img")
        .attr("aria-label", title)
        .attr("width", &coordinate(profile.frame.width))
        .attr("height", &coordinate(profile.frame.height))
        .children(profile.elevation_ticks.iter().flat_map(|tick| elevation_tick(tag, tick, &profile.frame)))
        .children(bands)
        .child(svg("path").class("ridge").attr("d", &profile.line))
        .children(profile.distance_ticks.iter().map(|tick| distance_tick(tag, tick, bottom)))
        .children(labels.iter().flat_map(waypoint_mark))
        .child(cursor(shown, profile.frame))
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
fn label(class: &str, (x, y): (f64, f64), text: &str) -> Element {
    svg("text").class(class).attr("x", &coordinate(x)).attr("y", &coordinate(y)).text(text)
}

fn elevation_tick(tag: &str, tick: &Tick, frame: &ProfileFrame) -> [Element; 2] {
    let plot = frame.plot();
    let text = [&intl::number(tag, tick.value, 0, false), " m"].concat();
    [
        line("grid", (plot.x, tick.at), (plot.x + plot.width, tick.at)),
        label("tick end", (plot.x - 8.0, tick.at + 4.0), &text),
    ]
}

fn distance_tick(tag: &str, tick: &Tick, bottom: f64) -> Element {
    let text = if tick.value == 0.0 { "km".to_owned() } else { intl::number(tag, tick.value, 1, false) };
    label("tick middle", (tick.at, bottom + 18.0), &text)
}

fn waypoint_mark(waypoint: &PlacedLabel) -> Vec<Element> {
    let mut mark = Vec::new();
    if let Some((x, y)) = waypoint.at {
        mark.push(line("stem", (waypoint.x, y + 4.0), (waypoint.x, waypoint.ground_y)));
        mark.push(label("waypoint middle", (x, y), &waypoint.text));
    }
    mark.push(
        svg("circle")
            .class("waypoint-dot")
            .attr("cx", &coordinate(waypoint.x))
            .attr("cy", &coordinate(waypoint.ground_y))
            .attr("r", "3.5"),
    );
    mark
}

/// The hairline and the dot: the only parts that move with the cursor.
fn cursor(shown: &Shown, frame: ProfileFrame) -> Element {
    let race = shown.race;
    let plot = frame.plot();
    let course = shown.course.clone();
    let ground_y = move || race.cursor.get().map(|distance_m| frame.y_of(course.at(distance_m).elevation_m));
    let across = move || {
        let x = frame.x_of(race.cursor.get()?);
        Some(["translate(", &coordinate(x), ",0)"].concat())
    };
    svg("g")
        .class("cursor")
        .style_with("display", move || if race.cursor.get().is_some() { "inline" } else { "none" }.to_owned())
        .attr_with("transform", across)
        .child(line("hair", (0.0, plot.y), (0.0, plot.y + plot.height)))
        .child(svg("circle").attr("r", "5").attr_with("cy", move || ground_y().map(coordinate)))
}

/// The cursor for keyboard and screen reader: a native slider over the plot, which the pointer passes through.
fn cursor_range(shown: &Shown, frame: &ProfileFrame) -> Element {
    let race = shown.race;
    let plot = frame.plot();
    let length_m = shown.course.figures().distance_m;
    let spoken = shown.clone();
    html("input")
        .class("cursor-range")
        .attr("type", "range")
        .attr("min", "0")
        // A whole number of steps, or the End key would stop short of the finish; the course ends where it ends.
        .attr("max", &coordinate((length_m / KEY_STEP_M).ceil() * KEY_STEP_M))
        .attr("step", &coordinate(KEY_STEP_M))
        .attr("aria-label", race.words().cursor)
        .attr_with("aria-valuetext", move || {
            let distance_m = race.cursor.get().unwrap_or(0.0);
            Some(place::sentence(&spoken, &spoken.course.at(distance_m)))
        })
        .style_with("left", move || [&coordinate(plot.x), "px"].concat())
        .style_with("width", move || [&coordinate(plot.width), "px"].concat())
        .property_with("value", move || race.cursor.get().unwrap_or(0.0))
        .on("input", move |event| {
            let range = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
            if let Some(range) = range {
                race.point_at(range.value_as_number().min(length_m));
            }
        })
}

/// What the cursor points at, for the eye; the slider says the same to the ear.
fn readout(shown: &Shown) -> Element {
    let shown = shown.clone();
    html("p").class("readout").attr("aria-hidden", "true").text_with(move || match shown.race.cursor.get() {
        Some(distance_m) => place::sentence(&shown, &shown.course.at(distance_m)),
        None => shown.race.words().profile_hint.to_owned(),
    })
}

/// The bands of grade with their bounds in per cent, so that colour is never the only sign.
fn legend(shown: &Shown) -> Element {
    let words = shown.race.words();
    let bands = GradeBand::ALL.into_iter().map(|band| {
        html("li")
            .child(html("span").class(&["swatch ", band.as_str()].concat()).attr("aria-hidden", "true"))
            .child(html("span").text(&bounds(words.tag, band)))
    });
    html("div")
        .class("legend")
        .child(html("span").class("quiet").text(&[words.grade, " %"].concat()))
        .child(html("ul").children(bands))
}

fn bounds(tag: &str, band: GradeBand) -> String {
    let (low, high) = band.bounds();
    let percent = |grade: f64| intl::number(tag, (grade * 100.0).round(), 0, false).replace('-', "−");
    match (low.is_finite(), high.is_finite()) {
        (true, true) => [&percent(low), " … ", &percent(high)].concat(),
        (false, _) => ["< ", &percent(high)].concat(),
        (_, false) => ["> ", &percent(low)].concat(),
    }
}
