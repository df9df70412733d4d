//! When one can sign up, and what stands there when one cannot.

use anyhow::Result;
use saddle_tests::visitor::CHONGQING;
use saddle_tests::{File, HostPage, Site, Widget, run};
use serde_json::{Value, json};
use std::time::{SystemTime, UNIX_EPOCH};

/// What is said of the sign-up.
const STATE: &str = ".sign-up .state:not(:empty)";

async fn wait_for_state(widget: &Widget<'_>, words: &str) -> Result<()> {
    let said = "return root.querySelector(args[0])?.innerText.includes(args[1])";
    widget.wait_for(said, json!([STATE, words])).await.map(drop)
}

#[test]
fn the_form_is_there_only_while_sign_ups_are_open() -> Result<()> {
    run(async |browser| {
        let window = json!({ "opens": "2015-08-01T00:00:00+08:30", "closes": "2015-09-20T23:59:59+08:30" });
        let site = Site::new()?.event(|event| event["registration"] = window).start().await?;
        for (now, said) in [
            ("2015-07-31T12:00:00+08:00", Some("August")),
            // The ends of the window are moments, not days of the visitor: this is 00:29 at +08:30.
            ("2015-07-31T23:59:00+08:00", None),
            ("2015-09-20T12:00:00+08:00", None),
            ("2015-09-21T12:00:00+08:00", Some("closed")),
            ("2015-10-05T12:00:00+08:00", Some("over")),
        ] {
            let page = HostPage { attributes: format!(r#"now="{now}""#), ..HostPage::default() };
            let widget = site.open(browser, &page).await?;
            assert_eq!(widget.count(".form").await? == 1, said.is_none(), "{now}");
            let state = widget.text(STATE).await?.unwrap_or_default();
            assert!(state.contains(said.unwrap_or_default()), "{now}: {state:?}");
            // The course is always there.
            assert_eq!(widget.count(".profile path.ridge").await?, 1, "{now}");
        }
        Ok(())
    })
}

#[test]
fn another_runner_is_another_sign_up() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        for number in 1..=2 {
            widget.answer_all(CHONGQING).await?;
            assert_eq!(widget.send_for_outcome().await?, "accepted");
            assert_eq!(site.arrivals("zx-tour")?.len(), number);
            widget.click(".outcome [data-action=another]").await?;
            widget.wait_until_focused("sign-up-title").await?;
            assert_eq!(widget.answers().await?["name"], "");
            assert_eq!(widget.errors().await?, []);
        }
        let keys: Vec<_> =
            site.arrivals("zx-tour")?.into_iter().map(|arrival| arrival.idempotency_key).collect();
        assert_ne!(keys[0], keys[1]);
        Ok(())
    })
}

/// A site whose event asks how many places are left and gets this answer.
async fn with_places(answer: File, waiting_list: bool) -> Result<Site> {
    Site::new()?
        .event(|event| {
            event["availability"] = json!("/left.json");
            event["capacity"]["waitingList"] = json!(waiting_list);
        })
        .file("/left.json", answer)
        .start()
        .await
}

fn left(places: i32) -> File {
    File::json(json!({ "left": places }).to_string())
}

async fn places(widget: &Widget<'_>) -> Result<String> {
    Ok(widget.text(".facts li").await?.unwrap_or_default())
}

#[test]
fn the_places_that_are_left_are_said() -> Result<()> {
    run(async |browser| {
        let site = with_places(left(7), false).await?;
        let widget = site.open_usual(browser).await?;
        let seven = "return root.querySelector('.facts').innerText.includes('7 of 200 places left')";
        widget.wait_for(seven, Value::Null).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        Ok(())
    })
}

#[test]
fn a_full_race_takes_nobody() -> Result<()> {
    run(async |browser| {
        let site = with_places(left(0), false).await?;
        let widget = site.open_usual(browser).await?;
        wait_for_state(&widget, "All places are taken.").await?;
        assert_eq!(widget.count(".form").await?, 0);
        Ok(())
    })
}

#[test]
fn a_full_race_may_have_a_waiting_list() -> Result<()> {
    run(async |browser| {
        let site = with_places(left(0), true).await?;
        let widget = site.open_usual(browser).await?;
        wait_for_state(&widget, "waiting list").await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        let arrival = site.only_arrival("zx-tour")?;
        assert_eq!(arrival.entries.get("waiting_list"), Some("yes"));
        Ok(())
    })
}

/// Marks the element that says whether one can sign up: a screen reader hears of a text that changes, not of an element that
/// comes with its text.
async fn mark_status(widget: &Widget<'_>) -> Result<()> {
    let mark = "const status = root.querySelector('.sign-up .state[role=status]');
                status.dataset.mark = getComputedStyle(status).display === 'none' ? 'hidden' : 'seen';
                return status.dataset.mark";
    assert_eq!(widget.script(mark, Value::Null).await?, json!("seen"));
    Ok(())
}

/// Waits until the marked element says this.
async fn wait_for_marked(widget: &Widget<'_>, words: &str) -> Result<()> {
    let said = "return root.querySelector('.sign-up [data-mark=seen]').innerText === args";
    widget.wait_for(said, json!(words)).await.map(drop)
}

#[test]
fn the_last_place_goes_while_one_types_and_the_form_stays() -> Result<()> {
    run(async |browser| {
        // The places are asked for once a minute: here five times a second.
        let faster = "const real = setTimeout;
                      window.setTimeout = (call, ms, ...rest) => real(call, ms === 60000 ? 200 : ms, ...rest)";
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": faster })).await?;
        let site = with_places(left(1), false).await?;
        let widget = site.open_usual(browser).await?;
        mark_status(&widget).await?;
        widget.answer("name", "李雪梅").await?;
        widget.script("root.querySelector('.form').dataset.mark = 'first'", Value::Null).await?;
        site.put("/left.json", left(0));
        wait_for_marked(&widget, "All places are taken.").await?;
        assert_eq!(widget.focused().await?, "field-name");
        assert_eq!(widget.count(".form[data-mark=first]").await?, 1, "the form was made anew");
        // A place comes free again.
        site.put("/left.json", left(1));
        wait_for_marked(&widget, "Sign-up is open.").await?;
        assert_eq!(widget.focused().await?, "field-name");

        // Who has typed nothing has nothing to lose.
        widget.script("sessionStorage.clear()", Value::Null).await?;
        let widget = site.open_usual(browser).await?;
        mark_status(&widget).await?;
        site.put("/left.json", left(0));
        wait_for_marked(&widget, "All places are taken.").await?;
        assert_eq!(widget.count(".form").await?, 0);
        Ok(())
    })
}

#[test]
fn a_form_that_goes_or_comes_by_itself_says_so_and_the_focus_is_kept() -> Result<()> {
    run(async |browser| {
        let window = json!({ "opens": "2015-08-01T00:00:00+08:30", "closes": "2015-09-20T23:59:59+08:30" });
        let site = Site::new()?.event(|event| event["registration"] = window).start().await?;
        let page =
            HostPage { attributes: r#"now="2015-07-31T12:00:00+08:00""#.to_owned(), ..HostPage::default() };
        let widget = site.open(browser, &page).await?;
        mark_status(&widget).await?;
        widget.script("host.now = '2015-09-01T12:00:00+08:00'", Value::Null).await?;
        wait_for_marked(&widget, "Sign-up is open.").await?;
        widget.answer("name", "李雪梅").await?;
        widget.script("host.now = '2015-09-21T12:00:00+08:00'", Value::Null).await?;
        wait_for_marked(&widget, "Sign-up is closed.").await?;
        assert_eq!(widget.count(".form").await?, 0);
        widget.wait_until_focused("sign-up-title").await
    })
}

#[test]
fn places_that_nobody_can_tell_close_nothing() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        for answer in [File::missing(), File::json("no JSON"), File::json(r#"{"left":"few"}"#)] {
            let site = with_places(answer, false).await?;
            let widget = site.open_usual(browser).await?;
            assert!(places(&widget).await?.contains("200 places"));
            assert_eq!(widget.count(".form").await?, 1);
        }
        Ok(())
    })
}

/// A site whose sign-ups open so many seconds from now, by the real clock.
async fn opening_in(seconds: i64) -> Result<Site> {
    let opens_s = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs() as i64 + seconds;
    let (days, rest) = (opens_s.div_euclid(86_400), opens_s.rem_euclid(86_400));
    let day = civil_day(days);
    let moment = format!("{day}T{:02}:{:02}:{:02}Z", rest / 3600, rest / 60 % 60, rest % 60);
    Site::new()?
        .event(|event| {
            event["date"] = json!("2099-10-04");
            event["registration"] = json!({ "opens": moment });
        })
        .start()
        .await
}

/// The day that is so many days after 1 January 1970, by counting.
fn civil_day(mut days: i64) -> String {
    let mut year = 1970;
    let is_leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    while days >= 365 + i64::from(is_leap(year)) {
        days -= 365 + i64::from(is_leap(year));
        year += 1;
    }
    let lengths = [31, 28 + i64::from(is_leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while days >= lengths[month] {
        days -= lengths[month];
        month += 1;
    }
    format!("{year}-{:02}-{:02}", month + 1, days + 1)
}

#[test]
fn a_countdown_runs_and_the_form_opens_by_itself() -> Result<()> {
    run(async |browser| {
        browser.devtools("Emulation.setTimezoneOverride", json!({ "timezoneId": "Europe/Oslo" })).await?;
        let site = opening_in(12).await?;
        let page = HostPage { attributes: String::new(), ..HostPage::default() };
        let widget = site.open(browser, &page).await?;
        let window = widget.text(".sign-up .window").await?.unwrap_or_default();
        assert!(window.contains("GMT+9"), "the time of the race: {window}");
        assert!(window.contains("In your time zone"), "the visitor's own: {window}");
        let first = widget.text(".countdown").await?;
        assert!(first.as_ref().is_some_and(|text| text.contains("second")), "{first:?}");
        let another =
            "return root.querySelector('.form') || root.querySelector('.countdown').innerText !== args";
        widget.wait_for(another, json!(first)).await?;
        widget.wait_for("return root.querySelector('.form')", Value::Null).await?;
        Ok(())
    })
}

#[test]
fn the_end_of_sign_ups_is_said_in_both_time_zones() -> Result<()> {
    run(async |browser| {
        browser.devtools("Emulation.setTimezoneOverride", json!({ "timezoneId": "Europe/Oslo" })).await?;
        let window = json!({ "closes": "2015-08-14T23:00:00+08:30" });
        let site = Site::new()?.event(|event| event["registration"] = window).start().await?;
        let widget = site.open_usual(browser).await?;
        let window = widget.text(".sign-up .window").await?.unwrap_or_default();
        // Pyongyang went from +09:00 to +08:30 when the 15th began: an hour before that it was half past eleven there.
        assert!(window.contains("Friday, August 14, 2015") && window.contains("11:30 PM"), "{window}");
        assert!(window.contains("04:30 PM"), "{window}");
        assert!(window.contains("in 3 days"), "{window}");
        assert_eq!(widget.count(".form").await?, 1);
        Ok(())
    })
}
