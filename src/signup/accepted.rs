//! The sign-up has arrived: what happens next, the references, what was sent, and what to take along.
//!
//! What was sent lives on the screen alone: nothing of it is stored.

use super::{
    outcome::{heading, pair},
    session::{Fate, Report, Session},
    shown::runner_title,
};
use crate::{
    browser::{
        print::{Sheet, print},
        style_sheet,
    },
    button::secondary,
    calendar,
    element::{Element, html},
    text::fill,
};
use saddle_event::Distance;
use saddle_signup::{FieldName, Line, Message, Outcome};
use wasm_bindgen::JsCast;

/// What stands in the place of the form.
pub fn view(session: Session) -> Element {
    let panel =
        html("div").class("outcome accepted").attr("part", "outcome").attr("data-outcome", "accepted");
    let Some(Report { fate: Fate::Answered(Outcome::Accepted { reference }), message }) =
        session.report.get_untracked()
    else {
        return panel;
    };
    let words = session.words();
    let references = html("dl")
        .class("references")
        .child(pair(words.reference, &message.key.reference()))
        .children(reference.map(|reference| pair(words.desk_reference, &reference)));
    panel
        .child(heading(words.accepted))
        .child(html("h5").class("label").text(words.what_next))
        .child(what_next(session, &message))
        .child(references)
        .child(html("h5").class("label").text(words.you_sent))
        .children(sent(session, &message))
        .child(offers(session, &message))
}

/// Which desk answers, where to, and what it says of its answer.
fn what_next(session: Session, message: &Message) -> Element {
    let language = session.race.language_untracked();
    let enrolment = session.enrolment();
    let desk = enrolment.desks.iter().find(|desk| desk.id == message.desk_id);
    let name = desk.map_or("", |desk| desk.name.pick(&language));
    let email = line(message, FieldName::Email).map_or("", |line| line.shown.as_str());
    let next = fill(session.words().accepted_next, &[("desk", name), ("email", email)]);
    let answer = desk.and_then(|desk| desk.answer.as_ref());
    html("p").text(&next).text(" ").children(answer.map(|answer| html("span").event_text(answer, &language)))
}

fn line(message: &Message, name: FieldName) -> Option<&Line> {
    message.lines.iter().find(|line| line.key == name.as_str())
}

/// What was sent: what all runners share and what the first answered, then each other runner under a heading.
fn sent(session: Session, message: &Message) -> Vec<Element> {
    let last = message.lines.iter().filter_map(|line| line.runner).max().unwrap_or_default();
    let mut parts = Vec::new();
    for runner in 0..=last {
        if runner > 0 {
            parts.push(html("h6").class("label").text(&runner_title(session, runner)));
        }
        let lines = message.lines.iter().filter(|line| line.runner.unwrap_or_default() == runner);
        parts.push(
            html("dl").class("answers sent").children(lines.map(|line| pair(&line.label, &line.shown))),
        );
    }
    parts
}

fn offers(session: Session, message: &Message) -> Element {
    let words = session.words();
    let event = session.race.event();
    let chosen = line(message, FieldName::Distance).map(|line| line.value.as_str());
    let distance = event.distances.iter().find(|distance| Some(distance.id.as_str()) == chosen).cloned();
    let entry = |distance: Distance| {
        secondary(words.calendar, "ics", move || calendar::offer(session.race, &distance))
    };
    html("div")
        .class("offers")
        .children(distance.map(entry))
        .child(secondary(words.print, "print", move || print_panel(session)))
        .child(secondary(words.another, "another", move || session.start_over()))
}

/// Prints the panel by itself.
fn print_panel(session: Session) {
    let Some(root) = session.race.shadow_root() else { return };
    let Some(panel) = root.query_selector(".outcome.accepted").ok().flatten() else { return };
    let Ok(copy) = panel.clone_node_with_deep(true) else { return };
    let content = html("div").class("saddle");
    // A copy has no parent, and nothing of it is above the new element.
    let _ = content.node().append_child(&copy);
    print(Sheet {
        title: session.race.event().name.pick(&session.race.language_untracked()).to_owned(),
        language: session.words().tag,
        style: [&style_sheet::text(&root), "body{margin:0;font-family:sans-serif}"].concat(),
        content: content.node().clone().unchecked_into(),
    });
}
