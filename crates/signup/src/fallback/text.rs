//! The sign-up as plain text: what is copied, saved as `.txt`, and mailed.

use super::Words;
use crate::message::{Line, Message};
use crate::newline::to_lf;
use crate::search::contains_ignoring_case;

/// Everything that was typed, labelled, with the reference. Lines end in `\n`.
///
/// What all runners share and what the first answers comes first, then each other runner under a heading. A choice is written in the visitor's words with its id behind, for the desk may read another language.
pub fn plain_text(message: &Message, words: &Words<'_>) -> String {
    let mut text = [words.intro, "\n\n"].concat();
    push_line(&mut text, words.event, &message.event_name);
    push_line(&mut text, words.reference, &message.key.reference());
    if !message.replaces.is_empty() {
        push_line(&mut text, words.replaces, &message.replaced_references());
    }
    if let Some(partner) = &message.partner {
        push_line(&mut text, words.partner, partner);
    }
    let last = message.lines.iter().filter_map(|line| line.runner).max().unwrap_or_default();
    for runner in 0..=last {
        text.push('\n');
        if runner > 0 {
            text.push_str(&heading(words.runner, runner));
        }
        for line in &message.lines {
            if line.runner.unwrap_or_default() == runner {
                push_answer(&mut text, line);
            }
        }
    }
    to_lf(&text)
}

/// What stands above the answers of a runner after the first.
fn heading(template: &str, runner: u8) -> String {
    let number = (u32::from(runner) + 1).to_string();
    let (before, after) = template.split_once("{number}").unwrap_or((template, ""));
    [before, &number, after, "\n"].concat()
}

fn push_answer(text: &mut String, line: &Line) {
    // What people see often is what programs get, but for the case of a letter.
    if contains_ignoring_case(&line.shown, &line.value) {
        push_line(text, &line.label, &line.shown);
    } else {
        push_line(text, &line.label, &[&line.shown, " (", &line.value, ")"].concat());
    }
}

/// A label and a value; a value of several lines stands below its label.
fn push_line(text: &mut String, label: &str, value: &str) {
    let separator = if value.contains(['\n', '\r']) { ":\n" } else { ": " };
    for piece in [label, separator, value, "\n"] {
        text.push_str(piece);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::WORDS;
    use super::*;
    use crate::key::IdempotencyKey;
    use crate::message::tests::message_of;
    use proptest::prelude::*;

    #[test]
    fn reads_well() {
        let mut message = message_of(vec!["李".into(), "one\r\ntwo".into()]);
        message.replaces = vec![IdempotencyKey::from_random([1; 16]), IdempotencyKey::from_random([2; 16])];
        message.partner = Some("club".into());
        message.lines.push(Line {
            key: "nationality".into(),
            runner: Some(0),
            label: "국적".into(),
            value: "KR".into(),
            shown: "대한민국".into(),
        });
        assert_eq!(
            plain_text(&message, &WORDS),
            "Я хочу участвовать:\n\n\
             Event: 마식령 Marathon\nReference: 1A1A-1A1A\nReplaces: 0101-0101, 0202-0202\nPartner: club\n\n\
             Label 0: 李\nLabel 1:\none\ntwo\n국적: 대한민국 (KR)\n"
        );
    }

    #[test]
    fn each_further_runner_has_a_section() {
        let mut message = message_of(["李", "김", "5k", "note"].map(str::to_owned).to_vec());
        for (line, runner) in message.lines.iter_mut().zip([Some(0), Some(1), Some(2), None]) {
            line.runner = runner;
        }
        let text = plain_text(&message, &WORDS);
        assert!(
            text.ends_with(
                "\n\nLabel 0: 李\nLabel 3: note\n\n2번째 참가자\nLabel 1: 김\n\n3번째 참가자\nLabel 2: 5k\n"
            ),
            "{text}"
        );
    }

    proptest! {
        #[test]
        fn everything_typed_and_everything_meant_is_there(
            pairs in proptest::collection::vec(("(?s).*", "[ -~]*"), 0..8)
        ) {
            let mut message = message_of(pairs.iter().map(|(shown, _)| shown.clone()).collect());
            for (line, (_, value)) in message.lines.iter_mut().zip(&pairs) {
                line.value.clone_from(value);
            }
            let text = plain_text(&message, &WORDS);
            for (shown, value) in &pairs {
                prop_assert!(text.contains(&to_lf(shown)));
                prop_assert!(text.to_ascii_lowercase().contains(&value.to_ascii_lowercase()));
            }
            prop_assert!(!text.contains('\r'));
        }
    }
}
