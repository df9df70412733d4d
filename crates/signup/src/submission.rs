//! Which key a sign-up is sent with, over all its tries.

use crate::answer::Outcome;
use crate::answers::Answers;
use crate::key::IdempotencyKey;

/// The keys of one visitor's sign-up for one event. Kept in the draft.
///
/// The same text always travels under the same key, so that a desk can tell a second try from a second
/// sign-up. Text that was edited after an earlier version may have arrived travels under a new key and names
/// those that it replaces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    key: IdempotencyKey,
    replaces: Vec<IdempotencyKey>,
    may_have_arrived: Option<Answers>,
}

impl Submission {
    /// A sign-up that was never sent. `random` is 16 random bytes.
    pub const fn new(random: [u8; 16]) -> Self {
        Self { key: IdempotencyKey::from_random(random), replaces: Vec::new(), may_have_arrived: None }
    }

    /// A sign-up as it was left.
    pub(crate) const fn restore(
        key: IdempotencyKey,
        replaces: Vec<IdempotencyKey>,
        may_have_arrived: Option<Answers>,
    ) -> Self {
        Self { key, replaces, may_have_arrived }
    }

    /// The key to send with.
    pub const fn key(&self) -> IdempotencyKey {
        self.key
    }

    /// The keys of earlier versions that may have arrived, oldest first.
    pub fn replaces(&self) -> &[IdempotencyKey] {
        &self.replaces
    }

    /// The answers that may have arrived under [`key`](Self::key).
    pub const fn may_have_arrived(&self) -> Option<&Answers> {
        self.may_have_arrived.as_ref()
    }

    /// To be called when the visitor sends, or takes the mail: if another version of the answers may have
    /// arrived, this one gets a new key, made of the 16 `random` bytes, and replaces the other. Otherwise the
    /// key stays.
    pub fn prepare(&mut self, answers: &Answers, random: [u8; 16]) {
        if self.may_have_arrived.as_ref().is_some_and(|sent| sent != answers) {
            self.replaces.push(self.key);
            self.key = IdempotencyKey::from_random(random);
            self.may_have_arrived = None;
        }
    }

    /// Takes note of what became of the answers that were `sent`, over all tries of the sending. After an unknown outcome
    /// they may have arrived. A desk that refused them, or is full, has not kept them, and after "not now" nothing has arrived
    /// ([`Tries`](crate::Tries) finishes so only then), so they can be edited under the same key.
    ///
    /// A page can be closed before the desk answers. Whoever keeps drafts therefore records
    /// [`Unknown`](Outcome::Unknown) before each sending, and the outcome after it.
    pub fn record(&mut self, sent: &Answers, outcome: &Outcome) {
        match outcome {
            Outcome::Unknown { .. } => self.may_have_arrived = Some(sent.clone()),
            Outcome::Refused { .. } | Outcome::Full { .. } | Outcome::NotNow { .. } => {
                self.may_have_arrived = None
            }
            Outcome::Accepted { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answer::Unknown;
    use crate::form::FieldName;

    const REFUSED: Outcome = Outcome::Refused { fields: Vec::new(), general: Vec::new() };
    const UNKNOWN: Outcome = Outcome::Unknown { why: Unknown::Timeout };

    fn answers(name: &str) -> Answers {
        let mut answers = Answers::default();
        answers.set(FieldName::Name, name);
        answers
    }

    fn key(byte: u8) -> IdempotencyKey {
        IdempotencyKey::from_random([byte; 16])
    }

    /// Sends the answers `name`, with `random` at hand, and learns the outcome.
    fn send(submission: &mut Submission, name: &str, random: u8, outcome: &Outcome) {
        submission.prepare(&answers(name), [random; 16]);
        submission.record(&answers(name), outcome);
    }

    #[test]
    fn the_first_try_has_the_first_key() {
        let mut submission = Submission::new([1; 16]);
        submission.prepare(&answers("A"), [2; 16]);
        assert_eq!(submission.key(), key(1));
        assert!(submission.replaces().is_empty());
    }

    #[test]
    fn the_same_text_keeps_its_key_after_an_unknown_outcome() {
        let mut submission = Submission::new([1; 16]);
        send(&mut submission, "A", 2, &UNKNOWN);
        submission.prepare(&answers("A"), [4; 16]);
        assert_eq!(submission.key(), key(1));
        assert!(submission.replaces().is_empty());
    }

    #[test]
    fn text_edited_after_an_unknown_outcome_replaces_every_version_that_may_have_arrived() {
        let mut submission = Submission::new([1; 16]);
        for (name, random) in [("A", 9), ("B", 2), ("C", 3)] {
            send(&mut submission, name, random, &UNKNOWN);
        }
        assert_eq!(submission.key(), key(3));
        assert_eq!(submission.replaces(), [key(1), key(2)]);
        assert_eq!(submission.may_have_arrived(), Some(&answers("C")));
    }

    #[test]
    fn not_now_takes_back_that_it_may_have_arrived() {
        let mut submission = Submission::new([1; 16]);
        submission.prepare(&answers("A"), [9; 16]);
        submission.record(&answers("A"), &UNKNOWN); // as it leaves
        submission.record(&answers("A"), &Outcome::NotNow { retry_after_s: None });
        assert_eq!(submission.may_have_arrived(), None);
        submission.prepare(&answers("B"), [2; 16]);
        assert_eq!((submission.key(), submission.replaces()), (key(1), [].as_slice()));
    }

    #[test]
    fn text_edited_after_a_refusal_keeps_the_key() {
        let mut submission = Submission::new([1; 16]);
        send(&mut submission, "A", 2, &REFUSED);
        submission.prepare(&answers("B"), [3; 16]);
        assert_eq!(submission.key(), key(1));
        assert!(submission.replaces().is_empty());
    }

    #[test]
    fn a_refusal_settles_what_was_unknown_of_the_same_text() {
        let mut submission = Submission::new([1; 16]);
        send(&mut submission, "A", 2, &UNKNOWN);
        send(&mut submission, "A", 3, &REFUSED);
        submission.prepare(&answers("B"), [4; 16]);
        assert_eq!(submission.key(), key(1));
        assert!(submission.replaces().is_empty());
    }

    #[test]
    fn a_version_that_was_prepared_but_not_sent_is_not_replaced() {
        let mut submission = Submission::new([1; 16]);
        send(&mut submission, "A", 9, &UNKNOWN);
        submission.prepare(&answers("B"), [2; 16]);
        submission.prepare(&answers("C"), [3; 16]);
        assert_eq!(submission.key(), key(2));
        assert_eq!(submission.replaces(), [key(1)]);
    }

    #[test]
    fn a_refusal_of_a_new_version_does_not_forget_the_old_one() {
        let mut submission = Submission::new([1; 16]);
        send(&mut submission, "A", 9, &UNKNOWN);
        send(&mut submission, "B", 2, &REFUSED);
        submission.prepare(&answers("C"), [3; 16]);
        assert_eq!(submission.key(), key(2));
        assert_eq!(submission.replaces(), [key(1)]);
    }
}
