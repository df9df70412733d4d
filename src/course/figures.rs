//! The figures of a distance: published ones first, computed ones beside them.

use super::{Shown, measure};
use crate::{
    browser::intl,
    element::{Element, html},
};
use saddle_course::effort::{EffortSize, km_effort};

struct Figure {
    label: &'static str,
    value: String,
    unit: &'static str,
    is_published: bool,
}

/// A description list of distance, climb, descent, highest, lowest, mean and effort.
pub fn view(shown: &Shown) -> Element {
    let words = shown.race.words();
    let figures = figures(shown);
    let has_published = figures.iter().any(|figure| figure.is_published);
    let published = has_published.then(|| html("span").text(&["* ", words.published, " "].concat()));
    let has_effort = figures.iter().any(|figure| figure.label == words.effort);
    let effort = has_effort.then(|| html("span").text(words.effort_explained));
    html("div")
        .class("figures")
        .attr("part", "figures")
        .child(html("dl").children(figures.into_iter().map(|figure| item(shown, &figure))))
        .child(html("p").class("quiet small").children(published).children(effort))
}

fn item(shown: &Shown, figure: &Figure) -> Element {
    let mark = || html("span").class("mark").attr("title", shown.race.words().published).text("*");
    let value = html("dd")
        .child(html("span").class("value").text(&figure.value))
        .child(html("span").class("unit").text(figure.unit))
        .children(figure.is_published.then(mark));
    html("div").class("figure").child(html("dt").text(figure.label)).child(value)
}

/// A published figure wins over a computed one; a figure that is neither is left out.
fn figures(shown: &Shown) -> Vec<Figure> {
    let words = shown.race.words();
    let (published, computed) = (&shown.distance.published, shown.course.figures());
    let distance_m = published.distance_km.map_or(computed.distance_m, |km| km * 1000.0);
    let mut figures = vec![Figure {
        label: words.distance,
        value: measure::distance_number(shown.race, distance_m),
        unit: measure::distance_symbol(shown.race),
        is_published: published.distance_km.is_some(),
    }];
    let elevation = computed.elevation.as_ref();
    let gain_m = published.gain_m.or(elevation.map(|elevation| elevation.gain_m));
    let rows = [
        (words.gain, published.gain_m, gain_m),
        (words.loss, published.loss_m, elevation.map(|elevation| elevation.loss_m)),
        (words.highest, published.highest_m, elevation.map(|elevation| elevation.highest_m)),
        (words.lowest, published.lowest_m, elevation.map(|elevation| elevation.lowest_m)),
        (words.mean_height, published.mean_m, elevation.map(|elevation| elevation.mean_m)),
    ];
    for (label, published_m, computed_m) in rows {
        let Some(value_m) = published_m.or(computed_m) else { continue };
        figures.push(Figure {
            label,
            value: measure::height_number(shown.race, value_m),
            unit: measure::height_symbol(shown.race),
            is_published: published_m.is_some(),
        });
    }
    if let Some(gain_m) = gain_m {
        let effort = km_effort(distance_m, gain_m);
        figures.push(Figure {
            label: words.effort,
            value: intl::number(words.tag, effort.round(), 0, false),
            unit: EffortSize::from_km_effort(effort).label(),
            is_published: false,
        });
    }
    figures
}
