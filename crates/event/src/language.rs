//! Which of the languages at hand suits a reader best.

/// A language tag taken apart: `zh-Hans-CN` is language `zh`, script `Hans`, region `CN`.
///
/// Subtags are told apart by their length alone, as BCP 47 (RFC 5646, section 2.1) allows.
struct Tag<'t> {
    language: &'t str,
    script: Option<&'t str>,
    region: Option<&'t str>,
    has_extensions: bool,
}

impl<'t> Tag<'t> {
    fn parse(tag: &'t str) -> Self {
        let mut subtags = tag.split(['-', '_']);
        let language = subtags.next().unwrap_or_default();
        let mut parsed = Self { language, script: None, region: None, has_extensions: false };
        for subtag in subtags {
            match subtag.len() {
                4 if parsed.script.is_none() && parsed.region.is_none() => parsed.script = Some(subtag),
                2 | 3 if parsed.region.is_none() => parsed.region = Some(subtag),
                // Extensions and private use follow a single letter, and say nothing of the words.
                1 => {
                    parsed.has_extensions = true;
                    break;
                }
                _ => {}
            }
        }
        parsed
    }

    /// The script, or the one that Chinese is written in where its tag says none.
    fn likely_script(&self) -> Option<&'t str> {
        let traditional =
            |region: &str| ["TW", "HK", "MO"].iter().any(|one| one.eq_ignore_ascii_case(region));
        match (self.script, self.region) {
            (None, Some(region)) if self.is_chinese() && traditional(region) => Some("Hant"),
            (None, _) if self.is_chinese() => Some("Hans"),
            (script, _) => script,
        }
    }

    fn is_chinese(&self) -> bool {
        self.language.eq_ignore_ascii_case("zh")
    }
}

fn same(one: Option<&str>, other: Option<&str>) -> bool {
    one.unwrap_or_default().eq_ignore_ascii_case(other.unwrap_or_default())
}

/// How well text in `offered` suits a reader of `wanted`: 0 for another language.
fn suits(wanted: &str, offered: &str) -> u8 {
    if wanted.eq_ignore_ascii_case(offered) {
        return u8::MAX;
    }
    let (wanted, offered) = (Tag::parse(wanted), Tag::parse(offered));
    if !same(Some(wanted.language), Some(offered.language)) {
        return 0;
    }
    let script = if same(wanted.likely_script(), offered.likely_script()) { 8 } else { 0 };
    let region = if same(wanted.region, offered.region) {
        4
    } else if offered.region.is_none() {
        2
    } else {
        0
    };
    // Among equals, the one that says its script: `zh-Hans` before `zh` for a reader of `zh-CN`.
    1 + script + region + u8::from(script > 0 && offered.script.is_some())
}

/// The index of the language that suits a reader of `wanted` best: the same language, script and region as far as
/// possible, else English, else the first; `None` only if nothing is offered.
///
/// ```
/// use saddle_event::language::best;
/// assert_eq!(best("zh-CN", ["en", "zh-Hant", "zh-Hans"]), Some(2));
/// assert_eq!(best("zh-TW", ["en", "zh-Hant", "zh-Hans"]), Some(1));
/// assert_eq!(best("fr", ["ko", "en"]), Some(1));
/// ```
pub fn best<'t>(wanted: &str, offered: impl IntoIterator<Item = &'t str>) -> Option<usize> {
    let mut found: Option<(u8, u8, usize)> = None;
    for (index, language) in offered.into_iter().enumerate() {
        let (suit, english) = (suits(wanted, language), suits("en", language));
        if found.is_none_or(|(best, best_english, _)| (suit, english) > (best, best_english)) {
            found = Some((suit, english, index));
        }
    }
    found.map(|(_, _, index)| index)
}

/// Whether a reader of `language` is among those meant by `range`: `zh` means every Chinese, `zh-Hans` only those
/// who read simplified characters, `zh-Hans-CN` only those of mainland China.
pub fn covers(range: &str, language: &str) -> bool {
    let (range, language) = (Tag::parse(range), Tag::parse(language));
    same(Some(range.language), Some(language.language))
        && (range.script.is_none() || same(range.script, language.likely_script()))
        && (range.region.is_none() || same(range.region, language.region))
}

/// Whether a tag is of the language that `range` means and says a region: how dates are written differs between regions, `en-GB` and
/// `en-US`, which read the same words.
///
/// ```
/// use saddle_event::language::is_regional;
/// assert!(is_regional("en", "en-GB"));
/// assert!(!is_regional("en", "en") && !is_regional("en", "fr-CA"));
/// ```
pub fn is_regional(range: &str, tag: &str) -> bool {
    is_plain_tag(tag) && covers(range, tag) && Tag::parse(tag).region.is_some()
}

/// Whether a text looks like a language tag without extensions and private use, such as one that an extension can be put behind.
pub fn is_plain_tag(tag: &str) -> bool {
    is_tag(tag) && !Tag::parse(tag).has_extensions
}

/// Whether a text looks like a language tag: subtags of 1 to 8 letters or digits, the first of 2 letters or more.
pub(crate) fn is_tag(tag: &str) -> bool {
    let subtag =
        |subtag: &str| (1..=8).contains(&subtag.len()) && subtag.bytes().all(|b| b.is_ascii_alphanumeric());
    let first = tag.split('-').next().unwrap_or_default();
    first.len() >= 2 && first.bytes().all(|b| b.is_ascii_alphabetic()) && tag.split('-').all(subtag)
}

/// Which way a language is written: `rtl` or `ltr`, as the attribute `dir` says it.
pub fn direction(tag: &str) -> &'static str {
    match Tag::parse(tag).language {
        "ar" | "dv" | "fa" | "he" | "ps" | "sd" | "ug" | "ur" | "yi" => "rtl",
        _ => "ltr",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn picks_the_language_that_suits_best() {
        let table: &[(&str, &[&str], usize)] = &[
            ("zh-Hans-CN", &["en", "zh", "zh-Hans", "zh-Hans-CN"], 3),
            ("zh-Hans-CN", &["en", "zh", "zh-Hans"], 2),
            ("zh-Hans-CN", &["en", "zh"], 1),
            ("zh-Hans-CN", &["ko", "en"], 1),
            ("zh-Hans-CN", &["ko", "fr"], 0),
            ("zh-CN", &["en", "zh-Hant", "zh-Hans"], 2),
            ("zh-CN", &["zh", "zh-Hans"], 1),
            ("zh_CN", &["en", "zh-Hant", "zh-Hans"], 2),
            ("zh-TW", &["zh-Hans", "zh-Hant"], 1),
            ("zh-TW", &["zh", "zh-Hant"], 1),
            ("zh-HK", &["zh-Hans", "zh-Hant-TW", "en"], 1),
            ("zh-TW", &["en", "zh-Hans"], 1),
            ("zh", &["zh-Hant", "zh-Hans"], 1),
            ("zh", &["zh-Hans", "zh"], 1),
            ("ZH-hans", &["en", "zh-Hans"], 1),
            ("ko-KP", &["en", "ko"], 1),
            ("en-US", &["en-GB", "en"], 1),
            ("en", &["fr", "en-GB"], 1),
            ("pt-BR", &["pt-PT", "pt", "pt-BR"], 2),
            ("sr-Latn", &["sr-Cyrl", "sr-Latn-RS"], 1),
            ("de", &["fr", "en-GB", "en"], 2),
            ("de-u-co-phonebk", &["en", "de"], 1),
            ("", &["fr", "en"], 1),
        ];
        for (wanted, offered, index) in table {
            assert_eq!(best(wanted, offered.iter().copied()), Some(*index), "{wanted} among {offered:?}");
        }
        assert_eq!(best("en", []), None);
    }

    #[test]
    fn a_range_covers_its_narrower_tags() {
        let table = [
            ("zh", "zh-Hant-TW", true),
            ("zh-Hans", "zh-CN", true),
            ("zh-Hans", "zh", true),
            ("zh-Hans", "zh-TW", false),
            ("zh-CN", "zh-SG", false),
            ("en", "ko", false),
        ];
        for (range, language, expected) in table {
            assert_eq!(covers(range, language), expected, "{range} {language}");
        }
    }

    #[test]
    fn knows_which_tags_say_a_region() {
        for (range, tag) in [("en", "en-GB"), ("zh-Hans", "zh-SG"), ("ar", "ar-EG"), ("es", "es-419")] {
            assert!(is_regional(range, tag), "{range} {tag}");
        }
        for (range, tag) in [
            ("en", "en"),
            ("en", "fr-CA"),
            ("zh-Hans", "zh-TW"),
            ("en", "en_GB"),
            ("en", "en-GB-u-ca-buddhist"),
            ("en", "en-x-IE"),
            ("en", ""),
        ] {
            assert!(!is_regional(range, tag), "{range} {tag}");
        }
    }

    #[test]
    fn tells_tags_from_other_words() {
        for tag in ["en", "zh-Hans", "zh-Hans-CN", "sl-rozaj-biske", "de-CH-1901"] {
            assert!(is_tag(tag), "{tag}");
        }
        for word in ["", "e", "english-language!", "zh_CN", "zh--CN", "1a", "zh-"] {
            assert!(!is_tag(word), "{word}");
        }
    }
}
