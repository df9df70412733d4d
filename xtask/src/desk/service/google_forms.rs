//! A double of a Google Form. Its address is no documented interface; the names are those of a pre-filled link
//! (<https://support.google.com/docs/answer/2839588>).

use super::{Encoding, Service, Submission, Verdict, page};
use axum::http::StatusCode;

/// The questions of the form; the first must be answered. Whatever has another name is dropped.
pub const QUESTIONS: [&str; 4] = ["entry.1001", "entry.1002", "entry.1003", "entry.1004"];

pub(super) const SERVICE: Service = Service {
    name: "google-forms",
    path: "google-forms/forms/d/e/",
    takes: &[Encoding::Urlencoded, Encoding::Multipart],
    cors_headers: None,
    take,
};

fn take(submission: &Submission) -> Verdict {
    let entries = &submission.entries;
    if submission.path != "race/formResponse" {
        return Verdict::Refuse(page(StatusCode::NOT_FOUND, "Page not found"));
    }
    if entries.filled(QUESTIONS[0]).is_none() {
        return Verdict::Refuse(page(StatusCode::BAD_REQUEST, "This is a required question"));
    }
    let known = entries.iter().filter(|(name, _)| QUESTIONS.contains(name));
    let known = known.map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    Verdict::Keep(known, page(StatusCode::OK, "Your response has been recorded."))
}
