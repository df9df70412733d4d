//! A table with a caption, that scrolls in a box of its own where it is wider than the page.

use crate::element::{Element, html};

/// A table of text.
pub struct Grid {
    caption: String,
    table: Element,
    rows: Vec<Element>,
}

impl Grid {
    /// A table with the headings of its columns.
    pub fn new(caption: &str, headings: &[&str]) -> Self {
        let headings = headings.iter().map(|heading| html("th").attr("scope", "col").text(heading));
        let table = html("table")
            .child(html("caption").text(caption))
            .child(html("thead").child(html("tr").children(headings)));
        Self { caption: caption.to_owned(), table, rows: Vec::new() }
    }

    /// Adds a row: what it is about, and the cells.
    pub fn row(&mut self, about: &str, cells: Vec<Element>) {
        let about = html("th").attr("scope", "row").text(about);
        self.rows.push(html("tr").child(about).children(cells));
    }

    /// The table in its box. The box can be scrolled by keyboard, so it has a name.
    pub fn view(self) -> Element {
        html("div")
            .class("grid-box")
            .attr("role", "region")
            .attr("tabindex", "0")
            .attr("aria-label", &self.caption)
            .child(self.table.child(html("tbody").children(self.rows)))
    }
}

/// A cell.
pub fn cell(text: &str) -> Element {
    html("td").text(text)
}
