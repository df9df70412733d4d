//! How the widget stands on narrow, wide and dark pages.

use anyhow::Result;
use saddle_tests::visitor::OSLO;
use saddle_tests::{HostPage, Site, Widget, run, set_delivery};
use serde_json::{Value, json};

/// The least height and width of something to press, in CSS pixels
/// (<https://www.w3.org/TR/WCAG22/#target-size-minimum>).
const LEAST_TARGET: f64 = 24.0;

/// What reaches over the right edge of the page, or is pressed and too small.
async fn assert_fits(widget: &Widget<'_>, width: u32, when: &str) -> Result<()> {
    let over = widget
        .script(
            "const page = document.documentElement;
             if (page.scrollWidth <= page.clientWidth) return [];
             const over = [...root.querySelectorAll('*')].filter((element) =>
               element.getBoundingClientRect().right > page.clientWidth + 0.5);
             const names = over.map((element) => `${element.localName}.${element.getAttribute('class')}`);
             return [`${page.scrollWidth} of ${page.clientWidth}`, ...names.slice(-8)];",
            Value::Null,
        )
        .await?;
    assert_eq!(over, json!([]), "at {width} px, {when}, the page must be scrolled sideways");

    // A control in a label is pressed with the label. Links in a line of text may be as high as the line.
    let small = widget
        .script(
            "const small = [];
             const pressed = 'button, summary, select, textarea, input, a.primary, .error-summary a';
             for (const control of root.querySelectorAll(pressed)) {
               if (control.closest('.trap') || !control.checkVisibility()) continue;
               const isBox = control.matches('[type=radio], [type=checkbox]');
               const box = (isBox ? control.closest('label') : control).getBoundingClientRect();
               if (box.width < args || box.height < args)
                 small.push(`${control.localName}#${control.id} ${box.width}x${box.height}`);
             }
             return small;",
            json!(LEAST_TARGET),
        )
        .await?;
    assert_eq!(small, json!([]), "at {width} px, {when}, too small to press");
    Ok(())
}

#[test]
fn it_fits_phones_tablets_and_desktops() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let nowhere = json!({ "type": "form", "url": "/desk/gone/nowhere", "idempotent": false });
        let site = Site::new()?
            .event(|event| set_delivery(event, "experience-north-korea", nowhere))
            .start()
            .await?;
        for width in [320, 360, 768, 1200] {
            browser.resize(width, 800).await?;
            let widget = site.open(browser, &HostPage::default()).await?;
            widget.script("sessionStorage.clear()", Value::Null).await?;
            widget.reload().await?;
            let is_drawn = "const plot = root.querySelector('.plot');
                            const width = plot.querySelector('svg').getBoundingClientRect().width;
                            return Math.abs(width - plot.clientWidth) <= 1";
            widget.wait_for(is_drawn, Value::Null).await?;
            assert_fits(&widget, width, "at first sight").await?;
            widget.send().await?;
            widget.wait_until_focused("error-summary").await?;
            assert_fits(&widget, width, "with mistakes").await?;
            widget.answer_all(OSLO).await?;
            widget.answer("remarks", &"Donaudampfschifffahrt".repeat(20)).await?;
            widget.send_for_outcome().await?;
            widget
                .script(
                    "for (const details of root.querySelectorAll('details')) details.open = true",
                    Value::Null,
                )
                .await?;
            assert_fits(&widget, width, "with the fallback").await?;
        }
        Ok(())
    })
}

#[test]
fn it_follows_its_column_not_the_window() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let page = HostPage {
            head: "<style>saddle-race { display: block; width: 340px }</style>".to_owned(),
            ..HostPage::default()
        };
        let widget = site.open(browser, &page).await?;
        let inside = "const right = (element) => element.getBoundingClientRect().right;
                      const pictures = [...root.querySelectorAll('svg')];
                      return pictures.every((picture) => right(picture) <= right(host) + 0.5)";
        widget.wait_for(inside, Value::Null).await?;
        widget.script("host.style.width = '700px'", Value::Null).await?;
        widget
            .wait_for(
                "return root.querySelector('.profile svg').getBoundingClientRect().width > 600",
                Value::Null,
            )
            .await?;
        Ok(())
    })
}

#[test]
fn a_dark_page_gets_a_dark_widget() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        for text in ["#eee", "oklch(0.95 0.01 90)"] {
            let dark = format!("<style>body {{ background: #111; color: {text} }}</style>");
            let widget = site.open(browser, &HostPage { head: dark, ..HostPage::default() }).await?;
            let theme = async || widget.attribute(".saddle", "data-theme").await;
            assert_eq!(theme().await?.as_deref(), Some("dark"), "{text}");
            let lightness = "const colour = getComputedStyle(root.querySelector('.head .race-name')).color;
                             const [red, green, blue] = colour.match(/[0-9.]+/g).map(Number);
                             return 0.21 * red + 0.72 * green + 0.07 * blue";
            assert!(widget.script(lightness, Value::Null).await?.as_f64() > Some(180.0));
            widget.script("host.theme = 'light'", Value::Null).await?;
            assert_eq!(theme().await?.as_deref(), Some("light"));
            assert!(widget.script(lightness, Value::Null).await?.as_f64() < Some(80.0));
        }
        Ok(())
    })
}

#[test]
fn a_light_page_gets_a_light_widget_whatever_the_visitor_prefers() -> Result<()> {
    run(async |browser| {
        let prefers = json!({ "features": [{ "name": "prefers-color-scheme", "value": "dark" }] });
        browser.devtools("Emulation.setEmulatedMedia", prefers).await?;
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        assert_eq!(widget.attribute(".saddle", "data-theme").await?.as_deref(), Some("light"));
        widget.script("host.theme = 'dark'", Value::Null).await?;
        assert_eq!(widget.attribute(".saddle", "data-theme").await?.as_deref(), Some("dark"));
        Ok(())
    })
}

#[test]
fn it_looks_like_the_page_when_that_changes() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        // Less motion is asked for: it follows without any, too.
        let prefer = async |scheme: &str| {
            let features = json!([{ "name": "prefers-color-scheme", "value": scheme },
                                  { "name": "prefers-reduced-motion", "value": "reduce" }]);
            browser.devtools("Emulation.setEmulatedMedia", json!({ "features": features })).await
        };
        for style in [
            ":root { color-scheme: light dark }",
            "@media (prefers-color-scheme: dark) { body { background: #111; color: #eee; transition: color 0.2s } }",
        ] {
            prefer("light").await?;
            let head = format!("<style>{style} body.night {{ background: #111; color: #ddd }}</style>");
            let widget = site.open(browser, &HostPage { head, ..HostPage::default() }).await?;
            let looks = async |look: &str| {
                let is_so = "return root.querySelector('.saddle').dataset.theme === args";
                widget.wait_for(is_so, json!(look)).await.map(drop)
            };
            let script = async |body: &str| browser.script(body, Vec::new()).await;
            looks("light").await?;
            prefer("dark").await?;
            looks("dark").await?;
            prefer("light").await?;
            looks("light").await?;
            // A switch of the page's own.
            script("document.body.classList.add('night')").await?;
            looks("dark").await?;
            // While it is not shown.
            script("document.querySelector('saddle-race').style.display = 'none'").await?;
            script("document.body.classList.remove('night'); return document.body.offsetHeight").await?;
            script("document.querySelector('saddle-race').style.display = ''").await?;
            looks("light").await?;
            widget.script("host.theme = 'dark'", Value::Null).await?;
            looks("dark").await?;
        }
        Ok(())
    })
}

#[test]
fn the_pages_own_styles_do_not_reach_in() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let loud = "<style>
            * { letter-spacing: 9px !important }
            button { display: none !important }
            label, input { visibility: hidden }
        </style>";
        let widget = site.open(browser, &HostPage { head: loud.to_owned(), ..HostPage::default() }).await?;
        let style = "const style = getComputedStyle(root.querySelector('button[part~=submit]'));
                     return [style.display !== 'none', style.letterSpacing, style.visibility]";
        assert_eq!(widget.script(style, Value::Null).await?, json!([true, "normal", "visible"]));
        Ok(())
    })
}

#[test]
fn every_kind_of_question_and_the_review_fit_a_phone() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.event(saddle_tests::ask_everything).start().await?;
        browser.resize(320, 800).await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.answer_all(&[("distance", "42k"), ("bus", "yes")]).await?;
        widget.click("#add-runner").await?;
        assert!(!widget.check().await?);
        widget.press("#field-residence", "s").await?;
        assert_fits(&widget, 320, "with two runners, mistakes and a list open").await?;
        widget.click("[data-action=remove-runner]").await?;
        widget.answer_all(OSLO).await?;
        widget.answer_all(&[("shirt", "s"), ("rules", "yes"), ("seats", "1")]).await?;
        widget.answer("story", &"Donaudampfschifffahrt".repeat(20)).await?;
        assert!(widget.check().await?);
        assert_fits(&widget, 320, "with the review").await?;
        assert_eq!(widget.send_for_outcome().await?, "accepted");
        assert_fits(&widget, 320, "accepted").await
    })
}
