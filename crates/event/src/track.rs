//! Where the line of a distance comes from.

use crate::reader::{Cursor, Object};
use crate::url::Url;
use saddle_course::packed::{PackedError, PackedTrack};
use serde_json::Value;

/// The line of a distance.
#[derive(Clone, Debug)]
pub enum Track {
    /// A GPX, TCX, KML or GeoJSON file, to be fetched.
    File(Url),
    /// A line that is already in the event file, as [`pack`](crate::pack()) puts it there.
    Packed {
        /// The line.
        packed: PackedTrack,
        /// The file it was made from, for those who want to download it.
        source: Url,
    },
}

impl Track {
    /// The file of the track, for download.
    pub fn source(&self) -> &Url {
        match self {
            Self::File(url) | Self::Packed { source: url, .. } => url,
        }
    }

    /// The key of the packed line in the event file.
    pub(crate) const PACKED: &str = "packed";
    /// The key of the original file's URL beside it.
    pub(crate) const SOURCE: &str = "source";
    /// What a mistake says should stand there.
    pub(crate) const EXPECTED: &str = "the URL of a GPX, TCX, KML or GeoJSON file";

    /// Reads the `track` of a distance.
    pub(crate) fn read(distance: &Object<'_>) -> Self {
        let Some(at) = distance.required("track", Self::EXPECTED) else { return Self::File(Url::gap()) };
        match at.value {
            Value::String(_) => Self::File(Url::read(&at)),
            Value::Object(_) => {
                let object = at.object();
                let packed = object.required(Self::PACKED, "a packed track").and_then(|at| read_packed(&at));
                let source = Url::required(&object, Self::SOURCE, Self::EXPECTED);
                match packed {
                    Some(packed) => Self::Packed { packed, source },
                    None => Self::File(source),
                }
            }
            _ => {
                at.mistake(Self::EXPECTED);
                Self::File(Url::gap())
            }
        }
    }
}

fn read_packed(at: &Cursor<'_>) -> Option<PackedTrack> {
    match PackedTrack::from_json(at.value) {
        Ok(packed) => Some(packed),
        Err(error) => {
            // The one error of reading JSON; writing out the others too would be kilobytes for nothing.
            if let PackedError::Member { path, expected } = error {
                at.mistake(&["a packed track (", &path, ": expected ", expected, ")"].concat());
            } else {
                at.mistake("a packed track");
            }
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::demo::mistakes_with;
    use serde_json::json;

    #[test]
    fn says_what_is_wrong_with_it() {
        let url = "an https: URL or one relative to the event file (http: only on localhost), without spaces";
        assert_eq!(
            mistakes_with("/distances/0/track", json!("javascript:alert(1)")),
            [format!("$.distances[0].track: found \"javascript:alert(1)\", expected {url}")]
        );
        assert_eq!(
            mistakes_with("/distances/0/track", json!([])),
            ["$.distances[0].track: found a list of 0, expected the URL of a GPX, TCX, KML or GeoJSON file"]
        );
        assert_eq!(
            mistakes_with("/distances/0/track", json!({})),
            [
                "$.distances[0].track.packed: found nothing, expected a packed track",
                "$.distances[0].track.source: found nothing, expected the URL of a GPX, TCX, KML or GeoJSON file",
            ]
        );
        let mistakes = mistakes_with("/distances/0/track", json!({"packed": 3, "source": "42k.gpx"}));
        assert!(
            mistakes[0]
                .starts_with("$.distances[0].track.packed: found the number 3, expected a packed track ("),
            "{mistakes:?}"
        );
    }
}
