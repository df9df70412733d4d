//! Short names between a module and its glue.
//!
//! What wasm-bindgen writes calls each function by a name with a hash in it, once in the module and once in the glue.
//! Nobody else reads those names, and hashes are what compresses worst: 6 kB of 130 (brotli).

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{ExportSection, ImportSection, Module};
use wasmparser::{Export, ImportSectionReader, Parser, Payload};

/// What the names begin with that wasm-bindgen gives to exports. The others are for the loader, or for chunks.
const OF_WASM_BINDGEN: [&str; 4] = ["__wbg_", "__wbindgen_", "__externref_", "wasm_bindgen_"];

/// What the ending of the module's name is by which it imports from its glue.
const GLUE_ENDING: &str = "_bg.js";

/// The same module and glue with short names between them.
pub fn shorten(wasm: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let names = Names::of(wasm)?;
    let mut short = names.clone();
    let mut module = Module::new();
    short
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|error| anyhow::anyhow!("the module's names cannot be shortened: {error}"))?;
    Ok((module.finish(), names.in_glue(glue)?))
}

/// Names that are written, and what is written in their place.
#[derive(Clone, Default)]
struct Names {
    /// The glue, as the module knows it.
    glue: Option<String>,
    imports: BTreeMap<String, String>,
    exports: BTreeMap<String, String>,
}

impl Names {
    fn of(wasm: &[u8]) -> Result<Self> {
        let mut names = Self::default();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload.context("the module cannot be read")? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        let import = import?;
                        if import.module.ends_with(GLUE_ENDING) {
                            names.glue.get_or_insert_with(|| import.module.to_owned());
                            let short = short(names.imports.len());
                            names.imports.entry(import.name.to_owned()).or_insert(short);
                        }
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let name = export?.name;
                        if OF_WASM_BINDGEN.iter().any(|start| name.starts_with(start)) {
                            let short = short(names.exports.len());
                            names.exports.insert(name.to_owned(), short);
                        }
                    }
                }
                _ => {}
            }
        }
        Ok(names)
    }

    /// The glue with the short names: each import is a member of an object literal, each export one of `wasm`.
    fn in_glue(&self, glue: &str) -> Result<String> {
        let mut glue = glue.to_owned();
        for (name, short) in &self.imports {
            glue = replaced_once(&glue, &format!(" {name}: "), &format!(" {short}: "))?;
        }
        if let Some(module) = &self.glue {
            glue = replaced_once(&glue, &format!("\"{module}\": "), "\"g\": ")?;
        }
        let mut rest = glue.as_str();
        let mut short = String::new();
        while let Some((before, after)) = rest.split_once("wasm.") {
            let end = after.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_' || c == '$'));
            let (name, after) = after.split_at(end.unwrap_or(after.len()));
            short.push_str(before);
            short.push_str("wasm.");
            short.push_str(self.exports.get(name).map_or(name, String::as_str));
            rest = after;
        }
        short.push_str(rest);
        Ok(short)
    }
}

fn replaced_once(text: &str, from: &str, to: &str) -> Result<String> {
    match text.matches(from).count() {
        1 => Ok(text.replacen(from, to, 1)),
        count => bail!("the glue says {from:?} {count} times and not once"),
    }
}

/// The names $a, $b, … $Z, $ab, … in some order: short, and none of them a word of JavaScript.
fn short(mut index: usize) -> String {
    const LETTERS: &[u8; 52] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let mut name = String::from("$");
    loop {
        name.push(char::from(LETTERS[index % LETTERS.len()]));
        index /= LETTERS.len();
        if index == 0 {
            return name;
        }
    }
}

impl Reencode for Names {
    type Error = std::convert::Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        for import in section.into_imports() {
            let import = import?;
            let kind = self.entity_type(import.ty)?;
            let is_of_glue = Some(import.module) == self.glue.as_deref();
            match self.imports.get(import.name).filter(|_| is_of_glue) {
                Some(short) => imports.import("g", short, kind),
                None => imports.import(import.module, import.name, kind),
            };
        }
        Ok(())
    }

    fn parse_export(
        &mut self,
        exports: &mut ExportSection,
        export: Export<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let (kind, index) = (self.export_kind(export.kind)?, self.external_index(export.kind, export.index)?);
        let name = self.exports.get(export.name).map_or(export.name, String::as_str);
        exports.export(name, kind, index);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{CodeSection, EntityType, ExportKind, Function, FunctionSection, TypeSection};

    const GLUE: &str = "const import0 = {\n        __wbg_log_0123456789abcdef: function(a) { wasm.__wbindgen_malloc(a); },\n};\n\
                        ({ \"./w_bg.js\": import0, other: wasm.memory, free: wasm.__wbindgen_malloc_more, m: wasm.mount() })";

    /// A module that imports one function of its glue and one of a chunk loader, and exports two.
    fn module() -> Vec<u8> {
        let mut module = Module::new();
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./w_bg.js", "__wbg_log_0123456789abcdef", EntityType::Function(0));
        imports.import("./split.js", "__wbg_log_0123456789abcdef", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut exports = ExportSection::new();
        exports.export("mount", ExportKind::Func, 2);
        exports.export("__wbindgen_malloc", ExportKind::Func, 2);
        let mut code = CodeSection::new();
        let mut body = Function::new([]);
        body.instructions().end();
        code.function(&body);
        module.section(&types).section(&imports).section(&functions).section(&exports).section(&code);
        module.finish()
    }

    #[test]
    fn both_sides_get_the_same_short_names() {
        let (wasm, glue) = shorten(&module(), GLUE).unwrap();
        assert_eq!(
            glue,
            "const import0 = {\n        $a: function(a) { wasm.$a(a); },\n};\n\
             ({ \"g\": import0, other: wasm.memory, free: wasm.__wbindgen_malloc_more, m: wasm.mount() })"
        );
        let mut imported = Vec::new();
        let mut exported = Vec::new();
        for payload in Parser::new(0).parse_all(&wasm) {
            match payload.unwrap() {
                Payload::ImportSection(imports) => {
                    imported.extend(
                        imports.into_imports().map(|import| import.unwrap()).map(|i| (i.module, i.name)),
                    );
                }
                Payload::ExportSection(exports) => {
                    exported.extend(exports.into_iter().map(|export| export.unwrap().name));
                }
                _ => {}
            }
        }
        assert_eq!(imported, [("g", "$a"), ("./split.js", "__wbg_log_0123456789abcdef")]);
        assert_eq!(exported, ["mount", "$a"]);
    }

    #[test]
    fn glue_that_lacks_an_import_or_has_it_twice_is_an_error() {
        assert!(shorten(&module(), "").is_err());
        assert!(shorten(&module(), &[GLUE, GLUE].concat()).is_err());
    }

    #[test]
    fn names_are_short_and_never_the_same() {
        let names: std::collections::BTreeSet<_> = (0..3_000).map(short).collect();
        assert_eq!(names.len(), 3_000);
        assert!(names.iter().all(|name| name.len() <= 4));
    }
}
