//! An event and its tracks as one small file.

use crate::file::{parse, read_value};
use crate::mistakes::EventError;
use crate::track::Track;
use saddle_course::packed::PackedTrack;
use serde_json::json;
use std::fmt;

/// Why an event cannot be packed.
#[derive(Clone, Debug, PartialEq)]
pub enum PackError {
    /// The event file has mistakes of its own.
    Event(EventError),
    /// A track could not be had.
    Unreachable {
        /// Its URL as the event file writes it.
        url: String,
        /// Why, in the words of whoever fetched it.
        reason: String,
    },
    /// A track is not a course.
    Track {
        /// Its URL as the event file writes it.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Event(error) => error.fmt(f),
            Self::Unreachable { url, reason } => write!(f, "the track {url} cannot be had: {reason}"),
            Self::Track { url, reason } => write!(f, "the track {url} is not a course: {reason}"),
        }
    }
}

impl std::error::Error for PackError {}

/// Puts every track of an event into the event file itself, which then is minified and reads as before.
///
/// `track` gets each URL as the file writes it, and gives the bytes that are there. What is packed already stays.
///
/// # Errors
/// A mistake in the event file, a track that cannot be had, or one that is not a course.
pub fn pack(
    event_json: &str,
    mut track: impl FnMut(&str) -> Result<Vec<u8>, String>,
) -> Result<String, PackError> {
    let mut file = parse(event_json).map_err(PackError::Event)?;
    let event = read_value(&file).map_err(PackError::Event)?.event;
    for (index, distance) in event.distances.iter().enumerate() {
        let Track::File(url) = &distance.track else { continue };
        let url = url.as_str();
        let bytes = track(url).map_err(|reason| PackError::Unreachable { url: url.to_owned(), reason })?;
        let packed = PackedTrack::of_file(&bytes, distance.track_name.as_deref())
            .map_err(|error| PackError::Track { url: url.to_owned(), reason: error.to_string() })?;
        if let Some(place) = file.pointer_mut(&format!("/distances/{index}/track")) {
            *place = json!({ Track::PACKED: packed.to_json(), Track::SOURCE: url });
        }
    }
    Ok(file.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{demo, read};
    use std::cell::RefCell;

    /// A hill of 10 km and 500 m in GPX.
    fn hill() -> String {
        let point = |step: u32| {
            let elevation_m = 800.0 + 500.0 * (1.0 - (f64::from(step) - 250.0).abs() / 250.0);
            format!(
                "<trkpt lat=\"{}\" lon=\"127.25\"><ele>{elevation_m}</ele></trkpt>",
                39.0 + f64::from(step) * 0.00018
            )
        };
        let points: String = (0..=500).map(point).collect();
        format!("<gpx version=\"1.1\"><trk><name>Hill</name><trkseg>{points}</trkseg></trk></gpx>")
    }

    #[test]
    fn a_packed_event_reads_as_before() {
        let asked = RefCell::new(Vec::new());
        let packed = pack(demo::JSON, |url| {
            asked.borrow_mut().push(url.to_owned());
            Ok(hill().into_bytes())
        })
        .expect("it packs");
        assert_eq!(asked.into_inner(), ["42k.gpx", "21k.gpx", "10k.gpx", "5k.gpx"]);

        let file = read(&packed).expect("it reads again");
        assert_eq!(file.warnings, []);
        for distance in &file.event.distances {
            let Track::Packed { packed, source } = &distance.track else {
                panic!("{} is not packed", distance.id)
            };
            assert_eq!(source.as_str(), format!("{}.gpx", distance.id));
            let figures = *packed.unpack().expect("it unpacks").figures();
            assert!((figures.distance_m - 10_000.0).abs() < 50.0, "{figures:?}");
        }

        // All else is as it was.
        let (mut before, mut after) = (demo::value(), parse(&packed).expect("JSON"));
        for event in [&mut before, &mut after] {
            for distance in event["distances"].as_array_mut().expect("a list") {
                distance["track"] = json!(null);
            }
        }
        assert_eq!(after, before);
        assert!(!packed.contains("\n"));
    }

    #[test]
    fn what_is_packed_stays() {
        let once = pack(demo::JSON, |_| Ok(hill().into_bytes())).expect("it packs");
        let twice = pack(&once, |url| Err(format!("{url} is not needed"))).expect("it packs again");
        assert_eq!(twice, once);
    }

    #[test]
    fn says_which_track_is_at_fault() {
        let unreachable = pack(demo::JSON, |_| Err("no such file".to_owned())).expect_err("no track");
        assert_eq!(unreachable.to_string(), "the track 42k.gpx cannot be had: no such file");
        let broken = |url: &str| Ok(if url == "21k.gpx" { b"<html>".to_vec() } else { hill().into_bytes() });
        let broken = pack(demo::JSON, broken).expect_err("a track is broken");
        assert!(matches!(&broken, PackError::Track { url, .. } if url == "21k.gpx"), "{broken:?}");
        assert!(broken.to_string().starts_with("the track 21k.gpx is not a course: "), "{broken}");
        assert!(matches!(pack("[]", |_| Ok(Vec::new())), Err(PackError::Event(_))));
    }

    #[test]
    fn the_named_track_of_a_file_is_packed() {
        let event = demo::with("/distances/0/trackName", "No such track".into()).to_string();
        let error = pack(&event, |_| Ok(hill().into_bytes())).expect_err("no such track");
        assert!(matches!(&error, PackError::Track { url, .. } if url == "42k.gpx"), "{error:?}");
        let event = demo::with("/distances/0/trackName", "Hill".into()).to_string();
        assert!(pack(&event, |_| Ok(hill().into_bytes())).is_ok());
    }
}
