//! The product: Markdown.

use std::fmt;

use crate::measure::Cost;

/// This crate's row.
pub const OURS: &str = "unprocessable";

/// Rows to measure with, which are no peers.
const YARDSTICKS: &[&str] = &["hand-written", "regex", "serde_json", "serde_json::Value, parsed only"];

/// Contenders down, operations across.
pub struct Table {
    title: &'static str,
    operations: Vec<&'static str>,
    rows: Vec<(&'static str, Vec<Option<Cost>>)>,
    notes: Vec<String>,
}

impl Table {
    pub fn new(title: &'static str) -> Self {
        Self { title, operations: Vec::new(), rows: Vec::new(), notes: Vec::new() }
    }

    pub fn column(&mut self, operation: &'static str, costs: impl Iterator<Item = (&'static str, Cost)>) {
        for (name, cost) in costs {
            let place = self.rows.iter().position(|(known, _)| *known == name);
            let place = place.unwrap_or_else(|| {
                self.rows.push((name, Vec::new()));
                self.rows.len() - 1
            });
            let cells = &mut self.rows[place].1;
            cells.resize_with(self.operations.len(), || None);
            cells.push(Some(cost));
        }
        self.operations.push(operation);
    }

    pub fn note(&mut self, note: String) {
        self.notes.push(note);
    }
}

impl Table {
    /// How many times faster than the fastest peer this crate is.
    fn lead(&self, operation: usize) -> Option<f64> {
        let ratio = |cells: &[Option<Cost>]| Some(cells.get(operation)?.as_ref()?.ratio);
        let ours = self.rows.iter().find(|(name, _)| *name == OURS);
        let peers = self.rows.iter().filter(|(name, _)| *name != OURS && !YARDSTICKS.contains(name));
        let fastest = peers.filter_map(|(_, cells)| ratio(cells)).min_by(f64::total_cmp)?;
        Some(fastest / ratio(&ours?.1)?)
    }
}

/// The head of the lines that [`Table::in_short`] gives.
pub const IN_SHORT: &str = "\
| | unprocessable | allocations | to hand-written | fastest other | it takes |
|---|---|---|---|---|---|
";

impl Table {
    /// A line for each operation of this crate: beside hand-written checks, and beside the fastest of all others.
    pub fn in_short(&self) -> String {
        let operations = self.operations.iter().enumerate();
        operations.filter_map(|(place, operation)| self.line(place, operation)).collect()
    }

    fn line(&self, place: usize, operation: &str) -> Option<String> {
        let cost = |wanted: &str| {
            let (_, cells) = self.rows.iter().find(|(name, _)| *name == wanted)?;
            cells.get(place)?.as_ref()
        };
        let ours = cost(OURS)?;
        let by_hand = cost("hand-written").map_or("–".into(), |hand| format!("{:.2} ×", ours.ratio / hand.ratio));
        let others = self.rows.iter().filter(|(name, _)| ![OURS, "hand-written"].contains(name));
        let fastest = others
            .filter_map(|(name, _)| Some((name, cost(name)?.ratio)))
            .min_by(|(_, one), (_, other)| one.total_cmp(other));
        let (other, lead) = match fastest {
            Some((name, ratio)) => (*name, format!("**{:.1} ×**", ratio / ours.ratio)),
            None => ("–", "–".into()),
        };
        let title = self.title.split(':').next().unwrap_or_default();
        let (time, allocations) = (time(ours.nanoseconds), ours.allocations);
        Some(format!("| {title}: {operation} | {time} | {allocations} | {by_hand} | {other} | {lead} |\n"))
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "### {}\n", self.title)?;
        writeln!(f, "| | {} |", self.operations.join(" | "))?;
        writeln!(f, "|---|{}", "---|".repeat(self.operations.len()))?;
        for (name, cells) in &self.rows {
            write!(f, "| {name} |")?;
            for place in 0..self.operations.len() {
                match cells.get(place).and_then(Option::as_ref) {
                    Some(cost) => write!(f, " {cost} |")?,
                    None => write!(f, " |")?,
                }
            }
            writeln!(f)?;
        }
        if self.rows.iter().any(|(name, _)| *name == OURS) {
            let lead = |place| self.lead(place).map_or(String::new(), |lead| format!(" **{lead:.2}**"));
            let leads: Vec<String> = (0..self.operations.len()).map(lead).collect();
            writeln!(f, "| *fastest peer ÷ {OURS}* |{} |", leads.join(" |"))?;
        }
        self.notes.iter().try_for_each(|note| writeln!(f, "\n{note}"))
    }
}

impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ratio = match self.ratio {
            large if large >= 100.0 => format!("{large:.0}"),
            medium if medium >= 10.0 => format!("{medium:.1}"),
            small => format!("{small:.2}"),
        };
        write!(f, "**{ratio}** · {} · {}", time(self.nanoseconds), self.allocations)
    }
}

fn time(nanoseconds: f64) -> String {
    match nanoseconds {
        short if short < 10.0 => format!("{short:.1} ns"),
        short if short < 1e3 => format!("{short:.0} ns"),
        medium if medium < 1e5 => format!("{:.2} µs", medium / 1e3),
        medium if medium < 1e6 => format!("{:.0} µs", medium / 1e3),
        long => format!("{:.1} ms", long / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contenders_stand_in_their_row_and_miss_what_they_cannot_do() {
        let cost = |ratio| Cost { nanoseconds: 1500.0, ratio, allocations: 2 };
        let mut table = Table::new("T");
        table.column("one", [("a", cost(1.0)), ("b", cost(2.5))].into_iter());
        table.column("two", [("b", cost(1.0)), ("c", cost(12.34))].into_iter());
        let expected = "### T\n\n\
            | | one | two |\n\
            |---|---|---|\n\
            | a | **1.00** · 1.50 µs · 2 | |\n\
            | b | **2.50** · 1.50 µs · 2 | **1.00** · 1.50 µs · 2 |\n\
            | c | | **12.3** · 1.50 µs · 2 |\n";
        assert_eq!(table.to_string(), expected);
    }

    #[test]
    fn the_lead_is_over_the_fastest_peer() {
        let cost = |ratio| Cost { nanoseconds: 1.0, ratio, allocations: 0 };
        let mut table = Table::new("T");
        let rows = [("hand-written", 1.0), (OURS, 2.0), ("slow", 9.0), ("fast", 7.0)];
        table.column("one", rows.map(|(name, ratio)| (name, cost(ratio))).into_iter());
        table.column("two", [("fast", cost(1.0))].into_iter());
        assert!(table.to_string().ends_with("| *fastest peer ÷ unprocessable* | **3.50** | |\n"));
        assert_eq!(table.in_short(), "| T: one | 1.0 ns | 0 | 2.00 × | fast | **3.5 ×** |\n");
    }
}
