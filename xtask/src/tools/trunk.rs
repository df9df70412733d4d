//! Trunk, which builds the page and the widget's WebAssembly.

use super::cargo_install::Package;
use super::version::Version;
use anyhow::Result;
use std::path::{Path, PathBuf};

const VERSION: Version = Version { major: 0, minor: 21, patch: 14 };

/// The program, from PATH if it has the version that is wanted, else from the tool cache.
pub fn ensure() -> Result<PathBuf> {
    let on_path = Path::new("trunk");
    if Version::of_program(on_path) == Some(VERSION) {
        return Ok(on_path.to_path_buf());
    }
    let package = Package {
        name: "trunk",
        program: "trunk",
        version: VERSION,
        purpose: "build the widget",
        duration: "about 3 minutes",
        // Without its default features Trunk has no TLS. It needs none: it downloads nothing here.
        arguments: &["--locked", "--no-default-features"],
    };
    Ok(package.ensure()?.join("trunk"))
}
