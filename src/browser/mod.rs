//! The doors to the browser: everything that touches the network, storage, clock or host page goes through here.

pub mod appearance;
pub mod by_name;
pub mod canvas;
pub mod clipboard;
pub mod clock;
pub mod connection;
pub mod device_storage;
pub mod download;
pub mod draft_storage;
pub mod fetch;
pub mod focus;
pub mod host_events;
pub mod intl;
pub mod json;
pub mod loader;
pub mod marker;
pub mod motion;
pub mod native_form;
pub mod object;
pub mod performance;
pub mod print;
pub mod random;
pub mod siblings;
pub mod sound;
pub mod style_sheet;
pub mod width;
