//! Saddle: the course-and-sign-up widget that a race puts on other people's web sites.
//!
//! This crate is the widget itself: the views and the browser calls they need. The loader (`public/saddle.js`)
//! calls [`mount`] and keeps the [`Handle`].

mod browser;
mod chunk;
mod course;
mod element;
mod header;
mod live;
mod race;
mod signup;
mod text;

use crate::{
    browser::{host_events, performance},
    race::{Outside, Race},
};
use leptos::mount::mount_to;
use std::{any::Any, cell::Cell, rc::Rc};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// A mounted widget. Dropping it, or [`unmount`](Handle::unmount), lets go of everything that it followed; the loader
/// removes its elements.
#[wasm_bindgen]
pub struct Handle {
    race: Option<Race>,
    /// Leptos' own handle; it unmounts when it is dropped.
    mounted: Option<Box<dyn Any>>,
}

#[wasm_bindgen]
impl Handle {
    /// Whether the race is shown. If not, the page keeps its fallback link.
    #[wasm_bindgen(getter)]
    pub fn shown(&self) -> bool {
        self.race.is_some()
    }

    /// Takes over a changed attribute of the element; nothing for an attribute that was removed.
    pub fn set(&self, name: &str, value: Option<String>) {
        if let Some(race) = self.race {
            race.set_attribute(name, value);
        }
    }

    /// Lets go of everything that the widget followed.
    pub fn unmount(mut self) {
        self.mounted.take();
    }
}

/// Shows a race.
///
/// `host` is the `<saddle-race>` element, `root` an empty element in its shadow root, `source` the absolute URL of the
/// event file and `text` a promise of its text. `read_track` takes the bytes of a track file and a track's name, and promises
/// the packed track as JSON text; it rejects with a string where the file is no track. `base` is the URL of the folder that the loader stands in, where
/// the languages are.
///
/// An event that cannot be read becomes a short line in `root`, the reasons in the console and a `saddle-error` on `host`.
#[wasm_bindgen]
pub async fn mount(
    host: HtmlElement,
    root: HtmlElement,
    source: String,
    text: js_sys::Promise,
    read_track: js_sys::Function,
    base: String,
) -> Handle {
    let language = race::language_of(&host);
    text::load(&base, &language).await;
    let event = match wasm_bindgen_futures::JsFuture::from(text).await {
        Ok(text) => {
            saddle_event::read(&text.as_string().unwrap_or_default()).map_err(|error| error.to_string())
        }
        Err(error) => Err(String::from(js_sys::Object::from(error).to_string())),
    };
    match event {
        Ok(event) => {
            for warning in &event.warnings {
                web_sys::console::warn_1(&format!("saddle: {source}: {warning}").into());
            }
            show(host, root, event, language, Outside { source, read_track, base })
        }
        Err(reason) => {
            host_events::log_error(&format!("saddle: {source}\n{reason}"));
            root.set_class_name("saddle-failure");
            root.set_text_content(Some(text::words(&language).event_failed));
            host_events::dispatch(&host, "saddle-error", false, &[("reason", "event".into())]);
            Handle { race: None, mounted: None }
        }
    }
}

fn show(
    host: HtmlElement,
    root: HtmlElement,
    event: saddle_event::Event,
    language: String,
    outside: Outside,
) -> Handle {
    // The race's state belongs to the reactive owner that Leptos makes here, so it is made inside.
    let made = Rc::new(Cell::new(None));
    let mounted = mount_to(root.clone(), {
        let (made, root) = (Rc::clone(&made), root.clone());
        move || {
            let race = Race::new(host, event, language, outside);
            made.set(Some(race));
            // Elements are put in by hand (see `element`); Leptos keeps what they follow, and lets it go.
            let _ = root.append_child(race::view(race).node());
        }
    });
    let race = made.get();
    if let Some(race) = race {
        // A page with a profile is ready when that is painted; one without it has nothing to wait for.
        match root.query_selector(".profile") {
            Ok(Some(_)) => performance::mark_when_painted(performance::READY),
            _ => performance::mark(performance::READY),
        }
        race.tell_host("saddle-ready", false, &[]);
    }
    Handle { race, mounted: Some(Box::new(mounted)) }
}
