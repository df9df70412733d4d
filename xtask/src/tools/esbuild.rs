//! esbuild, which makes the widget's scripts smaller.

use super::npm::{Package, Program};
use anyhow::Result;
use std::path::PathBuf;

const ESBUILD: Program = Program {
    package: Package { folder: "esbuild", name: "esbuild", version: "0.28.2" },
    program: "esbuild",
    purpose: "make the widget's scripts smaller",
    without: "they are larger than they need be",
};

/// The program from the tool cache, installed by npm if it is not there. `None`, after saying so, where there is no npm.
pub fn ensure() -> Result<Option<PathBuf>> {
    ESBUILD.ensure()
}
