//! The race in a frame: `embed.html`, by itself and by what an oEmbed answer says.

use crate::axe::{assert_framed_page_clean, axe};
use anyhow::{Context, Result};
use axum::http::header::CONTENT_SECURITY_POLICY;
use saddle_tests::visitor::CHONGQING;
use saddle_tests::{Browser, Engine, File, PATIENCE, Site, Widget, run, set_delivery, until};
use serde_json::{Value, json};
use url::Url;

const NOW: &str = "2015-08-12T12:00:00+08:00";

/// The page around: it follows the frame's height as docs/embedding.md says, and keeps all it is told.
fn around(frame: &str) -> File {
    File::html(format!(
        r#"<!doctype html><html lang="en"><meta charset="utf-8"><title>A builder of pages</title>
        <script>
          window.told = [];
          addEventListener("message", (event) => {{
            const frame = document.getElementById("race");
            if (event.source !== frame.contentWindow) return;
            told.push(event.data);
            if (event.data?.type === "saddle-height") frame.height = event.data.height;
          }});
        </script>
        {frame}</html>"#
    ))
}

fn frame(source: &Url, attributes: &str) -> String {
    format!(
        r#"<iframe id="race" src="{source}" title="The race" width="100%" height="900" {attributes}></iframe>"#
    )
}

fn source(site: &Site, parameters: &[(&str, &str)]) -> Result<Url> {
    let mut url = Url::parse(&site.origin())?.join("embed.html")?;
    // As the page on embedding has it: with a plain `+`.
    url.set_query(Some(&format!("event=event.json&now={NOW}")));
    url.query_pairs_mut().extend_pairs(parameters);
    Ok(url)
}

/// A page of another origin with the frame in it, opened.
async fn open(browser: &Browser, frame: &str) -> Result<Site> {
    let builder = Site::new()?.file("/frame.html", around(frame)).start().await?;
    browser.goto(&format!("{}/frame.html", builder.origin())).await?;
    Ok(builder)
}

async fn told(browser: &Browser, kind: &str) -> Result<Vec<Value>> {
    let body = "return told.filter(({ type }) => type === arguments[0])";
    let told = browser.script(body, vec![json!(kind)]).await?;
    Ok(told.as_array().context("a list")?.clone())
}

#[test]
fn it_takes_a_sign_up_in_every_sandbox_that_allows_scripts() -> Result<()> {
    run(async |browser| {
        for sandbox in [
            "sandbox=\"allow-scripts\"",
            "sandbox=\"allow-scripts allow-forms\"",
            "sandbox=\"allow-scripts allow-same-origin\"",
            "",
        ] {
            let site = Site::new()?.start().await?;
            let _builder = open(browser, &frame(&source(&site, &[("partner", "longway")])?, sandbox)).await?;
            browser.enter_frame().await?;
            let widget = Widget::first(browser);
            widget.wait_until_ready().await?;
            assert_eq!(widget.sign_up(CHONGQING).await?, "accepted", "{sandbox}");
            assert_eq!(site.only_arrival("zx-tour")?.entries.get("partner"), Some("longway"));
            browser.leave_frame().await?;
            assert_eq!(told(browser, "saddle-ready").await?.len(), 1, "{sandbox}");
            let sent = told(browser, "saddle-sent").await?;
            assert_eq!(sent[0]["detail"]["desk"], "zx-tour");
            let everything = browser.script("return JSON.stringify(told)", Vec::new()).await?;
            for typed in ["李雪梅", "li.xuemei", "1990", "我吃素"] {
                assert!(!everything.to_string().contains(typed), "{typed} in {everything}");
            }
        }
        Ok(())
    })
}

#[test]
fn it_is_as_high_as_what_is_in_it() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let _builder = open(browser, &frame(&source(&site, &[])?, "sandbox=\"allow-scripts\"")).await?;
        browser.enter_frame().await?;
        Widget::first(browser).wait_until_ready().await?;
        browser.leave_frame().await?;
        let heights = told(browser, "saddle-height").await?;
        assert!(
            heights.iter().all(|told| told["height"].as_u64() > Some(300)),
            "it was told to vanish: {heights:?}"
        );
        // The frame has taken the last height that it told, and its content is no higher.
        let settled = "const { height } = told.findLast(({ type }) => type === 'saddle-height');
                       return document.getElementById('race').clientHeight === height && height";
        let height = browser.wait_for(settled, Vec::new(), PATIENCE).await?;
        assert!(height.as_u64() > Some(2_000), "{height}");
        browser.enter_frame().await?;
        let fits = "return document.documentElement.scrollHeight <= innerHeight && document.body.getBoundingClientRect().height > innerHeight - 1";
        browser.wait_for(fits, Vec::new(), PATIENCE).await?;
        let widget = Widget::first(browser);
        let before = height.as_u64().context("a height")?;
        widget.script("host.view = 'signup'", Value::Null).await?;
        browser.leave_frame().await?;
        let shrunk = "return document.getElementById('race').clientHeight < arguments[0] - 500";
        browser.wait_for(shrunk, vec![json!(before)], PATIENCE).await?;
        Ok(())
    })
}

/// Sends a message into the frame from the page around it.
const SEND: &str = "document.getElementById('race').contentWindow.postMessage(arguments[0], '*')";

#[test]
fn it_obeys_the_page_around_it_and_nobody_else() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let _builder = open(browser, &frame(&source(&site, &[("lang", "en")])?, "")).await?;
        browser.enter_frame().await?;
        let widget = Widget::first(browser);
        widget.wait_until_ready().await?;
        // From the frame itself, which is not its parent.
        let from_itself = "window.postMessage({ type: 'saddle-set', name: 'lang', value: 'de' }, '*');
             return new Promise((done) => addEventListener('message', () => done(document.querySelector('saddle-race').lang)))";
        assert_eq!(browser.script(from_itself, Vec::new()).await?, "en");
        browser.leave_frame().await?;
        for message in [
            json!({ "type": "saddle-set", "name": "event", "value": "/other.json" }),
            json!({ "type": "saddle-set", "name": "onclick", "value": "alert(1)" }),
            json!({ "type": "saddle-set", "name": "innerHTML", "value": "<b>evil</b>" }),
            json!({ "type": "saddle-set", "name": "distance", "value": { "evil": true } }),
            json!({ "type": "navigate", "value": "https://evil.example" }),
            json!("saddle-set"),
            json!(null),
            json!({ "type": "saddle-set", "name": "distance", "value": "5k" }),
            json!({ "type": "saddle-set", "name": "lang", "value": "ko" }),
        ] {
            browser.script(SEND, vec![message]).await?;
        }
        let named =
            "return told.some(({ type, detail }) => type === 'saddle-distance' && detail.distance === '5k')";
        browser.wait_for(named, Vec::new(), PATIENCE).await?;
        browser.enter_frame().await?;
        let korean = "return root.querySelector('.race-name')?.innerText === '마식령 마라톤'";
        widget.wait_for(korean, Value::Null).await?;
        let attributes = "return host.getAttributeNames().sort().join()";
        assert_eq!(widget.script(attributes, Value::Null).await?, "distance,event,lang,now,style,theme");
        assert_eq!(widget.script("return host.event", Value::Null).await?, "event.json");
        browser.leave_frame().await?;
        browser.script("told.length = 0", Vec::new()).await?;
        browser.script(SEND, vec![json!({ "type": "saddle-measure" })]).await?;
        browser
            .wait_for("return told.some(({ type }) => type === 'saddle-height')", Vec::new(), PATIENCE)
            .await?;
        Ok(())
    })
}

#[test]
fn its_address_shows_no_race_from_elsewhere_by_itself() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let (site, elsewhere) = (Site::new()?.start().await?, Site::new()?.start().await?);
        let event = format!("{}/event.json", elsewhere.origin());
        let open_with = async |event: &str| {
            let mut url = Url::parse(&site.origin())?.join("embed.html")?;
            url.query_pairs_mut().append_pair("event", event);
            browser.goto(url.as_str()).await?;
            let body = "return [document.body.innerText.includes('names no race'), !!document.querySelector('saddle-race')]";
            browser.script(body, Vec::new()).await
        };
        let refused = json!([true, false]);
        for evil in [
            event.as_str(),
            "https://evil.example/event.json",
            "http://evil.example/event.json",
            "//evil.example/event.json",
            "javascript:alert(1)",
            "data:application/json,{}",
            "blob:null/1",
            "",
        ] {
            assert_eq!(open_with(evil).await?, refused, "{evil}");
        }
        assert_eq!(open_with("event.json").await?, json!([false, true]));

        // Within a page that wants it: https:, and this computer.
        let mut url = Url::parse(&site.origin())?.join("embed.html")?;
        url.query_pairs_mut().append_pair("event", "http://evil.example/event.json");
        let _builder = open(browser, &frame(&url, "")).await?;
        browser
            .wait_for("return told.some(({ type }) => type === 'saddle-error')", Vec::new(), PATIENCE)
            .await?;
        url.query_pairs_mut().clear().append_pair("event", &event).append_pair("now", NOW);
        let _builder = open(browser, &frame(&url, "")).await?;
        browser.enter_frame().await?;
        let widget = Widget::first(browser);
        widget.wait_until_ready().await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        elsewhere.only_arrival("zx-tour").map(drop)
    })
}

#[test]
fn it_needs_no_more_than_the_policy_of_the_documentation() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let page = std::fs::read(saddle_tests::dist_folder().join("embed.html"))?;
        let origin = site.origin();
        let policy = format!(
            "default-src 'none'; script-src {origin} 'wasm-unsafe-eval'; connect-src {origin}; style-src 'none'; \
             img-src data:; require-trusted-types-for 'script'"
        );
        site.put("/embed.html", File::html(page).header(CONTENT_SECURITY_POLICY, policy));
        let url = source(
            &site,
            &[("theme", "dark"), ("distance", "21k"), ("view", "signup"), ("desk", "zx-tour")],
        )?;
        // With its origin: a frame without one is another process, in which nothing hears of broken rules.
        let _builder = open(browser, &frame(&url, "sandbox=\"allow-scripts allow-same-origin\"")).await?;
        browser.enter_frame().await?;
        let widget = Widget::first(browser);
        widget.wait_until_ready().await?;
        assert_eq!(widget.answers().await?["distance"], "21k");
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        assert_eq!(browser.heard_of("securitypolicyviolation").await?, []);
        site.only_arrival("zx-tour").map(drop)
    })
}

#[test]
fn an_oembed_answer_leads_to_the_frame() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        browser.goto(&site.origin()).await?;
        let answer = "const link = document.querySelector('link[type=\"application/json+oembed\"]');
                      return fetch(link.href).then((response) => response.json())";
        let answer = browser.script(answer, Vec::new()).await?;
        assert_eq!((&answer["type"], &answer["version"]), (&json!("rich"), &json!("1.0")));
        // The build under test is served at another address than it was built for.
        let base = answer["provider_url"].as_str().context("no address")?;
        let html = answer["html"].as_str().context("no frame")?;
        let html = html.replace(base, &format!("{}/", site.origin()));
        let html = html.replace("<iframe ", "<iframe id=\"race\" ");
        let _builder = open(browser, &html).await?;
        browser.enter_frame().await?;
        let widget = Widget::first(browser);
        widget
            .wait_for(
                "return root?.querySelector('.race-name')?.innerText === 'Masikryong Marathon'",
                Value::Null,
            )
            .await?;
        widget.script("host.now = args", json!(NOW)).await?;
        widget.wait_until_ready().await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        site.only_arrival("zx-tour").map(drop)
    })
}

#[test]
fn without_a_language_it_speaks_the_browsers() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let page = std::fs::read_to_string(saddle_tests::dist_folder().join("embed.html"))?;
        // A browser whose visitor reads Italian before Korean.
        let languages =
            "<script>Object.defineProperty(navigator, 'languages', { value: ['it', 'ko'] })</script>";
        site.put("/embed.html", File::html(page.replacen("<body>", &format!("<body>{languages}"), 1)));
        for (parameters, name) in [(&[][..], "마식령 마라톤"), (&[("lang", "en")][..], "Masikryong Marathon")]
        {
            let _builder = open(browser, &frame(&source(&site, parameters)?, "")).await?;
            browser.enter_frame().await?;
            let is_named = "return root?.querySelector('.race-name')?.innerText === args";
            Widget::first(browser).wait_for(is_named, json!(name)).await?;
            browser.leave_frame().await?;
        }
        Ok(())
    })
}

#[test]
fn it_is_called_what_the_race_is_called_in_the_language_that_is_shown() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        for parameters in [&[][..], &[("lang", "ko")]] {
            let _builder = open(browser, &frame(&source(&site, parameters)?, "")).await?;
            browser.enter_frame().await?;
            let widget = Widget::first(browser);
            widget.wait_until_ready().await?;
            let is_called = async |name: &str, language: &str| {
                let body = "return document.title === arguments[0] && document.documentElement.lang === arguments[1]";
                browser.wait_for(body, vec![json!(name), json!(language)], PATIENCE).await.map(drop)
            };
            match parameters {
                [] => is_called("Masikryong Marathon", "en").await?,
                _ => is_called("마식령 마라톤", "ko").await?,
            }
            let choose = "const select = root.querySelector('.language');
                          select.value = args;
                          select.dispatchEvent(new Event('change'))";
            widget.script(choose, json!("zh-Hans")).await?;
            is_called("马息岭马拉松", "zh-Hans").await?;
            // Without one that is asked for it is the visitor's, not the one that the page has by now.
            browser.leave_frame().await?;
            for language in [json!("ko"), Value::Null] {
                let message = json!({ "type": "saddle-set", "name": "lang", "value": language });
                browser.script(SEND, vec![message]).await?;
            }
            browser.enter_frame().await?;
            is_called("Masikryong Marathon", "en").await?;
            browser.script("sessionStorage.clear()", Vec::new()).await?;
            browser.leave_frame().await?;
        }
        Ok(())
    })
}

#[test]
fn it_is_legible_on_whatever_page() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        // Each with the lightness of text and ground, of 255.
        for (theme, is_dark) in [(None, false), (Some("light"), false), (Some("dark"), true)] {
            let parameters = theme.map(|theme| ("theme", theme));
            let inside = frame(&source(&site, parameters.as_slice())?, "");
            let _builder =
                open(browser, &format!("<style>body {{ background: #111 }}</style>{inside}")).await?;
            browser.enter_frame().await?;
            let widget = Widget::first(browser);
            widget.wait_until_ready().await?;
            let is_so = "const lightness = (colour) => {
                           const [red, green, blue, alpha = 1] = colour.match(/[0-9.]+/g).map(Number);
                           return alpha < 1 ? undefined : 0.21 * red + 0.72 * green + 0.07 * blue;
                         };
                         const style = (element) => getComputedStyle(element);
                         const text = lightness(style(root.querySelector('.race-name')).color);
                         const grounds = [root.querySelector('.saddle'), document.documentElement]
                           .map((element) => lightness(style(element).backgroundColor));
                         const [light, dark] = args ? [[text], grounds] : [grounds, [text]];
                         return light.every((value) => value > 180) && dark.every((value) => value < 60)";
            assert_eq!(widget.script(is_so, json!(is_dark)).await?, json!(true), "{theme:?}");
            if theme.is_none() {
                browser.leave_frame().await?;
                let dark = json!({ "type": "saddle-set", "name": "theme", "value": "dark" });
                browser.script(SEND, vec![dark]).await?;
                browser.enter_frame().await?;
                widget.wait_for(is_so, json!(true)).await?;
                browser.leave_frame().await?;
                let none = json!({ "type": "saddle-set", "name": "theme", "value": null });
                browser.script(SEND, vec![none]).await?;
                browser.enter_frame().await?;
                widget.wait_for(is_so, json!(false)).await?;
            }
            browser.leave_frame().await?;
        }
        Ok(())
    })
}

#[test]
fn a_race_that_cannot_be_shown_leaves_a_link_and_a_height() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let (site, elsewhere) = (Site::new()?.start().await?, Site::new()?.start().await?);
        // An event that is not there, and a widget that is not.
        for missing in ["/event.json", &saddle_tests::built("_bg.wasm")?] {
            site.put(missing, File::missing());
            elsewhere.put(missing, File::missing());
            let event = format!("{}/event.json", elsewhere.origin());
            let mut url = Url::parse(&site.origin())?.join("embed.html")?;
            url.query_pairs_mut().append_pair("event", &event);
            let _builder = open(browser, &frame(&url, "")).await?;
            let heard = "return told.some(({ type }) => type === 'saddle-error') &&
                           told.findLast(({ type }) => type === 'saddle-height')?.height";
            let height = browser.wait_for(heard, Vec::new(), PATIENCE).await?;
            assert!((10..200).contains(&height.as_u64().context("a height")?), "{height}");
            browser.enter_frame().await?;
            let link = "const link = document.querySelector('saddle-race > a');
                        return link.checkVisibility() && link.href";
            assert_eq!(browser.script(link, Vec::new()).await?, json!(format!("{}/", elsewhere.origin())));
            browser.leave_frame().await?;
            site.put_back(missing);
        }
        Ok(())
    })
}

#[test]
fn the_page_in_it_is_clean() -> Result<()> {
    let Some(axe) = axe()? else { return Ok(()) };
    run(async |browser| {
        for engine in [Engine::Firefox, Engine::WebKit] {
            browser.skip_in(engine, "axe-core")?;
        }
        browser.expect_errors();
        let site = Site::new()?.start().await?;
        for (theme, sandbox) in [("light", ""), ("dark", "sandbox=\"allow-scripts\"")] {
            let source = source(&site, &[("theme", theme), ("lang", "ko")])?;
            let _builder = open(browser, &frame(&source, sandbox)).await?;
            browser.enter_frame().await?;
            let widget = Widget::first(browser);
            widget.wait_until_ready().await?;
            assert_framed_page_clean(browser, &axe, &format!("{theme}, at first sight")).await?;
            widget.send().await?;
            widget.wait_until_focused("error-summary").await?;
            assert_framed_page_clean(browser, &axe, &format!("{theme}, with mistakes")).await?;
            browser.leave_frame().await?;
        }
        // What stands there if the race cannot be shown.
        site.put("/event.json", File::missing());
        let _builder = open(browser, &frame(&source(&site, &[])?, "")).await?;
        browser.wait("return told.some(({ type }) => type === 'saddle-error')").await?;
        browser.enter_frame().await?;
        assert_framed_page_clean(browser, &axe, "without the race").await
    })
}

/// A site whose first desk has only a mailbox, in a frame; the mail is about to be written.
async fn open_with_mail(browser: &Browser, attributes: &str) -> Result<[Site; 2]> {
    let by_mail = |event: &mut Value| set_delivery(event, "zx-tour", json!({ "type": "mailto" }));
    let site = Site::new()?.event(by_mail).start().await?;
    let builder = open(browser, &frame(&source(&site, &[])?, attributes)).await?;
    browser.enter_frame().await?;
    let widget = Widget::first(browser);
    widget.wait_until_ready().await?;
    assert_eq!(widget.sign_up(CHONGQING).await?, "mail");
    Ok([site, builder])
}

/// How often Chromium has said that a sandbox keeps a mail program shut.
async fn times_blocked(browser: &Browser) -> Result<usize> {
    let console = browser.console().await?;
    Ok(console.iter().filter(|line| line.text.contains("external protocol blocked by sandbox")).count())
}

#[test]
fn a_mail_program_is_opened_where_the_sandbox_allows_it() -> Result<()> {
    run(async |browser| {
        // The others do not say what became of it.
        for engine in [Engine::Firefox, Engine::WebKit] {
            browser.skip_in(engine, "word of a mail program that a sandbox keeps shut")?;
        }
        browser.expect_errors();
        let press_in = async |allowed: &str| {
            let sites = open_with_mail(browser, &format!("sandbox=\"allow-scripts {allowed}\"")).await?;
            // By the time that a page is there and filled in, whatever the one before has caused is said.
            assert_eq!(times_blocked(browser).await?, 0);
            Widget::first(browser).click(".offers a").await?;
            browser.leave_frame().await?;
            anyhow::Ok(sites)
        };
        for allowed in [
            "allow-popups",
            "allow-top-navigation",
            "allow-top-navigation-by-user-activation",
            "allow-top-navigation-to-custom-protocols",
        ] {
            press_in(allowed).await?;
        }
        let all_others =
            "allow-same-origin allow-forms allow-modals allow-downloads allow-popups-to-escape-sandbox";
        let _sites = press_in(all_others).await?;
        let is_said = async || Ok((times_blocked(browser).await? == 1).then_some(()));
        until("a word of the sandbox", PATIENCE, is_said).await
    })
}

#[test]
fn a_visitor_copies_where_the_page_around_allows_it() -> Result<()> {
    run(async |browser| {
        for engine in [Engine::Firefox, Engine::WebKit] {
            browser.skip_in(engine, "a clipboard of which the page around decides")?;
        }
        browser.expect_errors();
        for (attributes, is_copied) in [
            ("", false),
            ("allow=\"clipboard-write\"", true),
            ("allow=\"clipboard-write\" sandbox=\"allow-scripts\"", true),
        ] {
            let _sites = open_with_mail(browser, attributes).await?;
            let widget = Widget::first(browser);
            widget.click("[data-action=copy]").await?;
            let said = "return root.querySelector('.offers .progress').innerText || null";
            let said = widget.wait_for(said, Value::Null).await?;
            let is_open = widget.count(".fallback details[open]").await? == 1;
            assert_eq!(is_open, !is_copied, "{attributes}: {said}");
            browser.leave_frame().await?;
        }
        Ok(())
    })
}
