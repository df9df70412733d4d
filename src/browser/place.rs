//! Where an element is on the screen, and that it stays there.

use leptos::task::{spawn_local, tick};
use web_sys::Element;

/// Whether its upper edge is on the screen.
pub fn is_seen(element: &Element) -> bool {
    let height = web_sys::window().and_then(|window| window.inner_height().ok()?.as_f64());
    (0.0..height.unwrap_or(f64::INFINITY)).contains(&element.get_bounding_client_rect().top())
}

/// Scrolls the page by as much as the change of this moment moves the element: what is above it may become higher or lower, and not
/// every browser holds on to what is seen, nor always to what is pressed.
pub fn hold(element: Element) {
    let before = element.get_bounding_client_rect().top();
    spawn_local(async move {
        tick().await;
        let moved = element.get_bounding_client_rect().top() - before;
        if let Some(window) = web_sys::window()
            && element.is_connected()
        {
            window.scroll_by_with_x_and_y(0.0, moved);
        }
    });
}
