//! A trail: a route made smooth and uneven as feet make it, with points as a GPS watch would record them.

use super::noise::{Noise, Sequence};
use super::plane::Place;
use super::terrain::Terrain;

/// Shortest and longest distance between recorded points, metres.
const SPACING_M: (f64, f64) = (9.5, 18.5);
/// Routes are smoothed over this distance, metres.
const SMOOTHING_M: f64 = 20.0;
/// A trail is cut and filled: its elevation is that of the ground averaged over this distance either side, metres.
const LEVELLING_M: f64 = 36.0;
/// Dense enough to smooth, metres.
const FINE_STEP_M: f64 = 4.0;
/// Wavelength and size of the sideways wobble, metres.
const WOBBLE: &[(f64, f64)] = &[(150.0, 9.0), (62.0, 4.5), (27.0, 1.6)];

/// One recorded point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    /// Where.
    pub place: Place,
    /// Height above the sea, metres.
    pub elevation_m: f64,
}

/// Records a route as points from its first place to its last.
pub fn record(terrain: &Terrain, route: &[Place], seed: u64) -> Vec<Point> {
    let fine = resampled(&wobbled(&smoothed(&resampled(route))));
    let ground_m: Vec<f64> = fine.iter().map(|&at| terrain.elevation_m(at)).collect();
    let levels_m = averaged(&ground_m, (LEVELLING_M / FINE_STEP_M) as usize);
    let last = fine.len().saturating_sub(1);
    let at_share = |share: f64| {
        let position = share * last as f64;
        let index = (position as usize).min(last);
        let (next, part) = ((index + 1).min(last), position - index as f64);
        Point {
            place: fine[index].towards(fine[next], part),
            elevation_m: levels_m[index] + (levels_m[next] - levels_m[index]) * part,
        }
    };
    uneven_shares(last as f64 * FINE_STEP_M, seed).into_iter().map(at_share).collect()
}

/// Shares of a length, 0 to 1, apart as recorded points are.
fn uneven_shares(length_m: f64, seed: u64) -> Vec<f64> {
    let mut sequence = Sequence(seed);
    let mut along_m = vec![0.0];
    let mut end_m = 0.0;
    while end_m < length_m {
        end_m += SPACING_M.0 + (SPACING_M.1 - SPACING_M.0) * sequence.next_share();
        along_m.push(end_m);
    }
    // The last step overshoots, by half a step on average: the others give way.
    along_m.iter().map(|metres| metres / end_m).collect()
}

/// Places every `FINE_STEP_M` along a route, and its end.
fn resampled(route: &[Place]) -> Vec<Place> {
    let mut places: Vec<Place> = route.first().copied().into_iter().collect();
    let mut left_m = FINE_STEP_M;
    for pair in route.windows(2) {
        let &[from, to] = pair else { continue };
        let length_m = from.distance_m(to);
        let mut done_m = 0.0;
        while length_m - done_m > left_m {
            done_m += left_m;
            places.push(from.towards(to, done_m / length_m));
            left_m = FINE_STEP_M;
        }
        left_m -= length_m - done_m;
    }
    places.extend(route.last());
    places
}

/// The route with its corners rounded, twice; the ends stay.
fn smoothed(fine: &[Place]) -> Vec<Place> {
    let reach = (SMOOTHING_M / FINE_STEP_M) as usize;
    let mut places = fine.to_vec();
    for _ in 0..2 {
        let east_m = averaged(&places.iter().map(|place| place.east_m).collect::<Vec<_>>(), reach);
        let north_m = averaged(&places.iter().map(|place| place.north_m).collect::<Vec<_>>(), reach);
        places = east_m.into_iter().zip(north_m).map(|(east_m, north_m)| Place { east_m, north_m }).collect();
    }
    places
}

/// The route shaken sideways; the ends stay. The shaking belongs to the place, so that neighbouring trails do not tangle.
fn wobbled(fine: &[Place]) -> Vec<Place> {
    let last = fine.len().saturating_sub(1);
    let shake = |(index, &at): (usize, &Place)| {
        let firmness = (index.min(last - index) as f64 / 15.0).min(1.0);
        let shift = |first_seed: u64| -> f64 {
            let octaves = WOBBLE.iter().zip(first_seed..);
            octaves.map(|(&(wavelength_m, size_m), seed)| size_m * Noise { wavelength_m, seed }.at(at)).sum()
        };
        at.moved(firmness * shift(600), firmness * shift(700))
    };
    fine.iter().enumerate().map(shake).collect()
}

/// The mean of each value and its neighbours, as many on either side as there are up to `reach`: the ends stay.
fn averaged(values: &[f64], reach: usize) -> Vec<f64> {
    let last = values.len().saturating_sub(1);
    let mean = |index: usize| {
        let reach = reach.min(index).min(last - index);
        let window = &values[index - reach..=index + reach];
        window.iter().sum::<f64>() / window.len() as f64
    };
    (0..values.len()).map(mean).collect()
}

#[cfg(test)]
mod tests {
    use super::super::plane::place;
    use super::*;

    #[test]
    fn points_are_unevenly_spaced_and_keep_the_ends() {
        let terrain = Terrain::fitted();
        let route = [place(-900.0, 500.0), place(-400.0, 900.0), place(300.0, 700.0)];
        let points = record(&terrain, &route, 1);
        assert_eq!(points.first().unwrap().place, route[0]);
        assert_eq!(points.last().unwrap().place, route[2]);
        assert_eq!(points[0].elevation_m, terrain.elevation_m(route[0]));
        let steps_m: Vec<f64> =
            points.windows(2).map(|pair| pair[0].place.distance_m(pair[1].place)).collect();
        assert!(steps_m.iter().all(|step| (8.0..22.0).contains(step)), "{steps_m:?}");
        assert!(steps_m.iter().any(|step| *step < 11.0) && steps_m.iter().any(|step| *step > 17.0));
    }

    #[test]
    fn no_corner_is_left_sharp() {
        let points =
            record(&Terrain::fitted(), &[place(0.0, 0.0), place(400.0, 0.0), place(400.0, 400.0)], 1);
        for three in points.windows(3) {
            let [a, b, c] = [three[0].place, three[1].place, three[2].place];
            let dot = (b.east_m - a.east_m) * (c.east_m - b.east_m)
                + (b.north_m - a.north_m) * (c.north_m - b.north_m);
            assert!(dot / a.distance_m(b) / b.distance_m(c) > 0.6, "{b:?}");
        }
    }

    #[test]
    fn averages_keep_the_ends_and_straight_lines() {
        assert_eq!(averaged(&[1.0, 2.0, 3.0, 4.0, 5.0], 2), [1.0, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!(averaged(&[0.0, 3.0, 0.0], 5), [0.0, 1.0, 0.0]);
        assert!(averaged(&[], 5).is_empty());
    }
}
