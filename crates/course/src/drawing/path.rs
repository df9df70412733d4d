//! Writes the `d` attribute of an SVG path, compactly: tenths of a pixel, relative where it is shorter to be.

/// Larger than any screen in tenths of a pixel, and small enough that differences cannot overflow.
const FARTHEST_TENTHS: f64 = 1e8;

/// A path under construction. Points are rounded to tenths before their differences are taken, so rounding
/// errors do not add up.
#[derive(Debug, Default)]
pub(crate) struct PathWriter {
    d: String,
    subpath_start: (i64, i64),
    at: (i64, i64),
    /// Whether the last command was a relative line, whose letter need not be repeated.
    in_lines: bool,
}

impl PathWriter {
    /// Lifts the pen and puts it down at a point.
    pub(crate) fn move_to(&mut self, point: (f64, f64)) {
        self.at = tenths(point);
        self.subpath_start = self.at;
        self.d.push('M');
        self.write_pair(self.at);
        self.in_lines = false;
    }

    /// Draws to a point; nothing is written when it is the same tenth of a pixel.
    pub(crate) fn line_to(&mut self, point: (f64, f64)) {
        let to = tenths(point);
        if to == self.at {
            return;
        }
        if !self.in_lines {
            self.d.push('l');
        } else if to.0 >= self.at.0 {
            // A minus sign separates by itself.
            self.d.push(' ');
        }
        self.write_pair((to.0 - self.at.0, to.1 - self.at.1));
        self.at = to;
        self.in_lines = true;
    }

    /// Closes the shape that the last `move_to` began.
    pub(crate) fn close(&mut self) {
        self.d.push('z');
        self.at = self.subpath_start;
        self.in_lines = false;
    }

    /// The finished attribute.
    pub(crate) fn finish(self) -> String {
        self.d
    }

    fn write_pair(&mut self, (x, y): (i64, i64)) {
        self.write_tenths(x);
        if y >= 0 {
            self.d.push(' ');
        }
        self.write_tenths(y);
    }

    /// Writes by hand, because formatting a million floats is the slowest part of drawing and the largest in
    /// the binary.
    fn write_tenths(&mut self, tenths: i64) {
        if tenths < 0 {
            self.d.push('-');
        }
        let magnitude = tenths.unsigned_abs();
        let (whole, tenth) = (magnitude / 10, magnitude % 10);
        if whole > 0 || tenth == 0 {
            self.write_whole(whole);
        }
        if tenth > 0 {
            self.d.push('.');
            self.write_whole(tenth);
        }
    }

    fn write_whole(&mut self, whole: u64) {
        if whole >= 10 {
            self.write_whole(whole / 10);
        }
        self.d.push(char::from(b'0' + (whole % 10) as u8));
    }
}

/// A coordinate or length as SVG takes it, to a tenth.
///
/// ```
/// assert_eq!(saddle_course::drawing::coordinate(-12.34), "-12.3");
/// ```
pub fn coordinate(value: f64) -> String {
    let mut writer = PathWriter::default();
    writer.write_tenths(tenths((value, 0.0)).0);
    writer.finish()
}

/// A place that is not a number is drawn at 0, because half a path is better than none (a renderer stops at
/// an error).
fn tenths((x, y): (f64, f64)) -> (i64, i64) {
    let tenths = |value: f64| (value * 10.0).round().clamp(-FARTHEST_TENTHS, FARTHEST_TENTHS) as i64;
    (tenths(x), tenths(y))
}

/// Reads a written path back, for the tests of everything that writes one: its subpaths as points, closing
/// points left out.
#[cfg(test)]
pub(crate) fn points_of(d: &str) -> Vec<Vec<(f64, f64)>> {
    let mut subpaths: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut rest = d;
    while let Some(command) = rest.chars().next() {
        let end = rest[1..].find(['M', 'l', 'z']).map_or(rest.len(), |found| found + 1);
        let spaced = rest[1..end].replace('-', " -");
        let numbers: Vec<f64> = spaced.split_whitespace().map(|number| number.parse().unwrap()).collect();
        assert!(numbers.len().is_multiple_of(2), "numbers come in pairs: {spaced}");
        for pair in numbers.chunks(2) {
            match command {
                'M' => subpaths.push(vec![(pair[0], pair[1])]),
                _ => {
                    let subpath = subpaths.last_mut().unwrap();
                    let (x, y) = *subpath.last().unwrap();
                    subpath.push((x + pair[0], y + pair[1]));
                }
            }
        }
        rest = &rest[end..];
    }
    subpaths
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(points: &[(f64, f64)]) -> String {
        let mut path = PathWriter::default();
        for (index, point) in points.iter().enumerate() {
            if index == 0 { path.move_to(*point) } else { path.line_to(*point) }
        }
        path.finish()
    }

    #[test]
    fn is_compact() {
        assert_eq!(
            written(&[(10.0, 20.5), (10.3, 20.0), (9.0, 21.0), (12.0, 21.0)]),
            "M10 20.5l.3-.5-1.3 1 3 0"
        );
    }

    #[test]
    fn leaves_out_steps_too_small_to_see() {
        assert_eq!(written(&[(1.0, 1.0), (1.02, 1.0), (1.04, 1.01), (2.0, 1.0)]), "M1 1l1 0");
    }

    #[test]
    fn closes_and_goes_on_from_where_the_shape_began() {
        let mut path = PathWriter::default();
        path.move_to((0.0, 0.0));
        path.line_to((5.0, 0.0));
        path.close();
        path.move_to((7.0, 0.0));
        path.line_to((7.0, 1.0));
        assert_eq!(path.finish(), "M0 0l5 0zM7 0l0 1");
    }

    #[test]
    fn what_is_not_a_number_does_not_break_the_path() {
        assert_eq!(written(&[(f64::NAN, 0.0), (f64::INFINITY, 1.0)]), "M0 0l10000000 1");
    }

    proptest! {
        #[test]
        fn reads_back_without_drift(
            points in proptest::collection::vec((-2e3..2e3f64, -2e3..2e3f64), 1..200)
        ) {
            let read = points_of(&written(&points)).concat();
            let mut expected: Vec<(f64, f64)> =
                points.iter().map(|(x, y)| ((x * 10.0).round() / 10.0, (y * 10.0).round() / 10.0)).collect();
            expected.dedup();
            prop_assert_eq!(read.len(), expected.len());
            for (read, expected) in read.iter().zip(&expected) {
                prop_assert!((read.0 - expected.0).abs() < 1e-6 && (read.1 - expected.1).abs() < 1e-6);
            }
        }
    }
}
