//! The event under test, and how its desks are reached.

use crate::dist;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::fs;

/// The demo's event as it was packed: the Masikryong Marathon, with two desks at `/desk/…` of its own site.
///
/// # Errors
/// There is no build.
pub fn event() -> Result<Value> {
    let file = dist::folder().join("events/masikryong/event.json");
    let text = fs::read_to_string(&file)
        .with_context(|| format!("no build to test: {} (run: cargo xtask build)", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("in {}", file.display()))
}

/// Changes how a desk of an event takes sign-ups.
pub fn set_delivery(event: &mut Value, desk: &str, delivery: Value) {
    for entry in event["desks"].as_array_mut().into_iter().flatten().filter(|entry| entry["id"] == desk) {
        entry["delivery"] = delivery.clone();
    }
}

/// What must be answered of [`ask_everything`] besides the built-in fields.
pub const OWN_ANSWERS: [(&str, &str); 2] = [("shirt", "s"), ("rules", "yes")];

/// Lets an event ask a field of its own of every type, some of them on conditions, for up to three runners.
pub fn ask_everything(event: &mut Value) {
    event["form"]["runners"] = json!(3);
    let own = [
        json!({ "id": "shirt", "type": "choice", "label": "Shirt size", "required": true, "eachRunner": true,
                "choices": [{ "id": "s", "name": "Small" }, { "id": "m", "name": "Medium" }] }),
        json!({ "id": "meals", "type": "choices", "label": "Meals", "choices":
                [{ "id": "rice", "name": "Rice" }, { "id": "soup", "name": "Soup" }, { "id": "tea", "name": "Tea" }] }),
        json!({ "id": "arrival", "type": "date", "label": "Day of arrival", "hint": "The camp opens on 2 10 2015." }),
        json!({ "id": "bus", "type": "checkbox", "label": "I take the bus", "if": { "distance": ["42k", "21k"] } }),
        json!({ "id": "seats", "type": "number", "label": "Seats", "min": 1, "max": 4, "required": true,
                "if": { "bus": true } }),
        json!({ "id": "weight", "type": "number", "label": "Weight of your bag in kg", "decimal": true, "min": 0 }),
        json!({ "id": "born_in", "type": "country", "label": "Country of birth" }),
        json!({ "id": "club", "type": "text", "label": "Club" }),
        json!({ "id": "story", "type": "long-text", "label": "Why do you run?" }),
    ];
    if let Some(fields) = event["form"]["fields"].as_array_mut() {
        let emergency = fields.iter().position(|field| field["name"] == "date_of_birth");
        let behind = emergency.map_or(fields.len(), |index| index + 1);
        fields.splice(behind..behind, own);
        fields.push(
            json!({ "id": "photos", "type": "checkbox", "label": "Photographs of me may be published" }),
        );
        fields.push(
            json!({ "id": "rules", "type": "checkbox", "label": "I know the rules", "required": true }),
        );
    }
}
