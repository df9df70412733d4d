//! The body as one JSON object, flat but for the list of runners.

use super::Body;
use crate::json::{push_name, push_text};
use crate::message::{Message, RUNNERS};
use crate::names::Names;

/// Writes what all runners share and what the first answers, and if there are more, each runner's answers as an item of
/// `runners`. Where what has no name of its own goes to the rest, the other runners do too, and there is no list.
pub(super) fn write(message: &Message, names: &Names) -> Body {
    let runners = if names.rest.is_some() { Vec::new() } else { message.runners() };
    let of_others = |name: &str| {
        message.lines.iter().any(|line| line.key == name && line.runner.is_some_and(|runner| runner > 0))
    };
    let mut pairs = message.pairs();
    if !runners.is_empty() {
        pairs.retain(|(name, _)| !of_others(name));
    }
    let mut text = "{".to_owned();
    for (name, value) in names.apply(message, pairs) {
        push_name(&mut text, name);
        push_text(&mut text, &value);
    }
    if !runners.is_empty() {
        push_name(&mut text, names.of(RUNNERS).unwrap_or(RUNNERS));
        text.push('[');
        for (number, runner) in runners.iter().enumerate() {
            text.push_str(if number == 0 { "{" } else { ",{" });
            for (name, value) in runner {
                push_name(&mut text, names.of(name).unwrap_or(name));
                push_text(&mut text, value);
            }
            text.push('}');
        }
        text.push(']');
    }
    text.push('}');
    Body { content_type: "application/json".into(), text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::{Line, tests::message_of};
    use proptest::prelude::*;
    use serde_json::{Value, json};

    fn written(message: &Message) -> Value {
        written_as(message, &Names::default())
    }

    fn written_as(message: &Message, names: &Names) -> Value {
        serde_json::from_str(&write(message, names).text).unwrap()
    }

    #[test]
    fn runners_are_a_list() {
        let mut message = message_of(Vec::new());
        for (key, runner, value) in [
            ("name", Some(0), "李"),
            ("email", None, "li@example.org"),
            ("runner_2_name", Some(1), "김"),
            ("runner_3_distance", Some(2), "5k"),
        ] {
            let (key, value) = (key.to_owned(), value.to_owned());
            message.lines.push(Line { key, runner, label: String::new(), shown: value.clone(), value });
        }
        let body = written(&message);
        assert_eq!((&body["name"], &body["email"]), (&json!("李"), &json!("li@example.org")));
        assert_eq!(body["runners"], json!([{"name": "李"}, {"name": "김"}, {"distance": "5k"}]));
        assert_eq!(body.get("runner_2_name"), None);
        let named =
            |own: [(&str, &str); 2]| own.map(|(key, name)| (key.to_owned(), name.to_owned())).to_vec();
        let names = Names { own: named([("name", "Name"), ("runners", "others")]), ..Names::default() };
        let body = written_as(&message, &names);
        assert_eq!(body["Name"], "李");
        assert_eq!(body["others"], json!([{"Name": "李"}, {"Name": "김"}, {"distance": "5k"}]));
        let body = written_as(&message, &Names { rest: Some("rest".into()), ..names });
        assert!(
            body["rest"].as_str().unwrap().ends_with("runner_2_name: 김\nrunner_3_distance: 5k"),
            "{body}"
        );
        assert_eq!((body.get("runners"), body.get("others")), (None, None));
        message.lines.truncate(2);
        assert_eq!(written(&message).get("runners"), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_back(values in proptest::collection::vec("(?s).+", 0..8), runners: bool) {
            let mut message = message_of(values.clone());
            if runners {
                for (runner, line) in (0..).zip(&mut message.lines) {
                    *line = Line {
                        key: format!("{}field", crate::field_id::runner_prefix(runner)),
                        runner: Some(runner),
                        ..line.clone()
                    };
                }
            }
            let body = written(&message);
            for (number, value) in values.iter().enumerate() {
                let received = match (runners, number, values.len()) {
                    (false, ..) => &body[format!("field {number}")],
                    (true, 0, 1) => &body["field"],
                    (true, ..) => &body["runners"][number]["field"],
                };
                prop_assert_eq!(received, value);
            }
        }
    }
}
