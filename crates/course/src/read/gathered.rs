//! Gathers the tracks and waypoints of one file, in whatever format, and counts what had to be repaired.

use super::{Format, MAX_POINTS, ReadError, Repair, Track, TrackFile, TrackPoint, Waypoint, number};
use crate::Position;

/// A point as written: any of its numbers may be missing or wrong.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct WrittenPoint {
    pub(super) latitude_deg: Option<f64>,
    pub(super) longitude_deg: Option<f64>,
    pub(super) elevation_m: Option<f64>,
}

/// What has been gathered so far.
#[derive(Default)]
pub(super) struct Gathered {
    name: Option<String>,
    tracks: Vec<Track>,
    waypoints: Vec<Waypoint>,
    track: Option<Track>,
    points: usize,
    without_position: usize,
    decimal_commas: usize,
    longitudes_wrapped: usize,
    bad_elevations: usize,
    zero_altitudes: usize,
    repairs: Vec<Repair>,
}

impl Gathered {
    /// Names the file; the first name stays.
    pub(super) fn name_file(&mut self, name: &str) {
        if self.name.is_none() {
            self.name = non_empty(name);
        }
    }

    /// Begins a new track after ending the one before.
    pub(super) fn begin_track(&mut self) {
        self.end_track();
        self.track = Some(Track { name: None, segments: Vec::new() });
    }

    /// Begins a new segment of the track.
    pub(super) fn begin_segment(&mut self) {
        let track = self.track.get_or_insert(Track { name: None, segments: Vec::new() });
        // An empty segment is used before another is begun, so that none stays empty but the last.
        if track.segments.last().is_none_or(|segment| !segment.is_empty()) {
            track.segments.push(Vec::new());
        }
    }

    /// Names the track in progress; the first name stays.
    pub(super) fn name_track(&mut self, name: &str) {
        if let Some(track) = &mut self.track
            && track.name.is_none()
        {
            track.name = non_empty(name);
        }
    }

    /// Takes an elevation of 0 at every point of the track in progress to mean that it has none.
    pub(super) fn forget_zero_elevations(&mut self) {
        let Some(track) = &mut self.track else { return };
        let mut points = track.segments.iter().flatten();
        if track.segments.iter().all(Vec::is_empty) || points.any(|point| point.elevation_m != Some(0.0)) {
            return;
        }
        for point in track.segments.iter_mut().flatten() {
            point.elevation_m = None;
        }
        self.zero_altitudes += 1;
    }

    /// Adds a point to the segment in progress, and begins one if there is none.
    pub(super) fn add_point(&mut self, written: WrittenPoint) -> Result<(), ReadError> {
        if let Some(position) = self.position(written)? {
            if self.track.as_ref().is_none_or(|track| track.segments.is_empty()) {
                self.begin_segment();
            }
            if let Some(segment) = self.track.as_mut().and_then(|track| track.segments.last_mut()) {
                segment.push(TrackPoint { position, elevation_m: written.elevation_m });
            }
        }
        Ok(())
    }

    /// The track in progress with its empty segments removed, or `None` when it has no point.
    pub(super) fn take_track(&mut self) -> Option<Track> {
        let mut track = self.track.take()?;
        track.segments.retain(|segment| !segment.is_empty());
        (!track.segments.is_empty()).then_some(track)
    }

    /// Ends the track in progress, if there is one.
    pub(super) fn end_track(&mut self) {
        let ended = self.take_track();
        self.tracks.extend(ended);
    }

    /// Adds a track that was gathered before.
    pub(super) fn add_track(&mut self, track: Track) {
        self.tracks.push(track);
    }

    /// Whether any track has been ended.
    pub(super) fn has_tracks(&self) -> bool {
        !self.tracks.is_empty()
    }

    /// Whether not even a broken point has been found.
    pub(super) fn is_empty(&self) -> bool {
        self.points == 0
    }

    /// Adds a waypoint.
    pub(super) fn add_waypoint(&mut self, name: &str, written: WrittenPoint) -> Result<(), ReadError> {
        if let Some(position) = self.position(written)? {
            let elevation_m = written.elevation_m;
            self.waypoints.push(Waypoint { name: non_empty(name), position, elevation_m });
        }
        Ok(())
    }

    /// The finite number in a text.
    pub(super) fn number(&mut self, text: &str) -> Option<f64> {
        let number = number::parse(text)?;
        self.decimal_commas += usize::from(number.had_decimal_comma);
        Some(number.value)
    }

    /// The elevation in a text. No text at all is a missing elevation, not a bad one.
    pub(super) fn elevation(&mut self, text: &str) -> Option<f64> {
        let elevation_m = self.number(text);
        if elevation_m.is_none() && !text.trim().is_empty() {
            self.bad_elevations += 1;
        }
        elevation_m
    }

    /// Notes a repair that is not counted here.
    pub(super) fn note(&mut self, repair: Repair) {
        self.repairs.push(repair);
    }

    /// The finished file, or an error when nothing in it has a position.
    pub(super) fn finish(mut self, format: Format) -> Result<TrackFile, ReadError> {
        self.end_track();
        if self.tracks.is_empty() && self.waypoints.is_empty() {
            return Err(ReadError::NoPoints { format, without_position: self.without_position });
        }
        let counted = [
            (self.without_position, Repair::PointsWithoutPosition { points: self.without_position }),
            (self.longitudes_wrapped, Repair::LongitudesWrapped { points: self.longitudes_wrapped }),
            (self.bad_elevations, Repair::BadElevations { elevations: self.bad_elevations }),
            (self.zero_altitudes, Repair::ZeroAltitudes { tracks: self.zero_altitudes }),
            (self.decimal_commas, Repair::DecimalCommas { numbers: self.decimal_commas }),
        ];
        let Self { name, tracks, waypoints, mut repairs, .. } = self;
        repairs.extend(counted.into_iter().filter(|(count, _)| *count > 0).map(|(_, repair)| repair));
        Ok(TrackFile { format, name, tracks, waypoints, repairs })
    }

    /// Counts the point, and gives its position if it has one.
    fn position(&mut self, written: WrittenPoint) -> Result<Option<Position>, ReadError> {
        self.points += 1;
        if self.points > MAX_POINTS {
            return Err(ReadError::TooManyPoints);
        }
        let position = match (written.latitude_deg, written.longitude_deg) {
            (Some(latitude_deg), Some(longitude_deg)) => Position::new(latitude_deg, longitude_deg),
            _ => None,
        };
        match position {
            None => self.without_position += 1,
            Some(position) if Some(position.longitude_deg) != written.longitude_deg => {
                self.longitudes_wrapped += 1
            }
            Some(_) => {}
        }
        Ok(position)
    }
}

fn non_empty(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
