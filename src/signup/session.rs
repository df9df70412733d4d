//! One visitor's sign-up while it is typed and sent: the signals that the form, the notices and the outcome share.

use super::{
    attribute_warnings, clear_text,
    dispatch::{self, DispatchChunk},
    draft_slot::{self, began_key, draft_key},
    kept_draft, prefill, screen, shown,
    words::{self, FormWords},
};
use crate::{
    browser::{clock, draft_storage, json, random},
    element::follow,
    live::Live,
    race::Race,
};
use leptos::prelude::{GetValue, LocalStorage, StoredValue};
use saddle_event::{Desk, Enrolment};
use saddle_signup::{
    Answers, Asked, Conditions, CustomField, Date, Draft, FieldError, FieldId, FieldName, Message, Outcome,
    Problem, Submission, Unknown, choose_desk,
    kind::TICKED,
    message::{Line, WAITING_LIST, lines},
    validate,
};
use std::rc::Rc;

/// Where the sending stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sending {
    /// Nothing is on its way.
    #[default]
    Idle,
    /// What checks and sends is on its way here.
    Fetching,
    /// The proof of work that the desk asks for is done.
    Solving,
    /// On its way.
    Now,
    /// Waiting before the same is sent again.
    Waiting {
        /// For so long.
        seconds: u32,
    },
}

/// What became of the last try, with what was sent.
#[derive(Clone)]
pub struct Report {
    /// What became of it.
    pub fate: Fate,
    /// What was sent.
    pub message: Message,
}

/// Where a sign-up ended up.
#[derive(Clone, PartialEq)]
pub enum Fate {
    /// A desk's answer, or the lack of one.
    Answered(Outcome),
    /// The desk has only a mailbox: the mail is written, the visitor sends it.
    ForMail,
    /// Nothing has left: the browser has no network.
    Offline,
    /// Sent in a new window, where only the visitor sees the answer.
    SentByForm,
}

impl Report {
    /// Whether the desk has it and the form is done.
    pub fn is_accepted(&self) -> bool {
        matches!(self.fate, Fate::Answered(Outcome::Accepted { .. }))
    }
}

/// The state of one sign-up.
#[derive(Clone, Copy)]
pub struct Session {
    /// The race it is for.
    pub race: Race,
    enrolment: StoredValue<Rc<Enrolment>, LocalStorage>,
    /// What was typed.
    pub answers: Live<Answers>,
    /// The index of the desk that it goes to.
    pub desk: Live<usize>,
    /// The fields that this visitor is asked, in the order of the page.
    pub asked: Live<Vec<Asked>>,
    /// How many runners sign up.
    pub runners: Live<u8>,
    /// Whether the visitor looks at all the answers once more before they are sent.
    pub is_reviewing: Live<bool>,
    /// What is wrong with the answers.
    pub errors: Live<Vec<FieldError>>,
    /// Whether anything is wrong with them.
    pub has_errors: Live<bool>,
    /// Where the sending stands.
    pub sending: Live<Sending>,
    /// What became of the last try.
    pub report: Live<Option<Report>>,
    /// Whether the desk has it and the form is done.
    pub is_accepted: Live<bool>,
    /// Goes up when the form is emptied, so that it is built anew.
    pub round: Live<u32>,
    /// Whether the visitor has tried to send: from then on mistakes are shown on change.
    pub has_tried: Live<bool>,
    /// Whether the visitor has just said that the mail is sent.
    pub has_sent_mail: Live<bool>,
    /// Whether what checks and sends could not be fetched.
    pub is_stuck: Live<bool>,
    /// Whether the browser had no network when it should send, and has none since.
    pub is_offline: Live<bool>,
    /// The answers that the visitor wants to be sent when the network is back.
    pub sends_when_back: Live<Option<Answers>>,
    /// What the desk said that it has no place for.
    pub full_for: Live<Option<PlaceWanted>>,
    /// What checks and sends.
    pub dispatch: DispatchChunk,
    /// What stands in the honeypot.
    pub trap: Live<String>,
    /// Where the draft is kept.
    draft_slot: Live<String>,
    /// The keys; `None` only once the widget is gone.
    submission: Live<Option<Submission>>,
    began_ms: Live<f64>,
    /// Whether the draft is kept on the device, beyond this tab.
    pub is_draft_kept: Live<bool>,
    /// Whether the form began with what was kept on the device.
    pub was_draft_found: Live<bool>,
    /// The fields that the visitor has changed; all of them if the form began with a draft.
    touched: Live<Touched>,
    /// The fields that the page has filled in, once for each time.
    filled: Live<Vec<FieldId>>,
}

/// What places are wanted: whether there are any differs by desk, by distance, and by how many they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceWanted {
    desk_id: String,
    /// Of every runner.
    distances: Vec<String>,
}

/// Which fields are the visitor's and not the page's any more.
#[derive(Clone)]
enum Touched {
    /// Every one.
    All,
    /// These.
    Fields(Vec<FieldId>),
}

impl Default for Touched {
    fn default() -> Self {
        Self::Fields(Vec::new())
    }
}

impl Session {
    /// A sign-up with what an earlier visit of this tab left in the form; nothing if the event file has mistakes in what
    /// a sign-up needs.
    pub fn new(race: Race) -> Option<Self> {
        let event = race.event();
        let mut enrolment = race.read_enrolment()?;
        clear_text::avoid(race, &mut enrolment);
        let enrolment = Rc::new(enrolment);
        let slot = draft_slot::take(race);
        let draft = |text: String| parse_draft(&text, &event.id, &enrolment.form.customs);
        let on_device = kept_draft::read(&slot);
        let is_draft_kept = on_device.is_some();
        let in_tab = draft_storage::read(&draft_key(&slot)).and_then(draft);
        let was_draft_found = in_tab.is_none() && is_draft_kept;
        let draft = in_tab.or_else(|| on_device.and_then(draft));
        let touched = if draft.is_some() { Touched::All } else { Touched::default() };
        let (answers, submission) = match draft {
            Some(draft) => {
                // It was the visitor's choice, and wins over what the element asks for at first.
                race.choose_distance(draft.answers.get(FieldName::Distance));
                (draft.answers, draft.submission)
            }
            None => (fresh_answers(race), Submission::new(random::sixteen_bytes())),
        };
        let may_have_arrived = submission.may_have_arrived().is_some_and(|sent| *sent == answers);
        let answers = Live::new(answers);
        let desk = Live::derived({
            let enrolment = Rc::clone(&enrolment);
            move || {
                race.desk.track();
                desk_index(race, &enrolment, &answers.get())
            }
        });
        attribute_warnings::warn(race, &enrolment);
        // A reload does not begin anew: whoever comes back has taken longer, not less.
        let began_ms = draft_storage::read(&began_key(&slot))
            .and_then(|text| text.parse::<u64>().ok())
            .map_or_else(clock::browser_now_ms, |began_ms| began_ms as f64);
        let errors = Live::new(Vec::<FieldError>::new());
        let report = Live::new(None::<Report>);
        let session = Self {
            race,
            asked: Live::derived({
                let enrolment = Rc::clone(&enrolment);
                move || {
                    race.desk.track();
                    answers.with(|answers| asked(race, &enrolment, answers))
                }
            }),
            runners: Live::derived(move || answers.with(Answers::runners)),
            enrolment: StoredValue::new_local(enrolment),
            answers,
            desk,
            is_reviewing: Live::new(false),
            errors,
            has_errors: Live::derived(move || errors.with(|errors| !errors.is_empty())),
            sending: Live::new(Sending::Idle),
            report,
            is_accepted: Live::derived(move || {
                report.with(|report| report.as_ref().is_some_and(Report::is_accepted))
            }),
            round: Live::new(0),
            has_tried: Live::new(false),
            has_sent_mail: Live::new(false),
            is_stuck: Live::new(false),
            is_offline: Live::new(false),
            sends_when_back: Live::new(None),
            full_for: Live::new(None),
            dispatch: DispatchChunk::new(dispatch::fetch),
            trap: Live::new(String::new()),
            draft_slot: Live::new(slot),
            submission: Live::new(Some(submission)),
            began_ms: Live::new(began_ms),
            is_draft_kept: Live::new(is_draft_kept),
            was_draft_found: Live::new(was_draft_found),
            touched: Live::new(touched),
            filled: Live::new(Vec::new()),
        };
        session.follow_distance();
        session.untick_consent_with_the_desk();
        prefill::follow_page(session);
        if may_have_arrived {
            // The page was left while a sign-up was on its way: say so, and offer the fallback.
            session.dispatch.then(move |dispatch| (dispatch.resume)(session));
        }
        Some(session)
    }

    /// The picker above and the form ask the same question.
    fn follow_distance(self) {
        follow(Box::new(move || {
            let chosen = self.race.chosen_distance_id();
            if self.answers.with_untracked(|answers| answers.get(FieldName::Distance) != chosen) {
                self.put(FieldName::Distance.into(), &chosen);
            }
        }));
    }

    /// The consent is the desk's: another desk has to ask for its own.
    fn untick_consent_with_the_desk(self) {
        let mut asking = self.desk.get_untracked();
        follow(Box::new(move || {
            let desk = self.desk.get();
            if desk != asking {
                asking = desk;
                self.put(FieldName::Consent.into(), "");
            }
        }));
    }

    /// Who takes sign-ups, and what they are asked.
    pub fn enrolment(self) -> Rc<Enrolment> {
        self.enrolment.get_value()
    }

    /// The words of the form in the visitor's language, without following it.
    pub fn words(self) -> &'static FormWords {
        words::words(self.race.words().tag)
    }

    /// The desk that the sign-up goes to.
    pub fn desk(self) -> Desk {
        let enrolment = self.enrolment();
        // Not from the signal: it follows only after the change that is being handled.
        enrolment.desks[desk_index(self.race, &enrolment, &self.answers.get_untracked())].clone()
    }

    /// The event's own fields.
    pub fn with_customs<R>(self, read: impl FnOnce(&[CustomField]) -> R) -> R {
        read(&self.enrolment().form.customs)
    }

    /// The key of a field: the name of its control, and in the ids around it.
    pub fn key(self, field: FieldId) -> String {
        self.with_customs(|customs| field.key(customs))
    }

    /// The fields that this visitor is asked now, also while a change is being handled, which [`asked`](Self#field.asked)
    /// follows only afterwards.
    pub fn asked_now(self) -> Vec<Asked> {
        self.answers.with_untracked(|answers| asked(self.race, &self.enrolment(), answers))
    }

    /// Takes what the visitor typed into a field, and keeps it.
    pub fn set(self, field: FieldId, value: &str) {
        self.touched.update(|touched| {
            if let Touched::Fields(fields) = touched
                && !fields.contains(&field.whole())
            {
                fields.push(field.whole());
            }
        });
        self.put(field, value);
    }

    /// Whether the visitor has changed a field. The picker above the form asks for the distance too.
    pub fn is_touched(self, field: FieldId) -> bool {
        let is_picked = || field == FieldName::Distance && self.race.is_distance_picked();
        self.touched.with_untracked(|touched| match touched {
            Touched::All => true,
            Touched::Fields(fields) => fields.contains(&field.whole()),
        }) || is_picked()
    }

    /// Whether the visitor has changed anything, now or in an earlier visit.
    pub fn has_begun(self) -> bool {
        self.touched.with_untracked(|touched| match touched {
            Touched::All => true,
            Touched::Fields(fields) => !fields.is_empty(),
        })
    }

    /// Takes what the page knows, and shows it.
    pub fn fill(self, field: FieldId, value: &str) {
        if self.answers.with_untracked(|answers| answers.get(field) == value) {
            return;
        }
        self.answers.update(|answers| answers.set(field, value));
        if field == FieldName::Distance {
            self.race.ask_for_distance(value.to_owned());
        }
        self.filled.update(|filled| filled.push(field.whole()));
        self.check_after(field);
    }

    /// How often the page has filled in a field, or an input of it.
    pub fn times_filled(self, field: FieldId) -> usize {
        self.filled.with(|filled| filled.iter().filter(|filled| **filled == field).count())
    }

    fn put(self, field: FieldId, value: &str) {
        self.answers.update(|answers| answers.set(field, value));
        if field == FieldName::Distance {
            self.race.choose_distance(value);
        }
        // The picker above the form is no beginning: a draft of it would win over what the next page asks for.
        if self.has_begun() {
            self.keep_draft();
        }
        self.check_after(field);
    }

    fn check_after(self, changed: FieldId) {
        if self.has_tried.get_untracked()
            && let Some(dispatch) = self.dispatch.get_untracked()
        {
            (dispatch.check_again)(self, changed);
        }
    }

    /// Another runner signs up, if the event allows it.
    pub fn add_runner(self) {
        let most = self.enrolment().form.runners;
        self.answers.update(|answers| {
            if answers.runners() < most {
                answers.add_runner();
            }
        });
        self.keep_draft();
    }

    /// A runner after the first does not sign up after all.
    pub fn remove_runner(self, runner: u8) {
        self.answers.update(|answers| answers.remove_runner(runner));
        // What a desk objected to stood at numbers that have moved.
        self.errors.update(|errors| errors.retain(|error| error.field.runner < runner));
        self.keep_draft();
        self.check_after(FieldId::from(FieldName::Name).of_runner(runner));
    }

    /// What is wrong now; a desk's own objection to a field stays until that field changes.
    pub fn check_again(self, changed: FieldId) {
        let mut errors = self.mistakes();
        let objections =
            self.errors.get_untracked().into_iter().filter(|error| {
                matches!(error.problem, Problem::Refused(_)) && error.field != changed.whole()
            });
        for objection in objections {
            if errors.iter().all(|error| error.field != objection.field) {
                errors.push(objection);
            }
        }
        self.errors.set_if_new(errors);
    }

    /// Everything that is wrong with the answers.
    pub fn mistakes(self) -> Vec<FieldError> {
        let asked = self.asked_now();
        let conditions = Conditions { race_day: self.race.event().date, today: today(self.race) };
        self.answers.with_untracked(|answers| validate(answers, &asked, &conditions))
    }

    /// Keeps the draft in this tab. After disposal (the element was removed) there is nothing to keep.
    pub fn keep_draft(self) {
        // Nothing is left of an accepted sign-up, and a widget without a form has nothing of its own to keep.
        if self.report.with_untracked(|report| report.as_ref().is_some_and(Report::is_accepted))
            || !self.race.has_form.get_untracked()
        {
            return;
        }
        let Some(submission) = self.submission.get_untracked() else { return };
        let answers = self.answers.get_untracked();
        let event_id = self.race.event().id.clone();
        let slot = self.draft_slot.get_untracked();
        draft_storage::write(&began_key(&slot), &(self.began_ms.get_untracked() as u64).to_string());
        let draft = Draft { event_id, answers, submission };
        let draft = self.with_customs(|customs| draft.to_json(customs));
        draft_storage::write(&draft_key(&slot), &draft);
        if self.is_draft_kept.get_untracked() {
            kept_draft::write(&slot, &draft);
        } else {
            kept_draft::forget(&slot);
        }
    }

    /// Tells of a sign-up that was on its way when the page was left.
    pub fn resume(self) {
        // Not a network that failed: nobody waited for the answer.
        let fate = Fate::Answered(Outcome::Unknown { why: Unknown::Timeout });
        self.report.set(Some(Report { fate, message: self.message() }));
    }

    /// Makes the key ready for what is in the form now, and keeps it, before anything leaves.
    pub fn prepare(self) -> Message {
        let answers = self.answers.get_untracked();
        self.submission.update(|submission| {
            if let Some(submission) = submission {
                submission.prepare(&answers, random::sixteen_bytes());
            }
        });
        self.keep_draft();
        self.message()
    }

    /// Whether what was [prepared](Self::prepare) was sent before and nobody knows what became of it.
    pub fn may_have_arrived(self) -> bool {
        let may_have_arrived = |submission: &Submission| submission.may_have_arrived().is_some();
        self.submission.with_untracked(|submission| submission.as_ref().is_some_and(may_have_arrived))
    }

    /// Whether the very answers that stand in the form were sent before, and nobody knows what became of them.
    pub fn was_sent(self) -> bool {
        let answers = self.answers.get_untracked();
        self.submission.with_untracked(|submission| {
            submission.as_ref().and_then(Submission::may_have_arrived).is_some_and(|sent| *sent == answers)
        })
    }

    /// Takes note of what became of a sending. An accepted sign-up leaves nothing behind, even if the widget is gone by
    /// then: hence the `draft_slot`, which whoever sends has asked for before.
    pub fn record(self, draft_slot: &str, sent: &Answers, outcome: &Outcome) {
        if matches!(outcome, Outcome::Accepted { .. }) {
            forget(draft_slot);
            return;
        }
        self.submission.update(|submission| {
            if let Some(submission) = submission {
                submission.record(sent, outcome);
            }
        });
        self.keep_draft();
    }

    /// Empties the form, and forgets the draft and its key.
    pub fn start_over(self) {
        forget(&self.draft_slot.get_untracked());
        self.submission.set(Some(Submission::new(random::sixteen_bytes())));
        self.has_tried.set(false);
        self.has_sent_mail.set(false);
        self.errors.set(Vec::new());
        self.report.set(None);
        self.is_reviewing.set(false);
        self.sends_when_back.set(None);
        self.full_for.set(None);
        self.is_draft_kept.set(false);
        self.was_draft_found.set(false);
        self.sending.set(Sending::Idle);
        self.began_ms.set(clock::browser_now_ms());
        self.trap.set(String::new());
        self.answers.set(fresh_answers(self.race));
        self.touched.set(Touched::default());
        prefill::fill_anew(self);
        self.round.update(|round| *round += 1);
        self.race.focus(super::TITLE_ID);
    }

    /// The visitor says that it has arrived where the page cannot see it: nothing of it is kept.
    pub fn end_by_word(self) {
        self.start_over();
        self.has_sent_mail.set(true);
    }

    /// Where the draft is kept; empty once the widget is gone.
    pub fn draft_slot(self) -> String {
        self.draft_slot.get_untracked()
    }

    /// What a desk may have a place for, or not.
    pub fn place_wanted(self) -> PlaceWanted {
        self.answers.with_untracked(|answers| PlaceWanted {
            desk_id: self.desk().id,
            distances: (0..answers.runners())
                .map(|runner| answers.get(FieldId::from(FieldName::Distance).of_runner(runner)).to_owned())
                .collect(),
        })
    }

    /// Whether what is sent now goes on the waiting list: there is one, and all places are taken, or the desk has said so of
    /// what is wanted now.
    pub fn goes_on_waiting_list(self) -> bool {
        let is_refused = self.full_for.get_untracked().is_some_and(|full| full == self.place_wanted());
        let is_full = is_refused || self.race.places_left.get_untracked() == Some(0);
        is_full && screen::has_waiting_list(self.race)
    }

    fn waiting_list_line(self) -> Option<Line> {
        self.goes_on_waiting_list().then(|| Line {
            key: WAITING_LIST.to_owned(),
            runner: None,
            label: self.words().on_waiting_list.to_owned(),
            value: TICKED.to_owned(),
            shown: self.words().yes.to_owned(),
        })
    }

    /// What stands in the form, as a message to its desk.
    pub fn message(self) -> Message {
        let event = self.race.event();
        let desk = self.desk();
        let asked = self.asked_now();
        let answers = self.answers.get_untracked();
        let spent_s = (clock::browser_now_ms() - self.began_ms.get_untracked()) / 1000.0;
        let shown = shown::ShownAnswers::new(self);
        let submission =
            self.submission.get_untracked().unwrap_or_else(|| Submission::new(random::sixteen_bytes()));
        Message {
            event_id: event.id.clone(),
            event_name: event.name.pick(&self.race.language.get_untracked()).to_owned(),
            desk_id: desk.id,
            key: submission.key(),
            replaces: submission.replaces().to_vec(),
            partner: self.race.partner.get_untracked(),
            language: self.race.language.get_untracked(),
            seconds_spent: spent_s.clamp(0.0, f64::from(u32::MAX)) as u32,
            trap: self.trap.get_untracked(),
            lines: self.with_customs(|customs| {
                let label = |field: FieldId| shown::label(self, field);
                let mut lines =
                    lines(&answers, &asked, customs, &label, &|asked, typed| shown.value(asked, typed));
                lines.extend(self.waiting_list_line());
                lines
            }),
        }
    }
}

/// Which desk serves whoever gave these answers.
fn desk_index(race: Race, enrolment: &Enrolment, answers: &Answers) -> usize {
    let desks = enrolment.signup_desks();
    let forced = race.desk.get_untracked();
    let chosen = choose_desk(&desks, answers, forced.as_deref()).map(|desk| desk.id.as_str());
    // An event that has no desk was refused when it was read.
    enrolment.desks.iter().position(|desk| Some(desk.id.as_str()) == chosen).unwrap_or_default()
}

fn fresh_answers(race: Race) -> Answers {
    let mut answers = Answers::default();
    answers.set(FieldName::Distance, race.chosen_distance_id_untracked());
    if race.is_partner_the_series() {
        answers.set(FieldName::Reference, "yes");
    }
    answers
}

/// What whoever gave these answers is asked.
fn asked(race: Race, enrolment: &Enrolment, answers: &Answers) -> Vec<Asked> {
    let desk = &enrolment.desks[desk_index(race, enrolment, answers)];
    enrolment.asked(&race.event(), &desk.id, answers, today(race))
}

/// The day it is where the race is; race day itself in a browser that does not know the zone.
pub fn today(race: Race) -> Date {
    let event = race.event();
    let now_ms = clock::now_ms(&race.now.get_untracked());
    let day = |zone: &str| crate::browser::intl::day_in_zone(now_ms, zone);
    // A zone that the browser does not know is hours off at most; closing the form for it would be worse.
    day(event.time_zone.as_str())
        .or_else(|| day("UTC"))
        .and_then(|day| Date::parse(&day))
        .unwrap_or(event.date)
}

fn parse_draft(text: &str, event_id: &str, customs: &[CustomField]) -> Option<Draft> {
    Draft::from_value(&json::parse(&text.into()).ok()?, event_id, customs)
}

/// Leaves nothing of a sign-up in the browser.
fn forget(draft_slot: &str) {
    draft_storage::clear(&draft_key(draft_slot));
    draft_storage::clear(&began_key(draft_slot));
    kept_draft::forget(draft_slot);
}
