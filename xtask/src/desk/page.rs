//! The desk's page: what has arrived, by desk, and a choice of faults to try.

use super::attempt::Attempt;
use super::fault::Fault;
use super::storage::Arrival;
use crate::markup::Escaped;
use std::fmt::{self, Write};

/// How many of the last requests are listed.
const LAST_REQUESTS: usize = 20;

const STYLE: &str = "
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
article { border: 1px solid #8886; border-radius: .5rem; padding: 0 1rem; margin: 1rem 0 }
article.replaced { border-style: dashed }
dl { display: grid; grid-template-columns: minmax(8rem, max-content) 1fr; gap: .25rem 1rem }
dt { font-weight: 600 } dd { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere }
td, th { text-align: start; padding-inline-end: 1.5rem }
";

/// The page as HTML.
pub fn page<'a>(
    arrivals: &[Arrival],
    attempts: impl DoubleEndedIterator<Item = &'a Attempt>,
    standing: &Fault,
) -> Result<String, fmt::Error> {
    let mut html =
        String::from("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Desk</title>");
    write!(
        html,
        "<meta name=\"viewport\" content=\"width=device-width\"><style>{STYLE}</style><h1>Desk</h1>"
    )?;
    write_fault_choice(&mut html, standing)?;
    if arrivals.is_empty() {
        html.push_str("<p>Nothing has arrived yet.</p>");
    }
    for of_one_desk in arrivals.chunk_by(|one, next| one.desk == next.desk) {
        let desk = of_one_desk.first().map_or("", |arrival| arrival.desk.as_str());
        write!(html, "<h2>{} ({})</h2>", Escaped(desk), of_one_desk.len())?;
        for arrival in of_one_desk {
            write_arrival(&mut html, arrival)?;
        }
    }
    write_attempts(&mut html, attempts)?;
    html.push_str("</html>\n");
    Ok(html)
}

fn write_fault_choice(html: &mut String, standing: &Fault) -> fmt::Result {
    html.push_str(
        "<form method=\"post\" action=\"/desk\"><label>Answer every sign-up with this fault: \
         <select name=\"fault\">",
    );
    let examples = Fault::examples();
    // A fault with a number of its own is not among the examples.
    for fault in examples.iter().chain(Some(standing).filter(|fault| !examples.contains(fault))) {
        let selected = if fault == standing { " selected" } else { "" };
        write!(html, "<option{selected}>{}</option>", Escaped(fault))?;
    }
    html.push_str("</select></label> <button>Set</button></form>");
    Ok(())
}

fn write_arrival(html: &mut String, arrival: &Arrival) -> fmt::Result {
    let class = if arrival.replaced_by.is_some() { " class=\"replaced\"" } else { "" };
    write!(
        html,
        "<article{class}><h3>{}</h3><p>{}, ",
        Escaped(&arrival.reference),
        Escaped(&arrival.received_at)
    )?;
    html.push_str(arrival.encoding.name());
    if let Some(newer) = &arrival.replaced_by {
        write!(html, "; replaced by {}", Escaped(newer))?;
    }
    if arrival.repeats > 0 {
        write!(html, "; sent again {} times", arrival.repeats)?;
    }
    html.push_str("</p>");
    write_entries(html, arrival.entries.iter())?;
    if let Some(repeat) = &arrival.differing_repeat {
        html.push_str("<p>The same key came again with other contents:</p>");
        write_entries(html, repeat.iter().filter(|(name, text)| arrival.entries.get(name) != Some(text)))?;
    }
    html.push_str("</article>");
    Ok(())
}

fn write_entries<'a>(html: &mut String, entries: impl Iterator<Item = (&'a str, &'a str)>) -> fmt::Result {
    html.push_str("<dl>");
    for (name, text) in entries {
        write!(html, "<dt>{}</dt><dd>{}</dd>", Escaped(name), Escaped(text))?;
    }
    html.push_str("</dl>");
    Ok(())
}

fn write_attempts<'a>(
    html: &mut String,
    attempts: impl DoubleEndedIterator<Item = &'a Attempt>,
) -> fmt::Result {
    html.push_str("<h2>Last requests</h2><table><tr><th>Method<th>Desk<th>Key<th>Answer</tr>");
    for Attempt { method, desk, idempotency_key, status } in attempts.rev().take(LAST_REQUESTS) {
        let key = idempotency_key.as_deref().unwrap_or_default();
        let status = status.map_or("lost".to_owned(), |status| status.to_string());
        write!(
            html,
            "<tr><td>{}<td>{}<td>{}<td>{status}</tr>",
            Escaped(method),
            Escaped(desk),
            Escaped(key)
        )?;
    }
    html.push_str("</table>");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::body::Encoding;
    use super::super::storage::Storage;
    use super::*;

    #[test]
    fn nothing_that_was_typed_becomes_markup() {
        let storage = Storage::in_memory().unwrap();
        let evil = "<script>alert(\"1\")</script>&'";
        let entries = [(evil.to_owned(), evil.to_owned())].into_iter().collect();
        storage.store(evil, Encoding::Json, &entries).unwrap();
        let attempt = Attempt {
            method: "POST".to_owned(),
            desk: evil.to_owned(),
            idempotency_key: Some(evil.to_owned()),
            status: Some(201),
        };
        let fault = Fault::RefuseFields(vec![evil.to_owned()]);
        let html = page(&storage.arrivals().unwrap(), [attempt].iter(), &fault).unwrap();
        assert!(!html.contains("<script"), "{html}");
        let escaped = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;&#39;";
        // The fault, the desk's heading, the reference, the name and the text; the request's desk and key.
        assert_eq!(html.matches(escaped).count(), 7, "{html}");
    }

    #[test]
    fn arrivals_stand_under_their_desk_with_every_field() {
        let storage = Storage::in_memory().unwrap();
        for (desk, name) in [("zx", "Ann"), ("uri", "Kim"), ("zx", "Bo")] {
            let entries =
                [("name".to_owned(), name.to_owned()), ("remarks".to_owned(), "no meat".to_owned())];
            storage.store(desk, Encoding::Json, &entries.into_iter().collect()).unwrap();
        }
        let html = page(&storage.arrivals().unwrap(), [].iter(), &Fault::None).unwrap();
        assert_eq!(html.matches("<dd>no meat</dd>").count(), 3);
        let places: Vec<_> = ["<h2>uri (1)</h2>", "Kim", "<h2>zx (2)</h2>", "Ann", "Bo"]
            .into_iter()
            .map(|part| html.find(part).unwrap())
            .collect();
        assert!(places.is_sorted(), "{places:?}");
    }
}
