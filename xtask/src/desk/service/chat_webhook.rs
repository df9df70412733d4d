//! A double of a chat's incoming webhook (<https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks>).

use super::{Encoding, Service, Submission, Verdict};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use serde_json::Value;

pub(super) const SERVICE: Service = Service {
    name: "chat-webhook",
    path: "chat-webhook/services/",
    takes: &[Encoding::Urlencoded],
    cors_headers: None,
    take,
};

fn take(submission: &Submission) -> Verdict {
    let refuse = |status: StatusCode, word: &'static str| Verdict::Refuse((status, word).into_response());
    if submission.path != "T0/B0/x" {
        return refuse(StatusCode::NOT_FOUND, "no_service");
    }
    let payload = submission.entries.get("payload").and_then(|text| serde_json::from_str::<Value>(text).ok());
    let Some(Value::Object(payload)) = payload else {
        return refuse(StatusCode::BAD_REQUEST, "invalid_payload");
    };
    match payload.get("text").and_then(Value::as_str) {
        Some(text) if !text.is_empty() => {
            let said = [("text".to_owned(), text.to_owned())].into_iter().collect();
            Verdict::Keep(said, "ok".into_response())
        }
        _ => refuse(StatusCode::BAD_REQUEST, "no_text"),
    }
}
