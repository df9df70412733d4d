//! The Chrome DevTools Protocol over a WebSocket: calls with their answers, and the events in between.

use anyhow::{Context, Result, bail};
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

/// Longer than any call takes, even on a busy machine with a processor that is slowed down.
const PATIENCE: Duration = Duration::from_secs(180);

/// A connection to a browser. One thing is asked at a time; what the browser says unasked is kept until it is taken.
pub struct DevTools {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    last_id: u64,
    events: Vec<Event>,
}

/// What the browser said unasked.
pub struct Event {
    /// The page that it is about.
    pub session: String,
    /// Its name, such as `Tracing.dataCollected`.
    pub method: String,
    /// What it says.
    pub parameters: Value,
}

impl DevTools {
    /// Connects to the address that a browser gives for debugging.
    pub async fn connect(address: &str) -> Result<Self> {
        let (socket, _) = connect_async(address).await.context("could not connect to the browser")?;
        Ok(Self { socket, last_id: 0, events: Vec::new() })
    }

    /// Calls a method, of the browser as a whole or of the page with this session, and waits for what it gives.
    pub async fn call(&mut self, session: Option<&str>, method: &str, parameters: Value) -> Result<Value> {
        self.send(session, method, parameters).await?;
        loop {
            let mut message = self.next().await.with_context(|| format!("in the call of {method}"))?;
            if message["id"] != self.last_id {
                self.keep(message);
            } else if let Some(error) = message.get("error") {
                bail!("the browser refused {method}: {error}");
            } else {
                return Ok(message["result"].take());
            }
        }
    }

    /// Calls a method and does not wait for what it gives: of `Page.crash` nobody is left who could answer.
    pub async fn send(&mut self, session: Option<&str>, method: &str, parameters: Value) -> Result<()> {
        self.last_id += 1;
        let mut request = json!({ "id": self.last_id, "method": method, "params": parameters });
        if let Some(session) = session {
            request["sessionId"] = session.into();
        }
        Ok(self.socket.send(Message::text(request.to_string())).await?)
    }

    /// Waits until a page has said something of this name.
    pub async fn wait_for(&mut self, session: &str, method: &str) -> Result<Value> {
        loop {
            if let Some(event) = self.take_events(session, method).pop() {
                return Ok(event.parameters);
            }
            let message = self.next().await.with_context(|| format!("while waiting for {method}"))?;
            self.keep(message);
        }
    }

    /// What a page has said of this name since the last time, in order.
    pub fn take_events(&mut self, session: &str, method: &str) -> Vec<Event> {
        self.events.extract_if(.., |event| event.session == session && event.method == method).collect()
    }

    /// Forgets what a page has said.
    pub fn forget(&mut self, session: &str) {
        self.events.retain(|event| event.session != session);
    }

    fn keep(&mut self, mut message: Value) {
        if let Some(method) = message["method"].as_str() {
            let session = message["sessionId"].as_str().unwrap_or_default().to_owned();
            self.events.push(Event {
                session,
                method: method.to_owned(),
                parameters: message["params"].take(),
            });
        }
    }

    async fn next(&mut self) -> Result<Value> {
        loop {
            let message =
                timeout(PATIENCE, self.socket.next()).await.context("the browser does not answer")?;
            match message.context("the browser has ended")?? {
                Message::Text(text) => return Ok(serde_json::from_str(&text)?),
                Message::Close(_) => bail!("the browser has ended"),
                _ => {}
            }
        }
    }
}
