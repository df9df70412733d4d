//! The plan on paper: a narrow band of places and times, on one page.

use super::{timetable, words::PlanWords};
use crate::{
    browser::print::{Sheet, print},
    button::secondary,
    course::{Shown, measure},
    element::{Element, html},
};
use saddle_course::planner::{Duration, Plan, band_rows};

/// How the band looks: strips of the width of a wrist band, as many as there must be, no higher than A4 and Letter.
const STYLE: &str = "
    @page { margin: 10mm }
    body { margin: 0; font: 9pt/1.2 sans-serif; color: #000; background: #fff }
    h1 { font-size: 11pt; margin: 0 0 3mm }
    .strips { columns: 56mm auto; column-gap: 4mm; column-fill: auto; height: 235mm }
    table { width: 100%; border-collapse: collapse; border-inline: 0.3mm dashed #777 }
    tr { break-inside: avoid }
    th, td { padding: 0.35mm 1.5mm; border-bottom: 0.1mm solid #bbb; text-align: end; font-weight: normal;
      font-variant-numeric: tabular-nums; white-space: nowrap; vertical-align: baseline }
    td.name { text-align: start; white-space: normal }
    .place > * { font-weight: bold }
";

/// The button that prints it.
pub fn button(shown: &Shown, words: PlanWords, plan: &Plan) -> Element {
    let (shown, plan) = (shown.clone(), plan.clone());
    secondary(words.text("print_band"), "print-band", move || print(sheet(&shown, words, &plan)))
}

fn sheet(shown: &Shown, words: PlanWords, plan: &Plan) -> Sheet {
    let race = shown.race;
    let finish = Duration::from_seconds(plan.finish_s()).exact();
    let race_name = race.event().name.pick(&race.language_untracked()).to_owned();
    let title = words.with("band_title", &[("race", &race_name), ("name", &shown.name()), ("time", &finish)]);
    let stops = timetable::stops(shown);
    let places_m: Vec<f64> = stops.iter().map(|stop| stop.at_m).collect();
    let rows = band_rows(&shown.course, race.units.get_untracked(), &places_m).into_iter().map(|row| {
        let place = row.place.and_then(|place| stops.get(place));
        html("tr")
            .class(if place.is_some() { "place" } else { "" })
            .child(html("th").attr("scope", "row").text(&measure::distance_number(race, row.at_m)))
            .child(html("td").text(&Duration::from_seconds(plan.elapsed_s(row.at_m)).exact()))
            .child(html("td").class("name").text(place.map_or("", |place| &place.name)))
    });
    let content = html("main")
        .child(html("h1").text(&title))
        .child(html("div").class("strips").child(html("table").child(html("tbody").children(rows))));
    Sheet { title, language: race.words().tag, style: STYLE.to_owned(), content: content.node().clone() }
}
