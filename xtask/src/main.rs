//! The command line: `cargo xtask COMMAND`.

use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand};
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use url::Url;
use xtask::{
    bench, build, inspect, npm_package, pack, project, reconstruct, schema, serve, snippet, test, tools,
};

/// Builds, serves and tests the widget, and reads and packs its files.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the widget and serve it with its demo page and a desk, until Ctrl-C
    Serve {
        /// The port on 127.0.0.1; 0 for any free one
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Serve what dist/ holds, without building first
        #[arg(long)]
        no_build: bool,
        /// Where the desk keeps the sign-ups that arrive
        #[arg(long, value_name = "FILE", default_value = "desk.sqlite")]
        desk_file: PathBuf,
        /// How many sign-ups each desk takes; without this as many as come
        #[arg(long, value_name = "COUNT")]
        places: Option<u32>,
    },
    /// Build the widget as static files in dist/, and print what they weigh
    Build {
        /// Fail if the first load is over this many kB (brotli)
        #[arg(long, value_name = "KB")]
        deny_over: Option<u32>,
        /// The folder on the web that the files will be put into, for oembed.json [default: where `serve` serves them]
        #[arg(long)]
        url: Option<Url>,
    },
    /// Run every check and every test
    Test {
        /// Build, and run only the end-to-end tests, all of them, in this browser
        #[arg(long)]
        browser: Option<test::Engine>,
    },
    /// Measure the widget beside uPlot, togeojson and leaflet-elevation, in one browser (some fifteen minutes)
    Bench {
        /// How often each figure is measured; the median is printed
        #[arg(long, value_name = "COUNT", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
        runs: u16,
        /// Measure what dist/ holds, without building first
        #[arg(long)]
        no_build: bool,
        /// Write the tables to docs/benchmarks.md
        #[arg(long)]
        write: bool,
    },
    /// Print what is read out of track files (GPX, TCX, KML, GeoJSON) as JSON
    Inspect {
        /// The track files
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Pack an event file and the tracks beside it into one small event file
    Pack {
        /// The event file
        event: PathBuf,
        /// Where to write it; without this it is printed
        #[arg(short, long, value_name = "FILE")]
        out: Option<PathBuf>,
    },
    /// Print a race as HTML that needs no script; where the loader runs, the widget takes its place
    Snippet(Box<SnippetArguments>),
    /// Write the demo event's four tracks anew, from what was published of its courses
    Reconstruct {
        /// The folder to write them into [default: the demo event's]
        #[arg(short, long, value_name = "FOLDER")]
        out: Option<PathBuf>,
    },
    /// Write the package for npm from what dist/ holds
    Npm,
    /// Write the event file's JSON Schema to public/event.schema.json
    Schema,
    /// Finish the files that Trunk has built; for Trunk's hook to call
    #[command(hide = true)]
    Finish,
}

/// What the snippet is made from.
#[derive(Args)]
struct SnippetArguments {
    /// The event file, packed or not
    event: PathBuf,
    /// Where the event file is on the web
    #[arg(long)]
    url: Option<Url>,
    /// The folder on the web that holds saddle.js; without it there is no script
    #[arg(long, value_name = "URL")]
    saddle: Option<Url>,
    /// Show only this distance
    #[arg(long, value_name = "ID")]
    distance: Option<String>,
    /// The language
    #[arg(long, value_name = "TAG", default_value = "en")]
    lang: String,
    /// The desk that gets the sign-ups [default: the last one]
    #[arg(long, value_name = "ID")]
    desk: Option<String>,
    /// On whose page it stands
    #[arg(long, value_name = "NAME")]
    partner: Option<String>,
    /// No form, but a mail link, whatever the desk takes: most mail programs show no form
    #[arg(long)]
    mail: bool,
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> Result<ExitCode> {
    match command {
        Command::Serve { port, no_build, desk_file, places } => {
            serve::serve(&serve::Options { port, build: !no_build, desk_file, places })?;
        }
        Command::Build { deny_over: deny_over_kb, url } => {
            build::build(&build::Options { deny_over_kb, url: url.as_ref().map(snippet::as_folder) })?;
        }
        Command::Test { browser: None } => test::test()?,
        Command::Test { browser: Some(browser) } => test::test_in(browser)?,
        Command::Bench { runs, no_build, write } => {
            bench::bench(&bench::Options { runs: runs.into(), build: !no_build, write })?;
        }
        Command::Inspect { files } => {
            let findings = inspect::inspect(&files)?;
            print(&findings.json)?;
            findings.unreadable.iter().for_each(|line| eprintln!("error: {line}"));
            if !findings.unreadable.is_empty() {
                return Ok(ExitCode::FAILURE);
            }
        }
        Command::Pack { event, out } => {
            let packed = pack::pack_file(&event)?;
            for warning in &packed.warnings {
                tools::say(&format!("{}: {warning}", event.display()));
            }
            match out {
                Some(out) => fs::write(&out, packed.json)
                    .with_context(|| format!("could not write {}", out.display()))?,
                None => print(&packed.json)?,
            }
        }
        Command::Snippet(arguments) => {
            let SnippetArguments { event, url, saddle, distance, lang: language, desk, partner, mail } =
                *arguments;
            let options = snippet::Options { event, url, saddle, distance, language, desk, partner, mail };
            print(snippet::snippet(&options)?.trim_end())?;
        }
        Command::Reconstruct { out } => {
            let demo_event = || project::root().join("public/events/masikryong");
            reconstruct::run(&out.unwrap_or_else(demo_event))?;
        }
        Command::Npm => tools::say(&format!("the package for npm is in {}", npm_package::write()?.display())),
        Command::Schema => schema::write()?,
        Command::Finish => build::finish_for_trunk()?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints a document; a reader who has seen enough, such as `head`, is no error.
fn print(document: &str) -> io::Result<()> {
    match writeln!(io::stdout(), "{document}") {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        printed => printed,
    }
}
