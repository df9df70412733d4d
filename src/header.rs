//! The race at a glance: name, day, place, places, series, links.

use crate::{
    browser::intl,
    element::{Element, html},
    language,
    race::Race,
    text::fill,
};
use saddle_event::{Capacity, Link, Series, Texts};

/// The head of the widget.
pub fn view(race: Race) -> Element {
    let (event, spoken) = (race.event(), race.language_untracked());
    let links = event.links.iter().filter(|link| link.is_for(&spoken)).map(|link| link_item(race, link));
    let notices = event.notices.iter().map(|notice| html("p").class("notice").event_text(notice, &spoken));
    // No `header`: outside of an article or a section of the page it would be a second banner of the page's.
    html("div")
        .class("head")
        .attr("part", "header")
        .child(html("p").class("day").text(&intl::day(&language::of_dates(race), &event.date.to_string())))
        .child(html("h2").class("race-name").event_text(&event.name, &spoken))
        .child(html("p").class("place").event_text(&event.place.name, &spoken))
        .child(
            html("ul")
                .class("facts")
                .children(event.capacity.as_ref().map(|capacity| places_item(race, capacity)))
                .children(event.series.as_ref().map(|series| series_item(race, series))),
        )
        .child(html("ul").class("links").children(links))
        .children(notices)
}

fn places_item(race: Race, capacity: &Capacity) -> Element {
    let words = race.words();
    let count = |places: u32| intl::number(words.tag, f64::from(places), 0, false);
    let places = count(capacity.places);
    let left = move || match race.places_left.get() {
        Some(left) => fill(words.places_left, &[("left", &count(left)), ("places", &places)]),
        None => fill(words.places, &[("places", &places)]),
    };
    html("li").child(html("strong").text_with(left)).children(aside(race, capacity.note.as_ref()))
}

fn series_item(race: Race, series: &Series) -> Element {
    let name = match &series.url {
        Some(url) => outward_link(race, url.as_str(), &series.name),
        None => html("strong").event_text(&series.name, &race.language_untracked()),
    };
    html("li")
        .child(name)
        .text(" ")
        .children(series.placeholder.then(|| placeholder(race)))
        .children(aside(race, series.status.as_ref()))
        .children(aside(race, series.note.as_ref()))
}

fn aside(race: Race, texts: Option<&Texts>) -> Option<Element> {
    texts.map(|texts| html("span").class("aside").event_text(texts, &race.language_untracked()))
}

fn link_item(race: Race, link: &Link) -> Element {
    html("li")
        .child(outward_link(race, link.url.as_str(), &link.title))
        .text(" ")
        .children(link.placeholder.then(|| placeholder(race)))
}

/// A link that leaves the page in a tab of its own, so that a half-filled form stays where it is.
fn outward_link(race: Race, url: &str, texts: &Texts) -> Element {
    html("a")
        .attr("href", &race.resolve(url))
        .attr("target", "_blank")
        .attr("rel", "noopener noreferrer")
        .event_text(texts, &race.language_untracked())
}

fn placeholder(race: Race) -> Element {
    html("span").class("placeholder").text(race.words().placeholder)
}
