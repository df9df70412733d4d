//! The HTML standard's rule for a valid e-mail address, and a dot in its domain.

/// Whether a browser's `<input type=email>` would accept the text: the rule that the standard gives as a
/// regular expression (<https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address>). It takes `anna@gmail` too; nobody
/// gets an answer there, so that here the domain has to have a dot.
pub fn is_email(text: &str) -> bool {
    let Some((mailbox, domain)) = text.split_once('@') else { return false };
    !mailbox.is_empty()
        && mailbox.bytes().all(is_mailbox_byte)
        && domain.contains('.')
        && domain.split('.').all(is_label)
}

/// The characters of RFC 5322's `atext`, and the dot.
fn is_mailbox_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&byte)
}

/// A label of a domain name: 1 to 63 letters, digits and hyphens, no hyphen at either end.
fn is_label(label: &str) -> bool {
    (1..=63).contains(&label.len())
        && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !label.starts_with('-')
        && !label.ends_with('-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accepts_what_browsers_accept() {
        let longest_label = format!("a@{}.org", "b".repeat(63));
        for text in [
            "run@example.org",
            "a@b.c",
            "o'neil+race@mail.example",
            ".a..b.@x-y.z",
            "!#$%&'*+/=?^_`{|}~-@0.1",
            &longest_label,
        ] {
            assert!(is_email(text), "{text}");
        }
    }

    #[test]
    fn refuses_what_browsers_refuse() {
        let too_long_label = format!("a@{}.org", "b".repeat(64));
        for text in [
            "",
            "@",
            "a",
            "a@",
            "@b",
            "a@b@c",
            "a b@c",
            "a@b.",
            "a@.b",
            "a@b..c",
            "a@-b",
            "a@b-",
            "a@b_c",
            "(a)@b",
            "a:b@c",
            "a;b@c",
            "<a>@b",
            "a\\b@c",
            "\"a\"@b",
            "a,b@c",
            "a@[127.0.0.1]",
            " a@b",
            "a@b\n",
            "李@example.org",
            "a@例.org",
            &too_long_label,
        ] {
            assert!(!is_email(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn checking_never_panics(text in ".*") {
            let _ = is_email(&text);
        }
    }
}
