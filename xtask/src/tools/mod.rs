//! The programs that the commands drive: each is found, or installed with words about what, why and how long.

pub mod axe;
pub mod browser;
pub mod cache;
mod cargo_install;
pub mod command;
pub mod components;
pub mod esbuild;
pub mod npm;
pub mod rust_source;
pub mod trunk;
pub mod version;
pub mod wasm_bindgen;
pub mod wasm_opt;
pub mod wasm_target;

/// Says on standard error what is being done, apart from what the programs themselves print.
pub fn say(words: &str) {
    eprintln!("xtask: {words}");
}
