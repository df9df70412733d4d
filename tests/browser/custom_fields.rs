//! Fields that an event adds to the form: asked on conditions, checked, and sent.

use anyhow::Result;
use saddle_tests::visitor::CHONGQING;
use saddle_tests::{OWN_ANSWERS, Site, run};
use serde_json::{Value, json};

const ENTER: &str = "\u{e007}";
const SPACE: &str = " ";

#[test]
fn every_type_of_answer_arrives() -> Result<()> {
    run(async |browser| {
        let (site, widget) = Site::asking_everything(browser).await?;
        widget.answer_all(CHONGQING).await?;
        let own = [
            ("distance", "21k"),
            ("shirt", "m"),
            ("meals", "rice"),
            ("meals", "tea"),
            ("arrival", "2"),
            ("arrival_month", "10"),
            ("arrival_year", "２０１５"),
            ("bus", "yes"),
            ("seats", "٢"),
            ("weight", "12,50"),
            ("born_in", "KR"),
            ("club", "马拉松俱乐部"),
            ("story", "因为山。\n산이 있으니까."),
            ("rules", "yes"),
        ];
        assert_eq!(widget.sign_up(&own).await?, "accepted");
        let entries = site.only_arrival("zx-tour")?.entries;
        for (key, value) in [
            ("shirt", Some("m")),
            ("meals", Some("rice,tea")),
            ("arrival", Some("2015-10-02")),
            ("bus", Some("yes")),
            ("seats", Some("2")),
            ("weight", Some("12.5")),
            ("born_in", Some("KR")),
            ("club", Some("马拉松俱乐部")),
            ("story", Some("因为山。\n산이 있으니까.")),
            ("rules", Some("yes")),
            ("photos", None),
            ("arrival_month", None),
        ] {
            assert_eq!(entries.get(key), value, "{key}");
        }
        Ok(())
    })
}

#[test]
fn the_browser_may_fill_in_what_the_event_asks_in_its_own_words() -> Result<()> {
    run(async |browser| {
        let (_site, widget) = Site::asking_everything(browser).await?;
        assert_eq!(widget.attribute("[name=club]", "autocomplete").await?, None);
        assert_eq!(widget.attribute("[name=email]", "autocomplete").await?.as_deref(), Some("email"));
        // There is nothing to know of another's name.
        assert_eq!(widget.attribute("[name=emergency_name]", "autocomplete").await?.as_deref(), Some("off"));
        Ok(())
    })
}

#[test]
fn a_question_comes_and_goes_with_the_answers_it_waits_for() -> Result<()> {
    run(async |browser| {
        let (site, widget) = Site::asking_everything(browser).await?;
        widget.answer_all(CHONGQING).await?;
        widget.answer_all(&OWN_ANSWERS).await?;
        let is_asked = async |field| Ok::<_, anyhow::Error>(widget.answers().await?.contains_key(field));
        assert!(!is_asked("bus").await? && !is_asked("seats").await?);
        widget.answer("distance", "42k").await?;
        assert!(is_asked("bus").await? && !is_asked("seats").await?);
        // By keyboard: the box keeps the focus while the question below it appears.
        widget.press("#field-bus", SPACE).await?;
        widget.answer("seats", "3").await?;
        widget.press("#field-bus", SPACE).await?;
        assert_eq!(widget.focused().await?, "field-bus");
        assert!(!is_asked("seats").await?);
        widget.press("#field-bus", SPACE).await?;
        assert_eq!(widget.answers().await?["seats"], "3", "what was typed is lost");

        widget.answer("distance", "5k").await?;
        assert!(!is_asked("bus").await? && !is_asked("seats").await?);
        assert_eq!(widget.send_for_outcome().await?, "accepted");
        let entries = site.only_arrival("zx-tour")?.entries;
        assert_eq!((entries.get("bus"), entries.get("seats")), (None, None), "what is not asked is sent");
        Ok(())
    })
}

#[test]
fn mistakes_lead_to_their_fields_and_say_what_to_do() -> Result<()> {
    run(async |browser| {
        let (site, widget) = Site::asking_everything(browser).await?;
        widget.answer_all(CHONGQING).await?;
        let wrong = [
            ("distance", "42k"),
            ("bus", "yes"),
            ("seats", "5"),
            ("weight", "heavy"),
            ("arrival", "31"),
            ("arrival_month", "9"),
            ("arrival_year", "2015"),
            ("born_in", "Atlantis"),
        ];
        widget.answer_all(&wrong).await?;
        assert!(!widget.check().await?);
        let fields = widget.wrong_fields().await?;
        assert_eq!(fields, ["shirt", "arrival", "seats", "weight", "born_in", "rules"]);
        for (field, words) in [
            ("shirt", "Shirt size"),
            ("arrival", "real date"),
            ("seats", "from 1 to 4"),
            ("weight", "number"),
            ("born_in", "from the list"),
            ("rules", "Tick “I know the rules”"),
        ] {
            assert!(widget.error_beside(field).await?.contains(words), "{field}");
            widget.press(&format!(".error-summary a[href='#field-{field}']"), ENTER).await?;
            widget.wait_until_focused(&format!("field-{field}")).await?;
        }
        let right = [
            ("shirt", "s"),
            ("arrival", "30"),
            ("seats", "4"),
            ("weight", "7.5"),
            ("born_in", "China"),
            ("rules", "yes"),
        ];
        assert_eq!(widget.sign_up(&right).await?, "accepted");
        let entries = site.only_arrival("zx-tour")?.entries;
        assert_eq!(entries.get("born_in"), Some("CN"));
        Ok(())
    })
}

#[test]
fn no_box_is_ticked_beforehand_and_the_consent_names_the_controller() -> Result<()> {
    run(async |browser| {
        let (_site, widget) = Site::asking_everything(browser).await?;
        let ticked = "return root.querySelectorAll('.form [type=checkbox]:checked').length";
        assert_eq!(widget.script(ticked, Value::Null).await?, json!(0));
        let label = "return root.querySelector('#field-consent').closest('label').innerText";
        assert!(widget.script(label, Value::Null).await?.to_string().contains("Experience North Korea"));
        widget.answer("residence", "CN").await?;
        widget.wait_for(&format!("{label}.includes('ZX Tour')"), Value::Null).await?;
        assert!(!widget.check().await?);
        Ok(())
    })
}

#[test]
fn a_reload_finds_all_answers_again() -> Result<()> {
    run(async |browser| {
        let (_site, widget) = Site::asking_everything(browser).await?;
        let typed =
            [("distance", "42k"), ("bus", "yes"), ("seats", "2"), ("meals", "soup"), ("arrival", "2")];
        widget.answer_all(&typed).await?;
        widget.press("#field-born_in", "Kor").await?;
        let before = widget.answers().await?;
        widget.reload().await?;
        assert_eq!(widget.answers().await?, before);
        assert_eq!(before["born_in"], "Kor");
        assert!(!widget.check().await?);
        Ok(())
    })
}
