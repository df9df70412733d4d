//! Subresource integrity of the two loaders (<https://www.w3.org/TR/sri-2/>).

use anyhow::{Context, Result};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// The lines that the build prints: the values, and when they may be used.
pub fn lines(dist: &Path) -> Result<String> {
    let mut lines = String::new();
    for name in ["saddle.js", "saddle.mjs"] {
        let file = dist.join(name);
        let content = fs::read(&file).with_context(|| format!("could not read {}", file.display()))?;
        writeln!(lines, "{name:<10}  {}", of(&content))?;
    }
    lines.push_str(
        "Put these into integrity=\"…\" (with crossorigin) only where the address names an exact version, whose files never \
         change: with the next build a page that asks for them anywhere else keeps its fallback link.\n",
    );
    Ok(lines)
}

/// The value for a content.
pub fn of(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_value_is_the_standard_one() {
        // SHA-384 of "abc" in FIPS 180-4, appendix D.1.
        assert_eq!(
            super::of(b"abc"),
            "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn"
        );
    }
}
