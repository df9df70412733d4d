//! What kind of answer a field takes.

use crate::date::Date;
use crate::number::Number;

/// What kind of answer a field takes.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// A text of one line.
    Line,
    /// A text of several lines.
    LongText,
    /// An e-mail address.
    Email,
    /// A phone number.
    Phone,
    /// A code of ISO 3166-1.
    Country,
    /// One of these ids.
    Choice(Vec<String>),
    /// Some of these ids. The answer is the chosen ones with commas between, which no id has.
    Choices(Vec<String>),
    /// A number.
    Number(NumberRange),
    /// A day, typed into three inputs.
    Date,
    /// A day of birth, typed into three inputs.
    DateOfBirth {
        /// The least age on race day, in full years.
        minimum_age: Option<u8>,
    },
    /// A box: `yes`, or nothing.
    Checkbox,
}

/// Which numbers a field takes.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct NumberRange {
    /// The least.
    pub min: Option<f64>,
    /// The most.
    pub max: Option<f64>,
    /// Whether there may be digits after a decimal point.
    pub decimal: bool,
}

/// What a ticked box holds.
pub const TICKED: &str = "yes";

impl Kind {
    /// Whether the answer is typed into three inputs.
    pub const fn is_date(&self) -> bool {
        matches!(self, Self::Date | Self::DateOfBirth { .. })
    }
}

impl NumberRange {
    /// Whether the number lies within.
    pub fn holds(&self, number: &Number) -> bool {
        let value = number.value();
        self.min.is_none_or(|min| value >= min) && self.max.is_none_or(|max| value <= max)
    }
}

/// The chosen ids of an answer to [`Kind::Choices`].
pub fn chosen(answer: &str) -> impl Iterator<Item = &str> {
    answer.split(',').filter(|id| !id.is_empty())
}

/// The answer to [`Kind::Choices`] after one of the ids was ticked or unticked; the rest stays as it was.
pub fn with_choice(answer: &str, id: &str, ticked: bool) -> String {
    let mut ids: Vec<&str> = chosen(answer).filter(|chosen| *chosen != id).collect();
    if ticked {
        ids.push(id);
    }
    ids.join(",")
}

/// The day typed into three inputs, in digits of any script, if it is a real one.
pub(crate) fn typed_date([day, month, year]: [&str; 3]) -> Option<Date> {
    let number = crate::digits::small_number;
    Date::new(number(year)?, u8::try_from(number(month)?).ok()?, u8::try_from(number(day)?).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticking_and_unticking_changes_one_choice() {
        let both = with_choice(&with_choice("", "a", true), "b", true);
        assert_eq!(both, "a,b");
        assert_eq!(with_choice(&both, "b", true), "a,b");
        assert_eq!(with_choice(&both, "a", false), "b");
        assert_eq!(with_choice("b", "b", false), "");
        assert_eq!(chosen("").count(), 0);
    }

    #[test]
    fn a_range_holds_its_ends() {
        let number = |text| Number::parse(text).unwrap();
        let range = NumberRange { min: Some(1.5), max: Some(2.0), decimal: true };
        assert!(range.holds(&number("1.5")) && range.holds(&number("2")));
        assert!(!range.holds(&number("1.49")) && !range.holds(&number("2.01")));
        assert!(NumberRange::default().holds(&number("-999")));
    }
}
