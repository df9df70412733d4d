//! A proof of work that a desk may ask for, as ALTCHA defines it: a number whose SHA-256 after a salt is the one named.
//!
//! The contract: <https://altcha.org/docs/server-integration/>, <https://altcha.org/docs/v2/proof-of-work>.

use crate::json::{push_name, push_text};
use crate::message::{Line, Message};
use crate::{base64, hex};
use serde_json::Value;

/// The key under which a desk receives the solution; ALTCHA's own.
pub const SOLUTION: &str = "altcha";

/// The only hash that is known here, and ALTCHA's usual one.
const ALGORITHM: &str = "SHA-256";

/// The largest number that is tried where the desk names none, ALTCHA's own; and the largest at all, so that no desk can keep a
/// visitor's phone busy for minutes.
const MOST: u32 = 1_000_000;

/// A challenge of a desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    challenge: String,
    salt: String,
    signature: String,
    max_number: u32,
}

impl Challenge {
    /// Reads `{"algorithm": "SHA-256", "challenge": "…", "salt": "…", "signature": "…", "maxnumber": 100000}`; nothing if it is
    /// something else, or asks for another hash.
    pub fn from_value(value: &Value) -> Option<Self> {
        let text = |key| value.get(key)?.as_str().map(str::to_owned);
        let algorithm = text("algorithm")?;
        let most = ["maxnumber", "maxNumber"].into_iter().find_map(|key| value.get(key)?.as_u64());
        let max_number = most.map_or(MOST, |most| u32::try_from(most).unwrap_or(u32::MAX).min(MOST));
        let challenge = text("challenge")?.to_ascii_lowercase();
        let is_digest = challenge.len() == 64 && challenge.bytes().all(|byte| byte.is_ascii_hexdigit());
        (is_digest && algorithm.eq_ignore_ascii_case(ALGORITHM)).then_some(Self {
            challenge,
            salt: text("salt")?,
            signature: text("signature")?,
            max_number,
        })
    }

    /// The largest number that can be the solution; 0 is the least.
    pub const fn max_number(&self) -> u32 {
        self.max_number
    }

    /// What is to be hashed for a number.
    pub fn text(&self, number: u32) -> String {
        [self.salt.as_str(), &number.to_string()].concat()
    }

    /// Whether a hash is the one that is looked for.
    pub fn is_solved_by(&self, digest: &[u8]) -> bool {
        let mut found = String::new();
        for byte in digest {
            hex::push(&mut found, *byte);
        }
        found == self.challenge
    }

    /// What the desk receives once the number is found: JSON in base64.
    pub fn solution(&self, number: u32) -> String {
        let mut json = "{".to_owned();
        for (name, text) in [
            ("algorithm", ALGORITHM),
            ("challenge", &self.challenge),
            ("salt", &self.salt),
            ("signature", &self.signature),
        ] {
            push_name(&mut json, name);
            push_text(&mut json, text);
        }
        push_name(&mut json, "number");
        json.push_str(&number.to_string());
        json.push('}');
        base64::encode(json.as_bytes())
    }
}

/// A message as it is posted together with a solution. Mails and what the visitor sees are without it.
pub fn with_solution(message: &Message, solution: String) -> Message {
    let mut message = message.clone();
    let (key, label, shown) = (SOLUTION.to_owned(), String::new(), String::new());
    message.lines.push(Line { key, runner: None, label, value: solution, shown });
    message
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use serde_json::json;

    /// SHA-256 of `salt7`, by another program (`printf salt7 | sha256sum`).
    const SALT_7: &str = "2ab204d76cdcec4609d290441fed2eec4186d288ca47c40cc7dd661a0de1b0d0";

    fn challenge() -> Challenge {
        let value = json!({
            "algorithm": "sha-256", "challenge": SALT_7.to_uppercase(), "salt": "salt", "signature": "ab", "maxnumber": 9
        });
        Challenge::from_value(&value).unwrap()
    }

    fn bytes(hex: &str) -> Vec<u8> {
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
    }

    #[test]
    fn a_number_is_hashed_behind_the_salt_and_its_digest_recognised() {
        let challenge = challenge();
        assert_eq!((challenge.text(7).as_str(), challenge.max_number()), ("salt7", 9));
        assert!(challenge.is_solved_by(&bytes(SALT_7)));
        assert!(!challenge.is_solved_by(&bytes(SALT_7)[..31]));
        assert!(!challenge.is_solved_by(&[bytes(SALT_7), vec![0]].concat()));
        assert!(!challenge.is_solved_by(&[]) && !challenge.is_solved_by(&[0; 32]));
    }

    #[test]
    fn the_solution_is_json_in_base64() {
        let decoded =
            mail_parser::decoders::base64::base64_decode(challenge().solution(7).as_bytes()).unwrap();
        let expected = json!({
            "algorithm": "SHA-256", "challenge": SALT_7, "salt": "salt", "signature": "ab", "number": 7
        });
        assert_eq!(serde_json::from_slice::<Value>(&decoded).unwrap(), expected);
    }

    #[test]
    fn another_contract_is_no_challenge() {
        let right = json!({ "algorithm": "SHA-256", "challenge": SALT_7, "salt": "salt", "signature": "ab" });
        assert_eq!(Challenge::from_value(&right).unwrap().max_number(), MOST);
        for (key, wrong) in [
            ("algorithm", json!("PBKDF2/SHA-256")),
            ("challenge", json!("abc")),
            ("challenge", json!(SALT_7.replace('f', "g"))),
            ("salt", json!(7)),
            ("signature", json!(null)),
        ] {
            let mut value = right.clone();
            value[key] = wrong;
            assert_eq!(Challenge::from_value(&value), None, "{value}");
        }
        let mut endless = right;
        endless["maxnumber"] = json!(u64::MAX);
        assert_eq!(Challenge::from_value(&endless).unwrap().max_number(), MOST);
    }

    proptest! {
        #[test]
        fn no_digest_makes_it_panic(digest: Vec<u8>, salt in "(?s).*", number: u32) {
            let challenge = Challenge { salt, ..challenge() };
            let _ = challenge.is_solved_by(&digest);
            prop_assert!(challenge.solution(number).is_ascii());
        }
    }
}
