//! Explanations for whoever made the event: a chunk, fetched when something is wrong with it.

use crate::{browser::host_events, chunk::chunk};
use saddle_course::packed::PackedError;
use serde_json::Value;
// Not Leptos' own: it needs a mounted widget, and an event that is wrong mounts none.
use wasm_bindgen_futures::spawn_local;

/// What writes the explanations.
#[derive(Clone, Copy)]
struct Explanations {
    /// What is wrong with an event file.
    event: fn(&Value) -> Explained,
    /// What is wrong with a packed track.
    track: fn(&PackedError) -> String,
}

/// What is wrong with an event file, in sentences.
#[derive(Default)]
struct Explained {
    /// Why there is no event.
    mistakes: Option<String>,
    warnings: Vec<String>,
}

chunk! {
    /// Fetches it.
    fn fetch() -> Explanations = explanations {
        Explanations { event: explained, track: PackedError::to_string }
    }
}

fn explained(file: &Value) -> Explained {
    match saddle_event::read_value(file) {
        Ok(event) => Explained {
            warnings: event.warnings.iter().map(ToString::to_string).collect(),
            ..Explained::default()
        },
        Err(mistakes) => Explained { mistakes: Some(mistakes.to_string()), ..Explained::default() },
    }
}

/// Says in the console what is wrong with the event file from `source`.
pub fn event(source: String, file: Value) {
    spawn_local(async move {
        let Some(explanations) = fetch().await else { return };
        let explained = (explanations.event)(&file);
        if let Some(mistakes) = explained.mistakes {
            host_events::log_error(&["saddle: ", &source, "\n", &mistakes].concat());
        }
        for warning in explained.warnings {
            host_events::log_warning(&["saddle: ", &source, ": ", &warning].concat());
        }
    });
}

/// Says in the console what is wrong with the packed track of a distance.
pub fn track(distance_id: &str, error: PackedError) {
    let place = ["saddle: the packed track of ", distance_id, ": "].concat();
    spawn_local(async move {
        if let Some(explanations) = fetch().await {
            host_events::log_error(&[place, (explanations.track)(&error)].concat());
        }
    });
}
