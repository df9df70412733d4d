//! The elevation profile as a picture to take away, with title, axes, waypoints and a legend of the grades.

use super::path::PathWriter;
use super::picture::{Anchor, INK, Mark, Picture};
use super::waypoint_marks::{WAYPOINT_NAME_SIZE, waypoint_marks};
use super::{
    GradeBand, Margins, ProfileDrawing, ProfileFrame, Rect, Tick, WaypointMark, estimated_text_width,
};
use crate::{Course, Units};

const SHEET: &str = "#ffffff";
const GRID: &str = "#d8dad5";
const STEM: &str = "#7c857f";

const TITLE_SIZE: f64 = 18.0;
const TITLE_HEIGHT: f64 = 48.0;
const TEXT_SIZE: f64 = 12.0;
const LEGEND_ROW: f64 = 20.0;
const SWATCH: f64 = 12.0;
/// Half the width of the mark of a waypoint.
const DOT: f64 = 4.0;

/// What is on the picture. Numbers become texts by the caller, who knows the language.
pub struct ProfileSheet<'a> {
    /// The heading.
    pub title: &'a str,
    /// Width of the picture in pixels.
    pub width: f64,
    /// Height of the plot itself in pixels; what stands above and below it comes on top.
    pub plot_height: f64,
    /// The distances in metres that it shows.
    pub distance_m: (f64, f64),
    /// The elevations in metres that it shows.
    pub elevation_m: (f64, f64),
    /// What the axes count in.
    pub units: Units,
    /// Names of waypoints and their metres from the start.
    pub waypoints: &'a [(&'a str, f64)],
    /// What stands at a tick of the distance axis, given kilometres or miles.
    pub distance_text: &'a dyn Fn(f64) -> String,
    /// What stands at a tick of the elevation axis, given metres or feet.
    pub elevation_text: &'a dyn Fn(f64) -> String,
    /// What stands in the legend at a band of grades.
    pub band_text: &'a dyn Fn(GradeBand) -> String,
}

/// Draws the profile of a course on a white sheet, with colours that stay apart in print and for colour-blind readers.
pub fn profile_picture(course: &Course, sheet: &ProfileSheet) -> Picture {
    let frame = ProfileFrame {
        width: sheet.width,
        height: TITLE_HEIGHT + sheet.plot_height + 30.0,
        margins: Margins { top: TITLE_HEIGHT, right: 24.0, bottom: 30.0, left: 64.0 },
        distance_m: sheet.distance_m,
        elevation_m: sheet.elevation_m,
        units: sheet.units,
    };
    let (frame, waypoints) = waypoint_marks(course, frame, sheet.waypoints);
    let profile = ProfileDrawing::new(course, &frame);
    let plot = frame.plot();
    let legend = legend(&profile, sheet, (plot.x, frame.height));
    let height = legend.bottom;

    let mut marks = vec![
        Mark::Area { d: rectangle(&Rect { x: 0.0, y: 0.0, width: frame.width, height }), colour: SHEET },
        text(sheet.title, (plot.x, TITLE_SIZE + 10.0), Anchor::Start, TITLE_SIZE),
    ];
    for Tick { value, at } in &profile.elevation_ticks {
        marks.push(line(&[(plot.x, *at), (plot.x + plot.width, *at)], GRID));
        marks.push(text(&(sheet.elevation_text)(*value), (plot.x - 8.0, at + 4.0), Anchor::End, TEXT_SIZE));
    }
    for (band, d) in &profile.bands {
        marks.push(Mark::Area { d: d.clone(), colour: colour(*band) });
    }
    marks.push(Mark::Line { d: profile.line, colour: INK, width: 1.5 });
    let below = plot.y + plot.height + 18.0;
    for Tick { value, at } in &profile.distance_ticks {
        marks.push(text(&(sheet.distance_text)(*value), (*at, below), Anchor::Middle, TEXT_SIZE));
    }
    for mark in &waypoints {
        push_waypoint(&mut marks, mark, sheet.waypoints);
    }
    marks.extend(legend.marks);
    Picture { title: sheet.title.to_owned(), width: frame.width, height, marks }
}

fn push_waypoint(marks: &mut Vec<Mark>, mark: &WaypointMark, waypoints: &[(&str, f64)]) {
    let (x, y) = mark.ground;
    if let (Some(at), Some((name, _))) = (mark.name, waypoints.get(mark.waypoint)) {
        marks.push(line(&[(x, at.1 + 4.0), (x, y)], STEM));
        marks.push(text(name, at, Anchor::Middle, WAYPOINT_NAME_SIZE));
    }
    let mut diamond = PathWriter::default();
    diamond.move_to((x - DOT, y));
    for corner in [(x, y - DOT), (x + DOT, y), (x, y + DOT)] {
        diamond.line_to(corner);
    }
    diamond.close();
    marks.push(Mark::Area { d: diamond.finish(), colour: INK });
}

struct Legend {
    marks: Vec<Mark>,
    bottom: f64,
}

/// The bands that occur, from left to right, in as many rows as the width asks for.
fn legend(profile: &ProfileDrawing, sheet: &ProfileSheet, (left, top): (f64, f64)) -> Legend {
    let (mut x, mut y) = (left, top);
    let mut marks = Vec::new();
    for (band, _) in &profile.bands {
        let words = (sheet.band_text)(*band);
        let width = SWATCH + 6.0 + estimated_text_width(&words, TEXT_SIZE) + 18.0;
        if x > left && x + width > sheet.width {
            (x, y) = (left, y + LEGEND_ROW);
        }
        let swatch = Rect { x, y, width: SWATCH, height: SWATCH };
        marks.push(Mark::Area { d: rectangle(&swatch), colour: colour(*band) });
        marks.push(text(&words, (x + SWATCH + 6.0, y + SWATCH - 2.0), Anchor::Start, TEXT_SIZE));
        x += width;
    }
    Legend { bottom: if marks.is_empty() { top } else { y + LEGEND_ROW + 4.0 }, marks }
}

/// The widget's ramp on white paper: blue down, orange up, darker the steeper.
const fn colour(band: GradeBand) -> &'static str {
    match band {
        GradeBand::VerySteepDown => "#14307d",
        GradeBand::SteepDown => "#3f6fc4",
        GradeBand::Down => "#93b4ea",
        GradeBand::Flat => "#d5d5cb",
        GradeBand::Up => "#f5b460",
        GradeBand::SteepUp => "#d4641a",
        GradeBand::VerySteepUp => "#852506",
    }
}

fn text(text: &str, at: (f64, f64), anchor: Anchor, size: f64) -> Mark {
    Mark::Text { text: text.to_owned(), at, anchor, size }
}

fn line(points: &[(f64, f64); 2], colour: &'static str) -> Mark {
    let mut path = PathWriter::default();
    path.move_to(points[0]);
    path.line_to(points[1]);
    Mark::Line { d: path.finish(), colour, width: 1.0 }
}

fn rectangle(rect: &Rect) -> String {
    let mut path = PathWriter::default();
    path.move_to((rect.x, rect.y));
    path.line_to((rect.x + rect.width, rect.y));
    path.line_to((rect.x + rect.width, rect.y + rect.height));
    path.line_to((rect.x, rect.y + rect.height));
    path.close();
    path.finish()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{road, without_elevation};
    use super::super::path::points_of;
    use super::super::picture::elements_and_texts;
    use super::*;

    fn picture(course: &Course, width: f64) -> Picture {
        profile_picture(
            course,
            &ProfileSheet {
                title: "Horse & saddle",
                width,
                plot_height: 300.0,
                distance_m: (0.0, 10_000.0),
                elevation_m: (600.0, 1_200.0),
                units: Units::Metric,
                waypoints: &[("Start", 0.0), ("Taehwa <Peak>", 5_000.0), ("beyond", 11_000.0)],
                distance_text: &|km| format!("{km} km"),
                elevation_text: &|metres| format!("{metres} m"),
                band_text: &|band| band.as_str().to_owned(),
            },
        )
    }

    fn hill() -> Course {
        road(&[(0.0, 650.0), (5_000.0, 1_150.0), (10_000.0, 700.0)])
    }

    #[test]
    fn the_document_says_everything() {
        let (elements, texts) = elements_and_texts(&picture(&hill(), 900.0).to_svg());
        assert_eq!(elements[..3], ["svg", "title", "path"]);
        for expected in [
            "Horse & saddle",
            "Start",
            "Taehwa <Peak>",
            "0 km",
            "10 km",
            "600 m",
            "1200 m",
            "down",
            "steep-up",
        ] {
            assert!(texts.iter().any(|text| text == expected), "{expected} in {texts:?}");
        }
        assert!(!texts.iter().any(|text| text == "beyond"));
    }

    #[test]
    fn nothing_is_painted_outside() {
        for width in [320.0, 900.0] {
            let picture = picture(&hill(), width);
            for mark in &picture.marks {
                let points = match mark {
                    Mark::Area { d, .. } | Mark::Line { d, .. } => points_of(d).concat(),
                    Mark::Text { at, .. } => vec![*at],
                };
                let is_inside =
                    |(x, y): &(f64, f64)| (0.0..=width).contains(x) && (0.0..=picture.height).contains(y);
                assert!(points.iter().all(is_inside), "{mark:?} in {width} x {}", picture.height);
            }
        }
    }

    #[test]
    fn a_legend_too_long_for_a_row_goes_on_in_the_next() {
        let all_bands = road(&[
            (0.0, 700.0),
            (1_000.0, 900.0),
            (2_000.0, 700.0),
            (3_000.0, 800.0),
            (4_000.0, 680.0),
            (5_000.0, 730.0),
            (8_000.0, 730.0),
            (9_000.0, 680.0),
        ]);
        let (wide, narrow) = (picture(&all_bands, 1_200.0), picture(&all_bands, 320.0));
        assert!(narrow.height > wide.height + LEGEND_ROW, "{} {}", narrow.height, wide.height);
    }

    #[test]
    fn a_course_without_elevation_is_an_empty_plot() {
        let picture = picture(&without_elevation(&hill()), 900.0);
        assert!(elements_and_texts(&picture.to_svg()).1.iter().any(|text| text == "10 km"));
    }
}
