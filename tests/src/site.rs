//! A web site on an origin of its own: the built widget, an event file, a partner's page and a desk.

use crate::browser::Browser;
use crate::dist;
use crate::engine::Engine;
use crate::event::event;
use crate::file::File;
use crate::host_page::HostPage;
use crate::recorder;
use crate::wait::{PATIENCE, until};
use crate::widget::Widget;
use anyhow::{Context, Result};
use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::header::{ACCEPT_ENCODING, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::Value;
use std::collections::{BTreeSet, HashMap};
use std::mem::ManuallyDrop;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use xtask::desk::{Arrival, Desk};
use xtask::serve::{assets::Assets, server::Server};

/// Where the partner's page is.
const PAGE: &str = "/partner.html";

/// Where the build is a second time, as on a host of packages.
pub const VERSIONED: &str = "/npm/saddle@1.2.3";

/// A running site.
pub struct Site {
    desk: Desk,
    files: Files,
    /// Ends with the runtime of its test, when the browser has left its pages: a test that is through may leave them with files on
    /// their way, and that these do not come any more would be an error of the widget's in the console.
    server: ManuallyDrop<Server>,
}

/// A site before it starts.
pub struct SiteBuilder {
    folder: PathBuf,
    event: Value,
    files: HashMap<String, File>,
}

/// The files that are served instead of the build's, by path, each with how often it was asked for.
#[derive(Clone, Default)]
struct Files(Arc<Mutex<HashMap<String, (File, usize)>>>);

impl Files {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, (File, usize)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl SiteBuilder {
    /// Changes the event that `/event.json` gives.
    #[must_use]
    pub fn event(mut self, change: impl FnOnce(&mut Value)) -> Self {
        change(&mut self.event);
        self
    }

    /// Serves a file at a path.
    #[must_use]
    pub fn file(mut self, path: &str, file: File) -> Self {
        self.files.insert(path.to_owned(), file);
        self
    }

    /// Serves another folder instead of the build.
    #[must_use]
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = folder.into();
        self
    }

    /// Starts the site on a free port of 127.0.0.1.
    ///
    /// # Errors
    /// No port is free.
    pub async fn start(mut self) -> Result<Site> {
        self.files.entry("/event.json".to_owned()).or_insert_with(|| File::json(self.event.to_string()));
        let files = self.files.into_iter().map(|(path, file)| (path, (file, 0)));
        let (desk, files) = (Desk::in_memory()?, Files(Arc::new(Mutex::new(files.collect()))));
        let router: Router = desk
            .router()
            .nest_service(VERSIONED, Assets::new(self.folder.clone()).router())
            .merge(Assets::new(self.folder).router())
            .layer(from_fn_with_state(files.clone(), own_files_first));
        let router = match Engine::of_environment()? {
            Engine::Chromium => router,
            Engine::Firefox | Engine::WebKit => recorded(router),
        };
        Ok(Site { desk, files, server: ManuallyDrop::new(on_new_port(router).await?) })
    }
}

/// Serves on a port that no site of these tests had before: a browser keeps what it has stored by the port it has it from.
async fn on_new_port(router: Router) -> Result<Server> {
    static ORIGINS: Mutex<BTreeSet<String>> = Mutex::new(BTreeSet::new());
    loop {
        let server = Server::start(router.clone(), SocketAddr::from(([127, 0, 0, 1], 0))).await?;
        if ORIGINS.lock().unwrap_or_else(PoisonError::into_inner).insert(server.origin()) {
            return Ok(server);
        }
    }
}

async fn own_files_first(State(files): State<Files>, request: Request, next: Next) -> Response {
    let file = files.lock().get_mut(request.uri().path()).map(|(file, times)| {
        *times += 1;
        file.clone()
    });
    match file {
        Some(file) => file.into_response(),
        None => next.run(request).await,
    }
}

/// Where the recorder is, for browsers whose drivers do not put it into pages.
const RECORDER: &str = "/recorder.js";

/// Puts the recorder into every page.
fn recorded(router: Router) -> Router {
    let script = async || File::new("text/javascript", recorder::SERVED_SCRIPT);
    router.layer(from_fn(with_recorder)).route(RECORDER, get(script))
}

async fn with_recorder(mut request: Request, next: Next) -> Response {
    // A compressed page could not be changed.
    request.headers_mut().remove(ACCEPT_ENCODING);
    let response = next.run(request).await;
    if !response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
        return response;
    }
    let (mut head, body) = response.into_parts();
    head.headers.remove(CONTENT_LENGTH);
    // The page's own rules stay, and one script more is let in.
    let policy = head.headers.get(CONTENT_SECURITY_POLICY).and_then(|policy| policy.to_str().ok());
    if let Some(policy) = policy.map(|policy| policy.replace("script-src ", "script-src 'nonce-recorder' "))
        && let Ok(policy) = HeaderValue::try_from(policy)
    {
        head.headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    match to_bytes(body, usize::MAX).await {
        Ok(page) => {
            let page = String::from_utf8_lossy(&page);
            let script = format!("<head><script nonce=\"recorder\" src=\"{RECORDER}\"></script>");
            Response::from_parts(head, page.replacen("<head>", &script, 1).into())
        }
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

impl Site {
    /// A site with the build, the demo's event as `/event.json`, and a desk at `/desk/…`.
    ///
    /// # Errors
    /// There is no build.
    #[allow(clippy::new_ret_no_self)]
    pub fn new() -> Result<SiteBuilder> {
        // Chromium asks every site for one.
        let icon = ("/favicon.ico".to_owned(), File::new("image/x-icon", ""));
        Ok(SiteBuilder { folder: dist::folder(), event: event()?, files: HashMap::from([icon]) })
    }

    /// The scheme, host and port.
    pub fn origin(&self) -> String {
        self.server.origin()
    }

    /// The desk of this site.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Closes the port, with the desk behind it.
    pub async fn stop(self) -> Desk {
        ManuallyDrop::into_inner(self.server).stop().await;
        self.desk
    }

    /// Where the partner's page is.
    pub fn address(&self) -> String {
        format!("{}{PAGE}", self.origin())
    }

    /// Serves a partner's page from now on.
    pub fn serve(&self, page: &HostPage) {
        self.put(PAGE, page.file());
    }

    /// Serves a file at a path from now on.
    pub fn put(&self, path: &str, file: File) {
        self.files.lock().insert(path.to_owned(), (file, 0));
    }

    /// Waits until a file that was put there is asked for.
    ///
    /// # Errors
    /// It never is.
    pub async fn wait_until_asked_for(&self, path: &str) -> Result<()> {
        let is_asked = async || Ok(self.files.lock().get(path).filter(|(_, times)| *times > 0).map(drop));
        until(&format!("a request of {path}"), PATIENCE, is_asked).await
    }

    /// Serves at a path what the build holds there, from now on.
    pub fn put_back(&self, path: &str) {
        self.files.lock().remove(path);
    }

    /// Opens a partner's page and waits until its widget can be used.
    ///
    /// # Errors
    /// The page or the widget does not come.
    pub async fn open<'a>(&self, browser: &'a Browser, page: &HostPage) -> Result<Widget<'a>> {
        let widget = self.open_failing(browser, page).await?;
        widget.wait_until_ready().await?;
        Ok(widget)
    }

    /// Opens the page of the usual partner and waits until its widget can be used.
    ///
    /// # Errors
    /// The page or the widget does not come.
    pub async fn open_usual<'a>(&self, browser: &'a Browser) -> Result<Widget<'a>> {
        self.open(browser, &HostPage::default()).await
    }

    /// Opens the usual page of an event that [asks everything](crate::ask_everything).
    ///
    /// # Errors
    /// The page or the widget does not come.
    pub async fn asking_everything(browser: &Browser) -> Result<(Self, Widget<'_>)> {
        let site = Self::new()?.event(crate::ask_everything).start().await?;
        let widget = site.open_usual(browser).await?;
        Ok((site, widget))
    }

    /// Opens a partner's page whose widget may never be usable.
    ///
    /// # Errors
    /// The page does not come.
    pub async fn open_failing<'a>(&self, browser: &'a Browser, page: &HostPage) -> Result<Widget<'a>> {
        self.serve(page);
        browser.goto(&format!("{}{}", self.address(), page.query)).await?;
        Ok(Widget::first(browser))
    }

    /// What arrived at a desk of this site, in order.
    ///
    /// # Errors
    /// The desk's database fails.
    pub fn arrivals(&self, desk: &str) -> Result<Vec<Arrival>> {
        arrivals(&self.desk, desk)
    }

    /// The only sign-up that arrived at a desk of this site.
    ///
    /// # Errors
    /// None arrived, or several did.
    pub fn only_arrival(&self, desk: &str) -> Result<Arrival> {
        let mut arrivals = self.arrivals(desk)?;
        anyhow::ensure!(arrivals.len() == 1, "{} sign-ups arrived at {desk} instead of one", arrivals.len());
        arrivals.pop().context("one arrived")
    }
}

fn arrivals(desk: &Desk, name: &str) -> Result<Vec<Arrival>> {
    Ok(desk.arrivals()?.into_iter().filter(|arrival| arrival.desk == name).collect())
}
