//! How many places are left, as the event's address says it.

use serde_json::Value;

/// Reads `{"left": 57}`; nothing if this is something else. What is under zero is nothing left.
///
/// ```
/// use saddle_signup::availability::places_left;
/// assert_eq!(places_left(&serde_json::json!({ "left": 57, "of": 200 })), Some(57));
/// assert_eq!(places_left(&serde_json::json!({ "left": "many" })), None);
/// ```
pub fn places_left(answer: &Value) -> Option<u32> {
    let left = answer.get("left")?.as_f64()?;
    // A place is a whole one; the conversion keeps to the range.
    Some(left as u32)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_a_number_counts() {
        for (answer, left) in [
            (json!({"left": 0}), Some(0)),
            (json!({"left": -3}), Some(0)),
            (json!({"left": 7.9}), Some(7)),
            (json!({"left": 1e30}), Some(u32::MAX)),
            (json!({"left": null}), None),
            (json!({}), None),
            (json!([57]), None),
            (json!(57), None),
        ] {
            assert_eq!(places_left(&answer), left, "{answer}");
        }
    }
}
