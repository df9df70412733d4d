//! Reads version numbers out of what programs and `Cargo.lock` print.

use std::fmt;
use std::path::Path;
use std::process::Command;

/// A version of up to three numbers; missing ones are 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// The first number.
    pub major: u64,
    /// The second number.
    pub minor: u64,
    /// The third number.
    pub patch: u64,
}

impl Version {
    /// The first word of a text that begins like a version: `trunk 0.21.14` gives 0.21.14,
    /// `wasm-opt version 132 (version_132)` gives 132.0.0.
    pub fn find(text: &str) -> Option<Self> {
        text.split_whitespace().find_map(Self::parse)
    }

    /// A version such as `0.2.130`, `132`, `v2.1` or `1.95.0-beta.3` (what follows the numbers is left out).
    pub fn parse(word: &str) -> Option<Self> {
        let numbers = word.strip_prefix('v').unwrap_or(word);
        let end = numbers.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(numbers.len());
        let mut parts = numbers.get(..end)?.split('.').map(str::parse::<u64>);
        let major = parts.next()?.ok()?;
        let mut next = || parts.next().and_then(Result::ok).unwrap_or(0);
        Some(Self { major, minor: next(), patch: next() })
    }

    /// What a program says to `--version`; `None` if it is not there, does not run, or says no version.
    pub fn of_program(program: &Path) -> Option<Self> {
        let output = Command::new(program).arg("--version").output().ok()?;
        if !output.status.success() {
            return None;
        }
        Self::find(&String::from_utf8_lossy(&output.stdout))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}.{}", self.major, self.minor, self.patch)
    }
}

/// The version of a package in the text of a `Cargo.lock`.
pub fn locked(cargo_lock: &str, package: &str) -> Option<Version> {
    let name_line = format!("name = \"{package}\"");
    let mut lines = cargo_lock.lines();
    lines.find(|line| *line == name_line)?;
    let version = lines.next()?.strip_prefix("version = \"")?.strip_suffix('"')?;
    Version::parse(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn version(major: u64, minor: u64, patch: u64) -> Version {
        Version { major, minor, patch }
    }

    #[test]
    fn reads_what_each_program_says() {
        assert_eq!(Version::find("trunk 0.21.14\n"), Some(version(0, 21, 14)));
        assert_eq!(Version::find("wasm-bindgen 0.2.130 (a1b2c3)"), Some(version(0, 2, 130)));
        assert_eq!(Version::find("wasm-opt version 132 (version_132)"), Some(version(132, 0, 0)));
        assert_eq!(Version::find("wasm-opt version 116 (version_116-80-g1)"), Some(version(116, 0, 0)));
        assert_eq!(Version::find("Chromium 156.0.8078.79 built on Debian"), Some(version(156, 0, 8078)));
        assert_eq!(Version::find("v18.20.4"), Some(version(18, 20, 4)));
    }

    #[test]
    fn words_are_not_versions() {
        assert_eq!(Version::find(""), None);
        assert_eq!(Version::find("command not found"), None);
        assert_eq!(Version::find("..."), None);
    }

    #[test]
    fn versions_compare_as_numbers() {
        assert!(version(0, 2, 130) > version(0, 2, 99));
        assert!(version(108, 0, 0) < version(116, 0, 0));
    }

    #[test]
    fn finds_a_package_in_a_lock_file_by_its_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"0.2.99\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some(version(0, 2, 130)));
        assert_eq!(locked(lock, "bindgen"), None);
    }

    #[test]
    fn this_project_locks_wasm_bindgen() {
        let lock = std::fs::read_to_string(crate::project::root().join("Cargo.lock")).unwrap();
        assert!(locked(&lock, "wasm-bindgen") >= Some(version(0, 2, 0)));
    }
}
