//! What fills the place of the sign-up: whether one can sign up, the form, and what became of it.

use super::{
    availability, form,
    session::{Sending, Session},
    window::Window,
};
use crate::{
    browser::{performance, style_sheet},
    element::{Element, html},
    live::Live,
    race::Race,
};
use saddle_signup::registration::State;
use std::cell::Cell;

/// How it looks. It comes with the form, so that the first load is without it.
const STYLE: &str = include_str!("../../style/sign-up.css");

/// The sign-up of a race, in words that are here. It is built anew when the language changes; what was typed lives in the
/// session.
pub fn view(race: Race) -> Element {
    let Some(session) = Session::new(race) else {
        race.show_fallback(true);
        race.tell_host("saddle-error", false, &[("reason", "event".into())]);
        return html("p").class("trouble").attr("role", "status").text(race.words().event_failed);
    };
    if let Some(root) = race.shadow_root() {
        style_sheet::adopt(&root, style_sheet::CONTROLS);
        style_sheet::adopt(&root, STYLE);
    }
    performance::mark_when_painted(performance::READY);
    // Where the focus goes when the form is emptied.
    let thanks = html("p").class("progress").attr("role", "status").text_with(move || {
        if session.has_sent_mail.get() { session.words().thanks.to_owned() } else { String::new() }
    });
    let window = Window::follow(race);
    availability::follow(race);
    let before = Cell::new(None);
    let state = Live::derived(move || {
        let state = Some(window.state(session));
        // Nothing changes around what is on its way or has arrived: the last place may have gone to this very visitor.
        let is_settled = session.is_accepted.get() || session.sending.get() != Sending::Idle;
        let shown = if is_settled { before.get().or(state) } else { state };
        before.set(shown);
        shown
    });
    html("div").child(thanks).region(move || {
        race.language.track();
        let words = session.words();
        // Of what may have arrived the visitor must be able to read, whatever one can do now.
        let is_begun = session.has_tried.get_untracked() || session.may_have_arrived();
        match state.get() {
            Some(State::Open) => vec![window.closing(session), open(session)],
            // Who has begun to send keeps the form: what was typed must not go with the last place.
            Some(State::Full) if has_waiting_list(race) => vec![quiet(words.waiting_list), open(session)],
            Some(State::Full) if is_begun => vec![quiet(words.full), open(session)],
            Some(State::Full) => vec![quiet(words.full)],
            Some(State::NotYetOpen) => vec![window.opening(session)],
            Some(State::Closed) if session.may_have_arrived() => vec![quiet(words.closed), open(session)],
            Some(State::Closed) => vec![quiet(words.closed)],
            Some(State::Past) | None => vec![quiet(words.past)],
        }
    })
}

/// Whether sign-ups are taken for a waiting list.
pub fn has_waiting_list(race: Race) -> bool {
    race.event().capacity.as_ref().is_some_and(|capacity| capacity.waiting_list)
}

/// A line in the place of the form, or above it.
pub fn quiet(text: &str) -> Element {
    html("p").class("state").text(text)
}

/// The form, or in its place that the sign-up has arrived.
fn open(session: Session) -> Element {
    html("div").region(move || {
        // Only what has been sent can be accepted, so the chunk that shows it is here.
        let accepted = session.is_accepted.get().then(|| session.dispatch.get()).flatten();
        vec![match accepted {
            Some(dispatch) => (dispatch.accepted)(session),
            None => {
                session.round.track();
                form::view(session)
            }
        }]
    })
}
