//! Rust's own formatter and linter.

use super::command::{command, run, works};
use super::say;
use anyhow::{Result, bail};

/// Makes sure that `cargo fmt` and `cargo clippy` work.
pub fn ensure() -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if works(command("cargo").args([subcommand, "--version"])) {
            continue;
        }
        if !works(command("rustup").arg("--version")) {
            bail!("`cargo {subcommand}` does not work, and there is no rustup to add {component} with");
        }
        say(&format!("{component} is needed to check the code; rustup adds it (once; some seconds)"));
        run(command("rustup").args(["component", "add", component]))?;
    }
    Ok(())
}
