//! Programs from the system's own packages, on the systems where xtask knows them.

use super::command::{command, output, run_long};
use super::{cache, say};
use anyhow::Result;
use std::fs;

/// A system whose packages apt-get installs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Debian.
    Debian,
    /// Ubuntu, which has other names for some packages.
    Ubuntu,
}

/// This system, if it is one of those and whoever runs this may install packages.
pub fn system() -> Option<System> {
    let system = System::of(&fs::read_to_string("/etc/os-release").unwrap_or_default())?;
    let is_root = output(command("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    is_root.then_some(system)
}

/// Installs packages, after saying what for.
pub fn install(wanted: &str, packages: &[&str]) -> Result<()> {
    say(&format!("{wanted}; apt-get installs {} (once; about a minute)", packages.join(", ")));
    let log = cache::folder("logs")?.join("apt-get.log");
    run_long("apt-get update", command("apt-get").arg("update"), &log)?;
    let mut install = command("apt-get");
    install.env("DEBIAN_FRONTEND", "noninteractive").args(["install", "--yes", "--no-install-recommends"]);
    run_long("apt-get install", install.args(packages), &log)
}

impl System {
    /// The system that `/etc/os-release` describes.
    fn of(os_release: &str) -> Option<Self> {
        match os_release.lines().find_map(|line| line.strip_prefix("ID="))?.trim_matches('"') {
            "debian" => Some(Self::Debian),
            "ubuntu" => Some(Self::Ubuntu),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_systems_with_apt_get() {
        let debian = "PRETTY_NAME=\"Debian GNU/Linux 12\"\nVERSION_ID=\"12\"\nID=debian\n";
        assert_eq!(System::of(debian), Some(System::Debian));
        assert_eq!(System::of("ID=\"ubuntu\"\n"), Some(System::Ubuntu));
        assert_eq!(System::of("ID=fedora\nID_LIKE=debian\n"), None);
        assert_eq!(System::of(""), None);
    }
}
