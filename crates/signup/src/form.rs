//! The fields a sign-up can ask, and whether an event asks them.

use crate::field_id::Question;
use crate::kind::Kind;
use crate::section::Section;

/// A built-in field. Its [`as_str`](FieldName::as_str) is the key under which a desk receives it.
///
/// A date of birth is typed into three inputs, so that nothing half-typed is lost; a desk receives
/// one `date_of_birth` as `YYYY-MM-DD`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FieldName {
    /// The id of the chosen distance.
    Distance,
    /// The id of the chosen programme (a trip of some days).
    Programme,
    /// The id of the city where the trip starts.
    Departure,
    /// Full name, in any script.
    Name,
    /// E-mail address.
    Email,
    /// Phone number, `+` optional, digits of any script.
    Phone,
    /// ISO 3166-1 alpha-2 code.
    Nationality,
    /// ISO 3166-1 alpha-2 code of the country or region of residence.
    Residence,
    /// Day of birth, 1 to 31.
    BirthDay,
    /// Month of birth, 1 to 12.
    BirthMonth,
    /// Year of birth, four digits.
    BirthYear,
    /// Whom to call in an emergency.
    EmergencyName,
    /// Their phone number.
    EmergencyPhone,
    /// Name of the guardian of a runner who is under 18 on race day.
    GuardianName,
    /// The guardian's consent, a box.
    GuardianConsent,
    /// The runner's profile with the race series, a name or an address.
    Profile,
    /// Who referred the runner; a box that says "the series did".
    Reference,
    /// The id of the preferred way to pay.
    Payment,
    /// Anything else.
    Remarks,
    /// Consent to the desk's privacy text, a box.
    Consent,
}

/// One field as an event asks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Which question; [`FieldName::BirthDay`] stands for the whole date of birth.
    pub question: Question,
    /// Whether the form cannot be sent without it.
    pub required: bool,
    /// Where it stands.
    pub section: Section,
}

impl FieldName {
    /// Every built-in field, in the usual order of a form.
    pub const ALL: [Self; 20] = [
        Self::Distance,
        Self::Programme,
        Self::Departure,
        Self::Name,
        Self::Email,
        Self::Phone,
        Self::Nationality,
        Self::Residence,
        Self::BirthDay,
        Self::BirthMonth,
        Self::BirthYear,
        Self::EmergencyName,
        Self::EmergencyPhone,
        Self::GuardianName,
        Self::GuardianConsent,
        Self::Profile,
        Self::Reference,
        Self::Payment,
        Self::Remarks,
        Self::Consent,
    ];

    /// The field of that key, in upper or lower case; `None` for an unknown one.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|name| name.as_str().eq_ignore_ascii_case(key))
    }

    /// The field that carries this one's errors: the three inputs of the date of birth are one, at the day.
    pub const fn error_field(self) -> Self {
        match self {
            Self::BirthMonth | Self::BirthYear => Self::BirthDay,
            other => other,
        }
    }

    /// Whether every runner of a sign-up answers it, and not one for all.
    pub const fn is_of_each_runner(self) -> bool {
        matches!(
            self,
            Self::Distance
                | Self::Name
                | Self::Nationality
                | Self::BirthDay
                | Self::BirthMonth
                | Self::BirthYear
                | Self::GuardianName
                | Self::GuardianConsent
                | Self::Profile
        )
    }

    /// What kind of answer it takes. Those that are chosen from a list of the event begin with none to choose, and a date
    /// of birth with no minimum age.
    pub const fn kind(self) -> Kind {
        match self {
            Self::Distance | Self::Programme | Self::Departure | Self::Payment => Kind::Choice(Vec::new()),
            Self::Email => Kind::Email,
            Self::Phone | Self::EmergencyPhone => Kind::Phone,
            Self::Nationality | Self::Residence => Kind::Country,
            Self::BirthDay | Self::BirthMonth | Self::BirthYear => Kind::DateOfBirth { minimum_age: None },
            Self::Reference | Self::GuardianConsent | Self::Consent => Kind::Checkbox,
            Self::Remarks => Kind::LongText,
            Self::Name | Self::EmergencyName | Self::GuardianName | Self::Profile => Kind::Line,
        }
    }

    /// The key under which a desk receives the field.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Distance => "distance",
            Self::Programme => "programme",
            Self::Departure => "departure",
            Self::Name => "name",
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Nationality => "nationality",
            Self::Residence => "residence",
            Self::BirthDay => "birth_day",
            Self::BirthMonth => "birth_month",
            Self::BirthYear => "birth_year",
            Self::EmergencyName => "emergency_name",
            Self::EmergencyPhone => "emergency_phone",
            Self::GuardianName => "guardian_name",
            Self::GuardianConsent => "guardian_consent",
            Self::Profile => "profile",
            Self::Reference => "reference",
            Self::Payment => "payment",
            Self::Remarks => "remarks",
            Self::Consent => "consent",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_listed_once_and_found_by_its_key() {
        for (position, name) in FieldName::ALL.into_iter().enumerate() {
            // The variants are numbered in the order of declaration, so a missing or doubled one shifts the
            // rest.
            assert_eq!(name as usize, position);
            assert_eq!(FieldName::from_key(name.as_str()), Some(name));
        }
        assert_eq!(FieldName::ALL.len(), FieldName::Consent as usize + 1);
    }

    #[test]
    fn keys_ignore_case_and_unknown_ones_are_none() {
        assert_eq!(FieldName::from_key("Email"), Some(FieldName::Email));
        assert_eq!(FieldName::from_key("passport"), None);
        assert_eq!(FieldName::from_key(""), None);
    }
}
