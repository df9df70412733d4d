//! Which part of the course a pointer means.

use super::trace::{Trace, TracePoint};

/// Parts of the course that are as near to the pointer as this are equally near.
pub(super) const TIE: f64 = 1.0;

/// With a hint, parts of the course this near are equally near: about the precision of a hand.
const TIE_WITH_HINT: f64 = 6.0;

/// The distance in metres from the start of the part of the course that is nearest to a place; see
/// [`MapDrawing::nearest`](super::MapDrawing::nearest).
pub(super) fn nearest(trace: &Trace, place: (f64, f64), near_m: Option<f64>) -> f64 {
    let approaches = || trace.steps().map(|(from, to)| Approach::to_step(from, to, place));
    let least = approaches().fold(f64::INFINITY, |least, approach| least.min(approach.pixels));
    let limit = least + if near_m.is_some() { TIE_WITH_HINT } else { TIE };

    // A passage is a stretch of the course that stays within the limit; only its own nearest place stands for it.
    let mut passages: Vec<Approach> = Vec::new();
    let mut on_passage = false;
    for approach in approaches() {
        let within = approach.pixels <= limit;
        match passages.last_mut() {
            Some(passage) if within && on_passage && approach.pixels_at_start <= limit => {
                *passage = passage.nearer(approach);
            }
            _ if within => passages.push(approach),
            _ => {}
        }
        on_passage = within;
    }
    let chosen = match near_m {
        Some(near_m) => passages.iter().min_by(|one, other| {
            (one.distance_m - near_m).abs().total_cmp(&(other.distance_m - near_m).abs())
        }),
        None => passages.first(),
    };
    chosen.map_or(0.0, |approach| approach.distance_m)
}

/// How near one step of the course comes to a place on the screen.
#[derive(Clone, Copy)]
struct Approach {
    /// How near it comes.
    pixels: f64,
    /// How near it begins.
    pixels_at_start: f64,
    /// Metres from the start of the course to where it is nearest.
    distance_m: f64,
}

impl Approach {
    /// The nearer of two, the first of equals.
    fn nearer(self, other: Self) -> Self {
        if other.pixels < self.pixels { other } else { self }
    }

    fn to_step(from: &TracePoint, to: &TracePoint, (x, y): (f64, f64)) -> Self {
        let (run, rise) = (to.x - from.x, to.y - from.y);
        let square = run * run + rise * rise;
        let part = if square > 0.0 {
            (((x - from.x) * run + (y - from.y) * rise) / square).clamp(0.0, 1.0)
        } else {
            0.0
        };
        Self {
            pixels: length(x - from.x - run * part, y - from.y - rise * part),
            pixels_at_start: length(x - from.x, y - from.y),
            distance_m: from.distance_m + (to.distance_m - from.distance_m) * part,
        }
    }
}

/// Not `hypot`, which guards against overflow that pixels cannot cause, at several times the cost per pointer move.
pub(super) fn length(x: f64, y: f64) -> f64 {
    (x * x + y * y).sqrt()
}

#[cfg(test)]
mod tests {
    use super::super::fixture::map_of;

    #[test]
    fn a_pointer_off_the_line_reads_the_foot_of_its_perpendicular() {
        let map = map_of(&[(0.0, 0.0, 0.0), (1_000.0, 0.0, 0.0)], &[]);
        assert!((map.nearest(135.0, 170.0, None) - 250.0).abs() < 0.01);
        assert_eq!(map.nearest(-50.0, 0.0, None), 0.0);
        assert!((map.nearest(900.0, 0.0, None) - 1_000.0).abs() < 0.01);
    }

    #[test]
    fn nothing_is_near_in_a_gap() {
        // Two legs with a gap from (100, 0) to (900, 0); the second ends above the middle of the gap.
        let points =
            [(0.0, 0.0, 0.0), (100.0, 0.0, 0.0), (900.0, 0.0, 0.0), (1_000.0, 0.0, 0.0), (500.0, 200.0, 0.0)];
        let map = map_of(&points, &[2]);
        let (x, y) = map.finish;
        assert!(map.nearest(x, y + 80.0, None) > 500.0, "not the end of the first leg at 100 m");
    }

    #[test]
    fn out_and_back_reads_the_way_out_unless_the_cursor_is_on_the_way_back() {
        // The way back ends `apart_m` north of the start; the pointer is on it where 200 m are left.
        let near = |apart_m: f64, near_m| {
            let map = map_of(&[(0.0, 0.0, 0.0), (1_000.0, 0.0, 0.0), (0.0, apart_m, 0.0)], &[]);
            map.nearest(110.0, 150.0 - apart_m * 0.3 / 2.0, near_m).round()
        };
        assert_eq!(
            [near(1.0, None), near(1.0, Some(300.0)), near(1.0, Some(1_700.0))],
            [200.0, 200.0, 1_800.0]
        );
        // 3 pixels apart: told apart without a hint, still one place to a hand that was on the way out.
        assert_eq!([near(8.0, None), near(8.0, Some(300.0))], [1_800.0, 200.0]);
        assert!(near(40.0, Some(300.0)) > 1_700.0, "the pointer has plainly moved over");
    }
}
