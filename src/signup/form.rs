//! The sign-up form: its sections in the order of the page, the desk that answers, and the button.

use super::{
    desk_notice,
    dispatch::send,
    field, kept_draft, runners,
    session::{Sending, Session},
};
use crate::{
    browser::focus,
    button::secondary,
    element::{Element, follow, html},
    live::Live,
    text::fill,
};
use leptos::prelude::event_target_value;
use saddle_signup::{Delivery, Field, FieldId, Section, message::TRAP_NAME};
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement, KeyboardEvent, MouseEvent};

/// The form with everything around it. Built anew when it is emptied.
pub fn view(session: Session) -> Element {
    let want = move |_| session.dispatch.want();
    let progress =
        html("p").class("progress").attr("role", "status").text_with(move || progress_words(session));
    html("form")
        .class("form")
        .attr("novalidate", "")
        .attr("aria-label", session.race.words().sign_up)
        .attr_with("data-step", move || Some(step(session).to_owned()))
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
        .child(kept_draft::notice(session))
        .child(questions(session))
        .region(move || {
            let is_reviewing = session.is_reviewing.get();
            let dispatch = is_reviewing.then(|| session.dispatch.get()).flatten();
            dispatch.map(|dispatch| held(session, (dispatch.review)(session))).into_iter().collect()
        })
        .child(
            html("div")
                .class("send")
                .child(send_button(session))
                .children(back_button(session))
                .child(progress),
        )
        .region(move || {
            session.dispatch.get().and_then(|dispatch| (dispatch.not_accepted)(session)).into_iter().collect()
        })
}

/// Everything that is asked. During the review it is not seen, and stays as it is.
fn questions(session: Session) -> Element {
    let sections = Section::ALL.map(|section| match section {
        Section::FurtherRunners => runners::view(session),
        Section::Consent => desk_notice::view(session),
        _ => section_view(session, section),
    });
    html("div")
        .class("questions")
        .attr_with("hidden", move || session.is_reviewing.get().then(String::new))
        .children(sections)
        .child(trap(session))
        .child(section_view(session, Section::Consent))
        .children(kept_draft::choice(session))
}

/// Where the visitor is, for tests and style sheets of the page.
fn step(session: Session) -> &'static str {
    if session.is_reviewing.get() { "review" } else { "questions" }
}

/// Whether a sign-up is on its way.
fn is_sending(session: Session) -> bool {
    session.sending.get() != Sending::Idle
}

/// What nobody can change while a sign-up is on its way: what was typed then would be lost if it is accepted.
pub fn held(session: Session, fields: Element) -> Element {
    fields.attr_with("inert", move || is_sending(session).then(String::new))
}

/// The button that goes on: to the review, or if there is none or this is it, to the desk.
fn send_button(session: Session) -> Element {
    let button = html("button")
        .attr("type", "button")
        .class("primary")
        .attr("part", "submit")
        .attr_with("aria-disabled", move || Some(is_sending(session).to_string()))
        .attr_with("aria-busy", move || {
            (session.sending.get() == Sending::Fetching).then(|| "true".to_owned())
        })
        .on("click", move |event| {
            // The second click of a double click would send what nobody has reviewed.
            if event.dyn_ref::<MouseEvent>().is_none_or(|click| click.detail() < 2) {
                send(session);
            }
        })
        .text_with(move || button_words(session).to_owned());
    focus_when_sending(session, &button);
    button
}

/// The button that leads from the review back to the form.
fn back_button(session: Session) -> Option<Element> {
    let back = || {
        secondary(session.words().back, "back", move || {
            session.is_reviewing.set(false);
            session.race.focus(super::TITLE_ID);
        })
        .attr_with("hidden", move || (!session.is_reviewing.get() || is_sending(session)).then(String::new))
    };
    session.enrolment().form.review.then(back)
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
    if session.enrolment().form.review && !session.is_reviewing.get() {
        return words.check;
    }
    match session.desk().delivery {
        Delivery::Mailto => words.prepare_mail,
        Delivery::Post(_) => words.send,
    }
}

fn progress_words(session: Session) -> String {
    let words = session.words();
    match session.sending.get() {
        Sending::Idle if session.is_stuck.get() => fill(words.stuck, &[("mailbox", &session.desk().email)]),
        Sending::Idle => String::new(),
        Sending::Solving => words.solving.to_owned(),
        Sending::Fetching | Sending::Now => words.sending.to_owned(),
        Sending::Waiting { seconds } => fill(words.sending_again, &[("seconds", &seconds.to_string())]),
    }
}

/// The fields of a section under its heading; nothing while none of them is asked.
fn section_view(session: Session, section: Section) -> Element {
    let questions = session.enrolment().questions().filter(|field| field.section == section).collect();
    let is_asked =
        Live::derived(move || session.asked.with(|asked| asked.iter().any(|asked| asked.section == section)));
    let part = html("section").class("part").region(move || {
        let title = title(session, section);
        (is_asked.get() && !title.is_empty())
            .then(|| html("h4").class("part-title").text(title))
            .into_iter()
            .collect()
    });
    held(
        session,
        part.attr_with("hidden", move || (!is_asked.get()).then(String::new))
            .child(fields(session, 0, questions)),
    )
}

/// The questions to a runner, each there while it is asked: so that typing in one field never makes another anew.
pub fn fields(session: Session, runner: u8, questions: Vec<Field>) -> Element {
    let fields = html("div").class("fields");
    questions.into_iter().fold(fields, |fields, question| {
        let id = FieldId { runner, question: question.question };
        let asked = Live::derived(move || {
            session.asked.with(|asked| asked.iter().find(|asked| asked.field == id).cloned())
        });
        // What the page fills in is seen: inputs do not follow what stands in them.
        let times_filled = Live::derived(move || session.times_filled(id));
        fields.region(move || {
            times_filled.track();
            asked.get().map(|asked| field::view(session, &asked)).into_iter().collect()
        })
    })
}

/// The heading of a section; empty for the consent, which stands below the notice of the desk.
pub fn title(session: Session, section: Section) -> &'static str {
    let words = session.words();
    match section {
        Section::Race => words.section_race,
        Section::Runner => words.section_runner,
        Section::Guardian => words.section_guardian,
        Section::Emergency => words.section_emergency,
        Section::Trip => words.section_trip,
        Section::Rest => words.section_rest,
        Section::FurtherRunners | Section::Consent => "",
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
