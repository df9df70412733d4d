//! What is wrong with the form, in one place that takes the focus, each mistake leading to its field.

use super::{field::control_id, session::Session, shown::mistake};
use crate::element::{Element, html};
use saddle_signup::FieldError;

/// The id of the summary in the shadow root.
pub const ID: &str = "error-summary";

/// The summary; nothing while nothing is wrong.
pub fn view(session: Session) -> Option<Element> {
    if !session.has_errors.get() {
        return None;
    }
    let list = html("ul").region(move || {
        session.errors.with(|errors| errors.iter().map(|error| item(session, error)).collect())
    });
    Some(
        html("div")
            .class("error-summary")
            .attr("part", "error-summary")
            .attr("id", ID)
            .attr("role", "alert")
            .attr("tabindex", "-1")
            .child(html("h4").text(session.words().problems))
            .child(list),
    )
}

fn item(session: Session, error: &FieldError) -> Element {
    let id = control_id(session, error.field);
    let link = html("a").attr("href", &["#", &id].concat()).text(&mistake(session, error));
    // An address cannot point into a shadow root.
    html("li").child(link.on("click", move |event| {
        event.prevent_default();
        session.race.focus(&id);
    }))
}
