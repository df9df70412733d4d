//! A rectangle of the screen, and which part of a step lies in it.

/// A rectangle of the screen, edges included.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Window {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) bottom: f64,
}

impl Window {
    /// A picture of that size with a margin around it; a negative margin leaves out as much.
    pub(super) fn around(width: f64, height: f64, margin: f64) -> Self {
        Self { left: -margin, top: -margin, right: width + margin, bottom: height + margin }
    }

    /// Whether a place lies in it.
    pub(super) fn contains(&self, (x, y): (f64, f64)) -> bool {
        self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
    }

    /// From which to which part (0 to 1) of the way from one place to another one is in the window; `None` if at no
    /// time. This is the algorithm of Liang and Barsky (<https://doi.org/10.1145/357332.357333>).
    pub(super) fn clip(&self, from: (f64, f64), to: (f64, f64)) -> Option<(f64, f64)> {
        let (mut enter, mut leave) = (0f64, 1f64);
        let (run, rise) = (to.0 - from.0, to.1 - from.1);
        for (towards, room) in [
            (-run, from.0 - self.left),
            (run, self.right - from.0),
            (-rise, from.1 - self.top),
            (rise, self.bottom - from.1),
        ] {
            if towards < 0.0 {
                enter = enter.max(room / towards);
            } else if towards > 0.0 {
                leave = leave.min(room / towards);
            } else if room < 0.0 {
                return None;
            }
        }
        (enter <= leave).then_some((enter, leave))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_step_is_cut_at_the_edges() {
        let window = Window::around(100.0, 50.0, 0.0);
        assert_eq!(window.clip((-100.0, 25.0), (100.0, 25.0)), Some((0.5, 1.0)));
        assert_eq!(window.clip((50.0, 100.0), (50.0, -100.0)), Some((0.25, 0.5)));
        assert_eq!(window.clip((10.0, 10.0), (10.0, 10.0)), Some((0.0, 1.0)), "a step of no length");
        assert_eq!(window.clip((-10.0, 10.0), (20.0, -50.0)), None, "past the corner");
        assert_eq!(window.clip((-10.0, 60.0), (200.0, 60.0)), None);
    }

    proptest! {
        #[test]
        fn a_step_is_inside_just_between_the_cuts(
            from in (-200.0..300.0f64, -200.0..300.0f64), to in (-200.0..300.0f64, -200.0..300.0f64),
            part in 0.0..1.0f64
        ) {
            let window = Window::around(100.0, 80.0, 5.0);
            let place = (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part);
            let cut = window.clip(from, to);
            let between = cut.is_some_and(|(enter, leave)| enter <= part && part <= leave);
            let edge = cut.is_some_and(|(enter, leave)| (part - enter).abs() < 1e-9 || (part - leave).abs() < 1e-9);
            prop_assert!(edge || between == window.contains(place));
        }
    }
}
