//! The course in figures, for those who cannot see the picture and for those who want to know exactly.

use super::{
    grid::{Grid, cell},
    timetable::climb_name,
    words::PlanWords,
};
use crate::{
    course::{Shown, measure, place},
    element::{Element, html},
};
use saddle_course::{climb, splits};

/// The part: the hardest climb in a sentence, and a row for each kilometre or mile.
pub fn view(shown: &Shown, words: PlanWords) -> Element {
    shown.race.units.track();
    html("div").class("figures-table").children(hardest(shown, words)).child(rows(shown, words))
}

fn hardest(shown: &Shown, words: PlanWords) -> Option<Element> {
    let race = shown.race;
    let index = climb::hardest(shown.course.climbs())?;
    let climb = shown.course.climbs().get(index)?;
    let sentence = words.with(
        "hardest",
        &[
            ("climb", &climb_name(shown, words, index)),
            ("from", &measure::distance(race, climb.start_m)),
            ("to", &measure::distance(race, climb.start_m + climb.length_m)),
            ("gain", &measure::height(race, climb.gain_m)),
            ("grade", &measure::percent(race, climb.mean_grade)),
            ("steepest", &measure::percent(race, climb.steepest_grade)),
        ],
    );
    Some(html("p").class("hardest").text(&sentence))
}

fn rows(shown: &Shown, words: PlanWords) -> Element {
    let race = shown.race;
    let with_unit = |key: &str, unit: &str| [words.text(key), ", ", unit].concat();
    let (long, high) = (measure::distance_symbol(race), measure::height_symbol(race));
    let headings = [
        with_unit("stretch", long),
        with_unit("end_height", high),
        with_unit("gain", high),
        with_unit("loss", high),
        words.text("grade").to_owned(),
    ];
    let shown_headings = if shown.course.has_elevation() { headings.len() } else { 1 };
    let headings: Vec<&str> = headings.iter().take(shown_headings).map(String::as_str).collect();
    let mut grid = Grid::new(&words.with("table_caption", &[("name", &shown.name())]), &headings);
    for split in splits(&shown.course, race.units.get_untracked()) {
        let ends = [
            &measure::distance_number(race, split.from_m),
            " – ",
            &measure::distance_number(race, split.to_m),
        ];
        let cells = if shown.course.has_elevation() {
            vec![
                cell(&measure::height_number(race, split.end_elevation_m)),
                cell(&measure::height_number(race, split.stretch.gain_m)),
                cell(&measure::height_number(race, split.stretch.loss_m)),
                cell(&place::grade(race, split.stretch.mean_grade)),
            ]
        } else {
            Vec::new()
        };
        grid.row(&ends.concat(), cells);
    }
    grid.view()
}
