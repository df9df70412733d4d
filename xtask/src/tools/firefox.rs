//! Firefox and geckodriver.

use super::cargo_install::Package;
use super::system_packages::{self, System};
use super::version::Version;
use super::{chosen, on_path};
use anyhow::{Result, ensure};
use std::path::PathBuf;

const GECKODRIVER_VERSION: Version = Version { major: 0, minor: 37, patch: 1 };

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
    let package = Package {
        name: "geckodriver",
        program: "geckodriver",
        version: GECKODRIVER_VERSION,
        purpose: "drive Firefox",
        duration: "about 2 minutes",
        arguments: &["--locked"],
        quick_build: true,
    };
    Ok(package.ensure()?.join("geckodriver"))
}

fn is_there() -> bool {
    ["firefox", "firefox-esr"].into_iter().any(|name| on_path(name).is_some())
}

fn driver() -> Option<PathBuf> {
    chosen("GECKODRIVER").or_else(|| on_path("geckodriver"))
}
