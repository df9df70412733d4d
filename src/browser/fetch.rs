//! The network: posting a sign-up, and asking a small question.

use super::json;
use saddle_signup::answer::NoReply;
use serde_json::Value;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, RequestCredentials, RequestInit, RequestMode, Response, ResponseType,
};

/// How long an answer to a small question may take.
const QUESTION_TIMEOUT_MS: i32 = 30_000;

/// A sign-up on its way out.
pub struct Outgoing {
    /// Where it goes.
    pub url: String,
    /// Its `Content-Type`.
    pub content_type: String,
    /// Its content.
    pub body: String,
    /// Further headers, as names and values.
    pub headers: Vec<(String, String)>,
    /// How long the desk may take to answer. A sign-up that took longer may still have arrived.
    pub timeout_s: u32,
    /// The page may not read the answer, and asks for none.
    pub hides_answer: bool,
}

/// What a desk answered, owned.
pub struct DeskAnswer {
    /// HTTP status; 0 for an opaque answer.
    pub status: u16,
    /// `Content-Type`, if readable.
    pub content_type: Option<String>,
    /// `Retry-After`, if the desk lets other origins read it.
    pub retry_after: Option<String>,
    /// The body as text; empty if it could not be read.
    pub body: String,
    /// The browser hides the answer from this page.
    pub opaque: bool,
    /// It comes from another address, to which the desk has sent the browser on.
    pub redirected: bool,
}

/// Posts a sign-up once.
///
/// # Errors
/// No answer in time, or none at all: it may have arrived all the same.
pub async fn post(outgoing: &Outgoing) -> Result<DeskAnswer, NoReply> {
    // The event file's limit is two minutes.
    let deadline = Deadline::start(outgoing.timeout_s as i32 * 1000);
    let no_reply = |_: JsValue| if deadline.passed() { NoReply::Timeout } else { NoReply::Network };
    let request = request(outgoing, &deadline).map_err(no_reply)?;
    let window = web_sys::window().ok_or(NoReply::Network)?;
    let response =
        JsFuture::from(window.fetch_with_str_and_init(&outgoing.url, &request)).await.map_err(no_reply)?;
    let response: Response = response.unchecked_into();
    let header = |name: &str| response.headers().get(name).ok().flatten();
    let (content_type, retry_after) = (header("content-type"), header("retry-after"));
    let opaque = matches!(response.type_(), ResponseType::Opaque | ResponseType::Opaqueredirect);
    let (status, redirected) = (response.status(), response.redirected());
    // The timer runs until the whole body is there: a desk that stalls in the middle has not answered.
    let body = JsFuture::from(response.text().map_err(no_reply)?).await.map_err(no_reply)?;
    let body = body.as_string().unwrap_or_default();
    Ok(DeskAnswer { status, content_type, retry_after, body, opaque, redirected })
}

/// The JSON at an address; nothing if it cannot be had within 30 s.
pub async fn json_at(url: &str) -> Option<Value> {
    let deadline = Deadline::start(QUESTION_TIMEOUT_MS);
    let request = RequestInit::new();
    request.set_credentials(RequestCredentials::Omit);
    request.set_signal(deadline.signal().as_ref());
    let answer = web_sys::window()?.fetch_with_str_and_init(url, &request);
    let response: Response = JsFuture::from(answer).await.ok()?.unchecked_into();
    if !response.ok() {
        return None;
    }
    json::parse(&JsFuture::from(response.text().ok()?).await.ok()?).ok()
}

fn request(outgoing: &Outgoing, deadline: &Deadline) -> Result<RequestInit, JsValue> {
    let headers = Headers::new()?;
    headers.set("Accept", "application/json")?;
    headers.set("Content-Type", &outgoing.content_type)?;
    for (name, value) in &outgoing.headers {
        headers.set(name, value)?;
    }
    let request = RequestInit::new();
    request.set_method("POST");
    request.set_credentials(RequestCredentials::Omit);
    request.set_headers(&headers);
    request.set_body(&js_sys::Uint8Array::from(outgoing.body.as_bytes()));
    if outgoing.hides_answer {
        request.set_mode(RequestMode::NoCors);
    }
    request.set_signal(deadline.signal().as_ref());
    Ok(request)
}

/// Aborts a request when its time is over; the timer ends with this value.
struct Deadline {
    controller: Option<AbortController>,
    passed: Rc<Cell<bool>>,
    timer: Option<(i32, Closure<dyn FnMut()>)>,
}

impl Deadline {
    fn start(milliseconds: i32) -> Self {
        let controller = AbortController::new().ok();
        let passed = Rc::new(Cell::new(false));
        let on_time = {
            let (controller, passed) = (controller.clone(), Rc::clone(&passed));
            Closure::<dyn FnMut()>::new(move || {
                passed.set(true);
                if let Some(controller) = &controller {
                    controller.abort();
                }
            })
        };
        let timer = web_sys::window()
            .and_then(|window| {
                let callback = on_time.as_ref().unchecked_ref();
                window.set_timeout_with_callback_and_timeout_and_arguments_0(callback, milliseconds).ok()
            })
            .map(|id| (id, on_time));
        Self { controller, passed, timer }
    }

    fn signal(&self) -> Option<web_sys::AbortSignal> {
        self.controller.as_ref().map(AbortController::signal)
    }

    fn passed(&self) -> bool {
        self.passed.get()
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        if let (Some((id, _)), Some(window)) = (&self.timer, web_sys::window()) {
            window.clear_timeout_with_handle(*id);
        }
    }
}
