//! What is typed comes out of every way to a desk as it was typed, read by libraries that know nothing of the writers.
#![cfg(test)]

use mail_parser::MessageParser;
use proptest::prelude::*;
use saddle_signup::encode::encode;
use saddle_signup::fallback::{Words, eml::eml_file, mailto::mailto_link, text::plain_text};
use saddle_signup::message::lines;
use saddle_signup::{Answers, Asked, Body, Encoding, FieldId, FieldName, Message, Section, Submission};
use url::Url;

const WORDS: Words<'_> = Words {
    subject: "참가 신청",
    intro: "I would like to sign up:",
    paste: "Paste here what was copied.",
    event: "Event",
    reference: "Reference",
    replaces: "Replaces",
    partner: "Partner",
    runner: "Runner {number}",
};

/// Whatever a keyboard, the clipboard or a program can put into an input, with what is dangerous somewhere more often.
const TYPED: &str = "(?s).{0,60}|([\r\n\t\u{0}\u{1b}:;,=&+%\"'<>@\\\\-]|Bcc|saddle|--){0,30}|[\u{200b}-\u{202e}\u{feff}\u{1f3fb}-\u{1f3ff}\u{e0001}가-힣א-ת]{0,30}";

fn answers(name: &str, remarks: &str) -> Answers {
    let mut answers = Answers::default();
    answers.set(FieldName::Name, name);
    answers.set(FieldName::Remarks, remarks);
    answers
}

/// The message of a name and remarks.
fn message(answers: &Answers) -> Message {
    let asked = [FieldName::Name, FieldName::Remarks].map(|name| Asked {
        field: name.into(),
        required: false,
        kind: name.kind(),
        section: Section::of(name),
    });
    Message {
        event_id: "masikryong-2015".into(),
        event_name: "마식령 Marathon".into(),
        desk_id: "zx-tour".into(),
        key: Submission::new([7; 16]).key(),
        replaces: Vec::new(),
        partner: None,
        language: "ko".into(),
        seconds_spent: 75,
        trap: String::new(),
        lines: lines(answers, &asked, &[], &|field: FieldId| field.key(&[]), &|_, typed| typed.to_owned()),
    }
}

/// Line ends as forms and mails write them (<https://html.spec.whatwg.org/#multipart-form-data>).
fn crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n").replace('\n', "\r\n")
}

fn read_json(body: &Body) -> Vec<(String, String)> {
    let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&body.text).unwrap();
    object.into_iter().map(|(name, value)| (name, value.as_str().unwrap().to_owned())).collect()
}

fn read_urlencoded(body: &Body) -> Vec<(String, String)> {
    form_urlencoded::parse(body.text.as_bytes()).into_owned().collect()
}

fn read_multipart(body: &Body) -> Vec<(String, String)> {
    let boundary = multer::parse_boundary(&body.content_type).unwrap();
    let text = body.text.clone();
    let stream = futures::stream::iter([Ok::<_, std::convert::Infallible>(text)]);
    let mut form = multer::Multipart::new(stream, boundary);
    futures::executor::block_on(async {
        let mut pairs = Vec::new();
        while let Some(field) = form.next_field().await.unwrap() {
            let name = field.name().unwrap().to_owned();
            pairs.push((name, String::from_utf8(field.bytes().await.unwrap().to_vec()).unwrap()));
        }
        pairs
    })
}

fn value<'p>(pairs: &'p [(String, String)], name: &str) -> &'p str {
    pairs.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
}

proptest! {
    #[test]
    fn a_desk_reads_what_was_typed(name in TYPED, remarks in TYPED) {
        let answers = answers(&name, &remarks);
        let message = message(&answers);
        for field in [FieldName::Name, FieldName::Remarks] {
            // What cannot be seen at either end is no part of an answer.
            let typed = answers.trimmed(field);
            prop_assert!(name.contains(typed) || remarks.contains(typed));
            let json = read_json(&encode(&message, &Encoding::Json.into()));
            prop_assert_eq!(value(&json, field.as_str()), typed);
            let urlencoded = read_urlencoded(&encode(&message, &Encoding::Urlencoded.into()));
            prop_assert_eq!(value(&urlencoded, field.as_str()), typed);
            let multipart = read_multipart(&encode(&message, &Encoding::Multipart.into()));
            prop_assert_eq!(value(&multipart, field.as_str()), crlf(typed));
        }
    }

    #[test]
    fn a_mail_program_reads_what_was_typed(name in TYPED, remarks in TYPED) {
        let answers = answers(&name, &remarks);
        let message = message(&answers);
        let text = plain_text(&message, &WORDS);
        let eml = eml_file(&message, "desk@example.org", &WORDS, 784_111_777);
        let mail = MessageParser::default().parse(&eml).unwrap();
        prop_assert_eq!(mail.body_text(0).unwrap(), crlf(&text));
        let link = mailto_link(&message, "desk@example.org", &WORDS);
        let url = Url::parse(&link.href).unwrap();
        prop_assert_eq!((url.scheme(), url.path()), ("mailto", "desk@example.org"));
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        prop_assert_eq!(pairs.len(), 2);
        prop_assert_eq!(value(&pairs, "subject"), mail.subject().unwrap());
        for typed in [answers.trimmed(FieldName::Name), answers.trimmed(FieldName::Remarks)] {
            prop_assert!(mail.body_text(0).unwrap().contains(&crlf(typed)));
            if link.complete {
                prop_assert!(value(&pairs, "body").contains(&crlf(typed)));
            }
        }
        if link.complete {
            prop_assert_eq!(value(&pairs, "body"), crlf(&text));
        }
    }
}
