//! Seeded gradient noise: the roughness of the landscape and the wobble of its trails.

use super::plane::Place;

/// One octave of gradient noise (K. Perlin, "Improving Noise", 2002), with hashed gradients.
///
/// Only arithmetic and square roots are used, so that every machine draws the same landscape.
#[derive(Clone, Copy, Debug)]
pub struct Noise {
    /// Distance between neighbouring gradients, metres.
    pub wavelength_m: f64,
    /// Which landscape.
    pub seed: u64,
}

impl Noise {
    /// The noise at a place, about -1 to 1 and 0 on average.
    pub fn at(self, place: Place) -> f64 {
        let (x, y) = (place.east_m / self.wavelength_m, place.north_m / self.wavelength_m);
        let (column, row) = (x.floor(), y.floor());
        let (dx, dy) = (x - column, y - row);
        let (column, row) = (column as i64, row as i64);
        let corner = |i: i64, j: i64| {
            let (gx, gy) = self.gradient(column + i, row + j);
            gx * (dx - i as f64) + gy * (dy - j as f64)
        };
        let (fx, fy) = (fade(dx), fade(dy));
        let south = corner(0, 0) + (corner(1, 0) - corner(0, 0)) * fx;
        let north = corner(0, 1) + (corner(1, 1) - corner(0, 1)) * fx;
        (south + (north - south) * fy) * std::f64::consts::SQRT_2
    }

    fn gradient(self, column: i64, row: i64) -> (f64, f64) {
        let hash = scramble(self.seed ^ scramble(column as u64 ^ scramble(row as u64)));
        let (x, y) = (share(hash) * 2.0 - 1.0, share(scramble(hash)) * 2.0 - 1.0);
        let length = (x * x + y * y).sqrt().max(1e-6);
        (x / length, y / length)
    }
}

/// A repeatable sequence of numbers (SplitMix64, <https://prng.di.unimi.it/splitmix64.c>).
#[derive(Debug)]
pub struct Sequence(pub u64);

impl Sequence {
    /// The next number, 0 to 1.
    pub fn next_share(&mut self) -> f64 {
        let value = share(scramble(self.0));
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        value
    }
}

fn fade(t: f64) -> f64 {
    t * t * t * (t * (t * 6.0 - 15.0) + 10.0)
}

fn scramble(value: u64) -> u64 {
    let mut z = value.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

fn share(hash: u64) -> f64 {
    (hash >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::super::plane::place;
    use super::*;

    #[test]
    fn noise_is_zero_on_average_bounded_and_continuous() {
        let noise = Noise { wavelength_m: 100.0, seed: 7 };
        let values: Vec<f64> =
            (0..10_000).map(|i| noise.at(place(f64::from(i) * 37.3, f64::from(i % 97) * 51.1))).collect();
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        assert!(mean.abs() < 0.02, "{mean}");
        assert!(values.iter().all(|value| value.abs() <= 1.01));
        for i in 0..1000 {
            let east_m = f64::from(i) * 1.7 - 800.0;
            let step = noise.at(place(east_m + 0.1, 3.0)) - noise.at(place(east_m, 3.0));
            assert!(step.abs() < 0.01, "{step} at {east_m}");
        }
    }

    #[test]
    fn another_seed_is_another_landscape() {
        let at = |seed| Noise { wavelength_m: 50.0, seed }.at(place(12.0, 34.0));
        assert_ne!(at(1), at(2));
        assert_eq!(at(1), at(1));
    }

    #[test]
    fn a_sequence_repeats_and_spreads() {
        let take = |seed| {
            let mut sequence = Sequence(seed);
            (0..1000).map(|_| sequence.next_share()).collect::<Vec<_>>()
        };
        assert_eq!(take(5), take(5));
        let mean = take(5).iter().sum::<f64>() / 1000.0;
        assert!((mean - 0.5).abs() < 0.03, "{mean}");
    }
}
