//! A double of FormSubmit's address for scripts (<https://formsubmit.co/ajax-documentation>,
//! <https://formsubmit.co/documentation>).

use super::{Encoding, Service, Submission, Verdict, json};
use axum::http::StatusCode;
use serde_json::json;

/// The only mailbox that has confirmed that it wants mails.
pub const MAILBOX: &str = "desk@example.org";

pub(super) const SERVICE: Service = Service {
    name: "formsubmit",
    path: "formsubmit/ajax/",
    takes: &[Encoding::Urlencoded, Encoding::Multipart, Encoding::Json],
    cors_headers: Some(&["accept", "content-type"]),
    take,
};

fn take(submission: &Submission) -> Verdict {
    let entries = &submission.entries;
    // It writes its booleans as text, and refuses with status 200.
    if submission.path != MAILBOX {
        let words =
            "This form needs Activation. We have sent you an email containing an 'Activate Form' link.";
        return Verdict::Refuse(json(StatusCode::OK, json!({ "success": "false", "message": words })));
    }
    let words = "The form was submitted successfully.";
    let answer = json(StatusCode::OK, json!({ "success": "true", "message": words }));
    match entries.filled("_honey") {
        Some(_) => Verdict::Spam(entries.clone(), answer),
        None => Verdict::Keep(entries.clone(), answer),
    }
}
