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
    use crate::testing::TestFolder;
    use crate::tools::command::{command, works};
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
            assert!(
                types.contains(&format!("\n  get {name}(): string;")),
                "index.d.ts has no property {name}"
            );
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
        let parts = names(&element()["cssParts"]);
        assert_eq!(documented("Style", |word| !word.starts_with("--")), parts);
        let source = project::root().join("src");
        let in_source: BTreeSet<String> = files_below(&source, "")
            .iter()
            .flat_map(|file| {
                let text = files::read(&source.join(file)).unwrap();
                let after = text.split(".attr(\"part\", \"").skip(1).map(str::to_owned);
                after.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(in_source, parts);
    }

    /// The package with a `dist` of two files, in a folder of its own; nothing where there is no Node.
    fn small_package(test: &str) -> Option<TestFolder> {
        if !works(command("node").arg("--version")) {
            println!("skipped: there is no Node here");
            return None;
        }
        let folder = TestFolder::new(test);
        copy(&project::root().join("npm"), &folder.path().join("package"), &|_| true).unwrap();
        folder.write("package/dist/saddle.mjs", "new");
        folder.write("package/dist/words-fedcba9876543210/course/en.json", "new");
        Some(folder)
    }

    /// Copies with `npx saddle-race copy` into a folder beside the package: whether it did, and what it said.
    fn copy_to(folder: &TestFolder, name: &str) -> (bool, String) {
        let mut node = command("node");
        node.arg(folder.path().join("package/copy.js")).arg("copy").arg(folder.path().join(name));
        let output = node.output().unwrap();
        (output.status.success(), String::from_utf8_lossy(&output.stderr).into_owned())
    }

    #[test]
    fn copy_takes_a_new_folder_and_one_with_an_earlier_version() {
        let Some(folder) = small_package("npm-copy") else { return };
        let earlier = [
            "saddle-0123456789abcdef_bg.wasm",
            "chunk-plan-0123456789abcdef.wasm",
            "words-0123456789abcdef/course/zh-Hans.json",
            "words/signup/ko.json",
        ]
        .map(|name| folder.write(&format!("again/{name}"), "old"));
        folder.write("again/saddle.mjs", "old");
        let ignored = folder.write("again/.gitignore", "*");
        for name in ["public/saddle", "again"] {
            let (is_done, said) = copy_to(&folder, name);
            assert!(is_done, "{name}: {said}");
            assert_eq!(files::read(&folder.path().join(name).join("saddle.mjs")).unwrap(), "new");
        }
        assert!(earlier.iter().all(|file| !file.exists()));
        for emptied in ["again/words-0123456789abcdef", "again/words"] {
            assert!(!folder.path().join(emptied).exists(), "{emptied}");
        }
        assert_eq!(files::read(&ignored).unwrap(), "*");
    }

    #[test]
    fn copy_touches_no_file_of_others() {
        let Some(folder) = small_package("npm-copy-others") else { return };
        // A whole site; one whose words are called as the widget's are; and the widget's files put into a site by hand.
        for (name, theirs, with_widget) in [
            ("site", &["index.html", "images/hill.jpg"][..], false),
            ("translated", &["words/en.json"], false),
            ("mixed", &["index.html", "words/it.json", "themes/ours.css", "saddle-notes.js"], true),
        ] {
            let mut kept: Vec<_> =
                theirs.iter().map(|file| folder.write(&format!("{name}/{file}"), "theirs")).collect();
            if with_widget {
                let widgets = ["saddle.mjs", "saddle-0123456789abcdef.js"];
                kept.extend(widgets.map(|file| folder.write(&format!("{name}/{file}"), "theirs")));
            }
            let (is_done, said) = copy_to(&folder, name);
            assert!(!is_done, "{name}");
            assert!(said.contains("holds what is not the widget's") && said.contains(theirs[0]), "{said}");
            for file in kept {
                assert_eq!(files::read(&file).unwrap(), "theirs", "{}", file.display());
            }
            assert_eq!(folder.path().join(name).join("saddle.mjs").exists(), with_widget, "{name}");
        }
    }

    #[test]
    fn on_a_server_the_element_is_not_defined_and_nothing_fails() {
        let Some(folder) = small_package("npm-server") else { return };
        let script = "const { defineSaddleRace } = await import(process.argv[1]);
                      if ((await defineSaddleRace('/saddle/')) !== undefined) process.exit(1);";
        let mut node = command("node");
        node.args(["--input-type=module", "-e", script]).arg(folder.path().join("package/index.js"));
        let output = node.output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Whether a path is of a pattern, in which `<…>` or `*` stands for what differs.
    fn is_of(path: &str, pattern: &str) -> bool {
        let is_part_of =
            |part: &str, pattern: &str| match (pattern.find(['<', '*']), pattern.rfind(['>', '*'])) {
                (Some(start), Some(end)) => {
                    let (before, after) = (&pattern[..start], &pattern[end + 1..]);
                    part.len() > before.len() + after.len()
                        && part.starts_with(before)
                        && part.ends_with(after)
                }
                _ => part == pattern,
            };
        path.split('/').count() == pattern.split('/').count()
            && path.split('/').zip(pattern.split('/')).all(|(part, pattern)| is_part_of(part, pattern))
    }

    /// The files below a folder, by their paths from there.
    fn files_below(folder: &Path, name: &str) -> Vec<String> {
        let entries = fs::read_dir(folder.join(name)).unwrap().map(|entry| entry.unwrap());
        let below = entries.flat_map(|entry| {
            let path = format!("{name}{}", entry.file_name().to_str().unwrap());
            if entry.path().is_dir() { files_below(folder, &format!("{path}/")) } else { vec![path] }
        });
        below.collect()
    }

    #[test]
    fn the_page_says_how_every_built_file_is_hosted() {
        let page = text("docs/embedding.md");
        let hosting = page.split("\n## Hosting\n").nth(1).unwrap().split("\n## ").next().unwrap();
        let table = hosting.lines().filter_map(|line| line.strip_prefix("| ")?.split(" |").next());
        let beside = hosting.lines().filter(|line| line.contains("are the demo page and not needed"));
        let patterns: Vec<&str> =
            table.chain(beside).flat_map(|text| text.split('`').skip(1).step_by(2)).collect();
        assert!(is_of("saddle-0123.js", "saddle-<hash>.js") && !is_of("saddle.js", "saddle-<hash>.js"));
        assert!(
            !is_of("words-0123/plan/en.json", "words-<hash>/<language>.json")
                && !is_of("saddle.mjs", "saddle.js")
        );

        let dist = project::dist();
        if !dist.is_dir() {
            println!("skipped: there is no build");
            return;
        }
        for name in files_below(&dist, "") {
            assert!(patterns.iter().any(|pattern| is_of(&name, pattern)), "{name} is not in the table");
        }
    }

    #[test]
    fn it_has_the_projects_version() {
        let package: Value = serde_json::from_str(&text("npm/package.json")).unwrap();
        assert_eq!(package["version"], env!("CARGO_PKG_VERSION"));
    }
}
