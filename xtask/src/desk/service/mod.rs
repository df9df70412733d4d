//! Doubles of the hosted form services that an event can name: each takes what its service documents, and nothing else.
//!
//! They stand under `/service/…` beside the desk; `GET /service.json` shows what they have kept.

pub mod basin;
pub mod chat_webhook;
pub mod formspree;
pub mod formsubmit;
pub mod google_forms;
pub mod netlify;
pub mod web3forms;

use super::body::{self, Encoding, Unreadable};
use super::entries::Entries;
use super::lock;
use axum::extract::{DefaultBodyLimit, Path, Request, State};
use axum::http::header::{
    ACCEPT, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_REQUEST_HEADERS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{any, get};
use axum::{Json, Router};
use serde::Serialize;
use serde_json::Value;
use std::sync::{Arc, Mutex};

/// The most that a submission may hold: 256 kB.
const BODY_LIMIT: usize = 256 * 1024;

/// What a service has kept of one submission.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Kept {
    /// The service's name, as an event writes it.
    pub service: &'static str,
    /// Whether the honeypot was filled: the sender is told that all is well, and nobody gets a mail.
    pub is_spam: bool,
    /// The fields.
    pub entries: Entries,
}

/// Everything that the doubles have kept. Clones are the same.
#[derive(Clone, Default)]
pub struct Services(Arc<Mutex<Vec<Kept>>>);

/// A hosted form service.
struct Service {
    name: &'static str,
    /// The start of its addresses, below `/service/`.
    path: &'static str,
    /// The encodings that it documents.
    takes: &'static [Encoding],
    /// The request headers that it lets scripts of other origins set; `None` if it knows no CORS.
    cors_headers: Option<&'static [&'static str]>,
    take: fn(&Submission) -> Verdict,
}

/// What was sent to a service.
struct Submission {
    /// The rest of the address.
    path: String,
    accepts_json: bool,
    entries: Entries,
}

/// What a service does with a submission.
enum Verdict {
    /// It keeps these fields and answers.
    Keep(Entries, Response),
    /// It says that it does, and puts it where nobody looks.
    Spam(Entries, Response),
    /// It keeps nothing.
    Refuse(Response),
}

const SERVICES: [&Service; 7] = [
    &formspree::SERVICE,
    &web3forms::SERVICE,
    &basin::SERVICE,
    &netlify::SERVICE,
    &google_forms::SERVICE,
    &formsubmit::SERVICE,
    &chat_webhook::SERVICE,
];

impl Services {
    /// What a service has kept, in order.
    pub fn kept_by(&self, service: &str) -> Vec<Kept> {
        lock(&self.0).iter().filter(|kept| kept.service == service).cloned().collect()
    }

    pub(super) fn router(&self) -> Router {
        Router::new()
            .route("/service.json", get(list))
            .route("/service/{*path}", any(answer))
            .layer(DefaultBodyLimit::max(BODY_LIMIT))
            .with_state(self.clone())
    }
}

async fn list(State(services): State<Services>) -> Json<Vec<Kept>> {
    Json(lock(&services.0).clone())
}

async fn answer(State(services): State<Services>, Path(path): Path<String>, request: Request) -> Response {
    let found = SERVICES.iter().find_map(|service| Some((*service, path.strip_prefix(service.path)?)));
    let Some((service, rest)) = found else { return StatusCode::NOT_FOUND.into_response() };
    let mut answer = match *request.method() {
        Method::OPTIONS => return preflight(service, request.headers()),
        Method::POST => take(&services, service, rest, request).await,
        _ => StatusCode::METHOD_NOT_ALLOWED.into_response(),
    };
    if service.cors_headers.is_some() {
        answer.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    }
    answer
}

/// A service that knows no CORS says nothing of it; another refuses what it does not list.
fn preflight(service: &Service, headers: &HeaderMap) -> Response {
    let Some(allowed) = service.cors_headers else { return StatusCode::METHOD_NOT_ALLOWED.into_response() };
    let wanted = headers.get(ACCESS_CONTROL_REQUEST_HEADERS).and_then(|wanted| wanted.to_str().ok());
    let mut names = wanted.unwrap_or_default().split(',').map(str::trim).filter(|name| !name.is_empty());
    if !names.all(|name| allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(name))) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let header = |name: HeaderName, value: &str| (name, HeaderValue::try_from(value).ok());
    let mut answer = StatusCode::NO_CONTENT.into_response();
    for (name, value) in [
        header(ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        header(ACCESS_CONTROL_ALLOW_METHODS, "POST"),
        header(ACCESS_CONTROL_ALLOW_HEADERS, &allowed.join(", ")),
    ] {
        answer.headers_mut().extend(value.map(|value| (name, value)));
    }
    answer
}

async fn take(services: &Services, service: &'static Service, path: &str, request: Request) -> Response {
    let accepts_json = request
        .headers()
        .get(ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("application/json"));
    let (encoding, entries) = match body::read(request).await {
        Ok(read) => read,
        Err(Unreadable { status, message }) => return (status, message).into_response(),
    };
    if !service.takes.contains(&encoding) {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    let verdict = (service.take)(&Submission { path: path.to_owned(), accepts_json, entries });
    let (is_spam, entries, answer) = match verdict {
        Verdict::Keep(entries, answer) => (false, entries, answer),
        Verdict::Spam(entries, answer) => (true, entries, answer),
        Verdict::Refuse(answer) => return answer,
    };
    lock(&services.0).push(Kept { service: service.name, is_spam, entries });
    answer
}

/// An answer in JSON.
fn json(status: StatusCode, value: Value) -> Response {
    (status, Json(value)).into_response()
}

/// An answer for people.
fn page(status: StatusCode, words: &str) -> Response {
    (status, Html(format!("<!doctype html><title>{words}</title><h1>{words}</h1>"))).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Body, to_bytes};
    use axum::http::header::CONTENT_TYPE;
    use tower::ServiceExt;

    const FORM: &str = "application/x-www-form-urlencoded";
    const ANN: &str = "name=Ann&email=ann%40example.org";

    async fn post(services: &Services, path: &str, content_type: &str, body: &str) -> (u16, String) {
        let request = Request::post(format!("/service/{path}"))
            .header(CONTENT_TYPE, content_type)
            .header(ACCEPT, "application/json")
            .body(Body::from(body.to_owned()))
            .unwrap();
        let answer = services.router().oneshot(request).await.unwrap();
        let status = answer.status().as_u16();
        let bytes = to_bytes(answer.into_body(), 100_000).await.unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }

    /// The status of a preflight that asks for headers, and whether it names an origin.
    async fn ask(path: &str, headers: &str) -> (u16, bool) {
        let request = Request::options(format!("/service/{path}"))
            .header(ACCESS_CONTROL_REQUEST_HEADERS, headers)
            .body(Body::empty())
            .unwrap();
        let answer = Services::default().router().oneshot(request).await.unwrap();
        (answer.status().as_u16(), answer.headers().contains_key(ACCESS_CONTROL_ALLOW_ORIGIN))
    }

    #[tokio::test]
    async fn each_service_keeps_what_it_documents_and_refuses_the_rest() {
        let web3 = format!("access_key={}&{ANN}", web3forms::ACCESS_KEY);
        let netlify = format!("form-name={}&{ANN}", netlify::FORM_NAME);
        for (path, body, is_kept) in [
            ("formspree/f/xraceday", ANN, true),
            ("formspree/f/unknown", ANN, false),
            ("formspree/f/xraceday", "name=Ann&email=ann%40blocked.example", false),
            ("formspree/f/xraceday", "_gotcha=", false),
            ("web3forms/submit", &web3, true),
            ("web3forms/submit", ANN, false),
            ("basin/f/0123456789ab", ANN, true),
            ("basin/f/0123456789ab", "", false),
            ("basin/f/unknown", ANN, false),
            ("netlify/", &netlify, true),
            ("netlify/any/page", &netlify, true),
            ("netlify/", ANN, false),
            ("google-forms/forms/d/e/race/formResponse", "entry.1001=Ann", true),
            ("google-forms/forms/d/e/race/formResponse", "entry.1002=ann", false),
            ("google-forms/forms/d/e/race/viewform", "entry.1001=Ann", false),
            ("formsubmit/ajax/desk@example.org", ANN, true),
            ("formsubmit/desk@example.org", ANN, false),
            ("formsubmit/ajax/new@example.org", ANN, false),
            ("chat-webhook/services/T0/B0/x", "payload=%7B%22text%22%3A%22hi%22%7D", true),
            ("chat-webhook/services/T0/B0/x", "payload=%7B%7D", false),
            ("chat-webhook/services/T0/B0/x", "payload=hi", false),
            ("chat-webhook/services/T0/B0/x", ANN, false),
            ("chat-webhook/services/T0/B0/revoked", "payload=%7B%22text%22%3A%22hi%22%7D", false),
            ("unknown", ANN, false),
        ] {
            let services = Services::default();
            let (status, answer) = post(&services, path, FORM, body).await;
            let kept = lock(&services.0).len();
            assert_eq!(kept, usize::from(is_kept), "{path} {body} {status} {answer}");
        }
    }

    #[tokio::test]
    async fn a_filled_honeypot_is_spam() {
        let web3 = format!("access_key={}&botcheck=true&{ANN}", web3forms::ACCESS_KEY);
        let netlify = format!("form-name={}&bot-field=x&{ANN}", netlify::FORM_NAME);
        for (path, body) in [
            ("formspree/f/xraceday", "_gotcha=x&name=Ann"),
            ("web3forms/submit", &web3),
            ("basin/f/0123456789ab", "_gotcha=x&name=Ann"),
            ("netlify/", &netlify),
            ("formsubmit/ajax/desk@example.org", "_honey=x&name=Ann"),
        ] {
            let services = Services::default();
            let (status, answer) = post(&services, path, FORM, body).await;
            assert_eq!(status, 200, "{path} {answer}");
            let kept = lock(&services.0).clone();
            assert!(kept.len() == 1 && kept[0].is_spam, "{path} {kept:?}");
        }
    }

    #[tokio::test]
    async fn each_service_takes_its_own_encodings() {
        for (path, status) in [("netlify/", 415), ("google-forms/forms/d/e/race/formResponse", 415)] {
            let (answered, _) = post(&Services::default(), path, "application/json", "{}").await;
            assert_eq!(answered, status, "{path}");
        }
        assert_eq!(post(&Services::default(), "formspree/f/xraceday", "text/plain", "hi").await.0, 415);
    }

    #[tokio::test]
    async fn only_services_that_know_cors_answer_a_preflight_and_only_for_their_headers() {
        assert_eq!(ask("formspree/f/xraceday", "content-type").await, (204, true));
        assert_eq!(ask("formspree/f/xraceday", "content-type, x-race").await, (403, false));
        for path in ["netlify/", "google-forms/forms/d/e/race/formResponse", "chat-webhook/services/T0/B0/x"]
        {
            assert_eq!(ask(path, "content-type").await, (405, false), "{path}");
        }
    }
}
