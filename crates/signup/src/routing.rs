//! Which desk receives a sign-up.

use crate::answers::Answers;
use crate::desk::{Desk, Rule};
use crate::form::FieldName;

/// The desk for these answers: the `forced` one if it exists, else the first that serves the runner, else
/// the last. `None` only if there is no desk at all.
pub fn choose_desk<'a>(desks: &'a [Desk], answers: &Answers, forced: Option<&str>) -> Option<&'a Desk> {
    forced
        .and_then(|id| desks.iter().find(|desk| desk.id == id))
        .or_else(|| desks.iter().find(|desk| serves(desk, answers)))
        .or(desks.last())
}

fn serves(desk: &Desk, answers: &Answers) -> bool {
    desk.serves.is_empty()
        || desk.serves.iter().any(|rule| {
            let (field, codes) = match rule {
                Rule::Residence(codes) => (FieldName::Residence, codes),
                Rule::Nationality(codes) => (FieldName::Nationality, codes),
            };
            // The code is compared as it is: CN is mainland China and nothing else.
            codes.iter().any(|code| code.eq_ignore_ascii_case(answers.trimmed(field)))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delivery::Delivery;
    use proptest::prelude::*;

    fn desk(id: &str, serves: Vec<Rule>) -> Desk {
        Desk { id: id.into(), serves, delivery: Delivery::Mailto, mailbox: "desk@example.org".into() }
    }

    fn residence(code: &str) -> Rule {
        Rule::Residence(vec![code.into()])
    }

    fn nationality(code: &str) -> Rule {
        Rule::Nationality(vec![code.into()])
    }

    fn runner(residence: &str, nationality: &str) -> Answers {
        let mut answers = Answers::default();
        answers.set(FieldName::Residence, residence);
        answers.set(FieldName::Nationality, nationality);
        answers
    }

    fn chosen<'a>(desks: &'a [Desk], answers: &Answers, forced: Option<&str>) -> &'a str {
        &choose_desk(desks, answers, forced).unwrap().id
    }

    #[test]
    fn mainland_china_is_not_hong_kong_macao_or_taiwan() {
        let desks = [desk("beijing", vec![residence("CN")]), desk("shanghai", vec![])];
        assert_eq!(chosen(&desks, &runner("CN", "FR"), None), "beijing");
        for elsewhere in ["HK", "MO", "TW", "FR", ""] {
            assert_eq!(chosen(&desks, &runner(elsewhere, "CN"), None), "shanghai", "{elsewhere}");
        }
    }

    #[test]
    fn any_rule_is_enough_and_case_does_not_matter() {
        let desks = [desk("a", vec![residence("CN"), nationality("cn")]), desk("b", vec![])];
        assert_eq!(chosen(&desks, &runner("FR", "CN"), None), "a");
        assert_eq!(chosen(&desks, &runner("cn", "FR"), None), "a");
    }

    #[test]
    fn the_first_that_serves_wins_and_a_desk_without_rules_serves_everyone() {
        let desks = [desk("everyone", vec![]), desk("china", vec![residence("CN")])];
        assert_eq!(chosen(&desks, &runner("CN", "CN"), None), "everyone");
    }

    #[test]
    fn the_last_is_for_whom_nobody_serves() {
        let desks = [desk("a", vec![residence("CN")]), desk("b", vec![residence("KR")])];
        assert_eq!(chosen(&desks, &runner("FR", "FR"), None), "b");
    }

    #[test]
    fn the_forced_one_wins_if_it_exists() {
        let desks = [desk("a", vec![residence("CN")]), desk("b", vec![])];
        assert_eq!(chosen(&desks, &runner("CN", "CN"), Some("b")), "b");
        assert_eq!(chosen(&desks, &runner("CN", "CN"), Some("gone")), "a");
    }

    #[test]
    fn without_desks_there_is_none() {
        assert_eq!(choose_desk(&[], &runner("CN", "CN"), Some("a")), None);
    }

    proptest! {
        #[test]
        fn with_a_desk_there_is_always_one(
            residence_code in ".*",
            nationality_code in ".*",
            forced: Option<String>,
        ) {
            let desks = [desk("a", vec![residence("CN")]), desk("b", vec![nationality("KR")])];
            let answers = runner(&residence_code, &nationality_code);
            prop_assert!(choose_desk(&desks, &answers, forced.as_deref()).is_some());
        }
    }
}
