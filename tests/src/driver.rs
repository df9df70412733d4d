//! A driver: a program of its own for each browser, on a port of its own.

use crate::engine::Engine;
use crate::program::{Program, free_port, until_it_listens};
use anyhow::{Context, Result, bail};
use std::path::Path;

/// A running driver; it ends with every browser that it has started.
pub struct Driver {
    /// Where it listens, without a slash at the end.
    pub address: String,
    _program: Program,
}

impl Driver {
    /// Starts the driver of an engine, with a folder for what it and its browsers keep.
    pub async fn start(engine: Engine, folder: &Path) -> Result<Self> {
        let port = match engine {
            // They choose one, and say which.
            Engine::Chromium | Engine::Firefox => 0,
            Engine::WebKit => free_port()?,
        };
        let mut arguments = vec![format!("--port={port}")];
        if engine == Engine::Firefox {
            // Two at once would both want the same port for a protocol that is not used here.
            arguments.push("--websocket-port=0".to_owned());
        }
        let mut program = Program::start(&engine.driver(), arguments, folder)?;
        let port = match engine {
            Engine::Chromium => named_port(&mut program, "successfully on port ").await?,
            Engine::Firefox => named_port(&mut program, "Listening on 127.0.0.1:").await?,
            Engine::WebKit => {
                until_it_listens(port).await?;
                port
            }
        };
        Ok(Self { address: format!("http://127.0.0.1:{port}"), _program: program })
    }
}

/// The port that follows these words in a driver's output.
async fn named_port(program: &mut Program, words: &str) -> Result<u16> {
    while let Some(line) = program.output.next_line().await? {
        if let Some((_, port)) = line.split_once(words) {
            return port.trim_end_matches('.').parse().with_context(|| format!("no port: {line}"));
        }
    }
    bail!("the driver ended without naming its port")
}
