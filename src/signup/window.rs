//! When sign-ups open and close: in the time of the race, in that of the visitor, and how long until then.

use super::session::{self, Session};
use crate::{
    browser::{clock, intl},
    element::{Element, html},
    language,
    live::Live,
    race::Race,
    text::fill,
};
use leptos::task::spawn_local;
use saddle_event::Instant;
use saddle_signup::{Countdown, Registration, registration::State};

/// The registration window, and the clock that it is seen by.
#[derive(Clone, Copy)]
pub struct Window {
    race: Race,
    /// The moment it is, in Unix seconds.
    now_s: Live<u64>,
}

impl Window {
    /// Looks at the clock as often as what it says can change, at least once a minute.
    pub fn follow(race: Race) -> Self {
        const SELDOM_S: u32 = 60;
        let now_s = Live::derived(move || now_s(&race.now.get()));
        spawn_local(async move {
            while now_s.is_alive() {
                let now = race.now.with_untracked(|moment| self::now_s(moment));
                now_s.set_if_new(now);
                let next = next_change_s(race).filter(|next_s| *next_s > now);
                let changes_in_s = next.map_or(SELDOM_S, |next_s| countdown(now, next_s).changes_in_s);
                clock::sleep(f64::from(changes_in_s.min(SELDOM_S))).await;
            }
        });
        Self { race, now_s }
    }

    /// Whether one can sign up now; it follows the clock and the places that are left.
    pub fn state(self, session: Session) -> State {
        let event = self.race.event();
        let registration = Registration {
            opens_s: event.registration.opens.map(Instant::unix_s),
            closes_s: event.registration.closes.map(Instant::unix_s),
            race_day: event.date,
            places_left: self.race.places_left.get(),
        };
        registration.state(self.now_s.get(), session::today(session.race))
    }

    /// When sign-ups open, and how long until then.
    pub fn opening(self, session: Session) -> Element {
        let opens = self.race.event().registration.opens;
        self.moment(session, opens, session.words().not_yet_open)
    }

    /// When they close, where the event says so.
    pub fn closing(self, session: Session) -> Element {
        let closes = self.race.event().registration.closes;
        self.moment(session, closes, session.words().closes)
    }

    fn moment(self, session: Session, moment: Option<Instant>, template: &str) -> Element {
        let Some(moment) = moment else { return html("div") };
        let (words, event) = (session.words(), self.race.event());
        let dates = language::of_dates(self.race);
        let written = |zone| intl::moment(&dates, moment.unix_s() as f64 * 1000.0, zone);
        let (there, here) = (written(Some(event.time_zone.as_str())), written(None));
        let yours = here.clone().filter(|here| there.as_ref() != Some(here));
        let date = there.or(here).unwrap_or_default();
        let left = move || {
            let Countdown { count, unit, .. } = countdown(self.now_s.get(), moment.unix_s());
            intl::from_now(words.tag, count, unit).unwrap_or_default()
        };
        html("div")
            .class("window")
            .child(html("p").class("state").text(&fill(template, &[("date", &date)])))
            .children(
                yours.map(|yours| html("p").class("quiet").text(&fill(words.your_time, &[("date", &yours)]))),
            )
            .child(html("p").child(html("strong").class("countdown").text_with(left)))
    }
}

fn countdown(now_s: u64, until_s: u64) -> Countdown {
    Countdown::of_seconds(u32::try_from(until_s.saturating_sub(now_s)).unwrap_or(u32::MAX))
}

fn now_s(moment: &str) -> u64 {
    (clock::now_ms(moment) / 1000.0) as u64
}

/// The next of the moments at which sign-ups open or close.
fn next_change_s(race: Race) -> Option<u64> {
    let (window, now_s) = (race.event().registration, race.now.with_untracked(|moment| now_s(moment)));
    [window.opens, window.closes]
        .into_iter()
        .flatten()
        .map(Instant::unix_s)
        .find(|moment_s| *moment_s > now_s)
}
