//! What is measured, served on this computer: the built widget, its peers, their pages, and the tracks they show.

use super::{still, track};
use crate::project;
use crate::serve::assets::Assets;
use crate::serve::server::Server;
use crate::snippet;
use anyhow::{Context, Result, bail};
use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path as UrlPath, State};
use axum::http::StatusCode;
use axum::routing::get;
use serde_json::Value;
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use url::Url;

/// The room that the pasted tag keeps for the widget, in CSS pixels; as in `README.md`.
const ROOM_OF_THE_TAG: u32 = 1_000;

/// The sizes of tracks that are read, in points.
pub const SIZES: [usize; 5] = [1_000, 10_000, BUDGET_POINTS, 100_000, 1_000_000];

/// The size of track that the budgets name, in points.
pub const BUDGET_POINTS: usize = 27_000;

/// The points of a generated track as heavy as the GPX file that the pages load, if that file is not there.
const HILLS_POINTS: usize = 5_450;

/// The pages and files, as long as this lives.
pub struct Site {
    folder: PathBuf,
    server: Server,
    /// The track that the pages load, in words.
    pub hills: String,
}

impl Site {
    /// Writes the pages into `target/` and serves them.
    pub async fn start(dist: &Path, peers: &Path) -> Result<Self> {
        let folder = project::root().join("target/bench-site");
        fs::create_dir_all(&folder).with_context(|| format!("could not make {}", folder.display()))?;
        let (gpx, hills) = hills();
        let mut tracks = HashMap::new();
        for (points, seed) in
            SIZES.map(|points| (points, 0)).into_iter().chain([1, 2, 3].map(|seed| (BUDGET_POINTS, seed)))
        {
            tracks.insert(format!("{points}-{seed}.gpx"), Bytes::from(track::gpx(points, seed)));
        }
        write_pages(&folder, dist, gpx, &tracks)?;
        // What is read by the million is not compressed: it is there before the clock starts.
        let tracks = Router::new().route("/tracks/{name}", get(large_track)).with_state(Arc::new(tracks));
        let router = tracks
            .nest("/saddle", Assets::new(dist).router())
            .nest("/peers", Assets::new(peers).router())
            .merge(Assets::new(&folder).router());
        Ok(Self { folder, server: Server::start(router, ([127, 0, 0, 1], 0).into()).await?, hills })
    }

    /// The address of a page.
    pub fn page(&self, name: &str) -> String {
        format!("{}/{name}.html", self.server.origin())
    }

    /// Writes the page whose widget has this much room kept for it, in CSS pixels: `saddle-room`.
    pub fn keep_room(&self, height: u32) -> Result<()> {
        write(&self.folder, "saddle-room.html", saddle_page("/event.json", height))
    }
}

/// The track that all pages of the loading comparison show, and what it is.
fn hills() -> (Vec<u8>, String) {
    let shared = project::root().join("../shared/gpx/blue-hills.gpx");
    let (gpx, name) = match fs::read(shared) {
        Ok(gpx) => (gpx, "`blue-hills.gpx`"),
        Err(_) => (track::gpx(HILLS_POINTS, 0).into_bytes(), "a generated track"),
    };
    let words = format!("{name}, {} kB", gpx.len() / 1000);
    (gpx, words)
}

fn write_pages(folder: &Path, dist: &Path, gpx: Vec<u8>, tracks: &HashMap<String, Bytes>) -> Result<()> {
    let demo = project::root().join("public/events/masikryong");
    let read = |name: &str| fs::read(demo.join(name)).map_err(|error| format!("{name}: {error}"));
    let demo_event = String::from_utf8(read("event.json").map_err(anyhow::Error::msg)?)?;

    // The loading comparison: the demo, with the hills as its first distance.
    let event = with_tracks(
        &demo_event,
        |index, name| if index == 0 { "hills.gpx".to_owned() } else { name.to_owned() },
    )?;
    let event =
        saddle_event::pack(&event, |url| if url == "hills.gpx" { Ok(gpx.clone()) } else { read(url) })?;
    let content = still::content(&saddle_event::read(&event)?.event)?;
    write(folder, "event.json", event)?;
    write(folder, "hills.gpx", gpx)?;
    write(folder, "saddle.html", saddle_page("/event.json", ROOM_OF_THE_TAG))?;
    write(folder, "uplot.html", uplot_page("/hills.gpx"))?;
    write(folder, "leaflet.html", include_str!("pages/leaflet.html").replace("{{track}}", "/hills.gpx"))?;
    write(folder, "still.html", still_page(&content))?;
    write(folder, "snippet.html", still_page(&snippet::snippet(&snippet_options(folder)?)?))?;
    fs::copy(project::root().join("docs/screenshot.png"), folder.join("hero.png"))?;
    write(folder, "host.html", host_page(&widget("/event.json", ROOM_OF_THE_TAG)))?;
    let link = format!(
        "<div style=\"min-height:{ROOM_OF_THE_TAG}px\"><a href=\"mailto:run@example.org\">Sign up by e-mail</a></div>"
    );
    write(folder, "host-bare.html", host_page(&link))?;

    // The course alone: four long tracks, packed and not.
    let long = with_tracks(&demo_event, |index, _| format!("/tracks/{BUDGET_POINTS}-{index}.gpx"))?;
    let packed = saddle_event::pack(&long, |url| {
        let track = tracks.get(url.trim_start_matches("/tracks/"));
        track.map(|track| track.to_vec()).ok_or_else(|| "there is no such track".to_owned())
    })?;
    write(folder, "long.json", long)?;
    write(folder, "long-packed.json", packed)?;
    write(folder, "saddle-long.html", saddle_page("/long-packed.json", ROOM_OF_THE_TAG))?;
    write(folder, "saddle-files.html", saddle_page("/long.json", ROOM_OF_THE_TAG))?;
    write(folder, "uplot-long.html", uplot_page(&format!("/tracks/{BUDGET_POINTS}-0.gpx")))?;
    let lab = include_str!("pages/lab.html").replace("{{haversine}}", include_str!("pages/haversine.js"));
    write(folder, "lab.html", lab.replace("{{reader_glue}}", &reader_glue(dist)?))
}

/// The event with another file for each distance, by its place and the file that it has.
fn with_tracks(event: &str, track: impl Fn(usize, &str) -> String) -> Result<String> {
    let mut event: Value = serde_json::from_str(event)?;
    let distances = event["distances"].as_array_mut().context("the demo event has no distances")?;
    for (index, distance) in distances.iter_mut().enumerate() {
        let name = distance["track"].as_str().context("a distance of the demo event has no track file")?;
        distance["track"] = track(index, name).into();
    }
    Ok(event.to_string())
}

/// The two lines of `README.md`, with a day on which the demo's sign-up is open.
fn widget(event: &str, room: u32) -> String {
    format!(
        r#"<script async src="/saddle/saddle.js"></script>
    <saddle-race event="{event}" now="2015-08-12T12:00:00+08:00" style="display:block;min-height:{room}px"><a href="mailto:run@example.org">Sign up by e-mail</a></saddle-race>"#
    )
}

fn saddle_page(event: &str, room: u32) -> String {
    include_str!("pages/saddle.html").replace("{{widget}}", &widget(event, room))
}

fn host_page(widget: &str) -> String {
    include_str!("pages/host.html").replace("{{widget}}", widget)
}

fn uplot_page(track: &str) -> String {
    let page = include_str!("pages/uplot.html").replace("{{haversine}}", include_str!("pages/haversine.js"));
    page.replace("{{track}}", track)
}

/// A page of markup alone, but for the mark when it is painted.
fn still_page(content: &str) -> String {
    include_str!("pages/still.html").replace("{{content}}", content)
}

/// The loading comparison's event as a page without a script has it, with the form of the demo's desk that takes one.
fn snippet_options(folder: &Path) -> Result<snippet::Options> {
    Ok(snippet::Options {
        event: folder.join("event.json"),
        url: Some(Url::parse("https://races.example/event.json")?),
        saddle: None,
        distance: None,
        language: "en".to_owned(),
        desk: Some("zx-tour".to_owned()),
        partner: None,
        mail: false,
    })
}

/// The name of the reader's glue in the built files, which carries a hash.
fn reader_glue(dist: &Path) -> Result<String> {
    for entry in fs::read_dir(dist).with_context(|| format!("could not read {}", dist.display()))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with("reader-") && name.ends_with(".js") {
            return Ok(name);
        }
    }
    bail!("{} holds no reader of tracks", dist.display())
}

fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) -> Result<()> {
    let file = folder.join(name);
    fs::write(&file, content).with_context(|| format!("could not write {}", file.display()))
}

async fn large_track(
    State(tracks): State<Arc<HashMap<String, Bytes>>>,
    UrlPath(name): UrlPath<String>,
) -> Result<Bytes, StatusCode> {
    tracks.get(&name).cloned().ok_or(StatusCode::NOT_FOUND)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestFolder;

    #[test]
    fn every_page_is_filled_in_and_shows_the_same_hills() {
        let folder = TestFolder::new("bench-site");
        folder.write("dist/reader-0123456789abcdef.js", "");
        let short = |seed| (format!("{BUDGET_POINTS}-{seed}.gpx"), Bytes::from(track::gpx(100, seed)));
        let hills = track::gpx(200, 7);
        let tracks = [0, 1, 2, 3].map(short).into();
        write_pages(folder.path(), &folder.path().join("dist"), hills.clone().into(), &tracks).unwrap();

        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        for entry in fs::read_dir(folder.path()).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(!name.ends_with(".html") || !read(&name).contains("{{"), "{name}");
        }
        assert_eq!(read("hills.gpx"), hills);
        let event = saddle_event::read(&read("event.json")).unwrap().event;
        let lengths_m = event.distances.iter().map(|distance| match &distance.track {
            saddle_event::Track::Packed { packed, .. } => packed.unpack().unwrap().figures().distance_m,
            saddle_event::Track::File(url) => panic!("{url:?} is not packed"),
        });
        // 199 steps of 4 m; the other three are the demo's own.
        let lengths_m: Vec<_> = lengths_m.map(|length_m| (length_m / 100.0).round()).collect();
        assert_eq!(lengths_m, [8.0, 210.0, 100.0, 50.0]);
        assert_eq!(read("still.html").matches("<svg ").count(), 4);
        let snippet = read("snippet.html");
        assert!(snippet.contains("<svg ") && snippet.contains("<form "), "{snippet}");
    }
}
