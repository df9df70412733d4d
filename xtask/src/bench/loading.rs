//! Measures of loading on a slow network and a slow processor: Saddle, its peers, and a page with and without the widget.

use super::chromium::Chromium;
use super::median::median;
use super::page::{Conditions, Page};
use super::site::Site;
use crate::tools::say;
use anyhow::Result;

/// A phone on slow 4G.
const PHONE: Conditions = Conditions { screen: (412, 915), slower: 4.0, slow_network: true };

/// The same without waiting: for what is not measured.
const AT_ONCE: Conditions = Conditions { slower: 1.0, slow_network: false, ..PHONE };

/// A page that loads and shows hills, and what its visitor does.
#[derive(Clone, Copy)]
struct Subject {
    page: &'static str,
    drawn: &'static str,
    ready: Option<&'static str>,
    visitor: Visitor,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Visitor {
    /// Touches nothing.
    Looks,
    /// Scrolls from the top to the bottom when all is quiet.
    Reads,
    /// Brings the form into view as soon as the profile is drawn.
    HurriesToTheForm,
}

const SADDLE: Subject =
    Subject { page: "saddle", drawn: "saddle:drawn", ready: None, visitor: Visitor::Looks };
const SADDLE_FORM: Subject =
    Subject { ready: Some("saddle:ready"), visitor: Visitor::HurriesToTheForm, ..SADDLE };
const SADDLE_READ: Subject =
    Subject { page: "saddle-room", ready: Some("saddle:ready"), visitor: Visitor::Reads, ..SADDLE };
const LEAFLET: Subject = Subject { page: "leaflet", drawn: "drawn", ready: None, visitor: Visitor::Looks };
const UPLOT: Subject = Subject { page: "uplot", ..LEAFLET };
const STILL: Subject = Subject { page: "still", ready: Some("drawn"), ..LEAFLET };
const SNIPPET: Subject = Subject { page: "snippet", ..STILL };

/// What was measured of loading.
pub struct LoadingFigures {
    /// Saddle with four packed distances, as it comes: nothing is touched.
    pub saddle: Load,
    /// The same, with the form in view as soon as the profile is drawn.
    pub saddle_form: Load,
    /// leaflet-elevation.
    pub leaflet: Load,
    /// uPlot and togeojson.
    pub uplot: Load,
    /// Inline SVG and a plain form.
    pub still: Load,
    /// The snippet of the same event, without the script.
    pub snippet: Load,
    /// All shifts while the page is scrolled through, if it keeps as much room as the widget takes.
    pub shift_with_room: f64,
    /// How much that is, in CSS pixels.
    pub room: u32,
    /// A partner's page with the widget.
    pub host: HostLoad,
    /// The same page with a link in its place.
    pub bare_host: HostLoad,
}

/// What it cost to load a page.
pub struct Load {
    /// Bytes of all bodies as they came, with the page.
    pub bytes: f64,
    /// The same without the page.
    pub bytes_without_page: f64,
    /// Requests, with the page.
    pub requests: f64,
    /// From navigation to the end of the frame that showed the profile.
    pub drawn_ms: f64,
    /// From navigation to a form that can be used; `None` where there is no form.
    pub ready_ms: Option<f64>,
    /// What long tasks took over 50 ms each.
    pub blocking_ms: f64,
    /// Processor time of all tasks of the main thread.
    pub tasks_ms: f64,
    /// JavaScript's heap and WebAssembly's memory after a garbage collection.
    pub heap_bytes: f64,
    /// All layout shifts, added up.
    pub shift: f64,
}

/// What a partner's visitors feel of a page.
pub struct HostLoad {
    /// Largest contentful paint.
    pub largest_paint_ms: f64,
    /// What long tasks took over 50 ms each.
    pub blocking_ms: f64,
    /// All layout shifts, added up.
    pub shift: f64,
}

/// Measures everything this many times, page after page in turn, and takes the medians.
pub async fn measure(chromium: &mut Chromium, site: &Site, runs: usize) -> Result<LoadingFigures> {
    // The server compresses what it has not compressed before, and that is nobody's loading time.
    say("loading each page once, unmeasured");
    for subject in [LEAFLET, UPLOT, STILL, SNIPPET] {
        load(chromium, site, subject, AT_ONCE).await?;
    }
    let room = widget_height(chromium, site).await?;
    site.keep_room(room)?;

    let (mut saddle, mut saddle_form) = (Vec::new(), Vec::new());
    let (mut leaflet, mut uplot) = (Vec::new(), Vec::new());
    let (mut still, mut snippet) = (Vec::new(), Vec::new());
    let (mut shift_with_room, mut host, mut bare_host) = (Vec::new(), Vec::new(), Vec::new());
    for run in 1..=runs {
        say(&format!("loading, run {run} of {runs}"));
        saddle.push(load(chromium, site, SADDLE, PHONE).await?);
        saddle_form.push(load(chromium, site, SADDLE_FORM, PHONE).await?);
        uplot.push(load(chromium, site, UPLOT, PHONE).await?);
        leaflet.push(load(chromium, site, LEAFLET, PHONE).await?);
        still.push(load(chromium, site, STILL, PHONE).await?);
        snippet.push(load(chromium, site, SNIPPET, PHONE).await?);
        shift_with_room.push(load(chromium, site, SADDLE_READ, PHONE).await?.shift);
        host.push(load_host(chromium, site, "host", &["saddle:drawn"]).await?);
        bare_host.push(load_host(chromium, site, "host-bare", &[]).await?);
    }
    Ok(LoadingFigures {
        saddle: middle(&saddle),
        saddle_form: middle(&saddle_form),
        leaflet: middle(&leaflet),
        uplot: middle(&uplot),
        still: middle(&still),
        snippet: middle(&snippet),
        shift_with_room: median(&shift_with_room),
        room,
        host: middle_of_hosts(&host),
        bare_host: middle_of_hosts(&bare_host),
    })
}

async fn load(
    chromium: &mut Chromium,
    site: &Site,
    subject: Subject,
    conditions: Conditions,
) -> Result<Load> {
    let mut page = Page::open(chromium, conditions, &site.page(subject.page)).await?;
    match subject.visitor {
        Visitor::Looks => {}
        Visitor::Reads => {
            page.quiet(&[subject.drawn]).await?;
            page.evaluate("bench.readThrough()").await?;
        }
        Visitor::HurriesToTheForm => page.evaluate("bench.hurryToForm()").await.map(drop)?,
    }
    let marks: Vec<_> = subject.ready.into_iter().chain([subject.drawn]).collect();
    page.quiet(&marks).await?;
    // First of all, so that no question of ours is counted in it.
    let tasks_ms = page.metric("TaskDuration").await? * 1e3;
    let bytes = page.number("bench.bytes()").await?;
    let measured = Load {
        bytes,
        bytes_without_page: bytes - page.number("bench.documentBytes()").await?,
        requests: page.number("bench.requests()").await?,
        drawn_ms: page.number(&format!("bench.markTime('{}')", subject.drawn)).await?,
        ready_ms: match subject.ready {
            Some(mark) => Some(page.number(&format!("bench.markTime('{mark}')")).await?),
            None => None,
        },
        blocking_ms: page.number("bench.blockingTime()").await?,
        tasks_ms,
        heap_bytes: page.heap_bytes().await?,
        shift: page.number("bench.shift()").await?,
    };
    page.close().await?;
    Ok(measured)
}

async fn load_host(chromium: &mut Chromium, site: &Site, name: &str, marks: &[&str]) -> Result<HostLoad> {
    let mut page = Page::open(chromium, PHONE, &site.page(name)).await?;
    page.quiet(marks).await?;
    let measured = HostLoad {
        largest_paint_ms: page.number("bench.largestPaint()").await?,
        blocking_ms: page.number("bench.blockingTime()").await?,
        shift: page.number("bench.shift()").await?,
    };
    page.close().await?;
    Ok(measured)
}

/// The height that the widget takes on a phone, in whole CSS pixels.
async fn widget_height(chromium: &mut Chromium, site: &Site) -> Result<u32> {
    let mut page = Page::open(chromium, AT_ONCE, &site.page(SADDLE.page)).await?;
    page.quiet(&["saddle:drawn"]).await?;
    page.evaluate("bench.readThrough()").await?;
    page.quiet(&["saddle:ready"]).await?;
    let height = page.number("document.querySelector('saddle-race').getBoundingClientRect().height").await?;
    page.close().await?;
    Ok(height.ceil() as u32)
}

fn middle(loads: &[Load]) -> Load {
    let of = |value: fn(&Load) -> f64| median(&loads.iter().map(value).collect::<Vec<_>>());
    let ready: Vec<_> = loads.iter().filter_map(|load| load.ready_ms).collect();
    Load {
        bytes: of(|load| load.bytes),
        bytes_without_page: of(|load| load.bytes_without_page),
        requests: of(|load| load.requests),
        drawn_ms: of(|load| load.drawn_ms),
        ready_ms: (!ready.is_empty()).then(|| median(&ready)),
        blocking_ms: of(|load| load.blocking_ms),
        tasks_ms: of(|load| load.tasks_ms),
        heap_bytes: of(|load| load.heap_bytes),
        shift: of(|load| load.shift),
    }
}

fn middle_of_hosts(loads: &[HostLoad]) -> HostLoad {
    let of = |value: fn(&HostLoad) -> f64| median(&loads.iter().map(value).collect::<Vec<_>>());
    HostLoad {
        largest_paint_ms: of(|load| load.largest_paint_ms),
        blocking_ms: of(|load| load.blocking_ms),
        shift: of(|load| load.shift),
    }
}
