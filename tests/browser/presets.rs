//! Form services: each preset sends what its service documents, to a double that takes nothing else.

use anyhow::{Context, Result, ensure};
use saddle_tests::visitor::{CHONGQING, with};
use saddle_tests::{Browser, PATIENCE, Site, Widget, run, set_delivery, until};
use serde_json::{Value, json};
use xtask::desk::service::{Kept, basin, formspree, formsubmit, google_forms, netlify, web3forms};
use xtask::desk::{Desk, LocalDesk};

/// The desk that serves mainland China.
const ZX: &str = "zx-tour";

/// What the visitor of Chongqing has answered, as a desk gets it, without line ends.
const ANSWERS: [(&str, &str); 9] = [
    ("distance", "10k"),
    ("name", "李雪梅"),
    ("email", "li.xuemei@example.org"),
    ("nationality", "CN"),
    ("residence", "CN"),
    ("date_of_birth", "1990-11-09"),
    ("payment", "bank-transfer"),
    ("consent", "yes"),
    ("event", "masikryong-2015"),
];

/// A page whose desk is reached by this delivery.
async fn open<'a>(browser: &'a Browser, delivery: Value) -> Result<(Site, Widget<'a>)> {
    let site = Site::new()?.event(|event| set_delivery(event, ZX, delivery)).start().await?;
    let widget = site.open_usual(browser).await?;
    Ok((site, widget))
}

/// The only submission that a service has kept.
async fn only_kept(desk: &Desk, service: &str) -> Result<Kept> {
    until(&format!("a submission at {service}"), PATIENCE, async || {
        let mut kept = desk.services().kept_by(service);
        ensure!(kept.len() < 2, "{service} has kept it twice");
        Ok(kept.pop())
    })
    .await
}

fn assert_holds_every_answer(kept: &Kept) {
    assert!(!kept.is_spam);
    for (name, value) in ANSWERS {
        assert_eq!(kept.entries.get(name), Some(value), "{name}");
    }
    let remarks = kept.entries.get("remarks").unwrap_or_default().replace("\r\n", "\n");
    assert_eq!(remarks, "我吃素。\n第一次跑山。");
}

/// What the visitor is told, in the desk's words.
async fn told(widget: &Widget<'_>) -> Result<String> {
    widget.text(".outcome").await?.context("there is no outcome")
}

#[test]
fn formspree_takes_a_sign_up() -> Result<()> {
    run(async |browser| {
        let service = LocalDesk::start().await?;
        let url = service.service_address(&format!("formspree/f/{}", formspree::FORM));
        let (_site, widget) = open(browser, json!({ "preset": "formspree", "url": url })).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        let kept = only_kept(service.desk(), "formspree").await?;
        assert_holds_every_answer(&kept);
        assert_eq!(kept.entries.get("_gotcha"), None);
        assert_eq!(kept.entries.get("_replyto"), Some("li.xuemei@example.org"));
        let subject = kept.entries.get("_subject").unwrap_or_default();
        assert!(subject.contains("李雪梅"), "{subject}");
        Ok(())
    })
}

#[test]
fn formspree_refuses_a_field_and_the_field_says_so() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let service = LocalDesk::start().await?;
        let url = service.service_address(&format!("formspree/f/{}", formspree::FORM));
        let (_site, widget) = open(browser, json!({ "preset": "formspree", "url": url })).await?;
        let answers = with(CHONGQING, &[("email", "li@blocked.example")]);
        assert_eq!(widget.sign_up(&answers).await?, "refused");
        assert_eq!(widget.wrong_fields().await?, ["email"]);
        assert!(widget.error_beside("email").await?.contains("should be an email"));
        widget.answer("email", "li@example.org").await?;
        widget.send().await?;
        widget.wait_for("return root.querySelector('[data-outcome=accepted]')", Value::Null).await?;
        Ok(())
    })
}

#[test]
fn a_filled_honeypot_bears_the_name_of_the_service() -> Result<()> {
    run(async |browser| {
        let service = LocalDesk::start().await?;
        let url = service.service_address(&format!("formspree/f/{}", formspree::FORM));
        let (_site, widget) = open(browser, json!({ "preset": "formspree", "url": url })).await?;
        widget.answer_all(CHONGQING).await?;
        let fill = "const trap = root.querySelector('.trap input');
                    trap.value = 'casino'; trap.dispatchEvent(new Event('input', { bubbles: true }))";
        widget.script(fill, Value::Null).await?;
        assert_eq!(widget.send_for_outcome().await?, "accepted");
        let kept = only_kept(service.desk(), "formspree").await?;
        assert!(kept.is_spam);
        assert_eq!((kept.entries.get("_gotcha"), kept.entries.get("topic")), (Some("casino"), None));
        Ok(())
    })
}

#[test]
fn web3forms_takes_a_sign_up_with_its_key() -> Result<()> {
    run(async |browser| {
        let service = LocalDesk::start().await?;
        let url = service.service_address("web3forms/submit");
        let delivery = json!({ "preset": "web3forms", "accessKey": web3forms::ACCESS_KEY, "url": url });
        let (_site, widget) = open(browser, delivery).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        let kept = only_kept(service.desk(), "web3forms").await?;
        assert_holds_every_answer(&kept);
        assert_eq!(kept.entries.get("botcheck"), None);
        assert!(kept.entries.get("subject").unwrap_or_default().contains("李雪梅"));
        Ok(())
    })
}

#[test]
fn web3forms_refuses_a_wrong_key_in_its_words() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let service = LocalDesk::start().await?;
        let url = service.service_address("web3forms/submit");
        let (_site, widget) =
            open(browser, json!({ "preset": "web3forms", "accessKey": "wrong", "url": url })).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "refused");
        let told = told(&widget).await?;
        assert!(told.contains("Invalid or missing access_key"), "{told}");
        Ok(())
    })
}

#[test]
fn basin_takes_a_sign_up() -> Result<()> {
    run(async |browser| {
        let service = LocalDesk::start().await?;
        let url = service.service_address(&format!("basin/f/{}", basin::FORM));
        let (_site, widget) = open(browser, json!({ "preset": "basin", "url": url })).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        let kept = only_kept(service.desk(), "basin").await?;
        assert_holds_every_answer(&kept);
        assert_eq!(kept.entries.get("_gotcha"), None);
        Ok(())
    })
}

#[test]
fn basin_refuses_in_its_words() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let service = LocalDesk::start().await?;
        let url = service.service_address("basin/f/gone");
        let (_site, widget) = open(browser, json!({ "preset": "basin", "url": url })).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "refused");
        let told = told(&widget).await?;
        assert!(told.contains("There is no form at this address."), "{told}");
        Ok(())
    })
}

/// A form on Netlify, which knows four fields; what else there is goes to the last.
fn netlify(url: &str, form_name: &str) -> Value {
    json!({
        "preset": "netlify", "url": url, "formName": form_name,
        "names": { "name": "name", "email": "email" }, "rest": "everything_else",
    })
}

/// Everything stands in the field for the rest, a line each.
fn assert_rest_holds_every_answer(rest: &str) {
    for (key, value) in ANSWERS.iter().filter(|(key, _)| !["name", "email"].contains(key)) {
        let line = format!("{key}: {value}");
        assert!(rest.lines().any(|found| found == line), "{line} is not in {rest}");
    }
    assert!(rest.replace("\r\n", "\n").contains("remarks: 我吃素。\n第一次跑山。"), "{rest}");
}

#[test]
fn netlify_takes_a_sign_up_from_its_own_site() -> Result<()> {
    run(async |browser| {
        let (site, widget) = open(browser, netlify("/service/netlify/", netlify::FORM_NAME)).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        let kept = only_kept(site.desk(), "netlify").await?;
        assert!(!kept.is_spam);
        assert_eq!(kept.entries.get("name"), Some("李雪梅"));
        assert_eq!(kept.entries.get("email"), Some("li.xuemei@example.org"));
        assert_rest_holds_every_answer(kept.entries.get("everything_else").unwrap_or_default());
        Ok(())
    })
}

#[test]
fn netlify_does_not_know_the_form() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let (site, widget) = open(browser, netlify("/service/netlify/", "another")).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "refused");
        let told = told(&widget).await?;
        assert!(!told.contains("Page not found") && !told.contains('<'), "{told}");
        assert!(site.desk().services().kept_by("netlify").is_empty());
        Ok(())
    })
}

/// A Google Form with a question for some answers and one for the rest.
fn google_form(service: &LocalDesk, named: &str) -> Value {
    let [first, email, remarks, rest] = google_forms::QUESTIONS;
    json!({
        "preset": "google-forms",
        "url": service.service_address("google-forms/forms/d/e/race/formResponse"),
        "names": { named: first, "email": email, "remarks": remarks },
        "rest": rest,
    })
}

#[test]
fn a_google_form_takes_a_sign_up_and_does_not_say_so() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let service = LocalDesk::start().await?;
        let (_site, widget) = open(browser, google_form(&service, "name")).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "opaque");
        let told = told(&widget).await?;
        assert!(told.contains("Sent, not confirmed"), "{told}");
        let kept = only_kept(service.desk(), "google-forms").await?;
        let [name, email, remarks, rest] =
            google_forms::QUESTIONS.map(|name| kept.entries.get(name).unwrap_or_default());
        assert_eq!((name, email), ("李雪梅", "li.xuemei@example.org"));
        assert_eq!(remarks.replace("\r\n", "\n"), "我吃素。\n第一次跑山。");
        for line in ["distance: 10k", "date_of_birth: 1990-11-09", "residence: CN", "desk: zx-tour"] {
            assert!(rest.lines().any(|found| found == line), "{line} is not in {rest}");
        }
        assert!(rest.contains("idempotency_key: ") && !rest.contains("topic"), "{rest}");
        Ok(())
    })
}

#[test]
fn a_google_form_that_refuses_cannot_be_told_from_one_that_takes() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let service = LocalDesk::start().await?;
        // Its required question gets what this visitor does not answer.
        let (_site, widget) = open(browser, google_form(&service, "profile")).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "opaque");
        assert!(service.desk().services().kept_by("google-forms").is_empty());
        // So the page never says that it has arrived, and the mail is there.
        let link = widget.attribute(".fallback a.primary", "href").await?.unwrap_or_default();
        assert!(link.starts_with("mailto:"), "{link}");
        widget.reload().await?;
        assert_eq!(widget.answers().await?["name"], "李雪梅");
        Ok(())
    })
}

#[test]
fn formsubmit_takes_a_sign_up() -> Result<()> {
    run(async |browser| {
        let service = LocalDesk::start().await?;
        let url = service.service_address(&format!("formsubmit/ajax/{}", formsubmit::MAILBOX));
        let (_site, widget) = open(browser, json!({ "preset": "formsubmit", "url": url })).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        let kept = only_kept(service.desk(), "formsubmit").await?;
        assert_holds_every_answer(&kept);
        assert_eq!(kept.entries.get("_honey"), None);
        assert_eq!(kept.entries.get("_replyto"), Some("li.xuemei@example.org"));
        Ok(())
    })
}

#[test]
fn formsubmit_refuses_with_status_200() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let service = LocalDesk::start().await?;
        let url = service.service_address("formsubmit/ajax/new@example.org");
        let (_site, widget) = open(browser, json!({ "preset": "formsubmit", "url": url })).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "refused");
        let told = told(&widget).await?;
        assert!(told.contains("This form needs Activation"), "{told}");
        Ok(())
    })
}

#[test]
fn a_chat_hears_of_a_sign_up() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let service = LocalDesk::start().await?;
        let url = service.service_address("chat-webhook/services/T0/B0/x");
        let (_site, widget) = open(browser, json!({ "preset": "chat-webhook", "url": url })).await?;
        let answers = with(CHONGQING, &[("name", "<!channel> & 李")]);
        assert_eq!(widget.sign_up(&answers).await?, "opaque");
        let kept = only_kept(service.desk(), "chat-webhook").await?;
        let text = kept.entries.get("text").unwrap_or_default();
        for (key, value) in ANSWERS.iter().filter(|(key, _)| *key != "name") {
            let line = format!("{key}: {value}");
            assert!(text.lines().any(|found| found == line), "{line} is not in {text}");
        }
        assert!(text.contains("name: &lt;!channel&gt; &amp; 李\n") && !text.contains('<'), "{text}");
        assert!(text.contains("remarks: 我吃素。\n第一次跑山。"), "{text}");
        Ok(())
    })
}

#[test]
fn further_runners_reach_a_form_service_too() -> Result<()> {
    run(async |browser| {
        let service = LocalDesk::start().await?;
        let url = service.service_address(&format!("formspree/f/{}", formspree::FORM));
        let site = Site::new()?
            .event(|event| {
                event["form"]["runners"] = json!(2);
                set_delivery(event, ZX, json!({ "preset": "formspree", "url": url }));
            })
            .start()
            .await?;
        let widget = site.open_usual(browser).await?;
        widget.answer_all(CHONGQING).await?;
        widget.click("#add-runner").await?;
        widget
            .answer_all(&[
                ("runner_2_distance", "5k"),
                ("runner_2_name", "김민수"),
                ("runner_2_nationality", "KR"),
                ("runner_2_birth_day", "1"),
                ("runner_2_birth_month", "2"),
                ("runner_2_birth_year", "1979"),
            ])
            .await?;
        assert_eq!(widget.send_for_outcome().await?, "accepted");
        let kept = only_kept(service.desk(), "formspree").await?;
        assert_holds_every_answer(&kept);
        assert_eq!(kept.entries.get("runner_2_name"), Some("김민수"));
        assert_eq!(kept.entries.get("runner_2_date_of_birth"), Some("1979-02-01"));
        Ok(())
    })
}
