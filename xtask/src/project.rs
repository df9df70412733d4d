//! Where things are in this project's working tree.

use std::env;
use std::path::PathBuf;

/// The root of the working tree, the folder of `Cargo.lock`.
///
/// Cargo tells it to what it runs. What was compiled in is only the second choice, for it is wrong once the tree
/// has moved or shares a target folder with another clone.
pub fn root() -> PathBuf {
    let package = env::var_os("CARGO_MANIFEST_DIR").map_or(env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    let root = package.ancestors().find(|folder| folder.join("Cargo.lock").is_file());
    root.unwrap_or(&package).to_path_buf()
}

/// The folder of finished files, ready for any static host.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The folder that cargo builds in.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_is_that_of_the_workspace() {
        assert!(root().join("xtask/Cargo.toml").is_file());
    }
}
