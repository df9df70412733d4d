//! Host pages that mean no harm and do a lot of it: styles for everything, libraries of old that change what is built in.

use crate::axe::{assert_clean, axe};
use anyhow::Result;
use axum::http::header::CONTENT_SECURITY_POLICY;
use saddle_tests::visitor::CHONGQING;
use saddle_tests::{Browser, Engine, File, HostPage, Site, Widget, run};
use serde_json::{Value, json};

/// The widget is drawn and legible, is clean, and takes a sign-up.
async fn assert_works(browser: &Browser, page: &HostPage, what: &str) -> Result<()> {
    let site = Site::new()?.start().await?;
    let widget = site.open(browser, page).await?;
    assert_sane(&widget, what).await?;
    if let Some(axe) = axe()? {
        assert_clean(browser, &axe, what).await?;
    }
    assert_eq!(widget.sign_up(CHONGQING).await?, "accepted", "{what}");
    let arrival = site.only_arrival("zx-tour")?;
    assert_eq!(arrival.entries.get("name"), Some("李雪梅"), "{what}");
    assert_eq!(arrival.entries.get("remarks"), Some("我吃素。\n第一次跑山。"), "{what}");
    for trouble in ["error", "unhandledrejection", "saddle-error"] {
        assert_eq!(browser.heard_of(trouble).await?, [], "{what}");
    }
    Ok(())
}

async fn assert_sane(widget: &Widget<'_>, what: &str) -> Result<()> {
    let seen = "const page = document.documentElement;
         const style = (selector) => getComputedStyle(root.querySelector(selector));
         const box = (selector) => root.querySelector(selector).getBoundingClientRect();
         return {
           display: style('.saddle').display, button: style('button[part~=submit]').display,
           plot: box('.profile svg').width / box('.saddle').width, over: page.scrollWidth - page.clientWidth,
         }";
    let seen = widget.script(seen, Value::Null).await?;
    assert_eq!(seen["display"], "block", "{what}: {seen}");
    assert_ne!(seen["button"], "none", "{what}: {seen}");
    assert!(seen["plot"].as_f64() > Some(0.8), "{what}: {seen}");
    assert!(seen["over"].as_f64() <= Some(0.0), "{what}: {seen}");
    Ok(())
}

/// The size of the widget's text in CSS pixels.
async fn text_size(widget: &Widget<'_>) -> Result<String> {
    let size =
        widget.script("return getComputedStyle(root.querySelector('.saddle')).fontSize", Value::Null).await?;
    Ok(size.as_str().unwrap_or_default().to_owned())
}

fn styled(style: &str) -> HostPage {
    HostPage { head: format!("<style>{style}</style>"), ..HostPage::default() }
}

#[test]
fn everything_unset_with_importance() -> Result<()> {
    run(async |browser| {
        let page = styled("* { all: unset !important } *::before { content: 'x' !important }");
        assert_works(browser, &page, "all: unset").await
    })
}

#[test]
fn everything_made_loud() -> Result<()> {
    run(async |browser| {
        let page = styled(
            "body * { float: left !important; text-transform: uppercase !important; line-height: 3 !important;
               letter-spacing: 1em !important; visibility: hidden !important; white-space: nowrap !important }
             saddle-race { visibility: visible !important; float: none !important; width: auto !important }
             input, button, select, textarea, label, svg, svg * { display: none !important; fill: red !important }",
        );
        assert_works(browser, &page, "loud").await
    })
}

#[test]
fn a_root_whose_font_is_tiny_or_huge() -> Result<()> {
    run(async |browser| {
        for (root, body, expected) in
            [("62.5%", "1.6rem", "16px"), ("40px", "16px", "16px"), ("300%", "1em", "48px")]
        {
            let page = styled(&format!("html {{ font-size: {root} }} body {{ font-size: {body} }}"));
            let site = Site::new()?.start().await?;
            let widget = site.open(browser, &page).await?;
            // As large as the page's own text.
            assert_eq!(text_size(&widget).await?, expected, "{root}");
            let button =
                "return parseFloat(getComputedStyle(root.querySelector('button[part~=submit]')).minHeight)";
            let button = widget.script(button, Value::Null).await?;
            assert!(button.as_f64() >= Some(44.0), "{root}: the button is {button} px high");
        }
        for root in ["62.5%", "300%"] {
            let body = if root == "300%" { "1em" } else { "1.6rem" };
            let page = styled(&format!("html {{ font-size: {root} }} body {{ font-size: {body} }}"));
            assert_works(browser, &page, root).await?;
        }
        Ok(())
    })
}

#[test]
fn a_page_from_right_to_left() -> Result<()> {
    run(async |browser| {
        let page = HostPage {
            head: "<style>body { direction: rtl; text-align: right; writing-mode: horizontal-tb }</style>
                   <script>addEventListener('DOMContentLoaded', () => document.body.dir = 'rtl')</script>"
                .to_owned(),
            ..HostPage::default()
        };
        assert_works(browser, &page, "right to left").await
    })
}

/// What libraries of 2008 did to a page (MooTools 1.2, Prototype 1.6), with a little more.
const OLD_LIBRARIES: &str = r#"<script>
    for (const made of [Array, String, Number, Function, Date, RegExp, Boolean, Element, NodeList, Promise, Map]) {
      for (const name of ["each", "include", "extend", "implement", "toJSON_", "inject", "size", "clean", "$family"])
        made.prototype[name] = function () { return this; };
    }
    for (const name of ["extend", "hasKey", "forEachKey"]) Object.prototype[name] = function () { return this; };
    Array.prototype.toJSON = function () { return "[" + this.map(JSON.stringify).join(", ") + "]"; };
    String.prototype.toJSON = function () { return '"' + this + '"'; };
    Array.from = function (list) { const all = []; for (let i = 0; i < (list ? list.length || 0 : 0); i++) all.push(list[i]); return all; };
    Function.prototype.bind = function (that, ...given) { const bound = this; return function () { return bound.apply(that, [...given, ...arguments]); }; };
    const { stringify } = JSON;
    JSON.stringify = function (value, ...more) {
      return value && typeof value.toJSON === "function" && !Array.isArray(value) ? stringify(value.toJSON(), ...more) : stringify(value, ...more);
    };
    window.Event = function Event(event) { this.event = event; };
    window.$ = window.$$ = function () { return null; };
    window.name = "saddle";
</script>"#;

#[test]
fn old_libraries_that_change_what_is_built_in() -> Result<()> {
    run(async |browser| {
        // It uses the page's own JSON for what it answers.
        browser.skip_in(Engine::WebKit, "texts from a page that changes JSON")?;
        let page = HostPage { head: OLD_LIBRARIES.to_owned(), ..HostPage::default() };
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &page.with(r#"lang="ko""#)).await?;
        // Words of every chunk, also those that travel as JSON.
        widget
            .script(
                "root.querySelectorAll('.more summary').forEach((summary) => summary.click())",
                Value::Null,
            )
            .await?;
        widget.wait_for("return [...root.querySelectorAll('.more .disclosed')].every((part) => part.childElementCount > 0)", Value::Null).await?;
        let plan = "return [...root.querySelectorAll('.more .disclosed')].some((part) => /[가-힣]/.test(part.innerText))";
        widget.wait_for(plan, Value::Null).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        let arrival = site.only_arrival("zx-tour")?;
        assert_eq!(arrival.entries.get("name"), Some("李雪梅"));
        assert_eq!(arrival.entries.get("remarks"), Some("我吃素。\n第一次跑山。"));
        Ok(())
    })
}

#[test]
fn nothing_is_left_in_the_pages_names() -> Result<()> {
    run(async |browser| {
        let page = HostPage {
            head: "<script>window.namesBefore = null; window.namesBefore = Object.getOwnPropertyNames(window)</script>".to_owned(),
            ..HostPage::default()
        };
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &page).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        // The driver has names of its own; an element's id in the page would be one too.
        let left = "return Object.getOwnPropertyNames(window).filter((name) =>
                      !namesBefore.includes(name) && !/^(cdc_|se_|\\$cdc_|ret_nodes|[0-9]+$)/.test(name))";
        assert_eq!(browser.script(left, Vec::new()).await?, json!([]));
        let changed = "return [document.cookie, document.body.className, document.documentElement.getAttributeNames().join(),
                         document.querySelectorAll('body > *').length, document.adoptedStyleSheets.length]";
        assert_eq!(browser.script(changed, Vec::new()).await?, json!(["", "", "lang", 1, 0]));
        Ok(())
    })
}

#[test]
fn where_no_script_may_run_the_link_is_what_is_seen() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = Site::new()?.start().await?;
        let blocked = HostPage { policy: Some("script-src 'none'".to_owned()), ..HostPage::default() };
        let widget = site.open_failing(browser, &blocked).await?;
        assert!(widget.is_fallback_link_seen().await?);
        assert_eq!(browser.heard_of("securitypolicyviolation").await?.len(), 1);

        let elsewhere = HostPage { policy: Some("connect-src 'none'".to_owned()), ..HostPage::default() };
        let widget = site.open_failing(browser, &elsewhere).await?;
        browser.wait_to_hear("saddle-error").await?;
        assert!(widget.is_fallback_link_seen().await?);

        site.serve(&HostPage::default());
        let frame = format!(
            "<!doctype html><html lang=\"en\"><title>x</title><iframe sandbox src=\"{}/partner.html\"></iframe></html>",
            site.origin()
        );
        let around = Site::new()?.file("/frame.html", File::html(frame)).start().await?;
        browser.goto(&format!("{}/frame.html", around.origin())).await?;
        browser.enter_frame().await?;
        assert!(Widget::first(browser).is_fallback_link_seen().await?);
        Ok(())
    })
}

#[test]
fn under_the_strictest_policy_it_is_clean_for_assistive_technology() -> Result<()> {
    let Some(axe) = axe()? else { return Ok(()) };
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let origin = site.origin();
        let policy = format!(
            "default-src 'none'; script-src {origin} 'wasm-unsafe-eval'; connect-src {origin}; style-src 'none'; \
             require-trusted-types-for 'script'"
        );
        site.open(browser, &HostPage { policy: Some(policy), ..HostPage::default() }).await?;
        assert_clean(browser, &axe, "strict").await?;

        // The same in a frame of another origin without storage.
        let page = std::fs::read(saddle_tests::dist_folder().join("embed.html"))?;
        site.put(
            "/embed.html",
            File::html(page).header(
                CONTENT_SECURITY_POLICY,
                format!("frame-ancestors *; img-src data:; script-src {origin} 'wasm-unsafe-eval'"),
            ),
        );
        let source = format!("{origin}/embed.html?event=event.json&now=2015-08-12T12:00:00%2B08:00");
        let frame = format!(
            "<!doctype html><html lang=\"en\"><title>x</title><iframe title=\"Race\" sandbox=\"allow-scripts\" width=\"900\" height=\"700\" src=\"{source}\"></iframe></html>"
        );
        let around = Site::new()?.file("/frame.html", File::html(frame)).start().await?;
        browser.goto(&format!("{}/frame.html", around.origin())).await?;
        browser.enter_frame().await?;
        Widget::first(browser).wait_until_ready().await?;
        assert_clean(browser, &axe, "in a sandboxed frame").await
    })
}

#[test]
fn a_page_that_frames_what_has_the_focus_frames_no_widget() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &styled(":focus { outline: 5px solid red !important }")).await?;
        // Not the form, which then fetches what sends it.
        widget.script("root.querySelector('.language').focus()", Value::Null).await?;
        let outline = "return getComputedStyle(host).outlineStyle";
        assert_eq!(widget.script(outline, Value::Null).await?, json!("none"));
        Ok(())
    })
}
