//! No sign-up travels in the clear: a desk that turns out to be at an `http:` address gets mails instead.

use crate::{browser::host_events, race::Race};
use saddle_event::{Enrolment, url::is_web};
use saddle_signup::Delivery;

/// The event file's address decides what a relative one of a desk becomes, and may be one of `http:`. Says so in the console.
pub fn avoid(race: Race, enrolment: &mut Enrolment) {
    for desk in &mut enrolment.desks {
        let Delivery::Post(post) = &desk.delivery else { continue };
        let address = race.resolve(&post.url);
        if !is_web(&address) {
            host_events::log_error(
                &[
                    "saddle: the desk \"",
                    &desk.id,
                    "\" is at ",
                    &address,
                    " and gets mails: answers go to https: only",
                ]
                .concat(),
            );
            desk.delivery = Delivery::Mailto;
        }
    }
}
