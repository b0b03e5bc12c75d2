//! What a rule set says: as a table, as JSON Schema, as sentences.

mod sentences;
mod table;

use unprocessable_ruleset::SetField;

use crate::Verdict;
use crate::args::{Explain, Form};
use crate::failure::Failure;
use crate::output::Output;
use crate::rules;

pub(crate) fn run(args: &Explain, output: &mut Output) -> Result<Verdict, Failure> {
    let set = rules::read(&args.rules.rules, args.rules.rules_format)?.set;
    match args.form {
        Form::Table => table::write(&set, output)?,
        Form::Sentences => sentences::write(&set, args.lang, output)?,
        Form::JsonSchema => {
            let schema = serde_json::to_string_pretty(&set.to_json_schema());
            output.line(schema.map_err(|error| Failure::because(format!("the schema cannot be written: {error}")))?)?;
        }
    }
    Ok(Verdict::Valid)
}

/// What stands behind the name of a map where its keys are meant.
const KEYS: &str = " (keys)";

/// All fields of a set, each with what it is called here. The keys of a map come behind the map itself.
fn with_titles<'f, 's>(fields: &'f [SetField<'s>]) -> impl Iterator<Item = (SetField<'s>, String)> + use<'f, 's> {
    fields.iter().enumerate().map(|(index, field)| {
        let before = index.checked_sub(1).and_then(|index| fields.get(index));
        let title = match before.filter(|before| before.type_name() == "map") {
            Some(map) => format!("{}{KEYS}", map.at()),
            None if field.at().is_empty() => "(the whole document)".to_owned(),
            None => field.at().to_owned(),
        };
        (*field, title)
    })
}
