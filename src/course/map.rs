//! The course map: the track from above, with start, direction, scale and the shared cursor.

use super::{Shown, pointer};
use crate::{
    browser::{intl, width::follow_width},
    element::{Element, html, svg},
    live::Live,
    text::fill,
};
use saddle_course::drawing::{MapDrawing, MapView, Units, coordinate};
use std::sync::Arc;

/// Until the real width is known.
const FIRST_WIDTH: f64 = 480.0;
const PADDING: f64 = 28.0;

/// The map of the chosen distance.
pub fn view(shown: &Shown) -> Element {
    let race = shown.race;
    let width = Live::new(FIRST_WIDTH);
    let drawn = Live::new(None);
    let name = shown.distance.name.pick(&race.language_untracked()).to_owned();
    let title = fill(race.words().map, &[("name", &name)]);
    let heading = html("h3").class("label").text(&title);

    let kept = shown.clone();
    let at_pointer = move |event: web_sys::Event| {
        let map: Option<Arc<MapDrawing>> = drawn.get_untracked();
        if let (Some((x, y)), Some(map)) = (pointer::place(&event), map) {
            race.point_at(map.nearest(x, y, race.cursor.get_untracked()));
        }
    };
    let ground =
        html("div").class("map-ground").on("pointermove", at_pointer).on("pointerdown", at_pointer).region(
            move || {
                let width = width.get();
                let look = MapView::new(&kept.course, width, height(width), PADDING);
                let map = Arc::new(MapDrawing::new(&kept.course, &look, Units::Metric));
                drawn.set(Some(map.clone()));
                vec![picture(&kept, map, width, &title)]
            },
        );
    follow_width(ground.node(), width);
    html("figure").class("map").attr("part", "map").child(html("figcaption").child(heading)).child(ground)
}

/// A map is a little wider than high.
fn height(width: f64) -> f64 {
    (width * 0.78).clamp(240.0, 460.0).round()
}

fn picture(shown: &Shown, map: Arc<MapDrawing>, width: f64, title: &str) -> Element {
    let words = shown.race.words();
    let height = height(width);
    let arrows = map.arrows.iter().map(|arrow| {
        let turn =
            ["translate(", &pair((arrow.x, arrow.y)), ")rotate(", &coordinate(arrow.angle_deg), ")"].concat();
        svg("path").class("arrow").attr("d", "M-4-4L4 0L-4 4z").attr("transform", &turn)
    });
    let marks = map.distance_marks.iter().flat_map(|mark| {
        let label = svg("text")
            .class("tick")
            .attr("x", &coordinate(mark.x + 6.0))
            .attr("y", &coordinate(mark.y - 5.0))
            .text(&intl::number(words.tag, mark.value, 1, false));
        [spot("km-dot", (mark.x, mark.y), "2.5"), label]
    });
    svg("svg")
        .attr("role", "img")
        .attr("aria-label", title)
        .attr("width", &coordinate(width))
        .attr("height", &coordinate(height))
        // Paper may be narrower than the screen that it was drawn for.
        .attr("viewBox", &["0 0 ", &coordinate(width), " ", &coordinate(height)].concat())
        .child(svg("path").class("trail-edge").attr("d", &map.line))
        .child(svg("path").class("trail").attr("d", &map.line))
        .children(arrows)
        .children(marks)
        .children(waypoints(shown, &map))
        .child(spot("finish", map.finish, "6"))
        .child(spot("start", map.start, "6"))
        .children(scale_bar(shown, &map, height))
        .child(north(width))
        .child(cursor(shown, map))
}

fn pair((x, y): (f64, f64)) -> String {
    [&coordinate(x), ",", &coordinate(y)].concat()
}

/// A round mark.
fn spot(class: &str, (x, y): (f64, f64), radius: &str) -> Element {
    svg("circle").class(class).attr("cx", &coordinate(x)).attr("cy", &coordinate(y)).attr("r", radius)
}

fn waypoints(shown: &Shown, map: &MapDrawing) -> Vec<Element> {
    let language = shown.race.language_untracked();
    let waypoints = shown.distance.waypoints.iter().map(|waypoint| {
        let at = map.at(waypoint.km * 1000.0);
        spot("waypoint-dot", at, "4").child(svg("title").text(waypoint.name.pick(&language)))
    });
    waypoints.collect()
}

fn scale_bar(shown: &Shown, map: &MapDrawing, height: f64) -> Option<Element> {
    let bar = map.scale_bar?;
    let words = shown.race.words();
    let length = if bar.length_m >= 1000.0 {
        [&intl::number(words.tag, bar.length_m / 1000.0, 1, false), " km"].concat()
    } else {
        [&intl::number(words.tag, bar.length_m, 0, false), " m"].concat()
    };
    let (low, high) = (coordinate(height - 12.0), coordinate(height - 17.0));
    let line = ["M12 ", &high, "V", &low, "H", &coordinate(12.0 + bar.width), "V", &high].concat();
    Some(
        svg("g")
            .class("scale")
            .child(svg("path").attr("d", &line))
            .child(svg("text").class("tick").attr("x", "16").attr("y", &high).text(&length)),
    )
}

/// North is up on every map; the arrow says so.
fn north(width: f64) -> Element {
    svg("g")
        .class("north")
        .attr("transform", &["translate(", &pair((width - 20.0, 22.0)), ")"].concat())
        .child(svg("path").attr("d", "M0-12L5 4L0 1L-5 4z"))
        .child(svg("text").class("tick middle").attr("y", "17").text("N"))
}

fn cursor(shown: &Shown, map: Arc<MapDrawing>) -> Element {
    let race = shown.race;
    let across = move || Some(["translate(", &pair(map.at(race.cursor.get()?)), ")"].concat());
    svg("circle")
        .class("map-cursor")
        .attr("r", "7")
        .style_with("display", move || if race.cursor.get().is_some() { "inline" } else { "none" }.to_owned())
        .attr_with("transform", across)
}
