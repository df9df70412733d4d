//! Asks the linker to keep its relocations: `cargo xtask finish` needs them to cut the module into chunks, and drops them.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-link-arg-cdylib=--emit-relocs");
}
