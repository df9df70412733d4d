//! What the sign-up form asks.

use crate::choice::Choice;
use crate::custom_field::{CustomWords, Known};
use crate::limits;
use crate::reader::Object;
use crate::texts::Texts;
use saddle_signup::{CustomField, Field, FieldName, Question, Section};

/// What the sign-up form asks.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Form {
    /// The fields that are asked, in their order.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::schema::FieldInFile>", length(min = 1)))]
    pub fields: Vec<Field>,
    /// The event's own fields.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub customs: Vec<CustomField>,
    /// Their words, in the same order.
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub custom_words: Vec<CustomWords>,
    /// How many runners one sign-up can be for.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 20), default = "one"))]
    pub runners: u8,
    /// Whether visitors see all their answers before they send.
    #[cfg_attr(feature = "schema", schemars(default = "reviewed"))]
    pub review: bool,
    /// Whether the sign-up can be printed as a form for pen and paper, where a desk does not take it.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub paper: bool,
    /// What the field `programme` offers: trips of some days.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub programmes: Vec<Choice>,
    /// What the field `departure` offers: the cities where a trip starts.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub departures: Vec<Choice>,
    /// What the field `payment` offers: the ways to pay that a runner may prefer.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub payments: Vec<Choice>,
    /// What to know before choosing a way to pay.
    pub payment_note: Option<Texts>,
}

/// What the file need not say.
const fn one() -> u8 {
    1
}

/// What the file need not say.
const fn reviewed() -> bool {
    true
}

/// The name under which the file asks for [`FieldName::BirthDay`], month and year at once.
const DATE_OF_BIRTH: &str = "date_of_birth";

/// The fields without which a desk could not answer, or would have no right to.
const NEEDED: [FieldName; 4] = [FieldName::Distance, FieldName::Name, FieldName::Email, FieldName::Consent];

impl Form {
    pub(crate) fn read(object: &Object<'_>, desk_ids: &[&str], distance_ids: &[&str]) -> Self {
        const RUNNERS: &str = "a whole number of runners, from 1 to 20";
        let mut form = Self {
            fields: Vec::new(),
            customs: Vec::new(),
            custom_words: Vec::new(),
            // At most 20, so the cast loses nothing.
            runners: object.whole("runners", 1, 20, RUNNERS).map_or(one(), |runners| runners as u8),
            review: object.flag_or("review", reviewed()),
            paper: object.flag("paper"),
            programmes: Choice::read_list(object, "programmes", desk_ids),
            departures: Choice::read_list(object, "departures", desk_ids),
            payments: Choice::read_list(object, "payments", desk_ids),
            payment_note: Texts::optional(object, "paymentNote"),
        };
        form.read_fields(object, desk_ids, distance_ids);
        for (name, key) in [
            (FieldName::Programme, "programmes"),
            (FieldName::Departure, "departures"),
            (FieldName::Payment, "payments"),
        ] {
            if form.field(name).is_some()
                && form.choices(Question::BuiltIn(name)).is_some_and(<[Choice]>::is_empty)
            {
                object.mistake_at(key, "something to choose, since the form asks for it");
            }
        }
        form
    }

    /// A built-in field, if it is asked.
    pub fn field(&self, name: FieldName) -> Option<&Field> {
        self.fields.iter().find(|field| field.question == Question::BuiltIn(name))
    }

    /// The choices of a question; `None` for one that is not chosen from a list of the form.
    pub fn choices(&self, question: Question) -> Option<&[Choice]> {
        match question {
            Question::BuiltIn(FieldName::Programme) => Some(&self.programmes),
            Question::BuiltIn(FieldName::Departure) => Some(&self.departures),
            Question::BuiltIn(FieldName::Payment) => Some(&self.payments),
            Question::BuiltIn(_) => None,
            Question::Custom(index, _) => {
                let words = self.custom_words.get(usize::from(index))?;
                (!words.choices.is_empty()).then_some(words.choices.as_slice())
            }
        }
    }

    fn read_fields(&mut self, object: &Object<'_>, desk_ids: &[&str], distance_ids: &[&str]) {
        let items = object.filled_items("fields", limits::ITEMS);
        // A field may wait for a built-in one below it.
        let mut named = Vec::new();
        for item in &items {
            named.extend(item.value.get("name").and_then(|name| name_of(name.as_str()?)));
        }
        for item in &items {
            let item = item.object();
            if item.has("id") {
                self.read_custom(&item, &named, desk_ids, distance_ids);
            } else {
                self.read_built_in(&item);
            }
        }
        for needed in NEEDED {
            let is_asked = self.field(needed).is_some_and(|field| field.required);
            if !is_asked && !items.is_empty() {
                let expected = ["the required field \"", needed.as_str(), "\" among them"].concat();
                object.mistake_at("fields", &expected);
            }
        }
    }

    /// Reads `{"name": "email", "required": true}`.
    fn read_built_in(&mut self, object: &Object<'_>) {
        let name_at = object.required("name", "the name of a field, or the \"id\" of one of your own");
        let required = object.flag("required");
        let Some(name_at) = name_at else { return };
        let Some(name) = name_at.value.as_str().and_then(name_of) else {
            return name_at.not_one_of(&mut names());
        };
        if self.field(name).is_some() {
            return name_at.mistake("a field that is not asked already");
        }
        self.fields.push(Field { question: Question::BuiltIn(name), required, section: Section::of(name) });
    }

    fn read_custom(
        &mut self,
        object: &Object<'_>,
        named: &[FieldName],
        desk_ids: &[&str],
        distance_ids: &[&str],
    ) {
        let offered = |name: FieldName| {
            let ids = match name {
                FieldName::Distance => distance_ids.iter().map(|id| (*id).to_owned()).collect(),
                _ => {
                    let choices = self.choices(Question::BuiltIn(name)).unwrap_or_default();
                    choices.iter().map(|choice| choice.id.clone()).collect()
                }
            };
            named.contains(&name).then_some(ids)
        };
        let known = Known { customs: &self.customs, built_in: &offered, desk_ids };
        let (custom, words) = CustomWords::read(object, &known);
        // A list has at most 300 items.
        let question = Question::custom(self.customs.len() as u16);
        let required = object.flag("required");
        let section = self.fields.last().map_or(Section::Race, |above| above.section.of_next());
        self.fields.push(Field { question, required, section });
        self.customs.push(custom);
        self.custom_words.push(words);
    }
}

/// The field that a name of the file stands for; for the date of birth, its first input.
fn name_of(key: &str) -> Option<FieldName> {
    if key == DATE_OF_BIRTH {
        return Some(FieldName::BirthDay);
    }
    FieldName::ALL.into_iter().find(|name| name.as_str() == key && !is_part_of_date(*name))
}

/// Every name that can stand in the list of fields.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let whole = FieldName::ALL.into_iter().filter(|name| !is_part_of_date(*name)).map(FieldName::as_str);
    whole.chain([DATE_OF_BIRTH])
}

fn is_part_of_date(name: FieldName) -> bool {
    name.error_field() == FieldName::BirthDay
}

#[cfg(test)]
mod tests {
    use crate::demo::{enrolment_with, mistakes_with};
    use saddle_signup::{FieldName, Question};
    use serde_json::json;

    #[test]
    fn a_field_is_asked_where_and_as_the_file_says() {
        let form = enrolment_with("/form/fields/16", json!({"name": "remarks", "required": true})).form;
        assert_eq!(form.fields[6].question, Question::BuiltIn(FieldName::BirthDay));
        assert!(form.fields[6].required && form.fields[16].required);
        assert!(!form.fields[3].required);
        assert_eq!(form.field(FieldName::Phone), Some(&form.fields[3]));
    }

    #[test]
    fn every_name_can_be_asked() {
        let fields = super::names().map(|name| json!({"name": name, "required": true})).collect::<Vec<_>>();
        // The three inputs of a date of birth are one question.
        assert_eq!(enrolment_with("/form/fields", json!(fields)).form.fields.len(), FieldName::ALL.len() - 2);
    }

    #[test]
    fn one_runner_and_a_review_unless_the_file_says_otherwise() {
        let form = enrolment_with("/form/runners", json!(null)).form;
        assert_eq!((form.runners, form.review), (1, true));
        assert_eq!(enrolment_with("/form/runners", json!(4)).form.runners, 4);
        assert!(!enrolment_with("/form/review", json!(false)).form.review);
        assert!(!form.paper && enrolment_with("/form/paper", json!(true)).form.paper);
        assert_eq!(
            mistakes_with("/form/runners", json!(21)),
            ["$.form.runners: found the number 21, expected a whole number of runners, from 1 to 20"]
        );
    }

    #[test]
    fn choices_are_those_of_the_field() {
        let form = enrolment_with("/form/paymentNote", json!("Only a preference")).form;
        let choices = |name| form.choices(Question::BuiltIn(name));
        assert_eq!(choices(FieldName::Programme), Some(form.programmes.as_slice()));
        assert_eq!(choices(FieldName::Departure), Some(form.departures.as_slice()));
        assert_eq!(choices(FieldName::Payment), Some(form.payments.as_slice()));
        assert_eq!(choices(FieldName::Name), None);
    }

    #[test]
    fn says_what_is_wrong_with_its_fields() {
        let needed = |name| {
            format!("$.form.fields: found a list of 3, expected the required field \"{name}\" among them")
        };
        let mistakes = mistakes_with(
            "/form/fields",
            json!([{"name": "distance", "required": true}, {"name": "birth_day"}, {"name": "email"}]),
        );
        assert!(mistakes[0].starts_with(
            "$.form.fields[1].name: found \"birth_day\", expected one of \"distance\" \"programme\" \"departure\""
        ));
        assert!(mistakes[0].ends_with("\"consent\" \"date_of_birth\""), "{mistakes:?}");
        assert_eq!(mistakes[1..], [needed("name"), needed("email"), needed("consent")]);

        assert_eq!(
            mistakes_with("/form/fields/18", json!({"name": "email"})),
            ["$.form.fields[18].name: found \"email\", expected a field that is not asked already"]
        );
        assert_eq!(
            mistakes_with("/form/fields", json!([])),
            ["$.form.fields: found a list of 0, expected a list of at least one item"]
        );
    }

    #[test]
    fn what_is_asked_has_something_to_choose() {
        for (key, found) in [("programmes", json!([])), ("departures", json!(null)), ("payments", json!([]))]
        {
            let mistakes = mistakes_with(&format!("/form/{key}"), found);
            assert_eq!(mistakes.len(), 1);
            assert!(mistakes[0].starts_with(&format!("$.form.{key}: found ")), "{mistakes:?}");
            assert!(mistakes[0].ends_with("expected something to choose, since the form asks for it"));
        }
    }
}
