//! Keeps sign-ups in SQLite: each key once, nothing ever deleted.

use super::body::Encoding;
use super::entries::Entries;
use rusqlite::types::Type;
use rusqlite::{Connection, Row, params};
use serde::Serialize;
use std::path::Path;

/// One sign-up as a desk keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Arrival {
    /// What the desk answered, for the visitor to quote.
    pub reference: String,
    /// The desk it was sent to.
    pub desk: String,
    /// When it came first, UTC, as `2015-10-04T01:30:00Z`.
    pub received_at: String,
    /// How the body was written.
    pub encoding: Encoding,
    /// The key under which repeats are known.
    pub idempotency_key: Option<String>,
    /// The reference of the sign-up that replaces this one.
    pub replaced_by: Option<String>,
    /// How often the same key came again.
    pub repeats: u32,
    /// What the last repeat said, if that was something else than the first.
    pub differing_repeat: Option<Entries>,
    /// Everything that was sent, in its order.
    pub entries: Entries,
}

impl Arrival {
    /// Whether it takes a place: it is not for the waiting list, and nothing has replaced it.
    fn has_place(&self) -> bool {
        self.replaced_by.is_none() && self.entries.filled("waiting_list").is_none()
    }
}

/// What became of a sign-up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// What the desk answers, for the visitor to quote.
    pub reference: String,
    /// Whether the key had come before; then this is the first one's reference.
    pub is_repeat: bool,
}

/// The database.
pub struct Storage(Connection);

const SCHEMA: &str = "
CREATE TABLE IF NOT EXISTS sign_up (
    id               INTEGER PRIMARY KEY,
    desk             TEXT NOT NULL,
    received_at      TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%SZ', 'now')),
    encoding         TEXT NOT NULL,
    idempotency_key  TEXT,
    replaces         TEXT,
    repeats          INTEGER NOT NULL DEFAULT 0,
    differing_repeat TEXT,
    entries          TEXT NOT NULL,
    said             TEXT NOT NULL,
    UNIQUE (desk, idempotency_key)
) STRICT;
CREATE INDEX IF NOT EXISTS replacing ON sign_up (desk) WHERE replaces IS NOT NULL;
";

/// One statement, so that two requests at the same moment cannot both be the first.
const STORE: &str = "
INSERT INTO sign_up (desk, encoding, idempotency_key, replaces, entries, said) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (desk, idempotency_key) DO UPDATE SET
    repeats = repeats + 1,
    differing_repeat = CASE WHEN excluded.said <> said THEN excluded.entries ELSE differing_repeat END
RETURNING id, repeats > 0
";

/// What replaces what is worked out here rather than stored, since the older of two may arrive after the newer.
const ARRIVALS: &str = "
SELECT id, desk, received_at, encoding, idempotency_key, repeats, differing_repeat, entries,
    (SELECT max(newer.id) FROM sign_up AS newer
     WHERE newer.replaces IS NOT NULL AND newer.desk = sign_up.desk
     AND instr(',' || newer.replaces || ',', ',' || sign_up.idempotency_key || ',')) AS replaced_by
FROM sign_up ORDER BY desk, id
";

impl Storage {
    /// Opens a file, or makes it.
    pub fn open(file: &Path) -> rusqlite::Result<Self> {
        Self::with(Connection::open(file)?)
    }

    /// A database that is gone when it is dropped.
    pub fn in_memory() -> rusqlite::Result<Self> {
        Self::with(Connection::open_in_memory()?)
    }

    fn with(connection: Connection) -> rusqlite::Result<Self> {
        connection.execute_batch(SCHEMA)?;
        Ok(Self(connection))
    }

    /// Keeps a sign-up. If its `idempotency_key` has come to this desk before, the first one stays as it is and
    /// gives the answer; a repeat that says something else is kept beside it, so that nothing is lost.
    pub fn store(&self, desk: &str, encoding: Encoding, entries: &Entries) -> rusqlite::Result<Stored> {
        let json = |entries: &Entries| {
            serde_json::to_string(entries)
                .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
        };
        // A second try takes longer than the first and says the same.
        let said = entries.without("seconds_spent");
        let (key, replaces) = (entries.filled("idempotency_key"), entries.filled("replaces"));
        self.0.query_row(
            STORE,
            params![desk, encoding.name(), key, replaces, json(entries)?, json(&said)?],
            |row| Ok(Stored { reference: reference(desk, row.get(0)?), is_repeat: row.get(1)? }),
        )
    }

    /// Whether a sign-up would be one more than a desk has places for. One for the waiting list never is, nor one that has come
    /// before, under the same key or as what it replaces.
    pub fn is_full(&self, desk: &str, places: Option<u32>, entries: &Entries) -> rusqlite::Result<bool> {
        let Some(places) = places.filter(|_| entries.filled("waiting_list").is_none()) else {
            return Ok(false);
        };
        let arrivals: Vec<Arrival> =
            self.arrivals()?.into_iter().filter(|arrival| arrival.desk == desk).collect();
        let replaces = entries.filled("replaces").unwrap_or_default().split(',');
        let mut own_keys = replaces.chain(entries.filled("idempotency_key"));
        let has_come = own_keys.any(|key| {
            let is_it =
                |arrival: &Arrival| arrival.idempotency_key.as_deref() == Some(key) && arrival.has_place();
            arrivals.iter().any(is_it)
        });
        let taken = arrivals.iter().filter(|arrival| arrival.has_place()).count();
        Ok(!has_come && taken >= places as usize)
    }

    /// Every sign-up, by desk and in the order in which they came.
    pub fn arrivals(&self) -> rusqlite::Result<Vec<Arrival>> {
        let mut statement = self.0.prepare(ARRIVALS)?;
        statement.query_map([], arrival)?.collect()
    }
}

fn reference(desk: &str, id: i64) -> String {
    format!("{desk}-{id:04}")
}

fn arrival(row: &Row<'_>) -> rusqlite::Result<Arrival> {
    let desk: String = row.get("desk")?;
    let encoding: String = row.get("encoding")?;
    let replaced_by: Option<i64> = row.get("replaced_by")?;
    let differing_repeat: Option<String> = row.get("differing_repeat")?;
    Ok(Arrival {
        reference: reference(&desk, row.get("id")?),
        received_at: row.get("received_at")?,
        encoding: Encoding::from_name(&encoding)
            .ok_or_else(|| unreadable(format!("there is no encoding {encoding}").into()))?,
        idempotency_key: row.get("idempotency_key")?,
        replaced_by: replaced_by.map(|id| reference(&desk, id)),
        repeats: row.get("repeats")?,
        differing_repeat: differing_repeat.as_deref().map(entries).transpose()?,
        entries: entries(&row.get::<_, String>("entries")?)?,
        desk,
    })
}

fn entries(json: &str) -> rusqlite::Result<Entries> {
    serde_json::from_str(json).map_err(|error| unreadable(error.into()))
}

fn unreadable(error: Box<dyn std::error::Error + Send + Sync>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, error)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestFolder;

    fn sign_up(pairs: &[(&str, &str)]) -> Entries {
        pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn the_same_key_is_one_sign_up_with_the_first_reference() {
        let storage = Storage::in_memory().unwrap();
        let entries = sign_up(&[("name", "Ann"), ("idempotency_key", "k1")]);
        let first = storage.store("zx", Encoding::Json, &entries).unwrap();
        let second = storage.store("zx", Encoding::Json, &entries).unwrap();
        assert!(!first.is_repeat && second.is_repeat);
        assert_eq!(first.reference, second.reference);
        let arrivals = storage.arrivals().unwrap();
        assert_eq!(arrivals.len(), 1);
        assert_eq!((arrivals[0].repeats, &arrivals[0].differing_repeat), (1, &None));
    }

    #[test]
    fn a_repeat_that_only_took_longer_says_the_same() {
        let storage = Storage::in_memory().unwrap();
        for seconds in ["12", "95"] {
            let entries = sign_up(&[("name", "Ann"), ("idempotency_key", "k1"), ("seconds_spent", seconds)]);
            storage.store("zx", Encoding::Json, &entries).unwrap();
        }
        assert_eq!(storage.arrivals().unwrap()[0].differing_repeat, None);
    }

    #[test]
    fn a_repeat_that_differs_is_kept_beside_the_first() {
        let storage = Storage::in_memory().unwrap();
        let [first, second] =
            ["Ann", "Anna"].map(|name| sign_up(&[("name", name), ("idempotency_key", "k1")]));
        for entries in [&first, &second, &first] {
            storage.store("zx", Encoding::Json, entries).unwrap();
        }
        let arrivals = storage.arrivals().unwrap();
        assert_eq!((&arrivals[0].entries, &arrivals[0].differing_repeat), (&first, &Some(second)));
        assert_eq!(arrivals[0].repeats, 2);
    }

    #[test]
    fn a_key_belongs_to_its_desk_and_no_key_is_never_a_repeat() {
        let storage = Storage::in_memory().unwrap();
        let keyed = sign_up(&[("idempotency_key", "k1")]);
        let keyless = sign_up(&[("idempotency_key", " ")]);
        for (desk, entries) in [("a", &keyed), ("b", &keyed), ("a", &keyless), ("a", &keyless)] {
            assert!(!storage.store(desk, Encoding::Json, entries).unwrap().is_repeat);
        }
        let desks: Vec<_> = storage.arrivals().unwrap().into_iter().map(|arrival| arrival.desk).collect();
        assert_eq!(desks, ["a", "a", "a", "b"]);
    }

    #[test]
    fn a_replaced_sign_up_is_marked_in_whichever_order_they_arrive() {
        let older = sign_up(&[("idempotency_key", "k1")]);
        let newer = sign_up(&[("idempotency_key", "k2"), ("replaces", "k1")]);
        for order in [[&older, &newer], [&newer, &older]] {
            let storage = Storage::in_memory().unwrap();
            for entries in order {
                storage.store("zx", Encoding::Urlencoded, entries).unwrap();
            }
            let arrivals = storage.arrivals().unwrap();
            let of = |key| {
                arrivals.iter().find(|arrival| arrival.idempotency_key.as_deref() == Some(key)).unwrap()
            };
            assert_eq!(of("k1").replaced_by.as_ref(), Some(&of("k2").reference));
            assert_eq!(of("k2").replaced_by, None);
        }
    }

    #[test]
    fn one_sign_up_replaces_every_earlier_version() {
        let storage = Storage::in_memory().unwrap();
        for (key, replaces) in [("k1", ""), ("k11", ""), ("k2", "k1"), ("k3", "k1,k2")] {
            let entries = sign_up(&[("idempotency_key", key), ("replaces", replaces)]);
            storage.store("zx", Encoding::Json, &entries).unwrap();
        }
        let arrivals = storage.arrivals().unwrap();
        let replaced_by: Vec<_> = arrivals.iter().map(|arrival| arrival.replaced_by.as_deref()).collect();
        assert_eq!(replaced_by, [Some("zx-0004"), None, Some("zx-0004"), None]);
    }

    #[test]
    fn a_file_keeps_everything_for_the_next_time() {
        let folder = TestFolder::new("storage");
        let file = folder.path().join("desk.sqlite");
        let entries = sign_up(&[("name", "Kim \"Lee\"\n김"), ("remarks", "<b>'; DROP TABLE sign_up; --")]);
        let stored = Storage::open(&file).unwrap().store("zx", Encoding::Multipart, &entries).unwrap();
        let arrivals = Storage::open(&file).unwrap().arrivals().unwrap();
        assert_eq!(arrivals.len(), 1);
        assert_eq!((&arrivals[0].reference, &arrivals[0].entries), (&stored.reference, &entries));
        assert_eq!(arrivals[0].encoding, Encoding::Multipart);
        assert_eq!(arrivals[0].received_at.len(), "2015-10-04T01:30:00Z".len());
    }
}
