//! What is fetched only when it is used.

use anyhow::Result;
use saddle_tests::visitor::CHONGQING;
use saddle_tests::{Browser, HostPage, Site, Widget, holding, run};
use serde_json::{Value, json};

/// What the page has fetched whose address holds these words.
async fn fetched(browser: &Browser, words: &str) -> Result<u64> {
    let count = "return performance.getEntriesByType('resource').filter(({ name }) => name.includes(arguments[0])).length";
    Ok(browser.script(count, vec![json!(words)]).await?.as_u64().unwrap_or_default())
}

async fn wait_until_drawn(widget: &Widget<'_>) -> Result<()> {
    widget.wait_for("return !!root?.querySelector('.profile path.ridge')", Value::Null).await.map(drop)
}

/// The usual page on a phone, as soon as the profile is drawn.
async fn drawn_on_a_phone(browser: &Browser) -> Result<(Site, Widget<'_>)> {
    browser.resize(360, 640).await?;
    let site = Site::new()?.start().await?;
    let widget = site.open_failing(browser, &HostPage::default()).await?;
    wait_until_drawn(&widget).await?;
    Ok((site, widget))
}

/// A page on which nothing comes whose address holds these words, until `window.mended` is true.
fn without(words: &str) -> HostPage {
    let head = "<script>
            const whole = window.fetch;
            window.fetch = (url, ...rest) =>
                String(url.url ?? url).includes('WORDS') && !window.mended
                    ? Promise.reject(new TypeError('cut off'))
                    : whole(url, ...rest);
        </script>"
        .replace("WORDS", words);
    HostPage { head, ..HostPage::default() }
}

/// Where the place of the map is in the page, and its height, in CSS pixels.
async fn map_place(widget: &Widget<'_>) -> Result<Value> {
    let place = "const box = root.querySelector('.map-ground').getBoundingClientRect();
                 return [box.top + scrollY, box.height].map(Math.round)";
    widget.script(place, Value::Null).await
}

#[test]
fn what_stands_below_the_profile_is_fetched_when_it_comes_near() -> Result<()> {
    run(async |browser| {
        let (_site, widget) = drawn_on_a_phone(browser).await?;
        assert_eq!(fetched(browser, "chunk-ground").await?, 0);
        assert_eq!(widget.text(".map .label").await?.as_deref(), Some("Map of the 42 km"));
        let room = map_place(&widget).await?;
        // What stands below it is out of sight, so that nobody sees it move.
        let below = "const top = (selector) => root.querySelector(selector).getBoundingClientRect().top;
                     return top('.sign-up') - top('.below-profile') >= innerHeight";
        assert_eq!(widget.script(below, Value::Null).await?, json!(true));

        widget.script("root.querySelector('.below-profile').scrollIntoView()", Value::Null).await?;
        widget.wait_for("return root.querySelector('.map path.trail')", Value::Null).await?;
        assert_eq!(fetched(browser, "chunk-ground").await?, 1);
        assert_eq!(map_place(&widget).await?, room);
        assert!(widget.count(".on-the-way .stop").await? > 4);
        assert_eq!(widget.count(".more details").await?, 4);
        // The form is still far away, and so is what looks closer.
        assert_eq!(
            (fetched(browser, "chunk-signup").await?, fetched(browser, "chunk-explore").await?),
            (0, 0)
        );
        Ok(())
    })
}

#[test]
fn what_stands_below_the_profile_is_fetched_when_the_widget_is_touched() -> Result<()> {
    run(async |browser| {
        let (_site, widget) = drawn_on_a_phone(browser).await?;
        // By keyboard, and the map is there with the cursor that was moved before it came.
        widget.press(".cursor-range", "\u{e014}").await?;
        let cursor = "const cursor = root.querySelector('.map-cursor');
                      return cursor && getComputedStyle(cursor).display !== 'none'";
        widget.wait_for(cursor, Value::Null).await.map(drop)
    })
}

#[test]
fn what_stands_below_the_profile_can_be_fetched_again() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = Site::new()?.start().await?;
        let widget = site.open_failing(browser, &without("chunk-ground")).await?;
        wait_until_drawn(&widget).await?;
        widget.script("root.querySelector('.below-profile').scrollIntoView()", Value::Null).await?;
        let said = widget
            .wait_for("return root.querySelector('.below-profile .trouble')?.innerText", Value::Null)
            .await?;
        assert!(said.as_str().is_some_and(|said| said.contains("could not be fetched")), "{said}");
        browser.script("window.mended = true", Vec::new()).await?;
        widget.click(".below-profile button").await?;
        // It has gone under the focus.
        widget
            .wait_for("return root.activeElement?.classList.contains('below-profile')", Value::Null)
            .await?;
        widget.wait_for("return root.querySelector('.map path.trail')", Value::Null).await?;
        assert_eq!(widget.count(".below-profile .trouble").await?, 0);
        Ok(())
    })
}

#[test]
fn what_stands_below_the_profile_is_asked_for_again_by_itself() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        // The first answers of the host are that it is in trouble.
        let head = "<script>
                const whole = window.fetch;
                window.refused = [];
                window.fetch = (url, how) => {
                    if (!`${url}`.includes('chunk-') || refused.includes(`${url}`)) return whole(url, how);
                    refused.push(`${url}`);
                    return Promise.resolve(new Response('Come back later.', { status: 503 }));
                };
            </script>";
        let site = Site::new()?.start().await?;
        let page = HostPage { head: head.to_owned(), ..HostPage::default() };
        let widget = site.open_failing(browser, &page).await?;
        wait_until_drawn(&widget).await?;
        widget.script("root.querySelector('.below-profile').scrollIntoView()", Value::Null).await?;
        let come = "if (root.querySelector('.trouble')) throw new Error('it gave up');
                    return root.querySelector('.map path.trail')";
        widget.wait_for(come, Value::Null).await?;
        let refused = browser.script("return refused.length", Vec::new()).await?;
        assert!(refused.as_u64() >= Some(2), "{refused}");
        Ok(())
    })
}

#[test]
fn a_place_that_went_is_not_told_that_it_came_near() -> Result<()> {
    run(async |browser| {
        // What sees the place of the map tells it only when the test says so.
        let head = "<script>
                const Seeing = IntersectionObserver;
                window.late = [];
                window.IntersectionObserver = class extends Seeing {
                    constructor(tell, how) {
                        super((...seen) => how.rootMargin === '200px' ? late.push(() => tell(...seen)) : tell(...seen), how);
                    }
                };
            </script>";
        let site = Site::new()?.start().await?;
        let page = HostPage { head: head.to_owned(), ..HostPage::default() };
        let widget = site.open_failing(browser, &page).await?;
        wait_until_drawn(&widget).await?;
        widget.script("root.querySelector('.below-profile').scrollIntoView()", Value::Null).await?;
        widget.wait_for("return late.length > 0 && late.some(Boolean)", Value::Null).await?;
        widget.script("window.old = root.querySelector('.below-profile')", Value::Null).await?;
        widget.script("root.querySelector(`.picker input[value='10k']`).click()", Value::Null).await?;
        widget.wait_for("return !old.isConnected", Value::Null).await?;
        // The harness fails the test if anything is thrown into the console.
        widget.script("const told = late.splice(0); for (const tell of told) tell()", Value::Null).await?;
        assert!(browser.heard_of("error").await?.is_empty());
        Ok(())
    })
}

#[test]
fn the_form_is_fetched_when_it_comes_near() -> Result<()> {
    run(async |browser| {
        let (_site, widget) = drawn_on_a_phone(browser).await?;
        assert_eq!(widget.text(".sign-up .title").await?.as_deref(), Some("Sign up"));
        assert_eq!((fetched(browser, "chunk-signup").await?, fetched(browser, "/signup/").await?), (0, 0));
        widget.script("root.querySelector('.sign-up').scrollIntoView()", Value::Null).await?;
        widget.wait_for("return root.querySelector('.form')", Value::Null).await?;
        assert_eq!((fetched(browser, "chunk-signup").await?, fetched(browser, "/signup/").await?), (1, 1));
        // What checks and sends waits for the first field.
        assert_eq!(fetched(browser, "chunk-sending").await?, 0);
        Ok(())
    })
}

#[test]
fn the_form_is_fetched_when_the_widget_is_touched() -> Result<()> {
    run(async |browser| {
        let (_site, widget) = drawn_on_a_phone(browser).await?;
        widget.press(".picker input:checked", "\u{e014}").await?;
        let here = "return performance.getEntriesByType('resource').some(({ name }) => name.includes('chunk-signup'))";
        widget.wait_for(here, Value::Null).await?;
        Ok(())
    })
}

#[test]
fn a_button_at_the_top_leads_to_the_form() -> Result<()> {
    run(async |browser| {
        let (site, widget) = drawn_on_a_phone(browser).await?;
        widget.click("[data-action=to-form]").await?;
        widget.wait_until_focused("sign-up-title").await?;
        widget.wait_for("return root.querySelector('.form')", Value::Null).await?;
        // Where it leads stays in view while the form comes, and what stands above it too.
        let top = "return root.querySelector('#sign-up-title').getBoundingClientRect().top";
        widget.wait_for("return root.querySelector('.map path.trail')", Value::Null).await?;
        let top = widget.script(top, Value::Null).await?.as_f64().unwrap_or(f64::NAN);
        assert!((0.0..320.0).contains(&top), "the heading is at {top} of 640 px");

        // Also where the form is there already, and not to the middle of the screen.
        browser.script("scrollTo(0, 0)", Vec::new()).await?;
        widget.click("[data-action=to-form]").await?;
        let is_at_top = "const { top } = root.querySelector('#sign-up-title').getBoundingClientRect();
                         return top >= 0 && top < 40";
        widget.wait_for(is_at_top, Value::Null).await?;

        // Where there is nothing to pass by, or nothing to come to, there is none.
        for attributes in [
            r#"now="2015-08-12T12:00:00+08:00" view="signup""#,
            r#"now="2015-08-12T12:00:00+08:00" view="course""#,
            r#"now="2015-10-06T12:00:00+08:00""#,
        ] {
            let page = HostPage { attributes: attributes.to_owned(), ..HostPage::default() };
            let widget = site.open(browser, &page).await?;
            assert_eq!(widget.count("[data-action=to-form]").await?, 0, "{attributes}");
        }
        widget.script("host.setAttribute('now', '2015-08-12T12:00:00+08:00')", Value::Null).await?;
        widget.wait_for("return root.querySelector('[data-action=to-form]')", Value::Null).await.map(drop)
    })
}

#[test]
fn whoever_has_gone_on_from_the_heading_is_not_brought_back() -> Result<()> {
    run(async |browser| {
        browser.resize(360, 640).await?;
        let site = Site::new()?.start().await?;
        // What is wanted waits until the visitor has scrolled.
        let page = HostPage { head: holding("chunk-"), ..HostPage::default() };
        let widget = site.open_failing(browser, &page).await?;
        wait_until_drawn(&widget).await?;
        widget.click("[data-action=to-form]").await?;
        widget.wait_until_focused("sign-up-title").await?;
        assert_eq!(widget.text(".sign-up .loading").await?.as_deref(), Some("The form is on its way …"));
        browser.script("scrollTo(0, 0); release()", Vec::new()).await?;
        widget
            .wait_for(
                "return root.querySelector('.form') && root.querySelector('.map path.trail')",
                Value::Null,
            )
            .await?;
        assert_eq!(widget.count(".sign-up .loading").await?, 0);
        // Two frames later all that would scroll has scrolled.
        let later = "return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(scrollY))))";
        assert_eq!(browser.script(later, Vec::new()).await?, json!(0));
        Ok(())
    })
}

#[test]
fn a_form_that_does_not_come_leaves_the_link_and_can_be_fetched_again() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        for cut_off in ["chunk-signup", "/signup/"] {
            let site = Site::new()?.start().await?;
            let widget = site.open_failing(browser, &without(cut_off)).await?;
            wait_until_drawn(&widget).await?;
            assert!(!widget.is_fallback_link_seen().await?);
            widget.script("root.querySelector('.sign-up').scrollIntoView()", Value::Null).await?;
            widget.wait_for("return root.querySelector('.sign-up .trouble')", Value::Null).await?;
            assert!(widget.is_fallback_link_seen().await?, "without {cut_off}");
            browser.script("window.mended = true", Vec::new()).await?;
            widget.click(".sign-up button").await?;
            widget.wait_for("return root.querySelector('.form')", Value::Null).await?;
            assert!(!widget.is_fallback_link_seen().await?);
            assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        }
        Ok(())
    })
}

#[test]
fn a_mistake_in_what_only_the_form_needs_leaves_the_course() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let site = Site::new()?.event(|event| event["desks"][0]["email"] = json!("nobody")).start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        browser.wait_for_console_error("$.desks[0].email").await?;
        assert_eq!(widget.count(".profile path.ridge").await?, 1);
        assert_eq!(widget.count(".sign-up .trouble").await?, 1);
        assert!(widget.is_fallback_link_seen().await?);
        assert_eq!(browser.heard_of("saddle-error").await?.len(), 1);
        Ok(())
    })
}

/// The draft of a visitor who was here before, for a widget that is about to appear.
const DRAFT: &str = r#"<script>
    sessionStorage.setItem("saddle:draft:masikryong-2015", JSON.stringify({
      event: "masikryong-2015", answers: { runners: "1", distance: "5k", name: "Kari" },
      key: "e1ab3532-730f-4727-9094-244053da929d", replaces: [],
    }));
</script>"#;

#[test]
fn a_form_that_is_wanted_at_once_says_nothing_before_the_widget_is_there() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let page = HostPage { head: DRAFT.to_owned(), ..HostPage::default() };
        let widget = site.open(browser, &page).await?;
        browser.wait_to_hear("saddle-distance").await?;
        assert_eq!(widget.answers().await?["name"], "Kari");
        let heard: Vec<_> = browser.heard().await?.into_iter().map(|heard| heard.name).collect();
        assert_eq!(heard, ["saddle-ready", "saddle-distance"]);
        let marks = "return performance.getEntriesByType('mark').map(({ name }) => name).join()";
        let marks = browser.script(marks, Vec::new()).await?;
        // The profile of the draft's distance may be drawn before the form is there, or after.
        let marks = marks.as_str().unwrap_or_default();
        assert!(marks.starts_with("saddle:start,saddle:drawn,") && marks.contains("saddle:ready"), "{marks}");
        Ok(())
    })
}

#[test]
fn a_form_that_is_wanted_at_once_and_cannot_be_made_leaves_the_link_of_each_widget() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        // Whoever looks at the race wants to know how many places are left.
        let wanted_at_once = |event: &mut Value| {
            event["availability"] = json!("/left.json");
            event["desks"][0]["email"] = json!("nobody");
        };
        let site = Site::new()?.event(wanted_at_once).start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        assert!(widget.is_fallback_link_seen().await?);
        // All that a second one needs is here already.
        let again = "const again = host.cloneNode(true);
                     again.id = 'again';
                     host.before(again);
                     await new Promise((done) => again.addEventListener('saddle-error', done));
                     return true";
        let again = format!("return (async () => {{ {again} }})()");
        widget.script(&again, Value::Null).await?;
        let second = Widget::at(browser, "#again");
        second.wait_for("return root.querySelector('.sign-up .trouble')", Value::Null).await?;
        assert!(second.is_fallback_link_seen().await?);
        assert!(widget.is_fallback_link_seen().await?);
        Ok(())
    })
}

#[test]
fn an_element_that_goes_while_its_parts_are_made_is_not_heard_of_again() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        // What it loads is here already: it is made in a few tasks. It goes after each number of them.
        let come_and_go = "return (async () => {
            const heard = [];
            for (let tasks = 0; tasks < 12; tasks++) {
              const race = host.cloneNode(true);
              for (const name of ['saddle-ready', 'saddle-error']) {
                race.addEventListener(name, () => race.isConnected || heard.push(name));
              }
              host.before(race);
              for (let task = 0; task < tasks; task++) await new Promise((done) => setTimeout(done));
              race.remove();
            }
            await new Promise((done) => setTimeout(done, 500));
            return heard;
        })()";
        assert_eq!(widget.script(come_and_go, Value::Null).await?, json!([]));
        assert_eq!(widget.sign_up(CHONGQING).await?, "accepted");
        Ok(())
    })
}
