//! The race as an entry of a calendar, in a file that calendar programs take (RFC 5545).

use crate::{Distance, Event, Instant};
use saddle_signup::Date;

/// The most bytes of a line, its end not counted.
const LINE_BYTES: usize = 75;

const DAY_S: u64 = 86_400;

/// What an entry says that the event file does not.
pub struct EntryContext<'a> {
    /// The reader's language as a BCP 47 tag.
    pub language: &'a str,
    /// Where to read more: an absolute URL, or empty.
    pub url: &'a str,
    /// How far the event's time zone is from UTC on race day, as in `+08:30`; nothing if that is not known.
    pub utc_offset: Option<&'a str>,
    /// When the file is written, in seconds since 1970.
    pub now_s: u64,
}

/// The file with one entry: the day of the race, or where the distance has a start time, that moment until its cut-off.
///
/// A start whose distance from UTC is not known is written as local time, which a program takes for that of its user. The
/// entry keeps its identifier, so that a program replaces it by a newer one
/// (<https://www.rfc-editor.org/rfc/rfc5545#section-3.8.4.7>).
pub fn calendar_file(event: &Event, distance: &Distance, context: &EntryContext<'_>) -> String {
    let language = context.language;
    let title = [event.name.pick(language), ", ", distance.name.pick(language)].concat();
    let mut file = File::default();
    file.line("BEGIN", "VCALENDAR");
    file.line("VERSION", "2.0");
    file.line("PRODID", "-//Saddle//Race//EN");
    file.line("BEGIN", "VEVENT");
    file.line("UID", &[&event.id, "-", &distance.id, "@saddle"].concat());
    file.line("DTSTAMP", &utc(context.now_s));
    push_times(&mut file, event, distance, context.utc_offset);
    file.text("SUMMARY", &title);
    file.text("LOCATION", event.place.name.pick(language));
    if let Some(description) = &event.description {
        file.text("DESCRIPTION", description.pick(language));
    }
    if !context.url.is_empty() {
        file.line("URL", &one_line(context.url));
    }
    file.line("END", "VEVENT");
    file.line("END", "VCALENDAR");
    file.text
}

fn push_times(file: &mut File, event: &Event, distance: &Distance, utc_offset: Option<&str>) {
    let Some(start) = distance.start else {
        // Without an end it is one day.
        return file.line("DTSTART;VALUE=DATE", &compact(event.date));
    };
    let hours = [&start.to_string(), ":00"].concat();
    let moment = utc_offset
        .and_then(|offset| Instant::parse(&[&event.date.to_string(), "T", &hours, offset].concat()));
    match moment {
        Some(moment) => {
            file.line("DTSTART", &utc(moment.unix_s()));
            if let Some(minutes) = distance.cut_off_minutes {
                file.line("DTEND", &utc(moment.unix_s() + u64::from(minutes) * 60));
            }
        }
        None => {
            let local = [&compact(event.date), "T", &hours.replace(':', "")].concat();
            file.line("DTSTART", &local);
        }
    }
}

/// A day as `20151004`.
fn compact(date: Date) -> String {
    date.to_string().replace('-', "")
}

/// A moment in UTC as `20151004T003000Z`.
fn utc(unix_s: u64) -> String {
    let day = Date::from_days_since_1970(u32::try_from(unix_s / DAY_S).unwrap_or(u32::MAX));
    let of_day = unix_s % DAY_S;
    let mut text = compact(day);
    text.push('T');
    for number in [of_day / 3_600, of_day / 60 % 60, of_day % 60] {
        if number < 10 {
            text.push('0');
        }
        text.push_str(&number.to_string());
    }
    text.push('Z');
    text
}

/// A text without control characters, for a value that is not escaped.
fn one_line(text: &str) -> String {
    text.chars().filter(|character| !character.is_control()).collect()
}

#[derive(Default)]
struct File {
    text: String,
}

impl File {
    /// A line with a value as it is, folded: what would be too long goes on after a line end and a space.
    fn line(&mut self, name: &str, value: &str) {
        let mut bytes = 0;
        for character in name.chars().chain([':']).chain(value.chars()) {
            let more = character.len_utf8();
            if bytes + more > LINE_BYTES {
                self.text.push_str("\r\n ");
                bytes = 1;
            }
            self.text.push(character);
            bytes += more;
        }
        self.text.push_str("\r\n");
    }

    /// A line with a text, escaped (<https://www.rfc-editor.org/rfc/rfc5545#section-3.3.11>).
    fn text(&mut self, name: &str, text: &str) {
        let mut escaped = String::with_capacity(text.len());
        for character in text.replace("\r\n", "\n").chars() {
            match character {
                '\\' | ';' | ',' => escaped.extend(['\\', character]),
                '\n' | '\r' => escaped.push_str("\\n"),
                character if character.is_control() => {}
                character => escaped.push(character),
            }
        }
        self.line(name, &escaped);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo;
    use proptest::prelude::*;
    use serde_json::json;

    /// 12 August 2015, 04:00 UTC, by `date -u -d`.
    const NOW_S: u64 = 1_439_352_000;

    fn context(utc_offset: Option<&str>) -> EntryContext<'_> {
        EntryContext { language: "en", url: "https://example.org/race?a=1,2", utc_offset, now_s: NOW_S }
    }

    /// The lines as a program that reads them sees them.
    fn unfolded(file: &str) -> Vec<String> {
        assert!(file.ends_with("\r\n"));
        assert!(!file.replace("\r\n", "").contains(['\r', '\n']), "line ends are CRLF");
        assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
        file.replace("\r\n ", "").split_terminator("\r\n").map(str::to_owned).collect()
    }

    fn lines_of(event: &Event, context: &EntryContext<'_>) -> Vec<String> {
        unfolded(&calendar_file(event, &event.distances[0], context))
    }

    #[test]
    fn no_start_time_is_a_whole_day() {
        let event = crate::read(demo::JSON).unwrap().event;
        assert_eq!(
            lines_of(&event, &context(Some("+08:30"))),
            [
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//Saddle//Race//EN",
                "BEGIN:VEVENT",
                "UID:masikryong-2015-42k@saddle",
                "DTSTAMP:20150812T040000Z",
                "DTSTART;VALUE=DATE:20151004",
                "SUMMARY:Masikryong Marathon\\, 42 km",
                "LOCATION:Masikryong Ski Resort\\, near Wonsan\\, DPRK",
                "DESCRIPTION:The first edition of a marathon on the slopes and trails around the ski resort\\, announced \
                 as the first ever trail run in North Korea.",
                "URL:https://example.org/race?a=1,2",
                "END:VEVENT",
                "END:VCALENDAR",
            ]
        );
    }

    #[test]
    fn a_start_time_is_a_moment_by_the_offset_of_that_day() {
        let mut file = demo::with("/distances/0/start", json!("09:00"));
        file["distances"][0]["cutOffMinutes"] = json!(480);
        let event = crate::read(&file.to_string()).unwrap().event;
        let lines = lines_of(&event, &context(Some("+08:30")));
        assert!(lines.contains(&"DTSTART:20151004T003000Z".to_owned()), "{lines:?}");
        assert!(lines.contains(&"DTEND:20151004T083000Z".to_owned()), "{lines:?}");
        for unknown in [None, Some("+8"), Some("soon")] {
            let lines = lines_of(&event, &context(unknown));
            assert!(lines.contains(&"DTSTART:20151004T090000".to_owned()), "{lines:?}");
        }
    }

    #[test]
    fn folding_never_cuts_a_character() {
        let event = demo::read_with("/name", json!("马息岭".repeat(40)));
        let file = calendar_file(&event, &event.distances[0], &context(None));
        assert!(unfolded(&file).contains(&["SUMMARY:", &"马息岭".repeat(40), "\\, 42 km"].concat()));
        // A cut character would make two that are none.
        assert!(file.split("\r\n").all(|line| !line.contains('\u{FFFD}')));
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in "\\PC{1,90}|(\\PC|[;,\\\\\n]){1,60}") {
            prop_assume!(!text.trim().is_empty());
            let mut file = File::default();
            file.text("SUMMARY", &text);
            let lines = unfolded(&file.text);
            prop_assert_eq!(lines.len(), 1);
            let value = lines[0].strip_prefix("SUMMARY:").unwrap();
            let (mut read, mut characters) = (String::new(), value.chars());
            while let Some(character) = characters.next() {
                read.push(match character {
                    '\\' => match characters.next().unwrap() { 'n' => '\n', other => other },
                    other => other,
                });
            }
            prop_assert_eq!(read, text);
        }
    }
}
