//! Sends a sign-up: checks it, tells the host, posts it as often as the desk allows, and reports what became of it.

use super::{
    availability, challenge, error_summary, offline, outcome, review,
    session::{Fate, Report, Sending, Session},
};
use crate::browser::{
    clock, connection,
    fetch::{self, Outgoing},
    host_events,
};
use leptos::task::spawn_local;
use saddle_signup::{
    Answers, Body, Delivery, FieldError, KnownFields, Message, Outcome, Post, Problem, Reply, Tries, Unknown,
    challenge::with_solution, encode::encode,
};

/// Sends what is in the form, unless mistakes keep it here: then they are shown. Where the event wants a review, the way leads
/// there first. While one is on its way, nothing happens.
pub fn send(session: Session) {
    if session.sending.get_untracked() != Sending::Idle {
        return;
    }
    session.has_sent_mail.set(false);
    if !is_complete(session) {
        return;
    }
    if session.enrolment().form.review && !session.is_reviewing.get_untracked() && !session.was_sent() {
        session.is_reviewing.set(true);
        return session.race.focus(review::TITLE_ID);
    }
    let message = session.prepare();
    let draft = Sent::prepared(session);
    let may_have_arrived = session.may_have_arrived();
    let delivery = session.desk().delivery;
    if matches!(delivery, Delivery::Post(_)) && connection::is_offline() {
        return offline::tell(session, message);
    }
    if !announce(session, &message) {
        return;
    }
    match delivery {
        Delivery::Mailto => {
            session.report.set(Some(Report { fate: Fate::ForMail, message }));
            session.race.focus(outcome::TITLE_ID);
        }
        Delivery::Post(post) => {
            session.report.set(None);
            session.sending.set(Sending::Now);
            spawn_local(async move {
                // Nothing has left yet: who takes the widget off the page meanwhile keeps the draft.
                let solution = solution(session, post.challenge.as_deref()).await;
                if session.sending.is_alive() {
                    let tries = Tries::new(post.idempotent, may_have_arrived);
                    deliver(session, message, draft, solution, *post, tries).await;
                }
            });
        }
    }
}

/// Whether nothing is wrong with what is in the form; else the visitor is shown what is.
pub fn is_complete(session: Session) -> bool {
    session.has_tried.set(true);
    let mistakes = session.mistakes();
    let is_complete = mistakes.is_empty();
    session.errors.set(mistakes);
    if !is_complete {
        session.is_reviewing.set(false);
        session.race.focus(error_summary::ID);
    }
    is_complete
}

/// Tells the page that a sign-up is about to leave. Whoever hears it may stop it, or take the widget off the page: then it says
/// no.
pub fn announce(session: Session, message: &Message) -> bool {
    let detail = [
        ("desk", message.desk_id.as_str().into()),
        ("distance", session.race.chosen_distance_id_untracked().into()),
        ("reference", message.key.reference().into()),
    ];
    session.race.tell_host("saddle-submit", true, &detail) && session.sending.is_alive()
}

/// What is sent, and where its draft is: as they were when it was made ready, for who hears of it may change the answers, and so
/// may the picker above while a proof of work is done.
pub struct Sent {
    answers: Answers,
    slot: String,
}

impl Sent {
    /// To be called as soon as the message is [prepared](Session::prepare).
    pub fn prepared(session: Session) -> Self {
        Self { answers: session.answers.get_untracked(), slot: session.draft_slot() }
    }

    /// Takes note of what became of it.
    pub fn record(&self, session: Session, outcome: &Outcome) {
        session.record(&self.slot, &self.answers, outcome);
    }
}

/// The proof of work for a desk that asks for one.
async fn solution(session: Session, challenge: Option<&str>) -> Option<String> {
    let url = session.race.resolve(challenge?);
    session.sending.set(Sending::Solving);
    let solution = challenge::solve(&url, || session.sending.is_alive()).await;
    session.sending.set(Sending::Now);
    solution
}

async fn deliver(
    session: Session,
    message: Message,
    draft: Sent,
    solution: Option<String>,
    post: Post,
    tries: Tries,
) {
    // The widget may be gone when the answer comes.
    let enrolment = session.enrolment();
    let Body { content_type, text } = match solution {
        Some(solution) => encode(&with_solution(&message, solution), &post.format),
        None => encode(&message, &post.format),
    };
    let mut headers = post.headers;
    headers.extend(post.key_header.map(|name| (name, message.key.to_string())));
    let outgoing = Outgoing {
        url: session.race.resolve(&post.url),
        content_type,
        body: text,
        headers,
        timeout_s: post.timeout_s,
        hides_answer: post.hidden_answer,
    };
    // From here on it may have arrived, whatever happens to this page: the draft must know before the request leaves.
    draft.record(session, &Outcome::Unknown { why: Unknown::Network });
    let known = KnownFields { customs: &enrolment.form.customs, names: Some(&post.format.names) };
    let send = async || post_once(&outgoing, &known).await;
    let wait = async |seconds| {
        session.sending.set(Sending::Waiting { seconds });
        clock::sleep(f64::from(seconds)).await;
        session.sending.set(Sending::Now);
    };
    let outcome = tries.deliver(send, wait).await;
    draft.record(session, &outcome);
    finish(session, message, outcome);
}

async fn post_once(outgoing: &Outgoing, known: &KnownFields<'_>) -> Outcome {
    match fetch::post(outgoing).await {
        Err(no_reply) => no_reply.into(),
        Ok(answer) => {
            let reply = Reply {
                status: answer.status,
                content_type: answer.content_type.as_deref(),
                body: &answer.body,
                opaque: answer.opaque,
                retry_after: answer.retry_after.as_deref(),
                redirected: answer.redirected,
            };
            Outcome::of_reply(&reply, (clock::browser_now_ms() / 1000.0) as u64, known)
        }
    }
}

/// Nothing here may assume that the widget is still on the page.
fn finish(session: Session, message: Message, outcome: Outcome) {
    if !session.sending.is_alive() {
        return; // the element was removed meanwhile
    }
    // The last place may have gone to somebody else, or to this visitor.
    availability::refresh(session.race);
    session.full_for.set(matches!(outcome, Outcome::Full { .. }).then(|| session.place_wanted()));
    session.sending.set(Sending::Idle);
    match &outcome {
        Outcome::Accepted { .. } => {
            let detail =
                [("desk", message.desk_id.as_str().into()), ("reference", message.key.reference().into())];
            session.race.tell_host("saddle-sent", false, &detail);
        }
        other => tell_unconfirmed(session, &message, reason(other)),
    }
    if !session.sending.is_alive() {
        return; // by someone who heard of it
    }
    let mut focus = outcome::TITLE_ID;
    if let Outcome::Refused { fields, .. } = &outcome
        && !fields.is_empty()
    {
        let objections = fields
            .iter()
            .map(|(field, words)| FieldError { field: *field, problem: Problem::Refused(words.clone()) });
        session.errors.set(objections.collect());
        session.is_reviewing.set(false);
        focus = error_summary::ID;
    }
    session.report.set(Some(Report { fate: Fate::Answered(outcome), message }));
    session.race.focus(focus);
}

/// Tells the page and the console that nobody has confirmed a sign-up, and why; never what was typed.
pub fn tell_unconfirmed(session: Session, message: &Message, reason: &str) {
    let detail = [
        ("reason", reason.into()),
        ("desk", message.desk_id.as_str().into()),
        ("reference", message.key.reference().into()),
    ];
    host_events::log_error(&["saddle: the sign-up was not confirmed: ", reason].concat());
    session.race.tell_host("saddle-error", false, &detail);
}

/// The outcome in one word, for the host page and the console; never what was typed.
fn reason(outcome: &Outcome) -> &'static str {
    match outcome {
        Outcome::Accepted { .. } => "accepted",
        Outcome::Refused { .. } => "refused",
        Outcome::Full { .. } => "full",
        Outcome::NotNow { .. } => "not-now",
        Outcome::Unknown { why } => match why {
            Unknown::Network => "network",
            Unknown::Timeout => "timeout",
            Unknown::ServerError(_) => "server-error",
            Unknown::Garbled => "garbled",
            Unknown::Opaque => "opaque",
        },
    }
}
