//! What the figures were measured on, and when.

use super::chromium::Chromium;
use super::page::{Conditions, Page};
use anyhow::Result;
use std::env::consts::{ARCH, OS};
use std::thread::available_parallelism;
use std::time::Duration;
use std::{fmt, fs, thread};

/// A machine on a day.
pub struct Machine {
    date: String,
    processor: String,
    threads: usize,
    memory_gb: Option<f64>,
    system: String,
    browser: String,
    /// The part of the processors' time that other programs took before the measurement and after it, where the system
    /// says; the larger of the two.
    busy: f64,
}

/// How long the other programs are watched.
const WATCH: Duration = Duration::from_secs(3);

/// Above this part of the processors' time, other programs disturb.
const DISTURBING: f64 = 0.1;

impl Machine {
    /// This machine, now. The browser tells the day: it knows the time zone and how a date is written.
    pub async fn here(chromium: &mut Chromium) -> Result<Self> {
        let conditions = Conditions { screen: (800, 600), slower: 1.0, slow_network: false };
        let mut page = Page::open(chromium, conditions, "about:blank").await?;
        let date = page.evaluate("new Date().toLocaleDateString('en-GB', { dateStyle: 'long' })").await?;
        page.close().await?;
        Ok(Self {
            date: date.as_str().unwrap_or_default().to_owned(),
            processor: value_in("/proc/cpuinfo", "model name").unwrap_or_else(|| ARCH.to_owned()),
            threads: available_parallelism().map_or(1, usize::from),
            memory_gb: value_in("/proc/meminfo", "MemTotal").and_then(|memory| gigabytes(&memory)),
            system: system().unwrap_or_else(|| OS.to_owned()),
            browser: chromium.version.clone(),
            busy: 0.0,
        })
    }

    /// Watches for a moment, before or after measuring, whether other programs are at work.
    pub fn watch(&mut self) {
        let before = ProcessorTimes::now();
        thread::sleep(WATCH);
        if let (Some(before), Some(after)) = (before, ProcessorTimes::now()) {
            self.busy = self.busy.max(after.busy_since(before));
        }
    }
}

impl fmt::Display for Machine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { date, processor, threads, system, browser, .. } = self;
        write!(
            formatter,
            "Measured on {date}: {browser}, headless, on {system}, {processor}, {threads} threads"
        )?;
        if let Some(memory_gb) = self.memory_gb {
            write!(formatter, ", {memory_gb:.0} GB")?;
        }
        if self.busy > DISTURBING {
            let percent = self.busy * 100.0;
            write!(
                formatter,
                ". **Other programs took {percent:.0} % of the processors: milliseconds are not to be trusted**"
            )?;
        }
        formatter.write_str(".")
    }
}

/// What all processors have done since the system started, in its own unit.
#[derive(Clone, Copy)]
struct ProcessorTimes {
    idle: f64,
    all: f64,
}

impl ProcessorTimes {
    fn now() -> Option<Self> {
        Self::of(&fs::read_to_string("/proc/stat").ok()?)
    }

    /// Reads `/proc/stat`, see proc(5): user, nice, system, idle, waiting for input and output, and so on.
    fn of(stat: &str) -> Option<Self> {
        let numbers = stat.lines().next()?.strip_prefix("cpu ")?.split_whitespace();
        let times: Vec<f64> = numbers.filter_map(|number| number.parse().ok()).collect();
        Some(Self { idle: times.get(3)? + times.get(4)?, all: times.iter().take(8).sum() })
    }

    fn busy_since(self, before: Self) -> f64 {
        let all = self.all - before.all;
        if all > 0.0 { 1.0 - (self.idle - before.idle) / all } else { 0.0 }
    }
}

/// The value of the first line `key: value` or `key=value` of a file of the system.
fn value_in(file: &str, key: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(key))?;
    let (_, value) = line.split_once([':', '='])?;
    Some(value.trim().trim_matches('"').to_owned())
}

fn system() -> Option<String> {
    value_in("/etc/os-release", "PRETTY_NAME")
}

/// Gigabytes of `24683900 kB`.
fn gigabytes(memory: &str) -> Option<f64> {
    let kilobytes: f64 = memory.strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes / 1024.0 / 1024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_machine_says_so() {
        let machine = |busy| Machine {
            date: "1 May 2027".to_owned(),
            processor: "Example 3000".to_owned(),
            threads: 2,
            memory_gb: gigabytes("25165824 kB"),
            system: "Debian".to_owned(),
            browser: "Chrome/156".to_owned(),
            busy,
        };
        let quiet =
            "Measured on 1 May 2027: Chrome/156, headless, on Debian, Example 3000, 2 threads, 24 GB.";
        assert_eq!(machine(0.02).to_string(), quiet);
        assert!(machine(0.4).to_string().contains("took 40 % of"));
    }

    #[test]
    fn busy_is_what_was_not_idle() {
        let times = |stat| ProcessorTimes::of(stat).unwrap();
        let before = times("cpu  100 0 50 800 50 0 0 0 0 0\ncpu0 1 1 1 1\n");
        let after = times("cpu  150 0 75 1000 75 0 0 0 0 0\ncpu0 1 1 1 1\n");
        assert_eq!(after.busy_since(before), 0.25);
        assert!(ProcessorTimes::of("intr 1 2 3").is_none());
    }
}
