//! The sign-up without a script: a plain form that a browser sends by itself.

use super::{Snippet, mail};
use crate::markup::{Element, element};
use saddle_event::{Desk, Texts};
use saddle_signup::delivery::Format;
use saddle_signup::message::{DATE_OF_BIRTH, TRAP_NAME};
use saddle_signup::{Answers, Asked, Encoding, FieldId, FieldName, Kind, Question, Section};

/// The form for a desk that takes one at this address.
pub fn form(snippet: &Snippet, desk: &Desk, action: &str, format: &Format) -> Element {
    let (words, names) = (&snippet.words, &format.names);
    let hidden = |name: &str, value: &str| {
        element("input").attribute("type", "hidden").attribute("name", name).attribute("value", value)
    };
    let mut form = element("form")
        .attribute("method", "post")
        .attribute("action", action)
        .attribute("accept-charset", "utf-8");
    if format.encoding == Encoding::Multipart {
        form = form.attribute("enctype", "multipart/form-data");
    }
    let envelope = [("event", &snippet.file.event.id), ("desk", &desk.id), ("language", &words.tag)]
        .into_iter()
        .chain(snippet.partner.as_ref().map(|partner| ("partner", partner)));
    form = form
        .children(names.constants.iter().map(|(name, value)| hidden(name, value)))
        .children(envelope.map(|(key, value)| hidden(named(format, key), value)));
    if let Some(subject) = &names.subject {
        form = form.child(hidden(subject, &mail::subject(snippet)));
    }
    // As in the widget: what people do not see, only programs fill in.
    let trap = element("input")
        .attribute("name", named(format, TRAP_NAME))
        .attribute("tabindex", "-1")
        .attribute("autocomplete", "off");
    let trap_label = element("label").text(words.form("trap")).text(" ").child(trap);
    form = form.child(element("p").flag("hidden", true).child(trap_label));
    let asked = asked(snippet, desk);
    for section in Section::ALL {
        let of_section = asked.iter().filter(|asked| asked.section == section);
        let fields: Vec<_> = of_section.map(|asked| question(snippet, desk, asked, format)).collect();
        if fields.is_empty() {
            continue;
        }
        form = match legend(section) {
            Some(legend) => form.child(
                element("fieldset").child(element("legend").text(words.form(legend))).children(fields),
            ),
            None => form.children(notice(snippet, desk)).children(fields),
        };
    }
    form.child(element("p").child(element("button").text(words.form("send"))))
}

/// What the desk calls the field of a key.
fn named<'n>(format: &'n Format, key: &'n str) -> &'n str {
    format.names.of(key).unwrap_or(key)
}

/// What is asked of a visitor of whom nothing is known: no question that waits for an answer, and a guardian of everyone,
/// whom only a minor needs to name.
fn asked(snippet: &Snippet, desk: &Desk) -> Vec<Asked> {
    let (event, enrolment) = (&snippet.file.event, &snippet.file.enrolment);
    let mut asked = enrolment.asked(event, &desk.id, &Answers::default(), event.date);
    for field in enrolment.questions() {
        let Question::BuiltIn(name) = field.question else { continue };
        if field.section == Section::Guardian && !asked.iter().any(|asked| asked.field == name) {
            asked.push(Asked {
                field: name.into(),
                required: false,
                kind: name.kind(),
                section: Section::Guardian,
            });
        }
    }
    asked.sort_by_key(|asked| asked.section);
    asked
}

/// Whether a question of the desk takes several choices. A browser sends each of them by itself, under the same name, and the
/// widget all of them in one value, as desks are promised.
pub fn asks_for_several_choices(snippet: &Snippet, desk: &Desk) -> bool {
    asked(snippet, desk).iter().any(|asked| matches!(asked.kind, Kind::Choices(_)))
}

/// The key of a section's heading; the consent has the desk's notice instead.
const fn legend(section: Section) -> Option<&'static str> {
    match section {
        Section::Race | Section::FurtherRunners => Some("section_race"),
        Section::Runner => Some("section_runner"),
        Section::Guardian => Some("section_guardian"),
        Section::Emergency => Some("section_emergency"),
        Section::Trip => Some("section_trip"),
        Section::Rest => Some("section_rest"),
        Section::Consent => None,
    }
}

/// Who gets the sign-up, and what they do with it.
pub fn notice(snippet: &Snippet, desk: &Desk) -> Vec<Element> {
    let (words, language) = (&snippet.words, snippet.language.as_str());
    let name = desk.name.pick(language);
    let place = desk.city.as_ref().map(|city| format!("{name} ({})", city.pick(language)));
    let goes_to = words.form("goes_to").replace("{desk}", place.as_deref().unwrap_or(name));
    let mut who = element("p").child(element("strong").text(goes_to));
    if let Some(answer) = &desk.answer {
        who = who.child(snippet.with_texts(element("span"), answer));
    }
    let of = words.form("privacy_of").replace("{desk}", desk.privacy.controller.pick(language));
    let privacy = element("p").child(element("strong").text(of)).child(element("br"));
    vec![who, privacy.child(snippet.with_texts(element("span"), &desk.privacy.text))]
}

/// The words of a question.
pub fn label(snippet: &Snippet, desk: &Desk, field: FieldId) -> String {
    let (words, language) = (&snippet.words, snippet.language.as_str());
    match field.question {
        Question::BuiltIn(FieldName::BirthDay) => words.form("date_of_birth").to_owned(),
        Question::BuiltIn(name) => {
            let series = snippet.file.event.series.as_ref().map_or("", |series| series.name.pick(language));
            let text = words.form(&format!("field_{}", name.as_str()));
            text.replace("{series}", series).replace("{controller}", desk.privacy.controller.pick(language))
        }
        Question::Custom(..) => own_label(snippet, field).map_or("", |own| own.pick(language)).to_owned(),
    }
}

/// The words of one of the event's own questions.
fn own_label(snippet: &Snippet, field: FieldId) -> Option<&Texts> {
    let Question::Custom(index, _) = field.question else { return None };
    snippet.file.enrolment.form.custom_words.get(usize::from(index)).map(|own| &own.label)
}

fn hint(snippet: &Snippet, asked: &Asked) -> Option<Element> {
    match asked.field.question {
        // Theirs are about the widget's own controls.
        Question::BuiltIn(_) if matches!(asked.kind, Kind::Country | Kind::DateOfBirth { .. }) => None,
        Question::BuiltIn(name) => {
            let hint = snippet.words.form(&format!("hint_{}", name.as_str()));
            (!hint.is_empty()).then(|| element("small").text(hint))
        }
        Question::Custom(index, _) => {
            let own = snippet.file.enrolment.form.custom_words.get(usize::from(index))?;
            Some(snippet.with_texts(element("small"), own.hint.as_ref()?))
        }
    }
}

fn question(snippet: &Snippet, desk: &Desk, asked: &Asked, format: &Format) -> Element {
    let optional = (!asked.required).then(|| format!(" ({})", snippet.words.form("optional")));
    let optional = optional.unwrap_or_default();
    // The event's own question may be in another language than what stands beside it.
    let with_label = |element: Element| match own_label(snippet, asked.field) {
        Some(own) => element.child(snippet.with_texts(self::element("span"), own)).text(optional),
        None => element.text(label(snippet, desk, asked.field) + &optional),
    };
    let hint = hint(snippet, asked);
    let name = match asked.field.question {
        Question::BuiltIn(FieldName::BirthDay) => DATE_OF_BIRTH.to_owned(),
        _ => asked.field.key(&snippet.file.enrolment.form.customs),
    };
    let name = named(format, &name).to_owned();
    match &asked.kind {
        Kind::Checkbox => {
            let ticked = element("input")
                .attribute("type", "checkbox")
                .attribute("name", name)
                .attribute("value", "yes")
                .flag("required", asked.required);
            element("p").child(with_label(element("label").child(ticked).text(" ")))
        }
        kind => {
            let control = control(snippet, asked, kind, &name);
            let label = with_label(element("label")).child(element("br")).child(control);
            let hint = hint.map(|hint| element("span").child(element("br")).child(hint));
            element("p").child(label.children(hint))
        }
    }
}

fn control(snippet: &Snippet, asked: &Asked, kind: &Kind, name: &str) -> Element {
    let input = |type_: &str| element("input").attribute("type", type_).attribute("name", name);
    let control = match kind {
        Kind::Choice(ids) => {
            let chosen = match asked.field.name() {
                Some(FieldName::Distance) => snippet.distance().id.as_str(),
                _ => "",
            };
            let none = element("option").attribute("value", "");
            let options = ids.iter().map(|id| {
                let option = element("option").attribute("value", id).flag("selected", id == chosen);
                match choice(snippet, asked.field.question, id) {
                    Some(name) => snippet.with_texts(option, name),
                    None => option.text(id),
                }
            });
            element("select").attribute("name", name).child(none).children(options)
        }
        Kind::LongText => element("textarea").attribute("name", name).attribute("rows", "4"),
        Kind::Email => input("email"),
        Kind::Phone => input("tel"),
        Kind::Date | Kind::DateOfBirth { .. } => input("date"),
        Kind::Number(range) => {
            let mut number = input("number").attribute("step", if range.decimal { "any" } else { "1" });
            if let Some(min) = range.min {
                number = number.attribute("min", min.to_string());
            }
            if let Some(max) = range.max {
                number = number.attribute("max", max.to_string());
            }
            number
        }
        // Several choices are asked for by mail only.
        Kind::Line | Kind::Country | Kind::Choices(_) | Kind::Checkbox => input("text"),
    };
    let control = match autofill(asked) {
        Some(token) => control.attribute("autocomplete", token),
        None => control,
    };
    control.flag("required", asked.required)
}

/// What a browser may fill in by itself (<https://html.spec.whatwg.org/#autofill-field>).
const fn autofill(asked: &Asked) -> Option<&'static str> {
    match asked.field.question {
        Question::BuiltIn(FieldName::Name) => Some("name"),
        Question::BuiltIn(FieldName::Email) => Some("email"),
        Question::BuiltIn(FieldName::Phone) => Some("tel"),
        Question::BuiltIn(FieldName::Residence) => Some("country-name"),
        Question::BuiltIn(FieldName::BirthDay) => Some("bday"),
        _ => None,
    }
}

/// What a choice is called.
fn choice<'s>(snippet: &'s Snippet, question: Question, id: &str) -> Option<&'s Texts> {
    if question == Question::BuiltIn(FieldName::Distance) {
        let distance = snippet.file.event.distances.iter().find(|distance| distance.id == id);
        distance.map(|distance| &distance.name)
    } else {
        let choices = snippet.file.enrolment.form.choices(question).unwrap_or_default();
        choices.iter().find(|choice| choice.id == id).map(|choice| &choice.name)
    }
}

/// Every question that the desk asks, in words, for a mail to be filled in by hand.
pub fn questions_in_words(snippet: &Snippet, desk: &Desk) -> Vec<String> {
    let asked = asked(snippet, desk);
    asked.iter().map(|asked| label(snippet, desk, asked.field)).collect()
}
