//! What is kept of a sign-up that is being typed: in the tab always, on the device only if the visitor says so.

use anyhow::Result;
use saddle_tests::visitor::CHONGQING;
use saddle_tests::{Browser, HostPage, Site, Widget, run};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The page as a new tab meets it: nothing of the old tab's session storage is there.
async fn new_tab(browser: &Browser, widget: &Widget<'_>) -> Result<()> {
    browser.script("sessionStorage.clear()", Vec::new()).await?;
    browser.reload().await?;
    widget.wait_until_ready().await
}

async fn tick_keep(widget: &Widget<'_>) -> Result<()> {
    let scrolled = "root.querySelector('#keep-draft').scrollIntoView({ block: 'center' })";
    widget.script(scrolled, Value::Null).await?;
    widget.press("#keep-draft", " ").await
}

/// The usual page with everything typed into the form, and what stood there before.
async fn typed(browser: &Browser) -> Result<(Site, Widget<'_>, BTreeMap<String, String>)> {
    let site = Site::new()?.start().await?;
    let widget = site.open_usual(browser).await?;
    let fresh = widget.answers().await?;
    widget.answer_all(CHONGQING).await?;
    Ok((site, widget, fresh))
}

/// What stands on the device.
async fn on_device(browser: &Browser) -> Result<Vec<String>> {
    let keys = browser.script("return Object.keys(localStorage).sort()", Vec::new()).await?;
    Ok(serde_json::from_value(keys)?)
}

#[test]
fn a_draft_stays_in_its_tab() -> Result<()> {
    run(async |browser| {
        let (_site, widget, fresh) = typed(browser).await?;
        assert_eq!(on_device(browser).await?, Vec::<String>::new());
        new_tab(browser, &widget).await?;
        assert_eq!(widget.answers().await?, fresh);
        assert_eq!(widget.count(".found").await?, 0);
        Ok(())
    })
}

#[test]
fn a_distance_that_was_only_looked_at_is_no_draft() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open_usual(browser).await?;
        widget.choose_distance("21k").await?;
        assert_eq!(widget.answers().await?["distance"], "21k");
        // The next page of the site is about another, and knows its visitor.
        let next = r#"distance="10k" prefill="payment=card""#;
        let widget = site.open(browser, &HostPage::default().with(next)).await?;
        let answers = widget.answers().await?;
        assert_eq!((answers["distance"].as_str(), answers["payment"].as_str()), ("10k", "card"));
        Ok(())
    })
}

#[test]
fn a_draft_that_is_kept_is_found_in_a_new_tab_and_gone_when_it_is_sent() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open_usual(browser).await?;
        tick_keep(&widget).await?;
        widget.answer_all(CHONGQING).await?;
        let typed = widget.answers().await?;
        new_tab(browser, &widget).await?;
        assert_eq!(widget.answers().await?, typed);
        assert_eq!(widget.count(".found").await?, 1);
        assert_eq!(widget.send_for_outcome().await?, "accepted");
        site.only_arrival("zx-tour")?;
        assert_eq!(on_device(browser).await?, Vec::<String>::new());
        let in_tab = "return Object.keys(sessionStorage).filter((key) => key.startsWith('saddle:'))";
        assert_eq!(browser.script(in_tab, Vec::new()).await?, json!([]));
        Ok(())
    })
}

#[test]
fn somebody_else_clears_a_draft() -> Result<()> {
    run(async |browser| {
        let (_site, widget, fresh) = typed(browser).await?;
        tick_keep(&widget).await?;
        new_tab(browser, &widget).await?;
        widget.click("[data-action=not-my-draft]").await?;
        widget.wait_for("return !root.querySelector('.found')", Value::Null).await?;
        assert_eq!(widget.answers().await?, fresh);
        assert_eq!(on_device(browser).await?, Vec::<String>::new());
        new_tab(browser, &widget).await?;
        assert_eq!(widget.answers().await?, fresh);
        Ok(())
    })
}

#[test]
fn unticking_forgets_at_once_and_so_do_seven_days() -> Result<()> {
    run(async |browser| {
        let (_site, widget, fresh) = typed(browser).await?;
        tick_keep(&widget).await?;
        assert_eq!(on_device(browser).await?.len(), 2);
        tick_keep(&widget).await?;
        assert_eq!(on_device(browser).await?, Vec::<String>::new());

        tick_keep(&widget).await?;
        let until =
            "const key = Object.keys(localStorage).find((key) => key.startsWith('saddle:kept-until:'));
            const days = (localStorage.getItem(key) - Date.now()) / 86400000;
            localStorage.setItem(key, Date.now() - 1);
            return days";
        let days = browser.script(until, Vec::new()).await?.as_f64().unwrap_or_default();
        assert!((6.9..=7.0).contains(&days), "{days}");
        new_tab(browser, &widget).await?;
        assert_eq!(widget.answers().await?, fresh);
        assert_eq!(on_device(browser).await?, Vec::<String>::new());
        Ok(())
    })
}

#[test]
fn a_draft_of_another_event_is_not_shown() -> Result<()> {
    run(async |browser| {
        let (_site, widget, fresh) = typed(browser).await?;
        tick_keep(&widget).await?;
        let swap = "for (const key of Object.keys(localStorage)) {
                localStorage.setItem(key.replace('masikryong-2015', 'other'), localStorage.getItem(key));
                localStorage.setItem(key, localStorage.getItem(key).replace('masikryong-2015', 'other'));
            }";
        browser.script(swap, Vec::new()).await?;
        new_tab(browser, &widget).await?;
        assert_eq!(widget.answers().await?, fresh);
        Ok(())
    })
}
