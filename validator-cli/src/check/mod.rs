//! Checks the rows of files.

mod fit;
mod print;
mod progress;
mod rejects;
mod state;
mod tally;

use std::cell::RefCell;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use serde::{Deserialize, Serialize};
use serde_json::Value;
use unprocessable_rows::{Checkpoint, End, Reject, Rows, RowsError};
use unprocessable_ruleset::RuleSet;

use crate::Verdict;
use crate::args::{Check, Engine, Format, ReportFormat};
use crate::engine::{self, Running};
use crate::failure::Failure;
use crate::input::{self, Source};
use crate::keys::Keys;
use crate::output::Output;
use crate::report::{self, Report, Stopped};
use crate::rows;
use crate::rules::{self, Rules};
use crate::same::SameFile;
use crate::show;
use fit::{Fields, Fit};
use print::Print;
use progress::Bar;
use rejects::RejectsFile;
use state::StateFile;
pub(crate) use tally::{Entry, Mistake, Tally};

/// Whether Ctrl-C was pressed.
pub(crate) static INTERRUPTED: AtomicBool = AtomicBool::new(false);
/// Whether the rows are to end: because of that, or because something has failed.
static STOP: AtomicBool = AtomicBool::new(false);

/// What was found in a file.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct FileResult {
    pub(crate) name: String,
    pub(crate) rows: u64,
    pub(crate) rejected: u64,
    pub(crate) tally: Tally,
    /// How its columns fit the rules, if it has columns.
    #[serde(default)]
    pub(crate) fit: Option<Fit>,
    /// Why it could not be checked to its end.
    #[serde(default)]
    pub(crate) failure: Option<String>,
    /// By which a run that goes on knows it.
    #[serde(default)]
    print: Option<Print>,
}

impl FileResult {
    /// With what a run that goes on behind so many bytes must find.
    fn up_to(&self, path: Option<&Path>, bytes: u64) -> Self {
        let print = path.zip(self.print.as_ref()).and_then(|(path, print)| print.up_to(path, bytes));
        Self { print, ..self.clone() }
    }
}

pub(crate) fn run(args: &Check, output: &mut Output) -> Result<Verdict, Failure> {
    let rules = rules::read(&args.rules, args.rules_format)?;
    let written: Vec<SameFile> = written(args)?.iter().map(|path| SameFile::of(path)).collect();
    let sources = input::sources(&args.input, &written)?;
    nothing_read_is_written(args, &sources)?;
    let engine = engine::choose(args, &sources)?;
    // A second Ctrl-C finds the handler of the system, if the first one has no effect.
    let _ = ctrlc::set_handler(|| {
        if INTERRUPTED.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
        STOP.store(true, Ordering::Relaxed);
    });
    let report = match check(args, &rules, &sources, engine, output) {
        // Only rejects are written before the end, so there were some.
        Err(Failure::NobodyReads) => return Ok(Verdict::Rejects),
        report => report?,
    };
    let verdict = match (&report.stopped, report.rejected()) {
        (Some(Stopped::Interrupted { .. }), _) => Verdict::Interrupted,
        _ if report.failures().next().is_some() => Verdict::Failed,
        (_, 0) => Verdict::Valid,
        _ => Verdict::Rejects,
    };
    let written = report::write(args, &rules.set, &report, output);
    for why in report.failures() {
        output.error(&Failure::because(why));
    }
    match written {
        Err(Failure::NobodyReads) => Ok(verdict),
        written => written.map(|()| verdict),
    }
}

/// The files that the run writes.
fn written(args: &Check) -> Result<Vec<PathBuf>, Failure> {
    let Some(rejects) = &args.rejects else { return Ok(Vec::new()) };
    if rejects.as_os_str() == "-" {
        return Err(Failure::because(
            "--rejects names a file, and `-` is none; --format ndjson writes every mistake to standard output",
        ));
    }
    Ok(std::iter::once(rejects.clone()).chain(state::beside(rejects)).collect())
}

/// Makes sure that no file that is read is written, under whatever name.
fn nothing_read_is_written(args: &Check, sources: &[Source]) -> Result<(), Failure> {
    let written = written(args)?;
    let Some(rejects) = written.first() else { return Ok(()) };
    let mut read = vec![(SameFile::of(&args.rules), "the file of the rules")];
    read.extend(sources.iter().map(|source| {
        let file = source.path.as_ref().map_or_else(SameFile::of_standard_input, |path| SameFile::of(path));
        (file, "a file that is to be checked")
    }));
    for path in &written {
        let file = SameFile::of(path);
        let shown = show::name(&path.to_string_lossy());
        if let Some((_, what)) = read.iter().find(|(known, _)| known.is(&file)) {
            let role = if path == rejects { "--rejects" } else { "the checkpoint of --rejects" };
            return Err(Failure::because(format!("{role} may not be {shown}: it is {what}")));
        }
        if path != rejects && file.is(&SameFile::of(rejects)) {
            return Err(Failure::because(format!("--rejects may not be {shown}: it is the file of the checkpoint")));
        }
    }
    Ok(())
}

/// Checks all files.
fn check(
    args: &Check,
    rules: &Rules,
    sources: &[Source],
    engine: Engine,
    output: &mut Output,
) -> Result<Report, Failure> {
    let set = &rules.set;
    // What cannot be read once more needs no checkpoint, and engines do not begin in the middle.
    let can_go_on = args.rejects.is_some() && engine == Engine::Rows && sources.iter().all(Source::is_regular);
    let mut state_file = args.rejects.as_ref().map(|rejects| StateFile::beside(rejects, args, sources));
    let state = match &state_file {
        Some(state_file) if args.resume => {
            if let Some(source) = sources.iter().find(|source| !source.is_regular()) {
                source.open()?;
                return Err(Failure::because(format!("{source} cannot be read once more, so --resume cannot go on")));
            }
            let state = state_file.read()?;
            let read = state.iter().flat_map(|state| &state.files).zip(sources);
            for (file, source) in read {
                let is_same = |path| file.print.as_ref().is_some_and(|print| print.is_of(path));
                if !source.path.as_deref().is_some_and(is_same) {
                    return Err(Failure::because(format!(
                        "{source} was changed since the run that is to go on; run without --resume"
                    )));
                }
            }
            if state.is_none() {
                output.note("no run was interrupted, so this one begins at the start");
            }
            state
        }
        _ => None,
    };
    let fields = Fields::of(set);
    let without_columns = sources.iter().any(|source| source.format != Format::Csv);
    let refused = args.unique.iter().filter(|_| without_columns).find_map(|field| fields.refuses_unique(field));
    if let Some(why) = refused {
        return Err(Failure::because(why));
    }
    // Every file can be opened, before anything is written.
    for source in sources.iter().filter(|source| source.path.is_some()) {
        source.open()?;
    }
    let can_be_checked = look(args, set, &fields, sources, output);
    let mut running = Running::start(engine, args, rules, sources)?;
    let (mut files, mut checkpoint, rejects) = match (state, &args.rejects) {
        (Some(state), Some(path)) => {
            let rejects = RejectsFile::reopen(path, args.with_values, state.reject_bytes)?;
            (state.files, state.checkpoint, Some(rejects))
        }
        (_, path) => {
            // Rejects of an earlier run stay if nothing can be checked.
            let path = path.as_deref().filter(|_| can_be_checked);
            let create = |path| RejectsFile::create(path, args.with_values);
            (Vec::new(), None, path.map(create).transpose()?)
        }
    };
    if let Some(state_file) = state_file.as_ref().filter(|_| can_be_checked && !can_go_on) {
        // The rejects of an earlier run are gone.
        state_file.remove();
    }
    // The last one is read further.
    let first = files.len() - usize::from(checkpoint.is_some());
    let current = if checkpoint.is_some() { files.pop() } else { None };
    let before = files.iter().chain(&current).map(|file: &FileResult| file.rows).sum();
    let bytes: Option<u64> = sources.iter().map(Source::size).sum();
    let collector = RefCell::new(Collector {
        args,
        keys: Keys::of(set),
        file: current.unwrap_or_default(),
        path: None,
        files,
        rejects,
        state_file: state_file.take().filter(|_| can_go_on),
        reached: checkpoint.clone(),
        output,
        bar: Bar::new(bytes, args.quiet, before),
        bytes_before: sources.iter().take(first).filter_map(Source::size).sum(),
        failure: None,
    });
    let mut stopped = None;
    for source in sources.iter().skip(first) {
        stopped = collector.borrow_mut().begin(source);
        if stopped.is_some() {
            break;
        }
        let by_engine = running.file(args, set, source, &mut collector.borrow_mut());
        stopped = match by_engine {
            Some(stopped) => stopped?,
            None => file(args, set, &fields, source, checkpoint.take(), &collector)?,
        };
        if stopped.is_some() {
            break;
        }
        collector.borrow_mut().end(source)?;
    }
    let mut collector = collector.into_inner();
    collector.finish(stopped.is_some_and(|stopped| stopped == Ended::Interrupted))?;
    Ok(collector.report(stopped))
}

/// Why not all rows were checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    Interrupted,
    MaxRejects,
    Sample,
}

/// Looks at the columns of all files before they are checked, and says what does not fit. Gives whether any of them can be
/// checked.
fn look(args: &Check, set: &RuleSet, fields: &Fields, sources: &[Source], output: &mut Output) -> bool {
    let mut can_be_checked = false;
    let mut misfits: Vec<(Fit, &Source, u64)> = Vec::new();
    for source in sources {
        // What can be read once is looked at when it is checked.
        if !source.is_regular() {
            can_be_checked = true;
            continue;
        }
        let Ok(Opened { fit, refusal: None, .. }) = open(args, set, fields, source) else { continue };
        can_be_checked = true;
        let Some(fit) = fit.filter(|fit| !fit.is_whole()) else { continue };
        match misfits.iter_mut().find(|(known, ..)| *known == fit) {
            Some((.., count)) => *count += 1,
            None => misfits.push((fit, source, 0)),
        }
    }
    for (fit, source, others) in misfits.iter().take(MOST_MISFITS) {
        note(fit, source, *others, output);
    }
    if misfits.len() > MOST_MISFITS {
        output.note("note: the columns of other files do not fit, either");
    }
    can_be_checked
}

/// How many different headers are told.
const MOST_MISFITS: usize = 10;

fn note(fit: &Fit, source: &Source, others: u64, output: &mut Output) {
    let others = match others {
        0 => String::new(),
        others => format!(" and {}", show::counted(others, "other", "others")),
    };
    output.note(format_args!("note: {source}{others}: {}", fit.sentence()));
}

/// A source whose header was read.
struct Opened<'r> {
    rows: Rows<'r, Value>,
    /// How its columns fit, if it has columns.
    fit: Option<Fit>,
    /// Why a file with these columns is not checked.
    refusal: Option<String>,
}

fn open<'r>(args: &Check, set: &'r RuleSet, fields: &Fields, source: &Source) -> Result<Opened<'r>, Failure> {
    let rows = rows::of(source, set)?;
    if source.format != Format::Csv {
        return Ok(Opened { rows, fit: None, refusal: None });
    }
    let columns: Vec<_> = rows.columns().map(|(name, key)| (name.to_owned(), key.map(str::to_owned))).collect();
    let fit = fields.fit(&columns, source.delimiter);
    let why = if !fit.has_any || args.strict_columns && !fit.is_whole() {
        Some(fit.sentence())
    } else {
        args.unique.iter().find_map(|field| fit::refuses_unique(field, &columns))
    };
    let refusal = why.map(|why| format!("{source}: {why}"));
    Ok(Opened { rows, fit: Some(fit), refusal })
}

/// Checks one file by its rows.
fn file(
    args: &Check,
    set: &RuleSet,
    fields: &Fields,
    source: &Source,
    checkpoint: Option<Checkpoint>,
    collector: &RefCell<Collector<'_>>,
) -> Result<Option<Ended>, Failure> {
    let Opened { rows, fit, refusal } = match open(args, set, fields, source) {
        Ok(opened) => opened,
        Err(failure) => return collector.borrow_mut().cannot_be_checked(failure),
    };
    {
        let mut collector = collector.borrow_mut();
        if let Some(fit) = fit.as_ref().filter(|fit| refusal.is_none() && !source.is_regular() && !fit.is_whole()) {
            note(fit, source, 0, collector.output);
        }
        collector.file.fit = fit;
        if let Some(why) = refusal {
            return collector.cannot_be_checked(Failure::because(why));
        }
    }
    let mut rows = rows
        .each_reject(|reject| take(collector, reject))
        .messages(args.lang)
        .stop_on(&STOP)
        .progress(|progress| collector.borrow_mut().reach(progress.checkpoint()));
    if args.with_values {
        rows = rows.reject_values();
    }
    for field in &args.unique {
        rows = rows.unique_in_file(field);
    }
    if let Some(most) = args.max_rejects {
        // Counted from the start of this file, also if a run goes on in it.
        rows = rows.max_rejects(most - collector.borrow().files.iter().map(|file| file.rejected).sum::<u64>());
    }
    if let Some(most) = args.sample {
        // Counted from the start of this file, too.
        rows = rows.max_rows(most - collector.borrow().files.iter().map(|file| file.rows).sum::<u64>());
    }
    if let Some(checkpoint) = checkpoint {
        rows = rows.resume(checkpoint);
    }
    let ended = rows.check();
    let mut collector = collector.borrow_mut();
    match ended {
        // A failure of the command itself has ended the run.
        Err(_) if collector.failure.is_some() => Err(collector.failure.take().unwrap_or(Failure::NobodyReads)),
        Err(error @ RowsError::Temporary(_)) => Err(rows::failure(source, &error)),
        Err(error) => collector.cannot_be_checked(rows::failure(source, &error)),
        Ok(report) => {
            collector.reach(report.checkpoint());
            match collector.failure.take() {
                Some(failure) => Err(failure),
                None if report.end() == End::Stopped => Ok(Some(Ended::Interrupted)),
                None => Ok(collector.limit()),
            }
        }
    }
}

/// Takes a mistake. A failure of the command itself ends the run.
fn take(collector: &RefCell<Collector<'_>>, reject: &Reject<'_>) -> io::Result<()> {
    let mut collector = collector.borrow_mut();
    match &collector.failure {
        Some(_) => Err(io::Error::other("failed")),
        None => collector.add(&Mistake::from(reject)).map_err(|failure| {
            collector.fail(failure);
            io::Error::other("failed")
        }),
    }
}

/// Takes what is found in the order of the files.
pub(crate) struct Collector<'a> {
    args: &'a Check,
    keys: Keys,
    /// The files that were read.
    files: Vec<FileResult>,
    /// The one that is being read.
    file: FileResult,
    path: Option<PathBuf>,
    rejects: Option<RejectsFile>,
    state_file: Option<StateFile>,
    /// Up to where everything was taken.
    reached: Option<Checkpoint>,
    output: &'a mut Output,
    bar: Bar,
    /// How many bytes the files have that were read.
    bytes_before: u64,
    failure: Option<Failure>,
}

impl Collector<'_> {
    /// Begins a file, unless there may be no more rows.
    fn begin(&mut self, source: &Source) -> Option<Ended> {
        self.file.name = source.to_string();
        self.path.clone_from(&source.path);
        self.file.print = self.path.as_deref().and_then(Print::of);
        if INTERRUPTED.load(Ordering::Relaxed) { Some(Ended::Interrupted) } else { self.limit() }
    }

    /// Whether there are as many rows or rejects as there may be.
    pub(crate) fn limit(&self) -> Option<Ended> {
        let all = || self.files.iter().chain([&self.file]);
        let rejected: u64 = all().map(|file| file.rejected).sum();
        let rows: u64 = all().map(|file| file.rows).sum();
        if self.args.max_rejects.is_some_and(|most| rejected >= most) {
            Some(Ended::MaxRejects)
        } else {
            self.args.sample.filter(|most| rows >= *most).map(|_| Ended::Sample)
        }
    }

    /// The file is no file of rows, or ends as none. The others are checked all the same.
    pub(crate) fn cannot_be_checked(&mut self, failure: Failure) -> Result<Option<Ended>, Failure> {
        match failure {
            Failure::NobodyReads => Err(failure),
            Failure::Because(why) => {
                self.file.failure = Some(why);
                Ok(self.limit())
            }
        }
    }

    /// Ends the run.
    fn fail(&mut self, failure: Failure) {
        self.failure.get_or_insert(failure);
        STOP.store(true, Ordering::Relaxed);
    }

    /// Takes a mistake.
    pub(crate) fn add(&mut self, mistake: &Mistake) -> Result<(), Failure> {
        if let Some(rejects) = &mut self.rejects {
            rejects.add(&self.file.name, mistake);
        }
        if self.args.format == ReportFormat::Ndjson {
            self.output.line(rejects::ndjson(&self.file.name, mistake, self.args.with_values))?;
        }
        let field = self.keys.field(&mistake.key);
        self.file.tally.add(field, mistake, usize::from(self.args.lines));
        Ok(())
    }

    /// Takes a batch of rows that an engine has checked, of which the first one has this number, counted from 0.
    #[cfg(feature = "datafusion")]
    pub(crate) fn take_batch(&mut self, first: u64, rows: u64, mistakes: &[Mistake]) -> Result<Option<Ended>, Failure> {
        let all = |of: fn(&FileResult) -> u64| self.files.iter().map(of).sum::<u64>();
        let most_rejected = self.args.max_rejects.map_or(u64::MAX, |most| most - all(|file| file.rejected));
        let rows = rows.min(self.args.sample.map_or(u64::MAX, |most| most - all(|file| file.rows) - first));
        let mut taken = rows;
        for row in mistakes.chunk_by(|one, other| one.line == other.line) {
            let Some(at) = row.first().map(|mistake| mistake.line).filter(|at| *at < rows) else { break };
            self.file.rejected += 1;
            for mistake in row {
                self.add(&Mistake { line: first + at + 1, ..mistake.clone() })?;
            }
            if self.file.rejected >= most_rejected {
                taken = at + 1;
                break;
            }
        }
        self.file.rows = first + taken;
        self.save(false)?;
        self.show(0);
        Ok(self.limit())
    }

    /// All rows up to here were taken.
    fn reach(&mut self, checkpoint: &Checkpoint) {
        (self.file.rows, self.file.rejected) = (checkpoint.rows, checkpoint.rejected);
        self.reached = Some(checkpoint.clone());
        if let Err(failure) = self.save(false) {
            self.fail(failure);
        }
        self.show(checkpoint.offset);
    }

    /// Shows how far the file was read.
    fn show(&self, bytes: u64) {
        let (mut rows, mut rejected) = (0, 0);
        for file in self.files.iter().chain([&self.file]) {
            (rows, rejected) = (rows + file.rows, rejected + file.rejected);
        }
        self.bar.show(self.bytes_before + bytes, rows, rejected);
    }

    /// Writes the rejects, and where the run is.
    fn save(&mut self, is_last: bool) -> Result<(), Failure> {
        let Some(rejects) = &mut self.rejects else { return Ok(()) };
        rejects.flush()?;
        if let Some(state_file) = self.state_file.as_mut().filter(|file| is_last || file.is_due()) {
            let mut files = self.files.clone();
            if let Some(reached) = &self.reached {
                files.push(self.file.up_to(self.path.as_deref(), reached.offset));
            }
            state_file.save(&files, self.reached.as_ref(), rejects.bytes())?;
        }
        Ok(())
    }

    /// A file was read to its end.
    fn end(&mut self, source: &Source) -> Result<(), Failure> {
        let file = std::mem::take(&mut self.file);
        let file = if self.state_file.is_some() { file.up_to(self.path.as_deref(), u64::MAX) } else { file };
        self.files.push(file);
        self.bytes_before += source.size().unwrap_or_default();
        self.reached = None;
        self.save(false)
    }

    /// Nothing more is read.
    fn finish(&mut self, is_interrupted: bool) -> Result<(), Failure> {
        self.bar.finish();
        if is_interrupted {
            // Mistakes of rows that were not all taken come again when the run goes on.
            if let Some(rejects) = &mut self.rejects {
                rejects.forget();
            }
            return self.save(true);
        }
        self.save(false)?;
        if let Some(state_file) = &self.state_file {
            state_file.remove();
        }
        Ok(())
    }

    fn report(self, ended: Option<Ended>) -> Report {
        let line = self.reached.as_ref().map_or(self.file.rows + 1, |checkpoint| checkpoint.line);
        let stopped = ended.map(|ended| match ended {
            Ended::MaxRejects => Stopped::MaxRejects,
            Ended::Sample => Stopped::Sample,
            Ended::Interrupted => Stopped::Interrupted { file: self.file.name.clone(), line },
        });
        let mut files = self.files;
        if ended.is_some() && !self.file.name.is_empty() && (self.file.rows > 0 || files.is_empty()) {
            files.push(self.file);
        }
        Report {
            files,
            stopped,
            can_go_on: self.state_file.is_some(),
            rejects: self.rejects.map(|rejects| rejects.path().to_owned()),
        }
    }
}
