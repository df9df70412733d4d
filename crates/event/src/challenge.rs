//! Where a desk gives a proof of work to do before a sign-up is sent.

use crate::reader::Object;
use crate::url::Url;

/// Reads the `challenge` of a delivery: a URL that answers as
/// [ALTCHA](https://altcha.org/docs/server-integration/) defines it.
pub(crate) fn read(delivery: &Object<'_>) -> Option<Url> {
    delivery.optional("challenge").map(|at| Url::read(&at))
}

#[cfg(test)]
mod tests {
    use crate::demo::{enrolment_with, mistakes_with};
    use serde_json::json;

    #[test]
    fn a_desk_may_ask_for_a_proof_of_work() {
        let desk = |value| enrolment_with("/desks/0/delivery/challenge", value).desks.swap_remove(0);
        assert_eq!(desk(json!("/challenge")).challenge.unwrap().as_str(), "/challenge");
        assert_eq!(desk(json!(null)).challenge, None);
        let mistakes = mistakes_with("/desks/0/delivery/challenge", json!("http://example.org/"));
        assert!(mistakes[0].starts_with("$.desks[0].delivery.challenge: found \"http://example.org/\""));
    }
}
