//! The programs that the commands drive: each is found, or installed with words about what, why and how long.

pub mod axe;
pub mod browser;
pub mod cache;
mod cargo_install;
pub mod command;
pub mod components;
pub mod esbuild;
pub mod firefox;
pub mod npm;
mod php;
pub mod rust_source;
mod system_packages;
pub mod trunk;
pub mod version;
pub mod wasm_bindgen;
pub mod wasm_opt;
pub mod wasm_target;
pub mod webkit;
pub mod wordpress;

use std::env;
use std::path::PathBuf;

/// Says on standard error what is being done, apart from what the programs themselves print.
pub fn say(words: &str) {
    eprintln!("xtask: {words}");
}

/// The full path of a program, since drivers and test runners want one.
fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(name).with_extension(env::consts::EXE_EXTENSION))
        .find(|candidate| candidate.is_file())
}

/// The program that an environment variable chooses, if it chooses one.
fn chosen(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_on_the_path_is_found_by_its_full_path() {
        assert!(on_path("cargo").is_some_and(|path| path.is_absolute()));
        assert_eq!(on_path("no-such-program-anywhere"), None);
    }
}
