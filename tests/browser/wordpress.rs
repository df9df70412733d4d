//! The block for WordPress, on a real WordPress: from its administrator's first click to the sign-up of a visitor.

use crate::axe::{assert_clean, axe};
use anyhow::{Context, Result};
use saddle_tests::visitor::CHONGQING;
use saddle_tests::{Browser, Engine, Site, Widget, WordPress, run};
use serde_json::{Value, json};

const ENTER: &str = "\u{e007}";

/// A WordPress; nothing, after saying so, where there is none.
async fn wordpress() -> Result<Option<WordPress>> {
    let wordpress = WordPress::start().await?;
    if wordpress.is_none() {
        println!("skipped: SADDLE_WORDPRESS names no WordPress; `cargo xtask test` fetches it");
    }
    Ok(wordpress)
}

/// A host with the widget, an event and its desk. The block sets no clock: the race is far off by the browser's.
async fn race() -> Result<Site> {
    Site::new()?.event(|event| event["date"] = json!("2099-10-04")).start().await
}

/// Begins a page or a post and puts the block on it, by the keyboard; the browser is in the frame that it is written in.
async fn begin_in_editor(browser: &Browser, wordpress: &WordPress, kind: &str) -> Result<()> {
    wordpress.open_editor(browser, kind).await?;
    // What belongs to the editor stands around the frame.
    browser.enter_frame().await?;
    browser.type_into("h1[contenteditable]", &format!("Hill run{ENTER}")).await?;
    browser.wait("return document.activeElement.matches('p')").await?;
    browser.press("/saddle").await?;
    browser.leave_frame().await?;
    let is_offered = "return document.querySelector('.components-autocomplete__result')?.innerText.includes('Saddle race')";
    browser.wait(is_offered).await?;
    browser.enter_frame().await?;
    browser.press(ENTER).await?;
    browser.wait("return document.activeElement.type === 'url'").await.map(drop)
}

/// Publishes the page that is written, and gives its address.
async fn publish_page(browser: &Browser) -> Result<String> {
    browser.leave_frame().await?;
    browser.click_on(".editor-post-publish-panel__toggle").await?;
    browser.click_on(".editor-post-publish-panel .editor-post-publish-button").await?;
    let address = "return document.querySelector('.post-publish-panel__postpublish-header a')?.href";
    Ok(browser.wait(address).await?.as_str().context("the page has no address")?.to_owned())
}

/// Whether the block warns in these words.
fn warning(words: &str) -> String {
    format!(
        "return [...document.querySelectorAll('.is-warning')].some((notice) => notice.innerText.includes('{words}'))"
    )
}

#[test]
fn from_the_plugins_page_to_a_sign_up() -> Result<()> {
    run(async |browser| {
        let Some(wordpress) = wordpress().await? else { return Ok(()) };
        // Those of the pages for administrators are not ours; what visitors see is looked at below.
        browser.expect_errors();
        let race = race().await?;
        wordpress.log_in(browser).await?;
        wordpress.activate_plugin(browser).await?;
        // Who begins at the end is told what is missing.
        begin_in_editor(browser, &wordpress, "page").await?;
        browser.wait(&warning("Visitors do not see the race yet")).await?;
        // Its folder will do too.
        wordpress.name_loader(browser, &format!(" {}/ ", race.origin())).await?;

        begin_in_editor(browser, &wordpress, "page").await?;
        browser.press(&format!("{}/event.jso", race.origin())).await?;
        browser.wait(&warning("There is no event file at this address")).await?;
        browser.press("n").await?;
        browser.wait("return !document.querySelector('.is-warning')").await?;
        browser.type_into("input[type=email]", "run@example.org").await?;
        let page = publish_page(browser).await?;

        // Visitors are not logged in. The editor has its last word on another page.
        browser.goto(&page).await?;
        browser.delete_cookies().await?;
        let lines_before = browser.console().await?.len();
        browser.goto(&page).await?;
        let widget = Widget::first(browser);
        widget.wait_until_ready().await?;
        let link = "return document.querySelector('saddle-race a').href === 'mailto:run@example.org'";
        assert_eq!(browser.script(link, Vec::new()).await?, json!(true));
        if browser.engine() == Engine::Chromium
            && let Some(axe) = axe()?
        {
            assert_clean(browser, &axe, "in WordPress").await?;
        }
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        assert_eq!(race.only_arrival("zx-tour")?.entries.get("name"), Some("李雪梅"));
        let console = browser.console().await?;
        let errors: Vec<_> = console.iter().skip(lines_before).filter(|line| line.is_error).collect();
        assert!(errors.is_empty(), "{errors:?}");
        Ok(())
    })
}

/// The block as WordPress keeps it in a post.
fn block(attributes: &Value) -> String {
    let attributes = attributes.to_string();
    let written = attributes.replace("\\\"", "\\u0022").replace('<', "\\u003c").replace('>', "\\u003e");
    format!("<!-- wp:saddle/race {written} /-->")
}

/// The page that is shown; PHP has nothing to complain of in it.
async fn html(browser: &Browser) -> Result<String> {
    let html = browser.script("return document.documentElement.outerHTML", Vec::new()).await?.to_string();
    for complaint in ["Warning</b>", "Notice</b>", "Deprecated</b>", "Fatal error</b>"] {
        assert!(!html.contains(complaint), "{html}");
    }
    Ok(html)
}

#[test]
fn who_may_only_write_posts_is_told_what_is_missing_and_runs_no_script() -> Result<()> {
    run(async |browser| {
        let Some(wordpress) = wordpress().await? else { return Ok(()) };
        // Those of the pages for authors are not ours.
        browser.expect_errors();
        let race = race().await?;
        let address = |file: &str| format!("{}/{file}", race.origin());
        let attributes = json!({
            "event": format!(" {} ", address("event.json")), "distance": "10k", "view": "signup",
            "fallback": "mailto:run@example.org",
            "partner": "\"><script>alert(1)</script>", "style": "color:red",
            // Whoever may write a post may write this into it, and may not run a script on the site.
            "loader": "https://evil.example/evil.js", "saddle_race_loader": "https://evil.example/evil.js",
        });
        wordpress.log_in(browser).await?;
        wordpress.activate_plugin(browser).await?;
        let refused = wordpress.name_loader(browser, "javascript:alert(1)").await?;
        assert!(refused.contains("must begin with https://"), "{refused}");
        wordpress.log_in_as_new(browser, "author").await?;
        begin_in_editor(browser, &wordpress, "post").await?;
        browser.wait(&warning("Visitors do not see the race yet")).await?;
        browser.leave_frame().await?;
        let post = wordpress.publish(browser, &block(&attributes)).await?;
        let without_event = wordpress.publish(browser, &block(&json!({ "event": " " }))).await?;
        let is_there = "return document.querySelector('saddle-race, script[src*=saddle]') !== null";

        // On a site that has not said where the loader is, only the link is there.
        browser.goto(&post).await?;
        assert_eq!(browser.script(is_there, Vec::new()).await?, json!(false));
        let link = "return document.querySelector('.wp-block-saddle-race a').href";
        assert_eq!(browser.script(link, Vec::new()).await?, json!("mailto:run@example.org"));
        html(browser).await?;
        browser.delete_cookies().await?;
        wordpress.log_in(browser).await?;
        wordpress.name_loader(browser, &address("saddle.js")).await?;
        browser.goto(&without_event).await?;
        assert_eq!(browser.script(is_there, Vec::new()).await?, json!(false));

        browser.delete_cookies().await?;
        browser.goto(&post).await?;
        let html = html(browser).await?;
        assert!(html.contains("<saddle-race") && !html.contains("evil.example"), "{html}");
        assert!(!html.contains("color:red"), "{html}");
        let widget = Widget::first(browser);
        widget.wait_until_ready().await?;
        assert_eq!(widget.count("[part=course]").await?, 0);
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        // WordPress takes the tags out of what an author has written; the quotation mark must not end the attribute.
        assert_eq!(race.only_arrival("zx-tour")?.entries.get("partner"), Some("\">alert(1)"));
        Ok(())
    })
}
