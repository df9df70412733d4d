//! Who takes sign-ups, and what they are asked.

use crate::delivery;
use crate::desk::Desk;
use crate::form::Form;
use crate::limits;
use crate::reader::Object;

/// The part of an event file that a sign-up needs, and a course does not.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Enrolment {
    /// Who takes sign-ups; the last takes those whom no other serves.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 50)))]
    pub desks: Vec<Desk>,
    /// What the sign-up form asks.
    pub form: Form,
}

impl Enrolment {
    /// The desks as routing and delivery know them, in the order of the file.
    pub fn signup_desks(&self) -> Vec<saddle_signup::Desk> {
        self.desks.iter().map(Desk::to_signup).collect()
    }

    /// An enrolment with a gap wherever there is a mistake; `object` is the whole file.
    pub(crate) fn read(object: &Object<'_>) -> Self {
        let desk_ids = object.distinct_ids("desks");
        let mut desks = Vec::new();
        let items = object.filled_items("desks", limits::DESKS);
        for at in &items {
            desks.push(Desk::read(&at.object()));
        }
        let form = Form::read(
            &object.required_object("form", "what the form asks"),
            &desk_ids,
            &object.ids("distances"),
        );
        for (at, desk) in items.iter().zip(&desks) {
            // What is no object is a mistake already.
            if at.value.is_object() {
                let object = at.object();
                delivery::check(&object, &desk.delivery, &form.customs);
                object.leave();
            }
        }
        Self { desks, form }
    }

    /// Notes the keys that [`read`](Self::read) asks for, where nobody wants what stands there.
    pub(crate) fn skip(object: &Object<'_>) {
        object.optional("desks");
        object.optional("form");
    }
}
