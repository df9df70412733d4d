//! Programs that come through npm.

use super::command::{command, run_long, works};
use super::version::Version;
use super::{cache, say};
use anyhow::Result;
use std::path::PathBuf;

/// A program of an npm package.
pub struct Package {
    /// What npm calls the package.
    pub name: &'static str,
    /// What the program is called.
    pub program: &'static str,
    /// The version of the package, which the program says too.
    pub version: Version,
    /// What it is needed for.
    pub purpose: &'static str,
    /// What is the case without it.
    pub without: &'static str,
}

impl Package {
    /// The program from the tool cache, installed by npm if it is not there. `None`, after saying so, where there is no npm.
    pub fn ensure(&self) -> Result<Option<PathBuf>> {
        let Self { name, program, version, purpose, without } = self;
        let folder = cache::folder(&format!("{name}-{version}"))?;
        let script_suffix = if cfg!(windows) { ".cmd" } else { "" };
        let installed = folder.join(format!("node_modules/.bin/{program}{script_suffix}"));
        if Version::of_program(&installed) == Some(*version) {
            return Ok(Some(installed));
        }
        let npm = format!("npm{script_suffix}");
        if !works(command(&npm).arg("--version")) {
            say(&format!(
                "there is no npm to install {program} with, so {without}; install Node.js to mend this"
            ));
            return Ok(None);
        }
        say(&format!(
            "{program} is needed to {purpose} and is not here yet; installing {name} {version} with npm into {} \
             (once; some seconds)",
            folder.display()
        ));
        std::fs::create_dir_all(&folder)?;
        let mut install = command(&npm);
        install.arg("install").arg("--prefix").arg(&folder).arg(format!("{name}@{version}"));
        install.args(["--no-fund", "--no-audit"]);
        let outcome = run_long(name, &mut install, &folder.join("install.log"));
        if outcome.is_ok() && Version::of_program(&installed) == Some(*version) {
            return Ok(Some(installed));
        }
        if let Err(error) = outcome {
            say(&format!("{error:#}"));
        }
        say(&format!("{program} could not be installed, so {without}"));
        Ok(None)
    }
}
