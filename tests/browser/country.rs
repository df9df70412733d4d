//! Countries and regions, found by typing.

use anyhow::Result;
use saddle_tests::visitor::CHONGQING;
use saddle_tests::{HostPage, Site, Widget, run};
use serde_json::{Value, json};

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const UP: &str = "\u{e013}";
const DOWN: &str = "\u{e015}";
/// Control and A, which select what stands in an input.
const ALL: &str = "\u{e009}a\u{e000}";
const RESIDENCE: &str = "#field-residence";

/// The names in the open list of the residence.
async fn offered(widget: &Widget<'_>) -> Result<Vec<String>> {
    let body = "const list = root.querySelector('#list-residence');
                return list.hidden ? [] : [...list.children].map((option) => option.innerText)";
    let names = widget.script(body, Value::Null).await?;
    Ok(names.as_array().into_iter().flatten().filter_map(|name| name.as_str().map(str::to_owned)).collect())
}

/// What assistive technology is told of the residence: whether the list is open, and the option that is active.
async fn told(widget: &Widget<'_>) -> Result<(bool, String)> {
    let body = "const input = root.querySelector('#field-residence');
                const active = root.getElementById(input.getAttribute('aria-activedescendant') ?? '');
                const isSelected = !active || active.getAttribute('aria-selected') === 'true';
                return [input.ariaExpanded, isSelected ? active?.innerText ?? '' : 'not selected']";
    let told = widget.script(body, Value::Null).await?;
    Ok((told[0] == json!("true"), told[1].as_str().unwrap_or_default().to_owned()))
}

async fn residence(widget: &Widget<'_>) -> Result<String> {
    Ok(widget.answers().await?.remove("residence").unwrap_or_default())
}

async fn text(widget: &Widget<'_>) -> Result<Value> {
    widget.script("return root.querySelector('#field-residence').value", Value::Null).await
}

#[test]
fn it_is_walked_and_chosen_by_keyboard() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        assert_eq!(widget.count("[role=option]").await?, 0, "the list is made before it is wanted");
        widget.press(RESIDENCE, "kor").await?;
        assert_eq!(offered(&widget).await?, ["North Korea", "South Korea"]);
        assert_eq!(told(&widget).await?, (true, String::new()));
        browser.press(DOWN).await?;
        browser.press(DOWN).await?;
        assert_eq!(told(&widget).await?, (true, "South Korea".into()));
        browser.press(DOWN).await?;
        assert_eq!(told(&widget).await?.1, "North Korea", "the end of the list leads to its beginning");
        browser.press(UP).await?;
        // The Enter key chooses, and does not send the form.
        browser.press(ENTER).await?;
        assert_eq!((residence(&widget).await?, text(&widget).await?), ("KR".into(), json!("South Korea")));
        assert_eq!(told(&widget).await?, (false, String::new()));
        assert_eq!(widget.count(".error-summary").await?, 0);
        // Opened again, the whole list stands at what was chosen.
        browser.press(DOWN).await?;
        assert_eq!(told(&widget).await?, (true, "South Korea".into()));
        assert_eq!(offered(&widget).await?.len(), 250);
        browser.press(ESCAPE).await?;
        assert_eq!(told(&widget).await?, (false, String::new()));
        assert_eq!(residence(&widget).await?, "KR");
        assert!(!widget.check().await?);
        Ok(())
    })
}

#[test]
fn a_click_chooses_and_a_name_typed_in_full_is_taken() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.press(RESIDENCE, "cote").await?;
        assert_eq!(offered(&widget).await?, ["Côte d’Ivoire"]);
        widget.click("#list-residence [data-value=CI]").await?;
        assert_eq!(residence(&widget).await?, "CI");
        assert_eq!(widget.focused().await?, "field-residence");
        for (typed, code, name) in
            [("CHINA", "CN", "China"), ("no", "NO", "Norway"), ("cote d'ivoire", "CI", "Côte d’Ivoire")]
        {
            widget.press(RESIDENCE, &format!("{ALL}{typed}{TAB}")).await?;
            assert_eq!(
                (residence(&widget).await?, text(&widget).await?),
                (code.into(), json!(name)),
                "{typed}"
            );
        }
        assert!(!widget.check().await?);
        Ok(())
    })
}

#[test]
fn what_is_no_country_is_kept_and_a_mistake() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.answer_all(CHONGQING).await?;
        widget.press(RESIDENCE, &format!("{ALL}Atlantis")).await?;
        assert_eq!(offered(&widget).await?, [""; 0]);
        let none = "return root.querySelector('.residence [role=status]').innerText";
        assert!(widget.script(none, Value::Null).await?.to_string().contains("No country"));
        assert!(!widget.check().await?);
        assert_eq!(widget.wrong_fields().await?, ["residence", "consent"]);
        assert!(widget.error_beside("residence").await?.contains("from the list"));
        assert_eq!(text(&widget).await?, json!("Atlantis"));
        widget.answer_all(&[("residence", "CN"), ("consent", "yes")]).await?;
        assert_eq!(widget.send_for_outcome().await?, "accepted");
        Ok(())
    })
}

#[test]
fn it_is_searched_in_the_visitors_language_and_in_english() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        for (language, typed, name) in [
            ("zh-Hans", "韩国", "韩国"),
            ("zh-Hans", "south k", "韩国"),
            ("ko", "대한", "대한민국"),
            ("ko", "kr", "대한민국"),
        ] {
            let widget =
                site.open(browser, &HostPage::default().with(&format!("lang=\"{language}\""))).await?;
            widget.press(RESIDENCE, &format!("{ALL}{typed}")).await?;
            assert_eq!(
                offered(&widget).await?.first().map(String::as_str),
                Some(name),
                "{language}: {typed}"
            );
            browser.press(DOWN).await?;
            browser.press(ENTER).await?;
            assert_eq!(residence(&widget).await?, "KR");
            assert!(!widget.check().await?);
        }
        Ok(())
    })
}

#[test]
fn a_browser_that_fills_in_the_form_is_understood() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        let fill = "const input = root.querySelector('#field-residence');
                    input.value = 'Norway';
                    for (const name of ['input', 'change']) input.dispatchEvent(new Event(name, { bubbles: true }))";
        widget.script(fill, Value::Null).await?;
        assert_eq!(residence(&widget).await?, "NO");
        assert_eq!(widget.attribute(RESIDENCE, "autocomplete").await?.as_deref(), Some("country-name"));
        Ok(())
    })
}
