//! The series of counts: which fields and codes there are on a route. Their number has a limit, whatever clients send.

use core::hash::{BuildHasher, BuildHasherDefault, Hasher};
use std::boxed::Box;
use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::string::String;
use std::sync::{Arc, OnceLock, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::vec::Vec;

use super::seen::Counted;
use crate::__private::KeyPattern;
use crate::{ValidationErrors, Violation};

/// How many pairs of field and code are counted on a route for a method. A type declares far fewer. Keys that are written
/// by hand, and types that contain themselves in many ways, could reach it.
const MOST: usize = 1000;
/// The same pair may be known at several addresses, at most at so many in all.
const MOST_ADDRESSES: usize = 4 * MOST;
/// How many series have a place of their own while a request is counted.
const PLACES: usize = 128;

/// What stands for everything else, as OpenTelemetry writes it.
pub(super) const OTHER: &str = "_OTHER";

/// One field and one code, as they are counted on one route for one method.
#[derive(Debug)]
pub(super) struct Series {
    pub(super) field: Arc<str>,
    pub(super) code: Arc<str>,
    #[cfg(feature = "metrics")]
    pub(super) counter: metrics::Key,
}

/// By what the requests of a route are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RequestKind {
    pub(super) method: &'static str,
    pub(super) is_live: bool,
}

/// The series of all routes.
#[derive(Default)]
pub(super) struct KnownSeries {
    /// The requests that matched no route have an empty one.
    routes: RwLock<Routes>,
    seed: OnceLock<u64>,
}

/// Few kinds of requests for each route.
type Routes = HashMap<Box<str>, Vec<Arc<SeriesOfKind>>, BuildHasherDefault<Mixer>>;

/// The series of one kind of requests of a route.
pub(super) struct SeriesOfKind {
    #[cfg_attr(not(feature = "metrics"), allow(dead_code))]
    route: Option<Arc<str>>,
    kind: RequestKind,
    /// Nobody who does not know it finds two patterns with one hash.
    seed: u64,
    tables: RwLock<Tables>,
}

#[derive(Default)]
struct Tables {
    series: Vec<Arc<Series>>,
    by_address: Addresses,
    by_text: HashMap<Box<str>, u32>,
    /// The number of the series of all others, once there are some.
    other: Option<u32>,
    #[cfg(feature = "metrics")]
    requests: Vec<(u16, metrics::Key)>,
}

/// What finds a series without its text: a hash of what stands before the name, and the addresses of name and code, which
/// are constants.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Address {
    beginning: u64,
    name: u64,
    code: u64,
}

impl Address {
    #[inline]
    fn hash(&self) -> u64 {
        let mixed = self.beginning ^ self.name.rotate_left(16) ^ self.code.rotate_left(32);
        mixed.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 32
    }
}

/// The numbers of series by their addresses: a table of which at most half is used.
#[derive(Default)]
struct Addresses {
    /// A power of two of them. A number is one more than that of the series.
    slots: Box<[(Address, u32)]>,
    count: usize,
}

impl Addresses {
    #[inline]
    fn get(&self, address: &Address) -> Option<u32> {
        let mask = self.slots.len().wrapping_sub(1);
        let mut at = address.hash() as usize & mask;
        while let Some((known, number)) = self.slots.get(at) {
            if known == address {
                return number.checked_sub(1);
            }
            if *number == 0 {
                return None;
            }
            at = (at + 1) & mask;
        }
        None
    }

    fn insert(&mut self, address: Address, number: u32) {
        if self.get(&address).is_some() {
            return;
        }
        if self.slots.len() <= 2 * self.count {
            let larger = (2 * self.slots.len()).max(32);
            let old = core::mem::replace(&mut self.slots, std::vec![(Address::default(), 0); larger].into());
            old.iter().filter(|(_, number)| *number > 0).for_each(|(address, number)| self.put(*address, *number));
        }
        self.count += 1;
        self.put(address, number + 1);
    }

    /// Puts an address where there is room, of which there is always some.
    fn put(&mut self, address: Address, number: u32) {
        let mask = self.slots.len() - 1;
        let mut at = address.hash() as usize & mask;
        while self.slots[at].1 > 0 {
            at = (at + 1) & mask;
        }
        self.slots[at] = (address, number);
    }
}

/// Mixes what no client chooses.
#[derive(Default)]
struct Mixer(u64);

impl Hasher for Mixer {
    #[inline]
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }

    #[inline]
    fn write_u64(&mut self, number: u64) {
        self.0 = (self.0.rotate_left(5) ^ number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        let mut chunks = bytes.chunks_exact(8);
        for chunk in &mut chunks {
            self.write_u64(u64::from_le_bytes(chunk.try_into().unwrap_or_default()));
        }
        chunks.remainder().iter().for_each(|byte| self.write_u64((*byte).into()));
    }
}

impl KnownSeries {
    pub(super) fn of(&self, route: Option<&str>, kind: RequestKind) -> Arc<SeriesOfKind> {
        let name = route.unwrap_or_default();
        let find = |known: &[Arc<SeriesOfKind>]| known.iter().find(|known| known.kind == kind).cloned();
        let routes = self.routes.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = routes.get(name).and_then(|kinds| find(kinds)) {
            return known;
        }
        drop(routes);
        let mut routes = self.routes.write().unwrap_or_else(PoisonError::into_inner);
        let kinds = routes.entry(name.into()).or_default();
        if let Some(known) = find(kinds) {
            return known;
        }
        let seed = *self.seed.get_or_init(|| RandomState::new().hash_one(0));
        let new = SeriesOfKind { route: route.map(Into::into), kind, seed, tables: RwLock::default() };
        kinds.push(Arc::new(new));
        Arc::clone(&kinds[kinds.len() - 1])
    }
}

impl SeriesOfKind {
    /// Counts the violations of a request, and adds them to an empty list.
    pub(super) fn count(&self, errors: &ValidationErrors, counted: &mut Vec<Counted>) {
        // Where in the list a series stands, and one more.
        let mut places = [0_u8; PLACES];
        // No key begins so far behind.
        let (mut last, mut beginning) = (u64::MAX, 0);
        let mut tables = Some(self.read());
        errors.for_each_pattern(|(pattern, violation)| {
            if pattern.beginning_number() != last {
                (last, beginning) = (pattern.beginning_number(), pattern.hash_beginning(self.seed));
            }
            let address = self.address(beginning, &pattern, violation);
            let known = tables.as_ref().and_then(|tables| tables.by_address.get(&address));
            let number = known.unwrap_or_else(|| {
                // To learn is to write, so nothing may be read at that time.
                tables = None;
                self.learn(address, &pattern, violation)
            });
            let tables = tables.get_or_insert_with(|| self.read());
            add(counted, &mut places, &tables.series, number as usize);
        });
    }

    #[inline]
    fn address(&self, beginning: u64, pattern: &KeyPattern<'_>, violation: &Violation) -> Address {
        // Addresses have 48 bits at most, and names of that length are none.
        let address = |text: &'static str| (text.as_ptr().addr() as u64).wrapping_add((text.len() as u64) << 48);
        let code = violation.constant_code().map_or_else(|| self.hash(violation.code()), address);
        Address { beginning, name: address(pattern.name()), code }
    }

    /// A hash of a code that was made while the program runs.
    #[cold]
    fn hash(&self, code: &str) -> u64 {
        let mut hasher = Mixer(self.seed);
        hasher.write(code.as_bytes());
        hasher.finish()
    }

    /// The series of a field and a code that are not known by this address.
    #[cold]
    #[inline(never)]
    fn learn(&self, address: Address, pattern: &KeyPattern<'_>, violation: &Violation) -> u32 {
        let mut text = String::new();
        pattern.push(&mut text);
        let length = text.len();
        text.push('\n');
        text.push_str(violation.code());
        let tables = self.read();
        let settled = match tables.by_text.get(&*text) {
            Some(number) => Some(*number).filter(|_| tables.by_address.count >= MOST_ADDRESSES),
            None => tables.other,
        };
        drop(tables);
        if let Some(number) = settled {
            return number;
        }
        let mut tables = self.write();
        let next = u32::try_from(tables.series.len()).unwrap_or(u32::MAX);
        let number = match tables.by_text.get(&*text) {
            Some(number) => *number,
            None if tables.by_text.len() < MOST => {
                tables.series.push(self.new_series(&text[..length], violation.code()));
                tables.by_text.insert(text.into(), next);
                next
            }
            None => {
                if tables.other.is_none() {
                    tables.series.push(self.new_series(OTHER, OTHER));
                }
                return *tables.other.get_or_insert(next);
            }
        };
        if tables.by_address.count < MOST_ADDRESSES {
            tables.by_address.insert(address, number);
        }
        number
    }

    fn new_series(&self, field: &str, code: &str) -> Arc<Series> {
        let (field, code): (Arc<str>, Arc<str>) = (field.into(), code.into());
        #[cfg(feature = "metrics")]
        let counter = super::metering::violations(self.route.as_ref(), self.kind, &field, &code);
        Arc::new(Series {
            field,
            code,
            #[cfg(feature = "metrics")]
            counter,
        })
    }

    /// Calls `with` with the key of the histogram for the requests that were answered with this status.
    #[cfg(feature = "metrics")]
    pub(super) fn with_requests(&self, status: u16, with: impl FnOnce(&metrics::Key)) {
        let tables = self.read();
        if let Some((_, key)) = tables.requests.iter().find(|(of, _)| *of == status) {
            return with(key);
        }
        drop(tables);
        let key = super::metering::requests(self.route.as_ref(), self.kind, status);
        with(&key);
        let mut tables = self.write();
        if tables.requests.iter().all(|(of, _)| *of != status) {
            tables.requests.push((status, key));
        }
    }

    fn read(&self) -> RwLockReadGuard<'_, Tables> {
        self.tables.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Tables> {
        self.tables.write().unwrap_or_else(PoisonError::into_inner)
    }
}

#[inline]
fn add(counted: &mut Vec<Counted>, places: &mut [u8; PLACES], all: &[Arc<Series>], number: usize) {
    if let Some(place) = places.get(number) {
        if let Some(known) = usize::from(*place).checked_sub(1).and_then(|place| counted.get_mut(place)) {
            known.count += 1;
            return;
        }
    }
    add_new(counted, places, all, number);
}

fn add_new(counted: &mut Vec<Counted>, places: &mut [u8; PLACES], all: &[Arc<Series>], number: usize) {
    let Some(series) = all.get(number) else { return };
    if number >= PLACES {
        if let Some(known) = counted.iter_mut().find(|known| Arc::ptr_eq(&known.series, series)) {
            known.count += 1;
            return;
        }
    }
    counted.push(Counted { series: Arc::clone(series), count: 1 });
    if let (Some(place), Ok(position)) = (places.get_mut(number), u8::try_from(counted.len())) {
        *place = position;
    }
}
