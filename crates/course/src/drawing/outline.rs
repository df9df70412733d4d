//! Reduces a line that runs from left to right to what a screen can show of it.

/// Keeps the first, lowest, highest and last point of every column of one pixel.
///
/// A line through these is drawn exactly like the full one (M4 aggregation, Jugel et al. 2014,
/// <https://doi.org/10.14778/2732951.2732953>), so its length is bounded by the width of the screen, not by
/// the number of points. `points` come in order of `x`.
pub(crate) fn outline(points: impl Iterator<Item = (f64, f64)>) -> Vec<(f64, f64)> {
    let mut kept = Vec::new();
    let mut column: Option<Column> = None;
    for (order, point) in points.enumerate() {
        match &mut column {
            Some(column) if column.index == point.0.floor() => column.add(order, point),
            _ => {
                if let Some(full) = column.replace(Column::new(order, point)) {
                    full.append_to(&mut kept);
                }
            }
        }
    }
    if let Some(last) = column {
        last.append_to(&mut kept);
    }
    kept
}

/// The points that matter of one column of pixels, each with its place in the order of the line.
struct Column {
    index: f64,
    first: (usize, (f64, f64)),
    least: (usize, (f64, f64)),
    greatest: (usize, (f64, f64)),
    last: (usize, (f64, f64)),
}

impl Column {
    fn new(order: usize, point: (f64, f64)) -> Self {
        let only = (order, point);
        Self { index: point.0.floor(), first: only, least: only, greatest: only, last: only }
    }

    fn add(&mut self, order: usize, point: (f64, f64)) {
        if point.1 < self.least.1.1 {
            self.least = (order, point);
        }
        if point.1 > self.greatest.1.1 {
            self.greatest = (order, point);
        }
        self.last = (order, point);
    }

    fn append_to(self, kept: &mut Vec<(f64, f64)>) {
        let (early, late) = if self.least.0 <= self.greatest.0 {
            (self.least, self.greatest)
        } else {
            (self.greatest, self.least)
        };
        let mut previous = None;
        for (order, point) in [self.first, early, late, self.last] {
            if previous != Some(order) {
                kept.push(point);
            }
            previous = Some(order);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_column_keeps_its_four_corners_in_order() {
        let column =
            [(5.0, 10.0), (5.1, 11.0), (5.2, 3.0), (5.3, 9.0), (5.5, 20.0), (5.6, 19.0), (5.9, 12.0)];
        let kept = outline(column.into_iter());
        assert_eq!(kept, [(5.0, 10.0), (5.2, 3.0), (5.5, 20.0), (5.9, 12.0)]);
    }

    #[test]
    fn few_points_are_all_kept() {
        let sparse = [(0.0, 1.0), (10.0, 2.0), (10.5, 1.0), (20.0, 1.0)];
        assert_eq!(outline(sparse.into_iter()), sparse);
        assert!(outline(std::iter::empty()).is_empty());
    }

    proptest! {
        #[test]
        fn bounded_by_the_width_with_every_extreme(
            heights in proptest::collection::vec(0.0..100.0f64, 2..3_000)
        ) {
            let width = 50.0;
            let step = width / heights.len() as f64;
            let points = || heights.iter().enumerate().map(|(index, y)| (index as f64 * step, *y));
            let kept = outline(points());
            prop_assert!(kept.len() <= 4 * 50);
            prop_assert!(kept.windows(2).all(|pair| pair[0].0 < pair[1].0), "in order, nothing twice");
            for column in 0..50 {
                let inside = |point: &(f64, f64)| point.0.floor() == f64::from(column);
                let extremes = |points: &mut dyn Iterator<Item = (f64, f64)>| {
                    let heights = points.filter(inside).map(|point| point.1);
                    heights.fold((f64::MAX, f64::MIN), |(low, high), y| (low.min(y), high.max(y)))
                };
                prop_assert_eq!(extremes(&mut points()), extremes(&mut kept.iter().copied()));
            }
        }
    }
}
