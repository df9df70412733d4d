//! What the page knows of its visitor, put into the fields that the visitor has not touched.
//!
//! From what holds for everyone to what holds for this visitor: the element's attribute, its property, the page's address.

use super::session::Session;
use crate::{
    browser::by_name::{construct, get},
    element::follow,
    race::Race,
};
use js_sys::Array;
use saddle_signup::{
    FieldId, FieldName, Question,
    prefill::{Known, Questions, is_public, prefill},
};
use wasm_bindgen::{JsCast, JsValue};

/// What the keys of the page's address begin with.
const PREFIX: &str = "saddle-";

/// Fills the form now, and again when the page knows more.
pub fn follow_page(session: Session) {
    follow(Box::new(move || {
        session.race.prefill.track();
        fill(session, |_| true);
    }));
}

/// Fills a form that was emptied: it may be for somebody else, so with nothing personal.
pub fn fill_anew(session: Session) {
    fill(session, |field| session.with_customs(|customs| is_public(field, customs)));
}

fn fill(session: Session, is_wanted: impl Fn(FieldId) -> bool) {
    let (event, enrolment) = (session.race.event(), session.enrolment());
    let form = &enrolment.form;
    let questions = Questions {
        customs: &form.customs,
        is_asked: &|question| form.fields.iter().any(|field| field.question == question),
        is_choice: &|question, id| match question {
            Question::BuiltIn(FieldName::Distance) => {
                event.distances.iter().any(|distance| distance.id == id)
            }
            _ => form.choices(question).is_some_and(|choices| choices.iter().any(|choice| choice.id == id)),
        },
    };
    for (field, text) in prefill(&known(session.race), &questions) {
        if is_wanted(field) && !session.is_touched(field) && !has_focus(session, field) {
            session.fill(field, &text);
        }
    }
}

/// Nothing is put into a field while somebody is in it, or in another input of the same date.
fn has_focus(session: Session, field: FieldId) -> bool {
    let root = session.race.shadow_root();
    let focused =
        root.and_then(|root| root.active_element()).and_then(|focused| focused.get_attribute("name"));
    let whole = field.whole();
    let inputs = whole.date_parts().into_iter().filter(|part| part.whole() == whole).chain([field]);
    focused.is_some_and(|focused| inputs.into_iter().any(|input| session.key(input) == focused))
}

fn known(race: Race) -> Vec<Known> {
    let window = web_sys::window();
    let address = window.as_ref().and_then(|window| window.location().search().ok());
    let mut known = Vec::new();
    let host = race.host();
    for (key, text) in parameters(&host.get_attribute("prefill").unwrap_or_default()) {
        known.push(Known { key, text, is_public: true });
    }
    let property = get(&host, "prefill");
    if property.is_object() {
        for (key, text) in pairs(&js_sys::Object::entries(property.unchecked_ref())) {
            known.push(Known { key, text, is_public: false });
        }
    }
    for (key, text) in parameters(&address.unwrap_or_default()) {
        if let Some(key) = key.strip_prefix(PREFIX) {
            known.push(Known { key: key.to_owned(), text, is_public: true });
        }
    }
    known
}

/// Names and values of what is written as the query of an address.
fn parameters(query: &str) -> Vec<(String, String)> {
    let parameters = construct(&js_sys::global(), "URLSearchParams", &[query.into()]);
    parameters.map_or_else(Vec::new, |parameters| pairs(&Array::from(&parameters)))
}

/// What of a list of names and values is text.
fn pairs(list: &Array) -> Vec<(String, String)> {
    let pair = |pair: JsValue| Some((get(&pair, "0").as_string()?, get(&pair, "1").as_string()?));
    list.iter().filter_map(pair).collect()
}
