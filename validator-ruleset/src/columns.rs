//! Looks through the columns of a table for rows that are right, so that nobody has to make documents of them.
//!
//! This is for programs that hold values in columns, such as those of Arrow. [`RuleSet::verdicts`](crate::RuleSet::verdicts)
//! runs the rules column by column. It does not say what is wrong: that is asked of the document of the row, with
//! [`RuleSet::check`](crate::RuleSet::check). A row that [`Passed`](Verdict::Passed) has no errors there, one that
//! [`Failed`](Verdict::Failed) has some.
//!
//! The document of a row leaves out the fields that are null, and has the null items of lists and maps.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::HashMap;

use crate::model::{Field, Items, Node, Object, Outcome, Rule, Seen, Set, Shape, Test, Type};

/// What columns tell of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Its document has no errors.
    Passed,
    /// Only its document tells.
    Unknown,
    /// Its document has errors.
    Failed,
}

impl Verdict {
    fn failed_if(failed: bool) -> Self {
        if failed { Self::Failed } else { Self::Passed }
    }

    fn and(&mut self, other: Self) {
        *self = (*self).max(other);
    }
}

/// The values of a column. There is one for each row, also where it is null.
pub struct Column<'c> {
    /// Where it is null, if it is anywhere.
    pub nulls: Option<Vec<bool>>,
    /// The values. They mean nothing where the column is null.
    pub values: Values<'c>,
}

/// The values of a column, by their type in a document.
pub enum Values<'c> {
    /// Nothing is there.
    Null(usize),
    /// Text.
    Texts(Vec<Cow<'c, str>>),
    /// Whole numbers.
    Integers(Cow<'c, [i64]>),
    /// Numbers that JSON does not write as whole ones. Those that are not finite have no such document.
    Numbers(Cow<'c, [f64]>),
    /// Booleans.
    Booleans(Vec<bool>),
    /// Objects.
    Objects(usize, Box<dyn Objects<'c> + 'c>),
    /// Lists: value `i` has the items from `offsets[i]` to `offsets[i + 1]`.
    Lists {
        /// One more than there are lists.
        offsets: Vec<usize>,
        /// The items of all lists.
        items: Box<Column<'c>>,
    },
    /// Objects whose keys are data.
    Maps {
        /// As in lists.
        offsets: Vec<usize>,
        /// The keys of all maps.
        keys: Box<Column<'c>>,
        /// The values of all maps.
        values: Box<Column<'c>>,
    },
    /// Something else.
    Others(usize),
}

/// The columns of objects.
pub trait Objects<'c> {
    /// The names of the fields.
    fn names(&self) -> Vec<&'c str>;

    /// The column of a field.
    fn column(&self, index: usize) -> Column<'c>;
}

impl<'c> Column<'c> {
    /// A column that is null nowhere.
    #[must_use]
    pub fn new(values: Values<'c>) -> Self {
        Self { nulls: None, values }
    }

    fn len(&self) -> usize {
        match &self.values {
            Values::Null(len) | Values::Others(len) | Values::Objects(len, _) => *len,
            Values::Texts(texts) => texts.len(),
            Values::Integers(integers) => integers.len(),
            Values::Numbers(numbers) => numbers.len(),
            Values::Booleans(booleans) => booleans.len(),
            Values::Lists { offsets, .. } | Values::Maps { offsets, .. } => offsets.len().saturating_sub(1),
        }
    }

    fn is_null(&self, row: usize) -> bool {
        matches!(self.values, Values::Null(_))
            || self.nulls.as_ref().is_some_and(|nulls| nulls.get(row).copied().unwrap_or(true))
    }

    fn has_nulls(&self) -> bool {
        matches!(self.values, Values::Null(_)) || self.nulls.is_some()
    }
}

/// How deep columns are looked into.
const DEEPEST: u32 = 30;

/// What the columns tell of each row.
pub(crate) fn verdicts(set: &Set, rows: &Column<'_>) -> Vec<Verdict> {
    let mut verdicts = vec![Verdict::Passed; rows.len()];
    let absent = Absent::of_element(&set.root, true);
    Screen { set }.node(&set.root, rows, &absent, None, true, 0, &mut verdicts);
    verdicts
}

struct Screen<'s> {
    set: &'s Set,
}

/// What is thought of a value that is not there.
enum Absent<'s> {
    Verdict(Verdict),
    Rules(Seen<'s>),
}

impl<'s> Absent<'s> {
    /// A null in a list, a map, or in place of the document.
    fn of_element(node: &Node, rules: bool) -> Self {
        match node.shape {
            Shape::Null => Self::Verdict(if node.rules.is_empty() { Verdict::Passed } else { Verdict::Unknown }),
            _ if node.optional && rules => Self::Rules(Seen::Absent),
            _ => Self::Verdict(Verdict::failed_if(!node.optional)),
        }
    }

    /// A field that is missing.
    fn of_field(field: &'s Field, rules: bool) -> Self {
        if !field.absent {
            return Self::Verdict(Verdict::Failed);
        }
        match field.default {
            Some(_) => Self::Verdict(Verdict::Unknown),
            None if rules && field.node.optional => Self::Rules(field.unsent()),
            None => Self::Verdict(Verdict::Passed),
        }
    }
}

/// The columns of the fields of an object, beside a value that is one of them.
struct Beside<'b, 'c> {
    fields: &'b [Field],
    found: &'b [Found<'c>],
}

/// The column of a field.
enum Found<'c> {
    Missing,
    Column(Column<'c>),
    /// There are several, with its name and its aliases.
    Several(Vec<Column<'c>>),
}

impl Screen<'_> {
    /// Adds to the verdicts what is known of each value.
    #[allow(clippy::too_many_arguments)]
    fn node(
        &self,
        node: &Node,
        column: &Column<'_>,
        absent: &Absent<'_>,
        beside: Option<&Beside<'_, '_>>,
        rules: bool,
        depth: u32,
        verdicts: &mut [Verdict],
    ) {
        if depth > DEEPEST {
            return verdicts.fill(Verdict::Unknown);
        }
        // Rules that look at other fields run row by row.
        let own = if rules { &node.rules[..] } else { &[] };
        let applies = |rule: &&Rule| beside.is_some() || rule.mentions.is_empty();
        let (alone, around): (Vec<&Rule>, Vec<&Rule>) =
            own.iter().filter(applies).partition(|rule| rule.when.is_empty() && !matches!(rule.test, Test::Around(_)));
        if matches!(column.values, Values::Null(_)) {
            self.absent(absent, &alone, verdicts);
        } else if column.nulls.is_none() {
            self.values(node, column, &alone, rules && node.nested_when.is_empty(), depth, verdicts);
        } else {
            let mut present = vec![Verdict::Passed; verdicts.len()];
            self.values(node, column, &alone, rules && node.nested_when.is_empty(), depth, &mut present);
            let mut missing = [Verdict::Passed];
            self.absent(absent, &alone, &mut missing);
            for (row, (verdict, present)) in verdicts.iter_mut().zip(present).enumerate() {
                verdict.and(if column.is_null(row) { missing[0] } else { present });
            }
        }
        let is_absent_known = matches!(absent, Absent::Verdict(_));
        let is_inside_unsure = rules && !node.nested_when.is_empty();
        if around.is_empty() && !is_inside_unsure {
            return;
        }
        for (row, verdict) in verdicts.iter_mut().enumerate().filter(|(_, verdict)| **verdict != Verdict::Failed) {
            let is_null = column.is_null(row);
            if is_null && is_absent_known {
                continue;
            }
            let seen = match absent {
                Absent::Rules(seen) if is_null => Some(*seen),
                _ => see(node, column, row),
            };
            if is_inside_unsure && !is_null {
                verdict.and(Verdict::Unknown);
            }
            for rule in &around {
                verdict.and(seen.map_or(Verdict::Unknown, |seen| rule_around(rule, seen, beside, row)));
            }
        }
    }

    fn absent(&self, absent: &Absent<'_>, rules: &[&Rule], verdicts: &mut [Verdict]) {
        let verdict = match absent {
            Absent::Verdict(verdict) => *verdict,
            Absent::Rules(seen) => Verdict::failed_if(rules.iter().any(|rule| !holds(rule, seen))),
        };
        verdicts.iter_mut().for_each(|known| known.and(verdict));
    }

    /// What is known of the values, as if none were null.
    fn values(
        &self,
        node: &Node,
        column: &Column<'_>,
        rules: &[&Rule],
        inside: bool,
        depth: u32,
        verdicts: &mut [Verdict],
    ) {
        let presence = |rule: &&&Rule| matches!(rule.test, Test::Presence(_));
        match (&node.shape, &column.values) {
            (Shape::Integer { min, max, .. }, Values::Integers(integers)) => {
                let least = i64::try_from(*min).unwrap_or(i64::MIN);
                let most = i64::try_from(*max).unwrap_or(i64::MAX);
                let mut failed: Vec<bool> = integers.iter().map(|value| *value < least || *value > most).collect();
                for rule in rules {
                    match &rule.test {
                        Test::Integer(check) => check.note_failures(integers, &mut failed),
                        _ if holds(rule, &Seen::Integer(0)) => {}
                        _ => failed.fill(true),
                    }
                }
                note(&failed, verdicts);
            }
            (Shape::Number, Values::Integers(integers)) => {
                let numbers: Vec<f64> = integers.iter().map(|value| *value as f64).collect();
                self.numbers(&numbers, rules, verdicts);
            }
            (Shape::Number, Values::Numbers(numbers)) => self.numbers(numbers, rules, verdicts),
            (Shape::Object(index), Values::Objects(_, objects)) => {
                if rules.iter().any(|rule| !holds(rule, &Seen::Other)) {
                    verdicts.fill(Verdict::Failed);
                } else if let Some(object) = self.set.types.get(*index) {
                    self.object(object, &**objects, inside && node.nested, depth + 1, verdicts);
                }
            }
            (Shape::List { items, size, is_set }, Values::Lists { offsets, items: column }) => {
                let mut each = vec![Verdict::Passed; column.len()];
                let absent = Absent::of_element(items, inside);
                self.node(items, column, &absent, None, inside, depth + 1, &mut each);
                for (range, verdict) in ranges(offsets).zip(verdicts) {
                    let count = range.len();
                    verdict.and(
                        each.get(range.clone()).and_then(|each| each.iter().max().copied()).unwrap_or(Verdict::Passed),
                    );
                    verdict.and(Verdict::failed_if(size.is_some_and(|size| size != count)));
                    for rule in rules {
                        verdict.and(match &rule.test {
                            Test::Size(_) if *is_set && count > 1 => Verdict::Unknown,
                            Test::Size(check) => Verdict::failed_if(check(count) != Outcome::Passed),
                            Test::Presence(check) => Verdict::failed_if(!check(presence_of(count))),
                            Test::Items(check) => match items_of(items, column, range.clone()) {
                                Some(items) => Verdict::failed_if(!check(&items).is_empty()),
                                None => Verdict::Unknown,
                            },
                            _ => Verdict::Passed,
                        });
                    }
                }
            }
            (Shape::Map { keys, values }, Values::Maps { offsets, keys: key_column, values: column }) => {
                let mut each = vec![Verdict::Passed; column.len()];
                let absent = Absent::of_element(values, inside);
                self.node(values, column, &absent, None, inside, depth + 1, &mut each);
                if !(matches!(keys.shape, Shape::Text | Shape::Any) && keys.rules.is_empty()) {
                    self.keys(keys, key_column, inside, &mut each);
                }
                for (range, verdict) in ranges(offsets).zip(verdicts) {
                    let count = range.len();
                    let inside = each.get(range).and_then(|each| each.iter().max().copied()).unwrap_or(Verdict::Passed);
                    // A key that comes again replaces the value before, so that nothing here is sure to fail.
                    verdict.and(inside.min(Verdict::Unknown));
                    for rule in rules {
                        verdict.and(match &rule.test {
                            Test::Presence(check) => Verdict::failed_if(!check(presence_of(count))),
                            Test::Size(check) if count < 2 => Verdict::failed_if(check(count) != Outcome::Passed),
                            Test::Size(_) | Test::Keys(_) => Verdict::Unknown,
                            _ => Verdict::Passed,
                        });
                    }
                }
            }
            (_, Values::Others(_)) => verdicts.fill(Verdict::Unknown),
            (Shape::Any, Values::Lists { .. } | Values::Maps { .. } | Values::Objects(..)) if !rules.is_empty() => {
                verdicts.fill(Verdict::Unknown);
            }
            (Shape::Any, Values::Lists { .. } | Values::Maps { .. } | Values::Objects(..)) => {}
            // What a struct is for maps, tuples and enums, and a map for an object.
            (Shape::Map { .. } | Shape::Choice(_), Values::Objects(..))
            | (Shape::Object(_) | Shape::Choice(_), Values::Maps { .. })
            | (Shape::Tuple(_), Values::Lists { .. }) => verdicts.fill(Verdict::Unknown),
            (_, Values::Lists { .. } | Values::Maps { .. } | Values::Objects(..)) => verdicts.fill(Verdict::Failed),
            (Shape::Text, Values::Texts(texts)) => {
                // Most rules about presence hold for text that begins with something visible.
                let (presences, others): (Vec<&&Rule>, Vec<&&Rule>) = rules.iter().partition(presence);
                let holds_if_filled = presences.iter().all(|rule| holds(rule, &Seen::Text("x")));
                for (text, verdict) in texts.iter().zip(verdicts) {
                    let seen = Seen::Text(text);
                    let is_visible = text.as_bytes().first().is_some_and(u8::is_ascii_graphic);
                    let is_present = is_visible && holds_if_filled || presences.iter().all(|rule| holds(rule, &seen));
                    verdict.and(Verdict::failed_if(!(is_present && others.iter().all(|rule| holds(rule, &seen)))));
                }
            }
            (_, _) => {
                for (row, verdict) in verdicts.iter_mut().enumerate() {
                    verdict.and(match scalar(node, column, row) {
                        Scalar::Seen(seen) => Verdict::failed_if(rules.iter().any(|rule| !holds(rule, &seen))),
                        Scalar::Refused => Verdict::Failed,
                        Scalar::Unknown => Verdict::Unknown,
                    });
                }
            }
        }
    }

    fn numbers(&self, numbers: &[f64], rules: &[&Rule], verdicts: &mut [Verdict]) {
        let mut failed = vec![false; numbers.len()];
        for rule in rules {
            match &rule.test {
                Test::Number(check) => check.note_failures(numbers, &mut failed),
                _ if holds(rule, &Seen::Number(0.0)) => {}
                _ => failed.fill(true),
            }
        }
        for ((number, failed), verdict) in numbers.iter().zip(failed).zip(verdicts) {
            verdict.and(if number.is_finite() { Verdict::failed_if(failed) } else { Verdict::Unknown });
        }
    }

    fn object(&self, object: &Type, columns: &dyn Objects<'_>, rules: bool, depth: u32, verdicts: &mut [Verdict]) {
        let names = columns.names();
        let positions: HashMap<&str, usize> = names.iter().enumerate().map(|(index, name)| (*name, index)).collect();
        if positions.len() < names.len() {
            // The last of those with the same name counts, where it is not null.
            return verdicts.fill(Verdict::Unknown);
        }
        let found: Vec<Found<'_>> = object
            .fields
            .iter()
            .map(|field| {
                let indexes =
                    std::iter::once(&field.name).chain(&field.aliases).filter_map(|name| positions.get(&**name));
                let mut all: Vec<Column<'_>> = indexes.map(|index| columns.column(*index)).collect();
                match all.len() {
                    0 => Found::Missing,
                    1 => all.pop().map_or(Found::Missing, Found::Column),
                    _ => Found::Several(all),
                }
            })
            .collect();
        let beside = Beside { fields: &object.fields, found: &found };
        let nothing = Column::new(Values::Null(verdicts.len()));
        for (field, found) in object.fields.iter().zip(&found) {
            let column = match found {
                Found::Column(column) => column,
                Found::Missing => &nothing,
                Found::Several(columns) => {
                    for (row, verdict) in verdicts.iter_mut().enumerate() {
                        verdict.and(match columns.iter().all(|column| column.is_null(row)) {
                            true if field.node.rules.is_empty() && field.absent => Verdict::Passed,
                            _ => Verdict::Unknown,
                        });
                    }
                    continue;
                }
            };
            let absent = Absent::of_field(field, rules);
            self.node(&field.node, column, &absent, Some(&beside), rules, depth, verdicts);
        }
        if object.closed {
            for index in (0..names.len()).filter(|index| !object.names.contains(names[*index])) {
                let column = columns.column(index);
                for (row, verdict) in verdicts.iter_mut().enumerate() {
                    verdict.and(Verdict::failed_if(!column.is_null(row)));
                }
            }
        }
    }

    /// The keys of maps, which are text.
    fn keys(&self, node: &Node, column: &Column<'_>, rules: bool, verdicts: &mut [Verdict]) {
        let is_simple = node.rules.iter().all(|rule| matches!(rule.test, Test::Text(_)) && rule.mentions.is_empty());
        match (&node.shape, &column.values) {
            (Shape::Text, Values::Texts(keys)) if is_simple => {
                for (key, verdict) in keys.iter().zip(verdicts) {
                    let failed = rules && node.rules.iter().any(|rule| !holds(rule, &Seen::Text(key)));
                    verdict.and(Verdict::failed_if(failed));
                }
            }
            _ => verdicts.fill(Verdict::Unknown),
        }
    }
}

fn note(failed: &[bool], verdicts: &mut [Verdict]) {
    for (failed, verdict) in failed.iter().zip(verdicts) {
        verdict.and(Verdict::failed_if(*failed));
    }
}

fn ranges(offsets: &[usize]) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    offsets.windows(2).map(|pair| pair[0]..pair[1])
}

fn presence_of(count: usize) -> unprocessable_core::Presence {
    if count == 0 { unprocessable_core::Presence::Blank } else { unprocessable_core::Presence::Filled }
}

/// Whether a rule that looks at nothing else holds.
fn holds(rule: &Rule, seen: &Seen<'_>) -> bool {
    match (&rule.test, seen) {
        (Test::Text(check), Seen::Text(text)) => check(text),
        (Test::Integer(check), Seen::Integer(integer)) => check.holds(*integer),
        (Test::Number(check), Seen::Number(number)) => check.holds(*number),
        (Test::Boolean(check), Seen::Boolean(value)) => check(*value),
        (Test::Demands(check), Seen::Text(text)) => check(text).is_empty(),
        (Test::Presence(check), seen) => check(seen.presence()),
        _ => true,
    }
}

/// What a rule says that looks at the fields beside a value.
fn rule_around(rule: &Rule, seen: Seen<'_>, beside: Option<&Beside<'_, '_>>, row: usize) -> Verdict {
    let is_unknown = Cell::new(false);
    let see = |index: usize| {
        let known = beside.and_then(|beside| {
            let (field, found) = (beside.fields.get(index)?, beside.found.get(index)?);
            match found {
                Found::Missing => Some(field.unsent()),
                Found::Column(column) if column.is_null(row) => Some(field.unsent()),
                Found::Column(column) => self::see(&field.node, column, row),
                Found::Several(_) => None,
            }
        });
        known.unwrap_or_else(|| {
            is_unknown.set(true);
            Seen::Other
        })
    };
    let object = if beside.is_some() { Object::Row(&see) } else { Object::Nothing };
    let is_met = rule.when.iter().all(|when| when.holds(&object));
    let verdict = match &rule.test {
        _ if !is_met => Verdict::Passed,
        Test::Around(check) => Verdict::failed_if(check(&seen, &object) != Outcome::Passed),
        Test::Size(_) | Test::Items(_) | Test::Keys(_) => Verdict::Unknown,
        _ => Verdict::failed_if(!holds(rule, &seen)),
    };
    if is_unknown.get() { Verdict::Unknown } else { verdict }
}

/// What rules see of a value that is not null, unless only its document tells.
fn see<'v>(node: &'v Node, column: &'v Column<'_>, row: usize) -> Option<Seen<'v>> {
    match (&node.shape, &column.values) {
        (Shape::Object(_), Values::Objects(..)) => Some(Seen::Other),
        (_, Values::Objects(..) | Values::Lists { .. } | Values::Maps { .. } | Values::Others(_)) => None,
        _ => match scalar(node, column, row) {
            Scalar::Seen(seen) => Some(seen),
            Scalar::Refused => Some(Seen::Other),
            Scalar::Unknown => None,
        },
    }
}

enum Scalar<'v> {
    Seen(Seen<'v>),
    Refused,
    Unknown,
}

/// What rules see of text, a number or a boolean.
fn scalar<'v>(node: &'v Node, column: &'v Column<'_>, row: usize) -> Scalar<'v> {
    let seen = match (&node.shape, &column.values) {
        (Shape::Any, Values::Texts(texts)) => texts.get(row).map(|text| Seen::Text(text)),
        (Shape::Any, Values::Numbers(numbers)) => {
            return match numbers.get(row) {
                Some(number) if number.is_finite() => Scalar::Seen(Seen::Other),
                _ => Scalar::Unknown,
            };
        }
        (Shape::Any, _) => Some(Seen::Other),
        (Shape::Text, Values::Texts(texts)) => texts.get(row).map(|text| Seen::Text(text)),
        (Shape::Character, Values::Texts(texts)) => {
            texts.get(row).filter(|text| text.chars().count() == 1).map(|text| Seen::Text(text))
        }
        (Shape::Choice(names), Values::Texts(texts)) => texts
            .get(row)
            .filter(|text| names.iter().flatten().any(|name| name == text.as_ref()))
            .map(|text| Seen::Text(text)),
        (Shape::Integer { min, max, .. }, Values::Integers(integers)) => integers
            .get(row)
            .map(|integer| i128::from(*integer))
            .filter(|integer| integer >= min && u128::try_from(*integer).map_or(true, |integer| integer <= *max))
            .map(Seen::Integer),
        (Shape::Number, Values::Integers(integers)) => integers.get(row).map(|integer| Seen::Number(*integer as f64)),
        (Shape::Number, Values::Numbers(numbers)) => match numbers.get(row) {
            Some(number) if number.is_finite() => Some(Seen::Number(*number)),
            _ => return Scalar::Unknown,
        },
        (Shape::Boolean, Values::Booleans(booleans)) => booleans.get(row).map(|value| Seen::Boolean(*value)),
        // One that is not finite has another document.
        (_, Values::Numbers(numbers)) if numbers.get(row).is_none_or(|number| !number.is_finite()) => {
            return Scalar::Unknown;
        }
        _ => None,
    };
    seen.map_or(Scalar::Refused, Scalar::Seen)
}

/// The items of one list, as rules on lists see them.
fn items_of<'v>(node: &'v Node, column: &'v Column<'_>, range: std::ops::Range<usize>) -> Option<Items<'v>> {
    if column.has_nulls() && matches!(column.values, Values::Others(_)) {
        return None;
    }
    let mut seen = Vec::with_capacity(range.len());
    for row in range {
        seen.push(if column.is_null(row) { Seen::Absent } else { see(node, column, row)? });
    }
    let seen = seen.into_iter();
    Some(match node.shape {
        Shape::Text | Shape::Character | Shape::Choice(_) => Items::Texts(seen.map(Seen::text).collect()),
        Shape::Integer { .. } => Items::Integers(seen.map(Seen::integer).collect()),
        Shape::Number => Items::Numbers(seen.map(Seen::number).collect()),
        Shape::Boolean => Items::Booleans(seen.map(Seen::boolean).collect()),
        _ => Items::Others,
    })
}
