//! A double of Formspree (<https://help.formspree.io/hc/en-us/articles/360013470814>,
//! <https://help.formspree.io/hc/en-us/articles/360062302854-Special-Fields>).

use super::{Encoding, Service, Submission, Verdict, json, page};
use axum::http::StatusCode;
use serde_json::json;

/// The only form that it has.
pub const FORM: &str = "xraceday";

/// The end of mail addresses that its form refuses.
pub const BLOCKED_DOMAIN: &str = "@blocked.example";

pub(super) const SERVICE: Service = Service {
    name: "formspree",
    path: "formspree/f/",
    takes: &[Encoding::Urlencoded, Encoding::Multipart, Encoding::Json],
    cors_headers: Some(&["accept", "content-type"]),
    take,
};

fn take(submission: &Submission) -> Verdict {
    let entries = &submission.entries;
    if submission.path != FORM {
        let answer = json!({ "error": "Form not found", "errors": [{ "code": "FORM_NOT_FOUND", "message": "Form not found" }] });
        return Verdict::Refuse(json(StatusCode::NOT_FOUND, answer));
    }
    if !entries.iter().any(|(name, text)| !name.starts_with('_') && !text.is_empty()) {
        let answer = json!({ "error": "Empty submission", "errors": [{ "code": "EMPTY", "message": "Empty submission" }] });
        return Verdict::Refuse(json(StatusCode::UNPROCESSABLE_ENTITY, answer));
    }
    if entries.get("email").is_some_and(|email| email.ends_with(BLOCKED_DOMAIN)) {
        let error = json!({ "code": "TYPE_EMAIL", "field": "email", "message": "should be an email" });
        let answer = json!({ "error": "Validation errors", "errors": [error] });
        return Verdict::Refuse(json(StatusCode::UNPROCESSABLE_ENTITY, answer));
    }
    let answer = match submission.accepts_json {
        true => json(StatusCode::OK, json!({ "next": "/thanks", "ok": true })),
        false => page(StatusCode::OK, "Thanks"),
    };
    match entries.filled("_gotcha") {
        Some(_) => Verdict::Spam(entries.clone(), answer),
        None => Verdict::Keep(entries.clone(), answer),
    }
}
