//! Firefox and geckodriver.

use super::cargo_install::Package;
use super::system_packages::{self, System};
use super::version::Version;
use super::{chosen, on_path};
use anyhow::{Result, ensure};
use std::path::PathBuf;

const GECKODRIVER: Package<'_> = Package {
    name: "geckodriver",
    program: "geckodriver",
    version: Version { major: 0, minor: 37, patch: 1 },
    purpose: "drive Firefox",
    duration: "over a minute",
    arguments: &["--locked"],
};

/// geckodriver, if it and Firefox are here already: to compile it takes as long as all tests in it.
pub fn find() -> Option<PathBuf> {
    driver().filter(|_| is_there())
}

/// geckodriver, which finds Firefox by itself: `GECKODRIVER` chooses it, else it is on the PATH, or installed.
pub fn ensure() -> Result<PathBuf> {
    if !is_there()
        && let Some(system) = system_packages::system()
    {
        let package = match system {
            System::Debian => "firefox-esr",
            System::Ubuntu => "firefox",
        };
        system_packages::install("Firefox is needed to test the widget in it", &[package])?;
    }
    ensure!(is_there(), "the tests in Firefox need Firefox on the PATH");
    if let Some(driver) = driver() {
        return Ok(driver);
    }
    Ok(GECKODRIVER.ensure()?.join("geckodriver"))
}

fn is_there() -> bool {
    ["firefox", "firefox-esr"].into_iter().any(|name| on_path(name).is_some())
}

fn driver() -> Option<PathBuf> {
    let installed = || Some(GECKODRIVER.installed()?.join("geckodriver"));
    chosen("GECKODRIVER").or_else(|| on_path("geckodriver")).or_else(installed)
}
