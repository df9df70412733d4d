//! `cargo xtask test`: every check and every test, in the order in which a failure is cheapest to find.

mod examples;
mod steps;

pub use steps::Engine;

use crate::build;
use anyhow::{Context, Result};
use std::time::Instant;

/// Runs all steps and stops at the first that fails.
pub fn test() -> Result<()> {
    let all = steps::all();
    let count = all.len();
    let started = Instant::now();
    for (number, step) in (1..).zip(all) {
        eprintln!("\n=== {number} of {count}: {} ===", step.name);
        let step_started = Instant::now();
        (step.run)().with_context(|| format!("step {number} of {count} failed: {}", step.name))?;
        eprintln!("=== {}: {:.1} s ===", step.name, step_started.elapsed().as_secs_f64());
    }
    eprintln!("\nall {count} steps passed in {:.0} s", started.elapsed().as_secs_f64());
    Ok(())
}

/// Builds the widget and runs only the end-to-end tests, all of them, in one browser.
pub fn test_in(engine: Engine) -> Result<()> {
    build::build(&build::Options::default())?;
    examples::build()?;
    steps::test_in(engine, &[])
}
