//! A sign-up that is being typed, kept over a reload.

use crate::answers::Answers;
use crate::custom::CustomField;
use crate::digits::small_number;
use crate::field_id::FieldId;
use crate::json::{push_item, push_name, push_text};
use crate::key::IdempotencyKey;
use crate::message::RUNNERS;
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
    /// The draft as JSON. `customs` are the event's own fields.
    pub fn to_json(&self, customs: &[CustomField]) -> String {
        let submission = &self.submission;
        let mut out = "{".to_owned();
        push_name(&mut out, EVENT);
        push_text(&mut out, &self.event_id);
        push_answers(&mut out, ANSWERS, &self.answers, customs);
        push_name(&mut out, KEY);
        push_text(&mut out, &submission.key().to_string());
        push_name(&mut out, REPLACES);
        out.push('[');
        for key in submission.replaces() {
            push_item(&mut out, &key.to_string());
        }
        out.push(']');
        if let Some(sent) = submission.may_have_arrived() {
            push_answers(&mut out, MAY_HAVE_ARRIVED, sent, customs);
        }
        out.push('}');
        out
    }

    /// Reads a draft of this event from what [`to_json`](Self::to_json) wrote. `None` if it is none, or another event's;
    /// fields that the event does not know
    /// any more are left out.
    pub fn from_value(draft: &Value, event_id: &str, customs: &[CustomField]) -> Option<Self> {
        if draft.get(EVENT)?.as_str()? != event_id {
            return None;
        }
        let key = key_of_value(draft.get(KEY)?)?;
        let answers = answers_of_value(draft.get(ANSWERS)?, customs)?;
        let may_have_arrived = draft.get(MAY_HAVE_ARRIVED).and_then(|sent| answers_of_value(sent, customs));
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

fn push_answers(out: &mut String, name: &str, answers: &Answers, customs: &[CustomField]) {
    push_name(out, name);
    out.push('{');
    // A runner of whom nothing is known yet is one all the same.
    push_name(out, RUNNERS);
    push_text(out, &answers.runners().to_string());
    for (field, text) in answers.iter() {
        push_name(out, &field.key(customs));
        push_text(out, text);
    }
    out.push('}');
}

fn answers_of_value(value: &Value, customs: &[CustomField]) -> Option<Answers> {
    let mut answers = Answers::default();
    let object = value.as_object()?;
    let runners = object.get(RUNNERS).and_then(Value::as_str).and_then(small_number);
    (1..runners.unwrap_or(1)).for_each(|_| answers.add_runner());
    for (key, text) in object {
        if let (Some(field), Some(text)) = (FieldId::from_key(key, customs), text.as_str())
            && field.runner < answers.runners()
        {
            answers.set(field, text);
        }
    }
    Some(answers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::{Outcome, Unknown};
    use crate::custom::tests::customs;
    use crate::field_id::Question;
    use crate::form::FieldName;
    use proptest::prelude::*;

    const KEY: &str = "1a2b3c4d-0000-4000-8000-000000000000";

    fn read(text: &str) -> Option<Draft> {
        Draft::from_value(&serde_json::from_str(text).ok()?, "race", &customs())
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
            texts in proptest::collection::vec("(?s).*", 60),
            runners in 1u8..4,
            random: [u8; 16],
            edits in proptest::collection::vec("(?s).*", 0..3),
        ) {
            let mut answers = Answers::default();
            (1..runners).for_each(|_| answers.add_runner());
            let fields = (0..runners).flat_map(|runner| {
                let custom = FieldId { runner, question: Question::custom(1) }.date_parts();
                let built_in = FieldName::ALL.map(|name| FieldId::from(name).of_runner(runner));
                custom.into_iter().chain(built_in)
            });
            for (field, text) in fields.zip(texts) {
                answers.set(field, text);
            }
            let mut submission = Submission::new(random);
            for (number, edit) in edits.into_iter().enumerate() {
                answers.set(FieldName::Remarks, edit);
                submission.prepare(&answers, [number as u8; 16]);
                submission.record(&answers, &Outcome::Unknown { why: Unknown::Network });
            }
            let draft = Draft { event_id: event_id.clone(), answers, submission };
            let json = draft.to_json(&customs());
            let json: Value = serde_json::from_str(&json).unwrap();
            prop_assert_eq!(Draft::from_value(&json, &format!("{event_id}x"), &customs()), None);
            prop_assert_eq!(Draft::from_value(&json, &event_id, &customs()), Some(draft));
        }

        #[test]
        fn reading_never_panics(text in "(?s).*", event_id in ".*") {
            let _ = Draft::from_value(&serde_json::from_str(&text).unwrap_or_default(), &event_id, &customs());
        }
    }
}
