//! `cargo xtask build`: the widget as static files in `dist/`, and what they weigh.

mod events;
pub mod files;
mod finish;
pub mod hashing;
pub mod integrity;
mod loader;
mod minify;
mod module;
mod names;
mod oembed;
mod order;
mod page;
mod shared;
pub mod sizes;
mod split;
mod wasm;
mod words_stamp;

use crate::project;
use crate::tools::{self, command};
use anyhow::{Result, bail};
use sizes::Sizes;
use std::env;
use std::path::PathBuf;
use std::time::Instant;
use url::Url;

pub use finish::finish_for_trunk;

/// The programs that make files smaller; where one is missing, they stay as they are.
#[derive(Default)]
struct Tools {
    wasm_opt: Option<PathBuf>,
    esbuild: Option<PathBuf>,
}

/// Compiles the standard library with the widget, for size, with panics that stop and say nothing: 11 kB of 127 (brotli).
/// Cargo and the compiler call these flags unstable and take them from a stable release only with the first one; should
/// another release not know them, the widget is built without.
const SMALL: [(&str, &str); 5] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_PANIC_IMMEDIATE_ABORT", "true"),
    ("CARGO_PROFILE_RELEASE_PANIC", "immediate-abort"),
    ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-Zlocation-detail=none"),
];

/// What to build.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// A first load over this many kB (1,000 bytes, brotli) is an error, if everything that makes it small could be had here.
    pub deny_over_kb: Option<u32>,
    /// The folder on the web that the files will be put into; without it, where `cargo xtask serve` serves them.
    pub url: Option<Url>,
}

/// Where the files are on the web if nobody says so.
const SERVED: &str = "http://127.0.0.1:8080/";

/// Builds everything into the `dist` folder and prints each file's size.
pub fn build(options: &Options) -> Result<PathBuf> {
    tools::wasm_target::ensure()?;
    let trunk = tools::trunk::ensure()?;
    let wasm_bindgen = tools::wasm_bindgen::ensure()?;
    // Only the finishing step needs these, but an installation should not begin in the middle of Trunk's output.
    let has_tools = tools::wasm_opt::ensure()?.is_some() & tools::esbuild::ensure()?.is_some();

    // Windows has no `env`, by which the hook in Trunk.toml gets rid of these variables.
    let has_source = !cfg!(windows) && tools::rust_source::ensure()?;

    let started = Instant::now();
    tools::say("building the widget (the first time, some minutes)");
    let path = command::path_with([wasm_bindgen.as_path()])?;
    let trunk = || {
        let mut trunk = command::command(&trunk);
        trunk.current_dir(project::root()).args(["build", "--release"]).env("PATH", &path);
        // Everyone else takes any value of NO_COLOR for yes; Trunk stops at one that is not `true` or `false`.
        if env::var_os("NO_COLOR").is_some() {
            trunk.env("NO_COLOR", "true");
        }
        trunk
    };
    let is_small = has_source && can_build_small();
    if is_small {
        command::run(trunk().envs(SMALL))?;
    } else {
        command::run(&mut trunk())?;
    }

    let dist = project::dist();
    tools::say(&format!("built {} in {} s", dist.display(), started.elapsed().as_secs()));
    let base = match &options.url {
        Some(url) => url.clone(),
        None => Url::parse(SERVED)?,
    };
    oembed::write_all(&dist, &base)?;
    let sizes = Sizes::measure(&dist)?;
    println!("{sizes}");
    println!("{}", integrity::lines(&dist)?);
    if let Some(limit_kb) = options.deny_over_kb {
        let limit = usize::try_from(limit_kb)?.saturating_mul(1000);
        let first_load = sizes.first_load();
        if !(is_small && has_tools) {
            tools::say(&format!(
                "the limit of {limit_kb} kB is for a build with all tools, which this is not"
            ));
        } else if first_load > limit {
            bail!("the first load is {first_load} bytes, over the {limit_kb} kB that --deny-over allows");
        }
    }
    Ok(dist)
}

/// Whether this compiler knows the flags of [`SMALL`]: it is tried on the reader, which must be compiled in any case.
fn can_build_small() -> bool {
    let mut cargo = command::command("cargo");
    cargo.current_dir(project::root()).args(["build", "--release", "--package", "saddle-reader"]);
    cargo.args(["--target", tools::wasm_target::TARGET]).envs(SMALL);
    let is_known = command::run(&mut cargo).is_ok();
    if !is_known {
        tools::say(
            "this compiler does not compile the standard library along: the widget will be larger than it need be",
        );
    }
    is_known
}
