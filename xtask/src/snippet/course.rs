//! The course without a script: the profile as a picture in the page, the figures as a table.

use super::Snippet;
use super::numbers::number;
use crate::markup::{Element, element};
use anyhow::{Context, Result, bail};
use saddle_course::drawing::{GradeBand, ProfileSheet, Window, profile_picture, shared_elevation_domain};
use saddle_course::{Course, EffortSize, Units};
use saddle_event::{Distance, Figure, FigureKind, Track};

/// Narrow, so that texts can still be read when the picture is as wide as a phone.
const PICTURE_WIDTH: f64 = 600.0;
const PLOT_HEIGHT: f64 = 200.0;

/// The line of each distance, in the order of the event.
pub fn courses(distances: &[Distance]) -> Result<Vec<Course>> {
    distances
        .iter()
        .map(|distance| match &distance.track {
            Track::Packed { packed, .. } => {
                packed.unpack().with_context(|| format!("in the track of {}", distance.id))
            }
            Track::File(_) => bail!("the track of {} is not packed", distance.id),
        })
        .collect()
}

/// The profile of the chosen distance; nothing if its track has no heights.
pub fn profile(snippet: &Snippet, courses: &[Course]) -> Option<Element> {
    let (words, language) = (&snippet.words, snippet.language.as_str());
    let distance = snippet.distance();
    let course = courses.get(snippet.chosen).filter(|course| course.has_elevation())?;
    let length_m = course.figures().distance_m;
    let waypoints: Vec<(&str, f64)> = distance
        .waypoints
        .iter()
        .map(|waypoint| (waypoint.name.pick(language), (waypoint.km * 1000.0).min(length_m)))
        .collect();
    let picture = profile_picture(
        course,
        &ProfileSheet {
            title: &words.course("profile").replace("{name}", distance.name.pick(language)),
            width: PICTURE_WIDTH,
            plot_height: PLOT_HEIGHT,
            distance_m: Window::whole(length_m).distance_m(),
            elevation_m: shared_elevation_domain(courses.iter().map(Course::figures)).unwrap_or_default(),
            units: Units::Metric,
            waypoints: &waypoints,
            distance_text: &|km| format!("{} km", number(&words.tag, km, 1)),
            elevation_text: &|metres| format!("{} m", number(&words.tag, metres, 0)),
            band_text: &|band| format!("{} %", bounds(&words.tag, band)),
        },
    );
    Some(element("p").written(picture.to_inline_svg()))
}

/// The grades of a band.
fn bounds(tag: &str, band: GradeBand) -> String {
    let (low, high) = band.bounds();
    let percent = |grade: f64| number(tag, (grade * 100.0).round(), 0);
    match (low.is_finite(), high.is_finite()) {
        (true, true) => format!("{} … {}", percent(low), percent(high)),
        (false, _) => format!("< {}", percent(high)),
        (_, false) => format!("> {}", percent(low)),
    }
}

/// The rows, and the words that name them.
const ROWS: [(FigureKind, &str); 7] = [
    (FigureKind::Distance, "distance"),
    (FigureKind::Gain, "gain"),
    (FigureKind::Loss, "loss"),
    (FigureKind::Highest, "highest"),
    (FigureKind::Lowest, "lowest"),
    (FigureKind::Mean, "mean_height"),
    (FigureKind::Effort, "effort"),
];

/// The figures of every distance that the snippet shows, a column each: a race has few distances, and a phone little room.
pub fn figures(snippet: &Snippet, courses: &[Course]) -> Vec<Element> {
    let words = &snippet.words;
    let columns: Vec<(&Distance, Vec<Figure>)> = snippet
        .file
        .event
        .distances
        .iter()
        .zip(courses)
        .filter(|(distance, _)| !snippet.is_single || distance.id == snippet.distance().id)
        .map(|(distance, course)| (distance, distance.published.over(course.figures())))
        .collect();
    let heads = columns.iter().map(|(distance, _)| snippet.with_texts(heading("col"), &distance.name));
    let head = element("tr").child(element("td")).children(heads);
    let rows = ROWS.iter().filter_map(|(kind, word)| {
        let figures: Vec<_> = columns.iter().map(|(_, figures)| figure(figures, *kind)).collect();
        let cells = figures.iter().map(|figure| cell(&words.tag, *figure));
        let row = || element("tr").child(heading("row").text(words.course(word))).children(cells);
        figures.iter().any(Option::is_some).then(row)
    });
    let table = element("table")
        .child(element("caption").text(words.course("table")))
        .child(element("thead").child(head))
        .child(element("tbody").children(rows));
    let has_published = columns.iter().any(|(_, figures)| figures.iter().any(|figure| figure.is_published));
    let note = || element("p").child(element("small").text(format!("* {}", words.course("published"))));
    [table].into_iter().chain(has_published.then(note)).collect()
}

fn figure(figures: &[Figure], kind: FigureKind) -> Option<Figure> {
    figures.iter().copied().find(|figure| figure.kind == kind)
}

fn heading(scope: &str) -> Element {
    element("th").attribute("scope", scope)
}

fn cell(tag: &str, figure: Option<Figure>) -> Element {
    let Some(figure) = figure else { return element("td") };
    let shown = match figure.kind {
        FigureKind::Distance => format!("{} km", number(tag, figure.value / 1000.0, 1)),
        FigureKind::Effort => {
            format!("{} {}", number(tag, figure.value, 0), EffortSize::from_km_effort(figure.value).label())
        }
        _ => format!("{} m", number(tag, figure.value, 0)),
    };
    element("td").text(if figure.is_published { format!("{shown} *") } else { shown })
}
