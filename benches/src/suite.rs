//! One workload, every operation, every contender that can do it.

use std::hint::black_box;

use serde::de::DeserializeOwned;

use crate::contenders::{CollectsErrors, Decodes, Rules};
use crate::measure::{self, Run};
use crate::table::Table;
use crate::workload::Workload;

/// The operations of one workload, each with its contenders; the first of them is the baseline.
pub struct Suite {
    title: &'static str,
    valid: &'static [u8],
    invalid: &'static [u8],
    wrong: &'static [u8],
    operations: [Operation; 6],
    notes: Vec<String>,
}

/// What is timed, by whom.
pub struct Operation {
    name: &'static str,
    contenders: Vec<(&'static str, Run)>,
}

const VALIDATE: usize = 0;
const REFUSE: usize = 1;
const REFUSE_IN_JSON: usize = 2;
const TO_VALID: usize = 3;
const DECODE: usize = 4;
const ALL_ERRORS: usize = 5;

impl Suite {
    pub fn new(workload: Workload) -> Self {
        Self {
            title: workload.title,
            valid: workload.valid.leak().as_bytes(),
            invalid: workload.invalid.leak().as_bytes(),
            wrong: workload.wrong.leak().as_bytes(),
            operations: [
                "valid: validate",
                "invalid: validate",
                "invalid: validate and JSON",
                "valid JSON to valid struct",
                "valid JSON to struct, no rules",
                "wrong types: all errors",
            ]
            .map(Operation::new),
            notes: Vec::new(),
        }
    }

    /// A contender that checks rules.
    pub fn rules<R: Rules<T> + 'static, T: DeserializeOwned + 'static>(&mut self) {
        let (name, json) = (R::NAME, self.valid);
        let (valid, invalid): (T, T) = (decoded(json), decoded(self.invalid));
        let invalid = std::rc::Rc::new(invalid);
        let also_invalid = invalid.clone();
        assert!(R::validate(&valid).is_ok(), "{name} refuses the valid request");
        assert!(R::validate(&invalid).is_err(), "{name} accepts the invalid request");
        assert!(R::from_json(json).is_some(), "{name} does not decode the valid request");

        self.operations[VALIDATE].add(name, move || R::validate(black_box(&valid)).is_ok());
        self.operations[REFUSE].add(name, move || R::validate(black_box(&invalid)));
        self.operations[REFUSE_IN_JSON]
            .add(name, move || R::validate(black_box(&also_invalid)).map_err(|errors| R::to_json(&errors)));
        self.operations[TO_VALID].add(name, move || R::from_json(black_box(json)));
    }

    /// A contender that decodes without rules.
    pub fn decoder<D: Decodes<T> + 'static, T: 'static>(&mut self) {
        let (name, json) = (D::NAME, self.valid);
        assert!(D::decode(json).is_some(), "{name} does not decode the valid request");
        self.operations[DECODE].add(name, move || D::decode(black_box(json)));
    }

    /// A contender that goes on after a wrong type.
    pub fn collector<C: CollectsErrors<T> + 'static, T: 'static>(&mut self) {
        let (name, json) = (C::NAME, self.wrong);
        let errors = C::collect_errors(json).expect("the wrong request is refused");
        self.notes.push(format!("{name} {}", C::count(&errors)));
        self.operations[ALL_ERRORS].add(name, move || C::collect_errors(black_box(json)));
    }

    /// Times everything.
    pub fn run(self) -> Table {
        let mut table = Table::new(self.title);
        for operation in self.operations {
            operation.run(&mut table);
        }
        table.note(format!("Errors found in the request with wrong types: {}.", self.notes.join(", ")));
        table
    }
}

/// A request to check. It is read from text: read from bytes, the code for that would have two callers with those
/// contenders that do not call it the way it is called here, would not be inlined for them, and be slower than theirs is.
fn decoded<T: DeserializeOwned>(json: &[u8]) -> T {
    let json = std::str::from_utf8(json).expect("the requests are text");
    serde_json::from_str(json).expect("the request decodes")
}

impl Operation {
    pub fn new(name: &'static str) -> Self {
        Self { name, contenders: Vec::new() }
    }

    /// Adds a contender; what its work returns is dropped within the time.
    pub fn add<O>(&mut self, name: &'static str, mut work: impl FnMut() -> O + 'static) {
        let run = move |repeats| (0..repeats).for_each(|_| drop(black_box(work())));
        self.contenders.push((name, Box::new(run)));
    }

    /// Times everyone in turn and writes a column.
    pub fn run(self, table: &mut Table) {
        eprintln!("{}", self.name);
        let (names, mut runs): (Vec<_>, Vec<_>) = self.contenders.into_iter().unzip();
        let costs = measure::interleaved(&mut runs);
        table.column(self.name, names.into_iter().zip(costs));
    }
}
