//! How a sign-up is sent to a desk.

/// The way to a desk. Every way ends in the mail fallback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Delivery {
    /// An HTTP endpoint that answers.
    Post {
        /// Absolute `https:` address (`http:` only on loopback).
        url: String,
        /// How the body is written.
        encoding: Encoding,
        /// The desk promises that the same key twice is one sign-up, so an unknown outcome may be sent again.
        idempotent: bool,
    },
    /// Only a mailbox: straight to the mail fallback.
    Mailto,
}

/// How the body of a sign-up is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `application/json`; needs a CORS preflight.
    Json,
    /// `application/x-www-form-urlencoded`; no preflight.
    Urlencoded,
    /// `multipart/form-data`; no preflight.
    Multipart,
}
