//! What lies under the course map.

use crate::overlay::Overlay;
use crate::reader::Object;
use crate::tiles::Tiles;

/// What lies under the course map of every distance; nothing unless the file says.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Map {
    /// An image of the ground, such as the organiser's own course map.
    pub overlay: Option<Overlay>,
    /// A web map; nothing is asked of its server before a visitor has asked for it.
    pub tiles: Option<Tiles>,
}

impl Map {
    pub(crate) fn read(object: &Object<'_>) -> Self {
        Self {
            overlay: object.optional("overlay").and_then(|at| Overlay::read(&at.object())),
            tiles: object.optional("tiles").map(|at| Tiles::read(&at.object())),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::demo::{mistakes_with, read_with};
    use serde_json::json;

    #[test]
    fn nothing_lies_under_the_map_unless_the_file_says() {
        let map = read_with("/map", json!(null)).map;
        assert_eq!(map, super::Map::default());
        assert_eq!(mistakes_with("/map", json!([])), ["$.map: found a list of 0, expected an object"]);
    }
}
