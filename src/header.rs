//! The race at a glance: name, day, place, places, series, links.

use crate::{
    browser::{clock, intl},
    button::button,
    element::{Element, html},
    language,
    race::Race,
    signup,
    text::fill,
};
use saddle_event::{Capacity, Event, Link, Series, Texts};

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
        .child(html("div").region(move || way_to_form(race).into_iter().collect()))
        .child(
            html("ul")
                .class("facts")
                .children(event.capacity.as_ref().map(|capacity| places_item(race, capacity)))
                .children(event.series.as_ref().map(|series| series_item(race, series))),
        )
        .child(html("ul").class("links").children(links))
        .children(notices)
}

/// The button that leads past the course to the form, where both are shown and sign-ups are not over.
fn way_to_form(race: Race) -> Option<Element> {
    let is_far = race.has_course.get() && race.has_form.get();
    let is_over = race.now.with(|now| clock::now_ms(now)) >= end_of_sign_ups_ms(&race.event());
    (is_far && !is_over).then(|| {
        let press = move || signup::lead_there(race);
        button("primary", race.words().sign_up, "to-form", press).attr("part", "to-form")
    })
}

/// When the last sign-ups are taken, as far as the first screen needs to know: the form knows it to the second, and says so.
fn end_of_sign_ups_ms(event: &Event) -> f64 {
    const DAY_MS: f64 = 86_400_000.0;
    match event.registration.closes {
        Some(closes) => closes.unix_s() as f64 * 1000.0,
        None => clock::parse_moment_ms(&event.date.to_string()).unwrap_or_default() + DAY_MS,
    }
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
