//! The figures of a distance: published ones first, computed ones beside them.

use super::{Shown, measure};
use crate::{
    browser::intl,
    element::{Element, html},
};
use saddle_course::EffortSize;
use saddle_event::{Figure, FigureKind};

/// A description list of distance, climb, descent, highest, lowest, mean and effort.
pub fn view(shown: &Shown) -> Element {
    let words = shown.race.words();
    let figures = shown.distance.published.over(shown.course.figures());
    let has_published = figures.iter().any(|figure| figure.is_published);
    let published = has_published.then(|| html("span").text(&["* ", words.published, " "].concat()));
    let has_effort = figures.iter().any(|figure| figure.kind == FigureKind::Effort);
    let effort = has_effort.then(|| html("span").text(words.effort_explained));
    html("div")
        .class("figures")
        .attr("part", "figures")
        .child(html("dl").children(figures.into_iter().map(|figure| item(shown, figure))))
        .child(html("p").class("quiet small").children(published).children(effort))
}

fn item(shown: &Shown, figure: Figure) -> Element {
    let (race, words) = (shown.race, shown.race.words());
    let label = match figure.kind {
        FigureKind::Distance => words.distance,
        FigureKind::Gain => words.gain,
        FigureKind::Loss => words.loss,
        FigureKind::Highest => words.highest,
        FigureKind::Lowest => words.lowest,
        FigureKind::Mean => words.mean_height,
        FigureKind::Effort => words.effort,
    };
    let (value, unit) = match figure.kind {
        FigureKind::Distance => {
            (measure::distance_number(race, figure.value), measure::distance_symbol(race))
        }
        FigureKind::Effort => (
            intl::number(words.tag, figure.value.round(), 0, false),
            EffortSize::from_km_effort(figure.value).label(),
        ),
        _ => (measure::height_number(race, figure.value), measure::height_symbol(race)),
    };
    let mark = || html("span").class("mark").attr("title", words.published).text("*");
    let value = html("dd")
        .child(html("span").class("value").text(&value))
        .text(" ")
        .child(html("span").class("unit").text(unit))
        .children(figure.is_published.then(mark));
    html("div").class("figure").child(html("dt").text(label)).child(value)
}
