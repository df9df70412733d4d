//! Prepares the English words, and asks the linker to keep its relocations: `cargo xtask finish` needs them to cut the
//! module into chunks, and drops them.

use serde::de::{Deserializer, MapAccess, Visitor};
use std::error::Error;
use std::path::Path;
use std::{env, fmt, fs};

const ENGLISH: &str = "public/words/en.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
    println!("cargo::rerun-if-changed={ENGLISH}");
    // The widget knows each text by its place, so that the keys need not be in it.
    let json = fs::read_to_string(ENGLISH)?;
    let (keys, texts) = serde_json::Deserializer::from_str(&json).deserialize_map(InOrder)?;
    if texts.iter().any(|text| text.contains('\n')) {
        return Err("a text has a line end, by which the widget tells them apart".into());
    }
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("english.txt"), texts.join("\n"))?;
    fs::write(Path::new(&out).join("keys.rs"), format!("{keys:?}"))?;
    Ok(())
}

/// Reads an object's keys and texts in the order of the file.
struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = (Vec<String>, Vec<String>);

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object with a text under each key")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut found = Self::Value::default();
        while let Some((key, text)) = members.next_entry()? {
            found.0.push(key);
            found.1.push(text);
        }
        Ok(found)
    }
}
