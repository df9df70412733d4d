//! The picture of the map: line, arrows, marks, scale, north, cursor.

use super::waypoints;
use crate::{
    browser::{intl, marker::Marker},
    course::{Shown, measure, profile::label},
    element::{Element, follow, svg},
};
use saddle_course::drawing::{Anchor, MapDrawing, coordinate};
use std::sync::Arc;

/// The picture.
pub fn view(shown: &Shown, map: Arc<MapDrawing>, (width, height): (f64, f64), title: &str) -> Element {
    let tag = shown.race.words().tag;
    let mut picture = svg("svg")
        .attr("role", "img")
        .attr("aria-label", title)
        .attr("width", &coordinate(width))
        .attr("height", &coordinate(height))
        .child(svg("path").class("trail-edge").attr("d", &map.line))
        .child(svg("path").class("trail").attr("d", &map.line));
    for arrow in &map.arrows {
        let turn = [&translate((arrow.x, arrow.y)), "rotate(", &coordinate(arrow.angle_deg), ")"].concat();
        picture =
            picture.child(svg("path").class("arrow").attr("d", "M-4-4L4 0L-4 4z").attr("transform", &turn));
    }
    for mark in &map.distance_marks {
        picture = picture.child(spot("km-dot", (mark.x, mark.y), "2.5"));
        if let Some(anchor) = mark.label {
            let (class, aside) = if anchor == Anchor::Start { ("tick", 6.0) } else { ("tick end", -6.0) };
            let number = intl::number(tag, mark.value, 1, false);
            picture = picture.child(label(class, (mark.x + aside, mark.y - 5.0), &number));
        }
    }
    waypoints::mark(picture, shown, &map)
        .child(spot("finish", map.finish, "6"))
        .child(spot("start", map.start, "6"))
        .children(scale_bar(shown, &map, height))
        .child(north(width))
        .child(cursor(shown, map))
}

/// Moves what is drawn about the origin to a place.
pub fn translate((x, y): (f64, f64)) -> String {
    ["translate(", &coordinate(x), ",", &coordinate(y), ")"].concat()
}

/// A round mark.
fn spot(class: &str, (x, y): (f64, f64), radius: &str) -> Element {
    svg("circle").class(class).attr("cx", &coordinate(x)).attr("cy", &coordinate(y)).attr("r", radius)
}

fn scale_bar(shown: &Shown, map: &MapDrawing, height: f64) -> Option<Element> {
    let bar = map.scale_bar?;
    let race = shown.race;
    let unit_m = race.units.get_untracked().distance_m();
    // A bar of one kilometre or mile may be a rounding error shorter.
    let (length, symbol) = if bar.length_m > unit_m * 0.99 {
        (bar.length_m / unit_m, measure::distance_symbol(race))
    } else {
        (bar.length_m / race.units.get_untracked().elevation_m(), measure::height_symbol(race))
    };
    let text = [&intl::number(race.words().tag, length, 1, false), " ", symbol].concat();
    let (low, high) = (coordinate(height - 12.0), coordinate(height - 17.0));
    let line = ["M12 ", &high, "V", &low, "H", &coordinate(12.0 + bar.width), "V", &high].concat();
    Some(svg("g").class("scale").child(svg("path").attr("d", &line)).child(label(
        "tick",
        (16.0, height - 17.0),
        &text,
    )))
}

/// North is up on every map; the arrow says so.
fn north(width: f64) -> Element {
    svg("g")
        .class("north")
        .attr("transform", &translate((width - 20.0, 22.0)))
        .child(svg("path").attr("d", "M0-12L5 4L0 1L-5 4z"))
        .child(label("tick middle", (0.0, 17.0), "N"))
}

fn cursor(shown: &Shown, map: Arc<MapDrawing>) -> Element {
    let race = shown.race;
    let cursor = svg("circle").class("map-cursor").attr("r", "7");
    let marker = Marker::new(cursor.clone());
    follow(Box::new(move || marker.stand(race.cursor.get().map(|distance_m| map.at(distance_m)))));
    cursor
}
