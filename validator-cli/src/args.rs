//! The grammar of the command, and its help.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use unprocessable_core::lang::Language;

use crate::languages;

/// Checks files with the rules that guard an API, and says which rows are wrong, in the same sentences.
#[derive(Debug, Parser)]
#[command(name = "unprocessable", version, max_term_width = 100, after_help = AFTER, after_long_help = AFTER)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colours; `auto` also looks at NO_COLOR
    #[arg(long, value_enum, value_name = "WHEN", default_value_t = Color::Auto, global = true)]
    pub(crate) color: Color,
}

const AFTER: &str = "\
Examples:
  unprocessable infer users.csv > users.toml          a first rule set, from a sample
  unprocessable explain users.toml                    what the rules say
  unprocessable check users.csv --rules users.toml    which rows break them

Exit codes:
  0    all rows are valid
  1    some rows are rejected
  2    the command cannot run; standard error says why
  130  Ctrl-C ended it";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(Check),
    Infer(Infer),
    Explain(Explain),
}

/// Checks the rows of files with a rule set
///
/// Every row is checked with all rules, in constant memory, on all cores. The report counts mistakes by field and code, with
/// the first lines of each, and the sentence that a client of an API would see. `--rejects` writes every single mistake.
///
/// No output repeats what stands in a row, unless `--with-values` is given: reports can be shared where the file cannot.
/// Names of fields and lines are told.
///
/// Cells of CSV are read as forms are: the rule set says what is a number, and an empty cell of an optional field is no
/// value. The header names the fields; `address.zip` and `items[0][price]` are nested. Of Parquet, a line is the number
/// of its row.
#[derive(Debug, clap::Args)]
#[command(after_help = CHECK_AFTER, after_long_help = CHECK_AFTER)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) input: Input,

    /// The rule set: TOML or JSON, or a JSON Schema
    #[arg(long, value_name = "FILE")]
    pub(crate) rules: PathBuf,

    /// What the rule set is written in; otherwise its name and content tell
    #[arg(long, value_enum, value_name = "FORM")]
    pub(crate) rules_format: Option<RulesFormat>,

    /// How the report is written
    #[arg(long, value_enum, value_name = "FORM", default_value_t = ReportFormat::Table)]
    pub(crate) format: ReportFormat,

    /// Writes every mistake into this file: as CSV if its name ends with .csv, otherwise as NDJSON
    #[arg(long, value_name = "FILE")]
    pub(crate) rejects: Option<PathBuf>,

    /// Also writes what stands in the file at each mistake, into rejects and `--format ndjson`. They are then as private as
    /// the file itself
    #[arg(long)]
    pub(crate) with_values: bool,

    /// Ends after so many rejected rows
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) max_rejects: Option<u64>,

    /// Checks only so many rows, from the start
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) sample: Option<u64>,

    /// Demands that no value of this field comes twice in a file; may be given for several fields
    #[arg(long, value_name = "FIELD")]
    pub(crate) unique: Vec<String>,

    /// Refuses files whose columns are not just the fields of the rules. Otherwise what does not fit is only said, unless no
    /// column fits any rule
    #[arg(long)]
    pub(crate) strict_columns: bool,

    /// How many lines the report names for each mistake
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(crate) lines: u16,

    /// The language of the sentences, such as `pl`
    #[arg(long, value_name = "TAG", default_value = "en", value_parser = languages::of_tag)]
    pub(crate) lang: &'static Language,

    /// Goes on where a run with the same arguments was interrupted; needs `--rejects`
    #[arg(long, requires = "rejects")]
    pub(crate) resume: bool,

    /// What checks the rows; otherwise `datafusion` for Parquet where this build has it and no other option needs `rows`, which
    /// checks everything else
    #[arg(long, value_enum, value_name = "ENGINE")]
    pub(crate) engine: Option<Engine>,

    /// The scheduler of a Ballista cluster, which then checks the files; every machine reads them under the same path
    #[arg(long, value_name = "HOST:PORT")]
    pub(crate) scheduler: Option<String>,

    /// Shows no progress
    #[arg(long, short)]
    pub(crate) quiet: bool,
}

const CHECK_AFTER: &str = "\
Examples:
  unprocessable check users.csv --rules users.toml
  unprocessable check 'export/*.csv' --rules users.toml --rejects bad.ndjson
  unprocessable check users.csv --rules users.toml --format github
  unprocessable check - --input ndjson --rules users.toml --max-rejects 100 < users.ndjson
  unprocessable check users.csv --rules users.toml --unique email --lang pl

A pattern of files stands in quotes, as one word, or your shell makes several words of it; both work.

A run that was interrupted leaves only whole lines in the rejects, and a file beside them with `.checkpoint` at the end of
its name. The same command with --resume goes on from there, and ends with the same rejects as a run without interruption.
It refuses files that were changed since.

Exit codes:
  0    all rows are valid
  1    some rows are rejected
  2    the command cannot run, or cannot read a file to its end; standard error says why. Other files are checked
  130  Ctrl-C ended it";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// For people
    Table,
    /// One document
    Json,
    /// Every mistake in a line of its own, and the report in the last one
    Ndjson,
    /// For CI: a test case for each rule
    Junit,
    /// For GitHub Actions: annotations at the first lines
    Github,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Engine {
    /// CSV, NDJSON, JSON and Parquet, row by row, on this machine
    Rows,
    /// Parquet, by columns, on this machine; needs a build with `--features datafusion`
    Datafusion,
    /// Parquet, by columns, on a cluster; needs a build with `--features ballista`, and --scheduler
    Ballista,
}

/// Writes a first rule set from a sample
///
/// It looks at each field of the sample: its type, whether it is always there, how long or how great its values are, whether
/// all of them have a format such as email, uuid, date, url or ip, and whether they are only a few words. The rule set
/// accepts the sample that it was made from. Read it before you use it: a sample shows what occurs, and not what is allowed.
///
/// Bounds are rounded, and comments say what was seen in counts, so that no value of a row is in the rule set. The
/// exception are fields with few different texts, such as a status: these texts become the choices of `one_of`.
/// `--no-values` leaves them out. Names of fields are in the rule set in any case.
#[derive(Debug, clap::Args)]
#[command(after_help = INFER_AFTER, after_long_help = INFER_AFTER)]
pub(crate) struct Infer {
    #[command(flatten)]
    pub(crate) input: Input,

    /// How many rows are looked at, from the start
    #[arg(long, value_name = "N", default_value_t = 100_000, value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) sample: u64,

    /// Write no value of a row: leaves out `one_of`
    #[arg(long)]
    pub(crate) no_values: bool,
}

const INFER_AFTER: &str = "\
Examples:
  unprocessable infer users.csv > users.toml
  unprocessable infer --sample 1000 'logs/2024-*.ndjson' > logs.toml
  curl -s https://example.com/orders | unprocessable infer --input json - > orders.toml";

/// Shows what a rule set says
///
/// As a table, as JSON Schema, or as all sentences that a client may see, in any language of the crate.
#[derive(Debug, clap::Args)]
#[command(after_help = EXPLAIN_AFTER, after_long_help = EXPLAIN_AFTER)]
pub(crate) struct Explain {
    /// The rule set
    #[command(flatten)]
    pub(crate) rules: RulesFile,

    /// How the rules are shown
    #[arg(long = "as", value_enum, value_name = "FORM", default_value_t = Form::Table)]
    pub(crate) form: Form,

    /// The language of the sentences, such as `pl`
    #[arg(long, value_name = "TAG", default_value = "en", value_parser = languages::of_tag)]
    pub(crate) lang: &'static Language,
}

const EXPLAIN_AFTER: &str = "\
Examples:
  unprocessable explain users.toml
  unprocessable explain users.toml --as json-schema > users.schema.json
  unprocessable explain users.toml --as sentences --lang pl

Languages: ar cs de en es fr it ja nl pl pt-BR ru tr uk zh-Hans";

#[derive(Debug, clap::Args)]
pub(crate) struct RulesFile {
    /// The rule set: TOML or JSON, or a JSON Schema
    #[arg(value_name = "RULES")]
    pub(crate) rules: PathBuf,

    /// What the rule set is written in; the name and the content of the file tell otherwise
    #[arg(long, value_enum, value_name = "FORM")]
    pub(crate) rules_format: Option<RulesFormat>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum RulesFormat {
    Toml,
    Json,
    JsonSchema,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    Table,
    JsonSchema,
    Sentences,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Input {
    /// Files, patterns such as 'export/*.csv' in quotes, or `-` for standard input
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<String>,

    /// What the files hold; otherwise their names tell: .csv .tsv .ndjson .jsonl .json .parquet
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub(crate) input: Option<Format>,

    /// What stands between the cells of CSV: one character, or `tab`; otherwise a comma
    #[arg(long, value_name = "CHAR", value_parser = delimiter)]
    pub(crate) delimiter: Option<u8>,

    /// The encoding of CSV, such as `latin1`, `windows-1252` or `utf-16le`; otherwise UTF-8, or what a mark at the start says
    #[arg(long, value_name = "NAME")]
    pub(crate) encoding: Option<String>,

    /// The names of the columns of CSV, for a file without a header: `id,email,age`
    #[arg(long, value_name = "A,B,C", value_delimiter = ',')]
    pub(crate) names: Option<Vec<String>>,

    /// What stands around a cell of CSV that has a delimiter in it: one character; otherwise `"`
    #[arg(long, value_name = "CHAR", value_parser = quote)]
    pub(crate) quote: Option<u8>,

    /// Takes rows of CSV with fewer or more cells than the header: those that are missing are empty, others are ignored
    #[arg(long)]
    pub(crate) ragged: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    Csv,
    #[value(alias = "jsonl")]
    Ndjson,
    Json,
    Parquet,
}

fn delimiter(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        _ if matches!(text, "tab" | "\\t") => Ok(b'\t'),
        [byte] if byte.is_ascii() && !matches!(byte, b'"' | b'\r' | b'\n') => Ok(*byte),
        _ => Err("a delimiter is one character of ASCII, such as `;`, or the word `tab`".into()),
    }
}

fn quote(text: &str) -> Result<u8, String> {
    match text.as_bytes() {
        [byte] if byte.is_ascii_graphic() => Ok(*byte),
        _ => Err("a quote is one character of ASCII, such as `'`".into()),
    }
}
