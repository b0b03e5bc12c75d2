//! Checks a document: first as if it had its types, and if it does not, once more with care.

mod path;
mod refused;
mod survey;

use serde_json::{Map, Value};
use unprocessable_core::{Limits, ValidationErrors, Violation};

use crate::model::{Field, Items, Node, Object, Outcome, Rule, Seen, Set, Shape, Test, Type};
use path::{Path, Step};
use refused::Refused;

/// Everything that is wrong with a document.
pub(crate) fn errors(set: &Set, document: &Value, limits: &Limits) -> ValidationErrors {
    let mut run = Run::new(set, limits, None);
    if run.node(&set.root, document, &Path::Root, None, true, 0) != Err(Stop::Mismatch) {
        return run.errors;
    }
    // Some value has another type. What can be read around it is still checked, as decode does in its second pass.
    let mut unread = Vec::new();
    survey::value(set, &set.root, document, &mut unread, limits.max_depth());
    unread.sort_unstable();
    let mut run = Run::new(set, limits, Some(&unread));
    let _ = run.node(&set.root, document, &Path::Root, None, true, 0);
    run.errors
}

/// Why a check ends early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    /// A value has another type, and nothing was known of it.
    Mismatch,
    /// No more violations are kept.
    Full,
}

struct Run<'r> {
    set: &'r Set,
    /// Whether a key may come again after another one: in maps, and in lists that repeat items.
    is_unordered: bool,
    errors: ValidationErrors,
    limits: Limits,
    /// The addresses of the values that do not have their types, sorted; `None` if all are taken to have them.
    unread: Option<&'r [*const Value]>,
}

impl<'r> Run<'r> {
    fn new(set: &'r Set, limits: &Limits, unread: Option<&'r [*const Value]>) -> Self {
        Self { set, is_unordered: false, errors: ValidationErrors::within(limits), limits: *limits, unread }
    }

    fn is_unread(&self, value: &Value) -> bool {
        self.unread.is_some_and(|unread| unread.binary_search(&std::ptr::from_ref(value)).is_ok())
    }

    /// Checks a value. Only that of a field sees the fields beside it.
    fn node(
        &mut self,
        node: &Node,
        value: &Value,
        path: &Path<'_>,
        beside: Option<&Object<'_>>,
        rules: bool,
        depth: u32,
    ) -> Result<(), Stop> {
        if let Some(refused) = refused::own(node, value, depth > self.limits.max_depth()) {
            self.refuse(node, refused, path)?;
            return self.counted(node, value, path, rules, depth + 1);
        }
        let seen = node.see(value);
        if self.is_unread(value) {
            if rules && self.is_crowded(node, &seen, path)? {
                // As in decode, what cannot be read inside of an element is reported all the same.
                let is_field = beside.is_some();
                return if is_field { Ok(()) } else { self.inside(node, value, path, false, depth + 1) };
            }
        } else if rules && !node.rules.is_empty() {
            let mark = self.errors.len();
            let crowded = self.rules(node, &seen, path, beside)?;
            if crowded || node.bail && self.errors.len() > mark {
                return self.pass_over(node, value, depth);
            }
        }
        if let Seen::Absent = seen {
            return Ok(());
        }
        let runs = rules && beside.is_none_or(|object| node.nested_when.iter().all(|when| when.holds(object)));
        self.inside(node, value, path, runs, depth + 1)
    }

    /// The items of a list that has the wrong number of them. Decode refuses no more of them than are wanted, but it runs
    /// the rules of all that can be read.
    fn counted(&mut self, node: &Node, value: &Value, path: &Path<'_>, rules: bool, depth: u32) -> Result<(), Stop> {
        if let (Shape::List { items, size: Some(size), .. }, Value::Array(list)) = (&node.shape, value) {
            for (index, item) in list.iter().enumerate() {
                if index >= *size && self.is_unread(item) {
                    continue;
                }
                self.node(items, item, &path.then(Step::Index(index)), None, rules, depth)?;
            }
        }
        Ok(())
    }

    fn inside(&mut self, node: &Node, value: &Value, path: &Path<'_>, rules: bool, depth: u32) -> Result<(), Stop> {
        match (&node.shape, value) {
            (Shape::Object(index), Value::Object(members)) => match self.set.types.get(*index) {
                Some(object) => self.object(object, members, path, rules && node.nested, depth),
                None => Ok(()),
            },
            (Shape::List { items, .. }, Value::Array(list)) => {
                if !items.is_plain() {
                    for (index, item) in list.iter().enumerate() {
                        self.node(items, item, &path.then(Step::Index(index)), None, rules, depth)?;
                    }
                }
                Ok(())
            }
            (Shape::Tuple(nodes), Value::Array(list)) => {
                for (index, (node, item)) in nodes.iter().zip(list).enumerate() {
                    self.node(node, item, &path.then(Step::Index(index)), None, rules, depth)?;
                }
                Ok(())
            }
            (Shape::Map { keys, values }, Value::Object(members)) => {
                self.map([keys, values], members, value, path, rules, depth)
            }
            _ => Ok(()),
        }
    }

    /// First the keys, then the values, as the walk over a map does. Where something cannot be read, entry by entry.
    fn map(
        &mut self,
        [keys, values]: [&Node; 2],
        members: &Map<String, Value>,
        value: &Value,
        path: &Path<'_>,
        rules: bool,
        depth: u32,
    ) -> Result<(), Stop> {
        let by_entry = self.is_unread(value);
        self.is_unordered = true;
        for (key, value) in members {
            let below = path.then(Step::Key(key));
            // As in decode, what cannot be read is reported before the rules of the entry.
            let is_first = by_entry && self.is_unread(value);
            if is_first {
                self.node(values, value, &below, None, rules, depth)?;
            }
            self.key(keys, key, &below, rules)?;
            if by_entry && !is_first {
                self.node(values, value, &below, None, rules, depth)?;
            }
        }
        if !by_entry {
            for (key, value) in members {
                self.node(values, value, &path.then(Step::Key(key)), None, rules, depth)?;
            }
        }
        Ok(())
    }

    fn key(&mut self, node: &Node, key: &str, path: &Path<'_>, rules: bool) -> Result<(), Stop> {
        if let Some(refused) = refused::key(node, key) {
            return self.refuse(node, refused, path);
        }
        let seen = match node.shape {
            Shape::Integer { .. } => key.parse().map_or(Seen::Other, Seen::Integer),
            _ => Seen::Text(key),
        };
        if rules { self.rules(node, &seen, path, None).map(|_| ()) } else { Ok(()) }
    }

    fn object(
        &mut self,
        object: &Type,
        members: &Map<String, Value>,
        path: &Path<'_>,
        rules: bool,
        depth: u32,
    ) -> Result<(), Stop> {
        let around = Object::Members { members, fields: &object.fields };
        let (mark, mut found) = (self.errors.len(), 0);
        for (index, field) in object.fields.iter().enumerate() {
            let below = path.then(Step::Name(&field.segment));
            match field.find(members) {
                Some(value) => {
                    found += 1;
                    if !field.aliases.is_empty() && field.is_twice(members) {
                        self.refuse(&field.node, Refused::TWICE, &below)?;
                    }
                    self.node(&field.node, value, &below, Some(&around), rules, depth)?;
                }
                None if field.absent => self.absent(field, &below, &around, rules, depth)?,
                None => self.refuse(&field.node, Refused::MISSING, &below)?,
            }
            if object.bail && self.errors.len() > mark {
                return self.pass_over_fields(object, index + 1, found, members, depth);
            }
        }
        if object.closed && (self.unread.is_some() || found < members.len()) {
            self.unknown(object, members, path)?;
        }
        Ok(())
    }

    /// Passes over what is inside of a value. If it does not have its types, the document is checked with care.
    fn pass_over(&self, node: &Node, value: &Value, depth: u32) -> Result<(), Stop> {
        let levels = self.limits.max_depth().saturating_sub(depth);
        let is_read = self.unread.is_some() || survey::value(self.set, node, value, &mut Vec::new(), levels);
        if is_read { Ok(()) } else { Err(Stop::Mismatch) }
    }

    /// As [`pass_over`](Self::pass_over), for the fields from this one on.
    fn pass_over_fields(
        &self,
        object: &Type,
        first: usize,
        mut found: usize,
        members: &Map<String, Value>,
        depth: u32,
    ) -> Result<(), Stop> {
        if self.unread.is_some() {
            return Ok(());
        }
        for field in object.fields.iter().skip(first) {
            match field.find(members) {
                Some(_) if field.is_twice(members) => return Err(Stop::Mismatch),
                Some(value) => {
                    found += 1;
                    self.pass_over(&field.node, value, depth)?;
                }
                None if field.absent => {}
                None => return Err(Stop::Mismatch),
            }
        }
        if object.closed && found < members.len() { Err(Stop::Mismatch) } else { Ok(()) }
    }

    /// A field that is missing and may be.
    fn absent(
        &mut self,
        field: &Field,
        path: &Path<'_>,
        around: &Object<'_>,
        rules: bool,
        depth: u32,
    ) -> Result<(), Stop> {
        if let Some(default) = &field.default {
            return self.node(&field.node, default, path, Some(around), rules, depth);
        }
        let seen = if field.patch { Seen::Unsent } else { Seen::Absent };
        // What the default of a program is, nobody here knows.
        let is_known = field.node.optional;
        if rules && is_known { self.rules(&field.node, &seen, path, Some(around)).map(|_| ()) } else { Ok(()) }
    }

    /// Refuses the fields that nobody knows.
    fn unknown(&mut self, object: &Type, members: &Map<String, Value>, path: &Path<'_>) -> Result<(), Stop> {
        for name in members.keys() {
            let is_known = object.names.contains(name.as_str());
            if !is_known {
                if self.unread.is_none() {
                    return Err(Stop::Mismatch);
                }
                self.add(&path.then(Step::Key(name)), Refused::unknown())?;
            }
        }
        Ok(())
    }

    /// Runs the rules of a value. Whether it has more elements than they allow.
    fn rules(
        &mut self,
        node: &Node,
        seen: &Seen<'_>,
        path: &Path<'_>,
        beside: Option<&Object<'_>>,
    ) -> Result<bool, Stop> {
        let mut crowded = false;
        for rule in &node.rules {
            self.is_open()?;
            if !self.applies(rule, beside) {
                continue;
            }
            let before = self.errors.len();
            match self.outcome(rule, node, seen, path, beside)? {
                Outcome::Passed => continue,
                Outcome::Failed => {}
                Outcome::Crowded => crowded = true,
            }
            if self.errors.len() == before {
                self.add(path, rule.violation.clone())?;
            }
            if node.bail {
                break;
            }
        }
        Ok(crowded)
    }

    /// Whether the conditions of a rule hold, and the fields that it looks at can be read.
    fn applies(&self, rule: &Rule, beside: Option<&Object<'_>>) -> bool {
        let Some(object) = beside else { return rule.mentions.is_empty() };
        let is_read = |index: &usize| match object {
            Object::Members { members, fields } => match fields.get(*index) {
                Some(field) => match field.find(members) {
                    Some(value) => !self.is_unread(value),
                    None => field.absent,
                },
                None => false,
            },
            Object::Row(_) | Object::Nothing => true,
        };
        (self.unread.is_none() || rule.mentions.iter().all(is_read)) && rule.when.iter().all(|when| when.holds(object))
    }

    /// The outcome of one rule. A rule with several violations adds them itself.
    fn outcome(
        &mut self,
        rule: &Rule,
        node: &Node,
        seen: &Seen<'_>,
        path: &Path<'_>,
        beside: Option<&Object<'_>>,
    ) -> Result<Outcome, Stop> {
        let holds = match (&rule.test, seen) {
            (Test::Text(check), Seen::Text(text)) => check(text),
            (Test::Integer(check), Seen::Integer(integer)) => check.holds(*integer),
            (Test::Number(check), Seen::Number(number)) => check.holds(*number),
            (Test::Boolean(check), Seen::Boolean(value)) => check(*value),
            (Test::Presence(check), seen) => check(seen.presence()),
            (Test::Keys(check), Seen::Map(map)) => check(map),
            (Test::Size(check), seen) => return Ok(seen.size().map_or(Outcome::Passed, check)),
            (Test::Around(check), seen) => {
                return Ok(check(seen, beside.unwrap_or(&Object::Nothing)));
            }
            (Test::Demands(check), Seen::Text(text)) => {
                let unmet = check(text);
                let holds = unmet.is_empty();
                if !rule.is_reworded {
                    for violation in unmet {
                        self.add(path, node.label.on(violation))?;
                    }
                }
                holds
            }
            (Test::Items(check), Seen::List(items, list)) => {
                let Shape::List { items: item, .. } = &list.shape else { return Ok(Outcome::Passed) };
                let failed = check(&Items::of(item, items));
                for index in &failed {
                    self.is_unordered |= index.is_some();
                    match index {
                        Some(index) => self.add(&path.then(Step::Index(*index)), rule.violation.clone())?,
                        None => self.add(path, rule.violation.clone())?,
                    }
                }
                failed.is_empty()
            }
            _ => true,
        };
        Ok(holds.into())
    }

    /// Whether a list or map that cannot be read has more elements than its rules allow, which is recorded.
    fn is_crowded(&mut self, node: &Node, seen: &Seen<'_>, path: &Path<'_>) -> Result<bool, Stop> {
        let size = match seen {
            Seen::List(items, _) => items.len(),
            Seen::Map(map) => map.len(),
            _ => return Ok(false),
        };
        let mut is_crowded = false;
        for rule in node.rules.iter().filter(|rule| rule.most.is_some_and(|most| size > most) && rule.when.is_empty()) {
            is_crowded = true;
            self.add(path, rule.violation.clone())?;
            if node.bail {
                break;
            }
        }
        Ok(is_crowded)
    }

    fn refuse(&mut self, node: &Node, refused: Refused, path: &Path<'_>) -> Result<(), Stop> {
        if self.unread.is_none() {
            return Err(Stop::Mismatch);
        }
        let violation = refused.violation(node, matches!(path, Path::Root));
        self.add(path, violation)
    }

    /// Whether more violations are kept. If not, the errors say that there may be more.
    fn is_open(&mut self) -> Result<(), Stop> {
        if self.errors.len() < self.limits.max_violations() {
            return Ok(());
        }
        self.errors.add("_", Violation::from_code("invalid"));
        Err(Stop::Full)
    }

    fn add(&mut self, path: &Path<'_>, violation: Violation) -> Result<(), Stop> {
        self.is_open()?;
        let (key_chars, is_in_order) = (self.limits.max_key_chars(), !self.is_unordered);
        self.errors.record(violation, is_in_order, |key| path.write(key_chars, key));
        Ok(())
    }
}

impl Field {
    /// Whether the object has it under several of its names.
    fn is_twice(&self, members: &Map<String, Value>) -> bool {
        let names = std::iter::once(&self.name).chain(&self.aliases);
        names.filter(|name| members.contains_key(&***name)).count() > 1
    }
}

impl Node {
    /// Whether any value passes.
    fn is_plain(&self) -> bool {
        matches!(self.shape, Shape::Any) && self.optional && self.rules.is_empty()
    }
}
