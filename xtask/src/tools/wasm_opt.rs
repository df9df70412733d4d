//! Binaryen's wasm-opt, which makes the widget's WebAssembly smaller.

use super::npm::{Package, Program};
use super::version::Version;
use anyhow::Result;
use std::path::{Path, PathBuf};

/// Older ones do not know all the features that Rust's WebAssembly uses today.
const OLDEST_ON_PATH: Version = Version { major: 116, minor: 0, patch: 0 };

const BINARYEN: Program = Program {
    package: Package { folder: "binaryen", name: "binaryen", version: "132.0.0" },
    program: "wasm-opt",
    purpose: "make the widget smaller",
    without: "the widget's WebAssembly stays UNOPTIMISED and larger than it need be",
};

/// The program: from PATH if new enough, else from the tool cache, else through npm. `None`, after saying
/// so, where there is no npm: the widget then works all the same and is only larger.
pub fn ensure() -> Result<Option<PathBuf>> {
    let on_path = Path::new("wasm-opt");
    if Version::of_program(on_path) >= Some(OLDEST_ON_PATH) {
        return Ok(Some(on_path.to_path_buf()));
    }
    BINARYEN.ensure()
}
