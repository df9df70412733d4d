//! The course: what is seen first, how one moves along it, and what the host page hears.

use anyhow::{Context, Result};
use saddle_tests::{HostPage, PATIENCE, Site, Widget, run};
use serde_json::{Value, json};

#[test]
fn the_demo_page_shows_the_race_and_its_hills() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        browser.goto(&site.origin()).await?;
        let widget = Widget::first(browser);
        widget.wait_until_ready().await?;

        assert_eq!(widget.text(".head .race-name").await?.as_deref(), Some("Masikryong Marathon"));
        assert_eq!(widget.count(".picker input[type=radio]").await?, 4);
        // The bands of colour are the hills; one alone would be a flat line.
        assert!(widget.count(".profile path.band").await? >= 3);
        let ridge = widget.attribute(".profile path.ridge", "d").await?.context("no ridge")?;
        assert!(ridge.len() > 500, "the ridge is only {ridge}");
        let trail = widget.attribute(".map path.trail", "d").await?.context("no trail")?;
        assert!(trail.len() > 500, "the trail is only {trail}");
        let figures = widget.text(".figures dl").await?.unwrap_or_default();
        assert!(figures.contains("42") && figures.contains("Climb"), "{figures}");
        assert!(!widget.is_fallback_link_seen().await?, "the widget and the link in its place are both seen");
        Ok(())
    })
}

/// Notes at each mark how many frames had begun since the page's start, and what then stood in the page.
const WATCH_MARKS: &str = r#"<script>
    window.frames_begun = 0;
    const count = () => { frames_begun++; requestAnimationFrame(count); };
    requestAnimationFrame(count);
    window.marks = [];
    const note = (name) => {
      const root = document.querySelector("saddle-race")?.shadowRoot;
      const has = (selector) => !!root?.querySelector(selector);
      marks.push({ name, frame: frames_begun, profile: has(".profile svg .ridge"), form: has(".form") });
    };
    const { mark } = performance;
    performance.mark = (...args) => { note(args[0]); return mark.apply(performance, args); };
    // It is heard as soon as the widget is in the page.
    document.addEventListener("saddle-ready", () => note("in the page"));
</script>"#;

#[test]
fn marks_tell_when_the_profile_is_painted_and_the_form_usable() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let page = HostPage { head: WATCH_MARKS.to_owned(), ..HostPage::default() };
        site.open(browser, &page).await?;
        let ready = "return marks.some(({ name }) => name === 'saddle:ready') && marks";
        let marks = browser.wait_for(ready, Vec::new(), PATIENCE).await?;
        let marks = marks.as_array().context("no marks")?;
        let names: Vec<_> = marks.iter().filter_map(|mark| mark["name"].as_str()).collect();
        assert_eq!(names, ["saddle:start", "in the page", "saddle:drawn", "saddle:ready"]);
        let frame = |index: usize| marks[index]["frame"].as_u64();
        assert!(frame(2) > frame(1), "no frame was painted with the profile in it: {marks:?}");
        assert_eq!((&marks[2]["profile"], &marks[3]["form"]), (&json!(true), &json!(true)));
        let times = "return ['drawn', 'ready'].map((name) =>
                       performance.getEntriesByName(`saddle:${name}`)[0].startTime)";
        let times = browser.script(times, Vec::new()).await?;
        assert!(times[0].as_f64() <= times[1].as_f64(), "{times}");

        // Without a course there is nothing to paint first.
        site.open(browser, &page.with(r#"view="signup""#)).await?;
        let marks = browser.wait_for(ready, Vec::new(), PATIENCE).await?;
        let marks = marks.as_array().context("no marks")?;
        assert!(marks.iter().all(|mark| mark["name"] != "saddle:drawn"), "{marks:?}");
        assert!(marks.iter().all(|mark| mark["name"] != "saddle:ready" || mark["form"] == true), "{marks:?}");
        Ok(())
    })
}

#[test]
fn a_picked_distance_changes_figures_profile_and_map() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        let seen = async || {
            anyhow::Ok([
                widget.text(".figures dl").await?,
                widget.attribute(".profile path.ridge", "d").await?,
                widget.attribute(".map path.trail", "d").await?,
            ])
        };
        let before = seen().await?;
        widget.choose_distance("10k").await?;
        let after = seen().await?;
        for (before, after) in before.iter().zip(&after) {
            assert_ne!(before, after);
        }
        // Published: 10 km, highest 912 m, lowest 528 m, mean 688 m.
        let figures = after[0].as_deref().unwrap_or_default();
        for figure in ["10", "912", "528", "688"] {
            assert!(figures.contains(figure), "{figure} is missing in {figures}");
        }
        assert_eq!(widget.answers().await?["distance"], "10k", "the form does not follow the picker");
        widget.answer("distance", "5k").await?;
        assert_eq!(
            widget.script("return root.querySelector('.picker :checked').value", Value::Null).await?,
            "5k"
        );
        Ok(())
    })
}

#[test]
fn arrow_keys_move_one_cursor_on_profile_and_map() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        let is_seen = "return getComputedStyle(root.querySelector('.map-cursor')).display !== 'none'";
        let places = async || {
            widget
                .script(
                    "const of = (s, a) => root.querySelector(s).getAttribute(a);
                     const onMap = of('.map-cursor', 'transform');
                     const onProfile = of('.profile .cursor', 'transform');
                     return [of('.cursor-range', 'aria-valuetext'), onProfile, onMap]",
                    Value::Null,
                )
                .await
        };
        assert_eq!(widget.script(is_seen, Value::Null).await?, json!(false));

        widget.press(".cursor-range", &"\u{e014}".repeat(20)).await?;
        let first = places().await?;
        let spoken = first[0].as_str().unwrap_or_default();
        // 20 steps of 50 m.
        assert!(spoken.starts_with("1 km") || spoken.starts_with("1.0 km"), "{spoken}");
        widget.press(".cursor-range", &"\u{e014}".repeat(20)).await?;
        let second = places().await?;
        for (first, second) in
            first.as_array().into_iter().flatten().zip(second.as_array().into_iter().flatten())
        {
            assert_ne!(first, second);
        }
        assert_eq!(widget.script(is_seen, Value::Null).await?, json!(true));

        // A stop on the list moves the same cursor.
        widget.click(".on-the-way .stop").await?;
        assert_ne!(places().await?, second);
        Ok(())
    })
}

#[test]
fn the_mouse_over_the_profile_moves_the_cursor() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        let right = "const plot = root.querySelector('.plot');
                     plot.scrollIntoView({ block: 'center' });
                     const box = plot.getBoundingClientRect();
                     return [box.right - 1, box.top + box.height / 2]";
        let at = widget.script(right, Value::Null).await?;
        let moved = json!({ "type": "mouseMoved", "x": at[0], "y": at[1] });
        browser.devtools("Input.dispatchMouseEvent", moved).await?;
        let metres = browser.wait_to_hear("saddle-cursor").await?.detail["distance_m"].as_f64();
        // The slider follows when the pointer rests.
        let range = "const range = root.querySelector('.cursor-range');
                     return range.valueAsNumber > 0 && [range.valueAsNumber, Number(range.max)]";
        let range = widget.wait_for(range, Value::Null).await?;
        // The right edge is the finish, in the last step of the slider; the slider stands on a whole step.
        let is_in_last_step = |(metres, most): (f64, f64)| metres <= most && most - metres < 50.0;
        assert!(metres.zip(range[1].as_f64()).is_some_and(is_in_last_step), "{metres:?} {range}");
        assert!(
            range[1].as_f64().zip(range[0].as_f64()).is_some_and(|(most, value)| most - value <= 50.0),
            "{range}"
        );
        Ok(())
    })
}

#[test]
fn the_page_hears_what_happens_on_the_course() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        browser.wait_to_hear("saddle-ready").await?;
        widget.choose_distance("21k").await?;
        assert_eq!(browser.wait_to_hear("saddle-distance").await?.detail, json!({ "distance": "21k" }));
        widget.press(".cursor-range", "\u{e014}").await?;
        assert_eq!(browser.wait_to_hear("saddle-cursor").await?.detail, json!({ "distance_m": 50 }));
        assert_eq!(browser.heard_of("saddle-ready").await?.len(), 1);
        assert!(browser.heard().await?.iter().all(|heard| heard.target == "saddle-race"));
        Ok(())
    })
}
