//! What a backend calls the fields that it receives, and what it wants besides them.

use crate::challenge::SOLUTION;
use crate::message::{Message, TRAP_NAME};
use std::borrow::Cow;

/// The names of a backend. By default they are our own, and nothing is added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Our key, and what the backend calls it.
    pub own: Vec<(String, String)>,
    /// Fixed fields that every sign-up brings along, as names and values.
    pub constants: Vec<(String, String)>,
    /// What the backend calls its honeypot.
    pub honeypot: Option<String>,
    /// The field that makes the subject of the mail which a form service sends.
    pub subject: Option<String>,
    /// The field that says where to answer that mail.
    pub reply_to: Option<String>,
    /// The field for all that has no name of its own here, a line each; without it they keep our keys.
    pub rest: Option<String>,
}

impl Names {
    /// What the backend calls the field of a key; `None` for what has no name of its own and goes to the rest.
    pub fn of<'n>(&'n self, key: &'n str) -> Option<&'n str> {
        if key == TRAP_NAME
            && let Some(honeypot) = &self.honeypot
        {
            return Some(honeypot);
        }
        match self.own.iter().find(|(own, _)| own == key) {
            Some((_, theirs)) => Some(theirs),
            // The desk's library looks for it under its own name.
            None if key == SOLUTION => Some(key),
            None if self.rest.is_some() => None,
            None => Some(key),
        }
    }

    /// Our key for a name that the backend has used; the name itself if it is none of its own.
    pub(crate) fn key_of<'n>(&'n self, theirs: &'n str) -> &'n str {
        let own = self.own.iter().find(|(_, name)| name.eq_ignore_ascii_case(theirs));
        own.map_or(theirs, |(key, _)| key)
    }

    /// The names that the backend's fields have besides those which it has for our keys.
    pub fn added(&self) -> impl Iterator<Item = &str> {
        let constants = self.constants.iter().map(|(name, _)| name.as_str());
        let others = [&self.honeypot, &self.subject, &self.reply_to, &self.rest];
        constants.chain(others.into_iter().flatten().map(String::as_str))
    }

    /// The fields of a message as the backend wants them: what is added, then `pairs` of [`Message::pairs`] under its names,
    /// then the rest.
    pub(crate) fn apply<'m>(
        &'m self,
        message: &'m Message,
        pairs: Vec<(&'m str, Cow<'m, str>)>,
    ) -> Vec<(&'m str, Cow<'m, str>)> {
        let mut fields = Vec::new();
        for (name, value) in &self.constants {
            fields.push((name.as_str(), Cow::Borrowed(value.as_str())));
        }
        if let Some(name) = &self.subject {
            fields.push((name, Cow::Owned(message.subject())));
        }
        if let (Some(name), Some(email)) = (&self.reply_to, message.value("email")) {
            fields.push((name, Cow::Borrowed(email)));
        }
        let mut rest = String::new();
        for (key, value) in pairs {
            match self.of(key) {
                Some(name) => fields.push((name, value)),
                None => push_line(&mut rest, key, &value),
            }
        }
        if let Some(name) = &self.rest
            && !rest.is_empty()
        {
            fields.push((name, Cow::Owned(rest)));
        }
        fields
    }
}

/// Adds `key: value` as a line.
pub(crate) fn push_line(lines: &mut String, key: &str, value: &str) {
    if !lines.is_empty() {
        lines.push('\n');
    }
    for piece in [key, ": ", value] {
        lines.push_str(piece);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::Line;
    use crate::message::tests::message_of;

    fn line(key: &str, value: &str) -> Line {
        let (key, value) = (key.to_owned(), value.to_owned());
        Line { key, runner: Some(0), label: String::new(), shown: value.clone(), value }
    }

    fn message() -> Message {
        let mut message = message_of(Vec::new());
        message.trap = "spam".into();
        message.lines = vec![line("name", "김"), line("email", "kim@example.org"), line("remarks", "1\n2")];
        message
    }

    fn applied(names: &Names) -> Vec<(String, String)> {
        let message = message();
        let fields = names.apply(&message, message.pairs());
        fields.into_iter().map(|(name, value)| (name.to_owned(), value.into_owned())).collect()
    }

    fn pair(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn without_names_of_its_own_a_backend_gets_ours() {
        let message = message();
        let ours: Vec<_> = message.pairs().into_iter().map(|(name, value)| pair(name, &value)).collect();
        assert_eq!(applied(&Names::default()), ours);
    }

    #[test]
    fn a_backend_gets_its_names_and_what_it_wants_besides() {
        let names = Names {
            own: vec![pair("name", "entry.1"), pair("event", "race")],
            constants: vec![pair("access_key", "k")],
            honeypot: Some("_gotcha".into()),
            subject: Some("_subject".into()),
            reply_to: Some("_replyto".into()),
            rest: None,
        };
        let fields = applied(&names);
        assert_eq!(
            fields[..4],
            [
                pair("access_key", "k"),
                pair("_subject", "마식령 Marathon: 김 (1A1A-1A1A)"),
                pair("_replyto", "kim@example.org"),
                pair("race", "masikryong-2015"),
            ]
        );
        for expected in [pair("_gotcha", "spam"), pair("entry.1", "김"), pair("email", "kim@example.org")] {
            assert!(fields.contains(&expected), "{expected:?} {fields:?}");
        }
        assert!(fields.iter().all(|(name, _)| name != "name" && name != TRAP_NAME));
    }

    #[test]
    fn what_has_no_name_goes_to_the_rest() {
        let names =
            Names { own: vec![pair("name", "entry.1")], rest: Some("entry.2".into()), ..Names::default() };
        let fields = applied(&names);
        assert_eq!(fields.len(), 2);
        assert_eq!(fields[0], pair("entry.1", "김"));
        let (name, rest) = &fields[1];
        assert_eq!(name, "entry.2");
        assert!(rest.starts_with("event: masikryong-2015\n"), "{rest}");
        assert!(rest.ends_with("topic: spam\nemail: kim@example.org\nremarks: 1\n2"), "{rest}");
    }

    #[test]
    fn a_name_leads_back_to_our_key() {
        let names = Names { own: vec![pair("email", "entry.7")], ..Names::default() };
        assert_eq!((names.key_of("ENTRY.7"), names.key_of("name")), ("email", "name"));
    }
}
