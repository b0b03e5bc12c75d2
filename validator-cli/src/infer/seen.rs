//! What was seen of the values of a field, and of what is inside them.

use serde_json::{Map, Value};

use super::text::{Distinct, Numbers, Texts};

/// All values of a field.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// How often the field was there, `null` included.
    pub(super) count: u64,
    pub(super) nulls: u64,
    pub(super) booleans: u64,
    pub(super) integers: Option<Integers>,
    /// Numbers of JSON that are no integers of 64 bits.
    pub(super) fractions: Option<(u64, Numbers)>,
    pub(super) texts: Option<Box<Texts>>,
    pub(super) lists: Option<Box<Lists>>,
    pub(super) objects: Option<Box<Objects>>,
}

#[derive(Clone, Debug)]
pub(super) struct Integers {
    pub(super) count: u64,
    pub(super) least: i128,
    pub(super) greatest: i128,
    pub(super) distinct: Distinct,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    pub(super) count: u64,
    pub(super) empty: u64,
    pub(super) longest: usize,
    pub(super) items: Seen,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Objects {
    pub(super) count: u64,
    pub(super) empty: u64,
    /// The greatest number of keys in one object.
    pub(super) widest: usize,
    /// The fields in the order in which they were seen first.
    pub(super) fields: Vec<(String, Seen)>,
    positions: std::collections::HashMap<String, usize>,
    /// Whether there were too many different keys to tell them apart.
    pub(super) is_map: bool,
}

/// How many different keys the objects of a field may have. With more, they are a map.
const MOST_KEYS: usize = 20_000;
/// From how many different keys on objects may be a map.
const MANY_KEYS: usize = 64;

impl Seen {
    /// Sees a value. The texts of cells may be numbers, and an empty cell has no value.
    pub(super) fn see(&mut self, value: &Value, are_cells: bool) {
        match value {
            Value::String(text) if are_cells && text.is_empty() => return,
            Value::Null => self.nulls += 1,
            Value::Bool(_) => self.booleans += 1,
            Value::Number(number) => {
                match number.as_i64().map(i128::from).or_else(|| number.as_u64().map(i128::from)) {
                    Some(integer) => {
                        let known = self.integers.get_or_insert_with(|| Integers {
                            count: 0,
                            least: integer,
                            greatest: integer,
                            distinct: Distinct::default(),
                        });
                        known.count += 1;
                        known.distinct.see(&integer.to_string());
                        known.least = known.least.min(integer);
                        known.greatest = known.greatest.max(integer);
                    }
                    None => {
                        let (count, numbers) = self.fractions.get_or_insert((0, Numbers::NONE));
                        *count += 1;
                        // A number of JSON is finite; if not, the bounds are left out.
                        numbers.see(number.as_f64().unwrap_or(f64::INFINITY));
                    }
                }
            }
            Value::String(text) => self.texts.get_or_insert_default().see(text),
            Value::Array(items) => self.see_items(items.iter(), are_cells),
            // The columns `items[0][name]` and `items[1][name]` are those of a list.
            Value::Object(members) if are_cells && is_list(members) => self.see_items(members.values(), are_cells),
            Value::Object(members) => self.objects.get_or_insert_default().see(members, are_cells),
        }
        self.count += 1;
    }

    fn see_items<'v>(&mut self, items: impl ExactSizeIterator<Item = &'v Value>, are_cells: bool) {
        let lists = self.lists.get_or_insert_default();
        lists.count += 1;
        lists.empty += u64::from(items.len() == 0);
        lists.longest = lists.longest.max(items.len());
        for item in items {
            // An item in which nothing stands keeps its place.
            let is_empty = are_cells && *item == Value::String(String::new());
            lists.items.see(if is_empty { &Value::Null } else { item }, are_cells);
        }
    }

    fn and(&mut self, other: Self) {
        self.count += other.count;
        self.nulls += other.nulls;
        self.booleans += other.booleans;
        self.integers = match (self.integers.take(), other.integers) {
            (Some(own), Some(others)) => Some(Integers {
                count: own.count + others.count,
                least: own.least.min(others.least),
                greatest: own.greatest.max(others.greatest),
                distinct: Distinct::repeated(),
            }),
            (own, others) => own.or(others),
        };
        self.fractions = match (self.fractions.take(), other.fractions) {
            (Some((own, mut numbers)), Some((others, more))) => {
                numbers.and(more);
                Some((own + others, numbers))
            }
            (own, others) => own.or(others),
        };
        match (&mut self.texts, other.texts) {
            (Some(own), Some(others)) => own.and(*others),
            (own, others) => *own = own.take().or(others),
        }
        match (&mut self.lists, other.lists) {
            (Some(own), Some(others)) => {
                own.count += others.count;
                own.empty += others.empty;
                own.longest = own.longest.max(others.longest);
                own.items.and(others.items);
            }
            (own, others) => *own = own.take().or(others),
        }
        match (&mut self.objects, other.objects) {
            (Some(own), Some(others)) => own.and(*others),
            (own, others) => *own = own.take().or(others),
        }
    }
}

/// Whether the keys are the numbers from 0 on, in their order.
fn is_list(members: &Map<String, Value>) -> bool {
    !members.is_empty() && members.keys().enumerate().all(|(nth, key)| *key == nth.to_string())
}

impl Objects {
    pub(super) fn see(&mut self, members: &Map<String, Value>, are_cells: bool) {
        self.count += 1;
        self.empty += u64::from(members.is_empty());
        self.widest = self.widest.max(members.len());
        for (name, value) in members {
            self.field(name).see(value, are_cells);
        }
        if self.fields.len() > MOST_KEYS && self.fields.len() > 2 * self.widest {
            self.is_map = true;
            self.merge();
        }
    }

    fn field(&mut self, name: &str) -> &mut Seen {
        // All keys of a map have the same place.
        let name = if self.is_map { "" } else { name };
        let at = match self.positions.get(name) {
            Some(at) => *at,
            None => {
                self.positions.insert(name.to_owned(), self.fields.len());
                self.fields.push((name.to_owned(), Seen::default()));
                self.fields.len() - 1
            }
        };
        &mut self.fields[at].1
    }

    /// All values in one place.
    fn merge(&mut self) {
        let mut all = Seen::default();
        for (_, seen) in self.fields.drain(..) {
            all.and(seen);
        }
        self.positions = [(String::new(), 0)].into();
        self.fields = vec![(String::new(), all)];
    }

    fn and(&mut self, other: Self) {
        self.count += other.count;
        self.empty += other.empty;
        self.widest = self.widest.max(other.widest);
        if other.is_map && !self.is_map {
            self.is_map = true;
            self.merge();
        }
        for (name, seen) in other.fields {
            self.field(&name).and(seen);
        }
    }

    /// Whether the keys are chosen by the documents: there are many, and each object has few of them.
    pub(super) fn is_map(&self) -> bool {
        self.is_map || self.fields.len() > MANY_KEYS && self.fields.len() > 2 * self.widest
    }

    /// What was seen of all values of a map.
    pub(super) fn values(&self) -> Seen {
        let mut all = Seen::default();
        for (_, seen) in &self.fields {
            all.and(seen.clone());
        }
        all
    }
}
