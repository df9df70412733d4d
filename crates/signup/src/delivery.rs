//! How a sign-up is sent to a desk.

use crate::names::Names;

/// The way to a desk. Every way ends in the mail fallback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// An HTTP endpoint.
    Post(Box<Post>),
    /// Only a mailbox: straight to the mail fallback.
    Mailto,
}

/// How a sign-up is posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Absolute `https:` address (`http:` only on loopback), or one relative to the event file.
    pub url: String,
    /// How the body is written, and what its fields are called.
    pub format: Format,
    /// The desk promises that the same key twice is one sign-up, so an unknown outcome may be sent again.
    pub idempotent: bool,
    /// The browser may not read the answer: the request asks for none (`no-cors`), and the visitor is told "sent, not
    /// confirmed".
    pub hidden_answer: bool,
    /// Where the page may not send by script, the visitor is offered a form of the browser's own in a new window.
    pub by_form: bool,
    /// Further request headers, as names and values.
    pub headers: Vec<(String, String)>,
    /// The header that carries the key too.
    pub key_header: Option<String>,
    /// How long the desk may take to answer.
    pub timeout_s: u32,
    /// Where it gives a [proof of work](crate::challenge) to do first: an address like [`url`](Self::url).
    pub challenge: Option<String>,
}

/// What the body of a request looks like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Format {
    /// How it is written.
    pub encoding: Encoding,
    /// What its fields are called.
    pub names: Names,
}

/// How the body of a sign-up is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// `application/json`; needs a CORS preflight.
    Json,
    /// `application/x-www-form-urlencoded`; no preflight.
    #[default]
    Urlencoded,
    /// `multipart/form-data`; no preflight.
    Multipart,
    /// A line of chat: urlencoded with one field, `payload`, whose JSON holds everything as a text; no preflight.
    Chat,
}

/// How long a desk may take to answer if its event says nothing else.
pub const USUAL_TIMEOUT_S: u32 = 30;

impl From<Encoding> for Format {
    /// That encoding, with our own names.
    fn from(encoding: Encoding) -> Self {
        Self { encoding, names: Names::default() }
    }
}

impl Post {
    /// A sign-up posted there in that format, and nothing else out of the ordinary.
    pub const fn new(url: String, format: Format) -> Self {
        Self {
            url,
            format,
            idempotent: false,
            hidden_answer: false,
            by_form: false,
            headers: Vec::new(),
            key_header: None,
            timeout_s: USUAL_TIMEOUT_S,
            challenge: None,
        }
    }
}
