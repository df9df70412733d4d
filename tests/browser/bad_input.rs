//! Files that are missing or wrong: a short line, the reason in the console, and the page's own link.

use anyhow::Result;
use saddle_tests::visitor::CHONGQING;
use saddle_tests::{Browser, Engine, File, HostPage, Site, SiteBuilder, built, run};
use serde_json::{Value, json};

/// The link in the element stays, the page hears once that it failed, and the console holds the reason.
async fn assert_fails(browser: &Browser, site: SiteBuilder, reason: &str) -> Result<()> {
    browser.expect_errors();
    let site = site.start().await?;
    let widget = site.open_failing(browser, &HostPage::default()).await?;
    browser.wait_to_hear("saddle-error").await?;
    browser.wait_for_console_error(reason).await?;
    assert!(widget.is_fallback_link_seen().await?, "the page's link is not seen");
    assert!(browser.heard_of("saddle-ready").await?.is_empty());
    assert_eq!(browser.heard_of("saddle-error").await?.len(), 1);
    assert!(browser.heard_of("unhandledrejection").await?.is_empty());
    Ok(())
}

async fn assert_event_fails(browser: &Browser, event: File, reason: &str) -> Result<()> {
    assert_fails(browser, Site::new()?.file("/event.json", event), reason).await?;
    let widget = saddle_tests::Widget::first(browser);
    let line = widget.text(".saddle-failure").await?.unwrap_or_default();
    assert!((10..100).contains(&line.len()), "not a short line: {line:?}");
    Ok(())
}

#[test]
fn an_event_that_is_not_there() -> Result<()> {
    run(async |browser| assert_event_fails(browser, File::missing(), "HTTP 404").await)
}

#[test]
fn an_event_that_is_not_json() -> Result<()> {
    run(async |browser| assert_event_fails(browser, File::json("<html>not JSON</html>"), "not JSON").await)
}

#[test]
fn an_empty_event() -> Result<()> {
    run(async |browser| assert_event_fails(browser, File::json(""), "not JSON").await)
}

#[test]
fn a_wrong_event_is_explained_with_every_path() -> Result<()> {
    run(async |browser| {
        let mut event = saddle_tests::event()?;
        event["date"] = json!("4 October");
        event["distances"][2]["waypoints"][0]["km"] = json!("far");
        event["desks"][0]["delivery"]["type"] = json!("fax");
        assert_event_fails(browser, File::json(event.to_string()), "$.date").await?;
        for path in ["$.distances[2].waypoints[0].km", "$.desks[0].delivery.type"] {
            browser.wait_for_console_error(path).await?;
        }
        Ok(())
    })
}

#[test]
fn a_misspelt_key_is_only_a_warning() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.event(|event| event["capasity"] = json!(200)).start().await?;
        site.open(browser, &HostPage::default()).await?;
        browser.wait_for_console_warning("$.capasity").await?;
        Ok(())
    })
}

#[test]
fn a_missing_part_of_the_widget_leaves_the_link() -> Result<()> {
    run(async |browser| {
        for ending in [".js", "_bg.wasm", ".css"] {
            let path = built(ending)?;
            // WebKit names a module that did not come where its driver does not look.
            let reason = if browser.engine() == Engine::WebKit && ending == ".js" {
                "Importing a module script failed"
            } else {
                &path
            };
            assert_fails(browser, Site::new()?.file(&path, File::missing()), reason).await?;
        }
        Ok(())
    })
}

#[test]
fn a_missing_loader_leaves_the_link() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = Site::new()?.file("/saddle.js", File::missing()).start().await?;
        let widget = site.open_failing(browser, &HostPage::default()).await?;
        assert!(widget.is_fallback_link_seen().await?);
        Ok(())
    })
}

#[test]
fn an_element_without_an_event_leaves_the_link() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = Site::new()?.start().await?;
        let widget =
            site.open_failing(browser, &HostPage { event: String::new(), ..HostPage::default() }).await?;
        browser.wait_to_hear("saddle-error").await?;
        assert!(widget.is_fallback_link_seen().await?);
        Ok(())
    })
}

#[test]
fn a_track_that_is_missing_or_no_track_is_said_in_its_place_and_one_can_still_sign_up() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        for (file, said, logged) in [
            (File::missing(), "could not be fetched", "HTTP 404"),
            (File::new("application/gpx+xml", "\u{0}\u{1}no track at all"), "cannot be read", "track.gpx"),
            (File::new("application/gpx+xml", "<gpx version=\"1.1\"></gpx>"), "cannot be read", "track.gpx"),
        ] {
            let site = Site::new()?
                .event(|event| event["distances"][0]["track"] = json!("track.gpx"))
                .file("/track.gpx", file)
                .start()
                .await?;
            let widget = site.open(browser, &HostPage::default()).await?;
            widget.wait_for("return root.querySelector('.course .trouble')", Value::Null).await?;
            let line = widget.text(".course .trouble").await?.unwrap_or_default();
            assert!(line.contains(said), "{line}");
            browser.wait_for_console_error(logged).await?;

            // The other distances are there, and so is the form.
            widget.choose_distance("10k").await?;
            assert_eq!(widget.count(".profile path.ridge").await?, 1);
            widget.answer_all(CHONGQING).await?;
            assert_eq!(widget.send_for_outcome().await?, "accepted");
        }
        Ok(())
    })
}

#[test]
fn an_unpacked_event_with_its_tracks_is_shown_too() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?
            .event(|event| {
                for id in 0..4 {
                    let file = ["42k", "21k", "10k", "5k"][id];
                    event["distances"][id]["track"] = json!(format!("events/masikryong/{file}.gpx"));
                }
            })
            .start()
            .await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.wait_for("return root.querySelector('.profile path.ridge')", Value::Null).await?;
        widget.wait_for("return root.querySelectorAll('.picker .sketch').length === 4", Value::Null).await?;
        Ok(())
    })
}

#[test]
fn a_track_without_elevations_still_shows_what_was_published() -> Result<()> {
    run(async |browser| {
        let flat = r#"<gpx version="1.1"><trk><trkseg>
            <trkpt lat="39.05" lon="127.25"/><trkpt lat="39.06" lon="127.26"/><trkpt lat="39.07" lon="127.25"/>
        </trkseg></trk></gpx>"#;
        let site = Site::new()?
            .event(|event| {
                event["distances"][0]["track"] = json!("track.gpx");
                event["distances"][0]["published"] = json!({ "distanceKm": 42, "highestM": 1174 });
                event["distances"][0]["waypoints"] = json!([]);
            })
            .file("/track.gpx", File::new("application/gpx+xml", flat))
            .start()
            .await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.wait_for("return Boolean(root.querySelector('.figures'))", Value::Null).await?;
        let figures = "return root.querySelector('.figures dl')?.innerText.replace(/\\s+/g, '')";
        let figures = widget.script(figures, Value::Null).await?;
        assert_eq!(figures, json!("Distance42.0km*Highest1,174m*"));
        Ok(())
    })
}
