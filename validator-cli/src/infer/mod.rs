//! Makes a first rule set from a sample.

mod bounds;
mod draft;
mod formats;
mod seen;
mod text;
mod write;

use std::collections::HashMap;
use std::io::Read;

use serde_json::Value;
use unprocessable_ruleset::{Mistakes, RuleSet};

use crate::Verdict;
use crate::args::{Format, Infer};
use crate::failure::Failure;
use crate::input::{self, Source};
use crate::keys::{self, Keys};
use crate::output::Output;
use crate::rows::{self, Flow};
use crate::show;
use draft::{Detail, Draft, Drafter};
use seen::Objects;

/// How many bytes of the files are looked at. They are kept, because they are read twice.
const MOST_BYTES: u64 = 64 << 20;

pub(crate) fn run(args: &Infer, output: &mut Output) -> Result<Verdict, Failure> {
    let sample = Sample::read(args)?;
    let toml = rule_set(&sample, !args.no_values)?;
    output.write(toml)?;
    for note in &sample.notes {
        output.note(note);
    }
    Ok(Verdict::Valid)
}

/// The start of the files, in memory.
struct Sample {
    parts: Vec<Part>,
    names: String,
    rows: Objects,
    are_cells: bool,
    /// What was left out, and what else should be known.
    notes: Vec<String>,
    /// The first file whose first row is perhaps no header.
    without_header: Option<String>,
}

/// The start of a source. The rows of Parquet become NDJSON.
fn text(source: Source, nothing: &RuleSet, most_bytes: u64, most_rows: u64) -> Result<(Source, Vec<u8>), Failure> {
    let mut bytes = Vec::new();
    if source.format != Format::Parquet {
        source.open()?.take(most_bytes).read_to_end(&mut bytes).map_err(|error| source.failure(&error))?;
        return Ok((source, bytes));
    }
    let mut count = 0;
    rows::each_of(&source, rows::of(&source, nothing)?, &mut |_, outcome| {
        if let Ok(row) = outcome {
            bytes.extend_from_slice(row.to_string().as_bytes());
            bytes.push(b'\n');
        }
        count += 1;
        if count < most_rows && (bytes.len() as u64) < most_bytes { Flow::GoOn } else { Flow::Stop }
    })?;
    bytes.truncate(usize::try_from(most_bytes).unwrap_or(usize::MAX));
    Ok((Source { format: Format::Ndjson, ..source }, bytes))
}

struct Part {
    source: Source,
    bytes: Vec<u8>,
    /// How many rows of it are looked at.
    rows: u64,
}

impl Sample {
    fn read(args: &Infer) -> Result<Self, Failure> {
        let sources = input::sources(&args.input, &[])?;
        let names: Vec<String> = sources.iter().map(Source::to_string).collect();
        let names = match &names[..] {
            [first, second, rest @ ..] if !rest.is_empty() => {
                format!("{first}, {second} and {}", show::counted(rest.len() as u64, "other", "others"))
            }
            names => names.join(" and "),
        };
        let are_cells = sources.iter().any(|source| source.format == Format::Csv);
        if are_cells && sources.iter().any(|source| source.format != Format::Csv) {
            return Err(Failure::because("a sample is CSV, or it is JSON; infer one rule set of each"));
        }
        let mut sample = Self {
            parts: Vec::new(),
            names,
            rows: Objects::default(),
            are_cells,
            notes: Vec::new(),
            without_header: None,
        };
        let nothing = open_set()?;
        let (mut bytes_left, mut others) = (MOST_BYTES, 0);
        for source in sources {
            let rows_left = args.sample - sample.rows.count - others;
            if rows_left == 0 || bytes_left == 0 {
                break;
            }
            let (source, bytes) = text(source, &nothing, bytes_left, rows_left)?;
            bytes_left -= bytes.len() as u64;
            if source.format == Format::Csv && source.names.is_none() && sample.without_header.is_none() {
                // A header that cannot be read is told below.
                let header = rows::header(&source, &bytes[..], &nothing).unwrap_or_default();
                sample.without_header = header.iter().any(|name| input::is_like_data(name)).then(|| source.to_string());
            }
            let mut part = Part { source, bytes, rows: 0 };
            let mut refused: Option<(u64, String)> = None;
            let ended = rows::each(&part.source, &part.bytes[..], &nothing, &mut |line, outcome| {
                part.rows += 1;
                match outcome {
                    Ok(Value::Object(members)) => sample.rows.see(&members, are_cells),
                    Ok(_) => {
                        others += 1;
                        refused.get_or_insert_with(|| (line, "The row must be an object.".into()));
                    }
                    Err(errors) => {
                        others += 1;
                        refused.get_or_insert_with(|| {
                            (line, errors.iter().map(|(_, why)| why.message().to_string()).collect())
                        });
                    }
                }
                if part.rows < rows_left { Flow::GoOn } else { Flow::Stop }
            });
            let is_cut = bytes_left == 0;
            match ended {
                // What was cut off in the middle need not end well.
                Err(_) if is_cut && part.rows > 0 => {}
                ended => ended?,
            }
            if let Some((line, why)) = refused {
                sample.notes.push(format!("{}, line {line}: {why} Such rows are left out.", part.source));
            }
            sample.parts.push(part);
        }
        if let Some(name) = &sample.without_header {
            sample.notes.push(format!("{name}: {NO_HEADER}"));
        }
        if sample.rows.count == 0 {
            let why = sample.notes.first().map_or_else(String::new, |note| format!(" ({note})"));
            return Err(Failure::because(format!("{} has no row to look at{why}", sample.names)));
        }
        Ok(sample)
    }

    /// All rows once more, as a set reads them, with what it says of them.
    fn check(&self, set: &RuleSet, refused: &mut dyn FnMut(&str, &str)) -> Result<(), Failure> {
        let nothing = open_set()?;
        for part in &self.parts {
            // A row that cannot be read at all is no row of the sample.
            let mut unread = Vec::new();
            let mut seen = 0;
            let flow = |seen: u64| if seen < part.rows { Flow::GoOn } else { Flow::Stop };
            let ended = rows::each(&part.source, &part.bytes[..], &nothing, &mut |line, outcome| {
                seen += 1;
                if !matches!(outcome, Ok(Value::Object(_))) {
                    unread.push(line);
                }
                flow(seen)
            });
            drop(ended);
            seen = 0;
            let ended = rows::each(&part.source, &part.bytes[..], set, &mut |line, outcome| {
                seen += 1;
                if let (Err(errors), Err(_)) = (&outcome, unread.binary_search(&line)) {
                    errors.iter().for_each(|(key, violation)| refused(key, violation.code()));
                }
                flow(seen)
            });
            drop(ended);
        }
        Ok(())
    }
}

const NO_HEADER: &str = "the first row looks like data, not like names; --names a,b,c names the columns of such a file";

/// A set that takes every row.
fn open_set() -> Result<RuleSet, Failure> {
    RuleSet::from_toml("version = 1\n[fields]\n").map_err(|mistakes| Failure::because(mistakes.to_string()))
}

/// The set in TOML. It accepts the sample.
fn rule_set(sample: &Sample, shows_values: bool) -> Result<String, Failure> {
    let mut mistakes = None;
    for detail in [Detail::Bounds, Detail::Formats, Detail::Types] {
        let mut drafter = Drafter { detail, shows_values, are_cells: sample.are_cells, drafts: Vec::new() };
        drafter.rows(&sample.rows);
        match accepting(sample, drafter.drafts)? {
            Ok(toml) => return Ok(toml),
            Err(found) => mistakes = Some(found),
        }
    }
    let why = mistakes.and_then(|mistakes: Mistakes| Some(mistakes.iter().next()?.message().to_owned()));
    Err(Failure::because(format!("{} has no rule set: {}", sample.names, why.unwrap_or_default())))
}

/// Leaves out what refuses a row of the sample, until nothing does. A set may read a value in a way that was not foreseen,
/// and the promise holds all the same.
fn accepting(sample: &Sample, mut drafts: Vec<Draft>) -> Result<Result<String, Mistakes>, Failure> {
    let heading = heading(sample);
    loop {
        let toml = write::toml(&heading, &drafts);
        let set = match RuleSet::from_toml(&toml) {
            Ok(set) => set,
            Err(mistakes) => return Ok(Err(mistakes)),
        };
        let keys = Keys::of(&set);
        let mut refused: HashMap<String, Vec<String>> = HashMap::new();
        sample.check(&set, &mut |key, code| {
            let codes = refused.entry(keys.field(key)).or_default();
            if !codes.iter().any(|known| known == code) {
                codes.push(code.to_owned());
            }
        })?;
        if refused.is_empty() {
            return Ok(Ok(toml));
        }
        let before = demands(&drafts);
        for (key, codes) in &refused {
            relax(&mut drafts, key, codes);
        }
        if demands(&drafts) == before {
            // No field could be found that refuses. A set without rules takes everything.
            drafts.iter_mut().for_each(Draft::open);
            // What is of any type has no fields inside.
            drafts.retain(|draft| keys::segments(&draft.key).count() == 1);
            if demands(&drafts) == before {
                return Err(Failure::because(format!("{} cannot be described by a rule set", sample.names)));
            }
        }
    }
}

/// How much is demanded of all fields.
fn demands(drafts: &[Draft]) -> usize {
    drafts.iter().map(Draft::weight).sum()
}

/// Leaves out the rules with these codes, or the type if it is none of them.
fn relax(drafts: &mut Vec<Draft>, key: &str, codes: &[String]) {
    let Some(at) = drafts.iter().position(|draft| draft.key == key) else { return };
    let draft = &mut drafts[at];
    let mut is_known = false;
    for code in codes {
        if draft.presence == Some(code) {
            draft.presence = None;
            is_known = true;
        }
        let count = draft.rules.len();
        draft.rules.retain(|rule| rule.split(':').next() != Some(code));
        is_known |= draft.rules.len() < count;
    }
    if !is_known {
        draft.open();
        let inside = format!("{key}.");
        drafts.retain(|draft| !draft.key.starts_with(&inside));
    }
}

fn heading(sample: &Sample) -> Vec<String> {
    let rows = show::counted(sample.rows.count, "row", "rows");
    let mut heading = vec![
        format!("A first rule set, made from {rows} of {}.", sample.names),
        "It accepts these rows. Comments say what was seen; what is allowed is for you to say.".into(),
    ];
    heading.extend(sample.without_header.iter().map(|name| format!("{name}: {NO_HEADER}.")));
    heading
}

impl Draft {
    /// How much it demands.
    fn weight(&self) -> usize {
        usize::from(self.presence.is_some()) + usize::from(self.kind != "any") + self.rules.len()
    }

    /// Demands nothing.
    fn open(&mut self) {
        (self.presence, self.kind) = (None, "any");
        self.rules.clear();
    }
}
