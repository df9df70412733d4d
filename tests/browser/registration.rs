//! When one can sign up, and what stands there when one cannot.

use anyhow::Result;
use saddle_tests::visitor::CHONGQING;
use saddle_tests::{HostPage, Site, run};
use serde_json::json;

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
            let state = widget.text(".sign-up .state").await?.unwrap_or_default();
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
