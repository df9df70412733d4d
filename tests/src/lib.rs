//! The harness of the browser tests: real browsers, real HTTP servers, and words for what a visitor does.
//!
//! ```no_run
//! use saddle_tests::{HostPage, Site, run};
//!
//! run(async |browser| {
//!     let site = Site::new()?.start().await?;
//!     let widget = site.open(browser, &HostPage::default()).await?;
//!     widget.answer("name", "李雪梅").await?;
//!     widget.send().await?;
//!     assert_eq!(widget.errors().await?[0].field, "email");
//!     Ok(())
//! })
//! # .unwrap()
//! ```

mod browser;
mod dist;
mod driver;
mod engine;
mod event;
mod file;
mod host_page;
mod program;
mod recorder;
mod runner;
mod session;
mod site;
pub mod visitor;
mod wait;
mod widget;
mod wordpress;

pub use browser::{Browser, ConsoleLine};
pub use dist::{built, folder as dist_folder};
pub use engine::Engine;
pub use event::{OWN_ANSWERS, ask_everything, event, set_delivery};
pub use file::File;
pub use host_page::{HostPage, holding};
pub use recorder::Heard;
pub use runner::run;
pub use site::{Site, SiteBuilder, VERSIONED};
pub use wait::{PATIENCE, until};
pub use widget::{FormError, Widget};
pub use wordpress::WordPress;
