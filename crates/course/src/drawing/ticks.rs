//! Round values for the ticks of an axis.

use super::nice::NiceStep;

/// More ticks than any axis can carry; it bounds the work whatever a caller asks for.
const MOST_TICKS: usize = 1_000;

/// Values at a round step (1, 2 or 5 times a power of ten) inside `low..=high`, in rising order, never more
/// than `at_most`.
///
/// The step is the smallest one that keeps to `at_most`. Empty when there is no round value in the interval,
/// or when the interval is reversed or not finite.
///
/// ```
/// use saddle_course::drawing::ticks;
/// assert_eq!(ticks(0.0, 42.2, 5), [0.0, 10.0, 20.0, 30.0, 40.0]);
/// assert_eq!(ticks(612.0, 905.0, 4), [700.0, 800.0, 900.0]);
/// ```
pub fn ticks(low: f64, high: f64, at_most: usize) -> Vec<f64> {
    let at_most = at_most.min(MOST_TICKS);
    if at_most == 0 || low > high {
        return Vec::new();
    }
    if low == high {
        return vec![low];
    }
    let Some(mut step) = NiceStep::at_least((high - low) / (at_most as f64 + 1.0)) else {
        return Vec::new();
    };
    loop {
        let (first, last) = whole_steps(low, high, step);
        let count = last - first + 1.0;
        // An interval far from zero compared with its width has no distinct multiples left to count.
        if !(first.abs() < 1e12 && last.abs() < 1e12) || count < 1.0 {
            return Vec::new();
        }
        if count <= at_most as f64 {
            return (0..count as usize)
                // Not `clamp`: its panic would bring all of float formatting into the widget.
                .map(|index| step.times(first + index as f64).max(low).min(high))
                .collect();
        }
        step = step.longer();
    }
}

/// The first and the last multiple of the step inside the interval, allowing for a rounding error at either
/// end.
fn whole_steps(low: f64, high: f64, step: NiceStep) -> (f64, f64) {
    let slack = 1e-9;
    ((low / step.size() - slack).ceil(), (high / step.size() + slack).floor())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn both_ends_count_when_they_are_round() {
        assert_eq!(ticks(0.0, 0.3, 4), [0.0, 0.1, 0.2, 0.3]);
        assert_eq!(ticks(-50.0, 50.0, 3), [-50.0, 0.0, 50.0]);
    }

    #[test]
    fn one_tick_may_be_all_there_is_room_for() {
        assert_eq!(ticks(0.0, 9.0, 1), [0.0]);
        assert!(
            ticks(12.0, 14.0, 1).is_empty(),
            "steps of 1 and 2 give too many, the multiples of 5 are outside"
        );
    }

    #[test]
    fn an_axis_of_one_value_has_that_tick() {
        assert_eq!(ticks(5.0, 5.0, 4), [5.0]);
    }

    #[test]
    fn no_interval_no_ticks() {
        assert!(ticks(2.0, 1.0, 5).is_empty());
        assert!(ticks(0.0, 1.0, 0).is_empty());
        assert!(ticks(f64::NAN, 1.0, 5).is_empty());
        assert!(ticks(f64::NEG_INFINITY, f64::INFINITY, 5).is_empty());
    }

    proptest! {
        #[test]
        fn inside_rising_evenly_and_never_too_many(
            low in -1e5..1e5f64, span in 1e-3..1e6f64, at_most in 0..30usize
        ) {
            let high = low + span;
            let values = ticks(low, high, at_most);
            prop_assert!(values.len() <= at_most);
            prop_assert!(values.iter().all(|value| (low..=high).contains(value)));
            let steps: Vec<f64> = values.windows(2).map(|pair| pair[1] - pair[0]).collect();
            let slack = 1e-6 * steps.first().map_or(1.0, |step| step.max(1.0));
            prop_assert!(steps.iter().all(|step| *step > 0.0 && (step - steps[0]).abs() < slack));
        }

        #[test]
        fn an_ordinary_axis_uses_its_room(low in -1e4..1e4f64, span in 1.0..1e5f64, at_most in 4..30usize) {
            prop_assert!(ticks(low, low + span, at_most).len() * 3 >= at_most);
        }

        #[test]
        fn any_numbers_are_safe(
            low in proptest::num::f64::ANY, high in proptest::num::f64::ANY, at_most in 0..2_000usize
        ) {
            prop_assert!(ticks(low, high, at_most).len() <= at_most);
        }
    }
}
