//! HTML as a tree: texts and attributes are escaped when it is written, so that nothing of an event file becomes markup.

use std::fmt::{self, Display, Write};

/// A text as HTML shows it, between tags or in an attribute.
pub struct Escaped<T>(pub T);

impl<T: Display> Display for Escaped<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for character in self.0.to_string().chars() {
            match character {
                '&' => formatter.write_str("&amp;")?,
                '<' => formatter.write_str("&lt;")?,
                '>' => formatter.write_str("&gt;")?,
                '"' => formatter.write_str("&quot;")?,
                '\'' => formatter.write_str("&#39;")?,
                other => formatter.write_char(other)?,
            }
        }
        Ok(())
    }
}

/// An element with its attributes and children.
#[derive(Clone, Debug)]
pub struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<Node>,
}

#[derive(Clone, Debug)]
enum Node {
    Element(Element),
    Text(String),
    /// Markup that another writer of this project has escaped.
    Written(String),
}

/// The elements that have no end tag and no children (<https://html.spec.whatwg.org/#void-elements>), as far as they are used.
const VOID: [&str; 2] = ["br", "input"];

/// A new element.
pub fn element(name: &'static str) -> Element {
    Element { name, attributes: Vec::new(), children: Vec::new() }
}

impl Element {
    /// With one more attribute.
    pub fn attribute(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.attributes.push((name, value.into()));
        self
    }

    /// With an attribute that says something by being there.
    pub fn flag(self, name: &'static str, is_set: bool) -> Self {
        if is_set { self.attribute(name, "") } else { self }
    }

    /// With one more text.
    pub fn text(mut self, text: impl Into<String>) -> Self {
        self.children.push(Node::Text(text.into()));
        self
    }

    /// With one more child.
    pub fn child(mut self, child: Self) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    /// With more children.
    pub fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children.into_iter().map(Node::Element));
        self
    }

    /// With markup that is finished, such as a picture.
    pub fn written(mut self, markup: impl Into<String>) -> Self {
        self.children.push(Node::Written(markup.into()));
        self
    }

    fn write(&self, formatter: &mut fmt::Formatter<'_>, depth: usize) -> fmt::Result {
        write!(formatter, "<{}", self.name)?;
        for (name, value) in &self.attributes {
            if value.is_empty() {
                write!(formatter, " {name}")?;
            } else {
                write!(formatter, " {name}=\"{}\"", Escaped(value))?;
            }
        }
        formatter.write_char('>')?;
        if VOID.contains(&self.name) {
            return Ok(());
        }
        // A text keeps its line: a line end beside it would be a space on the page.
        let is_block = !self.children.iter().any(|child| matches!(child, Node::Text(_)));
        for child in &self.children {
            if is_block {
                line_end(formatter, depth + 1)?;
            }
            match child {
                Node::Element(element) => element.write(formatter, depth + 1)?,
                Node::Text(text) => write!(formatter, "{}", Escaped(text))?,
                Node::Written(markup) => formatter.write_str(markup.trim_end())?,
            }
        }
        if is_block && !self.children.is_empty() {
            line_end(formatter, depth)?;
        }
        write!(formatter, "</{}>", self.name)
    }
}

fn line_end(formatter: &mut fmt::Formatter<'_>, depth: usize) -> fmt::Result {
    write!(formatter, "\n{:width$}", "", width = depth * 2)
}

impl Display for Element {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(formatter, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_values_never_become_markup() {
        let evil = "\"><script>alert('1')</script>&";
        let html = element("p").attribute("title", evil).text(evil).to_string();
        let escaped = "&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;";
        assert_eq!(html, format!("<p title=\"{escaped}\">{escaped}</p>"));
    }

    #[test]
    fn children_stand_on_lines_of_their_own_and_texts_do_not() {
        let label =
            element("label").text("Name").child(element("br")).child(element("input").flag("required", true));
        let html = element("form").child(element("p").child(label)).child(element("textarea")).to_string();
        assert_eq!(
            html,
            "<form>\n  <p>\n    <label>Name<br><input required></label>\n  </p>\n  <textarea></textarea>\n</form>"
        );
    }
}
