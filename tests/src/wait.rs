//! Waiting for a condition, with a deadline and words for what was waited for.

use anyhow::{Result, bail};
use std::time::{Duration, Instant};

/// How long a test waits for anything that should happen at once; long enough for a busy machine.
pub const PATIENCE: Duration = Duration::from_secs(20);

/// How long to leave the browser alone between two looks.
const PAUSE: Duration = Duration::from_millis(25);

/// Looks again and again until `look` finds something.
///
/// # Errors
/// What `look` failed with, or that `what` has not come by the deadline.
pub async fn until<T>(
    what: &str,
    deadline: Duration,
    mut look: impl AsyncFnMut() -> Result<Option<T>>,
) -> Result<T> {
    let started = Instant::now();
    loop {
        if let Some(found) = look().await? {
            return Ok(found);
        }
        if started.elapsed() > deadline {
            bail!("waited {} s in vain for {what}", deadline.as_secs());
        }
        tokio::time::sleep(PAUSE).await;
    }
}
