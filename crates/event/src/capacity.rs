//! How many runners an event takes.

use crate::reader::{Cursor, Object};
use crate::texts::Texts;

/// How many runners an event takes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Capacity {
    /// Places of the whole event.
    pub places: u32,
    /// How many of them are left, where the file itself says so; an answer of the `availability` URL wins.
    pub left: Option<u32>,
    /// For whom the places are, or how they are shared.
    pub note: Option<Texts>,
    /// Whether sign-ups are taken for a waiting list once the event is full.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub waiting_list: bool,
}

impl Capacity {
    pub(crate) fn read(object: &Object<'_>) -> Self {
        Self {
            places: object.required("places", PLACES).and_then(|at| read_places(&at)).unwrap_or_default(),
            left: object.whole("left", 0, 1_000_000, "a whole number of places that are left"),
            note: Texts::optional(object, "note"),
            waiting_list: object.flag("waitingList"),
        }
    }
}

const PLACES: &str = "a whole number of places, from 1 to 1000000";

/// Reads a number of places, of an event or of a distance.
pub(crate) fn read_places(at: &Cursor<'_>) -> Option<u32> {
    at.whole(1, 1_000_000, PLACES)
}

#[cfg(test)]
mod tests {
    use crate::demo::{mistakes_with, read_with};
    use serde_json::json;

    #[test]
    fn a_capacity_has_places_and_may_have_a_waiting_list() {
        let capacity = |value| read_with("/capacity", value).capacity.map(|it| (it.places, it.waiting_list));
        assert_eq!(capacity(json!({"places": 7})), Some((7, false)));
        assert_eq!(capacity(json!({"places": 7, "waitingList": true})), Some((7, true)));
        assert_eq!(capacity(json!(null)), None);
        assert_eq!(
            mistakes_with("/capacity", json!({"places": 0, "waitingList": "yes"})),
            [
                "$.capacity.places: found the number 0, expected a whole number of places, from 1 to 1000000",
                "$.capacity.waitingList: found \"yes\", expected true or false",
            ]
        );
    }
}
