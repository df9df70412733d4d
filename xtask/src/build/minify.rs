//! Makes scripts and style sheets smaller: no comments, no needless white space.

use super::Tools;
use crate::tools::command::{command, piped};
use anyhow::{Result, bail};
use minifier::{css, js};
use std::path::Path;

/// What esbuild may write: the language of the oldest browsers that the widget supports.
const BROWSERS: &str = "--target=chrome109,firefox115,safari16.4";

/// A classic script that does the same. It must end its statements with semicolons, since without esbuild line ends go.
pub fn script(source: &str, tools: &Tools) -> Result<String> {
    shortened(source, tools, &[])
}

/// A module that does the same, under the same conditions.
pub fn module(source: &str, tools: &Tools) -> Result<String> {
    shortened(source, tools, &["--format=esm"])
}

fn shortened(source: &str, tools: &Tools, more: &[&str]) -> Result<String> {
    if let Some(esbuild) = &tools.esbuild {
        return minified_by(esbuild, source, "js", more);
    }
    match js::minify(source) {
        Ok(minified) => Ok(minified.to_string()),
        Err(reason) => bail!("this script cannot be minified: {reason}"),
    }
}

/// A style sheet that means the same.
pub fn style(source: &str, tools: &Tools) -> Result<String> {
    if let Some(esbuild) = &tools.esbuild {
        return minified_by(esbuild, source, "css", &[]);
    }
    match css::minify(source) {
        Ok(minified) => Ok(minified.to_string().trim().to_owned()),
        Err(reason) => bail!("this style sheet cannot be minified: {reason}"),
    }
}

fn minified_by(esbuild: &Path, source: &str, language: &str, more: &[&str]) -> Result<String> {
    let mut esbuild = command(esbuild);
    esbuild.args(["--minify", "--log-level=error", "--legal-comments=none", BROWSERS]);
    let minified = piped(esbuild.arg(format!("--loader={language}")).args(more), source)?;
    Ok(minified.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_script_says_is_kept() {
        let source = "// why\nclass A extends B {\n  static names = ['a  b'];\n  #turn = 0;\n  async go() {\n    \
                      if (!this.#turn?.x) throw new Error(`${ url }: // no comment`);\n    \
                      return text.replace(/[/\\]]\\s+/g, \"\") ?? await x;\n  }\n}\n";
        assert_eq!(
            script(source, &Tools::default()).unwrap(),
            "class A extends B{static names=['a  b'];#turn=0;async go(){if(!this.#turn?.x)throw new \
             Error(`${ url }: // no comment`);return text.replace(/[/\\]]\\s+/g,\"\")??await x;}}"
        );
    }

    #[test]
    fn what_a_style_says_is_kept() {
        let source = "/* why */\n:host { width: calc(100% - (2 * var(--gap, 1rem)) + 3px); content: \"a  /* b */\" }\n\
                      @container saddle (inline-size > 30rem) { .a > .b :not(.c) { color: rgb(0 0 0 / 50%) } }\n";
        assert_eq!(
            style(source, &Tools::default()).unwrap(),
            ":host{width:calc(100% - (2 * var(--gap,1rem)) + 3px);content:\"a  /* b */\"}\
             @container saddle (inline-size>30rem){.a>.b :not(.c){color:rgb(0 0 0/50%)}}"
        );
    }
}
