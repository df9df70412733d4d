//! Prepares the English words, names the folder that all others are fetched from, and asks the linker to keep its relocations:
//! `cargo xtask finish` needs them to cut the module into chunks, and drops them.

#[path = "xtask/src/build/hashing.rs"]
#[allow(dead_code, reason = "it also knows hashes in the names of files")]
mod hashing;
#[path = "xtask/src/build/words_stamp.rs"]
mod words_stamp;

use serde::de::{Deserializer, MapAccess, Visitor};
use std::error::Error;
use std::path::Path;
use std::{env, fmt, fs};

/// All words; the English ones of the first screen, which are built in; those of the form.
const WORDS: &str = "public/words";
const ENGLISH: &str = "public/words/course/en.json";
const ENGLISH_OF_FORM: &str = "public/words/signup/en.json";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
    println!("cargo::rerun-if-changed={WORDS}");
    println!("cargo::rustc-env=SADDLE_WORDS={}", words_stamp::stamp(Path::new(WORDS))?);
    // The widget knows each text by its place, so that the keys need not be in it.
    let (keys, texts) = in_order(ENGLISH)?;
    write("english.txt", &texts.join("\n"))?;
    write("keys.rs", &format!("{keys:?}"))?;
    let (keys, _) = in_order(ENGLISH_OF_FORM)?;
    write("form_keys.rs", &format!("{keys:?}"))
}

fn write(file: &str, content: &str) -> Result<(), Box<dyn Error>> {
    Ok(fs::write(Path::new(&env::var("OUT_DIR")?).join(file), content)?)
}

/// The keys and the texts of a file of words.
fn in_order(file: &str) -> Result<(Vec<String>, Vec<String>), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={file}");
    let json = fs::read_to_string(file)?;
    let (keys, texts) = serde_json::Deserializer::from_str(&json).deserialize_map(InOrder)?;
    if texts.iter().any(|text| text.contains('\n')) {
        return Err(format!("a text of {file} has a line end, by which the widget tells them apart").into());
    }
    Ok((keys, texts))
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
