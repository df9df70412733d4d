//! Saddle: the course-and-sign-up widget that a race puts on other people's web sites.
//!
//! This crate is the widget itself: the views and the browser calls they need. The loader (`public/saddle.js`)
//! calls [`mount`] and keeps the [`Handle`].

mod browser;
mod button;
mod calendar;
mod chunk;
mod course;
mod element;
mod event_text;
mod explain;
mod header;
mod language;
mod live;
mod race;
mod signup;
mod text;

use crate::{
    browser::{
        clock, host_events, json,
        loader::{Loader, text_of},
    },
    element::{listen, set_style},
    race::{Outside, Race},
};
use leptos::mount::mount_to;
use saddle_event::Event;
use std::{any::Any, cell::Cell, rc::Rc};
use wasm_bindgen::{JsCast, prelude::*};
use wasm_bindgen_futures::JsFuture;
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
/// event file and `text` a promise of its text.
///
/// An event that cannot be read becomes a short line in `root`, the reasons in the console and a `saddle-error` on `host`.
#[wasm_bindgen]
pub async fn mount(
    host: HtmlElement,
    root: HtmlElement,
    source: String,
    text: js_sys::Promise,
    loader: Loader,
) -> Handle {
    text::take_own(loader.languages());
    let language = language::at_first(&host);
    text::load(&loader, &language).await;
    // Each step from here on is a task of its own: the page around can do something in between.
    clock::sleep(0.0).await;
    let read = event(&source, text).await;
    // The loader takes the root away when the element goes: nobody waits for this any more.
    if !root.is_connected() {
        return Handle { race: None, mounted: None };
    }
    match read {
        Some((event, file)) => {
            // Seen when it is whole.
            set_style(&root, "display", "none");
            let handle = show(host, root.clone(), event, language, Outside { source, file, loader });
            if let Some(race) = handle.race {
                race.make_parts().await;
                if !root.is_connected() {
                    return handle;
                }
                set_style(&root, "display", "");
                race.tell_host("saddle-ready", false, &[]);
            }
            handle
        }
        None => {
            root.set_class_name("saddle-failure");
            root.set_text_content(Some(text::words(&language).event_failed));
            host_events::dispatch(&host, "saddle-error", false, &[("reason", "event".into())]);
            Handle { race: None, mounted: None }
        }
    }
}

/// The event of a file, and the text of the file; none, and the reasons in the console, if it cannot be read.
async fn event(source: &str, text: js_sys::Promise) -> Option<(Event, JsValue)> {
    let log = |reason: &str| host_events::log_error(&["saddle: ", source, "\n", reason].concat());
    let text = match JsFuture::from(text).await {
        Ok(text) => text,
        Err(error) => {
            log(&text_of(error));
            return None;
        }
    };
    if text.unchecked_ref::<js_sys::JsString>().length() as usize > saddle_event::FILE_BYTES {
        log("the event file is too large");
        return None;
    }
    let file = match json::parse(&text) {
        Ok(file) => file,
        Err(error) => {
            log(&["the event file is not JSON: ", &text_of(error)].concat());
            return None;
        }
    };
    let read = saddle_event::read_event(&file);
    if read.part.is_none() || read.has_warnings {
        explain::event(source.to_owned(), file);
    }
    Some((read.part?, text))
}

fn show(host: HtmlElement, root: HtmlElement, event: Event, language: String, outside: Outside) -> Handle {
    // The race's state belongs to the reactive owner that Leptos makes here, so it is made inside.
    let made = Rc::new(Cell::new(None));
    let mounted = mount_to(root.clone(), {
        let made = Rc::clone(&made);
        move || {
            let race = Race::new(host, event, language, outside);
            made.set(Some(race));
            // See the style of what stands around the widget.
            listen(&root, "transitionend", Box::new(move |_| race.look_around()));
            // Elements are put in by hand (see `element`); Leptos keeps what they follow, and lets it go.
            let _ = root.append_child(race::view(race).node());
        }
    });
    Handle { race: made.get(), mounted: Some(Box::new(mounted)) }
}
