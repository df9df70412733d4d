//! WordPress, unpacked, with the plugin that keeps its database in a file.

use super::command::{command, run, works};
use super::{cache, npm, php, say};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

const VERSION: &str = "6.5";

/// WordPress in several versions, already installed, from its own playground. Of each the PHP is in one archive, and what browsers fetch stands beside it.
const BUILDS: Archive = Archive { name: "@wp-playground/wordpress-builds", version: "0.9.19" };

/// The playground itself, which carries the plugin for SQLite.
const PLAYGROUND: Archive = Archive { name: "@wp-playground/cli", version: "3.1.56" };

/// A package of npm of which a few files are wanted and nothing that it depends on.
struct Archive {
    name: &'static str,
    version: &'static str,
}

/// The folder of a site that is installed and was never visited; nothing, after saying so, where there is no npm or no PHP: the tests
/// that need it are then skipped.
///
/// # Errors
/// npm fails, a package lacks what is wanted of it, or the system's packages could not be installed.
pub fn ensure() -> Result<Option<PathBuf>> {
    let folder = cache::folder(&format!("wordpress-{VERSION}-{}-{}", BUILDS.version, PLAYGROUND.version))?;
    let site = folder.join("site");
    let is_php_there = php::ensure()?;
    if is_php_there && site.is_dir() {
        return Ok(Some(site));
    }
    if !is_php_there || !works(npm::command().arg("--version")) {
        say("without npm and PHP there is no WordPress: the tests of its block are skipped");
        return Ok(None);
    }
    say(&format!(
        "WordPress {VERSION} is needed to test its block and is not here yet; npm fetches it into {} (once; 160 MB)",
        folder.display()
    ));
    // What an interrupted installation has left.
    if folder.is_dir() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let (php_files, plugin) = (format!("src/wordpress/wp-{VERSION}.zip"), "sqlite-database-integration.zip");
    let other_files = format!("public/wp-{VERSION}");
    BUILDS.unpack(&folder, &[&php_files, &other_files])?;
    PLAYGROUND.unpack(&folder, &[plugin])?;

    let package = folder.join("package");
    let unfinished = package.join(other_files);
    extract(&package.join(php_files), &unfinished)?;
    let plugins = unfinished.join("wp-content/plugins");
    extract(&package.join(plugin), &plugins)?;
    let database = plugins.join("plugin-sqlite-database-integration");
    // Where it looks for itself.
    let installed = plugins.join("sqlite-database-integration");
    fs::rename(&database, &installed)
        .with_context(|| format!("the archive has no folder {}", database.display()))?;
    fs::copy(installed.join("db.copy"), unfinished.join("wp-content/db.php"))?;
    fs::rename(unfinished, &site)?;
    fs::remove_dir_all(package)?;
    Ok(Some(site))
}

impl Archive {
    /// Fetches the package and unpacks some of its files or folders into `folder`, below `package`.
    fn unpack(&self, folder: &Path, wanted: &[&str]) -> Result<()> {
        let mut pack = npm::command();
        pack.current_dir(folder).args(["pack", "--silent", &format!("{}@{}", self.name, self.version)]);
        run(&mut pack)?;
        let file = self.file_name();
        let mut tar = command("tar");
        tar.current_dir(folder).args(["-xzf", &file]);
        run(tar.args(wanted.iter().map(|path| format!("package/{path}"))))?;
        Ok(fs::remove_file(folder.join(file))?)
    }

    /// What npm calls the archive that it packs.
    fn file_name(&self) -> String {
        format!("{}-{}.tgz", self.name.trim_start_matches('@').replace('/', "-"), self.version)
    }
}

/// Unpacks a ZIP archive over what is in a folder. PHP is needed for all the rest too, and can do it.
fn extract(archive: &Path, folder: &Path) -> Result<()> {
    let script = "(new PharData($argv[1]))->extractTo($argv[2], null, true);";
    run(command("php").args(["-r", script]).arg(archive).arg(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scoped_package_is_packed_without_its_at_sign() {
        assert_eq!(PLAYGROUND.file_name(), format!("wp-playground-cli-{}.tgz", PLAYGROUND.version));
    }
}
