//! Writes a course as GPX 1.1 (<https://www.topografix.com/GPX/1/1/>).

use std::fmt::Write;

use super::course::Course;
use super::trail::Point;

const DESCRIPTION: &str = "Reconstructed from the published figures; not a survey";

/// The course as a GPX document: its waypoints, and one track of one segment.
pub fn document(course: &Course) -> String {
    let mut text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <gpx version=\"1.1\" creator=\"Saddle cargo xtask reconstruct\" xmlns=\"http://www.topografix.com/GPX/1/1\">\n\
         <metadata><name>{name}</name><desc>{DESCRIPTION}</desc></metadata>\n",
        name = course.name
    );
    for (name, point) in course.waypoints() {
        push_point(&mut text, "wpt", point, &format!("<name>{name}</name>"));
    }
    text.push_str(&format!("<trk><name>{}</name><trkseg>\n", course.name));
    for &point in &course.points {
        push_point(&mut text, "trkpt", point, "");
    }
    text.push_str("</trkseg></trk>\n</gpx>\n");
    text
}

/// Six decimals of a degree are 11 cm, finer than any of this is known.
fn push_point(text: &mut String, element: &str, point: Point, inside: &str) {
    let (latitude_deg, longitude_deg) = point.place.latitude_longitude();
    let elevation_m = point.elevation_m;
    // Writing to a String cannot fail.
    let _ = writeln!(
        text,
        "<{element} lat=\"{latitude_deg:.6}\" lon=\"{longitude_deg:.6}\"><ele>{elevation_m:.1}</ele>{inside}</{element}>"
    );
}

#[cfg(test)]
mod tests {
    use super::super::terrain::HOTEL;
    use super::*;

    #[test]
    fn a_document_has_its_waypoints_before_its_track() {
        let start = Point { place: HOTEL, elevation_m: 768.04 };
        let away = Point { place: HOTEL.moved(0.0, 1000.0), elevation_m: 790.0 };
        let text = document(&Course { file_stem: "1k", name: "A course", points: vec![start, away] });
        let wpt = "<wpt lat=\"39.053200\" lon=\"127.250000\"><ele>768.0</ele><name>Hotel</name></wpt>\n";
        let tail = "<trk><name>A course</name><trkseg>\n\
                    <trkpt lat=\"39.053200\" lon=\"127.250000\"><ele>768.0</ele></trkpt>\n\
                    <trkpt lat=\"39.062193\" lon=\"127.250000\"><ele>790.0</ele></trkpt>\n\
                    </trkseg></trk>\n</gpx>\n";
        assert!(text.ends_with(&format!("{wpt}{tail}")), "{text}");
        assert!(text.contains("<desc>Reconstructed from the published figures; not a survey</desc>"));
    }
}
