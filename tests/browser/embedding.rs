//! The element on other people's pages: attributes, moves, removals, many at once.

use anyhow::{Context, Result};
use saddle_tests::visitor::{CHONGQING, OSLO};
use saddle_tests::{Browser, File, HostPage, PATIENCE, Site, Widget, run};
use serde_json::{Value, json};

#[test]
fn the_page_of_the_series_refers_to_it() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default().with(r#"partner="asia-trail-master""#)).await?;
        assert_eq!(widget.answers().await?["reference"], "yes");
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        let arrival = site.only_arrival("zx-tour")?;
        assert_eq!(arrival.entries.get("reference"), Some("yes"));
        assert_eq!(arrival.entries.get("partner"), Some("asia-trail-master"));
        Ok(())
    })
}

#[test]
fn a_page_of_modules_loads_the_same_widget() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let page = HostPage { script: "/saddle.mjs".to_owned(), ..HostPage::default() };
        let widget = site.open(browser, &page).await?;
        assert_eq!(widget.text(".head .race-name").await?.as_deref(), Some("Masikryong Marathon"));
        Ok(())
    })
}

#[test]
fn another_partner_is_recorded_and_refers_to_nothing() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default().with(r#"partner="longway""#)).await?;
        assert_eq!(widget.answers().await?["reference"], "");
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        assert_eq!(site.only_arrival("zx-tour")?.entries.get("partner"), Some("longway"));
        Ok(())
    })
}

#[test]
fn another_language_keeps_what_was_typed() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default().with(r#"lang="en""#)).await?;
        widget.answer_all(OSLO).await?;
        let before = widget.answers().await?;
        let said = widget.text("button[part~=submit]").await?;
        for (language, name) in
            [("zh-Hans", "马息岭马拉松"), ("ko", "마식령 마라톤"), ("en", "Masikryong Marathon")]
        {
            widget.script("host.lang = args", json!(language)).await?;
            widget
                .wait_for("return root.querySelector('.head .race-name')?.innerText === args", json!(name))
                .await?;
            assert_eq!(widget.answers().await?, before, "{language}");
            assert_eq!(widget.text("button[part~=submit]").await? == said, language == "en");
        }
        assert_eq!(widget.send_for_outcome().await?, "accepted");
        Ok(())
    })
}

#[test]
fn another_language_keeps_the_mistakes_and_says_them_in_its_words() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default().with(r#"lang="en""#)).await?;
        widget.send().await?;
        widget.wait_until_focused("error-summary").await?;
        let before = widget.errors().await?;
        widget.script("host.lang = 'ko'", Value::Null).await?;
        widget
            .wait_for(
                "return root.querySelector('.head .race-name')?.innerText === '마식령 마라톤'",
                Value::Null,
            )
            .await?;
        let after = widget.errors().await?;
        assert_eq!(before.len(), after.len());
        for (before, after) in before.iter().zip(&after) {
            assert_eq!(before.field, after.field);
            assert_ne!(before.text, after.text);
        }
        Ok(())
    })
}

#[test]
fn attributes_that_change_are_followed() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default().with(r#"distance="10k""#)).await?;
        let picked = "return root.querySelector('.picker :checked').value";
        assert_eq!(widget.script(picked, Value::Null).await?, "10k");
        widget.script("host.distance = '21k'", Value::Null).await?;
        assert_eq!(widget.script(picked, Value::Null).await?, "21k");
        assert_eq!(widget.answers().await?["distance"], "21k");
        widget.script("host.setAttribute('desk', 'zx-tour')", Value::Null).await?;
        assert_eq!(widget.desk().await?, "zx-tour");
        widget.script("host.removeAttribute('desk')", Value::Null).await?;
        assert_eq!(widget.desk().await?, "experience-north-korea");
        widget.script("host.view = 'course'", Value::Null).await?;
        assert_eq!((widget.count(".course").await?, widget.count(".sign-up").await?), (1, 0));
        widget.script("host.view = 'signup'", Value::Null).await?;
        assert_eq!((widget.count(".course").await?, widget.count(".sign-up").await?), (0, 1));
        widget.script("host.view = null", Value::Null).await?;
        assert_eq!((widget.count(".course").await?, widget.count(".sign-up").await?), (1, 1));
        widget.script("host.now = '2015-10-05T12:00:00+08:00'", Value::Null).await?;
        // The place of the form is a new one, and is filled when it is seen.
        widget.wait_for("return root.querySelector('.sign-up .state:not(:empty)')", Value::Null).await?;
        assert_eq!(widget.count(".form").await?, 0);
        Ok(())
    })
}

#[test]
fn another_event_takes_the_place_of_the_first() -> Result<()> {
    run(async |browser| {
        let mut other = saddle_tests::event()?;
        (other["id"], other["name"]) = (json!("other"), json!("Another Race"));
        let site = Site::new()?.file("/other.json", File::json(other.to_string())).start().await?;
        let widget = site.open_usual(browser).await?;
        widget.script("host.event = '/other.json'", Value::Null).await?;
        widget
            .wait_for(
                "return root.querySelector('.head .race-name')?.innerText === 'Another Race'",
                Value::Null,
            )
            .await?;
        assert_eq!(widget.count(".saddle").await?, 1, "the first race is still there");
        Ok(())
    })
}

#[test]
fn a_listener_may_change_the_event() -> Result<()> {
    run(async |browser| {
        let mut hill_run = saddle_tests::event()?;
        hill_run["name"] = json!("Hill run");
        let site = Site::new()?.file("/hill-run.json", File::json(hill_run.to_string())).start().await?;
        let widget = site.open_usual(browser).await?;
        let change = "host.addEventListener('saddle-distance', () => { host.event = '/hill-run.json'; }, { once: true });
                      host.distance = '5k'";
        widget.script(change, Value::Null).await?;
        widget
            .wait_for("return root.querySelector('.race-name')?.innerText === 'Hill run'", Value::Null)
            .await?;
        widget.wait_until_ready().await?;
        assert_eq!(widget.count(".saddle").await?, 1);
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        widget.script("host.remove()", Value::Null).await?;
        browser.wait("return !document.querySelector('saddle-race')").await.map(drop)
    })
}

#[test]
fn a_moved_element_keeps_everything() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let page = HostPage { after: "<main></main>".to_owned(), ..HostPage::default() };
        let widget = site.open(browser, &page).await?;
        widget.choose_distance("10k").await?;
        widget.answer("name", "Bjørn").await?;
        let is_same = "const name = root.querySelector('#field-name');
                       document.querySelector('main').append(host);
                       return new Promise((done) =>
                         setTimeout(() => done(root.querySelector('#field-name') === name), 0))";
        assert_eq!(widget.script(is_same, Value::Null).await?, json!(true), "the form was built anew");
        assert_eq!(widget.answers().await?["name"], "Bjørn");
        assert_eq!(browser.heard_of("saddle-ready").await?.len(), 1);
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        Ok(())
    })
}

#[test]
fn a_removed_element_works_when_it_is_added_again() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open_usual(browser).await?;
        widget.answer("name", "Bjørn").await?;
        browser
            .script("window.kept = document.querySelector('saddle-race'); kept.remove()", Vec::new())
            .await?;
        let is_empty = "return kept.shadowRoot.querySelector('.saddle') === null";
        browser.wait_for(is_empty, Vec::new(), PATIENCE).await?;
        browser.script("document.body.append(kept)", Vec::new()).await?;
        widget.wait_until_ready().await?;
        // What was typed is the tab's draft.
        assert_eq!(widget.answers().await?["name"], "Bjørn");
        assert_eq!(widget.count(".saddle").await?, 1);
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        Ok(())
    })
}

#[test]
fn an_element_removed_while_sending_throws_nothing() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        site.desk().set_fault(xtask::desk::Fault::Slow { delay_s: 1 });
        let widget = site.open_usual(browser).await?;
        widget.answer_all(CHONGQING).await?;
        widget.send().await?;
        browser
            .script("window.kept = document.querySelector('saddle-race'); kept.remove()", Vec::new())
            .await?;
        // The accepted sign-up clears the draft also when nobody is there to see it.
        let cleared = "return Object.values(sessionStorage).length === 0";
        browser.wait_for(cleared, Vec::new(), PATIENCE).await?;
        browser.script("document.body.append(kept)", Vec::new()).await?;
        widget.wait_until_ready().await?;
        assert_eq!(widget.answers().await?["name"], "");
        site.only_arrival("zx-tour").map(drop)
    })
}

#[test]
fn two_races_on_a_page_do_not_disturb_each_other() -> Result<()> {
    run(async |browser| {
        let mut other = saddle_tests::event()?;
        (other["id"], other["name"]) = (json!("other"), json!("Another Race"));
        let site = Site::new()?.file("/other.json", File::json(other.to_string())).start().await?;
        let page = HostPage {
            after: r#"<script async src="/saddle.js"></script>
                <saddle-race id="second" event="/other.json" lang="ko" now="2015-08-12T12:00:00+08:00">
                </saddle-race>"#
                .to_owned(),
            ..HostPage::default()
        };
        let first = site.open(browser, &page).await?;
        browser.script("document.querySelector('#second').scrollIntoView()", Vec::new()).await?;
        let second = Widget::at(browser, "#second");
        second.wait_until_ready().await?;
        assert_eq!(second.text(".head .race-name").await?.as_deref(), Some("Another Race"));
        second.choose_distance("5k").await?;
        assert_eq!(first.answers().await?["distance"], "42k");
        first.answer_all(CHONGQING).await?;
        second.answer_all(OSLO).await?;
        assert_eq!(first.answers().await?["name"], "李雪梅");
        assert_eq!(first.send_for_outcome().await?, "accepted");
        assert_eq!(second.send_for_outcome().await?, "accepted");
        assert_eq!(site.only_arrival("zx-tour")?.entries.get("event"), Some("masikryong-2015"));
        assert_eq!(site.only_arrival("experience-north-korea")?.entries.get("event"), Some("other"));
        Ok(())
    })
}

#[test]
fn two_forms_of_one_race_keep_their_own_drafts() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let course = r#"<saddle-race id="course" view="course" event="/event.json"></saddle-race>"#;
        let second =
            r#"<saddle-race id="second" event="/event.json" now="2015-08-12T12:00:00+08:00"></saddle-race>"#;
        let page = HostPage { after: format!("{course}{second}"), ..HostPage::default() };
        let open = async || {
            let first = site.open(browser, &page).await?;
            for id in ["second", "course"] {
                let seen = "document.getElementById(arguments[0]).scrollIntoView()";
                browser.script(seen, vec![json!(id)]).await?;
                Widget::at(browser, &format!("#{id}")).wait_until_ready().await?;
            }
            anyhow::Ok((first, Widget::at(browser, "#second")))
        };
        let (first, second) = open().await?;
        first.answer_all(CHONGQING).await?;
        second.answer_all(OSLO).await?;
        for (widget, name) in [(&first, "李雪梅"), (&second, "Bjørn Åse")] {
            assert_eq!(widget.answers().await?["name"], name);
        }
        let (first, second) = open().await?;
        assert_eq!(first.answers().await?["name"], "李雪梅");
        let kept = second.answers().await?;
        assert_eq!(kept["name"], "Bjørn Åse");
        assert_eq!(first.send_for_outcome().await?, "accepted");

        first.reload().await?;
        second.script("host.scrollIntoView()", Value::Null).await?;
        second.wait_until_ready().await?;
        assert_eq!(first.answers().await?["name"], "");
        assert_eq!(second.answers().await?, kept);
        assert_eq!(second.send_for_outcome().await?, "accepted");
        assert_ne!(
            site.only_arrival("zx-tour")?.idempotency_key,
            site.only_arrival("experience-north-korea")?.idempotency_key
        );
        Ok(())
    })
}

/// Adds a widget to the page, waits until it can be used, and removes it; as often as the argument says.
pub(crate) const COME_AND_GO: &str = r#"
    const turn = async () => {
      const race = document.createElement("saddle-race");
      race.setAttribute("event", "/event.json");
      const ready = new Promise((done, failed) => {
        race.addEventListener("saddle-ready", done);
        race.addEventListener("saddle-error", failed);
      });
      document.body.prepend(race);
      await ready;
      race.remove();
      await new Promise((done) => setTimeout(done, 0));
      if (race.shadowRoot.querySelector(".saddle")) throw new Error("still mounted");
    };
    return (async (times) => {
      for (let i = 0; i < times; i++) await turn();
      return document.querySelectorAll("saddle-race").length;
    })(arguments[0]);
"#;

/// How many nodes and listeners the page holds after the garbage is collected, seen and forgotten ones.
async fn held(browser: &Browser) -> Result<[f64; 2]> {
    // What the first collection frees may free more.
    for _ in 0..3 {
        browser.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    }
    let counts = browser.devtools("Memory.getDOMCounters", json!({})).await?;
    let count = |name: &str| counts[name].as_f64().with_context(|| format!("no {name} in {counts}"));
    Ok([count("nodes")?, count("jsEventListeners")?])
}

#[test]
fn fifty_widgets_come_and_go_without_a_trace() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        site.open_usual(browser).await?;
        assert_eq!(browser.script(COME_AND_GO, vec![json!(5)]).await?, json!(1));
        let before = held(browser).await?;
        assert_eq!(browser.script(COME_AND_GO, vec![json!(45)]).await?, json!(1));
        let after = held(browser).await?;
        for (before, after) in before.iter().zip(&after) {
            // The one that stays is held; 45 more would be many times as much.
            assert!(*after < before * 1.5, "45 more widgets came and went: from {before} to {after} held");
        }
        for trouble in ["error", "unhandledrejection", "saddle-error"] {
            assert_eq!(browser.heard_of(trouble).await?, []);
        }
        Ok(())
    })
}

#[test]
fn an_element_far_below_waits_until_it_is_near() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let page = HostPage {
            head: "<style>saddle-race { display: block; margin-top: 5000px }</style>".to_owned(),
            ..HostPage::default()
        };
        let widget = site.open_failing(browser, &page).await?;
        widget.wait_for("return !!root", Value::Null).await?;
        let fetched = "return performance.getEntriesByType('resource').map((entry) => entry.name).join()";
        // Two frames are enough for an observer to have looked.
        let looked = "return new Promise((done) =>
                        requestAnimationFrame(() => requestAnimationFrame(() => done(true))))";
        widget.script(looked, Value::Null).await?;
        let early = browser.script(fetched, Vec::new()).await?;
        assert!(!early.to_string().contains("saddle-"), "{early} was fetched too early");
        assert!(widget.is_fallback_link_seen().await?);
        widget.script("host.scrollIntoView()", Value::Null).await?;
        widget.wait_until_ready().await
    })
}

#[test]
fn a_property_set_before_the_loader_came_is_heard() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?
            .file(
                "/early.js",
                File::new("text/javascript", "document.querySelector('saddle-race').distance = '5k'"),
            )
            .start()
            .await?;
        let page = HostPage {
            script: "/early-is-not-the-loader.js".to_owned(),
            after: r#"<script src="/early.js"></script><script src="/saddle.js"></script>"#.to_owned(),
            ..HostPage::default()
        };
        browser.expect_errors();
        let widget = site.open(browser, &page).await?;
        assert_eq!(widget.answers().await?["distance"], "5k");
        Ok(())
    })
}

#[test]
fn values_that_mean_nothing_are_named_in_the_console_with_those_that_do() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let now = r#"now="12 August, noon""#;
        let page = HostPage { attributes: now.to_owned(), ..HostPage::default() };
        site.open(browser, &page.with(r#"theme="night" units="miles" view="form" lang="en""#)).await?;
        for words in [
            "12 August, noon",
            "is none of light, dark",
            "is none of metric, imperial",
            "is none of course, signup",
        ] {
            browser.wait_for_console_warning(words).await?;
        }
        let attributes = r#"distance="21 km" desk="zx" now="2015-08-12T12:00:00+08:00""#;
        let widget = site
            .open(browser, &HostPage { attributes: attributes.to_owned(), ..HostPage::default() })
            .await?;
        browser.wait_for_console_warning("is none of 42k, 21k, 10k, 5k").await?;
        browser.wait_for_console_warning("is none of zx-tour, experience-north-korea").await?;
        widget.script("host.distance = '21k'; host.distance = 'marathon'", Value::Null).await?;
        browser.wait_for_console_warning("marathon").await.map(drop)
    })
}

#[test]
fn the_distance_of_the_tag_is_no_choice_that_the_page_hears_of() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default().with(r#"distance="21k""#)).await?;
        assert_eq!(widget.answers().await?["distance"], "21k");
        assert_eq!(browser.heard_of("saddle-distance").await?, []);
        widget.script("host.distance = '5k'", Value::Null).await?;
        assert_eq!(browser.wait_to_hear("saddle-distance").await?.detail, json!({ "distance": "5k" }));
        Ok(())
    })
}

#[test]
fn the_demo_page_takes_a_moment_as_it_is_written() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        for written in ["2015-10-06T12:00:00+08:00", "2015-10-06T12:00:00%2B08:00"] {
            browser.goto(&format!("{}/?now={written}", site.origin())).await?;
            let now = browser.script("return document.querySelector('saddle-race').now", Vec::new()).await?;
            assert_eq!(now, "2015-10-06T12:00:00+08:00");
        }
        Ok(())
    })
}
