//! Planning and taking away: a chunk, fetched when one of its parts is first opened.

mod planner;
mod ribbon;
mod table;
mod take_away;

use super::Shown;
use crate::{chunk::chunk, element::Element, text::Words};

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
    match part {
        Part::Planner => planner::view(shown),
        Part::Table => table::view(shown),
        Part::TakeAway => take_away::view(shown),
        Part::Ribbon => ribbon::view(shown),
    }
}
