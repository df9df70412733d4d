//! Who will answer: the desk that the sign-up goes to, and what it does with the answers.

use super::session::Session;
use crate::{
    element::{Element, html},
    text::fill,
};
use saddle_event::Desk;

/// The notice above the consent; it follows the country of residence. What says so stays where it is: a screen reader reads what
/// changes in it, and not what is new with it.
pub fn view(session: Session) -> Element {
    let desk = move || {
        session.desk.track();
        session.desk()
    };
    let name = move || {
        session.desk.track();
        goes_to(session)
    };
    let status = html("p").attr("role", "status").child(html("strong").text_with(name)).text(" ");
    html("div")
        .class("desk")
        .attr("part", "desk")
        .attr_with("data-desk", move || Some(desk().id))
        .child(status.region(move || answer(session, &desk()).into_iter().collect()))
        .region(move || vec![privacy(session, &desk())])
}

/// When and how it answers, where it says so.
fn answer(session: Session, desk: &Desk) -> Option<Element> {
    let answer = desk.answer.as_ref()?;
    Some(html("span").event_text(answer, &session.race.language_untracked()))
}

fn privacy(session: Session, desk: &Desk) -> Element {
    let (words, language) = (session.words(), session.race.language_untracked());
    let controller = desk.privacy.controller.pick(&language);
    html("details")
        .child(html("summary").text(&fill(words.privacy_of, &[("desk", controller)])))
        .child(html("p").event_text(&desk.privacy.text, &language))
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
