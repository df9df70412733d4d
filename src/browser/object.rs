//! A plain JavaScript object from names and values.

use js_sys::{Object, Reflect};
use wasm_bindgen::JsValue;

/// The object with these members.
pub fn object(members: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in members {
        // Setting a member of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}
