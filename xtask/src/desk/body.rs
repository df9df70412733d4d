//! Reads a sign-up out of a request's body, in each of the three encodings that a desk takes.

use super::entries::Entries;
use axum::Form;
use axum::body::Bytes;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use serde::Serialize;

/// How the body of a sign-up was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Encoding {
    /// `application/json`, an object.
    Json,
    /// `application/x-www-form-urlencoded`.
    Urlencoded,
    /// `multipart/form-data`, without files.
    Multipart,
}

/// Why a body could not be read: the status to answer and words for the sender.
#[derive(Debug)]
pub struct Unreadable {
    /// 400, 413 or 415.
    pub status: StatusCode,
    /// What is wrong with the body.
    pub message: String,
}

impl Encoding {
    /// The encoding's name, as it is kept.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Urlencoded => "urlencoded",
            Self::Multipart => "multipart",
        }
    }

    /// The encoding of a name that was kept.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Json, Self::Urlencoded, Self::Multipart].into_iter().find(|encoding| encoding.name() == name)
    }

    fn of(request: &Request) -> Option<Self> {
        let content_type = request.headers().get(CONTENT_TYPE)?.to_str().ok()?;
        let media_type = content_type.split(';').next().unwrap_or_default().trim();
        match media_type.to_ascii_lowercase().as_str() {
            "application/json" => Some(Self::Json),
            "application/x-www-form-urlencoded" => Some(Self::Urlencoded),
            "multipart/form-data" => Some(Self::Multipart),
            _ => None,
        }
    }
}

/// The sign-up in a request's body, up to the router's body limit.
pub async fn read(request: Request) -> Result<(Encoding, Entries), Unreadable> {
    let Some(encoding) = Encoding::of(&request) else {
        return Err(Unreadable {
            status: StatusCode::UNSUPPORTED_MEDIA_TYPE,
            message: "send application/json, application/x-www-form-urlencoded or multipart/form-data"
                .to_owned(),
        });
    };
    let entries = match encoding {
        Encoding::Json => read_json(request).await?,
        Encoding::Urlencoded => read_urlencoded(request).await?,
        Encoding::Multipart => read_multipart(request).await?,
    };
    Ok((encoding, entries))
}

async fn read_json(request: Request) -> Result<Entries, Unreadable> {
    let bytes = Bytes::from_request(request, &())
        .await
        .map_err(|rejection| Unreadable { status: rejection.status(), message: rejection.body_text() })?;
    serde_json::from_slice(&bytes).map_err(|error| Unreadable {
        status: StatusCode::BAD_REQUEST,
        message: format!("in the JSON: {error}"),
    })
}

async fn read_urlencoded(request: Request) -> Result<Entries, Unreadable> {
    match Form::<Vec<(String, String)>>::from_request(request, &()).await {
        Ok(Form(pairs)) => Ok(pairs.into_iter().collect()),
        Err(rejection) => {
            let status = match rejection.status() {
                // axum's 422 is for its own typed forms; here 422 means a field that can be corrected.
                StatusCode::UNPROCESSABLE_ENTITY => StatusCode::BAD_REQUEST,
                status => status,
            };
            Err(Unreadable { status, message: rejection.body_text() })
        }
    }
}

async fn read_multipart(request: Request) -> Result<Entries, Unreadable> {
    let unreadable =
        |error: MultipartError| Unreadable { status: error.status(), message: error.body_text() };
    let refused = |message: &str| Unreadable { status: StatusCode::BAD_REQUEST, message: message.to_owned() };

    let mut parts = Multipart::from_request(request, &())
        .await
        .map_err(|rejection| Unreadable { status: rejection.status(), message: rejection.body_text() })?;
    let mut entries = Entries::default();
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        if part.file_name().is_some() {
            return Err(refused("a desk takes no files"));
        }
        let name = part.name().ok_or_else(|| refused("a part has no name"))?.to_owned();
        entries.add(name, part.text().await.map_err(unreadable)?);
    }
    Ok(entries)
}
