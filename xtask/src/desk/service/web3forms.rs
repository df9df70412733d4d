//! A double of Web3Forms (<https://docs.web3forms.com/getting-started/api-reference>).

use super::{Encoding, Service, Submission, Verdict, json};
use axum::http::StatusCode;
use serde_json::json;

/// The only key that it knows.
pub const ACCESS_KEY: &str = "0f9b3f5e-9d8c-4c59-8a55-5ddf1f9b7c11";

pub(super) const SERVICE: Service = Service {
    name: "web3forms",
    path: "web3forms/submit",
    takes: &[Encoding::Urlencoded, Encoding::Multipart, Encoding::Json],
    cors_headers: Some(&["accept", "content-type"]),
    take,
};

fn take(submission: &Submission) -> Verdict {
    let entries = &submission.entries;
    if !submission.path.is_empty() || entries.get("access_key") != Some(ACCESS_KEY) {
        let body = json!({ "message": "Invalid or missing access_key" });
        let answer = json!({ "success": false, "body": body, "message": "Invalid or missing access_key" });
        return Verdict::Refuse(json(StatusCode::BAD_REQUEST, answer));
    }
    let answer = json(
        StatusCode::OK,
        json!({ "success": true, "message": "Email sent successfully!", "body": { "data": {} } }),
    );
    match entries.filled("botcheck").filter(|checked| *checked != "false") {
        Some(_) => Verdict::Spam(entries.clone(), answer),
        None => Verdict::Keep(entries.clone(), answer),
    }
}
