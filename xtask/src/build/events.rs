//! Replaces every event in the built files by its packed form; the tracks stay beside it for download.

use crate::pack::pack_file;
use crate::tools::say;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Packs `events/<id>/event.json` for every event under a folder of built files.
pub fn pack_all(dist: &Path) -> Result<()> {
    for event in event_files(dist)? {
        let packed = pack_file(&event)?;
        // The visitors' consoles say it too, but the organiser looks here.
        for warning in &packed.warnings {
            say(&format!("{}: {warning}", event.strip_prefix(dist).unwrap_or(&event).display()));
        }
        fs::write(&event, packed.json).with_context(|| format!("could not write {}", event.display()))?;
    }
    Ok(())
}

/// Every `events/<id>/event.json` under a folder of built files.
pub fn event_files(dist: &Path) -> Result<Vec<PathBuf>> {
    let events = dist.join("events");
    if !events.is_dir() {
        return Ok(Vec::new());
    }
    let folders = fs::read_dir(&events).with_context(|| format!("could not read {}", events.display()))?;
    let mut files = Vec::new();
    for folder in folders {
        let file = folder?.path().join("event.json");
        if file.is_file() {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}
