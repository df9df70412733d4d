//! What the form asks one visitor: it depends on the desk that will answer, on the answers given, and on whether a guardian
//! must agree.

use crate::enrolment::Enrolment;
use crate::event::Event;
use saddle_signup::custom::asked_customs;
use saddle_signup::{
    Answers, Asked, Conditions, Date, Field, FieldId, FieldName, Kind, Question, Section, is_minor,
};

impl Enrolment {
    /// The fields in the order of the page, with the choices that the desk offers.
    ///
    /// A field whose choices all belong to other desks is not asked, nor is one whose condition does not hold; a guardian is
    /// asked for only if a runner is a minor on race day, and then always. `today` is the day at the race.
    pub fn asked(&self, event: &Event, desk_id: &str, answers: &Answers, today: Date) -> Vec<Asked> {
        let conditions = Conditions { race_day: event.date, today };
        let mut asked: Vec<(Field, Asked)> = Vec::new();
        let asks_custom = asked_customs(&self.form.customs, answers);
        for (runner, asks_custom) in (0..).zip(&asks_custom) {
            let minor = is_minor(answers, runner, &conditions);
            for field in self.questions() {
                let is_asked = match field.question {
                    Question::BuiltIn(name) => minor || !is_guardian(name),
                    Question::Custom(index, _) => {
                        asks_custom.get(usize::from(index)).copied().unwrap_or_default()
                    }
                };
                if is_asked && (runner == 0 || field.question.is_of_each_runner(&self.form.customs)) {
                    asked.extend(
                        self.ask(event, &field, runner, answers, desk_id).map(|asked| (field, asked)),
                    );
                }
            }
        }
        // The sort is stable: within a section the order is the event's. A further runner is asked in the order of the first.
        asked.sort_by_key(|(field, asked)| (asked.section, asked.field.runner, field.section));
        asked.into_iter().map(|(_, asked)| asked).collect()
    }

    /// Everything that the form may ask, in the event's order. A minor is asked for a guardian though the form does not list
    /// it: nobody under age can sign up alone.
    pub fn questions(&self) -> impl Iterator<Item = Field> {
        let missing = GUARDIAN.into_iter().filter(|name| self.form.field(*name).is_none());
        let missing = missing.map(|name| Field {
            question: Question::BuiltIn(name),
            required: true,
            section: Section::of(name),
        });
        self.form.fields.iter().cloned().chain(missing)
    }

    fn ask(
        &self,
        event: &Event,
        field: &Field,
        runner: u8,
        answers: &Answers,
        desk_id: &str,
    ) -> Option<Asked> {
        let guardian = matches!(field.question, Question::BuiltIn(name) if is_guardian(name));
        Some(Asked {
            field: FieldId { runner, question: field.question },
            required: field.required || guardian,
            kind: self.kind(event, FieldId { runner, question: field.question }, answers, desk_id)?,
            section: if runner == 0 { field.section } else { Section::FurtherRunners },
        })
    }

    /// What kind of answer a question takes; `None` if the desk offers nothing to choose.
    fn kind(&self, event: &Event, field: FieldId, answers: &Answers, desk_id: &str) -> Option<Kind> {
        let question = field.question;
        let kind = match question {
            Question::BuiltIn(name) => name.kind(),
            Question::Custom(index, _) => self.form.customs.get(usize::from(index))?.kind.clone(),
        };
        Some(match kind {
            Kind::Choice(_) => Kind::Choice(self.offered(event, question, desk_id)?),
            Kind::Choices(_) => Kind::Choices(self.offered(event, question, desk_id)?),
            Kind::DateOfBirth { .. } => {
                let distance = answers.trimmed(FieldId::from(FieldName::Distance).of_runner(field.runner));
                let distance = event.distances.iter().find(|known| known.id == distance);
                Kind::DateOfBirth { minimum_age: distance.and_then(|distance| distance.minimum_age) }
            }
            other => other,
        })
    }

    fn offered(&self, event: &Event, question: Question, desk_id: &str) -> Option<Vec<String>> {
        let mut ids = Vec::new();
        if question == Question::BuiltIn(FieldName::Distance) {
            ids.extend(event.distances.iter().map(|distance| distance.id.clone()));
        }
        for choice in self.form.choices(question).unwrap_or_default() {
            if choice.is_offered_by(desk_id) {
                ids.push(choice.id.clone());
            }
        }
        (!ids.is_empty()).then_some(ids)
    }
}

/// What a minor is asked.
const GUARDIAN: [FieldName; 2] = [FieldName::GuardianName, FieldName::GuardianConsent];

fn is_guardian(name: FieldName) -> bool {
    GUARDIAN.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{EventFile, read};
    use serde_json::json;

    /// A race of two desks, with fields behind its own.
    fn event(more_fields: serde_json::Value) -> EventFile {
        let mut file = json!({
            "saddle": 1, "id": "race", "name": "Race", "date": "2015-10-04", "timeZone": "Asia/Pyongyang",
            "place": { "name": "Pass" },
            "distances": [{ "id": "42k", "name": "42 km", "track": "42k.gpx", "minimumAge": 18 }],
            "desks": [
                { "id": "far", "name": "Far", "email": "far@example.org", "delivery": { "type": "mailto" },
                  "privacy": { "controller": "Far", "text": "Kept." } },
                { "id": "near", "name": "Near", "email": "near@example.org", "delivery": { "type": "mailto" },
                  "privacy": { "controller": "Near", "text": "Kept." } }
            ],
            "form": {
                "fields": [
                    { "name": "distance", "required": true }, { "name": "programme" },
                    { "name": "name", "required": true }, { "name": "email", "required": true },
                    { "name": "guardian_name" }, { "name": "consent", "required": true }
                ],
                "programmes": [
                    { "id": "3-days", "name": "3 days", "desks": ["near"] },
                    { "id": "7-days", "name": "7 days", "desks": ["near"] }
                ]
            }
        });
        let fields = file["form"]["fields"].as_array_mut().expect("a list");
        fields.extend(more_fields.as_array().expect("a list").iter().cloned());
        read(&file.to_string()).expect("a valid event")
    }

    fn today() -> Date {
        Date::new(2015, 6, 1).expect("a day")
    }

    /// Someone born on that day.
    fn born(runner: u8, answers: &mut Answers, date: [&str; 3]) {
        let birth = FieldId::from(FieldName::BirthDay).of_runner(runner);
        for (part, text) in birth.date_parts().into_iter().zip(date) {
            answers.set(part, text);
        }
    }

    fn asked(file: &EventFile, desk: &str, answers: &Answers) -> Vec<Asked> {
        file.enrolment.asked(&file.event, desk, answers, today())
    }

    fn keys(file: &EventFile, asked: &[Asked]) -> Vec<String> {
        asked.iter().map(|asked| asked.field.key(&file.enrolment.form.customs)).collect()
    }

    fn keys_for(file: &EventFile, desk: &str, answers: &Answers) -> Vec<String> {
        keys(file, &asked(file, desk, answers))
    }

    #[test]
    fn a_choice_of_another_desk_is_not_asked() {
        let (event, nothing) = (event(json!([])), Answers::default());
        assert_eq!(keys_for(&event, "far", &nothing), ["distance", "name", "email", "consent"]);
        let near = asked(&event, "near", &nothing);
        // On the page the runner comes before the trip.
        assert_eq!(keys(&event, &near), ["distance", "name", "email", "programme", "consent"]);
        assert_eq!(near[3].kind, Kind::Choice(vec!["3-days".to_owned(), "7-days".to_owned()]));
        assert!(!near[3].required);
    }

    #[test]
    fn a_guardian_is_asked_for_only_if_the_runner_is_minor() {
        let (event, mut answers) = (event(json!([])), Answers::default());
        born(0, &mut answers, ["5", "10", "1997"]);
        let asked = asked(&event, "far", &answers);
        // The form lists the name, as optional, and not the consent; a minor needs both.
        assert_eq!(
            keys(&event, &asked),
            ["distance", "name", "email", "guardian_name", "guardian_consent", "consent"]
        );
        assert!(asked[3..5].iter().all(|asked| asked.required));
        born(0, &mut answers, ["4", "10", "1997"]);
        assert_eq!(keys_for(&event, "far", &answers), ["distance", "name", "email", "consent"]);
    }

    #[test]
    fn each_runner_is_asked_what_is_theirs() {
        let event = event(json!([
            { "name": "date_of_birth", "required": true },
            { "id": "shirt", "type": "text", "label": "Shirt", "eachRunner": true },
            { "id": "hut", "type": "checkbox", "label": "Hut", "if": { "distance": "42k" } }
        ]));
        let mut answers = Answers::default();
        answers.add_runner();
        answers.set(FieldId::from(FieldName::Distance).of_runner(1), "42k");
        born(1, &mut answers, ["1", "1", "2000"]);
        let asked = asked(&event, "far", &answers);
        assert_eq!(
            keys(&event, &asked),
            [
                "distance",
                "name",
                "email",
                "birth_day",
                "shirt",
                "hut",
                "runner_2_distance",
                "runner_2_name",
                "runner_2_birth_day",
                "runner_2_shirt",
                "runner_2_guardian_name",
                "runner_2_guardian_consent",
                "consent",
            ]
        );
        let birth =
            |key: &str| asked.iter().find(|asked| asked.field.key(&event.enrolment.form.customs) == key);
        assert_eq!(
            birth("birth_day").map(|asked| &asked.kind),
            Some(&Kind::DateOfBirth { minimum_age: None })
        );
        assert_eq!(
            birth("runner_2_birth_day").map(|asked| &asked.kind),
            Some(&Kind::DateOfBirth { minimum_age: Some(18) })
        );
    }
}
