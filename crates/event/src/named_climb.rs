//! The organiser's names of climbs.

use crate::reader::Object;
use crate::texts::Texts;
use crate::waypoint::read_km;
use saddle_course::Climb;

/// The organiser's name of a climb.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct NamedClimb {
    /// A place on the climb, in kilometres from the start.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 1000)))]
    pub km: f64,
    /// What it is called.
    pub name: Texts,
}

impl NamedClimb {
    /// Reads the name of a climb of a distance that is `published_km` long, if that was published.
    pub(crate) fn read(object: &Object<'_>, published_km: Option<f64>) -> Self {
        let km = read_km(object, published_km);
        Self { km, name: Texts::required(object, "name", "what it is called") }
    }

    /// How many metres along the course it is from a climb; 0 on it.
    fn away_m(&self, climb: &Climb) -> f64 {
        let at_m = self.km * 1000.0;
        (climb.start_m - at_m).max(at_m - climb.start_m - climb.length_m).max(0.0)
    }
}

/// The name of each climb, in the order of `climbs`: every name belongs to the climb that it is on, or else to the nearest
/// one; of several names of one climb the nearest counts, the first of equals.
pub(crate) fn names<'n>(named: &'n [NamedClimb], climbs: &[Climb]) -> Vec<Option<&'n Texts>> {
    let mut names = vec![None; climbs.len()];
    for named in named {
        let mut nearest: Option<(f64, &mut Option<(f64, &'n Texts)>)> = None;
        for (climb, name) in climbs.iter().zip(&mut names) {
            let away_m = named.away_m(climb);
            if nearest.as_ref().is_none_or(|(least_m, _)| away_m < *least_m) {
                nearest = Some((away_m, name));
            }
        }
        if let Some((away_m, name)) = nearest
            && name.is_none_or(|(least_m, _)| away_m < least_m)
        {
            *name = Some((away_m, &named.name));
        }
    }
    names.into_iter().map(|name| name.map(|(_, texts)| texts)).collect()
}

#[cfg(test)]
mod tests {
    use crate::demo::{mistakes_with, read_with};
    use saddle_course::Climb;
    use serde_json::{Value, json};

    fn climb(start_m: f64, length_m: f64) -> Climb {
        Climb {
            start_m,
            length_m,
            gain_m: length_m / 10.0,
            mean_grade: 0.1,
            steepest_grade: 0.1,
            category: None,
        }
    }

    /// The names of climbs from 2 to 4 km and from 10 to 11 km.
    fn names(named: Value) -> [Option<String>; 2] {
        let distance = read_with("/distances/0/climbs", named).distances.remove(0);
        let names = distance.climb_names(&[climb(2_000.0, 2_000.0), climb(10_000.0, 1_000.0)]);
        assert_eq!(names.len(), 2);
        [0, 1].map(|index| names[index].map(|name| name.pick("en").to_owned()))
    }

    #[test]
    fn a_name_belongs_to_the_climb_it_is_on_or_nearest_to() {
        let wall = || Some("Wall".to_owned());
        assert_eq!(names(json!([])), [None, None]);
        assert_eq!(names(json!([{"km": 3, "name": "Wall"}])), [wall(), None]);
        assert_eq!(names(json!([{"km": 6.9, "name": "Wall"}])), [wall(), None]);
        assert_eq!(names(json!([{"km": 7.1, "name": "Wall"}])), [None, wall()]);
        assert_eq!(names(json!([{"km": 40, "name": "Wall"}])), [None, wall()]);
    }

    #[test]
    fn the_nearest_of_several_names_counts() {
        let named =
            json!([{"km": 1, "name": "Far"}, {"km": 4, "name": "On it"}, {"km": 2, "name": "Too late"}]);
        assert_eq!(names(named), [Some("On it".to_owned()), None]);
        let none = read_with("/distances/0/climbs", json!([{"km": 1, "name": "Wall"}])).distances.remove(0);
        assert_eq!(none.climb_names(&[]), []);
    }

    #[test]
    fn says_what_is_wrong_with_it() {
        assert_eq!(
            mistakes_with("/distances/0/climbs", json!([{"km": -1}, {"km": 60, "name": "Wall"}])),
            [
                "$.distances[0].climbs[0].km: found the number -1, \
                 expected a number of kilometres from the start, from 0 to 1000",
                "$.distances[0].climbs[0].name: found nothing, expected what it is called",
                "$.distances[0].climbs[1].km: found the number 60, \
                 expected a point no farther than the published \"distanceKm\"",
            ]
        );
    }
}
