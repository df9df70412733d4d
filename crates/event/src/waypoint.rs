//! A named point of a distance.

use crate::reader::Object;
use crate::texts::Texts;

/// A named point of a distance.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Waypoint {
    /// Kilometres from the start.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1000)))]
    pub km: f64,
    /// Whether the position was not published, or is only roughly known; the page then says "about".
    #[cfg_attr(feature = "schema", schemars(default))]
    pub approximate: bool,
    /// What is there.
    pub kind: WaypointKind,
    /// What it is called.
    pub name: Texts,
    /// Minutes after the start by which a runner must have passed.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 20_160)))]
    pub cut_off_minutes: Option<u32>,
}

/// What is at a waypoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "kebab-case"))]
pub enum WaypointKind {
    /// The start.
    Start,
    /// Food and drink.
    Aid,
    /// Drink only.
    Water,
    /// A point with a time limit and nothing else.
    CutOff,
    /// A summit or a pass.
    Summit,
    /// Something to know the place by: a lake, a junction, a bridge.
    Landmark,
    /// The finish.
    Finish,
}

const KINDS: [(&str, WaypointKind); 7] = [
    ("start", WaypointKind::Start),
    ("aid", WaypointKind::Aid),
    ("water", WaypointKind::Water),
    ("cut-off", WaypointKind::CutOff),
    ("summit", WaypointKind::Summit),
    ("landmark", WaypointKind::Landmark),
    ("finish", WaypointKind::Finish),
];

impl Waypoint {
    /// Reads a waypoint of a distance that is `published_km` long, if that was published.
    pub(crate) fn read(object: &Object<'_>, published_km: Option<f64>) -> Self {
        let km = read_km(object, published_km);
        let approximate = object.flag("approximate");
        let kind = object.required("kind", "what is there").and_then(|at| at.word(&KINDS));
        Self {
            km,
            approximate,
            kind: kind.unwrap_or(WaypointKind::Landmark),
            name: Texts::required(object, "name", "what it is called"),
            cut_off_minutes: read_cut_off_minutes(object),
        }
    }
}

/// Reads a place on a distance that is `published_km` long, if that was published.
pub(crate) fn read_km(object: &Object<'_>, published_km: Option<f64>) -> f64 {
    const KM: &str = "a number of kilometres from the start, from 0 to 1000";
    let km = object.required("km", KM).and_then(|at| at.number(0.0, 1000.0, KM)).unwrap_or_default();
    // "42 km" is said of 42.195 km and of 43 km alike: a twentieth more is rounding, not a mistake.
    if published_km.is_some_and(|published_km| km > published_km * 1.05) {
        object.mistake_at("km", "a point no farther than the published \"distanceKm\"");
    }
    km
}

/// Reads the time limit of a waypoint or of a whole distance.
pub(crate) fn read_cut_off_minutes(object: &Object<'_>) -> Option<u32> {
    const EXPECTED: &str = "a whole number of minutes after the start, from 1 to 20160 (two weeks)";
    object.whole("cutOffMinutes", 1, 20_160, EXPECTED)
}

#[cfg(test)]
mod tests {
    use super::WaypointKind;
    use crate::demo::{mistakes_with, read_with};
    use serde_json::json;

    #[test]
    fn reads_every_key() {
        let value =
            json!({"km": 7.5, "approximate": true, "kind": "cut-off", "name": "Hut", "cutOffMinutes": 90});
        let waypoint = &read_with("/distances/2/waypoints/0", value).distances[2].waypoints[0];
        assert_eq!((waypoint.km, waypoint.approximate), (7.5, true));
        assert_eq!((waypoint.kind, waypoint.cut_off_minutes), (WaypointKind::CutOff, Some(90)));
        assert_eq!(waypoint.name.pick("en"), "Hut");
    }

    #[test]
    fn lies_within_the_published_distance() {
        assert_eq!(mistakes_with("/distances/0/waypoints/2/km", json!(42.195)), [""; 0]);
        assert_eq!(
            mistakes_with("/distances/0/waypoints/2/km", json!(45)),
            ["$.distances[0].waypoints[2].km: found the number 45, \
              expected a point no farther than the published \"distanceKm\""]
        );
    }

    #[test]
    fn says_what_is_wrong_with_it() {
        assert_eq!(
            mistakes_with(
                "/distances/0/waypoints/1",
                json!({"km": -1, "kind": "lake", "cutOffMinutes": 0.5})
            ),
            [
                "$.distances[0].waypoints[1].km: found the number -1, \
                 expected a number of kilometres from the start, from 0 to 1000",
                "$.distances[0].waypoints[1].kind: found \"lake\", expected one of \
                 \"start\" \"aid\" \"water\" \"cut-off\" \"summit\" \"landmark\" \"finish\"",
                "$.distances[0].waypoints[1].name: found nothing, expected what it is called",
                "$.distances[0].waypoints[1].cutOffMinutes: found the number 0.5, \
                 expected a whole number of minutes after the start, from 1 to 20160 (two weeks)",
            ]
        );
        let many: Vec<_> = (0..201).map(|_| json!({"km": 1, "kind": "aid", "name": "Hut"})).collect();
        assert_eq!(
            mistakes_with("/distances/0/waypoints", json!(many)),
            ["$.distances[0].waypoints: found a list of 201, expected a list of at most 200 items"]
        );
    }
}
