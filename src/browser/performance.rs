//! User Timing marks, so that an embedder can see in any profiler when the widget was drawn.

use super::clock;
use leptos::task::spawn_local;

/// The profile is painted.
pub const DRAWN: &str = "saddle:drawn";
/// The form is usable.
pub const READY: &str = "saddle:ready";

/// Sets a mark once what is in the page now is painted. Marks are set in the order of these calls.
pub fn mark_when_painted(name: &'static str) {
    spawn_local(async move {
        clock::painted().await;
        mark(name);
    });
}

/// Sets a mark.
pub fn mark(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        // A refused mark costs nobody anything.
        let _ = performance.mark(name);
    }
}
