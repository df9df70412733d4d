//! Whether, and when, the same sign-up is sent again without being asked.

use crate::answer::{Outcome, Unknown};

/// The tries of one sending, all with the same key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tries {
    /// The same key twice is one sign-up at this desk.
    idempotent: bool,
    count: u8,
    /// Why nobody knows whether an earlier try has arrived; `None` if none may have.
    unknown: Option<Unknown>,
}

/// What to do after a try.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Tell the visitor what became of the sending.
    Finish(Outcome),
    /// Wait, then send the same body with the same key.
    WaitThenResend {
        /// How long.
        seconds: u32,
    },
}

/// How often a sign-up is sent at most before the visitor is told.
const MOST_TRIES: u8 = 3;

impl Tries {
    /// A sending that begins. `idempotent` says that the same key twice is one sign-up at this desk, and
    /// `may_have_arrived` that the same answers were sent before and nobody knows what became of them.
    pub const fn new(idempotent: bool, may_have_arrived: bool) -> Self {
        let unknown = if may_have_arrived { Some(Unknown::Network) } else { None };
        Self { idempotent, count: 0, unknown }
    }

    /// Takes note of what became of a try, and says what to do now.
    ///
    /// "Not now" is tried again after the wait that the desk asks for. An unknown outcome is tried again only
    /// where the same key twice is one sign-up, and never if the browser hides the answers: the next one
    /// would be hidden too. Without a wait asked for, it is 2 s, then 4 s.
    ///
    /// "Not now" says nothing about the tries before: if one of them may have arrived, the whole sending
    /// finishes as unknown. Nor does "full", unless the desk knows the key again: the last place may have gone to that try.
    pub fn next(&mut self, outcome: Outcome) -> Next {
        self.count = self.count.saturating_add(1);
        if let Outcome::Unknown { why } = outcome {
            self.unknown = Some(why);
        }
        let asked_s = match &outcome {
            Outcome::NotNow { retry_after_s } => *retry_after_s,
            Outcome::Unknown { why: Unknown::Opaque } => return Next::Finish(outcome),
            Outcome::Unknown { .. } if self.idempotent => None,
            // The place that is gone may be this visitor's own.
            Outcome::Full { .. } if !self.idempotent && self.unknown.is_some() => {
                return self.finish(outcome);
            }
            Outcome::Unknown { .. }
            | Outcome::Accepted { .. }
            | Outcome::Refused { .. }
            | Outcome::Full { .. } => {
                return Next::Finish(outcome);
            }
        };
        if self.count >= MOST_TRIES {
            return self.finish(outcome);
        }
        let seconds = match asked_s {
            Some(asked_s) => asked_s,
            None => 1 << self.count,
        };
        Next::WaitThenResend { seconds }
    }

    fn finish(&self, outcome: Outcome) -> Next {
        Next::Finish(match self.unknown {
            Some(why) => Outcome::Unknown { why },
            None => outcome,
        })
    }

    /// Sends as often as [`next`](Self::next) says, and gives what the visitor is told. `post` sends once; `wait` waits for
    /// so many seconds.
    pub async fn deliver(
        mut self,
        mut post: impl AsyncFnMut() -> Outcome,
        mut wait: impl AsyncFnMut(u32),
    ) -> Outcome {
        loop {
            match self.next(post().await) {
                Next::Finish(outcome) => return outcome,
                Next::WaitThenResend { seconds } => wait(seconds).await,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ONCE: Tries = Tries::new(false, false);
    const IDEMPOTENT: Tries = Tries::new(true, false);
    const WHYS: [Unknown; 5] =
        [Unknown::Network, Unknown::Timeout, Unknown::ServerError(503), Unknown::Garbled, Unknown::Opaque];
    const BUSY: Outcome = Outcome::NotNow { retry_after_s: Some(0) };
    const TIMEOUT: Outcome = Outcome::Unknown { why: Unknown::Timeout };

    /// How long each wait is if every try ends the same.
    fn waits(mut tries: Tries, outcome: &Outcome) -> Vec<u32> {
        let mut waits = Vec::new();
        while let Next::WaitThenResend { seconds } = tries.next(outcome.clone()) {
            waits.push(seconds);
        }
        waits
    }

    /// What becomes of a sending whose tries end like this.
    fn end(mut tries: Tries, outcomes: &[Outcome]) -> Option<Outcome> {
        outcomes.iter().find_map(|outcome| match tries.next(outcome.clone()) {
            Next::Finish(outcome) => Some(outcome),
            Next::WaitThenResend { .. } => None,
        })
    }

    #[test]
    fn not_now_is_three_tries_with_the_wait_asked_for() {
        for tries in [ONCE, IDEMPOTENT] {
            let waits = |retry_after_s| waits(tries.clone(), &Outcome::NotNow { retry_after_s });
            assert_eq!(waits(Some(30)), [30, 30]);
            assert_eq!(waits(Some(0)), [0, 0]);
            assert_eq!(waits(None), [2, 4]);
        }
    }

    #[test]
    fn what_may_have_arrived_is_not_sent_twice_to_a_desk_that_would_count_it_twice() {
        for why in WHYS {
            assert!(waits(ONCE, &Outcome::Unknown { why }).is_empty(), "{why:?}");
        }
    }

    #[test]
    fn an_idempotent_desk_gets_three_tries_unless_its_answers_are_hidden() {
        for why in WHYS {
            let expected: &[u32] = if why == Unknown::Opaque { &[] } else { &[2, 4] };
            assert_eq!(waits(IDEMPOTENT, &Outcome::Unknown { why }), expected, "{why:?}");
        }
    }

    #[test]
    fn a_decision_is_final() {
        for outcome in [
            Outcome::Accepted { reference: None },
            Outcome::Refused { fields: Vec::new(), general: Vec::new() },
            Outcome::Full { said: Vec::new() },
        ] {
            assert!(waits(IDEMPOTENT, &outcome).is_empty());
        }
    }

    #[test]
    fn not_now_after_a_try_that_may_have_arrived_is_unknown() {
        assert_eq!(end(IDEMPOTENT, &[TIMEOUT, BUSY, BUSY]), Some(TIMEOUT));
        assert_eq!(end(IDEMPOTENT, &[BUSY, TIMEOUT, BUSY]), Some(TIMEOUT));
        assert_eq!(end(IDEMPOTENT, &[BUSY, BUSY, BUSY]), Some(BUSY));
        // The visitor sends again what may have arrived before.
        let earlier = Outcome::Unknown { why: Unknown::Network };
        assert_eq!(end(Tries::new(false, true), &[BUSY, BUSY, BUSY]), Some(earlier));
    }

    #[test]
    fn an_answer_settles_what_was_unknown_before() {
        let accepted = Outcome::Accepted { reference: None };
        assert_eq!(end(IDEMPOTENT, &[TIMEOUT, accepted.clone()]), Some(accepted));
        let refused = Outcome::Refused { fields: Vec::new(), general: Vec::new() };
        assert_eq!(end(Tries::new(false, true), std::slice::from_ref(&refused)), Some(refused));
    }

    #[test]
    fn a_place_that_is_gone_may_be_that_of_an_earlier_try() {
        let full = Outcome::Full { said: Vec::new() };
        let earlier = Outcome::Unknown { why: Unknown::Network };
        assert_eq!(end(Tries::new(false, true), std::slice::from_ref(&full)), Some(earlier));
        assert_eq!(end(Tries::new(true, true), std::slice::from_ref(&full)), Some(full));
    }

    #[test]
    fn a_delivery_posts_and_waits_in_turn() {
        let answers = [BUSY, TIMEOUT, Outcome::Accepted { reference: None }];
        let (posted, waited) = (std::cell::Cell::new(0), std::cell::RefCell::new(Vec::new()));
        let post = async || {
            posted.set(posted.get() + 1);
            answers[posted.get() - 1].clone()
        };
        let wait = async |seconds| waited.borrow_mut().push(seconds);
        let outcome = futures::executor::block_on(IDEMPOTENT.deliver(post, wait));
        assert_eq!(outcome, Outcome::Accepted { reference: None });
        assert_eq!((posted.get(), waited.into_inner()), (3, vec![0, 4]));
    }

    proptest! {
        #[test]
        fn any_number_of_tries_is_answered(
            tries: u8,
            idempotent: bool,
            may_have_arrived: bool,
            retry_after_s: Option<u32>,
        ) {
            for outcome in [Outcome::NotNow { retry_after_s }, TIMEOUT] {
                let mut all = Tries::new(idempotent, may_have_arrived);
                for count in 1..=tries {
                    let is_finished = matches!(all.next(outcome.clone()), Next::Finish(_));
                    prop_assert!(count < 3 || is_finished);
                }
            }
        }
    }
}
