//! The lines of the threat model in docs/security.md, as far as they need a browser and no other module tests them.

use anyhow::{Context, Result};
use saddle_tests::visitor::{CHONGQING, OSLO};
use saddle_tests::{Browser, File, HostPage, Site, run, set_delivery};
use serde_json::{Value, json};
use xtask::desk::Fault;

/// What would run, were it markup.
const EVIL: &str =
    "<img src=x onerror=\"window.harmed=1\"><script>window.harmed=1</script>&lt;b&gt;\" onclick=\"harmed=1";

/// Puts it into every text of a part of the file; ids, addresses and such would be refused.
fn poison(value: &mut Value) {
    const TEXTS: [&str; 14] = [
        "name",
        "description",
        "city",
        "text",
        "answer",
        "label",
        "hint",
        "controller",
        "paymentNote",
        "trackNote",
        "notices",
        "organiser",
        "fee",
        "note",
    ];
    match value {
        Value::Object(members) => {
            for (key, member) in members {
                let is_built_in =
                    key == "name" && member.as_str().is_some_and(|name| name.len() > 2 && is_field(name));
                match member {
                    Value::String(_) if TEXTS.contains(&key.as_str()) && !is_built_in => {
                        *member = json!(EVIL)
                    }
                    Value::Object(texts)
                        if TEXTS.contains(&key.as_str()) && texts.values().all(Value::is_string) =>
                    {
                        *member = json!(EVIL);
                    }
                    other => poison(other),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(poison),
        _ => {}
    }
}

/// Whether a name is that of a built-in question, which is no text.
fn is_field(name: &str) -> bool {
    saddle_tests::event().is_ok_and(|event| {
        event["form"]["fields"].as_array().into_iter().flatten().any(|field| field["name"] == name)
    })
}

#[test]
fn no_text_of_an_event_or_of_an_answer_becomes_markup() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = Site::new()?
            .event(|event| {
                saddle_tests::ask_everything(event);
                poison(event);
            })
            .start()
            .await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        assert_eq!(widget.text(".head .race-name").await?.as_deref(), Some(EVIL));
        widget
            .script(
                "root.querySelectorAll('.more summary').forEach((summary) => summary.click())",
                Value::Null,
            )
            .await?;
        widget.send().await?;
        widget.wait_until_focused("error-summary").await?;
        let refused = json!({ "success": false, "errors": { "name": EVIL, "email": EVIL } });
        site.put("/desk/experience-north-korea", File::json(refused.to_string()));
        widget.answer_all(OSLO).await?;
        widget.answer_all(&saddle_tests::OWN_ANSWERS).await?;
        widget.answer("seats", "1").await.ok();
        widget.send_for_outcome().await?;
        let found = "return [window.harmed ?? 0, root.querySelectorAll('script, img, iframe, object, [onclick], [onerror]').length]";
        assert_eq!(widget.script(found, Value::Null).await?, json!([0, 0]));
        Ok(())
    })
}

/// The event is refused, and the page keeps its link.
async fn assert_refused(browser: &Browser, site: &Site, words: &str) -> Result<()> {
    let widget = site.open_failing(browser, &HostPage::default()).await?;
    browser.wait_to_hear("saddle-error").await?;
    browser.wait_for_console_error(words).await?;
    assert!(widget.is_fallback_link_seen().await?, "{words}");
    Ok(())
}

#[test]
fn addresses_are_of_the_schemes_on_the_list() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        for evil in [
            "javascript:alert(1)",
            "data:text/html,x",
            "http://example.org/",
            "//example.org/",
            "file:///etc/passwd",
            "java\tscript:x",
        ] {
            let site = Site::new()?.event(|event| event["links"][0]["url"] = json!(evil)).start().await?;
            assert_refused(browser, &site, "$.links[0].url").await?;
        }
        let site = Site::new()?
            .event(|event| event["distances"][0]["track"] = json!("javascript:alert(1)"))
            .start()
            .await?;
        assert_refused(browser, &site, "$.distances[0].track").await
    })
}

#[test]
fn a_desk_without_https_gets_nothing() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let delivery = json!({ "type": "form", "url": "http://desk.example/sign-up" });
        let site = Site::new()?.event(|event| set_delivery(event, "zx-tour", delivery)).start().await?;
        let widget = site.open_failing(browser, &HostPage::default()).await?;
        widget.wait_for("root?.querySelector('[data-waiting]')?.scrollIntoView(); return !!root?.querySelector('.saddle') && !root.querySelector('[data-waiting]')", Value::Null).await?;
        browser.wait_for_console_error("$.desks[0].delivery.url").await?;
        assert_eq!(widget.count(".form").await?, 0);
        Ok(())
    })
}

#[test]
fn a_desk_beside_an_event_without_https_gets_mails() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        // The file names its desks by relative addresses, and comes from a host that has no certificate.
        let head = "<script>
            const whole = window.fetch;
            window.fetch = (url, how) => whole(`${url}`.replace('http://club.example/', '/'), how);
        </script>";
        let site = Site::new()?.start().await?;
        let page = HostPage {
            head: head.to_owned(),
            event: "http://club.example/event.json".to_owned(),
            ..HostPage::default()
        };
        let widget = site.open(browser, &page).await?;
        browser.wait_for_console_error("is at http://club.example/desk/zx-tour and gets mails").await?;
        assert_eq!(widget.sign_up(CHONGQING).await?, "mail");
        assert!(site.arrivals("zx-tour")?.is_empty());
        Ok(())
    })
}

#[test]
fn a_file_that_is_too_large_is_not_read() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let mut event = saddle_tests::event()?;
        event["$padding"] = json!("x".repeat(saddle_event::FILE_BYTES));
        let site = Site::new()?.file("/event.json", File::json(event.to_string())).start().await?;
        assert_refused(browser, &site, "too large").await
    })
}

/// Keeps how each request was made.
const RECORD_REQUESTS: &str = "<script>
    window.posted = [];
    const { fetch } = window;
    window.fetch = (url, how) => {
      posted.push([how?.method, how?.credentials]);
      return fetch(url, how);
    };
</script>";

#[test]
fn what_a_visitor_typed_is_in_no_event_address_cookie_or_console() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = Site::new()?.start().await?;
        browser.goto(&site.origin()).await?;
        browser.script("document.cookie = 'session=secret'", Vec::new()).await?;
        let widget =
            site.open(browser, &HostPage { head: RECORD_REQUESTS.to_owned(), ..HostPage::default() }).await?;
        site.desk().set_fault(Fault::HtmlErrorPage);
        assert_ne!(widget.sign_up(OSLO).await?, "accepted");
        site.desk().set_fault(Fault::None);
        assert_eq!(widget.send_for_outcome().await?, "accepted");
        let mut public = vec![format!("{:?}", browser.heard().await?)];
        public.extend(browser.console().await?.into_iter().map(|line| line.text));
        let places = "return JSON.stringify([location.href, document.cookie, document.title, history.state,
             performance.getEntries().map(({ name }) => name)])";
        let places = browser.script(places, Vec::new()).await?;
        public.push(places.as_str().context("the places")?.to_owned());
        for text in &public {
            for typed in ["Bjørn", "bjorn", "22123456", "22 12", "1988", "Kåre", "Vegetarian"] {
                assert!(!text.contains(typed), "{typed} in {text}");
            }
        }
        // Nor does the desk learn who the visitor is on the page's own site.
        let posted =
            "return posted.filter(([method]) => method === 'POST').map(([, credentials]) => credentials)";
        let posted = browser.script(posted, Vec::new()).await?;
        let posted = posted.as_array().context("a list")?;
        assert!(posted.len() >= 2 && posted.iter().all(|credentials| credentials == "omit"), "{posted:?}");
        Ok(())
    })
}

#[test]
fn every_test_that_the_documents_name_is_there() -> Result<()> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/browser");
    for document in ["security", "accessibility"] {
        let file = format!("{}/../docs/{document}.md", env!("CARGO_MANIFEST_DIR"));
        let documented = std::fs::read_to_string(file)?;
        let named: Vec<_> = documented
            .split('`')
            .skip(1)
            .step_by(2)
            .filter_map(|code| code.split_once("::"))
            // The others are crates.
            .filter(|(module, _)| std::path::Path::new(&format!("{folder}/{module}.rs")).is_file())
            .collect();
        assert!(named.len() > 10, "{document}: {named:?}");
        for (module, test) in named {
            let source = std::fs::read_to_string(format!("{folder}/{module}.rs"))?;
            assert!(test == "*" || source.contains(&format!("fn {test}()")), "{document}: {module}::{test}");
        }
    }
    Ok(())
}
