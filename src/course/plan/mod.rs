//! Planning and taking away: a chunk, fetched when one of its parts is first opened.

mod goal_field;
mod grid;
mod pace_band;
mod planner;
mod ribbon;
mod table;
mod take_away;
mod timetable;
mod words;

use super::Shown;
use crate::{
    browser::style_sheet,
    chunk::chunk,
    element::{Element, html},
    live::Live,
    text::Words,
};

/// How the parts look. It comes with them, so that nobody else fetches it.
const STYLE: &str = include_str!("../../../style/plan.css");

/// A part of the page that is fetched when it is first opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Arrival times for a goal.
    Planner,
    /// The course in figures, kilometre by kilometre.
    Table,
    /// Files, pictures, print.
    TakeAway,
    /// The course as a turning ribbon.
    Ribbon,
}

impl Part {
    /// In the order of the page.
    pub const ALL: [Self; 4] = [Self::Planner, Self::Table, Self::TakeAway, Self::Ribbon];

    /// Its name for style sheets and tests.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Planner => "planner",
            Self::Table => "table",
            Self::TakeAway => "take-away",
            Self::Ribbon => "ribbon",
        }
    }

    /// Its heading.
    pub const fn title(self, words: &Words) -> &'static str {
        match self {
            Self::Planner => words.plan,
            Self::Table => words.table,
            Self::TakeAway => words.take_away,
            Self::Ribbon => words.ribbon,
        }
    }
}

/// What the chunk gives.
#[derive(Clone, Copy)]
pub struct Plan {
    /// Shows a part.
    pub part: fn(&Shown, Part) -> Element,
}

chunk! {
    /// Fetches it.
    pub fn fetch() -> Plan = plan {
        Plan { part }
    }
}

fn part(shown: &Shown, part: Part) -> Element {
    let race = shown.race;
    if let Some(root) = race.shadow_root() {
        style_sheet::adopt(&root, style_sheet::CONTROLS);
        style_sheet::adopt(&root, STYLE);
    }
    let are_words_here = Live::new(words::here(race.words().tag).is_some());
    leptos::task::spawn_local(async move {
        words::load(race).await;
        are_words_here.set_if_new(true);
    });
    let shown = shown.clone();
    html("div").region(move || {
        are_words_here.track();
        let view = match part {
            Part::Planner => planner::view,
            Part::Table => table::view,
            Part::TakeAway => take_away::view,
            Part::Ribbon => ribbon::view,
        };
        words::here(race.words().tag).map(|words| view(&shown, words)).into_iter().collect()
    })
}
