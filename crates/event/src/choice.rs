//! Something that the form lets a runner choose: a programme, a place of departure, a way to pay.

use crate::reader::{Object, words};
use crate::texts::Texts;
use crate::{id, limits};

/// One of the choices of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Choice {
    /// What the desk receives.
    pub id: String,
    /// What the visitor reads.
    pub name: Texts,
    /// The ids of the desks that offer it; none means every desk.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub desks: Vec<String>,
}

impl Choice {
    /// Whether that desk offers it.
    pub fn is_offered_by(&self, desk_id: &str) -> bool {
        self.desks.is_empty() || self.desks.iter().any(|id| id == desk_id)
    }

    /// The choices of a list that may be missing.
    pub(crate) fn read_list(object: &Object<'_>, key: &'static str, desk_ids: &[&str]) -> Vec<Self> {
        object.distinct_ids(key);
        let mut choices = Vec::new();
        for at in object.items(key, limits::ITEMS) {
            choices.push(Self::read(&at.object(), desk_ids));
        }
        choices
    }

    fn read(object: &Object<'_>, desk_ids: &[&str]) -> Self {
        let desks = object.items("desks", limits::DESKS);
        Self {
            id: id::read(object),
            name: Texts::required(object, "name", "what the visitor reads"),
            desks: words(&desks, &|id| desk_ids.contains(&id), "the id of one of the event's desks"),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::demo::{enrolment_with, mistakes_with};
    use serde_json::json;

    #[test]
    fn belongs_to_some_desks_or_to_all() {
        let form = enrolment_with("/form/programmes/0/desks", json!(["zx-tour"])).form;
        assert!(form.programmes[0].is_offered_by("zx-tour"));
        assert!(!form.programmes[0].is_offered_by("experience-north-korea"));
        assert!(form.payments[0].is_offered_by("zx-tour"));
    }

    #[test]
    fn names_only_desks_of_the_event() {
        assert_eq!(
            mistakes_with("/form/departures/1/desks", json!(["zx-tour", "zx-tuor"])),
            ["$.form.departures[1].desks[1]: found \"zx-tuor\", expected the id of one of the event's desks"]
        );
    }
}
