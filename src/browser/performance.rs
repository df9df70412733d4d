//! User Timing marks, so that an embedder can see in any profiler when the widget was drawn.

/// The profile is painted.
pub const DRAWN: &str = "saddle:drawn";
/// The form is usable.
pub const READY: &str = "saddle:ready";

/// Sets a mark.
pub fn mark(name: &str) {
    if let Some(performance) = web_sys::window().and_then(|window| window.performance()) {
        // A refused mark costs nobody anything.
        let _ = performance.mark(name);
    }
}
