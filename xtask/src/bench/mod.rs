//! `cargo xtask bench`: Saddle beside what it is meant to be faster and lighter than, in the same browser and run.

mod bound;
pub mod chromium;
mod course;
pub mod devtools;
mod loading;
mod machine;
mod median;
mod page;
mod peers;
mod report;
mod site;
mod still;
mod table;
mod trace;
mod track;

use crate::{build, project, tools};
use anyhow::{Result, bail};
use chromium::Chromium;
use machine::Machine;
use site::Site;

/// What to measure and where to put it.
pub struct Options {
    /// How often each figure is measured.
    pub runs: usize,
    /// Whether to build first, or to measure what `dist/` holds.
    pub build: bool,
    /// Whether to write the tables to `docs/benchmarks.md`.
    pub write: bool,
}

/// Builds, measures, and prints the tables. A bound that does not hold is said, and is no error: times depend on the machine.
pub fn bench(options: &Options) -> Result<()> {
    let dist = project::dist();
    let browser = tools::browser::ensure()?;
    let peers = peers::ensure()?;
    if options.build {
        build::build(&build::Options::default())?;
    } else if !dist.join("saddle.js").is_file() {
        bail!("{} holds no built widget; run this without --no-build", dist.display());
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let report = runtime.block_on(async {
        let site = Site::start(&dist, &peers).await?;
        let mut chromium = Chromium::start(&browser.chromium).await?;
        let mut machine = Machine::here(&mut chromium).await?;
        machine.watch();
        let course = course::measure(&mut chromium, &site, options.runs).await?;
        let loading = loading::measure(&mut chromium, &site, options.runs).await?;
        machine.watch();
        chromium.close().await?;
        anyhow::Ok(report::report(&machine, options.runs, &site.hills, &course, &loading))
    })?;
    println!("{report}");
    if options.write {
        report::write(&project::root().join("docs/benchmarks.md"), &report)?;
    }
    Ok(())
}
