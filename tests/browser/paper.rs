//! The sign-up on paper: one sheet with what was typed and room for the rest, in the visitor's language.

use anyhow::Result;
use saddle_tests::{Browser, HostPage, PATIENCE, Site, run, set_delivery};
use serde_json::{Value, json};

/// Instead of printing, a frame tells its page what it would print.
const PRINTER: &str = "if (window !== top) window.print = () => {
    const { body, documentElement } = document;
    top.printed = {
      text: body.innerText, height: documentElement.scrollHeight, width: documentElement.scrollWidth,
      lang: documentElement.lang, line: getComputedStyle(body.querySelector('.lines')).borderBottomStyle,
      empty: [...body.querySelectorAll('.lines')].filter((line) => !line.innerText).length,
    };
    dispatchEvent(new Event('afterprint'));
  }";

/// What is printed after a little was typed, at a desk that has only a mailbox.
async fn printed(browser: &Browser, language: &str) -> Result<Value> {
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": PRINTER })).await?;
    let site = Site::new()?
        .event(|event| {
            event["form"]["paper"] = json!(true);
            for desk in ["zx-tour", "experience-north-korea"] {
                set_delivery(event, desk, json!({ "type": "mailto" }));
            }
        })
        .start()
        .await?;
    let page = HostPage { language: language.to_owned(), ..HostPage::default() };
    let widget = site.open(browser, &page).await?;
    assert_eq!(widget.sign_up(saddle_tests::visitor::CHONGQING).await?, "mail");
    // What is taken away again must be writable on paper.
    widget.answer("email", "").await?;
    widget.press("#field-email", "\u{e003}").await?;
    widget.click("[data-action=print-paper]").await?;
    let printed = "return window.printed && !document.querySelector('iframe') && window.printed";
    browser.wait_for(printed, Vec::new(), PATIENCE).await
}

#[test]
fn one_sheet_has_all_questions_and_what_was_typed() -> Result<()> {
    run(async |browser| {
        let printed = printed(browser, "en").await?;
        let text = printed["text"].as_str().unwrap_or_default();
        for words in [
            "Masikryong Marathon",
            "ZX Tour (Beijing)",
            "zx-tour@example.org",
            "☒ 10 km",
            "☐ 42 km",
            "Full name",
            "李雪梅",
            "China",
            "November 9, 1990",
            "我吃素。\n第一次跑山。",
            "E-mail",
            "Phone",
        ] {
            assert!(text.contains(words), "{words} is not in: {text}");
        }
        assert!(printed["empty"].as_u64().is_some_and(|lines| lines >= 2), "{printed}");
        assert_eq!(printed["line"], "solid", "the style has not come along");
        // A4 is 1,123 pixels high at 96 an inch; without the margins of the page 1,047.
        assert!(printed["height"].as_u64().is_some_and(|height| height <= 1_123), "{printed}");
        assert!(printed["width"].as_u64().is_some_and(|width| width <= 794), "{printed}");
        Ok(())
    })
}

#[test]
fn it_is_in_the_visitors_language() -> Result<()> {
    run(async |browser| {
        let printed = printed(browser, "ko").await?;
        assert_eq!(printed["lang"], "ko");
        let text = printed["text"].as_str().unwrap_or_default();
        assert!(text.contains("마식령") && text.contains("중국"), "{text}");
        Ok(())
    })
}

#[test]
fn an_event_that_wants_none_has_none() -> Result<()> {
    run(async |browser| {
        let mailbox = json!({ "type": "mailto" });
        let site = Site::new()?.event(|event| set_delivery(event, "zx-tour", mailbox)).start().await?;
        let widget = site.open_usual(browser).await?;
        assert_eq!(widget.sign_up(saddle_tests::visitor::CHONGQING).await?, "mail");
        assert_eq!(widget.count("[data-action=print-paper]").await?, 0);
        Ok(())
    })
}
