//! The report as a JSON document.

use serde_json::{Value, json};

use super::{Report, Stopped};
use crate::failure::Failure;
use crate::output::Output;

pub(super) fn write(report: &Report, lines: usize, output: &mut Output) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(&document(report, lines));
    output.line(text.map_err(|error| Failure::because(format!("the report cannot be written: {error}")))?)
}

/// The last line of NDJSON.
pub(super) fn write_line(report: &Report, lines: usize, output: &mut Output) -> Result<(), Failure> {
    output.line(json!({ "summary": document(report, lines) }))
}

fn document(report: &Report, lines: usize) -> Value {
    let files = report.files.iter().map(|file| {
        let mut object = json!({ "file": file.name, "rows": file.rows, "rejected": file.rejected });
        if let Some(fit) = &file.fit {
            object["unruled_columns"] = json!(fit.unruled_columns);
            object["missing_fields"] = json!(fit.missing_fields);
        }
        if let Some(why) = &file.failure {
            object["error"] = json!(why);
        }
        object
    });
    let entries = report.merged(lines).into_iter().map(|entry| {
        let lines = entry.lines.iter().map(|(file, line)| json!({ "file": file, "line": line }));
        json!({
            "field": entry.field,
            "code": entry.code,
            "sentence": entry.sentence,
            "count": entry.count,
            "lines": lines.collect::<Value>(),
        })
    });
    let mut document = json!({
        "valid": report.rejected() == 0 && report.stopped.is_none() && report.failures().next().is_none(),
        "rows": report.rows(),
        "rejected": report.rejected(),
        "mistakes": report.mistakes(),
        "stopped": report.stopped.as_ref().map(Stopped::word),
        "files": files.collect::<Value>(),
        "summary": entries.collect::<Value>(),
    });
    if let Some(Stopped::Interrupted { file, line }) = &report.stopped {
        document["interrupted_at"] = json!({ "file": file, "line": line });
    }
    document
}
