//! A program that runs beside the tests and ends with them, however they end.

use crate::wait::{PATIENCE, until};
use anyhow::{Context, Result};
use std::ffi::OsStr;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::net::TcpStream;
use tokio::process::{Child, ChildStdin, ChildStdout, Command};

/// A running program. When this is dropped, and also when the tests are killed, it ends with every program that it has started, and
/// their folder is removed.
pub(crate) struct Program {
    /// What it prints. Kept open: a program that cannot write its log may end.
    pub output: Lines<BufReader<ChildStdout>>,
    _process: Child,
    /// What the guard waits for the end of.
    _lifeline: ChildStdin,
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

impl Program {
    /// Starts it with a folder for what it and its children keep.
    pub fn start<A: AsRef<OsStr>>(
        program: &OsStr,
        arguments: impl IntoIterator<Item = A>,
        folder: &Path,
    ) -> Result<Self> {
        let mut command = Command::new("sh");
        command.args(["-c", GUARD, "guard"]).arg(folder).arg(program).args(arguments);
        command.process_group(0).env("TMPDIR", folder);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process =
            command.spawn().with_context(|| format!("could not start {}", Path::new(program).display()))?;
        let lifeline = process.stdin.take().context("the program has no input")?;
        let output = process.stdout.take().context("the program has no output")?;
        Ok(Self { output: BufReader::new(output).lines(), _process: process, _lifeline: lifeline })
    }
}

/// A port that was free just now.
pub(crate) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}

/// Waits until somebody listens at a port of this computer.
pub(crate) async fn until_it_listens(port: u16) -> Result<()> {
    let listens = async || Ok(TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await.ok());
    until("a program that listens", PATIENCE, listens).await.map(drop)
}
