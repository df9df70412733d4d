//! Which language the widget speaks: the page's, the visitor's, and words that the page brings itself.

use anyhow::Result;
use saddle_tests::visitor::CHONGQING;
use saddle_tests::{Browser, File, HostPage, PATIENCE, Site, Widget, holding, run};
use serde_json::{Value, json};

async fn choose(widget: &Widget<'_>, tag: &str) -> Result<()> {
    let choose = "const select = root.querySelector('.language');
        select.value = args;
        select.dispatchEvent(new Event('change', { bubbles: true }));";
    widget.script(choose, json!(tag)).await?;
    widget.wait_for("return root.querySelector('.saddle').lang === args", json!(tag)).await.map(drop)
}

async fn title(widget: &Widget<'_>) -> Result<String> {
    Ok(widget.text(".sign-up .title").await?.unwrap_or_default())
}

#[test]
fn the_visitor_chooses_a_language_and_loses_nothing() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open_usual(browser).await?;
        widget.answer_all(CHONGQING).await?;
        let before = widget.answers().await?;
        choose(&widget, "ko").await?;
        assert_eq!(title(&widget).await?, "참가 신청");
        assert_eq!(widget.answers().await?, before);
        // It is the tab's choice: it outlives a reload, and the page's own language.
        widget.reload().await?;
        assert_eq!(title(&widget).await?, "참가 신청");
        assert_eq!(widget.answers().await?, before);
        // Until the page asks for another.
        widget.script("host.lang = 'zh-CN'", Value::Null).await?;
        widget.wait_for("return root.querySelector('.saddle').lang === 'zh-Hans'", Value::Null).await?;
        assert_eq!(widget.answers().await?, before);
        Ok(())
    })
}

#[test]
fn a_choice_is_for_pages_that_ask_for_the_same_language() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open_usual(browser).await?;
        choose(&widget, "ko").await?;
        // The same site in French.
        let french = HostPage { language: "fr".to_owned(), ..HostPage::default() };
        let widget = site.open(browser, &french).await?;
        assert_eq!(widget.attribute(".saddle", "lang").await?.as_deref(), Some("fr"));
        let widget = site.open_usual(browser).await?;
        assert_eq!(widget.attribute(".saddle", "lang").await?.as_deref(), Some("ko"));
        Ok(())
    })
}

#[test]
fn dates_are_written_as_in_the_region_that_the_page_says_or_else_the_browser() -> Result<()> {
    run(async |browser| {
        for (language, day) in
            [("en", "October 4, 2015"), ("en-GB", "4 October 2015"), ("de-CH", "4. Oktober 2015")]
        {
            let site = Site::new()?.start().await?;
            let page = HostPage { language: language.to_owned(), ..HostPage::default() };
            let widget = site.open(browser, &page).await?;
            let written = widget.text(".head .day").await?.unwrap_or_default();
            assert!(written.ends_with(day), "{language}: {written}");
        }
        Ok(())
    })
}

#[test]
fn a_language_that_is_asked_for_while_the_form_is_on_its_way_is_the_forms_too() -> Result<()> {
    run(async |browser| {
        // The form is wanted at once, and its words wait until the widget speaks another language.
        let availability = |event: &mut Value| event["availability"] = json!("/left.json");
        let site =
            Site::new()?.file("/left.json", File::json(r#"{"left":12}"#)).event(availability).start().await?;
        let page = HostPage { head: holding("/signup/en.json"), ..HostPage::default() };
        let widget = site.open_failing(browser, &page).await?;
        widget.wait_for("return root?.querySelector('.saddle')", Value::Null).await?;
        let asked = "return performance.getEntriesByType('resource').some(({ name }) => name.includes('chunk-signup'))";
        browser.wait(asked).await?;
        widget.script("host.lang = 'ko'", Value::Null).await?;
        widget.wait_for("return root.querySelector('.saddle').lang === 'ko'", Value::Null).await?;
        browser.script("release()", Vec::new()).await?;
        widget.wait_for("return root.querySelector('.form')", Value::Null).await?;
        assert_eq!(widget.text("[part=submit]").await?.as_deref(), Some("입력한 내용 확인"));
        Ok(())
    })
}

/// A page that brings words: one of English, and some of a language that the widget does not have.
async fn with_own_words(browser: &Browser, language: &str) -> Result<(Site, HostPage)> {
    let words = json!({
        "en": { "course": { "sign_up": "Book your place" }, "signup": { "check": "Book\nnow" } },
        "fa": {
            "course": { "sign_up": "ثبت‌نام", "distance": 7 },
            "signup": { "check": "ارسال", "no_such_key": "x" },
            "plan": { "goal": "هدف" }
        }
    });
    let site = Site::new()?.file("/own.json", File::json(words.to_string())).start().await?;
    let page = HostPage {
        script: "/saddle.js?words=/own.json".into(),
        language: language.into(),
        ..HostPage::default()
    };
    browser.resize(1200, 900).await?;
    Ok((site, page))
}

#[test]
fn a_page_says_some_things_in_its_own_words() -> Result<()> {
    run(async |browser| {
        let (site, page) = with_own_words(browser, "en").await?;
        let widget = site.open(browser, &page).await?;
        assert_eq!(title(&widget).await?, "Book your place");
        assert_eq!(widget.text("[part=submit]").await?.as_deref(), Some("Book now"));
        // All else is as it was.
        assert_eq!(widget.text(".picker legend").await?.as_deref(), Some("Choose a distance"));
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        Ok(())
    })
}

#[test]
fn a_page_brings_a_language_that_is_written_from_right_to_left() -> Result<()> {
    run(async |browser| {
        // The widget has no file of this language, and the browser says so.
        browser.expect_errors();
        let (site, page) = with_own_words(browser, "fa-IR").await?;
        let widget = site.open(browser, &page).await?;
        assert_eq!(title(&widget).await?, "ثبت‌نام");
        assert_eq!(widget.attribute(".saddle", "dir").await?.as_deref(), Some("rtl"));
        assert_eq!(widget.text("[part=submit]").await?.as_deref(), Some("ارسال"));
        // What it lacks is said in English.
        assert_eq!(widget.text(".picker legend").await?.as_deref(), Some("Choose a distance"));
        // The course is drawn from left to right all the same, and the arrow to the right goes along it.
        let direction = "return getComputedStyle(root.querySelector('.plot')).direction";
        assert_eq!(widget.script(direction, Value::Null).await?, json!("ltr"));
        let languages = "return [...root.querySelector('.language').options].map(({ value }) => value)";
        let languages = widget.script(languages, Value::Null).await?;
        assert!(languages.as_array().is_some_and(|all| all.contains(&json!("fa"))), "{languages}");
        Ok(())
    })
}

#[test]
fn arabic_reads_from_right_to_left_also_around_what_the_event_says_in_english() -> Result<()> {
    run(async |browser| {
        browser.resize(1200, 900).await?;
        let site = Site::new()?.start().await?;
        let page = HostPage { language: "ar".to_owned(), ..HostPage::default() };
        let widget = site.open(browser, &page).await?;
        // What comes first stands to the right of what follows it.
        let order = "const box = (element) => element.getBoundingClientRect();
            const [part, first, second] = args;
            const around = root.querySelector(part);
            return box(around.querySelector(first)).left >= box(around.querySelector(second)).right";
        for (around, first, second) in [
            (".field:has(#field-phone) label", "span:first-child", ".optional"),
            (".on-the-way .stop", "strong", ".aside"),
            (".links li", "a", ".placeholder"),
        ] {
            let is_so = widget.script(order, json!([around, first, second])).await?;
            assert_eq!(is_so, json!(true), "{first} before {second} in {around}");
        }
        // An English sentence keeps its full stop at its end.
        let english = "const text = [...root.querySelectorAll('.notice[lang=en]')].at(0);
            return [getComputedStyle(text).unicodeBidi, getComputedStyle(text).textAlign]";
        assert_eq!(widget.script(english, Value::Null).await?, json!(["plaintext", "right"]));
        Ok(())
    })
}

#[test]
fn own_words_that_keep_the_page_waiting_are_done_without() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = Site::new()?.start().await?;
        // A host that takes the request and never answers: nothing releases it.
        let page = HostPage {
            script: "/saddle.js?words=/own.json".into(),
            head: holding("own.json"),
            ..HostPage::default()
        };
        let widget = site.open_failing(browser, &page).await?;
        // The widget waits nine seconds for them.
        widget.wait_long_for("return root?.querySelector('.saddle')", Value::Null, PATIENCE * 2).await?;
        widget.wait_until_ready().await?;
        assert_eq!(title(&widget).await?, "Sign up");
        browser.wait_for_console_error("own.json: no answer").await?;
        Ok(())
    })
}

#[test]
fn own_words_that_are_no_words_are_done_without() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        for words in ["null", "7", r#"{"pt_BR":{"course":{"sign_up":"Inscreva-se"}},"en":null}"#] {
            let site = Site::new()?.file("/own.json", File::json(words)).start().await?;
            let page = HostPage {
                script: "/saddle.js?words=/own.json".into(),
                language: "pt-BR".into(),
                ..HostPage::default()
            };
            let widget = site.open(browser, &page).await?;
            assert_eq!(title(&widget).await?, "Sign up", "{words}");
        }
        browser.wait_for_console_warning("pt_BR").await.map(drop)
    })
}

#[test]
fn own_words_that_do_not_come_leave_the_widget_its_own() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = Site::new()?.file("/own.json", File::missing()).start().await?;
        let page = HostPage { script: "/saddle.js?words=/own.json".into(), ..HostPage::default() };
        let widget = site.open(browser, &page).await?;
        assert_eq!(title(&widget).await?, "Sign up");
        browser.wait_for_console_error("own.json").await?;
        Ok(())
    })
}

/// The texts of the event in a language that stand in the page as a whole and that do not say so. Those in a picture have its
/// description, and the names in the planner's tables are names.
const SILENT: &str = "const [language, texts] = args;
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const silent = [], found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!texts.includes(node.data) || node.parentElement.closest('svg text')) continue;
      found.push(node.data);
      if (node.parentElement.closest('[lang]').getAttribute('lang') !== language) silent.push(node.data);
    }
    return [found.length, silent]";

/// Every text of an event in a language.
fn texts_in(event: &Value, language: &str) -> Vec<String> {
    match event {
        Value::Object(map) => {
            let own = map.get(language).and_then(Value::as_str).map(str::to_owned);
            own.into_iter().chain(map.values().flat_map(|value| texts_in(value, language))).collect()
        }
        Value::Array(list) => list.iter().flat_map(|value| texts_in(value, language)).collect(),
        _ => Vec::new(),
    }
}

#[test]
fn what_the_event_says_in_another_language_says_so() -> Result<()> {
    run(async |browser| {
        let own = json!([{ "id": "shirt", "type": "choice", "label": { "en": "Shirt size" },
            "hint": { "en": "They run small." }, "choices": [{ "id": "s", "name": { "en": "Small" } }] }]);
        let change = |event: &mut Value| {
            event["distances"][0]["trackNote"] = json!({ "en": "Taken from a watch." });
            let fields = event["form"]["fields"].as_array_mut();
            fields
                .into_iter()
                .for_each(|fields| fields.extend(own.as_array().into_iter().flatten().cloned()));
        };
        let mut event = saddle_tests::event()?;
        change(&mut event);
        let texts = texts_in(&event, "en");
        let site = Site::new()?.event(change).start().await?;
        for language in ["de", "ar"] {
            let page = HostPage { language: language.to_owned(), ..HostPage::default() };
            let widget = site.open(browser, &page).await?;
            widget.wait_for("return root.querySelector('.saddle').lang === args", json!(language)).await?;
            let seen = widget.script(SILENT, json!(["en", texts])).await?;
            assert!(seen[0].as_u64().is_some_and(|found| found > 30), "{language}: {seen}");
            assert_eq!(seen[1], json!([]), "{language}");
        }
        // Those that are in the widget's own language need not.
        let widget = site.open_usual(browser).await?;
        assert_eq!(widget.count(".saddle [lang]:not(option)").await?, 0);
        Ok(())
    })
}

#[test]
fn what_the_event_says_in_a_language_that_the_widget_does_not_speak_says_so() -> Result<()> {
    run(async |browser| {
        let text = "Opp skibakken og rundt fjellet.";
        let site = Site::new()?;
        let site = site.event(|event| {
            event["distances"][0]["description"] = json!({ "en": "Up the hill.", "nb": text });
        });
        let site = site.start().await?;
        let page = HostPage { language: "nb".to_owned(), ..HostPage::default() };
        let widget = site.open(browser, &page).await?;
        assert_eq!(widget.text(".description").await?.as_deref(), Some(text));
        assert_eq!(widget.attribute(".description", "lang").await?.as_deref(), Some("nb"));
        assert_eq!(widget.attribute(".saddle", "lang").await?.as_deref(), Some("en"));
        Ok(())
    })
}

#[test]
fn another_language_while_a_field_is_typed_in() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open_usual(browser).await?;
        // A browser tells an input that is taken out of the page of its change: nobody listens any more, and the console stays
        // empty.
        widget.press(".form [name=residence]", "Norw").await?;
        widget.script("host.lang = 'de'", Value::Null).await?;
        widget.wait_for("return root.querySelector('.saddle').lang === 'de'", Value::Null).await?;
        assert_eq!(widget.answers().await?["residence"], "Norw");
        Ok(())
    })
}
