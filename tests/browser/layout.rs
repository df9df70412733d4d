//! How the widget stands on narrow, wide and dark pages.

use anyhow::Result;
use saddle_tests::visitor::OSLO;
use saddle_tests::{Browser, HostPage, Site, Widget, run, set_delivery};
use serde_json::{Value, json};

/// The least height and width of something to press, in CSS pixels
/// (<https://www.w3.org/TR/WCAG22/#target-size-minimum>).
const LEAST_TARGET: f64 = 24.0;

/// What reaches over an edge of the page, or is pressed and too small.
async fn assert_fits(widget: &Widget<'_>, width: u32, when: &str) -> Result<()> {
    // To the left of a page, or the right of one that is read from the right, nothing can be scrolled to.
    let over = widget
        .script(
            "const page = document.documentElement;
             const isOver = (element) => {
               const { left, right, width } = element.getBoundingClientRect();
               return width > 1 && (left < -0.5 || right > page.clientWidth + 0.5)
                 && !element.closest('svg *, .grid-box *, .trap, .unseen');
             };
             const over = [...root.querySelectorAll('*')].filter(isOver);
             const isScrolled = page.scrollWidth > page.clientWidth;
             if (!isScrolled && over.length === 0) return [];
             const names = over.map((element) => `${element.localName}.${element.getAttribute('class')}`);
             return [`${page.scrollWidth} of ${page.clientWidth}`, ...names.slice(-8)];",
            Value::Null,
        )
        .await?;
    assert_eq!(over, json!([]), "at {width} px, {when}, over the edge of the page");

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

/// Every part of the course open, with a plan, and the form with two runners and mistakes.
async fn assert_everything_fits_a_phone(browser: &Browser, attributes: &str) -> Result<()> {
    let site = Site::new()?.event(saddle_tests::ask_everything).start().await?;
    browser.resize(320, 800).await?;
    let page = HostPage {
        head: "<style>html { font-size: 112.5% }</style>".to_owned(),
        ..HostPage::default().with(attributes)
    };
    let widget = site.open(browser, &page).await?;
    assert_fits(&widget, 320, &format!("{attributes}, at first sight")).await?;
    widget
        .script("root.querySelectorAll('.more summary').forEach((summary) => summary.click())", Value::Null)
        .await?;
    let goal = "const goal = root.querySelector('#goal');
                if (!goal || !root.querySelector('.take-away button')) return false;
                goal.value = '6:00';
                goal.dispatchEvent(new Event('input', { bubbles: true }));
                return true";
    widget.wait_for(goal, Value::Null).await?;
    widget.wait_for("return !!root.querySelector('.timetable table')", Value::Null).await?;
    let open = "root.querySelectorAll('.timetable details').forEach((details) => details.open = true)";
    widget.script(open, Value::Null).await?;
    assert_fits(&widget, 320, &format!("{attributes}, with everything open")).await?;
    widget.click("#add-runner").await?;
    assert!(!widget.check().await?);
    assert_fits(&widget, 320, &format!("{attributes}, with two runners and mistakes")).await
}

#[test]
fn large_text_fits_a_phone_in_a_look_of_its_own() -> Result<()> {
    run(async |browser| {
        assert_everything_fits_a_phone(browser, "theme=\"light\"").await?;
        assert_everything_fits_a_phone(browser, "lang=\"de\"").await
    })
}

#[test]
fn large_text_fits_a_phone_from_right_to_left() -> Result<()> {
    run(async |browser| assert_everything_fits_a_phone(browser, "lang=\"ar\"").await)
}

/// What visitors may set for any text (<https://www.w3.org/TR/WCAG22/#text-spacing>).
const SPACED: &str = "const sheet = new CSSStyleSheet();
    sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
                       p { margin-bottom: 2em !important }`);
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet]";

#[test]
fn spaced_text_keeps_to_its_place() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        for width in [320, 1200] {
            browser.resize(width, 800).await?;
            let widget = site.open(browser, &HostPage::default()).await?;
            widget.script(SPACED, Value::Null).await?;
            assert_fits(&widget, width, "with spaced text").await?;
            let over = "const wide = [...root.querySelectorAll('.stop-km')];
                        return [wide.length, wide.filter((cell) => cell.scrollWidth > cell.clientWidth).length]";
            let over = widget.script(over, Value::Null).await?;
            assert!(over[0].as_u64() > Some(3) && over[1] == 0, "at {width} px: {over}");
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
