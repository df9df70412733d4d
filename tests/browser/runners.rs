//! Several runners in one sign-up, who share the trip, the contact and the desk.

use anyhow::{Context, Result};
use saddle_tests::visitor::{self, CHONGQING, OSLO};
use saddle_tests::{HostPage, OWN_ANSWERS, Site, Widget, ask_everything, run, set_delivery};
use serde_json::{Value, json};

const ENTER: &str = "\u{e007}";

/// What a second runner answers.
const SECOND: [(&str, &str); 7] = [
    ("runner_2_distance", "5k"),
    ("runner_2_name", "김민수"),
    ("runner_2_nationality", "KR"),
    ("runner_2_birth_day", "1"),
    ("runner_2_birth_month", "2"),
    ("runner_2_birth_year", "1979"),
    ("runner_2_shirt", "m"),
];

/// Adds a runner by keyboard, and waits until their heading has the focus.
async fn add(widget: &Widget<'_>, number: u8) -> Result<()> {
    widget.press("#add-runner", ENTER).await?;
    widget.wait_until_focused(&format!("runner-{number}")).await
}

#[test]
fn an_event_of_single_runners_offers_no_other() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        assert_eq!(widget.count("#add-runner").await?, 0);
        Ok(())
    })
}

#[test]
fn further_runners_arrive_under_keys_of_their_own() -> Result<()> {
    run(async |browser| {
        let (site, widget) = Site::asking_everything(browser).await?;
        add(&widget, 2).await?;
        widget.answer_all(CHONGQING).await?;
        widget.answer_all(&OWN_ANSWERS).await?;
        assert_eq!(widget.sign_up(&SECOND).await?, "accepted");
        let entries = site.only_arrival("zx-tour")?.entries;
        for (key, value) in [
            ("name", "李雪梅"),
            ("shirt", "s"),
            ("runner_2_name", "김민수"),
            ("runner_2_distance", "5k"),
            ("runner_2_nationality", "KR"),
            ("runner_2_date_of_birth", "1979-02-01"),
            ("runner_2_shirt", "m"),
        ] {
            assert_eq!(entries.get(key), Some(value), "{key}");
        }
        assert_eq!((entries.get("runners"), entries.get("runner_2_email")), (None, None));
        let panel = widget.text(".outcome").await?.unwrap_or_default();
        assert!(panel.contains("Runner 2") && panel.contains("김민수"), "{panel}");
        Ok(())
    })
}

#[test]
fn in_json_all_runners_are_a_list() -> Result<()> {
    run(async |browser| {
        let (site, widget) = Site::asking_everything(browser).await?;
        widget.answer_all(OSLO).await?;
        widget.answer_all(&OWN_ANSWERS).await?;
        add(&widget, 2).await?;
        assert_eq!(widget.sign_up(&SECOND).await?, "accepted");
        let entries = site.only_arrival("experience-north-korea")?.entries;
        let runners: Value = serde_json::from_str(entries.get("runners").context("no list of runners")?)?;
        assert_eq!(runners[0]["name"], json!("Bjørn Åse"));
        assert_eq!(runners[1]["name"], json!("김민수"));
        assert_eq!(runners[1]["date_of_birth"], json!("1979-02-01"));
        assert_eq!((entries.get("name"), entries.get("runner_2_name")), (Some("Bjørn Åse"), None));
        Ok(())
    })
}

#[test]
fn a_mistake_names_its_runner_and_leads_there() -> Result<()> {
    run(async |browser| {
        let (_site, widget) = Site::asking_everything(browser).await?;
        widget.answer_all(CHONGQING).await?;
        widget.answer_all(&OWN_ANSWERS).await?;
        add(&widget, 2).await?;
        assert!(!widget.check().await?);
        let errors = widget.errors().await?;
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        let runner =
            ["distance", "name", "nationality", "birth_day", "shirt"].map(|name| format!("runner_2_{name}"));
        assert_eq!(fields, runner);
        for error in errors {
            assert!(error.text.starts_with("Runner 2: "), "{}", error.text);
            assert_eq!(widget.error_beside(&error.field).await?, error.text);
            widget.follow_error(&error.field).await?;
            widget.wait_until_focused(&format!("field-{}", error.field)).await?;
        }
        Ok(())
    })
}

#[test]
fn a_removed_runner_takes_their_answers_along_and_the_others_move_up() -> Result<()> {
    run(async |browser| {
        let (_site, widget) = Site::asking_everything(browser).await?;
        add(&widget, 2).await?;
        add(&widget, 3).await?;
        widget.wait_for("return !root.querySelector('#add-runner').checkVisibility()", Value::Null).await?;
        widget.answer_all(&[("runner_2_name", "李雪梅"), ("runner_3_name", "김민수")]).await?;
        // A reload finds both again.
        widget.reload().await?;
        assert_eq!(widget.answers().await?["runner_3_name"], "김민수");
        widget.press("[aria-labelledby=runner-2] [data-action=remove-runner]", ENTER).await?;
        widget.wait_until_focused("add-runner").await?;
        let answers = widget.answers().await?;
        assert_eq!(answers["runner_2_name"], "김민수");
        assert!(!answers.contains_key("runner_3_name"));
        assert!(!widget.check().await?);
        Ok(())
    })
}

#[test]
fn each_runner_is_of_their_own_age() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?
            .event(|event| {
                ask_everything(event);
                event["distances"][0]["minimumAge"] = json!(20);
            })
            .start()
            .await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.answer_all(CHONGQING).await?;
        widget.answer_all(&OWN_ANSWERS).await?;
        add(&widget, 2).await?;
        let young = visitor::with(&SECOND, &[("runner_2_distance", "42k"), ("runner_2_birth_year", "2005")]);
        widget.answer_all(&young).await?;
        assert!(!widget.answers().await?.contains_key("guardian_name"), "the first runner is of age");
        assert!(!widget.check().await?);
        let fields = widget.wrong_fields().await?;
        assert_eq!(fields, ["runner_2_birth_day", "runner_2_guardian_name", "runner_2_guardian_consent"]);
        assert!(widget.error_beside("runner_2_birth_day").await?.contains("20"));
        let right = [
            ("runner_2_distance", "5k"),
            ("runner_2_guardian_name", "김하나"),
            ("runner_2_guardian_consent", "yes"),
        ];
        assert_eq!(widget.sign_up(&right).await?, "accepted");
        assert_eq!(site.only_arrival("zx-tour")?.entries.get("runner_2_guardian_name"), Some("김하나"));
        Ok(())
    })
}

#[test]
fn a_mail_has_a_section_for_each_further_runner() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?
            .event(|event| {
                ask_everything(event);
                set_delivery(event, "zx-tour", json!({ "type": "mailto" }));
            })
            .start()
            .await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.answer_all(CHONGQING).await?;
        widget.answer_all(&OWN_ANSWERS).await?;
        add(&widget, 2).await?;
        assert_eq!(widget.sign_up(&SECOND).await?, "mail");
        widget.click("[data-action=save-text]").await?;
        let text = String::from_utf8(browser.wait_for_download(".txt").await?)?;
        let (first, second) = text.split_once("Runner 2\n").context("no section for the second runner")?;
        assert!(first.contains("李雪梅") && second.contains("김민수") && !first.contains("김민수"), "{text}");
        Ok(())
    })
}
