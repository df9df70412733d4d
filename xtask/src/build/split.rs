//! Cuts the widget's module into the part that everyone needs and chunks that are fetched when they are first wanted.
//!
//! Where a chunk begins is marked in the source by `#[wasm_split]` (see `src/chunk.rs`). The cut is made in what the
//! linker wrote, with its relocations, before wasm-bindgen; Trunk's own run of wasm-bindgen knows nothing of it, so
//! here the widget's files are made anew in Trunk's staging folder, and Trunk's own are removed.

use super::files::{read, write};
use crate::tools::command::{command, run};
use anyhow::{Context, Result, anyhow, bail};
use std::fs;
use std::path::{Path, PathBuf};

/// What the widget's files are called after the cut, without `.js` and `_bg.wasm`: not `saddle`, which is the loader.
pub const WIDGET: &str = "widget";

/// What the glue and the chunks are linked by; its text becomes part of the glue.
const LINK: &str = "./split.js";

/// The function of the glue that fetches a chunk: as patient as the loader (`public/saddle.js`) is with everything else. The whole of
/// it is fetched before it is compiled, so hosts that give WebAssembly another media type are no reason to fail.
pub const FETCH: &str = "fetchedChunk";

/// That function.
const FETCH_SOURCE: &str = "const fetchedChunk = async (url) => {
for (const wait_ms of [1000, 4000, 0]) {
try {
const response = await fetch(url, { signal: AbortSignal.timeout(60000) });
if (response.ok) return await response.arrayBuffer();
const error = new Error(`${url}: HTTP ${response.status}`);
error.isFinal = response.status < 500;
throw error;
} catch (error) {
if (error.isFinal || !wait_ms) throw error;
await new Promise((done) => setTimeout(done, wait_ms));
}
}
};
";

/// What the glue does as soon as it is here, while the WebAssembly is still on its way and the page has nothing to do: what the
/// widget is about to ask of the browser takes it long the first time only. Its tables of languages are read from a file, and a
/// tab's storage is asked of another process; a page that may not store throws.
const WARM_UP: &str = "for (const first of [
() => new Intl.NumberFormat().format(0),
() => new Intl.DateTimeFormat().format(0),
() => sessionStorage,
]) {
setTimeout(() => {
try { first(); } catch {}
});
}
";

/// Cuts the module that cargo linked, and writes the widget's files and its chunks into `folder`. The glue names each
/// chunk by its file name.
pub fn split(linked: &Path, folder: &Path) -> Result<Vec<PathBuf>> {
    let module = fs::read(linked).with_context(|| format!("could not read {}", linked.display()))?;
    let main = folder.join("linked.wasm");
    let mut options = wasm_split_cli_support::Options::new(&module);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.link_name = LINK;
    let cut = wasm_split_cli_support::transform(options)
        .map_err(|error| anyhow!("{} could not be cut into chunks: {error:#}", linked.display()))?;

    // The chunks call what the linker exports (table, memory, stack), so it stays exported.
    let mut bind = command("wasm-bindgen");
    bind.args(["--target", "web", "--no-typescript", "--keep-lld-exports"]);
    bind.args(["--out-name", WIDGET]).arg("--out-dir").arg(folder).arg(&main);
    run(&mut bind)?;
    fs::remove_file(&main)?;

    let link = folder.join("split.js");
    let glue_file = folder.join(format!("{WIDGET}.js"));
    let glue = merge(&read(&glue_file)?, &read(&link)?)?;
    write(&glue_file, &glue)?;
    fs::remove_file(&link)?;
    Ok(cut.split_modules)
}

/// The glue with the link script inside it, so that the loader fetches one script and not two.
///
/// Both were written by tools, each of which expects the other to be a file: what they say of each other is replaced.
fn merge(glue: &str, link: &str) -> Result<String> {
    // One import for each chunk, all of the same script.
    let is_link = |line: &&str| line.starts_with("import ") && line.contains(LINK);
    let mut names = Vec::new();
    for import in glue.lines().filter(is_link) {
        let name = import.strip_prefix("import * as ").and_then(|rest| rest.split(' ').next());
        names.push(name.with_context(|| format!("the glue imports in an unknown way: {import}"))?);
    }
    if names.is_empty() {
        bail!("the glue does not import what fetches the chunks");
    }
    let glue: String = glue.lines().filter(|line| !is_link(line)).flat_map(|line| [line, "\n"]).collect();
    let loaders: Vec<&str> =
        link.lines().filter_map(|line| line.strip_prefix("export const ")?.split(' ').next()).collect();
    let inside = replaced(link, "import { initSync } from \"./main.js\";\n", "")?;
    // The glue keeps the exports of the main module in a variable.
    let inside = replaced(&inside, "initSync(undefined, undefined)", "wasm")?;
    let inside = replaced(
        &inside,
        "WebAssembly.instantiateStreaming(src, imports)",
        "WebAssembly.instantiate(await src, imports)",
    )?;
    let inside = replaced(&inside, "fetch(new URL(", &format!("{FETCH}(new URL("))?;
    let inside = replaced(&inside, "export const ", "const ")?;
    let all = format!("{{ {} }}", loaders.join(", "));
    let constants: String = names.iter().map(|name| format!("const {name} = {all};\n")).collect();
    Ok([&glue, FETCH_SOURCE, WARM_UP, &inside, &constants].concat())
}

/// A text with one text in place of another, which must be there.
fn replaced(text: &str, from: &str, to: &str) -> Result<String> {
    if !text.contains(from) {
        bail!("what fetches the chunks is not as expected: it does not say {from:?}");
    }
    Ok(text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINK_SCRIPT: &str = r#"import { initSync } from "./main.js";
const { memory } = initSync(undefined, undefined);
const __chunk_1 = makeLoad(() => {
    const src = fetch(new URL("./chunk_1.wasm", import.meta.url));
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}, []);
export const __wasm_split_load_form = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split_form.wasm", import.meta.url));
    return async (imports) => (WebAssembly.instantiateStreaming(src, imports));
}, [__chunk_1]));
"#;

    #[test]
    fn the_glue_imports_nothing_and_has_the_loaders() {
        let glue =
            "import * as import1 from \"./split.js\"\nimport * as import2 from \"./split.js\"\nlet wasm;\n";
        let merged = merge(glue, LINK_SCRIPT).unwrap();
        assert!(!["import *", "export ", "initSync"].iter().any(|word| merged.contains(word)), "{merged}");
        let constants =
            "const import1 = { __wasm_split_load_form };\nconst import2 = { __wasm_split_load_form };\n";
        assert!(merged.ends_with(constants), "{merged}");
        assert_eq!(merged.matches("WebAssembly.instantiate(await src, imports)").count(), 2, "{merged}");
        assert_eq!(merged.matches("= fetchedChunk(new URL(").count(), 2, "{merged}");
        assert!(merged.contains("const { memory } = wasm;"), "{merged}");
    }

    #[test]
    fn glue_that_knows_no_chunks_is_an_error() {
        assert!(merge("let wasm;", LINK_SCRIPT).is_err());
        assert!(merge("import * as import1 from \"./split.js\"\n", "").is_err());
    }
}
