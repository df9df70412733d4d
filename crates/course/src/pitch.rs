//! The pitch at which an elevation is heard, for those who cannot see the profile.

use crate::drawing::LinearScale;

/// The A below middle C.
const LOWEST_HZ: f64 = 220.0;

/// ln 4: two octaves, which small loudspeakers play and most ears hear.
const TWO_OCTAVES: f64 = 2.0 * std::f64::consts::LN_2;

/// The frequency in hertz for an elevation in metres, from 220 at the lowest of the shared range to 880 at the highest;
/// as many metres are the same interval anywhere between.
pub fn pitch_hz(elevation_m: f64, shared_elevation_m: (f64, f64)) -> f64 {
    let scale = LinearScale::new(shared_elevation_m, (0.0, TWO_OCTAVES));
    LOWEST_HZ * scale.to_screen(elevation_m).clamp(0.0, TWO_OCTAVES).exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_way_up_is_an_octave() {
        let pitches =
            [500.0, 600.0, 800.0, 1_000.0, 1_100.0].map(|at_m| pitch_hz(at_m, (600.0, 1_000.0)).round());
        assert_eq!(pitches, [220.0, 220.0, 440.0, 880.0, 880.0]);
        assert_eq!(pitch_hz(5.0, (5.0, 5.0)).round(), 440.0);
    }
}
