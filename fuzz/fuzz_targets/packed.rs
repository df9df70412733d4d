//! Any text: read as a packed track, unpacked and packed again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use saddle_course::packed::PackedTrack;

fuzz_target!(|text: &str| {
    let Ok(packed) = PackedTrack::from_text(text) else { return };
    let Ok(course) = packed.unpack() else { return };
    course.at(0.5 * course.figures().distance_m);
    PackedTrack::pack(&course);
});
