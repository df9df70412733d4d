//! Where a draft lives while the visitor types: the tab's session storage, or memory where storage is refused.

use std::cell::RefCell;

thread_local! {
    /// Keys and texts. In a sandboxed frame storage throws; then the draft lives as long as the page.
    static MEMORY: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

fn session() -> Option<web_sys::Storage> {
    web_sys::window()?.session_storage().ok()?
}

/// The text kept under a key.
pub fn read(key: &str) -> Option<String> {
    session()
        .and_then(|storage| storage.get_item(key).ok().flatten())
        .or_else(|| MEMORY.with_borrow(|memory| Some(memory.iter().find(|(kept, _)| kept == key)?.1.clone())))
}

/// Keeps a text under a key.
pub fn write(key: &str, text: &str) {
    let kept = session().is_some_and(|storage| storage.set_item(key, text).is_ok());
    if !kept {
        forget(key);
        MEMORY.with_borrow_mut(|memory| memory.push((key.to_owned(), text.to_owned())));
    }
}

/// Forgets what stands under a key.
pub fn clear(key: &str) {
    if let Some(storage) = session() {
        // Removing cannot fail where reading works.
        let _ = storage.remove_item(key);
    }
    forget(key);
}

fn forget(key: &str) {
    MEMORY.with_borrow_mut(|memory| memory.retain(|(kept, _)| kept != key));
}
