//! Measures how the time to read and analyse a GPX file grows with its number of points.
//!
//! Run with `cargo run --release -p saddle-course --example throughput`, and with numbers of points behind `--` to choose
//! them.

use std::error::Error;
use std::fmt::Write;
use std::time::Instant;

use saddle_course::{Course, read};

/// The best of as many runs, so that what else the machine does counts little.
const RUNS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    let asked = std::env::args().skip(1).map(|count| count.parse()).collect::<Result<Vec<usize>, _>>()?;
    let counts = if asked.is_empty() { vec![1_000, 10_000, 27_000, 100_000, 1_000_000] } else { asked };
    println!("{:>9} {:>9} {:>11} {:>11} {:>11}", "points", "MB", "read ms", "analyse ms", "ns / point");
    for points in counts {
        let gpx = mountain_gpx(points)?;
        let (mut reading_ms, mut analysing_ms) = (f64::INFINITY, f64::INFINITY);
        for _ in 0..RUNS {
            let start = Instant::now();
            let file = read(gpx.as_bytes())?;
            let read_at = Instant::now();
            Course::from_file(&file, None)?;
            analysing_ms = analysing_ms.min(1e3 * read_at.elapsed().as_secs_f64());
            reading_ms = reading_ms.min(1e3 * (read_at - start).as_secs_f64());
        }
        let megabytes = gpx.len() as f64 / 1e6;
        let per_point = 1e6 * (reading_ms + analysing_ms) / points as f64;
        println!("{points:>9} {megabytes:>9.1} {reading_ms:>11.2} {analysing_ms:>11.2} {per_point:>11.0}");
    }
    Ok(())
}

/// A track of points some 6 m apart over hills of 300 m, with the elevations and times of a recording.
fn mountain_gpx(points: usize) -> Result<String, std::fmt::Error> {
    let mut gpx = String::from("<gpx version=\"1.1\"><trk><trkseg>\n");
    for index in 0..points {
        let turn = index as f64 / 500.0;
        let (latitude_deg, longitude_deg) = (39.0 + 0.02 * turn.sin(), 127.0 + 0.02 * turn.cos());
        let elevation_m = 500.0 + 150.0 * (turn / 2.0).sin();
        writeln!(
            gpx,
            "<trkpt lat=\"{latitude_deg:.6}\" lon=\"{longitude_deg:.6}\"><ele>{elevation_m:.1}</ele><time>2015-10-04T08:00:00Z</time></trkpt>"
        )?;
    }
    gpx.push_str("</trkseg></trk></gpx>\n");
    Ok(gpx)
}
