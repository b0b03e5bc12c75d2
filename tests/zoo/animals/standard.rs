//! Types of the standard library that have shapes of their own, and what is read as a key of a map.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap, HashMap, VecDeque};
use std::ffi::CString;
use std::marker::PhantomData;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV4, SocketAddrV6};
use std::num::{NonZeroI8, NonZeroI128, NonZeroU16, NonZeroU64, Saturating, Wrapping};
use std::ops::{Bound, Range, RangeFrom, RangeInclusive, RangeTo};
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::atomic::{AtomicBool, AtomicI16, AtomicU8, AtomicUsize};
use std::sync::{Arc, Mutex, RwLock};
use std::time::{Duration, SystemTime};

use serde::Deserialize;
use serde_json::{Map, Value};
use unprocessable::Validate;

use super::animals;

animals! {
    Numbers, [r#"{"nonzero": [1, 2], "signed": -1, "wide": -1, "optional": 1, "wrapping": -7, "saturating": 255, "reverse": 3, "float": 1.5, "pointer": -9}"#, r#"{"nonzero": [], "signed": 7, "wide": 1, "wrapping": 0, "saturating": 0, "reverse": 0, "float": 1, "pointer": 0}"#], [];
    Ranges, [r#"{"range": {"start": 1, "end": 2}, "inclusive": {"start": -1, "end": 1}, "from": {"start": 1}, "to": {"end": 2}, "bound": {"Included": 1}, "open": "Unbounded", "dates": {"start": "a", "end": "b"}}"#], ["range", "inclusive", "from", "to", "bound", "open", "dates"];
    Outcomes, [r#"{"one": {"Ok": 1}, "list": [{"Err": "x"}, {"Ok": [1, 2]}], "optional": {"Err": null}}"#, r#"{"one": {"Err": "no"}, "list": [], "optional": null}"#], ["one", "list.*", "optional"];
    Moments, [r#"{"elapsed": {"secs": 1, "nanos": 2}, "since": {"secs_since_epoch": 1, "nanos_since_epoch": 2}, "list": [{"secs": 0, "nanos": 1}], "optional": null}"#, r#"{"elapsed": [1, 2], "since": [1, 2], "list": []}"#], ["elapsed", "since", "list.*", "optional"];
    Addresses, [r#"{"ip": "::1", "v4": "127.0.0.1", "v6": "2001:db8::1", "socket": "127.0.0.1:80", "socket_v4": "10.0.0.1:1", "socket_v6": "[::1]:65535", "many": ["10.0.0.1"], "by_ip": {"::1": 1}}"#], [];
    Paths<'_>, [r#"{"path": "/tmp/x", "boxed": "y", "borrowed": "z", "optional": null, "list": ["a", "b"], "by_path": {"/a/b.c": 1}, "c_string": "abc"}"#, r#"{"path": "", "boxed": "", "borrowed": "é", "list": [], "by_path": {}, "c_string": [97, 98]}"#], ["c_string"];
    Shared, [r#"{"text": "ab", "slice": [1, 2], "string": "x", "rc": "y", "rc_list": [[1], []], "boxed": "z", "list": ["ab", "cd"], "small": {"inner": 1}, "optional": {"inner": 2}}"#, r#"{"text": "ab", "slice": [], "string": "", "rc": "", "rc_list": [], "boxed": "", "list": [], "small": {"inner": 0}}"#], [];
    Cells, [r#"{"cell": 1, "ref_cell": {"inner": 1}, "mutex": "x", "lock": [1, 2], "flag": true, "count": 1, "signed": -1, "size": 7, "optional": 3}"#, r#"{"cell": 1, "ref_cell": {"inner": 1}, "mutex": "x", "lock": [], "flag": false, "count": 1, "signed": -1, "size": 7, "optional": null}"#], [];
    Texts<'_>, [r#"{"char": "é", "chars": ["a", "b"], "cow": "x", "cow_list": [1], "text": "ab", "texts": ["a", "b"], "pair": ["a", 1], "by_text": {"k": "v"}, "maybe": "x", "slice": "ef", "owned": "a\nb"}"#, r#"{"char": "\n", "chars": [], "cow": "x\ny", "cow_list": [], "text": "ab", "texts": [], "pair": ["", 0], "by_text": {}, "maybe": null, "slice": "", "owned": "\ud83d\ude00"}"#], ["pair"];
    Nothing, [r#"{"unit": null, "marker": null, "units": [null, null], "unit_struct": null, "maybe": null, "array": [], "tuple": [null]}"#, r#"{"unit": null, "marker": null, "units": [], "unit_struct": null, "array": [], "tuple": [null]}"#], ["tuple"];
    Heaps, [r#"{"heap": [1, 3, 2], "queue": ["a", "b"], "set": [1, -1], "matrix": [[1, 2], [3, 4]], "long": [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], "one": [1], "deep": [[[{"inner": 1}]]], "optional": [1, null]}"#], ["heap", "set", "matrix", "matrix.*", "long", "one"];
    KeysOfMaps, [r#"{"unsigned": {"1": "a"}, "signed": {"-1": {"inner": 1}}, "wide": {"-5": 1}, "nonzero": {"3": 1}, "flags": {"true": 1, "false": 2}, "letters": {"a": 1, "b-c": 2}, "chars": {"é": 1}, "floats": {"1.5": 1}, "options": {"x": 1}, "wrapping": {"7": 1}, "rc": {"k": {"inner": 1}}, "newtype": {"x": 1}, "value": {"a": [1, {"b": null}]}, "empty": {"": 1}, "twice": {"1": {"a": {"inner": 2}}}}"#], [];
}

#[derive(Deserialize, Validate, Debug, Clone)]
struct Small {
    #[validate(lt(100))]
    inner: u8,
}

#[derive(Deserialize, Validate, Debug)]
struct Numbers {
    nonzero: Vec<NonZeroU64>,
    signed: NonZeroI8,
    wide: NonZeroI128,
    optional: Option<NonZeroU16>,
    wrapping: Wrapping<i64>,
    saturating: Saturating<u8>,
    reverse: Reverse<u8>,
    float: Wrapping<f32>,
    pointer: isize,
}

#[derive(Deserialize, Validate, Debug)]
struct Ranges {
    range: Range<u8>,
    inclusive: RangeInclusive<i8>,
    from: RangeFrom<u8>,
    to: RangeTo<u8>,
    bound: Bound<u8>,
    open: Bound<u8>,
    dates: Range<String>,
}

#[derive(Deserialize, Validate, Debug)]
struct Outcomes {
    one: Result<u8, String>,
    list: Vec<Result<Vec<u8>, String>>,
    optional: Option<Result<u8, Option<u8>>>,
}

#[derive(Deserialize, Validate, Debug)]
struct Moments {
    elapsed: Duration,
    since: SystemTime,
    list: Vec<Duration>,
    optional: Option<Duration>,
}

#[derive(Deserialize, Validate, Debug)]
struct Addresses {
    ip: IpAddr,
    v4: Ipv4Addr,
    v6: Ipv6Addr,
    socket: SocketAddr,
    socket_v4: SocketAddrV4,
    socket_v6: SocketAddrV6,
    many: Vec<IpAddr>,
    by_ip: BTreeMap<IpAddr, u8>,
}

#[derive(Deserialize, Validate, Debug)]
struct Paths<'a> {
    path: PathBuf,
    boxed: Box<Path>,
    #[serde(borrow)]
    borrowed: &'a Path,
    optional: Option<PathBuf>,
    list: Vec<PathBuf>,
    by_path: BTreeMap<PathBuf, u8>,
    c_string: CString,
}

#[derive(Deserialize, Validate, Debug)]
struct Shared {
    #[validate(length(min = 2))]
    text: Arc<str>,
    slice: Arc<[u8]>,
    string: Rc<String>,
    rc: Rc<str>,
    rc_list: Rc<Vec<Rc<[u8]>>>,
    boxed: Box<str>,
    #[validate(each(length(min = 2)))]
    list: Vec<Arc<str>>,
    #[validate(nested)]
    small: Arc<Small>,
    #[validate(nested)]
    optional: Option<Rc<Small>>,
}

#[derive(Deserialize, Validate, Debug)]
struct Cells {
    cell: Cell<u8>,
    ref_cell: RefCell<Small>,
    mutex: Mutex<String>,
    lock: RwLock<Vec<u8>>,
    flag: AtomicBool,
    count: AtomicU8,
    signed: AtomicI16,
    size: AtomicUsize,
    optional: Cell<Option<u8>>,
}

#[derive(Deserialize, Validate, Debug)]
struct Texts<'a> {
    char: char,
    chars: Vec<char>,
    #[serde(borrow)]
    cow: Cow<'a, str>,
    cow_list: Cow<'a, [u8]>,
    #[validate(length(min = 2))]
    text: &'a str,
    #[serde(borrow)]
    texts: Vec<&'a str>,
    #[serde(borrow)]
    pair: (&'a str, u8),
    #[serde(borrow)]
    by_text: BTreeMap<&'a str, Cow<'a, str>>,
    #[serde(borrow)]
    maybe: Option<Cow<'a, str>>,
    slice: &'a [u8],
    owned: Cow<'static, str>,
}

#[derive(Deserialize, Validate, Debug)]
struct UnitStruct;

#[derive(Deserialize, Validate, Debug)]
struct Nothing {
    unit: (),
    marker: PhantomData<String>,
    units: Vec<()>,
    unit_struct: UnitStruct,
    maybe: Option<PhantomData<u8>>,
    array: [u8; 0],
    tuple: ((),),
}

#[derive(Deserialize, Validate, Debug)]
struct Heaps {
    heap: BinaryHeap<u8>,
    #[validate(each(length(max = 3)))]
    queue: VecDeque<String>,
    set: BTreeSet<Reverse<i8>>,
    matrix: [[u8; 2]; 2],
    long: [u8; 16],
    one: (u8,),
    #[validate(nested)]
    deep: Vec<Vec<Vec<Small>>>,
    optional: Vec<Option<u8>>,
}

#[derive(Deserialize, Validate, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[serde(rename_all = "kebab-case")]
enum Letter {
    A,
    BC,
}

#[derive(Deserialize, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Name(String);

/// `f64` in the order of its bits, so that it may be a key.
#[derive(Deserialize, Debug)]
struct Float(f64);

impl PartialEq for Float {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Float {}

impl PartialOrd for Float {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Float {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

#[derive(Deserialize, Validate, Debug)]
struct KeysOfMaps {
    unsigned: HashMap<u16, String>,
    #[validate(nested)]
    signed: HashMap<i64, Small>,
    wide: HashMap<i128, u8>,
    nonzero: BTreeMap<NonZeroU16, u8>,
    flags: HashMap<bool, u8>,
    letters: HashMap<Letter, u8>,
    chars: BTreeMap<char, u8>,
    floats: BTreeMap<Float, u8>,
    options: BTreeMap<Option<String>, u8>,
    wrapping: BTreeMap<Wrapping<u8>, u8>,
    #[validate(nested)]
    rc: BTreeMap<Rc<str>, Small>,
    newtype: BTreeMap<Name, u8>,
    value: Map<String, Value>,
    empty: BTreeMap<String, u8>,
    #[validate(nested)]
    twice: BTreeMap<u8, BTreeMap<String, Small>>,
}
