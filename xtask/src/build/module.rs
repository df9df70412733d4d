//! Finishes one WebAssembly module and its glue: smaller, and named by content.

use super::files::{read, rename, write};
use super::{Tools, hashing, minify, names, wasm};
use anyhow::{Context, Result, bail};
use std::fs;
use std::path::Path;

/// What a module is called before it is finished, and after.
pub struct Module<'a> {
    /// Its files in the staging folder, without `.js` and `_bg.wasm`.
    pub staged: &'a str,
    /// What its finished files' names begin with.
    pub name: &'a str,
}

/// The names of a finished module's files.
pub struct Finished {
    /// The JavaScript that wasm-bindgen wrote.
    pub glue: String,
    /// The WebAssembly.
    pub wasm: String,
}

impl Module<'_> {
    /// Finishes the module's files in a folder.
    pub fn finish(&self, folder: &Path, tools: &Tools) -> Result<Finished> {
        let wasm = folder.join(format!("{}_bg.wasm", self.staged));
        if let Some(wasm_opt) = &tools.wasm_opt {
            wasm::optimise(wasm_opt, &wasm)?;
        }
        let wasm_bytes = fs::read(&wasm).with_context(|| format!("could not read {}", wasm.display()))?;
        let glue = folder.join(format!("{}.js", self.staged));
        let (wasm_bytes, glue_source) = names::shorten(&wasm_bytes, &read(&glue)?)?;
        fs::write(&wasm, &wasm_bytes).with_context(|| format!("could not write {}", wasm.display()))?;
        let wasm_name = format!("{}-{}_bg.wasm", self.name, hashing::hash(&wasm_bytes));
        rename(&wasm, &wasm_name)?;

        check_imports_nothing(&glue_source)?;
        // The name of the WebAssembly that wasm-bindgen falls back to when the loader passes none.
        let fallback = format!("{}_bg.wasm", self.staged);
        let glue_source = minify::module(&glue_source.replace(&fallback, &wasm_name), tools)?;
        write(&glue, &glue_source)?;
        let glue_name = format!("{}-{}.js", self.name, hashing::hash(glue_source.as_bytes()));
        rename(&glue, &glue_name)?;
        Ok(Finished { glue: glue_name, wasm: wasm_name })
    }
}

/// The loader fetches one script; a second one that it imports would come a round trip later.
fn check_imports_nothing(glue: &str) -> Result<()> {
    match glue.lines().find(|line| line.starts_with("import ")) {
        Some(line) => bail!("the glue imports another file, which the loader does not know of: {line}"),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glue_that_imports_is_refused() {
        assert!(check_imports_nothing("import { x } from './snippets/x.js';\nlet y;").is_err());
        assert!(check_imports_nothing("let wasm;\nconst important = 1;").is_ok());
    }
}
