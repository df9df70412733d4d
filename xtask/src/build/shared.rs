//! Puts the small chunks that others share into one file: each has a kilobyte or two, and a part of the widget would else
//! take a dozen requests.
//!
//! The file is a WebAssembly module that does nothing and holds the chunks, one after the other, in a custom section
//! (<https://webassembly.github.io/spec/core/binary/modules.html#custom-section>): hosts compress and cache it like the
//! others.

use super::split::FETCH;
use anyhow::{Result, bail};

/// Chunks of at most this many bytes are small.
pub const SMALL: usize = 3_000;

/// What every module begins with.
const HEADER: &[u8] = b"\0asm\x01\0\0\0";

/// The name of the custom section.
const SECTION: &str = "chunks";

/// Chunks in one file.
pub struct Shared {
    /// The file.
    pub bytes: Vec<u8>,
    /// The name that each chunk had, and where it begins and ends.
    places: Vec<(String, usize, usize)>,
}

impl Shared {
    /// Puts chunks, with the names that the glue has for them, into one file.
    pub fn of(chunks: &[(String, Vec<u8>)]) -> Self {
        let mut name = length(SECTION.len());
        name.extend_from_slice(SECTION.as_bytes());
        let content_length = name.len() + chunks.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
        let mut bytes = [HEADER, &[0], &length(content_length), &name].concat();
        let mut places = Vec::new();
        for (name, chunk) in chunks {
            places.push((name.clone(), bytes.len(), bytes.len() + chunk.len()));
            bytes.extend_from_slice(chunk);
        }
        Self { bytes, places }
    }

    /// The glue that takes them from the file, which has this name.
    pub fn link(&self, glue: &str, file_name: &str) -> Result<String> {
        let mut glue = glue.to_owned();
        for (name, from, to) in &self.places {
            let fetch = format!("{FETCH}(new URL(\"./{name}\", import.meta.url))");
            if !glue.contains(&fetch) {
                bail!("nothing fetches the chunk {name} as expected");
            }
            glue = glue.replace(&fetch, &format!("shared({from}, {to})"));
        }
        // Fetched once, however many are taken from it; a failure is forgotten, so that the next one tries again.
        let shared = r#"let fetchingShared;
const shared = async (from, to) => {
fetchingShared ??= FETCH(new URL("./NAME", import.meta.url));
try {
return (await fetchingShared).slice(from, to);
} catch (error) {
fetchingShared = undefined;
throw error;
}
};
"#;
        Ok(glue + &shared.replace("FETCH", FETCH).replace("NAME", file_name))
    }
}

/// A length as WebAssembly writes it: seven bits to a byte, the lowest first, with an eighth that says that more follow.
fn length(mut value: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let seven = (value % 128) as u8;
        value /= 128;
        if value == 0 {
            bytes.push(seven);
            return bytes;
        }
        bytes.push(seven | 128);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chunks() -> Vec<(String, Vec<u8>)> {
        vec![("chunk_1.wasm".to_owned(), vec![1; 100]), ("chunk_2.wasm".to_owned(), vec![2; 200])]
    }

    #[test]
    fn the_glue_takes_each_chunk_from_its_place() {
        let shared = Shared::of(&chunks());
        let glue = r#"const first = fetchedChunk(new URL("./chunk_2.wasm", import.meta.url));
            const second = fetchedChunk(new URL("./chunk_1.wasm", import.meta.url));"#;
        let glue = shared.link(glue, "chunk-shared-0.wasm").unwrap();
        assert!(
            glue.contains(r#"fetchedChunk(new URL("./chunk-shared-0.wasm", import.meta.url))"#),
            "{glue}"
        );
        for (name, value, size) in [("first", 2, 200), ("second", 1, 100)] {
            let (_, range) = glue.split_once(&format!("{name} = shared(")).unwrap();
            let (from, to) = range.split_once(')').unwrap().0.split_once(", ").unwrap();
            let place = from.parse::<usize>().unwrap()..to.parse::<usize>().unwrap();
            assert_eq!(shared.bytes[place], vec![value; size]);
        }
        assert!(shared.link("nothing", "chunk-shared-0.wasm").is_err());
    }

    #[test]
    fn the_file_is_one_custom_section() {
        let shared = Shared::of(&chunks());
        // Header, section 0, two bytes of length: 7 + 300 = 0b10_0110011.
        assert_eq!(shared.bytes[..11], *b"\0asm\x01\0\0\0\0\xb3\x02");
        assert_eq!(shared.bytes[11..18], *b"\x06chunks");
        assert_eq!(shared.bytes.len(), 11 + 307);
    }
}
