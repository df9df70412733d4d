//! Runs one test: a place among those that run at once, a browser, and what to look at if it fails.

use crate::browser::Browser;
use crate::engine::NotOffered;
use anyhow::{Context, Result};
use futures_util::FutureExt;
use std::io::{Write, stderr};
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::time::Duration;
use std::{fs, thread};
use tokio::sync::Semaphore;

/// Two browsers at once: more would starve each other on a small machine and miss their deadlines.
static PLACES: Semaphore = Semaphore::const_new(2);

/// The longest that a test may take once it has its browser.
const LONGEST: Duration = Duration::from_secs(150);

/// The longest that a browser may take to show what became of a failed test: it may answer nobody any more.
const LONGEST_LOOK: Duration = Duration::from_secs(20);

/// Where the screenshots of failed tests go.
const FAILURES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../target/browser-failures");

/// Runs a test in a browser that is its own meanwhile.
///
/// A test that needs what the browser's driver [does not offer](NotOffered) is skipped, with a line that says so.
/// When it fails, its console is printed and a screenshot saved under `target/browser-failures/`. It also
/// fails if the console holds an error that was not [expected](Browser::expect_errors).
///
/// # Errors
/// What the test failed with.
pub fn run(test: impl AsyncFnOnce(&Browser) -> Result<()>) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let _place = PLACES.acquire().await?;
        let browser = Browser::borrow().await?;
        let checked = async {
            let checked = async {
                test(&browser).await?;
                browser.check_console().await
            };
            tokio::time::timeout(LONGEST, checked).await.context("the test took too long")?
        };
        let mut outcome = AssertUnwindSafe(checked).catch_unwind().await;
        if let Ok(Err(error)) = &outcome
            && let Some(reason) = error.downcast_ref::<NotOffered>()
        {
            // Past the test runner, which shows only what failed tests print.
            writeln!(stderr(), "skipped: {}: {reason}", test_name())?;
            outcome = Ok(Ok(()));
        }
        if !matches!(outcome, Ok(Ok(())))
            && tokio::time::timeout(LONGEST_LOOK, show_failure(&browser)).await.is_err()
        {
            eprintln!("the browser of {} does not answer", test_name());
        }
        match outcome {
            Ok(Ok(())) => {
                browser.give_back().await;
                Ok(())
            }
            // Its browser ends with it.
            Ok(failed) => failed,
            Err(panic) => resume_unwind(panic),
        }
    })
}

fn test_name() -> String {
    thread::current().name().unwrap_or("test").to_owned()
}

/// A failure to show the failure must not hide it, so everything is tried and nothing insisted on.
async fn show_failure(browser: &Browser) {
    let name = test_name().replace("::", "-");
    match browser.console().await {
        Ok(lines) => {
            eprintln!("console of {name}: {} lines", lines.len());
            for line in lines {
                eprintln!("  {}{}", if line.is_error { "error: " } else { "" }, line.text);
            }
        }
        Err(error) => eprintln!("console of {name}: {error:#}"),
    }
    let file = format!("{FAILURES}/{name}.png");
    let saved = async {
        fs::create_dir_all(FAILURES)?;
        fs::write(&file, browser.screenshot().await?)?;
        anyhow::Ok(())
    };
    match saved.await {
        Ok(()) => eprintln!("screenshot: {file}"),
        Err(error) => eprintln!("no screenshot: {error:#}"),
    }
}
