//! axe-core finds nothing to object to, in any state that a visitor can bring the widget into.

use anyhow::{Context, Result};
use saddle_tests::{Browser, HostPage, OWN_ANSWERS, PATIENCE, Site, Widget, run, set_delivery};
use serde_json::{Value, json};
use std::{env, fs};

/// The rules of WCAG 2.2 at levels A and AA, and what axe calls best practices, without some of them, run in an element and all
/// that is in it.
const CHECK: &str = "const [selector, without] = arguments;
    window.axeFound = undefined;
    axe.run(document.querySelector(selector), {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])) })
      .then(({ violations, passes }) => { window.axeFound = [passes.length, violations.map((violation) =>
        `${violation.id}: ${violation.help}: ${violation.nodes.map((node) => node.target.flat().join(' ')).join(', ')}`)] })";

/// The script of axe-core; nothing, after saying so, where it is not installed.
pub(crate) fn axe() -> Result<Option<String>> {
    match env::var_os("SADDLE_AXE") {
        Some(path) => Ok(Some(fs::read_to_string(path).context("could not read SADDLE_AXE")?)),
        None => {
            println!("skipped: SADDLE_AXE names no axe-core");
            Ok(None)
        }
    }
}

/// The element is clean, with what it holds: the widget, or the HTML that stands in for it.
pub(crate) async fn assert_clean(browser: &Browser, axe: &str, when: &str) -> Result<()> {
    // The page around is the host's: its landmarks and heading levels are not the widget's.
    check(browser, axe, "saddle-race", &["region", "heading-order"], when).await
}

/// A whole page is clean, with its title, its language and its landmarks.
pub(crate) async fn assert_page_clean(browser: &Browser, axe: &str, when: &str) -> Result<()> {
    check(browser, axe, "html", &[], when).await
}

/// The page in a frame is clean. Main part and first heading are those of the page around.
pub(crate) async fn assert_framed_page_clean(browser: &Browser, axe: &str, when: &str) -> Result<()> {
    let of_the_page_around = ["region", "heading-order", "landmark-one-main", "page-has-heading-one"];
    check(browser, axe, "html", &of_the_page_around, when).await
}

async fn check(browser: &Browser, axe: &str, selector: &str, without: &[&str], when: &str) -> Result<()> {
    if browser.is_in_frame() {
        // The debugger's own scripts are run in the page around.
        browser.script(axe, vec![]).await?;
    } else {
        // By the debugger, which no policy of the page stops.
        browser.devtools("Runtime.evaluate", json!({ "expression": axe })).await?;
    }
    browser.script(CHECK, vec![json!(selector), json!(without)]).await?;
    let found = browser.wait_for("return window.axeFound", vec![], PATIENCE).await?;
    assert!(found[0].as_u64() > Some(10), "{when}: axe looked at nothing: {found}");
    assert_eq!(found[1], json!([]), "{when}");
    Ok(())
}

/// Opens every part that is fetched when it is opened.
async fn open_all(widget: &Widget<'_>) -> Result<()> {
    widget
        .script("root.querySelectorAll('.more summary').forEach((summary) => summary.click())", Value::Null)
        .await?;
    let all_are_filled = "const parts = [...root.querySelectorAll('.more .disclosed')];
         return parts.length === 4 && parts.every((part) => part.childElementCount > 0)";
    widget.wait_for(all_are_filled, Value::Null).await?;
    Ok(())
}

async fn assert_course_is_clean(browser: &Browser, axe: &str, page: &HostPage, look: &str) -> Result<()> {
    let site = Site::new()?.start().await?;
    let widget = site.open(browser, page).await?;
    assert_clean(browser, axe, &format!("{look}, at first sight")).await?;
    widget.click(".climbs .stop").await?;
    widget.wait_for("return root.querySelector('.stretch-figures')?.textContent", Value::Null).await?;
    widget.click("[data-action=compare]").await?;
    open_all(&widget).await?;
    assert_clean(browser, axe, &format!("{look}, with everything open")).await
}

#[test]
fn the_course_is_clean_in_light_and_dark_and_at_320_px() -> Result<()> {
    let Some(axe) = axe()? else { return Ok(()) };
    run(async |browser| {
        assert_course_is_clean(browser, &axe, &HostPage::default(), "light").await?;
        let mut dark = HostPage::default();
        dark.attributes.push_str(" theme=\"dark\"");
        dark.head = "<style>body { background: #111; color: #eee }</style>".to_owned();
        assert_course_is_clean(browser, &axe, &dark, "dark").await?;
        browser.resize(320, 700).await?;
        assert_course_is_clean(browser, &axe, &HostPage::default(), "320 px").await
    })
}

#[test]
fn the_sign_up_is_clean_with_mistakes_and_after_a_failure() -> Result<()> {
    let Some(axe) = axe()? else { return Ok(()) };
    run(async |browser| {
        browser.expect_errors();
        let site = Site::new()?.start().await?;
        site.desk().set_fault(xtask::desk::Fault::HtmlErrorPage);
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.send().await?;
        widget.wait_until_focused("error-summary").await?;
        assert_clean(browser, &axe, "with mistakes").await?;
        widget.sign_up(saddle_tests::visitor::OSLO).await?;
        assert_clean(browser, &axe, "may have arrived").await?;
        site.desk().set_fault(xtask::desk::Fault::None);
        widget.send_for_outcome().await?;
        assert_clean(browser, &axe, "after another try").await
    })
}

#[test]
fn the_sign_up_is_clean_without_a_network_and_where_a_form_is_offered() -> Result<()> {
    let Some(axe) = axe()? else { return Ok(()) };
    run(async |browser| {
        browser.expect_errors();
        let delivery = json!({ "type": "form", "url": "/desk/zx-tour", "byForm": true });
        let site = Site::new()?.event(|event| set_delivery(event, "zx-tour", delivery)).start().await?;
        site.desk().set_fault(xtask::desk::Fault::LostAnswer);
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.answer_all(saddle_tests::visitor::CHONGQING).await?;
        assert!(widget.check().await?);
        browser.set_offline(true).await?;
        assert_eq!(widget.send_for_outcome().await?, "offline");
        assert_clean(browser, &axe, "offline").await?;
        widget.click("[data-action=send-when-back]").await?;
        assert_clean(browser, &axe, "waiting for the network").await?;
        browser.set_offline(false).await?;
        widget.wait_for("return root.querySelector('[data-outcome=unknown]')", Value::Null).await?;
        assert_clean(browser, &axe, "with the offer of a form").await?;
        widget.click("[data-action=by-form]").await?;
        browser.devtools("Page.bringToFront", json!({})).await?;
        widget.wait_for("return root.querySelector('[data-outcome=opaque]')", Value::Null).await?;
        assert_clean(browser, &axe, "after the form").await
    })
}

#[test]
fn the_sign_up_is_clean_when_the_last_place_has_gone_and_on_the_way_to_paper() -> Result<()> {
    let Some(axe) = axe()? else { return Ok(()) };
    run(async |browser| {
        browser.expect_errors();
        let offer = |event: &mut Value| {
            event["capacity"]["waitingList"] = json!(true);
            event["form"]["paper"] = json!(true);
        };
        let site = Site::new()?.event(offer).start().await?;
        site.desk().set_places(Some(0));
        let widget = site.open(browser, &HostPage::default()).await?;
        assert_eq!(widget.sign_up(saddle_tests::visitor::CHONGQING).await?, "full");
        assert_eq!(widget.count("[data-action=print-paper]").await?, 1);
        assert_clean(browser, &axe, "full, with a waiting list and paper").await?;
        widget.click("[data-action=try-again]").await?;
        widget.wait_for("return root.querySelector('[data-outcome=accepted]')", Value::Null).await?;
        assert_clean(browser, &axe, "on the waiting list").await
    })
}

#[test]
fn the_place_of_the_form_is_clean_while_nobody_can_sign_up() -> Result<()> {
    let Some(axe) = axe()? else { return Ok(()) };
    run(async |browser| {
        let window = json!({ "opens": "2015-08-01T00:00:00+08:30", "closes": "2015-09-20T23:59:59+08:30" });
        let site = Site::new()?.event(|event| event["registration"] = window).start().await?;
        for (when, now, said) in [
            ("before", "2015-07-30T12:00:00+08:30", "August"),
            ("after", "2015-09-25T12:00:00+08:30", "closed"),
            ("when the race is past", "2015-10-06T12:00:00+08:30", "over"),
        ] {
            let page =
                HostPage { attributes: format!(r#"now="{now}" view="signup""#), ..HostPage::default() };
            let widget = site.open(browser, &page).await?;
            let text = widget.text(".sign-up").await?.unwrap_or_default();
            assert!(text.contains(said), "{when}: {text}");
            assert_clean(browser, &axe, when).await?;
        }
        let full = |event: &mut Value| event["availability"] = json!("/left.json");
        let left = saddle_tests::File::json(r#"{"left": 0}"#);
        let site = Site::new()?.event(full).file("/left.json", left).start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget
            .wait_for(
                "return root.querySelector('.sign-up').innerText.includes('places are taken')",
                Value::Null,
            )
            .await?;
        assert_clean(browser, &axe, "full").await
    })
}

#[test]
fn what_a_desk_answers_and_a_mail_to_send_are_clean() -> Result<()> {
    let Some(axe) = axe()? else { return Ok(()) };
    run(async |browser| {
        browser.expect_errors();
        let site = Site::new()?
            .event(|event| set_delivery(event, "experience-north-korea", json!({ "type": "mailto" })))
            .start()
            .await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.answer_all(saddle_tests::visitor::CHONGQING).await?;
        for (fault, outcome) in [
            (xtask::desk::Fault::TooManyRequests { retry_after_s: 0 }, "not-now"),
            (xtask::desk::Fault::GarbledJson, "unknown"),
        ] {
            site.desk().set_fault(fault);
            widget.send().await?;
            widget
                .wait_for(&format!("return root.querySelector('[data-outcome={outcome}]')"), Value::Null)
                .await?;
            assert_clean(browser, &axe, outcome).await?;
        }
        let widget =
            site.open(browser, &HostPage::default().with(r#"desk="experience-north-korea""#)).await?;
        widget.answer_all(saddle_tests::visitor::OSLO).await?;
        widget.send().await?;
        widget.wait_for("return root.querySelector('[data-outcome=mail]')", Value::Null).await?;
        assert_clean(browser, &axe, "a mail to send").await
    })
}

#[test]
fn the_form_of_an_event_that_asks_everything_is_clean_at_every_step() -> Result<()> {
    let Some(axe) = axe()? else { return Ok(()) };
    run(async |browser| {
        let site = Site::new()?.event(saddle_tests::ask_everything).start().await?;
        let page = HostPage::default().with(r#"view="signup""#);
        for (width, theme) in [(1000, "light"), (320, "dark")] {
            browser.resize(width, 800).await?;
            let mut page = page.clone().with(&format!("theme=\"{theme}\""));
            if theme == "dark" {
                page.head = "<style>body { background: #111; color: #eee }</style>".to_owned();
            }
            let widget = site.open(browser, &page).await?;
            let when = |what: &str| format!("{theme}, {what}");
            widget.answer_all(&[("distance", "42k"), ("bus", "yes")]).await?;
            widget.click("#add-runner").await?;
            assert!(!widget.check().await?);
            widget.press("#field-residence", "kor").await?;
            browser.press("\u{e015}").await?;
            assert_clean(browser, &axe, &when("with mistakes, two runners and a list open")).await?;
            browser.press("\u{e00c}").await?;
            widget.click("[data-action=remove-runner]").await?;
            widget.answer_all(saddle_tests::visitor::CHONGQING).await?;
            widget.answer_all(&OWN_ANSWERS).await?;
            assert!(widget.check().await?);
            assert_clean(browser, &axe, &when("the review")).await?;
            assert_eq!(widget.send_for_outcome().await?, "accepted");
            assert_clean(browser, &axe, &when("accepted")).await?;
        }
        Ok(())
    })
}
