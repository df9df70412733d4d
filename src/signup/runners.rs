//! The runners after the first, who share the trip, the contact and the desk: what they are asked, and the buttons to add and
//! remove one.

use super::{form, session::Session, shown::runner_title};
use crate::{
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
    let add = html("button")
        .attr("type", "button")
        .class("secondary")
        .attr("id", ADD_ID)
        .attr_with("hidden", move || (session.runners.get() >= most).then(String::new))
        .text(session.words().add_runner)
        .on("click", move |_| {
            let next = session.answers.with_untracked(|answers| answers.runners());
            session.add_runner();
            session.race.focus(&title_id(next));
        });
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
    let remove = html("button")
        .attr("type", "button")
        .class("secondary")
        .attr("data-action", "remove-runner")
        .text(&fill(session.words().remove_runner, &[("runner", &title)]))
        .on("click", move |_| {
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
