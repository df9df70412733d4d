//! The event under test, and how its desks are reached.

use crate::dist;
use anyhow::{Context, Result};
use serde_json::Value;
use std::fs;

/// The demo's event as it was packed: the Masikryong Marathon, with two desks at `/desk/…` of its own site.
///
/// # Errors
/// There is no build.
pub fn event() -> Result<Value> {
    let file = dist::folder().join("events/masikryong/event.json");
    let text = fs::read_to_string(&file)
        .with_context(|| format!("no build to test: {} (run: cargo xtask build)", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("in {}", file.display()))
}

/// Changes how a desk of an event takes sign-ups.
pub fn set_delivery(event: &mut Value, desk: &str, delivery: Value) {
    for entry in event["desks"].as_array_mut().into_iter().flatten().filter(|entry| entry["id"] == desk) {
        entry["delivery"] = delivery.clone();
    }
}
