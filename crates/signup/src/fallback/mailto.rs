//! The sign-up as a `mailto:` link.

use super::Words;
use super::text::plain_text;
use crate::message::Message;
use crate::newline::{one_line, to_crlf};
use crate::percent::push_text;

/// The longest link that every mail program opens whole; Windows cuts or drops those much over 2,000.
pub const LONGEST_LINK: usize = 1600;

/// A `mailto:` link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MailtoLink {
    /// The link, at most 1,600 characters for any mailbox of up to 300.
    pub href: String,
    /// Whether it holds everything that was typed. If not, its text asks to paste what was copied.
    pub complete: bool,
}

/// A link that opens a mail to `mailbox` (<https://www.rfc-editor.org/rfc/rfc6068>).
///
/// A sign-up that is too long for a link becomes a short mail that asks to paste the copied text, and if even
/// those words are too long, one that only quotes the reference.
pub fn mailto_link(message: &Message, mailbox: &str, words: &Words<'_>) -> MailtoLink {
    let subject = words.subject_of(message);
    let reference = message.key.reference();
    let whole = link(mailbox, &subject, &plain_text(message, words));
    if whole.len() <= LONGEST_LINK {
        return MailtoLink { href: whole, complete: true };
    }
    let request = [words.paste, "\n\n", words.reference, ": ", &reference, "\n"].concat();
    let request = link(mailbox, &subject, &request);
    let href = if request.len() <= LONGEST_LINK { request } else { link(mailbox, &reference, &reference) };
    MailtoLink { href, complete: false }
}

fn link(mailbox: &str, subject: &str, body: &str) -> String {
    let mut href = "mailto:".to_owned();
    push_text(&mut href, mailbox, b"-._~@");
    href.push_str("?subject=");
    push_text(&mut href, &one_line(subject), UNRESERVED);
    href.push_str("&body=");
    push_text(&mut href, &to_crlf(body), UNRESERVED);
    href
}

/// What a URL may hold besides letters and digits without meaning anything
/// (<https://www.rfc-editor.org/rfc/rfc3986#section-2.3>).
const UNRESERVED: &[u8] = b"-._~";

#[cfg(test)]
mod tests {
    use super::super::tests::WORDS;
    use super::*;
    use crate::message::tests::message_of;
    use proptest::prelude::*;

    /// Mailbox, subject and body as a mail program reads them.
    fn read(href: &str) -> (String, String, String) {
        let decode =
            |text: &str| percent_encoding::percent_decode_str(text).decode_utf8().unwrap().into_owned();
        let (mailbox, rest) = href.strip_prefix("mailto:").unwrap().split_once("?subject=").unwrap();
        let (subject, body) = rest.split_once("&body=").unwrap();
        (decode(mailbox), decode(subject), decode(body))
    }

    #[test]
    fn line_ends_and_spaces_are_written_as_the_rfc_wants() {
        let link = mailto_link(&message_of(vec!["a b+c&d=e".into()]), "run+race@example.org", &WORDS);
        assert!(link.href.starts_with("mailto:run%2Brace@example.org?subject="));
        assert!(link.href.ends_with("%0D%0A%0D%0ALabel%200%3A%20a%20b%2Bc%26d%3De%0D%0A"), "{}", link.href);
        assert!(link.complete);
    }

    #[test]
    fn a_long_sign_up_asks_to_paste() {
        let link = mailto_link(&message_of(vec!["길".repeat(400)]), "run@example.org", &WORDS);
        assert!(!link.complete);
        let (_, subject, body) = read(&link.href);
        assert_eq!(subject, "참가 신청 1A1A-1A1A");
        assert_eq!(body, "Paste here what was copied.\r\n\r\nReference: 1A1A-1A1A\r\n");
    }

    #[test]
    fn too_many_words_give_way_to_the_reference() {
        let endless = "길".repeat(400);
        let mailbox = format!("{}@example.org", "+".repeat(280));
        for words in [Words { subject: &endless, ..WORDS }, Words { paste: &endless, ..WORDS }] {
            let link = mailto_link(&message_of(vec![endless.clone()]), &mailbox, &words);
            assert!(!link.complete && link.href.len() <= LONGEST_LINK);
            assert_eq!(read(&link.href), (mailbox.clone(), "1A1A-1A1A".into(), "1A1A-1A1A".into()));
        }
    }

    proptest! {
        #[test]
        fn a_complete_link_is_read_back(
            texts in proptest::collection::vec("(?s).{0,60}", 0..6),
            mailbox in "[a-z.+%&?]{1,20}@[a-z]{1,20}",
            subject in "(?s).{0,20}",
        ) {
            let message = message_of(texts);
            let words = Words { subject: &subject, ..WORDS };
            let link = mailto_link(&message, &mailbox, &words);
            prop_assert!(link.href.len() <= LONGEST_LINK);
            prop_assert!(link.href.is_ascii() && !link.href.contains(['\r', '\n', ' ']));
            let (read_mailbox, read_subject, read_body) = read(&link.href);
            prop_assert_eq!(read_mailbox, mailbox);
            prop_assert!(!read_subject.contains(char::is_control));
            if link.complete {
                prop_assert_eq!(read_body, to_crlf(&plain_text(&message, &words)));
            }
        }
    }
}
