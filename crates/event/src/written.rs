//! Mistakes and warnings written down for the person who must mend the file.

use crate::mistakes::{Mistake, Warning};
use crate::path::Path;
use crate::reader::{Expected, Writer};
use crate::{decimal, limits};
use serde_json::Value;
use std::cell::RefCell;

/// What has been written down, in the order of reading.
#[derive(Default)]
pub(crate) struct Written {
    pub(crate) mistakes: RefCell<Vec<Mistake>>,
    pub(crate) warnings: RefCell<Vec<Warning>>,
}

impl Writer for Written {
    fn mistake(&self, path: &Path<'_>, found: Option<&Value>, expected: Expected<'_>) {
        let mut mistakes = self.mistakes.borrow_mut();
        // More than that nobody will read.
        if mistakes.len() < limits::MISTAKES {
            let found = found.map_or_else(|| "nothing".to_owned(), describe);
            mistakes.push(Mistake { path: path.to_text(), found, expected: expected.into_text() });
        }
    }

    fn warning(&self, path: &Path<'_>, key: &str, known: &[&'static str]) {
        let mut warnings = self.warnings.borrow_mut();
        if warnings.len() < limits::MISTAKES {
            warnings.push(Warning { path: path.child(key).to_text(), known: known.to_vec() });
        }
    }
}

impl Expected<'_> {
    fn into_text(self) -> String {
        match self {
            Self::Text(text) => text.to_owned(),
            Self::AtMost { what, most, of_what } => {
                [what, " of at most ", &most.to_string(), " ", of_what].concat()
            }
            Self::OneOf(words) => {
                let mut text = "one of".to_owned();
                for word in words {
                    for piece in [" \"", word, "\""] {
                        text.push_str(piece);
                    }
                }
                text
            }
        }
    }
}

/// A value as a mistake names it, short enough to read.
fn describe(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(true) => "true".to_owned(),
        Value::Bool(false) => "false".to_owned(),
        Value::Number(number) => ["the number ", &decimal::text(number)].concat(),
        Value::String(text) => quoted(text),
        Value::Array(list) => ["a list of ", &list.len().to_string()].concat(),
        Value::Object(_) => "an object".to_owned(),
    }
}

/// A text of the file as a mistake quotes it: shortened, control characters escaped.
pub(crate) fn quoted(text: &str) -> String {
    const MOST_CHARS: usize = 60;
    let mut out = String::new();
    match text.char_indices().nth(MOST_CHARS) {
        Some((end, _)) => {
            let start = text.get(..end).unwrap_or_default();
            saddle_signup::json::push_text(&mut out, &[start, "…"].concat());
        }
        None => saddle_signup::json::push_text(&mut out, text),
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn describes_what_it_found() {
        let table = [
            (json!(null), "null"),
            (json!(true), "true"),
            (json!(4.5), "the number 4.5"),
            (json!("a \"word\"\n"), r#""a \"word\"\n""#),
            (json!([1, 2]), "a list of 2"),
            (json!({"a": 1}), "an object"),
        ];
        for (value, expected) in table {
            assert_eq!(describe(&value), expected);
        }
        let long = describe(&json!("马".repeat(61)));
        assert_eq!(long, format!("\"{}…\"", "马".repeat(60)));
    }
}
