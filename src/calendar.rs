//! The race as a file for the visitor's calendar.

use crate::{
    browser::{clock, download::download, intl},
    race::Race,
};
use saddle_event::{
    Distance,
    calendar::{EntryContext, calendar_file},
};

/// Offers the file as a download.
pub fn offer(race: Race, distance: &Distance) {
    let file_name = [&race.event().id, "-", &distance.id, ".ics"].concat();
    download(&file_name, "text/calendar", &contents(race, distance));
}

fn contents(race: Race, distance: &Distance) -> String {
    let event = race.event();
    let offset = distance.start.and_then(|start| {
        let local = [&event.date.to_string(), "T", &start.to_string(), ":00"].concat();
        let at = |offset: &str| {
            intl::utc_offset(clock::parse_moment_ms(&[&local, offset].concat())?, event.time_zone.as_str())
        };
        // The rules of the zone are those of the moment itself, which the offset at a moment nearby tells.
        at("Z").and_then(|offset| at(&offset))
    });
    let now_ms = clock::now_ms(&race.now.get_untracked());
    calendar_file(
        &event,
        distance,
        &EntryContext {
            language: &race.language_untracked(),
            url: &page_address(),
            utc_offset: offset.as_deref(),
            now_s: (now_ms / 1000.0) as u64,
        },
    )
}

/// The address of the page, if it is one that others can open.
fn page_address() -> String {
    let address = web_sys::window().and_then(|window| window.location().href().ok()).unwrap_or_default();
    if address.starts_with("http") { address } else { String::new() }
}
