//! The doors to the browser: everything that touches the network, storage, clock or host page goes through here.

pub mod appearance;
pub mod clipboard;
pub mod clock;
pub mod download;
pub mod draft_storage;
pub mod fetch;
pub mod focus;
pub mod host_events;
pub mod intl;
pub mod json;
pub mod loader;
mod object;
pub mod performance;
pub mod random;
pub mod width;
