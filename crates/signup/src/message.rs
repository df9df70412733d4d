//! What is sent to a desk.

use crate::answers::Answers;
use crate::challenge::SOLUTION;
use crate::custom::CustomField;
use crate::field_id::{FieldId, runner_prefix};
use crate::form::FieldName;
use crate::key::IdempotencyKey;
use crate::kind::Kind;
use crate::newline::one_line;
use crate::number::Number;
use crate::phone::normalise_phone;
use crate::validation::{Asked, date_of};
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
    /// The key under which the desk receives it, `runner_2_name` for a runner after the first.
    pub key: String,
    /// Whose answer it is, from 0, of what every runner answers; `None` for what all share.
    pub runner: Option<u8>,
    /// The field's name in the visitor's language.
    pub label: String,
    /// The value for programs: an id, ids with commas between, a code, an ISO date, a phone number without separators, a
    /// number in ASCII, `yes`.
    pub value: String,
    /// The value for people: as typed, or the words of the choice in the visitor's language.
    pub shown: String,
}

/// The key of the date of birth, which is typed into three inputs.
pub const DATE_OF_BIRTH: &str = "date_of_birth";

/// The key of the line that says that the visitor signs up for the waiting list.
pub const WAITING_LIST: &str = "waiting_list";

/// The keys of everything that is not a field, in the order in which they are sent.
pub(crate) const ENVELOPE: [&str; 9] = [
    "event",
    "desk",
    "idempotency_key",
    "replaces",
    "partner",
    "language",
    "seconds_spent",
    TRAP_NAME,
    RUNNERS,
];

/// The key of the list of runners in JSON.
pub(crate) const RUNNERS: &str = "runners";

/// Whether a key is one that every desk receives, whatever fields an event adds.
pub fn is_own_key(key: &str) -> bool {
    let of_runner = key.split('_').next() == Some("runner");
    of_runner
        || ENVELOPE.iter().chain(&[DATE_OF_BIRTH, WAITING_LIST, SOLUTION]).any(|own| *own == key)
        || FieldName::ALL.iter().any(|name| name.as_str() == key)
}

/// Whether a desk can receive something under this key, where the event adds `customs`.
pub fn is_sent_key(key: &str, customs: &[CustomField]) -> bool {
    is_own_key(key) || customs.iter().any(|custom| custom.id == key)
}

/// The lines for the fields that are `asked`, in that order, leaving out the empty ones. `customs` are the event's own
/// fields.
///
/// `label` names a field; `shown` puts a field's value, which it is given as typed (a date as ISO 8601), into the visitor's
/// words.
pub fn lines(
    answers: &Answers,
    asked: &[Asked],
    customs: &[CustomField],
    label: &dyn Fn(FieldId) -> String,
    shown: &dyn Fn(&Asked, &str) -> String,
) -> Vec<Line> {
    let mut lines = Vec::new();
    for asked in asked {
        lines.extend(line(answers, asked, customs, label, shown));
    }
    lines
}

/// The line for one field, see [`lines`]; nothing if it is empty.
pub fn line(
    answers: &Answers,
    asked: &Asked,
    customs: &[CustomField],
    label: &dyn Fn(FieldId) -> String,
    shown: &dyn Fn(&Asked, &str) -> String,
) -> Option<Line> {
    let field = asked.field;
    let typed = match asked.kind.is_date() {
        true => Cow::Owned(typed_date(answers, field)),
        false => Cow::Borrowed(answers.trimmed(field)),
    };
    if typed.is_empty() {
        return None;
    }
    let key = match field.name() {
        Some(FieldName::BirthDay) => [&runner_prefix(field.runner), DATE_OF_BIRTH].concat(),
        _ => field.key(customs),
    };
    Some(Line {
        key,
        runner: field.question.is_of_each_runner(customs).then_some(field.runner),
        label: label(field),
        value: value_for_programs(&asked.kind, &typed),
        shown: shown(asked, &typed),
    })
}

fn value_for_programs(kind: &Kind, typed: &str) -> String {
    match kind {
        Kind::Phone => normalise_phone(typed).unwrap_or_else(|_| typed.into()),
        Kind::Country => typed.to_ascii_uppercase(),
        Kind::Number(_) => Number::parse(typed).map_or_else(|| typed.into(), |number| number.text().into()),
        _ => typed.into(),
    }
}

/// A date as ISO 8601. What is no date is put together as it was typed, so that the mail fallback, which takes unfinished
/// forms too, loses nothing.
fn typed_date(answers: &Answers, field: FieldId) -> String {
    if let Some(date) = date_of(answers, field) {
        return date.to_string();
    }
    let [day, month, year] = field.date_parts().map(|part| answers.trimmed(part));
    let inputs = [year, month, day];
    if inputs.iter().all(|input| input.is_empty()) { String::new() } else { inputs.join("-") }
}

impl Message {
    /// The references of the versions that it replaces, for people: with commas between.
    pub fn replaced_references(&self) -> String {
        let references: Vec<_> = self.replaces.iter().map(|key| key.reference()).collect();
        references.join(", ")
    }

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

    /// What a mail about it is headed: the event, the first runner and the reference, on one line.
    pub(crate) fn subject(&self) -> String {
        let name = self.value(FieldName::Name.as_str()).unwrap_or_default();
        one_line(&[&self.event_name, ": ", name, " (", &self.key.reference(), ")"].concat())
    }

    /// The value under a key.
    pub(crate) fn value(&self, key: &str) -> Option<&str> {
        self.lines.iter().find(|line| line.key == key).map(|line| line.value.as_str())
    }

    /// What each runner answers, as keys without the runner's number and values: what JSON has as `runners`. None if there
    /// is only one runner, whose answers stand among the others.
    pub fn runners(&self) -> Vec<Vec<(&str, &str)>> {
        let last = self.lines.iter().filter_map(|line| line.runner).max().unwrap_or_default();
        if last == 0 {
            return Vec::new();
        }
        let of = |runner: u8| {
            let prefix = runner_prefix(runner);
            let mut pairs = Vec::new();
            for line in self.lines.iter().filter(|line| line.runner == Some(runner)) {
                pairs.push((line.key.strip_prefix(&prefix).unwrap_or(&line.key), line.value.as_str()));
            }
            pairs
        };
        (0..=last).map(of).collect()
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
    use crate::custom::tests::customs;
    use crate::field_id::Question;
    use crate::section::Section;
    use proptest::prelude::*;

    /// A message with these labels and values, each value also being what is shown.
    pub(crate) fn message_of(values: Vec<String>) -> Message {
        let lines = values
            .into_iter()
            .enumerate()
            .map(|(number, value)| Line {
                key: format!("field {number}"),
                label: format!("Label {number}"),
                runner: None,
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
        lines_for(&answers, &every_field(0))
    }

    fn lines_for(answers: &Answers, asked: &[Asked]) -> Vec<Line> {
        let customs = customs();
        lines(answers, asked, &customs, &|field| format!("label of {}", field.key(&customs)), &|_, typed| {
            format!("shown {typed}")
        })
    }

    fn asked(field: FieldId, kind: Kind) -> Asked {
        Asked { field, required: false, kind, section: Section::Rest }
    }

    /// Every question that there is, asked of a runner.
    fn every_field(runner: u8) -> Vec<Asked> {
        let built_in = FieldName::ALL
            .into_iter()
            .filter(|name| name.error_field() == *name)
            .map(|name| asked(FieldId::from(name).of_runner(runner), name.kind()));
        let custom = (0..)
            .zip(customs())
            .map(|(index, custom)| asked(FieldId { runner, question: Question::custom(index) }, custom.kind));
        built_in.chain(custom).collect()
    }

    fn line(key: &str, runner: Option<u8>, value: &str, shown: &str) -> Line {
        let label = format!("label of {}", if key == DATE_OF_BIRTH { "birth_day" } else { key });
        Line { key: key.into(), runner, label, value: value.into(), shown: shown.into() }
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
            [line("name", Some(0), "李", "shown 李"), line("consent", None, "yes", "shown yes")]
        );
    }

    #[test]
    fn programs_get_a_value_without_separators_and_people_what_was_typed() {
        let lines = lines_of(&[(FieldName::Phone, "+86 (10) ١٢٣٤-5678"), (FieldName::Residence, "cn")]);
        assert_eq!(
            lines,
            [
                line("phone", None, "+861012345678", "shown +86 (10) ١٢٣٤-5678"),
                line("residence", None, "CN", "shown cn"),
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
        assert_eq!(lines, [line("date_of_birth", Some(0), "1990-02-03", "shown 1990-02-03")]);
    }

    #[test]
    fn what_is_no_date_is_kept_as_typed() {
        let lines = lines_of(&[(FieldName::BirthDay, "31"), (FieldName::BirthMonth, "Feb")]);
        assert_eq!(lines[0].value, "-Feb-31");
    }

    #[test]
    fn the_events_own_fields_are_lines_too() {
        let mut answers = Answers::default();
        let custom = |index| FieldId { runner: 0, question: Question::custom(index) };
        for (part, text) in custom(1).date_parts().into_iter().zip(["2", "١٠", "2015"]) {
            answers.set(part, text);
        }
        answers.set(custom(0), "m");
        answers.set(custom(3), "０４");
        assert_eq!(
            lines_for(&answers, &every_field(0)),
            [
                line("shirt", Some(0), "m", "shown m"),
                line("arrival", None, "2015-10-02", "shown 2015-10-02"),
                line("seats", None, "4", "shown ０４"),
            ]
        );
    }

    #[test]
    fn each_runner_has_lines_of_their_own() {
        let mut answers = Answers::default();
        answers.add_runner();
        answers.set(FieldName::Name, "李");
        answers.set(FieldName::Email, "li@example.org");
        let second = |name: FieldName| FieldId::from(name).of_runner(1);
        answers.set(second(FieldName::Name), "김");
        answers.set(second(FieldName::BirthDay), "3");
        let asked = [every_field(0), every_field(1)].concat();
        let mut message = message_of(Vec::new());
        message.lines = lines_for(&answers, &asked);
        let keys: Vec<_> = message.lines.iter().map(|line| line.key.as_str()).collect();
        assert_eq!(keys, ["name", "email", "runner_2_name", "runner_2_date_of_birth"]);
        assert_eq!(message.runners(), [vec![("name", "李")], vec![("name", "김"), ("date_of_birth", "--3")]]);
        message.lines.truncate(2);
        assert_eq!(message.runners(), Vec::<Vec<_>>::new());
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
        let sent: Vec<_> = message.pairs().into_iter().map(|(name, _)| name).chain([RUNNERS]).collect();
        assert_eq!(sent, ENVELOPE);
        for name in sent {
            assert_eq!(FieldName::from_key(name), None, "{name}");
            assert_ne!(name, DATE_OF_BIRTH);
        }
    }

    proptest! {
        #[test]
        fn nothing_that_was_typed_is_lost(texts in proptest::collection::vec("(?s).*", 60), runners in 1u8..3) {
            let mut answers = Answers::default();
            let asked: Vec<_> = (0..runners).flat_map(every_field).collect();
            let inputs = asked.iter().flat_map(|asked| {
                if asked.kind.is_date() { asked.field.date_parts().to_vec() } else { vec![asked.field] }
            });
            for (field, text) in inputs.zip(texts) {
                answers.set(field, text);
            }
            let lines = lines(&answers, &asked, &customs(), &|_| String::new(), &|_, typed| typed.to_owned());
            for (field, _) in answers.iter() {
                let typed = answers.trimmed(field);
                prop_assert!(lines.iter().any(|line| line.shown.contains(typed)), "{:?}", field);
            }
        }
    }
}
