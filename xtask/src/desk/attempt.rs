//! What a desk remembers of each request, taken or not.

use std::collections::VecDeque;

/// How many requests are remembered.
const REMEMBERED: usize = 500;

/// One request to a desk's address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// `POST`, or `OPTIONS` for a CORS preflight.
    pub method: String,
    /// The desk it was sent to.
    pub desk: String,
    /// The key in the body, if the body was read and has one.
    pub idempotency_key: Option<String>,
    /// The status that was answered; `None` if the answer was lost on purpose.
    pub status: Option<u16>,
}

/// The last requests, oldest first.
#[derive(Debug, Default)]
pub struct Attempts(VecDeque<Attempt>);

impl Attempts {
    /// Remembers a request, and forgets the oldest if there are too many.
    pub fn add(&mut self, attempt: Attempt) {
        if self.0.len() == REMEMBERED {
            self.0.pop_front();
        }
        self.0.push_back(attempt);
    }

    /// The remembered requests, oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Attempt> {
        self.0.iter()
    }
}
