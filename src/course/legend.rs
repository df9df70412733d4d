//! The legend of the profile: the bands of grade with their bounds in per cent, so that colour is never the only sign.

use crate::{
    browser::intl,
    element::{Element, html},
    race::Race,
};
use saddle_course::drawing::GradeBand;

/// The legend.
pub fn view(race: Race) -> Element {
    let words = race.words();
    let bands = GradeBand::ALL.into_iter().map(|band| {
        html("li")
            .child(html("span").class(&["swatch ", band.as_str()].concat()).attr("aria-hidden", "true"))
            .child(html("span").text(&bounds(words.tag, band)))
    });
    html("div")
        .class("legend")
        .child(html("span").class("quiet").text(&[words.grade, " %"].concat()))
        .child(html("ul").children(bands))
}

/// The grades of a band in words.
pub fn bounds(tag: &str, band: GradeBand) -> String {
    let (low, high) = band.bounds();
    let percent = |grade: f64| intl::number(tag, (grade * 100.0).round(), 0, false).replace('-', "−");
    match (low.is_finite(), high.is_finite()) {
        (true, true) => [&percent(low), " … ", &percent(high)].concat(),
        (false, _) => ["< ", &percent(high)].concat(),
        (_, false) => ["> ", &percent(low)].concat(),
    }
}
