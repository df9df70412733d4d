//! File names that carry a hash of the content, so that browsers may keep such files for ever.

use sha2::{Digest, Sha256};

/// How many hexadecimal digits a name carries: 64 bits, as many as Trunk's own names have.
const DIGITS: usize = 16;

/// The first 64 bits of a content's SHA-256, in hexadecimal.
pub fn hash(content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    let mut digits: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    digits.truncate(DIGITS);
    digits
}

/// Whether a file's name carries a hash, as in `saddle-0123456789abcdef_bg.wasm`.
pub fn is_hashed(file_name: &str) -> bool {
    file_name.split('-').skip(1).any(|part| {
        let digits = part.bytes().take_while(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')).count();
        digits == DIGITS && !part.as_bytes().get(DIGITS).is_some_and(u8::is_ascii_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_the_standard_one() {
        // SHA-256 of "abc" in FIPS 180-4, appendix B.1.
        assert_eq!(hash(b"abc"), "ba7816bf8f01cfea");
    }

    #[test]
    fn a_hashed_name_is_known() {
        assert!(is_hashed("saddle-0123456789abcdef_bg.wasm"));
        assert!(is_hashed(&format!("saddle-widget-{}.css", hash(b"x"))));
    }

    #[test]
    fn other_names_are_not() {
        for name in ["saddle.js", "saddle-widget.css", "saddle-0123456789abcde.js", "0123456789abcdef.js"] {
            assert!(!is_hashed(name), "{name}");
        }
        assert!(!is_hashed("saddle-0123456789abcdef0.js"));
        assert!(!is_hashed("saddle-0123456789abcdefgh.js"));
    }
}
