//! JSON by the browser's own parser, which is there already: the crates take values, not texts.

use serde_json::{Map, Number, Value};
use wasm_bindgen::{JsCast, prelude::*};

/// No file of the widget is nested nearly so deep; what is deeper reads as `null`.
const DEEPEST: usize = 100;

/// Beyond this a JavaScript number may stand for several whole numbers.
const LARGEST_WHOLE: f64 = 9_007_199_254_740_991.0;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    fn parse_json(text: &JsValue) -> Result<JsValue, JsValue>;
}

/// Reads a JavaScript string as JSON; the error is what the browser says of it.
pub fn parse(text: &JsValue) -> Result<Value, JsValue> {
    Ok(value_of(&parse_json(text)?, DEEPEST))
}

fn value_of(found: &JsValue, depth: usize) -> Value {
    if let Some(text) = found.as_string() {
        return Value::String(text);
    }
    if let Some(number) = found.as_f64() {
        return number_of(number);
    }
    if let Some(flag) = found.as_bool() {
        return Value::Bool(flag);
    }
    if depth == 0 || found.is_null() {
        return Value::Null;
    }
    if let Some(list) = found.dyn_ref::<js_sys::Array>() {
        let mut items = Vec::new();
        for index in 0..list.length() {
            items.push(value_of(&list.get(index), depth - 1));
        }
        return Value::Array(items);
    }
    let mut members = Map::new();
    let entries = js_sys::Object::entries(found.unchecked_ref());
    for index in 0..entries.length() {
        let entry: js_sys::Array = entries.get(index).unchecked_into();
        if let Some(name) = entry.get(0).as_string() {
            members.insert(name, value_of(&entry.get(1), depth - 1));
        }
    }
    Value::Object(members)
}

/// JavaScript does not tell whole numbers from others; the crates do.
fn number_of(number: f64) -> Value {
    if number.trunc() == number && number.abs() <= LARGEST_WHOLE {
        let whole = number as i64;
        return Value::Number(u64::try_from(whole).map_or_else(|_| whole.into(), Number::from));
    }
    Number::from_f64(number).map_or(Value::Null, Value::Number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn reads_what_serde_json_reads() {
        for text in [
            "null",
            "[true, false, null, [], {}]",
            "[0, 7, -7, 9007199254740991, -9007199254740991, 0.5, -1.25e-3, 1e300]",
            r#"{"b": "马息岭 \u0041\n\"", "a": {"": [1, {"__proto__": 2}]}}"#,
            include_str!("../../public/events/masikryong/event.json"),
        ] {
            let expected: Value = serde_json::from_str(text).unwrap();
            assert_eq!(parse(&text.into()).ok(), Some(expected), "{text}");
        }
    }

    #[wasm_bindgen_test]
    fn what_is_no_json_is_an_error_and_what_is_too_deep_is_null() {
        for text in ["", "<html>", "{", "{'a': 1}", "NaN"] {
            assert!(parse(&text.into()).is_err(), "{text}");
        }
        let deep = ["[".repeat(5_000), "]".repeat(5_000)].concat();
        assert!(parse(&deep.as_str().into()).is_ok());
    }
}
