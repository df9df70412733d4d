//! The body as one flat JSON object.

use super::Body;
use crate::json::{push_name, push_text};
use std::borrow::Cow;

pub(super) fn write(pairs: &[(&str, Cow<'_, str>)]) -> Body {
    let mut text = "{".to_owned();
    for (name, value) in pairs {
        push_name(&mut text, name);
        push_text(&mut text, value);
    }
    text.push('}');
    Body { content_type: "application/json".into(), text }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn any_text_is_read_back(sent: BTreeMap<String, String>) {
            let pairs: Vec<_> =
                sent.iter().map(|(name, value)| (name.as_str(), Cow::Borrowed(value.as_str()))).collect();
            let received: BTreeMap<String, String> = serde_json::from_str(&write(&pairs).text).unwrap();
            prop_assert_eq!(received, sent);
        }
    }
}
