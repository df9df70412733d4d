//! WebKitGTK's small browser with its driver, and a screen for it where there is none.

use super::system_packages::{self, System};
use super::{chosen, on_path};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// What drives WebKit.
pub struct WebKit {
    /// WebKitWebDriver; `WEBKIT_DRIVER` chooses another.
    pub driver: PathBuf,
    /// The browser; `WEBKIT_BROWSER` chooses another.
    pub browser: PathBuf,
    /// `xvfb-run`: the browser knows no life without a screen.
    pub screen: PathBuf,
}

/// Finds them, or installs them with apt-get on Debian and Ubuntu as root.
pub fn ensure() -> Result<WebKit> {
    if let Some(webkit) = find() {
        return Ok(webkit);
    }
    let Some(System::Debian | System::Ubuntu) = system_packages::system() else {
        bail!("the tests in WebKit need WebKitWebDriver, MiniBrowser and xvfb-run: {WHAT_TO_INSTALL}");
    };
    let packages = ["webkit2gtk-driver", "libwebkit2gtk-4.1-0", "xvfb", "xauth"];
    system_packages::install("WebKit is needed to test the widget in it", &packages)?;
    find().with_context(|| format!("WebKit was installed and is not found: {WHAT_TO_INSTALL}"))
}

/// For the person who must install it.
const WHAT_TO_INSTALL: &str = "apt-get install webkit2gtk-driver libwebkit2gtk-4.1-0 xvfb xauth";

fn find() -> Option<WebKit> {
    Some(WebKit {
        driver: chosen("WEBKIT_DRIVER").or_else(|| on_path("WebKitWebDriver"))?,
        browser: chosen("WEBKIT_BROWSER").or_else(mini_browser)?,
        screen: on_path("xvfb-run")?,
    })
}

/// The browser lies in a folder of the library's, whose name differs by processor.
fn mini_browser() -> Option<PathBuf> {
    let libraries = fs::read_dir("/usr/lib").ok()?.filter_map(|entry| Some(entry.ok()?.path()));
    let browser = |folder: &Path| folder.join("webkit2gtk-4.1/MiniBrowser");
    libraries
        .map(|folder| browser(&folder))
        .chain([browser(Path::new("/usr/libexec"))])
        .find(|path| path.is_file())
}
