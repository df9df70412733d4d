//! Binaryen's wasm-opt, which makes the widget's WebAssembly smaller.

use super::npm::{self, Package};
use super::say;
use super::version::Version;
use anyhow::Result;
use std::path::{Path, PathBuf};

/// Older ones do not know all the features that Rust's WebAssembly uses today.
const OLDEST_ON_PATH: Version = Version { major: 116, minor: 0, patch: 0 };

/// What npm installs.
const BINARYEN: Package = Package { folder: "binaryen", name: "binaryen", version: "132.0.0" };

/// The program: from PATH if new enough, else from the tool cache, else through npm. `None`, after saying
/// so, where there is no npm: the widget then works all the same and is only larger.
pub fn ensure() -> Result<Option<PathBuf>> {
    let on_path = Path::new("wasm-opt");
    if Version::of_program(on_path) >= Some(OLDEST_ON_PATH) {
        return Ok(Some(on_path.to_path_buf()));
    }
    let modules = match npm::ensure("binaryen", &[BINARYEN], "make the widget smaller") {
        Ok(modules) => modules,
        Err(error) => {
            say(&format!("{error:#}"));
            None
        }
    };
    if modules.is_none() {
        say(&format!(
            "wasm-opt {OLDEST_ON_PATH} or newer is not on PATH, and npm could not install it: the widget's WebAssembly stays \
             UNOPTIMISED and larger than it need be (install Binaryen or Node.js to mend this)"
        ));
    }
    let script_suffix = if cfg!(windows) { ".cmd" } else { "" };
    Ok(modules.map(|modules| modules.join(format!(".bin/wasm-opt{script_suffix}"))))
}
