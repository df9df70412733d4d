//! An oEmbed answer for every event (<https://oembed.com>): from it an editor that is given the address of a page with the race
//! learns the frame to put in.

use super::events::event_files;
use crate::markup::element;
use anyhow::{Context, Result};
use serde_json::json;
use std::fs;
use std::path::Path;
use url::Url;

/// Width of the frame in pixels, where an editor takes it as it is.
const WIDTH: u32 = 800;

/// Height of the frame in pixels: the course without scrolling; the page around may follow what the frame reports.
const HEIGHT: u32 = 1200;

/// Writes `events/<id>/oembed.json` beside every event under a folder of files that will be at `base` on the web.
pub fn write_all(dist: &Path, base: &Url) -> Result<()> {
    for file in event_files(dist)? {
        let text = fs::read_to_string(&file).with_context(|| format!("could not read {}", file.display()))?;
        let event = saddle_event::read(&text).with_context(|| format!("in {}", file.display()))?.event;
        let path = file.strip_prefix(dist)?.to_string_lossy().replace('\\', "/");
        let answer = file.with_file_name("oembed.json");
        let json = serde_json::to_string_pretty(&answer_for(event.name.pick("en"), &path, base)?)? + "\n";
        fs::write(&answer, json).with_context(|| format!("could not write {}", answer.display()))?;
    }
    Ok(())
}

fn answer_for(title: &str, event: &str, base: &Url) -> Result<serde_json::Value> {
    let mut source = base.join("embed.html").context("the address of the files")?;
    source.query_pairs_mut().append_pair("event", event);
    let frame = element("iframe")
        .attribute("src", source)
        .attribute("title", title)
        .attribute("width", WIDTH.to_string())
        .attribute("height", HEIGHT.to_string())
        // What a visitor copies for a mail. A frame of another origin may not, unless the page around lets it.
        .attribute("allow", "clipboard-write")
        .attribute("style", "border:0;max-width:100%")
        .attribute("loading", "lazy");
    Ok(json!({
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": "Saddle",
        "provider_url": base.as_str(),
        "html": frame.to_string(),
        "width": WIDTH,
        "height": HEIGHT,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_frame_is_absolute_and_a_name_is_no_markup() {
        let base = Url::parse("https://races.example/saddle/").unwrap();
        let answer = answer_for("Up & \"down\"", "events/hill-run/event.json", &base).unwrap();
        let html = answer["html"].as_str().unwrap();
        let source = "src=\"https://races.example/saddle/embed.html?event=events%2Fhill-run%2Fevent.json\"";
        assert!(html.contains(source), "{html}");
        assert!(html.contains("title=\"Up &amp; &quot;down&quot;\""), "{html}");
        assert!(html.contains(" allow=\"clipboard-write\""), "{html}");
        // The members that https://oembed.com/#section2.3.4.4 asks for.
        for member in ["version", "type", "html", "width", "height"] {
            assert!(!answer[member].is_null(), "{member}");
        }
    }
}
