//! The sign-up on the screen: its place, and the door to a chunk that fills it.
//!
//! The course comes first on the page, so the form is fetched when its place comes near the screen, when the visitor first
//! touches the widget, or when a draft waits in it.

mod accepted;
mod attribute_warnings;
mod availability;
mod by_form;
mod challenge;
mod clear_text;
mod country_field;
mod desk_notice;
mod dispatch;
mod draft_slot;
mod error_summary;
mod fallback;
mod field;
mod form;
mod kept_draft;
mod offline;
mod outcome;
mod paper;
mod prefill;
mod review;
mod runners;
mod screen;
mod sending;
mod session;
mod shown;
mod window;
mod words;

use crate::{
    browser::{focus, place},
    chunk::{self, chunk},
    element::{Element, follow, html},
    live::Live,
    race::Race,
    text,
};
use leptos::task::spawn_local;

/// How near the place must come to the screen before the form is fetched.
const MARGIN: &str = "400px";

/// The id of the heading in the shadow root.
const TITLE_ID: &str = "sign-up-title";

/// What the chunk gives.
#[derive(Clone, Copy)]
pub struct SignUp {
    /// What fills the place, once words are here.
    pub view: fn(Race) -> Element,
    /// Whether the words of a file are here.
    pub has_words: fn(&str) -> bool,
    /// Takes the words of a file.
    pub take_words: fn(&'static str, &'static str),
}

chunk! {
    /// Fetches it.
    pub fn fetch() -> SignUp = signup {
        SignUp { view: screen::view, has_words: words::are_here, take_words: words::take }
    }
}

/// The place of the sign-up: its heading, and below it what the chunk shows.
pub fn place(race: Race) -> Element {
    let stage = Stage { race, shown: Live::new(None), has_failed: Live::new(false) };
    let title = html("h3").class("title").attr("id", TITLE_ID).attr("tabindex", "-1").text_with(move || {
        race.language.track();
        race.words().sign_up.to_owned()
    });
    let place = html("section")
        .class("sign-up")
        .attr("part", "sign-up")
        .attr_with("data-waiting", move || stage.shown.with(Option::is_none).then(String::new))
        .on("near", move |_| spawn_local(stage.fill()))
        .child(title)
        .region(move || match stage.shown.get() {
            Some(signup) => vec![(signup.view)(race)],
            None if stage.has_failed.get() => vec![failure(stage)],
            None => vec![html("p").class("quiet loading").text(race.words().form_loading)],
        });
    // Who looks at the race wants to know how many places are left.
    if draft_slot::is_kept(race) || race.event().availability.is_some() {
        // It waits until the widget is seen: what it then says must not come before that.
        follow(Box::new(move || {
            if race.is_painted.get() {
                spawn_local(stage.fill());
            }
        }));
    }
    race.loader().watch(place.node(), MARGIN);
    place
}

/// Moves the keyboard focus to the heading of the sign-up, and it to the top of the screen.
pub fn lead_there(race: Race) {
    let title = race.shadow_root().and_then(|root| root.query_selector(".sign-up .title").ok().flatten());
    if let Some(title) = title {
        focus::focus(&title);
        title.scroll_into_view();
    }
}

/// Leads there again, if the visitor is at the heading and looks at it: what is about to come above it may push it away.
pub fn stay_there(race: Race) {
    let focused = race.shadow_root().and_then(|root| root.active_element());
    if focused.is_some_and(|focused| focused.id() == TITLE_ID && place::is_seen(&focused)) {
        race.focus(TITLE_ID);
    }
}

/// Has the form fetched before its place is near: whoever has touched the widget is likely to want it.
pub fn want(race: Race) {
    if race.has_form.get_untracked() {
        spawn_local(async move {
            let tag = race.words().tag;
            load(race, tag).await;
        });
    }
}

/// Fetches the chunk and, at the same time, its words in a language (the `tag` of a language file); nothing if either
/// cannot be had.
pub async fn load(race: Race, tag: &str) -> Option<SignUp> {
    let file = text::file(tag);
    if let Some(signup) = race.signup.get_untracked()
        && (signup.has_words)(file)
    {
        return Some(signup);
    }
    let fetch = |file: &str| text::fetch(&race.loader(), "signup", file);
    let texts = fetch(file);
    let signup = race.signup.fetched().await?;
    match texts.await {
        Some(texts) => (signup.take_words)(file, texts),
        // As everywhere: what cannot be had in the visitor's language is said in English.
        None => (signup.take_words)("en", fetch("en").await?),
    }
    Some(signup)
}

/// What stands in the place.
#[derive(Clone, Copy)]
struct Stage {
    race: Race,
    shown: Live<Option<SignUp>>,
    has_failed: Live<bool>,
}

impl Stage {
    async fn fill(self) {
        self.has_failed.set_if_new(false);
        let signup = load(self.race, self.race.words().tag).await;
        if !self.shown.is_alive() {
            return;
        }
        if signup.is_none() {
            self.has_failed.set(true);
            self.race.show_fallback(true);
        } else if self.shown.with_untracked(Option::is_none) {
            self.race.show_fallback(false);
            self.shown.set(signup);
        }
    }
}

/// The form did not come: a line and a button, and below the widget the page's own fallback link.
fn failure(stage: Stage) -> Element {
    let words = stage.race.words();
    chunk::failure(words.form_failed, words.fetch_again, move || spawn_local(stage.fill()))
}
