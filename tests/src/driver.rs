//! ChromeDriver: one process for each test, on a port that the system chooses.

use anyhow::{Context, Result, bail};
use std::env;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

/// A running ChromeDriver; it is killed when this is dropped.
pub struct Driver {
    /// Where it listens, without a slash at the end.
    pub address: String,
    _process: Child,
    /// Kept open: a driver that cannot write its log ends.
    _log: Lines<BufReader<ChildStdout>>,
}

impl Driver {
    /// Starts `CHROMEDRIVER`, or `chromedriver` from the PATH.
    pub async fn start() -> Result<Self> {
        let program = env::var_os("CHROMEDRIVER").unwrap_or_else(|| "chromedriver".into());
        let mut process = Command::new(&program)
            .arg("--port=0")
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("could not start {}", program.display()))?;
        let log = process.stdout.take().context("ChromeDriver has no output")?;
        let mut log = BufReader::new(log).lines();
        while let Some(line) = log.next_line().await? {
            if let Some((_, port)) = line.split_once("successfully on port ") {
                let address = format!("http://127.0.0.1:{}", port.trim_end_matches('.'));
                return Ok(Self { address, _process: process, _log: log });
            }
        }
        bail!("{} ended without naming its port", program.display())
    }
}
