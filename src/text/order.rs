//! Words by their place: a struct with a field for each text of a language file, in the order of the file.

/// Declares the words that stand by themselves, in the order in which every language file has them; what follows them in
/// the file are the `others`. The file in `OUT_DIR` holds the keys of the English file, as `build.rs` found them.
macro_rules! ordered_words {
    ($(#[$doc:meta])* pub struct $name:ident in $keys:literal; $($(#[$key_doc:meta])* $key:ident,)*) => {
        $(#[$doc])*
        /// `{name}` marks what [`fill`](crate::text::fill) puts in.
        pub struct $name {
            $($(#[$key_doc])* pub $key: &'static str,)*
            others: Vec<&'static str>,
        }

        /// The keys of the words that stand by themselves.
        const KEYS: &[&str] = &[$(stringify!($key)),*];

        const KEYS_IN_FILE: &[&str] = &include!(concat!(env!("OUT_DIR"), $keys));

        impl $name {
            /// Takes the texts of a language file, one a line, in the order of the file.
            pub fn read(texts: &'static str) -> Self {
                let mut lines = texts.split('\n');
                let mut next = || lines.next().unwrap_or_default();
                Self { $($key: next(),)* others: lines.collect() }
            }
        }

        // The texts are taken by their order, so a file in another order would put every word into the wrong place.
        const _: () = assert!(
            $crate::text::starts_with(KEYS_IN_FILE, KEYS),
            "a word stands in another place in the English file than here"
        );
    };
}
pub(crate) use ordered_words;

/// Whether a file begins with these keys, in this order.
pub const fn starts_with(keys_in_file: &[&str], keys: &[&str]) -> bool {
    let mut index = 0;
    while index < keys.len() {
        if !has_key(keys_in_file, index, "", keys[index]) {
            return false;
        }
        index += 1;
    }
    true
}

/// Whether the key at this place of a file is `prefix` and `rest` together.
pub const fn has_key(keys_in_file: &[&str], index: usize, prefix: &str, rest: &str) -> bool {
    if index >= keys_in_file.len() {
        return false;
    }
    let (key, prefix, rest) = (keys_in_file[index].as_bytes(), prefix.as_bytes(), rest.as_bytes());
    let mut at = 0;
    while at < key.len() {
        let expected = if at < prefix.len() {
            prefix[at]
        } else if at - prefix.len() < rest.len() {
            rest[at - prefix.len()]
        } else {
            return false;
        };
        if key[at] != expected {
            return false;
        }
        at += 1;
    }
    at == prefix.len() + rest.len()
}
