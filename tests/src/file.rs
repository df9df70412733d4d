//! A file that a site serves instead of what the build holds at its path, or besides it.

use axum::http::{
    HeaderName, HeaderValue, StatusCode, header::ACCESS_CONTROL_ALLOW_ORIGIN, header::CONTENT_TYPE,
};
use axum::response::{IntoResponse, Response};

/// An answer to a path.
#[derive(Clone, Debug)]
pub struct File {
    status: StatusCode,
    headers: Vec<(HeaderName, String)>,
    body: Vec<u8>,
}

impl File {
    /// A file of a media type.
    pub fn new(media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        Self {
            status: StatusCode::OK,
            headers: vec![(CONTENT_TYPE, media_type.to_owned())],
            body: body.into(),
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

    /// With one more header.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

impl IntoResponse for File {
    fn into_response(self) -> Response {
        let mut response = (self.status, self.body).into_response();
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
