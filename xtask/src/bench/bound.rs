//! A figure beside what it may be at most.

use super::table::{Table, number};

/// What was measured of something, and the most that it may be.
pub struct Bound {
    /// What it is.
    pub what: &'static str,
    /// The unit of both figures.
    pub unit: &'static str,
    /// How many decimals are written.
    pub decimals: usize,
    /// What was measured.
    pub measured: f64,
    /// The most that it may be.
    pub most: f64,
    /// Where the bound comes from.
    pub because: String,
}

impl Bound {
    /// Whether it holds. What could not be measured does not hold.
    pub fn holds(&self) -> bool {
        self.measured <= self.most
    }

    /// How often the bound would fit into the figure: it holds up to 1.
    fn ratio(&self) -> String {
        if self.most > 0.0 { format!("{:.2}", self.measured / self.most) } else { "–".to_owned() }
    }
}

/// All bounds in a table, the missed ones in bold.
pub fn table(bounds: &[Bound]) -> Table {
    let mut table = Table::new(["what", "measured", "bound", "measured / bound", "holds", "the bound is"]);
    for bound in bounds {
        let figure =
            |value: f64| format!("{} {}", number(value, bound.decimals), bound.unit).trim_end().to_owned();
        table.row([
            bound.what.to_owned(),
            figure(bound.measured),
            figure(bound.most),
            bound.ratio(),
            if bound.holds() { "yes" } else { "**no**" }.to_owned(),
            bound.because.clone(),
        ]);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bound(measured: f64, most: f64) -> Bound {
        Bound { what: "x", unit: "ms", decimals: 0, measured, most, because: "y".to_owned() }
    }

    #[test]
    fn a_missed_bound_is_said_with_how_far() {
        assert!(bound(10.0, 10.0).holds());
        assert!(!bound(f64::NAN, 10.0).holds());
        let table = table(&[bound(15.0, 10.0)]).to_string();
        let row = table.lines().last().unwrap();
        assert!(row.contains(" 15 ms |") && row.contains("1.50") && row.contains("**no**"), "{row}");
        assert_eq!(bound(0.0, 0.0).ratio(), "–");
    }
}
