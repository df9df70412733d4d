//! The browser's objects by the names of their members, for what few visitors use: a binding for each would stand in the
//! script that every visitor fetches.

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};

/// A member of an object; `undefined` if there is none.
pub fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// Sets a member of an object; where that cannot be set nothing happens.
pub fn set(object: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &name.into(), value);
}

/// Calls a method of an object; nothing if there is none, or it throws.
pub fn call(object: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let method: Function = get(object, name).dyn_into().ok()?;
    method.apply(object, &list(arguments)).ok()
}

/// Makes an object by a constructor that is a member of another object, such as a window.
pub fn construct(holder: &JsValue, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let constructor: Function = get(holder, name).dyn_into().ok()?;
    Reflect::construct(&constructor, &list(arguments)).ok()
}

/// A JavaScript list.
pub fn list(items: &[JsValue]) -> Array {
    let list = Array::new();
    for item in items {
        list.push(item);
    }
    list
}
