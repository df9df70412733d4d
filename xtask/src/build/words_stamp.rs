//! What the folder of words is called on the web: by what all of its files hold, because the widget takes texts by their places.

use super::hashing::hash;
use std::path::Path;
use std::{fs, io};

/// `words-<hash>`, for the folder that holds the words. The widget's build script calls it for `public/words`, and the finishing
/// step for the copy, so that a widget fetches the words that it was built with and never those of another build.
///
/// # Errors
/// A file cannot be read.
pub fn stamp(words: &Path) -> io::Result<String> {
    let mut files = Vec::new();
    for part in fs::read_dir(words)? {
        let part = part?;
        for language in fs::read_dir(part.path())? {
            let language = language?;
            files.push((part.file_name(), language.file_name(), fs::read(language.path())?));
        }
    }
    files.sort();
    let mut content = Vec::new();
    for (part, language, texts) in files {
        content.extend([part.as_encoded_bytes(), language.as_encoded_bytes(), &texts].concat());
    }
    Ok(["words-", &hash(&content)].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestFolder;

    #[test]
    fn the_same_words_have_the_same_name_and_others_another() {
        let [first, second, third] = ["first", "second", "third"].map(|name| {
            let folder = TestFolder::new(&format!("words-stamp-{name}"));
            folder.write("course/en.json", r#"{"tag":"en"}"#);
            folder.write("signup/ko.json", r#"{"tag":"ko"}"#);
            folder
        });
        third.write("signup/ko.json", r#"{"send":"보내기","tag":"ko"}"#);
        let name = |folder: &TestFolder| stamp(folder.path()).unwrap();
        assert_eq!(name(&first), name(&second));
        assert_ne!(name(&first), name(&third));
    }
}
