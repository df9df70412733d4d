//! Packages of npm, each in one version, in the tool cache; none of them is part of the project.

use super::command::{self, run_long, works};
use super::{cache, say};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A package of npm.
pub struct Package {
    /// Where it is put, below `node_modules`.
    pub folder: &'static str,
    /// What npm calls it.
    pub name: &'static str,
    /// The one version that is used.
    pub version: &'static str,
}

/// A program of a package, without which the widget can be built all the same.
pub struct Program {
    /// The package.
    pub package: Package,
    /// What the program is called.
    pub program: &'static str,
    /// What it is needed for.
    pub purpose: &'static str,
    /// What is the case without it.
    pub without: &'static str,
}

impl Program {
    /// The program from the tool cache, installed by npm if it is not there. `None`, after saying why, where that fails.
    pub fn ensure(&self) -> Result<Option<PathBuf>> {
        let Self { package, program, purpose, without } = self;
        match ensure(package.name, std::slice::from_ref(package), purpose) {
            Ok(Some(modules)) => {
                let script_suffix = if cfg!(windows) { ".cmd" } else { "" };
                return Ok(Some(modules.join(format!(".bin/{program}{script_suffix}"))));
            }
            Ok(None) => {
                say(&format!("there is no npm to install {program} with (Node.js has it), so {without}"))
            }
            Err(error) => say(&format!("{error:#}; {program} could not be installed, so {without}")),
        }
        Ok(None)
    }
}

/// npm itself.
pub fn command() -> Command {
    command::command(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

/// The folder that holds the packages by their names, after installing them if one is missing or another version; nothing
/// where there is no npm. `purpose` says what they are for.
///
/// # Errors
/// npm fails, or gives something else.
pub fn ensure(cache_name: &str, packages: &[Package], purpose: &str) -> Result<Option<PathBuf>> {
    let folder = cache::folder(cache_name)?;
    let modules = folder.join("node_modules");
    if are_there(&modules, packages) {
        return Ok(Some(modules));
    }
    if !works(command().arg("--version")) {
        return Ok(None);
    }
    say(&format!(
        "{} needed to {purpose}; installing with npm into {} (once; some seconds)",
        list(packages),
        folder.display()
    ));
    fs::create_dir_all(&folder)?;
    let mut install = command();
    install.arg("install").arg("--prefix").arg(&folder).args(packages.iter().map(Package::request));
    // Nobody's scripts need to run, and two versions of a package may stand beside each other.
    install.args(["--no-fund", "--no-audit", "--ignore-scripts", "--legacy-peer-deps"]);
    run_long("npm install", &mut install, &folder.join("install.log"))?;
    if !are_there(&modules, packages) {
        bail!("npm did not install what was asked for into {}", modules.display());
    }
    Ok(Some(modules))
}

/// The packages as a list for people: `uplot 1.6.32, …`.
pub fn list(packages: &[Package]) -> String {
    let named = packages.iter().map(|package| format!("{} {}", package.name, package.version));
    named.collect::<Vec<_>>().join(", ")
}

impl Package {
    /// What npm is asked for.
    fn request(&self) -> String {
        format!("{}@npm:{}@{}", self.folder, self.name, self.version)
    }
}

fn are_there(modules: &Path, packages: &[Package]) -> bool {
    packages
        .iter()
        .all(|package| version(&modules.join(package.folder)).is_ok_and(|version| version == package.version))
}

/// The version of the package in a folder.
fn version(folder: &Path) -> Result<String> {
    let package: Value = serde_json::from_str(&fs::read_to_string(folder.join("package.json"))?)?;
    Ok(package["version"].as_str().context("the package has no version")?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestFolder;

    const PACKAGES: [Package; 2] = [
        Package { folder: "@one/new", name: "@one/new", version: "7.1.3" },
        Package { folder: "new-5", name: "@one/new", version: "5.6.2" },
    ];

    #[test]
    fn another_version_is_not_taken() {
        let folder = TestFolder::new("npm");
        for package in &PACKAGES {
            let content = format!("{{\"version\": \"{}\"}}", package.version);
            folder.write(&format!("{}/package.json", package.folder), content);
        }
        assert!(are_there(folder.path(), &PACKAGES));
        folder.write("new-5/package.json", "{\"version\": \"1.0.0\"}");
        assert!(!are_there(folder.path(), &PACKAGES));
    }

    #[test]
    fn one_package_can_be_asked_for_twice() {
        assert_eq!(
            PACKAGES.map(|package| package.request()),
            ["@one/new@npm:@one/new@7.1.3", "new-5@npm:@one/new@5.6.2"]
        );
    }
}
