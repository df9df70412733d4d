//! A desk as the event file writes it: who takes sign-ups, for whom, and how.

use crate::reader::{Cursor, Object, words};
use crate::texts::Texts;
use crate::{delivery, id, limits, mailbox};
use saddle_signup::country::is_country;
use saddle_signup::{Delivery, Rule};

/// Who takes sign-ups. A runner's desk is the first that serves them, else the last of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Desk {
    /// Short name used on the element and in links, e.g. `zx-tour`.
    pub id: String,
    /// What the desk is called.
    pub name: Texts,
    /// Where it is.
    pub city: Option<Texts>,
    /// Whom it serves, as rules of which a runner must meet one; none means everyone.
    #[cfg_attr(feature = "schema", schemars(default, with = "Vec<crate::schema::RuleInFile>"))]
    pub serves: Vec<Rule>,
    /// How a sign-up reaches it.
    #[cfg_attr(feature = "schema", schemars(with = "crate::schema::DeliveryInFile"))]
    pub delivery: Delivery,
    /// The mailbox of the fallback, which visitors see.
    #[cfg_attr(feature = "schema", schemars(email))]
    pub email: String,
    /// What a visitor consents to.
    pub privacy: Privacy,
    /// What the desk will do with a sign-up, and what it will answer.
    pub answer: Option<Texts>,
    /// Whether the addresses above only stand in for real ones; the page then says so.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub placeholder: bool,
}

/// What a visitor consents to when signing up.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Privacy {
    /// Who decides what is done with the data.
    pub controller: Texts,
    /// What is done with the data.
    pub text: Texts,
}

impl Desk {
    /// The desk as routing and delivery know it, without its texts.
    pub fn to_signup(&self) -> saddle_signup::Desk {
        saddle_signup::Desk {
            id: self.id.clone(),
            serves: self.serves.clone(),
            delivery: self.delivery.clone(),
            mailbox: self.email.clone(),
        }
    }

    pub(crate) fn read(object: &Object<'_>) -> Self {
        Self {
            id: id::read(object),
            name: Texts::required(object, "name", "what the desk is called"),
            city: Texts::optional(object, "city"),
            serves: read_rules(&object.items("serves", limits::ITEMS)),
            delivery: delivery::read(&object.required_object("delivery", "how a sign-up reaches the desk")),
            email: mailbox::read(object),
            privacy: Privacy::read(&object.required_object("privacy", "the controller and the privacy text")),
            answer: Texts::optional(object, "answer"),
            placeholder: object.flag("placeholder"),
        }
    }
}

impl Privacy {
    fn read(object: &Object<'_>) -> Self {
        Self {
            controller: Texts::required(object, "controller", "who decides what is done with the data"),
            text: Texts::required(object, "text", "what is done with the data"),
        }
    }
}

/// Reads rules: `{"residence": ["CN"]}` or `{"nationality": ["CN"]}`.
fn read_rules(items: &[Cursor<'_>]) -> Vec<Rule> {
    let mut rules = Vec::new();
    for at in items {
        let object = at.object();
        match (object.optional("residence"), object.optional("nationality")) {
            (Some(countries), None) => rules.push(Rule::Residence(read_countries(&countries))),
            (None, Some(countries)) => rules.push(Rule::Nationality(read_countries(&countries))),
            // What is no object is a mistake already.
            _ if at.value.is_object() => {
                at.mistake("either \"residence\" or \"nationality\", with a list of country codes");
            }
            _ => {}
        }
    }
    rules
}

fn read_countries(at: &Cursor<'_>) -> Vec<String> {
    let items = at.filled_items(limits::ITEMS);
    let mut countries = words(&items, &is_country, "a country code of ISO 3166-1 such as \"CN\"");
    for country in &mut countries {
        country.make_ascii_uppercase();
    }
    countries
}

#[cfg(test)]
mod tests {
    use crate::demo::{enrolment_with, mistakes_with};
    use saddle_signup::{Delivery, Rule};
    use serde_json::json;

    #[test]
    fn routing_and_delivery_get_all_they_need() {
        let rules = json!([{"residence": ["cn", "MO"]}, {"nationality": ["CN"]}]);
        let event = enrolment_with("/desks/0/serves", rules);
        let desk = event.signup_desks().remove(0);
        assert_eq!((desk.id.as_str(), desk.mailbox.as_str()), ("zx-tour", "zx-tour@example.org"));
        assert_eq!(
            desk.serves,
            [Rule::Residence(vec!["CN".into(), "MO".into()]), Rule::Nationality(vec!["CN".into()])]
        );
        assert!(matches!(desk.delivery, Delivery::Post(post) if post.idempotent));
    }

    #[test]
    fn says_what_is_wrong_with_it() {
        assert_eq!(
            mistakes_with("/desks/1", json!({"id": "experience-north-korea", "privacy": {}})),
            [
                "$.desks[1].name: found nothing, expected what the desk is called",
                "$.desks[1].delivery: found nothing, expected how a sign-up reaches the desk",
                "$.desks[1].email: found nothing, expected the desk's mailbox",
                "$.desks[1].privacy.controller: found nothing, expected who decides what is done with the data",
                "$.desks[1].privacy.text: found nothing, expected what is done with the data",
            ]
        );
    }

    #[test]
    fn a_rule_is_of_one_kind_and_names_countries() {
        let either = "expected either \"residence\" or \"nationality\", with a list of country codes";
        assert_eq!(
            mistakes_with("/desks/0/serves", json!([{}, {"residence": ["CN"], "nationality": ["CN"]}, "CN"])),
            [
                format!("$.desks[0].serves[0]: found an object, {either}"),
                format!("$.desks[0].serves[1]: found an object, {either}"),
                "$.desks[0].serves[2]: found \"CN\", expected an object".to_owned(),
            ]
        );
        assert_eq!(
            mistakes_with("/desks/0/serves", json!([{"residence": ["China", 86]}, {"nationality": []}])),
            [
                "$.desks[0].serves[0].residence[0]: found \"China\", expected a country code of ISO 3166-1 such as \"CN\"",
                "$.desks[0].serves[0].residence[1]: found the number 86, expected a country code of ISO 3166-1 such as \"CN\"",
                "$.desks[0].serves[1].nationality: found a list of 0, expected a list of at least one item",
            ]
        );
    }
}
