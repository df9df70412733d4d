//! The part of a course that is shown: the whole, or what was zoomed to.

/// Nothing is seen better by zooming in further; a shorter course is always shown as a whole.
const LEAST_WIDTH_M: f64 = 200.0;

/// What is added on either side of a stretch, as a share of its length, so that it is seen where it belongs.
const AIR: f64 = 0.15;

/// A part of a course that is never wider than the course and never outside it.
///
/// ```
/// use saddle_course::drawing::Window;
/// let window = Window::whole(42_000.0).zoomed(2.0, 42_000.0);
/// assert_eq!(window.distance_m(), (21_000.0, 42_000.0));
/// assert_eq!(window.panned(-1_000.0).distance_m(), (20_000.0, 41_000.0));
/// assert!(window.zoomed(0.5, 0.0).is_whole());
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    from_m: f64,
    to_m: f64,
    length_m: f64,
}

impl Window {
    /// All of a course of this length.
    pub fn whole(length_m: f64) -> Self {
        let length_m = if length_m.is_finite() { length_m.max(0.0) } else { 0.0 };
        Self { from_m: 0.0, to_m: length_m, length_m }
    }

    /// The distances from the start in metres that are shown, as in
    /// [`ProfileFrame::distance_m`](super::ProfileFrame::distance_m).
    pub fn distance_m(&self) -> (f64, f64) {
        (self.from_m, self.to_m)
    }

    /// Whether all of the course is shown: there is nothing to reset, to pan or to zoom out of.
    pub fn is_whole(&self) -> bool {
        self.from_m <= 0.0 && self.to_m >= self.length_m
    }

    /// Whether there is no zooming in any further.
    pub fn is_narrowest(&self) -> bool {
        // Metres far from the start are not exact.
        self.width_m() <= self.least_width_m() * (1.0 + 1e-9)
    }

    /// Shows a `factor` times closer view (below 1: a wider one), in which the place `about_m` stays where it is on
    /// the screen as far as the ends of the course allow.
    pub fn zoomed(&self, factor: f64, about_m: f64) -> Self {
        let (width_m, about_m) = (self.width_m(), about_m.max(self.from_m).min(self.to_m));
        if !(factor > 0.0 && factor.is_finite() && width_m > 0.0) {
            return *self;
        }
        let zoomed_m = self.possible_width_m(width_m / factor);
        self.at(about_m - (about_m - self.from_m) / width_m * zoomed_m, zoomed_m)
    }

    /// Moves the view by so many metres towards the finish, or towards the start when negative.
    pub fn panned(&self, by_m: f64) -> Self {
        if by_m.is_finite() { self.at(self.from_m + by_m, self.width_m()) } else { *self }
    }

    /// Shows what lies between two places, in either order: what a brush was drawn over.
    pub fn between(&self, one_m: f64, other_m: f64) -> Self {
        if !(one_m.is_finite() && other_m.is_finite()) {
            return *self;
        }
        let (from_m, to_m) = (one_m.min(other_m).max(0.0), one_m.max(other_m).min(self.length_m));
        let width_m = self.possible_width_m(to_m - from_m);
        self.at((from_m + to_m - width_m) / 2.0, width_m)
    }

    /// Shows a stretch, such as a climb, with some air on either side.
    pub fn around(&self, from_m: f64, to_m: f64) -> Self {
        let air_m = AIR * (to_m - from_m).abs();
        self.between(from_m.min(to_m) - air_m, from_m.max(to_m) + air_m)
    }

    /// Moves the view only as far as it takes to show a place, such as where the cursor was moved to.
    pub fn showing(&self, distance_m: f64) -> Self {
        self.panned((distance_m - self.to_m).max(0.0) + (distance_m - self.from_m).min(0.0))
    }

    fn width_m(&self) -> f64 {
        self.to_m - self.from_m
    }

    fn least_width_m(&self) -> f64 {
        LEAST_WIDTH_M.min(self.length_m)
    }

    fn possible_width_m(&self, width_m: f64) -> f64 {
        width_m.max(self.least_width_m()).min(self.length_m)
    }

    /// A view of a possible width that begins at a place, moved onto the course.
    fn at(&self, from_m: f64, width_m: f64) -> Self {
        let from_m = from_m.min(self.length_m - width_m).max(0.0);
        Self { from_m, to_m: (from_m + width_m).min(self.length_m), length_m: self.length_m }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const COURSE: Window = Window { from_m: 0.0, to_m: 10_000.0, length_m: 10_000.0 };

    #[test]
    fn the_place_under_the_pointer_stays_there() {
        let window = COURSE.zoomed(2.0, 2_000.0);
        assert_eq!(window.distance_m(), (1_000.0, 6_000.0));
        assert_eq!(window.zoomed(0.5, 2_000.0), COURSE);
        assert_eq!(COURSE.zoomed(5.0, 0.0).distance_m(), (0.0, 2_000.0));
    }

    #[test]
    fn zooming_ends_at_200_m_and_at_the_whole() {
        let narrowest = COURSE.zoomed(1e6, 5_000.0);
        assert_eq!(narrowest.distance_m(), (4_900.0, 5_100.0));
        assert!(narrowest.is_narrowest() && !narrowest.is_whole());
        assert!(COURSE.zoomed(0.1, 3_000.0).is_whole() && !COURSE.is_narrowest());
        let short = Window::whole(150.0);
        assert!(short.zoomed(3.0, 50.0).is_whole() && short.is_narrowest());
    }

    #[test]
    fn panning_stops_at_the_ends() {
        let window = COURSE.between(2_000.0, 4_000.0);
        assert_eq!(window.panned(-5_000.0).distance_m(), (0.0, 2_000.0));
        assert_eq!(window.panned(50_000.0).distance_m(), (8_000.0, 10_000.0));
        assert!(COURSE.panned(100.0).is_whole());
    }

    #[test]
    fn a_brush_works_in_both_directions_and_over_the_edge() {
        assert_eq!(COURSE.between(4_000.0, 2_000.0).distance_m(), (2_000.0, 4_000.0));
        assert_eq!(COURSE.between(9_000.0, 99_000.0).distance_m(), (9_000.0, 10_000.0));
        assert_eq!(COURSE.between(5_000.0, 5_020.0).distance_m(), (4_910.0, 5_110.0));
        assert_eq!(COURSE.between(9_990.0, 10_000.0).distance_m(), (9_800.0, 10_000.0));
    }

    #[test]
    fn a_climb_has_air_on_both_sides() {
        assert_eq!(COURSE.around(2_000.0, 4_000.0).distance_m(), (1_700.0, 4_300.0));
        assert_eq!(COURSE.around(0.0, 2_000.0).distance_m(), (0.0, 2_300.0));
    }

    #[test]
    fn a_cursor_beyond_the_edge_takes_the_view_along() {
        let window = COURSE.between(2_000.0, 4_000.0);
        assert_eq!(window.showing(3_000.0), window);
        assert_eq!(window.showing(4_500.0).distance_m(), (2_500.0, 4_500.0));
        assert_eq!(window.showing(1_000.0).distance_m(), (1_000.0, 3_000.0));
    }

    #[test]
    fn what_is_no_number_changes_nothing() {
        let window = COURSE.between(2_000.0, 4_000.0);
        for number in [f64::NAN, f64::INFINITY] {
            assert_eq!(window.zoomed(number, 3_000.0), window);
            assert_eq!(window.panned(number), window);
            assert_eq!(window.between(number, 3_000.0), window);
            assert_eq!(Window::whole(number).distance_m(), (0.0, 0.0));
        }
        assert_eq!(window.zoomed(0.0, 3_000.0), window);
        assert_eq!(window.showing(f64::NAN), window);
    }

    proptest! {
        #[test]
        fn never_outside_and_never_too_narrow(
            length_m in 0.0..1e5f64,
            moves in proptest::collection::vec((0..5u8, proptest::num::f64::ANY, -2e4..2e5f64), 0..12)
        ) {
            let mut window = Window::whole(length_m);
            for (kind, any, place_m) in moves {
                window = match kind {
                    0 => window.zoomed(any, place_m),
                    1 => window.panned(any),
                    2 => window.between(place_m, any),
                    3 => window.around(any, place_m),
                    _ => window.zoomed(1.0 + place_m.abs() / 1e5, any).showing(place_m),
                };
                let (from_m, to_m) = window.distance_m();
                prop_assert!(0.0 <= from_m && from_m <= to_m && to_m <= length_m);
                prop_assert!(to_m - from_m >= length_m.min(200.0) - 1e-6);
            }
        }
    }
}
