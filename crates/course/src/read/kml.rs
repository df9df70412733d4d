//! Reads KML lines, points and `gx:Track`: <https://developers.google.com/kml/documentation/kmlreference>.

use super::ReadError;
use super::gathered::{Gathered, WrittenPoint};
use super::xml::{Elements, Token};

#[derive(Clone, Copy, Default, PartialEq)]
enum Tag {
    Document,
    Placemark,
    Name,
    Line,
    Point,
    Coordinates,
    TimedTrack,
    TimedCoordinates,
    #[default]
    Other,
}

fn tag_of(name: &str) -> Tag {
    match name {
        "kml" | "Document" => Tag::Document,
        "Placemark" => Tag::Placemark,
        "name" => Tag::Name,
        "LineString" => Tag::Line,
        "Point" => Tag::Point,
        "coordinates" => Tag::Coordinates,
        "Track" => Tag::TimedTrack,
        "coord" => Tag::TimedCoordinates,
        _ => Tag::Other,
    }
}

/// Gathers the lines of a KML document as tracks, one for each placemark, and its points as waypoints.
pub(super) fn gather(source: &str, gathered: &mut Gathered) -> Result<(), ReadError> {
    let mut elements = Elements::new(source, tag_of);
    let mut placemark_name = String::new();

    while let Some(token) = elements.next() {
        match token {
            Token::Open(Tag::Placemark, _) => {
                placemark_name.clear();
                gathered.begin_track();
            }
            Token::Open(Tag::Line | Tag::TimedTrack, _) => gathered.begin_segment(),
            Token::Open(..) => {}
            Token::Close(tag) => match (tag, elements.open().last()) {
                (Tag::Name, Some(Tag::Placemark)) => {
                    placemark_name.push_str(elements.text());
                    gathered.name_track(&placemark_name);
                }
                (Tag::Name, Some(Tag::Document)) => gathered.name_file(elements.text()),
                (Tag::Coordinates, Some(Tag::Line)) => gather_line(elements.text(), gathered)?,
                (Tag::Coordinates, Some(Tag::Point)) => {
                    for tuple in tuples(elements.text()) {
                        let point = written_point(gathered, tuple);
                        gathered.add_waypoint(&placemark_name, point)?;
                    }
                }
                (Tag::TimedCoordinates, Some(Tag::TimedTrack)) => {
                    let mut numbers = elements.text().split_whitespace();
                    let point = written_point(gathered, [numbers.next(), numbers.next(), numbers.next()]);
                    gathered.add_point(point)?;
                }
                (Tag::Placemark, _) => {
                    gathered.forget_zero_elevations();
                    gathered.end_track();
                }
                _ => {}
            },
        }
    }
    // Where the file breaks off within a line, its last tuple may be half of one.
    if let [.., Tag::Line, Tag::Coordinates] = elements.open()
        && let Some((whole, _)) = elements.text().rsplit_once(char::is_whitespace)
    {
        gather_line(whole, gathered)?;
    }
    gathered.forget_zero_elevations();
    elements.finish(gathered)
}

fn gather_line(coordinates: &str, gathered: &mut Gathered) -> Result<(), ReadError> {
    for tuple in tuples(coordinates) {
        let point = written_point(gathered, tuple);
        gathered.add_point(point)?;
    }
    Ok(())
}

/// Longitude, latitude and altitude as written.
type Tuple<'a> = [Option<&'a str>; 3];

/// The tuples of a `coordinates` element. The numbers of a tuple are joined by commas and tuples are parted by
/// space; space around a comma is against the standard, but common.
fn tuples(text: &str) -> impl Iterator<Item = Tuple<'_>> {
    let mut rest = text.trim();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut tuple = [None; 3];
        for index in 0.. {
            let end = rest
                .find(|character: char| character == ',' || character.is_whitespace())
                .unwrap_or(rest.len());
            let (number, after) = rest.split_at(end);
            if let Some(place) = tuple.get_mut(index) {
                *place = Some(number);
            }
            rest = after.trim_start();
            match rest.strip_prefix(',') {
                Some(next) => rest = next.trim_start(),
                None => break,
            }
        }
        Some(tuple)
    })
}

fn written_point(gathered: &mut Gathered, [longitude, latitude, altitude]: Tuple<'_>) -> WrittenPoint {
    WrittenPoint {
        latitude_deg: latitude.and_then(|text| gathered.number(text)),
        longitude_deg: longitude.and_then(|text| gathered.number(text)),
        elevation_m: altitude.and_then(|text| gathered.elevation(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Repair, read};
    use super::*;

    fn placemark(geometry: &str) -> String {
        format!(
            "<kml><Document><name>File</name><Placemark><name>Line</name>{geometry}</Placemark></Document></kml>"
        )
    }

    fn line(coordinates: &str) -> String {
        format!("<LineString><coordinates>{coordinates}</coordinates></LineString>")
    }

    #[test]
    fn lines_of_one_placemark_are_segments_of_one_track() {
        let document =
            placemark(&format!("<MultiGeometry>{}{}</MultiGeometry>", line("1,2,3 4,5,6"), line("7,8 9,10")));
        let file = read(document.as_bytes()).unwrap();
        assert_eq!((file.name.as_deref(), file.tracks[0].name.as_deref()), (Some("File"), Some("Line")));
        let segments = &file.tracks[0].segments;
        assert_eq!([segments[0].len(), segments[1].len()], [2, 2]);
        assert_eq!(segments[0][1].position.latitude_deg, 5.0);
        assert_eq!(segments[0][1].elevation_m, Some(6.0));
        assert_eq!(segments[1][0].elevation_m, None);
    }

    #[test]
    fn a_timed_track_is_a_track() {
        let document = placemark(
            "<gx:Track><when>x</when><gx:coord>1 2 3</gx:coord><gx:coord>1 3 4</gx:coord></gx:Track>",
        );
        let file = read(document.as_bytes()).unwrap();
        assert_eq!(file.tracks[0].segments[0][1].elevation_m, Some(4.0));
        assert_eq!(file.repairs, [Repair::UndeclaredPrefix { prefix: "gx".into() }]);
    }

    #[test]
    fn points_are_waypoints_and_areas_are_nothing() {
        let ring = line("1,2 3,4 5,6").replace("LineString", "LinearRing");
        let document =
            placemark(&format!("<Polygon>{ring}</Polygon><Point><coordinates>1,2,3</coordinates></Point>"));
        let file = read(document.as_bytes()).unwrap();
        assert!(file.tracks.is_empty());
        assert_eq!(file.waypoints[0].name.as_deref(), Some("Line"));
    }

    #[test]
    fn space_around_commas_is_forgiven() {
        let tuples: Vec<_> = tuples("\n 1, 2 ,3\n4,5 6 , 7,8,9 ").collect();
        assert_eq!(
            tuples,
            [
                [Some("1"), Some("2"), Some("3")],
                [Some("4"), Some("5"), None],
                [Some("6"), Some("7"), Some("8")]
            ]
        );
    }

    #[test]
    fn altitudes_that_are_all_zero_are_none() {
        let file = read(placemark(&line("1,2,0 1,3,0")).as_bytes()).unwrap();
        assert_eq!(file.tracks[0].segments[0][0].elevation_m, None);
        assert_eq!(file.repairs, [Repair::ZeroAltitudes { tracks: 1 }]);
        let file = read(placemark(&line("1,2,0 1,3,1")).as_bytes()).unwrap();
        assert_eq!(file.tracks[0].segments[0][0].elevation_m, Some(0.0));
    }
}
