//! The words of each language: a JSON file each in `public/words`, English built in, the others fetched when wanted.

mod fill;
mod languages;

pub use fill::fill;
pub use languages::{load, words};

use saddle_event::WaypointKind;
use saddle_signup::FieldName;
use serde_json::Value;

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

/// Declares the words that stand by themselves, and reads each from the key of its name.
macro_rules! words {
    ($($(#[$doc:meta])* $key:ident,)*) => {
        /// Every word of the widget. `{name}` marks what [`fill`] puts in.
        pub struct Words {
            $($(#[$doc])* pub $key: &'static str,)*
            fields: Vec<FieldWords>,
            waypoint_kinds: Vec<&'static str>,
        }

        #[cfg(test)]
        const KEYS: &[&str] = &[$(stringify!($key),)*];

        impl Words {
            /// Reads a language file. What it lacks is empty; a test sees to it that no file lacks anything.
            ///
            /// A language is read once for the life of the page, so its words are never given back.
            fn read(json: &str) -> Self {
                let words: Value = serde_json::from_str(json).unwrap_or_default();
                let text = |key: &str| kept(&words, key);
                Self {
                    $($key: text(stringify!($key)),)*
                    fields: FieldName::ALL.iter().map(|name| field(&words, name.as_str())).collect(),
                    waypoint_kinds: WAYPOINT_KINDS.iter().map(|(_, key)| text(key)).collect(),
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
    /// `{name}`
    ribbon_picture,
    ribbon_side,
    ribbon_turning,
    /// `{times}`
    ribbon_heights,
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

fn field(words: &Value, name: &str) -> FieldWords {
    let text = |prefix: &str| kept(words, &[prefix, name].concat());
    FieldWords { label: text("field_"), hint: text("hint_"), missing: text("missing_") }
}

fn kept(words: &Value, key: &str) -> &'static str {
    let text = words.get(key).and_then(Value::as_str).unwrap_or_default();
    Box::leak(Box::<str>::from(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Map;
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
            let keys = |words: &Map<String, Value>| words.keys().cloned().collect::<Vec<_>>();
            assert_eq!(keys(&english), keys(&other));
            for (key, text) in &english {
                assert_eq!(places(text), places(&other[key]), "{} of {}", key, other["tag"]);
                assert!(other[key].as_str().is_some_and(|text| !text.is_empty()), "{key}");
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
        let words = Words::read(FILES[0]);
        for name in FieldName::ALL {
            assert!(!words.field(name).label.is_empty() && !words.field(name).missing.is_empty(), "{name:?}");
        }
        for (kind, _) in WAYPOINT_KINDS {
            assert!(!words.waypoint_kind(kind).is_empty(), "{kind:?}");
        }
        assert_eq!(words.field(FieldName::Email).hint, "The desk answers here.");
    }
}
