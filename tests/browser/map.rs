//! The map moves by button, key, wheel, mouse and finger; nothing lies under it before the visitor asks; the ribbon turns.

use anyhow::{Context, Result};
use axum::Router;
use axum::extract::Request;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use saddle_tests::{Browser, File, HostPage, PATIENCE, Site, SiteBuilder, Widget, run, until};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use xtask::serve::server::Server;

const ARROW_LEFT: &str = "\u{e012}";
const ARROW_RIGHT: &str = "\u{e014}";

/// Where the track starts and finishes, in degrees of latitude and longitude: in the Alps, 3 km apart.
const START: (f64, f64) = (47.00, 8.00);
const FINISH: (f64, f64) = (47.02, 8.03);

/// A track from start to finish, straight, over a hill in the middle.
fn track() -> File {
    let points = (0..=100).map(|index| {
        let part = f64::from(index) / 100.0;
        let between = |from: f64, to: f64| from + (to - from) * part;
        let elevation_m = 500.0 + 200.0 * (1.0 - (part * 2.0 - 1.0).abs());
        format!(
            r#"<trkpt lat="{}" lon="{}"><ele>{elevation_m}</ele></trkpt>"#,
            between(START.0, FINISH.0),
            between(START.1, FINISH.1)
        )
    });
    let points: String = points.collect();
    let gpx = format!(r#"<gpx version="1.1"><trk><trkseg>{points}</trkseg></trk></gpx>"#);
    File::new("application/gpx+xml", gpx)
}

/// A site whose first distance is that track.
fn site() -> Result<SiteBuilder> {
    let site = Site::new()?.file("/track.gpx", track());
    Ok(site.event(|event| {
        let distance = &mut event["distances"][0];
        distance["track"] = json!("track.gpx");
        distance["waypoints"] = json!([{ "km": 1.5, "kind": "summit", "name": "The top" }]);
    }))
}

/// Waits until the map is drawn in its final width, and brings it on screen.
async fn see_map(widget: &Widget<'_>) -> Result<()> {
    let is_drawn = "const ground = root.querySelector('.map-ground');
                    const width = ground?.querySelector('svg[role=img]')?.getBoundingClientRect().width;
                    if (!width || Math.abs(width - ground.clientWidth) > 1) return false;
                    ground.scrollIntoView({ block: 'center' });
                    return true";
    widget.wait_for(is_drawn, Value::Null).await.map(drop)
}

/// Where start and finish are drawn: `x`, `y`, and so again.
async fn ends(widget: &Widget<'_>) -> Result<[f64; 4]> {
    let body = "return ['start', 'finish'].flatMap((name) => {
                  const mark = root.querySelector(`.map-ground .${name}`);
                  return [Number(mark.getAttribute('cx')), Number(mark.getAttribute('cy'))];
                })";
    let ends = widget.script(body, Value::Null).await?;
    let number = |index: usize| ends[index].as_f64().context("a place");
    Ok([number(0)?, number(1)?, number(2)?, number(3)?])
}

/// How far apart start and finish are drawn.
async fn spread(widget: &Widget<'_>) -> Result<f64> {
    let [start_x, start_y, finish_x, finish_y] = ends(widget).await?;
    Ok((finish_x - start_x).hypot(finish_y - start_y))
}

/// Waits until start and finish are so far apart.
async fn wait_for_spread(widget: &Widget<'_>, expected: f64) -> Result<()> {
    until(&format!("start and finish {expected} px apart"), PATIENCE, async || {
        Ok(((spread(widget).await? - expected).abs() < 1.0).then_some(()))
    })
    .await
}

/// A place in the middle of the map, on the page.
async fn middle(widget: &Widget<'_>) -> Result<(f64, f64)> {
    let body = "const box = root.querySelector('.map-ground').getBoundingClientRect();
                return [box.left + box.width / 2, box.top + box.height / 2]";
    let middle = widget.script(body, Value::Null).await?;
    Ok((middle[0].as_f64().context("x")?, middle[1].as_f64().context("y")?))
}

async fn mouse(browser: &Browser, kind: &str, (x, y): (f64, f64), more: Value) -> Result<()> {
    let mut event = json!({ "type": kind, "x": x, "y": y });
    for (key, value) in more.as_object().into_iter().flatten() {
        event[key] = value.clone();
    }
    browser.devtools("Input.dispatchMouseEvent", event).await.map(drop)
}

#[test]
fn the_map_is_zoomed_by_button_key_wheel_and_double_click() -> Result<()> {
    run(async |browser| {
        let site = site()?.start().await?;
        let widget = site.open_usual(browser).await?;
        see_map(&widget).await?;
        let whole = spread(&widget).await?;

        widget.click("[data-action=map-zoom-in]").await?;
        wait_for_spread(&widget, whole * 2.0).await?;
        // The focus outlives every drawing.
        widget.script("root.querySelector('.map-ground').focus()", Value::Null).await?;
        browser.press("+").await?;
        wait_for_spread(&widget, whole * 4.0).await?;
        browser.press("-").await?;
        wait_for_spread(&widget, whole * 2.0).await?;
        let before = ends(&widget).await?;
        browser.press(ARROW_RIGHT).await?;
        until("the map moved by a key", PATIENCE, async || {
            Ok((ends(&widget).await?[0] < before[0] - 50.0).then_some(()))
        })
        .await?;
        browser.press("0").await?;
        wait_for_spread(&widget, whole).await?;
        let focused = "return root.activeElement?.className";
        assert_eq!(widget.script(focused, Value::Null).await?, json!("map-ground"));
        assert_eq!(
            widget.attribute("[data-action=map-zoom-out]", "aria-disabled").await?.as_deref(),
            Some("true")
        );

        let at = middle(&widget).await?;
        // 1 is Alt and 2 is Ctrl; 500 units are twice as close.
        mouse(browser, "mouseWheel", at, json!({ "deltaX": 0, "deltaY": -500, "modifiers": 1 })).await?;
        wait_for_spread(&widget, whole * 2.0).await?;
        mouse(browser, "mouseWheel", at, json!({ "deltaX": 0, "deltaY": 500, "modifiers": 2 })).await?;
        wait_for_spread(&widget, whole).await?;
        for clicks in [1, 2] {
            for kind in ["mousePressed", "mouseReleased"] {
                mouse(browser, kind, at, json!({ "button": "left", "clickCount": clicks })).await?;
            }
        }
        wait_for_spread(&widget, whole * 2.0).await?;

        // A wheel alone is the page's.
        let scrolled = "return scrollY";
        let before = widget.script(scrolled, Value::Null).await?;
        mouse(browser, "mouseWheel", at, json!({ "deltaX": 0, "deltaY": 100 })).await?;
        widget.wait_for("return scrollY !== args", before).await?;
        wait_for_spread(&widget, whole * 2.0).await
    })
}

#[test]
fn a_zoomed_map_is_dragged_and_agrees_with_the_profile() -> Result<()> {
    run(async |browser| {
        let site = site()?.start().await?;
        let widget = site.open_usual(browser).await?;
        see_map(&widget).await?;
        let whole = spread(&widget).await?;
        widget.click("[data-action=map-zoom-in]").await?;
        wait_for_spread(&widget, whole * 2.0).await?;
        see_map(&widget).await?;

        let before = ends(&widget).await?;
        let (x, y) = middle(&widget).await?;
        mouse(browser, "mousePressed", (x, y), json!({ "button": "left", "buttons": 1, "clickCount": 1 }))
            .await?;
        for step in 1..=4 {
            let place = (x - 10.0 * f64::from(step), y + 5.0 * f64::from(step));
            mouse(browser, "mouseMoved", place, json!({ "button": "left", "buttons": 1 })).await?;
        }
        mouse(browser, "mouseReleased", (x - 40.0, y + 20.0), json!({ "button": "left", "clickCount": 1 }))
            .await?;
        until("the ground follows the mouse", PATIENCE, async || {
            let [start_x, start_y, ..] = ends(&widget).await?;
            Ok(((start_x - before[0] + 40.0).abs() < 1.0 && (start_y - before[1] - 20.0).abs() < 1.0)
                .then_some(()))
        })
        .await?;

        // The course is straight: a third of the way is drawn a third of the way from start to finish.
        let pointed = "host.shadowRoot.querySelector('.cursor-range').focus();
                       const range = root.querySelector('.cursor-range');
                       range.value = 1000;
                       range.dispatchEvent(new Event('input'));";
        widget.script(pointed, Value::Null).await?;
        let cursor = "const at = root.querySelector('.map-cursor').getAttribute('transform');
                      return at?.match(/[-0-9.]+/g).map(Number)";
        let length_m = 3_181.0;
        until("the map's cursor is where the profile's is", PATIENCE, async || {
            let at = widget.script(cursor, Value::Null).await?;
            let [start_x, start_y, finish_x, finish_y] = ends(&widget).await?;
            let (Some(x), Some(y)) = (at[0].as_f64(), at[1].as_f64()) else { return Ok(None) };
            let part = 1_000.0 / length_m;
            let away =
                (x - start_x - (finish_x - start_x) * part).hypot(y - start_y - (finish_y - start_y) * part);
            Ok((away < 3.0).then_some(()))
        })
        .await?;

        // A cursor that is moved out of the picture takes the map with it.
        browser.press("\u{e010}").await?;
        let seen = "const at = root.querySelector('.map-cursor').getBoundingClientRect();
                    const ground = root.querySelector('.map-ground').getBoundingClientRect();
                    const x = at.left + at.width / 2;
                    return ground.left < x && x < ground.right";
        widget.wait_for(seen, Value::Null).await?;
        wait_for_spread(&widget, whole * 2.0).await?;

        // Another distance begins with all of it.
        widget.choose_distance("10k").await?;
        widget
            .wait_for(
                "return root.querySelector('[data-action=map-whole]').getAttribute('aria-disabled') === 'true'",
                Value::Null,
            )
            .await
            .map(drop)
    })
}

#[test]
fn a_zoomed_map_is_moved_by_buttons() -> Result<()> {
    run(async |browser| {
        let site = site()?.start().await?;
        let widget = site.open_usual(browser).await?;
        see_map(&widget).await?;
        let whole = spread(&widget).await?;
        let seen = "return ['west', 'north', 'south', 'east'].map((way) =>
          root.querySelector(`[data-action=map-${way}]`)?.checkVisibility() ?? false)";
        assert_eq!(widget.script(seen, Value::Null).await?, json!([false, false, false, false]));
        widget.click("[data-action=map-zoom-in]").await?;
        wait_for_spread(&widget, whole * 2.0).await?;
        widget.script("root.querySelector('.cursor-range').focus()", Value::Null).await?;
        assert_eq!(widget.script(seen, Value::Null).await?, json!([true, true, true, true]));
        // To the west the ground goes to the right.
        for (way, across, down) in
            [("west", 1.0, 0.0), ("east", -1.0, 0.0), ("north", 0.0, 1.0), ("south", 0.0, -1.0)]
        {
            let before = ends(&widget).await?;
            widget.click(&format!("[data-action=map-{way}]")).await?;
            until(&format!("the map moved {way}"), PATIENCE, async || {
                let after = ends(&widget).await?;
                let moved = (after[0] - before[0], after[1] - before[1]);
                let is_that_way = moved.0 * across + moved.1 * down > 40.0;
                Ok((is_that_way && (moved.0 * down).abs() + (moved.1 * across).abs() < 1.0).then_some(()))
            })
            .await?;
            let focused = "return root.activeElement?.dataset.action";
            assert_eq!(widget.script(focused, Value::Null).await?, json!(format!("map-{way}")));
        }
        widget.click("[data-action=map-whole]").await?;
        wait_for_spread(&widget, whole).await?;
        assert_eq!(widget.script(seen, Value::Null).await?, json!([false, false, false, false]));
        // The map is called what it is, and what moves it is said besides.
        let name = widget.attribute(".map-ground", "aria-label").await?.unwrap_or_default();
        assert!(name.starts_with("Map of the "), "{name}");
        let keys = widget.attribute(".map-ground", "aria-description").await?.unwrap_or_default();
        assert!(keys.contains("arrow keys"), "{keys}");
        Ok(())
    })
}

#[test]
fn one_finger_points_and_two_fingers_zoom() -> Result<()> {
    run(async |browser| {
        let site = site()?.start().await?;
        let widget = site.open_usual(browser).await?;
        see_map(&widget).await?;
        let whole = spread(&widget).await?;
        // The first touch has the gestures fetched.
        widget.click("[data-action=map-whole]").await?;
        widget.wait_for("return !!root.querySelector('.map-layer')", Value::Null).await?;
        let (x, y) = middle(&widget).await?;
        let touch = async |kind: &str, points: &[(f64, f64)]| {
            let points: Vec<Value> =
                points.iter().enumerate().map(|(id, (x, y))| json!({ "x": x, "y": y, "id": id })).collect();
            let event = json!({ "type": kind, "touchPoints": points });
            browser.devtools("Input.dispatchTouchEvent", event).await.map(drop)
        };
        touch("touchStart", &[(x, y)]).await?;
        touch("touchEnd", &[]).await?;
        browser.wait_to_hear("saddle-cursor").await?;
        wait_for_spread(&widget, whole).await?;

        let fingers = |apart: f64| [(x - apart / 2.0, y), (x + apart / 2.0, y)];
        touch("touchStart", &fingers(60.0)).await?;
        for apart in [80.0, 100.0, 120.0] {
            touch("touchMove", &fingers(apart)).await?;
        }
        wait_for_spread(&widget, whole * 2.0).await?;
        touch("touchEnd", &[]).await
    })
}

/// A server of tiles that remembers what it was asked for.
struct Tiles {
    server: Server,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Tiles {
    async fn start() -> Result<Self> {
        let asked = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&asked);
        let router = Router::new().fallback(move |request: Request| {
            kept.lock().unwrap().push(request.uri().path().to_owned());
            async {
                let tile = r##"<svg xmlns="http://www.w3.org/2000/svg" width="256" height="256">
                    <rect width="256" height="256" fill="#9c9"/></svg>"##;
                ([(CONTENT_TYPE, "image/svg+xml")], tile).into_response()
            }
        });
        let server = Server::start(router, SocketAddr::from(([127, 0, 0, 1], 0))).await?;
        Ok(Self { server, asked })
    }

    fn asked(&self) -> Vec<String> {
        self.asked.lock().unwrap().clone()
    }
}

/// Column and row of a place at a zoom, with their fractions
/// (<https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames>).
fn tile_of((latitude, longitude): (f64, f64), zoom: i32) -> (f64, f64) {
    let across = 2f64.powi(zoom);
    let column = (longitude + 180.0) / 360.0 * across;
    let row = (1.0 - latitude.to_radians().tan().asinh() / std::f64::consts::PI) / 2.0 * across;
    (column, row)
}

#[test]
fn no_third_party_is_asked_before_the_visitor_says_so() -> Result<()> {
    run(async |browser| {
        let tiles = Tiles::start().await?;
        let template = format!("{}/{{z}}/{{x}}/{{y}}.svg", tiles.server.origin());
        let site = site()?
            .event(|event| {
                event["map"] = json!({
                    "tiles": { "url": template, "attribution": "© Example Maps", "maxZoom": 13 },
                    "overlay": {
                        "image": "missing.png", "attribution": "Hill Run Club",
                        "south": START.0, "west": START.1, "north": FINISH.0, "east": FINISH.1
                    }
                });
            })
            .start()
            .await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        see_map(&widget).await?;
        let whole = spread(&widget).await?;
        widget.click("[data-action=map-zoom-in]").await?;
        wait_for_spread(&widget, whole * 2.0).await?;
        widget.click("[data-action=map-whole]").await?;
        wait_for_spread(&widget, whole).await?;
        assert_eq!(tiles.asked(), Vec::<String>::new(), "asked before the switch was pressed");
        assert_eq!(widget.count(".map-images img").await?, 0);

        let switch = widget.text("[data-action=map-tiles]").await?.unwrap_or_default();
        let host = tiles.server.origin().replace("http://", "");
        assert!(switch.contains(&host), "{switch:?} does not say who is asked");
        widget.click("[data-action=map-tiles]").await?;
        widget
            .wait_for(
                "return root.querySelector('.map-attribution').innerText === '© Example Maps'",
                Value::Null,
            )
            .await?;
        let all_here = "const images = [...root.querySelectorAll('.map-images img')];
                        return images.length > 0 && images.every((image) => image.complete && image.naturalWidth)";
        widget.wait_for(all_here, Value::Null).await?;
        let asked = tiles.asked();
        let zoom = 13;
        for place in [START, FINISH] {
            let (column, row) = tile_of(place, zoom);
            let expected = format!("/{zoom}/{}/{}.svg", column.floor(), row.floor());
            assert!(asked.contains(&expected), "{expected} is not among {asked:?}");
        }
        assert!(asked.len() <= 40, "{} tiles for one picture", asked.len());

        // The start is drawn where it is on its tile.
        let (column, row) = tile_of(START, zoom);
        let name = format!("/{zoom}/{}/{}.svg", column.floor(), row.floor());
        let away = "const [name, across, down] = args;
                    const tile = root.querySelector(`.map-images img[src$='${name}']`).getBoundingClientRect();
                    const mark = root.querySelector('.map-ground .start').getBoundingClientRect();
                    return Math.hypot(tile.left + tile.width * across - mark.left - mark.width / 2,
                                      tile.top + tile.height * down - mark.top - mark.height / 2)";
        let away = widget.script(away, json!([name, column.fract(), row.fract()])).await?;
        assert!(
            away.as_f64().is_some_and(|away| away < 1.5),
            "the start is {away} px beside its place on the tile"
        );

        // Without it the ground is plain again.
        widget.click("[data-action=map-tiles]").await?;
        widget.wait_for("return root.querySelectorAll('.map-images img').length === 0", Value::Null).await?;

        // An image that is not there is no trouble; its edges are those of the course.
        browser.expect_errors();
        widget.click("[data-action=map-overlay]").await?;
        widget.wait_for("return root.querySelector('.map-images img')?.complete", Value::Null).await?;
        let edges = "const image = root.querySelector('.map-images img').style;
                     const [left, top, width, height] =
                       ['left', 'top', 'width', 'height'].map((side) => parseFloat(image[side]));
                     return [left, top + height, left + width, top]";
        let edges = widget.script(edges, Value::Null).await?;
        let places = ends(&widget).await?;
        for (index, place) in places.into_iter().enumerate() {
            assert!(
                edges[index].as_f64().is_some_and(|edge| (edge - place).abs() < 1.0),
                "{edges} {places:?}"
            );
        }
        assert_eq!(widget.text(".map-attribution").await?.as_deref(), Some("Hill Run Club"));
        assert_eq!(widget.attribute(".map-images", "role").await?.as_deref(), Some("img"));
        assert_eq!(
            widget.attribute(".map-images", "aria-label").await?.as_deref(),
            Some("The organiser’s map")
        );
        Ok(())
    })
}

#[test]
fn the_ribbon_stands_still_for_those_who_want_it_and_is_turned_by_hand() -> Result<()> {
    run(async |browser| {
        let still = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
        browser.devtools("Emulation.setEmulatedMedia", still).await?;
        let site = site()?.start().await?;
        let widget = site.open_usual(browser).await?;
        see_map(&widget).await?;
        widget.click("[data-part=ribbon] summary").await?;
        widget.wait_for("return root.querySelectorAll('.ribbon-face').length > 1", Value::Null).await?;
        let angle = "return root.querySelector('[data-part=ribbon] input').value";
        let first = widget.script(angle, Value::Null).await?;
        // Time for many frames.
        let frames = "const next = (left) => left ? requestAnimationFrame(() => next(left - 1)) : host.dataset.frames = 'past';
                      next(60)";
        widget.script(frames, Value::Null).await?;
        widget.wait_for("return host.dataset.frames === 'past'", Value::Null).await?;
        assert_eq!(widget.script(angle, Value::Null).await?, first);
        assert_eq!(
            widget.attribute("[data-action=ribbon-turning]", "aria-pressed").await?.as_deref(),
            Some("false")
        );

        let shape = "return root.querySelector('.ribbon-shadow').getAttribute('d')";
        let before = widget.script(shape, Value::Null).await?;
        widget.press("[data-part=ribbon] input", ARROW_LEFT).await?;
        widget
            .wait_for("return root.querySelector('.ribbon-shadow').getAttribute('d') !== args", before)
            .await?;
        assert_ne!(widget.script(angle, Value::Null).await?, first);

        // It has the cursor of the profile.
        let cursor = "return root.querySelector('.ribbon-cursor').getAttribute('d')";
        assert_eq!(widget.script(cursor, Value::Null).await?, Value::Null);
        widget.press(".cursor-range", ARROW_RIGHT).await?;
        widget.wait_for(cursor, Value::Null).await?;

        // And turns when it is asked to.
        widget.click("[data-action=ribbon-turning]").await?;
        let turned = "return root.querySelector('.ribbon-shadow').getAttribute('d') !== args";
        let before = widget.script(shape, Value::Null).await?;
        widget.wait_for(turned, before).await?;
        // Opened again it does what the visitor has said last, whatever the browser says.
        let states = ["true", "false"];
        for (index, state) in states.into_iter().enumerate() {
            widget.click("[data-part=ribbon] summary").await?;
            widget.wait_for("return !root.querySelector('.ribbon')", Value::Null).await?;
            widget.click("[data-part=ribbon] summary").await?;
            let pressed = "return root.querySelector('[data-action=ribbon-turning]')?.ariaPressed";
            assert_eq!(widget.wait_for(pressed, Value::Null).await?, json!(state));
            if index == 0 {
                widget.click("[data-action=ribbon-turning]").await?;
            }
        }
        // It shows no lengths: other units leave it alone.
        widget.script("root.querySelector('.ribbon').dataset.mark = 'first'", Value::Null).await?;
        widget.script("host.units = 'imperial'", Value::Null).await?;
        widget
            .wait_for("return root.querySelector('.figures').innerText.includes('mi')", Value::Null)
            .await?;
        assert_eq!(widget.count(".ribbon[data-mark=first]").await?, 1);
        Ok(())
    })
}
