//! Reading takes no more memory than the file and what its course needs. In a process of its own, to see its peak.

use saddle_course::{Course, read};

/// A file of so many bytes that holds nothing worth keeping.
fn hostile(before: &str, filler: &str, bytes: usize) -> Vec<u8> {
    let mut file = Vec::with_capacity(bytes + before.len());
    file.extend(before.bytes());
    file.extend(filler.bytes().cycle().take(bytes / filler.len() * filler.len()));
    file
}

/// The most memory that this process has had at a time since the peak was last forgotten, in bytes, as Linux counts it.
fn peak() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(1_000 * line.split_whitespace().next()?.parse::<usize>().ok()?)
}

fn forget_peak() {
    // Where this cannot be done, the peak before counts too, and the bound is only stricter.
    let _ = std::fs::write("/proc/self/clear_refs", "5");
}

/// Room for what the test harness and the allocator take. Beside it a file may take its own size once more, for the
/// text of its longest element or what a parser must remember of its nesting.
const SPARE_BYTES: usize = 4_000_000;

/// What a point takes at most while its course is made: as read, cleaned, and as a vertex (twice, while a vector
/// grows), and its share of the profile.
const MOST_BYTES_PER_POINT: usize = 320;

#[test]
fn reading_takes_no_more_memory_than_the_file_and_its_course() {
    if peak().is_none() {
        println!("skipped: this system does not tell the memory of a process");
        return;
    }
    let large = 30_000_000;
    let files = [
        ("<gpx><!--", "nothing ", large),
        ("<gpx><trk><name>", "nothing ", large),
        ("<kml><Placemark><LineString><coordinates>", "          ", large),
        ("<gpx><trk><trkseg>", "<trkpt lat='x'>", 3_000_000),
        ("<gpx>", "<trk><trkseg/></trk>", 3_000_000),
        ("<gpx><trk><name>", "&amp;", 2_000_000),
        ("{\"type\":\"Feature\",\"properties\":{\"name\":", "[", 3_000_000),
        ("{\"type\":\"LineString\",\"coordinates\":[", "0,", 3_000_000),
        ("{\"type\":\"FeatureCollection\",\"features\":[", "{},", 3_000_000),
    ];
    for (before, filler, bytes) in files {
        let file = hostile(before, filler, bytes);
        forget_peak();
        let peak_before = peak().unwrap();
        let _ = read(&file);
        let taken = peak().unwrap() - peak_before;
        assert!(taken < SPARE_BYTES + bytes, "{before}{filler}…: {taken} bytes more");
    }

    let points = 100_000;
    let point =
        |index: usize| format!("<trkpt lat=\"{}\" lon=\"9\"><ele>5</ele></trkpt>", index as f64 / 1e4);
    let gpx = format!("<gpx><trk><trkseg>{}", (0..points).map(point).collect::<String>());
    forget_peak();
    let peak_before = peak().unwrap();
    let course = Course::from_file(&read(gpx.as_bytes()).unwrap(), None).unwrap();
    let taken = peak().unwrap() - peak_before;
    assert_eq!(course.vertices().len(), points);
    assert!(taken < SPARE_BYTES + MOST_BYTES_PER_POINT * points, "{} bytes per point", taken / points);
}
