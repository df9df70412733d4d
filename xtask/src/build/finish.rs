//! The finishing step, which Trunk calls before it hands over the built files: chunks, smaller WebAssembly, names
//! by content, the loader that knows them, packed events.

use super::files::{file_name, read, rename, write};
use super::module::Module;
use super::shared::{self, Shared};
use super::{Tools, events, hashing, loader, minify, page, split, wasm, words_stamp};
use crate::{project, tools};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// The package that reads tracks which are not packed. Trunk leaves its name as it is, without a hash.
const READER: &str = "saddle-reader";

/// What the names of chunks begin with that several others need.
const SHARED_CHUNK: &str = "chunk_";

/// Trunk's hook: finishes the files in `$TRUNK_STAGING_DIR`, so that a plain `trunk build` gives the same files.
pub fn finish_for_trunk() -> Result<()> {
    let staging = env::var_os("TRUNK_STAGING_DIR")
        .context("TRUNK_STAGING_DIR is not set: this command is for Trunk to call, see Trunk.toml")?;
    let is_release = env::var_os("TRUNK_PROFILE").is_some_and(|profile| profile == "release");
    // A development build should be quick; its size matters to nobody.
    let tools = if is_release {
        Tools { wasm_opt: tools::wasm_opt::ensure()?, esbuild: tools::esbuild::ensure()? }
    } else {
        Tools::default()
    };
    let folder = Path::new(&staging);
    let index = folder.join("index.html");
    let staged = staged_widget(folder)?;
    write(&index, &page::clear(&read(&index)?, &staged)?)?;
    for ending in [".js", "_bg.wasm"] {
        fs::remove_file(folder.join([&staged, ending].concat()))?;
    }
    let profile = if is_release { "release" } else { "debug" };
    let linked = project::target().join("wasm32-unknown-unknown").join(profile).join("saddle.wasm");
    let chunks = split::split(&linked, folder)?;
    finish(folder, &chunks, &tools)
}

/// Finishes the files in a folder.
fn finish(folder: &Path, chunks: &[PathBuf], tools: &Tools) -> Result<()> {
    name_chunks(folder, chunks, tools)?;
    let widget = Module { staged: split::WIDGET, name: "saddle" }.finish(folder, tools)?;
    let reader = Module { staged: READER, name: "reader" }.finish(folder, tools)?;

    let words = folder.join("words");
    let stamp = words_stamp::stamp(&words).with_context(|| format!("could not read {}", words.display()))?;
    rename(&words, &stamp)?;

    let style = folder.join("widget.css");
    let style_source = minify::style(&read(&style)?, tools)?;
    write(&style, &style_source)?;
    let style_name = format!("saddle-widget-{}.css", hashing::hash(style_source.as_bytes()));
    rename(&style, &style_name)?;

    let names = loader::Names {
        glue: &widget.glue,
        wasm: &widget.wasm,
        style: &style_name,
        reader_glue: &reader.glue,
        reader_wasm: &reader.wasm,
    };
    let loader = folder.join("saddle.js");
    let stamped = loader::stamp(&read(&loader)?, &names)?;
    write(&loader, &minify::script(&stamped, tools)?)?;
    write(&folder.join("saddle.mjs"), &minify::module(&loader::as_module(&stamped)?, tools)?)?;

    events::pack_all(folder)
}

/// Optimises the chunks, puts the small ones that others share into one file, gives names by content, and tells the
/// widget's glue.
fn name_chunks(folder: &Path, chunks: &[PathBuf], tools: &Tools) -> Result<()> {
    let glue_file = folder.join(format!("{}.js", split::WIDGET));
    let mut glue = read(&glue_file)?;
    let mut small = Vec::new();
    for chunk in chunks {
        if let Some(wasm_opt) = &tools.wasm_opt {
            wasm::optimise(wasm_opt, chunk)?;
        }
        let staged = file_name(chunk)?;
        let bytes = fs::read(chunk).with_context(|| format!("could not read {}", chunk.display()))?;
        if staged.starts_with(SHARED_CHUNK) && bytes.len() <= shared::SMALL {
            small.push((staged.to_owned(), bytes));
            fs::remove_file(chunk)?;
            continue;
        }
        let stem =
            staged.trim_end_matches(".wasm").trim_start_matches("split_").trim_start_matches(SHARED_CHUNK);
        let name = format!("chunk-{stem}-{}.wasm", hashing::hash(&bytes));
        if !glue.contains(staged) {
            bail!("nothing fetches the chunk {staged}");
        }
        glue = glue.replace(staged, &name);
        rename(chunk, &name)?;
    }
    if !small.is_empty() {
        let shared = Shared::of(&small);
        let name = format!("chunk-shared-{}.wasm", hashing::hash(&shared.bytes));
        glue = shared.link(&glue, &name)?;
        let path = folder.join(name);
        fs::write(&path, &shared.bytes).with_context(|| format!("could not write {}", path.display()))?;
    }
    write(&glue_file, &glue)
}

/// What Trunk calls the widget's files, without `_bg.wasm`: the one module beside the reader.
fn staged_widget(folder: &Path) -> Result<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("could not read {}", folder.display()))? {
        let path = entry?.path();
        match file_name(&path)?.strip_suffix("_bg.wasm") {
            Some(module) if module != READER => found.push(module.to_owned()),
            _ => {}
        }
    }
    match found.as_slice() {
        [widget] => Ok(widget.clone()),
        _ => bail!("{} should hold one widget's *_bg.wasm and holds {}", folder.display(), found.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::TestFolder;

    /// Nothing but the eight bytes that every module begins with.
    const EMPTY_MODULE: &str = "\0asm\u{1}\0\0\0";

    /// What Trunk leaves in its staging folder, as small as can be.
    fn staged(test: &str) -> TestFolder {
        let folder = TestFolder::new(&format!("finish-{test}"));
        let files = [
            ("widget.js", "new URL('widget_bg.wasm', import.meta.url);fetch('./split_form.wasm')"),
            ("widget_bg.wasm", EMPTY_MODULE),
            ("split_form.wasm", "\0asm form"),
            ("saddle-reader.js", "new URL('saddle-reader_bg.wasm', import.meta.url)"),
            ("saddle-reader_bg.wasm", EMPTY_MODULE),
            ("widget.css", ":host{display:block}"),
            ("words/course/en.json", "{}"),
            (
                "saddle.js",
                "from(document.currentScript.src);load('__SADDLE_GLUE__', '__SADDLE_WASM__', '__SADDLE_STYLE__', '__SADDLE_READER_GLUE__', \
                 '__SADDLE_READER_WASM__');",
            ),
        ];
        for (name, content) in files {
            folder.write(name, content);
        }
        folder
    }

    fn finish_staged(folder: &TestFolder) {
        finish(folder.path(), &[folder.path().join("split_form.wasm")], &Tools::default()).unwrap();
    }

    #[test]
    fn the_loader_names_files_that_are_there() {
        let staged = staged("names");
        let folder = staged.path();
        finish_staged(&staged);
        let loader = fs::read_to_string(folder.join("saddle.js")).unwrap();
        let names: Vec<_> = loader.split(['\'', '"']).skip(1).step_by(2).collect();
        let [glue, wasm, _style, reader_glue, reader_wasm] = names[..] else { panic!("{loader}") };
        for name in &names {
            assert!(hashing::is_hashed(name) && folder.join(name).is_file(), "{name}");
        }
        for (glue, wasm) in [(glue, wasm), (reader_glue, reader_wasm)] {
            let glue = fs::read_to_string(folder.join(glue)).unwrap();
            assert!(glue.contains(&format!("new URL('{wasm}'")), "{glue}");
        }
        assert_eq!(fs::read(folder.join(reader_wasm)).unwrap(), EMPTY_MODULE.as_bytes());
    }

    #[test]
    fn the_glue_names_chunks_that_are_there() {
        let staged = staged("chunks");
        finish_staged(&staged);
        let glue = fs::read_dir(staged.path()).unwrap().map(|entry| entry.unwrap().path());
        let glue = glue.filter(|path| path.extension().is_some_and(|extension| extension == "js"));
        let glue: Vec<_> = glue.filter_map(|path| fs::read_to_string(path).ok()).collect();
        let (_, after) = glue.iter().find_map(|glue| glue.split_once("fetch('./")).unwrap();
        let (chunk, _) = after.split_once('\'').unwrap();
        assert!(chunk.starts_with("chunk-form-") && hashing::is_hashed(chunk), "{chunk}");
        assert_eq!(fs::read(staged.path().join(chunk)).unwrap(), b"\0asm form");
    }

    #[test]
    fn the_same_content_gets_the_same_names_and_other_content_others() {
        let names = |folder: &TestFolder| {
            let mut names: Vec<_> =
                fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
            names.sort();
            names
        };
        let [first, second, third] = ["first", "second", "third"].map(staged);
        third.write("widget.css", ":host{display:none}");
        for folder in [&first, &second, &third] {
            finish_staged(folder);
        }
        assert_eq!(names(&first), names(&second));
        assert_ne!(names(&first), names(&third));
    }
}
