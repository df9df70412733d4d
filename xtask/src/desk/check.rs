//! The little that a desk insists on: a name, and an e-mail address that can be answered.

use super::entries::Entries;
use saddle_signup::email::is_email;
use serde::Serialize;

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FieldError {
    /// The field's name, as it was sent.
    pub field: String,
    /// Words for the person who typed it.
    pub message: String,
}

/// Everything that is wrong with a sign-up; nothing if it can be taken.
pub fn check(entries: &Entries) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut wrong = |field: &str, message: &str| {
        errors.push(FieldError { field: field.to_owned(), message: message.to_owned() });
    };
    if entries.filled("name").is_none() {
        wrong("name", "Enter your name");
    }
    match entries.filled("email") {
        None => wrong("email", "Enter your e-mail address"),
        Some(email) if !is_email(email.trim()) => {
            wrong("email", "Enter an e-mail address like name@example.org");
        }
        Some(_) => {}
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Vec<String> {
        let entries = pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        check(&entries).into_iter().map(|error| error.field).collect()
    }

    #[test]
    fn a_name_and_an_address_are_enough() {
        assert!(fields(&[("name", "李"), ("email", " li@example.org ")]).is_empty());
    }

    #[test]
    fn each_missing_or_malformed_field_is_named() {
        assert_eq!(fields(&[]), ["name", "email"]);
        assert_eq!(fields(&[("name", "Ann"), ("email", "nowhere")]), ["email"]);
        assert_eq!(fields(&[("name", "  "), ("email", "a@b.example")]), ["name"]);
    }
}
