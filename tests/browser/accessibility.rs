//! What assistive technology is told, as far as a program can tell.

use anyhow::{Context, Result};
use saddle_tests::visitor::OSLO;
use saddle_tests::{Browser, HostPage, Site, Widget, run};
use serde_json::{Value, json};
use std::collections::BTreeSet;

const TAB: &str = "\u{e004}";

/// Roles of elements that are operated, and so need a name.
const OPERATED: [&str; 8] =
    ["button", "checkbox", "combobox", "link", "radio", "slider", "spinbutton", "textbox"];

/// Role and name of everything in the browser's accessibility tree.
async fn tree(browser: &Browser) -> Result<Vec<(String, String)>> {
    let tree = browser.devtools("Accessibility.getFullAXTree", json!({})).await?;
    let nodes = tree["nodes"].as_array().context("no accessibility tree")?;
    let text = |node: &Value, what: &str| node[what]["value"].as_str().unwrap_or_default().to_owned();
    let seen = nodes.iter().filter(|node| node["ignored"] != json!(true));
    Ok(seen.map(|node| (text(node, "role"), text(node, "name"))).collect())
}

/// Everything operated has a name, ids are unique, and what refers to an id finds it.
pub async fn assert_all_is_named(browser: &Browser, widget: &Widget<'_>, when: &str) -> Result<()> {
    let mut operated = tree(browser).await?;
    operated.retain(|(role, _)| OPERATED.contains(&role.as_str()));
    assert!(operated.len() > 20, "{when}: only {operated:?}");
    let nameless: Vec<_> = operated.iter().filter(|(_, name)| name.trim().is_empty()).collect();
    assert!(nameless.is_empty(), "{when}, without a name: {nameless:?}");

    let broken = widget
        .script(
            "const ids = [...root.querySelectorAll('[id]')].map((element) => element.id);
             const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
             const missing = [...root.querySelectorAll('[aria-describedby], [aria-labelledby], label[for]')]
               .flatMap((element) => ['aria-describedby', 'aria-labelledby', 'for']
                 .flatMap((name) => (element.getAttribute(name) ?? '').split(' ')))
               .filter((id) => id && !ids.includes(id));
             return [...twice, ...missing]",
            Value::Null,
        )
        .await?;
    assert_eq!(broken, json!([]), "{when}: ids that stand twice, or are referred to and not there");
    Ok(())
}

#[test]
fn everything_that_is_operated_has_a_name() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = Site::new()?.start().await?;
        site.desk().set_fault(xtask::desk::Fault::HtmlErrorPage);
        let page = HostPage::default();
        let widget = site.open(browser, &page).await?;
        assert_all_is_named(browser, &widget, "at first sight").await?;
        widget.answer_all(&[("birth_day", "1"), ("birth_month", "1"), ("birth_year", "2005")]).await?;
        widget.send().await?;
        widget.wait_until_focused("error-summary").await?;
        assert_all_is_named(browser, &widget, "with mistakes and a guardian").await?;
        widget.answer_all(OSLO).await?;
        assert_eq!(widget.send_for_outcome().await?, "unknown");
        assert_all_is_named(browser, &widget, "with the fallback").await
    })
}

#[test]
fn the_whole_form_is_reached_with_the_tab_key_and_the_trap_is_not() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.script("root.querySelector('.picker input').focus()", Value::Null).await?;
        let mut reached = BTreeSet::new();
        for _ in 0..80 {
            let focused = "const element = root.activeElement;
                           return [element?.name || element?.getAttribute('part') || '', element?.localName ?? '']";
            let focused = widget.script(focused, Value::Null).await?;
            if focused[1] == "" {
                break;
            }
            reached.insert(focused[0].as_str().unwrap_or_default().to_owned());
            browser.press(TAB).await?;
        }
        for name in widget.answers().await?.keys() {
            assert!(reached.contains(name), "{name} is not reached: {reached:?}");
        }
        assert!(reached.contains("submit"), "{reached:?}");
        assert!(!reached.contains("topic"), "the trap is reached");
        Ok(())
    })
}

#[test]
fn the_parts_of_a_name_stand_apart() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        site.open(browser, &HostPage::default()).await?;
        let tree = tree(browser).await?;
        let lake = tree.iter().find(|(role, name)| role == "button" && name.contains("Pobdong Lake"));
        let (_, name) = lake.context("no button leads to the lake")?;
        assert!(name.contains(" km Pobdong Lake ") && !name.contains("LakeL"), "{name}");
        Ok(())
    })
}

#[test]
fn what_is_said_of_the_form_stays_where_it_is_heard() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        let statuses = "return [...root.querySelectorAll('.sign-up [role=status]')]
            .filter((status) => !status.checkVisibility()).map((status) => status.className)";
        assert_eq!(widget.script(statuses, Value::Null).await?, json!([]));
        // They take no room while they are empty, but for the dot that stands for a list's status.
        let high = "return Math.max(...[...root.querySelectorAll('.sign-up [role=status]:empty')]
            .map((status) => status.getBoundingClientRect().height))";
        let high = widget.script(high, Value::Null).await?;
        assert!(high.as_f64().is_some_and(|high| high <= 1.0), "{high}");
        // The summary takes the focus; as an alert it would be read again with every mistake that is mended.
        widget.send().await?;
        widget.wait_until_focused("error-summary").await?;
        assert_eq!(widget.attribute(".error-summary", "role").await?.as_deref(), Some("group"));
        Ok(())
    })
}

#[test]
fn a_date_is_one_question_and_the_cursor_a_slider() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        site.open(browser, &HostPage::default()).await?;
        let tree = tree(browser).await?;
        for (role, name) in [("group", "Date of birth"), ("slider", "Place on the course")] {
            assert!(
                tree.contains(&(role.to_owned(), name.to_owned())),
                "no {role} is named {name}: {tree:?}"
            );
        }
        Ok(())
    })
}
