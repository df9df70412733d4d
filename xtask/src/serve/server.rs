//! An HTTP server on a port of its own, which can be stopped, and can lose an answer on purpose.

use anyhow::{Context, Result, bail};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use std::io;
use std::net::SocketAddr;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tower::ServiceExt;

/// Put into a response's extensions, this makes the server close the connection instead of answering.
#[derive(Clone, Copy, Debug)]
pub struct LoseAnswer;

/// A running server; it ends when this is stopped or dropped.
pub struct Server {
    address: SocketAddr,
    accepting: JoinHandle<()>,
}

impl Server {
    /// Starts serving. Port 0 takes any free one; a taken port is an error that says how to choose another.
    pub async fn start(router: Router, address: SocketAddr) -> Result<Self> {
        let listener = match TcpListener::bind(address).await {
            Ok(listener) => listener,
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => bail!(
                "port {} is taken by another program; choose another with --port, or --port 0 for any free one",
                address.port()
            ),
            Err(error) => return Err(error).with_context(|| format!("could not listen on {address}")),
        };
        let address = listener.local_addr()?;
        let accepting = tokio::spawn(accept(listener, router));
        Ok(Self { address, accepting })
    }

    /// The scheme, host and port, without a slash at the end.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Closes the port and every open connection.
    pub async fn stop(mut self) {
        self.accepting.abort();
        // The wait is for the connections to be closed; that the task was cancelled is what was asked for.
        let _cancelled = (&mut self.accepting).await;
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, router: Router) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    connections.spawn(serve_connection(stream, router.clone()));
                }
                // A connection that failed before it began is the visitor's loss; too many open files pass.
                Err(_) => tokio::time::sleep(std::time::Duration::from_millis(50)).await,
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

/// One connection carries one request: a browser silently repeats a request that a connection kept open lost,
/// and a desk that loses an answer must be seen to lose it once.
async fn serve_connection(stream: TcpStream, router: Router) {
    let service = service_fn(move |request: Request<Incoming>| {
        let router = router.clone();
        async move {
            let response = match router.oneshot(request.map(Body::new)).await {
                Ok(response) => response,
                Err(never) => match never {},
            };
            match response.extensions().get::<LoseAnswer>() {
                Some(LoseAnswer) => Err(io::Error::other("the answer is lost on purpose")),
                None => Ok(response),
            }
        }
    });
    // An error here is a visitor who went away, or an answer that was lost on purpose.
    let _ended =
        http1::Builder::new().keep_alive(false).serve_connection(TokioIo::new(stream), service).await;
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::Extension;
    use axum::routing::get;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    const ANY_PORT: ([u8; 4], u16) = ([127, 0, 0, 1], 0);

    fn ask(address: SocketAddr, path: &str) -> io::Result<String> {
        let mut stream = TcpStream::connect(address)?;
        write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n")?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        Ok(answer)
    }

    fn router() -> Router {
        Router::new()
            .route("/", get(async || "well met"))
            .route("/lost", get(async || (Extension(LoseAnswer), "never seen")))
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn answers_or_loses_the_answer() {
        let server = Server::start(router(), ANY_PORT.into()).await.unwrap();
        assert!(ask(server.address, "/").unwrap().ends_with("well met"));
        assert_eq!(ask(server.address, "/lost").unwrap(), "");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_stopped_server_refuses() {
        let server = Server::start(router(), ANY_PORT.into()).await.unwrap();
        let address = server.address;
        server.stop().await;
        assert_eq!(ask(address, "/").unwrap_err().kind(), io::ErrorKind::ConnectionRefused);
    }

    #[tokio::test]
    async fn a_taken_port_is_said_with_the_way_out() {
        let first = Server::start(router(), ANY_PORT.into()).await.unwrap();
        let error = Server::start(router(), first.address).await.err().unwrap().to_string();
        assert!(error.contains(&first.address.port().to_string()) && error.contains("--port"), "{error}");
    }
}
