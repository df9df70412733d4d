//! What a page knows of its visitor stands in the form, unless the visitor has said something else.

use anyhow::Result;
use saddle_tests::{HostPage, Site, Widget, ask_everything, run};
use serde_json::{Value, json};

/// The page with this query behind its address.
fn asked(query: &str) -> HostPage {
    HostPage { query: query.to_owned(), ..HostPage::default() }
}

async fn wait_for_answer(widget: &Widget<'_>, field: &str, value: &str) -> Result<()> {
    let body = "return root.querySelector(`.form [name='${args[0]}']`)?.value === args[1]";
    widget.wait_for(body, json!([field, value])).await.map(drop)
}

#[test]
fn the_address_fills_in_choices_and_nothing_personal() -> Result<()> {
    run(async |browser| {
        let camp = json!({ "id": "camp", "type": "choice", "label": "Camp", "choices":
            [{ "id": "river", "name": "River" }, { "id": "lake", "name": "Lake" }] });
        let site = Site::new()?
            .event(|event| {
                ask_everything(event);
                if let Some(fields) = event["form"]["fields"].as_array_mut() {
                    fields.push(camp);
                }
            })
            .start()
            .await?;
        let query = "?saddle-distance=21k&saddle-programme=4-days&saddle-departure=nowhere&saddle-payment=card\
                     &saddle-camp=lake&saddle-email=a@example.org&saddle-name=Ann&saddle-residence=NO\
                     &saddle-nationality=NO&saddle-date_of_birth=1980-01-01&saddle-shirt=m&saddle-club=Hillers\
                     &saddle-consent=yes&saddle-rules=yes&saddle-bus=yes&distance=5k&email=b@example.org";
        let widget = site.open(browser, &asked(query)).await?;
        let answers = widget.answers().await?;
        let filled: Vec<_> = answers.iter().filter(|(_, value)| !value.is_empty()).collect();
        let expected = [("camp", "lake"), ("distance", "21k"), ("payment", "card"), ("programme", "4-days")];
        let filled: Vec<_> =
            filled.into_iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(filled, expected);
        let picked =
            widget.script("return root.querySelector('.picker :checked').value", Value::Null).await?;
        assert_eq!(picked, json!("21k"));
        Ok(())
    })
}

#[test]
fn the_course_begins_with_the_distance_of_the_address() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let page = HostPage { query: "?saddle-distance=5k".to_owned(), ..HostPage::default() };
        let widget = site.open_failing(browser, &page.with(r#"distance="10k""#)).await?;
        // Before anybody has come near the form.
        browser.wait_to_hear("saddle-ready").await?;
        widget.wait_for("return root.querySelector('.picker :checked')?.value === '5k'", Value::Null).await?;
        assert_eq!(widget.count(".form").await?, 0);
        Ok(())
    })
}

#[test]
fn the_address_wins_over_the_property_and_that_over_the_attribute() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        // Set before the script has come.
        let known = r#"<script>
            Object.assign(document.querySelector("saddle-race"), {
              prefill: { programme: "4-days", payment: "card", name: "김민수", email: "minsu@example.org",
                         nationality: "KR", date_of_birth: "1979-02-01", consent: "yes", reference: "yes" },
            });
        </script>"#;
        let page = HostPage {
            query: "?saddle-payment=other".to_owned(),
            after: known.to_owned(),
            ..HostPage::default()
        };
        let attribute = r#"prefill="programme=7-days&amp;payment=bank-transfer&amp;departure=beijing&amp;phone=12345678""#;
        let widget = site.open(browser, &page.with(attribute)).await?;
        let answers = widget.answers().await?;
        for (field, value) in [
            ("payment", "other"),
            ("programme", "4-days"),
            ("departure", "beijing"),
            ("name", "김민수"),
            ("email", "minsu@example.org"),
            ("nationality", "KR"),
            ("birth_day", "1"),
            ("birth_month", "2"),
            ("birth_year", "1979"),
            // Personal, in the page's own markup.
            ("phone", ""),
            // A box is ticked by nobody but the visitor.
            ("consent", ""),
            ("reference", ""),
        ] {
            assert_eq!(answers.get(field).map(String::as_str), Some(value), "{field}");
        }
        Ok(())
    })
}

#[test]
fn what_the_page_learns_later_fills_only_what_is_untouched() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open_usual(browser).await?;
        widget.answer("name", "Kari").await?;
        widget.answer("birth_month", "5").await?;
        widget.answer("remarks", "x").await?;
        widget.press("#field-remarks", "\u{e003}").await?;
        widget.choose_distance("10k").await?;
        // The caret is in an empty field.
        widget.script("root.querySelector('#field-emergency_name').focus()", Value::Null).await?;
        let known =
            "host.prefill = { name: 'Ann', email: 'kari@example.org', remarks: 'Hello', distance: '5k',
                                      date_of_birth: '1980-01-02', emergency_name: 'Ola', payment: 'card' }";
        widget.script(known, Value::Null).await?;
        wait_for_answer(&widget, "email", "kari@example.org").await?;
        let answers = widget.answers().await?;
        for (field, value) in [
            ("name", "Kari"),
            ("remarks", ""),
            ("distance", "10k"),
            ("emergency_name", ""),
            ("birth_day", ""),
            ("birth_month", "5"),
            ("payment", "card"),
        ] {
            assert_eq!(answers.get(field).map(String::as_str), Some(value), "{field}");
        }
        widget.wait_until_focused("field-emergency_name").await?;
        // And what it fills in can be changed, and stays so.
        widget.answer("email", "k@example.org").await?;
        widget.script("host.prefill = { email: 'kari@example.org', phone: '12345678' }", Value::Null).await?;
        wait_for_answer(&widget, "phone", "12345678").await?;
        assert_eq!(widget.answers().await?["email"], "k@example.org");
        Ok(())
    })
}

#[test]
fn a_draft_wins_over_everything_that_the_page_knows() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let page = asked("?saddle-payment=card&saddle-distance=5k");
        let widget = site.open(browser, &page).await?;
        widget.answer("payment", "other").await?;
        widget.choose_distance("21k").await?;
        widget.reload().await?;
        widget.script("host.prefill = { name: 'Ann', payment: 'bank-transfer' }", Value::Null).await?;
        // The next change of the form shows that the property has been looked at.
        widget.answer("email", "kari@example.org").await?;
        let answers = widget.answers().await?;
        assert_eq!((answers["payment"].as_str(), answers["distance"].as_str()), ("other", "21k"));
        assert_eq!(answers["name"], "");
        Ok(())
    })
}

#[test]
fn the_next_sign_up_begins_without_the_person_of_the_first() -> Result<()> {
    run(async |browser| {
        browser.expect_errors();
        let mailbox = json!({ "type": "mailto" });
        let site =
            Site::new()?.event(|event| saddle_tests::set_delivery(event, "zx-tour", mailbox)).start().await?;
        let widget = site.open(browser, &asked("?saddle-payment=other")).await?;
        widget.script("host.prefill = { name: '李雪梅', email: 'li@example.org' }", Value::Null).await?;
        wait_for_answer(&widget, "name", "李雪梅").await?;
        let rest: Vec<_> = saddle_tests::visitor::CHONGQING
            .iter()
            .copied()
            .filter(|(field, _)| !["name", "email", "payment"].contains(field))
            .collect();
        assert_eq!(widget.sign_up(&rest).await?, "mail");
        widget.click("[data-action=sent-it]").await?;
        widget.wait_for("return !root.querySelector('.outcome')", Value::Null).await?;
        let answers = widget.answers().await?;
        assert_eq!((answers["name"].as_str(), answers["email"].as_str()), ("", ""));
        assert_eq!(answers["payment"], "other");
        Ok(())
    })
}
