//! The examples, built with the package for npm, as their visitors meet them.

use crate::axe::{assert_page_clean, axe};
use anyhow::Result;
use saddle_tests::visitor::CHONGQING;
use saddle_tests::{Browser, File, PATIENCE, Site, Widget, run};
use serde_json::{Value, json};
use std::path::PathBuf;

/// The folder of a built example; nothing, after saying so, where it is not built.
fn built(example: &str) -> Option<PathBuf> {
    let folder =
        PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../examples")).join(example).join("dist");
    if folder.is_dir() {
        return Some(folder);
    }
    println!(
        "skipped: the example for {example} is not built; `cargo xtask test` builds it where there is npm"
    );
    None
}

/// A site with the example that needs no build.
async fn plain_site() -> Result<Site> {
    let page = include_str!("../../examples/plain/index.html");
    Site::new()?.file("/plain.html", File::html(page)).start().await
}

/// Signs up by an example: the framework's state and the widget's follow each other, and the page hears of the sign-up.
fn sign_up_by(example: &str) -> Result<()> {
    let Some(folder) = built(example) else { return Ok(()) };
    run(async |browser| {
        let site = Site::new()?.folder(folder).start().await?;
        browser.goto(&site.origin()).await?;
        let widget = Widget::first(browser);
        widget.wait_until_ready().await?;
        let shown = "return root.querySelector('.picker input:checked').value";
        assert_eq!(widget.script(shown, Value::Null).await?, json!("21k"));

        // The page's own button leads the widget, and the widget's the page.
        let press =
            "[...document.querySelectorAll('button')].find((button) => button.textContent === '42k').click()";
        widget.script(press, Value::Null).await?;
        widget.wait_for(&shown.replace(".value", ".value === '42k'"), Value::Null).await?;
        widget.choose_distance("5k").await?;
        let pressed = "return document.querySelector('button[aria-pressed=true]').textContent === '5k'";
        widget.wait_for(pressed, Value::Null).await?;

        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        let arrival = site.only_arrival("zx-tour")?;
        assert_eq!(arrival.entries.get("name"), Some("李雪梅"));
        assert_eq!(arrival.entries.get("distance"), Some("10k"));
        let told = "return document.querySelector('p[role=status]')?.textContent";
        let told = widget.wait_for(told, Value::Null).await?;
        let reference =
            widget.script("return root.querySelector('[data-outcome]').innerText", Value::Null).await?;
        let told = told.as_str().unwrap_or_default().trim_start_matches("Signed up: ").to_owned();
        assert!(
            !told.is_empty() && reference.as_str().is_some_and(|panel| panel.contains(&told)),
            "{told}: {reference}"
        );
        Ok(())
    })
}

#[test]
fn react() -> Result<()> {
    sign_up_by("react")
}

#[test]
fn vue() -> Result<()> {
    sign_up_by("vue")
}

#[test]
fn svelte() -> Result<()> {
    sign_up_by("svelte")
}

#[test]
fn plain_html() -> Result<()> {
    run(async |browser| {
        let site = plain_site().await?;
        browser.goto(&format!("{}/plain.html", site.origin())).await?;
        let widget = Widget::first(browser);
        widget.wait_until_ready().await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        site.only_arrival("zx-tour")?;
        widget
            .wait_for(
                "return document.querySelector('#thanks').textContent.startsWith('Signed up: ')",
                Value::Null,
            )
            .await?;
        Ok(())
    })
}

/// A whole page is clean at first sight and after a visitor's mistakes.
async fn assert_stays_clean(browser: &Browser, axe: &str, address: &str) -> Result<()> {
    browser.goto(address).await?;
    let widget = Widget::first(browser);
    widget.wait_until_ready().await?;
    assert_page_clean(browser, axe, &format!("{address}, at first sight")).await?;
    widget.send().await?;
    widget.wait_until_focused("error-summary").await?;
    assert_page_clean(browser, axe, &format!("{address}, with mistakes")).await
}

#[test]
fn each_of_them_is_clean_as_a_whole_page() -> Result<()> {
    let Some(axe) = axe()? else { return Ok(()) };
    run(async |browser| {
        let site = plain_site().await?;
        assert_stays_clean(browser, &axe, &format!("{}/plain.html", site.origin())).await?;
        for example in ["react", "vue", "svelte"] {
            let Some(folder) = built(example) else { continue };
            let site = Site::new()?.folder(folder).start().await?;
            assert_stays_clean(browser, &axe, &format!("{}/?{example}", site.origin())).await?;
        }
        Ok(())
    })
}

#[test]
fn a_folder_without_the_widget_is_named_with_what_is_missing() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let page = r#"<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title></head><body>
            <saddle-race event="event.json"><a href="mailto:run@example.org">Sign up by e-mail</a></saddle-race>
            <script type="module">
              import { defineSaddleRace } from "./index.js";
              document.addEventListener("saddle-error", ({ detail }) => { window.reason = detail.reason; });
              defineSaddleRace("/nowhere").catch(({ message }) => { window.message = message; });
            </script></body></html>"#;
        let module = include_str!("../../npm/index.js");
        let site = Site::new()?
            .file("/page.html", File::html(page))
            .file("/index.js", File::new("text/javascript", module))
            .start()
            .await?;
        browser.goto(&format!("{}/page.html", site.origin())).await?;
        let told = "return window.message && [window.message, window.reason]";
        let told = browser.wait_for(told, Vec::new(), PATIENCE).await?;
        let said = told[0].as_str().unwrap_or_default();
        assert!(said.contains("/nowhere/saddle.mjs") && said.contains("npx saddle-race copy"), "{said}");
        assert_eq!(told[0], told[1]);
        Ok(())
    })
}
