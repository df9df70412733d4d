//! How a sign-up reaches a desk, as the event file writes it.

use crate::header;
use crate::limits;
use crate::preset::{PRESETS, Preset};
use crate::reader::{Cursor, Object};
use crate::url::Url;
use saddle_signup::delivery::USUAL_TIMEOUT_S;
use saddle_signup::message::{is_own_key, is_sent_key};
use saddle_signup::{CustomField, Delivery, Encoding, Format, Names, Post};

/// How a body can be written, by its name in the file; `mailto` is none.
pub(crate) const TYPES: [(&str, Option<Encoding>); 4] = [
    ("json", Some(Encoding::Json)),
    ("form", Some(Encoding::Urlencoded)),
    ("multipart", Some(Encoding::Multipart)),
    ("mailto", None),
];

/// The longest that a desk may take to answer.
pub(crate) const MOST_TIMEOUT_S: u32 = 120;

/// Reads a delivery: `{"type": "form", "url": "…", "idempotent": true}`, `{"preset": "formspree", "url": "…"}`, or
/// `{"type": "mailto"}`.
pub(crate) fn read(object: &Object<'_>) -> Delivery {
    let service = object.optional("preset").map(|at| at.word(&PRESETS));
    let encoding = match &service {
        Some(service) => {
            if let Some(at) = object.optional("type") {
                at.mistake("nothing here, since the preset says it");
            }
            service.as_ref().map(|preset| preset.encoding)
        }
        None => {
            object.required("type", "how the desk takes sign-ups").and_then(|at| at.word(&TYPES)).flatten()
        }
    };
    let Some(encoding) = encoding else { return Delivery::Mailto };
    let preset = service.flatten();
    let mut post = Post::new(read_url(object, preset.as_ref()), Format::from(encoding));
    post.idempotent = object.flag("idempotent");
    post.hidden_answer = object.flag_or("hiddenAnswer", preset.is_some_and(|preset| preset.hidden_answer));
    post.by_form = object.flag("byForm");
    post.headers = read_headers(object);
    post.key_header = read_key_header(object);
    post.timeout_s = object
        .whole("timeoutSeconds", 1, MOST_TIMEOUT_S, "a whole number of seconds, from 1 to 120")
        .unwrap_or(USUAL_TIMEOUT_S);
    post.format.names = read_names(object, preset.as_ref());
    if encoding == Encoding::Json {
        for (key, is_set) in [("hiddenAnswer", post.hidden_answer), ("byForm", post.by_form)] {
            if is_set {
                object.mistake_at(key, "false: browsers send JSON only where they may read the answer");
            }
        }
    }
    // What ALTCHA calls a challenge: <https://altcha.org/docs/server-integration/>.
    post.challenge = object.optional("challenge").map(|at| Url::read(&at).into_string());
    if post.by_form && post.challenge.is_some() {
        object.mistake_at("byForm", "false: such a form brings no proof of work along");
    }
    if post.hidden_answer {
        for (key, is_set) in
            [("headers", !post.headers.is_empty()), ("idempotencyHeader", post.key_header.is_some())]
        {
            if is_set {
                object.mistake_at(
                    key,
                    "nothing here, since browsers send no header where they may not read the answer",
                );
            }
        }
    }
    Delivery::Post(Box::new(post))
}

fn read_url(object: &Object<'_>, preset: Option<&Preset>) -> String {
    if let Some(url) = preset.and_then(|preset| preset.url)
        && !object.has("url")
    {
        // The key is known all the same.
        object.optional("url");
        return url.to_owned();
    }
    let url = Url::required(object, "url", "the URL that sign-ups are sent to").into_string();
    if let Some((part, expected)) = preset.and_then(|preset| preset.url_holds)
        && !url.is_empty()
        && !url.contains(part)
    {
        object.mistake_at("url", expected);
    }
    url
}

fn read_headers(object: &Object<'_>) -> Vec<(String, String)> {
    let mut headers = Vec::new();
    let Some(at) = object.optional("headers") else { return headers };
    for (name, at) in at.entries(limits::ITEMS) {
        let value = at.text(limits::WORD_CHARS);
        if !header::is_free(name) {
            at.mistake(header::EXPECTED);
        } else if !header::is_value(value) {
            at.mistake("letters, digits and signs of ASCII");
        }
        headers.push((name.to_owned(), value.to_owned()));
    }
    headers
}

fn read_key_header(object: &Object<'_>) -> Option<String> {
    let at = object.optional("idempotencyHeader")?;
    let name = at.text(limits::WORD_CHARS);
    if !name.is_empty() && !header::is_free(name) {
        at.mistake(header::EXPECTED);
    }
    Some(name.to_owned())
}

fn read_names(object: &Object<'_>, preset: Option<&Preset>) -> Names {
    let from_preset = |name: fn(&Preset) -> Option<&'static str>| preset.and_then(name).map(str::to_owned);
    let mut names = Names {
        subject: from_preset(|preset| preset.subject),
        reply_to: from_preset(|preset| preset.reply_to),
        honeypot: from_preset(|preset| preset.honeypot),
        ..Names::default()
    };
    if let Some((key, name, expected)) = preset.and_then(|preset| preset.needs)
        && let Some(at) = object.required(key, expected)
    {
        names.constants.push((name.to_owned(), at.text(limits::WORD_CHARS).to_owned()));
    }
    let prefix = preset.and_then(|preset| preset.prefix);
    if let Some(at) = object.optional("constants") {
        for (name, at) in at.entries(limits::ITEMS) {
            let value = at.text(limits::TEXT_CHARS);
            check_name(name, &at, None, &names, prefix);
            names.constants.push((name.to_owned(), value.to_owned()));
        }
    }
    if let Some(at) = object.optional("honeypot") {
        names.honeypot = None;
        names.honeypot = Some(read_name(&at, None, &names, prefix));
    }
    if let Some(at) = object.optional("names") {
        for (key, at) in at.entries(limits::ITEMS) {
            let name = read_name(&at, Some(key), &names, prefix);
            names.own.push((key.to_owned(), name));
        }
    }
    let rest = match preset {
        Some(preset) if preset.drops_unknown => {
            object.required("rest", "the name of the field that takes all that has no name of its own")
        }
        _ => object.optional("rest"),
    };
    if let Some(at) = rest {
        names.rest = Some(read_name(&at, None, &names, prefix));
    }
    names
}

/// Reads what a service calls a field; `key` is ours, if it is one of our fields.
fn read_name(at: &Cursor<'_>, key: Option<&str>, names: &Names, prefix: Option<&str>) -> String {
    let name = at.text(limits::WORD_CHARS);
    if !name.is_empty() {
        check_name(name, at, key, names, prefix);
    }
    name.to_owned()
}

/// Notes a name that cannot be one of a field, or that another field has.
fn check_name(name: &str, at: &Cursor<'_>, key: Option<&str>, names: &Names, prefix: Option<&str>) {
    let is_theirs = |(_, theirs): &(String, String)| theirs == name;
    if name.is_empty() || name.contains(char::is_control) {
        at.mistake("the name of a field");
    } else if prefix.is_some_and(|prefix| !name.starts_with(prefix)) {
        at.mistake("the name of a question of the form, such as \"entry.123\"");
    } else if is_own_key(name) && key != Some(name) {
        at.mistake("a name that is none of the keys which every desk receives");
    } else if names.own.iter().any(is_theirs) || names.added().any(|taken| taken == name) {
        at.mistake("a name that no other field has");
    }
}

/// Notes what a delivery and the event's own fields take from each other; `desk` is the desk's object.
pub(crate) fn check(desk: &Object<'_>, delivery: &Delivery, customs: &[CustomField]) {
    let Delivery::Post(post) = delivery else { return };
    let names = &post.format.names;
    let object = desk.object("delivery");
    if let Some(at) = object.optional("names") {
        for (key, at) in at.entries(limits::ITEMS) {
            if !is_sent_key(key, customs) {
                at.mistake("this under a key that desks receive, or the id of a field of the form");
            }
        }
    }
    let is_added = |id: &str| {
        names.added().any(|name| name == id) || names.own.iter().any(|(key, name)| name == id && key != id)
    };
    if customs.iter().any(|custom| names.of(&custom.id) == Some(&custom.id) && is_added(&custom.id)) {
        desk.mistake_at("delivery", "names of fields that are no ids of the form's own fields");
    }
    object.leave();
}

#[cfg(test)]
mod tests {
    use super::PRESETS;
    use crate::demo::{enrolment_with, mistakes, mistakes_with, value};
    use saddle_signup::{Delivery, Encoding, Names, Post};
    use serde_json::{Value, json};

    fn post(delivery: Value) -> Post {
        match enrolment_with("/desks/0/delivery", delivery).desks.swap_remove(0).delivery {
            Delivery::Post(post) => *post,
            Delivery::Mailto => panic!("it is posted"),
        }
    }

    fn mistakes_of(delivery: Value) -> Vec<String> {
        mistakes_with("/desks/0/delivery", delivery)
            .into_iter()
            .map(|mistake| mistake.replace("$.desks[0].delivery", "$"))
            .collect()
    }

    fn pairs(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn reads_every_type() {
        for (kind, encoding) in
            [("json", Encoding::Json), ("form", Encoding::Urlencoded), ("multipart", Encoding::Multipart)]
        {
            let url = "http://localhost:3000/desk";
            assert_eq!(post(json!({"type": kind, "url": url})), Post::new(url.to_owned(), encoding.into()));
        }
        assert_eq!(
            enrolment_with("/desks/0/delivery", json!({"type": "mailto"})).desks[0].delivery,
            Delivery::Mailto
        );
    }

    #[test]
    fn reads_every_setting() {
        let read = post(json!({
            "type": "form", "url": "/desk", "idempotent": true, "byForm": true, "timeoutSeconds": 5,
            "headers": {"X-Race": "hill run"}, "idempotencyHeader": "Idempotency-Key",
            "constants": {"form": "7"}, "names": {"name": "Full name", "email": "email", "idempotency_key": "id"},
            "honeypot": "fax", "rest": "message",
        }));
        let names = Names {
            own: pairs(&[("email", "email"), ("idempotency_key", "id"), ("name", "Full name")]),
            constants: pairs(&[("form", "7")]),
            honeypot: Some("fax".into()),
            rest: Some("message".into()),
            ..Names::default()
        };
        let mut found = read.clone();
        found.format.names.own.sort();
        let mut expected = Post::new("/desk".into(), Encoding::Urlencoded.into());
        expected.format.names = names;
        expected.idempotent = true;
        expected.by_form = true;
        expected.timeout_s = 5;
        expected.headers = pairs(&[("X-Race", "hill run")]);
        expected.key_header = Some("Idempotency-Key".into());
        assert_eq!(found, expected);
        assert!(post(json!({"type": "form", "url": "/desk", "hiddenAnswer": true})).hidden_answer);
    }

    #[test]
    fn a_desk_may_ask_for_a_proof_of_work() {
        let challenge =
            |value: Value| post(json!({"type": "form", "url": "/desk", "challenge": value})).challenge;
        assert_eq!(challenge(json!("/challenge")).as_deref(), Some("/challenge"));
        assert_eq!(challenge(json!(null)), None);
        let mistakes = mistakes_with("/desks/0/delivery/challenge", json!("http://example.org/"));
        assert!(mistakes[0].starts_with("$.desks[0].delivery.challenge: found \"http://example.org/\""));
    }

    #[test]
    fn a_preset_knows_its_service() {
        let read = post(json!({"preset": "web3forms", "accessKey": "k"}));
        assert_eq!(
            (read.url.as_str(), read.format.encoding),
            ("https://api.web3forms.com/submit", Encoding::Multipart)
        );
        assert_eq!(read.format.names.constants, pairs(&[("access_key", "k")]));
        assert_eq!(read.format.names.honeypot.as_deref(), Some("botcheck"));

        let read = post(json!({"preset": "formspree", "url": "https://formspree.io/f/x", "honeypot": "fax"}));
        let names = read.format.names;
        assert_eq!(
            (names.subject.as_deref(), names.reply_to.as_deref()),
            (Some("_subject"), Some("_replyto"))
        );
        assert_eq!(names.honeypot.as_deref(), Some("fax"), "the event's own wins");

        let read = post(json!({
            "preset": "google-forms", "url": "https://docs.google.com/forms/d/e/x/formResponse",
            "names": {"name": "entry.1"}, "rest": "entry.2",
        }));
        assert!(read.hidden_answer && read.format.encoding == Encoding::Urlencoded);

        let read = post(json!({"preset": "netlify", "formName": "sign-up", "rest": "others"}));
        assert_eq!((read.url.as_str(), read.hidden_answer), ("/", false));
        assert!(
            post(json!({"preset": "netlify", "formName": "sign-up", "rest": "others", "hiddenAnswer": true}))
                .hidden_answer
        );
        let read = post(json!({"preset": "chat-webhook", "url": "https://hooks.slack.com/services/x"}));
        assert!(read.hidden_answer && read.format.encoding == Encoding::Chat);
        post(json!({"preset": "basin", "url": "https://usebasin.com/f/x"}));
        post(json!({"preset": "formsubmit", "url": "https://formsubmit.co/ajax/x"}));
    }

    #[test]
    fn says_what_a_preset_is_missing() {
        assert_eq!(
            mistakes_of(json!({"preset": "web3forms"})),
            ["$.accessKey: found nothing, expected the access key that Web3Forms has sent you"]
        );
        assert_eq!(
            mistakes_of(json!({"preset": "netlify"})),
            [
                "$.formName: found nothing, expected the name of the form that Netlify has found on your site",
                "$.rest: found nothing, expected the name of the field that takes all that has no name of its own",
            ]
        );
        assert_eq!(
            mistakes_of(json!({
                "preset": "google-forms", "url": "https://docs.google.com/forms/d/e/x/viewform", "names": {"name": "Name"},
            })),
            [
                "$.url: found \"https://docs.google.com/forms/d/e/x/viewform\", expected the form's address with \"formResponse\" for \"viewform\"",
                "$.names.name: found \"Name\", expected the name of a question of the form, such as \"entry.123\"",
                "$.rest: found nothing, expected the name of the field that takes all that has no name of its own",
            ]
        );
        assert_eq!(
            mistakes_of(json!({"preset": "formsubmit", "url": "https://formsubmit.co/x"})),
            [
                "$.url: found \"https://formsubmit.co/x\", expected the address with \"/ajax/\" in it, which answers in JSON"
            ]
        );
        assert_eq!(
            mistakes_of(json!({"preset": "formspree"})),
            ["$.url: found nothing, expected the URL that sign-ups are sent to"]
        );
        assert_eq!(
            mistakes_of(json!({"preset": "formspree", "type": "form", "url": "/x"})),
            ["$.type: found \"form\", expected nothing here, since the preset says it"]
        );
        assert!(
            mistakes_of(json!({"preset": "fax"}))[0]
                .starts_with("$.preset: found \"fax\", expected one of \"formspree\"")
        );
    }

    #[test]
    fn what_organisers_are_told_to_write_reads() {
        let page = include_str!("../../../docs/form-services.md");
        let examples: Vec<Value> = page
            .split("```json\n")
            .skip(1)
            .filter_map(|after| after.split("```").next())
            .map(|example| serde_json::from_str(&["{", example, "}"].concat()).expect("JSON"))
            .collect();
        assert_eq!(examples.len(), PRESETS.len());
        for (example, (name, _)) in examples.into_iter().zip(PRESETS) {
            let delivery = example["delivery"].clone();
            assert_eq!(delivery["preset"], name);
            assert_eq!(mistakes_of(delivery), [""; 0], "{name}");
        }
    }

    #[test]
    fn says_what_is_wrong_with_it() {
        let url = "expected an https: URL or one relative to the event file (http: only on localhost), without spaces";
        assert_eq!(
            mistakes_of(json!({"type": "json", "url": "http://example.org/"})),
            [format!("$.url: found \"http://example.org/\", {url}")]
        );
        assert_eq!(
            mistakes_of(json!({"type": "form", "idempotent": 1})),
            [
                "$.url: found nothing, expected the URL that sign-ups are sent to",
                "$.idempotent: found the number 1, expected true or false",
            ]
        );
        assert_eq!(
            mistakes_of(json!({"type": "fax"})),
            ["$.type: found \"fax\", expected one of \"json\" \"form\" \"multipart\" \"mailto\""]
        );
    }

    #[test]
    fn refuses_settings_that_leak_clash_or_cannot_be() {
        let free = "a request header that is free to set and holds no secret (the event file is public)";
        let json_answer = "false: browsers send JSON only where they may read the answer";
        for (settings, expected) in [
            (json!({"headers": {"Authorization": "Bearer x"}}), format!("$.headers.Authorization: found \"Bearer x\", expected the name of {free}")),
            (json!({"headers": {"X-Race": "길"}}), "$.headers[\"X-Race\"]: found \"길\", expected letters, digits and signs of ASCII".to_owned()),
            (json!({"idempotencyHeader": "Cookie"}), format!("$.idempotencyHeader: found \"Cookie\", expected the name of {free}")),
            (json!({"timeoutSeconds": 0}), "$.timeoutSeconds: found the number 0, expected a whole number of seconds, from 1 to 120".to_owned()),
            (json!({"type": "json", "hiddenAnswer": true}), format!("$.hiddenAnswer: found true, expected {json_answer}")),
            (json!({"type": "json", "byForm": true}), format!("$.byForm: found true, expected {json_answer}")),
            (
                json!({"type": "form", "byForm": true, "challenge": "/work"}),
                "$.byForm: found true, expected false: such a form brings no proof of work along".to_owned(),
            ),
            (json!({"hiddenAnswer": true, "idempotencyHeader": "Key"}), "$.idempotencyHeader: found \"Key\", expected nothing here, since browsers send no header where they may not read the answer".to_owned()),
            (json!({"constants": {"email": "x"}}), "$.constants.email: found \"x\", expected a name that is none of the keys which every desk receives".to_owned()),
            (json!({"names": {"name": "a"}, "rest": "a"}), "$.rest: found \"a\", expected a name that no other field has".to_owned()),
            (json!({"names": {"nmae": "a"}}), "$.names.nmae: found \"a\", expected this under a key that desks receive, or the id of a field of the form".to_owned()),
        ] {
            let mut delivery = json!({"type": "form", "url": "/desk"});
            for (key, value) in settings.as_object().expect("an object") {
                delivery[key] = value.clone();
            }
            assert_eq!(mistakes_of(delivery), [expected]);
        }
    }

    #[test]
    fn a_field_of_the_events_own_is_none_of_a_services() {
        let mut event = value();
        event["desks"][0]["delivery"] = json!({"preset": "web3forms", "accessKey": "k"});
        let field = json!({"id": "subject", "type": "text", "label": "Subject"});
        event["form"]["fields"].as_array_mut().expect("a list").push(field);
        assert_eq!(
            mistakes(&event),
            [
                "$.desks[0].delivery: found an object, expected names of fields that are no ids of the form's own fields"
            ]
        );
        event["desks"][0]["delivery"]["names"] = json!({"subject": "field_subject"});
        assert_eq!(mistakes(&event), [""; 0]);
    }
}
