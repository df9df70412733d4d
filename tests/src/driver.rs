//! A driver: one process for each test, on a port of its own.

use crate::engine::Engine;
use crate::wait::{PATIENCE, until};
use anyhow::{Context, Result, bail};
use std::net::{Ipv4Addr, TcpListener};
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::net::TcpStream;
use tokio::process::{Child, ChildStdout, Command};

/// A running driver; it is killed when this is dropped.
pub struct Driver {
    /// Where it listens, without a slash at the end.
    pub address: String,
    _process: Child,
    /// Kept open: a driver that cannot write its log ends.
    _log: Lines<BufReader<ChildStdout>>,
}

impl Driver {
    /// Starts the driver of an engine.
    pub async fn start(engine: Engine) -> Result<Self> {
        let port = match engine {
            // They choose one, and say which.
            Engine::Chromium | Engine::Firefox => 0,
            Engine::WebKit => free_port()?,
        };
        let program = engine.driver();
        let mut command = Command::new(&program);
        command.arg(format!("--port={port}")).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true);
        if engine == Engine::Firefox {
            // Two at once would both want the same port for a protocol that is not used here.
            command.arg("--websocket-port=0");
        }
        let mut process =
            command.spawn().with_context(|| format!("could not start {}", program.display()))?;
        let log = process.stdout.take().context("the driver has no output")?;
        let mut log = BufReader::new(log).lines();
        let port = match engine {
            Engine::Chromium => named_port(&mut log, "successfully on port ").await?,
            Engine::Firefox => named_port(&mut log, "Listening on 127.0.0.1:").await?,
            Engine::WebKit => {
                let listens = async || Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.ok());
                until("the driver listens", PATIENCE, listens).await?;
                port
            }
        };
        Ok(Self { address: format!("http://127.0.0.1:{port}"), _process: process, _log: log })
    }
}

/// The port that follows these words in a driver's output.
async fn named_port(log: &mut Lines<BufReader<ChildStdout>>, words: &str) -> Result<u16> {
    while let Some(line) = log.next_line().await? {
        if let Some((_, port)) = line.split_once(words) {
            return port.trim_end_matches('.').parse().with_context(|| format!("no port: {line}"));
        }
    }
    bail!("the driver ended without naming its port")
}

/// A port that was free just now.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
