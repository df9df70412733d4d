//! How much of everything an event file may hold, so that a broken or hostile file cannot stall a visitor's page.

/// Bytes of the whole file, packed tracks included.
pub const FILE_BYTES: usize = 5_000_000;
/// Distances of one event.
pub(crate) const DISTANCES: usize = 50;
/// Waypoints of one distance.
pub(crate) const WAYPOINTS: usize = 200;
/// Desks of one event.
pub(crate) const DESKS: usize = 50;
/// Items of any other list.
pub(crate) const ITEMS: usize = 300;
/// Characters of one text in one language.
pub(crate) const TEXT_CHARS: usize = 5_000;
/// Languages of one text.
pub(crate) const LANGUAGES: usize = 100;
/// Characters of an id, a mailbox, a name of a track, and other single words.
pub(crate) const WORD_CHARS: usize = 254;
/// Characters of a URL: what every browser takes.
pub(crate) const URL_CHARS: usize = 2_000;
/// Mistakes that are reported before reading gives up on collecting more.
pub(crate) const MISTAKES: usize = 100;
