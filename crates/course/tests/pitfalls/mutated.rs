//! Every file of the suite, cut and changed anywhere: it is read, or refused in a sentence; memory stays bounded.

use proptest::prelude::*;
use saddle_course::packed::PackedTrack;
use saddle_course::{Course, TrackFile, read};

/// The shortest that a point can be written, in bytes: `[],` in GeoJSON and a lone `,` in KML.
const SHORTEST_POINT: usize = 1;

fn all_files() -> Vec<Vec<u8>> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pitfalls/files");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

/// Reads a file all the way to its packed course and back.
fn check(bytes: &[u8]) {
    let file = match read(bytes) {
        Ok(file) => file,
        Err(error) => return assert_is_sentence(&error.to_string()),
    };
    assert_bounded(&file, bytes.len());
    let course = match Course::from_file(&file, None) {
        Ok(course) => course,
        Err(error) => return assert_is_sentence(&error.to_string()),
    };
    assert!(course.figures().distance_m.is_finite());
    assert!(course.vertices().len() <= super::points(&file));
    let packed = PackedTrack::pack(&course);
    assert!(packed.unpack().is_ok(), "what was packed does not unpack");
}

/// No file holds more points than its bytes could spell, and all of its vectors hold no more than that.
fn assert_bounded(file: &TrackFile, bytes: usize) {
    let points = super::points(file) + file.waypoints.len();
    assert!(points * SHORTEST_POINT <= bytes, "{points} points from {bytes} bytes");
    assert!(file.tracks.iter().flat_map(|track| &track.segments).all(|segment| !segment.is_empty()));
    assert!(file.tracks.iter().all(|track| !track.segments.is_empty()));
    let names = file.tracks.iter().filter_map(|track| track.name.as_ref());
    assert!(names.map(String::len).sum::<usize>() <= 3 * bytes);
    assert!(file.repairs.len() < 16);
}

fn assert_is_sentence(message: &str) {
    let is_sentence = message.split_whitespace().count() >= 4 && message.len() < 400;
    assert!(is_sentence, "{message:?}");
}

#[test]
fn every_file_cut_reads_or_is_refused_in_a_sentence() {
    for bytes in all_files() {
        // Every third byte, so that the test stays short: odd, for the half characters of UTF-16.
        (0..bytes.len()).step_by(3).for_each(|end| check(&bytes[..end]));
    }
}

proptest! {
    #[test]
    fn every_file_with_bytes_changed_reads_or_is_refused_in_a_sentence(
        choice in any::<prop::sample::Index>(),
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let files = all_files();
        let mut bytes = files[choice.index(files.len())].clone();
        for (place, byte) in changes {
            let index = place.index(bytes.len());
            bytes[index] = byte;
        }
        check(&bytes);
    }

    #[test]
    fn two_files_in_one_read_or_are_refused_in_a_sentence(
        first in any::<prop::sample::Index>(), end in any::<prop::sample::Index>(),
        second in any::<prop::sample::Index>(), begin in any::<prop::sample::Index>(),
    ) {
        let files = all_files();
        let (first, second) = (&files[first.index(files.len())], &files[second.index(files.len())]);
        check(&[&first[..end.index(first.len())], &second[begin.index(second.len())..]].concat());
    }
}
