//! Makes scripts and style sheets smaller: no comments, no needless white space.

use anyhow::{Result, bail};
use minifier::{css, js};

/// A script that does the same. It must end its statements with semicolons, since line ends go.
pub fn script(source: &str) -> Result<String> {
    match js::minify(source) {
        Ok(minified) => Ok(minified.to_string()),
        Err(reason) => bail!("this script cannot be minified: {reason}"),
    }
}

/// A style sheet that means the same.
pub fn style(source: &str) -> Result<String> {
    match css::minify(source) {
        Ok(minified) => Ok(minified.to_string().trim().to_owned()),
        Err(reason) => bail!("this style sheet cannot be minified: {reason}"),
    }
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
            script(source).unwrap(),
            "class A extends B{static names=['a  b'];#turn=0;async go(){if(!this.#turn?.x)throw new \
             Error(`${ url }: // no comment`);return text.replace(/[/\\]]\\s+/g,\"\")??await x;}}"
        );
    }

    #[test]
    fn what_a_style_says_is_kept() {
        let source = "/* why */\n:host { width: calc(100% - (2 * var(--gap, 1rem)) + 3px); content: \"a  /* b */\" }\n\
                      @container saddle (inline-size > 30rem) { .a > .b :not(.c) { color: rgb(0 0 0 / 50%) } }\n";
        assert_eq!(
            style(source).unwrap(),
            ":host{width:calc(100% - (2 * var(--gap,1rem)) + 3px);content:\"a  /* b */\"}\
             @container saddle (inline-size>30rem){.a>.b :not(.c){color:rgb(0 0 0/50%)}}"
        );
    }
}
