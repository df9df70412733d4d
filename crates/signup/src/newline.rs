//! Line ends: made the same, or taken out.

/// Makes every line end (`\r\n`, `\r` or `\n`) a `\n`.
pub(crate) fn to_lf(text: &str) -> String {
    with_line_end(text, "\n")
}

/// Makes every line end a `\r\n`, as mail and multipart forms want it.
pub(crate) fn to_crlf(text: &str) -> String {
    with_line_end(text, "\r\n")
}

fn with_line_end(text: &str, line_end: &str) -> String {
    let mut out = String::new();
    let mut is_after_return = false;
    for character in text.chars() {
        match character {
            '\n' if is_after_return => {} // the second half of one line end
            '\r' | '\n' => out.push_str(line_end),
            other => out.push(other),
        }
        is_after_return = character == '\r';
    }
    out
}

/// A header is one line: every control character becomes a space, so that nothing typed can start another
/// header.
pub(crate) fn one_line(text: &str) -> String {
    text.chars().map(|character| if character.is_control() { ' ' } else { character }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_is_one() {
        assert_eq!(to_lf("a\rb\nc\r\nd\n\re"), "a\nb\nc\nd\n\ne");
        assert_eq!(to_crlf("a\rb\nc\r\nd\n\re"), "a\r\nb\r\nc\r\nd\r\n\r\ne");
        assert_eq!(to_crlf(&to_crlf("\n\n")), "\r\n\r\n");
    }
}
