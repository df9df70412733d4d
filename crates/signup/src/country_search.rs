//! Countries and regions found by what a visitor types: in their language, in English, or the code.

/// What people call a country where its name in Unicode's CLDR is another one; `|` between the names.
const ALSO_CALLED: [(&str, &str); 26] = [
    ("AE", "uae"),
    ("CD", "drc|congo kinshasa"),
    ("CG", "congo brazzaville"),
    ("CI", "ivory coast"),
    ("CN", "prc"),
    ("CV", "cabo verde"),
    ("CZ", "czech republic"),
    (
        "GB",
        "uk|great britain|england|scotland|wales|northern ireland|grossbritannien|grande bretagne|gran bretana",
    ),
    ("HK", "hongkong"),
    ("IR", "persia"),
    ("KP", "dprk|조선|조선민주주의인민공화국|朝鲜民主主义人民共和国"),
    ("KR", "rok|한국"),
    ("MK", "macedonia"),
    ("MM", "burma"),
    ("MO", "macau|macao"),
    ("NL", "holland|the netherlands"),
    ("PS", "palestine"),
    ("RU", "russian federation"),
    ("SY", "syrian arab republic"),
    ("SZ", "swaziland"),
    ("TL", "east timor"),
    ("TR", "turkey"),
    ("TZ", "united republic of tanzania"),
    ("US", "usa|united states of america|america|amerika|أمريكا|etats unis d amerique"),
    ("VA", "holy see"),
    ("VN", "viet nam"),
];

/// What a country or region is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountryNames {
    /// The code of ISO 3166-1.
    pub code: String,
    /// The name in the visitor's language, which is shown.
    pub name: String,
    /// The name in English.
    pub english: String,
}

/// Names that can be searched, with what was worked out of them once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CountryList {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    names: CountryNames,
    /// Both names, and what else it is called.
    folded: Vec<String>,
}

impl CountryList {
    /// A list in the order in which it is shown. `decomposed` gives a text in Unicode's normal form NFD, which browsers have:
    /// there an accent is a character of its own.
    pub fn new(names: Vec<CountryNames>, decomposed: &dyn Fn(&str) -> String) -> Self {
        let mut entries = Vec::new();
        for names in names {
            let also = ALSO_CALLED.iter().filter(|(code, _)| *code == names.code);
            let also = also.flat_map(|(_, also)| also.split('|'));
            let all = [names.name.as_str(), &names.english].into_iter().chain(also);
            let folded = all.map(|name| folded(name, decomposed)).collect();
            entries.push(Entry { names, folded });
        }
        Self { entries }
    }

    /// The countries that a text may mean, in the order of the list, but those first whose name begins with it: some word of
    /// the name begins with the text, or the code is the text. All of them if the text says nothing.
    pub fn matching(&self, typed: &str, decomposed: &dyn Fn(&str) -> String) -> Vec<&CountryNames> {
        let typed = folded(typed, decomposed);
        let mut ranked: [Vec<&CountryNames>; 3] = Default::default();
        for entry in &self.entries {
            let rank = if entry.is_called(&typed) {
                0
            } else if entry.folded.iter().any(|name| name.starts_with(&typed)) {
                1
            } else if entry.folded.iter().any(|name| has_word(name, &typed)) {
                2
            } else {
                continue;
            };
            if let Some(list) = ranked.get_mut(rank) {
                list.push(&entry.names);
            }
        }
        ranked.concat()
    }

    /// The country that a text names in full, in either language or by its code.
    pub fn exact(&self, typed: &str, decomposed: &dyn Fn(&str) -> String) -> Option<&CountryNames> {
        let typed = folded(typed, decomposed);
        self.entries.iter().find(|entry| entry.is_called(&typed)).map(|entry| &entry.names)
    }

    /// The country of a code.
    pub fn of_code(&self, code: &str) -> Option<&CountryNames> {
        let found = self.entries.iter().find(|entry| entry.names.code.eq_ignore_ascii_case(code));
        found.map(|entry| &entry.names)
    }
}

impl Entry {
    fn is_called(&self, typed: &str) -> bool {
        !typed.is_empty()
            && (self.names.code.eq_ignore_ascii_case(typed) || self.folded.iter().any(|name| name == typed))
    }
}

/// Whether a word after the first begins with the text. Scripts without spaces, such as Chinese, are searched everywhere.
fn has_word(name: &str, typed: &str) -> bool {
    let is_spaced = |character: char| character.is_ascii() || ('\u{a0}'..'\u{1100}').contains(&character);
    let everywhere = !typed.chars().any(is_spaced);
    name.match_indices(typed)
        .any(|(start, _)| everywhere || name.get(..start).is_some_and(|before| before.ends_with(' ')))
}

/// A text as it is compared: without accents, in small letters, with one space between words and no other punctuation.
fn folded(text: &str, decomposed: &dyn Fn(&str) -> String) -> String {
    let mut out = String::new();
    for character in decomposed(text).chars() {
        match character {
            // Combining accents, and the vowel signs and hamzas of Arabic, which are often left out.
            '\u{300}'..='\u{36f}' | '\u{640}' | '\u{64b}'..='\u{655}' => {}
            // Letters that have no decomposition.
            'ß' => out.push_str("ss"),
            'Ø' | 'ø' => out.push('o'),
            'Ł' | 'ł' => out.push('l'),
            'ı' => out.push('i'),
            'ى' => out.push('ي'),
            'ة' => out.push('ه'),
            '\'' | '’' | '.' => {}
            _ if character.is_alphanumeric() || is_mark(character) => out.extend(character.to_lowercase()),
            _ if !out.is_empty() && !out.ends_with(' ') => out.push(' '),
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Vowel signs and the like, which belong to the word that they stand in: Devanagari to Myanmar.
const fn is_mark(character: char) -> bool {
    matches!(character, '\u{900}'..='\u{109f}' | '\u{200c}' | '\u{200d}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// NFD of the letters that these tests use.
    fn decomposed(text: &str) -> String {
        text.chars()
            .map(|character| match character {
                'é' => "e\u{301}".to_owned(),
                'ô' => "o\u{302}".to_owned(),
                'Å' => "A\u{30a}".to_owned(),
                'ü' => "u\u{308}".to_owned(),
                'ç' => "c\u{327}".to_owned(),
                other => other.to_string(),
            })
            .collect()
    }

    fn list(names: &[(&'static str, &str, &str)]) -> CountryList {
        let names = names
            .iter()
            .map(|(code, name, english)| CountryNames {
                code: (*code).into(),
                name: (*name).into(),
                english: (*english).into(),
            })
            .collect();
        CountryList::new(names, &decomposed)
    }

    fn french() -> CountryList {
        list(&[
            ("KR", "Corée du Sud", "South Korea"),
            ("CI", "Côte d’Ivoire", "Côte d’Ivoire"),
            ("GN", "Guinée", "Guinea"),
            ("GW", "Guinée-Bissau", "Guinea-Bissau"),
            ("AX", "Îles Åland", "Åland Islands"),
            ("PG", "Papouasie-Nouvelle-Guinée", "Papua New Guinea"),
        ])
    }

    fn codes<'l>(list: &'l CountryList, typed: &str) -> Vec<&'l str> {
        list.matching(typed, &decomposed).iter().map(|names| names.code.as_str()).collect()
    }

    #[test]
    fn finds_words_in_either_language_without_regard_to_case_and_accents() {
        let french = french();
        for (typed, found) in [
            ("coree", vec!["KR"]),
            ("SOUTH k", vec!["KR"]),
            ("sud", vec!["KR"]),
            ("cote divoire", vec!["CI"]),
            ("Côte d'I", vec!["CI"]),
            ("aland", vec!["AX"]),
            ("kr", vec!["KR"]),
            ("ree", vec![]),
            ("xyz", vec![]),
        ] {
            assert_eq!(codes(&french, typed), found, "{typed}");
        }
        assert_eq!(codes(&french, " ").len(), 6);
    }

    #[test]
    fn who_is_called_so_comes_first_and_then_who_begins_so() {
        assert_eq!(codes(&french(), "guinee"), ["GN", "GW", "PG"]);
        let english = list(&[("CI", "Inland Cinder", "Inland Cinder"), ("IN", "India", "India")]);
        assert_eq!(codes(&english, "in"), ["IN", "CI"]);
    }

    #[test]
    fn chinese_and_korean_are_found_by_any_part() {
        let chinese = list(&[("CN", "中国", "China"), ("HK", "中国香港特别行政区", "Hong Kong SAR China")]);
        assert_eq!(codes(&chinese, "中国"), ["CN", "HK"]);
        assert_eq!(codes(&chinese, "香港"), ["HK"]);
        assert_eq!(codes(&chinese, "hong"), ["HK"]);
        let korean = list(&[("KR", "대한민국", "South Korea")]);
        assert_eq!(codes(&korean, "한국어"), [""; 0]);
        assert_eq!(codes(&korean, "민국"), ["KR"]);
    }

    #[test]
    fn what_people_call_it_is_found_and_taken() {
        let names = [
            ("GB", "United Kingdom", "United Kingdom"),
            ("KP", "North Korea", "North Korea"),
            ("KR", "대한민국", "South Korea"),
            ("TR", "Türkiye", "Türkiye"),
            ("UA", "Ukraine", "Ukraine"),
            ("US", "United States", "United States"),
        ];
        let list = list(&names);
        for (typed, code) in [
            ("UK", "GB"),
            ("England", "GB"),
            ("U.S.A.", "US"),
            ("United States of America", "US"),
            ("Turkey", "TR"),
            ("DPRK", "KP"),
            ("한국", "KR"),
        ] {
            assert_eq!(codes(&list, typed).first(), Some(&code), "{typed}");
            assert_eq!(
                list.exact(typed, &decomposed).map(|names| names.code.as_str()),
                Some(code),
                "{typed}"
            );
        }
        assert_eq!(codes(&list, "uk"), ["GB", "UA"]);
        assert_eq!(codes(&list, "scot"), ["GB"]);
    }

    #[test]
    fn what_else_a_country_is_called_is_written_as_it_is_compared() {
        assert!(ALSO_CALLED.windows(2).all(|pair| pair[0].0 < pair[1].0));
        for (code, names) in ALSO_CALLED {
            assert!(crate::country::is_country(code), "{code}");
            // What this test's stand-in for NFD does not know is compared without it.
            for name in names.split('|').filter(|name| name.is_ascii()) {
                assert_eq!(folded(name, &decomposed), name);
            }
        }
    }

    #[test]
    fn arabic_is_found_however_its_alef_is_typed() {
        // As NFD takes them apart: an alef and the hamza below or above it.
        let arabic = list(&[
            ("AE", "ا\u{655}لا\u{654}مارات", "United Arab Emirates"),
            ("JO", "الا\u{654}ردن", "Jordan"),
        ]);
        for (typed, code) in [("الامارات", "AE"), ("الاردن", "JO"), ("الا\u{654}ردن", "JO")]
        {
            assert_eq!(codes(&arabic, typed), [code], "{typed}");
        }
    }

    #[test]
    fn a_full_name_or_a_code_is_taken() {
        let french = french();
        let exact = |typed| french.exact(typed, &decomposed).map(|names| names.code.as_str());
        assert_eq!(exact("guinée bissau"), Some("GW"));
        assert_eq!(exact(" South Korea "), Some("KR"));
        assert_eq!(exact("ci"), Some("CI"));
        assert_eq!(exact("Guin"), None);
        assert_eq!(exact(""), None);
        assert_eq!(french.of_code("kr").map(|names| names.name.as_str()), Some("Corée du Sud"));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_nothing_panics_and_an_exact_name_is_the_first_match(typed in ".*|[a-zçé' -]{0,8}") {
            let french = french();
            let first = french.matching(&typed, &decomposed).first().map(|names| names.code.as_str());
            if let Some(exact) = french.exact(&typed, &decomposed) {
                prop_assert_eq!(Some(exact.code.as_str()), first);
            }
        }
    }
}
