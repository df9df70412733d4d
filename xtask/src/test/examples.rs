//! Builds the examples as somebody would who has copied one.

use crate::tools::command::{run, run_long, works};
use crate::tools::{npm, say};
use crate::{npm_package, project};
use anyhow::Result;
use std::process::Command;

/// Packs the widget for npm and builds every example with it; without npm they are left out, and so are their tests.
///
/// # Errors
/// An example does not build, or its types are wrong.
pub fn build() -> Result<()> {
    npm_package::write()?;
    if !works(npm().arg("--version")) {
        say("there is no npm here: the examples are not built, and their tests are skipped");
        return Ok(());
    }
    let log = project::target().join("npm-install.log");
    // The versions of the lock file; nobody's scripts need to run.
    run_long("npm ci", npm().args(["ci", "--no-fund", "--no-audit", "--ignore-scripts"]), &log)?;
    run(npm().args(["run", "build", "--workspaces"]))
}

fn npm() -> Command {
    let mut npm = npm::command();
    npm.current_dir(project::root().join("examples"));
    npm
}
