//! A picture to take away: shapes and texts in the order of painting, as an SVG document or for a canvas.

use super::coordinate;

/// The colour of texts and of the line of the ground.
pub const INK: &str = "#1c2320";

/// Where a text stands with respect to its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins there.
    Start,
    /// The middle of the text is there.
    Middle,
    /// The text ends there.
    End,
}

impl Anchor {
    /// The value of SVG's `text-anchor`. A canvas calls them the same, but for `center`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

/// One thing that is painted. Paths are as SVG's `d` and a canvas' `Path2D` take them.
#[derive(Clone, Debug, PartialEq)]
pub enum Mark {
    /// A filled shape.
    Area {
        /// Its outline.
        d: String,
        /// As `#rrggbb`.
        colour: &'static str,
    },
    /// A line with round joins.
    Line {
        /// Its path.
        d: String,
        /// As `#rrggbb`.
        colour: &'static str,
        /// In pixels.
        width: f64,
    },
    /// A text in [`INK`], in the sans-serif font that there is.
    Text {
        /// The text itself, not escaped.
        text: String,
        /// Its place: `x` by the anchor, `y` the base line.
        at: (f64, f64),
        /// What of it is at the place.
        anchor: Anchor,
        /// The font size in pixels.
        size: f64,
    },
}

/// A picture that needs no style sheet and nothing around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// What it shows, in words; not painted.
    pub title: String,
    /// In pixels.
    pub width: f64,
    /// In pixels.
    pub height: f64,
    /// What is painted, the first one first.
    pub marks: Vec<Mark>,
}

impl Picture {
    /// The picture as the text of an SVG file.
    ///
    /// ```
    /// use saddle_course::drawing::Picture;
    /// let empty = Picture { title: "Up & down".to_owned(), width: 20.0, height: 10.0, marks: Vec::new() };
    /// assert_eq!(
    ///     empty.to_svg(),
    ///     "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"20\" height=\"10\" viewBox=\"0 0 20 10\" \
    ///      font-family=\"sans-serif\">\n<title>Up &amp; down</title>\n</svg>\n"
    /// );
    /// ```
    pub fn to_svg(&self) -> String {
        let mut svg = String::from("<svg xmlns=\"http://www.w3.org/2000/svg\"");
        push_attribute(&mut svg, "width", &coordinate(self.width));
        push_attribute(&mut svg, "height", &coordinate(self.height));
        self.finish(svg)
    }

    /// The picture as a part of an HTML page, as wide as the column that it stands in, and high in proportion.
    pub fn to_inline_svg(&self) -> String {
        // On a page that is read from right to left, the texts would begin where they should end.
        let mut svg = String::from("<svg role=\"img\" width=\"100%\" direction=\"ltr\"");
        push_attribute(&mut svg, "aria-label", &self.title);
        self.finish(svg)
    }

    fn finish(&self, mut svg: String) -> String {
        push_attribute(
            &mut svg,
            "viewBox",
            &["0 0", &coordinate(self.width), &coordinate(self.height)].join(" "),
        );
        push_attribute(&mut svg, "font-family", "sans-serif");
        svg.push_str(">\n<title>");
        push_escaped(&mut svg, &self.title);
        svg.push_str("</title>\n");
        for mark in &self.marks {
            push_mark(&mut svg, mark);
        }
        svg.push_str("</svg>\n");
        svg
    }
}

fn push_mark(svg: &mut String, mark: &Mark) {
    match mark {
        Mark::Area { d, colour } => {
            svg.push_str("<path");
            push_attribute(svg, "fill", colour);
            push_attribute(svg, "d", d);
            svg.push_str("/>\n");
        }
        Mark::Line { d, colour, width } => {
            svg.push_str("<path fill=\"none\" stroke-linejoin=\"round\"");
            push_attribute(svg, "stroke", colour);
            push_attribute(svg, "stroke-width", &coordinate(*width));
            push_attribute(svg, "d", d);
            svg.push_str("/>\n");
        }
        Mark::Text { text, at, anchor, size } => {
            svg.push_str("<text");
            push_attribute(svg, "x", &coordinate(at.0));
            push_attribute(svg, "y", &coordinate(at.1));
            push_attribute(svg, "text-anchor", anchor.as_str());
            push_attribute(svg, "font-size", &coordinate(*size));
            push_attribute(svg, "fill", INK);
            svg.push('>');
            push_escaped(svg, text);
            svg.push_str("</text>\n");
        }
    }
}

fn push_attribute(svg: &mut String, name: &str, value: &str) {
    svg.push(' ');
    svg.push_str(name);
    svg.push_str("=\"");
    push_escaped(svg, value);
    svg.push('"');
}

/// Characters that XML 1.0 cannot hold, escaped or not, are left out: <https://www.w3.org/TR/xml/#charsets>.
fn push_escaped(svg: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            '&' => svg.push_str("&amp;"),
            '<' => svg.push_str("&lt;"),
            '>' => svg.push_str("&gt;"),
            '"' => svg.push_str("&quot;"),
            '\t' | '\n' | '\r' => svg.push(' '),
            '\0'..' ' | '\u{FFFE}' | '\u{FFFF}' => {}
            _ => svg.push(character),
        }
    }
}

/// Reads an SVG document back with an XML parser, for the tests of everything that draws one: the names of its
/// elements, and its texts.
#[cfg(test)]
pub(super) fn elements_and_texts(svg: &str) -> (Vec<String>, Vec<String>) {
    use quick_xml::{Reader, events::Event};
    let mut reader = Reader::from_str(svg);
    let (mut elements, mut texts) = (Vec::new(), Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    attribute.unwrap();
                }
                elements.push(tag.name().as_ref().to_owned());
                texts.push(String::new());
            }
            Event::Text(text) => texts.last_mut().unwrap().push_str(&text),
            Event::GeneralRef(name) => texts.last_mut().unwrap().push(match &*name {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                other => panic!("&{other};"),
            }),
            Event::Eof => break,
            _ => {}
        }
    }
    texts.iter_mut().for_each(|text| *text = text.trim().to_owned());
    texts.retain(|text| !text.is_empty());
    (elements, texts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn picture(text: &str) -> Picture {
        let marks = vec![
            Mark::Area { d: "M0 0l5 0z".to_owned(), colour: "#ffffff" },
            Mark::Line { d: "M0 0l5 5".to_owned(), colour: INK, width: 1.5 },
            Mark::Text { text: text.to_owned(), at: (3.0, 4.0), anchor: Anchor::End, size: 12.0 },
        ];
        Picture { title: text.to_owned(), width: 30.0, height: 20.5, marks }
    }

    #[test]
    fn a_parser_reads_what_was_written() {
        let (elements, texts) = elements_and_texts(&picture("대화봉 <\"Taehwa\" & son>").to_svg());
        assert_eq!(elements, ["svg", "title", "path", "path", "text"]);
        assert_eq!(texts, ["대화봉 <\"Taehwa\" & son>"; 2]);
    }

    #[test]
    fn every_number_is_where_it_belongs() {
        let svg = picture("x").to_svg();
        for part in [
            "width=\"30\" height=\"20.5\" viewBox=\"0 0 30 20.5\"",
            "<path fill=\"#ffffff\" d=\"M0 0l5 0z\"/>",
            "stroke=\"#1c2320\" stroke-width=\"1.5\" d=\"M0 0l5 5\"/>",
            "<text x=\"3\" y=\"4\" text-anchor=\"end\" font-size=\"12\" fill=\"#1c2320\">x</text>",
        ] {
            assert!(svg.contains(part), "{part} in {svg}");
        }
    }

    #[test]
    fn within_a_page_it_is_as_wide_as_its_column() {
        let svg = picture("Up & down").to_inline_svg();
        let start = "<svg role=\"img\" width=\"100%\" direction=\"ltr\" aria-label=\"Up &amp; down\" viewBox=\"0 0 30 20.5\"";
        assert!(svg.starts_with(start), "{svg}");
        assert_eq!(elements_and_texts(&svg).0, ["svg", "title", "path", "path", "text"]);
    }

    proptest! {
        #[test]
        fn any_text_makes_a_document(text in ".*") {
            let svg = picture(&text).to_svg();
            prop_assert_eq!(elements_and_texts(&svg).0.len(), 5);
            prop_assert!(!svg.chars().any(|character| character < ' ' && character != '\n'));
        }
    }
}
