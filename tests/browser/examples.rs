//! The examples, built with the package for npm, as their visitors meet them.

use anyhow::{Result, ensure};
use saddle_tests::visitor::CHONGQING;
use saddle_tests::{File, Site, Widget, run};
use serde_json::{Value, json};
use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::Command;

/// Signs up by an example: the framework's state and the widget's follow each other, and the page hears of the sign-up.
fn sign_up_by(example: &str) -> Result<()> {
    let folder =
        PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../examples")).join(example).join("dist");
    if !folder.is_dir() {
        println!(
            "skipped: the example for {example} is not built; `cargo xtask test` builds it where there is npm"
        );
        return Ok(());
    }
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
        let page = include_str!("../../examples/plain/index.html");
        let site = Site::new()?.file("/plain.html", File::html(page)).start().await?;
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

/// The page that WordPress would print with the example's block on it, on a site whose administrator has named this loader;
/// nothing where there is no PHP.
fn wordpress_page(attributes: &Value, loader: &str) -> Result<Option<String>> {
    let tests = env!("CARGO_MANIFEST_DIR");
    let mut php = Command::new("php");
    php.arg(format!("{tests}/browser/wordpress.php"))
        .arg(format!("{tests}/../examples/wordpress/saddle-race"));
    php.arg(attributes.to_string()).arg(json!({ "saddle_race_loader": loader }).to_string());
    let output = match php.output() {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        output => output?,
    };
    let (page, complaints) = (String::from_utf8(output.stdout)?, String::from_utf8_lossy(&output.stderr));
    ensure!(output.status.success() && complaints.is_empty(), "PHP: {complaints}{page}");
    Ok(Some(page))
}

#[test]
fn a_wordpress_block() -> Result<()> {
    run(async |browser| {
        // The block sets no clock: the race is far off by the browser's.
        let site = Site::new()?.event(|event| event["date"] = json!("2099-10-04")).start().await?;
        let address = |file: &str| format!("{}/{file}", site.origin());
        let attributes = json!({
            "event": format!(" {} ", address("event.json")), "distance": "10k",
            "fallback": "run@example.org", "partner": "\"><script>alert(1)</script>", "style": "color:red",
            // Whoever may write a post may write this into it, and may not run a script on the site.
            "loader": "https://evil.example/evil.js", "saddle_race_loader": "https://evil.example/evil.js",
        });
        let Some(page) = wordpress_page(&attributes, &address("saddle.js"))? else {
            println!("skipped: there is no PHP here");
            return Ok(());
        };
        assert!(!page.contains("<script>") && !page.contains("color:red"), "{page}");
        assert!(!page.contains("evil.example"), "{page}");
        // Without an event, or on a site that has not said where the loader is, a block prints nothing.
        let no_event = wordpress_page(&json!({ "event": " " }), &address("saddle.js"))?;
        for loader in ["", "javascript:alert(1)"] {
            let page = wordpress_page(&attributes, loader)?.unwrap_or_default();
            assert!(!page.contains("saddle") && !page.contains("evil.example"), "{page}");
        }
        let no_event = no_event.unwrap_or_default();
        assert!(!no_event.contains("saddle"), "{no_event}");

        let partner = Site::new()?.file("/wordpress.html", File::html(page)).start().await?;
        browser.goto(&format!("{}/wordpress.html", partner.origin())).await?;
        let widget = Widget::first(browser);
        widget.wait_until_ready().await?;
        let shown = "return root.querySelector('.picker input:checked').value";
        assert_eq!(widget.script(shown, Value::Null).await?, json!("10k"));
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        assert_eq!(site.only_arrival("zx-tour")?.entries.get("partner"), attributes["partner"].as_str());
        Ok(())
    })
}
