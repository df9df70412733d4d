//! Which language the widget speaks, and where the visitor chooses another.

use crate::{
    browser::draft_storage,
    element::{Element, html},
    race::Race,
    text,
};
use leptos::prelude::event_target_value;
use web_sys::HtmlElement;

/// Where the visitor's choice is kept in the tab.
const CHOSEN: &str = "saddle:language";

/// The language to begin with: the visitor's choice in this tab, else the page's.
pub fn at_first(host: &HtmlElement) -> String {
    draft_storage::read(CHOSEN).unwrap_or_else(|| of_page(host))
}

/// The language that the element's `lang` says, or that of the page around it, else the first of the browser's that the widget
/// speaks.
pub fn of_page(host: &HtmlElement) -> String {
    let nearest = host.closest("[lang]").ok().flatten().and_then(|element| element.get_attribute("lang"));
    nearest.filter(|tag| !tag.is_empty()).or_else(of_browser).unwrap_or_else(|| "en".to_owned())
}

fn of_browser() -> Option<String> {
    let wanted = web_sys::window()?.navigator().languages();
    let mut wanted = wanted.iter().filter_map(|tag| tag.as_string());
    wanted.find(|tag| text::is_spoken(tag))
}

/// The choice of a language, each by its own name. What was typed and chosen stays.
///
/// The names are in many scripts, and their fonts keep the browser from drawing: until the first screen is painted, only the
/// language that it is in can be chosen.
pub fn view(race: Race) -> Element {
    html("select")
        .class("language")
        .attr("part", "language")
        .attr_with("aria-label", move || {
            race.language.track();
            Some(race.words().language.to_owned())
        })
        .region(move || {
            let spoken = |language: &String| text::file(language);
            if race.is_painted.get() {
                let chosen = race.language.with_untracked(spoken);
                text::spoken().into_iter().map(|tag| option(tag, tag == chosen)).collect()
            } else {
                vec![option(race.language.with(spoken), true)]
            }
        })
        .property_with("value", move || race.language.with(|language| text::file(language)))
        .on("change", move |event| {
            let chosen = event_target_value(&event);
            draft_storage::write(CHOSEN, &chosen);
            race.speak(chosen);
        })
}

fn option(tag: &str, is_chosen: bool) -> Element {
    let option = html("option").attr("value", tag).attr("lang", tag);
    option.text(&text::own_name(tag)).property("selected", is_chosen)
}
