//! The countries and regions of ISO 3166-1, by their two-letter codes, and Kosovo.

/// The 249 codes officially assigned (<https://www.iso.org/obp/ui/#search/code/>), and XK, by which Unicode's CLDR and the European
/// Union name Kosovo; one after the other in alphabetical order: one text is smaller than 250.
const CODES: &str = "\
    ADAEAFAGAIALAMAOAQARASATAUAWAXAZBABBBDBEBFBGBHBIBJBLBMBNBOBQBRBSBTBVBWBYBZCACCCDCFCGCHCICKCLCMCNCOCR\
    CUCVCWCXCYCZDEDJDKDMDODZECEEEGEHERESETFIFJFKFMFOFRGAGBGDGEGFGGGHGIGLGMGNGPGQGRGSGTGUGWGYHKHMHNHRHTHU\
    IDIEILIMINIOIQIRISITJEJMJOJPKEKGKHKIKMKNKPKRKWKYKZLALBLCLILKLRLSLTLULVLYMAMCMDMEMFMGMHMKMLMMMNMOMPMQ\
    MRMSMTMUMVMWMXMYMZNANCNENFNGNINLNONPNRNUNZOMPAPEPFPGPHPKPLPMPNPRPSPTPWPYQARERORSRURWSASBSCSDSESGSHSI\
    SJSKSLSMSNSOSRSSSTSVSXSYSZTCTDTFTGTHTJTKTLTMTNTOTRTTTVTWTZUAUGUMUSUYUZVAVCVEVGVIVNVUWFWSXKYEYTZAZMZW";

/// All codes in alphabetical order.
pub fn countries() -> impl Iterator<Item = &'static str> {
    (0..CODES.len()).step_by(2).filter_map(|start| CODES.get(start..start + 2))
}

/// Whether the text is one of the codes, in upper or lower case.
pub fn is_country(code: &str) -> bool {
    countries().any(|known| known.eq_ignore_ascii_case(code))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn there_are_250_in_order_without_doubles() {
        let codes: Vec<_> = countries().collect();
        assert_eq!(codes.len(), 250);
        assert!(codes.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(
            codes.iter().all(|code| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()))
        );
    }

    #[test]
    fn regions_with_their_own_code_are_listed() {
        for code in ["CN", "HK", "MO", "TW", "KP", "KR", "SS", "cn"] {
            assert!(is_country(code), "{code}");
        }
    }

    #[test]
    fn reserved_former_and_three_letter_codes_are_not() {
        for code in ["", "C", "EU", "UK", "SU", "AN", "ZZ", "CHN", "中国", "DA"] {
            assert!(!is_country(code), "{code}");
        }
    }

    proptest! {
        #[test]
        fn checking_never_panics(text in ".*") {
            let _ = is_country(&text);
        }
    }
}
