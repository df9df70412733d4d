//! Two visitors want the last place: one has it, the other is told so and keeps every word.

use anyhow::Result;
use saddle_tests::visitor::{CHONGQING, SEOUL};
use saddle_tests::{Browser, HostPage, Site, Widget, run};
use serde_json::{Value, json};

/// Both visitors come to the same desk.
const DESK: &str = "zx-tour";

/// A page with two widgets of one race whose desk has one place left, everything typed into both forms.
async fn two_visitors(browser: &Browser, has_waiting_list: bool) -> Result<(Site, Widget<'_>, Widget<'_>)> {
    let site = Site::new()?
        .event(|event| event["capacity"]["waitingList"] = json!(has_waiting_list))
        .start()
        .await?;
    site.desk().set_places(Some(1));
    let page = HostPage {
        after: r#"<saddle-race id="second" event="/event.json" view="signup" desk="zx-tour"
                               now="2015-08-12T12:00:00+08:00"></saddle-race>"#
            .to_owned(),
        ..HostPage::default()
    };
    let first = site.open(browser, &page.with(r#"view="signup" desk="zx-tour""#)).await?;
    let second = Widget::at(browser, "#second");
    second.wait_until_ready().await?;
    first.answer_all(CHONGQING).await?;
    let of_second: Vec<_> =
        SEOUL.iter().copied().filter(|(field, _)| !["programme", "departure"].contains(field)).collect();
    second.answer_all(&of_second).await?;
    Ok((site, first, second))
}

#[test]
fn the_second_is_told_and_loses_nothing() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let (site, first, second) = two_visitors(browser, false).await?;
        let typed = second.answers().await?;
        // Both look at their answers before either sends.
        assert!(first.check().await? && second.check().await?);
        assert_eq!(first.send_for_outcome().await?, "accepted");
        assert_eq!(second.send_for_outcome().await?, "full");
        second.wait_until_focused("outcome-title").await?;
        let told = second.text(".outcome").await?.unwrap_or_default();
        for words in ["No place is left", "The last place has just gone", "The last place has gone."] {
            assert!(told.contains(words), "{words} is not in: {told}");
        }
        let heard = browser.wait_to_hear("saddle-error").await?;
        assert_eq!(heard.detail["reason"], "full");
        assert_eq!(second.answers().await?, typed);
        assert_eq!(site.only_arrival(DESK)?.entries.get("name"), Some("李雪梅"));

        // A place comes free: the same answers, under the same key.
        site.desk().set_places(Some(2));
        second.click("[data-action=try-again]").await?;
        second.wait_for("return root.querySelector('[data-outcome=accepted]')", Value::Null).await?;
        let arrivals = site.arrivals(DESK)?;
        let names: Vec<_> = arrivals.iter().map(|arrival| arrival.entries.get("name")).collect();
        assert_eq!(names, [Some("李雪梅"), Some("김민수")]);
        assert_eq!(arrivals[1].entries.get("waiting_list"), None);
        let keys: Vec<_> =
            site.desk().attempts().into_iter().filter_map(|attempt| attempt.idempotency_key).collect();
        assert_eq!((keys.len(), &keys[1]), (3, &keys[2]));
        Ok(())
    })
}

#[test]
fn the_second_goes_on_the_waiting_list() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let (site, first, second) = two_visitors(browser, true).await?;
        assert_eq!(first.send_for_outcome().await?, "accepted");
        assert_eq!(second.send_for_outcome().await?, "full");
        let button = second.text("[data-action=try-again]").await?;
        assert_eq!(button.as_deref(), Some("Sign up for the waiting list"));
        second.click("[data-action=try-again]").await?;
        second.wait_for("return root.querySelector('[data-outcome=accepted]')", Value::Null).await?;
        let arrivals = site.arrivals(DESK)?;
        assert_eq!(arrivals.len(), 2);
        assert_eq!(arrivals[1].entries.get("name"), Some("김민수"));
        assert_eq!(arrivals[1].entries.get("waiting_list"), Some("yes"));
        Ok(())
    })
}
