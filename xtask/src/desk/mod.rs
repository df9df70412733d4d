//! A desk on this computer: takes sign-ups as a tour operator's server would, shows them, and fails on demand.
//!
//! Sign-ups go to `POST /desk/{desk}`; `GET /desk` shows them and `GET /desk.json` gives them to programs. Beside it stand
//! doubles of form services, under `/service`. `GET /desk/{desk}/challenge` gives a proof of work to do, which a desk insists
//! on if its address ends in `?challenge=required`.

mod attempt;
mod body;
mod challenge;
mod check;
mod entries;
mod fault;
mod page;
mod router;
pub mod service;
mod storage;

pub use attempt::Attempt;
pub use body::Encoding;
pub use entries::Entries;
pub use fault::{Fault, UnknownFault};
pub use storage::Arrival;

use crate::serve::server::Server;
use anyhow::{Context, Result};
use attempt::Attempts;
use axum::Router;
use challenge::Challenges;
use fault::Faults;
use service::Services;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use storage::Storage;

/// A desk's sign-ups and faults. Clones are the same desk.
#[derive(Clone)]
pub struct Desk(Arc<State>);

struct State {
    storage: Mutex<Storage>,
    faults: Mutex<Faults>,
    attempts: Mutex<Attempts>,
    services: Services,
    places: Mutex<Option<u32>>,
    challenges: Challenges,
}

impl Desk {
    /// A desk that keeps its sign-ups in a file, which is made if it is not there.
    pub fn open(file: &Path) -> Result<Self> {
        let storage = Storage::open(file)
            .with_context(|| format!("could not open the desk's file {}", file.display()))?;
        Ok(Self::with(storage))
    }

    /// A desk whose sign-ups are gone when its last clone is dropped.
    pub fn in_memory() -> Result<Self> {
        Ok(Self::with(Storage::in_memory().context("could not make a database in memory")?))
    }

    fn with(storage: Storage) -> Self {
        Self(Arc::new(State {
            storage: Mutex::new(storage),
            faults: Mutex::default(),
            attempts: Mutex::default(),
            services: Services::default(),
            places: Mutex::default(),
            challenges: Challenges::default(),
        }))
    }

    /// The desk's routes, all under `/desk`, and those of the doubles under `/service`.
    pub fn router(&self) -> Router {
        router::router(self.clone()).merge(self.services().router())
    }

    /// The doubles of form services beside it.
    pub fn services(&self) -> &Services {
        &self.0.services
    }

    /// Sets the fault of every request from now on.
    pub fn set_fault(&self, fault: Fault) {
        self.faults().set(fault);
    }

    /// Sets how many sign-ups each desk takes; as many as come if not said. The waiting list has no end.
    pub fn set_places(&self, places: Option<u32>) {
        *lock(&self.0.places) = places;
    }

    /// Sets the faults of the next requests, one each; after them the fault of [`set_fault`](Self::set_fault) holds.
    pub fn set_next_faults(&self, faults: impl IntoIterator<Item = Fault>) {
        self.faults().set_next(faults);
    }

    /// Every sign-up, by desk and in the order in which they came.
    pub fn arrivals(&self) -> Result<Vec<Arrival>> {
        self.storage().arrivals().context("could not read the desk's sign-ups")
    }

    /// The last requests to any desk's address, oldest first, CORS preflights among them.
    pub fn attempts(&self) -> Vec<Attempt> {
        lock(&self.0.attempts).iter().cloned().collect()
    }

    fn storage(&self) -> MutexGuard<'_, Storage> {
        lock(&self.0.storage)
    }

    fn faults(&self) -> MutexGuard<'_, Faults> {
        lock(&self.0.faults)
    }

    fn remember(&self, attempt: Attempt) {
        lock(&self.0.attempts).add(attempt);
    }
}

/// A request that stopped half-way leaves nothing half-done behind these locks.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A desk on an origin of its own.
pub struct LocalDesk {
    desk: Desk,
    server: Server,
}

impl LocalDesk {
    /// Starts a desk in memory on a free port of 127.0.0.1.
    pub async fn start() -> Result<Self> {
        let desk = Desk::in_memory()?;
        let server = Server::start(desk.router(), SocketAddr::from(([127, 0, 0, 1], 0))).await?;
        Ok(Self { desk, server })
    }

    /// The address to which sign-ups for a desk are posted.
    pub fn address(&self, desk: &str) -> String {
        format!("{}/desk/{desk}", self.server.origin())
    }

    /// The address of a path at a form service, such as `formspree/f/xraceday`.
    pub fn service_address(&self, path: &str) -> String {
        format!("{}/service/{path}", self.server.origin())
    }

    /// The desk, to set faults and to read what arrived; it lives on after [`stop`](Self::stop).
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Closes the port and every connection, as if the desk's computer had gone away.
    pub async fn stop(self) {
        self.server.stop().await;
    }
}
