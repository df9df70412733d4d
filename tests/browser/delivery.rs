//! Sending: once and only once, and what the visitor is told when the desk answers badly or not at all.

use anyhow::Result;
use saddle_tests::visitor::{CHONGQING, OSLO};
use saddle_tests::{File, Site, SiteBuilder, Widget, run, set_delivery};
use serde_json::{Value, json};
use std::time::Duration;
use xtask::desk::{Attempt, Desk, Entries, Fault, LocalDesk};

/// The desk that serves mainland China; its sign-ups are urlencoded.
const ZX: &str = "zx-tour";
/// The desk that serves everybody else; its sign-ups are JSON.
const ENK: &str = "experience-north-korea";

/// A site whose desk for mainland China does not promise that the same key twice is one sign-up.
fn site_without_keys() -> Result<SiteBuilder> {
    let delivery = json!({ "type": "form", "url": "/desk/zx-tour", "idempotent": false });
    Ok(Site::new()?.event(|event| set_delivery(event, ZX, delivery)))
}

/// The requests that posted a sign-up.
fn posts(desk: &Desk) -> Vec<Attempt> {
    desk.attempts().into_iter().filter(|attempt| attempt.method == "POST").collect()
}

fn keys(desk: &Desk) -> Vec<String> {
    posts(desk).into_iter().filter_map(|attempt| attempt.idempotency_key).collect()
}

async fn assert_fallback_is_offered(widget: &Widget<'_>) -> Result<()> {
    assert!(
        widget.attribute(".fallback a.primary", "href").await?.unwrap_or_default().starts_with("mailto:")
    );
    for action in ["copy", "save-eml", "save-text", "sent-it"] {
        assert_eq!(
            widget.count(&format!(".fallback [data-action={action}]")).await?,
            1,
            "{action} is not offered"
        );
    }
    Ok(())
}

#[test]
fn two_clicks_are_one_sign_up() -> Result<()> {
    run(async |browser| {
        let site = site_without_keys()?.start().await?;
        site.desk().set_fault(Fault::Slow { delay_s: 1 });
        let widget = site.open_usual(browser).await?;
        widget.answer_all(CHONGQING).await?;
        assert!(widget.check().await?);
        let twice =
            "const button = root.querySelector('button[part~=submit]'); button.click(); button.click()";
        widget.script(twice, Value::Null).await?;
        widget.send().await?;
        assert_eq!(widget.outcome().await?, "accepted");
        assert_eq!(posts(site.desk()).len(), 1);
        site.only_arrival(ZX).map(drop)
    })
}

#[test]
fn a_lost_answer_is_asked_for_again_where_a_key_is_one_sign_up() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = Site::new()?.start().await?;
        site.desk().set_next_faults([Fault::LostAnswer]);
        let widget = site.open_usual(browser).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");

        let keys = keys(site.desk());
        assert_eq!(keys.len(), 2);
        assert_eq!(keys[0], keys[1]);
        let arrival = site.only_arrival(ZX)?;
        assert_eq!((arrival.repeats, arrival.differing_repeat), (1, None));
        Ok(())
    })
}

#[test]
fn a_lost_answer_is_never_asked_for_again_where_a_key_means_nothing() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = site_without_keys()?.start().await?;
        site.desk().set_next_faults([Fault::LostAnswer]);
        let widget = site.open_usual(browser).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "unknown");
        let said = widget.text(".outcome").await?.unwrap_or_default();
        assert!(said.contains("may have arrived"), "{said}");
        assert_fallback_is_offered(&widget).await?;
        let error = browser.wait_to_hear("saddle-error").await?;
        assert_eq!((&error.detail["reason"], &error.detail["desk"]), (&json!("network"), &json!(ZX)));
        assert_eq!(posts(site.desk()).len(), 1);
        site.only_arrival(ZX).map(drop)
    })
}

#[test]
fn trying_again_by_hand_sends_the_same_key() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = site_without_keys()?.start().await?;
        site.desk().set_next_faults([Fault::LostAnswer]);
        let widget = site.open_usual(browser).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "unknown");
        widget.click(".outcome > button").await?;
        widget.wait_for("return root.querySelector('[data-outcome=accepted]')", Value::Null).await?;
        let arrival = site.only_arrival(ZX)?;
        assert_eq!((arrival.repeats, arrival.differing_repeat), (1, None));
        Ok(())
    })
}

#[test]
fn a_text_that_was_edited_after_an_unknown_outcome_replaces_the_first() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = site_without_keys()?.start().await?;
        site.desk().set_next_faults([Fault::GarbledJson]);
        let widget = site.open_usual(browser).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "unknown");
        widget.answer("remarks", "我吃肉。").await?;
        widget.send().await?;
        widget.wait_for("return root.querySelector('[data-outcome=accepted]')", Value::Null).await?;

        let arrivals = site.arrivals(ZX)?;
        assert_eq!(arrivals.len(), 2);
        assert_eq!(arrivals[0].replaced_by.as_ref(), Some(&arrivals[1].reference));
        assert_eq!(arrivals[1].entries.get("replaces"), arrivals[0].idempotency_key.as_deref());
        assert_eq!(arrivals[1].entries.get("remarks"), Some("我吃肉。"));
        Ok(())
    })
}

#[test]
fn a_page_left_while_sending_says_that_it_may_have_arrived() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = Site::new()?.start().await?;
        site.desk().set_next_faults([Fault::Slow { delay_s: 20 }]);
        let widget = site.open_usual(browser).await?;
        widget.answer_all(CHONGQING).await?;
        widget.send().await?;
        saddle_tests::until("the sign-up at the desk", saddle_tests::PATIENCE, async || {
            Ok((site.arrivals(ZX)?.len() == 1).then_some(()))
        })
        .await?;
        browser.reload().await?;
        assert_eq!(widget.outcome().await?, "unknown");
        widget.click(".outcome > button").await?;
        widget.wait_for("return root.querySelector('[data-outcome=accepted]')", Value::Null).await?;
        let arrival = site.only_arrival(ZX)?;
        assert_eq!(arrival.repeats, 1);
        if let Some(repeat) = arrival.differing_repeat {
            let differing: Vec<_> =
                repeat.iter().filter(|(name, text)| arrival.entries.get(name) != Some(text)).collect();
            let spent_s = |entries: &Entries| entries.get("seconds_spent")?.parse::<u32>().ok();
            assert!(differing.iter().all(|(name, _)| *name == "seconds_spent"), "{differing:?}");
            // Who spends no time is taken for a program.
            assert!(spent_s(&repeat) >= spent_s(&arrival.entries), "{differing:?}");
        }
        Ok(())
    })
}

#[test]
fn a_busy_desk_is_asked_again_after_the_time_it_names() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = site_without_keys()?.start().await?;
        site.desk().set_next_faults([Fault::TooManyRequests { retry_after_s: 1 }]);
        let widget = site.open_usual(browser).await?;
        widget.answer_all(CHONGQING).await?;
        widget.send().await?;
        let waiting = "return root.querySelector('.send .progress').innerText.includes('Trying again')";
        widget.wait_for(waiting, Value::Null).await?;
        assert_eq!(widget.outcome().await?, "accepted");
        let keys = keys(site.desk());
        assert_eq!(keys.len(), 2);
        assert_eq!(keys[0], keys[1]);
        assert_eq!(site.only_arrival(ZX)?.repeats, 0);
        Ok(())
    })
}

#[test]
fn a_desk_that_stays_busy_is_not_asked_for_ever() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = Site::new()?.start().await?;
        site.desk().set_fault(Fault::TooManyRequests { retry_after_s: 1 });
        let widget = site.open_usual(browser).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "not-now");
        assert_eq!(posts(site.desk()).len(), 3);
        assert_fallback_is_offered(&widget).await?;
        assert!(site.arrivals(ZX)?.is_empty());

        widget.reload().await?;
        assert_eq!(widget.answers().await?["name"], "李雪梅");
        assert_eq!(
            widget.count(".outcome").await?,
            0,
            "nothing has arrived, and the page says that it may have"
        );
        Ok(())
    })
}

#[test]
fn a_busy_desk_after_a_lost_answer_may_have_taken_the_sign_up() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = Site::new()?.start().await?;
        let busy = Fault::TooManyRequests { retry_after_s: 0 };
        site.desk().set_next_faults([Fault::LostAnswer, busy.clone(), busy.clone()]);
        let widget = site.open_usual(browser).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "unknown");
        assert_eq!(posts(site.desk()).len(), 3);
        site.only_arrival(ZX)?;

        // The same sent again by hand, and every try answered "not now".
        site.desk().set_fault(busy);
        widget.click(".outcome > button").await?;
        saddle_tests::until("the second outcome", saddle_tests::PATIENCE, async || {
            Ok((browser.heard_of("saddle-error").await?.len() == 2).then_some(()))
        })
        .await?;
        assert_eq!(widget.outcome().await?, "unknown");
        browser.reload().await?;
        assert_eq!(widget.outcome().await?, "unknown");
        Ok(())
    })
}

#[test]
fn a_server_error_is_an_unknown_outcome() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = site_without_keys()?.start().await?;
        let widget = site.open_usual(browser).await?;
        widget.answer_all(CHONGQING).await?;
        for (number, fault) in
            [Fault::ErrorBeforeStoring, Fault::HtmlErrorPage, Fault::GarbledJson].into_iter().enumerate()
        {
            site.desk().set_next_faults([fault.clone()]);
            widget.send().await?;
            saddle_tests::until(&format!("the outcome of {fault}"), saddle_tests::PATIENCE, async || {
                Ok((browser.heard_of("saddle-error").await?.len() > number).then_some(()))
            })
            .await?;
            assert_eq!(widget.outcome().await?, "unknown", "{fault}");
            assert_fallback_is_offered(&widget).await?;
            assert_eq!(posts(site.desk()).len(), number + 1, "{fault} was sent again by itself");
        }
        let shown = widget.text(".outcome").await?.unwrap_or_default();
        assert!(!shown.contains("Bad gateway") && !shown.contains('<'), "{shown}");
        Ok(())
    })
}

#[test]
fn a_server_error_after_storing_is_one_sign_up_where_keys_count() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = Site::new()?.start().await?;
        site.desk().set_next_faults([Fault::ErrorAfterStoring]);
        let widget = site.open_usual(browser).await?;
        assert_eq!(widget.sign_up(OSLO).await?, "accepted");
        assert_eq!(site.only_arrival(ENK)?.repeats, 1);
        Ok(())
    })
}

#[test]
fn what_the_desk_refuses_goes_back_to_the_field_and_keeps_its_key() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = Site::new()?.start().await?;
        site.desk().set_next_faults([Fault::RefuseFields(vec!["email".to_owned(), "phone".to_owned()])]);
        let widget = site.open_usual(browser).await?;
        assert_eq!(widget.sign_up(OSLO).await?, "refused");
        assert_eq!(widget.wrong_fields().await?, ["email", "phone"]);
        for error in widget.errors().await? {
            assert!(error.text.contains("The desk refuses this"), "{error:?}");
            assert_eq!(widget.error_beside(&error.field).await?, error.text);
        }
        widget.wait_until_focused("error-summary").await?;

        widget.answer("email", "bjorn@example.net").await?;
        assert_eq!(widget.error_beside("email").await?, "", "the objection stays after the correction");
        widget.send().await?;
        widget.wait_for("return root.querySelector('[data-outcome=accepted]')", Value::Null).await?;
        let keys = keys(site.desk());
        assert_eq!(keys.len(), 2);
        assert_eq!(keys[0], keys[1]);
        let arrival = site.only_arrival(ENK)?;
        assert_eq!(arrival.entries.get("email"), Some("bjorn@example.net"));
        assert_eq!(arrival.entries.get("replaces"), None);
        Ok(())
    })
}

#[test]
fn a_slow_desk_is_waited_for() -> Result<()> {
    run(async |browser| {
        let site = site_without_keys()?.start().await?;
        site.desk().set_fault(Fault::Slow { delay_s: 15 });
        let widget = site.open_usual(browser).await?;
        widget.answer_all(CHONGQING).await?;
        widget.send().await?;
        let sending = "return root.querySelector('.send .progress').innerText.startsWith('Sending')";
        widget.wait_for(sending, Value::Null).await?;
        assert_eq!(widget.attribute("button[part~=submit]", "aria-disabled").await?.as_deref(), Some("true"));
        assert_eq!(widget.outcome_within(Duration::from_secs(40)).await?, "accepted");
        assert_eq!(posts(site.desk()).len(), 1);
        site.only_arrival(ZX).map(drop)
    })
}

#[test]
fn what_is_on_its_way_cannot_be_edited() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        site.desk().set_fault(Fault::Slow { delay_s: 3 });
        let widget = site.open_usual(browser).await?;
        widget.answer_all(CHONGQING).await?;
        widget.send().await?;
        let sending = "return root.querySelector('.send [role=status]').innerText.startsWith('Sending')";
        widget.wait_for(sending, Value::Null).await?;
        let has_button_focus = "return root.activeElement === root.querySelector('button[part~=submit]')";
        widget.wait_for(has_button_focus, Value::Null).await?;
        let not_held = "const names = [...root.querySelectorAll('.form [name]:not([tabindex=\"-1\"])')];
                        return names.filter((control) => !control.closest('[inert]')).map(({ name }) => name)";
        assert_eq!(widget.script(not_held, Value::Null).await?, json!([]));
        widget.script("root.querySelector('#field-name').focus()", Value::Null).await?;
        browser.press("!").await?;
        assert_eq!(widget.answers().await?["name"], "李雪梅");
        assert_eq!(widget.outcome().await?, "accepted");
        widget.wait_until_focused("outcome-title").await
    })
}

#[test]
fn a_page_of_thanks_is_an_acceptance() -> Result<()> {
    run(async |browser| {
        let thanks = File::html("<!doctype html><title>Thanks</title><p>Thank you!");
        let site = Site::new()?.file("/desk/zx-tour", thanks).start().await?;
        let widget = site.open_usual(browser).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        Ok(())
    })
}

#[test]
fn a_form_service_that_says_no_with_status_200_has_refused() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let no = File::json(r#"{"success": false, "message": "This form is not active"}"#);
        let site = Site::new()?.file("/desk/zx-tour", no).start().await?;
        let widget = site.open_usual(browser).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "refused");
        let said = widget.text(".outcome").await?.unwrap_or_default();
        assert!(said.contains("This form is not active"), "{said}");
        assert_fallback_is_offered(&widget).await
    })
}

/// A desk on another origin, and a site whose event sends both desks' sign-ups there.
async fn with_desk_elsewhere(encoding: &str) -> Result<(LocalDesk, Site)> {
    let desk = LocalDesk::start().await?;
    let delivery = json!({ "type": encoding, "url": desk.address(ZX), "idempotent": false });
    let site = Site::new()?.event(|event| set_delivery(event, ZX, delivery)).start().await?;
    Ok((desk, site))
}

#[test]
fn a_desk_on_another_origin_takes_every_encoding() -> Result<()> {
    run(async |browser| {
        for (encoding, is_asked_first) in [("json", true), ("form", false), ("multipart", false)] {
            let (desk, site) = with_desk_elsewhere(encoding).await?;
            let widget = site.open_usual(browser).await?;
            assert_eq!(widget.sign_up(CHONGQING).await?, "accepted", "{encoding}");
            let arrivals = desk.desk().arrivals()?;
            assert_eq!(arrivals.len(), 1, "{encoding}");
            assert_eq!(arrivals[0].entries.get("name"), Some("李雪梅"), "{encoding}");
            // A multipart body ends its lines as browsers do.
            let remarks = arrivals[0].entries.get("remarks").unwrap_or_default().replace("\r\n", "\n");
            assert_eq!(remarks, "我吃素。\n第一次跑山。", "{encoding}");
            let methods: Vec<_> = desk.desk().attempts().into_iter().map(|attempt| attempt.method).collect();
            assert_eq!(methods.contains(&"OPTIONS".to_owned()), is_asked_first, "{encoding}: {methods:?}");
        }
        Ok(())
    })
}

#[test]
fn a_desk_on_another_origin_may_say_when_to_come_again() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let (desk, site) = with_desk_elsewhere("form").await?;
        desk.desk().set_next_faults([Fault::TooManyRequests { retry_after_s: 1 }]);
        let widget = site.open_usual(browser).await?;
        widget.answer_all(CHONGQING).await?;
        widget.send().await?;
        let named = "return root.querySelector('.send .progress').innerText.includes('in 1 s')";
        widget.wait_for(named, Value::Null).await?;
        assert_eq!(widget.outcome().await?, "accepted");
        Ok(())
    })
}

#[test]
fn a_desk_that_hides_its_answer_may_have_taken_the_sign_up() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        // Stored, and the browser hides the answer; asked first, and never sent.
        for (encoding, stored) in [("form", 1), ("json", 0)] {
            let (desk, site) = with_desk_elsewhere(encoding).await?;
            desk.desk().set_fault(Fault::Opaque);
            let widget = site.open_usual(browser).await?;
            assert_eq!(widget.sign_up(CHONGQING).await?, "unknown", "{encoding}");
            assert_fallback_is_offered(&widget).await?;
            assert_eq!(desk.desk().arrivals()?.len(), stored, "{encoding}");
            assert_eq!(desk.desk().attempts().len(), 1, "{encoding}");
        }
        Ok(())
    })
}

#[test]
fn the_page_can_stop_a_sign_up() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open_usual(browser).await?;
        widget
            .script("host.addEventListener('saddle-submit', (event) => event.preventDefault())", Value::Null)
            .await?;
        widget.answer_all(CHONGQING).await?;
        widget.send().await?;
        browser.wait_to_hear("saddle-submit").await?;
        assert_eq!(
            widget.attribute("button[part~=submit]", "aria-disabled").await?.as_deref(),
            Some("false")
        );
        assert!(site.desk().attempts().is_empty());
        Ok(())
    })
}
