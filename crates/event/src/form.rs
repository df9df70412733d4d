//! What the sign-up form asks.

use crate::choice::Choice;
use crate::limits;
use crate::reader::Object;
use crate::texts::Texts;
use saddle_signup::{Field, FieldName};

/// What the sign-up form asks.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Form {
    /// The fields that are asked, in their order; a date of birth stands as its three inputs.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<crate::schema::FieldInFile>", length(min = 1)))]
    pub fields: Vec<Field>,
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

/// The name under which the file asks for [`FieldName::BirthDay`], month and year at once.
const DATE_OF_BIRTH: &str = "date_of_birth";

/// The fields without which a desk could not answer, or would have no right to.
const NEEDED: [FieldName; 4] = [FieldName::Distance, FieldName::Name, FieldName::Email, FieldName::Consent];

impl Form {
    pub(crate) fn read(object: &Object<'_>, desk_ids: &[&str]) -> Self {
        let form = Self {
            fields: read_fields(object),
            programmes: read_choices(object, "programmes", desk_ids),
            departures: read_choices(object, "departures", desk_ids),
            payments: read_choices(object, "payments", desk_ids),
            payment_note: Texts::optional(object, "paymentNote"),
        };
        for (name, key) in [
            (FieldName::Programme, "programmes"),
            (FieldName::Departure, "departures"),
            (FieldName::Payment, "payments"),
        ] {
            let is_asked = form.fields.iter().any(|field| field.name == name);
            if is_asked && form.choices(name).is_some_and(<[Choice]>::is_empty) {
                object.mistake_at(key, "something to choose, since the form asks for it");
            }
        }
        form
    }

    /// The choices of a field; `None` for one that is not chosen from a list of the form.
    pub fn choices(&self, name: FieldName) -> Option<&[Choice]> {
        match name {
            FieldName::Programme => Some(&self.programmes),
            FieldName::Departure => Some(&self.departures),
            FieldName::Payment => Some(&self.payments),
            _ => None,
        }
    }
}

fn read_choices(object: &Object<'_>, key: &'static str, desk_ids: &[&str]) -> Vec<Choice> {
    object.distinct_ids(key);
    let mut choices = Vec::new();
    for at in object.items(key, limits::ITEMS) {
        choices.push(Choice::read(&at.object(), desk_ids));
    }
    choices
}

fn read_fields(object: &Object<'_>) -> Vec<Field> {
    let mut fields: Vec<Field> = Vec::new();
    let items = object.filled_items("fields", limits::ITEMS);
    for item in &items {
        read_field(&item.object(), &mut fields);
    }
    for needed in NEEDED {
        let is_asked = fields.iter().any(|field| field.name == needed && field.required);
        if !is_asked && !items.is_empty() {
            let expected = ["the required field \"", needed.as_str(), "\" among them"].concat();
            object.mistake_at("fields", &expected);
        }
    }
    fields
}

/// Reads `{"name": "email", "required": true}` into the fields that it stands for.
fn read_field(object: &Object<'_>, fields: &mut Vec<Field>) {
    let name_at = object.required("name", "the name of a field");
    let required = object.flag("required");
    let Some(name_at) = name_at else { return };
    let names = name_at.value.as_str().map(names_of).unwrap_or_default();
    if names.is_empty() {
        name_at.not_one_of(&mut self::names());
    }
    for name in names {
        if fields.iter().any(|field| field.name == name) {
            name_at.mistake("a field that is not asked already");
            break;
        }
        fields.push(Field { name, required });
    }
}

/// The fields that a name of the file stands for; none if there is no such name.
fn names_of(key: &str) -> Vec<FieldName> {
    if key == DATE_OF_BIRTH {
        return vec![FieldName::BirthDay, FieldName::BirthMonth, FieldName::BirthYear];
    }
    match FieldName::ALL.into_iter().find(|name| name.as_str() == key) {
        Some(name) if !is_part_of_date(name) => vec![name],
        _ => Vec::new(),
    }
}

/// Every name that can stand in the list of fields.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let whole = FieldName::ALL.into_iter().filter(|name| !is_part_of_date(*name)).map(FieldName::as_str);
    whole.chain([DATE_OF_BIRTH])
}

fn is_part_of_date(name: FieldName) -> bool {
    matches!(name, FieldName::BirthDay | FieldName::BirthMonth | FieldName::BirthYear)
}

#[cfg(test)]
mod tests {
    use crate::demo::{enrolment_with, mistakes_with};
    use saddle_signup::FieldName;
    use serde_json::json;

    #[test]
    fn a_date_of_birth_is_three_inputs() {
        let form = enrolment_with("/form/fields/16", json!({"name": "remarks", "required": true}))
            .form
            .fields
            .into_iter()
            .map(|field| (field.name, field.required))
            .collect::<Vec<_>>();
        assert!(form.contains(&(FieldName::Remarks, true)));
        assert!(form.windows(3).any(|three| {
            three
                == [(FieldName::BirthDay, true), (FieldName::BirthMonth, true), (FieldName::BirthYear, true)]
        }));
    }

    #[test]
    fn every_name_can_be_asked() {
        let fields = super::names().map(|name| json!({"name": name, "required": true})).collect::<Vec<_>>();
        assert_eq!(enrolment_with("/form/fields", json!(fields)).form.fields.len(), FieldName::ALL.len());
    }

    #[test]
    fn choices_are_those_of_the_field() {
        let form = enrolment_with("/form/paymentNote", json!("Only a preference")).form;
        assert_eq!(form.choices(FieldName::Programme), Some(form.programmes.as_slice()));
        assert_eq!(form.choices(FieldName::Departure), Some(form.departures.as_slice()));
        assert_eq!(form.choices(FieldName::Payment), Some(form.payments.as_slice()));
        assert_eq!(form.choices(FieldName::Name), None);
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
