//! A headless Chromium of its own, with an empty profile, that ends with the measurement.

use super::devtools::DevTools;
use crate::tools::command::command;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};
use std::{env, fs, process};

/// How long a browser may take to start on a busy machine.
const LONGEST_START: Duration = Duration::from_secs(60);

/// A running browser; it is killed when this is dropped.
pub struct Chromium {
    /// The connection to it.
    pub devtools: DevTools,
    /// Its name and version, such as `Chrome/156.0.8078.108`.
    pub version: String,
    process: Process,
}

/// The process and its profile, which go together.
struct Process {
    child: Child,
    profile: PathBuf,
}

impl Chromium {
    /// Starts a browser.
    pub async fn start(program: &Path) -> Result<Self> {
        let profile = env::temp_dir().join(format!("saddle-bench-{}", process::id()));
        fs::create_dir_all(&profile).with_context(|| format!("could not make {}", profile.display()))?;
        let mut start = command(program);
        start.args(arguments()?).arg("--remote-debugging-port=0");
        start.arg(format!("--user-data-dir={}", profile.display())).arg("about:blank");
        start.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = start.spawn().with_context(|| format!("could not start {}", program.display()))?;
        let mut process = Process { child, profile };
        let address = process.address().await?;
        let mut devtools = DevTools::connect(&address).await?;
        let version = devtools.call(None, "Browser.getVersion", json!({})).await?;
        let version = version["product"].as_str().unwrap_or_default().replace("Headless", "");
        Ok(Self { devtools, version, process })
    }

    /// Ends the browser and removes its profile.
    pub async fn close(mut self) -> Result<()> {
        self.devtools.call(None, "Browser.close", json!({})).await?;
        self.process.child.wait()?;
        Ok(())
    }
}

impl Process {
    /// The address for debugging, which the browser writes into its profile once it listens.
    async fn address(&mut self) -> Result<String> {
        let file = self.profile.join("DevToolsActivePort");
        let started = Instant::now();
        while started.elapsed() < LONGEST_START {
            let text = fs::read_to_string(&file).unwrap_or_default();
            if let Some((port, path)) = text.trim().split_once('\n') {
                return Ok(format!("ws://127.0.0.1:{port}{path}"));
            }
            if let Some(status) = self.child.try_wait()? {
                bail!("the browser ended at once ({status})");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        bail!("the browser did not start in {} s", LONGEST_START.as_secs())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Both fail where the browser has ended already and where its last files are still being written: nothing is lost.
        let _ended = self.child.kill();
        let _waited = self.child.wait();
        let _removed = fs::remove_dir_all(&self.profile);
    }
}

/// The arguments that the tests give their browsers.
fn arguments() -> Result<Vec<String>> {
    let file = crate::project::root().join("webdriver.json");
    let text = fs::read_to_string(&file).with_context(|| format!("could not read {}", file.display()))?;
    let capabilities: Value = serde_json::from_str(&text)?;
    let arguments = capabilities["goog:chromeOptions"]["args"].as_array();
    let arguments = arguments.with_context(|| format!("{} has no arguments", file.display()))?;
    Ok(arguments.iter().filter_map(|argument| Some(argument.as_str()?.to_owned())).collect())
}
