//! What fills the place of the sign-up: whether one can sign up, the form, and what became of it.

use super::{
    form,
    session::{self, Session},
};
use crate::{
    browser::{clock, intl, performance, style_sheet},
    element::{Element, html},
    race::Race,
    text::fill,
};
use saddle_event::Instant;
use saddle_signup::{Registration, registration::State};

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
    html("div").child(thanks).region(move || {
        race.language.track();
        race.now.track();
        let words = session.words();
        vec![match state(race) {
            State::Open => open(session),
            State::NotYetOpen => quiet(&fill(words.not_yet_open, &[("date", &opening_day(race))])),
            State::Full => quiet(words.full),
            State::Closed => quiet(words.closed),
            State::Past => quiet(words.past),
        }]
    })
}

fn quiet(text: &str) -> Element {
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

fn state(race: Race) -> State {
    let event = race.event();
    let registration = Registration {
        opens_s: event.registration.opens.map(Instant::unix_s),
        closes_s: event.registration.closes.map(Instant::unix_s),
        race_day: event.date,
        places_left: None,
    };
    let now_s = (clock::now_ms(&race.now.get_untracked()) / 1000.0) as u64;
    registration.state(now_s, session::today(race))
}

/// The day on which sign-ups open, where the race is.
fn opening_day(race: Race) -> String {
    let event = race.event();
    event
        .registration
        .opens
        .and_then(|opens| intl::day_in_zone(opens.unix_s() as f64 * 1000.0, event.time_zone.as_str()))
        .map_or_else(String::new, |day| intl::day(race.words().tag, &day))
}
