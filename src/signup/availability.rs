//! How many places are left: asked of the event's address now and then, while somebody looks.

use crate::{
    browser::{clock, fetch},
    race::Race,
};
use leptos::task::spawn_local;
use saddle_signup::availability::places_left;

/// How often it is asked, in seconds.
const EVERY_S: f64 = 60.0;
/// How often at least, where it does not answer.
const SELDOM_S: f64 = 960.0;

/// Keeps the places that are left up to date until the widget is gone. Nothing is asked while the page is hidden, and less
/// and less while there is no answer.
pub fn follow(race: Race) {
    if race.event().availability.is_none() {
        return;
    }
    spawn_local(async move {
        let mut wait_s = EVERY_S;
        while race.places_left.is_alive() {
            if clock::is_page_seen() {
                wait_s = if ask(race).await { EVERY_S } else { (wait_s * 2.0).min(SELDOM_S) };
            }
            clock::sleep(wait_s).await;
        }
    });
}

/// Asks at once: a sign-up that was not accepted may have come too late.
pub fn refresh(race: Race) {
    spawn_local(async move {
        ask(race).await;
    });
}

async fn ask(race: Race) -> bool {
    if !race.places_left.is_alive() {
        return false; // the element was removed meanwhile
    }
    let event = race.event();
    let Some(url) = &event.availability else { return false };
    let left = fetch::json_at(&race.resolve(url.as_str())).await.as_ref().and_then(places_left);
    if left.is_some() {
        race.places_left.set_if_new(left);
    }
    left.is_some()
}
