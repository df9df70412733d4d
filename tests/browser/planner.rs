//! What a runner asks of a course and takes away from it, by keyboard alone.

use anyhow::{Context, Result, ensure};
use saddle_tests::{Browser, HostPage, Site, Widget, run};
use serde_json::{Value, json};

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";

/// Presses Tab until the focus is on what a CSS selector finds.
async fn tab_to(browser: &Browser, widget: &Widget<'_>, selector: &str) -> Result<()> {
    for _ in 0..150 {
        if widget.script("return !!root.activeElement?.matches(args)", json!(selector)).await? == json!(true)
        {
            return Ok(());
        }
        browser.press(TAB).await?;
    }
    anyhow::bail!("the Tab key does not lead to {selector}")
}

/// Opens a part with the keyboard.
async fn open_part(browser: &Browser, widget: &Widget<'_>, part: &str, content: &str) -> Result<()> {
    widget.script("root.querySelector('.picker input').focus()", Value::Null).await?;
    tab_to(browser, widget, &format!("[data-part='{part}'] summary")).await?;
    browser.press(ENTER).await?;
    widget.wait_for("return !!root.querySelector(args)", json!(content)).await.map(drop)
}

/// Types a goal, and gives what is said about it.
async fn aim_for(browser: &Browser, widget: &Widget<'_>, goal: &str) -> Result<String> {
    open_part(browser, widget, "planner", "#goal").await?;
    tab_to(browser, widget, "#goal").await?;
    browser.insert_text(goal).await?;
    let said = "return root.querySelector('.plan-summary').textContent";
    let said = widget.wait_for(said, Value::Null).await?;
    Ok(said.as_str().unwrap_or_default().to_owned())
}

/// The text of the row of the arrivals that begins with a name.
async fn row(widget: &Widget<'_>, name: &str) -> Result<String> {
    let body = "const rows = [...root.querySelectorAll('.timetable tbody tr')];
                return rows.find((row) => row.firstChild.textContent.startsWith(args))
                  ?.innerText.replaceAll(/\\s+/g, ' ')";
    let text = widget.wait_for(body, json!(name)).await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

/// The minutes of a time written as `h:mm`.
fn minutes(time: &str) -> Option<u32> {
    let (hours, minutes) = time.split_once(':')?;
    Some(hours.parse::<u32>().ok()? * 60 + minutes.parse::<u32>().ok()?)
}

/// What stands between two texts.
fn between<'t>(text: &'t str, before: &str, after: &str) -> Option<&'t str> {
    text.split_once(before)?.1.split_once(after).map(|(found, _)| found)
}

#[test]
fn the_worst_climb_of_the_42_km_and_how_steep_it_is() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open_usual(browser).await?;
        open_part(browser, &widget, "table", ".hardest").await?;
        let said = widget.text(".hardest").await?.context("no hardest climb")?;
        let gain = between(&said, "km. ", " up").context(said.clone())?;
        let grade = between(&said, "up, ", " % on average").context(said.clone())?;
        assert!(grade.parse::<u32>().is_ok_and(|grade| (5..40).contains(&grade)), "{said}");
        assert!(between(&said, "from ", " km to ").is_some(), "{said}");
        // The list beside the map has all climbs: none of them is longer times steeper, which is higher.
        let all = "return [...root.querySelectorAll('.on-the-way button')].map((button) => button.innerText)";
        let all = widget.script(all, Value::Null).await?;
        let metres = |text: &str| text.trim_end_matches(" m").replace(',', "").parse::<u32>().unwrap_or(0);
        let highest = all
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|text| Some(metres(between(text.as_str()?, ": ", " up in")?)))
            .max();
        assert_eq!(highest, Some(metres(gain)), "{said} of {all}");
        Ok(())
    })
}

#[test]
fn when_at_pobdong_lake_and_no_cut_off_is_made_up() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open_usual(browser).await?;
        let said = aim_for(browser, &widget, "5:00").await?;
        assert!(said.starts_with("Finish in 5:00."), "{said}");
        let after = between(&said, "Pobdong Lake after ", ".").context(said.clone())?;
        // 25.8 of 42 km are 3:04 on the flat; no hills of this race make that an hour more or less.
        assert!(minutes(after).is_some_and(|minutes| (124..244).contains(&minutes)), "{said}");
        assert!(row(&widget, "Pobdong Lake").await?.contains(after), "the table says another time");
        assert!(row(&widget, "Hotel · Finish").await?.contains("5:00"));
        assert!(!said.contains("ut-off"), "{said}");
        let page = widget.text("[data-part='planner']").await?.unwrap_or_default();
        assert!(page.contains("No cut-offs have been given"), "{page}");
        assert_eq!(widget.count(".timetable .met, .timetable .missed").await?, 0);
        Ok(())
    })
}

#[test]
fn a_cut_off_is_met_or_missed_by_so_much() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.event(|event| {
            let distance = &mut event["distances"][0];
            distance["start"] = json!("08:00");
            distance["cutOffMinutes"] = json!(300);
            // In half an hour nobody runs 10 km uphill who takes five for 42; in 270 minutes everyone does 25.8.
            distance["waypoints"][1]["cutOffMinutes"] = json!(30);
            distance["waypoints"][2]["cutOffMinutes"] = json!(270);
        });
        let site = site.start().await?;
        let widget = site.open_usual(browser).await?;
        let said = aim_for(browser, &widget, "5 h").await?;
        assert!(said.starts_with("Finish in 5:00, at 13:00."), "{said}");
        assert!(said.ends_with("Cut-off missed: Sepho Juncture."), "{said}");
        let sepho = row(&widget, "Sepho Juncture").await?;
        assert!(sepho.contains("✗") && sepho.contains("0:30: missed by"), "{sepho}");
        let lake = row(&widget, "Pobdong Lake").await?;
        assert!(lake.contains("✓") && lake.contains("4:30: met"), "{lake}");
        let finish = row(&widget, "Hotel · Finish").await?;
        assert!(finish.contains("13:00") && finish.contains("5:00: met, 0 sec to spare"), "{finish}");
        Ok(())
    })
}

#[test]
fn what_is_out_of_reach_is_said_after_typing_and_not_while() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open_usual(browser).await?;
        open_part(browser, &widget, "planner", "#goal").await?;
        tab_to(browser, &widget, "#goal").await?;
        browser.insert_text("１：００").await?;
        widget.wait_for("return root.querySelector('#goal').value.length === 4", Value::Null).await?;
        assert_eq!(widget.text("#goal-error").await?.as_deref(), Some(""));
        // A screen reader hears of the next text of what is there before.
        let is_there = "return [...root.querySelectorAll('#goal-error, .plan-summary')]
            .map((status) => [status.role, getComputedStyle(status).display])";
        assert_eq!(
            widget.script(is_there, Value::Null).await?,
            json!([["status", "block"], ["status", "block"]])
        );
        browser.press(TAB).await?;
        let error = "return root.querySelector('#goal-error').textContent";
        let error = widget.wait_for(error, Value::Null).await?;
        assert!(error.as_str().is_some_and(|error| error.starts_with("Nobody runs that fast")), "{error}");
        assert_eq!(widget.attribute("#goal", "aria-invalid").await?.as_deref(), Some("true"));
        Ok(())
    })
}

#[test]
fn the_page_changes_the_units_while_a_goal_is_typed() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open_usual(browser).await?;
        let said = aim_for(browser, &widget, "5:00").await?;
        widget.script("host.units = 'imperial'", Value::Null).await?;
        let in_miles = "return root.querySelector('.timetable').textContent.includes(' mi')
            && root.querySelector('.goal .choices').textContent.includes('per mile')";
        widget.wait_for(in_miles, Value::Null).await?;
        assert_eq!(widget.focused().await?, "goal");
        browser.insert_text("5").await?;
        widget.wait_for("return root.querySelector('#goal').value === '5:005'", Value::Null).await?;
        browser.press("\u{e003}").await?;
        let again = "return root.querySelector('.plan-summary').textContent === args";
        widget.wait_for(again, json!(said)).await.map(drop)
    })
}

/// Presses a button of the part to take away.
async fn take(browser: &Browser, widget: &Widget<'_>, action: &str) -> Result<()> {
    tab_to(browser, widget, &format!("[data-action='{action}']")).await?;
    browser.press(ENTER).await
}

#[test]
fn pictures_and_a_calendar_entry_are_what_they_say() -> Result<()> {
    run(async |browser| {
        let site =
            Site::new()?.event(|event| event["distances"][0]["start"] = json!("09:00")).start().await?;
        let widget = site.open_usual(browser).await?;
        open_part(browser, &widget, "take-away", "[data-action='svg']").await?;

        take(browser, &widget, "svg").await?;
        let svg = String::from_utf8(browser.wait_for_download(".svg").await?)?;
        let parsed = "const page = new DOMParser().parseFromString(arguments[0], 'image/svg+xml');
                      const root = page.documentElement;
                      return [root.localName, root.getAttribute('width'), page.querySelectorAll('path').length > 9]";
        assert_eq!(browser.script(parsed, vec![json!(svg)]).await?, json!(["svg", "1200", true]));
        assert!(svg.contains("Pobdong Lake"));

        take(browser, &widget, "png").await?;
        let png = browser.wait_for_download(".png").await?;
        ensure!(png.starts_with(b"\x89PNG\r\n\x1a\n"), "no PNG");
        // The width stands at the beginning of the first chunk (<https://www.w3.org/TR/png-3/#11IHDR>).
        assert_eq!(png[16..20], 2_400_u32.to_be_bytes());
        assert!(png.len() > 20_000, "{} bytes are hardly a profile", png.len());

        take(browser, &widget, "ics").await?;
        let ics = String::from_utf8(browser.wait_for_download(".ics").await?)?;
        let lines: Vec<String> =
            ics.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect();
        // Pyongyang was at +08:30 on that day.
        assert!(lines.contains(&"DTSTART:20151004T003000Z".to_owned()), "{lines:?}");
        assert!(lines.contains(&"SUMMARY:Masikryong Marathon\\, 42 km".to_owned()), "{lines:?}");
        Ok(())
    })
}

#[test]
fn a_course_file_is_offered_unless_the_event_forbids() -> Result<()> {
    run(async |browser| {
        let site =
            Site::new()?.event(|event| event["distances"][1]["download"] = json!(false)).start().await?;
        let widget = site.open_usual(browser).await?;
        open_part(browser, &widget, "take-away", "a[download]").await?;
        assert_eq!(widget.text("a[download]").await?.as_deref(), Some("Course as GPX"));
        widget.choose_distance("21k").await?;
        widget.wait_for("return !root.querySelector('a[download]')", Value::Null).await?;
        assert_eq!(widget.count("[data-action='svg']").await?, 1);
        Ok(())
    })
}

/// Instead of printing, a frame tells its page what it would print.
const PRINTER: &str = "if (window !== top) window.print = () => {
    const { body, documentElement } = document;
    top.printed = {
      text: body.innerText, height: documentElement.scrollHeight, lang: documentElement.lang,
      weight: getComputedStyle(body.querySelector('.place th') ?? body).fontWeight,
      seen: (selector) => !!body.querySelector(selector)?.checkVisibility(),
    };
    dispatchEvent(new Event('afterprint'));
  }";

#[test]
fn a_pace_band_is_one_page_also_on_a_strict_page() -> Result<()> {
    run(async |browser| {
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": PRINTER })).await?;
        let site = Site::new()?.start().await?;
        let policy = format!(
            "default-src 'none'; script-src {0} 'wasm-unsafe-eval'; connect-src {0}; style-src 'none'; \
             require-trusted-types-for 'script'",
            site.origin()
        );
        let page = HostPage { policy: Some(policy), ..HostPage::default() };
        let widget = site.open(browser, &page).await?;
        aim_for(browser, &widget, "5:00").await?;
        tab_to(browser, &widget, "[data-action='print-band']").await?;
        browser.press(ENTER).await?;
        let printed = "return window.printed && !document.querySelector('iframe') && window.printed";
        let printed = browser.wait_for(printed, Vec::new(), saddle_tests::PATIENCE).await?;
        let text = printed["text"].as_str().unwrap_or_default();
        assert!(text.starts_with("Masikryong Marathon, 42 km: 5:00:00"), "{text}");
        assert!(text.contains("Pobdong Lake") && text.contains("41.0"), "{text}");
        // A4 without its margins is 277 mm high, at 96 pixels an inch 1,046; Letter 259 mm, 979.
        assert!(printed["height"].as_u64().is_some_and(|height| height <= 1_123), "{printed}");
        assert_eq!(printed["weight"], "700", "the style has not come along");
        assert_eq!(browser.heard_of("securitypolicyviolation").await?, []);
        Ok(())
    })
}

#[test]
fn the_course_prints_without_what_only_a_screen_needs() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open_usual(browser).await?;
        aim_for(browser, &widget, "5:00").await?;
        browser.devtools("Emulation.setEmulatedMedia", json!({ "media": "print" })).await?;
        let seen = "return args.map((selector) => root.querySelector(selector).checkVisibility())";
        let shown = json!([".profile svg", ".map svg", ".figures", ".timetable", ".plan-summary"]);
        assert_eq!(widget.script(seen, shown).await?, json!([true, true, true, true, true]));
        let hidden = json!([".tools", ".goal", ".sign-up", ".picker", "[data-part='table']"]);
        assert_eq!(widget.script(seen, hidden).await?, json!([false, false, false, false, false]));
        Ok(())
    })
}

#[test]
fn the_plan_speaks_the_visitors_language_and_is_no_wider_than_a_phone() -> Result<()> {
    run(async |browser| {
        browser.resize(320, 800).await?;
        let site = Site::new()?.start().await?;
        let page = HostPage { language: "zh-Hans".to_owned(), ..HostPage::default() };
        let widget = site.open(browser, &page).await?;
        let said = aim_for(browser, &widget, "5小时").await?;
        assert!(said.starts_with("5:00 完赛。"), "{said}");
        open_part(browser, &widget, "table", ".hardest").await?;
        let width = "return document.documentElement.scrollWidth <= 320";
        assert_eq!(browser.script(width, Vec::new()).await?, json!(true), "the page scrolls sideways");
        Ok(())
    })
}

#[test]
fn what_is_open_stays_open_and_what_is_pressed_stays_in_place() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open_usual(browser).await?;
        aim_for(browser, &widget, "5:00").await?;
        // In the form, below the course: the courses differ in height, and so do their plans.
        let press = "const radio = root.querySelector(`.form [name=distance][value='${args}']`);
            radio.focus({ preventScroll: true });
            radio.scrollIntoView({ block: 'center' });
            const before = radio.getBoundingClientRect().top;
            radio.click();
            return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
              done(Math.abs(radio.getBoundingClientRect().top - before)))))";
        for distance in ["5k", "21k", "10k"] {
            let moved = widget.script(press, json!(distance)).await?;
            assert!(moved.as_f64().is_some_and(|moved| moved < 3.0), "{distance}: moved by {moved} px");
            assert_eq!(widget.count("details[data-part=planner][open] #goal").await?, 1, "{distance}");
        }
        let goal = "return root.querySelector('#goal').value";
        assert_eq!(widget.script(goal, Value::Null).await?, json!("5:00"));
        // In another language too.
        widget.script("host.lang = 'ko'", Value::Null).await?;
        widget.wait_for("return root.querySelector('.saddle').lang === 'ko'", Value::Null).await?;
        widget
            .wait_for("return root.querySelector('details[data-part=planner][open] #goal')", Value::Null)
            .await?;
        Ok(())
    })
}
