//! `cargo xtask npm`: the package for npm, in target/npm: the widget's built files, and what bundlers and editors read.

use crate::build::files;
use crate::project;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// What the build makes for the demo page alone.
const OF_THE_DEMO: &[&str] = &["index.html", "demo.js", "events", "oembed"];

/// Writes the package anew from what `dist/` holds, and gives its folder.
///
/// # Errors
/// There is no build, or a file cannot be written.
pub fn write() -> Result<PathBuf> {
    let package = project::target().join("npm");
    if package.exists() {
        fs::remove_dir_all(&package).with_context(|| format!("could not clear {}", package.display()))?;
    }
    copy(&project::root().join("npm"), &package, &|_| true)?;
    copy(&project::dist(), &package.join("dist"), &|name| {
        !OF_THE_DEMO.contains(&name) && !name.starts_with("partner-")
    })?;
    Ok(package)
}

/// Copies what is in a folder, where `is_wanted` takes its name; folders with all that is in them.
fn copy(from: &Path, to: &Path, is_wanted: &dyn Fn(&str) -> bool) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("could not make {}", to.display()))?;
    let entries = fs::read_dir(from).with_context(|| format!("could not read {}", from.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = files::file_name(&path)?;
        if !is_wanted(name) {
            continue;
        }
        if path.is_dir() {
            copy(&path, &to.join(name), &|_| true)?;
        } else {
            fs::copy(&path, to.join(name)).with_context(|| format!("could not copy {}", path.display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;
    use std::collections::BTreeSet;

    fn text(path: &str) -> String {
        files::read(&project::root().join(path)).unwrap()
    }

    fn element() -> Value {
        let manifest: Value = serde_json::from_str(&text("npm/custom-elements.json")).unwrap();
        manifest["modules"][0]["declarations"][0].clone()
    }

    fn names(list: &Value) -> BTreeSet<String> {
        list.as_array().unwrap().iter().map(|entry| entry["name"].as_str().unwrap().to_owned()).collect()
    }

    /// The code words that begin the rows of a table below a heading of docs/embedding.md.
    fn documented(heading: &str, is_row: fn(&str) -> bool) -> BTreeSet<String> {
        let page = text("docs/embedding.md");
        let section = page.split(&format!("\n## {heading}\n")).nth(1).unwrap().split("\n## ").next().unwrap();
        let cells = section.lines().filter_map(|line| line.strip_prefix("| ")?.split(" |").next());
        let words = cells
            .flat_map(|cell| cell.split(", ").filter_map(|word| word.strip_prefix('`')?.strip_suffix('`')));
        words.filter(|word| is_row(word)).map(str::to_owned).collect()
    }

    #[test]
    fn manifest_types_loader_and_page_name_the_same_attributes() {
        let loader = text("public/saddle.js");
        let names_in = |list: &str| {
            let list = loader.split(list).nth(1).unwrap().split(']').next().unwrap();
            list.split(", ").map(|name| name.trim_matches('"').to_owned()).collect::<BTreeSet<_>>()
        };
        let texts = names_in("const attributes = [");
        let observed = &texts | &names_in("const all = [...attributes, ");
        assert_eq!(names(&element()["attributes"]), observed);
        assert_eq!(documented("Attributes", |_| true), observed);
        let types = text("npm/index.d.ts");
        for name in texts.iter().filter(|name| *name != "lang") {
            assert!(types.contains(&format!("\n  get {name}(): string;")), "index.d.ts has no property {name}");
        }
    }

    #[test]
    fn manifest_types_and_page_name_the_same_events() {
        let events = names(&element()["events"]);
        assert_eq!(documented("Events", |_| true), events);
        let types = text("npm/index.d.ts");
        for name in events {
            assert!(types.contains(&format!("\"{name}\": CustomEvent<")), "index.d.ts has no event {name}");
        }
    }

    #[test]
    fn manifest_and_page_name_the_same_parts_and_properties() {
        assert_eq!(documented("Style", |word| word.starts_with("--")), names(&element()["cssProperties"]));
        assert_eq!(documented("Style", |word| !word.starts_with("--")), names(&element()["cssParts"]));
    }

    #[test]
    fn it_has_the_projects_version() {
        let package: Value = serde_json::from_str(&text("npm/package.json")).unwrap();
        assert_eq!(package["version"], env!("CARGO_PKG_VERSION"));
    }
}
