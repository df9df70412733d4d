//! The proof of work that a desk may ask for: done by the browser's own hash, in slices between which the page has its turn.
//!
//! The visitor has nothing to do, and nobody but the desk is asked.

use crate::browser::{
    by_name::{call, get},
    clock, fetch,
};
use js_sys::{Array, Promise, Uint8Array};
use saddle_signup::challenge::Challenge;
use wasm_bindgen_futures::JsFuture;

/// How many hashes are asked for at once; a phone makes so many in some 20 ms.
const SLICE: u32 = 500;

/// How long a visitor is kept waiting at most. A page that nobody sees has its turn less and less.
const PATIENCE_MS: f64 = 60_000.0;

/// Fetches a challenge and solves it, while it is wanted; nothing where the address gives none, the browser has no hash (a page
/// that is not on `https:`), no number is the solution, or it takes longer than a minute. The desk then has its say.
pub async fn solve(url: &str, is_wanted: impl Fn() -> bool) -> Option<String> {
    let began_ms = clock::browser_now_ms();
    let challenge = Challenge::from_value(&fetch::json_at(url).await?)?;
    let subtle = get(&get(&js_sys::global(), "crypto"), "subtle");
    if !subtle.is_object() {
        return None;
    }
    let mut first = 0;
    while first <= challenge.max_number() && is_wanted() && clock::browser_now_ms() - began_ms < PATIENCE_MS {
        let end = challenge.max_number().min(first + SLICE - 1);
        let digests = Array::new();
        for number in first..=end {
            let text = Uint8Array::from(challenge.text(number).as_bytes());
            digests.push(&call(&subtle, "digest", &["SHA-256".into(), text.into()])?);
        }
        let digests = JsFuture::from(Promise::all(&digests)).await.ok()?;
        for (number, digest) in (first..=end).zip(Array::from(&digests).iter()) {
            if challenge.is_solved_by(&Uint8Array::new(&digest).to_vec()) {
                return Some(challenge.solution(number));
            }
        }
        first = end + 1;
        clock::sleep(0.0).await;
    }
    None
}
