//! What is wrong with the form, in one place that takes the focus, each mistake leading to its field.

use super::{field::control_id, session::Session, shown::mistake};
use crate::element::{Element, html};
use saddle_signup::FieldError;

/// The id of the summary in the shadow root.
pub const ID: &str = "error-summary";

/// The id of its heading.
const TITLE_ID: &str = "error-summary-title";

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
            // It takes the focus, and so is read. As an alert it would be read again with every mistake that is mended.
            .attr("role", "group")
            .attr("aria-labelledby", TITLE_ID)
            .attr("tabindex", "-1")
            .child(html("h4").attr("id", TITLE_ID).text(session.words().problems))
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
