//! Compresses bytes the two ways that a good static host does.

use crate::build::hashing::hash;
use crate::project;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use std::path::Path;
use std::{fs, io, process, thread};

/// gzip at its best level, 9.
pub fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    io::Write::write_all(&mut encoder, bytes)?;
    encoder.finish()
}

/// Brotli at its best quality, 11, with its largest standard window.
///
/// That takes seconds in a development build, so results are kept in `target/`: what the build has measured,
/// the server has at once.
pub fn brotli(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let kept = project::root().join("target/xtask-brotli");
    let file = kept.join(hash(bytes));
    if let Ok(compressed) = fs::read(&file) {
        return Ok(compressed);
    }
    let compressed = brotli_anew(bytes)?;
    // Only time is lost if this fails.
    let _kept = keep(&kept, &file, &compressed);
    Ok(compressed)
}

fn brotli_anew(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let parameters =
        BrotliEncoderParams { quality: 11, lgwin: 22, size_hint: bytes.len(), ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut io::Cursor::new(bytes), &mut compressed, &parameters)?;
    Ok(compressed)
}

/// Writes a file that no other thread or process ever sees half-written.
fn keep(folder: &Path, file: &Path, content: &[u8]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let unfinished = file.with_extension(format!("{}-{:?}", process::id(), thread::current().id()));
    fs::write(&unfinished, content)?;
    fs::rename(unfinished, file)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn both_give_back_what_went_in() {
        let text = "the pass where even horses rest; ".repeat(100);

        let mut from_gzip = String::new();
        let gzip = gzip(text.as_bytes()).unwrap();
        flate2::read::GzDecoder::new(gzip.as_slice()).read_to_string(&mut from_gzip).unwrap();
        assert_eq!(from_gzip, text);

        let anew = brotli_anew(text.as_bytes()).unwrap();
        for compressed in [brotli(text.as_bytes()).unwrap(), brotli(text.as_bytes()).unwrap()] {
            assert_eq!(compressed, anew);
            let mut from_brotli = Vec::new();
            brotli::BrotliDecompress(&mut compressed.as_slice(), &mut from_brotli).unwrap();
            assert_eq!(from_brotli, text.as_bytes());
        }
        assert!(anew.len() < gzip.len() && gzip.len() < text.len());
    }
}
