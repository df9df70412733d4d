//! Installs a program from crates.io into its own folder of the tool cache.

use super::command::{command, run_long};
use super::version::Version;
use super::{cache, say};
use anyhow::{Result, bail};
use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program that crates.io has.
pub struct Package<'a> {
    /// The package's name on crates.io.
    pub name: &'a str,
    /// The name of its folder in the cache, without the version, and of the program that tells the version.
    pub program: &'a str,
    /// The one version that is wanted.
    pub version: Version,
    /// What it is for, to follow "needed to".
    pub purpose: &'a str,
    /// About how long the installation takes on two cores.
    pub duration: &'a str,
    /// What follows `cargo install NAME --version VERSION`.
    pub arguments: &'a [&'a str],
}

impl Package<'_> {
    /// The folder of its programs, if it is installed.
    pub fn installed(&self) -> Option<PathBuf> {
        let programs = self.folder().ok()?.join("bin");
        (Version::of_program(&self.program_in(&programs)) == Some(self.version)).then_some(programs)
    }

    fn folder(&self) -> Result<PathBuf> {
        cache::folder(&format!("{}-{}", self.program, self.version))
    }

    fn program_in(&self, programs: &Path) -> PathBuf {
        programs.join(format!("{}{EXE_SUFFIX}", self.program))
    }

    /// The folder of its programs, after installing it there if it is not there yet.
    pub fn ensure(&self) -> Result<PathBuf> {
        if let Some(programs) = self.installed() {
            return Ok(programs);
        }
        let folder = self.folder()?;
        let programs = folder.join("bin");
        let program = self.program_in(&programs);
        say(&format!(
            "{} {} is needed to {} and is not here yet; installing it into {} (once; {} on two cores)",
            self.name,
            self.version,
            self.purpose,
            folder.display(),
            self.duration
        ));
        run_long(self.name, &mut self.install_into(&folder), &folder.join("install.log"))?;
        match Version::of_program(&program) {
            Some(version) if version == self.version => Ok(programs),
            Some(version) => bail!("{} says it is {version}, not {}", program.display(), self.version),
            None => bail!("{} was installed but does not run", program.display()),
        }
    }
    fn install_into(&self, folder: &Path) -> Command {
        let mut install = command("cargo");
        install
            .arg("install")
            .arg(self.name)
            .args(["--version", &self.version.to_string()])
            .arg("--root")
            .arg(folder)
            .args(self.arguments)
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_STRIP", "true")
            // Minutes less to install it, and seconds more at most whenever it runs.
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
        // Settings meant for this project must not shape a tool: flags could break it, and another build
        // target would give a program that does not run here.
        for name in [
            "RUSTFLAGS",
            "CARGO_ENCODED_RUSTFLAGS",
            "CARGO_BUILD_RUSTFLAGS",
            "CARGO_BUILD_TARGET",
            "CARGO_BUILD_TARGET_DIR",
            "CARGO_TARGET_DIR",
        ] {
            install.env_remove(name);
        }
        install
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn installs_the_exact_version_into_its_own_folder_and_free_of_the_projects_settings() {
        let package = Package {
            name: "trunk",
            program: "trunk",
            version: Version { major: 0, minor: 21, patch: 14 },
            purpose: "test",
            duration: "no time",
            arguments: &["--locked"],
        };
        let install = package.install_into(Path::new("cache/trunk-0.21.14"));
        let words: Vec<_> = install.get_args().map(|word| word.to_string_lossy()).collect();
        assert_eq!(words.join(" "), "install trunk --version 0.21.14 --root cache/trunk-0.21.14 --locked");
        let set = |name: &str| install.get_envs().find(|pair| pair.0 == name).map(|pair| pair.1);
        assert_eq!(set("RUSTFLAGS"), Some(None));
        assert_eq!(set("CARGO_PROFILE_RELEASE_OPT_LEVEL"), Some(Some("0".as_ref())));
    }
}
