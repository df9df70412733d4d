//! Hands the visitor a file made in the page.

use super::clock;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// How long a browser may take to begin: some versions of Safari ask for the file long after the click.
const START_S: f64 = 60.0;

/// Offers `contents` as a download; says nothing where the page may not download.
pub fn download(file_name: &str, media_type: &str, contents: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let contents = js_sys::Array::of1(&contents.into());
    if let Ok(blob) = Blob::new_with_str_sequence_and_options(&contents, &options) {
        download_blob(file_name, &blob);
    }
}

/// Offers a file that the browser has made; says nothing where the page may not download.
pub fn download_blob(file_name: &str, blob: &Blob) {
    // Nothing the visitor could do about a failure here: a text stands beside its button, to copy by hand.
    let _ = try_download(file_name, blob);
}

fn try_download(file_name: &str, blob: &Blob) -> Result<(), JsValue> {
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let url = Url::create_object_url_with_blob(blob)?;
    let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(file_name);
    link.click();
    spawn_local(async move {
        clock::sleep(START_S).await;
        // It was made by this page, and nobody else revokes it.
        let _ = Url::revoke_object_url(&url);
    });
    Ok(())
}
