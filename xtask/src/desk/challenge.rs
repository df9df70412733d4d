//! The proof of work that a desk can ask for, as ALTCHA defines it (<https://altcha.org/docs/server-integration/>): made, and
//! looked at when it comes back.

use super::lock;
use axum::Json;
use axum::http::header::ACCESS_CONTROL_ALLOW_ORIGIN;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::Mutex;
use std::time::{SystemTime, UNIX_EPOCH};

/// The largest number to be found.
const MAX_NUMBER: u64 = 20_000;

/// How long a challenge can be used.
const LIFETIME_S: u64 = 600;

/// The bytes of a block of SHA-256.
const BLOCK_BYTES: usize = 64;

/// What a desk knows of its challenges.
pub struct Challenges {
    secret: String,
    /// Those that were solved, and the key of the sign-up that each came with: a second try brings the same again.
    used: Mutex<HashMap<String, Option<String>>>,
}

/// A solution, as it is sent.
#[derive(Deserialize)]
struct Solution {
    algorithm: String,
    challenge: String,
    number: u64,
    salt: String,
    signature: String,
}

impl Default for Challenges {
    fn default() -> Self {
        Self { secret: format!("{:x}{:x}", random(), random()), used: Mutex::default() }
    }
}

impl Challenges {
    /// A new challenge, for any page.
    pub fn give(&self) -> Response {
        let salt = format!("{:016x}?expires={}", random(), now_s() + LIFETIME_S);
        let challenge = hex(&Sha256::digest(format!("{salt}{}", random() % MAX_NUMBER)));
        let signature = hex(&hmac(self.secret.as_bytes(), challenge.as_bytes()));
        let body = json!({
            "algorithm": "SHA-256", "challenge": challenge, "maxnumber": MAX_NUMBER, "salt": salt, "signature": signature
        });
        ([(ACCESS_CONTROL_ALLOW_ORIGIN, "*")], Json(body)).into_response()
    }

    /// Whether a solution is right: of a challenge that was given here, that is not too old, and that came with no other sign-up.
    pub fn is_solved(&self, solution: Option<&str>, key: Option<&str>) -> bool {
        let json = solution.and_then(unbase64);
        let Some(solution) = json.and_then(|json| serde_json::from_slice::<Solution>(&json).ok()) else {
            return false;
        };
        let expires_s = solution.salt.rsplit_once("?expires=").and_then(|(_, text)| text.parse::<u64>().ok());
        let is_right = solution.algorithm == "SHA-256"
            && expires_s.is_some_and(|expires_s| now_s() < expires_s)
            && hex(&hmac(self.secret.as_bytes(), solution.challenge.as_bytes())) == solution.signature
            && hex(&Sha256::digest(format!("{}{}", solution.salt, solution.number))) == solution.challenge;
        let key = key.map(str::to_owned);
        is_right && *lock(&self.used).entry(solution.challenge).or_insert_with(|| key.clone()) == key
    }
}

/// HMAC with SHA-256 (<https://www.rfc-editor.org/rfc/rfc2104>); the key is no longer than a block.
fn hmac(key: &[u8], text: &[u8]) -> [u8; 32] {
    let padded = |pad: u8| {
        let mut block = [pad; BLOCK_BYTES];
        block.iter_mut().zip(key).for_each(|(byte, key)| *byte ^= key);
        block
    };
    let inner = Sha256::new().chain_update(padded(0x36)).chain_update(text).finalize();
    Sha256::new().chain_update(padded(0x5c)).chain_update(inner).finalize().into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Bytes of base64 with padding; nothing if it is none.
fn unbase64(text: &str) -> Option<Vec<u8>> {
    const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
    for letter in text.trim_end_matches('=').bytes() {
        let value = ALPHABET.iter().position(|known| *known == letter)?;
        bits = bits << 6 | u32::try_from(value).ok()?;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(bytes)
}

/// Random enough for a desk for trying things out.
fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

fn now_s() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;
    use saddle_signup::challenge::Challenge;

    async fn given(challenges: &Challenges) -> Challenge {
        let bytes = to_bytes(challenges.give().into_body(), 10_000).await.unwrap();
        Challenge::from_value(&serde_json::from_slice(&bytes).unwrap()).unwrap()
    }

    fn solved(challenge: &Challenge) -> (u32, String) {
        let is_it = |number: &u32| challenge.is_solved_by(&Sha256::digest(challenge.text(*number)));
        let number = (0..=challenge.max_number()).find(is_it).unwrap();
        (number, challenge.solution(number))
    }

    #[test]
    fn hmac_is_that_of_the_rfc() {
        // <https://www.rfc-editor.org/rfc/rfc4231#section-4.3>
        let expected = "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843";
        assert_eq!(hex(&hmac(b"Jefe", b"what do ya want for nothing?")), expected);
    }

    #[test]
    fn base64_is_read() {
        for (text, read) in [("", ""), ("Zg==", "f"), ("Zm8=", "fo"), ("Zm9vYmFy", "foobar")] {
            assert_eq!(unbase64(text).unwrap(), read.as_bytes());
        }
        assert_eq!(unbase64("Zm 9"), None);
    }

    #[tokio::test]
    async fn only_the_right_number_counts_and_for_one_sign_up() {
        let challenges = Challenges::default();
        let challenge = given(&challenges).await;
        let (number, solution) = solved(&challenge);
        assert!(!challenges.is_solved(None, Some("k1")));
        assert!(!challenges.is_solved(Some("x"), Some("k1")));
        assert!(!challenges.is_solved(Some(&challenge.solution(number + 1)), Some("k1")));
        assert!(!Challenges::default().is_solved(Some(&solution), Some("k1")), "another desk's");
        assert!(challenges.is_solved(Some(&solution), Some("k1")));
        assert!(challenges.is_solved(Some(&solution), Some("k1")), "the same sign-up once more");
        assert!(!challenges.is_solved(Some(&solution), Some("k2")));
    }
}
