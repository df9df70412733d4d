//! "Now": the browser's clock, or the moment that the element's `now` attribute sets for demos and tests.

use wasm_bindgen::JsValue;

/// Milliseconds since 1970 by the browser's clock.
pub fn browser_now_ms() -> f64 {
    js_sys::Date::now()
}

/// The moment written in an RFC 3339 text, in milliseconds since 1970.
pub fn parse_moment_ms(text: &str) -> Option<f64> {
    let moment = js_sys::Date::parse(text);
    moment.is_finite().then_some(moment)
}

/// The moment that the page is shown at.
pub fn now_ms(now_attribute: &str) -> f64 {
    parse_moment_ms(now_attribute).unwrap_or_else(browser_now_ms)
}

/// Whether the page is seen, as far as the browser knows.
pub fn is_page_seen() -> bool {
    web_sys::window().and_then(|window| window.document()).is_none_or(|page| !page.hidden())
}

/// Waits until the browser is about to paint. In a tab that nobody sees that may take for ever.
pub async fn next_frame() {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // It fails for what is no function only.
            let _ = window.request_animation_frame(&resolve);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}

/// Waits until what is in the page now is painted. In a tab that nobody sees that may take for ever.
pub async fn painted() {
    next_frame().await;
    // The next task comes after the paint of that frame.
    sleep(0.0).await;
}

/// Waits until the effects of what was set have run. That is in the same task: nothing is painted before.
pub async fn microtask() {
    let _ = wasm_bindgen_futures::JsFuture::from(js_sys::Promise::resolve(&JsValue::UNDEFINED)).await;
}

/// Waits.
pub async fn sleep(seconds: f64) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        if let Some(window) = web_sys::window() {
            // A timer that cannot be set would wait for ever; it never happens in a page.
            let _ = window
                .set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, (seconds * 1000.0) as i32);
        }
    });
    let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
}
