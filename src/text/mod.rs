//! The words of each language: a JSON file each in `public/words`, English built in, the others fetched when wanted.

#[cfg(test)]
pub mod agreement;
mod fill;
mod languages;
mod order;

pub use fill::fill;
pub use languages::{address, fetch, file, is_own, is_spoken, load, own_name, spoken, take_own, words};
pub(crate) use order::ordered_words;
pub use order::{has_key, starts_with};
pub use saddle_event::language::direction;

use saddle_event::WaypointKind;

ordered_words! {
    /// Every word of the first screen.
    pub struct Words in "/keys.rs";
    tag,
    /// `{places}`
    places,
    /// `{left}` `{places}`
    places_left,
    placeholder,
    distances,
    distance,
    gain,
    loss,
    highest,
    lowest,
    mean_height,
    effort,
    effort_explained,
    published,
    /// `{name}`
    profile,
    profile_hint,
    profile_keys,
    profile_loading,
    track_unreachable,
    track_unreadable,
    no_elevation,
    grade,
    cursor,
    /// `{distance}` `{height}` `{grade}` `{gain}`
    cursor_value,
    /// `{grade}`
    uphill,
    /// `{grade}`
    downhill,
    level,
    /// `{name}`
    map,
    map_keys,
    map_tools,
    map_west,
    map_north,
    map_south,
    map_east,
    map_overlay,
    map_of_organiser,
    /// `{host}`
    map_tiles,
    on_the_way,
    climbs,
    /// What follows `{climb}`, with `{gain}` and `{length}`.
    climb,
    /// `{grade}` `{steepest}`
    climb_grades,
    zoom_in,
    zoom_out,
    whole_course,
    compare,
    mark_stretch,
    mark_how,
    /// `{from}`
    stretch_begins,
    units_metric,
    units_imperial,
    /// `{units}`
    units,
    tools,
    /// `{from}` `{to}` `{length}` `{gain}` `{loss}` `{grade}`
    stretch,
    zoom_to_stretch,
    clear_stretch,
    /// `{number}`
    climb_number,
    /// What follows the grades, with `{category}`.
    category,
    hear,
    plan,
    table,
    take_away,
    ribbon,
    chunk_failed,
    language,
    sign_up,
    event_failed,
    form_loading,
    form_failed,
    fetch_again,
}

/// The kinds of waypoints with their keys in a language file.
const WAYPOINT_KINDS: [(WaypointKind, &str); 7] = [
    (WaypointKind::Start, "waypoint_start"),
    (WaypointKind::Aid, "waypoint_aid"),
    (WaypointKind::Water, "waypoint_water"),
    (WaypointKind::CutOff, "waypoint_cut_off"),
    (WaypointKind::Summit, "waypoint_summit"),
    (WaypointKind::Landmark, "waypoint_landmark"),
    (WaypointKind::Finish, "waypoint_finish"),
];

impl Words {
    /// What a kind of waypoint is called.
    pub fn waypoint_kind(&self, kind: WaypointKind) -> &'static str {
        let index = WAYPOINT_KINDS.iter().position(|(known, _)| *known == kind);
        index.and_then(|index| self.others.get(index)).copied().unwrap_or_default()
    }
}

const _: () = {
    let mut kind = 0;
    while kind < WAYPOINT_KINDS.len() {
        assert!(
            has_key(KEYS_IN_FILE, KEYS.len() + kind, "", WAYPOINT_KINDS[kind].1),
            "a kind of waypoint is missing in public/words/course/en.json"
        );
        kind += 1;
    }
    assert!(
        KEYS_IN_FILE.len() == KEYS.len() + WAYPOINT_KINDS.len(),
        "public/words/course/en.json has a key that nobody reads"
    );
};

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    const FILES: [&str; 8] = [
        include_str!("../../public/words/course/en.json"),
        include_str!("../../public/words/course/zh-Hans.json"),
        include_str!("../../public/words/course/ko.json"),
        include_str!("../../public/words/course/ja.json"),
        include_str!("../../public/words/course/fr.json"),
        include_str!("../../public/words/course/de.json"),
        include_str!("../../public/words/course/es.json"),
        include_str!("../../public/words/course/ar.json"),
    ];

    #[wasm_bindgen_test]
    fn the_languages_agree() {
        agreement::check(&FILES, |_| false);
    }

    #[wasm_bindgen_test]
    fn every_word_is_in_its_place() {
        let words = words("en");
        for (kind, key) in WAYPOINT_KINDS {
            assert_eq!(words.waypoint_kind(kind), agreement::text(FILES[0], key));
        }
        assert_eq!(words.fetch_again, agreement::text(FILES[0], "fetch_again"));
    }
}
