//! All questions and answers once more, before they are sent, each with a way back to its field.

use super::{
    desk_notice,
    field::control_id,
    form,
    session::Session,
    shown::{ShownAnswers, label, runner_title, with_choice, with_label},
};
use crate::{
    element::{Element, html},
    text::fill,
};
use saddle_signup::{Asked, FieldId, Kind, Section, message::line};

/// The id of the heading in the shadow root.
pub const TITLE_ID: &str = "review-title";

/// The review. It follows the answers: the distance can be changed above the form.
pub fn view(session: Session) -> Element {
    let words = session.words();
    html("section")
        .class("review")
        .attr("part", "review")
        .attr("aria-labelledby", TITLE_ID)
        .child(
            html("h4").class("outcome-title").attr("id", TITLE_ID).attr("tabindex", "-1").text(words.review),
        )
        .region(move || {
            session.desk.track();
            vec![html("p").child(html("strong").text(&desk_notice::goes_to(session)))]
        })
        .region(move || session.asked.with(|asked| answers(session, asked)))
}

/// The answers under the headings of the form.
fn answers(session: Session, asked: &[Asked]) -> Vec<Element> {
    session.answers.track();
    let shown = ShownAnswers::new(session);
    let mut parts = Vec::new();
    for part in asked.chunk_by(|one, next| part_of(one) == part_of(next)) {
        let Some(first) = part.first() else { continue };
        let title = match first.section {
            Section::FurtherRunners => runner_title(session, first.field.runner),
            section => form::title(session, section).to_owned(),
        };
        let rows = part.iter().map(|asked| row(session, &shown, asked));
        parts.push(
            html("section")
                .class("part")
                .children((!title.is_empty()).then(|| html("h5").class("part-title").text(&title)))
                .child(html("dl").class("answers").children(rows)),
        );
    }
    parts
}

fn part_of(asked: &Asked) -> (Section, u8) {
    (asked.section, asked.field.runner)
}

fn row(session: Session, shown: &ShownAnswers, asked: &Asked) -> Element {
    let (words, field) = (session.words(), asked.field);
    let question = label(session, field);
    let line = session.with_customs(|customs| {
        session.answers.with_untracked(|answers| {
            line(answers, asked, customs, &|_| String::new(), &|asked, typed| shown.value(asked, typed))
        })
    });
    let answer = match line {
        Some(line) if matches!(asked.kind, Kind::Choice(_)) => {
            with_choice(html("dd").class("answer"), session, field.question, &line.value)
        }
        Some(line) => html("dd").class("answer").text(&line.shown),
        None => html("dd").class("answer quiet").text(words.no_answer),
    };
    let change = html("button")
        .attr("type", "button")
        .class("change")
        .attr("data-change", &session.key(field))
        .attr("aria-label", &fill(words.change_of, &[("question", &question)]))
        .text(words.change)
        .on("click", move |_| go_back(session, field));
    html("div").child(with_label(html("dt"), session, field)).child(answer).child(html("dd").child(change))
}

/// Back to the form, at one of its fields.
fn go_back(session: Session, field: FieldId) {
    session.is_reviewing.set(false);
    session.race.focus(&control_id(session, field));
}
