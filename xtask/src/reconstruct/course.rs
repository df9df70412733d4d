//! The four courses: which trails they follow, in which order.

use super::error::ReconstructError;
use super::network::{POBDONG_LAKE, SEPHO_JUNCTURE, Trail};
use super::plane::Place;
use super::terrain::{HOTEL, TAEHWA_PEAK, Terrain};
use super::trail::Point;

const WAYPOINTS: [(&str, Place); 4] = [
    ("Hotel", HOTEL),
    ("Taehwa Peak", TAEHWA_PEAK),
    ("Sepho Juncture", SEPHO_JUNCTURE),
    ("Pobdong Lake", POBDONG_LAKE),
];

/// A course laid on the landscape.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// Its file's name without `.gpx`.
    pub file_stem: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its points from start to finish.
    pub points: Vec<Point>,
}

impl Course {
    /// The named places that are on the course, in running order, each once.
    pub fn waypoints(&self) -> Vec<(&'static str, Point)> {
        let mut met: Vec<(usize, &'static str, Point)> = WAYPOINTS
            .iter()
            .filter_map(|&(name, place)| {
                let index = self.points.iter().position(|point| point.place == place)?;
                Some((index, name, *self.points.get(index)?))
            })
            .collect();
        met.sort_by_key(|&(index, ..)| index);
        met.into_iter().map(|(_, name, point)| (name, point)).collect()
    }
}

/// Lays all four courses, the longest first.
pub fn all() -> Result<[Course; 4], ReconstructError> {
    use Trail::*;
    let terrain = Terrain::fitted();
    let lower = SkiTrack1Lower.lay(&terrain)?;
    let upper = SkiTrack1Upper.lay(&terrain)?;
    let homeward = Homeward.lay(&terrain)?;
    let last_climb = LastClimb.lay(&terrain)?;
    let (sepho, to_lake, from_lake) =
        (ToSepho.lay(&terrain)?, ToLake.lay(&terrain)?, FromLake.lay(&terrain)?);
    let (summit, crest) = (Summit.lay(&terrain)?, Crest.lay(&terrain)?);
    let valley = ValleyRound.lay(&terrain)?;
    let track_6 = SkiTrack6.lay(&terrain)?;
    Ok([
        Course {
            file_stem: "42k",
            name: "Masikryong Marathon, 42 km",
            points: joined(&[&lower, &upper, &sepho, &to_lake, &from_lake, &homeward, &last_climb]),
        },
        Course {
            file_stem: "21k",
            name: "Masikryong Marathon, 21 km",
            points: joined(&[&lower, &upper, &summit, &crest, &homeward, &last_climb]),
        },
        Course {
            file_stem: "10k",
            name: "Masikryong Marathon, 10 km",
            points: joined(&[&lower, &valley, &last_climb]),
        },
        Course { file_stem: "5k", name: "Masikryong Marathon, 5 km", points: track_6 },
    ])
}

/// Trails one after the other; the point where two meet counts once.
fn joined(trails: &[&[Point]]) -> Vec<Point> {
    let mut points: Vec<Point> = Vec::new();
    for trail in trails {
        points.pop();
        points.extend_from_slice(trail);
    }
    points
}
