//! The parts of the form, in the order in which they stand on the page.

use crate::form::FieldName;

/// A part of the form.
///
/// The residence decides the desk, and the desk the trip: so the runner comes before the trip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// Which distance.
    Race,
    /// Who runs.
    Runner,
    /// Who agrees, for a minor.
    Guardian,
    /// Everything that the runners after the first answer.
    FurtherRunners,
    /// Whom to call.
    Emergency,
    /// The trip there.
    Trip,
    /// The rest.
    Rest,
    /// What the visitor agrees to, after the notice of the desk.
    Consent,
}

impl Section {
    /// Every section, in the order of the page.
    pub const ALL: [Self; 8] = [
        Self::Race,
        Self::Runner,
        Self::Guardian,
        Self::FurtherRunners,
        Self::Emergency,
        Self::Trip,
        Self::Rest,
        Self::Consent,
    ];

    /// The section of a built-in field of the first runner.
    pub const fn of(name: FieldName) -> Self {
        match name {
            FieldName::Distance => Self::Race,
            FieldName::Name
            | FieldName::Email
            | FieldName::Phone
            | FieldName::Nationality
            | FieldName::Residence
            | FieldName::BirthDay
            | FieldName::BirthMonth
            | FieldName::BirthYear => Self::Runner,
            FieldName::GuardianName | FieldName::GuardianConsent => Self::Guardian,
            FieldName::EmergencyName | FieldName::EmergencyPhone => Self::Emergency,
            FieldName::Programme | FieldName::Departure => Self::Trip,
            FieldName::Profile | FieldName::Reference | FieldName::Payment | FieldName::Remarks => Self::Rest,
            FieldName::Consent => Self::Consent,
        }
    }

    /// The section of a field of the event's own that stands behind a field of this one. Only a guardian's are asked of some
    /// runners alone, so what stands behind those is about the runner.
    #[must_use]
    pub const fn of_next(self) -> Self {
        match self {
            Self::Guardian => Self::Runner,
            other => other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_in_order() {
        assert!(Section::ALL.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn nothing_of_the_events_own_stands_with_the_guardian() {
        assert!(FieldName::ALL.iter().all(|name| Section::of(*name).of_next() != Section::Guardian));
    }
}
