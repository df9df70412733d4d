//! Mistakes in the form: when they are said, where, and how one gets to them.

use anyhow::Result;
use saddle_tests::visitor::{self, CHONGQING, OSLO};
use saddle_tests::{HostPage, Site, run};
use serde_json::{Value, json};

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";

/// What the demo's form requires; the distance is chosen already.
const REQUIRED: [&str; 7] = ["name", "email", "nationality", "residence", "birth_day", "payment", "consent"];

#[test]
fn an_empty_form_lists_every_mistake_and_leads_to_it() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.send().await?;
        widget.wait_until_focused("error-summary").await?;
        let errors = widget.errors().await?;
        let fields: Vec<_> = errors.iter().map(|error| error.field.as_str()).collect();
        assert_eq!(fields, REQUIRED);
        for error in &errors {
            assert!(!error.text.is_empty());
            assert_eq!(widget.error_beside(&error.field).await?, error.text, "{}", error.field);
            widget.follow_error(&error.field).await?;
            widget.wait_until_focused(&format!("field-{}", error.field)).await?;
            let invalid = widget.attribute(&format!("#field-{}", error.field), "aria-invalid").await?;
            let is_radio = error.field == "payment";
            assert!(is_radio || invalid.as_deref() == Some("true"), "{} is not marked", error.field);
        }
        assert!(site.desk().attempts().is_empty());
        Ok(())
    })
}

#[test]
fn nothing_is_said_before_the_first_sending() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.press("#field-email", &format!("nowhere{TAB}")).await?;
        widget.press("#field-name", TAB).await?;
        widget.press("#field-birth_day", &format!("99{TAB}")).await?;
        assert_eq!(widget.count(".error-summary").await?, 0);
        assert_eq!(widget.count("[aria-invalid=true], [data-wrong=true]").await?, 0);
        assert_eq!(widget.error_beside("email").await?, "");

        widget.send().await?;
        widget.wait_until_focused("error-summary").await?;
        assert!(widget.error_beside("email").await?.contains("name@example.org"));
        Ok(())
    })
}

#[test]
fn a_corrected_field_is_no_longer_wrong() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.send().await?;
        widget.wait_until_focused("error-summary").await?;
        let mut left = REQUIRED.to_vec();
        for (field, value) in
            OSLO.iter().filter(|(field, _)| REQUIRED.contains(field) || field.starts_with("birth_"))
        {
            widget.answer(field, value).await?;
            // The date of birth is right when its last part is.
            left.retain(|wrong| if *wrong == "birth_day" { *field != "birth_year" } else { wrong != field });
            // A change of the residence may change the desk, which asks for its own consent; not from Norway.
            assert_eq!(widget.wrong_fields().await?, left, "after {field}");
        }
        assert!(left.is_empty());
        assert_eq!(widget.count(".error-summary").await?, 0);
        assert_eq!(widget.send_for_outcome().await?, "accepted");
        Ok(())
    })
}

#[test]
fn each_kind_of_mistake_is_found() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        widget.answer_all(OSLO).await?;
        for (field, wrong, right, names) in [
            ("name", "   ", "李", "name"),
            ("email", "bjorn@", "bjorn@example.org", "email"),
            ("phone", "12 34", "+47 22 12 34 56", "phone"),
            ("emergency_phone", "call me", "+47 22 12 34 56", "emergency_phone"),
            ("birth_month", "13", "3", "birth_day"),
            ("birth_year", "2016", "1988", "birth_day"),
            ("birth_year", "88", "1988", "birth_day"),
        ] {
            widget.answer(field, wrong).await?;
            widget.send().await?;
            widget.wait_until_focused("error-summary").await?;
            let fields = widget.wrong_fields().await?;
            assert!(fields.contains(&names.to_owned()), "{wrong:?} as {field} passes: {fields:?}");
            widget.answer(field, right).await?;
            assert_eq!(widget.wrong_fields().await?, [""; 0], "{right:?} as {field} is refused");
        }
        assert!(site.desk().attempts().is_empty());
        Ok(())
    })
}

#[test]
fn a_minor_needs_a_guardian() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        assert!(!widget.answers().await?.contains_key("guardian_name"));
        widget.answer_all(&visitor::with(CHONGQING, &[("birth_year", "2005")])).await?;
        assert!(widget.answers().await?.contains_key("guardian_name"), "no guardian is asked for");
        widget.send().await?;
        widget.wait_until_focused("error-summary").await?;
        assert_eq!(widget.wrong_fields().await?, ["guardian_name", "guardian_consent"]);

        widget.answer("guardian_name", "李大山").await?;
        widget.answer("guardian_consent", "yes").await?;
        assert_eq!(widget.send_for_outcome().await?, "accepted");
        let arrival = site.only_arrival("zx-tour")?;
        assert_eq!(arrival.entries.get("guardian_name"), Some("李大山"));
        assert_eq!(arrival.entries.get("guardian_consent"), Some("yes"));
        Ok(())
    })
}

#[test]
fn the_eighteenth_birthday_on_race_day_needs_no_guardian() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        // The race is on 4 October 2015.
        for (day, is_minor) in [("5", true), ("4", false)] {
            widget.answer_all(&[("birth_day", day), ("birth_month", "10"), ("birth_year", "1997")]).await?;
            assert_eq!(
                widget.answers().await?.contains_key("guardian_name"),
                is_minor,
                "born on {day} October 1997"
            );
        }
        Ok(())
    })
}

#[test]
fn enter_sends_but_not_while_composing() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        for composing in [json!({ "isComposing": true }), json!({ "keyCode": 229 })] {
            let press = "const bubbling = { bubbles: true, composed: true, cancelable: true };
                         const event = new KeyboardEvent('keydown', { key: 'Enter', ...bubbling, ...args });
                         return root.querySelector('#field-name').dispatchEvent(event)";
            let was_left_alone = widget.script(press, composing.clone()).await?;
            assert_eq!(was_left_alone, json!(true), "{composing}: the Enter was taken from the input method");
            assert_eq!(widget.count(".error-summary").await?, 0, "{composing}");
        }
        widget.press("#field-remarks", &format!("one{ENTER}two")).await?;
        assert_eq!(widget.answers().await?["remarks"], "one\ntwo");
        assert_eq!(widget.count(".error-summary").await?, 0, "Enter in the remarks sends");

        widget.press("#field-name", ENTER).await?;
        widget.wait_until_focused("error-summary").await?;

        widget.answer_all(CHONGQING).await?;
        widget.press("#field-name", ENTER).await?;
        widget.wait_until_focused("review-title").await?;
        assert_eq!(widget.send_for_outcome().await?, "accepted");
        site.only_arrival("zx-tour").map(drop)
    })
}

#[test]
fn what_a_program_puts_into_the_trap_reaches_the_desk() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open(browser, &HostPage::default()).await?;
        let seen = "const box = root.querySelector('.trap').getBoundingClientRect();
                    return box.right > 0 && box.bottom > 0 && box.width > 1 && box.height > 1";
        assert_eq!(widget.script(seen, Value::Null).await?, json!(false), "people see the trap");
        widget.answer_all(CHONGQING).await?;
        let fill = "const trap = root.querySelector('.trap input');
                    trap.value = 'cheap watches';
                    trap.dispatchEvent(new Event('input', { bubbles: true }))";
        widget.script(fill, Value::Null).await?;
        assert_eq!(widget.send_for_outcome().await?, "accepted");
        assert_eq!(site.only_arrival("zx-tour")?.entries.get("topic"), Some("cheap watches"));
        Ok(())
    })
}
