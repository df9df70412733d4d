//! One field of the form: label, hint, control, and what is wrong with it.

use super::{
    country_field,
    session::Session,
    shown::{with_choice, with_label},
};
use crate::{
    browser::place,
    element::{Element, html},
};
use leptos::prelude::{event_target_checked, event_target_value};
use saddle_event::Texts;
use saddle_signup::{
    Asked, FieldId, FieldName, Kind, Question,
    kind::{self, TICKED, chosen},
};
use wasm_bindgen::JsCast;

/// The id of a field's control, unique in the shadow root.
pub fn control_id(session: Session, field: FieldId) -> String {
    ["field-", &session.key(field)].concat()
}

fn hint_id(session: Session, field: FieldId) -> String {
    ["hint-", &session.key(field)].concat()
}

fn error_id(session: Session, field: FieldId) -> String {
    ["error-", &session.key(field.whole())].concat()
}

/// A field with everything around it.
pub fn view(session: Session, asked: &Asked) -> Element {
    let field = asked.field;
    match &asked.kind {
        Kind::Choice(ids) => radios(session, asked, ids),
        Kind::Choices(ids) => tick_boxes(session, asked, ids),
        Kind::Country => labelled(session, asked, country_field::view(session, field)),
        Kind::Date | Kind::DateOfBirth { .. } => date(session, asked),
        Kind::Checkbox => tick_box(session, asked),
        Kind::LongText => labelled(session, asked, text_area(session, field)),
        Kind::Line | Kind::Email | Kind::Phone | Kind::Number(_) => {
            labelled(session, asked, text_input(session, field, &asked.kind))
        }
    }
}

/// What helps to answer a field, in the event's own words, where it has some.
fn hint_of_event(session: Session, field: FieldId) -> Option<Texts> {
    let (event, enrolment) = (session.race.event(), session.enrolment());
    let hint = match field.question {
        Question::BuiltIn(FieldName::Payment) => enrolment.form.payment_note.as_ref(),
        Question::BuiltIn(FieldName::Reference) => {
            event.series.as_ref().and_then(|series| series.gift.as_ref())
        }
        Question::BuiltIn(_) => None,
        Question::Custom(index, _) => {
            enrolment.form.custom_words.get(usize::from(index)).and_then(|words| words.hint.as_ref())
        }
    };
    hint.cloned()
}

/// The same in the widget's words; empty where nothing helps.
fn hint_of_widget(session: Session, field: FieldId) -> &'static str {
    field.name().map_or("", |name| session.words().field(name).hint)
}

fn hint_view(session: Session, field: FieldId) -> Option<Element> {
    let hint = || html("p").class("hint").attr("id", &hint_id(session, field));
    match (hint_of_event(session, field), hint_of_widget(session, field)) {
        (Some(texts), _) => Some(hint().event_text(&texts, &session.race.language_untracked())),
        (None, "") => None,
        (None, words) => Some(hint().text(words)),
    }
}

/// What is wrong with the field, in the same words as in the summary.
fn error_view(session: Session, field: FieldId) -> Element {
    html("p").class("error").attr("id", &error_id(session, field)).text_with(move || {
        session.errors.with(|errors| {
            let error = errors.iter().find(|error| error.field == field.whole());
            let told = error.zip(session.dispatch.get());
            told.map_or_else(String::new, |(error, dispatch)| (dispatch.mistake)(session, error))
        })
    })
}

/// `"true"` while something is wrong with the field.
fn wrong(session: Session, field: FieldId) -> Option<String> {
    let is_wrong = session.errors.with(|errors| errors.iter().any(|error| error.field == field.whole()));
    is_wrong.then(|| "true".to_owned())
}

fn described_by(session: Session, field: FieldId) -> String {
    let error = error_id(session, field);
    let has_hint = hint_of_event(session, field).is_some() || !hint_of_widget(session, field).is_empty();
    if has_hint { [&hint_id(session, field), " ", &error].concat() } else { error }
}

fn optional_mark(session: Session, asked: &Asked) -> Option<Element> {
    (!asked.required)
        .then(|| html("span").class("optional").text(&[" (", session.words().optional, ")"].concat()))
}

/// What holds a field: an element whose class names the field and whose mark says that it is wrong.
fn holder(session: Session, asked: &Asked, tag: &str, classes: &str) -> Element {
    let field = asked.field;
    let name = field.name().map_or("own", FieldName::as_str);
    html(tag).class(&[classes, " ", name].concat()).attr_with("data-wrong", move || wrong(session, field))
}

/// The question, apart from what stands beside it: it may be in another language.
fn label(session: Session, field: FieldId) -> Element {
    with_label(html("span"), session, field)
}

/// A control under its label.
fn labelled(session: Session, asked: &Asked, control: Element) -> Element {
    let field = asked.field;
    let label = html("label")
        .class("label")
        .attr("for", &control_id(session, field))
        .child(label(session, field))
        .children(optional_mark(session, asked));
    let width = if asked.kind == Kind::LongText { "field wide" } else { "field" };
    holder(session, asked, "div", width)
        .child(label)
        .children(hint_view(session, field))
        .child(error_view(session, field))
        .child(control)
}

/// How browsers, keyboards and password managers know a field: type, autocomplete and input mode.
fn typing(field: FieldId, kind: &Kind) -> (&'static str, &'static str, &'static str) {
    match field.name() {
        Some(FieldName::Name) => ("text", "name", "text"),
        Some(FieldName::Email) => ("email", "email", "email"),
        Some(FieldName::Phone) => ("tel", "tel", "tel"),
        Some(FieldName::BirthDay) => ("text", "bday-day", "numeric"),
        Some(FieldName::BirthMonth) => ("text", "bday-month", "numeric"),
        Some(FieldName::BirthYear) => ("text", "bday-year", "numeric"),
        _ => match kind {
            Kind::Phone => ("tel", "off", "tel"),
            // A numeric keypad has no minus on some phones.
            Kind::Number(range) if range.min.is_none_or(|min| min < 0.0) => ("text", "off", "text"),
            Kind::Number(range) if range.decimal => ("text", "off", "decimal"),
            Kind::Number(_) | Kind::Date => ("text", "off", "numeric"),
            _ => ("text", "off", "text"),
        },
    }
}

/// The browser's own data for a field; another runner's is kept apart from the visitor's.
pub fn autocomplete(session: Session, field: FieldId, token: &str) -> String {
    if token == "off" || field.runner == 0 {
        return token.to_owned();
    }
    let key = session.key(FieldId::from(FieldName::Name).of_runner(field.runner));
    ["section-", &key, " ", token].concat()
}

/// A control with what all controls have.
pub fn control(session: Session, field: FieldId, tag: &str) -> Element {
    html(tag)
        .attr("id", &control_id(session, field))
        .attr("name", &session.key(field))
        .attr("aria-describedby", &described_by(session, field))
        .attr_with("aria-invalid", move || wrong(session, field))
}

fn text_input(session: Session, field: FieldId, of_kind: &Kind) -> Element {
    let (kind, token, input_mode) = typing(field, of_kind);
    // A browser may know what the event asks in its own words, such as a street.
    let is_own_text = field.name().is_none() && !matches!(of_kind, Kind::Number(_) | Kind::Date);
    let mut input = control(session, field, "input").attr("type", kind);
    if !is_own_text {
        input = input.attr("autocomplete", &autocomplete(session, field, token));
    }
    let input = input
        .attr("inputmode", input_mode)
        // What the Enter key does here.
        .attr("enterkeyhint", "go");
    typed_into(session, field, input)
}

fn text_area(session: Session, field: FieldId) -> Element {
    typed_into(
        session,
        field,
        control(session, field, "textarea").attr("rows", "4").attr("enterkeyhint", "enter"),
    )
}

fn typed_into(session: Session, field: FieldId, control: Element) -> Element {
    control
        .class("control")
        .value(move || typed(session, field))
        .on("input", move |event| session.set(field, &event_target_value(&event)))
}

/// What stands in a field.
pub fn typed(session: Session, field: FieldId) -> String {
    session.answers.with_untracked(|answers| answers.get(field).to_owned())
}

/// A group of controls under one question.
fn group(session: Session, asked: &Asked, controls: Element) -> Element {
    let field = asked.field;
    let legend =
        html("legend").class("label").child(label(session, field)).children(optional_mark(session, asked));
    holder(session, asked, "fieldset", "field wide")
        .attr("aria-describedby", &described_by(session, field))
        .child(legend)
        .children(hint_view(session, field))
        .child(error_view(session, field))
        .child(controls)
}

/// The id of one of the controls of a group. The error summary leads to the first, which has the id of the field.
fn nth_id(session: Session, field: FieldId, index: usize, id: &str) -> String {
    let first = control_id(session, field);
    if index == 0 { first } else { [&first, "-", id].concat() }
}

fn radios(session: Session, asked: &Asked, ids: &[String]) -> Element {
    let field = asked.field;
    let buttons = ids.iter().enumerate().map(|(index, id)| {
        let (own, chosen) = (id.clone(), id.clone());
        let button = html("input")
            .attr("type", "radio")
            .attr("id", &nth_id(session, field, index, id))
            .attr("name", &session.key(field))
            .attr("value", id)
            .property_with("checked", move || session.answers.with(|answers| answers.get(field) == own))
            .on("change", move |event| {
                // Another course is another height above the form.
                let pressed = event.target().and_then(|target| target.dyn_into().ok());
                if let Some(pressed) = pressed.filter(|_| field == FieldName::Distance) {
                    place::hold(pressed);
                }
                session.set(field, &chosen);
            });
        choice(button, session, field, id)
    });
    group(session, asked, html("div").class("choices").children(buttons))
}

fn tick_boxes(session: Session, asked: &Asked, ids: &[String]) -> Element {
    let field = asked.field;
    let boxes = ids.iter().enumerate().map(|(index, id)| {
        let (own, ticked) = (id.clone(), id.clone());
        let is_ticked =
            move || session.answers.with(|answers| chosen(answers.get(field)).any(|chosen| chosen == own));
        let input = html("input")
            .attr("type", "checkbox")
            .attr("id", &nth_id(session, field, index, id))
            .attr("name", &session.key(field))
            .attr("value", id)
            .property_with("checked", is_ticked)
            .on("change", move |event| {
                let before = typed(session, field);
                session.set(field, &kind::with_choice(&before, &ticked, event_target_checked(&event)));
            });
        choice(input, session, field, id)
    });
    group(session, asked, html("div").class("choices").children(boxes))
}

/// A radio button or a box with its words.
fn choice(input: Element, session: Session, field: FieldId, id: &str) -> Element {
    let words = with_choice(html("span"), session, field.question, id);
    html("label").class("choice").child(input).child(words)
}

fn date(session: Session, asked: &Asked) -> Element {
    let words = session.words();
    let [day, month, year] = asked.field.date_parts();
    let names = [FieldName::BirthDay, FieldName::BirthMonth, FieldName::BirthYear];
    let part = |field: FieldId, name: FieldName| {
        html("div")
            .class(&["date-part ", name.as_str()].concat())
            .child(html("label").attr("for", &control_id(session, field)).text(words.field(name).label))
            .child(text_input(session, field, &asked.kind))
    };
    let [day, month, year] =
        [(day, names[0]), (month, names[1]), (year, names[2])].map(|(field, name)| part(field, name));
    // Each language writes a date in its own order.
    let order = match words.tag {
        "zh-Hans" | "ko" | "ja" => [year, month, day],
        _ => [day, month, year],
    };
    group(session, asked, html("div").class("date").children(order))
}

fn tick_box(session: Session, asked: &Asked) -> Element {
    let field = asked.field;
    let input = control(session, field, "input")
        .attr("type", "checkbox")
        .property_with("checked", move || session.answers.with(|answers| answers.get(field) == TICKED))
        .on("change", move |event| {
            session.set(field, if event_target_checked(&event) { TICKED } else { "" })
        });
    // The consent names the desk's controller, and the desk may change.
    let words = html("span")
        .region(move || {
            session.desk.track();
            vec![label(session, field)]
        })
        .children(optional_mark(session, asked));
    holder(session, asked, "div", "field tick wide")
        .child(error_view(session, field))
        .child(html("label").class("choice").child(input).child(words))
        .children(hint_view(session, field))
}
