//! The runners after the first, who share the trip, the contact and the desk: what they are asked, and the buttons to add and
//! remove one.

use super::{form, session::Session, shown::runner_title};
use crate::{
    button::secondary,
    element::{Element, html},
    text::fill,
};
use saddle_signup::Field;

/// The id of the button that adds a runner, in the shadow root.
const ADD_ID: &str = "add-runner";

/// The id of a runner's heading in the shadow root.
fn title_id(runner: u8) -> String {
    ["runner-", &(u32::from(runner) + 1).to_string()].concat()
}

/// The part of the form; empty where the event takes one runner at a time.
pub fn view(session: Session) -> Element {
    let most = session.enrolment().form.runners;
    let part = html("div").class("runners");
    if most < 2 {
        return part.attr("hidden", "");
    }
    let add = secondary(session.words().add_runner, "add-runner", move || {
        let next = session.answers.with_untracked(|answers| answers.runners());
        session.add_runner();
        session.race.focus(&title_id(next));
    })
    .attr("id", ADD_ID)
    .attr_with("hidden", move || (session.runners.get() >= most).then(String::new));
    let add = form::held(session, html("div").child(add));
    part.region(move || (1..session.runners.get()).map(|runner| runner_view(session, runner)).collect())
        .child(add)
}

fn runner_view(session: Session, runner: u8) -> Element {
    let title = runner_title(session, runner);
    let title_id = title_id(runner);
    let questions: Vec<Field> = {
        let enrolment = session.enrolment();
        let of_each =
            enrolment.questions().filter(|field| field.question.is_of_each_runner(&enrolment.form.customs));
        of_each.collect()
    };
    let remove =
        secondary(&fill(session.words().remove_runner, &[("runner", &title)]), "remove-runner", move || {
            session.remove_runner(runner);
            session.race.focus(ADD_ID);
        });
    let part = html("section")
        .class("part runner")
        .attr("aria-labelledby", &title_id)
        .child(html("h4").class("part-title").attr("id", &title_id).attr("tabindex", "-1").text(&title))
        .child(form::fields(session, runner, questions))
        .child(html("div").child(remove));
    form::held(session, part)
}
