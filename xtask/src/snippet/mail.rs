//! The sign-up by mail, without a script: a link that opens a mail to be filled in.

use super::Snippet;
use super::form::questions_in_words;
use crate::markup::{Element, element};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use saddle_event::Desk;
use saddle_signup::Rule;

/// What a `mailto:` address need not encode (<https://www.rfc-editor.org/rfc/rfc6068#section-2>).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@');

/// The link.
pub fn link(snippet: &Snippet, desk: &Desk) -> Element {
    let words = &snippet.words;
    let encoded = |text: &str| utf8_percent_encode(text, ENCODED).to_string();
    let subject = subject(snippet);
    let questions = questions_in_words(snippet, desk).join(":\r\n") + ":";
    let body = format!("{}\r\n\r\n{questions}\r\n", words.form("mail_intro"));
    let address =
        format!("mailto:{}?subject={}&body={}", encoded(&desk.email), encoded(&subject), encoded(&body));
    let by_mail = format!("{}: {}", words.form("by_mail"), whom(snippet, desk));
    element("p").child(element("a").attribute("href", address).text(by_mail))
}

/// The subject of a sign-up.
pub fn subject(snippet: &Snippet) -> String {
    let event = snippet.file.event.name.pick(&snippet.language);
    format!("{}: {event}", snippet.words.form("mail_subject"))
}

/// The desk, where it is, and, where another desk serves the others, the countries that it is for.
fn whom(snippet: &Snippet, desk: &Desk) -> String {
    let mut about: Vec<&str> = desk.city.iter().map(|city| city.pick(&snippet.language)).collect();
    for rule in &desk.serves {
        let (Rule::Residence(countries) | Rule::Nationality(countries)) = rule;
        about.extend(countries.iter().map(String::as_str));
    }
    let name = desk.name.pick(&snippet.language);
    let about = if about.is_empty() { String::new() } else { format!(" ({})", about.join(", ")) };
    format!("{name}{about}, {}", desk.email)
}
