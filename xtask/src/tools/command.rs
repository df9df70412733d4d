//! Runs programs: with a clean environment, with progress, and with an error that names the command.

use super::say;
use anyhow::{Context, Result, bail};
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{IsTerminal, Seek, Write};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

/// How often a long step says that it is still at work where nobody sees a moving line.
const HEARTBEAT: Duration = Duration::from_secs(20);

/// How many lines of a failed step's output are shown.
const LAST_LINES: usize = 40;

/// A command that inherits the environment without what `cargo run` set for xtask itself, which would tell a
/// nested cargo or a build script that it is building xtask.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    let for_xtask = |name: &str| {
        ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_"].iter().any(|prefix| name.starts_with(prefix))
            || ["CARGO_PRIMARY_PACKAGE", "CARGO_CRATE_NAME", "CARGO_TARGET_TMPDIR", "OUT_DIR"].contains(&name)
    };
    for (name, _) in env::vars_os() {
        if name.to_str().is_some_and(for_xtask) {
            command.env_remove(name);
        }
    }
    command
}

/// Runs a command in the terminal and waits for it; an error names the command and how it ended.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("could not start: {}", line(command)))?;
    succeeded(command, status)
}

/// Runs a long command: in a terminal its own output is the progress; elsewhere, as in CI, a line every
/// twenty seconds says how far it is, and the output is shown only if it fails.
pub fn run_long(name: &str, command: &mut Command, log: &Path) -> Result<()> {
    if std::io::stderr().is_terminal() {
        return run(command);
    }
    if let Some(folder) = log.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("could not make the folder {}", folder.display()))?;
    }
    let written = File::create(log).with_context(|| format!("could not write {}", log.display()))?;
    command.stdin(Stdio::null()).stdout(written.try_clone()?).stderr(written);

    let started = Instant::now();
    let mut child = command.spawn().with_context(|| format!("could not start: {}", line(command)))?;
    let mut next_word = HEARTBEAT;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if started.elapsed() >= next_word {
            let last = last_lines(log, 1);
            say(&format!("{name}: {} s so far; {}", started.elapsed().as_secs(), last.trim()));
            next_word += HEARTBEAT;
        }
        thread::sleep(Duration::from_millis(200));
    };
    if status.success() {
        say(&format!("{name}: done in {} s", started.elapsed().as_secs()));
    } else {
        eprintln!("{}", last_lines(log, LAST_LINES));
        say(&format!("the whole output of that step is in {}", log.display()));
    }
    succeeded(command, status)
}

/// What a command prints on standard output.
pub fn output(command: &mut Command) -> Result<String> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("could not start: {}", line(command)))?;
    succeeded(command, output.status)?;
    String::from_utf8(output.stdout)
        .with_context(|| format!("this printed something that is not text: {}", line(command)))
}

/// What a command prints on standard output after it was given a text on standard input.
pub fn piped(command: &mut Command, input: &str) -> Result<String> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().with_context(|| format!("could not start: {}", line(command)))?;
    // Taken, so that it is closed when all is written. What reads here prints nothing before it has read everything.
    if let Some(mut pipe) = child.stdin.take() {
        pipe.write_all(input.as_bytes()).with_context(|| format!("this does not read: {}", line(command)))?;
    }
    let output = child.wait_with_output()?;
    succeeded(command, output.status)?;
    String::from_utf8(output.stdout)
        .with_context(|| format!("this printed something that is not text: {}", line(command)))
}

/// Whether a command can be run and ends well; what it prints is not shown.
pub fn works(command: &mut Command) -> bool {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// The search path of programs with folders put before it.
pub fn path_with<'a>(first: impl IntoIterator<Item = &'a Path>) -> Result<OsString> {
    let inherited = env::var_os("PATH").unwrap_or_default();
    let folders = first.into_iter().map(Path::to_path_buf).chain(env::split_paths(&inherited));
    env::join_paths(folders).context("a folder's name cannot stand in PATH")
}

fn succeeded(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("this failed ({status}): {}", line(command));
    }
    Ok(())
}

/// The command as one would type it.
fn line(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}

/// The last lines of a log, from its last 16 kB; empty if it cannot be read.
fn last_lines(log: &Path, count: usize) -> String {
    let Ok(mut file) = File::open(log) else { return String::new() };
    let end = file.metadata().map_or(0, |metadata| metadata.len());
    let mut bytes = Vec::new();
    if file.seek(std::io::SeekFrom::Start(end.saturating_sub(16_384))).is_err()
        || std::io::Read::read_to_end(&mut file, &mut bytes).is_err()
    {
        return String::new();
    }
    let text = String::from_utf8_lossy(&bytes);
    let mut last = text.lines().rev().take(count).collect::<Vec<_>>();
    last.reverse();
    last.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestFolder;

    #[test]
    fn a_failure_names_the_command() {
        let error = run(Command::new("no-such-program-anywhere").arg("--flag")).unwrap_err();
        assert_eq!(error.to_string(), "could not start: no-such-program-anywhere --flag");
    }

    #[test]
    fn the_last_lines_are_in_their_order() {
        let folder = TestFolder::new("last-lines");
        let log = folder.write("log", "one\ntwo\nthree\n");
        assert_eq!(last_lines(&log, 2), "two\nthree");
        assert_eq!(last_lines(&folder.path().join("none"), 2), "");
    }

    #[test]
    fn folders_come_before_the_inherited_path() {
        let path = path_with([Path::new("first")]).unwrap();
        assert_eq!(env::split_paths(&path).next(), Some(Path::new("first").to_path_buf()));
    }

    #[test]
    fn a_nested_cargo_is_not_told_that_it_builds_xtask() {
        let command = command("cargo");
        let removed =
            command.get_envs().filter(|pair| pair.1.is_none()).map(|pair| pair.0).collect::<Vec<_>>();
        assert!(removed.contains(&OsStr::new("CARGO_MANIFEST_DIR")), "{removed:?}");
        assert!(!removed.contains(&OsStr::new("PATH")));
    }
}
