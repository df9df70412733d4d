//! Reads GeoJSON lines and points: RFC 7946, <https://www.rfc-editor.org/rfc/rfc7946>.
//!
//! The document is gathered while it is parsed. As a tree of values it would take thirty times its own size.

use std::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::gathered::{Gathered, WrittenPoint};
use super::{MAX_POINTS, ReadError};

/// Gathers the lines of a GeoJSON document as tracks, one for each feature, and its points as waypoints.
pub(super) fn gather(source: &str, gathered: &mut Gathered) -> Result<(), ReadError> {
    let mut reading = Reading { gathered, points: 0, failure: None };
    let mut deserializer = serde_json::Deserializer::from_str(source);
    let outcome = Place { role: Role::Document, reading: &mut reading }
        .deserialize(&mut deserializer)
        .and_then(|found| deserializer.end().map(|()| found));
    match outcome {
        Ok(Found::Object(Object { kind: Some(_), .. })) => Ok(()),
        Ok(_) => Err(ReadError::NotATrackFile { found: "JSON without GeoJSON's \"type\"".to_owned() }),
        Err(error) => Err(reading.failure.unwrap_or_else(|| ReadError::Json {
            line: error.line(),
            column: error.column(),
            // The parser's words end with the place, which the error carries by itself.
            problem: error.to_string().split(" at line ").next().unwrap_or_default().to_owned(),
        })),
    }
}

/// What is known at any place of the document.
struct Reading<'g> {
    gathered: &'g mut Gathered,
    /// How many positions there were, those of areas included.
    points: usize,
    /// Why the document is given up, where that is no mistake of its JSON.
    failure: Option<ReadError>,
}

impl Reading<'_> {
    /// Gathers what is left of a feature, or of a geometry that stands without one, when all of it is known.
    fn gather_feature(&mut self, feature: &Object) -> Result<(), ReadError> {
        let name = feature.property_name.as_deref().unwrap_or_default();
        self.gathered.begin_track();
        self.gathered.name_track(name);
        for line in &feature.lines {
            self.gathered.begin_segment();
            line.iter().try_for_each(|point| self.gathered.add_point(*point))?;
        }
        self.gathered.end_track();
        feature.places.iter().try_for_each(|place| self.gathered.add_waypoint(name, *place))
    }

    /// Counts one more position, before room is made for it.
    fn count_point(&mut self) -> Result<(), ReadError> {
        self.points += 1;
        if self.points > MAX_POINTS { Err(ReadError::TooManyPoints) } else { Ok(()) }
    }

    /// Ends the parsing for a reason that the parser's own error cannot carry.
    fn or_fail<T, E: Error>(&mut self, outcome: Result<T, ReadError>) -> Result<T, E> {
        outcome.map_err(|failure| {
            self.failure = Some(failure);
            E::custom("given up")
        })
    }
}

/// What a value is by the member that it stands in.
#[derive(Clone, Copy, PartialEq)]
enum Role {
    Document,
    Features,
    Feature,
    Properties,
    Geometry,
    Geometries,
    Coordinates,
    Text,
}

/// What has been found in a value. What does not fit its role is nothing, so that one odd member does not cost the
/// whole file.
enum Found {
    Nothing,
    Text(String),
    Number(f64),
    Position(WrittenPoint),
    Line(Vec<WrittenPoint>),
    Lines(Vec<Vec<WrittenPoint>>),
    Object(Object),
}

/// A document, feature, geometry or set of properties; the members of a GeoJSON object may come in any order.
#[derive(Default)]
struct Object {
    kind: Option<String>,
    name: Option<String>,
    property_name: Option<String>,
    lines: Vec<Vec<WrittenPoint>>,
    places: Vec<WrittenPoint>,
}

impl Object {
    /// Takes the coordinates of a geometry of this object's type. A collection within a collection is discouraged by
    /// the standard, and read all the same.
    fn take_coordinates(&mut self, coordinates: Found) {
        match (self.kind.as_deref(), coordinates) {
            (Some("LineString" | "MultiLineString"), Found::Line(line)) => self.lines.push(line),
            (Some("LineString" | "MultiLineString"), Found::Lines(lines)) => self.lines.extend(lines),
            (Some("Point"), Found::Position(position)) => self.places.push(position),
            (Some("MultiPoint"), Found::Line(positions)) => self.places.extend(positions),
            _ => {}
        }
    }

    fn take_geometry(&mut self, geometry: Found) {
        if let Found::Object(geometry) = geometry {
            self.lines.extend(geometry.lines);
            self.places.extend(geometry.places);
        }
    }
}

/// The members that are looked at.
#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "lowercase")]
enum Member {
    Type,
    Name,
    Title,
    Features,
    Properties,
    Geometry,
    Geometries,
    Coordinates,
    #[serde(other)]
    Other,
}

/// A value of the document that is about to be parsed.
struct Place<'r, 'g> {
    role: Role,
    reading: &'r mut Reading<'g>,
}

impl<'g> Place<'_, 'g> {
    fn inside(&mut self, role: Role) -> Place<'_, 'g> {
        Place { role, reading: self.reading }
    }
}

impl<'de> DeserializeSeed<'de> for Place<'_, '_> {
    type Value = Found;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Found, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Place<'_, '_> {
    type Value = Found;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a GeoJSON value")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Found, E> {
        Ok(Found::Nothing)
    }

    fn visit_unit<E>(self) -> Result<Found, E> {
        Ok(Found::Nothing)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Found, E> {
        Ok(Found::Number(number as f64))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Found, E> {
        Ok(Found::Number(number as f64))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Found, E> {
        Ok(Found::Number(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Found, E> {
        Ok(if self.role == Role::Text { Found::Text(text.to_owned()) } else { Found::Nothing })
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Found, A::Error> {
        match self.role {
            Role::Coordinates => self.coordinates(items),
            Role::Features => {
                while let Some(found) = items.next_element_seed(self.inside(Role::Feature))? {
                    if let Found::Object(feature) = found {
                        let gathered = self.reading.gather_feature(&feature);
                        self.reading.or_fail(gathered)?;
                    }
                }
                Ok(Found::Nothing)
            }
            Role::Geometries => {
                let mut all = Object::default();
                while let Some(found) = items.next_element_seed(self.inside(Role::Geometry))? {
                    all.take_geometry(found);
                }
                Ok(Found::Object(all))
            }
            _ => {
                while items.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Found::Nothing)
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut members: A) -> Result<Found, A::Error> {
        if matches!(self.role, Role::Text | Role::Coordinates | Role::Features | Role::Geometries) {
            while members.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(Found::Nothing);
        }
        let mut object = Object::default();
        let mut coordinates = Found::Nothing;
        let mut title = None;
        let mut is_collection = false;
        while let Some(member) = members.next_key()? {
            let mut value = |role| members.next_value_seed(self.inside(role));
            match member {
                Member::Type => object.kind = text(value(Role::Text)?),
                Member::Name => object.name = text(value(Role::Text)?),
                Member::Title => title = text(value(Role::Text)?),
                Member::Features => {
                    is_collection = true;
                    value(Role::Features)?;
                }
                Member::Properties => {
                    if let Found::Object(properties) = value(Role::Properties)? {
                        object.property_name = properties.name;
                    }
                }
                Member::Geometry => object.take_geometry(value(Role::Geometry)?),
                Member::Geometries => object.take_geometry(value(Role::Geometries)?),
                Member::Coordinates => coordinates = value(Role::Coordinates)?,
                Member::Other => {
                    members.next_value::<IgnoredAny>()?;
                }
            }
        }
        object.name = object.name.or(title);
        object.take_coordinates(coordinates);
        if self.role == Role::Document {
            self.reading.gathered.name_file(object.name.as_deref().unwrap_or_default());
            if !is_collection {
                let gathered = self.reading.gather_feature(&object);
                self.reading.or_fail(gathered)?;
            }
        }
        Ok(Found::Object(object))
    }
}

impl Place<'_, '_> {
    /// A position, a line of positions or several lines: which of them shows only in what they hold.
    fn coordinates<'de, A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Found, A::Error> {
        let mut numbers = [None; 3];
        let mut index = 0;
        let (mut line, mut lines) = (Vec::new(), Vec::new());
        while let Some(found) = items.next_element_seed(self.inside(Role::Coordinates))? {
            match found {
                Found::Position(point) => {
                    let counted = self.reading.count_point();
                    self.reading.or_fail(counted)?;
                    line.push(point);
                }
                Found::Line(line) => lines.push(line),
                // Deeper than a line is an area.
                Found::Lines(_) => {}
                Found::Number(number) => {
                    numbers.get_mut(index).into_iter().for_each(|place| *place = Some(number));
                    index += 1;
                }
                // Among positions, one that is none; among numbers, one that is none.
                _ if line.is_empty() => index += 1,
                _ => {
                    let counted = self.reading.count_point();
                    self.reading.or_fail(counted)?;
                    line.push(WrittenPoint::default());
                }
            }
        }
        Ok(if !lines.is_empty() {
            Found::Lines(lines)
        } else if !line.is_empty() {
            Found::Line(line)
        } else {
            let [longitude_deg, latitude_deg, elevation_m] = numbers;
            Found::Position(WrittenPoint { latitude_deg, longitude_deg, elevation_m })
        })
    }
}

fn text(found: Found) -> Option<String> {
    if let Found::Text(text) = found { Some(text) } else { None }
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
