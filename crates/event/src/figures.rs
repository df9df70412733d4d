//! The figures of a distance as visitors see them: what the organiser has published wins over what the track gives.

use crate::published::Published;
use saddle_course::{Figures, km_effort};

/// What a figure tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureKind {
    /// Length in metres.
    Distance,
    /// All rises added up, in metres.
    Gain,
    /// All falls added up, in metres.
    Loss,
    /// Highest elevation in metres above the sea.
    Highest,
    /// Lowest elevation in metres above the sea.
    Lowest,
    /// Mean elevation in metres above the sea.
    Mean,
    /// Kilometres plus climb in hundreds of metres.
    Effort,
}

/// One figure.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figure {
    /// What it tells.
    pub kind: FigureKind,
    /// In the unit of its kind.
    pub value: f64,
    /// Whether it is the organiser's own.
    pub is_published: bool,
}

impl Published {
    /// The figures of a course in the order in which they are shown. What is neither published nor computed is left out.
    pub fn over(&self, computed: &Figures) -> Vec<Figure> {
        let elevation = computed.elevation.as_ref();
        let rows = [
            (FigureKind::Distance, self.distance_km.map(|km| km * 1000.0), Some(computed.distance_m)),
            (FigureKind::Gain, self.gain_m, elevation.map(|elevation| elevation.gain_m)),
            (FigureKind::Loss, self.loss_m, elevation.map(|elevation| elevation.loss_m)),
            (FigureKind::Highest, self.highest_m, elevation.map(|elevation| elevation.highest_m)),
            (FigureKind::Lowest, self.lowest_m, elevation.map(|elevation| elevation.lowest_m)),
            (FigureKind::Mean, self.mean_m, elevation.map(|elevation| elevation.mean_m)),
        ];
        let mut figures = Vec::new();
        for (kind, published, computed) in rows {
            if let Some(value) = published.or(computed) {
                figures.push(Figure { kind, value, is_published: published.is_some() });
            }
        }
        if let [distance, gain, ..] = figures.as_slice()
            && gain.kind == FigureKind::Gain
        {
            let value = km_effort(distance.value, gain.value);
            figures.push(Figure { kind: FigureKind::Effort, value, is_published: false });
        }
        figures
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use saddle_course::ElevationFigures;

    const ELEVATION: ElevationFigures =
        ElevationFigures { gain_m: 500.0, loss_m: 480.0, lowest_m: 600.0, highest_m: 1_100.0, mean_m: 800.0 };

    #[test]
    fn published_figures_win_and_effort_is_of_what_is_shown() {
        let published = Published { distance_km: Some(42.0), gain_m: Some(1_000.0), ..Published::default() };
        let figures = published.over(&Figures { distance_m: 41_300.0, elevation: Some(ELEVATION) });
        let shown: Vec<_> = figures.iter().map(|figure| (figure.value, figure.is_published)).collect();
        assert_eq!(
            shown,
            [
                (42_000.0, true),
                (1_000.0, true),
                (480.0, false),
                (1_100.0, false),
                (600.0, false),
                (800.0, false),
                (52.0, false)
            ]
        );
    }

    #[test]
    fn a_course_without_heights_has_its_length_and_what_is_published() {
        let flat = Figures { distance_m: 5_000.0, elevation: None };
        let kinds = |published: Published| -> Vec<_> {
            published.over(&flat).iter().map(|figure| figure.kind).collect()
        };
        assert_eq!(kinds(Published::default()), [FigureKind::Distance]);
        let highest = Published { highest_m: Some(900.0), ..Published::default() };
        assert_eq!(kinds(highest), [FigureKind::Distance, FigureKind::Highest]);
    }
}
