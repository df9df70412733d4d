//! Looking closer at the profile: by button, key, mouse, wheel and finger.

use anyhow::{Context, Result};
use saddle_tests::{Browser, HostPage, Site, Widget, run};
use serde_json::{Value, json};

const PAGE_DOWN: &str = "\u{e00f}";
const SHIFT: &str = "\u{e008}";
const ARROW_RIGHT: &str = "\u{e014}";
const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";

/// Waits until the chunk is there that takes the gestures: it is fetched when the slider first has the focus.
async fn look_closer(widget: &Widget<'_>) -> Result<()> {
    widget.script("root.querySelector('.cursor-range').focus()", Value::Null).await?;
    widget.wait_for("return root.querySelector('.gestures') !== null", Value::Null).await?;
    Ok(())
}

/// The labels of the distance axis; `km` stands at the start.
async fn axis(widget: &Widget<'_>) -> Result<Vec<String>> {
    let labels = "return [...root.querySelectorAll('.profile .tick.middle')].map((tick) => tick.textContent)";
    let labels = widget.script(labels, Value::Null).await?;
    let text = |label: &Value| label.as_str().unwrap_or_default().to_owned();
    Ok(labels.as_array().into_iter().flatten().map(text).collect())
}

/// Waits for another axis than this.
async fn other_axis(widget: &Widget<'_>, before: &[String]) -> Result<Vec<String>> {
    let is_other = "return [...root.querySelectorAll('.profile .tick.middle')].map((tick) => tick.textContent).join() !== args";
    widget.wait_for(is_other, json!(before.join(","))).await?;
    axis(widget).await
}

/// The place (in pixels of the page) of a share of the plot's width, at half its height.
async fn over_plot(widget: &Widget<'_>, share: f64) -> Result<(f64, f64)> {
    let place = widget
        .script(
            "const plot = root.querySelector('.plot');
             plot.scrollIntoView({ block: 'center', behavior: 'instant' });
             const range = root.querySelector('.cursor-range').getBoundingClientRect();
             return [range.left + args * range.width, range.top + range.height / 2]",
            json!(share),
        )
        .await?;
    Ok((place[0].as_f64().context("no x")?, place[1].as_f64().context("no y")?))
}

async fn mouse(browser: &Browser, kind: &str, (x, y): (f64, f64), buttons: u32) -> Result<()> {
    let event = json!({ "type": kind, "x": x, "y": y, "button": if kind == "mouseMoved" { "none" } else { "left" },
        "buttons": buttons, "clickCount": 1 });
    browser.devtools("Input.dispatchMouseEvent", event).await.map(drop)
}

async fn drag(browser: &Browser, from: (f64, f64), to: (f64, f64)) -> Result<()> {
    mouse(browser, "mouseMoved", from, 0).await?;
    mouse(browser, "mousePressed", from, 1).await?;
    for step in 1..=5 {
        let share = f64::from(step) / 5.0;
        let at = (from.0 + share * (to.0 - from.0), from.1 + share * (to.1 - from.1));
        mouse(browser, "mouseMoved", at, 1).await?;
    }
    mouse(browser, "mouseReleased", to, 0).await
}

async fn stretch(widget: &Widget<'_>) -> Result<String> {
    Ok(widget.text(".stretch-figures").await?.unwrap_or_default())
}

#[test]
fn buttons_zoom_in_and_out_and_show_the_whole_again() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        let whole = axis(&widget).await?;
        assert_eq!(widget.attribute("[data-action=whole]", "aria-disabled").await?.as_deref(), Some("true"));
        widget.click("[data-action=zoom-in]").await?;
        let closer = other_axis(&widget, &whole).await?;
        assert_eq!(widget.attribute("[data-action=whole]", "aria-disabled").await?.as_deref(), Some("false"));
        // The whole is 42 km; half of it about the middle begins at 10.5.
        assert!(
            closer.iter().any(|label| label == "20") && !closer.iter().any(|label| label == "40"),
            "{closer:?}"
        );
        widget.click("[data-action=zoom-in]").await?;
        let closest = other_axis(&widget, &closer).await?;
        widget.click("[data-action=zoom-out]").await?;
        assert_eq!(other_axis(&widget, &closest).await?, closer);
        widget.click("[data-action=whole]").await?;
        assert_eq!(other_axis(&widget, &closer).await?, whole);
        Ok(())
    })
}

#[test]
fn page_keys_go_from_climb_to_climb_and_shift_marks() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        look_closer(&widget).await?;
        // The first climb begins at the start, so its top comes first, and then the foot of the second.
        widget.press(".cursor-range", &PAGE_DOWN.repeat(2)).await?;
        let foot = widget.attribute(".cursor-range", "aria-valuetext").await?.unwrap_or_default();
        let second_climb = widget.text(".climbs li:nth-child(2) .stop-km").await?.unwrap_or_default();
        assert!(!second_climb.is_empty() && foot.starts_with(&second_climb), "{foot}, {second_climb}");
        widget.press(".cursor-range", &[SHIFT, PAGE_DOWN].concat()).await?;
        let marked = stretch(&widget).await?;
        assert!(marked.starts_with(&format!("From {second_climb} to ")), "{marked}");
        // Exactly the climb: its length stands in the list.
        let climb = widget.text(".climbs li:nth-child(2) strong").await?.unwrap_or_default();
        let length = climb.rsplit(" in ").next().unwrap_or_default();
        assert!(marked.contains(&format!(": {length}, ")), "{marked} is not {climb}");

        let before = axis(&widget).await?;
        widget.press(".cursor-range", "+").await?;
        other_axis(&widget, &before).await?;
        assert!(widget.focused().await?.is_empty(), "the slider has no id");
        let is_focused = "return root.activeElement === root.querySelector('.cursor-range')";
        assert_eq!(widget.script(is_focused, Value::Null).await?, json!(true), "zooming lost the focus");
        // Moved out of what is shown, the cursor takes it along.
        widget.press(".cursor-range", "\u{e010}").await?;
        let is_seen = "return getComputedStyle(root.querySelector('.profile .cursor')).display !== 'none'";
        widget.wait_for(is_seen, Value::Null).await?;
        widget.press(".cursor-range", ESCAPE).await?;
        assert_eq!(stretch(&widget).await?, "");
        widget.press(".cursor-range", ESCAPE).await?;
        widget
            .wait_for("return root.querySelector('[data-action=whole]').ariaDisabled === 'true'", Value::Null)
            .await?;
        assert_eq!(axis(&widget).await?, before);
        Ok(())
    })
}

#[test]
fn a_drag_of_the_mouse_marks_a_stretch_and_a_click_lets_go_of_it() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        look_closer(&widget).await?;
        let (from, to) = (over_plot(&widget, 0.25).await?, over_plot(&widget, 0.5).await?);
        drag(browser, from, to).await?;
        let marked = stretch(&widget).await?;
        // A quarter of 42 km, to within a pixel or two.
        let length = marked.split(": ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
        let length_km: f64 = length.parse().with_context(|| marked.clone())?;
        assert!((length_km - 10.5).abs() < 0.3, "{marked}");
        for word in [" up, ", " down, ", " on average"] {
            assert!(marked.contains(word), "{marked}");
        }
        let before = axis(&widget).await?;
        widget.click(".stretch-buttons .tool").await?;
        other_axis(&widget, &before).await?;
        let place = over_plot(&widget, 0.5).await?;
        drag(browser, place, place).await?;
        assert_eq!(stretch(&widget).await?, "");
        Ok(())
    })
}

/// The length of the marked stretch.
async fn length_km(widget: &Widget<'_>) -> Result<f64> {
    let marked = "return root.querySelector('.stretch-figures').innerText.startsWith('From ')";
    widget.wait_for(marked, Value::Null).await?;
    let marked = stretch(widget).await?;
    let length = marked.split(": ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap_or_default();
    length.parse().with_context(|| marked.clone())
}

async fn is_marking(widget: &Widget<'_>) -> Result<bool> {
    Ok(widget.attribute("[data-action=mark]", "aria-pressed").await?.as_deref() == Some("true"))
}

#[test]
fn two_clicks_mark_a_stretch_for_those_who_do_not_drag() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        look_closer(&widget).await?;
        let whole = axis(&widget).await?;
        widget.click("[data-action=mark]").await?;
        // How it is done is said to everyone, also what the keys do.
        assert!(stretch(&widget).await?.contains("Shift and the arrow keys"));
        let place = over_plot(&widget, 0.25).await?;
        drag(browser, place, place).await?;
        assert!(
            stretch(&widget).await?.starts_with("The stretch begins at 10."),
            "{}",
            stretch(&widget).await?
        );
        assert!(is_marking(&widget).await?);
        let place = over_plot(&widget, 0.5).await?;
        drag(browser, place, place).await?;
        assert!((length_km(&widget).await? - 10.5).abs() < 0.3);
        assert!(!is_marking(&widget).await?);
        // The button that clears it goes with it, and the focus to the one that marks.
        widget.click(".stretch-buttons .tool:last-child").await?;
        widget.wait_for("return !root.querySelector('.stretch-buttons .tool')", Value::Null).await?;
        let focused = "return root.activeElement?.dataset.action";
        assert_eq!(widget.script(focused, Value::Null).await?, json!("mark"));

        // A beginning without an end is given up with the button, and nothing of it stays.
        widget.click("[data-action=mark]").await?;
        let place = over_plot(&widget, 0.5).await?;
        drag(browser, place, place).await?;
        assert!(stretch(&widget).await?.starts_with("The stretch begins at "));
        widget.click("[data-action=mark]").await?;
        assert_eq!(stretch(&widget).await?, "");
        assert_eq!(axis(&widget).await?, whole);
        Ok(())
    })
}

#[test]
fn two_taps_mark_a_stretch() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        browser.resize(390, 700).await?;
        let emulation = json!({ "enabled": true, "maxTouchPoints": 1 });
        browser.devtools("Emulation.setTouchEmulationEnabled", emulation).await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        look_closer(&widget).await?;
        widget.click("[data-action=mark]").await?;
        for share in [0.25, 0.5] {
            let (x, y) = over_plot(&widget, share).await?;
            let down = json!({ "type": "touchStart", "touchPoints": [{ "x": x, "y": y }] });
            browser.devtools("Input.dispatchTouchEvent", down).await?;
            browser
                .devtools("Input.dispatchTouchEvent", json!({ "type": "touchEnd", "touchPoints": [] }))
                .await?;
        }
        assert!((length_km(&widget).await? - 10.5).abs() < 0.6);
        assert!(!is_marking(&widget).await?);
        Ok(())
    })
}

#[test]
fn enter_marks_a_stretch_at_both_its_ends() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        look_closer(&widget).await?;
        widget.press("[data-action=mark]", " ").await?;
        widget.press(".cursor-range", &[&ARROW_RIGHT.repeat(20), ENTER].concat()).await?;
        assert_eq!(stretch(&widget).await?, "The stretch begins at 1.0 km. Now choose its end.");
        widget.press(".cursor-range", &[&ARROW_RIGHT.repeat(40), ENTER].concat()).await?;
        assert!((length_km(&widget).await? - 2.0).abs() < 0.01);
        assert!(!is_marking(&widget).await?);
        // Escape gives up what has only begun, and leaves nothing of it.
        widget.press("[data-action=mark]", " ").await?;
        widget.press(".cursor-range", &[ENTER, ESCAPE].concat()).await?;
        assert_eq!(stretch(&widget).await?, "");
        assert!(!is_marking(&widget).await?);
        Ok(())
    })
}

#[test]
fn the_wheel_scrolls_the_page_and_zooms_only_with_ctrl() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        look_closer(&widget).await?;
        let (x, y) = over_plot(&widget, 0.5).await?;
        let whole = axis(&widget).await?;
        let wheel = |modifiers: u32| json!({ "type": "mouseWheel", "x": x, "y": y, "deltaX": 0, "deltaY": -240, "modifiers": modifiers });
        browser.devtools("Input.dispatchMouseEvent", wheel(2)).await?;
        let closer = other_axis(&widget, &whole).await?;
        let scrolled = "return window.scrollY";
        let before = browser.script(scrolled, vec![]).await?;
        browser.devtools("Input.dispatchMouseEvent", wheel(0)).await?;
        browser
            .wait_for("return window.scrollY < arguments[0]", vec![before], saddle_tests::PATIENCE)
            .await?;
        assert_eq!(axis(&widget).await?, closer);
        Ok(())
    })
}

#[test]
fn two_fingers_zoom_and_one_finger_scrolls_the_page() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        browser.resize(390, 700).await?;
        browser
            .devtools("Emulation.setTouchEmulationEnabled", json!({ "enabled": true, "maxTouchPoints": 2 }))
            .await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        look_closer(&widget).await?;
        let (x, y) = over_plot(&widget, 0.5).await?;
        let whole = axis(&widget).await?;
        let touch = async |kind: &str, points: Value| {
            browser.devtools("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await
        };
        let fingers =
            |half: f64| json!([{ "x": x - half, "y": y, "id": 0 }, { "x": x + half, "y": y, "id": 1 }]);
        touch("touchStart", fingers(20.0)).await?;
        for half in [30.0, 45.0, 60.0, 80.0] {
            touch("touchMove", fingers(half)).await?;
        }
        touch("touchEnd", json!([])).await?;
        other_axis(&widget, &whole).await?;

        let before = browser.script("return window.scrollY", vec![]).await?;
        touch("touchStart", json!([{ "x": x, "y": y, "id": 0 }])).await?;
        for up in [20.0, 60.0, 100.0, 140.0] {
            touch("touchMove", json!([{ "x": x, "y": y - up, "id": 0 }])).await?;
        }
        touch("touchEnd", json!([])).await?;
        browser
            .wait_for("return window.scrollY > arguments[0] + 50", vec![before], saddle_tests::PATIENCE)
            .await?;
        Ok(())
    })
}

#[test]
fn choosing_a_climb_shows_it() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        let whole = axis(&widget).await?;
        widget.click(".climbs .stop").await?;
        other_axis(&widget, &whole).await?;
        let start = widget.text(".climbs .stop-km").await?.unwrap_or_default();
        assert!(stretch(&widget).await?.starts_with(&format!("From {start} to ")));
        // The same number on the profile as in the list.
        let number = "return root.querySelector('.climb-number').textContent";
        assert_eq!(widget.script(number, Value::Null).await?, "1");
        assert!(widget.text(".climbs strong").await?.unwrap_or_default().starts_with("Climb 1: "));
        // Another distance is shown whole.
        widget.choose_distance("5k").await?;
        assert_eq!(widget.attribute("[data-action=whole]", "aria-disabled").await?.as_deref(), Some("true"));
        assert_eq!(stretch(&widget).await?, "");
        Ok(())
    })
}

#[test]
fn a_climb_has_the_name_that_the_organiser_gave_it() -> Result<()> {
    run(async |browser| {
        // The second climb of the 42 km goes from 6.6 to 8.3 km.
        let name = json!([{ "km": 7.0, "name": { "en": "Horse Pass" } }]);
        let site = Site::new()?.event(|event| event["distances"][0]["climbs"] = name).start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        let title = widget.text(".climbs li:nth-child(2) strong").await?.unwrap_or_default();
        assert!(title.starts_with("Climb 2 · Horse Pass: "), "{title}");
        let other = widget.text(".climbs li:nth-child(3) strong").await?.unwrap_or_default();
        assert!(other.starts_with("Climb 3: "), "{other}");
        Ok(())
    })
}

#[test]
fn comparing_puts_all_distances_on_one_scale() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.choose_distance("5k").await?;
        let alone = axis(&widget).await?;
        widget.click("[data-action=compare]").await?;
        let together = other_axis(&widget, &alone).await?;
        assert!(together.iter().any(|label| label == "40"), "{together:?}");
        let names = "return [...root.querySelectorAll('.outline-name')].map((name) => name.textContent)";
        assert_eq!(widget.script(names, Value::Null).await?, json!(["42 km", "21 km", "10 km"]));
        assert_eq!(widget.attribute("[data-action=compare]", "aria-pressed").await?.as_deref(), Some("true"));
        widget.click("[data-action=compare]").await?;
        assert_eq!(other_axis(&widget, &together).await?, alone);
        assert_eq!(widget.count(".outline").await?, 0);
        Ok(())
    })
}

#[test]
fn units_change_everywhere_and_the_button_keeps_the_focus() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.press(".cursor-range", &ARROW_RIGHT.repeat(20)).await?;
        let metric = widget.attribute(".cursor-range", "aria-valuetext").await?.unwrap_or_default();
        assert!(metric.starts_with("1.0 km"), "{metric}");
        widget.press("[data-action=units]", " ").await?;
        // 1 km is 0.62 miles.
        let imperial =
            "return root.querySelector('.cursor-range').getAttribute('aria-valuetext').startsWith('0.6 mi')";
        widget.wait_for(imperial, Value::Null).await?;
        let figures = widget.text(".figures dl").await?.unwrap_or_default();
        assert!(figures.contains("mi") && figures.contains("ft") && !figures.contains("km"), "{figures}");
        let is_focused = "return root.activeElement === root.querySelector('[data-action=units]')";
        assert_eq!(widget.script(is_focused, Value::Null).await?, json!(true));
        Ok(())
    })
}

#[test]
fn the_profile_is_heard_and_falls_silent() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.click("[data-action=hear]").await?;
        let is_pressed = "return root.querySelector('[data-action=hear]').ariaPressed === args";
        widget.wait_for(is_pressed, json!("true")).await?;
        // The cursor runs along while it sounds.
        let place = "return root.querySelector('.cursor-range').value";
        let first = widget.script(place, Value::Null).await?;
        widget.wait_for("return root.querySelector('.cursor-range').value !== args", first).await?;
        widget.click("[data-action=hear]").await?;
        widget.wait_for(is_pressed, json!("false")).await?;
        Ok(())
    })
}
