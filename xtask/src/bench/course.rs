//! Measures of the course: reading tracks of every size, one move of the pointer, memory.

use super::chromium::Chromium;
use super::median::median;
use super::page::{Conditions, Page};
use super::site::{BUDGET_POINTS, SIZES, Site};
use crate::tools::say;
use anyhow::{Result, ensure};
use serde_json::json;

/// A window on a desk, with a fast network.
const WINDOW: Conditions = Conditions { screen: (1280, 900), slower: 1.0, slow_network: false };

/// The largest file that the peer is asked to read, in points: of a million its document alone takes gigabytes.
const MOST_POINTS_OF_PEER: usize = 100_000;

/// How often the pointer is moved in one page.
const MOVES: usize = 150;

/// How far apart the two lengths of one track may be: Saddle leaves out points that repeat others.
const SAME_LENGTH: f64 = 0.02;

/// What was measured of the course.
pub struct CourseFigures {
    /// Reading, by size.
    pub reading: Vec<Reading>,
    /// One move over Saddle's profile.
    pub saddle_move: Move,
    /// One move over uPlot's.
    pub uplot_move: Move,
    /// Bytes of WebAssembly memory after reading four tracks of the budget's size.
    pub wasm_bytes: f64,
}

/// Reading and analysing a track of one size.
pub struct Reading {
    /// Its points.
    pub points: usize,
    /// The bytes of its file.
    pub bytes: f64,
    /// By Saddle.
    pub saddle: Times,
    /// By togeojson with a haversine sum; `None` for what is too much for it.
    pub togeojson: Option<Times>,
}

/// Milliseconds of the first reading in a fresh page, and of another one in the same page.
pub struct Times {
    /// The first one.
    pub first_ms: f64,
    /// The second one, of the same file.
    pub again_ms: f64,
}

/// Milliseconds of processor time that one move of the pointer takes on the main thread, four times slowed down.
pub struct Move {
    /// Script alone.
    pub script_ms: f64,
    /// Script, style, layout and painting.
    pub all_ms: f64,
}

/// Measures everything this many times and takes the medians.
pub async fn measure(chromium: &mut Chromium, site: &Site, runs: usize) -> Result<CourseFigures> {
    let mut reading = Vec::new();
    for points in SIZES {
        say(&format!("reading {points} points"));
        reading.push(read(chromium, site, points, runs).await?);
    }
    say("moving the pointer");
    let (mut saddle, mut uplot) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        let plot = "document.querySelector('saddle-race').shadowRoot.querySelector('.plot')";
        saddle.push(move_over(chromium, &site.page("saddle-long"), "saddle:drawn", plot).await?);
        let plot = "document.querySelector('.u-over')";
        uplot.push(move_over(chromium, &site.page("uplot-long"), "drawn", plot).await?);
    }
    say("loading four tracks");
    let mut wasm_bytes = Vec::new();
    for _ in 0..runs {
        wasm_bytes.push(memory(chromium, site).await?);
    }
    Ok(CourseFigures {
        reading,
        saddle_move: middle(&saddle),
        uplot_move: middle(&uplot),
        wasm_bytes: median(&wasm_bytes),
    })
}

impl CourseFigures {
    /// Reading a track of the size that the budget names.
    pub fn budget_reading(&self) -> Option<&Reading> {
        self.reading.iter().find(|reading| reading.points == BUDGET_POINTS)
    }
}

impl Times {
    /// Of the second reading, nanoseconds for each point.
    pub fn ns_per_point(&self, points: usize) -> f64 {
        self.again_ms * 1e6 / points as f64
    }

    fn middle(times: &[Self]) -> Self {
        let of = |value: fn(&Self) -> f64| median(&times.iter().map(value).collect::<Vec<_>>());
        Self { first_ms: of(|times| times.first_ms), again_ms: of(|times| times.again_ms) }
    }
}

fn middle(moves: &[Move]) -> Move {
    let of = |value: fn(&Move) -> f64| median(&moves.iter().map(value).collect::<Vec<_>>());
    Move { script_ms: of(|moved| moved.script_ms), all_ms: of(|moved| moved.all_ms) }
}

/// The two readers take turns, each time in a fresh page.
async fn read(chromium: &mut Chromium, site: &Site, points: usize, runs: usize) -> Result<Reading> {
    let (mut saddle, mut togeojson, mut bytes) = (Vec::new(), Vec::new(), 0.0);
    for _ in 0..runs {
        let (times, length_m, size) = read_once(chromium, site, "saddle", points).await?;
        saddle.push(times);
        bytes = size;
        if points <= MOST_POINTS_OF_PEER {
            let (times, other_length_m, _) = read_once(chromium, site, "togeojson", points).await?;
            togeojson.push(times);
            let is_same = (length_m / other_length_m - 1.0).abs() < SAME_LENGTH;
            ensure!(is_same, "of {points} points Saddle reads {length_m} m and togeojson {other_length_m} m");
        }
    }
    let togeojson = (!togeojson.is_empty()).then(|| Times::middle(&togeojson));
    Ok(Reading { points, bytes, saddle: Times::middle(&saddle), togeojson })
}

/// Times, the length in metres and the size of the file in bytes.
async fn read_once(
    chromium: &mut Chromium,
    site: &Site,
    reader: &str,
    points: usize,
) -> Result<(Times, f64, f64)> {
    let mut page = Page::open(chromium, WINDOW, &site.page("lab")).await?;
    page.quiet(&["drawn"]).await?;
    let measured = page.evaluate(&format!("measure({}, '/tracks/{points}-0.gpx')", json!(reader))).await?;
    page.close().await?;
    let number = |key: &str| measured[key].as_f64().unwrap_or(f64::NAN);
    Ok((Times { first_ms: number("first"), again_ms: number("again") }, number("metres"), number("bytes")))
}

/// Moves the pointer from one end of a plot to the other.
async fn move_over(chromium: &mut Chromium, url: &str, drawn: &str, plot: &str) -> Result<Move> {
    let mut page = Page::open(chromium, WINDOW, url).await?;
    page.quiet(&[drawn]).await?;
    // What is fetched when it comes near, such as the map, moves with the cursor too.
    page.evaluate("bench.readThrough()").await?;
    page.quiet(&[drawn]).await?;
    let place = format!(
        "(() => {{ const plot = {plot}; plot.scrollIntoView({{ block: 'center' }}); \
         const {{ left, top, width, height }} = plot.getBoundingClientRect(); return [left, top + height / 2, width]; }})()"
    );
    let place = page.evaluate(&place).await?;
    let number = |index: usize| place[index].as_f64().unwrap_or(f64::NAN);
    let (left, middle, width) = (number(0), number(1), number(2));
    // Clear of the axis labels, which belong to Saddle's plot and not to uPlot's.
    let at = |index: usize| (left + width * (0.1 + 0.8 * index as f64 / MOVES as f64), middle);
    let places: Vec<_> = (0..MOVES).map(at).collect();
    page.collect_garbage().await?;
    page.slow_down(4.0).await?;
    // The first move enters the plot, which happens once and is not what is asked; what it has fetched shall be here.
    page.move_mouse(&places[..1]).await?;
    page.quiet(&[drawn]).await?;
    let before_s = page.metric("TaskDuration").await?;
    let script_ms = page.move_mouse(&places).await?;
    let all_ms = (page.metric("TaskDuration").await? - before_s) * 1e3 / MOVES as f64;
    page.close().await?;
    Ok(Move { script_ms, all_ms })
}

/// Bytes of all WebAssembly memories once the widget shows four tracks that the reader has read.
async fn memory(chromium: &mut Chromium, site: &Site) -> Result<f64> {
    let mut page = Page::open(chromium, WINDOW, &site.page("saddle-files")).await?;
    page.quiet(&["saddle:drawn"]).await?;
    page.evaluate("bench.readThrough()").await?;
    page.quiet(&["saddle:ready"]).await?;
    let sketches = page
        .number("document.querySelector('saddle-race').shadowRoot.querySelectorAll('.sketch').length")
        .await?;
    ensure!(sketches == 4.0, "the widget shows {sketches} of four tracks");
    let bytes = page.wasm_bytes().await?;
    page.close().await?;
    Ok(bytes)
}
