//! Reads track files in the browser: a WebAssembly module of its own, since only events that are not packed need it.
//!
//! The loader (`public/saddle.js`) fetches it when the widget first has a track file in hand. A visitor of a packed
//! event, as the build makes them, never pays for the parsers.

use saddle_course::packed::PackedTrack;
use wasm_bindgen::prelude::wasm_bindgen;

/// Reads a track file and gives its course as the JSON text of a [`PackedTrack`], as a packed event would hold it.
///
/// `track_name` chooses one track of the file; without it all of them are the course, in file order.
///
/// # Errors
///
/// Why the bytes are no track file, or the track no course, as a sentence for whoever made the event. JavaScript
/// gets it as a thrown string, which nothing else that can fail on the way here throws.
#[wasm_bindgen]
pub fn read_track(bytes: &[u8], track_name: Option<String>) -> Result<String, String> {
    let packed = PackedTrack::of_file(bytes, track_name.as_deref()).map_err(|error| error.to_string())?;
    Ok(packed.to_json().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use saddle_course::Course;

    /// Two tracks northwards, of 0.01 and 0.02 degrees (1,112 m and 2,224 m), up 100 m each.
    const TWO_TRACKS: &str = r#"<gpx version="1.1">
        <trk><name>Short</name><trkseg>
            <trkpt lat="39.00" lon="127.0"><ele>100</ele></trkpt>
            <trkpt lat="39.01" lon="127.0"><ele>200</ele></trkpt>
        </trkseg></trk>
        <trk><name>Long</name><trkseg>
            <trkpt lat="39.00" lon="128.0"><ele>100</ele></trkpt>
            <trkpt lat="39.02" lon="128.0"><ele>200</ele></trkpt>
        </trkseg></trk>
    </gpx>"#;

    /// The course as the widget gets it.
    fn course(track_name: Option<&str>) -> Course {
        let json = read_track(TWO_TRACKS.as_bytes(), track_name.map(str::to_owned)).unwrap();
        PackedTrack::from_json(&serde_json::from_str(&json).unwrap()).unwrap().unpack().unwrap()
    }

    #[test]
    fn the_text_is_a_packed_track_of_the_whole_file() {
        let figures = *course(None).figures();
        assert_eq!(figures.distance_m.round(), 1_112.0 + 2_224.0);
        assert_eq!(figures.elevation.unwrap().gain_m.round(), 200.0);
    }

    #[test]
    fn one_track_can_be_chosen_by_name() {
        assert_eq!(course(Some("Long")).figures().distance_m.round(), 2_224.0);
    }

    #[test]
    fn errors_are_the_reader_s_own_sentences() {
        let not_a_track = saddle_course::read(b"# no track").unwrap_err().to_string();
        assert_eq!(read_track(b"# no track", None), Err(not_a_track));
        let no_such_track = read_track(TWO_TRACKS.as_bytes(), Some("Middle".to_owned())).unwrap_err();
        assert!(no_such_track.contains("Middle"), "{no_such_track}");
    }
}
