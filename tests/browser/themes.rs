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
        // The chosen distance is told apart by its ground, and the hills keep their colours.
        let chosen = style(&widget, ".pick input:checked + .pick-face", "background-color").await?;
        let other = style(&widget, ".pick input:not(:checked) + .pick-face", "background-color").await?;
        assert_ne!(chosen, other);
        assert_eq!(style(&widget, ".band", "forced-color-adjust").await?, "none");
        let duration = style(&widget, ".pick-face", "transition-duration").await?;
        assert!(
            duration == "0s" || style(&widget, ".pick-face", "transition-property").await? == "none",
            "{duration}"
        );
        Ok(())
    })
}

/// How much of what is drawn stands out from its ground, by its name
/// (<https://www.w3.org/TR/WCAG22/#non-text-contrast>, <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>).
const CONTRASTS: &str = "
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    const painted = (colours) => {
      canvas.clearRect(0, 0, 1, 1);
      for (const colour of colours) {
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
      }
      return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
    };
    const luminance = (colours) => {
      const linear = painted(colours).map((of255) => of255 / 255)
        .map((value) => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
      return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    };
    const grounds = (element) => {
      const colours = [];
      for (let at = element; at; at = at.parentElement ?? at.getRootNode().host)
        colours.unshift(getComputedStyle(at).backgroundColor);
      return [args.paper, ...colours];
    };
    return Object.entries(args.drawn).map(([selector, property]) => {
      const element = root.querySelector(selector);
      if (!element) return [selector, 0];
      const below = grounds(property.startsWith('border') ? element.parentElement : element);
      const [high, low] = [[...below, getComputedStyle(element).getPropertyValue(property)], below]
        .map(luminance).sort((one, other) => other - one);
      return [selector, (high + 0.05) / (low + 0.05)];
    })";

/// Asserts that each drawn thing, by its selector and the property that has its colour, has a contrast of at least this
/// with what is below it.
async fn assert_contrasts(
    widget: &Widget<'_>,
    paper: &str,
    least: f64,
    drawn: &Value,
    when: &str,
) -> Result<()> {
    let contrasts = widget.script(CONTRASTS, json!({ "paper": paper, "drawn": drawn })).await?;
    let contrasts = contrasts.as_array().context("no list")?;
    let faint: Vec<_> = contrasts.iter().filter(|entry| entry[1].as_f64() < Some(least)).collect();
    assert!(!contrasts.is_empty() && faint.is_empty(), "{when}, less than {least}: {faint:?}");
    Ok(())
}

/// Marks a stretch, so that everything that can be drawn is, and opens the ribbon.
async fn draw_everything(widget: &Widget<'_>) -> Result<()> {
    widget.click(".climbs .stop").await?;
    widget.wait_for("return !!root.querySelector('.map-marked')?.getAttribute('d')", Value::Null).await?;
    widget.click("[data-action=compare]").await?;
    widget.wait_for("return !!root.querySelector('.outline-name')", Value::Null).await?;
    widget.click("[data-part=ribbon] summary").await?;
    widget.wait_for("return !!root.querySelector('.ribbon-face')", Value::Null).await.map(drop)
}

#[test]
fn what_is_drawn_stands_out_from_its_ground() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let drawn = json!({
            ".pick input:not(:checked) + .pick-face": "border-top-color",
            ".pick input:not(:checked) + .pick-face .sketch": "fill",
            ".pick input:checked + .pick-face .sketch": "fill",
            ".swatch.flat": "border-top-color",
            ".profile .ridge": "stroke",
            ".ribbon-edge": "stroke",
            ".map-marked": "stroke",
            ".control": "border-top-color",
        });
        for theme in ["light", "dark"] {
            let page = HostPage::default().with(&format!("theme=\"{theme}\""));
            let widget = site.open(browser, &page).await?;
            draw_everything(&widget).await?;
            assert_contrasts(&widget, "#ffffff", 3.0, &drawn, theme).await?;
        }
        Ok(())
    })
}

#[test]
fn pictures_have_the_systems_colours_where_those_are_forced() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let texts = json!({
            ".profile svg text": "fill",
            ".profile svg .waypoint": "fill",
            ".profile .outline-name": "fill",
            ".profile .ridge": "stroke",
            ".profile .hair": "stroke",
            ".map svg .waypoint": "fill",
            ".map .trail": "stroke",
            ".ribbon-edge": "stroke",
        });
        for (scheme, paper) in [("dark", "#000000"), ("light", "#ffffff")] {
            // As if they were forced while the page is open.
            for page in [themed("paper"), HostPage::default().with("theme=\"light\""), themed("night")] {
                emulate(browser, "", json!([])).await?;
                let widget = site.open(browser, &page).await?;
                draw_everything(&widget).await?;
                emulate(
                    browser,
                    "",
                    json!([{ "name": "forced-colors", "value": "active" },
                           { "name": "prefers-color-scheme", "value": scheme }]),
                )
                .await?;
                let forced = "return matchMedia('(forced-colors: active)').matches";
                browser.wait_for(forced, Vec::new(), PATIENCE).await?;
                let when = format!("{} on {paper}", page.head + &page.attributes);
                assert_contrasts(&widget, paper, 4.5, &texts, &when).await?;
            }
        }
        Ok(())
    })
}

#[test]
fn what_is_chosen_has_a_ground_where_colours_are_forced_and_the_focus_a_ring() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        emulate(browser, "", json!([{ "name": "forced-colors", "value": "active" }])).await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.click("[data-action=compare]").await?;
        widget.wait_for("return !!root.querySelector('.tool[aria-pressed=true]')", Value::Null).await?;
        widget.press("#field-residence", "no").await?;
        widget.press("#field-residence", "\u{e015}").await?;
        widget
            .wait_for("return !!root.querySelector('.countries [aria-selected=true]')", Value::Null)
            .await?;
        // None of them has the focus: that is in the field of the country.
        for (chosen, other) in [
            (".pick input:checked + .pick-face", ".pick input:not(:checked) + .pick-face"),
            (".tool[aria-pressed=true]", ".tool[aria-pressed=false]"),
            (".countries [aria-selected=true]", ".countries [aria-selected=false]"),
        ] {
            let ground = async |selector: &'static str| style(&widget, selector, "background-color").await;
            assert_ne!(ground(chosen).await?, ground(other).await?, "{chosen}");
            assert_eq!(style(&widget, chosen, "outline-style").await?, "none", "{chosen}");
        }
        assert_eq!(style(&widget, "#field-residence", "outline-style").await?, "solid");
        Ok(())
    })
}
