//! Where a race is.

use crate::reader::Object;
use crate::texts::Texts;

/// Where a race is.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Place {
    /// What the place is called.
    pub name: Texts,
    /// Degrees north of the equator.
    #[cfg_attr(feature = "schema", schemars(range(min = -90, max = 90)))]
    pub latitude: Option<f64>,
    /// Degrees east of Greenwich; given if the latitude is.
    #[cfg_attr(feature = "schema", schemars(range(min = -180, max = 180)))]
    pub longitude: Option<f64>,
}

impl Place {
    pub(crate) fn read(object: &Object<'_>) -> Self {
        const LATITUDE: &str = "degrees north of the equator, from -90 to 90";
        const LONGITUDE: &str = "degrees east of Greenwich, from -180 to 180";
        let name = Texts::required(object, "name", "the name of the place");
        match (object.has("latitude"), object.has("longitude")) {
            (true, false) => object.mistake_at("longitude", LONGITUDE),
            (false, true) => object.mistake_at("latitude", LATITUDE),
            _ => {}
        }
        let latitude = object.number("latitude", -90.0, 90.0, LATITUDE);
        let longitude = object.number("longitude", -180.0, 180.0, LONGITUDE);
        Self { name, latitude, longitude }
    }
}

#[cfg(test)]
mod tests {
    use crate::demo::mistakes_with;
    use serde_json::json;

    #[test]
    fn a_position_is_whole_and_on_the_earth() {
        assert_eq!(mistakes_with("/place", json!({"name": "Here"})), [""; 0]);
        assert_eq!(
            mistakes_with("/place", json!({"name": "Here", "latitude": 39})),
            ["$.place.longitude: found nothing, expected degrees east of Greenwich, from -180 to 180"]
        );
        assert_eq!(
            mistakes_with("/place", json!({"longitude": 127, "latitude": 91})),
            [
                "$.place.name: found nothing, expected the name of the place",
                "$.place.latitude: found the number 91, expected degrees north of the equator, from -90 to 90",
            ]
        );
    }
}
