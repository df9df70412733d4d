//! A packed track as a JSON object, and back.

use serde_json::{Map, Value, json};

use super::{PackedError, PackedTrack};
use crate::{Climb, ClimbCategory, ElevationFigures, Figures};

impl PackedTrack {
    /// The packed track as a JSON object: `points`, `gaps`, `figures` and `climbs`, with the names of this
    /// crate's fields.
    ///
    /// `figures` lacks the elevation figures when the course has none, and a climb lacks `category` when it
    /// is in none.
    pub fn to_json(&self) -> Value {
        json!({
            "points": self.points,
            "gaps": self.gaps,
            "figures": figures_to_json(&self.figures),
            "climbs": self.climbs.iter().map(climb_to_json).collect::<Vec<_>>(),
        })
    }

    /// Reads the JSON text of a packed track.
    ///
    /// # Errors
    ///
    /// As [`PackedTrack::from_json`]; a text that is no JSON is a packed track of the wrong kind.
    pub fn from_text(text: &str) -> Result<Self, PackedError> {
        Self::from_json(&serde_json::from_str(text).unwrap_or_default())
    }

    /// Reads what [`PackedTrack::to_json`] writes. `gaps` and `climbs` may be missing, for none. Other
    /// members are ignored.
    ///
    /// The points themselves are looked at by [`PackedTrack::unpack`].
    ///
    /// # Errors
    ///
    /// [`PackedError::Member`] with the path of the first member that is missing or of the wrong kind.
    pub fn from_json(value: &Value) -> Result<Self, PackedError> {
        let track = Object::new(value, String::new())?;
        let points = track.required("points")?.as_str().ok_or_else(|| track.fault("points", "a text"))?;
        let mut gaps = Vec::new();
        for (index, gap) in track.list("gaps")?.iter().enumerate() {
            match gap.as_u64().and_then(|gap| usize::try_from(gap).ok()) {
                Some(gap) => gaps.push(gap),
                None => return Err(track.fault(&item("gaps", index), "the index of a vertex")),
            }
        }
        let figures = Object::new(track.required("figures")?, "figures".to_owned())?;
        let mut climbs = Vec::new();
        for (index, climb) in track.list("climbs")?.iter().enumerate() {
            climbs.push(climb_from_json(&Object::new(climb, item("climbs", index))?)?);
        }
        Ok(Self { points: points.to_owned(), gaps, figures: figures_from_json(&figures)?, climbs })
    }
}

fn figures_to_json(figures: &Figures) -> Value {
    match &figures.elevation {
        Some(elevation) => json!({
            "distance_m": figures.distance_m,
            "gain_m": elevation.gain_m,
            "loss_m": elevation.loss_m,
            "lowest_m": elevation.lowest_m,
            "highest_m": elevation.highest_m,
            "mean_m": elevation.mean_m,
        }),
        None => json!({ "distance_m": figures.distance_m }),
    }
}

fn figures_from_json(figures: &Object<'_>) -> Result<Figures, PackedError> {
    let has_elevation = ELEVATION_MEMBERS.iter().any(|name| figures.members.contains_key(*name));
    let elevation = if has_elevation {
        Some(ElevationFigures {
            gain_m: figures.number("gain_m")?,
            loss_m: figures.number("loss_m")?,
            lowest_m: figures.number("lowest_m")?,
            highest_m: figures.number("highest_m")?,
            mean_m: figures.number("mean_m")?,
        })
    } else {
        None
    };
    Ok(Figures { distance_m: figures.number("distance_m")?, elevation })
}

/// The members of `figures` that are there together or not at all.
const ELEVATION_MEMBERS: [&str; 5] = ["gain_m", "loss_m", "lowest_m", "highest_m", "mean_m"];

fn climb_to_json(climb: &Climb) -> Value {
    let mut value = json!({
        "start_m": climb.start_m,
        "length_m": climb.length_m,
        "gain_m": climb.gain_m,
        "mean_grade": climb.mean_grade,
        "steepest_grade": climb.steepest_grade,
    });
    if let (Some(category), Some(members)) = (climb.category, value.as_object_mut()) {
        let name = CATEGORIES.iter().find(|(_, named)| *named == category).map(|(name, _)| *name);
        members.insert("category".to_owned(), json!(name));
    }
    value
}

fn climb_from_json(climb: &Object<'_>) -> Result<Climb, PackedError> {
    let category = match climb.members.get("category") {
        None => None,
        Some(value) => {
            let named = CATEGORIES.iter().find(|(name, _)| value.as_str() == Some(name));
            Some(named.ok_or_else(|| climb.fault("category", "\"4\", \"3\", \"2\", \"1\" or \"HC\""))?.1)
        }
    };
    Ok(Climb {
        start_m: climb.number("start_m")?,
        length_m: climb.number("length_m")?,
        gain_m: climb.number("gain_m")?,
        mean_grade: climb.number("mean_grade")?,
        steepest_grade: climb.number("steepest_grade")?,
        category,
    })
}

/// The names of the categories in a packed track.
const CATEGORIES: [(&str, ClimbCategory); 5] = [
    ("4", ClimbCategory::Fourth),
    ("3", ClimbCategory::Third),
    ("2", ClimbCategory::Second),
    ("1", ClimbCategory::First),
    ("HC", ClimbCategory::Hors),
];

/// The path of an item of a list.
fn item(list: &str, index: usize) -> String {
    [list, "[", &index.to_string(), "]"].concat()
}

/// A JSON object that knows where it is, so that a fault in it can be found.
struct Object<'a> {
    members: &'a Map<String, Value>,
    path: String,
}

impl<'a> Object<'a> {
    fn new(value: &'a Value, path: String) -> Result<Self, PackedError> {
        match value.as_object() {
            Some(members) => Ok(Self { members, path }),
            None => Err(PackedError::Member { path, expected: "an object" }),
        }
    }

    fn required(&self, name: &str) -> Result<&'a Value, PackedError> {
        self.members.get(name).ok_or_else(|| self.fault(name, "this member, which is missing"))
    }

    fn number(&self, name: &str) -> Result<f64, PackedError> {
        self.required(name)?.as_f64().ok_or_else(|| self.fault(name, "a number"))
    }

    /// The items of a list, none if it is missing.
    fn list(&self, name: &str) -> Result<&'a [Value], PackedError> {
        match self.members.get(name) {
            None => Ok(&[]),
            Some(value) => value.as_array().map(Vec::as_slice).ok_or_else(|| self.fault(name, "a list")),
        }
    }

    fn fault(&self, name: &str, expected: &'static str) -> PackedError {
        let path = if self.path.is_empty() { name.to_owned() } else { [&self.path, ".", name].concat() };
        PackedError::Member { path, expected }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn packed() -> PackedTrack {
        let climb = Climb {
            start_m: 1_200.5,
            length_m: 2_000.0,
            gain_m: 160.0,
            mean_grade: 0.08,
            steepest_grade: 0.135,
            category: Some(ClimbCategory::Third),
        };
        let descent = Climb { start_m: 3_200.5, gain_m: -160.0, mean_grade: -0.08, category: None, ..climb };
        PackedTrack {
            points: "CAAAAAA".to_owned(),
            gaps: vec![7, 19],
            figures: Figures {
                distance_m: 42_195.0,
                elevation: Some(ElevationFigures {
                    gain_m: 640.5,
                    loss_m: 640.0,
                    lowest_m: -3.2,
                    highest_m: 788.0,
                    mean_m: 612.1,
                }),
            },
            climbs: vec![climb, descent],
        }
    }

    /// The error of a packed track after one change to its JSON.
    fn fault(change: impl FnOnce(&mut Value)) -> String {
        let mut value = packed().to_json();
        change(&mut value);
        PackedTrack::from_json(&value).unwrap_err().to_string()
    }

    #[test]
    fn round_trips_through_text() {
        let flat = PackedTrack { figures: Figures { distance_m: 5_000.0, elevation: None }, ..packed() };
        for track in [packed(), flat] {
            let text = track.to_json().to_string();
            assert_eq!(PackedTrack::from_json(&serde_json::from_str(&text).unwrap()), Ok(track));
        }
    }

    #[test]
    fn every_category_round_trips() {
        for (_, category) in CATEGORIES {
            let mut track = packed();
            track.climbs[0].category = Some(category);
            assert_eq!(PackedTrack::from_json(&track.to_json()), Ok(track));
        }
    }

    #[test]
    fn no_gaps_and_no_climbs_need_not_be_written() {
        let value = json!({ "points": "", "figures": { "distance_m": 1 } });
        let track = PackedTrack::from_json(&value).unwrap();
        assert!(track.gaps.is_empty() && track.climbs.is_empty());
    }

    #[test]
    fn faults_name_their_place() {
        assert_eq!(PackedTrack::from_json(&json!([])).unwrap_err().to_string(), "expected an object");
        assert_eq!(fault(|track| track["points"] = json!(5)), "points: expected a text");
        assert_eq!(fault(|track| track["gaps"][1] = json!(-1)), "gaps[1]: expected the index of a vertex");
        assert_eq!(fault(|track| track["climbs"] = json!({})), "climbs: expected a list");
        assert_eq!(
            fault(|track| track["climbs"][1]["length_m"] = json!("2")),
            "climbs[1].length_m: expected a number"
        );
        assert!(
            fault(|track| track["climbs"][0]["category"] = json!("5"))
                .starts_with("climbs[0].category: expected")
        );
        let missing = fault(|track| drop(track["figures"].as_object_mut().unwrap().remove("mean_m")));
        assert_eq!(missing, "figures.mean_m: expected this member, which is missing");
    }
}
