//! The last resort where a page may not send by script: a form of the browser's own, in a new window.
//!
//! Only the visitor sees what the desk's service answers there, so the draft stays until the visitor says that it has arrived.

use super::{
    outcome,
    sending::{self, Sent},
    session::{Fate, Report, Sending, Session},
};
use crate::{
    browser::native_form,
    button::secondary,
    element::{Element, html},
};
use saddle_signup::{Delivery, Encoding, Outcome, Post, Unknown, encode};

/// The button, where the desk takes such a form and the page could not send by itself.
pub fn offer(session: Session, fate: &Fate) -> Option<Element> {
    let Fate::Answered(Outcome::Unknown { why: Unknown::Network }) = fate else { return None };
    Some(html("div").region(move || {
        // Answers that were edited since may go to another desk.
        session.desk.track();
        let offer = || {
            let how = html("p").text(session.words().by_form_how);
            html("div").class("offers").child(how).child(button(session))
        };
        post_by_form(session).map(|_| offer()).into_iter().collect()
    }))
}

fn button(session: Session) -> Element {
    secondary(session.words().by_form, "by-form", move || send(session))
}

/// How the desk takes such a form, if it does.
fn post_by_form(session: Session) -> Option<Box<Post>> {
    match session.desk().delivery {
        Delivery::Post(post) if post.by_form => Some(post),
        Delivery::Post(_) | Delivery::Mailto => None,
    }
}

/// After such a form was sent: how to see whether it has arrived, and the button that says so.
pub fn afterwards(session: Session) -> Element {
    let words = session.words();
    let arrived = secondary(words.it_arrived, "it-arrived", move || session.end_by_word());
    // No page is told whether a window came.
    html("div")
        .class("offers")
        .child(html("p").text(words.by_form_next))
        .child(arrived)
        .children(post_by_form(session).map(|_| button(session)))
}

/// Sends what stands in the form now, which may have been edited since the page tried.
fn send(session: Session) {
    let (Some(post), Some(root)) = (post_by_form(session), session.race.shadow_root()) else { return };
    if session.sending.get_untracked() != Sending::Idle || !sending::is_complete(session) {
        return;
    }
    let message = session.prepare();
    let draft = Sent::prepared(session);
    if !sending::announce(session, &message) {
        return;
    }
    draft.record(session, &Outcome::Unknown { why: Unknown::Opaque });
    let content_type = match post.format.encoding {
        Encoding::Multipart => "multipart/form-data",
        Encoding::Json | Encoding::Urlencoded | Encoding::Chat => "application/x-www-form-urlencoded",
    };
    let url = session.race.resolve(&post.url);
    native_form::post_in_new_window(&root, &url, content_type, &encode::fields(&message, &post.format));
    sending::tell_unconfirmed(session, &message, "opaque");
    if !session.sending.is_alive() {
        return; // by someone who heard of it
    }
    session.report.set(Some(Report { fate: Fate::SentByForm, message }));
    session.race.focus(outcome::TITLE_ID);
}
