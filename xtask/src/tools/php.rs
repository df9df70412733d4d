//! PHP, which WordPress runs on.

use super::command::{command, output};
use super::{on_path, say, system_packages};
use anyhow::Result;

/// PHP's modules that a WordPress with its database in a file needs.
const MODULES: [&str; 2] = ["pdo_sqlite", "Phar"];

/// Sees that there is a PHP with those modules; `false`, after saying so, where there is none.
///
/// # Errors
/// The system's packages could not be installed.
pub fn ensure() -> Result<bool> {
    if !is_there() && system_packages::system().is_some() {
        system_packages::install(
            "PHP is needed to test the block for WordPress",
            &["php-cli", "php-sqlite3", "php-xml", "php-mbstring"],
        )?;
    }
    let is_there = is_there();
    if !is_there {
        say(&format!("there is no PHP with {} here", MODULES.join(" and ")));
    }
    Ok(is_there)
}

fn is_there() -> bool {
    let Some(php) = on_path("php") else { return false };
    let modules = output(command(php).arg("-m")).unwrap_or_default();
    MODULES.iter().all(|module| modules.lines().any(|line| line == *module))
}
