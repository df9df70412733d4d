//! How a page makes the widget look like itself: themes, forced looks, fonts, print, contrast of the system's own.

use crate::axe::{assert_clean, axe};
use anyhow::{Context, Result};
use saddle_tests::{Browser, HostPage, PATIENCE, Site, Widget, dist_folder, run};
use serde_json::{Value, json};
use std::fs;

const THEMES: [&str; 3] = ["forest", "paper", "night"];

fn themed(theme: &str) -> HostPage {
    let page = HostPage {
        head: format!(r#"<link rel="stylesheet" href="/themes/{theme}.css">"#),
        ..HostPage::default()
    };
    if theme == "night" { page.with(r#"theme="dark""#) } else { page }
}

async fn style(widget: &Widget<'_>, selector: &str, property: &str) -> Result<String> {
    let body = "return getComputedStyle(root.querySelector(args[0])).getPropertyValue(args[1])";
    let value = widget.script(body, json!([selector, property])).await?;
    Ok(value.as_str().context("no style")?.to_owned())
}

async fn emulate(browser: &Browser, media: &str, features: Value) -> Result<()> {
    let media = json!({ "media": media, "features": features });
    browser.devtools("Emulation.setEmulatedMedia", media).await.map(drop)
}

#[test]
fn a_ready_theme_sets_nothing_but_the_documented_properties() -> Result<()> {
    let documented = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/embedding.md"))?;
    for theme in THEMES {
        let css = fs::read_to_string(dist_folder().join(format!("themes/{theme}.css")))?;
        let css = css.split("*/").nth(1).context("a comment says what it is")?;
        for line in css.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let is_frame = ["saddle-race {", "}", "@media not print {"].contains(&line);
            let property = line.split(':').next().unwrap_or_default();
            let is_documented =
                property.starts_with("--saddle-") && documented.contains(&format!("`{property}`"));
            assert!(is_frame || is_documented, "{theme}: {line}");
        }
    }
    Ok(())
}

#[test]
fn every_ready_theme_is_legible_on_any_page() -> Result<()> {
    let Some(axe) = axe()? else { return Ok(()) };
    run(async |browser| {
        let site = Site::new()?.start().await?;
        for theme in THEMES {
            for ground in ["#ffffff", "#111111"] {
                let mut page = themed(theme);
                page.head.push_str(&format!("<style>body {{ background: {ground} }}</style>"));
                let widget = site.open(browser, &page).await?;
                let surface = style(&widget, ".saddle", "background-color").await?;
                assert_ne!(surface, "rgba(0, 0, 0, 0)", "{theme}");
                widget.send().await?;
                widget.wait_until_focused("error-summary").await?;
                assert_clean(browser, &axe, &format!("{theme} on {ground}")).await?;
            }
        }
        Ok(())
    })
}

#[test]
fn a_forced_look_brings_its_own_ground() -> Result<()> {
    let Some(axe) = axe()? else { return Ok(()) };
    run(async |browser| {
        let site = Site::new()?.start().await?;
        for (theme, ground, ink) in [("dark", "#ffffff", "#111111"), ("light", "#111111", "#eeeeee")] {
            let page = HostPage {
                head: format!("<style>body {{ background: {ground}; color: {ink} }}</style>"),
                ..HostPage::default()
            };
            let widget = site.open(browser, &page.with(&format!("theme=\"{theme}\""))).await?;
            assert_clean(browser, &axe, &format!("{theme} on {ground}")).await?;
            // Without the attribute it has the page's look again, and no ground of its own.
            widget.script("host.theme = null", Value::Null).await?;
            widget
                .wait_for("return root.querySelector('.saddle').dataset.theme !== args", json!(theme))
                .await?;
            assert_eq!(style(&widget, ".saddle", "background-color").await?, "rgba(0, 0, 0, 0)");
        }
        Ok(())
    })
}

#[test]
fn it_has_the_pages_font_unless_told_otherwise() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let page = HostPage {
            head: "<style>body { font: 18px/1.2 Courier, monospace }</style>".to_owned(),
            ..HostPage::default()
        };
        let widget = site.open(browser, &page).await?;
        for selector in [".saddle", "button[part~=submit]", "#field-name", ".race-name"] {
            assert_eq!(style(&widget, selector, "font-family").await?, "Courier, monospace", "{selector}");
        }
        assert_eq!(style(&widget, ".saddle", "font-size").await?, "18px");
        let set = "host.style.setProperty('--saddle-font', 'Georgia'); host.style.setProperty('--saddle-radius', '0px')";
        widget.script(set, Value::Null).await?;
        assert_eq!(style(&widget, "#field-name", "font-family").await?, "Georgia");
        assert_eq!(style(&widget, "button[part~=submit]", "border-start-start-radius").await?, "0px");
        let part = "const style = document.createElement('style');
                    style.textContent = 'saddle-race::part(submit) { text-decoration: underline }';
                    document.head.append(style)";
        browser.script(part, Vec::new()).await?;
        assert_eq!(style(&widget, "button[part~=submit]", "text-decoration-line").await?, "underline");
        Ok(())
    })
}

#[test]
fn every_documented_part_is_there() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let documented = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/embedding.md"))?;
        let table = documented.split("| part | what |").nth(1).context("the table of parts")?;
        let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
        let parts: Vec<_> = rows
            .flat_map(|row| row.split('|').nth(1).unwrap_or_default().split(','))
            .map(|part| part.trim().trim_matches('`').to_owned())
            .collect();
        assert!(parts.len() > 10, "{parts:?}");
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        let mut missing = parts;
        let mut look = async || {
            let mut still = Vec::new();
            for part in &missing {
                if widget.count(&format!("[part~='{part}']")).await? == 0 {
                    still.push(part.clone());
                }
            }
            missing = still;
            anyhow::Ok(missing.len())
        };
        look().await?;
        widget.send().await?;
        widget.wait_until_focused("error-summary").await?;
        look().await?;
        site.desk().set_fault(xtask::desk::Fault::HtmlErrorPage);
        widget.sign_up(saddle_tests::visitor::CHONGQING).await?;
        look().await?;
        assert_eq!(missing, Vec::<String>::new());
        Ok(())
    })
}

#[test]
fn paper_is_white_and_has_no_buttons() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &themed("night")).await?;
        assert_eq!(style(&widget, ".saddle", "background-color").await?, "rgb(16, 24, 38)");
        emulate(browser, "print", json!([])).await?;
        assert_eq!(style(&widget, ".saddle", "background-color").await?, "rgb(255, 255, 255)");
        assert_eq!(style(&widget, ".saddle", "color").await?, "rgb(28, 35, 32)");
        assert_eq!(style(&widget, ".picker", "display").await?, "none");
        assert_eq!(style(&widget, ".figures", "display").await?, "block");
        Ok(())
    })
}

#[test]
fn forced_colours_and_reduced_motion_are_followed() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let features = json!([{ "name": "forced-colors", "value": "active" },
                              { "name": "prefers-reduced-motion", "value": "reduce" }]);
        emulate(browser, "", features).await?;
        let widget = site.open(browser, &themed("forest")).await?;
        let forced = "return matchMedia('(forced-colors: active)').matches";
        browser.wait_for(forced, Vec::new(), PATIENCE).await?;
        // The chosen distance is told apart by a line, and the hills keep their colours.
        assert_eq!(style(&widget, ".pick input:checked + .pick-face", "outline-style").await?, "solid");
        assert_eq!(style(&widget, ".band", "forced-color-adjust").await?, "none");
        let duration = style(&widget, ".pick-face", "transition-duration").await?;
        assert!(
            duration == "0s" || style(&widget, ".pick-face", "transition-property").await? == "none",
            "{duration}"
        );
        Ok(())
    })
}
