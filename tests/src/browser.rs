//! One browser session: pages, scripts, keys, console, downloads.

use crate::engine::{Engine, NotOffered};
use crate::recorder::{self, Heard};
use crate::session::Session;
use crate::wait::{PATIENCE, until};
use anyhow::{Context, Result, ensure};
use axum::http::Method;
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::key::Key;
use fantoccini::wd::WebDriverCompatibleCommand;
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use std::fs;
use std::time::Duration;

/// What a driver calls a reference to an element (<https://www.w3.org/TR/webdriver2/#elements>).
const ELEMENT_KEY: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Shift, Control, Alt and Meta, as WebDriver writes them.
const MODIFIERS: [char; 4] = ['\u{e008}', '\u{e009}', '\u{e00a}', '\u{e03d}'];

/// A browser for one test, with a window that has shown nothing yet.
pub struct Browser {
    session: Session,
    console: RefCell<Vec<ConsoleLine>>,
    are_errors_expected: Cell<bool>,
    is_in_frame: Cell<bool>,
}

/// A line of the browser's console.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConsoleLine {
    /// Whether it is an error: a script's, a resource's that did not come, or one that was logged as such.
    pub is_error: bool,
    /// Its text.
    pub text: String,
}

impl ConsoleLine {
    /// A line as the recorder keeps it.
    fn written(line: &Value) -> Self {
        Self {
            is_error: line["level"] == "error",
            text: line["text"].as_str().unwrap_or_default().to_owned(),
        }
    }
}

/// A command that only ChromeDriver knows.
#[derive(Debug)]
struct ChromeCommand {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for ChromeCommand {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &url::Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

impl Browser {
    /// A browser of the engine that the environment names, with a recorder in every page.
    pub(crate) async fn borrow() -> Result<Self> {
        let session = Session::borrow().await?;
        let browser = Self {
            session,
            console: RefCell::default(),
            are_errors_expected: Cell::new(false),
            is_in_frame: Cell::new(false),
        };
        if browser.engine() == Engine::Chromium {
            let behaviour = json!({ "behavior": "allow", "downloadPath": browser.session.downloads() });
            browser.devtools("Browser.setDownloadBehavior", behaviour).await?;
            // Other drivers cannot; there the site puts it into its pages.
            let recorder = json!({ "source": recorder::SCRIPT });
            browser.devtools("Page.addScriptToEvaluateOnNewDocument", recorder).await?;
            // A window that is opened after another one is behind it, and a page behind another hears nothing of the focus.
            browser.devtools("Page.bringToFront", json!({})).await?;
            // What an earlier test has left in the driver's log.
            browser.console().await?;
            browser.console.borrow_mut().clear();
        }
        browser.resize(1200, 900).await?;
        Ok(browser)
    }

    /// What the browser draws and scripts with.
    pub fn engine(&self) -> Engine {
        self.session.engine
    }

    /// Skips the test in an engine that does not offer something.
    pub fn skip_in(&self, engine: Engine, what: &str) -> Result<()> {
        if self.engine() == engine { Err(self.not_offered(what)) } else { Ok(()) }
    }

    /// An error that skips the test here, for want of something.
    fn not_offered(&self, what: &str) -> anyhow::Error {
        NotOffered { engine: self.engine(), what: what.to_owned() }.into()
    }

    /// Opens a page.
    pub async fn goto(&self, url: &str) -> Result<()> {
        self.is_in_frame.set(false);
        self.session.client.goto(url).await.with_context(|| format!("could not open {url}"))
    }

    /// Loads the page again.
    pub async fn reload(&self) -> Result<()> {
        Ok(self.session.client.refresh().await?)
    }

    /// Drops the cookies of the page's host, and with them who is logged in there.
    pub async fn delete_cookies(&self) -> Result<()> {
        Ok(self.session.client.delete_all_cookies().await?)
    }

    /// Goes into the first frame of the page; scripts and clicks then happen there.
    pub async fn enter_frame(&self) -> Result<()> {
        self.session.client.clone().enter_frame(0).await.context("the page has no frame")?;
        self.is_in_frame.set(true);
        Ok(())
    }

    /// Goes back to the page that the frame is in.
    pub async fn leave_frame(&self) -> Result<()> {
        self.session.client.clone().enter_parent_frame().await.context("there is no page around")?;
        self.is_in_frame.set(false);
        Ok(())
    }

    /// Whether scripts and clicks happen in a frame.
    pub fn is_in_frame(&self) -> bool {
        self.is_in_frame.get()
    }

    /// Types keys into the first element of a CSS selector, in the page itself.
    pub async fn type_into(&self, selector: &str, keys: &str) -> Result<()> {
        let element = self.find(selector).await?;
        element.send_keys(keys).await.with_context(|| format!("could not type into {selector}"))
    }

    /// Clicks on the first element of a CSS selector, in the page itself.
    pub async fn click_on(&self, selector: &str) -> Result<()> {
        self.find(selector).await?.click().await.with_context(|| format!("could not click on {selector}"))
    }

    async fn find(&self, selector: &str) -> Result<Element> {
        let body = "return document.querySelector(arguments[0])";
        self.element(&self.wait_for(body, vec![json!(selector)], PATIENCE).await?)
    }

    /// Sets the size of the page on the screen, in CSS pixels.
    pub async fn resize(&self, width: u32, height: u32) -> Result<()> {
        if self.engine() == Engine::Chromium {
            let metrics =
                json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            return self.devtools("Emulation.setDeviceMetricsOverride", metrics).await.map(drop);
        }
        // What the window's frame takes is known once it has a size.
        self.session.client.set_window_size(width, height).await?;
        let inner = self.script("return [innerWidth, innerHeight]", Vec::new()).await?;
        let frame =
            |wanted: u32, inner: &Value| wanted + wanted.saturating_sub(inner.as_u64().unwrap_or(0) as u32);
        self.session.client.set_window_size(frame(width, &inner[0]), frame(height, &inner[1])).await?;
        let is_so = "return innerWidth === arguments[0]";
        match self.wait_for(is_so, vec![json!(width)], Duration::from_secs(2)).await {
            Ok(_) => Ok(()),
            Err(_) => Err(self.not_offered(&format!("a window of {width} pixels"))),
        }
    }

    /// Calls the Chrome DevTools Protocol.
    pub async fn devtools(&self, method: &str, parameters: Value) -> Result<Value> {
        if self.engine() != Engine::Chromium {
            return Err(self.not_offered(method));
        }
        let body = json!({ "cmd": method, "params": parameters });
        let called = self.session.client.issue_cmd(ChromeCommand { path: "goog/cdp/execute", body }).await;
        called.with_context(|| format!("DevTools refused {method}"))
    }

    /// Takes the network of the page away, or gives it back.
    pub async fn set_offline(&self, is_offline: bool) -> Result<()> {
        self.devtools("Network.enable", json!({})).await?;
        let conditions =
            json!({ "offline": is_offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.devtools("Network.emulateNetworkConditions", conditions).await.map(drop)
    }

    /// Runs the body of a function in the page; `arguments` are what it says.
    pub async fn script(&self, body: &str, arguments: Vec<Value>) -> Result<Value> {
        self.session.client.execute(body, arguments).await.with_context(|| format!("in the script: {body}"))
    }

    /// Waits until the body of a function in the page gives something other than `null` or `false`.
    pub async fn wait_for(&self, body: &str, arguments: Vec<Value>, deadline: Duration) -> Result<Value> {
        until(&format!("{body} {arguments:?}"), deadline, async || {
            let value = self.script(body, arguments.clone()).await?;
            Ok((!value.is_null() && value != json!(false)).then_some(value))
        })
        .await
    }

    /// The same of what needs no arguments, and should happen at once.
    pub async fn wait(&self, body: &str) -> Result<Value> {
        self.wait_for(body, Vec::new(), PATIENCE).await
    }

    /// The element that a script gave.
    pub(crate) fn element(&self, value: &Value) -> Result<Element> {
        let id = value[ELEMENT_KEY].as_str().with_context(|| format!("{value} is no element"))?;
        Ok(Element::from_element_id(self.session.client.clone(), ElementRef::from(id.to_owned())))
    }

    /// Puts a text where the keyboard focus is, all at once, as an input method or the clipboard does.
    pub async fn insert_text(&self, text: &str) -> Result<()> {
        if self.engine() == Engine::Chromium {
            return self.devtools("Input.insertText", json!({ "text": text })).await.map(drop);
        }
        let insert = "return document.execCommand('insertText', false, arguments[0])";
        let is_in = self.script(insert, vec![json!(text)]).await?;
        ensure!(is_in == json!(true), "nothing with the focus takes {text:?}");
        Ok(())
    }

    /// Presses keys where the keyboard focus is, one after the other; a modifier stays down until the end or until the null key.
    pub async fn press(&self, keys: &str) -> Result<()> {
        let client = &self.session.client;
        if self.engine() == Engine::Chromium {
            return Ok(client.active_element().await?.send_keys(keys).await?);
        }
        // The other drivers see an element that has a focus inside, and refuse it.
        let mut actions = KeyActions::new("keyboard".to_owned());
        let mut held = Vec::new();
        for key in keys.chars().chain([char::from(Key::Null)]) {
            if key == char::from(Key::Null) {
                actions =
                    held.drain(..).fold(actions, |actions, value| actions.then(KeyAction::Up { value }));
                continue;
            }
            actions = actions.then(KeyAction::Down { value: key });
            if MODIFIERS.contains(&key) {
                held.push(key);
            } else {
                actions = actions.then(KeyAction::Up { value: key });
            }
        }
        Ok(client.perform_actions(actions).await?)
    }

    /// What the page heard, in order.
    pub async fn heard(&self) -> Result<Vec<Heard>> {
        Heard::list(&self.script("return window.heard", Vec::new()).await?)
    }

    /// What the page heard under one name, in order.
    pub async fn heard_of(&self, name: &str) -> Result<Vec<Heard>> {
        Ok(self.heard().await?.into_iter().filter(|heard| heard.name == name).collect())
    }

    /// Waits until the page has heard something under this name.
    pub async fn wait_to_hear(&self, name: &str) -> Result<Heard> {
        until(name, PATIENCE, async || Ok(self.heard_of(name).await?.pop())).await
    }

    /// Something is meant to fail in this test, so that errors in the console are no surprise.
    pub fn expect_errors(&self) {
        self.are_errors_expected.set(true);
    }

    /// Everything in the console since the start; where no driver tells, what scripts wrote there since the page was loaded.
    pub async fn console(&self) -> Result<Vec<ConsoleLine>> {
        if self.engine() != Engine::Chromium {
            let lines = self.script("return window.written ?? []", Vec::new()).await?;
            return Ok(lines.as_array().into_iter().flatten().map(ConsoleLine::written).collect());
        }
        let log = self
            .session
            .client
            .issue_cmd(ChromeCommand { path: "se/log", body: json!({ "type": "browser" }) });
        let log = log.await.context("the driver gives no console")?;
        let mut console = self.console.borrow_mut();
        // The driver gives each line once.
        console.extend(log.as_array().into_iter().flatten().map(|line| ConsoleLine {
            is_error: line["level"] == "SEVERE",
            text: line["message"].as_str().unwrap_or_default().to_owned(),
        }));
        Ok(console.clone())
    }

    /// Waits for an error in the console that holds these words.
    pub async fn wait_for_console_error(&self, words: &str) -> Result<String> {
        self.wait_for_console(words, true).await
    }

    /// Waits for a line in the console that holds these words and is no error.
    pub async fn wait_for_console_warning(&self, words: &str) -> Result<String> {
        self.wait_for_console(words, false).await
    }

    async fn wait_for_console(&self, words: &str, is_error: bool) -> Result<String> {
        until(&format!("{words:?} in the console"), PATIENCE, async || {
            let lines = self.console().await?;
            let found = lines.into_iter().find(|line| line.is_error == is_error && line.text.contains(words));
            Ok(found.map(|line| line.text))
        })
        .await
    }

    /// Fails if there is an error in the console that no one expects.
    pub(crate) async fn check_console(&self) -> Result<()> {
        if self.are_errors_expected.get() {
            return Ok(());
        }
        let errors: Vec<_> =
            self.console().await?.into_iter().filter(|line| line.is_error).map(|line| line.text).collect();
        ensure!(errors.is_empty(), "unexpected errors in the console:\n{}", errors.join("\n"));
        Ok(())
    }

    /// Waits for a file with this ending to be saved whole.
    pub async fn wait_for_download(&self, ending: &str) -> Result<Vec<u8>> {
        if self.engine() == Engine::WebKit {
            return Err(self.not_offered("files that are saved"));
        }
        let path = until(&format!("the download of a {ending} file"), PATIENCE, async || {
            // What is unfinished has another ending; Firefox keeps the name free with an empty file meanwhile.
            let files = fs::read_dir(self.session.downloads())?.filter_map(|entry| Some(entry.ok()?.path()));
            let mut whole = files.filter(|path| fs::metadata(path).is_ok_and(|file| file.len() > 0));
            Ok(whole.find(|path| path.to_string_lossy().ends_with(ending)))
        })
        .await?;
        Ok(fs::read(path)?)
    }

    /// The page as a PNG.
    pub(crate) async fn screenshot(&self) -> Result<Vec<u8>> {
        Ok(self.session.client.screenshot().await?)
    }

    /// Leaves it to the next test.
    pub(crate) async fn give_back(self) {
        self.session.give_back().await;
    }
}
