//! Runs: their order, batches, limits, rejects, and how they go on.

use std::fs::File;
use std::io::{self, Write};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use serde::Deserialize;
use unprocessable::lang;
use unprocessable::{Validate, Violation};
use unprocessable_rows::{self as rows, Checkpoint, End, RejectFormat, RowsError};

use crate::text;

#[derive(Clone, Debug, PartialEq, Deserialize, Validate)]
struct Number {
    #[validate(none_of([7, 77, 777]))]
    number: u32,
    #[validate(length(max = 5))]
    #[serde(default)]
    word: String,
}

/// A file of several blocks.
fn numbers(count: u32) -> String {
    let rows = (1..=count).map(|number| format!("{number},{}\n", if number % 1000 == 0 { "too long" } else { "word" }));
    std::iter::once("number,word\n".to_owned()).chain(rows).collect()
}

fn is_valid(number: u32) -> bool {
    ![7, 77, 777].contains(&number) && !number.is_multiple_of(1000)
}

#[test]
fn all_threads_together_keep_the_order() {
    let file = numbers(60_000);
    let mut expected_rejects = Vec::new();
    for threads in 1..=5 {
        let (mut taken, mut rejects) = (Vec::new(), Vec::new());
        let numbers = rows::csv::<Number>(file.as_bytes()).expect("a header");
        let report = numbers.threads(threads).rejects(&mut rejects).run(|batch| {
            taken.extend(batch.into_iter().map(|number| number.number));
            Ok::<_, io::Error>(())
        });
        let report = report.expect("it runs");
        assert_eq!(taken, (1..=60_000).filter(|number| is_valid(*number)).collect::<Vec<_>>());
        assert_eq!((report.rows(), report.rejected(), report.valid()), (60_000, 63, 59_937));
        assert_eq!((report.handed_over(), report.end()), (59_937, End::File));
        if threads == 1 {
            expected_rejects.clone_from(&rejects);
        }
        assert_eq!(text(&rejects), text(&expected_rejects));
    }
    assert!(text(&expected_rejects).starts_with(
        "{\"line\":8,\"column\":\"number\",\"key\":\"number\",\"code\":\"none_of\",\"message\":\"The selected number is invalid.\"}\n"
    ));
}

#[test]
fn a_batch_has_as_many_rows_as_are_asked_for_or_fewer() {
    let file = numbers(30_000);
    let mut sizes = Vec::new();
    let run = rows::csv::<Number>(file.as_bytes()).expect("a header").batch_rows(500).run(|batch| {
        sizes.push(batch.len());
        Ok::<_, io::Error>(())
    });
    assert!(run.is_ok() && sizes.iter().all(|size| (1..=500).contains(size)));
    assert!(sizes.iter().filter(|size| **size == 500).count() > sizes.len() / 2);
}

#[test]
fn a_batch_that_is_not_taken_ends_the_run_and_says_where() {
    let file = numbers(30_000);
    for threads in [1, 3] {
        let mut left = 3;
        let run = rows::csv::<Number>(file.as_bytes()).expect("a header").threads(threads).run(|_| {
            left -= 1;
            if left == 0 { Err(io::Error::other("the database is gone")) } else { Ok(()) }
        });
        let error = run.expect_err("it fails");
        assert!(matches!(error, RowsError::Batch { line: 1.., .. }), "{error}");
        assert!(error.to_string().ends_with("were not taken: the database is gone"), "{error}");
    }
}

#[test]
fn a_run_ends_after_so_many_rejects_or_rows_or_when_it_is_told_to() {
    let file = numbers(120_000);
    let open = || rows::csv::<Number>(file.as_bytes()).expect("a header");
    for threads in [1, 2] {
        let report = open().threads(threads).max_rejects(3).check().expect("it runs");
        assert_eq!((report.rows(), report.rejected(), report.end()), (777, 3, End::MaxRejects));
        let report = open().threads(threads).max_rows(500).check().expect("it runs");
        assert_eq!((report.rows(), report.rejected(), report.end()), (500, 2, End::MaxRows));
    }
    let stop = AtomicBool::new(false);
    let report = open().stop_on(&stop).progress(|_| stop.store(true, Ordering::Relaxed)).check().expect("it runs");
    assert_eq!(report.end(), End::Stopped);
    assert!(report.rows() < 100_000, "{} rows", report.rows());
    assert_eq!(open().max_rejects(3).filter(|row| row.outcome.is_err()).count(), 3);
    assert_eq!(open().max_rows(10).count(), 10);
}

#[test]
fn nothing_is_handed_over_if_one_row_of_a_large_file_is_invalid() {
    let good = "number\n".to_owned() + &"1\n".repeat(100_000);
    let bad = good.clone() + "7\n";
    for (file, handed_over) in [(&good, 100_000), (&bad, 0)] {
        let (mut taken, mut rejects) = (0, Vec::new());
        let rows = rows::csv::<Number>(file.as_bytes()).expect("a header").rejects(&mut rejects);
        let report = rows.run_all_or_nothing(|batch| {
            taken += batch.len();
            Ok::<_, io::Error>(())
        });
        let report = report.expect("it runs");
        assert_eq!((report.handed_over(), taken as u64), (handed_over, handed_over));
        assert_eq!(rejects.is_empty(), handed_over > 0);
    }
    let array = format!("[{}]", vec!["{\"number\": 1}"; 50_000].join(","));
    let report =
        rows::json::<Number>(array.as_bytes()).expect("an array").run_all_or_nothing(|_| Ok::<_, io::Error>(()));
    assert_eq!(report.expect("it runs").handed_over(), 50_000);
    let open = &array[..array.len() - 1];
    let error = rows::json::<Number>(open.as_bytes()).expect("an array").run_all_or_nothing(|_| Ok::<_, io::Error>(()));
    assert!(matches!(error, Err(RowsError::Array(_))), "an array that is not closed may have more rows");
}

#[test]
fn rejects_are_csv_too_and_have_values_only_if_they_are_asked_for() {
    let file = "number,word\n7,\"=1+1,x\"\nx,a\n";
    let write = |format, values| {
        let mut rejects = Vec::new();
        let rows = rows::csv::<Number>(file.as_bytes()).expect("a header").rejects(&mut rejects).reject_format(format);
        let rows = if values { rows.reject_values() } else { rows };
        rows.check().expect("it runs");
        String::from_utf8(rejects).expect("UTF-8")
    };
    let plain = "\
line,column,key,code,message
2,number,number,none_of,The selected number is invalid.
2,word,word,length,The word must not be greater than 5 characters.
3,number,number,integer,The number must be an integer.
";
    assert_eq!(write(RejectFormat::Csv, false), plain);
    let with_values = "\
line,column,key,code,message,value
2,number,number,none_of,The selected number is invalid.,7
2,word,word,length,The word must not be greater than 5 characters.,\"'=1+1,x\"
3,number,number,integer,The number must be an integer.,x
";
    assert_eq!(write(RejectFormat::Csv, true), with_values);
    assert!(
        write(RejectFormat::Ndjson, true).lines().nth(1).is_some_and(|line| line.ends_with(",\"value\":\"=1+1,x\"}"))
    );
    let document = "{\"number\": 7, \"word\": [1, \"secret\"]}";
    let mut rejects = Vec::new();
    let rows = rows::ndjson::<Number>(document.as_bytes()).expect("lines").rejects(&mut rejects);
    rows.reject_values().check().expect("it runs");
    assert!(text(&rejects).contains(r#""column":null,"key":"word","code":"text""#), "{}", text(&rejects));
    assert!(text(&rejects).contains(r#""value":"[1, \"secret\"]""#), "{}", text(&rejects));
}

#[test]
fn columns_with_signs_of_keys_in_their_names_are_found_again() {
    #[derive(Debug, Deserialize, Validate)]
    struct Odd {
        #[serde(rename = "_")]
        #[validate(gt(5))]
        whole: u8,
        #[serde(rename = "a\\b")]
        #[validate(gt(5))]
        backslash: u8,
    }
    let set = unprocessable_ruleset::RuleSet::from_json(&{
        use unprocessable::declaration::Declare as _;
        Odd::declaration().to_json().to_string()
    });
    let set = set.expect("a set");
    let file = "_,a\\b\n1,2\n";
    let mut by_type = Vec::new();
    rows::csv::<Odd>(file.as_bytes()).expect("a header").rejects(&mut by_type).check().expect("it runs");
    let columns: Vec<_> = text(&by_type)
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"))
        .map(|reject| (reject["column"].clone(), reject["key"].clone()))
        .collect();
    assert_eq!(columns, [("_".into(), "\\_".into()), ("a\\b".into(), "a\\\\b".into())]);
    let mut by_set = Vec::new();
    rows::csv_by(file.as_bytes(), &set).expect("a header").rejects(&mut by_set).check().expect("it runs");
    assert_eq!(text(&by_set), text(&by_type));
}

#[test]
fn the_messages_of_rejects_are_in_the_language_that_is_asked_for() {
    let mut rejects = Vec::new();
    let rows = rows::csv::<Number>("number\nx\n".as_bytes()).expect("a header").rejects(&mut rejects);
    rows.messages(&lang::PL).check().expect("it runs");
    assert!(text(&rejects).contains("musi zawierać liczbę całkowitą"), "{}", text(&rejects));
}

/// What has come to a writer, and how often.
#[derive(Default)]
struct Written {
    bytes: Vec<u8>,
    pieces: usize,
}

struct Shared<'s>(&'s Mutex<Written>);

impl Write for Shared<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut written = self.0.lock().expect("no panic");
        assert!(bytes.ends_with(b"\n"), "half a line was written");
        written.bytes.extend_from_slice(bytes);
        written.pieces += 1;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_run_that_goes_on_from_any_checkpoint_ends_like_one_that_was_never_interrupted() {
    let mut file = numbers(200_000);
    file.push_str("7,word\n1,word\n");
    for unique in [false, true] {
        let written = Mutex::new(Written::default());
        let mut checkpoints: Vec<Checkpoint> = Vec::new();
        let open = |file| {
            let rows = rows::csv::<Number>(file).expect("a header").threads(2);
            if unique { rows.unique_in_file("number") } else { rows }
        };
        let whole = open(file.as_bytes())
            .rejects(Shared(&written))
            .progress(|progress| checkpoints.push(progress.checkpoint().clone()))
            .check()
            .expect("it runs");
        let written = written.into_inner().expect("no panic");
        assert!(checkpoints.len() > 4 && written.pieces > 3);
        assert_eq!(checkpoints.last(), Some(whole.checkpoint()));
        assert_eq!(whole.rejected(), if unique { 205 } else { 204 });
        for checkpoint in checkpoints {
            let json = serde_json::to_string(&checkpoint).expect("a checkpoint is JSON");
            let stored: Checkpoint = serde_json::from_str(&json).expect("and is read back");
            // What was written after the checkpoint is lost.
            let mut rejects = written.bytes[..stored.reject_bytes as usize].to_vec();
            let rest = open(file.as_bytes()).rejects(&mut rejects).resume(stored).check().expect("it goes on");
            assert_eq!(text(&rejects), text(&written.bytes));
            assert_eq!(rest.checkpoint(), whole.checkpoint());
        }
    }
}

#[test]
fn a_run_that_ended_after_so_many_rows_goes_on_with_the_next_one() {
    let csv = numbers(3_000).replace("20,word", "20,\"wo\nrd\"");
    let documents: Vec<_> = (1..=3_000).map(|number| format!("{{\"number\":\n {number}}}")).collect();
    let (lines, array) = (documents.join("\n").replace(":\n", ":"), format!("[{}\n]", documents.join(",\n")));
    let open: [&dyn Fn() -> rows::Rows<'static, unprocessable::Valid<Number>>; 3] = {
        let (csv, lines, array): (&'static str, &'static str, &'static str) = (csv.leak(), lines.leak(), array.leak());
        [
            &*Box::leak(Box::new(move || rows::csv::<Number>(csv.as_bytes()).expect("a header"))),
            &*Box::leak(Box::new(move || rows::ndjson::<Number>(lines.as_bytes()).expect("lines"))),
            &*Box::leak(Box::new(move || rows::json::<Number>(array.as_bytes()).expect("an array"))),
        ]
    };
    for open in open {
        let rejects_of = |rows: rows::Rows<'static, _>| {
            let rejects = std::sync::Arc::new(Mutex::new(Vec::new()));
            let report = rows.rejects(Kept(rejects.clone())).check().expect("it runs");
            let rejects = rejects.lock().expect("no panic").clone();
            (report, rejects)
        };
        let (whole, all) = rejects_of(open());
        for most in [0, 1, 6, 7, 19, 20, 21, 999, 1_000, 2_999, 3_000] {
            let (first, mut rejects) = rejects_of(open().max_rows(most));
            assert_eq!((first.rows(), first.end()), (most, End::MaxRows));
            let (again, more) = rejects_of(open().max_rows(most).resume(first.checkpoint().clone()));
            assert_eq!((again.checkpoint(), more.len()), (first.checkpoint(), 0), "after {most}");
            let (rest, more) = rejects_of(open().resume(first.checkpoint().clone()));
            rejects.extend(more);
            assert_eq!(text(&rejects), text(&all), "after {most}");
            assert_eq!(rest.checkpoint(), whole.checkpoint(), "after {most}");
        }
        let (nothing, more) = rejects_of(open().resume(whole.checkpoint().clone()));
        assert_eq!((nothing.checkpoint(), more.len()), (whole.checkpoint(), 0));
        let (first, _) = rejects_of(open().max_rejects(2));
        let (rest, _) = rejects_of(open().resume(first.checkpoint().clone()));
        assert_eq!((rest.rows(), rest.rejected()), (whole.rows(), whole.rejected()));
    }
}

#[test]
fn an_array_that_was_read_to_its_end_is_still_read_to_the_end_of_the_file() {
    let open = |file: &'static str| rows::json::<Number>(file.as_bytes()).expect("an array");
    let whole = open("[{\"number\": 1}] ").check().expect("it runs");
    let nothing = open("[{\"number\": 1}] \n").resume(whole.checkpoint().clone());
    let report = nothing.run_all_or_nothing(|_| Ok::<_, io::Error>(())).expect("there is no more");
    assert_eq!((report.rows(), report.handed_over()), (1, 0));
    let error = open("[{\"number\": 1}] ,").resume(whole.checkpoint().clone()).check().unwrap_err();
    assert!(matches!(error, RowsError::Array(rows::ArrayProblem::More)), "{error}");
}

/// Keeps what is written.
struct Kept(std::sync::Arc<Mutex<Vec<u8>>>);

impl Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no panic").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_file_that_is_shorter_than_the_checkpoint_is_another_file() {
    let checkpoint = rows::csv::<Number>("number\n1\n2\n".as_bytes()).and_then(|rows| rows.check());
    let checkpoint = checkpoint.expect("it runs").checkpoint().clone();
    let error = rows::csv::<Number>("number\n".as_bytes()).expect("a header").resume(checkpoint).check().unwrap_err();
    assert!(matches!(error, RowsError::Shorter { offset: 11 }), "{error}");
}

#[test]
fn a_full_disk_ends_the_run() {
    let Ok(full) = File::options().write(true).open("/dev/full") else { return };
    let error = rows::csv::<Number>("number\n7\n".as_bytes()).expect("a header").rejects(full).check().unwrap_err();
    assert!(matches!(error, RowsError::Rejects(_)), "{error}");
    assert!(error.to_string().starts_with("the rejects cannot be written: "), "{error}");
}

struct Failing;

impl io::Read for Failing {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("the cable is out"))
    }
}

#[test]
fn a_reader_that_fails_is_no_end_of_the_file() {
    let file = || io::Read::chain("number\n1\n7\n".as_bytes(), Failing);
    // What is read before the failure is looked at where a block was whole.
    let error = rows::csv::<Number>(file()).map(|_| ()).unwrap_err();
    assert_eq!(error.to_string(), "the file cannot be read from line 1 on: the cable is out");
    let large = numbers(60_000);
    let file = || io::Read::chain(large.as_bytes(), Failing);
    for threads in [1, 2] {
        let error = rows::csv::<Number>(file()).expect("a header").threads(threads).check().unwrap_err();
        assert!(matches!(error, RowsError::Read { line: 40_000.., .. }), "{error}");
    }
    let last = rows::csv::<Number>(file()).expect("a header").last().expect("a row");
    assert!(last.outcome.unwrap_err().errors().is_none());
}

/// A type whose own rule panics at one number.
#[derive(Deserialize, Validate)]
struct Fragile {
    #[validate(custom(panics_at_7_000))]
    n: u32,
}

fn panics_at_7_000(n: &u32) -> Result<(), Violation> {
    assert_ne!(*n, 7_000, "the rule");
    Ok(())
}

/// Whichever thread something fails in, the thread that began the run hears of it, and nobody waits for ever.
#[test]
fn a_panic_goes_on_in_the_thread_that_began_the_run() {
    let lines: String = (0..400_000).map(|n| format!("{}\n", n % 100_000)).collect();
    let (file, many) = (format!("n\n{lines}"), numbers(60_000));
    let caught = |run: &mut dyn FnMut()| {
        let panic = std::panic::catch_unwind(std::panic::AssertUnwindSafe(run)).expect_err("a panic");
        panic.downcast_ref::<String>().cloned().or_else(|| panic.downcast_ref::<&str>().map(|said| (*said).into()))
    };
    for threads in [1, 2, 8] {
        let open = || rows::csv::<Fragile>(file.as_bytes()).expect("a header").threads(threads);
        let mut handed_over = Vec::new();
        let said = caught(&mut || {
            let _ = open().run(|batch| {
                handed_over.extend(batch.into_iter().map(|row| row.into_inner().n));
                Ok::<_, io::Error>(())
            });
        });
        assert!(said.expect("a text").contains("the rule"), "{threads}");
        // What comes before is taken in its order, and what comes after is not.
        assert!(handed_over.iter().copied().eq(0..handed_over.len() as u32) && handed_over.len() <= 7_000);

        let said = caught(&mut || {
            let numbers = rows::csv::<Number>(many.as_bytes()).expect("a header").threads(threads);
            let _ = numbers.run(|_| -> io::Result<()> { panic!("the batch") });
        });
        assert_eq!(said.as_deref(), Some("the batch"), "{threads}");

        struct Breaks(usize);
        impl io::Read for Breaks {
            fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
                self.0 += 1;
                assert!(self.0 < 200, "the reader");
                bytes.iter_mut().zip(b"1\n".iter().cycle()).for_each(|(to, from)| *to = *from);
                Ok(bytes.len())
            }
        }
        let said = caught(&mut || {
            let numbers = rows::csv::<Number>(io::Read::chain("number\n".as_bytes(), Breaks(0))).expect("a header");
            let _ = numbers.threads(threads).check();
        });
        assert_eq!(said.as_deref(), Some("the reader"), "{threads}");
    }
}
