//! A desk that asks for a proof of work gets it, and the visitor has nothing to do.

use anyhow::Result;
use saddle_tests::visitor::CHONGQING;
use saddle_tests::{File, Site, SiteBuilder, run, set_delivery};
use serde_json::{Value, json};

/// Everybody is sent to a desk that insists on a proof.
fn insisting(kind: &str) -> Result<SiteBuilder> {
    let delivery = json!({ "type": kind, "url": "/desk/zx-tour?challenge=required",
                           "challenge": "/desk/zx-tour/challenge" });
    Ok(Site::new()?.event(|event| set_delivery(event, "zx-tour", delivery)))
}

#[test]
fn the_proof_is_done_and_arrives_with_the_sign_up() -> Result<()> {
    run(async |browser| {
        for kind in ["form", "json"] {
            let site = insisting(kind)?.start().await?;
            let widget = site.open_usual(browser).await?;
            widget.answer_all(CHONGQING).await?;
            assert!(widget.check().await?);
            // What is said meanwhile, and whether the page stands still.
            let watch = "window.said = new Set(), window.longest = 0;
                         new PerformanceObserver((list) => {
                           for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
                         }).observe({ type: 'longtask' });
                         const line = root.querySelector('.send .progress');
                         new MutationObserver(() => said.add(line.innerText))
                           .observe(line, { childList: true, characterData: true, subtree: true })";
            widget.script(watch, Value::Null).await?;
            assert_eq!(widget.send_for_outcome().await?, "accepted", "{kind}");
            let said = browser.script("return [...said]", Vec::new()).await?;
            assert!(said.to_string().contains("You need not do anything"), "{said}");
            let longest_ms = browser.script("return longest", Vec::new()).await?;
            assert!(longest_ms.as_f64().is_some_and(|longest_ms| longest_ms < 1_000.0), "{longest_ms}");
            assert!(site.only_arrival("zx-tour")?.entries.get("altcha").is_some());
            // It is for the desk alone.
            let panel = widget.text(".outcome").await?.unwrap_or_default();
            assert!(!panel.contains("altcha"), "{panel}");
        }
        Ok(())
    })
}

#[test]
fn without_a_challenge_the_desk_has_its_say() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        for answer in [File::missing(), File::json(r#"{"algorithm":"ROT-13"}"#)] {
            let site = insisting("form")?.file("/desk/zx-tour/challenge", answer).start().await?;
            let widget = site.open_usual(browser).await?;
            browser.script("sessionStorage.clear()", Vec::new()).await?;
            assert_eq!(widget.sign_up(CHONGQING).await?, "refused");
            assert!(site.arrivals("zx-tour")?.is_empty());
            let told = widget.text(".outcome").await?.unwrap_or_default();
            assert!(told.contains("the proof of work is missing or wrong"), "{told}");
            assert!(told.contains("Open in my mail program"), "{told}");
        }
        Ok(())
    })
}
