//! What the loader promises to every page: wherever it is loaded from, however often, and whatever fails on the way.

use anyhow::{Context, Result};
use saddle_tests::visitor::CHONGQING;
use saddle_tests::{
    Browser, Engine, File, HostPage, PATIENCE, Site, VERSIONED, Widget, built, dist_folder, run,
};
use serde_json::{Value, json};
use xtask::build::integrity;

#[test]
fn loaded_several_times_in_every_way_it_is_there_once() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let page = HostPage {
            head: r#"<script src="/saddle.js"></script>
                <script type="module">import "/saddle.mjs"; import "/saddle.mjs?again";</script>"#
                .to_owned(),
            after: r#"<script src="/saddle.js?late"></script><script async src="/saddle.js"></script>"#
                .to_owned(),
            ..HostPage::default()
        };
        let widget = site.open(browser, &page).await?;
        assert_eq!(browser.heard_of("saddle-ready").await?.len(), 1);
        assert_eq!(widget.count(".saddle").await?, 1);
        let fetched = "return performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('_bg.wasm')).length";
        assert_eq!(browser.script(fetched, Vec::new()).await?, json!(1));
        Ok(())
    })
}

#[test]
fn an_eager_element_does_not_wait_until_it_is_near() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let far = HostPage {
            head: "<style>saddle-race { display: block; margin-top: 9000px }</style>".to_owned(),
            ..HostPage::default()
        };
        let is_there = "return !!root?.querySelector('.saddle')?.checkVisibility()";
        let widget = site.open_failing(browser, &far.clone().with(r#"loading="eager""#)).await?;
        widget.wait_for(is_there, Value::Null).await?;
        assert_eq!(browser.script("return scrollY", Vec::new()).await?, json!(0));
        // Changed later, by its property.
        let widget = site.open_failing(browser, &far).await?;
        widget.wait_for("return !!root", Value::Null).await?;
        assert_eq!(widget.script(is_there, Value::Null).await?, json!(false));
        widget.script("host.loading = 'eager'", Value::Null).await?;
        widget.wait_for(is_there, Value::Null).await?;
        widget.script("host.loading = 'lazy'", Value::Null).await?;
        assert_eq!(widget.script(is_there, Value::Null).await?, json!(true), "it was taken away");
        Ok(())
    })
}

#[test]
fn what_fails_for_a_moment_is_tried_again() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        for path in [built("_bg.wasm")?, built(".js")?, built(".css")?, "/event.json".to_owned()] {
            let site = Site::new()?.start().await?;
            site.serve(&HostPage::default());
            let event = File::json(saddle_tests::event()?.to_string());
            site.put(&path, File::new("text/plain", "Come back later.\n").status(503));
            let widget = site.open_failing(browser, &HostPage::default()).await?;
            site.wait_until_asked_for(&path).await?;
            assert!(widget.is_fallback_link_seen().await?);
            if path == "/event.json" {
                site.put(&path, event);
            } else {
                site.put_back(&path);
            }
            widget.wait_until_ready().await.with_context(|| format!("after {path} came"))?;
            assert_eq!(browser.heard_of("saddle-error").await?, []);
        }
        Ok(())
    })
}

#[test]
fn an_answer_that_breaks_off_is_asked_for_again() -> Result<()> {
    run(async |browser| {
        for engine in [Engine::Firefox, Engine::WebKit] {
            browser.skip_in(engine, "word of an answer that broke off")?;
        }
        browser.expect_errors();
        for path in [built("_bg.wasm")?, built(".js")?, built(".css")?, "/event.json".to_owned()] {
            let site = Site::new()?.start().await?;
            let (media_type, whole) = if path == "/event.json" {
                ("application/json", saddle_tests::event()?.to_string().into_bytes())
            } else {
                let media_type = match path.rsplit('.').next() {
                    Some("wasm") => "application/wasm",
                    Some("js") => "text/javascript",
                    _ => "text/css",
                };
                (media_type, std::fs::read(dist_folder().join(path.trim_start_matches('/')))?)
            };
            let half = whole.get(..whole.len() / 2).unwrap_or_default();
            site.put(&path, File::new(media_type, half).breaking_off());
            let widget = site.open_failing(browser, &HostPage::default()).await?;
            browser.wait_for_console_error("ERR_INCOMPLETE_CHUNKED_ENCODING").await?;
            site.put(&path, File::new(media_type, whole));
            widget.wait_until_ready().await.with_context(|| format!("after {path} came"))?;
            assert_eq!(browser.heard_of("saddle-error").await?, []);
        }
        Ok(())
    })
}

#[test]
fn the_distance_in_the_address_is_the_one_that_the_address_has_then() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        site.open_usual(browser).await?;
        // As sites do that change the page without loading it.
        let go = "history.pushState(null, '', '?saddle-distance=10k');
                  const race = document.querySelector('saddle-race').cloneNode(true);
                  race.id = 'next';
                  document.querySelector('saddle-race').replaceWith(race);";
        browser.script(go, Vec::new()).await?;
        let widget = Widget::at(browser, "#next");
        widget.wait_until_ready().await?;
        assert_eq!(widget.answers().await?["distance"], "10k");
        Ok(())
    })
}

#[test]
fn what_stays_away_is_reported_and_the_link_stays() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = Site::new()?.start().await?;
        site.put(&built("_bg.wasm")?, File::new("text/plain", "Come back later.\n").status(503));
        let widget = site.open_failing(browser, &HostPage::default()).await?;
        let heard = browser.wait_to_hear("saddle-error").await?;
        assert!(heard.detail.to_string().contains("HTTP 503"), "{heard:?}");
        assert!(widget.is_fallback_link_seen().await?);
        // The browser notes a request when all of its answer has come, which may be after the error.
        let asked = "return performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('_bg.wasm')).length === 3";
        browser.wait_for(asked, Vec::new(), PATIENCE).await?;
        Ok(())
    })
}

#[test]
fn from_another_origin_and_an_exact_version_with_its_integrity() -> Result<()> {
    run(async |browser| {
        let (host, partner) = (Site::new()?.start().await?, Site::new()?.start().await?);
        for name in ["saddle.js", "saddle.mjs"] {
            let value = integrity::of(&std::fs::read(dist_folder().join(name))?);
            let kind = if name.ends_with(".mjs") { "type=\"module\"" } else { "async" };
            let source = format!("{}{VERSIONED}/{name}", host.origin());
            let page = HostPage {
                script: "data:text/javascript,".to_owned(),
                event: format!("{}/event.json", host.origin()),
                head: format!("<script {kind} crossorigin integrity=\"{value}\" src=\"{source}\"></script>"),
                ..HostPage::default()
            };
            let widget = partner.open(browser, &page).await?;
            let fetched = "return performance.getEntriesByType('resource').map(({ name }) => name)
                             .filter((name) => /saddle-|chunk-/.test(name))";
            let fetched = browser.script(fetched, Vec::new()).await?;
            let fetched = fetched.as_array().context("a list")?;
            assert!(fetched.len() > 3, "{fetched:?}");
            for name in fetched {
                let below = format!("{}{VERSIONED}/", host.origin());
                assert!(name.as_str().is_some_and(|name| name.starts_with(&below)), "{name}");
            }
            assert_eq!(widget.sign_up(CHONGQING).await?, "accepted", "{name}");
        }
        assert_eq!(host.arrivals("zx-tour")?.len(), 2);
        Ok(())
    })
}

#[test]
fn an_element_made_by_a_script_is_one_too() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let page = HostPage { event: String::new(), ..HostPage::default() };
        browser.expect_errors();
        site.open_failing(browser, &page).await?;
        browser.wait_to_hear("saddle-error").await?;
        // As frameworks do it: properties first, then into the page, then out and in again within one task.
        let made = "const race = document.createElement('saddle-race');
             Object.assign(race, { id: 'made', event: '/event.json', distance: '10k', now: '2015-08-12T12:00:00+08:00' });
             document.querySelector('saddle-race').replaceWith(race);
             race.remove();
             document.body.append(race);";
        browser.script(made, Vec::new()).await?;
        let widget = Widget::at(browser, "#made");
        widget.wait_until_ready().await?;
        assert_eq!(widget.answers().await?["distance"], "10k");
        assert_eq!(browser.heard_of("saddle-ready").await?.len(), 1);
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        Ok(())
    })
}

/// Keeps the memory of the widget's module where a test can measure it.
const KEEP_MEMORY: &str = "<script>
    const { instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = async (...given) => {
      const made = await instantiateStreaming.apply(WebAssembly, given);
      window.wasmMemory ??= made.instance.exports.memory;
      return made;
    };
</script>";

/// What a page holds after the garbage is collected: bytes of the script heap and of WebAssembly, nodes and listeners.
async fn held(browser: &Browser) -> Result<[f64; 4]> {
    // What the first collection frees may free more.
    for _ in 0..3 {
        browser.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    }
    let heap = browser.devtools("Runtime.getHeapUsage", json!({})).await?;
    let counts = browser.devtools("Memory.getDOMCounters", json!({})).await?;
    let wasm = browser.script("return wasmMemory.buffer.byteLength", Vec::new()).await?;
    let number = |value: &Value| value.as_f64().context("a number");
    Ok([
        number(&heap["usedSize"])?,
        number(&wasm)?,
        number(&counts["nodes"])?,
        number(&counts["jsEventListeners"])?,
    ])
}

#[test]
fn two_hundred_widgets_come_and_go_and_memory_stays_flat() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let page = HostPage { head: KEEP_MEMORY.to_owned(), ..HostPage::default() };
        site.open(browser, &page).await?;
        let come_and_go = async |times: u64| {
            let left = browser.script(super::embedding::COME_AND_GO, vec![json!(times)]).await?;
            assert_eq!(left, json!(1));
            anyhow::Ok(())
        };
        // The first ones fill caches: words, style sheets, compiled code.
        come_and_go(20).await?;
        let before = held(browser).await?;
        for _ in 0..8 {
            come_and_go(25).await?;
        }
        let after = held(browser).await?;
        println!("heap bytes, wasm bytes, nodes, listeners: before {before:?}, after 200 more {after:?}");
        let [heap, wasm, nodes, listeners] = [0, 1, 2, 3].map(|index| after[index] - before[index]);
        assert!(heap < 1_000_000.0, "the script heap has grown by {heap} bytes");
        assert!(wasm <= 0.0, "WebAssembly has grown by {wasm} bytes");
        assert!(nodes < 200.0, "{nodes} nodes are left: one or more of each widget");
        assert!(listeners < 200.0, "{listeners} listeners are left: one or more of each widget");
        Ok(())
    })
}
