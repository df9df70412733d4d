//! What the built files weigh: raw, gzip and brotli, and the sum that a visitor's first load fetches.

use super::hashing::is_hashed;
use crate::compress;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::{fmt, fs};

/// What the first load may weigh, in kB of 1,000 bytes, brotli.
const BUDGET_KB: usize = 100;

/// The size of one file in bytes.
#[derive(Debug, PartialEq, Eq)]
struct FileSize {
    /// Its path below the measured folder, with `/` on every system.
    path: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
    part: Option<Part>,
}

/// A part of the first load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Loader,
    Glue,
    Wasm,
    Style,
    Event,
}

/// The sizes of all files in a folder.
pub struct Sizes(Vec<FileSize>);

impl Sizes {
    /// Compresses every file in a folder and its subfolders, and counts.
    pub fn measure(folder: &Path) -> Result<Self> {
        let mut paths = Vec::new();
        collect(folder, &mut paths)?;
        paths.sort();
        let mut sizes = Vec::new();
        for path in paths {
            let content = fs::read(&path).with_context(|| format!("could not read {}", path.display()))?;
            let below = path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
            sizes.push(FileSize {
                part: Part::of(&below),
                path: below,
                raw: content.len(),
                gzip: compress::gzip(&content)?.len(),
                brotli: compress::brotli(&content)?.len(),
            });
        }
        Ok(Self(sizes))
    }

    /// Bytes that a visitor's first load fetches from a host that compresses with brotli: loader, glue,
    /// WebAssembly, style and the event; the heaviest event if there are several. The reader is not part of it:
    /// the build packs every event, and a packed one never asks for it.
    pub fn first_load(&self) -> usize {
        [Part::Loader, Part::Glue, Part::Wasm, Part::Style, Part::Event]
            .into_iter()
            .filter_map(|part| {
                self.0.iter().filter(|file| file.part == Some(part)).map(|file| file.brotli).max()
            })
            .sum()
    }
}

impl Part {
    /// The part that a file plays by its path; `None` for what the first load does not fetch.
    fn of(path: &str) -> Option<Self> {
        if path == "saddle.js" {
            Some(Self::Loader)
        } else if path.starts_with("events/") {
            path.ends_with("/event.json").then_some(Self::Event)
        } else if !is_hashed(path) || !path.starts_with("saddle-") {
            None
        } else if path.ends_with(".js") {
            Some(Self::Glue)
        } else if path.ends_with(".wasm") {
            Some(Self::Wasm)
        } else {
            path.ends_with(".css").then_some(Self::Style)
        }
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let width = self.0.iter().map(|file| file.path.chars().count()).max().unwrap_or(0).max(24);
        writeln!(formatter, "{:<width$} {:>11} {:>11} {:>11}", "file", "bytes", "gzip -9", "brotli -q11")?;
        for FileSize { path, raw, gzip, brotli, part } in &self.0 {
            let mark = if part.is_some() { "  *" } else { "" };
            writeln!(formatter, "{path:<width$} {raw:>11} {gzip:>11} {brotli:>11}{mark}")?;
        }
        let first_load = self.first_load();
        writeln!(formatter, "{:<width$} {:>11} {:>11} {first_load:>11}  *", "first load", "", "")?;
        let verdict = if first_load <= BUDGET_KB * 1000 {
            "within".to_owned()
        } else {
            format!("OVER BUDGET by {} bytes:", first_load - BUDGET_KB * 1000)
        };
        writeln!(formatter, "{verdict} the budget, {BUDGET_KB} kB")
    }
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("could not read {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, paths)?;
        } else {
            paths.push(path);
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestFolder;

    fn file(path: &str, brotli: usize) -> FileSize {
        FileSize { path: path.to_owned(), raw: brotli * 4, gzip: brotli * 2, brotli, part: Part::of(path) }
    }

    fn built(wasm: usize) -> Sizes {
        Sizes(vec![
            file("events/a/event.json", 3_000),
            file("events/b/event.json", 5_000),
            file("events/b/42k.gpx", 90_000),
            file("event.schema.json", 7_000),
            file("index.html", 4_000),
            file("reader-0011223344556677.js", 2_500),
            file("reader-7766554433221100_bg.wasm", 80_000),
            file("saddle-0123456789abcdef.js", 6_000),
            file("saddle-fedcba9876543210_bg.wasm", wasm),
            file("saddle-widget-00000000ffffffff.css", 2_000),
            file("saddle.js", 1_000),
            file("saddle.mjs", 900),
        ])
    }

    #[test]
    fn the_first_load_is_one_of_each_part_with_the_heaviest_event() {
        assert_eq!(built(70_000).first_load(), 1_000 + 6_000 + 70_000 + 2_000 + 5_000);
    }

    #[test]
    fn the_table_has_every_file_and_says_loudly_what_is_over() {
        let table = built(106_000).to_string();
        assert!(table.contains("saddle-fedcba9876543210_bg.wasm "), "{table}");
        let reader = table.lines().find(|line| line.starts_with("reader-7766554433221100_bg.wasm "));
        assert!(reader.is_some_and(|line| !line.ends_with('*')), "{table}");
        assert!(table.ends_with("\nOVER BUDGET by 20000 bytes: the budget, 100 kB\n"), "{table}");
        assert!(built(86_000).to_string().ends_with("\nwithin the budget, 100 kB\n"));
        let first_load = table.lines().find(|line| line.starts_with("first load")).unwrap();
        assert!(first_load.contains(" 120000 "), "{first_load}");
    }

    #[test]
    fn measures_real_files() {
        let folder = TestFolder::new("sizes");
        folder.write("events/a/event.json", "x".repeat(1000));
        let sizes = Sizes::measure(folder.path()).unwrap();
        assert_eq!((sizes.0[0].path.as_str(), sizes.0[0].raw), ("events/a/event.json", 1000));
        assert!((1..100).contains(&sizes.first_load()), "{}", sizes.first_load());
    }
}
