//! A table in Markdown that can be read in a terminal too.

use std::fmt;

/// Rows of cells under a head; the first column is words, the others are numbers.
pub struct Table {
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table with this head and no rows yet.
    pub fn new<const COLUMNS: usize>(head: [&str; COLUMNS]) -> Self {
        Self { rows: vec![head.map(str::to_owned).to_vec()] }
    }

    /// Adds a row, which should have as many cells as the head.
    pub fn row<const COLUMNS: usize>(&mut self, cells: [String; COLUMNS]) {
        self.rows.push(cells.to_vec());
    }
}

impl fmt::Display for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns = self.rows.first().map_or(0, Vec::len);
        let width = |column: usize| {
            self.rows
                .iter()
                .filter_map(|row| row.get(column))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or(0)
        };
        let widths: Vec<usize> = (0..columns).map(width).collect();
        for (index, row) in self.rows.iter().enumerate() {
            for (column, (cell, width)) in row.iter().zip(&widths).enumerate() {
                if column == 0 {
                    write!(formatter, "| {cell:<width$} ")?;
                } else {
                    write!(formatter, "| {cell:>width$} ")?;
                }
            }
            formatter.write_str("|\n")?;
            if index == 0 {
                for (column, width) in widths.iter().enumerate() {
                    let end = if column == 0 { "-" } else { ":" };
                    write!(formatter, "| {}{end} ", "-".repeat(width.saturating_sub(1)))?;
                }
                formatter.write_str("|\n")?;
            }
        }
        Ok(())
    }
}

/// A number with commas between its thousands, and this many decimals.
pub fn number(value: f64, decimals: usize) -> String {
    let plain = format!("{value:.decimals$}");
    let whole = plain.find('.').unwrap_or(plain.len());
    let mut grouped = String::new();
    for (index, character) in plain.chars().enumerate() {
        let before_point = whole.saturating_sub(index);
        if index > 0 && index < whole && before_point % 3 == 0 && !grouped.ends_with('-') {
            grouped.push(',');
        }
        grouped.push(character);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_markdown_in_straight_columns() {
        let mut table = Table::new(["what", "µs"]);
        table.row(["a longer name".to_owned(), "1,000".to_owned()]);
        assert_eq!(
            table.to_string(),
            "| what          |    µs |\n| ------------- | ----: |\n| a longer name | 1,000 |\n"
        );
    }

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(number(1_234_567.0, 0), "1,234,567");
        assert_eq!(number(123.456, 1), "123.5");
        assert_eq!(number(-1_234.5, 2), "-1,234.50");
        assert_eq!(number(-123.0, 0), "-123");
        assert_eq!(number(0.0, 0), "0");
    }
}
