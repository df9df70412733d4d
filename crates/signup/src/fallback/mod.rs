//! The sign-up by mail, for whenever a desk did not accept it: nothing typed is lost.

pub mod eml;
pub mod mailto;
pub mod text;

use crate::message::Message;

/// The words around the visitor's own, in the visitor's language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words<'a> {
    /// The mail's subject; the reference is put after it.
    pub subject: &'a str,
    /// The first line, e.g. "I would like to sign up:".
    pub intro: &'a str,
    /// The short mail's whole text, which asks to paste what was copied.
    pub paste: &'a str,
    /// The label of the event's name.
    pub event: &'a str,
    /// The label of the reference.
    pub reference: &'a str,
    /// The label of the references that this sign-up replaces.
    pub replaces: &'a str,
    /// The label of the partner.
    pub partner: &'a str,
    /// The heading of what a runner after the first answers; `{number}` stands for which.
    pub runner: &'a str,
}

impl Words<'_> {
    /// The subject of the mail, which quotes the reference.
    fn subject_of(&self, message: &Message) -> String {
        [self.subject, " ", &message.key.reference()].concat()
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    /// Words in three scripts.
    pub(super) const WORDS: Words<'_> = Words {
        subject: "참가 신청",
        intro: "Я хочу участвовать:",
        paste: "Paste here what was copied.",
        event: "Event",
        reference: "Reference",
        replaces: "Replaces",
        partner: "Partner",
        runner: "{number}번째 참가자",
    };
}
