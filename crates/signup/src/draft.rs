//! A sign-up that is being typed, kept over a reload.

use crate::answers::Answers;
use crate::form::FieldName;
use crate::json::{push_item, push_name, push_text};
use crate::key::IdempotencyKey;
use crate::submission::Submission;
use serde_json::Value;

/// What is kept while the visitor types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The event that it is for.
    pub event_id: String,
    /// What was typed.
    pub answers: Answers,
    /// The keys.
    pub submission: Submission,
}

const EVENT: &str = "event";
const ANSWERS: &str = "answers";
const KEY: &str = "key";
const REPLACES: &str = "replaces";
const MAY_HAVE_ARRIVED: &str = "may_have_arrived";

impl Draft {
    /// The draft as JSON.
    pub fn to_json(&self) -> String {
        let submission = &self.submission;
        let mut out = "{".to_owned();
        push_name(&mut out, EVENT);
        push_text(&mut out, &self.event_id);
        push_answers(&mut out, ANSWERS, &self.answers);
        push_name(&mut out, KEY);
        push_text(&mut out, &submission.key().to_string());
        push_name(&mut out, REPLACES);
        out.push('[');
        for key in submission.replaces() {
            push_item(&mut out, &key.to_string());
        }
        out.push(']');
        if let Some(sent) = submission.may_have_arrived() {
            push_answers(&mut out, MAY_HAVE_ARRIVED, sent);
        }
        out.push('}');
        out
    }

    /// Reads a draft of this event from what [`to_json`](Self::to_json) wrote. `None` if it is none, or another event's;
    /// fields that this version does not know are left out.
    pub fn from_value(draft: &Value, event_id: &str) -> Option<Self> {
        if draft.get(EVENT)?.as_str()? != event_id {
            return None;
        }
        let key = key_of_value(draft.get(KEY)?)?;
        let answers = answers_of_value(draft.get(ANSWERS)?)?;
        let may_have_arrived = draft.get(MAY_HAVE_ARRIVED).and_then(answers_of_value);
        let mut replaces = Vec::new();
        if let Some(Value::Array(keys)) = draft.get(REPLACES) {
            for key in keys {
                replaces.extend(key_of_value(key));
            }
        }
        let submission = Submission::restore(key, replaces, may_have_arrived);
        Some(Self { event_id: event_id.to_owned(), answers, submission })
    }
}

fn key_of_value(value: &Value) -> Option<IdempotencyKey> {
    IdempotencyKey::parse(value.as_str()?)
}

fn push_answers(out: &mut String, name: &str, answers: &Answers) {
    push_name(out, name);
    out.push('{');
    for (name, text) in answers.iter() {
        push_name(out, name.as_str());
        push_text(out, text);
    }
    out.push('}');
}

fn answers_of_value(value: &Value) -> Option<Answers> {
    let mut answers = Answers::default();
    for (key, text) in value.as_object()? {
        if let (Some(name), Some(text)) = (FieldName::from_key(key), text.as_str()) {
            answers.set(name, text);
        }
    }
    Some(answers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{Outcome, Unknown};
    use proptest::prelude::*;

    const KEY: &str = "1a2b3c4d-0000-4000-8000-000000000000";

    fn read(text: &str) -> Option<Draft> {
        Draft::from_value(&serde_json::from_str(text).ok()?, "race")
    }

    #[test]
    fn a_bare_draft_is_enough_and_unknown_fields_are_left_out() {
        let text = format!(
            r#"{{"event":"race","key":"{KEY}","answers":{{"name":"李","passport":"x","email":7}},"colour":"red"}}"#
        );
        let mut answers = Answers::default();
        answers.set(FieldName::Name, "李");
        let submission = Submission::restore(IdempotencyKey::parse(KEY).unwrap(), Vec::new(), None);
        assert_eq!(read(&text), Some(Draft { event_id: "race".into(), answers, submission }));
    }

    #[test]
    fn garbage_is_no_draft() {
        for text in [
            "",
            "null",
            "[]",
            "{",
            "{}",
            r#"{"event":"race"}"#,
            &format!(r#"{{"event":"race","key":"{KEY}","answers":[]}}"#),
            r#"{"event":"race","key":"x","answers":{}}"#,
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_kept_draft_is_read_back(
            event_id in "(?s).*",
            texts in proptest::collection::vec("(?s).*", 20),
            random: [u8; 16],
            edits in proptest::collection::vec("(?s).*", 0..3),
        ) {
            let mut answers = Answers::default();
            for (name, text) in FieldName::ALL.into_iter().zip(texts) {
                answers.set(name, text);
            }
            let mut submission = Submission::new(random);
            for (number, edit) in edits.into_iter().enumerate() {
                answers.set(FieldName::Remarks, edit);
                submission.prepare(&answers, [number as u8; 16]);
                submission.record(&answers, &Outcome::Unknown { why: Unknown::Network });
            }
            let draft = Draft { event_id: event_id.clone(), answers, submission };
            let json = draft.to_json();
            let json: Value = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(Draft::from_value(&json, &format!("{event_id}x")), None);
            prop_assert_eq!(Draft::from_value(&json, &event_id), Some(draft));
        }

        #[test]
        fn reading_never_panics(text in "(?s).*", event_id in ".*") {
            let _ = Draft::from_value(&serde_json::from_str(&text).unwrap_or_default(), &event_id);
        }
    }
}
