//! The way that feet would wear into the landscape between two places: a least-cost route over a grid.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::plane::Place;
use super::terrain::Terrain;

/// Distance between neighbouring places of the grid, metres.
const GRID_STEP_M: f64 = 30.0;
/// How far outside the rectangle of its two ends a route may swing, metres.
const MARGIN_M: f64 = 900.0;
/// Turning back on the spot costs as much as this many flat metres: hairpins are worth it only now and then.
const HAIRPIN_COST_M: f64 = 45.0;
/// Cost factor of walking along a route that was taken before, so that a loop stays a loop.
const TAKEN_FACTOR: f64 = 4.0;
/// A route taken before is avoided within this distance, metres.
const TAKEN_RADIUS_M: f64 = 110.0;

/// The sixteen ways out of a place of the grid, in steps east and north.
const WAYS: [(i32, i32); 16] = [
    (1, 0),
    (2, 1),
    (1, 1),
    (1, 2),
    (0, 1),
    (-1, 2),
    (-1, 1),
    (-2, 1),
    (-1, 0),
    (-2, -1),
    (-1, -1),
    (-1, -2),
    (0, -1),
    (1, -2),
    (1, -1),
    (2, -1),
];

/// What a route may do.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// The grade (rise over run) beyond which a hairpin is less effort than going straight.
    pub critical_grade: f64,
    /// Lowest and highest elevation allowed, metres.
    pub band_m: (f64, f64),
}

/// The cheapest route from one place to another, both included; `None` if there is no way.
///
/// A metre at grade g costs 1 + (g / critical)^2, which makes the critical grade the cheapest way to gain height.
pub fn route(
    terrain: &Terrain,
    from: Place,
    to: Place,
    manner: Manner,
    taken: &[Place],
) -> Option<Vec<Place>> {
    let grid = Grid::about(terrain, from, to, manner, taken);
    let (start, goal) = (grid.cell(from), grid.cell(to));
    let goal_place = grid.place(goal);
    let mut best = vec![f32::INFINITY; grid.len() * WAYS.len()];
    let mut came_from = vec![u32::MAX; best.len()];
    let mut queue = BinaryHeap::new();
    for way in 0..WAYS.len() {
        let state = start * WAYS.len() + way;
        best[state] = 0.0;
        queue.push(Candidate { estimate: grid.place(start).distance_m(goal_place) as f32, state });
    }
    while let Some(Candidate { estimate, state }) = queue.pop() {
        let (cell, way) = (state / WAYS.len(), state % WAYS.len());
        if cell == goal {
            return Some(grid.trace(&came_from, state, from, to));
        }
        let here = grid.place(cell);
        if estimate > best[state] + here.distance_m(goal_place) as f32 + 0.5 {
            continue;
        }
        for next_way in 0..WAYS.len() {
            let Some(next) = grid.neighbour(cell, next_way) else { continue };
            let cost =
                best[state] + (grid.cost(cell, next, next_way, manner) + turn_cost(way, next_way)) as f32;
            let next_state = next * WAYS.len() + next_way;
            if cost < best[next_state] {
                best[next_state] = cost;
                came_from[next_state] = state as u32;
                let estimate = cost + grid.place(next).distance_m(goal_place) as f32;
                queue.push(Candidate { estimate, state: next_state });
            }
        }
    }
    None
}

fn way_length_m(way: usize) -> f64 {
    let (east, north) = WAYS[way];
    f64::from(east).hypot(f64::from(north)) * GRID_STEP_M
}

fn turn_cost(way: usize, next_way: usize) -> f64 {
    let ((east0, north0), (east1, north1)) = (WAYS[way], WAYS[next_way]);
    let dot = f64::from(east0 * east1 + north0 * north1) * GRID_STEP_M * GRID_STEP_M;
    HAIRPIN_COST_M * (1.0 - dot / (way_length_m(way) * way_length_m(next_way))) / 2.0
}

/// The part of the landscape in which a route is sought.
struct Grid {
    south_west: Place,
    columns: usize,
    /// Elevation of each place, metres; NaN where the route may not go.
    elevations_m: Vec<f64>,
    factors: Vec<f64>,
}

impl Grid {
    fn about(terrain: &Terrain, from: Place, to: Place, manner: Manner, taken: &[Place]) -> Grid {
        let low = |a: f64, b: f64| ((a.min(b) - MARGIN_M) / GRID_STEP_M).floor() * GRID_STEP_M;
        let count = |a: f64, b: f64| (((a - b).abs() + 2.0 * MARGIN_M) / GRID_STEP_M) as usize + 2;
        let columns = count(from.east_m, to.east_m);
        let mut grid = Grid {
            south_west: Place { east_m: low(from.east_m, to.east_m), north_m: low(from.north_m, to.north_m) },
            columns,
            elevations_m: vec![f64::NAN; columns * count(from.north_m, to.north_m)],
            factors: Vec::new(),
        };
        let near: Vec<Place> = taken
            .iter()
            .copied()
            .filter(|spot| spot.distance_m(from) > TAKEN_RADIUS_M && spot.distance_m(to) > TAKEN_RADIUS_M)
            .collect();
        for cell in 0..grid.elevations_m.len() {
            let here = grid.place(cell);
            let elevation_m = terrain.elevation_m(here);
            let at_end = here.distance_m(from) < 2.0 * GRID_STEP_M || here.distance_m(to) < 2.0 * GRID_STEP_M;
            let allowed =
                (manner.band_m.0..=manner.band_m.1).contains(&elevation_m) && !terrain.is_water(here);
            if allowed || at_end {
                grid.elevations_m[cell] = elevation_m;
            }
            let is_taken = near.iter().any(|spot| spot.distance_m(here) < TAKEN_RADIUS_M);
            grid.factors.push(if is_taken { TAKEN_FACTOR } else { 1.0 });
        }
        grid
    }

    fn len(&self) -> usize {
        self.elevations_m.len()
    }

    fn place(&self, cell: usize) -> Place {
        self.south_west
            .moved((cell % self.columns) as f64 * GRID_STEP_M, (cell / self.columns) as f64 * GRID_STEP_M)
    }

    fn cell(&self, at: Place) -> usize {
        let index = |metres: f64, start_m: f64| ((metres - start_m) / GRID_STEP_M).round() as usize;
        index(at.north_m, self.south_west.north_m) * self.columns + index(at.east_m, self.south_west.east_m)
    }

    fn neighbour(&self, cell: usize, way: usize) -> Option<usize> {
        let (east, north) = WAYS[way];
        let column = (cell % self.columns).checked_add_signed(east as isize)?;
        let row = (cell / self.columns).checked_add_signed(north as isize)?;
        let next = row * self.columns + column;
        let open =
            column < self.columns && self.elevations_m.get(next).is_some_and(|metres| !metres.is_nan());
        open.then_some(next)
    }

    fn cost(&self, cell: usize, next: usize, way: usize, manner: Manner) -> f64 {
        let length_m = way_length_m(way);
        let ratio = (self.elevations_m[next] - self.elevations_m[cell]) / length_m / manner.critical_grade;
        length_m * (1.0 + ratio * ratio) * self.factors[next]
    }

    fn trace(&self, came_from: &[u32], goal_state: usize, from: Place, to: Place) -> Vec<Place> {
        let mut places = vec![to];
        let mut state = came_from[goal_state];
        while state != u32::MAX {
            places.push(self.place(state as usize / WAYS.len()));
            state = came_from[state as usize];
        }
        // The first place of the grid stands for `from` itself.
        places.pop();
        places.push(from);
        places.reverse();
        places
    }
}

/// A state in the queue, the most promising first.
#[derive(PartialEq)]
struct Candidate {
    estimate: f32,
    state: usize,
}

impl Eq for Candidate {}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        other.estimate.total_cmp(&self.estimate).then(other.state.cmp(&self.state))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::super::plane::place;
    use super::*;

    const ANYWHERE: Manner = Manner { critical_grade: 0.12, band_m: (0.0, 2000.0) };

    fn length_m(route: &[Place]) -> f64 {
        route.windows(2).map(|pair| pair[0].distance_m(pair[1])).sum()
    }

    #[test]
    fn a_route_starts_and_ends_as_asked_and_goes_round_the_lake() {
        let terrain = Terrain::fitted();
        let (from, to) = (place(-10_001.0, -4702.0), place(-8503.0, -4299.0));
        let route = route(&terrain, from, to, ANYWHERE, &[]).unwrap();
        assert_eq!((route.first(), route.last()), (Some(&from), Some(&to)));
        assert!(terrain.is_water(from.towards(to, 0.5)));
        assert!(route.iter().all(|&place| !terrain.is_water(place)));
    }

    #[test]
    fn steep_ground_makes_the_route_wind() {
        let terrain = Terrain::fitted();
        let (from, to) = (place(230.0, -2010.0), place(-600.0, -2750.0));
        let along = |critical_grade| {
            length_m(&route(&terrain, from, to, Manner { critical_grade, ..ANYWHERE }, &[]).unwrap())
        };
        assert!(along(0.1) > 1.3 * along(1.0), "{} {}", along(0.1), along(1.0));
    }

    #[test]
    fn a_route_taken_before_is_avoided() {
        let terrain = Terrain::fitted();
        let (from, to) = (place(-3000.0, 1600.0), place(-900.0, 1600.0));
        let first = route(&terrain, from, to, ANYWHERE, &[]).unwrap();
        let second = route(&terrain, from, to, ANYWHERE, &first).unwrap();
        let middle = second[second.len() / 2];
        assert!(first.iter().all(|place| place.distance_m(middle) > GRID_STEP_M));
    }

    #[test]
    fn a_band_without_ground_leaves_no_way() {
        let manner = Manner { band_m: (3000.0, 4000.0), ..ANYWHERE };
        assert_eq!(route(&Terrain::fitted(), place(0.0, 0.0), place(600.0, 0.0), manner, &[]), None);
    }
}
