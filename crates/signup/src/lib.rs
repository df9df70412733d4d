//! The sign-up, without a browser: form fields, validation, which desk, what message, what its answer means.
//!
//! Nothing here does I/O or reads a clock: "today" and "now" are arguments.
//!
//! ```
//! use saddle_signup::{
//!     Answers, Asked, Conditions, Date, Encoding, FieldId, FieldName, KnownFields, Message, Outcome, Problem, Reply, Section, Submission,
//!     encode::encode, message::lines, validate,
//! };
//! # fn sign_up() -> Option<()> {
//!
//! let mut answers = Answers::default();
//! answers.set(FieldName::Name, "李");
//! answers.set(FieldName::Email, "runner@");
//!
//! let asked = [FieldName::Name, FieldName::Email].map(|name| Asked {
//!     field: name.into(),
//!     required: true,
//!     kind: name.kind(),
//!     section: Section::of(name),
//! });
//! let conditions = Conditions { race_day: Date::new(2015, 10, 4)?, today: Date::new(2015, 6, 1)? };
//! let errors = validate(&answers, &asked, &conditions);
//! assert_eq!(errors[0].problem, Problem::NotAnEmail);
//!
//! answers.set(FieldName::Email, "runner@example.org");
//! assert!(validate(&answers, &asked, &conditions).is_empty());
//!
//! let mut submission = Submission::new([7; 16]); // 16 random bytes
//! submission.prepare(&answers, [8; 16]); // 16 more, in case the text needs a new key
//! let label = |field: FieldId| field.key(&[]);
//! let shown = |_: &Asked, typed: &str| typed.to_owned();
//! let message = Message {
//!     event_id: "masikryong-2015".into(),
//!     event_name: "Masikryong Marathon".into(),
//!     desk_id: "zx-tour".into(),
//!     key: submission.key(),
//!     replaces: submission.replaces().to_vec(),
//!     partner: None,
//!     language: "zh-Hans".into(),
//!     seconds_spent: 75,
//!     trap: String::new(),
//!     lines: lines(&answers, &asked, &[], &label, &shown),
//! };
//! let body = encode(&message, &Encoding::Urlencoded.into());
//! assert!(body.text.ends_with("&name=%E6%9D%8E&email=runner%40example.org"));
//!
//! let reply = Reply { status: 201, ..Reply::default() };
//! assert_eq!(Outcome::of_reply(&reply, 0, &KnownFields::default()), Outcome::Accepted { reference: None });
//! # Some(())
//! # }
//! # sign_up().unwrap();
//! ```

pub mod answer;
pub mod answers;
pub mod attempt;
pub mod availability;
mod base64;
pub mod challenge;
pub mod country;
pub mod country_search;
pub mod custom;
pub mod date;
pub mod delivery;
pub mod desk;
mod digits;
pub mod draft;
pub mod email;
pub mod encode;
pub mod fallback;
pub mod field_id;
pub mod form;
mod hex;
mod imf_date;
pub mod json;
pub mod key;
pub mod kind;
pub mod message;
pub mod names;
mod newline;
pub mod number;
mod percent;
pub mod phone;
pub mod prefill;
pub mod registration;
pub mod routing;
mod search;
pub mod section;
pub mod submission;
pub mod validation;

pub use answer::{KnownFields, NoReply, Outcome, Reply, Unknown};
pub use answers::Answers;
pub use attempt::{Next, Tries};
pub use custom::{Condition, CustomField};
pub use date::Date;
pub use delivery::{Delivery, Encoding, Format, Post};
pub use desk::{Desk, Rule};
pub use draft::Draft;
pub use encode::Body;
pub use field_id::{FieldId, Question};
pub use form::{Field, FieldName};
pub use key::IdempotencyKey;
pub use kind::{Kind, NumberRange};
pub use message::{Line, Message};
pub use names::Names;
pub use registration::{Countdown, Registration};
pub use routing::choose_desk;
pub use section::Section;
pub use submission::Submission;
pub use validation::{Asked, Conditions, FieldError, Problem, is_minor, validate};
