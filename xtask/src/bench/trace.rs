//! Reads out of a browser's trace how much processor time scripts took.

use serde_json::Value;

/// What runs script: listeners, what they queued for after themselves, for the next frame and for later.
const SCRIPT: [&str; 6] =
    ["EventDispatch", "FunctionCall", "RunMicrotasks", "FireAnimationFrame", "TimerFire", "EvaluateScript"];

/// Style and layout, which a script can force while it runs.
const RENDERING: [&str; 2] = ["UpdateLayoutTree", "Layout"];

/// The events of a mouse, by which the page's main thread is known.
const MOUSE: [&str; 2] = ["mousemove", "pointermove"];

/// A stretch of the thread's own processor time in microseconds, from and to: it stands still while other programs run.
type Span = (f64, f64);

/// Milliseconds of processor time that the page's main thread ran script, without the style and layout that the script forced.
///
/// The page's thread is the one on which the mouse was heard; `None` if there was none.
pub fn script_ms<'a>(events: impl Iterator<Item = &'a Value> + Clone) -> Option<f64> {
    let thread = |event: &Value| (event["pid"].as_u64(), event["tid"].as_u64());
    let heard = events.clone().find(|event| {
        event["name"] == "EventDispatch"
            && event["args"]["data"]["type"].as_str().is_some_and(|kind| MOUSE.contains(&kind))
    })?;
    let of_page = events.filter(|event| thread(event) == thread(heard) && event["ph"] == "X");
    let named = |names: &[&str]| {
        let named =
            of_page.clone().filter(|event| event["name"].as_str().is_some_and(|name| names.contains(&name)));
        union(named.filter_map(|event| {
            let start = event["tts"].as_f64()?;
            Some((start, start + event["tdur"].as_f64()?))
        }))
    };
    let (script, rendering) = (named(&SCRIPT), named(&RENDERING));
    Some((length(&script) - overlap(&script, &rendering)) / 1e3)
}

/// The same time as spans that do not touch, in order.
fn union(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.collect();
    spans.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mut joined: Vec<Span> = Vec::new();
    for (from, to) in spans {
        match joined.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => joined.push((from, to)),
        }
    }
    joined
}

fn length(spans: &[Span]) -> f64 {
    spans.iter().map(|(from, to)| to - from).sum()
}

fn overlap(some: &[Span], others: &[Span]) -> f64 {
    let of_two = |(from, to): Span, other: Span| (to.min(other.1) - from.max(other.0)).max(0.0);
    some.iter().flat_map(|span| others.iter().map(move |other| of_two(*span, *other))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn event(name: &str, thread: u64, (from, to): Span) -> Value {
        let kind = if name == "EventDispatch" { "pointermove" } else { "" };
        json!({
            "name": name, "ph": "X", "pid": 1, "tid": thread, "tts": from, "tdur": to - from,
            "args": { "data": { "type": kind } },
        })
    }

    #[test]
    fn script_is_counted_once_without_the_layout_in_it_and_on_the_page_s_thread_alone() {
        let events = [
            event("FunctionCall", 2, (0.0, 90_000.0)),
            event("EventDispatch", 1, (1_000.0, 5_000.0)),
            event("FunctionCall", 1, (1_500.0, 4_500.0)),
            event("Layout", 1, (2_000.0, 3_000.0)),
            event("RunMicrotasks", 1, (4_800.0, 7_000.0)),
            event("UpdateLayoutTree", 1, (8_000.0, 9_000.0)),
            event("Paint", 1, (9_000.0, 9_500.0)),
        ];
        assert_eq!(script_ms(events.iter()), Some(6.0 - 1.0));
    }

    #[test]
    fn a_page_that_heard_no_mouse_has_no_figure() {
        assert_eq!(script_ms([event("FunctionCall", 1, (0.0, 1.0))].iter()), None);
    }
}
