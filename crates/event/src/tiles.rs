//! The web map that a visitor may lay under the course map.

use crate::reader::{Cursor, Object};
use crate::texts::Texts;
use crate::url::{Url, is_web};

/// A web map in square tiles (Web Mercator, EPSG:3857, as OpenStreetMap's are), which a visitor may lay under the course map.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Tiles {
    /// Where a tile is, with `{z}`, `{x}` and `{y}` for its zoom, column and row.
    pub url: TileTemplate,
    /// Whose map it is; shown beside it, as its licence demands.
    pub attribution: Texts,
    /// The closest zoom that the server has.
    #[cfg_attr(feature = "schema", schemars(default = "usual_max_zoom", range(min = 0, max = 22)))]
    pub max_zoom: u8,
}

/// The URL of a tile with `{z}`, `{x}` and `{y}` in its path or query, kept as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TileTemplate(Url);

impl TileTemplate {
    /// The URL of one tile, still to be resolved against the event file.
    ///
    /// ```
    /// # let event = include_str!("../../../public/events/masikryong/event.json");
    /// # let mut event: serde_json::Value = serde_json::from_str(event).unwrap();
    /// event["map"] = serde_json::json!({
    ///     "tiles": { "url": "https://tiles.example/{z}/{x}/{y}.png", "attribution": "Example Maps" }
    /// });
    /// let tiles = saddle_event::read(&event.to_string()).unwrap().event.map.tiles.unwrap();
    /// assert_eq!(tiles.url.fill(18, 232_798, 103_246), "https://tiles.example/18/232798/103246.png");
    /// ```
    pub fn fill(&self, zoom: u8, column: u32, row: u32) -> String {
        let numbers = [u32::from(zoom), column, row];
        let mut url = self.0.as_str().to_owned();
        for (place, number) in PLACES.into_iter().zip(numbers) {
            url = url.replace(&["{", place, "}"].concat(), &number.to_string());
        }
        url
    }

    fn read(at: &Cursor<'_>) -> Self {
        const EXPECTED: &str = "an https: URL or one relative to the event file (http: only on localhost) \
             with {z}, {x} and {y} after its host, and no other braces";
        Self(Url::read_if(at, is_template, EXPECTED))
    }
}

/// What stands in braces where a number goes.
const PLACES: [&str; 3] = ["z", "x", "y"];

/// The zoom that every common server has.
const fn usual_max_zoom() -> u8 {
    17
}

impl Tiles {
    pub(crate) fn read(object: &Object<'_>) -> Self {
        const URL: &str = "the URL of its tiles, with {z}, {x} and {y}";
        const ZOOM: &str = "a whole number from 0 to 22";
        let url = object.required("url", URL).map(|at| TileTemplate::read(&at));
        let attribution = Texts::required(object, "attribution", "whose map it is");
        // At most 22, so the cast loses nothing.
        let max_zoom = object.whole("maxZoom", 0, 22, ZOOM).map_or(usual_max_zoom(), |zoom| zoom as u8);
        Self { url: url.unwrap_or(TileTemplate(Url::gap())), attribution, max_zoom }
    }
}

/// Whether a URL with numbers in its places can be fetched, from a host that is the same for every tile: the visitor is asked
/// about that one.
fn is_template(url: &str) -> bool {
    // By single characters: searching for texts would be the only such code of the widget's first load.
    let mut parts = url.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    let mut is_found = PLACES.map(|_| false);
    for part in parts {
        let Some((place, rest)) = part.split_once('}') else { return false };
        let Some((_, is_found)) = PLACES.iter().zip(&mut is_found).find(|(known, _)| **known == place) else {
            return false;
        };
        *is_found = true;
        filled.push('0');
        filled.push_str(rest);
    }
    let after_scheme = url.split_once(':').and_then(|(_, rest)| rest.strip_prefix("//")).unwrap_or_default();
    let host = after_scheme.split(['/', '?', '#']).next().unwrap_or_default();
    is_web(&filled) && is_found == [true; 3] && !filled.contains('}') && !host.contains('{')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::{mistakes_with, read_with};
    use serde_json::json;

    #[test]
    fn reads_every_key() {
        let tiles = json!({
            "url": "https://tiles.example/{z}/{x}/{y}.png?key=a", "attribution": {"en": "Maps"}, "maxZoom": 15,
        });
        let tiles = read_with("/map", json!({ "tiles": tiles })).map.tiles.expect("there are tiles");
        assert_eq!(tiles.url.fill(3, 1, 2), "https://tiles.example/3/1/2.png?key=a");
        assert_eq!((tiles.attribution.pick("en"), tiles.max_zoom), ("Maps", 15));
        let tiles = json!({ "url": "tiles/{z}/{y}/{x}", "attribution": "Ours" });
        let tiles = read_with("/map", json!({ "tiles": tiles })).map.tiles.expect("there are tiles");
        assert_eq!((tiles.url.fill(9, 7, 8).as_str(), tiles.max_zoom), ("tiles/9/8/7", 17));
    }

    #[test]
    fn a_template_has_its_three_places_after_the_host_and_no_others() {
        for url in [
            "https://tiles.example/{z}/{x}/{y}.png",
            "https://tiles.example?x={x}&y={y}&z={z}",
            "http://localhost:8080/{z}/{x}/{y}",
            "/tiles/{z}/{x}/{y}{z}",
        ] {
            assert!(is_template(url), "{url}");
        }
        for url in [
            "https://tiles.example/{z}/{x}",
            "https://tiles.example/{z}/{x}/{-y}",
            "https://{s}.tiles.example/{z}/{x}/{y}.png",
            "https://{z}.example/{z}/{x}/{y}.png",
            "https://tiles.example/{z}/{x}/{y}{r}.png",
            "https://tiles.example/{{z}}/{x}/{y}",
            "http://tiles.example/{z}/{x}/{y}.png",
            "//tiles.example/{z}/{x}/{y}.png",
            "javascript:{z}/{x}/{y}",
            "{z}:{x}/{y}",
            "https://tiles.example/{z}/{x}/ {y}",
        ] {
            assert!(!is_template(url), "{url}");
        }
    }

    #[test]
    fn says_what_is_wrong_with_them() {
        assert_eq!(
            mistakes_with("/map", json!({"tiles": {"url": "https://a.example/{z}/{x}.png", "maxZoom": 23}})),
            [
                "$.map.tiles.url: found \"https://a.example/{z}/{x}.png\", expected an https: URL or one relative to the \
                 event file (http: only on localhost) with {z}, {x} and {y} after its host, and no other braces",
                "$.map.tiles.attribution: found nothing, expected whose map it is",
                "$.map.tiles.maxZoom: found the number 23, expected a whole number from 0 to 22",
            ]
        );
        assert_eq!(
            mistakes_with("/map", json!({"tiles": {}}))[0],
            "$.map.tiles.url: found nothing, expected the URL of its tiles, with {z}, {x} and {y}"
        );
    }
}
