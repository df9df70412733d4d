//! The source of Rust's standard library, so that it can be compiled for size together with the widget.

use super::command::{command, output, run, works};
use super::say;
use anyhow::Result;
use std::path::Path;

/// Whether the source is there, after an attempt to add it. Without it the widget works and is larger.
pub fn ensure() -> Result<bool> {
    let root = output(command("rustc").args(["--print", "sysroot"]))?;
    let library = Path::new(root.trim()).join("lib/rustlib/src/rust/library/Cargo.lock");
    if library.is_file() {
        return Ok(true);
    }
    if works(command("rustup").arg("--version")) {
        say(
            "the source of Rust's standard library makes the widget smaller; rustup adds it (once; some seconds)",
        );
        if run(command("rustup").args(["component", "add", "rust-src"])).is_ok() && library.is_file() {
            return Ok(true);
        }
    }
    say(
        "the source of Rust's standard library is not to be had: the widget's WebAssembly will be larger than it need be",
    );
    Ok(false)
}
