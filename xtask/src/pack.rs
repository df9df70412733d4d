//! `cargo xtask pack`: an event with its tracks as one small file.

use anyhow::{Context, Result};
use saddle_event::Warning;
use std::fs;
use std::path::{Path, PathBuf};

/// An event file in its packed form.
pub struct Packed {
    /// The whole file.
    pub json: String,
    /// The keys that nothing reads, most often misspelt.
    pub warnings: Vec<Warning>,
}

/// Packs an event file, whose tracks are files beside it.
pub fn pack_file(event: &Path) -> Result<Packed> {
    let json = fs::read_to_string(event).with_context(|| format!("could not read {}", event.display()))?;
    let packed = saddle_event::pack::pack(&json, |url| read_track(event, url))
        .with_context(|| format!("could not pack {}", event.display()))?;
    // Packing moves and renames no key, so the packed file has the warnings of the one that was written.
    let warnings = saddle_event::read(&packed)
        .with_context(|| format!("{}, once packed, does not read again", event.display()))?
        .warnings;
    Ok(Packed { json: packed, warnings })
}

/// A track named by an event file, relative to it as in a browser.
fn read_track(event: &Path, url: &str) -> Result<Vec<u8>, String> {
    if url.contains("://") || url.starts_with('/') {
        return Err("only a track beside the event file can be packed; write its path relative to that file"
            .to_owned());
    }
    let path = percent_encoding::percent_decode_str(url).decode_utf8().map_err(|error| error.to_string())?;
    let file: PathBuf = event.with_file_name(path.as_ref());
    fs::read(&file).map_err(|error| format!("could not read {}: {error}", file.display()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;
    use crate::testing::TestFolder;
    use serde_json::Value;

    #[test]
    fn a_key_that_nothing_reads_is_a_warning() {
        let folder = TestFolder::new("pack-warnings");
        let demo = fs::read_to_string(project::root().join("public/events/masikryong/event.json")).unwrap();
        let mut event: Value = serde_json::from_str(&demo).unwrap();
        event["capasity"] = 200.into();
        for distance in event["distances"].as_array_mut().unwrap() {
            distance["track"] = "line.gpx".into();
        }
        let line = "<trkpt lat=\"39.0\" lon=\"127\"/><trkpt lat=\"39.1\" lon=\"127\"/>";
        folder.write("line.gpx", format!("<gpx version=\"1.1\"><trk><trkseg>{line}</trkseg></trk></gpx>"));
        let packed = pack_file(&folder.write("event.json", event.to_string())).unwrap();
        let paths: Vec<_> = packed.warnings.iter().map(|warning| warning.path.as_str()).collect();
        assert_eq!(paths, ["$.capasity"]);
    }

    #[test]
    fn a_track_is_found_beside_its_event() {
        let folder = TestFolder::new("pack");
        folder.write("my tracks/42k.gpx", "<gpx/>");
        let event = folder.path().join("event.json");
        let read = read_track(&event, "my%20tracks/42k.gpx");
        let missing = read_track(&event, "21k.gpx");
        assert_eq!(read.as_deref(), Ok(b"<gpx/>".as_slice()));
        assert!(missing.unwrap_err().contains("21k.gpx"));
    }

    #[test]
    fn a_track_elsewhere_is_not_fetched() {
        let error = read_track(Path::new("event.json"), "https://example.org/42k.gpx").unwrap_err();
        assert!(error.contains("relative"), "{error}");
    }
}
