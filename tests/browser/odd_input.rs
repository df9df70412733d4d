//! What people and programs type that no form expects: it arrives as it was typed, and does nothing on the way.

use anyhow::Result;
use saddle_tests::visitor::CHONGQING;
use saddle_tests::{Site, Widget, run};
use serde_json::{Value, json};

/// What is put into a field of one line, and what the desk gets.
const ODD: [(&str, &str); 13] = [
    // Right to left, with an override that nobody closes.
    ("محمد \u{202e}علي", "محمد \u{202e}علي"),
    // Without width: within a word it can mean something, at the ends it cannot.
    ("\u{feff}\u{200b} क्\u{200d}ष \u{200b}", "क्\u{200d}ष"),
    ("👩🏽\u{200d}🏫🏔\u{fe0f}", "👩🏽\u{200d}🏫🏔\u{fe0f}"),
    ("𠮷野", "𠮷野"),
    ("O", "O"),
    ("A\u{0}B", "A\u{0}B"),
    ("e\u{301}\u{323}\u{489}", "e\u{301}\u{323}\u{489}"),
    // A spreadsheet would run it: that is for the desk to know when it makes one.
    ("=HYPERLINK(\"https://example.org\",\"x\")", "=HYPERLINK(\"https://example.org\",\"x\")"),
    ("<img src=x onerror=window.broken=1>", "<img src=x onerror=window.broken=1>"),
    ("\"><script>window.broken=1</script>&amp;", "\"><script>window.broken=1</script>&amp;"),
    ("'; DROP TABLE sign_up; --", "'; DROP TABLE sign_up; --"),
    ("{series} {{desk}} ${name} %00 \\u0000", "{series} {{desk}} ${name} %00 \\u0000"),
    // Pasted: the browser takes line ends out of a field of one line.
    ("Ann\r\nBcc: all@example.org", "AnnBcc: all@example.org"),
];

/// Puts a text into a field at once, as the clipboard, a password manager or a browser that fills in forms does.
async fn paste(widget: &Widget<'_>, field: &str, text: &str) -> Result<()> {
    let body = "const control = root.querySelector(`#field-${args[0]}`);
                control.value = args[1];
                control.dispatchEvent(new Event('input', { bubbles: true }));
                control.dispatchEvent(new Event('change', { bubbles: true }))";
    widget.script(body, json!([field, text])).await.map(drop)
}

/// Nothing that was typed has become a part of the page.
async fn assert_harmless(widget: &Widget<'_>) -> Result<()> {
    let broken = "return window.broken !== undefined || !!root.querySelector('img, script')";
    assert_eq!(widget.script(broken, Value::Null).await?, json!(false));
    Ok(())
}

#[test]
fn it_arrives_as_it_was_typed_and_does_nothing() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?
            .event(|event| {
                if let Some(fields) = event["form"]["fields"].as_array_mut() {
                    for number in 0..ODD.len() {
                        let (id, label) = (format!("odd{number}"), format!("Odd {number}"));
                        fields.push(json!({ "id": id, "type": "text", "label": label }));
                    }
                }
            })
            .start()
            .await?;
        let widget = site.open_usual(browser).await?;
        widget.answer_all(CHONGQING).await?;
        for (number, (typed, _)) in ODD.iter().enumerate() {
            paste(&widget, &format!("odd{number}"), typed).await?;
        }
        paste(&widget, "remarks", "Subject: x\r\n\r\n<b>\r\n.\r\n").await?;
        // It stays over a reload too.
        let before = widget.answers().await?;
        widget.reload().await?;
        assert_eq!(widget.answers().await?, before);
        assert!(widget.check().await?);
        assert_harmless(&widget).await?;
        assert_eq!(widget.send_for_outcome().await?, "accepted");
        assert_harmless(&widget).await?;
        let arrival = site.only_arrival("zx-tour")?;
        for (number, (typed, arrives)) in ODD.iter().enumerate() {
            assert_eq!(arrival.entries.get(&format!("odd{number}")), Some(*arrives), "{typed:?}");
        }
        let remarks = arrival.entries.get("remarks").map(|remarks| remarks.replace("\r\n", "\n"));
        assert_eq!(remarks.as_deref(), Some("Subject: x\n\n<b>\n."));
        Ok(())
    })
}

#[test]
fn what_is_too_long_is_said_and_kept_whole() -> Result<()> {
    run(async |browser| {
        let site = Site::new()?.start().await?;
        let widget = site.open_usual(browser).await?;
        widget.answer_all(CHONGQING).await?;
        let long = "길".repeat(100_000);
        paste(&widget, "name", &long).await?;
        assert!(!widget.check().await?);
        assert_eq!(widget.wrong_fields().await?, ["name"]);
        assert_eq!(widget.answers().await?["name"], long);
        // As long as it may be, in characters and not in bytes.
        paste(&widget, "name", &"길".repeat(200)).await?;
        assert_eq!(widget.send_for_outcome().await?, "accepted");
        assert_eq!(site.only_arrival("zx-tour")?.entries.get("name"), Some("길".repeat(200).as_str()));
        Ok(())
    })
}
