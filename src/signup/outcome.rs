//! What became of a sign-up that was not accepted, and what to do now.

use super::{
    by_form, fallback, offline, screen, sending,
    session::{Fate, Report, Session},
};
use crate::{
    button::secondary,
    element::{Element, html},
    text::fill,
};
use saddle_signup::{Outcome, Unknown};

/// The id of the heading in the shadow root.
pub const TITLE_ID: &str = "outcome-title";

/// Everything but accepted: what it means, "try again" where that is safe, and the fallback.
pub fn not_accepted(session: Session) -> Option<Element> {
    let report = session.report.get().filter(|report| !report.is_accepted())?;
    let words = session.words();
    let told = Told::of(session, &report);
    let again_words = move || {
        // Other answers may have a place.
        session.answers.track();
        let words = session.words();
        if session.goes_on_waiting_list() { words.join_waiting_list } else { words.try_again }.to_owned()
    };
    let again = || secondary("", "try-again", move || sending::send(session)).text_with(again_words);
    let reference = pair(words.reference, &report.message.key.reference());
    Some(
        html("div")
            .class("outcome")
            .attr("part", "outcome")
            .attr("data-outcome", told.kind)
            .child(heading(&told.title))
            .child(html("p").text(told.next))
            .children(told.said.iter().map(|said| html("p").class("said").text(said)))
            .child(html("dl").class("references").child(reference))
            .children(by_form::offer(session, &report.fate))
            .children((report.fate == Fate::SentByForm).then(|| by_form::afterwards(session)))
            .children((report.fate == Fate::Offline).then(|| offline::offers(session)))
            .children(told.can_try_again.then(again))
            .child(fallback::view(session))
            .child(html("p").class("quiet small").text(words.nothing_lost)),
    )
}

/// What the visitor is told.
struct Told {
    /// For style sheets and tests.
    kind: &'static str,
    title: String,
    next: &'static str,
    /// The desk's own words.
    said: Vec<String>,
    can_try_again: bool,
}

impl Told {
    fn of(session: Session, report: &Report) -> Self {
        let words = session.words();
        let told = |kind, title: &str, next| Self {
            kind,
            title: title.to_owned(),
            next,
            said: Vec::new(),
            can_try_again: true,
        };
        match &report.fate {
            Fate::ForMail => {
                let desk = session.desk().name.pick(&session.race.language_untracked()).to_owned();
                let title = fill(words.mailbox, &[("desk", &desk)]);
                Self { can_try_again: false, ..told("mail", &title, words.mailbox_next) }
            }
            // An earlier try may have arrived, and this one takes nothing of that back.
            Fate::Offline if session.may_have_arrived() => {
                Self { can_try_again: false, ..told("offline", words.unknown, words.unknown_next) }
            }
            Fate::Offline => {
                Self { can_try_again: false, ..told("offline", words.offline, words.offline_next) }
            }
            Fate::SentByForm => {
                Self { can_try_again: false, ..told("opaque", words.opaque, words.opaque_next) }
            }
            Fate::Answered(Outcome::Refused { general, .. }) => {
                Self { said: general.clone(), ..told("refused", words.refused, words.refused_next) }
            }
            Fate::Answered(Outcome::Full { said }) => {
                let has_waiting_list = screen::has_waiting_list(session.race);
                let next =
                    if has_waiting_list { words.no_place_but_waiting_list } else { words.no_place_next };
                Self { said: said.clone(), ..told("full", words.no_place, next) }
            }
            Fate::Answered(Outcome::NotNow { .. }) => told("not-now", words.not_now, words.not_now_next),
            Fate::Answered(Outcome::Unknown { why: Unknown::Opaque }) => {
                told("opaque", words.opaque, words.opaque_next)
            }
            Fate::Answered(Outcome::Unknown { .. } | Outcome::Accepted { .. }) => {
                told("unknown", words.unknown, words.unknown_next)
            }
        }
    }
}

/// A heading that can take the focus, so that nobody misses what happened.
pub fn heading(text: &str) -> Element {
    html("h4").class("outcome-title").attr("id", TITLE_ID).attr("tabindex", "-1").text(text)
}

pub fn pair(term: &str, value: &str) -> Element {
    html("div").child(html("dt").text(term)).child(html("dd").text(value))
}
