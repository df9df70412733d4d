//! The review before sending, and what stays of a sign-up afterwards.

use anyhow::Result;
use saddle_tests::visitor::{CHONGQING, SEOUL};
use saddle_tests::{HostPage, OWN_ANSWERS, Site, run};
use serde_json::{Value, json};

const ENTER: &str = "\u{e007}";

#[test]
fn all_answers_are_seen_before_anything_leaves() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.answer_all(SEOUL).await?;
        widget.press("#field-name", ENTER).await?;
        widget.wait_until_focused("review-title").await?;
        let rows = widget.reviewed().await?;
        for (question, answer) in [
            ("Distance", "5 km"),
            ("Full name", "김민수"),
            ("Nationality", "South Korea"),
            ("Date of birth", "February 1, 1979"),
            ("Preferred way to pay", "Other, please ask me"),
            ("Remarks", "비고: 채식입니다.\n무릎이 좋지 않아 천천히 뜁니다 — 감사합니다!"),
        ] {
            let row = rows.iter().find(|(of, _)| of == question);
            assert!(row.is_some_and(|(_, given)| given == answer), "{question}: {rows:?}");
        }
        assert!(
            widget.text(".review").await?.unwrap_or_default().contains("Experience North Korea (Shanghai)")
        );
        let seen = "return root.querySelector('#field-name').checkVisibility()";
        assert_eq!(widget.script(seen, Value::Null).await?, json!(false));
        assert!(site.desk().attempts().is_empty(), "something was sent before the review");

        // Back to one answer, by keyboard, and on again.
        widget.press("[data-change=name]", ENTER).await?;
        widget.wait_until_focused("field-name").await?;
        widget.answer("name", "김하나").await?;
        assert!(widget.check().await?);
        assert!(widget.reviewed().await?.contains(&("Full name".into(), "김하나".into())));
        widget.press("button[part~=submit]", ENTER).await?;
        assert_eq!(widget.outcome().await?, "accepted");
        widget.wait_until_focused("outcome-title").await?;
        assert_eq!(site.only_arrival("experience-north-korea")?.entries.get("name"), Some("김하나"));
        Ok(())
    })
}

#[test]
fn every_question_leads_back_to_its_field() -> Result<()> {
    run(async |browser| {
        let (_site, widget) = Site::asking_everything(browser).await?;
        widget.answer_all(CHONGQING).await?;
        widget.answer_all(&OWN_ANSWERS).await?;
        assert!(widget.check().await?);
        let keys = "return [...root.querySelectorAll('[data-change]')].map(({ dataset }) => dataset.change)";
        let keys = widget.script(keys, Value::Null).await?;
        let keys: Vec<&str> = keys.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        assert!(keys.len() > 18, "{keys:?}");
        for key in keys {
            widget.press(&format!("[data-change={key}]"), ENTER).await?;
            widget.wait_until_focused(&format!("field-{key}")).await?;
            assert!(widget.check().await?);
            widget.wait_until_focused("review-title").await?;
        }
        Ok(())
    })
}

#[test]
fn a_change_above_the_form_is_reviewed_too() -> Result<()> {
    run(async |browser| {
        let site =
            Site::new()?.event(|event| event["distances"][0]["minimumAge"] = json!(40)).start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.answer_all(CHONGQING).await?;
        assert!(widget.check().await?);
        widget.choose_distance("42k").await?;
        let shown = "return root.querySelector('.review .answer').innerText === '42 km'";
        widget.wait_for(shown, Value::Null).await?;
        // Who is too young for it goes back to the form.
        widget.click("button[part~=submit]").await?;
        widget.wait_until_focused("error-summary").await?;
        assert_eq!(widget.wrong_fields().await?, ["birth_day"]);
        assert!(site.desk().attempts().is_empty());
        Ok(())
    })
}

#[test]
fn an_event_can_do_without_it() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.event(|event| event["form"]["review"] = json!(false)).start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.answer_all(CHONGQING).await?;
        assert_eq!(widget.text("button[part~=submit]").await?.as_deref(), Some("Send sign-up"));
        widget.click("button[part~=submit]").await?;
        assert_eq!(widget.outcome().await?, "accepted");
        Ok(())
    })
}

#[test]
fn afterwards_it_is_on_the_screen_and_nowhere_else() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        let panel = widget.text(".outcome").await?.unwrap_or_default();
        for shown in ["What happens next", "ZX Tour", "li.xuemei@example.org", "李雪梅", "What you sent"] {
            assert!(panel.contains(shown), "{shown} is not in: {panel}");
        }
        let kept = "return [Object.entries(sessionStorage), Object.entries(localStorage), document.cookie,
                            location.href, document.title, history.state, window.name,
                            performance.getEntries().map(({ name, detail }) => [name, detail])]";
        let kept = browser.script(kept, Vec::new()).await?.to_string();
        let outside = "const rest = [];
                       for (const scope of [document, root])
                         for (const element of scope.querySelectorAll('*')) {
                           if (element.closest('.outcome')) continue;
                           const texts = [...element.childNodes].filter(({ nodeType }) => nodeType === 3);
                           rest.push(...texts.map(({ data }) => data), ...[...element.attributes].map(({ value }) => value));
                           if ('value' in element) rest.push(String(element.value));
                         }
                       return rest";
        let outside = widget.script(outside, Value::Null).await?.to_string();
        let heard = format!("{:?}", browser.heard().await?);
        let console = format!("{:?}", browser.console().await?);
        for personal in ["李雪梅", "li.xuemei", "我吃素", "1990"] {
            for (place, text) in [
                ("storage or address", &kept),
                ("events", &heard),
                ("the console", &console),
                ("the page beside the panel", &outside),
            ] {
                // Paths on the map have numbers of their own.
                if personal == "1990" && text == &outside {
                    continue;
                }
                assert!(!text.contains(personal), "{personal} stands in {place}: {text}");
            }
        }
        widget.click("[data-action=ics]").await?;
        let calendar = String::from_utf8(browser.wait_for_download(".ics").await?)?;
        assert!(calendar.contains("20151004") && !calendar.contains("李"), "{calendar}");
        assert_eq!(widget.count("[data-action=print]").await?, 1);

        // And with the panel the rest goes.
        widget.click("[data-action=another]").await?;
        widget.wait_for("return !!root.querySelector('.form')", Value::Null).await?;
        let everything =
            "const values = [...root.querySelectorAll('input, textarea')].map(({ value }) => value);
                          return root.innerHTML + values";
        let everything = widget.script(everything, Value::Null).await?.to_string();
        for personal in ["李雪梅", "li.xuemei", "我吃素"] {
            assert!(!everything.contains(personal), "{personal} is still there: {everything}");
        }
        Ok(())
    })
}
