//! The rules as a table.

use unprocessable_core::Argument;
use unprocessable_ruleset::{RuleSet, SetField, SetRule};

use super::with_titles;
use crate::failure::Failure;
use crate::output::{Output, Style};
use crate::show;

pub(super) fn write(set: &RuleSet, output: &mut Output) -> Result<(), Failure> {
    let titles = ["field", "type", "presence", "rules"].map(String::from).to_vec();
    let fields: Vec<SetField<'_>> = set.fields().collect();
    // The document as a whole is an object, which everybody knows, and keys are text, unless they have rules.
    let shown = with_titles(&fields).filter(|(field, title)| *title == field.at() || field.rules().next().is_some());
    let rows: Vec<Vec<String>> =
        std::iter::once(titles).chain(shown.map(|(field, title)| row(field, &title))).collect();
    let widths = show::columns(&rows);
    for (index, row) in rows.iter().enumerate() {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(&show::padded(cell, *width));
            line.push_str("  ");
        }
        let line = line.trim_end();
        if index == 0 { output.line(output.style(Style::Strong, line))? } else { output.line(line)? }
    }
    Ok(())
}

fn row(field: SetField<'_>, title: &str) -> Vec<String> {
    let choices: Vec<&str> = field.choices().collect();
    let kind = if choices.is_empty() { field.type_name().to_owned() } else { format!("one of {}", choices.join(", ")) };
    let is_required = |rule: SetRule<'_>| rule.name() == "required" && rule.conditions().next().is_none();
    let presence = match (field.may_be_absent(), field.may_be_null()) {
        _ if field.rules().any(is_required) => "required",
        (false, false) => "present",
        (false, true) => "present or null",
        _ => "optional",
    };
    let rules: Vec<String> = field.rules().filter(|rule| !is_required(*rule)).map(rule).collect();
    vec![show::name(title), show::name(&kind), presence.to_owned(), rules.join(", ")]
}

/// `length(min = 3, max = 9)`, and when it runs.
fn rule(rule: SetRule<'_>) -> String {
    let arguments: Vec<(&str, Argument<'_>)> = rule.violation().arguments().collect();
    let mut shown = rule.name().to_owned();
    match &arguments[..] {
        [] => {}
        [(_, only)] => shown.push_str(&format!("({})", argument(*only))),
        several => {
            let named: Vec<String> =
                several.iter().map(|(name, value)| format!("{name} = {}", argument(*value))).collect();
            shown.push_str(&format!("({})", named.join(", ")));
        }
    }
    let conditions: Vec<String> = rule.conditions().collect();
    if !conditions.is_empty() {
        shown.push_str(&format!(" when {}", conditions.join(" and ")));
    }
    shown
}

fn argument(argument: Argument<'_>) -> String {
    match argument {
        Argument::Text(text) => format!("{:?}", show::name(text)),
        // In sentences it is the label, which a field of the set does not tell.
        Argument::Label(name) | Argument::Field(name, _) => show::name(name),
        Argument::List(list) => {
            let items: Vec<String> = (0..).map_while(|at| list.at(at)).map(self::argument).collect();
            format!("[{}]", items.join(", "))
        }
        other => other.to_string(),
    }
}
