//! PHP, which prints the example for WordPress.

use super::{on_path, say, system_packages};
use anyhow::Result;

/// Sees that there is PHP, or says that the test which needs it is skipped.
pub fn ensure() -> Result<()> {
    if on_path("php").is_none() && system_packages::system().is_some() {
        system_packages::install("PHP is needed to test the block for WordPress", &["php-cli"])?;
    }
    if on_path("php").is_none() {
        say("there is no PHP here: the test of the block for WordPress is skipped");
    }
    Ok(())
}
