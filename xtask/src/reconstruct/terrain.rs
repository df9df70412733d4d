//! The landscape: ridges, valleys, a lake and roughness, as one height for every place.

use super::noise::Noise;
use super::plane::{Place, place};

/// The hotel: start and finish.
pub const HOTEL: Place = place(0.0, 0.0);
/// The base of the resort, metres (published).
pub const HOTEL_ELEVATION_M: f64 = 768.0;
/// The summit of Taehwa Peak.
pub const TAEHWA_PEAK: Place = place(-655.0, -2780.0);
/// Height of Taehwa Peak, metres (published).
pub const TAEHWA_PEAK_ELEVATION_M: f64 = 1363.0;

const LAKE_CENTRE: Place = place(-9300.0, -4500.0);
const LAKE_ELEVATION_M: f64 = 471.0;
const LAKE_RADIUS_M: f64 = 480.0;
/// The shore rises gently over this width before the mountains begin.
const SHORE_WIDTH_M: f64 = 380.0;

/// A crest or a stream: places in kilometres east and north of the hotel, and the height in metres there.
type Line = &'static [(f64, f64, f64)];

const CRESTS: &[Line] = &[
    // The main crest, from the east over Taehwa Peak to the north-west.
    &[
        (4.0, -2.0, 1000.0),
        (1.5, -2.6, 1130.0),
        (0.5, -2.9, 1200.0),
        (-0.6, -2.75, 1350.0),
        (-2.3, -3.3, 1190.0),
        (-4.2, -3.6, 1120.0),
        (-6.2, -2.6, 1020.0),
        (-7.2, -0.6, 930.0),
        (-7.4, 1.5, 880.0),
        (-6.3, 3.6, 900.0),
    ],
    // South from Taehwa Peak over Sepho Juncture, then west.
    &[
        (-0.6, -2.75, 1350.0),
        (0.3, -4.6, 1090.0),
        (-0.5, -6.6, 900.0),
        (-1.5, -8.2, 1060.0),
        (-4.0, -9.9, 1080.0),
        (-7.5, -11.0, 960.0),
        (-12.0, -11.2, 930.0),
    ],
    // Between the lake's stream and the southern valley.
    &[(-4.2, -3.6, 1120.0), (-4.7, -5.8, 960.0), (-6.4, -7.2, 840.0), (-8.2, -7.2, 640.0)],
    // The ski slopes' spur.
    &[(-0.6, -2.75, 1350.0), (-0.3, -1.7, 1070.0), (0.1, -0.8, 890.0), (0.0, 0.0, 768.0), (0.3, 0.9, 690.0)],
    // Spurs to the north, from east to west.
    &[(1.5, -2.6, 1130.0), (2.5, -0.9, 880.0), (3.2, 0.8, 690.0)],
    &[(-2.3, -3.3, 1190.0), (-2.1, -1.6, 960.0), (-1.5, -0.3, 840.0), (-1.1, 0.7, 780.0)],
    &[(-4.2, -3.6, 1120.0), (-4.4, -1.6, 960.0), (-4.2, 0.0, 810.0), (-3.8, 0.9, 720.0)],
    // The frame to the north and the west.
    &[(-6.3, 3.6, 900.0), (-2.0, 4.2, 830.0), (2.0, 4.2, 740.0), (4.5, 4.2, 700.0)],
    &[(-12.0, -8.0, 820.0), (-11.6, -4.0, 800.0), (-11.4, -1.0, 830.0), (-11.0, 3.0, 860.0)],
];

const STREAMS: &[Line] = &[
    // The northern valley.
    &[
        (-6.4, 0.8, 770.0),
        (-4.8, 1.7, 665.0),
        (-3.0, 2.2, 600.0),
        (-1.0, 2.4, 558.0),
        (1.0, 2.2, 530.0),
        (2.6, 1.9, 505.0),
        (4.5, 2.4, 470.0),
    ],
    // Its side streams, from east to west.
    &[(0.9, -1.8, 950.0), (1.2, -0.6, 765.0), (1.5, 0.8, 630.0), (1.7, 2.05, 518.0)],
    &[(-1.3, -1.8, 960.0), (-0.9, -0.5, 785.0), (-0.4, 0.8, 700.0), (0.0, 2.3, 545.0)],
    &[(-3.3, -2.3, 960.0), (-3.1, -0.8, 790.0), (-2.9, 0.9, 670.0), (-2.8, 2.25, 597.0)],
    &[(-5.6, -1.6, 880.0), (-5.3, 0.2, 740.0), (-4.8, 1.7, 665.0)],
    // Into and out of the lake.
    &[(-5.9, -4.6, 720.0), (-7.5, -4.9, 570.0), (-9.3, -4.5, 465.0)],
    &[(-9.2, 1.0, 700.0), (-9.4, -1.8, 570.0), (-9.3, -4.5, 465.0)],
    &[(-9.3, -4.5, 465.0), (-9.7, -7.0, 450.0), (-10.0, -9.0, 435.0), (-10.6, -10.2, 425.0)],
    // The southern valley.
    &[
        (-1.9, -5.0, 830.0),
        (-3.0, -6.8, 700.0),
        (-5.0, -8.5, 610.0),
        (-7.5, -9.2, 520.0),
        (-10.0, -9.0, 435.0),
    ],
    // The south-eastern valley.
    &[(2.0, -3.9, 830.0), (2.3, -6.0, 650.0), (1.5, -9.0, 520.0)],
];

/// Wavelength and height of each octave of roughness, metres.
const ROUGHNESS: &[(f64, f64)] = &[(900.0, 50.0), (430.0, 30.0), (210.0, 13.0), (100.0, 4.5), (47.0, 1.2)];
const SEED: u64 = 1_363;

/// The landscape about the resort.
#[derive(Debug)]
pub struct Terrain {
    hotel_correction_m: f64,
    peak_correction_m: f64,
}

impl Terrain {
    /// The landscape in which the two published heights are exact.
    pub fn fitted() -> Terrain {
        let rough = Terrain { hotel_correction_m: 0.0, peak_correction_m: 0.0 };
        Terrain {
            hotel_correction_m: HOTEL_ELEVATION_M - rough.elevation_m(HOTEL),
            peak_correction_m: TAEHWA_PEAK_ELEVATION_M - rough.elevation_m(TAEHWA_PEAK),
        }
    }

    /// Height above the sea, metres.
    pub fn elevation_m(&self, at: Place) -> f64 {
        let mountains_m = skeleton_m(bent(at))
            + roughness_m(at)
            + self.hotel_correction_m * bump(at, HOTEL, 500.0)
            + self.peak_correction_m * bump(at, TAEHWA_PEAK, 700.0);
        let inland = smooth_step((from_lake_m(at) / SHORE_WIDTH_M).clamp(0.0, 1.0));
        LAKE_ELEVATION_M + (mountains_m - LAKE_ELEVATION_M) * inland
    }

    /// Whether a place is in the lake, where no trail goes.
    pub fn is_water(&self, at: Place) -> bool {
        from_lake_m(at) < 15.0
    }
}

/// Metres from the shore; negative in the lake.
fn from_lake_m(at: Place) -> f64 {
    let bays = Noise { wavelength_m: 420.0, seed: SEED + 50 };
    at.distance_m(LAKE_CENTRE) - LAKE_RADIUS_M - 170.0 * bays.at(at)
}

/// Moves a place a little, so that crests and streams, drawn straight in the tables, meander.
fn bent(at: Place) -> Place {
    let shift = |seed| {
        220.0 * Noise { wavelength_m: 1500.0, seed }.at(at)
            + 75.0 * Noise { wavelength_m: 480.0, seed }.at(at)
    };
    at.moved(shift(SEED + 100), shift(SEED + 200))
}

/// Slopes fall from the crests to the streams, a little rounded at both.
fn skeleton_m(at: Place) -> f64 {
    let (to_crest_m, crest_m) = nearest_of(CRESTS, at);
    let (to_stream_m, stream_m) = nearest_of(STREAMS, at);
    let down = to_crest_m / (to_crest_m + to_stream_m + 1.0);
    crest_m + (stream_m - crest_m) * (0.55 * down + 0.45 * smooth_step(down))
}

/// Distance to the nearest of some lines, and the height of the lines there, each weighted by its nearness.
fn nearest_of(lines: &[Line], at: Place) -> (f64, f64) {
    let (mut nearest_m, mut sum, mut weights) = (f64::INFINITY, 0.0, 0.0);
    for line in lines {
        let (distance_m, elevation_m) = nearest_on(line, at);
        let weight = 1.0 / (distance_m * distance_m + 60.0 * 60.0).powi(2);
        nearest_m = distance_m.min(nearest_m);
        sum += weight * elevation_m;
        weights += weight;
    }
    (nearest_m, sum / weights)
}

/// Distance to the nearest place of a line, and the line's height there.
fn nearest_on(line: Line, at: Place) -> (f64, f64) {
    let (mut nearest_m2, mut elevation_m) = (f64::INFINITY, 0.0);
    for pair in line.windows(2) {
        let &[(east0, north0, elevation0_m), (east1, north1, elevation1_m)] = pair else { continue };
        let (from_east, from_north) = (at.east_m - east0 * 1000.0, at.north_m - north0 * 1000.0);
        let (along_east, along_north) = ((east1 - east0) * 1000.0, (north1 - north0) * 1000.0);
        let dot = from_east * along_east + from_north * along_north;
        let share = (dot / (along_east * along_east + along_north * along_north)).clamp(0.0, 1.0);
        let (off_east, off_north) = (from_east - along_east * share, from_north - along_north * share);
        let distance_m2 = off_east * off_east + off_north * off_north;
        if distance_m2 < nearest_m2 {
            (nearest_m2, elevation_m) = (distance_m2, elevation0_m + (elevation1_m - elevation0_m) * share);
        }
    }
    (nearest_m2.sqrt(), elevation_m)
}

/// Spurs, gullies and hummocks; the ground about the hotel is levelled.
fn roughness_m(at: Place) -> f64 {
    let wild = 1.0 - 0.7 * bump(at, HOTEL, 350.0);
    let octaves = ROUGHNESS.iter().zip(SEED..);
    wild * octaves
        .map(|(&(wavelength_m, height_m), seed)| height_m * Noise { wavelength_m, seed }.at(at))
        .sum::<f64>()
}

fn bump(at: Place, centre: Place, radius_m: f64) -> f64 {
    let ratio = at.distance_m(centre) / radius_m;
    1.0 / (1.0 + ratio * ratio).powi(3)
}

fn smooth_step(t: f64) -> f64 {
    t * t * (3.0 - 2.0 * t)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_heights_are_exact() {
        let terrain = Terrain::fitted();
        assert!((terrain.elevation_m(HOTEL) - HOTEL_ELEVATION_M).abs() < 2.0);
        assert!((terrain.elevation_m(TAEHWA_PEAK) - TAEHWA_PEAK_ELEVATION_M).abs() < 2.0);
    }

    #[test]
    fn the_lake_is_flat_and_its_surroundings_higher() {
        let terrain = Terrain::fitted();
        assert!(terrain.is_water(LAKE_CENTRE));
        assert_eq!(terrain.elevation_m(LAKE_CENTRE), LAKE_ELEVATION_M);
        assert!(!terrain.is_water(HOTEL));
        assert!(terrain.elevation_m(LAKE_CENTRE.moved(0.0, 2500.0)) > LAKE_ELEVATION_M + 30.0);
    }

    #[test]
    fn cliffs_are_rare() {
        let terrain = Terrain::fitted();
        let places = (0..160).flat_map(|i| (0..150).map(move |j| (i, j)));
        let cliffs = places.filter(|&(i, j)| {
            let at = place(f64::from(i) * 100.0 - 12_000.0, f64::from(j) * 100.0 - 11_000.0);
            (terrain.elevation_m(at.moved(20.0, 0.0)) - terrain.elevation_m(at)).abs() > 20.0
        });
        let count = cliffs.count();
        assert!(count < 24, "{count} of 24,000 places");
    }

    #[test]
    fn taehwa_peak_is_a_summit() {
        let terrain = Terrain::fitted();
        let peak_m = terrain.elevation_m(TAEHWA_PEAK);
        for (east_m, north_m) in [(30.0, 0.0), (-30.0, 0.0), (0.0, 30.0), (0.0, -30.0)] {
            assert!(terrain.elevation_m(TAEHWA_PEAK.moved(east_m, north_m)) < peak_m);
        }
    }
}
