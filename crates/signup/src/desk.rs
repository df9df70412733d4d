//! A desk: who receives sign-ups, whom it serves, and how a sign-up reaches it.

use crate::delivery::Delivery;

/// Who receives sign-ups. Names and texts, which have languages, stay with the event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// Short name used in links and on the element, e.g. `zx-tour`.
    pub id: String,
    /// Whom this desk serves; no rule means everyone.
    pub serves: Vec<Rule>,
    /// How a sign-up reaches it.
    pub delivery: Delivery,
    /// The mailbox of the fallback.
    pub mailbox: String,
}

/// One condition on a runner. A desk serves a runner who meets any of its rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// Lives in one of these countries or regions (ISO 3166-1 alpha-2; mainland China is `CN`, not HK, MO or
    /// TW).
    Residence(Vec<String>),
    /// Has one of these nationalities.
    Nationality(Vec<String>),
}
