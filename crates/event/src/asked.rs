//! What the form asks one visitor: it depends on the desk that will answer, and on whether a guardian must agree.

use crate::enrolment::Enrolment;
use crate::event::Event;
use saddle_signup::{Asked, FieldName};

impl Enrolment {
    /// The fields in the order of the form, with the choices that the desk offers.
    ///
    /// A field whose choices all belong to other desks is not asked; a guardian is asked for only if `minor`, and then
    /// always.
    pub fn asked(&self, event: &Event, desk_id: &str, minor: bool) -> Vec<Asked> {
        let mut asked = Vec::new();
        for field in &self.form.fields {
            if minor || !is_guardian(field.name) {
                self.ask(&mut asked, event, field.name, field.required, desk_id);
            }
        }
        for name in GUARDIAN {
            // A minor cannot sign up alone, whatever the form lists.
            if minor && self.form.fields.iter().all(|field| field.name != name) {
                self.ask(&mut asked, event, name, true, desk_id);
            }
        }
        asked
    }

    fn ask(&self, asked: &mut Vec<Asked>, event: &Event, name: FieldName, required: bool, desk_id: &str) {
        let choices = self.choice_ids(event, name, desk_id);
        if choices.as_ref().is_none_or(|choices| !choices.is_empty()) {
            asked.push(Asked { name, required: required || is_guardian(name), choices });
        }
    }

    fn choice_ids(&self, event: &Event, name: FieldName, desk_id: &str) -> Option<Vec<String>> {
        if name == FieldName::Distance {
            return Some(event.distances.iter().map(|distance| distance.id.clone()).collect());
        }
        let mut ids = Vec::new();
        for choice in self.form.choices(name)? {
            if choice.is_offered_by(desk_id) {
                ids.push(choice.id.clone());
            }
        }
        Some(ids)
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
    use crate::read;
    use serde_json::json;

    fn asked(desk_id: &str, minor: bool) -> Vec<Asked> {
        let file = json!({
            "saddle": 1, "id": "race", "name": "Race", "date": "2015-10-04", "timeZone": "Asia/Pyongyang",
            "place": { "name": "Pass" },
            "distances": [{ "id": "42k", "name": "42 km", "track": "42k.gpx" }],
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
        let file = read(&file.to_string()).expect("a valid event");
        file.enrolment.asked(&file.event, desk_id, minor)
    }

    fn names(asked: &[Asked]) -> Vec<&'static str> {
        asked.iter().map(|asked| asked.name.as_str()).collect()
    }

    #[test]
    fn a_choice_of_another_desk_is_not_asked() {
        assert_eq!(names(&asked("far", false)), ["distance", "name", "email", "consent"]);
        let near = asked("near", false);
        assert_eq!(names(&near), ["distance", "programme", "name", "email", "consent"]);
        assert_eq!(near[1].choices.as_deref(), Some(&["3-days".to_owned(), "7-days".to_owned()][..]));
        assert!(!near[1].required);
    }

    #[test]
    fn a_guardian_is_asked_for_only_if_the_runner_is_minor() {
        let minor = asked("far", true);
        // The form lists the name, as optional, and not the consent; a minor needs both.
        assert_eq!(
            names(&minor),
            ["distance", "name", "email", "guardian_name", "consent", "guardian_consent"]
        );
        assert!(minor.iter().filter(|asked| is_guardian(asked.name)).all(|asked| asked.required));
        assert!(!names(&asked("far", false)).contains(&"guardian_name"));
    }
}
