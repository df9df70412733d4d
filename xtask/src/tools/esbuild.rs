//! esbuild, which makes the widget's scripts smaller.

use super::npm_install::Package;
use super::version::Version;
use anyhow::Result;
use std::path::PathBuf;

const ESBUILD: Package = Package {
    name: "esbuild",
    program: "esbuild",
    version: Version { major: 0, minor: 28, patch: 2 },
    purpose: "make the widget's scripts smaller",
    without: "they are larger than they need be",
};

/// The program from the tool cache, installed by npm if it is not there. `None`, after saying so, where there is no npm.
pub fn ensure() -> Result<Option<PathBuf>> {
    ESBUILD.ensure()
}
