//! The network: reading a file of the event, and posting a sign-up.

use gloo_net::http::{Request, Response};
use saddle_signup::answer::NoReply;
use std::{cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{AbortController, RequestCredentials};

/// How long a desk may take to answer. A sign-up that took longer may still have arrived.
const DESK_TIMEOUT_MS: i32 = 30_000;
/// How long a track may take.
const FILE_TIMEOUT_MS: i32 = 30_000;

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
}

/// Reads a file; the error is a sentence for the console.
pub async fn get_bytes(url: &str) -> Result<Vec<u8>, String> {
    let deadline = Deadline::start(FILE_TIMEOUT_MS);
    let request = Request::get(url).abort_signal(deadline.signal().as_ref()).build();
    let response = match request {
        Ok(request) => request.send().await,
        Err(error) => Err(error),
    }
    .map_err(|error| format!("{url}: {error}"))?;
    if !response.ok() {
        return Err(format!("{url}: HTTP {}", response.status()));
    }
    response.binary().await.map_err(|error| format!("{url}: {error}"))
}

/// Posts a sign-up once.
///
/// # Errors
/// No answer within 30 s, or none at all: it may have arrived all the same.
pub async fn post(url: &str, content_type: &str, body: &[u8]) -> Result<DeskAnswer, NoReply> {
    let deadline = Deadline::start(DESK_TIMEOUT_MS);
    let no_reply = |deadline: &Deadline| if deadline.passed() { NoReply::Timeout } else { NoReply::Network };
    let request = Request::post(url)
        .abort_signal(deadline.signal().as_ref())
        .credentials(RequestCredentials::Omit)
        .header("Accept", "application/json")
        .header("Content-Type", content_type)
        .body(js_sys::Uint8Array::from(body))
        .map_err(|_| NoReply::Network)?;
    let response: Response = request.send().await.map_err(|_| no_reply(&deadline))?;
    let header = |name: &str| response.headers().get(name);
    let (content_type, retry_after) = (header("content-type"), header("retry-after"));
    let opaque =
        matches!(response.type_(), web_sys::ResponseType::Opaque | web_sys::ResponseType::Opaqueredirect);
    let status = response.status();
    // The timer runs until the whole body is there: a desk that stalls in the middle has not answered.
    let body = response.text().await.map_err(|_| no_reply(&deadline))?;
    Ok(DeskAnswer { status, content_type, retry_after, body, opaque })
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
