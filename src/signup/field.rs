//! One field of the form: label, hint, control, and what is wrong with it.

use super::{session::Session, shown::label};
use crate::{
    browser::intl,
    element::{Element, html},
};
use leptos::prelude::{event_target_checked, event_target_value};
use saddle_signup::{FieldName, country::countries};

/// The id of a field's control, unique in the shadow root.
pub fn control_id(name: FieldName) -> String {
    ["field-", name.as_str()].concat()
}

fn hint_id(name: FieldName) -> String {
    ["hint-", name.as_str()].concat()
}

fn error_id(name: FieldName) -> String {
    ["error-", name.as_str()].concat()
}

/// A field with everything around it.
pub fn view(session: Session, name: FieldName, required: bool) -> Element {
    match name {
        FieldName::Distance | FieldName::Programme | FieldName::Departure | FieldName::Payment => {
            radios(session, name, required)
        }
        FieldName::Nationality | FieldName::Residence => {
            labelled(session, name, required, country_select(session, name))
        }
        FieldName::BirthDay => date_of_birth(session, required),
        FieldName::Reference | FieldName::GuardianConsent | FieldName::Consent => tick_box(session, name),
        FieldName::Remarks => labelled(session, name, required, text_area(session, name)),
        _ => labelled(session, name, required, text_input(session, name)),
    }
}

/// What helps to answer a field: the event's own words where it has some, else the widget's.
fn hint(session: Session, name: FieldName) -> String {
    let (event, enrolment) = (session.race.event(), session.enrolment());
    let of_event = match name {
        FieldName::Payment => enrolment.form.payment_note.as_ref(),
        FieldName::Reference => event.series.as_ref().and_then(|series| series.gift.as_ref()),
        _ => None,
    };
    match of_event {
        Some(texts) => texts.pick(&session.race.language_untracked()).to_owned(),
        None => session.words().field(name).hint.to_owned(),
    }
}

fn hint_view(session: Session, name: FieldName) -> Option<Element> {
    let hint = hint(session, name);
    (!hint.is_empty()).then(|| html("p").class("hint").attr("id", &hint_id(name)).text(&hint))
}

/// What is wrong with the field, in the same words as in the summary.
fn error_view(session: Session, name: FieldName) -> Element {
    html("p").class("error").attr("id", &error_id(name)).text_with(move || {
        session.errors.with(|errors| {
            let error = errors.iter().find(|error| error.field == name.error_field());
            let told = error.zip(session.dispatch.get());
            told.map_or_else(String::new, |(error, dispatch)| (dispatch.mistake)(session.words(), error))
        })
    })
}

/// `"true"` while something is wrong with the field.
fn wrong(session: Session, name: FieldName) -> Option<String> {
    let is_wrong = session.errors.with(|errors| errors.iter().any(|error| error.field == name.error_field()));
    is_wrong.then(|| "true".to_owned())
}

fn described_by(session: Session, name: FieldName) -> String {
    let error = error_id(name.error_field());
    if hint(session, name).is_empty() { error } else { [&hint_id(name), " ", &error].concat() }
}

fn optional_mark(session: Session, required: bool) -> Option<Element> {
    (!required).then(|| html("span").class("optional").text(&[" (", session.words().optional, ")"].concat()))
}

/// What holds a field: an element whose class names the field and whose mark says that it is wrong.
fn holder(session: Session, name: FieldName, tag: &str, classes: &str) -> Element {
    html(tag)
        .class(&[classes, " ", name.as_str()].concat())
        .attr_with("data-wrong", move || wrong(session, name))
}

/// A control under its label.
fn labelled(session: Session, name: FieldName, required: bool, control: Element) -> Element {
    let label = html("label")
        .class("label")
        .attr("for", &control_id(name))
        .text(&label(session, name))
        .children(optional_mark(session, required));
    holder(session, name, "div", "field")
        .child(label)
        .children(hint_view(session, name))
        .child(error_view(session, name))
        .child(control)
}

/// How browsers, keyboards and password managers know a field: type, autocomplete and input mode.
const fn typing(name: FieldName) -> (&'static str, &'static str, &'static str) {
    match name {
        FieldName::Name => ("text", "name", "text"),
        FieldName::Email => ("email", "email", "email"),
        FieldName::Phone => ("tel", "tel", "tel"),
        FieldName::EmergencyPhone => ("tel", "off", "tel"),
        FieldName::BirthDay => ("text", "bday-day", "numeric"),
        FieldName::BirthMonth => ("text", "bday-month", "numeric"),
        FieldName::BirthYear => ("text", "bday-year", "numeric"),
        _ => ("text", "off", "text"),
    }
}

/// A control with what all controls have.
fn control(session: Session, name: FieldName, tag: &str) -> Element {
    html(tag)
        .attr("id", &control_id(name))
        .attr("name", name.as_str())
        .attr("aria-describedby", &described_by(session, name))
        .attr_with("aria-invalid", move || wrong(session, name))
}

fn text_input(session: Session, name: FieldName) -> Element {
    let (kind, autocomplete, input_mode) = typing(name);
    let input = control(session, name, "input")
        .attr("type", kind)
        .attr("autocomplete", autocomplete)
        .attr("inputmode", input_mode);
    typed_into(session, name, input)
}

fn text_area(session: Session, name: FieldName) -> Element {
    typed_into(session, name, control(session, name, "textarea").attr("rows", "4"))
}

fn typed_into(session: Session, name: FieldName, control: Element) -> Element {
    control
        .class("control")
        // Set once: writing back into an input disturbs the composition of characters.
        .property("value", typed(session, name))
        .on("input", move |event| session.set(name, &event_target_value(&event)))
}

fn typed(session: Session, name: FieldName) -> String {
    session.answers.with_untracked(|answers| answers.get(name).to_owned())
}

fn country_select(session: Session, name: FieldName) -> Element {
    let words = session.words();
    let regions = intl::sorted_regions(words.tag, countries());
    let option = |code: &str, text: &str| html("option").attr("value", code).text(text);
    control(session, name, "select")
        .class("control")
        .attr("autocomplete", if name == FieldName::Residence { "country" } else { "off" })
        .on("change", move |event| session.set(name, &event_target_value(&event)))
        .child(option("", words.choose))
        .children(regions.iter().map(|(code, region)| option(code, region)))
        // After its options, or there would be nothing to choose.
        .property("value", typed(session, name))
}

/// A group of controls under one question.
fn group(session: Session, name: FieldName, required: bool, question: &str, controls: Element) -> Element {
    let legend = html("legend").class("label").text(question).children(optional_mark(session, required));
    holder(session, name, "fieldset", "field")
        .attr("aria-describedby", &described_by(session, name))
        .child(legend)
        .children(hint_view(session, name))
        .child(error_view(session, name))
        .child(controls)
}

fn radios(session: Session, name: FieldName, required: bool) -> Element {
    let buttons = session.options(name).into_iter().enumerate().map(|(index, (id, text))| {
        // The error summary leads to the first of the group.
        let control_id = if index == 0 { control_id(name) } else { [&control_id(name), "-", &id].concat() };
        let (own, chosen) = (id.clone(), id.clone());
        let button = html("input")
            .attr("type", "radio")
            .attr("id", &control_id)
            .attr("name", name.as_str())
            .attr("value", &id)
            .property_with("checked", move || session.answers.with(|answers| answers.get(name) == own))
            .on("change", move |_| session.set(name, &chosen));
        html("label").class("choice").child(button).child(html("span").text(&text))
    });
    let controls = html("div").class("choices").children(buttons);
    group(session, name, required, &label(session, name), controls)
}

fn date_of_birth(session: Session, required: bool) -> Element {
    let words = session.words();
    let part = |name: FieldName| {
        html("div")
            .class(&["date-part ", name.as_str()].concat())
            .child(html("label").attr("for", &control_id(name)).text(&label(session, name)))
            .child(text_input(session, name))
    };
    // Each language writes a date in its own order.
    let order = match words.tag {
        "zh-Hans" | "ja" | "ko" => [FieldName::BirthYear, FieldName::BirthMonth, FieldName::BirthDay],
        _ => [FieldName::BirthDay, FieldName::BirthMonth, FieldName::BirthYear],
    };
    let controls = html("div").class("date").children(order.map(part));
    group(session, FieldName::BirthDay, required, words.date_of_birth, controls)
}

fn tick_box(session: Session, name: FieldName) -> Element {
    let input = control(session, name, "input")
        .attr("type", "checkbox")
        .property_with("checked", move || session.answers.with(|answers| answers.get(name) == "yes"))
        .on("change", move |event| session.set(name, if event_target_checked(&event) { "yes" } else { "" }));
    holder(session, name, "div", "field tick")
        .child(error_view(session, name))
        .child(html("label").class("choice").child(input).child(html("span").text(&label(session, name))))
        .children(hint_view(session, name))
}
