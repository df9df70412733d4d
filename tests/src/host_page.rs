//! The page of a partner: as little around the widget as there can be.

use crate::file::File;
use axum::http::header::CONTENT_SECURITY_POLICY;

/// What a partner's page says. The default is the page of an English partner in August 2015.
#[derive(Clone, Debug)]
pub struct HostPage {
    /// The page's language.
    pub language: String,
    /// Where the loader is; a module if its name ends so.
    pub script: String,
    /// Where the event file is.
    pub event: String,
    /// The element's attributes besides `event`.
    pub attributes: String,
    /// More elements for the head, such as a style.
    pub head: String,
    /// More elements after the widget.
    pub after: String,
    /// The page's content security policy.
    pub policy: Option<String>,
    /// What stands behind the page's address, with its question mark.
    pub query: String,
}

/// A script for the head of a page: what it fetches from addresses that hold these words is kept waiting until
/// `window.release()` is called.
pub fn holding(words: &str) -> String {
    format!(
        "<script>
            const whole = window.fetch;
            const released = new Promise((done) => {{ window.release = done; }});
            window.fetch = async (url, how) => {{
              if (`${{url}}`.includes({words:?})) await released;
              return whole(url, how);
            }};
        </script>"
    )
}

impl Default for HostPage {
    fn default() -> Self {
        Self {
            language: "en".to_owned(),
            script: "/saddle.js".to_owned(),
            event: "/event.json".to_owned(),
            attributes: r#"now="2015-08-12T12:00:00+08:00""#.to_owned(),
            head: String::new(),
            after: String::new(),
            policy: None,
            query: String::new(),
        }
    }
}

impl HostPage {
    /// The same page with one more attribute on the element.
    #[must_use]
    pub fn with(mut self, attribute: &str) -> Self {
        self.attributes = format!("{} {attribute}", self.attributes);
        self
    }

    pub(crate) fn file(&self) -> File {
        let Self { language, script, event, attributes, head, after, policy, query: _ } = self;
        let kind = if script.ends_with(".mjs") { "module" } else { "text/javascript" };
        let page = File::html(format!(
            r#"<!doctype html>
<html lang="{language}">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>A partner</title>
    {head}
    <script async type="{kind}" src="{script}"></script>
  </head>
  <body>
    <saddle-race event="{event}" {attributes}>
      <a href="mailto:run@example.org">Sign up by e-mail</a>
    </saddle-race>
    {after}
  </body>
</html>
"#
        ));
        match policy {
            Some(policy) => page.header(CONTENT_SECURITY_POLICY, policy),
            None => page,
        }
    }
}
