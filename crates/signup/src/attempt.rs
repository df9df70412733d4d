//! Whether, and when, the same sign-up is sent again without being asked.

use crate::answer::{Outcome, Unknown};

/// What a desk allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// The same key twice is one sign-up there.
    pub idempotent: bool,
}

/// What to do after a try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Tell the visitor.
    Finish,
    /// Wait, then send the same body with the same key.
    WaitThenResend {
        /// How long.
        seconds: u32,
    },
}

/// How often a sign-up is sent at most before the visitor is told.
const MOST_TRIES: u8 = 3;

impl Policy {
    /// What to do after `outcome`, which was that of try number `tries` (the first is 1).
    ///
    /// "Not now" is tried again after the wait that the desk asks for. An unknown outcome is tried again only
    /// where the same key twice is one sign-up, and never if the browser hides the answers: the next one
    /// would be hidden too. Without a wait asked for, it is 2 s, then 4 s.
    pub const fn next(self, outcome: &Outcome, tries: u8) -> Next {
        let asked_s = match outcome {
            Outcome::NotNow { retry_after_s } => *retry_after_s,
            Outcome::Unknown { why: Unknown::Opaque } => return Next::Finish,
            Outcome::Unknown { .. } if self.idempotent => None,
            Outcome::Unknown { .. } | Outcome::Accepted { .. } | Outcome::Refused { .. } => {
                return Next::Finish;
            }
        };
        if tries >= MOST_TRIES {
            return Next::Finish;
        }
        let seconds = match asked_s {
            Some(asked_s) => asked_s,
            None => 1 << tries,
        };
        Next::WaitThenResend { seconds }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ONCE: Policy = Policy { idempotent: false };
    const IDEMPOTENT: Policy = Policy { idempotent: true };
    const WHYS: [Unknown; 5] =
        [Unknown::Network, Unknown::Timeout, Unknown::ServerError(503), Unknown::Garbled, Unknown::Opaque];

    /// How long each wait is if every try ends the same.
    fn waits(policy: Policy, outcome: &Outcome) -> Vec<u32> {
        let mut waits = Vec::new();
        for tries in 1.. {
            match policy.next(outcome, tries) {
                Next::Finish => break,
                Next::WaitThenResend { seconds } => waits.push(seconds),
            }
        }
        waits
    }

    #[test]
    fn not_now_is_three_tries_with_the_wait_asked_for() {
        for policy in [ONCE, IDEMPOTENT] {
            assert_eq!(waits(policy, &Outcome::NotNow { retry_after_s: Some(30) }), [30, 30]);
            assert_eq!(waits(policy, &Outcome::NotNow { retry_after_s: Some(0) }), [0, 0]);
            assert_eq!(waits(policy, &Outcome::NotNow { retry_after_s: None }), [2, 4]);
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
        ] {
            assert!(waits(IDEMPOTENT, &outcome).is_empty());
        }
    }

    proptest! {
        #[test]
        fn any_number_of_tries_is_answered(tries: u8, idempotent: bool, retry_after_s: Option<u32>) {
            let policy = Policy { idempotent };
            for outcome in [Outcome::NotNow { retry_after_s }, Outcome::Unknown { why: Unknown::Network }] {
                let next = policy.next(&outcome, tries);
                prop_assert!(tries < 3 || next == Next::Finish);
            }
        }
    }
}
