//! The body as a line of chat, as the incoming webhooks of Slack, Mattermost, Rocket.Chat and others take it.

use crate::json::{push_name, push_text};
use crate::message::Message;
use crate::names::push_line;
use std::borrow::Cow;

/// The field of a webhook, and the JSON in it: `{"text": "…"}` with the subject and a line for each field.
///
/// Urlencoded, and not as a JSON body, it needs no CORS preflight, which webhooks do not answer
/// (<https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks>,
/// <https://developers.mattermost.com/integrate/webhooks/incoming/>).
pub(super) fn payload(
    message: &Message,
    fields: &[(&str, Cow<'_, str>)],
) -> (&'static str, Cow<'static, str>) {
    let mut lines = message.subject();
    for (name, value) in fields {
        push_line(&mut lines, name, value);
    }
    let mut json = "{".to_owned();
    push_name(&mut json, "text");
    push_text(&mut json, &escaped(&lines));
    json.push('}');
    ("payload", Cow::Owned(json))
}

/// What a visitor types must not call a whole channel or look like a link: not in the signs of Slack
/// (<https://docs.slack.dev/messaging/formatting-message-text#escaping>), nor by the plain words that others take
/// (<https://docs.mattermost.com/end-user-guide/collaborate/mention-people.html>), which a space without width keeps from theirs.
fn escaped(text: &str) -> String {
    let mut text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    for name in ["channel", "all", "here", "everyone"] {
        text = text.replace(&["@", name].concat(), &["@\u{200b}", name].concat());
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::tests::message_of;
    use proptest::prelude::*;
    use serde_json::Value;

    fn text_of(values: Vec<String>) -> String {
        let message = message_of(values);
        let (name, json) = payload(&message, &message.pairs());
        assert_eq!(name, "payload");
        let json: Value = serde_json::from_str(&json).unwrap();
        json["text"].as_str().unwrap().to_owned()
    }

    #[test]
    fn a_line_of_chat_holds_everything_and_calls_nobody() {
        let text = text_of(vec!["<!channel> & <https://evil.example|bank> @here".into()]);
        assert!(text.starts_with("마식령 Marathon:  (1A1A-1A1A)\nevent: masikryong-2015\n"), "{text}");
        assert!(
            text.ends_with(
                "\nfield 0: &lt;!channel&gt; &amp; &lt;https://evil.example|bank&gt; @\u{200b}here"
            ),
            "{text}"
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_back(value in "(?s).+") {
            let text = text_of(vec![value.clone()]);
            prop_assert!(!text.contains(['<', '>']));
            let read = text.replace("@\u{200b}", "@").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
            let line = ["\nfield 0: ", &value.replace("@\u{200b}", "@")].concat();
            prop_assert!(read.ends_with(&line));
        }
    }
}
