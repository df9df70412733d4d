//! A folder for the files of one test.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

/// An empty folder that is removed with everything in it when the test ends.
pub struct TestFolder(PathBuf);

impl TestFolder {
    /// A folder of this name, which no other test may use.
    pub fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("xtask-{name}-{}", process::id()));
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// Writes a file below it, in a subfolder if the name has one.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let file = self.path().join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, content).unwrap();
        file
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TestFolder {
    fn drop(&mut self) {
        fs::remove_dir_all(&self.0).unwrap();
    }
}
