//! Whether a text holds another, whatever the case of its ASCII letters.

/// Whether `sought` stands in `text`, in capital or small letters.
///
/// The standard library's search is made for long texts, and longer itself than anything that is searched here.
pub(crate) fn contains_ignoring_case(text: &str, sought: &str) -> bool {
    sought.is_empty()
        || text.as_bytes().windows(sought.len()).any(|part| part.eq_ignore_ascii_case(sought.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn finds_what_the_standard_library_finds(text in "[aAbBé]{0,8}", sought in "[aAbBé]{0,3}") {
            let expected = text.to_ascii_lowercase().contains(&sought.to_ascii_lowercase());
            prop_assert_eq!(contains_ignoring_case(&text, &sought), expected);
        }
    }
}
