//! Which desk a sign-up reaches, and what arrives there.

use anyhow::Result;
use saddle_tests::visitor::{CHONGQING, OSLO};
use saddle_tests::{HostPage, Site, run};
use serde_json::Value;
use std::collections::BTreeMap;
use xtask::desk::{Arrival, Encoding};

/// What arrived, without the parts that differ from one sign-up to the next. A JSON object has no order.
fn entries(arrival: &Arrival) -> BTreeMap<&str, &str> {
    arrival.entries.iter().filter(|(name, _)| !matches!(*name, "idempotency_key" | "seconds_spent")).collect()
}

#[test]
fn a_visitor_from_chongqing_reaches_the_desk_in_beijing() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let page = HostPage { language: "zh-Hans".to_owned(), ..HostPage::default() };
        let widget = site.open(browser, &page).await?;
        assert_eq!(widget.text(".head .race-name").await?.as_deref(), Some("马息岭马拉松"));
        assert_eq!(widget.desk().await?, "experience-north-korea");
        assert!(widget.answers().await?.contains_key("programme"));

        // The line that says so is the same one, so that it is heard.
        widget.script("root.querySelector('.desk [role=status]').dataset.was = 'there'", Value::Null).await?;
        widget.answer("residence", "CN").await?;
        assert_eq!(widget.desk().await?, "zx-tour");
        assert_eq!(widget.count(".desk [data-was]").await?, 1);
        let notice = widget.text(".desk [role=status]").await?.unwrap_or_default();
        assert!(notice.contains("ZX Tour") && notice.contains("北京"), "{notice}");
        for of_the_other_desk in ["programme", "departure"] {
            assert!(!widget.answers().await?.contains_key(of_the_other_desk), "{of_the_other_desk} is asked");
        }

        widget.answer_all(CHONGQING).await?;
        assert_eq!(widget.send_for_outcome().await?, "accepted");
        let arrival = site.only_arrival("zx-tour")?;
        assert_eq!(arrival.encoding, Encoding::Urlencoded);
        assert_eq!(
            entries(&arrival),
            BTreeMap::from([
                ("event", "masikryong-2015"),
                ("desk", "zx-tour"),
                ("language", "zh-Hans"),
                ("distance", "10k"),
                ("name", "李雪梅"),
                ("email", "li.xuemei@example.org"),
                ("nationality", "CN"),
                ("residence", "CN"),
                ("date_of_birth", "1990-11-09"),
                ("payment", "bank-transfer"),
                ("remarks", "我吃素。\n第一次跑山。"),
                ("consent", "yes"),
            ])
        );
        assert!(site.arrivals("experience-north-korea")?.is_empty());

        // Whoever does not see the screen hears that it has arrived.
        widget.wait_until_focused("outcome-title").await?;
        let shown = widget.text("[data-outcome]").await?.unwrap_or_default();
        assert!(
            shown.contains(&arrival.reference),
            "the desk's reference {} is not shown: {shown}",
            arrival.reference
        );
        Ok(())
    })
}

#[test]
fn a_visitor_from_oslo_reaches_the_desk_in_shanghai() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.answer_all(OSLO).await?;
        assert_eq!(widget.desk().await?, "experience-north-korea");
        assert_eq!(widget.send_for_outcome().await?, "accepted");

        let arrival = site.only_arrival("experience-north-korea")?;
        assert_eq!(arrival.encoding, Encoding::Json);
        assert_eq!(
            entries(&arrival),
            BTreeMap::from([
                ("event", "masikryong-2015"),
                ("desk", "experience-north-korea"),
                ("language", "en"),
                ("distance", "21k"),
                ("name", "Bjørn Åse"),
                ("email", "bjorn@example.org"),
                ("phone", "+4722123456"),
                ("nationality", "NO"),
                ("residence", "NO"),
                ("date_of_birth", "1988-03-27"),
                ("programme", "4-days"),
                ("departure", "beijing"),
                ("emergency_name", "Kåre Åse"),
                ("emergency_phone", "+4791234567"),
                ("profile", "bjorn-runs"),
                ("reference", "yes"),
                ("payment", "card"),
                ("remarks", "Vegetarian.\nArriving by train: \"K27\" & a friend; 100% sure?"),
                ("consent", "yes"),
            ])
        );
        assert!(site.arrivals("zx-tour")?.is_empty());
        Ok(())
    })
}

#[test]
fn nothing_personal_is_told_to_the_page() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.answer_all(OSLO).await?;
        assert_eq!(widget.send_for_outcome().await?, "accepted");

        let heard = browser.heard().await?;
        let names: Vec<_> = heard.iter().map(|heard| heard.name.as_str()).collect();
        assert_eq!(names, ["saddle-ready", "saddle-distance", "saddle-submit", "saddle-sent"]);
        let typed = ["Bjørn", "bjorn", "22 12", "4722", "NO", "1988", "Kåre", "9123", "Vegetarian"];
        for heard in &heard {
            let detail = heard.detail.to_string();
            for typed in typed {
                assert!(!detail.contains(typed), "{} tells {typed}: {detail}", heard.name);
            }
        }
        Ok(())
    })
}

#[test]
fn another_desk_asks_for_its_own_consent() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.answer("consent", "yes").await?;
        widget.answer("residence", "CN").await?;
        assert_eq!(widget.desk().await?, "zx-tour");
        assert_eq!(widget.answers().await?["consent"], "", "the consent to one desk went to another");
        widget.answer("consent", "yes").await?;
        // Hong Kong is not mainland China.
        widget.answer("residence", "HK").await?;
        assert_eq!(widget.desk().await?, "experience-north-korea");
        assert_eq!(widget.answers().await?["consent"], "");
        Ok(())
    })
}

#[test]
fn what_only_the_other_desk_asks_is_not_sent() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.answer_all(OSLO).await?;
        widget.answer("residence", "CN").await?;
        widget.answer("consent", "yes").await?;
        assert_eq!(widget.send_for_outcome().await?, "accepted");
        let arrival = site.only_arrival("zx-tour")?;
        assert_eq!(arrival.entries.get("nationality"), Some("NO"));
        for of_the_other_desk in ["programme", "departure"] {
            assert_eq!(arrival.entries.get(of_the_other_desk), None, "{of_the_other_desk} was sent");
        }
        Ok(())
    })
}

#[test]
fn the_desk_attribute_forces_a_desk() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default().with(r#"desk="zx-tour""#)).await?;
        assert_eq!(widget.desk().await?, "zx-tour");
        widget.answer("residence", "NO").await?;
        // The part that checks has come when it has found what is missing.
        assert!(!widget.check().await?);
        assert_eq!(widget.desk().await?, "zx-tour");
        Ok(())
    })
}
