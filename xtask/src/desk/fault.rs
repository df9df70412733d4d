//! The ways in which a desk can fail, for trying out what the widget then does.

use serde::Deserialize;
use std::collections::VecDeque;
use std::fmt;
use std::str::FromStr;

/// One way to fail. Written as text, for the `fault` query of a desk's address: `too-many-requests:3`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Fault {
    /// The desk works.
    #[default]
    None,
    /// Status 500; nothing is stored.
    ErrorBeforeStoring,
    /// Stored, then status 500.
    ErrorAfterStoring,
    /// Status 429 with this `Retry-After`; nothing is stored.
    TooManyRequests {
        /// How long the sender is told to wait, in seconds.
        retry_after_s: u32,
    },
    /// The same with a date as `Retry-After`.
    TooManyRequestsUntil {
        /// How far ahead the date is, in seconds.
        retry_after_s: u32,
    },
    /// Stored; the right answer comes late.
    Slow {
        /// How late, in seconds.
        delay_s: u32,
    },
    /// The connection is closed without an answer; nothing is stored.
    LostRequest,
    /// Stored, then the connection is closed without an answer.
    LostAnswer,
    /// Status 502 with an HTML page, as from a gateway before the desk; nothing is stored.
    HtmlErrorPage,
    /// Stored; the answer says that it is JSON and breaks off.
    GarbledJson,
    /// Stored; the connection breaks off in the middle of the answer.
    TruncatedBody,
    /// Stored; the answer has no CORS headers, so a script of another origin cannot read it.
    Opaque,
    /// Status 422 that refuses these fields, whatever they hold; nothing is stored.
    RefuseFields(Vec<String>),
}

/// Why a text names no fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownFault(String);

impl Fault {
    /// An example of every fault, for a list to choose from.
    pub fn examples() -> [Self; 13] {
        [
            Self::None,
            Self::ErrorBeforeStoring,
            Self::ErrorAfterStoring,
            Self::TooManyRequests { retry_after_s: 3 },
            Self::TooManyRequestsUntil { retry_after_s: 3 },
            Self::Slow { delay_s: 5 },
            Self::LostRequest,
            Self::LostAnswer,
            Self::HtmlErrorPage,
            Self::GarbledJson,
            Self::TruncatedBody,
            Self::Opaque,
            Self::RefuseFields(vec!["email".to_owned()]),
        ]
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => formatter.write_str("none"),
            Self::ErrorBeforeStoring => formatter.write_str("error-before-storing"),
            Self::ErrorAfterStoring => formatter.write_str("error-after-storing"),
            Self::TooManyRequests { retry_after_s } => write!(formatter, "too-many-requests:{retry_after_s}"),
            Self::TooManyRequestsUntil { retry_after_s } => {
                write!(formatter, "too-many-requests-until:{retry_after_s}")
            }
            Self::Slow { delay_s } => write!(formatter, "slow:{delay_s}"),
            Self::LostRequest => formatter.write_str("lost-request"),
            Self::LostAnswer => formatter.write_str("lost-answer"),
            Self::HtmlErrorPage => formatter.write_str("html-error-page"),
            Self::GarbledJson => formatter.write_str("garbled-json"),
            Self::TruncatedBody => formatter.write_str("truncated-body"),
            Self::Opaque => formatter.write_str("opaque"),
            Self::RefuseFields(fields) => write!(formatter, "refuse-fields:{}", fields.join(",")),
        }
    }
}

impl FromStr for Fault {
    type Err = UnknownFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let unknown = || UnknownFault(text.to_owned());
        let (name, value) = text.split_once(':').unwrap_or((text, ""));
        let seconds = || value.parse::<u32>().map_err(|_| unknown());
        Ok(match name {
            "too-many-requests" => Self::TooManyRequests { retry_after_s: seconds()? },
            "too-many-requests-until" => Self::TooManyRequestsUntil { retry_after_s: seconds()? },
            "slow" => Self::Slow { delay_s: seconds()? },
            "refuse-fields" if !value.is_empty() => {
                Self::RefuseFields(value.split(',').map(str::to_owned).collect())
            }
            _ => Self::examples().into_iter().find(|fault| fault.to_string() == text).ok_or_else(unknown)?,
        })
    }
}

impl TryFrom<String> for Fault {
    type Error = UnknownFault;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl fmt::Display for UnknownFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "there is no fault \"{}\"; there are:", self.0)?;
        for fault in Fault::examples() {
            write!(formatter, " {fault}")?;
        }
        Ok(())
    }
}

impl std::error::Error for UnknownFault {}

/// Which fault the next requests meet.
#[derive(Debug, Default)]
pub struct Faults {
    standing: Fault,
    next: VecDeque<Fault>,
}

impl Faults {
    /// Sets the fault of every request from now on.
    pub fn set(&mut self, fault: Fault) {
        self.standing = fault;
        self.next.clear();
    }

    /// Sets the faults of the next requests, one each; after them the standing fault holds again.
    pub fn set_next(&mut self, faults: impl IntoIterator<Item = Fault>) {
        self.next = faults.into_iter().collect();
    }

    /// The fault of the next request, without using it up.
    pub fn peek(&self) -> &Fault {
        self.next.front().unwrap_or(&self.standing)
    }

    /// The fault of this request.
    pub fn take(&mut self) -> Fault {
        self.next.pop_front().unwrap_or_else(|| self.standing.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_reads_back_from_its_text() {
        for fault in Fault::examples() {
            assert_eq!(fault.to_string().parse(), Ok(fault));
        }
        let refused = Fault::RefuseFields(vec!["email".to_owned(), "phone".to_owned()]);
        assert_eq!("refuse-fields:email,phone".parse(), Ok(refused));
        assert_eq!("slow:0".parse(), Ok(Fault::Slow { delay_s: 0 }));
    }

    #[test]
    fn an_unknown_fault_is_answered_with_those_there_are() {
        for text in ["", "slow", "slow:soon", "refuse-fields:", "too-many-requests:-1"] {
            let error = text.parse::<Fault>().unwrap_err().to_string();
            assert!(error.contains("lost-answer"), "{error}");
        }
    }

    #[test]
    fn the_next_requests_use_up_their_faults_and_then_the_standing_one_holds() {
        let mut faults = Faults::default();
        faults.set(Fault::Opaque);
        faults.set_next([Fault::LostAnswer, Fault::None]);
        assert_eq!(faults.peek(), &Fault::LostAnswer);
        let taken = [faults.take(), faults.take(), faults.take(), faults.take()];
        assert_eq!(taken, [Fault::LostAnswer, Fault::None, Fault::Opaque, Fault::Opaque]);
    }
}
