//! The sign-up on paper: one sheet with every question, what was typed, and lines to write the rest on.

use super::{
    desk_notice,
    field::typed,
    form,
    session::Session,
    shown::{ShownAnswers, label, runner_title},
};
use crate::{
    browser::print::{Sheet, print},
    button::secondary,
    element::{Element, html},
    text::{direction, fill},
};
use saddle_signup::{Asked, Kind, Section, kind::TICKED, kind::chosen, message::line};

/// How the sheet looks: two columns, as high as A4 and Letter let them be.
const STYLE: &str = "
    @page { margin: 10mm }
    body { margin: 0; font: 9pt/1.25 sans-serif; color: #000; background: #fff }
    h1 { font-size: 12pt; margin: 0 0 1mm }
    h2 { font-size: 9pt; margin: 2mm 0 0.5mm }
    p { margin: 0 0 1mm }
    .asked { columns: 2; column-gap: 8mm; border-top: 0.3mm solid #000 }
    .question { break-inside: avoid; margin: 0 0 1.5mm }
    .question > b { font-weight: normal; display: block; color: #333; font-size: 8pt }
    .lines { min-height: 5mm; border-bottom: 0.2mm solid #000; white-space: pre-wrap; overflow-wrap: anywhere }
    .lines.long { min-height: 14mm }
    .choices { display: flex; flex-wrap: wrap; gap: 0 4mm }
    .small { font-size: 7pt }
";

/// The box before a choice, empty or ticked.
const BOXES: [&str; 2] = ["☐ ", "☒ "];

/// The button that prints it, where the event wants one.
pub fn button(session: Session) -> Option<Element> {
    let words = session.words();
    let form = || secondary(words.paper, "print-paper", move || print(sheet(session)));
    session.enrolment().form.paper.then(form)
}

fn sheet(session: Session) -> Sheet {
    let (words, desk, language) = (session.words(), session.desk(), session.race.language_untracked());
    let event = session.race.event();
    let title = event.name.pick(&language).to_owned();
    let message = session.prepare();
    let notes = [
        (words.reference, message.key.reference()),
        (words.mail_replaces, message.replaced_references()),
        (words.on_waiting_list, if session.goes_on_waiting_list() { words.yes } else { "" }.to_owned()),
    ];
    let notes = notes.iter().filter(|(_, text)| !text.is_empty());
    let notes = notes.map(|(term, text)| html("p").text(&[term, ": ", text].concat()));
    let shown = ShownAnswers::new(session);
    let asked = session.asked_now();
    let mut questions = html("div").class("asked");
    let mut above = None;
    for asked in &asked {
        let part = (asked.section, asked.field.runner);
        if above != Some(part) {
            above = Some(part);
            let heading = match asked.section {
                Section::FurtherRunners => runner_title(session, asked.field.runner),
                section => form::title(session, section).to_owned(),
            };
            questions = questions.children((!heading.is_empty()).then(|| html("h2").text(&heading)));
        }
        questions = questions.child(question(session, &shown, asked));
    }
    let content = html("main")
        .attr("dir", direction(words.tag))
        .child(html("h1").event_text(&event.name, &language))
        .child(html("p").child(html("b").text(&desk_notice::goes_to(session))))
        .child(html("p").text(&fill(words.paper_how, &[("mailbox", &desk.email)])))
        .children(notes)
        .child(questions)
        .child(html("p").class("small").event_text(&desk.privacy.text, &language));
    Sheet { title, language: words.tag, style: STYLE.to_owned(), content: content.node().clone() }
}

/// A question with what was typed, or room for it.
fn question(session: Session, shown: &ShownAnswers, asked: &Asked) -> Element {
    let (field, question) = (asked.field, html("div").class("question"));
    let (text, name) = (typed(session, field), label(session, field));
    let boxes = |ids: &[String]| {
        let choice = |id: &String| {
            let mark = BOXES[usize::from(chosen(&text).any(|chosen| chosen == id))];
            html("span").text(&[mark, &shown.choice(field.question, id)].concat())
        };
        html("div").class("choices").children(ids.iter().map(choice))
    };
    match &asked.kind {
        Kind::Checkbox => question.text(&[BOXES[usize::from(text == TICKED)], &name].concat()),
        Kind::Choice(ids) | Kind::Choices(ids) => question.child(html("b").text(&name)).child(boxes(ids)),
        kind => {
            let answer = session.with_customs(|customs| {
                session.answers.with_untracked(|answers| {
                    line(answers, asked, customs, &|_| String::new(), &|asked, typed| {
                        shown.value(asked, typed)
                    })
                })
            });
            let lines = if *kind == Kind::LongText { "lines long" } else { "lines" };
            let answer = answer.map_or_else(String::new, |line| line.shown);
            question.child(html("b").text(&name)).child(html("div").class(lines).text(&answer))
        }
    }
}
