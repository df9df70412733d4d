//! Files, pictures and print.

use super::words::PlanWords;
use crate::{
    browser::{
        by_name::call,
        canvas::download_png,
        download::download,
        intl,
        print::{Sheet, print},
        style_sheet,
    },
    button::secondary,
    calendar,
    course::{Shown, legend, measure},
    element::{Element, html},
    race::Race,
};
use saddle_course::drawing::{Picture, ProfileSheet, Window, profile_picture};
use wasm_bindgen::JsCast;

/// Width of the picture of the profile in pixels.
const PICTURE_WIDTH: f64 = 1_200.0;

/// Height of its plot in pixels.
const PLOT_HEIGHT: f64 = 320.0;

/// The part: a list of what there is to take.
pub fn view(shown: &Shown, words: PlanWords) -> Element {
    let mut items = Vec::new();
    items.extend(shown.distance.download.then(|| course_file(shown, words)));
    if shown.course.has_elevation() {
        let (svg, png) = (shown.clone(), shown.clone());
        items.push(item(
            secondary(words.text("profile_svg"), "svg", move || {
                let name = file_name(&svg, "svg");
                download(&name, "image/svg+xml", &picture(&svg, words).to_svg());
            }),
            words.text("profile_svg_about"),
        ));
        items.push(item(
            secondary(words.text("profile_png"), "png", move || {
                download_png(file_name(&png, "png"), picture(&png, words));
            }),
            words.text("profile_png_about"),
        ));
    }
    let (entry, printed) = (shown.clone(), shown.clone());
    items.push(item(
        secondary(words.text("calendar"), "ics", move || {
            calendar::offer(entry.race, &entry.distance);
        }),
        "",
    ));
    items.push(item(
        secondary(words.text("print_course"), "print", move || print_course(&printed, words)),
        "",
    ));
    html("ul").class("take-away").children(items)
}

fn item(offer: Element, about: &str) -> Element {
    let about = (!about.is_empty()).then(|| html("span").class("quiet small").text(about));
    html("li").child(offer).children(about)
}

fn course_file(shown: &Shown, words: PlanWords) -> Element {
    let url = shown.race.resolve(shown.distance.track.source().as_str());
    let link = html("a")
        .class("secondary")
        .attr("href", &url)
        .attr("download", "")
        .text(&words.with("course_file", &[("format", format_of(&url))]));
    item(link, words.text("original_file"))
}

/// What kind of file an address leads to, by its ending: nobody has opened it.
fn format_of(url: &str) -> &'static str {
    let path = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let formats = [(".tcx", "TCX"), (".kml", "KML"), (".geojson", "GeoJSON"), (".json", "GeoJSON")];
    formats.iter().find(|(ending, _)| path.ends_with(ending)).map_or("GPX", |(_, format)| format)
}

fn file_name(shown: &Shown, ending: &str) -> String {
    [&shown.race.event().id, "-", &shown.distance.id, ".", ending].concat()
}

fn title(shown: &Shown, words: PlanWords) -> String {
    let language = shown.race.language_untracked();
    let race_name = shown.race.event().name.pick(&language).to_owned();
    words.with("profile_title", &[("race", &race_name), ("name", &shown.name())])
}

fn picture(shown: &Shown, words: PlanWords) -> Picture {
    let race = shown.race;
    let (tag, language) = (race.words().tag, race.language_untracked());
    let length_m = shown.length_m();
    let waypoints: Vec<(&str, f64)> = shown
        .distance
        .waypoints
        .iter()
        .map(|waypoint| (waypoint.name.pick(&language), (waypoint.km * 1000.0).min(length_m)))
        .collect();
    let number = |value: f64, unit: &str| [&intl::number(tag, value, 1, false), " ", unit].concat();
    profile_picture(
        &shown.course,
        &ProfileSheet {
            title: &title(shown, words),
            width: PICTURE_WIDTH,
            plot_height: PLOT_HEIGHT,
            distance_m: Window::whole(length_m).distance_m(),
            elevation_m: race.shared_elevations_m().unwrap_or_default(),
            units: race.units.get_untracked(),
            waypoints: &waypoints,
            distance_text: &|value| number(value, measure::distance_symbol(race)),
            elevation_text: &|value| number(value, measure::height_symbol(race)),
            band_text: &|band| [&legend::bounds(tag, band), " %"].concat(),
        },
    )
}

/// Prints what the page shows of the course, by itself.
fn print_course(shown: &Shown, words: PlanWords) {
    if let Some(sheet) = course_sheet(shown.race, title(shown, words)) {
        print(sheet);
    }
}

fn course_sheet(race: Race, title: String) -> Option<Sheet> {
    let root = race.shadow_root()?;
    let widget = root.query_selector(".saddle").ok().flatten()?;
    let copy = call(widget.as_ref(), "cloneNode", &[true.into()])?;
    Some(Sheet {
        title,
        language: race.words().tag,
        style: [&style_sheet::text(&root), "body{margin:0;font-family:sans-serif}"].concat(),
        content: copy.dyn_into().ok()?,
    })
}
