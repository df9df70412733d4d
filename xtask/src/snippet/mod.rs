//! `cargo xtask snippet`: a race as HTML that needs no script: profile, figures, and a form or a mail link. Where the
//! loader runs, the widget takes its place.

mod course;
mod form;
mod mail;
mod numbers;
mod words;

use crate::markup::{Element, element};
use crate::pack::pack_file;
use anyhow::{Context, Result, bail};
use saddle_event::{Desk, Distance, EventFile, Texts, language::covers, url::is_web};
use saddle_signup::delivery::Format;
use saddle_signup::{Delivery, Encoding};
use std::path::PathBuf;
use url::Url;
use words::Words;

/// The keys of the words that the course says, for the test that they are there.
#[cfg(test)]
const COURSE_WORDS: [&str; 11] = [
    "profile",
    "table",
    "distance",
    "gain",
    "loss",
    "highest",
    "lowest",
    "mean_height",
    "effort",
    "published",
    "sign_up",
];

/// The keys of the words that the form says, besides those of the built-in fields.
#[cfg(test)]
const FORM_WORDS: [&str; 16] = [
    "trap",
    "send",
    "optional",
    "goes_to",
    "privacy_of",
    "date_of_birth",
    "section_race",
    "section_runner",
    "section_guardian",
    "section_emergency",
    "section_trip",
    "section_rest",
    "mail_subject",
    "mail_intro",
    "by_mail",
    "field_consent",
];

/// What the snippet is made from.
pub struct Options {
    /// The event file, packed or not.
    pub event: PathBuf,
    /// The address of the event file on the web.
    pub url: Option<Url>,
    /// The folder on the web that holds the widget's files; without it there is no script.
    pub saddle: Option<Url>,
    /// The id of the only distance that is shown; all of them if there is none.
    pub distance: Option<String>,
    /// The language as a BCP 47 tag.
    pub language: String,
    /// The id of the desk; the last one if there is none, as in the widget for those whom no other serves.
    pub desk: Option<String>,
    /// On whose page it stands.
    pub partner: Option<String>,
    /// Whether it asks by mail alone, also for a desk that takes a form.
    pub mail: bool,
}

/// A snippet in the making.
struct Snippet {
    file: EventFile,
    words: Words,
    /// The language that was asked for; the event may have texts in it where the widget has no words.
    language: String,
    /// The index of the distance whose profile is drawn.
    chosen: usize,
    /// Whether no other distance is shown.
    is_single: bool,
    partner: Option<String>,
}

impl Snippet {
    fn distance(&self) -> &Distance {
        // The reader of the file refuses an event without distances, and `chosen` was found among them.
        &self.file.event.distances[self.chosen]
    }

    /// Adds a text of the event to an element, and says its language where that is not the one of the words around it.
    fn with_texts(&self, element: Element, texts: &Texts) -> Element {
        let tag = texts.language_of_pick(&self.language).filter(|tag| *tag != self.words.tag);
        let element = match tag {
            Some(tag) => element.attribute("lang", tag),
            None => element,
        };
        element.text(texts.pick(&self.language))
    }
}

/// The snippet of an event.
pub fn snippet(options: &Options) -> Result<String> {
    let packed = pack_file(&options.event)?;
    let file = saddle_event::read(&packed.json).context("the packed event does not read")?;
    let chosen = match &options.distance {
        None => 0,
        Some(id) => {
            let found = file.event.distances.iter().position(|distance| distance.id == *id);
            found.with_context(|| format!("the event has no distance {id}"))?
        }
    };
    let snippet = Snippet {
        file,
        words: Words::read(&options.language)?,
        language: options.language.clone(),
        chosen,
        is_single: options.distance.is_some(),
        partner: options.partner.clone(),
    };
    let desks = &snippet.file.enrolment.desks;
    let desk = match &options.desk {
        Some(id) => {
            desks.iter().find(|desk| desk.id == *id).with_context(|| format!("the event has no desk {id}"))?
        }
        None => desks.last().context("the event has no desk")?,
    };
    let race = race(&snippet, options, desk)?;
    Ok(match &options.saddle {
        Some(folder) => {
            let script =
                as_folder(folder).join("saddle.js").context("in the address of the widget's files")?;
            format!("{}\n{race}\n", element("script").flag("async", true).attribute("src", script))
        }
        None => format!("{race}\n"),
    })
}

/// The address of a folder, with the `/` at its end that people leave out.
pub fn as_folder(url: &Url) -> Url {
    let mut folder = url.clone();
    if !folder.path().ends_with('/') {
        folder.set_path(&format!("{}/", url.path()));
    }
    folder
}

/// The element and what is in it.
fn race(snippet: &Snippet, options: &Options, desk: &Desk) -> Result<Element> {
    let event = &snippet.file.event;
    let courses = course::courses(&event.distances)?;
    let source = options.url.as_ref().map_or_else(
        || options.event.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        Url::to_string,
    );
    let mut race = element("saddle-race").attribute("event", source).attribute("lang", &snippet.language);
    if let Some(direction) = snippet.words.direction() {
        race = race.attribute("dir", direction);
    }
    for (name, value) in
        [("distance", &options.distance), ("desk", &options.desk), ("partner", &options.partner)]
    {
        if let Some(value) = value {
            race = race.attribute(name, value);
        }
    }
    // The margin of the heading stays inside, or the page would move with it when the widget comes. Where a policy drops the
    // style it is as legible.
    race = race.attribute("style", "display:flow-root;min-height:1000px");
    let day = event.date.to_string();
    let when = element("p").child(element("time").attribute("datetime", &day).text(&day));
    let mut parts = vec![
        snippet.with_texts(element("h2"), &event.name),
        when.child(snippet.with_texts(element("span"), &event.place.name)),
    ];
    parts.extend(course::profile(snippet, &courses));
    parts.extend(course::figures(snippet, &courses));
    parts.push(element("h3").text(snippet.words.course("sign_up")));
    parts.extend(sign_up(snippet, options, desk)?);
    // The element says the language that the widget is to speak. Where there are no words in it, what stands here is in another.
    Ok(if covers(&snippet.words.tag, &snippet.language) {
        race.children(parts)
    } else {
        race.child(element("div").attribute("lang", &snippet.words.tag).children(parts))
    })
}

/// A form, for a desk that takes what a browser sends by itself, and mail links: to that desk, or to each desk if the page
/// has not chosen one.
fn sign_up(snippet: &Snippet, options: &Options, desk: &Desk) -> Result<Vec<Element>> {
    let address = form_address(options, desk)?.filter(|_| !form::asks_for_several_choices(snippet, desk));
    let mut parts = match address {
        Some((action, format)) => vec![form::form(snippet, desk, &action, format)],
        None => form::notice(snippet, desk),
    };
    let desks = snippet.file.enrolment.desks.iter();
    let offered = desks.filter(|other| options.desk.is_none() || other.id == desk.id);
    parts.extend(offered.flat_map(|desk| mail::link(snippet, desk)));
    Ok(parts)
}

/// Where a browser can send a form by itself, and what its fields are called; nothing for a desk that takes only JSON or
/// mails, or wants what only a script can put together.
fn form_address<'d>(options: &Options, desk: &'d Desk) -> Result<Option<(String, &'d Format)>> {
    let Delivery::Post(post) = &desk.delivery else { return Ok(None) };
    if options.mail {
        return Ok(None);
    }
    let is_plain = matches!(post.format.encoding, Encoding::Urlencoded | Encoding::Multipart);
    if !is_plain || post.format.names.rest.is_some() || !post.headers.is_empty() || post.challenge.is_some() {
        return Ok(None);
    }
    let url = &post.url;
    let action: String = match &options.url {
        Some(event) => {
            event.join(url).with_context(|| format!("in the address of the desk {}", desk.id))?.into()
        }
        None if url.contains("://") => url.clone(),
        None => bail!(
            "the address of the desk {} is relative to the event file: say where that is on the web, by --url",
            desk.id
        ),
    };
    if !is_web(&action) {
        bail!(
            "the desk {} would get answers in the clear, at {action}: it must be at an https: address",
            desk.id
        );
    }
    Ok(Some((action, &post.format)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project;

    fn options() -> Options {
        Options {
            event: project::root().join("public/events/masikryong/event.json"),
            url: Some(Url::parse("https://races.example/masikryong/event.json").unwrap()),
            saddle: None,
            distance: None,
            language: "en".to_owned(),
            desk: Some("zx-tour".to_owned()),
            partner: None,
            mail: false,
        }
    }

    #[test]
    fn it_says_the_race_and_sends_to_the_desk_without_a_script() {
        let html = snippet(&options()).unwrap();
        for part in [
            "<saddle-race event=\"https://races.example/masikryong/event.json\" lang=\"en\" desk=\"zx-tour\"",
            "<h2>Masikryong Marathon</h2>",
            "<svg role=\"img\" width=\"100%\" direction=\"ltr\" aria-label=\"Profile of the 42 km\"",
            "<th scope=\"col\">5 km</th>",
            "<td>42 km *</td>",
            "action=\"https://races.example/desk/zx-tour\"",
            "<input type=\"email\" name=\"email\" autocomplete=\"email\" required>",
            "<input type=\"date\" name=\"date_of_birth\"",
            "name=\"guardian_name\">",
            "I agree that ZX Tour uses my answers",
            "mailto:zx-tour@example.org?subject=Sign-up%3A%20Masikryong%20Marathon",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(!html.contains("<script"), "{html}");
        // Those are the other desk's.
        assert!(!html.contains("name=\"programme\""), "{html}");
    }

    #[test]
    fn a_desk_that_takes_json_gets_mails() {
        let html = snippet(&Options { desk: None, url: None, ..options() }).unwrap();
        assert!(!html.contains("<form"), "{html}");
        assert!(html.contains("mailto:experience-north-korea@example.org?"), "{html}");
        assert!(html.contains("ZX Tour (Beijing, CN), zx-tour@example.org"), "{html}");
    }

    #[test]
    fn for_a_mail_there_is_no_form_and_all_else_is_said() {
        let html = snippet(&Options { mail: true, ..options() }).unwrap();
        assert!(!html.contains("<form") && !html.contains("<input"), "{html}");
        for part in [
            "<th scope=\"col\">5 km</th>",
            "What ZX Tour does with your answers",
            "mailto:zx-tour@example.org?subject=",
            "Date%20of%20birth",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }

    /// The snippet of the demo's event with a change.
    fn with_event(test: &str, change: impl FnOnce(&mut serde_json::Value), language: &str) -> String {
        let folder = crate::testing::TestFolder::new(test);
        let demo = project::root().join("public/events/masikryong");
        for name in ["42k.gpx", "21k.gpx", "10k.gpx", "5k.gpx"] {
            folder.write(name, std::fs::read(demo.join(name)).unwrap());
        }
        let text = std::fs::read_to_string(demo.join("event.json")).unwrap();
        let mut event: serde_json::Value = serde_json::from_str(&text).unwrap();
        change(&mut event);
        let event = folder.write("event.json", event.to_string());
        snippet(&Options { event, language: language.to_owned(), ..options() }).unwrap()
    }

    /// The form for the demo's first desk, whose delivery is changed.
    fn with_delivery(test: &str, delivery: &serde_json::Value) -> String {
        with_event(test, |event| event["desks"][0]["delivery"] = delivery.clone(), "en")
    }

    /// The addresses of the mail links.
    fn mails(html: &str) -> Vec<&str> {
        html.split("\"mailto:").skip(1).filter_map(|rest| rest.split('"').next()).collect()
    }

    #[test]
    fn several_choices_at_once_are_asked_for_by_mail() {
        let field = serde_json::json!({
            "id": "extras", "type": "choices", "label": "Extras",
            "choices": [{ "id": "bus", "name": "Bus" }, { "id": "meal", "name": "Meal" }],
        });
        let ask = |event: &mut serde_json::Value| event["form"]["fields"].as_array_mut().unwrap().push(field);
        let html = with_event("snippet-choices", ask, "en");
        assert!(!html.contains("<form") && html.contains("Extras"), "{html}");
    }

    #[test]
    fn a_mail_link_is_never_too_long_to_be_opened() {
        for language in ["en", "ar", "ko", "ja"] {
            let html = snippet(&Options { language: language.to_owned(), ..options() }).unwrap();
            let mails = mails(&html);
            assert!(!mails.is_empty() && mails.iter().all(|mail| mail.len() < 1600), "{mails:?}");
            // The questions are in the mail or below it.
            assert_ne!(mails[0].contains("%0D%0A%0D%0A"), html.contains("<ul>"), "{html}");
        }
    }

    #[test]
    fn arabic_is_set_from_right_to_left_and_the_profile_is_not() {
        let html = snippet(&Options { language: "ar".to_owned(), ..options() }).unwrap();
        assert!(html.contains(" lang=\"ar\" dir=\"rtl\" "), "{html}");
        assert!(html.contains("<svg role=\"img\" width=\"100%\" direction=\"ltr\""), "{html}");
        assert!(!snippet(&options()).unwrap().contains(" dir="));
    }

    #[test]
    fn a_desk_gets_the_names_that_it_asks_for_or_a_mail_where_only_a_script_could_make_them() {
        let url = "https://forms.example/sign-up";
        let named = serde_json::json!({
            "type": "form", "url": url, "names": { "name": "entry.1" }, "constants": { "access_key": "k" },
        });
        let html = with_delivery("snippet-names", &named);
        for part in
            ["name=\"entry.1\"", "<input type=\"hidden\" name=\"access_key\" value=\"k\">", "name=\"email\""]
        {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(!html.contains("name=\"name\""), "{html}");
        let headers = serde_json::json!({ "type": "form", "url": url, "headers": { "X-Key": "1" } });
        assert!(!with_delivery("snippet-headers", &headers).contains("<form"));
        let rest = serde_json::json!({ "type": "form", "url": url, "names": { "name": "n", "email": "e" }, "rest": "r" });
        assert!(!with_delivery("snippet-rest", &rest).contains("<form"));
        let work =
            serde_json::json!({ "type": "form", "url": url, "challenge": "https://forms.example/challenge" });
        assert!(!with_delivery("snippet-challenge", &work).contains("<form"));
    }

    #[test]
    fn one_distance_in_another_language_with_the_loader() {
        let saddle = Some(Url::parse("https://races.example/saddle").unwrap());
        let options =
            Options { saddle, distance: Some("10k".to_owned()), language: "ko".to_owned(), ..options() };
        let html = snippet(&options).unwrap();
        assert!(
            html.starts_with("<script async src=\"https://races.example/saddle/saddle.js\"></script>\n"),
            "{html}"
        );
        assert!(html.contains(" lang=\"ko\" distance=\"10k\" "), "{html}");
        assert!(html.contains("<h2>마식령 마라톤</h2>"), "{html}");
        assert_eq!(html.matches("<th scope=\"col\">").count(), 1);
    }

    #[test]
    fn what_is_in_another_language_than_the_words_says_so() {
        let in_nynorsk = |event: &mut serde_json::Value| {
            event["name"] = serde_json::json!({ "en": "Hill Race", "nn": "Bakkeløpet" });
            event["desks"][0]["privacy"]["text"] = serde_json::json!({ "en": "We keep it." });
        };
        let html = with_event("snippet-language", in_nynorsk, "nn");
        for part in [
            // The widget has no words in it, and the event has texts.
            " lang=\"nn\" desk=",
            "<div lang=\"en\">",
            "<h2 lang=\"nn\">Bakkeløpet</h2>",
            "<span>We keep it.</span>",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
        let html = with_event("snippet-language-de", in_nynorsk, "de");
        for part in
            [" lang=\"de\" desk=", "<h2 lang=\"en\">Hill Race</h2>", "<span lang=\"en\">We keep it.</span>"]
        {
            assert!(html.contains(part), "{part} in {html}");
        }
        assert!(!html.contains("<div lang"), "{html}");
    }

    #[test]
    fn what_is_not_there_is_said() {
        let error = |options: Options| format!("{:#}", snippet(&options).unwrap_err());
        let missing = |id: &str| Some(id.to_owned());
        assert_eq!(error(Options { distance: missing("7k"), ..options() }), "the event has no distance 7k");
        assert_eq!(error(Options { desk: missing("x"), ..options() }), "the event has no desk x");
        assert!(error(Options { url: None, ..options() }).contains("by --url"));
        let in_the_clear = Some(Url::parse("http://club.example/event.json").unwrap());
        assert!(
            error(Options { url: in_the_clear, ..options() })
                .contains("in the clear, at http://club.example")
        );
    }
}
