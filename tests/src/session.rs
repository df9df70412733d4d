//! Browsers that are running: started once, and lent to one test after the other.

use crate::driver::Driver;
use crate::engine::Engine;
use anyhow::{Context, Result, anyhow};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::Duration;
use std::{env, fs, io, process};
use tokio::runtime::{Builder, Runtime};

/// Those that no test has at the moment.
static IDLE: Mutex<Vec<Session>> = Mutex::new(Vec::new());

/// Where they live: the runtime of a test ends with the test.
static HOME: LazyLock<io::Result<Runtime>> =
    LazyLock::new(|| Builder::new_multi_thread().worker_threads(1).enable_all().build());

/// The longest that a browser may take to be made ready for another test.
const LONGEST_CLEANING: Duration = Duration::from_secs(10);

/// A running browser with its driver; it ends when this is dropped.
pub(crate) struct Session {
    /// What it draws and scripts with.
    pub engine: Engine,
    /// What talks to the driver.
    pub client: Client,
    folder: PathBuf,
    _driver: Driver,
}

impl Session {
    /// One that has shown nothing yet: a new one, or one that is as good as new.
    pub async fn borrow() -> Result<Self> {
        let idle = IDLE.lock().unwrap_or_else(PoisonError::into_inner).pop();
        match idle {
            Some(session) => Ok(session),
            None => {
                let home = HOME.as_ref().map_err(|error| anyhow!("no runtime for browsers: {error}"))?;
                tokio::task::spawn_blocking(|| home.block_on(Self::start())).await?
            }
        }
    }

    /// Lends it to the next test. A browser that cannot be made as good as new is ended.
    pub async fn give_back(self) {
        if let Ok(Ok(())) = tokio::time::timeout(LONGEST_CLEANING, self.clean()).await {
            IDLE.lock().unwrap_or_else(PoisonError::into_inner).push(self);
        }
    }

    async fn start() -> Result<Self> {
        static STARTED: AtomicU32 = AtomicU32::new(0);
        let engine = Engine::of_environment()?;
        let number = STARTED.fetch_add(1, Ordering::Relaxed);
        let folder = env::temp_dir().join(format!("saddle-tests-{}-{number}", process::id()));
        let downloads = folder.join("downloads");
        fs::create_dir_all(&downloads)?;
        let driver = Driver::start(engine, &folder).await?;
        let mut client = ClientBuilder::new(HttpConnector::new());
        let client = client.capabilities(engine.capabilities(&downloads)?).connect(&driver.address);
        let client = client.await.context("could not start the browser")?;
        Ok(Self { engine, client, folder, _driver: driver })
    }

    /// Where it saves files.
    pub fn downloads(&self) -> PathBuf {
        self.folder.join("downloads")
    }

    /// A new window in place of all that there were, and no saved files. What a page has stored stays where nobody looks: every
    /// test has a site on a port of its own.
    async fn clean(&self) -> Result<()> {
        // Keys and buttons that are still down.
        self.client.release_actions().await?;
        let before = self.client.windows().await?;
        let fresh = self.client.new_window(true).await?;
        for window in before {
            self.client.switch_to_window(window).await?;
            self.client.close_window().await?;
        }
        self.client.switch_to_window(fresh.handle).await?;
        empty(&self.downloads())
    }
}

fn empty(folder: &Path) -> Result<()> {
    fs::remove_dir_all(folder)?;
    Ok(fs::create_dir(folder)?)
}
