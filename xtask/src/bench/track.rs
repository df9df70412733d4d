//! Tracks made for measuring: any number of points over hills, with the noise of a recording.

use std::fmt::Write;

/// A GPX file of this many points, some 85 bytes each: 27,000 are 2.3 MB.
///
/// Points are 4 m apart along a winding line; the hills are 300 m high and the elevations 0.3 m wrong. `seed` turns the
/// line and chooses the noise, so that four tracks are four different ones.
pub fn gpx(points: usize, seed: u32) -> String {
    let mut gpx = String::with_capacity(points * 90);
    gpx.push_str("<?xml version=\"1.0\"?>\n<gpx version=\"1.1\" xmlns=\"http://www.topografix.com/GPX/1/1\"><trk><trkseg>\n");
    let mut noise = Noise(u64::from(seed) * 2 + 1);
    let (mut latitude_deg, mut longitude_deg) = (39.05, 127.25);
    for index in 0..points {
        let along = index as f64 / 700.0 + f64::from(seed);
        let heading = 2.0 * along.sin() + 0.7 * (5.3 * along).sin() + f64::from(seed);
        latitude_deg += 3.6e-5 * heading.cos();
        longitude_deg += 4.6e-5 * heading.sin();
        let hills_m = 150.0 * (along / 2.0).sin() + 30.0 * (3.1 * along).sin();
        let elevation_m = 700.0 + hills_m + 0.3 * noise.next();
        // Writing to a String cannot fail.
        let _written = writeln!(
            gpx,
            "    <trkpt lat=\"{latitude_deg:.7}\" lon=\"{longitude_deg:.7}\">\n        <ele>{elevation_m:.2}</ele>\n    </trkpt>"
        );
    }
    gpx.push_str("</trkseg></trk></gpx>\n");
    gpx
}

/// Numbers without a pattern, the same in every run (xorshift64, Marsaglia 2003).
struct Noise(u64);

impl Noise {
    /// Evenly spread between -1 and 1.
    fn next(&mut self) -> f64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as f64 / (1_u64 << 52) as f64 - 1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_track_of_27_000_points_is_the_2_3_mb_file_of_the_budget() {
        let gpx = gpx(27_000, 0);
        assert_eq!(gpx.matches("<trkpt ").count(), 27_000);
        assert!((2_250_000..2_350_000).contains(&gpx.len()), "{}", gpx.len());
        let file = saddle_course::read(gpx.as_bytes()).unwrap();
        let course = saddle_course::Course::from_file(&file, None).unwrap();
        let length_m = course.figures().distance_m;
        assert!((105_000.0..111_000.0).contains(&length_m), "{length_m}");
    }

    #[test]
    fn the_same_seed_gives_the_same_track_and_another_another() {
        assert_eq!(gpx(100, 1), gpx(100, 1));
        assert_ne!(gpx(100, 1), gpx(100, 2));
    }
}
