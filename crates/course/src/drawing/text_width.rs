//! About how wide a label will be, before any browser has set it in type.

/// Width of an average Latin letter, as a part of the font size: lower-case text in common sans-serif faces.
const LATIN: f64 = 0.56;

/// Chinese, Japanese and Korean characters are as wide as they are high.
const WIDE: f64 = 1.0;

/// The first character of the scripts that are set in full squares (Hangul Jamo, U+1100).
const FIRST_WIDE: char = '\u{1100}';

/// The estimated width of a text in the unit of the font size.
///
/// ```
/// use saddle_course::drawing::estimated_text_width;
/// assert!(estimated_text_width("대화봉", 12.0) > estimated_text_width("Taehw", 12.0));
/// ```
pub fn estimated_text_width(text: &str, font_size: f64) -> f64 {
    text.chars().map(|character| if character < FIRST_WIDE { LATIN } else { WIDE }).sum::<f64>() * font_size
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hangul_syllable_is_a_square_and_a_letter_is_not() {
        assert_eq!(estimated_text_width("봉", 10.0), 10.0);
        assert_eq!(estimated_text_width("", 10.0), 0.0);
        let latin = estimated_text_width("Taehwa Peak", 12.0);
        // Eleven characters: Arial sets them in 68 pixels, DejaVu Sans in 77.
        assert!((60.0..90.0).contains(&latin), "{latin}");
    }
}
