//! Says in the console which ids on the element the event does not have.

use crate::{browser::host_events, element::follow, live::Live, race::Race};
use saddle_event::Enrolment;

/// Looks at the distance and the desk that the element asks for, now and whenever they change.
pub fn warn_of_them(race: Race, enrolment: &Enrolment) {
    let distances = race.event().distances.iter().map(|distance| distance.id.clone()).collect();
    watch("distance", race.distance_attribute, distances);
    watch("desk", race.desk, enrolment.desks.iter().map(|desk| desk.id.clone()).collect());
}

fn watch(attribute: &'static str, asked: Live<Option<String>>, known: Vec<String>) {
    follow(Box::new(move || {
        if let Some(id) = asked.get().filter(|id| !id.is_empty())
            && !known.contains(&id)
        {
            let known = known.join(", ");
            host_events::log_warning(
                &["saddle: ", attribute, " \"", &id, "\" is not one of the event's: ", &known].concat(),
            );
        }
    }));
}
