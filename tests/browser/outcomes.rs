//! What a desk can answer besides what `delivery` tries: every shape of refusal, answers that break off, redirects, no answer in
//! time, no network, and a page that may not send at all.

use anyhow::{Context, Result};
use axum::http::header::{LOCATION, RETRY_AFTER};
use saddle_tests::visitor::CHONGQING;
use saddle_tests::{Browser, File, HostPage, PATIENCE, Site, Widget, run, set_delivery, until};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;
use xtask::desk::service::formspree;
use xtask::desk::{Fault, LocalDesk};

/// The desk that serves mainland China.
const ZX: &str = "zx-tour";

/// A page whose desk for mainland China is reached by this delivery.
async fn open<'a>(browser: &'a Browser, delivery: Value) -> Result<(Site, Widget<'a>)> {
    let site = Site::new()?.event(|event| set_delivery(event, ZX, delivery)).start().await?;
    let widget = site.open_usual(browser).await?;
    Ok((site, widget))
}

/// A page whose desk gives always the same answer.
async fn open_answering<'a>(browser: &'a Browser, answer: File) -> Result<(Site, Widget<'a>)> {
    let site = Site::new()?.file("/desk/zx-tour", answer).start().await?;
    let widget = site.open_usual(browser).await?;
    Ok((site, widget))
}

/// The usual delivery, to a desk that does not know keys.
fn form() -> Value {
    json!({ "type": "form", "url": "/desk/zx-tour" })
}

/// Sends what stands in the form, and gives the outcome that this sending has: the number of those before says which it is.
async fn send_again(browser: &Browser, widget: &Widget<'_>, before: usize) -> Result<String> {
    widget.send().await?;
    until("the outcome", PATIENCE, async || {
        Ok((browser.heard_of("saddle-error").await?.len() > before).then_some(()))
    })
    .await?;
    widget.outcome().await
}

async fn reason(browser: &Browser) -> Result<String> {
    let error = browser.wait_to_hear("saddle-error").await?;
    Ok(error.detail["reason"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn every_shape_of_refusal_leads_to_its_field_or_is_told() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let problem = "application/problem+json";
        let json_type = "application/json";
        let (site, widget) =
            open(browser, json!({ "type": "form", "url": "/refusal", "names": { "email": "Your e-mail" } }))
                .await?;
        widget.answer_all(CHONGQING).await?;
        let words = "We cannot reach this address.";
        for (number, (status, media_type, body)) in [
            (422, json_type, json!({ "errors": [{ "field": "email", "message": words }] })),
            (422, json_type, json!({ "errors": { "email": [words] } })),
            (400, json_type, json!({ "errors": { "email": words } })),
            (
                200,
                json_type,
                json!({ "success": false, "errors": [{ "field": "Your e-mail", "message": words }] }),
            ),
            (
                422,
                problem,
                json!({ "type": "https://example.org/invalid", "title": "Invalid",
                                   "errors": [{ "pointer": "#/email", "detail": words }] }),
            ),
            (
                422,
                problem,
                json!({ "title": "Invalid", "errors": [{ "pointer": "#/Your e-mail", "detail": words }] }),
            ),
        ]
        .into_iter()
        .enumerate()
        {
            site.put("/refusal", File::new(media_type, body.to_string()).status(status));
            assert_eq!(send_again(browser, &widget, number).await?, "refused", "{body}");
            assert_eq!(widget.wrong_fields().await?, ["email"], "{body}");
            assert!(widget.error_beside("email").await?.contains(words), "{body}");
        }
        for (number, (status, media_type, body, told)) in [
            (
                422,
                problem,
                r#"{"title":"Full","detail":"No place is left in the 10 km."}"#,
                "No place is left in the 10 km.",
            ),
            (403, problem, r#"{"title":"The desk is closed on Sundays."}"#, "The desk is closed on Sundays."),
            (409, "text/plain", "You are on the list already.", "You are on the list already."),
            (400, "text/html", "<!doctype html><h1>Bad request 4711</h1>", ""),
            (404, "text/plain", "", ""),
            (200, json_type, r#"{"ok":false,"error":"The form is not active."}"#, "The form is not active."),
        ]
        .into_iter()
        .enumerate()
        {
            site.put("/refusal", File::new(media_type, body).status(status));
            assert_eq!(send_again(browser, &widget, 6 + number).await?, "refused", "{body}");
            let said = widget.text(".outcome").await?.context("an outcome")?;
            assert!(said.contains(told) && !said.contains("4711"), "{body}: {said}");
            assert_eq!(widget.count(".fallback").await?, 1);
        }
        assert_eq!(widget.answers().await?["name"], "李雪梅");
        Ok(())
    })
}

#[test]
fn a_date_is_as_good_as_seconds_to_say_when_to_come_again() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let (site, widget) = open(browser, form()).await?;
        // Whole seconds: a date of 20 s ahead is between 18 and 20 s away when it is read, and without it the wait would be 2 s.
        site.desk().set_next_faults([Fault::TooManyRequestsUntil { retry_after_s: 20 }]);
        widget.answer_all(CHONGQING).await?;
        widget.send().await?;
        let wait = "return root.querySelector('.send .progress').innerText.match(/in (\\d+) s/)?.[1]";
        let seconds: u32 = widget.wait_for(wait, Value::Null).await?.as_str().context("a wait")?.parse()?;
        assert!((15..=20).contains(&seconds), "{seconds}");
        assert_eq!(widget.outcome_within(Duration::from_secs(40)).await?, "accepted");
        site.only_arrival(ZX).map(drop)
    })
}

#[test]
fn no_answer_in_the_time_that_the_event_gives_is_unknown() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let delivery = json!({ "type": "form", "url": "/desk/zx-tour", "timeoutSeconds": 1 });
        let (site, widget) = open(browser, delivery).await?;
        site.desk().set_fault(Fault::Slow { delay_s: 60 });
        assert_eq!(widget.sign_up(CHONGQING).await?, "unknown");
        assert_eq!(reason(browser).await?, "timeout");
        site.only_arrival(ZX).map(drop)
    })
}

#[test]
fn an_answer_that_breaks_off_is_unknown() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let (site, widget) = open(browser, form()).await?;
        site.desk().set_next_faults([Fault::TruncatedBody]);
        assert_eq!(widget.sign_up(CHONGQING).await?, "unknown");
        assert_eq!(reason(browser).await?, "network");
        site.only_arrival(ZX).map(drop)
    })
}

#[test]
fn a_connection_that_is_reset_is_unknown() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let listener = TcpListener::bind(SocketAddr::from(([127, 0, 0, 1], 0))).await?;
        let url = format!("http://{}/desk", listener.local_addr()?);
        let resetting = tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut request = [0; 4096];
                // What it holds is nobody's business: it is dropped with the connection.
                let _read = stream.read(&mut request).await;
                // Closed with no time to linger, a connection is reset.
                let _reset = stream.set_zero_linger();
            }
        });
        let (_site, widget) = open(browser, json!({ "type": "form", "url": url })).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "unknown");
        assert_eq!(reason(browser).await?, "network");
        resetting.abort();
        Ok(())
    })
}

#[test]
fn a_redirect_counts_as_what_it_leads_to() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let to = |path: &str| File::html("").status(303).header(LOCATION, path);
        let (site, widget) = open(browser, json!({ "type": "form", "url": "/redirect" })).await?;
        // A page of thanks that is missing says nothing of the sign-up.
        site.put("/redirect", to("/missing.html"));
        assert_eq!(widget.sign_up(CHONGQING).await?, "unknown");
        assert_eq!(reason(browser).await?, "garbled");
        site.put("/thanks.html", File::html("<!doctype html><h1>Thanks</h1>"));
        site.put("/redirect", to("/thanks.html"));
        widget.click(".outcome [data-action=try-again]").await?;
        widget.wait_for("return root.querySelector('[data-outcome=accepted]')", Value::Null).await?;
        Ok(())
    })
}

#[test]
fn an_empty_answer_of_success_is_an_acceptance() -> Result<()> {
    run(async |browser| {
        let (_site, widget) = open_answering(browser, File::new("text/plain", "").status(204)).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        Ok(())
    })
}

#[test]
fn a_desk_that_is_busy_and_says_nothing_of_when_is_asked_three_times() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let busy = File::new("text/plain", "").status(429).header(RETRY_AFTER, "soon");
        let (_site, widget) = open_answering(browser, busy).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "not-now");
        assert_eq!(reason(browser).await?, "not-now");
        Ok(())
    })
}

#[test]
fn an_answer_that_the_page_may_not_read_is_not_confirmed() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let desk = LocalDesk::start().await?;
        desk.desk().set_fault(Fault::Opaque);
        let delivery =
            json!({ "type": "form", "url": desk.address(ZX), "hiddenAnswer": true, "idempotent": true });
        let (_site, widget) = open(browser, delivery).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "opaque");
        assert_eq!(reason(browser).await?, "opaque");
        // Another try would be hidden too.
        assert_eq!(desk.desk().attempts().len(), 1);
        let arrivals = desk.desk().arrivals()?;
        assert_eq!(arrivals[0].entries.get("name"), Some("李雪梅"));
        Ok(())
    })
}

#[test]
fn headers_names_and_fixed_fields_reach_the_desk() -> Result<()> {
    run(async |browser| {
        let delivery = json!({
            "type": "json", "url": "/desk/zx-tour",
            "headers": { "X-Race": "masikryong" }, "idempotencyHeader": "Idempotency-Key",
            "constants": { "form": "7" }, "names": { "payment": "how to pay" },
        });
        let (site, widget) = open(browser, delivery).await?;
        let hear = "const { fetch } = window; window.sentHeaders = [];
                    window.fetch = (url, init) => {
                      window.sentHeaders.push([...(init?.headers ?? [])]); return fetch(url, init); }";
        browser.script(hear, Vec::new()).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        let arrival = site.only_arrival(ZX)?;
        assert_eq!(arrival.entries.get("form"), Some("7"));
        assert_eq!(
            (arrival.entries.get("how to pay"), arrival.entries.get("payment")),
            (Some("bank-transfer"), None)
        );
        let sent = browser.script("return window.sentHeaders.flat()", Vec::new()).await?;
        let sent = sent.as_array().context("headers")?;
        let key = arrival.idempotency_key.context("a key")?;
        for header in [json!(["x-race", "masikryong"]), json!(["idempotency-key", key])] {
            assert!(sent.contains(&header), "{header} is not in {sent:?}");
        }
        Ok(())
    })
}

/// A sign-up whose button was pressed when the network had gone.
async fn sent_offline(browser: &Browser) -> Result<(Site, Widget<'_>)> {
    browser.expect_errors();
    let (site, widget) = open(browser, form()).await?;
    widget.answer_all(CHONGQING).await?;
    assert!(widget.check().await?);
    browser.set_offline(true).await?;
    assert_eq!(widget.send_for_outcome().await?, "offline");
    Ok((site, widget))
}

#[test]
fn without_a_network_nothing_is_sent_until_the_visitor_wants_it_and_it_is_back() -> Result<()> {
    run(async |browser| {
        let (site, widget) = sent_offline(browser).await?;
        widget.wait_until_focused("outcome-title").await?;
        assert_eq!(reason(browser).await?, "offline");
        let said = widget.text(".outcome").await?.context("an outcome")?;
        assert!(said.contains("You are offline") && !said.contains("may have arrived"), "{said}");
        assert_eq!(widget.count(".fallback").await?, 1);
        widget.click("[data-action=send-when-back]").await?;
        let waits = "return root.querySelector('.outcome [role=status]').innerText.includes('as soon as you are back')";
        widget.wait_for(waits, Value::Null).await?;
        // The button has gone under the focus.
        widget.wait_until_focused("network-state").await?;
        assert!(site.desk().attempts().is_empty());

        browser.set_offline(false).await?;
        widget.wait_for("return root.querySelector('[data-outcome=accepted]')", Value::Null).await?;
        assert_eq!(site.only_arrival(ZX)?.repeats, 0);
        Ok(())
    })
}

#[test]
fn without_a_network_what_may_have_arrived_still_may_have() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let (site, widget) = open(browser, form()).await?;
        site.desk().set_fault(Fault::LostAnswer);
        assert_eq!(widget.sign_up(CHONGQING).await?, "unknown");
        let sent = site.desk().attempts().len();
        browser.set_offline(true).await?;
        widget.click("[data-action=try-again]").await?;
        widget.wait_for("return root.querySelector('[data-outcome=offline]')", Value::Null).await?;
        let said = widget.text(".outcome").await?.context("an outcome")?;
        assert!(said.contains("may have arrived") && !said.contains("Nothing was sent"), "{said}");
        // The desk knows no key again: what is sent by itself could be a second sign-up.
        assert_eq!(widget.count("[data-action=send-when-back]").await?, 0);
        browser.set_offline(false).await?;
        widget.wait_for("return root.querySelector('[data-action=send-now]')", Value::Null).await?;
        assert_eq!(site.desk().attempts().len(), sent);
        Ok(())
    })
}

#[test]
fn a_network_that_comes_back_sends_nothing_by_itself() -> Result<()> {
    run(async |browser| {
        let (site, widget) = sent_offline(browser).await?;
        browser.set_offline(false).await?;
        let back = "return root.querySelector('.outcome [role=status]').innerText === 'You are back online.'";
        widget.wait_for(back, Value::Null).await?;
        assert!(site.desk().attempts().is_empty());
        // The draft is that of a sign-up which has never left.
        widget.reload().await?;
        assert_eq!(widget.answers().await?["name"], "李雪梅");
        assert_eq!(widget.count(".outcome").await?, 0);
        assert_eq!(widget.send_for_outcome().await?, "accepted");
        site.only_arrival(ZX).map(drop)
    })
}

#[test]
fn where_the_page_may_not_send_a_form_in_a_new_window_does() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let service = LocalDesk::start().await?;
        let url = service.service_address(&format!("formspree/f/{}", formspree::FORM));
        let delivery = json!({ "preset": "formspree", "url": url, "byForm": true });
        let site = Site::new()?.event(|event| set_delivery(event, ZX, delivery)).start().await?;
        // The partner lets scripts fetch from its own site only.
        let page = HostPage { policy: Some("connect-src 'self'".to_owned()), ..HostPage::default() };
        let widget = site.open(browser, &page).await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "unknown");
        assert!(service.desk().services().kept_by("formspree").is_empty());

        widget.click("[data-action=by-form]").await?;
        let kept = until("the sign-up at the service", PATIENCE, async || {
            Ok(service.desk().services().kept_by("formspree").pop())
        })
        .await?;
        assert_eq!(kept.entries.get("name"), Some("李雪梅"));
        assert_eq!(
            kept.entries.get("remarks").map(|text| text.replace("\r\n", "\n")).as_deref(),
            Some("我吃素。\n第一次跑山。")
        );
        assert_eq!(widget.outcome().await?, "opaque");
        // Nothing of it stays in the page, and the draft stays until the visitor says that it has arrived.
        assert_eq!(widget.count("form[action]").await?, 0);
        assert_eq!(widget.answers().await?["name"], "李雪梅");
        let reference = widget.text(".outcome .references dd").await?.context("a reference")?;
        let key = kept.entries.get("idempotency_key").context("a key")?.to_uppercase();
        assert_eq!(key[..8], reference.replace('-', ""));

        // The window of the form lies over the page.
        browser.devtools("Page.bringToFront", json!({})).await?;
        widget.click("[data-action=it-arrived]").await?;
        widget.wait_for("return root.querySelector('#field-name')?.value === ''", Value::Null).await?;
        widget.reload().await?;
        assert_eq!(widget.answers().await?["name"], "");
        Ok(())
    })
}
