//! What a sign-up says: names and texts in the order in which they came.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;
use std::fmt;

/// An ordered map of texts. The same name twice is one entry with both texts, joined by `, `.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries(Vec<(String, String)>);

impl Entries {
    /// Adds a text at the end, or to the entry that has this name already.
    pub fn add(&mut self, name: String, text: String) {
        match self.0.iter_mut().find(|entry| entry.0 == name) {
            Some((_, present)) => {
                present.push_str(", ");
                present.push_str(&text);
            }
            None => self.0.push((name, text)),
        }
    }

    /// The text under a name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|entry| entry.0 == name).map(|entry| entry.1)
    }

    /// The text under a name, unless it is empty.
    pub fn filled(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|text| !text.trim().is_empty())
    }

    /// The others than that one.
    pub fn without(&self, left_out: &str) -> Self {
        Self(self.0.iter().filter(|(name, _)| name != left_out).cloned().collect())
    }

    /// Every name and text in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, text)| (name.as_str(), text.as_str()))
    }
}

impl FromIterator<(String, String)> for Entries {
    fn from_iter<T: IntoIterator<Item = (String, String)>>(pairs: T) -> Self {
        let mut entries = Self::default();
        for (name, text) in pairs {
            entries.add(name, text);
        }
        entries
    }
}

impl Serialize for Entries {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, text) in self.iter() {
            map.serialize_entry(name, text)?;
        }
        map.end()
    }
}

/// Takes any JSON object: texts as they are, `null` as an empty text, everything else as it is written in JSON.
impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;

        impl<'de> Visitor<'de> for Object {
            type Value = Entries;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an object of names and texts")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Entries, A::Error> {
                let mut entries = Entries::default();
                while let Some((name, value)) = map.next_entry::<String, Value>()? {
                    let text = match value {
                        Value::String(text) => text,
                        Value::Null => String::new(),
                        other => other.to_string(),
                    };
                    entries.add(name, text);
                }
                Ok(entries)
            }
        }

        deserializer.deserialize_map(Object)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_keeps_the_order_and_makes_texts() {
        let entries: Entries =
            serde_json::from_str(r#"{"name":"김","age":17,"consent":true,"phone":null,"days":[3,4]}"#)
                .unwrap();
        let pairs: Vec<_> = entries.iter().collect();
        assert_eq!(
            pairs,
            [("name", "김"), ("age", "17"), ("consent", "true"), ("phone", ""), ("days", "[3,4]")]
        );
    }

    #[test]
    fn what_is_written_reads_back_the_same() {
        let entries: Entries = [("b", "1\n\"2\""), ("a", "")]
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into_iter()
            .collect();
        let json = serde_json::to_string(&entries).unwrap();
        assert_eq!(json, r#"{"b":"1\n\"2\"","a":""}"#);
        assert_eq!(serde_json::from_str::<Entries>(&json).unwrap(), entries);
    }

    #[test]
    fn a_name_that_comes_twice_keeps_both_texts() {
        let pairs = [("day", "3"), ("name", "Ann"), ("day", "4")];
        let entries: Entries =
            pairs.map(|(name, text)| (name.to_owned(), text.to_owned())).into_iter().collect();
        assert_eq!(entries.get("day"), Some("3, 4"));
        assert_eq!(entries.iter().count(), 2);
    }

    #[test]
    fn only_an_object_is_taken() {
        for json in ["[]", "\"x\"", "1", "{\"a\":"] {
            assert!(serde_json::from_str::<Entries>(json).is_err(), "{json}");
        }
    }
}
