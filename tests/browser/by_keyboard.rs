//! The form, completed by keyboard alone in every language, as wide as a page of 1,280 pixels is at 400 %.

use crate::accessibility::assert_all_is_named;
use anyhow::{Context, Result, ensure};
use saddle_tests::visitor::{CHONGQING, with};
use saddle_tests::{Browser, HostPage, Site, Widget, run};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const DOWN: &str = "\u{e015}";

/// The most steps of the Tab key that a form may take.
const STEPS: usize = 120;

/// What has the focus in the widget.
struct Focused {
    name: String,
    kind: String,
    value: String,
    is_checked: bool,
    is_submit: bool,
}

async fn focused(widget: &Widget<'_>) -> Result<Focused> {
    let body = "const element = root.activeElement;
                return [element?.name ?? '', element?.role || element?.type || '', element?.value ?? '',
                        element?.checked ?? false, element?.getAttribute('part') === 'submit']";
    let seen = widget.script(body, Value::Null).await?;
    let text = |at: usize| seen[at].as_str().unwrap_or_default().to_owned();
    Ok(Focused {
        name: text(0),
        kind: text(1),
        value: text(2),
        is_checked: seen[3] == json!(true),
        is_submit: seen[4] == json!(true),
    })
}

/// Answers what has the focus, by the keys that its kind of control knows.
async fn answer(browser: &Browser, widget: &Widget<'_>, control: Focused, wanted: &str) -> Result<()> {
    match control.kind.as_str() {
        "radio" => {
            let mut now = control;
            for _ in 0..10 {
                if now.value == wanted {
                    return if now.is_checked { Ok(()) } else { browser.press(" ").await };
                }
                browser.press(DOWN).await?;
                now = focused(widget).await?;
            }
            anyhow::bail!("{wanted} is none of the choices of {}", now.name)
        }
        "checkbox" if control.is_checked => Ok(()),
        "checkbox" => browser.press(" ").await,
        _ => browser.press(wanted).await,
    }
}

/// From the top of the page to the button below the form, answering on the way.
async fn walk(browser: &Browser, widget: &Widget<'_>, answers: &[(&str, &str)]) -> Result<()> {
    let mut answered = BTreeSet::new();
    for _ in 0..STEPS {
        browser.press(TAB).await?;
        let control = focused(widget).await?;
        if control.is_submit {
            let missing: Vec<_> = answers.iter().filter(|answer| !answered.contains(answer.0)).collect();
            ensure!(missing.is_empty(), "the Tab key does not come by {missing:?}");
            return Ok(());
        }
        if let Some((name, wanted)) = answers.iter().find(|answer| answer.0 == control.name) {
            answered.insert(*name);
            answer(browser, widget, control, wanted).await.with_context(|| format!("at {name}"))?;
        }
    }
    anyhow::bail!("the button is not reached in {STEPS} steps")
}

/// A sign-up without a mouse; every step of it fits the screen, and all that is operated has a name.
fn sign_up_in(language: &'static str, name: &'static str) -> Result<()> {
    run(async |browser| {
        browser.resize(320, 640).await?;
        let site = Site::new()?.start().await?;
        let page = HostPage::default().with(r#"view="signup""#).with(&format!(r#"lang="{language}""#));
        let widget = site.open(browser, &page).await?;
        let answers = with(CHONGQING, &[("name", name)]);
        // An Enter there would be a line, and what is typed a text of two.
        let answers: Vec<_> = answers.into_iter().filter(|answer| answer.0 != "remarks").collect();
        walk(browser, &widget, &answers).await?;
        assert_all_is_named(browser, &widget, "filled in").await?;
        assert_fits(browser).await?;

        browser.press(ENTER).await?;
        widget.wait_until_focused("review-title").await.with_context(|| format!("{language}: no review"))?;
        assert_fits(browser).await?;
        walk(browser, &widget, &[]).await?;
        browser.press(ENTER).await?;
        assert_eq!(widget.outcome().await?, "accepted");
        assert_fits(browser).await?;
        let arrival = site.only_arrival("zx-tour")?;
        assert_eq!(arrival.entries.get("language"), Some(language));
        for (field, wanted) in [("name", name), ("email", "li.xuemei@example.org"), ("residence", "CN")] {
            assert_eq!(arrival.entries.get(field), Some(wanted));
        }
        Ok(())
    })
}

async fn assert_fits(browser: &Browser) -> Result<()> {
    let wide = browser.script("return document.documentElement.scrollWidth", Vec::new()).await?;
    assert!(wide.as_u64().is_some_and(|wide| wide <= 320), "the page is {wide} pixels wide");
    Ok(())
}

#[test]
fn english() -> Result<()> {
    sign_up_in("en", "李雪梅")
}

#[test]
fn simplified_chinese() -> Result<()> {
    sign_up_in("zh-Hans", "李雪梅")
}

#[test]
fn korean() -> Result<()> {
    sign_up_in("ko", "김민수")
}

#[test]
fn japanese() -> Result<()> {
    sign_up_in("ja", "김민수")
}

#[test]
fn french() -> Result<()> {
    sign_up_in("fr", "李雪梅")
}

#[test]
fn german() -> Result<()> {
    sign_up_in("de", "김민수")
}

#[test]
fn spanish() -> Result<()> {
    sign_up_in("es", "李雪梅")
}

#[test]
fn arabic() -> Result<()> {
    sign_up_in("ar", "김민수")
}
