//! Any bytes: read as a track file, made a course, packed and unpacked.

#![no_main]

use libfuzzer_sys::fuzz_target;
use saddle_course::packed::PackedTrack;
use saddle_course::{Course, read};

fuzz_target!(|bytes: &[u8]| {
    let Ok(file) = read(bytes) else { return };
    let Ok(course) = Course::from_file(&file, None) else { return };
    assert!(course.figures().distance_m.is_finite());
    let packed = PackedTrack::pack(&course);
    let text = packed.to_json().to_string();
    let read_again = PackedTrack::from_text(&text).expect("what was packed is read");
    read_again.unpack().expect("what was packed unpacks");
});
