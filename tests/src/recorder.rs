//! What a page hears from its start: the widget's events and the browser's complaints.

use anyhow::{Context, Result};
use serde_json::Value;

/// The recorder, which Chromium's driver puts into every page.
pub const SCRIPT: &str = include_str!("recorder.js");

/// The recorder for browsers whose drivers neither put it into pages nor tell what is in the console.
pub const SERVED_SCRIPT: &str = concat!(include_str!("recorder.js"), include_str!("console_recorder.js"));

/// One thing that the page heard.
#[derive(Clone, Debug, PartialEq)]
pub struct Heard {
    /// The event's name.
    pub name: String,
    /// The element it came from; for a policy violation the directive.
    pub target: String,
    /// The event's detail, or the message.
    pub detail: Value,
}

impl Heard {
    /// Reads what [`SCRIPT`] recorded.
    pub(crate) fn list(recorded: &Value) -> Result<Vec<Self>> {
        let read = |entry: &Value| {
            Some(Self {
                name: entry["name"].as_str()?.to_owned(),
                target: entry["target"].as_str()?.to_owned(),
                detail: entry["detail"].clone(),
            })
        };
        let entries = recorded.as_array().context("the page has no record of what it heard")?;
        entries.iter().map(read).collect::<Option<_>>().context("the record is not what the recorder writes")
    }
}
