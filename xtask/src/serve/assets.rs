//! Built files over HTTP as a good static host gives them: types, compression, caching, and for any origin.

use crate::build::hashing::is_hashed;
use crate::compress;
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_ENCODING, ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG,
    IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use percent_encoding::percent_decode_str;
use std::collections::HashMap;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// The files of one folder.
#[derive(Clone)]
pub struct Assets {
    folder: Arc<Path>,
    /// Compressed content by its hash, so that each is compressed once and a rebuilt file anew.
    compressed: Arc<Mutex<HashMap<(String, Encoding), Bytes>>>,
}

/// How a body is compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Encoding {
    Brotli,
    Gzip,
}

impl Assets {
    /// Serves the files below a folder; a folder's own address gives its `index.html`.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into().into(), compressed: Arc::default() }
    }

    /// The routes, which answer every path that no other route takes.
    pub fn router(self) -> Router {
        Router::new().fallback_service(get(answer).with_state(self))
    }

    fn read(&self, path: &Path, accepted: Option<Encoding>) -> io::Result<Asset> {
        // The file's own name, or that of a folder with everything in it.
        let may_be_kept = path.iter().any(|name| is_hashed(&name.to_string_lossy()));
        let path = self.folder.join(path);
        let path = if path.is_dir() { path.join("index.html") } else { path };
        let content = std::fs::read(&path)?;
        let extension = path.extension().unwrap_or_default().to_string_lossy();
        let hash = crate::build::hashing::hash(&content);
        let encoding = accepted.filter(|_| !is_compressed_already(&extension));
        let body = match encoding {
            Some(encoding) => self.compress(&hash, &content, encoding)?,
            None => Bytes::from(content),
        };
        Ok(Asset {
            media_type: media_type(&extension),
            may_be_kept,
            tag: format!("\"{hash}{}\"", encoding.map_or("", Encoding::name)),
            encoding,
            body,
        })
    }

    fn compress(&self, hash: &str, content: &[u8], encoding: Encoding) -> io::Result<Bytes> {
        let key = (hash.to_owned(), encoding);
        let known = || self.compressed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(body) = known().get(&key) {
            return Ok(body.clone());
        }
        let body = Bytes::from(match encoding {
            Encoding::Brotli => compress::brotli(content)?,
            Encoding::Gzip => compress::gzip(content)?,
        });
        known().insert(key, body.clone());
        Ok(body)
    }
}

/// One file, ready to be sent.
struct Asset {
    media_type: &'static str,
    may_be_kept: bool,
    tag: String,
    encoding: Option<Encoding>,
    body: Bytes,
}

impl Encoding {
    fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// The best encoding that a visitor takes.
    fn accepted(headers: &HeaderMap) -> Option<Self> {
        let names = headers.get(ACCEPT_ENCODING)?.to_str().ok()?;
        let takes = |wanted: Self| {
            names.split(',').any(|entry| {
                let (name, weight) = entry.split_once(';').unwrap_or((entry, ""));
                let refused = matches!(weight.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000");
                name.trim().eq_ignore_ascii_case(wanted.name()) && !refused
            })
        };
        [Self::Brotli, Self::Gzip].into_iter().find(|encoding| takes(*encoding))
    }
}

async fn answer(State(assets): State<Assets>, uri: Uri, request: Request) -> Response {
    let Some(path) = safe_path(uri.path()) else { return not_found() };
    let accepted = Encoding::accepted(request.headers());
    // Reading and compressing take long enough to hold up other requests.
    let Ok(Ok(asset)) = tokio::task::spawn_blocking(move || assets.read(&path, accepted)).await else {
        return not_found();
    };
    let caching = if asset.may_be_kept { "public, max-age=31536000, immutable" } else { "no-cache" };
    let is_known =
        request.headers().get(IF_NONE_MATCH).is_some_and(|tag| tag.as_bytes() == asset.tag.as_bytes());

    let mut response =
        if is_known { StatusCode::NOT_MODIFIED.into_response() } else { asset.body.into_response() };
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    set(CONTENT_TYPE, asset.media_type);
    set(CACHE_CONTROL, caching);
    set(VARY, "accept-encoding");
    set(ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    if let Some(encoding) = asset.encoding {
        set(CONTENT_ENCODING, encoding.name());
    }
    if let Ok(tag) = HeaderValue::try_from(asset.tag) {
        headers.insert(ETAG, tag);
    }
    response
}

fn not_found() -> Response {
    (StatusCode::NOT_FOUND, [(ACCESS_CONTROL_ALLOW_ORIGIN, "*")], "There is no such file.\n").into_response()
}

/// The path below the folder; `None` for one that could lead out of it.
fn safe_path(uri_path: &str) -> Option<PathBuf> {
    let decoded = percent_decode_str(uri_path.trim_start_matches('/')).decode_utf8().ok()?;
    let path = PathBuf::from(decoded.as_ref());
    path.components().all(|component| matches!(component, Component::Normal(_))).then_some(path)
}

fn is_compressed_already(extension: &str) -> bool {
    matches!(extension, "png" | "jpg" | "webp" | "woff2")
}

fn media_type(extension: &str) -> &'static str {
    match extension {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "geojson" => "application/json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "gpx" => "application/gpx+xml",
        "tcx" | "kml" => "application/xml",
        "md" | "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestFolder;
    use axum::body::{Body, to_bytes};
    use tower::ServiceExt;

    /// A folder of built files, and beside it one that is nobody's business.
    struct Folder(TestFolder);

    impl Folder {
        fn new(test: &str) -> Self {
            let folder = TestFolder::new(&format!("assets-{test}"));
            folder.write("secret.txt", "secret");
            for (name, content) in [
                ("dist/index.html", "<p>demo".repeat(50)),
                ("dist/saddle.js", "load();".repeat(50)),
                ("dist/saddle-0123456789abcdef_bg.wasm", "\0asm".repeat(50)),
                ("dist/words-0123456789abcdef/en.json", "{}".to_owned()),
                ("dist/a b.gpx", "<gpx/>".repeat(50)),
            ] {
                folder.write(name, content);
            }
            Self(folder)
        }

        async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Response {
            let mut request = Request::builder().uri(path);
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            let router = Assets::new(self.0.path().join("dist")).router();
            router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
        }
    }

    #[tokio::test]
    async fn types_and_caching_follow_the_name() {
        let folder = Folder::new("types");
        for (path, media_type, caching) in [
            ("/", "text/html; charset=utf-8", "no-cache"),
            ("/saddle.js", "text/javascript; charset=utf-8", "no-cache"),
            ("/saddle-0123456789abcdef_bg.wasm", "application/wasm", "public, max-age=31536000, immutable"),
            ("/words-0123456789abcdef/en.json", "application/json", "public, max-age=31536000, immutable"),
            ("/a%20b.gpx", "application/gpx+xml", "no-cache"),
        ] {
            let response = folder.get(path, &[]).await;
            assert_eq!(response.status(), StatusCode::OK, "{path}");
            assert_eq!(response.headers()[CONTENT_TYPE], media_type, "{path}");
            assert_eq!(response.headers()[CACHE_CONTROL], caching, "{path}");
            assert_eq!(response.headers()[ACCESS_CONTROL_ALLOW_ORIGIN], "*", "{path}");
        }
    }

    #[tokio::test]
    async fn compresses_as_the_visitor_accepts() {
        let folder = Folder::new("compress");
        for (accepts, encoding) in [
            ("gzip, deflate, br, zstd", Some("br")),
            ("gzip;q=1.0, br;q=0", Some("gzip")),
            ("identity", None),
        ] {
            let response = folder.get("/saddle.js", &[("accept-encoding", accepts)]).await;
            let sent =
                response.headers().get(CONTENT_ENCODING).map(|value| value.to_str().unwrap().to_owned());
            assert_eq!(sent.as_deref(), encoding, "{accepts}");
            let length = to_bytes(response.into_body(), 10_000).await.unwrap().len();
            assert_eq!(length == 350, encoding.is_none(), "{accepts}: {length}");
        }
    }

    #[tokio::test]
    async fn an_unchanged_file_is_not_sent_again() {
        let folder = Folder::new("etag");
        let tag = folder.get("/saddle.js", &[]).await.headers()[ETAG].to_str().unwrap().to_owned();
        let again = folder.get("/saddle.js", &[("if-none-match", &tag)]).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        let changed = folder.get("/saddle.js", &[("if-none-match", "\"other\"")]).await;
        assert_eq!(changed.status(), StatusCode::OK);
    }

    #[tokio::test]
    async fn nothing_outside_the_folder_is_served() {
        let folder = Folder::new("outside");
        for path in
            ["/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//../secret.txt", "/nowhere.js"]
        {
            assert_eq!(folder.get(path, &[]).await.status(), StatusCode::NOT_FOUND, "{path}");
        }
    }
}
