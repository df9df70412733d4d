//! The sign-up by mail, without a script: a link that opens a mail to be filled in.

use super::Snippet;
use super::form::questions_in_words;
use crate::markup::{Element, element};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use saddle_event::Desk;
use saddle_signup::{Rule, fallback::mailto::LONGEST_LINK};

/// What a `mailto:` address need not encode (<https://www.rfc-editor.org/rfc/rfc6068#section-2>).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@');

/// The link. Where it cannot hold the questions, they stand below it instead.
pub fn link(snippet: &Snippet, desk: &Desk) -> Vec<Element> {
    let words = &snippet.words;
    let intro = words.form("mail_intro");
    let questions = questions_in_words(snippet, desk);
    let by_mail = format!("{}: {}", words.form("by_mail"), whom(snippet, desk));
    let paragraph =
        |address: String| element("p").child(element("a").attribute("href", address).text(&by_mail));
    let whole = address(snippet, desk, &format!("{intro}\r\n\r\n{}:\r\n", questions.join(":\r\n")));
    if whole.len() <= LONGEST_LINK {
        return vec![paragraph(whole)];
    }
    let list = element("ul").children(questions.into_iter().map(|question| element("li").text(question)));
    vec![paragraph(address(snippet, desk, &format!("{intro}\r\n"))), list]
}

fn address(snippet: &Snippet, desk: &Desk, body: &str) -> String {
    let encoded = |text: &str| utf8_percent_encode(text, ENCODED).to_string();
    let subject = subject(snippet);
    format!("mailto:{}?subject={}&body={}", encoded(&desk.email), encoded(&subject), encoded(body))
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
