//! The course as a ribbon in space that stands on its shadow, seen from any side.

use super::bands::grade_between;
use super::path::PathWriter;
use super::{GradeBand, LocalPlane};
use crate::Course;

/// Pieces of the ribbon; a picture of ordinary size shows no more.
const PIECES: usize = 300;

/// How much of a metre on the ground away from the eye is still seen, and how much of one in height: the eye looks down
/// at 30 degrees.
const GROUND: f64 = 0.5;
const HEIGHT: f64 = 0.866_025_403_784_438_6;

/// Pixels around the ribbon.
const PADDING: f64 = 16.0;

/// The lowest place stands this much of the course's extent above its shadow, so that a flat course is a ribbon too.
const LEAST_STANDING: f64 = 0.04;

/// Hills that were drawn higher than this would be another course.
const MOST_EXAGGERATION: f64 = 10.0;

/// From where and how large the ribbon is seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RibbonView {
    /// Width of the picture.
    pub width: f64,
    /// Height of the picture.
    pub height: f64,
    /// How far the ground has been turned, clockwise seen from above, in radians; at 0 north is at the back.
    pub angle_rad: f64,
    /// How many times higher than true the heights are drawn.
    pub exaggeration: f64,
}

/// A part of the ribbon of one grade.
#[derive(Clone, Debug, PartialEq)]
pub struct RibbonFace {
    /// Its grade.
    pub band: GradeBand,
    /// Its shape.
    pub path: String,
    /// Its upper edge.
    pub edge: String,
}

/// The ribbon as seen from one side.
#[derive(Clone, Debug, PartialEq)]
pub struct RibbonDrawing {
    /// The line that the ribbon stands on, with the pen lifted at gaps.
    pub shadow: String,
    /// The ribbon, from back to front: each covers those before it.
    pub faces: Vec<RibbonFace>,
}

/// A course made ready to be drawn as a ribbon from one side after another.
#[derive(Clone, Debug, PartialEq)]
pub struct Ribbon {
    /// Places at even distances from the start.
    spine: Vec<Knot>,
    length_m: f64,
    /// The farthest of them from the middle, on the ground.
    radius_m: f64,
    rise_m: f64,
}

/// A place of the ribbon.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Knot {
    east_m: f64,
    north_m: f64,
    /// Metres above the lowest.
    above_m: f64,
    /// Of the piece that ends here; `None` for the first one, and after a gap.
    band: Option<GradeBand>,
}

impl Ribbon {
    /// The ribbon of a course.
    pub fn new(course: &Course) -> Self {
        let length_m = course.vertices().last().map_or(0.0, |vertex| vertex.distance_m);
        let step_m = length_m / PIECES as f64;
        let plane = LocalPlane::around(course.at(0.0).position);
        let mut spine: Vec<Knot> = Vec::with_capacity(PIECES + 1);
        for number in 0..=PIECES {
            let place = course.at(step_m * number as f64);
            let (east_m, north_m) = plane.offset_m(place.position);
            let band = spine.last().and_then(|last| {
                let (run, rise) = (east_m - last.east_m, north_m - last.north_m);
                // No way is shorter than the straight one, up to rounding and the flattening of the Earth: it is a gap.
                let is_way = run * run + rise * rise <= 1.1 * step_m * step_m;
                is_way.then(|| {
                    GradeBand::of(grade_between(course, place.distance_m - step_m, place.distance_m))
                })
            });
            // Elevations until the lowest is known.
            spine.push(Knot { east_m, north_m, above_m: place.elevation_m, band });
        }
        let range = |value: fn(&Knot) -> f64| {
            spine.iter().map(value).fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| {
                (least.min(value), most.max(value))
            })
        };
        let (west_m, east_m) = range(|knot| knot.east_m);
        let (south_m, north_m) = range(|knot| knot.north_m);
        let (lowest_m, highest_m) = range(|knot| knot.above_m);
        let mut square = 0f64;
        for knot in &mut spine {
            knot.east_m -= (west_m + east_m) / 2.0;
            knot.north_m -= (south_m + north_m) / 2.0;
            knot.above_m -= lowest_m;
            square = square.max(knot.east_m * knot.east_m + knot.north_m * knot.north_m);
        }
        Self { spine, length_m, radius_m: square.sqrt(), rise_m: highest_m - lowest_m }
    }

    /// How many times higher than true the heights must be drawn for the hills to stand out: a whole number from 1 to 10
    /// with which the highest place stands about half as far above the lowest as the farthest is from the middle.
    pub fn fitting_exaggeration(&self) -> f64 {
        let times = if self.rise_m > 0.0 { self.radius_m / self.rise_m / 2.0 } else { 1.0 };
        times.round().clamp(1.0, MOST_EXAGGERATION)
    }

    /// The ribbon from one side.
    pub fn drawing(&self, view: &RibbonView) -> RibbonDrawing {
        let projection = Projection::new(self, view);
        let mut shadow = PathWriter::default();
        // Each piece with how far away it is, from back to front.
        let mut pieces: Vec<(f64, Piece)> = Vec::with_capacity(PIECES);
        for pair in self.spine.windows(2) {
            let [from, to] = pair else { continue };
            let Some(band) = to.band else { continue };
            let (start, end) = (projection.place(from), projection.place(to));
            if from.band.is_none() {
                shadow.move_to(start.foot);
            }
            shadow.line_to(end.foot);
            let away = projection.away(from) + projection.away(to);
            // Not a sort, of which every kind is kilobytes; these few hundred are soon put in their places.
            let behind = pieces.partition_point(|piece| piece.0 >= away);
            pieces.insert(behind, (away, Piece { band, start, end }));
        }
        let mut faces = Vec::new();
        for run in pieces.chunk_by(|one, other| one.1.band == other.1.band) {
            let (mut path, mut edge) = (PathWriter::default(), PathWriter::default());
            for (_, Piece { start, end, .. }) in run {
                edge.move_to(start.top);
                edge.line_to(end.top);
                path.move_to(start.foot);
                path.line_to(start.top);
                path.line_to(end.top);
                path.line_to(end.foot);
                path.close();
            }
            if let Some((_, piece)) = run.first() {
                faces.push(RibbonFace { band: piece.band, path: path.finish(), edge: edge.finish() });
            }
        }
        RibbonDrawing { shadow: shadow.finish(), faces }
    }

    /// Where a distance from the start in metres is on the ribbon.
    pub fn place(&self, view: &RibbonView, distance_m: f64) -> RibbonPlace {
        let at = if self.length_m > 0.0 { distance_m / self.length_m * PIECES as f64 } else { 0.0 };
        let at = at.clamp(0.0, PIECES as f64);
        let (before, part) = (at as usize, at.fract());
        let start = Knot { east_m: 0.0, north_m: 0.0, above_m: 0.0, band: None };
        let from = self.spine.get(before).copied().unwrap_or(start);
        let to = self.spine.get(before + 1).copied().unwrap_or(from);
        let between = |from: f64, to: f64| from + (to - from) * part;
        Projection::new(self, view).place(&Knot {
            east_m: between(from.east_m, to.east_m),
            north_m: between(from.north_m, to.north_m),
            above_m: between(from.above_m, to.above_m),
            band: None,
        })
    }
}

/// A place of the ribbon as drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RibbonPlace {
    /// On its upper edge.
    pub top: (f64, f64),
    /// On its shadow.
    pub foot: (f64, f64),
}

struct Piece {
    band: GradeBand,
    start: RibbonPlace,
    end: RibbonPlace,
}

/// From the ground to the picture, without perspective.
struct Projection {
    sine: f64,
    cosine: f64,
    pixels_per_metre: f64,
    pixels_per_metre_up: f64,
    /// Pixels from the shadow to the ribbon where it is lowest.
    standing: f64,
    /// Where the middle of the ground is.
    middle: (f64, f64),
}

impl Projection {
    /// The ribbon fits from every side, so that it does not breathe while it turns.
    fn new(ribbon: &Ribbon, view: &RibbonView) -> Self {
        let (sine, cosine) = view.angle_rad.sin_cos();
        let standing_m = ribbon.radius_m * LEAST_STANDING;
        let up = view.exaggeration * HEIGHT;
        // What the ribbon takes up at one pixel to the metre; at least a metre, so that nothing is divided by none.
        let (across, down, high) = (
            (2.0 * ribbon.radius_m).max(1.0),
            2.0 * ribbon.radius_m * GROUND,
            ribbon.rise_m * up + standing_m,
        );
        let room = |length: f64| (length - 2.0 * PADDING).max(0.0);
        let pixels_per_metre = (room(view.width) / across).min(room(view.height) / (down + high).max(1.0));
        Self {
            sine,
            cosine,
            pixels_per_metre,
            pixels_per_metre_up: pixels_per_metre * up,
            standing: pixels_per_metre * standing_m,
            middle: (view.width / 2.0, view.height / 2.0 + pixels_per_metre * high / 2.0),
        }
    }

    fn place(&self, knot: &Knot) -> RibbonPlace {
        let right_m = knot.east_m * self.cosine + knot.north_m * self.sine;
        let foot = (
            self.middle.0 + right_m * self.pixels_per_metre,
            self.middle.1 - self.away(knot) * GROUND * self.pixels_per_metre,
        );
        RibbonPlace { top: (foot.0, foot.1 - self.standing - knot.above_m * self.pixels_per_metre_up), foot }
    }

    /// How far behind the middle a place is, in metres.
    fn away(&self, knot: &Knot) -> f64 {
        knot.north_m * self.cosine - knot.east_m * self.sine
    }
}

#[cfg(test)]
mod tests {
    use super::super::fixture::{Point, course, without_elevation};
    use super::super::path::points_of;
    use super::*;
    use proptest::prelude::*;
    use std::f64::consts::{FRAC_PI_2, TAU};

    fn view(angle_rad: f64) -> RibbonView {
        RibbonView { width: 432.0, height: 332.0, angle_rad, exaggeration: 2.0 }
    }

    /// 1 km east, rising 100 m, and the same back 100 m farther north.
    fn there_and_back() -> Ribbon {
        let points = [(0.0, 0.0, 0.0), (1_000.0, 0.0, 100.0), (1_000.0, 100.0, 100.0), (0.0, 100.0, 0.0)];
        Ribbon::new(&course(&points, &[]))
    }

    fn places(ribbon: &Ribbon, angle_rad: f64, distance_m: f64) -> RibbonPlace {
        ribbon.place(&view(angle_rad), distance_m)
    }

    #[test]
    fn it_stands_on_its_shadow_higher_where_the_course_is() {
        let ribbon = there_and_back();
        let standing = |distance_m| {
            let RibbonPlace { top, foot } = places(&ribbon, 0.3, distance_m);
            assert!((top.0 - foot.0).abs() < 1e-9);
            foot.1 - top.1
        };
        let (low, halfway, high) = (standing(0.0), standing(500.0), standing(1_050.0));
        assert!(low > 4.0 && (halfway - (low + high) / 2.0).abs() < 0.5, "{low} {halfway} {high}");
        // 1 km is 400 pixels less what the corners need; 100 m twice as high as true, seen at 30 degrees.
        let scale = 400.0 / 1_000f64.hypot(100.0);
        assert!((high - low - 100.0 * 2.0 * HEIGHT * scale).abs() < 1.0, "{}", high - low);
    }

    #[test]
    fn it_turns_clockwise() {
        let ribbon = there_and_back();
        let far_end = |angle_rad| {
            let (start, end) =
                (places(&ribbon, angle_rad, 0.0).foot, places(&ribbon, angle_rad, 1_000.0).foot);
            ((end.0 - start.0).round(), (end.1 - start.1).round())
        };
        let (east, turned) = (far_end(0.0), far_end(FRAC_PI_2));
        assert!(east.0 > 390.0 && east.1 == 0.0, "{east:?}");
        // East has turned to the front: down in the picture, and half as long.
        assert!(turned.0 == 0.0 && (turned.1 - east.0 / 2.0).abs() <= 1.0, "{turned:?}");
    }

    /// Points as they are written, without the errors of adding them up.
    fn tenths(points: &[(f64, f64)]) -> Vec<(i64, i64)> {
        points.iter().map(|(x, y)| ((x * 10.0).round() as i64, (y * 10.0).round() as i64)).collect()
    }

    #[test]
    fn what_is_in_front_is_drawn_last() {
        let drawing = there_and_back().drawing(&view(0.0));
        let band = |face: &RibbonFace| face.band;
        // The way back is down and behind; where it turns, the grade is that of both.
        let bands: Vec<_> = drawing.faces.iter().map(band).collect();
        assert!(bands.first() < Some(&GradeBand::Flat) && bands.last() > Some(&GradeBand::Flat), "{bands:?}");
        let bands: Vec<_> = there_and_back().drawing(&view(TAU / 2.0)).faces.iter().map(band).collect();
        assert!(bands.first() > Some(&GradeBand::Flat) && bands.last() < Some(&GradeBand::Flat), "{bands:?}");
        let pieces: usize = drawing.faces.iter().map(|face| points_of(&face.path).len()).sum();
        assert_eq!(pieces, PIECES);
        for face in &drawing.faces {
            let edges: Vec<_> = points_of(&face.edge).iter().map(|piece| tenths(piece)).collect();
            let tops: Vec<_> = points_of(&face.path).iter().map(|piece| tenths(&piece[1..3])).collect();
            assert_eq!(edges, tops);
        }
    }

    #[test]
    fn hills_stand_out_and_mountains_stay_as_they_are() {
        let ribbon = |rise_m| Ribbon::new(&course(&[(0.0, 0.0, 0.0), (2_000.0, 0.0, rise_m)], &[]));
        let times = [0.0, 5.0, 100.0, 240.0, 3_000.0].map(|rise_m| ribbon(rise_m).fitting_exaggeration());
        assert_eq!(times, [1.0, 10.0, 5.0, 2.0, 1.0]);
    }

    #[test]
    fn a_gap_is_a_gap() {
        let points = [(0.0, 0.0, 0.0), (400.0, 0.0, 0.0), (600.0, 300.0, 50.0), (1_000.0, 300.0, 50.0)];
        let drawing = Ribbon::new(&course(&points, &[2])).drawing(&view(0.0));
        assert_eq!(points_of(&drawing.shadow).len(), 2);
        assert!(
            drawing.faces.iter().all(|face| face.band == GradeBand::Flat),
            "the step in the gap is no grade"
        );
    }

    #[test]
    fn a_course_without_elevation_is_a_low_ribbon() {
        let hill: [Point; 2] = [(0.0, 0.0, 0.0), (1_000.0, 0.0, 100.0)];
        let flat = Ribbon::new(&without_elevation(&course(&hill, &[])));
        let RibbonPlace { top, foot } = places(&flat, 1.0, 500.0);
        assert!((4.0..30.0).contains(&(foot.1 - top.1)));
        let spot = Ribbon::new(&course(&[(0.0, 0.0, 0.0), (0.0, 0.0, 0.0)], &[]));
        assert_eq!(places(&spot, 1.0, 500.0).foot, (216.0, 166.0));
        let _ = spot.drawing(&view(1.0));
    }

    proptest! {
        #[test]
        fn it_is_inside_the_picture_from_every_side(
            points in proptest::collection::vec((-5e3..5e3f64, -5e3..5e3f64, 0.0..2e3f64), 2..40),
            angle_rad in -10.0..10.0f64, exaggeration in 0.0..10.0f64, width in 100.0..900.0f64, height in 100.0..900.0f64
        ) {
            let ribbon = Ribbon::new(&course(&points, &[]));
            let view = RibbonView { width, height, angle_rad, exaggeration };
            let drawing = ribbon.drawing(&view);
            let faces = drawing.faces.iter().flat_map(|face| points_of(&face.path).concat());
            for (x, y) in points_of(&drawing.shadow).concat().into_iter().chain(faces) {
                prop_assert!(x >= 15.8 && x <= width - 15.8 && y >= 15.8 && y <= height - 15.8, "{x} {y}");
            }
        }

        #[test]
        fn no_numbers_are_unsafe(one in proptest::num::f64::ANY, other in proptest::num::f64::ANY) {
            let view = RibbonView { width: one, height: other, angle_rad: one, exaggeration: other };
            let _ = there_and_back().drawing(&view);
            let _ = there_and_back().place(&view, other);
        }
    }
}
