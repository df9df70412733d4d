//! What fills the place of the sign-up: whether one can sign up, the form, and what became of it.

use super::{
    availability, form,
    session::{Sending, Session},
    window::Window,
    words,
};
use crate::{
    browser::{performance, style_sheet},
    element::{Element, html},
    live::Live,
    race::Race,
};
use leptos::task::spawn_local;
use saddle_signup::registration::State;
use std::cell::Cell;

/// Another language may be spoken by the time that the form and its words have come: those of that one have not been asked for.
fn catch_up(race: Race) {
    let tag = race.words().tag;
    if words::are_here(tag) {
        return;
    }
    spawn_local(async move {
        super::load(race, tag).await;
        if words::are_here(tag) {
            race.language.update(|_| {});
        }
    });
}

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
    catch_up(race);
    super::stay_there(race);
    let window = Window::follow(race);
    availability::follow(race);
    let standing = Standing::follow(session, window);
    let said = html("p").class("state").attr("role", "status").text_with(move || {
        race.language.track();
        standing.words(session).to_owned()
    });
    html("div")
        .child(thanks)
        .child(said)
        .region(move || {
            race.language.track();
            match standing.state.get() {
                Some(State::Open) => vec![window.closing(session)],
                Some(State::NotYetOpen) => vec![window.opening(session)],
                _ => Vec::new(),
            }
        })
        .region(move || {
            race.language.track();
            standing.has_form.get().then(|| open(session)).into_iter().collect()
        })
}

/// Whether one can sign up, and whether the form is there.
#[derive(Clone, Copy)]
struct Standing {
    state: Live<Option<State>>,
    /// Whether it has been another one.
    has_changed: Live<bool>,
    has_form: Live<bool>,
}

impl Standing {
    /// Follows the clock and the places that are left.
    fn follow(session: Session, window: Window) -> Self {
        let before = Cell::new(None);
        let has_changed = Live::new(false);
        let state = Live::derived(move || {
            let state = Some(window.state(session));
            // Nothing changes around what is on its way or has arrived: the last place may have gone to this very visitor.
            let is_settled = session.is_accepted.get() || session.sending.get() != Sending::Idle;
            let shown = if is_settled { before.get().or(state) } else { state };
            if before.replace(shown).is_some_and(|before| Some(before) != shown) {
                has_changed.set_if_new(true);
            }
            shown
        });
        let had_form = Cell::new(false);
        let has_form = Live::derived(move || {
            let has_form = has_form(session, state.get(), had_form.get());
            if had_form.replace(has_form) && !has_form {
                keep_focus(session.race);
            }
            has_form
        });
        Self { state, has_changed, has_form }
    }

    /// What is said of it in a line. That one can sign up is said only to whoever could not before.
    fn words(self, session: Session) -> &'static str {
        let words = session.words();
        match self.state.get() {
            Some(State::Open) if self.has_changed.get() => words.open,
            Some(State::Open | State::NotYetOpen) => "",
            Some(State::Full) if has_waiting_list(session.race) => words.waiting_list,
            Some(State::Full) => words.full,
            Some(State::Closed) => words.closed,
            Some(State::Past) | None => words.past,
        }
    }
}

/// Whether the form is there, seen from whether it was there before.
fn has_form(session: Session, state: Option<State>, had_form: bool) -> bool {
    // Of what may have arrived the visitor must be able to read, whatever one can do now.
    let may_have_arrived = session.may_have_arrived();
    match state {
        Some(State::Open) => true,
        // Whoever has begun keeps the form: what was typed must not go with the last place. The desk has the last word.
        Some(State::Full) => {
            has_waiting_list(session.race)
                || may_have_arrived
                || session.has_tried.get_untracked()
                || had_form && session.has_begun()
        }
        Some(State::Closed) => may_have_arrived,
        Some(State::NotYetOpen | State::Past) | None => false,
    }
}

/// When the form goes under the focus, that goes to the heading above.
fn keep_focus(race: Race) {
    // Not by `:focus`, which WebKit grants only in the window that has the keyboard.
    let focused = race.shadow_root().and_then(|root| root.active_element());
    if focused.is_some_and(|focused| focused.closest(".form").is_ok_and(|form| form.is_some())) {
        race.focus(super::TITLE_ID);
    }
}

/// Whether sign-ups are taken for a waiting list.
pub fn has_waiting_list(race: Race) -> bool {
    race.event().capacity.as_ref().is_some_and(|capacity| capacity.waiting_list)
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
