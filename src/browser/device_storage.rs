//! What stays on the visitor's device when the tab is gone: the browser's local storage, where it is not refused.

fn local() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok()?
}

/// Whether anything can be kept.
pub fn is_there() -> bool {
    local().is_some()
}

/// The text kept under a key.
pub fn read(key: &str) -> Option<String> {
    local()?.get_item(key).ok()?
}

/// Keeps a text under a key, if there is room.
pub fn write(key: &str, text: &str) {
    if let Some(storage) = local() {
        // Without room the draft is still in the tab.
        let _ = storage.set_item(key, text);
    }
}

/// Forgets what stands under a key.
pub fn clear(key: &str) {
    if let Some(storage) = local() {
        // Removing cannot fail where reading works.
        let _ = storage.remove_item(key);
    }
}
