//! Reads GeoJSON lines and points: RFC 7946, <https://www.rfc-editor.org/rfc/rfc7946>.

use serde_json::Value;

use super::ReadError;
use super::gathered::{Gathered, WrittenPoint};

/// Gathers the lines of a GeoJSON document as tracks, one for each feature, and its points as waypoints.
pub(super) fn gather(source: &str, gathered: &mut Gathered) -> Result<(), ReadError> {
    let document: Value = serde_json::from_str(source).map_err(|error| ReadError::Json {
        line: error.line(),
        column: error.column(),
        // The parser's words end with the place, which the error carries by itself.
        problem: error.to_string().split(" at line ").next().unwrap_or_default().to_owned(),
    })?;
    if document["type"].as_str().is_none() {
        return Err(ReadError::NotATrackFile { found: "JSON without GeoJSON's \"type\"".to_owned() });
    }
    gathered.name_file(name_of(&document));
    match document["features"].as_array() {
        Some(features) => features.iter().try_for_each(|feature| gather_feature(feature, gathered)),
        None => gather_feature(&document, gathered),
    }
}

/// Gathers a feature, or a geometry that stands without one.
fn gather_feature(feature: &Value, gathered: &mut Gathered) -> Result<(), ReadError> {
    let name = name_of(&feature["properties"]);
    let geometry = if feature["geometry"].is_object() { &feature["geometry"] } else { feature };
    gathered.begin_track();
    gathered.name_track(name);
    match geometry["geometries"].as_array() {
        // A collection within a collection is discouraged by the standard and not read.
        Some(geometries) => geometries.iter().try_for_each(|inner| gather_geometry(inner, name, gathered))?,
        None => gather_geometry(geometry, name, gathered)?,
    }
    gathered.end_track();
    Ok(())
}

fn gather_geometry(geometry: &Value, name: &str, gathered: &mut Gathered) -> Result<(), ReadError> {
    let coordinates = &geometry["coordinates"];
    match geometry["type"].as_str() {
        Some("LineString") => gather_line(coordinates, gathered),
        Some("MultiLineString") => {
            elements(coordinates).iter().try_for_each(|line| gather_line(line, gathered))
        }
        Some("Point") => gathered.add_waypoint(name, written_point(coordinates)),
        Some("MultiPoint") => elements(coordinates)
            .iter()
            .try_for_each(|position| gathered.add_waypoint(name, written_point(position))),
        _ => Ok(()),
    }
}

fn gather_line(coordinates: &Value, gathered: &mut Gathered) -> Result<(), ReadError> {
    gathered.begin_segment();
    elements(coordinates).iter().try_for_each(|position| gathered.add_point(written_point(position)))
}

fn written_point(position: &Value) -> WrittenPoint {
    WrittenPoint {
        longitude_deg: position[0].as_f64(),
        latitude_deg: position[1].as_f64(),
        elevation_m: position[2].as_f64(),
    }
}

fn elements(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn name_of(value: &Value) -> &str {
    value["name"].as_str().or_else(|| value["title"].as_str()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::{ReadError, Repair, read};

    #[test]
    fn features_are_tracks_and_waypoints() {
        let file = read(
            br#"{"type":"FeatureCollection","name":"File","features":[
            {"type":"Feature","properties":{"name":"Line"},"geometry":{"type":"LineString","coordinates":[[127,39,10],[127.1,39.1]]}},
            {"type":"Feature","properties":null,"geometry":{"type":"MultiLineString","coordinates":[[[1,2],[3,4]],[[5,6],[7,8]]]}},
            {"type":"Feature","properties":{"title":"Top"},"geometry":{"type":"Point","coordinates":[1,2,3]}},
            {"type":"Feature","properties":{},"geometry":null}]}"#,
        )
        .unwrap();
        assert_eq!(file.name.as_deref(), Some("File"));
        let shape: Vec<_> =
            file.tracks.iter().map(|track| (track.name.as_deref(), track.segments.len())).collect();
        assert_eq!(shape, [(Some("Line"), 1), (None, 2)]);
        let first = file.tracks[0].segments[0][0];
        assert_eq!((first.position.latitude_deg, first.elevation_m), (39.0, Some(10.0)));
        assert_eq!(file.tracks[0].segments[0][1].elevation_m, None);
        assert_eq!(file.waypoints[0].name.as_deref(), Some("Top"));
    }

    #[test]
    fn a_geometry_may_stand_alone_or_in_a_collection() {
        let line = r#"{"type":"LineString","coordinates":[[1,2],[3,4]]}"#;
        let collection = format!(r#"{{"type":"GeometryCollection","geometries":[{line},{line}]}}"#);
        assert_eq!(read(line.as_bytes()).unwrap().tracks[0].segments.len(), 1);
        assert_eq!(read(collection.as_bytes()).unwrap().tracks[0].segments.len(), 2);
    }

    #[test]
    fn positions_that_are_not_numbers_are_dropped() {
        let file = read(br#"{"type":"LineString","coordinates":[[1,2],["x",4],[],null,[3,4]]}"#).unwrap();
        assert_eq!(file.repairs, [Repair::PointsWithoutPosition { points: 3 }]);
    }

    #[test]
    fn mistakes_have_a_place() {
        let error = read(b"{\"type\":\n  \"LineString\",}").unwrap_err();
        assert_eq!(error.to_string(), "line 2, column 16: trailing comma");
        let error = read(b"[1,2]").unwrap_err();
        assert!(matches!(error, ReadError::NotATrackFile { .. }));
    }
}
