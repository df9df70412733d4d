//! A double of Netlify Forms on a site of its own (<https://docs.netlify.com/forms/setup/>,
//! <https://docs.netlify.com/forms/spam-filters/>).

use super::{Encoding, Service, Submission, Verdict, page};
use axum::http::StatusCode;

/// The only form that it has found on the site.
pub const FORM_NAME: &str = "sign-up";

/// The honeypot that the form names in `netlify-honeypot`.
const HONEYPOT: &str = "bot-field";

/// The fields of the form: what has another name is dropped.
const FIELDS: [&str; 4] = ["name", "email", "subject", "everything_else"];

pub(super) const SERVICE: Service = Service {
    name: "netlify",
    path: "netlify/",
    takes: &[Encoding::Urlencoded, Encoding::Multipart],
    cors_headers: None,
    take,
};

fn take(submission: &Submission) -> Verdict {
    let entries = &submission.entries;
    // To the site such a request is one for a page, which takes no POST.
    if entries.get("form-name") != Some(FORM_NAME) {
        return Verdict::Refuse(page(StatusCode::NOT_FOUND, "Page not found"));
    }
    let known = entries.iter().filter(|(name, _)| FIELDS.contains(name));
    let known = known.map(|(name, text)| (name.to_owned(), text.to_owned())).collect();
    let answer = page(StatusCode::OK, "Thank you!");
    match entries.filled(HONEYPOT) {
        Some(_) => Verdict::Spam(known, answer),
        None => Verdict::Keep(known, answer),
    }
}
