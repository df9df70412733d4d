//! A file that a site serves instead of what the build holds at its path, or besides it.

use axum::body::Body;
use axum::http::{
    HeaderName, HeaderValue, StatusCode, header::ACCESS_CONTROL_ALLOW_ORIGIN, header::CONTENT_TYPE,
};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use std::io;

/// An answer to a path.
#[derive(Clone, Debug)]
pub struct File {
    status: StatusCode,
    headers: Vec<(HeaderName, String)>,
    body: Vec<u8>,
    breaks_off: bool,
}

impl File {
    /// A file of a media type.
    pub fn new(media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: StatusCode::OK,
            headers: vec![(CONTENT_TYPE, media_type.to_owned())],
            body: body.into(),
            breaks_off: false,
        }
    }

    /// JSON.
    pub fn json(body: impl Into<Vec<u8>>) -> Self {
        Self::new("application/json", body)
    }

    /// A page.
    pub fn html(body: impl Into<Vec<u8>>) -> Self {
        Self::new("text/html; charset=utf-8", body)
    }

    /// The file is not there.
    pub fn missing() -> Self {
        Self { status: StatusCode::NOT_FOUND, ..Self::new("text/plain", "There is no such file.\n") }
    }

    /// With another status than 200; 500 for a number that is none.
    #[must_use]
    pub fn status(self, status: u16) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        Self { status, ..self }
    }

    /// The connection goes when the body has been sent, as if there were more of it.
    #[must_use]
    pub fn breaking_off(self) -> Self {
        Self { breaks_off: true, ..self }
    }

    /// With one more header.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

impl IntoResponse for File {
    fn into_response(self) -> Response {
        let body = if self.breaks_off { broken_off(self.body) } else { self.body.into() };
        let mut response = (self.status, body).into_response();
        // Pages of other origins read these files too.
        response.headers_mut().insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
        for (name, value) in self.headers {
            match HeaderValue::try_from(value) {
                Ok(value) => response.headers_mut().insert(name, value),
                Err(error) => return (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
            };
        }
        response
    }
}

fn broken_off(body: Vec<u8>) -> Body {
    Body::from_stream(stream::unfold(Some(body), async |rest| match rest {
        Some(body) => Some((Ok(body), None)),
        None => {
            // The server sends what it has while it waits.
            tokio::task::yield_now().await;
            Some((Err(io::Error::other("the answer breaks off on purpose")), None))
        }
    }))
}
