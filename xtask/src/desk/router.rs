//! The desk over HTTP: sign-ups in, answers and faults out, readable from any origin.

use super::attempt::Attempt;
use super::body::{self, Unreadable};
use super::check::{FieldError, check};
use super::fault::Fault;
use super::{Desk, lock, page};
use crate::serve::server::LoseAnswer;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Path, Query, Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, CONTENT_TYPE, RETRY_AFTER,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Extension, Form, Json, Router};
use futures_util::stream;
use serde::Deserialize;
use serde_json::json;
use std::io;
use std::time::{Duration, SystemTime};

/// The most that a sign-up may hold: 256 kB.
const BODY_LIMIT: usize = 256 * 1024;

/// The longest name of a desk.
const DESK_NAME_LIMIT: usize = 64;

pub fn router(desk: Desk) -> Router {
    Router::new()
        .route("/desk", get(show).post(choose_fault))
        .route("/desk.json", get(list))
        .route("/desk/{desk}/challenge", get(give_challenge))
        .route("/desk/{desk}", post(sign_up).options(preflight))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .with_state(desk)
}

/// A fault named in the address or in the page's form.
#[derive(Deserialize)]
struct FaultChoice {
    fault: Option<Fault>,
    /// `required` if a sign-up must come with a proof of work.
    challenge: Option<String>,
}

async fn show(State(desk): State<Desk>) -> Response {
    let arrivals = match desk.arrivals() {
        Ok(arrivals) => arrivals,
        Err(error) => return failed(StatusCode::INTERNAL_SERVER_ERROR, &format!("{error:#}")),
    };
    let standing = desk.faults().peek().clone();
    match page::page(&arrivals, lock(&desk.0.attempts).iter(), &standing) {
        Ok(html) => Html(html).into_response(),
        Err(error) => failed(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}

async fn list(State(desk): State<Desk>) -> Response {
    match desk.arrivals() {
        Ok(arrivals) => Json(arrivals).into_response(),
        Err(error) => failed(StatusCode::INTERNAL_SERVER_ERROR, &format!("{error:#}")),
    }
}

async fn choose_fault(State(desk): State<Desk>, Form(choice): Form<FaultChoice>) -> Redirect {
    desk.set_fault(choice.fault.unwrap_or_default());
    Redirect::to("/desk")
}

async fn preflight(
    State(desk): State<Desk>,
    Path(name): Path<String>,
    Query(choice): Query<FaultChoice>,
) -> Response {
    let fault = choice.fault.unwrap_or_else(|| desk.faults().peek().clone());
    let mut answer = StatusCode::NO_CONTENT.into_response();
    if fault != Fault::Opaque {
        allow_every_origin(&mut answer);
        let headers = answer.headers_mut();
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("POST"));
        headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("content-type"));
    }
    desk.remember(attempt("OPTIONS", name, None, &answer));
    answer
}

async fn give_challenge(State(desk): State<Desk>) -> Response {
    desk.0.challenges.give()
}

async fn sign_up(
    State(desk): State<Desk>,
    Path(name): Path<String>,
    Query(choice): Query<FaultChoice>,
    request: Request,
) -> Response {
    let fault = choice.fault.unwrap_or_else(|| desk.faults().take());
    let needs_proof = choice.challenge.as_deref() == Some("required");
    let (key, mut answer) = receive(&desk, &name, request, &fault, needs_proof).await;
    if fault != Fault::Opaque {
        allow_every_origin(&mut answer);
    }
    desk.remember(attempt("POST", name, key, &answer));
    if let Fault::Slow { delay_s } = fault {
        tokio::time::sleep(Duration::from_secs(delay_s.into())).await;
    }
    answer
}

/// The key of a sign-up, as far as it was read, and the answer to it.
async fn receive(
    desk: &Desk,
    name: &str,
    request: Request,
    fault: &Fault,
    needs_proof: bool,
) -> (Option<String>, Response) {
    if !is_desk_name(name) {
        return (None, failed(StatusCode::NOT_FOUND, "a desk's name is letters, digits, - and _"));
    }
    let (encoding, entries) = match body::read(request).await {
        Ok(read) => read,
        Err(Unreadable { status, message }) => return (None, failed(status, &message)),
    };
    let key = entries.filled("idempotency_key").map(str::to_owned);
    if let Some(answer) = fault_before_storing(fault) {
        return (key, answer);
    }
    if needs_proof && !desk.0.challenges.is_solved(entries.filled("altcha"), key.as_deref()) {
        return (key, failed(StatusCode::FORBIDDEN, "the proof of work is missing or wrong"));
    }
    let errors = check(&entries);
    if !errors.is_empty() {
        return (key, refused(&errors));
    }

    let (desk, name) = (desk.clone(), name.to_owned());
    let storing = tokio::task::spawn_blocking(move || {
        // Nobody else's sign-up comes between the counting and the storing.
        let (places, storage) = (*lock(&desk.0.places), desk.storage());
        if storage.is_full(&name, places, &entries)? {
            return Ok(None);
        }
        storage.store(&name, encoding, &entries).map(Some)
    });
    let stored = match storing.await {
        Ok(Ok(Some(stored))) => stored,
        Ok(Ok(None)) => return (key, full()),
        Ok(Err(error)) => return (key, failed(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string())),
        Err(error) => return (key, failed(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string())),
    };
    let status = if stored.is_repeat { StatusCode::OK } else { StatusCode::CREATED };
    let answer = match fault {
        Fault::ErrorAfterStoring => {
            failed(StatusCode::INTERNAL_SERVER_ERROR, "a fault that was asked for, after storing")
        }
        Fault::LostAnswer => (status, Extension(LoseAnswer)).into_response(),
        Fault::GarbledJson => {
            (status, [(CONTENT_TYPE, "application/json")], "{\"reference\": \"").into_response()
        }
        Fault::TruncatedBody => truncated(status),
        _ => (status, Json(json!({ "reference": stored.reference }))).into_response(),
    };
    (key, answer)
}

fn fault_before_storing(fault: &Fault) -> Option<Response> {
    Some(match fault {
        Fault::ErrorBeforeStoring => {
            failed(StatusCode::INTERNAL_SERVER_ERROR, "a fault that was asked for, before storing")
        }
        Fault::LostRequest => (StatusCode::BAD_GATEWAY, Extension(LoseAnswer)).into_response(),
        Fault::TooManyRequests { retry_after_s } => too_many_requests(retry_after_s.to_string()),
        Fault::TooManyRequestsUntil { retry_after_s } => {
            let date = SystemTime::now() + Duration::from_secs((*retry_after_s).into());
            too_many_requests(httpdate::fmt_http_date(date))
        }
        Fault::HtmlErrorPage => {
            (StatusCode::BAD_GATEWAY, Html("<!doctype html><title>Bad gateway</title><h1>Bad gateway</h1>"))
                .into_response()
        }
        Fault::RefuseFields(fields) => {
            let error = |field: &String| FieldError {
                field: field.clone(),
                message: "The desk refuses this".to_owned(),
            };
            refused(&fields.iter().map(error).collect::<Vec<_>>())
        }
        _ => return None,
    })
}

fn too_many_requests(retry_after: String) -> Response {
    let answer = failed(StatusCode::TOO_MANY_REQUESTS, "too many requests; try again later");
    ([(RETRY_AFTER, retry_after)], answer).into_response()
}

/// An answer whose connection breaks off after its first bytes.
fn truncated(status: StatusCode) -> Response {
    let pieces = [Ok("{\"reference\": \""), Err(io::Error::other("the answer breaks off on purpose"))];
    let body = Body::from_stream(stream::iter(pieces));
    (status, [(CONTENT_TYPE, "application/json")], body).into_response()
}

fn refused(errors: &[FieldError]) -> Response {
    (StatusCode::UNPROCESSABLE_ENTITY, Json(json!({ "errors": errors }))).into_response()
}

/// No place is left, as an RFC 9457 problem.
fn full() -> Response {
    let problem =
        json!({ "title": "Full", "status": 409, "detail": "The last place has gone.", "full": true });
    let head = [(CONTENT_TYPE, "application/problem+json")];
    (StatusCode::CONFLICT, head, problem.to_string()).into_response()
}

fn failed(status: StatusCode, message: &str) -> Response {
    (status, Json(json!({ "error": message }))).into_response()
}

fn allow_every_origin(answer: &mut Response) {
    let headers = answer.headers_mut();
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("retry-after"));
}

fn attempt(method: &str, desk: String, idempotency_key: Option<String>, answer: &Response) -> Attempt {
    let is_lost = answer.extensions().get::<LoseAnswer>().is_some();
    let status = (!is_lost).then(|| answer.status().as_u16());
    Attempt { method: method.to_owned(), desk, idempotency_key, status }
}

fn is_desk_name(name: &str) -> bool {
    (1..=DESK_NAME_LIMIT).contains(&name.len())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;
    use serde_json::Value;
    use tower::ServiceExt;

    const JSON: &str = "application/json";
    const URLENCODED: &str = "application/x-www-form-urlencoded";
    const ANN: &str = r#"{"name":"Ann","email":"ann@example.org","idempotency_key":"k1"}"#;

    async fn send(
        desk: &Desk,
        method: &str,
        path: &str,
        content_type: &str,
        body: impl Into<Body>,
    ) -> Response {
        let request = Request::builder().method(method).uri(path).header(CONTENT_TYPE, content_type);
        desk.router().oneshot(request.body(body.into()).unwrap()).await.unwrap()
    }

    async fn post_ann(desk: &Desk) -> Response {
        send(desk, "POST", "/desk/zx-tour", JSON, ANN).await
    }

    async fn text(answer: Response) -> String {
        let bytes = to_bytes(answer.into_body(), 1_000_000).await.unwrap();
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    async fn json(answer: Response) -> Value {
        serde_json::from_str(&text(answer).await).unwrap()
    }

    #[tokio::test]
    async fn takes_every_encoding_alike() {
        let multipart = "--x\r\ncontent-disposition: form-data; name=\"name\"\r\n\r\n마식령 & Ann\r\n\
                         --x\r\ncontent-disposition: form-data; name=\"email\"\r\n\r\nann@example.org\r\n--x--\r\n";
        let urlencoded = "name=%EB%A7%88%EC%8B%9D%EB%A0%B9+%26+Ann&email=ann%40example.org";
        let object = r#"{"name":"마식령 & Ann","email":"ann@example.org"}"#;
        for (content_type, body) in [
            ("Application/JSON; charset=utf-8", object),
            (URLENCODED, urlencoded),
            ("multipart/form-data; boundary=x", multipart),
        ] {
            let desk = Desk::in_memory().unwrap();
            let answer = send(&desk, "POST", "/desk/zx-tour", content_type, body).await;
            assert_eq!(answer.status(), StatusCode::CREATED, "{content_type}");
            assert_eq!(json(answer).await, json!({ "reference": "zx-tour-0001" }));
            let arrivals = desk.arrivals().unwrap();
            let entries: Vec<_> = arrivals[0].entries.iter().collect();
            assert_eq!(entries, [("name", "마식령 & Ann"), ("email", "ann@example.org")], "{content_type}");
        }
    }

    #[tokio::test]
    async fn the_same_key_again_is_answered_the_same_and_stored_once() {
        let desk = Desk::in_memory().unwrap();
        let first = post_ann(&desk).await;
        let again = post_ann(&desk).await;
        assert_eq!((first.status(), again.status()), (StatusCode::CREATED, StatusCode::OK));
        assert_eq!(json(first).await, json(again).await);
        assert_eq!(desk.arrivals().unwrap().len(), 1);
        let keys: Vec<_> =
            desk.attempts().into_iter().map(|attempt| attempt.idempotency_key.unwrap()).collect();
        assert_eq!(keys, ["k1", "k1"]);
    }

    #[tokio::test]
    async fn the_last_place_goes_to_one_and_the_waiting_list_has_no_end() {
        let desk = Desk::in_memory().unwrap();
        desk.set_places(Some(1));
        let body = |key: &str, more: &str| {
            format!(r#"{{"name":"Ann","email":"ann@example.org","idempotency_key":"{key}"{more}}}"#)
        };
        for (path, body, status) in [
            ("/desk/zx", body("k1", ""), 201),
            ("/desk/zx", body("k2", ""), 409),
            // What has its place keeps it, also under a new key.
            ("/desk/zx", body("k1", ""), 200),
            ("/desk/zx", body("k3", r#","replaces":"k0,k1""#), 201),
            ("/desk/zx", body("k2", r#","waiting_list":"yes""#), 201),
            ("/desk/zx", body("k4", ""), 409),
            ("/desk/other", body("k2", ""), 201),
        ] {
            let answer = send(&desk, "POST", path, JSON, body.clone()).await;
            assert_eq!(answer.status().as_u16(), status, "{body}");
            if status == 409 {
                assert_eq!(answer.headers()[CONTENT_TYPE], "application/problem+json");
                assert_eq!(json(answer).await["full"], json!(true));
            }
        }
    }

    #[tokio::test]
    async fn says_which_fields_are_wrong_and_stores_nothing() {
        let desk = Desk::in_memory().unwrap();
        let answer = send(&desk, "POST", "/desk/zx", URLENCODED, "email=nowhere").await;
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let errors = json(answer).await;
        assert_eq!(
            (&errors["errors"][0]["field"], &errors["errors"][1]["field"]),
            (&json!("name"), &json!("email"))
        );
        assert!(desk.arrivals().unwrap().is_empty());
    }

    #[tokio::test]
    async fn refuses_what_it_cannot_read() {
        let desk = Desk::in_memory().unwrap();
        let file = "--x\r\ncontent-disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n1\r\n--x--\r\n";
        let long = format!("remarks={}", "x".repeat(BODY_LIMIT));
        for (path, content_type, body, status) in [
            ("/desk/zx", "text/plain", "name=Ann", StatusCode::UNSUPPORTED_MEDIA_TYPE),
            ("/desk/zx", JSON, "{\"name\":", StatusCode::BAD_REQUEST),
            ("/desk/zx", JSON, "[]", StatusCode::BAD_REQUEST),
            ("/desk/zx", URLENCODED, "name=%FF", StatusCode::UNPROCESSABLE_ENTITY),
            ("/desk/zx", "multipart/form-data; boundary=x", file, StatusCode::BAD_REQUEST),
            ("/desk/zx", "multipart/form-data; boundary=x", "no parts", StatusCode::BAD_REQUEST),
            ("/desk/zx", "multipart/form-data", file, StatusCode::BAD_REQUEST),
            ("/desk/zx", URLENCODED, &long, StatusCode::PAYLOAD_TOO_LARGE),
            ("/desk/zx", JSON, &long, StatusCode::PAYLOAD_TOO_LARGE),
            ("/desk/z%20x", JSON, ANN, StatusCode::NOT_FOUND),
            ("/desk/zx?fault=bad-day", JSON, ANN, StatusCode::BAD_REQUEST),
        ] {
            let answer = send(&desk, "POST", path, content_type, body.to_owned()).await;
            assert_eq!(answer.status(), status, "{path} {content_type} {}", &body[..body.len().min(30)]);
        }
        assert!(desk.arrivals().unwrap().is_empty());
    }

    #[tokio::test]
    async fn any_origin_may_ask_and_read() {
        let desk = Desk::in_memory().unwrap();
        let preflight = send(&desk, "OPTIONS", "/desk/zx", JSON, "").await;
        assert_eq!(preflight.status(), StatusCode::NO_CONTENT);
        assert_eq!(preflight.headers()[ACCESS_CONTROL_ALLOW_METHODS], "POST");
        assert_eq!(preflight.headers()[ACCESS_CONTROL_ALLOW_HEADERS], "content-type");
        for answer in [preflight, post_ann(&desk).await, send(&desk, "POST", "/desk/zx", JSON, "{}").await] {
            assert_eq!(answer.headers()[ACCESS_CONTROL_ALLOW_ORIGIN], "*");
            assert_eq!(answer.headers()[ACCESS_CONTROL_EXPOSE_HEADERS], "retry-after");
        }
    }

    #[tokio::test]
    async fn each_fault_answers_and_stores_as_it_says() {
        for (fault, status, is_stored) in [
            (Fault::None, 201, true),
            (Fault::ErrorBeforeStoring, 500, false),
            (Fault::ErrorAfterStoring, 500, true),
            (Fault::TooManyRequests { retry_after_s: 7 }, 429, false),
            (Fault::TooManyRequestsUntil { retry_after_s: 7 }, 429, false),
            (Fault::Slow { delay_s: 0 }, 201, true),
            (Fault::TruncatedBody, 201, true),
            (Fault::HtmlErrorPage, 502, false),
            (Fault::GarbledJson, 201, true),
            (Fault::Opaque, 201, true),
            (Fault::RefuseFields(vec!["phone".to_owned()]), 422, false),
        ] {
            let desk = Desk::in_memory().unwrap();
            desk.set_fault(fault.clone());
            let answer = post_ann(&desk).await;
            assert_eq!(answer.status().as_u16(), status, "{fault}");
            assert_eq!(desk.arrivals().unwrap().len(), usize::from(is_stored), "{fault}");
            let is_readable = answer.headers().contains_key(ACCESS_CONTROL_ALLOW_ORIGIN);
            assert_eq!(is_readable, fault != Fault::Opaque, "{fault}");
            match fault {
                Fault::TooManyRequests { .. } => assert_eq!(answer.headers()[RETRY_AFTER], "7"),
                Fault::TooManyRequestsUntil { .. } => {
                    let date = answer.headers()[RETRY_AFTER].to_str().unwrap();
                    assert!(httpdate::parse_http_date(date).unwrap() > SystemTime::now(), "{date}");
                }
                Fault::TruncatedBody => assert!(to_bytes(answer.into_body(), 1000).await.is_err()),
                Fault::GarbledJson => {
                    assert_eq!(answer.headers()[CONTENT_TYPE], JSON);
                    assert!(serde_json::from_str::<Value>(&text(answer).await).is_err());
                }
                Fault::RefuseFields(_) => assert_eq!(json(answer).await["errors"][0]["field"], "phone"),
                _ => {}
            }
        }
    }

    #[tokio::test]
    async fn a_lost_answer_is_stored_and_never_comes() {
        let desk = Desk::in_memory().unwrap();
        let answer = send(&desk, "POST", "/desk/zx?fault=lost-answer", JSON, ANN).await;
        assert!(answer.extensions().get::<LoseAnswer>().is_some());
        assert_eq!(desk.arrivals().unwrap().len(), 1);
        assert_eq!(desk.attempts()[0].status, None);
    }

    #[tokio::test]
    async fn the_page_shows_what_arrived_and_sets_a_fault() {
        let desk = Desk::in_memory().unwrap();
        post_ann(&desk).await;
        let set = send(&desk, "POST", "/desk", URLENCODED, "fault=slow%3A9").await;
        assert_eq!(set.status(), StatusCode::SEE_OTHER);
        let html = text(send(&desk, "GET", "/desk", "", "").await).await;
        assert!(
            html.contains("<dd>ann@example.org</dd>") && html.contains("<option selected>slow:9"),
            "{html}"
        );
        assert_eq!(json(send(&desk, "GET", "/desk.json", "", "").await).await[0]["entries"]["name"], "Ann");
    }
}
