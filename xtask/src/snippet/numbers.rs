//! Numbers as a page without a script can say them: no digits are grouped, and the decimal sign is the language's.

/// A number rounded to some decimals; zeros at the end are left out.
pub fn number(language: &str, value: f64, decimals: usize) -> String {
    let mut text = format!("{value:.decimals$}");
    if decimals > 0 {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    let text = if text == "-0" { "0".to_owned() } else { text.replace('-', "−") };
    match language {
        "de" | "es" | "fr" => text.replace('.', ","),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_number_is_short_and_has_the_sign_of_its_language() {
        assert_eq!(number("en", 42.195, 1), "42.2");
        assert_eq!(number("de", 42.195, 1), "42,2");
        assert_eq!(number("en", 42.0, 1), "42");
        assert_eq!(number("en", 1_230.4, 0), "1230");
        assert_eq!(number("en", -4.0, 0), "−4");
        assert_eq!(number("en", -0.01, 1), "0");
    }
}
