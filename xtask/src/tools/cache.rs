//! The folder where installed tools are kept, outside the project so that several clones share it.

use anyhow::{Context, Result};
use std::env;
use std::ffi::OsString;
use std::path::PathBuf;

/// The folder of one tool in one version, e.g. `~/.cache/saddle-tools/trunk-0.21.14`.
pub fn folder(tool_and_version: &str) -> Result<PathBuf> {
    let root = root(|name| env::var_os(name))
        .context("no home folder is known; set SADDLE_TOOLS to a folder for the build's tools")?;
    Ok(root.join(tool_and_version))
}

/// `$SADDLE_TOOLS`, else `saddle-tools` in the user's cache folder as the platform has it.
fn root(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    let set = |name| variable(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(chosen) = set("SADDLE_TOOLS") {
        return Some(chosen);
    }
    let caches = set("XDG_CACHE_HOME").or_else(|| {
        if cfg!(windows) {
            set("LOCALAPPDATA")
        } else if cfg!(target_os = "macos") {
            set("HOME").map(|home| home.join("Library/Caches"))
        } else {
            set("HOME").map(|home| home.join(".cache"))
        }
    });
    caches.map(|caches| caches.join("saddle-tools"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(pairs: &'static [(&str, &str)]) -> Option<PathBuf> {
        root(|name| pairs.iter().find(|pair| pair.0 == name).map(|pair| OsString::from(pair.1)))
    }

    #[test]
    fn the_chosen_folder_wins_over_the_users_cache() {
        let everything = &[("SADDLE_TOOLS", "/tools"), ("XDG_CACHE_HOME", "/xdg"), ("HOME", "/home/kim")];
        assert_eq!(with(everything), Some(PathBuf::from("/tools")));
        assert_eq!(
            with(&[("XDG_CACHE_HOME", "/xdg"), ("HOME", "/home/kim")]),
            Some(PathBuf::from("/xdg/saddle-tools"))
        );
    }

    #[test]
    fn an_empty_variable_is_an_unset_one() {
        let xdg = Some(PathBuf::from("/xdg/saddle-tools"));
        assert_eq!(with(&[("SADDLE_TOOLS", ""), ("XDG_CACHE_HOME", "/xdg")]), xdg);
    }

    #[test]
    fn without_any_folder_there_is_none() {
        assert_eq!(with(&[]), None);
    }
}
