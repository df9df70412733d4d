//! Arrival times for a goal.

use super::{goal_field::GoalField, timetable, words::PlanWords};
use crate::{
    course::Shown,
    element::{Element, html},
};

/// The part: a goal, and what follows from it as it is typed.
pub fn view(shown: &Shown, words: PlanWords) -> Element {
    let field = GoalField::new(shown.race, words);
    let (spoken, listed) = (shown.clone(), shown.clone());
    let summary = move || match field.plan(&spoken) {
        Ok(plan) => timetable::summary(&spoken, words, &plan),
        Err(_) => String::new(),
    };
    html("div")
        .class("planner")
        .child(field.view(shown))
        .child(html("p").class("plan-summary").attr("role", "status").text_with(summary))
        .child(html("div").class("timetable").region(move || match field.plan(&listed) {
            Ok(plan) => timetable::view(&listed, words, &plan),
            Err(_) => Vec::new(),
        }))
        .child(html("p").class("quiet small").text(words.text("explained")))
}
