//! The tables that are printed and written to `docs/benchmarks.md`.

use super::bound::{self, Bound};
use super::course::{CourseFigures, Times};
use super::loading::{HostLoad, Load, LoadingFigures};
use super::machine::Machine;
use super::peers;
use super::table::{Table, number};
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Where the tables stand in the page.
const BEGIN: &str = "<!-- measured by cargo xtask bench --write -->\n";
const END: &str = "<!-- end of what was measured -->";

/// Everything that was measured, as Markdown.
pub fn report(
    machine: &Machine,
    runs: usize,
    hills: &str,
    course: &CourseFigures,
    loading: &LoadingFigures,
) -> String {
    let bounds = bounds(course, loading);
    let missed = bounds.iter().filter(|bound| !bound.holds()).count();
    let verdict = if missed == 0 {
        format!("All {} bounds hold.", bounds.len())
    } else {
        format!("**{missed} of {} bounds do not hold.**", bounds.len())
    };
    let peers = peers::list();
    let (bounds, reading, moves) = (bound::table(&bounds), reading(course), moves(course));
    let growth = growth(course);
    let (loads, hosts) = (loads(loading), hosts(loading));
    let memory = number(course.wasm_bytes / MEGABYTE, 1);
    let (shift, room) = (number(loading.shift_with_room, 3), loading.room);
    format!(
        "{machine} Medians of {runs}. Peers: {peers}.

### Bounds

{verdict}

{bounds}
### Reading a track

{reading}
{growth}

### One move of the pointer

{moves}
### Memory

Four tracks of 27,000 points, read and shown: {memory} MB of WebAssembly memory, the widget's and the reader's together.

### Loading

The hills are {hills}.

{loads}
The last row is with the 1,000 px that the pasted tag keeps. Where the page keeps the {room} px that the widget takes on this
screen, all that shifts while it is scrolled through from top to bottom adds up to {shift}.

### A partner's page

{hosts}"
    )
}

/// A megabyte of memory, as `WebAssembly` and Chromium count.
const MEGABYTE: f64 = 1024.0 * 1024.0;

fn bounds(course: &CourseFigures, loading: &LoadingFigures) -> Vec<Bound> {
    let first_ms = |times: Option<&Times>| times.map_or(f64::NAN, |times| times.first_ms);
    let reading = course.budget_reading();
    let saddle_ms = first_ms(reading.map(|reading| &reading.saddle));
    let togeojson_ms = first_ms(reading.and_then(|reading| reading.togeojson.as_ref()));
    let (saddle, uplot) = (&loading.saddle, &loading.uplot);
    let of = |what: &str, value: f64| format!("{what} {} ms", number(value, 1));
    vec![
        Bound {
            what: "reading 27,000 points",
            unit: "ms",
            decimals: 1,
            measured: saddle_ms,
            most: togeojson_ms / 5.0,
            because: of("a fifth of togeojson's", togeojson_ms),
        },
        Bound {
            what: "script of one move of the pointer",
            unit: "ms",
            decimals: 2,
            measured: course.saddle_move.script_ms,
            most: course.uplot_move.script_ms,
            because: "uPlot's".to_owned(),
        },
        Bound {
            what: "WebAssembly memory, four tracks",
            unit: "MB",
            decimals: 1,
            measured: course.wasm_bytes / MEGABYTE,
            most: 16.0,
            because: "fixed".to_owned(),
        },
        Bound {
            what: "first load",
            unit: "kB",
            decimals: 1,
            measured: saddle.bytes_without_page / 1e3,
            most: 100.0,
            because: "fixed".to_owned(),
        },
        Bound {
            what: "drawn",
            unit: "ms",
            decimals: 0,
            measured: saddle.drawn_ms,
            most: uplot.drawn_ms,
            because: "uPlot's".to_owned(),
        },
        Bound {
            what: "snippet drawn",
            unit: "ms",
            decimals: 0,
            measured: loading.snippet.drawn_ms,
            most: 1.3 * loading.still.drawn_ms,
            because: of("1.3 of the static page's", loading.still.drawn_ms),
        },
        Bound {
            what: "blocking while loading",
            unit: "ms",
            decimals: 0,
            measured: saddle.blocking_ms,
            most: 0.7 * uplot.blocking_ms,
            because: of("0.7 of uPlot's", uplot.blocking_ms),
        },
        Bound {
            what: "layout shift, room kept",
            unit: "",
            decimals: 3,
            measured: loading.shift_with_room,
            most: 0.0,
            because: "fixed".to_owned(),
        },
    ]
}

fn reading(course: &CourseFigures) -> Table {
    let mut table = Table::new([
        "points",
        "MB",
        "Saddle, first, ms",
        "again, ms",
        "again, ns a point",
        "togeojson, first, ms",
        "again, ms",
        "again, ns a point",
        "times faster, first",
    ]);
    for reading in &course.reading {
        let peer =
            |value: &dyn Fn(&Times) -> String| reading.togeojson.as_ref().map_or("–".to_owned(), value);
        table.row([
            number(reading.points as f64, 0),
            number(reading.bytes / 1e6, 2),
            number(reading.saddle.first_ms, 1),
            number(reading.saddle.again_ms, 1),
            number(reading.saddle.ns_per_point(reading.points), 0),
            peer(&|times| number(times.first_ms, 1)),
            peer(&|times| number(times.again_ms, 1)),
            peer(&|times| number(times.ns_per_point(reading.points), 0)),
            peer(&|times| number(times.first_ms / reading.saddle.first_ms, 1)),
        ]);
    }
    table
}

/// Whether the cost of a point depends on how many there are.
fn growth(course: &CourseFigures) -> String {
    let cost = |points: usize| {
        let reading = course.reading.iter().find(|reading| reading.points == points);
        reading.map_or(f64::NAN, |reading| reading.saddle.ns_per_point(points))
    };
    let (few, many) = (10_000, 1_000_000);
    format!(
        "From {} points to {}, a point's cost changes by a factor of {:.2}; 1 is linear.",
        number(few as f64, 0),
        number(many as f64, 0),
        cost(many) / cost(few)
    )
}

fn moves(course: &CourseFigures) -> Table {
    let (saddle, uplot) = (&course.saddle_move, &course.uplot_move);
    let mut table = Table::new(["processor time, ms a move", "Saddle", "uPlot", "Saddle / uPlot"]);
    for (what, saddle, uplot) in [
        ("script", saddle.script_ms, uplot.script_ms),
        ("all of the main thread, with layout and paint", saddle.all_ms, uplot.all_ms),
    ] {
        table.row([what.to_owned(), number(saddle, 2), number(uplot, 2), number(saddle / uplot, 2)]);
    }
    table
}

fn loads(loading: &LoadingFigures) -> Table {
    let columns = [
        &loading.saddle,
        &loading.saddle_form,
        &loading.leaflet,
        &loading.uplot,
        &loading.still,
        &loading.snippet,
    ];
    let mut table = Table::new([
        "",
        "Saddle, 4 distances",
        "Saddle, form in view",
        "leaflet-elevation, one GPX",
        "bare uPlot, one GPX",
        "static page: SVG, form",
        "Saddle's snippet",
    ]);
    let mut row = |what: &str, cell: &dyn Fn(&Load) -> String| {
        let [saddle, form, leaflet, uplot, still, snippet] = columns.map(cell);
        table.row([what.to_owned(), saddle, form, leaflet, uplot, still, snippet]);
    };
    row("bytes, with the page, kB", &|load| number(load.bytes / 1e3, 1));
    row("requests, with the page", &|load| number(load.requests, 0));
    row("drawn, ms", &|load| number(load.drawn_ms, 0));
    row("form usable, ms", &|load| load.ready_ms.map_or("–".to_owned(), |ready_ms| number(ready_ms, 0)));
    row("blocking, ms", &|load| number(load.blocking_ms, 0));
    row("main thread, processor time, ms", &|load| number(load.tasks_ms, 0));
    row("heap and WebAssembly memory, MB", &|load| number(load.heap_bytes / MEGABYTE, 1));
    row("layout shift", &|load| number(load.shift, 3));
    table
}

fn hosts(loading: &LoadingFigures) -> Table {
    let (with, without) = (&loading.host, &loading.bare_host);
    let mut table = Table::new(["", "with the widget", "with a link in its place"]);
    let mut row = |what: &str, cell: &dyn Fn(&HostLoad) -> String| {
        table.row([what.to_owned(), cell(with), cell(without)]);
    };
    row("largest contentful paint, ms", &|load| number(load.largest_paint_ms, 0));
    row("blocking, ms", &|load| number(load.blocking_ms, 0));
    row("layout shift", &|load| number(load.shift, 3));
    table
}

/// Puts a report in the place of the last one.
pub fn write(page: &Path, report: &str) -> Result<()> {
    let text = fs::read_to_string(page).with_context(|| format!("could not read {}", page.display()))?;
    let text = replaced(&text, report)
        .with_context(|| format!("{} does not say where the tables stand: {BEGIN}{END}", page.display()))?;
    fs::write(page, text).with_context(|| format!("could not write {}", page.display()))
}

fn replaced(page: &str, report: &str) -> Option<String> {
    let (before, from) = page.split_once(BEGIN)?;
    let (_, after) = from.split_once(END)?;
    Some([before, BEGIN, "\n", report.trim_end(), "\n\n", END, after].concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;

    #[test]
    fn only_what_was_measured_is_replaced() {
        let page = format!("# Method\n\n{BEGIN}\nold\n\n{END}\n\nMore.\n");
        let written = replaced(&page, "new\n").unwrap();
        assert_eq!(written, format!("# Method\n\n{BEGIN}\nnew\n\n{END}\n\nMore.\n"));
        assert_eq!(replaced(&written, "new"), Some(written));
        assert_eq!(replaced("# Method\n", "new"), None);
    }

    #[test]
    fn the_page_of_the_project_has_a_place_for_it() {
        let page = fs::read_to_string(project::root().join("docs/benchmarks.md")).unwrap();
        assert!(replaced(&page, "new").is_some());
    }
}
