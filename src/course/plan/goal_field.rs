//! What a runner aims for: which kind of goal, and the time or pace itself.

use super::words::PlanWords;
use crate::{
    course::Shown,
    element::{Element, html},
    live::Live,
    race::Race,
};
use saddle_course::{
    Units,
    planner::{Duration, Goal, GoalError, Plan, TimeUnit},
};
use std::cell::RefCell;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

thread_local! {
    /// What was asked last on this page: another distance or another language shall not ask again.
    static LAST: RefCell<(Kind, String)> = RefCell::default();
}

/// The kinds of goals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    FinishTime,
    FlatPace,
    MarathonTime,
}

impl Kind {
    const ALL: [Self; 3] = [Self::FinishTime, Self::FlatPace, Self::MarathonTime];

    const fn as_str(self) -> &'static str {
        match self {
            Self::FinishTime => "time",
            Self::FlatPace => "pace",
            Self::MarathonTime => "marathon",
        }
    }

    fn choice(self, words: PlanWords, units: Units) -> &'static str {
        words.text(match (self, units) {
            (Self::FinishTime, _) => "finish_time",
            (Self::FlatPace, Units::Metric) => "flat_pace_km",
            (Self::FlatPace, Units::Imperial) => "flat_pace_mile",
            (Self::MarathonTime, _) => "marathon_time",
        })
    }

    fn label(self, words: PlanWords) -> &'static str {
        words.text(match self {
            Self::FinishTime => "finish_time_label",
            Self::FlatPace => "flat_pace_label",
            Self::MarathonTime => "marathon_time_label",
        })
    }

    /// What the first number that is typed counts.
    const fn first(self) -> TimeUnit {
        match self {
            Self::FlatPace => TimeUnit::Minute,
            Self::FinishTime | Self::MarathonTime => TimeUnit::Hour,
        }
    }

    const fn example(self) -> &'static str {
        match self {
            Self::FinishTime => "5:00",
            Self::FlatPace => "6:30",
            Self::MarathonTime => "4:00",
        }
    }

    fn goal(self, duration: Duration, units: Units) -> Goal {
        let seconds = f64::from(duration.seconds());
        match self {
            Self::FinishTime => Goal::Time { seconds },
            Self::FlatPace => Goal::FlatPace { seconds_per_km: seconds * 1_000.0 / units.distance_m() },
            Self::MarathonTime => Goal::MarathonTime { seconds },
        }
    }
}

/// The goal as it is typed.
#[derive(Clone, Copy)]
pub struct GoalField {
    race: Race,
    words: PlanWords,
    kind: Live<Kind>,
    text: Live<String>,
    /// Whether the visitor has left the field once: before that nothing is called wrong.
    is_left: Live<bool>,
}

/// Why there is no plan.
pub enum NoPlan {
    /// Nothing has been typed.
    Empty,
    /// It is no time.
    NotATime,
    /// It is a time that is out of reach.
    OutOfReach(GoalError),
}

impl GoalField {
    /// The goal that was asked last, or none.
    pub fn new(race: Race, words: PlanWords) -> Self {
        let (kind, text) = LAST.with_borrow(Clone::clone);
        Self { race, words, kind: Live::new(kind), text: Live::new(text), is_left: Live::new(false) }
    }

    /// The plan for the goal, followed.
    pub fn plan(self, shown: &Shown) -> Result<Plan, NoPlan> {
        let (kind, text, units) = (self.kind.get(), self.text.get(), self.race.units.get());
        LAST.set((kind, text.clone()));
        if text.trim().is_empty() {
            return Err(NoPlan::Empty);
        }
        let read = |first| -> Result<Plan, NoPlan> {
            let duration = Duration::parse(&text, first).ok_or(NoPlan::NotATime)?;
            let goal = kind.goal(duration, units);
            Plan::new(&shown.course, goal).map_err(NoPlan::OutOfReach)
        };
        match read(kind.first()) {
            // 25:00 are minutes and seconds where nobody takes a day.
            Err(NoPlan::OutOfReach(GoalError::TooSlow { slowest_s })) if kind != Kind::FlatPace => {
                let too_slow = NoPlan::OutOfReach(GoalError::TooSlow { slowest_s });
                read(TimeUnit::Minute).map_err(|_| too_slow)
            }
            other => other,
        }
    }

    /// What is wrong, in words; empty while nothing is, or while it is first typed.
    fn mistake(self, no_plan: &NoPlan) -> String {
        let words = self.words;
        let about = |seconds: f64| Duration::from_seconds(seconds).hours_and_minutes();
        match no_plan {
            NoPlan::OutOfReach(GoalError::TooFast { fastest_s }) => {
                words.with("too_fast", &[("time", &about(*fastest_s))])
            }
            NoPlan::OutOfReach(GoalError::TooSlow { slowest_s }) => {
                words.with("too_slow", &[("time", &about(*slowest_s))])
            }
            NoPlan::NotATime | NoPlan::OutOfReach(GoalError::NotPositive) => {
                let kind = self.kind.get_untracked();
                let key = if kind == Kind::FlatPace { "not_a_pace" } else { "not_a_time" };
                words.with(key, &[("example", kind.example())])
            }
            NoPlan::Empty => String::new(),
        }
    }

    /// The choice of a kind, and the field.
    pub fn view(self, shown: &Shown) -> Element {
        let words = self.words;
        let choices = Kind::ALL.map(|kind| {
            let radio = html("input")
                .attr("type", "radio")
                .attr("name", "goal")
                .attr("value", kind.as_str())
                .property("checked", self.kind.get_untracked() == kind)
                .on("change", move |_| {
                    self.is_left.set_if_new(false);
                    self.kind.set(kind);
                });
            let text = move || kind.choice(words, self.race.units.get()).to_owned();
            html("label").class("choice").child(radio).child(html("span").text_with(text))
        });
        html("div")
            .class("goal")
            .child(
                html("fieldset")
                    .child(html("legend").class("label").text(words.text("aim")))
                    .child(html("div").class("choices").children(choices)),
            )
            .child(self.text_view(shown))
    }

    fn text_view(self, shown: &Shown) -> Element {
        let words = self.words;
        let error = Live::derived({
            let shown = shown.clone();
            move || {
                let plan = self.plan(&shown);
                if self.is_left.get() {
                    plan.err().map_or_else(String::new, |no_plan| self.mistake(&no_plan))
                } else {
                    String::new()
                }
            }
        });
        let is_wrong = move || error.with(|error| (!error.is_empty()).then(|| "true".to_owned()));
        let hint = move || {
            let kind = self.kind.get();
            let key = if kind == Kind::FlatPace { "pace_hint" } else { "time_hint" };
            words.with(key, &[("example", kind.example())])
        };
        let input = html("input")
            .class("control")
            .attr("id", "goal")
            .attr("type", "text")
            // The keys of a number: a point stands for the colon that they lack.
            .attr("inputmode", "decimal")
            .attr("autocomplete", "off")
            .attr("aria-describedby", "goal-hint goal-error")
            .attr_with("aria-invalid", is_wrong)
            .value(move || self.text.get_untracked())
            .on("input", move |event| {
                let input =
                    event.current_target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
                self.text.set_if_new(input.map_or_else(String::new, |input| input.value()));
            })
            .on("change", move |_| self.is_left.set_if_new(true));
        html("div")
            .class("field")
            .attr_with("data-wrong", is_wrong)
            .child(
                html("label")
                    .class("label")
                    .attr("for", "goal")
                    .text_with(move || self.kind.get().label(words).to_owned()),
            )
            .child(html("p").class("hint").attr("id", "goal-hint").text_with(hint))
            .child(
                html("p")
                    .class("error")
                    .attr("id", "goal-error")
                    .attr("role", "status")
                    .text_with(move || error.get()),
            )
            .child(input)
    }
}
