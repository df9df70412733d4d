//! The trails about the resort, each laid once, so that courses which share a trail share its every point.

use super::error::ReconstructError;
use super::plane::{Place, place};
use super::router::{self, Manner};
use super::terrain::{HOTEL, TAEHWA_PEAK, Terrain};
use super::trail::{self, Point};

/// Where the 10 km leaves ski track 1: its highest place.
const TURN_OFF: Place = place(640.0, -1207.0);
/// Where the 42 km leaves ski track 1, below the summit.
const UPPER_LIFT: Place = place(230.0, -2010.0);
/// The crossing of trails on the crest south of Taehwa Peak.
pub const SEPHO_JUNCTURE: Place = place(-500.0, -6600.0);
/// The shore of Pobdong Lake, where the 42 km turns for home.
pub const POBDONG_LAKE: Place = place(-8760.0, -4430.0);
/// Where the 21 and the 42 km meet again on their way home.
const HOMEWARD_FORK: Place = place(-3900.0, 1350.0);
/// Where the 10 km joins them, below the hotel.
const LAST_CLIMB: Place = place(-850.0, 1640.0);

/// Pistes and short cuts go up steeply, trails wind, and the children's loop stays level where it can.
const PISTE_GRADE: f64 = 0.17;
const CLIMB_GRADE: f64 = 0.18;
const TRAIL_GRADE: f64 = 0.12;
const CHILDREN_GRADE: f64 = 0.06;

/// How far from a guiding place a route is rounded off, metres.
const ROUNDING_M: f64 = 75.0;

/// A trail of the network, named in the direction in which it is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trail {
    /// From the hotel to where the 10 km turns off.
    SkiTrack1Lower,
    /// On to where the 42 km turns off.
    SkiTrack1Upper,
    /// On to the top of Taehwa Peak.
    Summit,
    /// From Taehwa Peak along the crest and down to the north-west.
    Crest,
    /// Home through the northern valley.
    Homeward,
    /// The last climb to the hotel.
    LastClimb,
    /// From ski track 1 down to the bottom of the northern valley and up again.
    ValleyRound,
    /// Round Taehwa Peak to Sepho Juncture.
    ToSepho,
    /// Over the hills to Pobdong Lake.
    ToLake,
    /// From the lake over the western crest.
    FromLake,
    /// The loop for beginners and children.
    SkiTrack6,
}

/// What guides a trail.
struct Plan {
    from: Place,
    /// Metres east and north of the hotel: sought by trial until the published lengths and heights were met.
    guides: &'static [(f64, f64)],
    to: Place,
    critical_grade: f64,
    /// Lowest and highest elevation allowed, metres.
    band_m: (f64, f64),
}

impl Trail {
    fn plan(self) -> Plan {
        let (critical_grade, band_m, from, guides, to): (_, _, _, &[_], _) = match self {
            Trail::SkiTrack1Lower => (PISTE_GRADE, (766.0, 912.0), HOTEL, &[], TURN_OFF),
            Trail::SkiTrack1Upper => (PISTE_GRADE, (905.0, 1300.0), TURN_OFF, &[], UPPER_LIFT),
            Trail::Summit => (CLIMB_GRADE, (1000.0, 1363.0), UPPER_LIFT, &[], TAEHWA_PEAK),
            Trail::Crest => (
                TRAIL_GRADE,
                (629.0, 1363.0),
                TAEHWA_PEAK,
                &[
                    (-2220.0, -3490.0),
                    (-3680.0, -2500.0),
                    (-4300.0, -1300.0),
                    (-5760.0, -1180.0),
                    (-5520.0, 180.0),
                ],
                HOMEWARD_FORK,
            ),
            Trail::Homeward => (TRAIL_GRADE, (629.0, 900.0), HOMEWARD_FORK, &[(-2790.0, 1660.0)], LAST_CLIMB),
            Trail::LastClimb => (TRAIL_GRADE, (629.0, 800.0), LAST_CLIMB, &[], HOTEL),
            Trail::ValleyRound => (
                CLIMB_GRADE,
                (528.0, 912.0),
                TURN_OFF,
                &[
                    (1180.0, -850.0),
                    (1450.0, -50.0),
                    (1520.0, 700.0),
                    (1820.0, 1580.0),
                    (1080.0, 2080.0),
                    (80.0, 2090.0),
                ],
                LAST_CLIMB,
            ),
            Trail::ToSepho => (
                TRAIL_GRADE,
                (600.0, 1300.0),
                UPPER_LIFT,
                &[(950.0, -2820.0), (1510.0, -4400.0), (250.0, -5250.0)],
                SEPHO_JUNCTURE,
            ),
            Trail::ToLake => (
                TRAIL_GRADE,
                (460.0, 1300.0),
                SEPHO_JUNCTURE,
                &[
                    (-2220.0, -5800.0),
                    (-4660.0, -6170.0),
                    (-4550.0, -8350.0),
                    (-7590.0, -9120.0),
                    (-8380.0, -7410.0),
                    (-8890.0, -4830.0),
                ],
                POBDONG_LAKE,
            ),
            Trail::FromLake => (
                TRAIL_GRADE,
                (460.0, 1300.0),
                POBDONG_LAKE,
                &[(-8840.0, -4100.0), (-8270.0, -3380.0), (-8940.0, -1030.0), (-7050.0, 390.0)],
                HOMEWARD_FORK,
            ),
            Trail::SkiTrack6 => (
                CHILDREN_GRADE,
                (742.0, 828.0),
                HOTEL,
                &[(-430.0, -500.0), (-1250.0, -530.0), (-1300.0, 350.0), (-700.0, 250.0)],
                HOTEL,
            ),
        };
        Plan { from, guides, to, critical_grade, band_m }
    }

    /// Lays the trail on the landscape and records it.
    pub fn lay(self, terrain: &Terrain) -> Result<Vec<Point>, ReconstructError> {
        let Plan { from, guides, to, critical_grade, band_m } = self.plan();
        let manner = Manner { critical_grade, band_m };
        let guides: Vec<Place> = guides.iter().map(|&(east_m, north_m)| place(east_m, north_m)).collect();
        let mut route = vec![from];
        let mut here = from;
        for &next in guides.iter().chain([&to]) {
            let leg =
                router::route(terrain, here, next, manner, &route).ok_or(ReconstructError::NoWay(self))?;
            route.extend(leg.into_iter().skip(1));
            here = next;
        }
        // Places between the ends only guide the route: rounding them off leaves no kink.
        route.retain(|at| guides.iter().all(|guide| guide.distance_m(*at) > ROUNDING_M));
        Ok(trail::record(terrain, &route, self as u64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trail_starts_and_ends_exactly_where_it_meets_the_next() {
        let terrain = Terrain::fitted();
        let lower = Trail::SkiTrack1Lower.lay(&terrain).unwrap();
        let upper = Trail::SkiTrack1Upper.lay(&terrain).unwrap();
        assert_eq!(lower.first().unwrap().place, HOTEL);
        assert_eq!(lower.last(), upper.first());
        assert_eq!(upper.last().unwrap().place, UPPER_LIFT);
    }
}
