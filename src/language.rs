//! Which language the widget speaks, and where the visitor chooses another.

use crate::{
    browser::draft_storage,
    element::{Element, html},
    race::Race,
    text,
};
use leptos::prelude::event_target_value;
use saddle_event::language::is_regional;
use web_sys::HtmlElement;

/// The language to begin with: the visitor's choice in this tab on pages that ask for the same language, else the page's.
pub fn at_first(host: &HtmlElement) -> String {
    let asked = of_page(host);
    draft_storage::read(&key(&asked)).unwrap_or(asked)
}

/// Where the tab keeps what the visitor chose on pages that ask for a language.
fn key(asked: &str) -> String {
    ["saddle:language:", asked].concat()
}

/// The language that the element's `lang` says, or that of the page around it, else the first of the browser's that the widget
/// speaks.
pub fn of_page(host: &HtmlElement) -> String {
    let nearest = host.closest("[lang]").ok().flatten();
    // The element may stand in a shadow root, which the search does not leave.
    let around = nearest.or_else(|| host.owner_document()?.document_element());
    let said = around.and_then(|element| element.get_attribute("lang")).filter(|tag| !tag.is_empty());
    said.or_else(|| of_browser(&text::is_spoken)).unwrap_or_else(|| "en".to_owned())
}

/// The first language of the browser's that will do.
fn of_browser(will_do: &dyn Fn(&str) -> bool) -> Option<String> {
    let languages = web_sys::window()?.navigator().languages();
    let mut languages = languages.iter().filter_map(|tag| tag.as_string());
    languages.find(|tag| will_do(tag))
}

/// The tag by whose customs dates are written: the widget's words are for a whole language, and dates differ between its regions.
pub fn of_dates(race: Race) -> String {
    let (words, asked) = (race.words().tag, race.language_untracked());
    let will_do = |tag: &str| is_regional(words, tag);
    if will_do(&asked) { asked } else { of_browser(&will_do).unwrap_or_else(|| words.to_owned()) }
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
            draft_storage::write(&key(&of_page(&race.host())), &chosen);
            race.speak(chosen);
        })
}

fn option(tag: &str, is_chosen: bool) -> Element {
    let option = html("option").attr("value", tag).attr("lang", tag);
    option.text(&text::own_name(tag)).property("selected", is_chosen)
}
