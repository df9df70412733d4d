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
use saddle_signup::Message;

/// Says that a sign-up cannot be sent now, and watches for the network.
pub fn tell(session: Session, message: Message) {
    sending::tell_unconfirmed(session, &message, "offline");
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

/// Sends if the visitor has asked for that, and has not gone back to the answers since.
fn come_back(session: Session) {
    session.is_offline.set(false);
    let is_still_wanted = session.sends_when_back.get_untracked()
        && (session.is_reviewing.get_untracked() || !session.enrolment().form.review);
    session.sends_when_back.set(false);
    if is_still_wanted {
        sending::send(session);
    }
}

/// What a visitor without a network can do, and with one again.
pub fn offers(session: Session) -> Element {
    let words = session.words();
    let state = html("p").class("progress").attr("role", "status").text_with(move || {
        let said = match (session.is_offline.get(), session.sends_when_back.get()) {
            (false, _) => words.back_online,
            (true, true) => words.waits_for_network,
            (true, false) => "",
        };
        said.to_owned()
    });
    html("div").class("offers").child(state).region(move || {
        let button = match (session.is_offline.get(), session.sends_when_back.get()) {
            (false, _) => Some(secondary(words.send, "send-now", move || sending::send(session))),
            (true, false) => Some(secondary(words.send_when_back, "send-when-back", move || {
                session.sends_when_back.set(true);
            })),
            (true, true) => None,
        };
        button.into_iter().collect()
    })
}
