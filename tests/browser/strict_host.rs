//! Host pages that allow almost nothing.

use anyhow::Result;
use saddle_tests::visitor::CHONGQING;
use saddle_tests::{Browser, Engine, HostPage, Site, SiteBuilder, Widget, run, set_delivery};
use serde_json::{Value, json};
use xtask::desk::LocalDesk;

/// A site whose desk for mainland China is on another origin.
async fn site_with_desk(desk: &LocalDesk) -> Result<SiteBuilder> {
    let delivery = json!({ "type": "json", "url": desk.address("zx-tour"), "idempotent": true });
    Ok(Site::new()?.event(|event| set_delivery(event, "zx-tour", delivery)))
}

/// The widget is drawn, takes a sign-up.
async fn assert_works(widget: &Widget<'_>, desk: &LocalDesk) -> Result<()> {
    widget.wait_until_ready().await?;
    assert!(widget.count(".profile path.band").await? >= 3);
    let font = "return getComputedStyle(root.querySelector('.picker .pick-face')).display !== 'inline'";
    assert_eq!(widget.script(font, Value::Null).await?, json!(true), "the style sheet is not adopted");
    widget.press(".cursor-range", "\u{e014}").await?;
    widget.choose_distance("21k").await?;
    widget.answer_all(CHONGQING).await?;
    assert_eq!(widget.send_for_outcome().await?, "accepted");
    let arrivals = desk.desk().arrivals()?;
    assert_eq!(arrivals.len(), 1);
    assert_eq!(arrivals[0].entries.get("name"), Some("李雪梅"));
    Ok(())
}

async fn assert_no_rule_is_broken(browser: &Browser) -> Result<()> {
    assert_eq!(browser.heard_of("securitypolicyviolation").await?, []);
    Ok(())
}

fn policy(widget: &str, desk: &str) -> String {
    format!(
        "default-src 'none'; script-src {widget} 'wasm-unsafe-eval'; connect-src {widget} {desk}; \
         style-src 'none'; require-trusted-types-for 'script'"
    )
}

/// The origin of an address of a desk.
fn origin_of(desk: &LocalDesk) -> String {
    desk.address("").trim_end_matches("/desk/").to_owned()
}

#[test]
fn a_strict_page_on_the_widgets_own_origin() -> Result<()> {
    run(async |browser| {
        let desk = LocalDesk::start().await?;
        let site = site_with_desk(&desk).await?.start().await?;
        let policy = policy(&site.origin(), &origin_of(&desk));
        let widget = site.open(browser, &HostPage { policy: Some(policy), ..HostPage::default() }).await?;
        assert_works(&widget, &desk).await?;
        assert_no_rule_is_broken(browser).await
    })
}

#[test]
fn a_strict_page_on_another_origin() -> Result<()> {
    run(async |browser| {
        let desk = LocalDesk::start().await?;
        let site = site_with_desk(&desk).await?.start().await?;
        let partner = Site::new()?.start().await?;
        let page = HostPage {
            policy: Some(policy(&site.origin(), &origin_of(&desk))),
            script: format!("{}/saddle.js", site.origin()),
            event: format!("{}/event.json", site.origin()),
            ..HostPage::default()
        };
        let widget = partner.open(browser, &page).await?;
        assert_works(&widget, &desk).await?;
        assert_no_rule_is_broken(browser).await
    })
}

#[test]
fn the_recorder_hears_a_broken_rule() -> Result<()> {
    run(async |browser| {
        browser.skip_in(Engine::WebKit, "a word about WebAssembly that a policy forbids")?;
        browser.expect_errors();
        let site = Site::new()?.start().await?;
        // Without 'wasm-unsafe-eval' the widget cannot start: the tests above would see it.
        let policy =
            format!("default-src 'none'; script-src {0}; connect-src {0}; style-src 'none'", site.origin());
        let page = HostPage { policy: Some(policy), ..HostPage::default() };
        let widget = site.open_failing(browser, &page).await?;
        browser.wait_to_hear("saddle-error").await?;
        browser.wait_to_hear("securitypolicyviolation").await?;
        assert!(widget.is_fallback_link_seen().await?);
        Ok(())
    })
}

#[test]
fn a_sandboxed_frame_without_forms_or_storage() -> Result<()> {
    run(async |browser| {
        browser.skip_in(Engine::WebKit, "keys for what is in a sandboxed frame")?;
        let desk = LocalDesk::start().await?;
        let site = site_with_desk(&desk).await?.start().await?;
        site.serve(&HostPage::default());
        let frame = r#"<!doctype html><html lang="en"><title>A builder of pages</title>
            <iframe sandbox="allow-scripts" src="/partner.html" width="1000" height="800"></iframe></html>"#;
        let builder = Site::new()?.file(
            "/frame.html",
            saddle_tests::File::html(
                frame.replace("/partner.html", &format!("{}/partner.html", site.origin())),
            ),
        );
        let builder = builder.start().await?;
        browser.goto(&format!("{}/frame.html", builder.origin())).await?;
        browser.enter_frame().await?;
        let widget = Widget::first(browser);
        assert_works(&widget, &desk).await
    })
}
