//! Clears the demo page of what Trunk leaves in it.

use anyhow::{Result, bail};

/// The page without Trunk's own `<link data-trunk …>` directives.
///
/// The page is a partner's: it may load nothing but the loader. An error says if it still names `widget_file`.
pub fn clear(page: &str, widget_file: &str) -> Result<String> {
    let mut cleared = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, from)) = rest.split_once("<link data-trunk") {
        let Some((_, after)) = from.split_once('>') else {
            bail!("index.html has a `<link data-trunk` that does not end");
        };
        cleared.push_str(before.trim_end());
        rest = after;
    }
    cleared.push_str(rest);
    if cleared.contains(widget_file) {
        bail!("index.html loads {widget_file} itself; set `inject_scripts = false` in Trunk.toml");
    }
    Ok(cleared)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_go_and_everything_else_stays() {
        let page = "<head>\n  <link data-trunk rel=\"rust\" href=\"Cargo.toml\" data-trunk-id=\"0\" />\
                    <link rel=\"icon\" href=\"x\"></head>";
        assert_eq!(clear(page, "saddle-1").unwrap(), "<head><link rel=\"icon\" href=\"x\"></head>");
    }

    #[test]
    fn a_page_that_starts_the_app_itself_is_refused() {
        let page = "<script type=\"module\">import init from './saddle-1.js'</script>";
        assert!(clear(page, "saddle-1").unwrap_err().to_string().contains("inject_scripts"));
    }
}
