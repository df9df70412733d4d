//! The sign-up as an unsent mail in a file, which a mail program opens as a draft.

use super::Words;
use super::text::plain_text;
use crate::base64;
use crate::email::is_email;
use crate::form::FieldName;
use crate::imf_date::mail_date;
use crate::message::Message;
use crate::newline::{one_line, to_crlf};

/// The bytes of a line of the body: they make 76 letters of base64, the most that a line may have.
const LINE_BYTES: usize = 57;

/// The most bytes of text in one encoded word: they make 52 letters of base64, so that the word is 64
/// characters and fits after `Subject: ` into a line of 76.
const ENCODED_WORD_BYTES: usize = 39;

/// A mail to `mailbox`, written at `now_s` (Unix seconds), as the content of an `.eml` file
/// (<https://www.rfc-editor.org/rfc/rfc5322>, <https://www.rfc-editor.org/rfc/rfc2045>).
///
/// It is from the visitor, if the e-mail address typed is one. `X-Unsent` makes Outlook open it for sending.
pub fn eml_file(message: &Message, mailbox: &str, words: &Words<'_>, now_s: u64) -> String {
    let mut mail = String::new();
    let mut push_header = |name: &str, value: &str| {
        for piece in [name, ": ", value, "\r\n"] {
            mail.push_str(piece);
        }
    };
    push_header("Date", &mail_date(now_s));
    let visitor = message.lines.iter().find(|line| line.key == FieldName::Email.as_str());
    if let Some(line) = visitor.filter(|line| is_email(&line.value)) {
        push_header("From", &line.value);
    }
    push_header("To", &one_line(mailbox));
    push_header("Subject", &encoded_words(&one_line(&words.subject_of(message))));
    push_header("X-Unsent", "1");
    push_header("MIME-Version", "1.0");
    push_header("Content-Type", "text/plain; charset=utf-8");
    push_header("Content-Transfer-Encoding", "base64");
    mail.push_str("\r\n");
    for bytes in to_crlf(&plain_text(message, words)).as_bytes().chunks(LINE_BYTES) {
        mail.push_str(&base64::encode(bytes));
        mail.push_str("\r\n");
    }
    mail
}

/// A text of any script as encoded words, one a line, none ending inside a character
/// (<https://www.rfc-editor.org/rfc/rfc2047#section-2>).
fn encoded_words(text: &str) -> String {
    let mut out = String::new();
    let mut word = String::new();
    for character in text.chars() {
        if word.len() + character.len_utf8() > ENCODED_WORD_BYTES {
            push_encoded_word(&mut out, &word);
            word.clear();
        }
        word.push(character);
    }
    push_encoded_word(&mut out, &word);
    out
}

fn push_encoded_word(out: &mut String, word: &str) {
    let before = if out.is_empty() { "=?UTF-8?B?" } else { "\r\n =?UTF-8?B?" };
    for piece in [before, &base64::encode(word.as_bytes()), "?="] {
        out.push_str(piece);
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::WORDS;
    use super::*;
    use crate::message::{Line, tests::message_of};
    use mail_parser::MessageParser;
    use proptest::prelude::*;

    fn email_line(value: &str) -> Line {
        Line {
            key: "email".into(),
            runner: None,
            label: "E-mail".into(),
            value: value.into(),
            shown: value.into(),
        }
    }

    #[test]
    fn is_an_unsent_mail_from_the_visitor_to_the_desk() {
        let mut message = message_of(vec!["李".into()]);
        message.lines.push(email_line("runner@example.net"));
        let eml = eml_file(&message, "run@example.org", &WORDS, 784_111_777);
        let mail = MessageParser::default().parse(&eml).unwrap();
        assert_eq!(mail.from().unwrap().first().unwrap().address(), Some("runner@example.net"));
        assert_eq!(mail.to().unwrap().first().unwrap().address(), Some("run@example.org"));
        assert_eq!(mail.subject(), Some("참가 신청 1A1A-1A1A"));
        assert_eq!(mail.date().unwrap().to_rfc3339(), "1994-11-06T08:49:37Z");
        assert_eq!(mail.header_raw("X-Unsent").map(str::trim), Some("1"));
        assert!(mail.body_text(0).unwrap().contains("Label 0: 李\r\n"));
    }

    #[test]
    fn what_is_no_address_is_nobodys_from() {
        let mut message = message_of(Vec::new());
        message.lines.push(email_line("x\r\nBcc: everyone@example.org"));
        let eml = eml_file(&message, "run@example.org", &WORDS, 0);
        let mail = MessageParser::default().parse(&eml).unwrap();
        assert!(mail.from().is_none() && mail.bcc().is_none());
    }

    proptest! {
        #[test]
        fn any_text_is_read_back_and_no_header_is_added(
            texts in proptest::collection::vec("(?s).*|([\r\n:a]|Bcc){0,20}", 0..8),
            subject in "(?s)[^ \t\r\n].*|x([\r\n:a ]|Bcc){0,20}",
            mailbox in r"[a-z]{1,20}@[a-z]{1,20}\.[a-z]{2,3}",
            injected in "[\r\n]{1,3}Bcc: x@example.org|",
            now_s in 0u64..253_402_300_800,
        ) {
            let mut message = message_of(texts);
            message.lines.push(email_line(&format!("{mailbox}{injected}")));
            message.event_name.push_str(&injected);
            let words = Words { subject: &subject, ..WORDS };
            let eml = eml_file(&message, &mailbox, &words, now_s);

            prop_assert!(eml.is_ascii());
            for line in eml.split("\r\n") {
                prop_assert!(line.len() <= 76 && !line.contains(['\r', '\n']), "{line}");
            }
            let mail = MessageParser::default().parse(&eml).unwrap();
            let headers: Vec<_> = mail.headers().iter().map(|header| header.name()).collect();
            let from: &[&str] = if injected.is_empty() { &["From"] } else { &[] };
            let others = ["To", "Subject", "X-Unsent"];
            let mime = ["MIME-Version", "Content-Type", "Content-Transfer-Encoding"];
            prop_assert_eq!(headers, [&["Date"], from, &others, &mime].concat());
            prop_assert_eq!(mail.subject().unwrap(), one_line(&words.subject_of(&message)));
            prop_assert_eq!(mail.body_text(0).unwrap(), to_crlf(&plain_text(&message, &words)));
        }

        #[test]
        fn a_mailbox_cannot_add_a_header(mailbox in "(?s).*|([\r\n:a]|Bcc){0,20}") {
            let eml = eml_file(&message_of(Vec::new()), &mailbox, &WORDS, 0);
            let (headers, _) = eml.split_once("\r\n\r\n").unwrap();
            let names: Vec<_> = headers.split("\r\n").filter(|line| !line.starts_with(' ')).collect();
            prop_assert_eq!(names.len(), 7);
            prop_assert!(!headers.replace("\r\n", "").contains(['\r', '\n']));
        }
    }
}
