//! Chromium, its driver, and a font for Chinese and Korean: what the tests in a real browser need.

use super::command::{command, output, run_long, works};
use super::version::Version;
use super::{cache, say};
use anyhow::{Result, bail};
use std::env;
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
    if let Some(chromium_packages) =
        packages_of(&std::fs::read_to_string("/etc/os-release").unwrap_or_default())
        && is_root()
    {
        install(chromium_packages)?;
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
    let chosen = |variable| env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from);
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

/// The full path of a program, since drivers and test runners want one.
fn on_path(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(name).with_extension(env::consts::EXE_EXTENSION))
        .find(|candidate| candidate.is_file())
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

/// The packages of the browser and its driver, on the systems whose package manager is apt-get.
fn packages_of(os_release: &str) -> Option<[&'static str; 2]> {
    match os_release.lines().find_map(|line| line.strip_prefix("ID="))?.trim_matches('"') {
        "debian" => Some(["chromium", "chromium-driver"]),
        "ubuntu" => Some(["chromium-browser", "chromium-chromedriver"]),
        _ => None,
    }
}

fn is_root() -> bool {
    output(command("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn install(chromium_packages: [&str; 2]) -> Result<()> {
    say(
        "Chromium, its driver and a font for Chinese are needed to test the widget; apt-get installs them (once; about a minute)",
    );
    let log = cache::folder("logs")?.join("apt-get.log");
    run_long("apt-get update", command("apt-get").arg("update"), &log)?;
    let mut install = command("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive").args(["install", "--yes", "--no-install-recommends"]);
    install.args(chromium_packages).arg("fonts-noto-cjk");
    run_long("apt-get install", &mut install, &log)
}

/// Whether fontconfig knows a font for Chinese; taken as yes where there is no fontconfig to ask.
fn font_for_chinese_is_there() -> bool {
    !works(command("fc-list").arg("--version"))
        || output(command("fc-list").args([":lang=zh-cn", "family"]))
            .is_ok_and(|fonts| !fonts.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_systems_with_apt_get() {
        let debian = "PRETTY_NAME=\"Debian GNU/Linux 12\"\nVERSION_ID=\"12\"\nID=debian\n";
        assert_eq!(packages_of(debian), Some(["chromium", "chromium-driver"]));
        assert_eq!(packages_of("ID=\"ubuntu\"\n"), Some(["chromium-browser", "chromium-chromedriver"]));
        assert_eq!(packages_of("ID=fedora\nID_LIKE=debian\n"), None);
        assert_eq!(packages_of(""), None);
    }

    #[test]
    fn a_program_on_the_path_is_found_by_its_full_path() {
        assert!(on_path("cargo").is_some_and(|path| path.is_absolute()));
        assert_eq!(on_path("no-such-program-anywhere"), None);
    }
}
