//! The race as HTML that needs no script, and how the widget takes its place.

use crate::axe::{assert_clean, axe};
use anyhow::Result;
use axum::http::header::CONTENT_SECURITY_POLICY;
use saddle_tests::visitor::CHONGQING;
use saddle_tests::{Browser, File, PATIENCE, Site, Widget, holding, run, until};
use serde_json::{Value, json};
use url::Url;
use xtask::snippet::{Options, snippet};

/// Where the page with the snippet is.
const PAGE: &str = "/static.html";

/// Hears of everything that is moved by something else (<https://wicg.github.io/layout-instability/>).
const WATCH_SHIFTS: &str = "<script>
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries())
        shifts.push([value, ...sources.map(({ node }) => node?.localName ?? '')]);
    }).observe({ type: 'layout-shift', buffered: true });
</script>";

/// The snippet of a site's own event, for the desk that takes forms.
fn of(site: &Site, saddle: bool) -> Result<String> {
    snippet(&options(site, saddle)?)
}

fn options(site: &Site, saddle: bool) -> Result<Options> {
    let origin = Url::parse(&site.origin())?;
    Ok(Options {
        event: concat!(env!("CARGO_MANIFEST_DIR"), "/../public/events/masikryong/event.json").into(),
        url: Some(origin.join("event.json")?),
        saddle: saddle.then_some(origin),
        distance: None,
        language: "en".to_owned(),
        desk: Some("zx-tour".to_owned()),
        partner: Some("longway".to_owned()),
        mail: false,
    })
}

fn page(head: &str, body: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>A partner</title>{head}<body>{body}\
         <footer id=\"below\">What the partner says below.</footer></body></html>"
    )
}

/// Fills in the plain form, and presses its button.
async fn sign_up_plainly(browser: &Browser) -> Result<()> {
    for (name, answer) in [
        ("name", "李雪梅"),
        ("email", "li.xuemei@example.org"),
        ("nationality", "China"),
        ("residence", "China"),
        ("remarks", "我吃素。"),
    ] {
        browser.type_into(&format!("saddle-race form [name={name}]"), answer).await?;
    }
    // How a day is typed is the browser's language's.
    let choose = "const form = document.querySelector('saddle-race form');
                  form.date_of_birth.value = '1990-11-09';
                  form.distance.value = '10k';
                  form.payment.value = 'card';";
    browser.script(choose, Vec::new()).await?;
    browser.click_on("saddle-race form [name=consent]").await?;
    browser.click_on("saddle-race form button").await
}

async fn assert_it_arrived(site: &Site) -> Result<()> {
    let arrival = until("the sign-up", PATIENCE, async || Ok(site.arrivals("zx-tour")?.pop())).await?;
    for (name, value) in [
        ("event", "masikryong-2015"),
        ("desk", "zx-tour"),
        ("partner", "longway"),
        ("language", "en"),
        ("distance", "10k"),
        ("name", "李雪梅"),
        ("email", "li.xuemei@example.org"),
        ("residence", "China"),
        ("date_of_birth", "1990-11-09"),
        ("payment", "card"),
        ("consent", "yes"),
    ] {
        assert_eq!(arrival.entries.get(name), Some(value), "{name}");
    }
    Ok(())
}

#[test]
fn it_is_read_and_sent_where_no_script_may_run() -> Result<()> {
    run(async |browser| {
        // The page's policy drops the style attribute; nothing of the snippet needs it.
        browser.expect_errors();
        let site = Site::new()?.start().await?;
        let policy = format!("default-src 'none'; form-action {}", site.origin());
        let html = page("", &of(&site, false)?);
        site.put(PAGE, File::html(html).header(CONTENT_SECURITY_POLICY, policy));
        browser.goto(&format!("{}{PAGE}", site.origin())).await?;
        let seen = "const svg = document.querySelector('saddle-race svg'), box = svg.getBoundingClientRect();
                    return [customElements.get('saddle-race') === undefined, box.width > 300 && box.height > 150,
                      document.querySelector('saddle-race table').innerText.includes('42 km'),
                      document.querySelector('[name=topic]').checkVisibility(),
                      document.documentElement.scrollWidth <= document.documentElement.clientWidth]";
        for width in [1200, 360] {
            browser.resize(width, 800).await?;
            let seen = browser.script(seen, Vec::new()).await?;
            assert_eq!(seen, json!([true, true, true, false, true]), "at {width} px");
        }
        sign_up_plainly(browser).await?;
        assert_it_arrived(&site).await
    })
}

#[test]
fn the_widget_takes_its_place_and_nothing_jumps() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        // From the start: a moment that is set later opens sign-ups that were over, with a button for them.
        let now = "<saddle-race now=\"2015-08-12T12:00:00+08:00\" ";
        let html = of(&site, true)?.replacen("<saddle-race ", now, 1);
        site.put(PAGE, File::html(page(WATCH_SHIFTS, &html)));
        for (width, height) in [(1200, 900), (360, 700)] {
            browser.resize(width, height).await?;
            browser.goto(&format!("{}{PAGE}", site.origin())).await?;
            browser.script("sessionStorage.clear()", Vec::new()).await?;
            let drawn = "return performance.getEntriesByName('saddle:drawn').length > 0";
            browser.wait_for(drawn, Vec::new(), PATIENCE).await?;
            // What is painted in the next frame is in the record of the one after.
            let frames =
                "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
                            requestAnimationFrame(() => done(shifts)))))";
            assert_eq!(browser.script(frames, Vec::new()).await?, json!([]), "at {width} px");
            let hidden = "return document.querySelector('saddle-race > h2').getBoundingClientRect().height";
            assert_eq!(browser.script(hidden, Vec::new()).await?, json!(0));
        }
        browser.resize(1200, 900).await?;
        let widget = Widget::first(browser);
        widget.wait_until_ready().await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        assert_eq!(site.only_arrival("zx-tour")?.entries.get("partner"), Some("longway"));
        Ok(())
    })
}

#[test]
fn it_is_clean_with_and_without_the_widget() -> Result<()> {
    let Some(axe) = axe()? else { return Ok(()) };
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let address = format!("{}{PAGE}", site.origin());
        for (language, mail) in [("en", false), ("en", true), ("ar", false)] {
            let language = language.to_owned();
            let when = format!("in {language}, {}", if mail { "for a mail" } else { "with a form" });
            let html = snippet(&Options { language, mail, ..options(&site, false)? })?;
            site.put(PAGE, File::html(page("", &html)));
            for width in [1200, 320] {
                browser.resize(width, 800).await?;
                browser.goto(&address).await?;
                assert_clean(browser, &axe, &format!("{when}, {width} px")).await?;
            }
        }
        browser.resize(1200, 900).await?;
        site.put(PAGE, File::html(page("", &of(&site, true)?)));
        browser.goto(&address).await?;
        let widget = Widget::first(browser);
        widget.script("host.now = '2015-08-12T12:00:00+08:00'", Value::Null).await?;
        widget.wait_until_ready().await?;
        assert_clean(browser, &axe, "the widget in its place").await
    })
}

#[test]
fn what_was_typed_into_the_plain_form_stays_there() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        // The site may be gone when the browser asks for an icon of the desk's answer.
        browser.expect_errors();
        let second = r#"<saddle-race id="second" loading="eager" event="/event.json"></saddle-race>"#;
        site.put(PAGE, File::html(page("", &format!("{}{second}", of(&site, false)?))));
        browser.goto(&format!("{}{PAGE}", site.origin())).await?;
        browser.type_into("saddle-race form [name=profile]", "li-runs").await?;
        let load =
            "document.body.append(Object.assign(document.createElement('script'), { src: '/saddle.js' }))";
        browser.script(load, Vec::new()).await?;
        // Both wait for the same files; the second comes after the first in every step.
        Widget::at(browser, "#second")
            .wait_for("return !!root?.querySelector('.saddle')?.checkVisibility()", Value::Null)
            .await?;
        assert_eq!(Widget::first(browser).count(".saddle").await?, 0);
        let typed = "return document.querySelector('saddle-race form').profile.value";
        assert_eq!(browser.script(typed, Vec::new()).await?, "li-runs");
        sign_up_plainly(browser).await?;
        assert_it_arrived(&site).await
    })
}

#[test]
fn what_was_chosen_while_the_widget_was_on_its_way_stays_too() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let second = r#"<saddle-race id="second" loading="eager" event="/event.json"></saddle-race>"#;
        site.put(PAGE, File::html(page(&holding("event.json"), &format!("{}{second}", of(&site, true)?))));
        browser.goto(&format!("{}{PAGE}", site.origin())).await?;
        // The widget is here, and waits for the event.
        for race in ["saddle-race", "#second"] {
            Widget::at(browser, race).wait_for("return !!root?.querySelector('div')", Value::Null).await?;
        }
        let choose = "document.querySelector('saddle-race form').payment.selectedIndex = 1; release();";
        browser.script(choose, Vec::new()).await?;
        Widget::at(browser, "#second")
            .wait_for("return !!root?.querySelector('.saddle')?.checkVisibility()", Value::Null)
            .await?;
        let first = Widget::first(browser);
        first.wait_for("return !root.querySelector('div')", Value::Null).await?;
        let seen = "return document.querySelector('saddle-race form').checkVisibility()";
        assert_eq!(browser.script(seen, Vec::new()).await?, json!(true));

        // A form that nobody has touched gives way, whatever is chosen in it by default.
        browser.goto(&format!("{}{PAGE}", site.origin())).await?;
        browser.script("release()", Vec::new()).await?;
        first.wait_for("return !!root?.querySelector('.saddle')?.checkVisibility()", Value::Null).await?;
        assert_eq!(browser.script(seen, Vec::new()).await?, json!(false));
        Ok(())
    })
}
