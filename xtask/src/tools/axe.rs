//! axe-core, which looks for what keeps people with disabilities out.

use super::npm::{self, Package};
use super::say;
use anyhow::Result;
use std::path::PathBuf;

const AXE: Package = Package { folder: "axe-core", name: "axe-core", version: "4.14.1" };

/// The script that a page is checked with; nothing, after saying so, where there is no npm: those tests are then skipped.
pub fn ensure() -> Result<Option<PathBuf>> {
    let modules = npm::ensure("axe", &[AXE], "check that the widget can be used with assistive technology")?;
    if modules.is_none() {
        say(
            "axe-core is not here, and there is no npm to install it with: the tests that need it are skipped",
        );
    }
    Ok(modules.map(|modules| modules.join("axe-core/axe.min.js")))
}
