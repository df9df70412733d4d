//! The figures of a distance that its organiser has published.

use crate::reader::Object;

/// The figures that an organiser has published; they win over those computed from the track.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Published {
    /// Length in kilometres.
    #[cfg_attr(feature = "schema", schemars(range(min = 0.01, max = 1000)))]
    pub distance_km: Option<f64>,
    /// Climb in metres, all rises added up.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 100_000)))]
    pub gain_m: Option<f64>,
    /// Descent in metres, all falls added up.
    #[cfg_attr(feature = "schema", schemars(range(min = 0, max = 100_000)))]
    pub loss_m: Option<f64>,
    /// Highest elevation in metres above the sea.
    #[cfg_attr(feature = "schema", schemars(range(min = -500, max = 9000)))]
    pub highest_m: Option<f64>,
    /// Lowest elevation in metres above the sea.
    #[cfg_attr(feature = "schema", schemars(range(min = -500, max = 9000)))]
    pub lowest_m: Option<f64>,
    /// Mean elevation in metres above the sea.
    #[cfg_attr(feature = "schema", schemars(range(min = -500, max = 9000)))]
    pub mean_m: Option<f64>,
}

impl Published {
    pub(crate) fn read(object: &Object<'_>) -> Self {
        const LENGTH: &str = "a number of kilometres from 0.01 to 1000";
        const CLIMB: &str = "a number of metres from 0 to 100000";
        const ELEVATION: &str = "a number of metres above the sea from -500 to 9000";
        let published = Self {
            distance_km: object.number("distanceKm", 0.01, 1000.0, LENGTH),
            gain_m: object.number("gainM", 0.0, 100_000.0, CLIMB),
            loss_m: object.number("lossM", 0.0, 100_000.0, CLIMB),
            highest_m: object.number("highestM", -500.0, 9000.0, ELEVATION),
            lowest_m: object.number("lowestM", -500.0, 9000.0, ELEVATION),
            mean_m: object.number("meanM", -500.0, 9000.0, ELEVATION),
        };
        if let (Some(lowest_m), Some(highest_m)) = (published.lowest_m, published.highest_m)
            && lowest_m > highest_m
        {
            object.mistake_at("lowestM", "no more than \"highestM\"");
        }
        published
    }
}

#[cfg(test)]
mod tests {
    use crate::demo::{mistakes_with, read_with};
    use serde_json::json;

    #[test]
    fn every_figure_is_optional() {
        let published = read_with("/distances/3/published", json!({"gainM": 120.5})).distances[3].published;
        assert_eq!(published, super::Published { gain_m: Some(120.5), ..Default::default() });
    }

    #[test]
    fn figures_are_of_this_earth() {
        let figures = json!({"distanceKm": 0, "gainM": -1, "lossM": "300", "highestM": 500, "lowestM": 600, "meanM": 9001});
        assert_eq!(
            mistakes_with("/distances/3/published", figures),
            [
                "$.distances[3].published.distanceKm: found the number 0, expected a number of kilometres from 0.01 to 1000",
                "$.distances[3].published.gainM: found the number -1, expected a number of metres from 0 to 100000",
                "$.distances[3].published.lossM: found \"300\", expected a number of metres from 0 to 100000",
                "$.distances[3].published.meanM: found the number 9001, \
                 expected a number of metres above the sea from -500 to 9000",
                "$.distances[3].published.lowestM: found the number 600, expected no more than \"highestM\"",
            ]
        );
    }
}
