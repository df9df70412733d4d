//! The buttons under the profile. What they do is fetched when one is first pressed, or the profile first touched.

use super::{Shown, explore::Action};
use crate::{
    button,
    element::{Element, html},
    race::Race,
    text::fill,
};
use saddle_course::Units;

/// The row of buttons.
pub fn view(shown: &Shown) -> Element {
    let (race, words) = (shown.race, shown.race.words());
    let button = |text: &str, action: Action| {
        let shown = shown.clone();
        button(text, action.as_str(), move || {
            let shown = shown.clone();
            race.explore.then(move |explore| (explore.act)(&shown, action));
        })
    };
    let is_whole = move || race.window.with(Option::is_none);
    let pressed = |is_pressed: bool| Some(is_pressed.to_string());
    html("div")
        .class("tools")
        .attr("role", "group")
        .attr("aria-label", words.tools)
        .child(button(words.zoom_in, Action::ZoomIn))
        .child(
            button(words.zoom_out, Action::ZoomOut).attr_with("aria-disabled", move || pressed(is_whole())),
        )
        .child(
            button(words.whole_course, Action::Whole).attr_with("aria-disabled", move || pressed(is_whole())),
        )
        .child(
            button(words.mark_stretch, Action::Mark)
                .attr_with("aria-pressed", move || pressed(race.is_marking.get())),
        )
        .children((race.event().distances.len() > 1).then(|| {
            button(words.compare, Action::Compare)
                .attr_with("aria-pressed", move || pressed(race.is_comparing.get()))
        }))
        .child(
            button(words.hear, Action::Hear)
                .attr_with("aria-pressed", move || pressed(race.is_sounding.get())),
        )
        .child(units(race))
}

/// A button of the profile or the map; `action` is its name for style sheets and tests.
pub fn button(text: &str, action: &str, press: impl Fn() + 'static) -> Element {
    button::button("tool", text, action, press)
}

/// In what the page counts.
fn units(race: Race) -> Element {
    let words = race.words();
    html("button")
        .attr("type", "button")
        .class("tool")
        .attr("data-action", "units")
        .text_with(move || {
            let units = match race.units.get() {
                Units::Metric => words.units_metric,
                Units::Imperial => words.units_imperial,
            };
            fill(words.units, &[("units", units)])
        })
        .on("click", move |_| {
            race.units.set(match race.units.get_untracked() {
                Units::Metric => Units::Imperial,
                Units::Imperial => Units::Metric,
            });
        })
}
