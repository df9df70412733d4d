//! When no desk takes it: nothing typed is lost, and a mail holds all of it.

use anyhow::{Context, Result};
use mail_parser::MessageParser;
use percent_encoding::percent_decode_str;
use saddle_tests::visitor::{self, Answers, CHONGQING, OSLO, SEOUL};
use saddle_tests::{Browser, HostPage, PATIENCE, Site, Widget, run, set_delivery};
use serde_json::{Value, json};
use xtask::desk::LocalDesk;

/// The longest mail link.
const LONGEST_LINK: usize = 1600;

/// A site whose two desks have gone away.
async fn site_without_desks() -> Result<Site> {
    let desk = LocalDesk::start().await?;
    let delivery = |name: &str| json!({ "type": "json", "url": desk.address(name), "idempotent": false });
    let site = Site::new()?.event(|event| {
        for name in ["zx-tour", "experience-north-korea"] {
            set_delivery(event, name, delivery(name));
        }
    });
    let site = site.start().await?;
    desk.stop().await;
    Ok(site)
}

fn page(language: &str) -> HostPage {
    HostPage { language: language.to_owned(), ..HostPage::default() }
}

/// What is chosen by an id, which a mail may write as the words of the choice: `beijing` as `Beijing`.
const CHOICES: [&str; 8] =
    ["distance", "nationality", "residence", "programme", "departure", "reference", "payment", "consent"];

/// Every answer stands in the text as it was typed; the date of birth as one.
fn assert_holds(text: &str, answers: &Answers, what: &str) {
    let text = text.replace("\r\n", "\n");
    for (field, value) in answers.iter().filter(|(field, _)| !field.starts_with("birth_")) {
        let is_there = match CHOICES.contains(field) {
            true => text.to_lowercase().contains(&value.to_lowercase()),
            false => text.contains(value),
        };
        assert!(is_there, "{field} ({value:?}) is missing in the {what}: {text}");
    }
    let of = |name| answers.iter().find(|answer| answer.0 == name).map_or("", |answer| answer.1);
    let birth = format!("{}-{:0>2}-{:0>2}", of("birth_year"), of("birth_month"), of("birth_day"));
    assert!(text.contains(&birth), "the date of birth ({birth}) is missing in the {what}: {text}");
}

/// Mailbox, subject and body of a mail link, as a mail program reads them.
fn read_link(href: &str) -> Result<(String, String, String)> {
    let decoded = |text: &str| anyhow::Ok(percent_decode_str(text).decode_utf8()?.into_owned());
    let (mailbox, rest) = href
        .strip_prefix("mailto:")
        .and_then(|rest| rest.split_once("?subject="))
        .context("no mailto link")?;
    let (subject, body) = rest.split_once("&body=").context("no body")?;
    Ok((decoded(mailbox)?, decoded(subject)?, decoded(body)?))
}

async fn assert_nothing_is_lost(
    browser: &Browser,
    language: &str,
    answers: &Answers,
    mailbox: &str,
) -> Result<()> {
    browser.expect_errors();
    let site = site_without_desks().await?;
    let widget = site.open(browser, &page(language)).await?;
    assert_eq!(widget.sign_up(answers).await?, "unknown");
    let before = widget.answers().await?;
    for (field, value) in answers {
        assert_eq!(before.get(*field).map(String::as_str), Some(*value), "{field}");
    }

    browser.reload().await?;
    assert_eq!(widget.outcome().await?, "unknown", "after the reload nothing tells that it may have arrived");
    assert_eq!(widget.answers().await?, before);
    let picked = widget.script("return root.querySelector('.picker :checked').value", Value::Null).await?;
    assert_eq!(picked, before["distance"].as_str());

    let reference = widget.text(".outcome .references dd").await?.context("no reference")?;
    widget.click("[data-action=save-eml]").await?;
    let eml = browser.wait_for_download(".eml").await?;
    let mail = MessageParser::default().parse(&eml).context("the .eml is no mail")?;
    let to = mail.to().and_then(|to| to.first()).and_then(|to| to.address()).unwrap_or_default();
    assert_eq!(to, mailbox);
    let subject = mail.subject().unwrap_or_default();
    assert!(subject.ends_with(&reference), "{subject:?} does not quote {reference}");
    assert_holds(&mail.body_text(0).unwrap_or_default(), answers, ".eml");

    widget.click("[data-action=save-text]").await?;
    let text = String::from_utf8(browser.wait_for_download(".txt").await?)?;
    assert_holds(&text, answers, ".txt");
    assert!(text.contains(&reference));

    let clipboard = json!({ "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"] });
    browser.devtools("Browser.grantPermissions", clipboard).await?;
    widget.click("[data-action=copy]").await?;
    widget.wait_for("return root.querySelector('.offers .progress').innerText !== ''", Value::Null).await?;
    assert_eq!(browser.script("return navigator.clipboard.readText()", Vec::new()).await?, text.as_str());
    Ok(())
}

#[test]
fn a_korean_sign_up_survives_a_desk_that_has_gone() -> Result<()> {
    run(async |browser| {
        assert_nothing_is_lost(browser, "ko", SEOUL, "experience-north-korea@example.org").await
    })
}

#[test]
fn a_chinese_sign_up_survives_a_desk_that_has_gone() -> Result<()> {
    run(async |browser| assert_nothing_is_lost(browser, "zh-Hans", CHONGQING, "zx-tour@example.org").await)
}

#[test]
fn a_half_filled_form_survives_a_reload() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open_usual(browser).await?;
        let half = &visitor::with(SEOUL, &[("email", "not yet"), ("birth_year", "19")])[..9];
        widget.answer_all(half).await?;
        let before = widget.answers().await?;
        widget.reload().await?;
        assert_eq!(widget.answers().await?, before);
        assert_eq!(widget.wrong_fields().await?, [""; 0]);
        Ok(())
    })
}

#[test]
fn a_complete_mail_link_says_everything() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = site_without_desks().await?;
        let widget = site.open_usual(browser).await?;
        assert_eq!(widget.sign_up(OSLO).await?, "unknown");
        let href = link(&widget).await?;
        assert_eq!(is_complete(&widget).await?, "true", "{} characters", href.len());
        assert!(href.len() <= LONGEST_LINK, "{} characters", href.len());
        let (mailbox, subject, body) = read_link(&href)?;
        assert_eq!(mailbox, "experience-north-korea@example.org");
        assert!(subject.starts_with("Sign-up "), "{subject}");
        assert_holds(&body, OSLO, "mail link");
        assert!(!body.replace("\r\n", "").contains(['\r', '\n']), "a line does not end in CRLF: {body:?}");

        // An edit after the failure is in the mail too, and in the text that was opened to be read.
        widget.click(".fallback summary").await?;
        widget.answer("emergency_name", "Nils").await?;
        widget
            .wait_for("return root.querySelector('.fallback a.primary').href.includes('Nils')", Value::Null)
            .await?;
        let read = "const whole = root.querySelector('.fallback details');
                    return whole.open && whole.innerText.includes('Nils')";
        assert_eq!(widget.script(read, Value::Null).await?, json!(true));

        let long = "a long remark, ".repeat(100);
        widget.answer("remarks", &long).await?;
        widget
            .wait_for(
                "return root.querySelector('.fallback a.primary').dataset.complete === 'false'",
                Value::Null,
            )
            .await?;
        let href = link(&widget).await?;
        assert!(href.len() <= LONGEST_LINK, "{} characters", href.len());
        let (_, subject, body) = read_link(&href)?;
        let reference = subject.trim_start_matches("Sign-up ");
        assert!(body.contains(reference), "{body}");
        widget.click("[data-action=save-text]").await?;
        let text = String::from_utf8(browser.wait_for_download(".txt").await?)?;
        assert!(text.contains(long.trim_end()), "the .txt has not the whole remark");
        Ok(())
    })
}

#[test]
fn a_remembered_distance_wins_until_the_page_asks_for_another() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let page = HostPage::default().with(r#"distance="5k""#);
        let widget = site.open(browser, &page).await?;
        assert_eq!(widget.answers().await?["distance"], "5k");
        widget.choose_distance("10k").await?;
        widget.answer("name", "Bjørn").await?;
        let widget = site.open(browser, &page).await?;
        browser.wait_to_hear("saddle-ready").await?;
        assert_eq!(widget.answers().await?["distance"], "10k", "the visitor's distance is forgotten");
        widget.script("host.distance = '21k'", Value::Null).await?;
        assert_eq!(widget.answers().await?["distance"], "21k");
        assert_eq!(widget.answers().await?["name"], "Bjørn");
        Ok(())
    })
}

async fn link(widget: &Widget<'_>) -> Result<String> {
    widget.attribute(".fallback a.primary", "href").await?.context("no mail link")
}

async fn is_complete(widget: &Widget<'_>) -> Result<String> {
    widget.attribute(".fallback a.primary", "data-complete").await?.context("no mail link")
}

#[test]
fn i_have_sent_it_clears_form_and_draft() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = site_without_desks().await?;
        let widget = site.open_usual(browser).await?;
        assert_eq!(widget.sign_up(OSLO).await?, "unknown");
        widget.click("[data-action=sent-it]").await?;
        widget.wait_for("return !root.querySelector('.outcome')", Value::Null).await?;
        assert_eq!(widget.answers().await?["name"], "");
        widget.wait_until_focused("sign-up-title").await?;
        let thanks = "const thanks = [...root.querySelectorAll('[role=status]')]
                        .find((status) => status.innerText.startsWith('Thank you'));
                      const box = thanks?.getBoundingClientRect();
                      return !!box && box.top >= 0 && box.bottom <= innerHeight";
        widget.wait_for(thanks, Value::Null).await?;
        widget.reload().await?;
        let answers = widget.answers().await?;
        for (field, value) in answers.iter().filter(|(field, _)| *field != "distance") {
            assert_eq!(value, "", "{field} is still there");
        }
        Ok(())
    })
}

#[test]
fn a_download_has_time_to_begin_and_is_let_go_in_the_end() -> Result<()> {
    run(async |browser| {
        let mailbox = json!({ "type": "mailto" });
        let site = Site::new()?.event(|event| set_delivery(event, "zx-tour", mailbox)).start().await?;
        let widget = site.open_usual(browser).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "mail");
        let watch = "window.revoked = [];
                     URL.revokeObjectURL = (url) => revoked.push(url);
                     window.later = [];
                     const { setTimeout } = window;
                     window.setTimeout = (call, wait) => wait < 40_000 ? setTimeout(call, wait) : later.push(call)";
        browser.script(watch, Vec::new()).await?;
        widget.click("[data-action=save-text]").await?;
        browser.wait_for_download(".txt").await?;
        let revoked = "return revoked.length";
        assert_eq!(browser.script(revoked, Vec::new()).await?, json!(0), "Safari may still want the file");
        browser.script("for (const call of later) call()", Vec::new()).await?;
        browser.wait_for("return revoked.length === 1", Vec::new(), PATIENCE).await?;
        Ok(())
    })
}

#[test]
fn an_accepted_sign_up_leaves_no_draft() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open_usual(browser).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        widget.reload().await?;
        assert_eq!(widget.answers().await?["name"], "");
        let kept = browser.script("return Object.values(sessionStorage).join()", Vec::new()).await?;
        assert!(!kept.to_string().contains("李雪梅"), "{kept}");
        Ok(())
    })
}

#[test]
fn a_desk_with_only_a_mailbox_is_sent_a_mail() -> Result<()> {
    run(async |browser| {
        let mailbox = json!({ "type": "mailto" });
        let site = Site::new()?.event(|event| set_delivery(event, "zx-tour", mailbox)).start().await?;
        let widget = site.open_usual(browser).await?;
        widget.answer_all(CHONGQING).await?;
        assert!(widget.check().await?);
        let button = widget.text("button[part~=submit]").await?;
        assert_eq!(button.as_deref(), Some("Prepare the e-mail"), "the button promises to send");
        assert_eq!(widget.send_for_outcome().await?, "mail");
        assert_eq!(read_link(&link(&widget).await?)?.0, "zx-tour@example.org");
        widget.click("[data-action=save-eml]").await?;
        let eml = browser.wait_for_download(".eml").await?;
        let mail = MessageParser::default().parse(&eml).context("the .eml is no mail")?;
        assert_holds(&mail.body_text(0).unwrap_or_default(), CHONGQING, ".eml");
        assert!(site.desk().attempts().is_empty(), "something was posted");
        Ok(())
    })
}
