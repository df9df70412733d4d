//! The built widget under test.

use anyhow::{Context, Result};
use std::path::PathBuf;
use std::{env, fs};

/// `SADDLE_DIST`, or the project's `dist` folder.
pub fn folder() -> PathBuf {
    let default = concat!(env!("CARGO_MANIFEST_DIR"), "/../dist");
    env::var_os("SADDLE_DIST").map_or_else(|| default.into(), PathBuf::from)
}

/// The path on a site of the built file whose name begins with `saddle-` and ends like this: `.js`, `.wasm`
/// or `.css`.
///
/// # Errors
/// There is no such file in the build.
pub fn built(ending: &str) -> Result<String> {
    let folder = folder();
    let entries =
        fs::read_dir(&folder).with_context(|| format!("no build to test in {}", folder.display()))?;
    let mut names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let name = names.find(|name| name.starts_with("saddle-") && name.ends_with(ending));
    Ok(format!("/{}", name.with_context(|| format!("no saddle-…{ending} in {}", folder.display()))?))
}
