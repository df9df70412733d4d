//! The browser engines that the tests run in, and what each of their drivers wants to hear.

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};
use std::fmt;
use std::path::Path;
use std::{env, fs};

/// A browser engine, by the browser that the tests drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, by ChromeDriver.
    Chromium,
    /// Firefox, by geckodriver.
    Firefox,
    /// WebKit's small browser, by WebKitWebDriver.
    WebKit,
}

/// What a test needs and a browser's driver does not offer; the test is skipped there.
#[derive(Debug)]
pub struct NotOffered {
    /// The engine.
    pub engine: Engine,
    /// What it does not offer.
    pub what: String,
}

impl fmt::Display for NotOffered {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the driver of {} does not offer {}", self.engine, self.what)
    }
}

impl std::error::Error for NotOffered {}

impl fmt::Display for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Chromium => "Chromium",
            Self::Firefox => "Firefox",
            Self::WebKit => "WebKit",
        })
    }
}

impl Engine {
    /// The one that `SADDLE_BROWSER` names (`chromium`, `firefox` or `webkit`); Chromium if it names none.
    ///
    /// # Errors
    /// It names another.
    pub fn of_environment() -> Result<Self> {
        match env::var("SADDLE_BROWSER").as_deref() {
            Err(_) | Ok("" | "chromium") => Ok(Self::Chromium),
            Ok("firefox") => Ok(Self::Firefox),
            Ok("webkit") => Ok(Self::WebKit),
            Ok(other) => bail!("SADDLE_BROWSER is {other:?}; it can be chromium, firefox or webkit"),
        }
    }

    /// The driver's program: what its variable names, or its name on the PATH.
    pub(crate) fn driver(self) -> std::ffi::OsString {
        let (variable, name) = match self {
            Self::Chromium => ("CHROMEDRIVER", "chromedriver"),
            Self::Firefox => ("GECKODRIVER", "geckodriver"),
            Self::WebKit => ("WEBKIT_DRIVER", "WebKitWebDriver"),
        };
        env::var_os(variable).unwrap_or_else(|| name.into())
    }

    /// What a new session is asked for, with downloads going to a folder.
    pub(crate) fn capabilities(self, downloads: &Path) -> Result<Map<String, Value>> {
        let capabilities = match self {
            Self::Chromium => chromium()?,
            Self::Firefox => json!({ "moz:firefoxOptions": { "args": ["-headless"], "prefs": {
                "browser.download.dir": downloads,
                // A folder of one's own, no question, no panel.
                "browser.download.folderList": 2,
                "browser.download.useDownloadDir": true,
                "browser.download.alwaysOpenPanel": false,
                "browser.helperApps.neverAsk.saveToDisk": "application/octet-stream,image/png,image/svg+xml,message/rfc822,text/calendar,text/plain",
                "intl.accept_languages": "en-US",
            } } }),
            Self::WebKit => json!({ "webkitgtk:browserOptions": {
                "binary": env::var("WEBKIT_BROWSER").context("WEBKIT_BROWSER names no MiniBrowser")?,
                "args": ["--automation"],
            } }),
        };
        let Value::Object(capabilities) = capabilities else {
            bail!("the capabilities of {self} are no object")
        };
        Ok(capabilities)
    }
}

/// `webdriver.json` of the project, with the console recorded and the browser that `CHROMIUM` names.
fn chromium() -> Result<Value> {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../webdriver.json");
    let text = fs::read_to_string(file).with_context(|| format!("could not read {file}"))?;
    let mut capabilities: Value = serde_json::from_str(&text)?;
    capabilities["goog:loggingPrefs"] = json!({ "browser": "ALL" });
    if let Some(chromium) = env::var_os("CHROMIUM") {
        capabilities["goog:chromeOptions"]["binary"] = json!(chromium.to_string_lossy());
    }
    Ok(capabilities)
}
