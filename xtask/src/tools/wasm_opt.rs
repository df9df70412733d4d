//! Binaryen's wasm-opt, which makes the widget's WebAssembly smaller.

use super::command::{command, run_long, works};
use super::version::Version;
use super::{cache, say};
use anyhow::Result;
use std::path::{Path, PathBuf};

/// Older ones do not know all the features that Rust's WebAssembly uses today.
const OLDEST_ON_PATH: Version = Version { major: 116, minor: 0, patch: 0 };

/// The version that npm installs.
const INSTALLED: Version = Version { major: 132, minor: 0, patch: 0 };

/// The program: from PATH if new enough, else from the tool cache, else through npm. `None`, after saying
/// so, where there is no npm: the widget then works all the same and is only larger.
pub fn ensure() -> Result<Option<PathBuf>> {
    let on_path = Path::new("wasm-opt");
    if Version::of_program(on_path) >= Some(OLDEST_ON_PATH) {
        return Ok(Some(on_path.to_path_buf()));
    }
    let folder = cache::folder(&format!("binaryen-{}", INSTALLED.major))?;
    let script_suffix = if cfg!(windows) { ".cmd" } else { "" };
    let program = folder.join(format!("node_modules/.bin/wasm-opt{script_suffix}"));
    if Version::of_program(&program) == Some(INSTALLED) {
        return Ok(Some(program));
    }
    let npm = format!("npm{script_suffix}");
    if !works(command(&npm).arg("--version")) {
        say(&format!(
            "wasm-opt {} or newer is not on PATH, and there is no npm to install it with: the widget's \
             WebAssembly stays UNOPTIMISED and larger than it need be (install Binaryen or Node.js to mend this)",
            OLDEST_ON_PATH.major
        ));
        return Ok(None);
    }
    say(&format!(
        "wasm-opt is needed to make the widget smaller and is not here yet; installing binaryen {INSTALLED} \
         with npm into {} (once; some seconds)",
        folder.display()
    ));
    std::fs::create_dir_all(&folder)?;
    let mut install = command(&npm);
    install.arg("install").arg("--prefix").arg(&folder).arg(format!("binaryen@{INSTALLED}"));
    install.args(["--no-fund", "--no-audit"]);
    let installed = run_long("binaryen", &mut install, &folder.join("install.log"));
    if installed.is_ok() && Version::of_program(&program) == Some(INSTALLED) {
        return Ok(Some(program));
    }
    if let Err(error) = installed {
        say(&format!("{error:#}"));
    }
    say(
        "wasm-opt could not be installed: the widget's WebAssembly stays UNOPTIMISED and larger than it need be",
    );
    Ok(None)
}
