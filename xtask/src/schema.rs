//! `cargo xtask schema`: the event file's JSON Schema, generated from the types that read it.

use crate::project;
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;

/// Writes the schema to `public/event.schema.json`, from where editors take it.
pub fn write() -> Result<()> {
    let file = file();
    fs::write(&file, text()?).with_context(|| format!("could not write {}", file.display()))
}

fn file() -> PathBuf {
    project::root().join("public/event.schema.json")
}

fn text() -> Result<String> {
    Ok(serde_json::to_string_pretty(&saddle_event::schema())? + "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_schema_is_that_of_the_types() {
        let shipped = fs::read_to_string(file()).unwrap();
        assert!(shipped == text().unwrap(), "the types have changed: run `cargo xtask schema`");
    }
}
