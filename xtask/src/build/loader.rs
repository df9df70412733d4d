//! Stamps the names of the widget's files into the loader.

use anyhow::{Result, bail};

/// The names of the files that the loader fetches, relative to itself.
pub struct Names<'a> {
    /// The JavaScript that wasm-bindgen wrote.
    pub glue: &'a str,
    /// The WebAssembly.
    pub wasm: &'a str,
    /// The widget's style sheet.
    pub style: &'a str,
    /// The glue of the module that reads tracks which are not packed.
    pub reader_glue: &'a str,
    /// The WebAssembly of that module.
    pub reader_wasm: &'a str,
}

/// What every stamp's placeholder begins with.
const PLACEHOLDER: &str = "__SADDLE_";

/// The loader's source with every placeholder replaced; an error names one that is not known.
pub fn stamp(source: &str, names: &Names<'_>) -> Result<String> {
    let stamped = source
        .replace("__SADDLE_GLUE__", names.glue)
        .replace("__SADDLE_WASM__", names.wasm)
        .replace("__SADDLE_STYLE__", names.style)
        .replace("__SADDLE_READER_GLUE__", names.reader_glue)
        .replace("__SADDLE_READER_WASM__", names.reader_wasm);
    if let Some(start) = stamped.find(PLACEHOLDER) {
        let unknown: String = stamped.get(start..).unwrap_or_default().chars().take(30).collect();
        bail!("the loader has a placeholder that the build does not know: {unknown}");
    }
    Ok(stamped)
}

/// The loader for those who import it: a module knows where it is from in another way than a classic script.
pub fn as_module(source: &str) -> Result<String> {
    const CLASSIC: &str = "document.currentScript.src";
    if !source.contains(CLASSIC) {
        bail!("the loader does not say where it is from by {CLASSIC}");
    }
    Ok(source.replace(CLASSIC, "import.meta.url"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_knows_its_place_without_the_document() {
        assert_eq!(
            as_module("const here = document.currentScript.src;").unwrap(),
            "const here = import.meta.url;"
        );
        assert!(as_module("const here = location.href;").is_err());
    }

    const NAMES: Names<'static> = Names {
        glue: "saddle-1.js",
        wasm: "saddle-2_bg.wasm",
        style: "saddle-widget-3.css",
        reader_glue: "reader-4.js",
        reader_wasm: "reader-5_bg.wasm",
    };

    #[test]
    fn every_placeholder_is_replaced_wherever_it_stands() {
        let source = "g('./__SADDLE_GLUE__');w(`__SADDLE_WASM__`);s(\"__SADDLE_STYLE__\");g('__SADDLE_GLUE__');\
                      r('__SADDLE_READER_GLUE__','__SADDLE_READER_WASM__')";
        assert_eq!(
            stamp(source, &NAMES).unwrap(),
            "g('./saddle-1.js');w(`saddle-2_bg.wasm`);s(\"saddle-widget-3.css\");g('saddle-1.js');\
             r('reader-4.js','reader-5_bg.wasm')"
        );
    }

    #[test]
    fn an_unknown_placeholder_is_an_error_that_names_it() {
        let error = stamp("é __SADDLE_STILE__", &NAMES).unwrap_err().to_string();
        assert!(error.ends_with(": __SADDLE_STILE__"), "{error}");
    }
}
