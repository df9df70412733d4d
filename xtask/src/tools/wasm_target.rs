//! Rust's standard library for WebAssembly.

use super::command::{command, output, run, works};
use super::say;
use anyhow::{Result, bail};
use std::path::Path;

/// The name of the target.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure that the target can be compiled for.
pub fn ensure() -> Result<()> {
    let libraries = output(command("rustc").args(["--print", "target-libdir", "--target", TARGET]))?;
    if Path::new(libraries.trim()).is_dir() {
        return Ok(());
    }
    if !works(command("rustup").arg("--version")) {
        bail!(
            "this Rust cannot compile for {TARGET}: {} is missing, and there is no rustup to add it with; \
             install the WebAssembly target with whatever installed Rust",
            libraries.trim()
        );
    }
    say(&format!("the target {TARGET} is needed to compile the widget; rustup adds it (once; some seconds)"));
    run(command("rustup").args(["target", "add", TARGET]))
}
