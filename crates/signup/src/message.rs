//! What is sent to a desk.

use crate::answers::Answers;
use crate::form::FieldName;
use crate::key::IdempotencyKey;
use crate::phone::normalise_phone;
use crate::validation::date_of_birth;
use std::borrow::Cow;

/// The name of the honeypot: an input that people do not see, that no browser fills in, and that only
/// programs fill.
pub const TRAP_NAME: &str = "topic";

/// One sign-up, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The event's id.
    pub event_id: String,
    /// The event's name in the visitor's language; for the mail fallback.
    pub event_name: String,
    /// The desk's id.
    pub desk_id: String,
    /// The key of this sign-up.
    pub key: IdempotencyKey,
    /// Earlier versions of it that may have arrived and that this one replaces, oldest first.
    pub replaces: Vec<IdempotencyKey>,
    /// The partner on whose page the visitor signed up.
    pub partner: Option<String>,
    /// The visitor's language, a BCP 47 tag.
    pub language: String,
    /// Seconds from the form's appearance to its sending.
    pub seconds_spent: u32,
    /// What stood in the honeypot; empty for people.
    pub trap: String,
    /// The fields that are not empty, in the order of the form.
    pub lines: Vec<Line>,
}

/// One field of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The key under which the desk receives it.
    pub key: String,
    /// The field's name in the visitor's language.
    pub label: String,
    /// The value for programs: an id, a code, an ISO date, a phone number without separators, `yes`.
    pub value: String,
    /// The value for people: as typed, or the words of the choice in the visitor's language.
    pub shown: String,
}

/// The key of the date of birth, which is typed into three inputs.
pub const DATE_OF_BIRTH: &str = "date_of_birth";

/// The lines for the `fields`, in that order, leaving out the empty ones. The three inputs of the date of
/// birth become one line in the place of the first, whose words are asked for as [`FieldName::BirthDay`].
///
/// `label` names a field; `shown` puts a field's value, which it is given as typed (the date of birth as ISO
/// 8601), into the visitor's words.
pub fn lines(
    answers: &Answers,
    fields: &[FieldName],
    label: &dyn Fn(FieldName) -> String,
    shown: &dyn Fn(FieldName, &str) -> String,
) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for &field in fields {
        let (name, key, typed) = match field.error_field() {
            FieldName::BirthDay => {
                if lines.iter().any(|line| line.key == DATE_OF_BIRTH) {
                    continue;
                }
                (FieldName::BirthDay, DATE_OF_BIRTH, Cow::Owned(typed_date_of_birth(answers)))
            }
            _ => (field, field.as_str(), Cow::Borrowed(answers.trimmed(field))),
        };
        if !typed.is_empty() {
            lines.push(Line {
                key: key.into(),
                label: label(name),
                value: value_for_programs(name, &typed),
                shown: shown(name, &typed),
            });
        }
    }
    lines
}

fn value_for_programs(name: FieldName, typed: &str) -> String {
    match name {
        FieldName::Phone | FieldName::EmergencyPhone => {
            normalise_phone(typed).unwrap_or_else(|_| typed.into())
        }
        FieldName::Nationality | FieldName::Residence => typed.to_ascii_uppercase(),
        _ => typed.into(),
    }
}

/// The date of birth as ISO 8601. What is no date is put together as it was typed, so that the mail fallback,
/// which takes unfinished forms too, loses nothing.
fn typed_date_of_birth(answers: &Answers) -> String {
    if let Some(birth) = date_of_birth(answers) {
        return birth.to_string();
    }
    let inputs =
        [FieldName::BirthYear, FieldName::BirthMonth, FieldName::BirthDay].map(|name| answers.trimmed(name));
    if inputs.iter().all(|input| input.is_empty()) { String::new() } else { inputs.join("-") }
}

impl Message {
    /// Everything a desk receives, as names and values: first the envelope, then the lines. What is empty is
    /// left out.
    ///
    /// The envelope is `event`, `desk`, `idempotency_key`, `replaces` (keys joined by commas), `partner`,
    /// `language`, `seconds_spent`, and the honeypot as [`TRAP_NAME`].
    pub fn pairs(&self) -> Vec<(&str, Cow<'_, str>)> {
        let mut replaces = String::new();
        for key in &self.replaces {
            if !replaces.is_empty() {
                replaces.push(',');
            }
            replaces.push_str(&key.to_string());
        }
        let mut pairs = Vec::new();
        push_pair(&mut pairs, "event", Cow::Borrowed(&self.event_id));
        push_pair(&mut pairs, "desk", Cow::Borrowed(&self.desk_id));
        push_pair(&mut pairs, "idempotency_key", Cow::Owned(self.key.to_string()));
        push_pair(&mut pairs, "replaces", Cow::Owned(replaces));
        push_pair(&mut pairs, "partner", Cow::Borrowed(self.partner.as_deref().unwrap_or_default()));
        push_pair(&mut pairs, "language", Cow::Borrowed(&self.language));
        push_pair(&mut pairs, "seconds_spent", Cow::Owned(self.seconds_spent.to_string()));
        push_pair(&mut pairs, TRAP_NAME, Cow::Borrowed(&self.trap));
        for line in &self.lines {
            push_pair(&mut pairs, &line.key, Cow::Borrowed(&line.value));
        }
        pairs
    }
}

fn push_pair<'m>(pairs: &mut Vec<(&'m str, Cow<'m, str>)>, name: &'m str, value: Cow<'m, str>) {
    if !value.is_empty() {
        pairs.push((name, value));
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A message with these labels and values, each value also being what is shown.
    pub(crate) fn message_of(values: Vec<String>) -> Message {
        let lines = values
            .into_iter()
            .enumerate()
            .map(|(number, value)| Line {
                key: format!("field {number}"),
                label: format!("Label {number}"),
                shown: value.clone(),
                value,
            })
            .collect();
        Message {
            event_id: "masikryong-2015".into(),
            event_name: "마식령 Marathon".into(),
            desk_id: "zx-tour".into(),
            key: IdempotencyKey::from_random([0x1A; 16]),
            replaces: Vec::new(),
            partner: None,
            language: "ko".into(),
            seconds_spent: 75,
            trap: String::new(),
            lines,
        }
    }

    fn lines_of(pairs: &[(FieldName, &str)]) -> Vec<Line> {
        let mut answers = Answers::default();
        for (name, text) in pairs {
            answers.set(*name, *text);
        }
        lines(&answers, &FieldName::ALL, &|name| format!("label of {}", name.as_str()), &|_, typed| {
            format!("shown {typed}")
        })
    }

    fn line(key: &str, label: &str, value: &str, shown: &str) -> Line {
        Line { key: key.into(), label: label.into(), value: value.into(), shown: shown.into() }
    }

    #[test]
    fn only_what_is_filled_in_is_sent_and_in_the_order_of_the_form() {
        let lines = lines_of(&[
            (FieldName::Consent, "yes"),
            (FieldName::Name, " 李 "),
            (FieldName::Remarks, " \n\u{200b}"),
        ]);
        assert_eq!(
            lines,
            [
                line("name", "label of name", "李", "shown 李"),
                line("consent", "label of consent", "yes", "shown yes")
            ]
        );
    }

    #[test]
    fn programs_get_a_value_without_separators_and_people_what_was_typed() {
        let lines = lines_of(&[(FieldName::Phone, "+86 (10) ١٢٣٤-5678"), (FieldName::Residence, "cn")]);
        assert_eq!(
            lines,
            [
                line("phone", "label of phone", "+861012345678", "shown +86 (10) ١٢٣٤-5678"),
                line("residence", "label of residence", "CN", "shown cn"),
            ]
        );
    }

    #[test]
    fn what_is_no_phone_number_is_kept_as_typed() {
        assert_eq!(lines_of(&[(FieldName::Phone, "ask me")])[0].value, "ask me");
    }

    #[test]
    fn three_inputs_are_one_date() {
        let lines = lines_of(&[
            (FieldName::BirthDay, "3"),
            (FieldName::BirthMonth, "٠٢"),
            (FieldName::BirthYear, "1990"),
        ]);
        assert_eq!(lines, [line("date_of_birth", "label of birth_day", "1990-02-03", "shown 1990-02-03")]);
    }

    #[test]
    fn what_is_no_date_is_kept_as_typed() {
        let lines = lines_of(&[(FieldName::BirthDay, "31"), (FieldName::BirthMonth, "Feb")]);
        assert_eq!(lines[0].value, "-Feb-31");
    }

    #[test]
    fn the_envelope_comes_first_and_leaves_out_what_is_empty() {
        let mut message = message_of(vec!["x".into(), String::new()]);
        let key = "1a1a1a1a-1a1a-4a1a-9a1a-1a1a1a1a1a1a";
        let names = |message: &Message| {
            message
                .pairs()
                .into_iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect::<Vec<_>>()
                .join("&")
        };
        assert_eq!(
            names(&message),
            format!(
                "event=masikryong-2015&desk=zx-tour&idempotency_key={key}&language=ko&seconds_spent=75&field 0=x"
            )
        );
        message.replaces = vec![IdempotencyKey::from_random([1; 16]), IdempotencyKey::from_random([2; 16])];
        message.partner = Some("club".into());
        message.trap = "spam".into();
        assert_eq!(
            names(&message),
            format!(
                "event=masikryong-2015&desk=zx-tour&idempotency_key={key}&\
                 replaces=01010101-0101-4101-8101-010101010101,02020202-0202-4202-8202-020202020202&\
                 partner=club&language=ko&seconds_spent=75&topic=spam&field 0=x"
            )
        );
    }

    #[test]
    fn no_field_shares_its_name_with_the_envelope() {
        let mut message = message_of(Vec::new());
        message.replaces.push(message.key);
        message.partner = Some("club".into());
        message.trap = "spam".into();
        for (name, _) in message.pairs() {
            assert_eq!(FieldName::from_key(name), None, "{name}");
            assert_ne!(name, DATE_OF_BIRTH);
        }
    }

    proptest! {
        #[test]
        fn nothing_that_was_typed_is_lost(texts in proptest::collection::vec("(?s).*", 20)) {
            let mut answers = Answers::default();
            for (name, text) in FieldName::ALL.into_iter().zip(texts) {
                answers.set(name, text);
            }
            let lines = lines(&answers, &FieldName::ALL, &|_| String::new(), &|_, typed| typed.to_owned());
            for (name, _) in answers.iter() {
                let typed = answers.trimmed(name);
                prop_assert!(lines.iter().any(|line| line.shown.contains(typed)), "{}", name.as_str());
            }
        }
    }
}
