//! Who will answer: the desk that the sign-up goes to, and what it does with the answers.

use super::session::Session;
use crate::{
    element::{Element, html},
    text::fill,
};

/// The notice above the consent; it follows the country of residence.
pub fn view(session: Session) -> Element {
    session.desk.track();
    let (desk, words, language) = (session.desk(), session.words(), session.race.language_untracked());
    let answer = desk.answer.as_ref().map(|answer| html("span").event_text(answer, &language));
    let controller = desk.privacy.controller.pick(&language);
    let privacy = html("details")
        .child(html("summary").text(&fill(words.privacy_of, &[("desk", controller)])))
        .child(html("p").event_text(&desk.privacy.text, &language));
    html("div")
        .class("desk")
        .attr("part", "desk")
        .attr("data-desk", &desk.id)
        .child(
            html("p")
                .attr("role", "status")
                .child(html("strong").text(&goes_to(session)))
                .text(" ")
                .children(answer),
        )
        .child(privacy)
}

/// To which desk the sign-up goes, in a sentence.
pub fn goes_to(session: Session) -> String {
    let (desk, language) = (session.desk(), session.race.language_untracked());
    let name = desk.name.pick(&language).to_owned();
    let desk_and_city = match &desk.city {
        Some(city) => [&name, " (", city.pick(&language), ")"].concat(),
        None => name,
    };
    fill(session.words().goes_to, &[("desk", &desk_and_city)])
}
