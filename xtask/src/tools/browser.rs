//! Chromium, its driver, and a font for Chinese and Korean: what the tests in a real browser need.

use super::command::{command, output, works};
use super::system_packages::{self, System};
use super::version::Version;
use super::{chosen, on_path, say};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};

/// A browser and the program that drives it.
pub struct Browser {
    /// Chromium or Chrome; `CHROMIUM` chooses another.
    pub chromium: PathBuf,
    /// ChromeDriver of the same major version; `CHROMEDRIVER` chooses another.
    pub chromedriver: PathBuf,
}

/// What stands in the way of the browser tests, in words for the person who must install it.
const WHAT_TO_INSTALL: &str = "\
install Chromium or Chrome, and the ChromeDriver of the same version, so that `chromium` (or `google-chrome`) and
`chromedriver` are on PATH, or name them: CHROMIUM=/path/to/chromium CHROMEDRIVER=/path/to/chromedriver cargo xtask test
  Debian:  apt-get install chromium chromium-driver fonts-noto-cjk
  Fedora:  dnf install chromium chromedriver google-noto-sans-cjk-fonts
  macOS:   brew install --cask google-chrome chromedriver
  Windows: winget install Google.Chrome Chromium.ChromeDriver";

/// Finds the browser, its driver and the font, or installs them with apt-get on Debian and Ubuntu as root.
pub fn ensure() -> Result<Browser> {
    if let (Some(browser), true) = (find(), font_for_chinese_is_there()) {
        return checked(browser);
    }
    if let Some(system) = system_packages::system() {
        let [chromium, driver] = match system {
            System::Debian => ["chromium", "chromium-driver"],
            System::Ubuntu => ["chromium-browser", "chromium-chromedriver"],
        };
        let wanted = "Chromium, its driver and a font for Chinese are needed to test the widget";
        system_packages::install(wanted, &[chromium, driver, "fonts-noto-cjk"])?;
    }
    match find() {
        Some(browser) => {
            if !font_for_chinese_is_there() {
                say(
                    "no font for Chinese is known to this system: screenshots of those texts will show boxes",
                );
            }
            checked(browser)
        }
        None => bail!("the tests in a browser need Chromium and ChromeDriver: {WHAT_TO_INSTALL}"),
    }
}

fn find() -> Option<Browser> {
    let names = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];
    Some(Browser {
        chromium: chosen("CHROMIUM").or_else(|| names.iter().find_map(|name| on_path(name)))?,
        chromedriver: chosen("CHROMEDRIVER").or_else(|| on_path("chromedriver"))?,
    })
}

/// The same browser if it and its driver run; says so if their versions differ.
fn checked(browser: Browser) -> Result<Browser> {
    let of = |program: &Path| match Version::of_program(program) {
        Some(version) => Ok(version.major),
        None => bail!("{} does not run: {WHAT_TO_INSTALL}", program.display()),
    };
    let (chromium, driver) = (of(&browser.chromium)?, of(&browser.chromedriver)?);
    if chromium != driver {
        say(&format!(
            "Chromium is version {chromium} and its driver {driver}; a driver may refuse another version"
        ));
    }
    Ok(browser)
}

/// Whether fontconfig knows a font for Chinese; taken as yes where there is no fontconfig to ask.
fn font_for_chinese_is_there() -> bool {
    !works(command("fc-list").arg("--version"))
        || output(command("fc-list").args([":lang=zh-cn", "family"]))
            .is_ok_and(|fonts| !fonts.trim().is_empty())
}
