//! A double of Basin (<https://docs.usebasin.com/guides/form-features/ajax>,
//! <https://docs.usebasin.com/spam-protection/advanced-filters>).

use super::{Encoding, Service, Submission, Verdict, json, page};
use axum::http::StatusCode;
use serde_json::json;

/// The only form that it has.
pub const FORM: &str = "0123456789ab";

pub(super) const SERVICE: Service = Service {
    name: "basin",
    path: "basin/f/",
    takes: &[Encoding::Urlencoded, Encoding::Multipart, Encoding::Json],
    cors_headers: Some(&["accept", "content-type"]),
    take,
};

fn take(submission: &Submission) -> Verdict {
    let entries = &submission.entries;
    let refuse =
        |status, error: &str| Verdict::Refuse(json(status, json!({ "success": false, "error": error })));
    if submission.path != FORM {
        return refuse(StatusCode::NOT_FOUND, "There is no form at this address.");
    }
    if entries.iter().all(|(_, text)| text.is_empty()) {
        return refuse(StatusCode::BAD_REQUEST, "The form submission is empty.");
    }
    let answer = match submission.accepts_json {
        true => json(StatusCode::OK, json!({ "success": true })),
        false => page(StatusCode::OK, "Thank you"),
    };
    match entries.filled("_gotcha") {
        Some(_) => Verdict::Spam(entries.clone(), answer),
        None => Verdict::Keep(entries.clone(), answer),
    }
}
