//! When a plan is where: arrivals and cut-offs, climbs, splits.

use super::{
    grid::{Grid, cell},
    pace_band,
    words::PlanWords,
};
use crate::{
    browser::intl,
    course::{Shown, measure},
    element::{Element, html},
};
use saddle_course::{
    Units,
    planner::{CutOffOutcome, Duration, Plan},
    splits,
};
use saddle_event::WaypointKind;

/// More places than this between start and finish are not read out one by one.
const MOST_SPOKEN: usize = 3;

/// A named place of the course.
pub struct Stop {
    /// Its name, with what it is where it is start or finish.
    pub name: String,
    /// Metres from the start.
    pub at_m: f64,
    is_end: bool,
    is_approximate: bool,
    cut_off_s: Option<f64>,
}

/// The waypoints in the order of the course. The finish is among them, with the time limit of the whole distance.
pub fn stops(shown: &Shown) -> Vec<Stop> {
    let (race, length_m) = (shown.race, shown.length_m());
    let language = race.language_untracked();
    let limit = shown.distance.cut_off_minutes;
    let finish_name = race.words().waypoint_kind(WaypointKind::Finish);
    let seconds = |minutes: u32| f64::from(minutes) * 60.0;
    let mut has_finish = false;
    let mut stops = Vec::new();
    for waypoint in &shown.distance.waypoints {
        let is_finish = waypoint.kind == WaypointKind::Finish;
        let is_end = is_finish || waypoint.kind == WaypointKind::Start;
        let mut name = waypoint.name.pick(&language).to_owned();
        if is_end {
            name = [&name, " · ", race.words().waypoint_kind(waypoint.kind)].concat();
        }
        let own = waypoint.cut_off_minutes;
        let cut_off = if is_finish { own.into_iter().chain(limit).min() } else { own };
        has_finish |= is_finish;
        stops.push(Stop {
            name,
            // "42 km" is said of a course of 41.9 km: its finish is the end of the track.
            at_m: if is_finish { length_m } else { (waypoint.km * 1000.0).min(length_m) },
            is_end,
            is_approximate: waypoint.approximate,
            cut_off_s: cut_off.map(seconds),
        });
    }
    if !has_finish {
        stops.push(Stop {
            name: finish_name.to_owned(),
            at_m: length_m,
            is_end: true,
            is_approximate: false,
            cut_off_s: limit.map(seconds),
        });
    }
    stops.sort_by(|one, other| one.at_m.total_cmp(&other.at_m));
    stops
}

/// The plan in one breath: finish, the places between, the cut-offs.
pub fn summary(shown: &Shown, words: PlanWords, plan: &Plan) -> String {
    let stops = stops(shown);
    let finish = Duration::from_seconds(plan.finish_s());
    let time = finish.hours_and_minutes();
    let finish = match clock(shown, words, finish) {
        Some(clock) => words.with("finish_by_clock", &[("time", &time), ("clock", &clock)]),
        None => words.with("finish_in", &[("time", &time)]),
    };
    let mut sentences = vec![finish];
    let between: Vec<&Stop> = stops.iter().filter(|stop| !stop.is_end).collect();
    if between.len() <= MOST_SPOKEN {
        for stop in between {
            let after = Duration::from_seconds(plan.elapsed_s(stop.at_m)).hours_and_minutes();
            sentences.push(words.with("place_after", &[("name", &stop.name), ("time", &after)]));
        }
    }
    let missed = |stop: &&Stop| matches!(stop.outcome(plan), Some(CutOffOutcome::Missed { .. }));
    let missed: Vec<&str> = stops.iter().filter(missed).map(|stop| stop.name.as_str()).collect();
    if !missed.is_empty() {
        sentences.push(words.with("missed_at", &[("names", &missed.join(", "))]));
    } else if stops.iter().any(|stop| stop.cut_off_s.is_some()) {
        sentences.push(words.text("all_met").to_owned());
    }
    sentences.join(" ")
}

impl Stop {
    fn outcome(&self, plan: &Plan) -> Option<CutOffOutcome> {
        Some(plan.cut_off(self.at_m, self.cut_off_s?))
    }
}

/// All of it.
pub fn view(shown: &Shown, words: PlanWords, plan: &Plan) -> Vec<Element> {
    let stops = stops(shown);
    let has_cut_offs = stops.iter().any(|stop| stop.cut_off_s.is_some());
    let mut parts = vec![arrivals(shown, words, plan, &stops)];
    if !has_cut_offs {
        parts.push(html("p").class("quiet small").text(words.text("no_cut_offs")));
    }
    if !shown.course.climbs().is_empty() {
        parts.push(climbs(shown, words, plan));
    }
    parts.push(split_times(shown, words, plan));
    parts.push(pace_band::button(shown, words, plan));
    parts
}

fn arrivals(shown: &Shown, words: PlanWords, plan: &Plan, stops: &[Stop]) -> Element {
    let has_cut_offs = stops.iter().any(|stop| stop.cut_off_s.is_some());
    let mut headings = vec![words.text("place"), words.text("distance"), words.text("elapsed")];
    headings.extend(shown.distance.start.map(|_| words.text("clock")));
    headings.extend(has_cut_offs.then(|| words.text("cut_off")));
    let mut grid = Grid::new(&words.with("arrivals", &[("name", &shown.name())]), &headings);
    for stop in stops {
        let arrival = Duration::from_seconds(plan.elapsed_s(stop.at_m));
        let about = if stop.is_approximate { "≈ " } else { "" };
        let mut cells = vec![
            cell(&[about, &measure::distance(shown.race, stop.at_m)].concat()),
            cell(&arrival.hours_and_minutes()),
        ];
        cells.extend(clock(shown, words, arrival).map(|clock| cell(&clock)));
        if has_cut_offs {
            cells.push(outcome_cell(shown, words, stop, plan));
        }
        grid.row(&stop.name, cells);
    }
    grid.view()
}

/// The time of day after so long a run, if the start has one.
fn clock(shown: &Shown, words: PlanWords, elapsed: Duration) -> Option<String> {
    let (time, days) = shown.distance.start?.after(elapsed.seconds());
    let time = time.to_string();
    Some(match days {
        0 => time,
        days => words.with("day_number", &[("clock", &time), ("day", &(days + 1).to_string())]),
    })
}

/// Whether a cut-off is met: in words and by a sign, so that the colour says nothing that they do not.
fn outcome_cell(shown: &Shown, words: PlanWords, stop: &Stop, plan: &Plan) -> Element {
    let (Some(cut_off_s), Some(outcome)) = (stop.cut_off_s, stop.outcome(plan)) else { return cell("–") };
    let (key, class, sign, apart_s) = match outcome {
        CutOffOutcome::Met { spare_s } => ("met", "met", "✓ ", spare_s),
        CutOffOutcome::Missed { over_s } => ("missed", "missed", "✗ ", over_s),
    };
    let cut_off = Duration::from_seconds(cut_off_s).hours_and_minutes();
    let apart = length_of_time(shown.race.words().tag, apart_s);
    html("td")
        .class(class)
        .child(html("span").attr("aria-hidden", "true").text(sign))
        .text(&words.with(key, &[("cut_off", &cut_off), ("time", &apart)]))
}

/// A length of time in words: seconds, minutes, or `h:mm`.
fn length_of_time(tag: &str, seconds: f64) -> String {
    let duration = Duration::from_seconds(seconds);
    match duration.seconds() {
        seconds @ 0..60 => intl::quantity(tag, f64::from(seconds), 0, "second"),
        seconds @ 60..3_600 => intl::quantity(tag, f64::from(seconds / 60), 0, "minute"),
        _ => [&duration.hours_and_minutes(), " h"].concat(),
    }
}

fn climbs(shown: &Shown, words: PlanWords, plan: &Plan) -> Element {
    let race = shown.race;
    let headings = ["climb", "from", "gain", "grade", "climb_takes", "climb_top"];
    let headings = headings.map(|key| words.text(key));
    let mut grid = Grid::new(&words.with("climbs", &[("name", &shown.name())]), &headings);
    for (index, climb) in shown.course.climbs().iter().enumerate() {
        let (from_m, to_m) = (climb.start_m, climb.start_m + climb.length_m);
        grid.row(
            &climb_name(shown, words, index),
            vec![
                cell(&measure::distance(race, from_m)),
                cell(&measure::height(race, climb.gain_m)),
                cell(&[&measure::percent(race, climb.mean_grade), " %"].concat()),
                cell(&Duration::from_seconds(plan.duration_s(from_m, to_m)).hours_and_minutes()),
                cell(&Duration::from_seconds(plan.elapsed_s(to_m)).hours_and_minutes()),
            ],
        );
    }
    grid.view()
}

/// The organiser's name of a climb, or its number.
pub fn climb_name(shown: &Shown, words: PlanWords, index: usize) -> String {
    let names = shown.distance.climb_names(shown.course.climbs());
    match names.get(index).copied().flatten() {
        Some(name) => name.pick(&shown.race.language_untracked()).to_owned(),
        None => words.with("climb_number", &[("number", &(index + 1).to_string())]),
    }
}

fn split_times(shown: &Shown, words: PlanWords, plan: &Plan) -> Element {
    let race = shown.race;
    let units = race.units.get_untracked();
    let title = words.text(match units {
        Units::Metric => "splits_km",
        Units::Imperial => "splits_mile",
    });
    let headings = [measure::distance_symbol(race), words.text("split"), words.text("elapsed")];
    let mut grid = Grid::new(title, &headings);
    for split in splits(&shown.course, units) {
        let takes = Duration::from_seconds(plan.duration_s(split.from_m, split.to_m));
        let after = Duration::from_seconds(plan.elapsed_s(split.to_m));
        grid.row(
            &measure::distance_number(race, split.to_m),
            vec![cell(&takes.minutes_and_seconds()), cell(&after.exact())],
        );
    }
    html("details").child(html("summary").text(title)).child(grid.view())
}
