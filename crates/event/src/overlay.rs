//! An image of the ground that is laid under the course map.

use crate::reader::Object;
use crate::texts::Texts;
use crate::url::Url;
use saddle_course::drawing::Bounds;

/// An image of the ground, north up, such as the organiser's own course map, which is laid under the course map.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Overlay {
    /// Where the image is.
    pub image: Url,
    /// Where its edges are: the keys `south`, `west`, `north` and `east`.
    #[cfg_attr(feature = "schema", schemars(flatten, with = "crate::schema::EdgesInFile"))]
    pub bounds: Bounds,
    /// Whose map it is.
    pub attribution: Option<Texts>,
}

impl Overlay {
    /// Reads an overlay; `None`, and mistakes, if its edges are not right.
    pub(crate) fn read(object: &Object<'_>) -> Option<Self> {
        const LATITUDE: &str = "degrees north of the equator, from -90 to 90";
        const LONGITUDE: &str = "degrees east of Greenwich, from -180 to 180";
        let edge = |key: &'static str, most: f64, expected: &str| {
            object.required(key, expected).and_then(|at| at.number(-most, most, expected))
        };
        let image = Url::required(object, "image", "the URL of an image");
        let south = edge("south", 90.0, LATITUDE);
        let west = edge("west", 180.0, LONGITUDE);
        let north = edge("north", 90.0, LATITUDE);
        let east = edge("east", 180.0, LONGITUDE);
        let attribution = Texts::optional(object, "attribution");
        let (south, west, north, east) = (south?, west?, north?, east?);
        let bounds = Bounds::new(south, west, north, east);
        if north <= south {
            object.mistake_at("north", "more than \"south\"");
        } else if bounds.is_none() {
            object.mistake_at("east", "another longitude than \"west\"");
        }
        Some(Self { image, bounds: bounds?, attribution })
    }
}

#[cfg(test)]
mod tests {
    use crate::demo::{mistakes_with, read_with};
    use saddle_course::drawing::Bounds;
    use serde_json::json;

    #[test]
    fn reads_every_key() {
        let overlay = json!({
            "image": "map.webp", "south": 38.9, "west": 127, "north": 39.1, "east": 127.4, "attribution": "Club",
        });
        let overlay = read_with("/map", json!({ "overlay": overlay })).map.overlay.expect("there is one");
        assert_eq!(overlay.image.as_str(), "map.webp");
        assert_eq!(Some(overlay.bounds), Bounds::new(38.9, 127.0, 39.1, 127.4));
        assert_eq!(overlay.attribution.map(|texts| texts.pick("en").to_owned()).as_deref(), Some("Club"));
    }

    #[test]
    fn may_lie_across_180_degrees() {
        let overlay = json!({"image": "map.png", "south": -18, "west": 179.5, "north": -17, "east": -179.5});
        let bounds =
            read_with("/map", json!({ "overlay": overlay })).map.overlay.map(|overlay| overlay.bounds);
        assert_eq!(bounds, Bounds::new(-18.0, 179.5, -17.0, -179.5));
    }

    #[test]
    fn says_what_is_wrong_with_it() {
        let mistakes = |south, west, north, east| {
            let overlay =
                json!({"image": "map.png", "south": south, "west": west, "north": north, "east": east});
            mistakes_with("/map", json!({ "overlay": overlay }))
        };
        assert_eq!(
            mistakes(json!(39), json!(127), json!(38), json!(128)),
            ["$.map.overlay.north: found the number 38, expected more than \"south\""]
        );
        assert_eq!(mistakes(json!(38), json!(180), json!(39), json!(-180)), [""; 0], "all the way round");
        assert_eq!(
            mistakes(json!(38), json!(127), json!(39), json!(127)),
            ["$.map.overlay.east: found the number 127, expected another longitude than \"west\""]
        );
        assert_eq!(
            mistakes(json!(-91), json!("west"), json!(39), json!(null)),
            [
                "$.map.overlay.south: found the number -91, expected degrees north of the equator, from -90 to 90",
                "$.map.overlay.west: found \"west\", expected degrees east of Greenwich, from -180 to 180",
                "$.map.overlay.east: found null, expected degrees east of Greenwich, from -180 to 180",
            ]
        );
    }
}
