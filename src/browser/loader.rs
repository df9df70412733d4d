//! What the loader does for the widget: it fetches words, sees what comes near the screen, and reads track files by a module of its own.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

/// Why there is no track.
pub enum NoTrack {
    /// The file, or what reads it, could not be fetched.
    Unreachable(String),
    /// The file is no track.
    Unreadable(String),
}

#[wasm_bindgen]
extern "C" {
    /// The loader's half of the widget, in `public/saddle.js`.
    #[derive(Clone)]
    pub type Loader;

    /// The languages that the page brings words for, by their tags.
    #[wasm_bindgen(method, getter)]
    pub fn languages(this: &Loader) -> Vec<String>;

    #[wasm_bindgen(method, js_name = words)]
    fn promise_words(this: &Loader, file: &str) -> js_sys::Promise;

    #[wasm_bindgen(method, js_name = text)]
    fn promise_text(this: &Loader, file: &str) -> js_sys::Promise;

    /// Has an element told when it is this near the screen, a length in CSS: by the event `near`, once.
    #[wasm_bindgen(method)]
    pub fn watch(this: &Loader, element: &web_sys::Element, margin: &str);

    /// Tells the page by `saddle-cursor` on the element which place on the course is pointed at: in one step, because it
    /// happens as often as the pointer moves.
    #[wasm_bindgen(method)]
    pub fn point(this: &Loader, element: &web_sys::HtmlElement, distance_m: f64);

    #[wasm_bindgen(method, js_name = track)]
    fn promise_track(this: &Loader, url: &str, track_name: Option<&str>) -> js_sys::Promise;
}

impl Loader {
    /// Has a language file fetched, at once: its texts, one a line, in the order of the file; the error is a sentence for
    /// the console.
    pub fn words(&self, file: &str) -> impl Future<Output = Result<String, String>> + use<> {
        let texts = JsFuture::from(self.promise_words(file));
        async {
            match texts.await {
                Ok(texts) => Ok(texts.as_string().unwrap_or_default()),
                Err(error) => Err(text_of(error)),
            }
        }
    }

    /// A file of words as it is; the error is a sentence for the console.
    pub async fn text(&self, file: &str) -> Result<String, String> {
        match JsFuture::from(self.promise_text(file)).await {
            Ok(text) => Ok(text.as_string().unwrap_or_default()),
            Err(error) => Err(text_of(error)),
        }
    }

    /// The track in a file as the JSON text of a packed track; the errors are sentences for the console.
    pub async fn track(&self, url: &str, track_name: Option<&str>) -> Result<String, NoTrack> {
        match JsFuture::from(self.promise_track(url, track_name)).await {
            Ok(packed) => Ok(packed.as_string().unwrap_or_default()),
            // The reader rejects with its own sentence; whatever cannot be fetched or started, with an `Error`.
            Err(error) => Err(match error.as_string() {
                Some(reason) => NoTrack::Unreadable(reason),
                None => NoTrack::Unreachable(text_of(error)),
            }),
        }
    }
}

/// What JavaScript says of an error.
pub fn text_of(error: JsValue) -> String {
    String::from(js_sys::Object::from(error).to_string())
}
