//! A driver: a process of its own, on a port of its own, that ends with the tests, however they end.

use crate::engine::Engine;
use crate::wait::{PATIENCE, until};
use anyhow::{Context, Result, bail};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::net::TcpStream;
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

/// A running driver. When this is dropped, and also when the tests are killed, the driver ends with every browser that it
/// has started, and their folder is removed.
pub struct Driver {
    /// Where it listens, without a slash at the end.
    pub address: String,
    _process: Child,
    /// What the guard waits for the end of.
    _lifeline: ChildStdin,
    /// Kept open: a driver that cannot write its log ends.
    _log: Lines<BufReader<ChildStdout>>,
}

/// A script that runs a program with its arguments (all but the first) until nobody holds its input any more, then ends the whole
/// process group but itself, and removes a folder (the first argument). Who ends may still write into it.
const GUARD: &str = r#"
    folder=$1
    shift
    "$@" &
    trap '' TERM
    cat
    kill -s TERM 0
    wait
    until rm -rf "$folder"; do sleep 0.1; done
"#;

impl Driver {
    /// Starts the driver of an engine, with a folder for what it and its browsers keep.
    pub async fn start(engine: Engine, folder: &Path) -> Result<Self> {
        let port = match engine {
            // They choose one, and say which.
            Engine::Chromium | Engine::Firefox => 0,
            Engine::WebKit => free_port()?,
        };
        let program = engine.driver();
        let mut command = Command::new("sh");
        command.args(["-c", GUARD, "guard"]).arg(folder).arg(&program).arg(format!("--port={port}"));
        if engine == Engine::Firefox {
            // Two at once would both want the same port for a protocol that is not used here.
            command.arg("--websocket-port=0");
        }
        command.process_group(0).env("TMPDIR", folder);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process =
            command.spawn().with_context(|| format!("could not start {}", program.display()))?;
        let lifeline = process.stdin.take().context("the driver has no input")?;
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
        Ok(Self {
            address: format!("http://127.0.0.1:{port}"),
            _process: process,
            _lifeline: lifeline,
            _log: log,
        })
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
