//! What a desk's answer, or the lack of one, means for the sign-up.

mod body;
mod retry_after;

use crate::custom::CustomField;
use crate::field_id::FieldId;
use crate::names::Names;
use body::Body;

/// An HTTP answer, as far as the browser lets it be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reply<'a> {
    /// The status code; 0 where it is hidden.
    pub status: u16,
    /// The `Content-Type` header.
    pub content_type: Option<&'a str>,
    /// The body as text.
    pub body: &'a str,
    /// Whether the browser hides the answer (`no-cors`, or a redirect that was not followed).
    pub opaque: bool,
    /// The `Retry-After` header, if the desk exposes it.
    pub retry_after: Option<&'a str>,
    /// Whether it is the answer of another address, to which the desk has sent the browser on.
    pub redirected: bool,
}

/// The fields that a desk may object to, besides the built-in ones.
#[derive(Clone, Copy, Debug, Default)]
pub struct KnownFields<'a> {
    /// The event's own.
    pub customs: &'a [CustomField],
    /// What the desk calls them all.
    pub names: Option<&'a Names>,
}

/// Why there was no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoReply {
    /// The request failed: offline, refused, or forbidden by CORS.
    Network,
    /// No answer in time.
    Timeout,
}

/// What became of a sign-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The desk has it.
    Accepted {
        /// The desk's own reference, if it gave one.
        reference: Option<String>,
    },
    /// The desk does not want it as it is.
    Refused {
        /// What it says about single fields; of a date, the day stands for all of it.
        fields: Vec<(FieldId, String)>,
        /// What it says about the whole.
        general: Vec<String>,
    },
    /// No place is left; the desk has not kept it.
    Full {
        /// What it says about that.
        said: Vec<String>,
    },
    /// The desk has too much to do.
    NotNow {
        /// How long it asks to wait, at most 30 s.
        retry_after_s: Option<u32>,
    },
    /// It may have arrived.
    Unknown {
        /// Why nobody knows.
        why: Unknown,
    },
}

/// Why it is unknown whether a sign-up arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// The request failed on the way there or back.
    Network,
    /// No answer in time.
    Timeout,
    /// The desk's server failed, with this status.
    ServerError(u16),
    /// An answer that makes no sense.
    Garbled,
    /// An answer that the browser hides: sent, not confirmed.
    Opaque,
}

impl Outcome {
    /// Reads an answer that came at `now_s` (Unix seconds). A desk may object to the `known` fields.
    ///
    /// A success in the status that is a failure in the JSON body is a refusal. A refusal in the status is
    /// one whatever the body is; but if the desk has sent the browser on to a page that says no and does not say why in JSON,
    /// that may be a missing page of thanks, and the desk may have taken the sign-up before.
    pub fn of_reply(reply: &Reply<'_>, now_s: u64, known: &KnownFields<'_>) -> Self {
        if reply.opaque {
            return Self::Unknown { why: Unknown::Opaque };
        }
        match reply.status {
            200..=299 => match Body::read(reply.content_type, reply.body) {
                Body::Garbled => Self::Unknown { why: Unknown::Garbled },
                Body::Object(object) if body::is_failure(&object) => refused(&Body::Object(object), known),
                body => Self::Accepted { reference: body.reference() },
            },
            429 => Self::NotNow {
                retry_after_s: reply.retry_after.and_then(|text| retry_after::seconds(text, now_s)),
            },
            400..=499 => match Body::read(reply.content_type, reply.body) {
                Body::Text(_) | Body::Garbled if reply.redirected => Self::Unknown { why: Unknown::Garbled },
                body => refused(&body, known),
            },
            500..=599 => Self::Unknown { why: Unknown::ServerError(reply.status) },
            _ => Self::Unknown { why: Unknown::Garbled },
        }
    }
}

fn refused(body: &Body<'_>, known: &KnownFields<'_>) -> Outcome {
    let body::Objections { fields, general, .. } = body.objections(known);
    if body.is_full() {
        return Outcome::Full { said: general };
    }
    Outcome::Refused { fields, general }
}

impl From<NoReply> for Outcome {
    fn from(no_reply: NoReply) -> Self {
        Self::Unknown {
            why: match no_reply {
                NoReply::Network => Unknown::Network,
                NoReply::Timeout => Unknown::Timeout,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::custom::tests::customs;
    use crate::form::FieldName;
    use proptest::prelude::*;

    fn reply<'a>(status: u16, content_type: &'a str, body: &'a str) -> Reply<'a> {
        Reply { status, content_type: Some(content_type), body, ..Reply::default() }
    }

    fn outcome(status: u16, content_type: &str, body: &str) -> Outcome {
        outcome_of(&reply(status, content_type, body))
    }

    fn outcome_of(reply: &Reply<'_>) -> Outcome {
        Outcome::of_reply(reply, 0, &KnownFields { customs: &customs(), names: None })
    }

    fn json(status: u16, body: &str) -> Outcome {
        outcome(status, "application/json; charset=utf-8", body)
    }

    fn general(words: &str) -> Outcome {
        Outcome::Refused { fields: Vec::new(), general: vec![words.into()] }
    }

    const ACCEPTED: Outcome = Outcome::Accepted { reference: None };
    const GARBLED: Outcome = Outcome::Unknown { why: Unknown::Garbled };
    const REFUSED: Outcome = Outcome::Refused { fields: Vec::new(), general: Vec::new() };

    #[test]
    fn a_success_that_names_no_failure_is_accepted() {
        for body in [
            "{}",
            "",
            " \n",
            "[]",
            "\"ok\"",
            r#"{"success":true}"#,
            r#"{"success":"true","message":"Thanks"}"#,
            r#"{"ok":true,"error":null,"errors":[]}"#,
            r#"{"error":"","errors":{}}"#,
            r#"{"error":false}"#,
            r#"{"error":0}"#,
        ] {
            assert_eq!(json(200, body), ACCEPTED, "{body}");
        }
        assert_eq!(outcome(204, "", ""), ACCEPTED);
        assert_eq!(outcome(201, "text/html", "<h1>Thanks</h1>"), ACCEPTED);
        assert_eq!(outcome(200, "text/plain", "{ not JSON"), ACCEPTED);
    }

    #[test]
    fn a_success_that_names_a_failure_is_refused() {
        for body in [
            r#"{"success":false}"#,
            r#"{"success":"false"}"#,
            r#"{"ok":false}"#,
            r#"{"error":true}"#,
            r#"{"errors":1}"#,
        ] {
            assert_eq!(json(200, body), REFUSED, "{body}");
        }
        assert_eq!(json(200, r#"{"error":"Full"}"#), general("Full"));
        assert_eq!(json(200, r#"{"ok":false,"message":"Full"}"#), general("Full"));
        // Google Apps Script and others send JSON under another name.
        assert_eq!(outcome(200, "text/plain", r#"{"success":false,"message":"Full"}"#), general("Full"));
    }

    #[test]
    fn a_reference_is_read() {
        for (body, expected) in [
            (r#"{"reference":"M-17"}"#, Some("M-17")),
            (r#"{"id":17}"#, Some("17")),
            (r#"{"id":1,"reference":"M-17"}"#, Some("M-17")),
            (r#"{"reference":{"a":1}}"#, None),
            (r#"{"reference":" "}"#, None),
        ] {
            assert_eq!(json(201, body), Outcome::Accepted { reference: expected.map(Into::into) }, "{body}");
        }
    }

    #[test]
    fn declared_json_that_is_none_means_that_nobody_knows() {
        for content_type in
            ["application/json", "Application/JSON;charset=utf-8", "application/vnd.api+json", "text/json"]
        {
            assert_eq!(outcome(200, content_type, "<html>"), GARBLED, "{content_type}");
        }
    }

    #[test]
    fn a_refusal_is_one_whatever_its_body_is() {
        assert_eq!(outcome(400, "application/json", "<html>"), REFUSED);
        assert_eq!(outcome(404, "text/html", "<h1>Not found</h1>"), REFUSED);
        assert_eq!(outcome(404, "", "<!doctype html>"), REFUSED);
        assert_eq!(outcome(409, "", ""), REFUSED);
        assert_eq!(outcome(422, "text/plain", " The race is full.\n"), general("The race is full."));
    }

    #[test]
    fn field_errors_go_to_their_fields() {
        let email = |words: &str| Outcome::Refused {
            fields: vec![(FieldName::Email.into(), words.into())],
            general: Vec::new(),
        };
        for body in [
            r#"{"errors":[{"field":"email","message":"Unknown host"}]}"#,
            r#"{"errors":{"email":["Unknown host"]}}"#,
            r#"{"errors":{"email":"Unknown host"}}"#,
            r#"{"errors":{"Email":{"message":"Unknown host"}}}"#,
            r##"{"title":"Invalid","errors":[{"pointer":"#/email","detail":"Unknown host"}]}"##,
            r#"{"errors":[{"source":{"pointer":"/data/attributes/email"},"title":"x","detail":"Unknown host"}]}"#,
            r#"{"error":{"email":"Unknown host"}}"#,
            r#"{"errors":[{"type":"field","msg":"Unknown host","path":"email","location":"body"}]}"#,
            r#"{"errors":[{"code":"E17","field":"email","title":"Unknown host"}]}"#,
        ] {
            assert_eq!(json(422, body), email("Unknown host"), "{body}");
        }
    }

    /// The names of a spreadsheet form.
    fn entry_names() -> Names {
        let own = [("email", "entry.12"), ("date_of_birth", "Geburts/datum"), ("shirt", "Shirt size")];
        Names { own: own.map(|(key, name)| (key.into(), name.into())).to_vec(), ..Names::default() }
    }

    #[test]
    fn a_name_of_the_desks_own_leads_to_the_field() {
        let (customs, names) = (customs(), entry_names());
        let known = KnownFields { customs: &customs, names: Some(&names) };
        let shirt = FieldId { runner: 0, question: crate::field_id::Question::custom(0) };
        for (path, field) in [
            ("entry.12", FieldName::Email.into()),
            ("#/entry.12", FieldName::Email.into()),
            ("/Geburts~1datum", FieldName::BirthDay.into()),
            ("shirt size", shirt),
            ("name", FieldName::Name.into()),
        ] {
            let body = format!(r#"{{"errors":[{{"field":"{path}","message":"No"}}]}}"#);
            let expected = Outcome::Refused { fields: vec![(field, "No".into())], general: Vec::new() };
            let reply = reply(422, "application/json", &body);
            assert_eq!(Outcome::of_reply(&reply, 0, &known), expected, "{path}");
        }
        let body = r#"{"errors":{"entry.12":["No"]}}"#;
        let expected =
            Outcome::Refused { fields: vec![(FieldName::Email.into(), "No".into())], general: Vec::new() };
        assert_eq!(Outcome::of_reply(&reply(422, "application/json", body), 0, &known), expected);
    }

    #[test]
    fn an_error_without_words_is_told_by_its_code() {
        // Formspree always sends a code, and words for most (https://formspree.io/docs).
        let body = r#"{"error":"Validation errors","errors":[{"code":"TYPE_EMAIL","field":"email"}]}"#;
        let expected = Outcome::Refused {
            fields: vec![(FieldName::Email.into(), "TYPE_EMAIL".into())],
            general: vec!["Validation errors".into()],
        };
        assert_eq!(json(422, body), expected);
    }

    #[test]
    fn where_the_desk_sends_the_browser_on_only_a_success_or_reasons_count() {
        let redirected =
            |status, content_type, body| Reply { redirected: true, ..reply(status, content_type, body) };
        assert_eq!(outcome_of(&redirected(200, "text/html", "<h1>Thanks</h1>")), ACCEPTED);
        assert_eq!(outcome_of(&redirected(404, "text/html", "<h1>Not found</h1>")), GARBLED);
        assert_eq!(outcome_of(&redirected(405, "", "")), GARBLED);
        assert_eq!(outcome_of(&redirected(422, "application/json", r#"{"error":"Full"}"#)), general("Full"));
    }

    #[test]
    fn any_part_of_the_date_of_birth_is_the_date_of_birth() {
        for field in ["date_of_birth", "birth_day", "birth_year", "#/date_of_birth"] {
            let body = format!(r#"{{"errors":[{{"field":"{field}","message":"Too young"}}]}}"#);
            let expected = Outcome::Refused {
                fields: vec![(FieldName::BirthDay.into(), "Too young".into())],
                general: Vec::new(),
            };
            assert_eq!(json(400, &body), expected);
        }
    }

    #[test]
    fn a_field_of_the_events_own_and_of_any_runner_is_found() {
        let shirt = FieldId { runner: 0, question: crate::field_id::Question::custom(0) };
        let name = FieldId::from(FieldName::Name);
        for (path, field) in [
            ("shirt", shirt),
            ("runner_2_shirt", shirt.of_runner(1)),
            ("runners[1].name", name.of_runner(1)),
            ("runners.1.name", name.of_runner(1)),
            ("#/runners/2/date_of_birth", FieldId::from(FieldName::BirthDay).of_runner(2)),
            ("data[0].name", name),
        ] {
            let body = format!(r#"{{"errors":[{{"field":"{path}","message":"No"}}]}}"#);
            let expected = Outcome::Refused { fields: vec![(field, "No".into())], general: Vec::new() };
            assert_eq!(json(422, &body), expected, "{path}");
        }
    }

    #[test]
    fn words_about_no_field_of_the_form_are_about_the_whole() {
        for body in [
            r#"{"errors":[{"field":"passport","message":"Full"}]}"#,
            r#"{"errors":{"passport":["Full"]}}"#,
            r#"{"errors":["Full"]}"#,
            r#"{"errors":"Full"}"#,
            r#"{"error":{"code":17,"message":"Full"}}"#,
            r#"{"message":"Full"}"#,
            r#"{"type":"about:blank","title":"Conflict","status":409,"detail":"Full"}"#,
            r#"{"title":"Full"}"#,
            r#"{"error":"Full","message":"Full"}"#,
            r#"["Full"]"#,
        ] {
            assert_eq!(json(409, body), general("Full"), "{body}");
        }
    }

    #[test]
    fn a_summary_is_kept_beside_field_errors() {
        let body =
            r#"{"message":"Please correct","errors":{"name":["In Latin letters, please","Too short"]}}"#;
        let fields = ["In Latin letters, please", "Too short"]
            .map(|words| (FieldName::Name.into(), words.into()))
            .to_vec();
        assert_eq!(json(422, body), Outcome::Refused { fields, general: vec!["Please correct".into()] });
    }

    #[test]
    fn a_desk_that_is_full_says_so_in_a_word() {
        let full = |said: &[&str]| Outcome::Full { said: said.iter().map(|said| (*said).into()).collect() };
        assert_eq!(json(409, r#"{"error":"No place is left.","full":true}"#), full(&["No place is left."]));
        // RFC 9457, with a member of its own.
        let problem = r#"{"title":"Conflict","status":409,"detail":"No place is left.","full":true}"#;
        assert_eq!(outcome(409, "application/problem+json", problem), full(&["No place is left."]));
        assert_eq!(json(200, r#"{"success":false,"full":true}"#), full(&[]));
        // Only where it is not taken.
        assert_eq!(
            json(200, r#"{"reference":"M-17","full":true}"#),
            Outcome::Accepted { reference: Some("M-17".into()) }
        );
        for body in
            [r#"{"error":"Full","full":false}"#, r#"{"error":"Full","full":"no"}"#, r#"{"error":"Full"}"#]
        {
            assert_eq!(json(409, body), general("Full"), "{body}");
        }
    }

    #[test]
    fn a_desks_words_are_not_endless() {
        let Outcome::Refused { general, .. } = outcome(400, "text/plain", &"길".repeat(9999)) else {
            panic!()
        };
        assert_eq!(general, ["길".repeat(500)]);
    }

    #[test]
    fn too_many_requests_is_not_now() {
        let reply = Reply { retry_after: Some("7"), ..reply(429, "text/html", "<html>") };
        assert_eq!(outcome_of(&reply), Outcome::NotNow { retry_after_s: Some(7) });
        assert_eq!(json(429, "{}"), Outcome::NotNow { retry_after_s: None });
    }

    #[test]
    fn what_says_neither_yes_nor_no_is_unknown() {
        assert_eq!(json(500, "{}"), Outcome::Unknown { why: Unknown::ServerError(500) });
        assert_eq!(outcome(503, "text/html", ""), Outcome::Unknown { why: Unknown::ServerError(503) });
        for status in [0, 100, 304, 999] {
            assert_eq!(json(status, ""), GARBLED, "{status}");
        }
        for status in [0, 200, 400] {
            let hidden = Reply { opaque: true, ..reply(status, "application/json", "{}") };
            assert_eq!(outcome_of(&hidden), Outcome::Unknown { why: Unknown::Opaque });
        }
        assert_eq!(Outcome::from(NoReply::Timeout), Outcome::Unknown { why: Unknown::Timeout });
        assert_eq!(Outcome::from(NoReply::Network), Outcome::Unknown { why: Unknown::Network });
    }

    proptest! {
        #[test]
        fn any_answer_is_read_without_panic(
            status: u16,
            content_type in proptest::option::of("application/json|text/plain|.*"),
            body in r#"(?s).*|(\{|\}|\[|\]|"(errors?|field|message|email|ok)"|:|,|false){0,16}"#,
            retry_after in proptest::option::of(".*"),
            opaque: bool,
            redirected: bool,
            now_s: u64,
        ) {
            let reply = Reply {
                status,
                content_type: content_type.as_deref(),
                body: &body,
                opaque,
                retry_after: retry_after.as_deref(),
                redirected,
            };
            let (customs, names) = (customs(), entry_names());
            let known = KnownFields { customs: &customs, names: Some(&names) };
            if let Outcome::Accepted { .. } = Outcome::of_reply(&reply, now_s, &known) {
                prop_assert!((200..300).contains(&status) && !opaque);
            }
        }
    }
}
