//! The libraries that Saddle is measured against, from npm into the tool cache; none of them is part of the project.

use crate::tools::command::{command, run_long, works};
use crate::tools::{cache, say};
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Each package in the one version that is measured. d3 and the older togeojson are those that leaflet-elevation asks for.
const PACKAGES: [Package; 6] = [
    Package { folder: "uplot", name: "uplot", version: "1.6.32" },
    Package { folder: "@tmcw/togeojson", name: "@tmcw/togeojson", version: "7.1.3" },
    Package { folder: "leaflet", name: "leaflet", version: "1.9.4" },
    Package { folder: "@raruto/leaflet-elevation", name: "@raruto/leaflet-elevation", version: "2.6.0" },
    Package { folder: "d3", name: "d3", version: "7.8.4" },
    Package { folder: "togeojson-5", name: "@tmcw/togeojson", version: "5.6.2" },
];

/// A package of npm.
struct Package {
    /// Where it is put, below `node_modules`.
    folder: &'static str,
    name: &'static str,
    version: &'static str,
}

/// The folder that holds the packages by their names, after installing them if one is missing or another version.
pub fn ensure() -> Result<PathBuf> {
    let folder = cache::folder("bench-peers")?;
    let modules = folder.join("node_modules");
    if are_there(&modules) {
        return Ok(modules);
    }
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    if !works(command(npm).arg("--version")) {
        bail!(
            "the benchmark measures Saddle against uPlot and leaflet-elevation, which npm installs, and there is no npm: \
             install Node.js"
        );
    }
    say(&format!(
        "uPlot, togeojson, Leaflet, leaflet-elevation and d3 are what Saddle is measured against; installing them with \
         npm into {} (once; some seconds)",
        folder.display()
    ));
    fs::create_dir_all(&folder)?;
    let mut install = command(npm);
    install.arg("install").arg("--prefix").arg(&folder).args(PACKAGES.map(|package| package.request()));
    // Each package is served as it is, so nobody's scripts need to run, and the older togeojson may stand beside the newer.
    install.args(["--no-fund", "--no-audit", "--ignore-scripts", "--legacy-peer-deps"]);
    run_long("npm install", &mut install, &folder.join("install.log"))?;
    if !are_there(&modules) {
        bail!("npm did not install what was asked for into {}", modules.display());
    }
    Ok(modules)
}

/// The packages as a list for people: `uplot 1.6.32, …`.
pub fn list() -> String {
    PACKAGES.map(|package| format!("{} {}", package.name, package.version)).join(", ")
}

impl Package {
    /// What npm is asked for.
    fn request(&self) -> String {
        format!("{}@npm:{}@{}", self.folder, self.name, self.version)
    }
}

fn are_there(modules: &Path) -> bool {
    PACKAGES
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

    #[test]
    fn another_version_is_not_taken() {
        let folder = TestFolder::new("bench-peers");
        for package in &PACKAGES {
            let content = format!("{{\"version\": \"{}\"}}", package.version);
            folder.write(&format!("{}/package.json", package.folder), content);
        }
        assert!(are_there(folder.path()));
        folder.write("uplot/package.json", "{\"version\": \"1.0.0\"}");
        assert!(!are_there(folder.path()));
    }

    #[test]
    fn one_package_can_be_asked_for_twice() {
        let requests = PACKAGES.map(|package| package.request());
        assert!(requests.contains(&"@tmcw/togeojson@npm:@tmcw/togeojson@7.1.3".to_owned()));
        assert!(requests.contains(&"togeojson-5@npm:@tmcw/togeojson@5.6.2".to_owned()));
    }
}
