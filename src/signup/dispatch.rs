//! The door to what checks and sends a sign-up: a chunk, fetched when the visitor first touches the form.

use super::{
    accepted, error_summary, outcome, review, sending,
    session::{Sending, Session},
    shown,
};
use crate::{
    chunk::{Chunk, chunk},
    element::Element,
};
use leptos::task::spawn_local;
use saddle_signup::{FieldError, FieldId};

/// What checks and sends, and what shows what became of it.
#[derive(Clone, Copy)]
pub struct Dispatch {
    /// Sends what is in the form, unless mistakes keep it here; where the event wants it, after a review.
    pub send: fn(Session),
    /// Looks for mistakes after a field has changed.
    pub check_again: fn(Session, FieldId),
    /// What a mistake asks the visitor to do.
    pub mistake: fn(Session, &FieldError) -> String,
    /// All mistakes in one place.
    pub error_summary: fn(Session) -> Option<Element>,
    /// All questions and answers, before they are sent.
    pub review: fn(Session) -> Element,
    /// The sign-up has arrived.
    pub accepted: fn(Session) -> Element,
    /// It has not, or nobody knows.
    pub not_accepted: fn(Session) -> Option<Element>,
    /// Shows again what became of a sign-up that was on its way when the page was left.
    pub resume: fn(Session),
}

chunk! {
    /// Fetches it.
    pub fn fetch() -> Dispatch = sending {
        Dispatch {
            send: sending::send,
            check_again: Session::check_again,
            mistake: shown::mistake,
            error_summary: error_summary::view,
            review: review::view,
            accepted: accepted::view,
            not_accepted: outcome::not_accepted,
            resume: Session::resume,
        }
    }
}

/// A handle to it.
pub type DispatchChunk = Chunk<Dispatch>;

/// Goes on to the review, or sends what is in the form. Two clicks are one sign-up: while one is on its way, nothing happens.
pub fn send(session: Session) {
    if session.sending.get_untracked() != Sending::Idle {
        return;
    }
    session.is_stuck.set(false);
    if let Some(dispatch) = session.dispatch.get_untracked() {
        return (dispatch.send)(session);
    }
    session.sending.set(Sending::Fetching);
    spawn_local(async move {
        let dispatch = session.dispatch.fetched().await;
        session.sending.set(Sending::Idle);
        match dispatch {
            Some(dispatch) => (dispatch.send)(session),
            None => session.is_stuck.set(true),
        }
    });
}
