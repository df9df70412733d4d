//! The sign-up form: its sections in the order of the event, the desk that answers, and the button.

use super::{
    desk_notice,
    dispatch::send,
    field,
    session::{Sending, Session},
};
use crate::{
    browser::focus,
    element::{Element, follow, html},
    text::fill,
};
use leptos::prelude::event_target_value;
use saddle_signup::{Delivery, FieldName, message::TRAP_NAME};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

/// A part of the form under one heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Section {
    Race,
    Runner,
    Guardian,
    Emergency,
    Trip,
    Rest,
}

impl Section {
    /// The residence decides the desk, and the desk the trip: so the runner comes before the trip.
    const ALL: [Self; 6] =
        [Self::Race, Self::Runner, Self::Guardian, Self::Emergency, Self::Trip, Self::Rest];

    /// The section of a field; `None` for the consent, which stands after the notice of the desk.
    const fn of(name: FieldName) -> Option<Self> {
        match name {
            FieldName::Distance => Some(Self::Race),
            FieldName::Programme | FieldName::Departure => Some(Self::Trip),
            FieldName::Name
            | FieldName::Email
            | FieldName::Phone
            | FieldName::Nationality
            | FieldName::Residence
            | FieldName::BirthDay
            | FieldName::BirthMonth
            | FieldName::BirthYear => Some(Self::Runner),
            FieldName::EmergencyName | FieldName::EmergencyPhone => Some(Self::Emergency),
            FieldName::GuardianName | FieldName::GuardianConsent => Some(Self::Guardian),
            FieldName::Profile | FieldName::Reference | FieldName::Payment | FieldName::Remarks => {
                Some(Self::Rest)
            }
            FieldName::Consent => None,
        }
    }
}

/// The form with everything around it. Built anew when it is emptied.
pub fn view(session: Session) -> Element {
    let race = session.race;
    let want = move |_| session.dispatch.want();
    let button = html("button")
        .attr("type", "button")
        .class("primary")
        .attr("part", "submit")
        .attr_with("aria-disabled", move || Some(is_sending(session).to_string()))
        .on("click", move |_| send(session))
        .text_with(move || button_words(session).to_owned());
    focus_when_sending(session, &button);
    let progress =
        html("p").class("progress").attr("role", "status").text_with(move || progress_words(session));
    html("form")
        .class("form")
        .attr("novalidate", "")
        .attr("aria-label", race.words().sign_up)
        // A frame without allow-forms fires no submit: the button's click and the Enter key do the work.
        .on("submit", |event| event.prevent_default())
        .on("focusin", want)
        .on("pointerdown", want)
        .on("keydown", move |event| {
            if is_submitting_enter(&event) {
                event.prevent_default();
                send(session);
            }
        })
        .region(move || {
            session
                .dispatch
                .get()
                .and_then(|dispatch| (dispatch.error_summary)(session))
                .into_iter()
                .collect()
        })
        .children(Section::ALL.map(|section| section_view(session, section)))
        .child(trap(session))
        .child(html("div").region(move || vec![desk_notice::view(session)]))
        .child(held(session, field::view(session, FieldName::Consent, true)))
        .child(html("div").class("send").child(button).child(progress))
        .region(move || {
            session.dispatch.get().and_then(|dispatch| (dispatch.not_accepted)(session)).into_iter().collect()
        })
}

/// Whether a sign-up is on its way.
fn is_sending(session: Session) -> bool {
    session.sending.get() != Sending::Idle
}

/// Fields that nobody can change while a sign-up is on its way: what was typed then would be lost if it is accepted.
fn held(session: Session, fields: Element) -> Element {
    fields.attr_with("inert", move || is_sending(session).then(String::new))
}

/// When a sign-up leaves, the fields take no focus any more, and "try again" is gone. So the button takes it, and beside
/// the button a status says what happens.
fn focus_when_sending(session: Session, button: &Element) {
    let (button, mut was_sending) = (button.node().clone(), false);
    follow(Box::new(move || {
        let is_sending = is_sending(session);
        if is_sending && !was_sending {
            focus::focus(&button);
        }
        was_sending = is_sending;
    }));
}

/// Enter in a one-line input sends, as in every form; not when it ends the composition of a character.
fn is_submitting_enter(event: &Event) -> bool {
    let Some(key) = event.dyn_ref::<KeyboardEvent>() else { return false };
    // Safari says the composition is over just before the Enter that ended it; its key code still says 229.
    if key.key() != "Enter" || key.is_composing() || key.key_code() == 229 {
        return false;
    }
    let input = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    input.is_some_and(|input| !matches!(input.type_().as_str(), "button" | "checkbox" | "radio"))
}

fn button_words(session: Session) -> &'static str {
    session.desk.track();
    let words = session.words();
    match session.desk().delivery {
        Delivery::Mailto => words.prepare_mail,
        Delivery::Post { .. } => words.send,
    }
}

fn progress_words(session: Session) -> String {
    let words = session.words();
    match session.sending.get() {
        Sending::Idle if session.is_stuck.get() => fill(words.stuck, &[("mailbox", &session.desk().email)]),
        Sending::Idle => String::new(),
        Sending::Now => words.sending.to_owned(),
        Sending::Waiting { seconds } => fill(words.sending_again, &[("seconds", &seconds.to_string())]),
    }
}

/// The fields of a section that this visitor is asked, in the order of the event; nothing if there are none.
///
/// The trip is the desk's, and a guardian is asked of minors: those two follow the answers. The others are made once,
/// so that typing in one field never takes another away.
fn section_view(session: Session, section: Section) -> Element {
    let part = html("section").class("part").region(move || {
        match section {
            Section::Trip => session.desk.track(),
            Section::Guardian => session.minor.track(),
            _ => {}
        }
        let asked = session.asked();
        let fields: Vec<Element> = asked
            .iter()
            .filter(|asked| Section::of(asked.name) == Some(section))
            // The three inputs of a date are one question.
            .filter(|asked| !matches!(asked.name, FieldName::BirthMonth | FieldName::BirthYear))
            .map(|asked| field::view(session, asked.name, asked.required))
            .collect();
        if fields.is_empty() {
            return fields;
        }
        let title = title(session, section);
        vec![html("h4").class("part-title").text(title), html("div").class("fields").children(fields)]
    });
    held(session, part)
}

fn title(session: Session, section: Section) -> &'static str {
    let words = session.words();
    match section {
        Section::Race => words.section_race,
        Section::Runner => words.section_runner,
        Section::Guardian => words.section_guardian,
        Section::Emergency => words.section_emergency,
        Section::Trip => words.section_trip,
        Section::Rest => words.section_rest,
    }
}

/// The honeypot. People neither see it nor reach it by keyboard or screen reader.
fn trap(session: Session) -> Element {
    let input = html("input")
        .attr("type", "text")
        .attr("name", TRAP_NAME)
        .attr("tabindex", "-1")
        .attr("autocomplete", "off")
        .on("input", move |event| session.trap.set(event_target_value(&event)));
    html("div")
        .class("trap")
        .attr("aria-hidden", "true")
        .child(html("label").text(session.words().trap).child(input))
}
