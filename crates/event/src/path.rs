//! The place of a value in the file, as a JSON path.

use crate::written::quoted;

/// The place of a value: a chain of keys up to the whole file, written out only when there is a mistake to report.
#[derive(Clone, Copy)]
pub(crate) struct Path<'p> {
    /// The object that the key is of; none for the whole file.
    pub(crate) parent: Option<&'p Self>,
    /// The key, `$` for the whole file.
    pub(crate) key: &'p str,
    /// Which item of the list under that key.
    pub(crate) index: Option<usize>,
}

impl<'p> Path<'p> {
    /// The place of what an object at this place has under a key.
    pub(crate) fn child(&'p self, key: &'p str) -> Self {
        Self { parent: Some(self), key, index: None }
    }

    /// The place as a JSON path, `$.distances[1].track`.
    pub(crate) fn to_text(self) -> String {
        let mut text = match self.parent {
            None => self.key.to_owned(),
            Some(parent) if self.is_plain() => [&parent.to_text(), ".", self.key].concat(),
            Some(parent) => [&parent.to_text(), "[", &quoted(self.key), "]"].concat(),
        };
        if let Some(index) = self.index {
            for piece in ["[", &index.to_string(), "]"] {
                text.push_str(piece);
            }
        }
        text
    }

    /// Whether the key can stand behind a dot.
    fn is_plain(&self) -> bool {
        (1..=60).contains(&self.key.len()) && self.key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_written_as_a_json_path() {
        let file = Path { parent: None, key: "$", index: None };
        let list = file.child("a_1");
        let item = Path { index: Some(12), ..list };
        assert_eq!(list.to_text(), "$.a_1");
        assert_eq!(item.to_text(), "$.a_1[12]");
        assert_eq!(item.child("zh-Hans").to_text(), r#"$.a_1[12]["zh-Hans"]"#);
        assert_eq!(item.child("").to_text(), r#"$.a_1[12][""]"#);
        assert_eq!(file.child("a\"\n").to_text(), r#"$["a\"\n"]"#);
    }
}
