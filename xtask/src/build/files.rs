//! Reads, writes and renames built files, with errors that name the file.

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// A file's name without its folder.
pub fn file_name(path: &Path) -> Result<&str> {
    path.file_name()
        .and_then(|name| name.to_str())
        .with_context(|| format!("{} has a name that is not text", path.display()))
}

/// A file's text.
pub fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("could not read {}", path.display()))
}

/// Replaces a file's text.
pub fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("could not write {}", path.display()))
}

/// Gives a file another name in its folder.
pub fn rename(path: &Path, name: &str) -> Result<()> {
    fs::rename(path, path.with_file_name(name))
        .with_context(|| format!("could not rename {}", path.display()))
}
