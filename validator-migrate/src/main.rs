//! `cargo unprocessable migrate`

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use unprocessable_migrate::{Kind, Options, Origin, Peer, Report, migrate};

const USAGE: &str = "\
Moves a code base from validator, garde or serde_valid to unprocessable.

Usage: cargo unprocessable migrate [options] [files and folders]

  --from NAME      validator, garde or serde_valid; without it, all that the manifests name
  --dry-run        show the difference, and change nothing
  --force          change files although git has changes that are not committed
  --format FORMAT  the report as text or as json
  --path FOLDER    where unprocessable is, if it does not come from the registry
  --help           this text

Exit code: 0 if everything was rewritten, 1 if something is left to do by hand, 2 if nothing was changed.
";

struct Arguments {
    options: Options,
    json: bool,
}

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    // cargo gives its own name for the command first.
    if arguments.first().is_some_and(|first| first == "unprocessable") {
        arguments.remove(0);
    }
    if arguments.is_empty() || arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
        return show(USAGE, false);
    }
    let read = match read(arguments) {
        Ok(read) => read,
        Err(mistake) => return fail(&format!("{mistake}; see --help")),
    };
    match migrate(&read.options) {
        Ok(report) => {
            let words = if read.json { report.to_json() } else { text(&read.options, &report) };
            show(&words, report.count(Kind::Left) + report.count(Kind::Skipped) > 0)
        }
        Err(reason) => fail(&reason),
    }
}

fn text(options: &Options, report: &Report) -> String {
    let diff = if options.dry_run { report.diff.as_str() } else { "" };
    format!("{diff}{report}")
}

fn show(words: &str, left: bool) -> ExitCode {
    // A reader that went away, such as `head`, is no mistake.
    let _ = std::io::stdout().write_all(words.as_bytes());
    ExitCode::from(u8::from(left))
}

fn fail(reason: &str) -> ExitCode {
    let _ = writeln!(std::io::stderr(), "error: {reason}");
    ExitCode::from(2)
}

fn read(arguments: Vec<String>) -> Result<Arguments, String> {
    let (mut options, mut json) = (Options::default(), false);
    let mut rest = arguments.into_iter();
    match rest.next().as_deref() {
        Some("migrate") => {}
        Some(other) => return Err(format!("the command `{other}` is not known")),
        None => return Err("the command is missing".into()),
    }
    let mut only_paths = false;
    while let Some(argument) = rest.next() {
        let (name, value) = match argument.split_once('=') {
            Some((name, value)) if name.starts_with("--") => (name.to_owned(), Some(value.to_owned())),
            _ => (argument.clone(), None),
        };
        let mut value = || value.clone().or_else(|| rest.next()).ok_or_else(|| format!("`{name}` needs a value"));
        match name.as_str() {
            _ if only_paths => options.paths.push(argument.into()),
            "--" => only_paths = true,
            "--from" => {
                let value = value()?;
                let peer = Peer::named(&value);
                options.from.push(peer.ok_or_else(|| format!("`{value}` is none of validator, garde, serde_valid"))?);
            }
            "--dry-run" => options.dry_run = true,
            "--force" => options.force = true,
            "--format" => match value()?.as_str() {
                "json" => json = true,
                "text" => json = false,
                other => return Err(format!("the format `{other}` is neither text nor json")),
            },
            "--path" => options.origin = Origin::Path(PathBuf::from(value()?)),
            other if other.starts_with('-') => return Err(format!("the option `{other}` is not known")),
            _ => options.paths.push(argument.into()),
        }
    }
    Ok(Arguments { options, json })
}
