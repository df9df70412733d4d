//! No network: nothing has left, and the visitor may have it sent when the network is back.

use super::{
    outcome, sending,
    session::{Fate, Report, Session},
};
use crate::{
    browser::connection,
    button::secondary,
    element::{Element, html},
};
use leptos::task::spawn_local;
use saddle_signup::{Delivery, Message};

/// The id, in the shadow root, of what is said of the network.
const STATE_ID: &str = "network-state";

/// Says that a sign-up cannot be sent now, and watches for the network.
pub fn tell(session: Session, message: Message) {
    sending::tell_unconfirmed(session, &message, "offline");
    if !session.sending.is_alive() {
        return; // by someone who heard of it
    }
    session.report.set(Some(Report { fate: Fate::Offline, message }));
    session.race.focus(outcome::TITLE_ID);
    if !session.is_offline.get_untracked() {
        session.is_offline.set(true);
        spawn_local(async move {
            connection::back_online().await;
            come_back(session);
        });
    }
}

/// Sends if the visitor has asked for that, and has not changed the answers since.
fn come_back(session: Session) {
    if !session.is_offline.is_alive() {
        return; // the element was removed meanwhile
    }
    session.is_offline.set(false);
    let wanted = session.sends_when_back.get_untracked();
    session.sends_when_back.set(None);
    if wanted.is_some_and(|wanted| wanted == session.answers.get_untracked()) {
        // They were looked at before the visitor asked.
        session.is_reviewing.set(session.enrolment().form.review);
        sending::send(session);
    }
}

/// Whether the visitor may have it sent without looking again: not what may have arrived, where that would be a second sign-up.
fn may_send_by_itself(session: Session) -> bool {
    let is_idempotent = matches!(session.desk().delivery, Delivery::Post(post) if post.idempotent);
    is_idempotent || !session.may_have_arrived()
}

/// What a visitor without a network can do, and with one again.
pub fn offers(session: Session) -> Element {
    let words = session.words();
    let is_asked_for = move || session.sends_when_back.with(Option::is_some);
    let state =
        html("p").class("progress").attr("id", STATE_ID).attr("tabindex", "-1").attr("role", "status");
    let state = state.text_with(move || {
        let said = match (session.is_offline.get(), is_asked_for()) {
            (false, _) => words.back_online,
            (true, true) => words.waits_for_network,
            (true, false) if session.may_have_arrived() => words.offline,
            (true, false) => "",
        };
        said.to_owned()
    });
    html("div").class("offers").child(state).region(move || {
        let button = match (session.is_offline.get(), is_asked_for()) {
            (false, _) => {
                let text = if session.may_have_arrived() { words.try_again } else { words.send };
                Some(secondary(text, "send-now", move || sending::send(session)))
            }
            (true, false) => may_send_by_itself(session).then(|| {
                secondary(words.send_when_back, "send-when-back", move || {
                    session.sends_when_back.set(Some(session.answers.get_untracked()));
                    // The button goes, and what it has done is said here.
                    session.race.focus(STATE_ID);
                })
            }),
            (true, true) => None,
        };
        button.into_iter().collect()
    })
}
