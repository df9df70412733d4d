//! The words of each language: a JSON file each in `public/words`, English built in, the others fetched when wanted.

mod fill;
mod languages;

pub use fill::fill;
pub use languages::{load, words};

use saddle_event::WaypointKind;
use saddle_signup::FieldName;

/// What the form says about one field.
#[derive(Clone, Copy)]
pub struct FieldWords {
    /// The question; `{series}` stands for the race series.
    pub label: &'static str,
    /// What helps to answer it; empty where nothing does.
    pub hint: &'static str,
    /// What to do when it was left empty.
    pub missing: &'static str,
}

/// Declares the words that stand by themselves, in the order in which every language file has them.
macro_rules! words {
    ($($(#[$doc:meta])* $key:ident,)*) => {
        /// Every word of the widget. `{name}` marks what [`fill`] puts in.
        pub struct Words {
            $($(#[$doc])* pub $key: &'static str,)*
            waypoint_kinds: Vec<&'static str>,
            fields: Vec<FieldWords>,
        }

        /// The keys of the words that stand by themselves.
        const KEYS: &[&str] = &[$(stringify!($key)),*];

        impl Words {
            /// Takes the texts of a language file, one a line, in the order of the file: first the words that stand by
            /// themselves, then those of each kind of waypoint, then label, hint and mistake of each field.
            fn read(texts: &'static str) -> Self {
                let mut lines = texts.split('\n');
                let mut next = || lines.next().unwrap_or_default();
                Self {
                    $($key: next(),)*
                    waypoint_kinds: WAYPOINT_KINDS.iter().map(|_| next()).collect(),
                    fields: FieldName::ALL
                        .iter()
                        .map(|_| FieldWords { label: next(), hint: next(), missing: next() })
                        .collect(),
                }
            }
        }
    };
}

words! {
    tag,
    /// `{places}`
    places,
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
    map_overlay,
    /// `{host}`
    map_tiles,
    on_the_way,
    climbs,
    /// `{gain}` `{length}`
    climb,
    /// `{grade}` `{steepest}`
    climb_grades,
    zoom_in,
    zoom_out,
    whole_course,
    compare,
    mark_stretch,
    units_metric,
    units_imperial,
    units,
    tools,
    /// `{from}` `{to}` `{length}` `{gain}` `{loss}` `{grade}`
    stretch,
    zoom_to_stretch,
    clear_stretch,
    /// `{number}`
    climb_number,
    /// `{category}`
    category,
    hear,
    plan,
    table,
    take_away,
    ribbon,
    chunk_failed,
    sign_up,
    /// `{date}`
    not_yet_open,
    full,
    closed,
    past,
    optional,
    choose,
    section_race,
    section_trip,
    section_runner,
    section_emergency,
    section_guardian,
    section_rest,
    date_of_birth,
    /// `{desk}`
    goes_to,
    /// `{desk}`
    privacy_of,
    trap,
    send,
    prepare_mail,
    sending,
    /// `{seconds}`
    sending_again,
    /// `{mailbox}`
    stuck,
    problems,
    not_a_choice,
    not_an_email,
    not_a_phone,
    not_a_date,
    in_the_future,
    /// `{age}`
    too_young,
    not_a_country,
    /// `{limit}`
    too_long,
    accepted,
    /// `{desk}` `{email}`
    accepted_next,
    reference,
    desk_reference,
    you_sent,
    another,
    refused,
    refused_next,
    not_now,
    not_now_next,
    unknown,
    unknown_next,
    opaque,
    opaque_next,
    /// `{desk}`
    mailbox,
    mailbox_next,
    nothing_lost,
    try_again,
    by_mail,
    /// `{mailbox}`
    by_mail_how,
    open_mail,
    open_mail_short,
    copy,
    copied,
    copy_failed,
    save_mail,
    save_text,
    whole_text,
    i_sent_it,
    thanks,
    mail_subject,
    mail_intro,
    mail_paste,
    mail_event,
    mail_replaces,
    mail_partner,
    yes,
    event_failed,
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
    /// What the form says about a field.
    pub fn field(&self, name: FieldName) -> FieldWords {
        let index = FieldName::ALL.iter().position(|known| *known == name);
        let found = index.and_then(|index| self.fields.get(index));
        found.copied().unwrap_or(FieldWords { label: "", hint: "", missing: "" })
    }

    /// What a kind of waypoint is called.
    pub fn waypoint_kind(&self, kind: WaypointKind) -> &'static str {
        let index = WAYPOINT_KINDS.iter().position(|(known, _)| *known == kind);
        index.and_then(|index| self.waypoint_kinds.get(index)).copied().unwrap_or_default()
    }
}

/// The keys of the English file, as `build.rs` found them.
const KEYS_IN_FILE: &[&str] = &include!(concat!(env!("OUT_DIR"), "/keys.rs"));

// The texts are taken by their order, so a file in another order would put every word into the wrong place.
const _: () = {
    let mut index = 0;
    while index < KEYS.len() {
        assert!(
            is_key(index, "", KEYS[index]),
            "a word stands in another place in public/words/en.json than here"
        );
        index += 1;
    }
    let mut kind = 0;
    while kind < WAYPOINT_KINDS.len() {
        assert!(
            is_key(index, "", WAYPOINT_KINDS[kind].1),
            "a kind of waypoint is missing in public/words/en.json"
        );
        (kind, index) = (kind + 1, index + 1);
    }
    let mut field = 0;
    while field < FieldName::ALL.len() {
        let name = FieldName::ALL[field].as_str();
        assert!(
            is_key(index, "field_", name)
                && is_key(index + 1, "hint_", name)
                && is_key(index + 2, "missing_", name),
            "a field needs field_, hint_ and missing_ in public/words/en.json, in the order of FieldName::ALL"
        );
        (field, index) = (field + 1, index + 3);
    }
    assert!(index == KEYS_IN_FILE.len(), "public/words/en.json has a key that nobody reads");
};

/// Whether the key at this place in the file is this one.
const fn is_key(index: usize, prefix: &str, rest: &str) -> bool {
    let (key, prefix, rest) = (KEYS_IN_FILE[index].as_bytes(), prefix.as_bytes(), rest.as_bytes());
    let mut at = 0;
    while at < key.len() {
        let expected = if at < prefix.len() {
            prefix[at]
        } else if at - prefix.len() < rest.len() {
            rest[at - prefix.len()]
        } else {
            return false;
        };
        if key[at] != expected {
            return false;
        }
        at += 1;
    }
    at == prefix.len() + rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Map, Value};
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    const FILES: [&str; 3] = [
        include_str!("../../public/words/en.json"),
        include_str!("../../public/words/zh-Hans.json"),
        include_str!("../../public/words/ko.json"),
    ];

    fn file(json: &str) -> Map<String, Value> {
        serde_json::from_str(json).expect("a JSON object")
    }

    /// The keys in the order of the file, each of which begins a line.
    fn keys(json: &str) -> Vec<&str> {
        json.lines().filter_map(|line| line.trim().strip_prefix('"')?.split('"').next()).collect()
    }

    fn places(text: &Value) -> Vec<String> {
        let text = text.as_str().expect("a text");
        let mut places: Vec<String> = text
            .split('{')
            .skip(1)
            .map(|rest| rest.split('}').next().unwrap_or_default().to_owned())
            .collect();
        places.sort();
        places
    }

    #[wasm_bindgen_test]
    fn every_language_has_every_key_and_every_place() {
        let english = file(FILES[0]);
        for json in FILES {
            let other = file(json);
            assert_eq!(keys(FILES[0]), keys(json), "in this order");
            for (key, text) in &english {
                assert_eq!(places(text), places(&other[key]), "{} of {}", key, other["tag"]);
                let text = other[key].as_str().expect("a text");
                assert!(!text.contains('\n') && text.is_empty() == (english[key] == ""), "{key}");
                assert!(!text.is_empty() || key.starts_with("hint_"), "{key}");
            }
        }
    }

    /// What the code asks for, and a file must have.
    fn asked() -> Vec<String> {
        let fields = FieldName::ALL
            .iter()
            .flat_map(|name| ["field_", "missing_"].map(|of| [of, name.as_str()].concat()));
        let kinds = WAYPOINT_KINDS.iter().map(|(_, key)| *key);
        KEYS.iter().copied().chain(kinds).map(str::to_owned).chain(fields).collect()
    }

    #[wasm_bindgen_test]
    fn every_language_has_what_the_code_asks_for_and_nothing_else() {
        let asked = asked();
        for json in FILES {
            let words = file(json);
            for key in &asked {
                assert!(words.contains_key(key), "{key} is not in {}", words["tag"]);
            }
            // Where a field needs no hint there is none.
            let is_hint = |key: &str| key.strip_prefix("hint_").and_then(FieldName::from_key).is_some();
            for key in words.keys() {
                assert!(asked.contains(key) || is_hint(key), "nobody asks for {key} of {}", words["tag"]);
            }
        }
    }

    #[wasm_bindgen_test]
    fn every_field_and_every_kind_of_waypoint_has_words() {
        let words = words("en");
        for name in FieldName::ALL {
            assert!(!words.field(name).label.is_empty() && !words.field(name).missing.is_empty(), "{name:?}");
        }
        for (kind, _) in WAYPOINT_KINDS {
            assert!(!words.waypoint_kind(kind).is_empty(), "{kind:?}");
        }
        assert_eq!(words.field(FieldName::Email).hint, "The desk answers here.");
        assert_eq!(words.field(FieldName::Consent).missing, file(FILES[0])["missing_consent"]);
        assert_eq!(words.event_failed, file(FILES[0])["event_failed"]);
    }
}
