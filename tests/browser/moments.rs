//! Nothing that was typed is lost, at whichever moment the page goes away.

use anyhow::{Context, Result};
use saddle_tests::visitor::{CHONGQING, SEOUL};
use saddle_tests::{Browser, HostPage, PATIENCE, Site, Widget, run, until};
use serde_json::{Value, json};
use std::env;
use std::path::PathBuf;
use xtask::bench::chromium::Chromium;
use xtask::desk::Fault;

/// The usual page with everything typed into the form.
async fn typed(browser: &Browser) -> Result<(Site, Widget<'_>)> {
    let site = Site::new()?.start().await?;
    let widget = site.open_usual(browser).await?;
    widget.answer_all(SEOUL).await?;
    Ok((site, widget))
}

#[test]
fn a_reload_in_the_middle_of_a_word() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open_usual(browser).await?;
        widget.answer_all(&SEOUL[..4]).await?;
        // The caret stays in the field: it has not been left, and no change was told.
        widget.press("#field-emergency_name", "박지").await?;
        let before = widget.answers().await?;
        assert_eq!(before["emergency_name"], "박지");
        widget.reload().await?;
        assert_eq!(widget.answers().await?, before);
        assert_eq!(widget.wrong_fields().await?, [""; 0]);
        Ok(())
    })
}

#[test]
fn a_reload_at_the_review() -> Result<()> {
    run(async |browser| {
        let (site, widget) = typed(browser).await?;
        let before = widget.answers().await?;
        assert!(widget.check().await?);
        widget.reload().await?;
        assert_eq!(widget.answers().await?, before);
        assert_eq!(widget.send_for_outcome().await?, "accepted");
        let arrival = site.only_arrival("experience-north-korea")?;
        assert_eq!(arrival.entries.get("name"), Some("김민수"));
        Ok(())
    })
}

#[test]
fn away_and_back() -> Result<()> {
    run(async |browser| {
        let (site, widget) = typed(browser).await?;
        let before = widget.answers().await?;
        browser.goto(&format!("{}/desk", site.origin())).await?;
        browser.script("history.back()", Vec::new()).await?;
        widget.wait_until_ready().await?;
        assert_eq!(widget.answers().await?, before);
        // And by its address, as a new visit of the same tab.
        browser.goto("about:blank").await?;
        let widget = site.open_usual(browser).await?;
        assert_eq!(widget.answers().await?, before);
        Ok(())
    })
}

#[test]
fn what_the_browser_has_emptied_on_the_way_back_is_there_again() -> Result<()> {
    run(async |browser| {
        let (_site, widget) = typed(browser).await?;
        let before = widget.answers().await?;
        // As WebKit does with what it must not complete, and without a word, when it brings a page back.
        let come_back =
            "for (const input of root.querySelectorAll('.form [autocomplete=off]')) input.value = '';
                         dispatchEvent(new PageTransitionEvent('pageshow', { persisted: args }))";
        widget.script(come_back, json!(false)).await?;
        assert_ne!(widget.answers().await?, before);
        widget.script(come_back, json!(true)).await?;
        let is_back = "return root.querySelector('#field-nationality').value === 'South Korea'";
        widget.wait_for(is_back, Value::Null).await?;
        assert_eq!(widget.answers().await?, before);
        Ok(())
    })
}

#[test]
fn a_reload_while_it_is_on_its_way() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = Site::new()?.start().await?;
        site.desk().set_next_faults([Fault::Slow { delay_s: 20 }]);
        let widget = site.open_usual(browser).await?;
        widget.answer_all(CHONGQING).await?;
        let before = widget.answers().await?;
        widget.send().await?;
        until("the sign-up at the desk", PATIENCE, async || {
            Ok((site.arrivals("zx-tour")?.len() == 1).then_some(()))
        })
        .await?;
        browser.reload().await?;
        assert_eq!(widget.outcome().await?, "unknown");
        assert_eq!(widget.answers().await?, before);
        let whole = widget.text(".fallback pre").await?;
        let whole = whole.context("no text to copy")?;
        for typed in ["李雪梅", "li.xuemei@example.org", "第一次跑山"] {
            let is_there = "return root.querySelector('.fallback pre').textContent.includes(args)";
            assert_eq!(widget.script(is_there, json!(typed)).await?, json!(true), "{typed}: {whole}");
        }
        Ok(())
    })
}

/// A page of a browser that a driver does not end when the page crashes.
struct Tab {
    chromium: Chromium,
    session: String,
}

impl Tab {
    async fn open(url: &str) -> Result<Self> {
        let program = env::var_os("CHROMIUM").map_or_else(|| "chromium".into(), PathBuf::from);
        let mut chromium = Chromium::start(&program).await?;
        let target =
            chromium.devtools.call(None, "Target.createTarget", json!({ "url": "about:blank" })).await?;
        let attach = json!({ "targetId": target["targetId"], "flatten": true });
        let attached = chromium.devtools.call(None, "Target.attachToTarget", attach).await?;
        let session = attached["sessionId"].as_str().context("no session")?.to_owned();
        let mut tab = Self { chromium, session };
        tab.call("Inspector.enable", json!({})).await?;
        tab.call("Page.navigate", json!({ "url": url })).await?;
        Ok(tab)
    }

    async fn call(&mut self, method: &str, parameters: Value) -> Result<Value> {
        self.chromium.devtools.call(Some(&self.session), method, parameters).await
    }

    /// What the body of a function gives that knows the shadow root as `root`; nothing while there is none.
    async fn script(&mut self, body: &str) -> Result<Value> {
        let expression = format!(
            "(() => {{ const root = document.querySelector('saddle-race')?.shadowRoot;
                       if (!root) return null;
                       {body} }})()"
        );
        let evaluated =
            self.call("Runtime.evaluate", json!({ "expression": expression, "returnByValue": true })).await?;
        Ok(evaluated["result"]["value"].clone())
    }

    /// Waits until the form stands there.
    async fn wait_for_form(&mut self) -> Result<()> {
        let deadline = std::time::Instant::now() + PATIENCE;
        loop {
            let body = "root.querySelector('.sign-up')?.scrollIntoView();
                        return !!root.querySelector('.form')";
            if self.script(body).await? == json!(true) {
                return Ok(());
            }
            anyhow::ensure!(std::time::Instant::now() < deadline, "the form does not come");
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
    }

    async fn answers(&mut self) -> Result<Value> {
        let body = "const answers = {};
                    for (const { name, type, value, checked } of root.querySelectorAll('.form [name]'))
                      if (type !== 'radio' || checked) answers[name] = type === 'checkbox' ? checked : value;
                    return answers";
        self.script(body).await
    }
}

#[test]
fn a_crashed_page() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let site = Site::new()?.start().await?;
        site.serve(&HostPage::default());
        let mut tab = Tab::open(&site.address()).await?;
        tab.wait_for_form().await?;
        for (field, text) in [("name", "김민수"), ("email", "minsu@"), ("remarks", "무릎\n🦵")] {
            tab.script(&format!("root.querySelector('#field-{field}').focus()")).await?;
            tab.call("Input.insertText", json!({ "text": text })).await?;
        }
        tab.script("root.querySelector(`.picker input[value='10k']`).click()").await?;
        let before = tab.answers().await?;
        assert_eq!((&before["name"], &before["distance"]), (&json!("김민수"), &json!("10k")));

        let session = tab.session.clone();
        tab.chromium.devtools.send(Some(&session), "Page.crash", json!({})).await?;
        tab.chromium.devtools.wait_for(&session, "Inspector.targetCrashed").await?;
        tab.call("Page.reload", json!({})).await?;
        tab.wait_for_form().await?;
        assert_eq!(tab.answers().await?, before);
        tab.chromium.close().await
    })
}
