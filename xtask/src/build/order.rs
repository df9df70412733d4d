//! Puts functions that resemble each other beside each other, for brotli: it writes what it has seen as how far back it was, and near
//! is short. The linker's order is that of the source.
//!
//! The widget's module was 3 % smaller so (brotli), and not a byte raw.

use anyhow::{Context, Result};
use std::collections::HashMap;
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{CodeSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef};

/// How many bytes in a row are compared: a few instructions.
const SHINGLE: usize = 5;

/// What more functions than this have in common says nothing of two of them.
const COMMON: usize = 400;

/// How many of the functions before its place a function is compared with: brotli sees more than the last one.
const NEIGHBOURS: usize = 6;

/// How many bytes a short function counts for more than it has: what two short ones share is soon all that they have.
const SHORT: f64 = 50.0;

/// The same module with its functions in another order.
///
/// # Errors
/// The module cannot be read.
pub fn by_resemblance(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload.context("the module cannot be read")? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += u32::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(body.as_bytes()),
            _ => {}
        }
    }
    let order = chain(&bodies);
    let mut places = vec![0; order.len()];
    for (place, function) in (imported..).zip(&order) {
        places[*function] = place;
    }
    let mut module = Module::new();
    Ordered { imported, order, places }
        .parse_core_module(&mut module, Parser::new(0), wasm)
        .map_err(|error| anyhow::anyhow!("the module's functions cannot be put in order: {error}"))?;
    Ok(module.finish())
}

/// An order of all bodies, by their indices: after each the one that resembles it and those before it most.
fn chain(bodies: &[&[u8]]) -> Vec<usize> {
    let shingles: Vec<Vec<&[u8]>> = bodies
        .iter()
        .map(|body| {
            let mut shingles: Vec<_> = body.windows(SHINGLE).collect();
            shingles.sort_unstable();
            shingles.dedup();
            shingles
        })
        .collect();
    let mut owners: HashMap<&[u8], Vec<usize>> = HashMap::new();
    for (function, shingles) in shingles.iter().enumerate() {
        for shingle in shingles {
            owners.entry(shingle).or_default().push(function);
        }
    }
    let mut is_left = vec![true; bodies.len()];
    let mut order: Vec<usize> = Vec::with_capacity(bodies.len());
    let mut shared = vec![0.0; bodies.len()];
    while order.len() < bodies.len() {
        shared.fill(0.0);
        for (back, function) in order.iter().rev().take(NEIGHBOURS).enumerate() {
            let of_several = shingles[*function].iter().map(|shingle| &owners[shingle]);
            for owners in of_several.filter(|owners| owners.len() < COMMON) {
                for owner in owners {
                    shared[*owner] += 1.0 / (1.0 + back as f64);
                }
            }
        }
        let length = |function: usize| shingles[function].len() as f64;
        let last = order.last().map_or(0.0, |last| length(*last));
        // The first of equals, so that the same functions have the same order at every build.
        let mut best = None;
        for function in (0..bodies.len()).filter(|function| is_left[*function]) {
            let resemblance = shared[function] / (length(function) + last + SHORT);
            if best.is_none_or(|(most, _)| resemblance > most) {
                best = Some((resemblance, function));
            }
        }
        let Some((_, next)) = best else { break };
        is_left[next] = false;
        order.push(next);
    }
    order
}

/// Writes a module with its functions in an order.
struct Ordered {
    /// How many functions are imported: they come first, and stay.
    imported: u32,
    /// The functions as they are to stand.
    order: Vec<usize>,
    /// The new index of each.
    places: Vec<u32>,
}

impl Reencode for Ordered {
    type Error = std::convert::Infallible;

    fn function_index(&mut self, function: u32) -> Result<u32, Error<Self::Error>> {
        let own = function.checked_sub(self.imported).and_then(|own| self.places.get(own as usize));
        Ok(own.copied().unwrap_or(function))
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let types = section.into_iter().collect::<Result<Vec<u32>, _>>()?;
        for function in &self.order {
            functions.function(types[*function]);
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let bodies = section.into_iter().collect::<Result<Vec<FunctionBody<'_>>, _>>()?;
        for function in self.order.clone() {
            self.parse_function_body(code, bodies[function].clone())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        CodeSection, ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
        ImportSection, RefType, TableSection, TableType, TypeSection, ValType,
    };

    /// A module with an imported function, and one for each list: it gives its own number, and drops the others' before.
    fn module(functions: &[&[i32]]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], [ValType::I32]);
        let mut imports = ImportSection::new();
        imports.import("g", "a", EntityType::Function(0));
        let (mut declared, mut exports, mut code) =
            (FunctionSection::new(), ExportSection::new(), CodeSection::new());
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            minimum: 8,
            maximum: None,
            table64: false,
            shared: false,
        });
        for (index, dropped) in (0..).zip(functions) {
            declared.function(0);
            exports.export(&format!("f{index}"), ExportKind::Func, index + 1);
            let mut function = Function::new([]);
            let mut instructions = function.instructions();
            for number in *dropped {
                instructions.i32_const(*number).drop();
            }
            // The next one, or the import.
            instructions
                .call((index + 2) % (functions.len() as u32 + 1))
                .drop()
                .i32_const(index as i32)
                .end();
            code.function(&function);
        }
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(0), Elements::Functions(vec![1, 2].into()));
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&declared).section(&tables);
        module.section(&exports).section(&elements).section(&code);
        module.finish()
    }

    const ONE: &[i32] = &[1_000_001, 2_000_002, 3_000_003, 4_000_004];
    const OTHER: &[i32] = &[9_999_991, 8_888_882, 7_777_773, 6_666_664];

    /// The bodies of a module in their order, each by the function's export.
    fn exported(wasm: &[u8]) -> Vec<String> {
        let mut names = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            if let Payload::ExportSection(exports) = payload.unwrap() {
                names = exports.into_iter().map(|export| export.unwrap()).collect();
            }
        }
        names.sort_by_key(|export| export.index);
        names.into_iter().map(|export| export.name.to_owned()).collect()
    }

    /// What a function leaves on the stack, and the index that it calls.
    fn says(wasm: &[u8], index: u32) -> (i32, u32) {
        let mut bodies = Vec::new();
        for payload in Parser::new(0).parse_all(wasm) {
            if let Payload::CodeSectionEntry(body) = payload.unwrap() {
                bodies.push(body);
            }
        }
        let (mut number, mut called) = (None, None);
        for operator in bodies[index as usize - 1].get_operators_reader().unwrap() {
            match operator.unwrap() {
                wasmparser::Operator::I32Const { value } => number = Some(value),
                wasmparser::Operator::Call { function_index } => called = Some(function_index),
                _ => {}
            }
        }
        (number.unwrap(), called.unwrap())
    }

    #[test]
    fn what_resembles_each_other_comes_together() {
        let ordered = by_resemblance(&module(&[ONE, OTHER, ONE, OTHER])).unwrap();
        assert_eq!(exported(&ordered), ["f0", "f2", "f1", "f3"]);
    }

    #[test]
    fn every_function_is_called_what_it_was_and_calls_whom_it_did() {
        let ordered = by_resemblance(&module(&[ONE, OTHER, ONE, OTHER])).unwrap();
        let names = exported(&ordered);
        for (index, name) in (1..).zip(&names) {
            let (number, called) = says(&ordered, index);
            assert_eq!(*name, format!("f{number}"));
            let next = format!("f{}", number + 1);
            assert_eq!(
                called,
                (1..).zip(&names).find(|(_, name)| **name == next).map_or(0, |(index, _)| index)
            );
        }
        let mut in_table = Vec::new();
        for payload in Parser::new(0).parse_all(&ordered) {
            if let Payload::ElementSection(elements) = payload.unwrap() {
                for element in elements {
                    let wasmparser::ElementItems::Functions(functions) = element.unwrap().items else {
                        panic!()
                    };
                    in_table.extend(
                        functions.into_iter().map(|index| names[index.unwrap() as usize - 1].clone()),
                    );
                }
            }
        }
        assert_eq!(in_table, ["f0", "f1"]);
    }

    #[test]
    fn the_order_is_the_same_every_time() {
        let wasm = module(&[ONE, OTHER, &[1, 2], ONE, &[], OTHER]);
        assert_eq!(by_resemblance(&wasm).unwrap(), by_resemblance(&wasm).unwrap());
    }

    #[test]
    fn a_module_without_functions_stays_as_it_is() {
        let empty = b"\0asm\x01\0\0\0";
        assert_eq!(by_resemblance(empty).unwrap(), empty);
        assert!(by_resemblance(b"\0asm").is_err());
    }
}
