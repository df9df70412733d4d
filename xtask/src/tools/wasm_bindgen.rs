//! wasm-bindgen's command-line tools, which write the JavaScript beside the WebAssembly and run its tests.

use super::cargo_install::Package;
use super::version;
use crate::project;
use anyhow::{Context, Result};
use std::path::PathBuf;

/// The folder that holds `wasm-bindgen` and `wasm-bindgen-test-runner`.
///
/// Their version is that of the library in `Cargo.lock`, since the two speak a private format.
pub fn ensure() -> Result<PathBuf> {
    let lock_file = project::root().join("Cargo.lock");
    let lock = std::fs::read_to_string(&lock_file)
        .with_context(|| format!("could not read {}", lock_file.display()))?;
    let version = version::locked(&lock, "wasm-bindgen")
        .with_context(|| format!("{} does not lock wasm-bindgen", lock_file.display()))?;
    let package = Package {
        name: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version,
        purpose: "connect the widget's WebAssembly to the browser",
        duration: "over a minute",
        // Not `--locked`: the registry has withdrawn a version that its lock file names.
        arguments: &[],
    };
    package.ensure()
}
