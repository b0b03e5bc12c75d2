//! Values made of shapes and rules.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};
use unprocessable::declaration::{
    Content, Declaration, DeclaredField, DeclaredValue, Place, Shape, StructRules, Tag, Variant,
};
use unprocessable::decode::{Expected, Integer};

use super::bounds::Bounds;
use super::dates::{self, Written};
use super::draw::Draw;
use super::guess::{self, Wrong};
use super::numbers::{self, Numeric};
use super::place::{Path, get, key_of, matches};
use super::ruled::{Ruled, plain};
use super::texts;
use crate::codes;
use crate::generators::Generators;

/// How deep values go before only the least is made.
const DEEP: usize = 7;
/// How deep they go at most.
const DEEPEST: usize = 40;
/// How many tries an item has that must differ from those before it.
const TRIES: usize = 40;
/// The least and the greatest integer that all readers of JSON keep.
const INTEGERS: (i128, i128) = (i64::MIN as i128, u64::MAX as i128);

/// A rule that needs a generator of the user.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Need {
    pub(crate) key: String,
    pub(crate) rule: &'static str,
    pub(crate) code: &'static str,
}

/// What stands at a place: its shape, and the rules of all types that stand there.
#[derive(Clone)]
pub(crate) struct Spot {
    layers: Vec<DeclaredValue>,
    shape: Shape,
    nullable: bool,
    /// Whether the rules of its own type run.
    checked: bool,
    /// Whether those of its elements do by that: it is the whole request.
    passes_on: bool,
    /// Whether a function makes it of what is read, which may refuse that.
    converted: bool,
}

impl Spot {
    fn of(value: DeclaredValue, checked: bool) -> Self {
        let mut spot = Self {
            layers: vec![value],
            shape: value.shape(),
            nullable: false,
            checked,
            passes_on: false,
            converted: false,
        };
        spot.peel();
        spot
    }

    /// The whole of a request.
    pub(crate) fn whole(shape: Shape) -> Self {
        Self { passes_on: true, ..Self::of(DeclaredValue::bare(None, shape), true) }
    }

    /// Looks through options and newtypes.
    fn peel(&mut self) {
        for _ in 0..DEEPEST {
            match self.shape {
                Shape::Optional(inside) | Shape::Patch(inside) => {
                    self.nullable = true;
                    self.shape = *inside;
                }
                Shape::Declared(reference) => match reference.declaration().content() {
                    Content::Newtype(field) => {
                        let value = field.value();
                        if self.checked {
                            self.layers.push(value);
                        }
                        self.checked &= value.is_nested();
                        self.shape = field.shape();
                    }
                    Content::From(shape) => {
                        self.shape = shape;
                        self.converted = true;
                    }
                    _ => return,
                },
                _ => return,
            }
        }
    }

    /// What is inside: each layer says something of it.
    fn inside(&self, shape: Shape, of: impl Fn(&DeclaredValue) -> Option<DeclaredValue>) -> Self {
        let layers: Vec<DeclaredValue> = self.layers.iter().filter_map(of).collect();
        let checked = self.passes_on || layers.iter().any(DeclaredValue::is_nested);
        let mut spot = Self { layers, shape, nullable: false, checked, passes_on: self.passes_on, converted: false };
        spot.peel();
        spot
    }

    fn bare(shape: Shape) -> Self {
        Self { layers: Vec::new(), ..Self::of(DeclaredValue::bare(None, shape), false) }
    }

    fn rules(&self) -> Vec<Ruled> {
        self.layers.iter().flat_map(DeclaredValue::rules).map(Ruled::of).collect()
    }

    fn normalize(&self) -> Vec<&'static str> {
        self.layers.iter().flat_map(|layer| layer.normalization()).map(|word| word.name()).collect()
    }
}

/// A place that was filled.
#[derive(Clone)]
pub(crate) struct Site {
    spot: Spot,
    /// The struct around it, which other fields are looked up in.
    around: Path,
    field: Option<&'static DeclaredField>,
    /// Rules of variants that stand at the same place.
    also: Vec<DeclaredValue>,
    pub(crate) tries: usize,
    guess: Option<Value>,
    /// Whether it is an item of a list or a value of a map.
    is_item: bool,
}

impl Site {
    /// An item of a list or a value of a map.
    fn item(spot: &Spot, around: &Path) -> Self {
        let (spot, around) = (spot.clone(), around.clone());
        Self { spot, around, field: None, also: Vec::new(), tries: 0, guess: None, is_item: true }
    }

    pub(crate) fn rules(&self) -> Vec<Ruled> {
        let also = self.also.iter().flat_map(DeclaredValue::rules).map(Ruled::of);
        self.spot.rules().into_iter().chain(also).collect()
    }

    /// The rules on the keys of a map.
    pub(crate) fn key_rules(&self) -> Vec<Ruled> {
        let keys = self.spot.layers.iter().filter_map(DeclaredValue::keys);
        keys.flat_map(|keys| keys.rules().collect::<Vec<_>>()).map(Ruled::of).collect()
    }

    pub(crate) fn may_be_absent(&self) -> bool {
        self.field.is_some_and(DeclaredField::may_be_absent)
    }

    pub(crate) fn is_field(&self) -> bool {
        self.field.is_some()
    }

    pub(crate) fn around(&self) -> &Path {
        &self.around
    }

    /// Whether nothing is known of the type but what its refusals tell.
    fn is_guessed(&self) -> bool {
        match self.spot.shape {
            _ if self.spot.converted => true,
            Shape::Unknown => true,
            Shape::Foreign(_) => true,
            Shape::Declared(reference) => matches!(reference.declaration().content(), Content::Unknown),
            _ => false,
        }
    }
}

/// Makes values, and remembers what stands where.
pub(crate) struct Maker<'m, 'd> {
    pub(crate) draw: &'m mut Draw<'d>,
    generators: &'m Generators,
    pub(crate) sites: BTreeMap<Path, Site>,
    pub(crate) needs: Vec<Need>,
    /// A place that must be there, as a pattern.
    pub(crate) wish: Path,
    /// A rule that need not be kept: where, and its code.
    pub(crate) without: Option<(Path, String)>,
    /// How many items a list has, in place of what its rules say.
    pub(crate) forced_count: Option<(Path, usize)>,
}

impl<'m, 'd> Maker<'m, 'd> {
    pub(crate) fn new(draw: &'m mut Draw<'d>, generators: &'m Generators, wish: Path) -> Self {
        Self { draw, generators, sites: BTreeMap::new(), needs: Vec::new(), wish, without: None, forced_count: None }
    }

    pub(crate) fn whole(&mut self, shape: Shape) -> Value {
        self.fill(Spot::whole(shape), Path::new(), &Path::new(), &Value::Null, None).unwrap_or(Value::Null)
    }

    /// Makes what stands at a place once more.
    pub(crate) fn again(&mut self, document: &Value, path: &Path) -> Option<Value> {
        let around = self.sites.get(path).map(|site| site.around.clone()).unwrap_or_default();
        let scope = get(document, &around).cloned().unwrap_or(Value::Null);
        self.make(path, &scope)
    }

    /// Learns from a refusal what a type wants that says nothing by itself. Whether there is such a type.
    pub(crate) fn learn(&mut self, document: &Value, path: &Path, wrong: &Wrong, at: &[String]) -> bool {
        let Some(site) = self.sites.get_mut(path) else { return false };
        if !site.is_guessed() || site.rules().iter().any(|rule| rule.code() == wrong.code && at == path) {
            return false;
        }
        let mut value = get(document, path).cloned().unwrap_or(Value::Null);
        let below = at.get(path.len()..).unwrap_or_default();
        // A field of a map by a number of its own is no position of a list.
        let is_put = super::put(&mut value, below, Some(guess::wanted(wrong, site.tries)));
        site.guess = is_put.then_some(value);
        true
    }

    fn fill(
        &mut self,
        spot: Spot,
        path: Path,
        around: &Path,
        scope: &Value,
        field: Option<&'static DeclaredField>,
    ) -> Option<Value> {
        let (tries, guess) = self.sites.get(&path).map(|site| (site.tries, site.guess.clone())).unwrap_or_default();
        let is_item = self.sites.get(&path).is_some_and(|site| site.is_item);
        let site = Site { spot, around: around.clone(), field, also: Vec::new(), tries, guess, is_item };
        self.sites.insert(path.clone(), site);
        self.make(&path, scope)
    }

    /// Makes an item of a list, or a value of a map.
    fn item(&mut self, spot: Spot, path: Path, around: &Path, scope: &Value) -> Value {
        self.sites.entry(path.clone()).or_insert_with(|| Site::item(&spot, around));
        self.fill(spot, path, around, scope, None).unwrap_or(Value::Null)
    }

    fn make(&mut self, path: &Path, scope: &Value) -> Option<Value> {
        let mut site = self.sites.get(path)?.clone();
        self.sites.retain(|known, _| !(known.len() > path.len() && known.starts_with(path)));
        if let Some(site) = self.sites.get_mut(path) {
            site.also.clear();
        }
        site.also.clear();
        let mut rules = site.rules();
        if let Some((at, code)) = &self.without {
            if at == path {
                rules.retain(|rule| rule.code() != code);
            }
        }
        if let Some(value) = self.generators.value(path, self.draw) {
            return Some(value);
        }
        self.ask_for_own(path, &rules, scope);
        if let Some(guess) = &site.guess {
            return Some(guess.clone());
        }
        let must_exist = self.is_wished(path);
        let may_be_absent = site.may_be_absent() && !must_exist;
        let may_be_null = site.spot.nullable && !must_exist;
        if !must_exist && rules.iter().any(|rule| rule.forbids(scope)) {
            return match (site.may_be_absent(), site.spot.nullable) {
                (true, false) => None,
                (true, true) if self.draw.rarely(2) => None,
                (_, true) => Some(Value::Null),
                _ => Some(blank(site.spot.shape)),
            };
        }
        let is_demanded = rules.iter().any(|rule| rule.demands(scope));
        if !is_demanded && (may_be_absent || may_be_null) {
            let is_left = self.draw.below(4) == 0 || path.len() > DEEP;
            if is_left {
                return if may_be_absent && (!may_be_null || self.draw.below(2) == 0) {
                    None
                } else {
                    Some(Value::Null)
                };
            }
        }
        Some(self.shaped(&site.spot, &rules, path, scope))
    }

    /// The place with `*` for positions of lists and keys of maps.
    pub(crate) fn pattern(&self, path: &[String]) -> Path {
        let is_item = |path: &[String]| self.sites.get(path).is_some_and(|site| site.is_item);
        let segment = |at: usize| if is_item(&path[..=at]) { "*".to_owned() } else { path[at].clone() };
        (0..path.len()).map(segment).collect()
    }

    /// Whether a place must be there, because the one that is wished for is there or inside of it.
    fn is_wished(&self, path: &[String]) -> bool {
        !path.is_empty() && path.len() <= self.wish.len() && matches(&self.wish[..path.len()], path)
    }

    /// The segment that is wished for behind a place.
    fn wish_behind(&self, path: &[String], further: usize) -> Option<String> {
        let is_on_the_way = path.len() < self.wish.len() && matches(&self.wish[..path.len()], path);
        self.wish.get(path.len() + further).filter(|_| is_on_the_way).cloned()
    }

    /// Notes which rules nobody knows but the user.
    fn ask_for_own(&mut self, path: &[String], rules: &[Ruled], scope: &Value) {
        for rule in rules.iter().filter(|rule| !is_known(rule.name) && rule.runs(scope) != Some(false)) {
            self.need(path, rule.name, rule.code());
        }
    }

    fn need(&mut self, path: &[String], rule: &'static str, code: &'static str) {
        if self.generators.knows(path) {
            return;
        }
        let need = Need { key: key_of(path), rule, code };
        if !self.needs.contains(&need) {
            self.needs.push(need);
        }
    }

    fn struct_rules(&mut self, path: &Path, of: &[StructRules]) {
        for rules in of {
            let mut at = path.clone();
            at.extend(rules.field().map(str::to_owned));
            let found: Vec<_> = rules.rules().collect();
            for rule in found {
                if !self.generators.knows(path) {
                    self.need(&at, rule.name(), rule.code());
                }
            }
        }
    }

    fn shaped(&mut self, spot: &Spot, rules: &[Ruled], path: &Path, scope: &Value) -> Value {
        match spot.shape {
            Shape::Text => {
                let count = self.forced_count.as_ref().filter(|(at, _)| at == path).map(|(_, count)| *count);
                Value::String(texts::text(rules, scope, &spot.normalize(), count, self.draw).unwrap_or_default())
            }
            Shape::Character => {
                let text = plain(&self.text(spot, rules, scope));
                Value::String(text.chars().next().unwrap_or('a').to_string())
            }
            Shape::Integer { min, max } => {
                let max = i128::try_from(max).unwrap_or(i128::MAX);
                let of = Numeric::Integer { min: min.max(INTEGERS.0), max: max.min(INTEGERS.1) };
                self.number(of, rules, scope)
            }
            Shape::Number | Shape::Single => self.number(Numeric::Float, rules, scope),
            Shape::Boolean => self.boolean(rules, scope),
            Shape::Null => Value::Null,
            Shape::List(of) => self.list(spot, *of, rules, path, scope, None, false),
            Shape::Set(of) => self.list(spot, *of, rules, path, scope, None, true),
            Shape::Array(of, size) => self.list(spot, *of, rules, path, scope, Some(size), false),
            Shape::Tuple(shapes) => {
                let mut items = Vec::new();
                for (at, shape) in shapes.iter().enumerate() {
                    let spot = if spot.passes_on { Spot::whole(*shape) } else { Spot::bare(*shape) };
                    let inside = below(path, &at.to_string());
                    items.push(self.fill(spot, inside, path, &Value::Null, None).unwrap_or(Value::Null));
                }
                Value::Array(items)
            }
            Shape::Map { key, value } => self.map(spot, *key, *value, rules, path, scope, &[]),
            Shape::Declared(reference) => self.declared(reference.declaration(), spot.checked, rules, path, scope),
            Shape::Foreign(foreign) => {
                let names = foreign.names();
                match foreign.expected() {
                    Expected::Object if !names.is_empty() => {
                        let mut fields = Map::new();
                        for name in names {
                            let inside = below(path, name);
                            let value = self.fill(Spot::bare(Shape::Unknown), inside, path, &Value::Null, None);
                            fields.extend(value.map(|value| ((*name).to_owned(), value)));
                        }
                        Value::Object(fields)
                    }
                    Expected::Enum if !names.is_empty() => Value::from(*self.draw.pick(names)),
                    expected => self.expected(spot, expected, rules, scope),
                }
            }
            _ => Value::Null,
        }
    }

    fn text(&mut self, spot: &Spot, rules: &[Ruled], scope: &Value) -> Value {
        match texts::text(rules, scope, &spot.normalize(), None, self.draw) {
            Some(text) => Value::String(text),
            None => Value::String(String::new()),
        }
    }

    fn number(&mut self, of: Numeric, rules: &[Ruled], scope: &Value) -> Value {
        let refused: Vec<Value> = rules
            .iter()
            .filter(|rule| rule.applies(scope))
            .flat_map(|rule| match rule.name {
                "none_of" => rule.values("choices", scope),
                "different" => rule.value("other", scope).into_iter().collect(),
                "nonzero" => vec![json!(0)],
                _ => Vec::new(),
            })
            .collect();
        let mut made = Value::Null;
        for _ in 0..TRIES {
            made = match numbers::number(of, rules, scope, self.draw) {
                Some(number) => number,
                None => return json!(0),
            };
            if !refused.iter().any(|refused| refused.as_f64() == made.as_f64()) {
                break;
            }
        }
        made
    }

    fn boolean(&mut self, rules: &[Ruled], scope: &Value) -> Value {
        for rule in rules.iter().filter(|rule| rule.applies(scope)) {
            match rule.name {
                "accepted" | "accepted_if" => return Value::Bool(true),
                "declined" | "declined_if" => return Value::Bool(false),
                "same" | "confirmed" => {
                    if let Some(other) = rule.value("other", scope) {
                        return other;
                    }
                }
                "different" => {
                    if let Some(Value::Bool(other)) = rule.value("other", scope) {
                        return Value::Bool(!other);
                    }
                }
                _ => {}
            }
        }
        Value::Bool(self.draw.below(2) == 1)
    }

    fn expected(&mut self, spot: &Spot, expected: Expected, rules: &[Ruled], scope: &Value) -> Value {
        let date = |form: Written, draw: &mut Draw<'_>| {
            Value::String(dates::text(form, rules, scope, draw).unwrap_or_default())
        };
        match expected {
            Expected::Boolean => self.boolean(rules, scope),
            Expected::Integer(of) => {
                let (min, max) = range(of);
                self.number(Numeric::Integer { min, max }, rules, scope)
            }
            Expected::Float => self.number(Numeric::Float, rules, scope),
            Expected::Decimal => self.number(Numeric::Decimal, rules, scope),
            Expected::Text => self.text(spot, rules, scope),
            Expected::Char => json!("a"),
            Expected::Bytes => json!("abc"),
            Expected::List => self.list(spot, Shape::Unknown, rules, &Path::new(), scope, Some(0), false),
            Expected::Tuple(size) => Value::Array(vec![json!(1); size as usize]),
            Expected::Object | Expected::Map => json!({}),
            Expected::Date => date(Written::Date, self.draw),
            Expected::Time => date(Written::Time, self.draw),
            Expected::DateTime => date(Written::DateTime, self.draw),
            Expected::Ip | Expected::Ipv4 => json!(format!("192.0.2.{}", self.draw.below(255))),
            Expected::Ipv6 => json!(format!("2001:db8::{:x}", self.draw.below(0xffff) + 1)),
            Expected::Uuid => {
                let of = super::formats::Asked { flags: &[], list: &[], number: Some(4), least: 0, greatest: 36 };
                Value::from(super::formats::text("uuid", &of, self.draw))
            }
            Expected::Url => json!("https://example.com/"),
            Expected::Duration => json!("PT1H"),
            _ => Value::Null,
        }
    }

    #[allow(clippy::too_many_arguments)]
    fn list(
        &mut self,
        spot: &Spot,
        of: Shape,
        rules: &[Ruled],
        path: &Path,
        scope: &Value,
        size: Option<usize>,
        is_set: bool,
    ) -> Value {
        let element = spot.inside(of, DeclaredValue::elements);
        let (mut least, mut greatest) = Bounds::of(rules, scope, true).counts(3);
        if path.len() > DEEP {
            greatest = least;
        }
        if let Some(behind) = self.wish_behind(path, 0) {
            // The item that is wished for is there.
            least = least.max(behind.parse::<usize>().map_or(1, |at| at.min(1000) + 1));
            greatest = greatest.max(least);
        }
        let active = || rules.iter().filter(|rule| rule.applies(scope));
        let all: Vec<Value> =
            active().filter(|rule| rule.name == "contains_all").flat_map(|rule| rule.values("values", scope)).collect();
        let only: Option<Vec<Value>> =
            active().find(|rule| rule.name == "subset_of").map(|rule| rule.values("values", scope));
        // Its rules look at the fields beside the list.
        let around = &self.sites.get(path).map_or_else(Path::new, |site| site.around.clone());
        let differ = is_set || active().any(|rule| rule.name == "distinct");
        let count = match (size, &self.forced_count) {
            (Some(size), _) => size,
            (None, Some((at, count))) if at == path => *count,
            _ => self.draw.count(least.max(all.len()), greatest.max(least).max(all.len())),
        };
        let mut items: Vec<Value> = Vec::new();
        for at in 0..count {
            let inside = below(path, &at.to_string());
            let mut item = Value::Null;
            for _ in 0..TRIES {
                item = match (all.get(at), &only) {
                    (Some(item), _) => item.clone(),
                    (None, Some(only)) if !only.is_empty() => self.draw.pick(only).clone(),
                    _ => self.item(element.clone(), inside.clone(), around, scope),
                };
                let is_like =
                    |other: &Value| *other == item || plain(other).to_lowercase() == plain(&item).to_lowercase();
                if !differ || !items.iter().any(is_like) {
                    break;
                }
            }
            self.sites.entry(inside).or_insert_with(|| Site::item(&element, around));
            items.push(item);
        }
        Value::Array(items)
    }

    #[allow(clippy::too_many_arguments)]
    fn map(
        &mut self,
        spot: &Spot,
        key: Shape,
        of: Shape,
        rules: &[Ruled],
        path: &Path,
        scope: &Value,
        reserved: &[String],
    ) -> Value {
        let keys = spot.inside(key, DeclaredValue::keys);
        let values = spot.inside(of, DeclaredValue::values);
        let (mut least, mut greatest) = Bounds::of(rules, scope, true).counts(3);
        if path.len() > DEEP {
            greatest = least;
        }
        let required: Vec<String> = rules
            .iter()
            .filter(|rule| rule.name == "required_keys" && rule.applies(scope))
            .flat_map(|rule| rule.texts("keys", scope))
            .collect();
        let mut wished = required;
        if let Some(behind) = self.wish_behind(path, 0) {
            if behind != "*" && !wished.contains(&behind) {
                wished.push(behind);
            }
            least = least.max(1);
        }
        greatest = greatest.max(least).max(wished.len());
        let count = match &self.forced_count {
            Some((at, count)) if at == path => *count,
            _ => self.draw.count(least.max(wished.len()), greatest),
        };
        let around = &self.sites.get(path).map_or_else(Path::new, |site| site.around.clone());
        let mut fields = Map::new();
        let mut tries = 0;
        while fields.len() < count && tries < count + TRIES {
            tries += 1;
            let name = match wished.get(fields.len()) {
                Some(name) => name.clone(),
                None => self.key(&keys, scope),
            };
            if fields.contains_key(&name) || reserved.contains(&name) {
                wished.retain(|wished| *wished != name);
                continue;
            }
            let inside = below(path, &name);
            let value = self.item(values.clone(), inside, around, scope);
            fields.insert(name, value);
        }
        Value::Object(fields)
    }

    /// A key of a map as text.
    fn key(&mut self, spot: &Spot, scope: &Value) -> String {
        let rules = spot.rules();
        // A key has no place of its own.
        let nowhere: Path = vec!["\0key".to_owned()];
        let key = match spot.shape {
            Shape::Unknown | Shape::Null => json!("a"),
            Shape::Number | Shape::Single => json!(self.draw.below(1000) as f64 + 0.5),
            _ => self.shaped(spot, &rules, &nowhere, scope),
        };
        self.sites.retain(|path, _| !path.starts_with(&nowhere));
        self.needs.retain(|need| !need.key.starts_with('\0'));
        match key {
            Value::Object(fields) => fields.keys().next().cloned().unwrap_or_default(),
            key => plain(&key),
        }
    }

    fn declared(
        &mut self,
        declaration: &'static Declaration,
        checked: bool,
        rules: &[Ruled],
        path: &Path,
        scope: &Value,
    ) -> Value {
        if path.len() > DEEPEST {
            return Value::Null;
        }
        if checked {
            self.struct_rules(path, declaration.struct_rules());
        }
        // A choice among the variants of an enum without content.
        for rule in rules.iter().filter(|rule| rule.applies(scope)) {
            let choices = match rule.name {
                "one_of" => rule.values("choices", scope),
                "same" | "confirmed" => rule.value("other", scope).into_iter().collect(),
                _ => continue,
            };
            if !choices.is_empty() {
                return self.draw.pick(&choices).clone();
            }
        }
        let refused: Vec<Value> = rules
            .iter()
            .filter(|rule| rule.name == "none_of" && rule.applies(scope))
            .flat_map(|rule| rule.values("choices", scope))
            .collect();
        let mut made = Value::Null;
        for _ in 0..TRIES {
            made = self.content(declaration.content(), checked, path, &[]);
            if !refused.contains(&made) {
                break;
            }
        }
        made
    }

    fn content(&mut self, content: Content, checked: bool, path: &Path, reserved: &[String]) -> Value {
        match content {
            Content::Fields(fields) => {
                let mut object = Map::new();
                self.object(fields, checked, path, &mut object, reserved);
                Value::Object(object)
            }
            Content::Tuple(fields) => {
                let mut items = Value::Array(vec![Value::Null; fields.len()]);
                for field in in_order(fields, checked) {
                    let spot = self.spot(field, checked);
                    let inside = below(path, field.name());
                    let value = self.fill(spot, inside.clone(), path, &items, None).unwrap_or(Value::Null);
                    super::put(&mut items, &[field.name().to_owned()], Some(value));
                }
                items
            }
            Content::Newtype(field) => {
                let spot = self.spot(field, checked);
                self.here(&spot, path)
            }
            Content::Unit => Value::Null,
            Content::Enum(tag, variants) => self.variant(tag, variants, checked, path, reserved),
            Content::From(shape) => self.here(&Spot::bare(shape), path),
            _ => Value::Null,
        }
    }

    /// A value at a place that has a site already.
    fn here(&mut self, spot: &Spot, path: &Path) -> Value {
        let rules = spot.rules();
        if let Some(site) = self.sites.get_mut(path) {
            site.also.extend(spot.layers.iter().copied());
        }
        self.ask_for_own(path, &rules, &Value::Null);
        if spot.nullable && self.draw.below(4) == 0 && !rules.iter().any(|rule| rule.demands(&Value::Null)) {
            return Value::Null;
        }
        self.shaped(spot, &rules, path, &Value::Null)
    }

    fn spot(&self, field: &'static DeclaredField, checked: bool) -> Spot {
        let value = field.value();
        let mut spot = Spot::of(value, checked && value.is_nested());
        if !checked {
            spot.layers.clear();
        }
        spot
    }

    fn object(
        &mut self,
        fields: &'static [DeclaredField],
        checked: bool,
        path: &Path,
        object: &mut Map<String, Value>,
        reserved: &[String],
    ) {
        let mut reserved = reserved.to_vec();
        names(fields, &mut reserved, 0);
        for field in in_order(fields, checked) {
            let scope = Value::Object(object.clone());
            if field.place() == Place::Flattened {
                self.flattened(field, checked, path, object, &reserved);
                continue;
            }
            let spot = self.spot(field, checked);
            let inside = below(path, field.name());
            if let Some(value) = self.fill(spot, inside, path, &scope, Some(field)) {
                object.insert(field.name().to_owned(), value);
            }
        }
    }

    fn flattened(
        &mut self,
        field: &'static DeclaredField,
        checked: bool,
        path: &Path,
        object: &mut Map<String, Value>,
        reserved: &[String],
    ) {
        let spot = self.spot(field, checked);
        let is_wished = self.wish_behind(path, 0).is_some_and(|name| has_field(spot.shape, &name, 0));
        if spot.nullable && !is_wished && self.draw.below(4) == 0 {
            return;
        }
        match spot.shape {
            Shape::Declared(reference) => {
                let declaration = reference.declaration();
                if spot.checked {
                    self.struct_rules(path, declaration.struct_rules());
                }
                match declaration.content() {
                    Content::Fields(fields) => self.object(fields, spot.checked, path, object, reserved),
                    content => {
                        if let Value::Object(fields) = self.content(content, spot.checked, path, reserved) {
                            object.extend(fields);
                        }
                    }
                }
            }
            Shape::Map { key, value } => {
                let rules = spot.rules();
                let made = self.map(&spot, *key, *value, &rules, path, &Value::Null, reserved);
                if let Value::Object(fields) = made {
                    for (name, value) in fields {
                        object.entry(name).or_insert(value);
                    }
                }
            }
            Shape::Foreign(foreign) => {
                for name in foreign.names() {
                    let inside = below(path, name);
                    let value = self.fill(Spot::bare(Shape::Unknown), inside, path, &Value::Null, None);
                    object.extend(value.map(|value| ((*name).to_owned(), value)));
                }
            }
            _ => {}
        }
    }

    fn variant(
        &mut self,
        tag: Tag,
        variants: &'static [Variant],
        checked: bool,
        path: &Path,
        reserved: &[String],
    ) -> Value {
        let fits = |variant: &&Variant| {
            let (name, behind) = (self.wish_behind(path, 0), self.wish_behind(path, 1));
            match (tag, name) {
                (_, None) => path.len() <= DEEP || is_small(variant.content()),
                (Tag::External, Some(name)) => name == "*" || variant.name() == name,
                (Tag::Adjacent { tag, content }, Some(name)) => {
                    name == tag
                        || name == content && behind.is_none_or(|name| content_has_field(variant.content(), &name, 0))
                }
                (Tag::Internal(tag), Some(name)) => name == tag || content_has_field(variant.content(), &name, 0),
                (_, Some(name)) => content_has_field(variant.content(), &name, 0),
            }
        };
        let known: Vec<&Variant> = variants.iter().filter(|variant| !variant.is_other()).collect();
        let mut of: Vec<&Variant> = known.iter().copied().filter(|variant| fits(variant)).collect();
        if of.is_empty() {
            of = if known.is_empty() { variants.iter().collect() } else { known };
        }
        if of.is_empty() {
            return Value::Null;
        }
        let variant = *self.draw.pick(&of);
        let name = Value::from(variant.name());
        let is_unit = matches!(variant.content(), Content::Unit);
        match tag {
            Tag::External if is_unit => name,
            Tag::External => {
                let inside = below(path, variant.name());
                let content = self.part(variant.content(), checked, &inside, path);
                json!({ variant.name(): content })
            }
            Tag::Internal(tag) => {
                let reserved = [reserved, &[tag.to_owned()]].concat();
                let mut object = match self.content(variant.content(), checked, path, &reserved) {
                    Value::Object(object) => object,
                    _ => Map::new(),
                };
                object.insert(tag.to_owned(), name);
                Value::Object(object)
            }
            Tag::Adjacent { tag, .. } if is_unit => json!({ tag: name }),
            Tag::Adjacent { tag, content } => {
                let inside = below(path, content);
                let value = self.part(variant.content(), checked, &inside, path);
                json!({ tag: name, content: value })
            }
            _ => self.content(variant.content(), checked, path, reserved),
        }
    }

    /// The content of a variant at a place of its own.
    fn part(&mut self, content: Content, checked: bool, path: &Path, around: &Path) -> Value {
        if let Content::Newtype(field) = content {
            let spot = self.spot(field, checked);
            return self.fill(spot, path.clone(), around, &Value::Null, None).unwrap_or(Value::Null);
        }
        self.content(content, checked, path, &[])
    }
}

/// Whether something can be made of the rule's name and arguments.
fn is_known(name: &str) -> bool {
    codes::is_rule(name) && !matches!(name, "file" | "image" | "unique" | "exists")
}

pub(crate) fn below(path: &[String], name: &str) -> Path {
    let mut path = path.to_vec();
    path.push(name.to_owned());
    path
}

/// The names of fields, also of those that are flattened, which the keys of a flattened map cannot be.
fn names(fields: &[DeclaredField], into: &mut Vec<String>, depth: usize) {
    for field in fields {
        into.push(field.name().to_owned());
        into.extend(field.aliases().iter().map(|alias| (*alias).to_owned()));
        if let (Place::Flattened, Shape::Declared(reference), 0..8) = (field.place(), field.shape().required(), depth) {
            match reference.declaration().content() {
                Content::Fields(fields) => names(fields, into, depth + 1),
                Content::Enum(tag, variants) => {
                    match tag {
                        Tag::Internal(tag) => into.push(tag.to_owned()),
                        Tag::Adjacent { tag, content } => into.extend([tag.to_owned(), content.to_owned()]),
                        _ => {}
                    }
                    for variant in variants {
                        into.push(variant.name().to_owned());
                        if let Content::Fields(fields) = variant.content() {
                            names(fields, into, depth + 1);
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

fn blank(shape: Shape) -> Value {
    match shape {
        Shape::List(_) | Shape::Set(_) => json!([]),
        Shape::Map { .. } => json!({}),
        Shape::Boolean => json!(false),
        Shape::Integer { .. } | Shape::Number | Shape::Single => json!(0),
        _ => json!(""),
    }
}

/// Fields behind those that they look at.
fn in_order(fields: &'static [DeclaredField], checked: bool) -> Vec<&'static DeclaredField> {
    fn visit(at: usize, needs: &[Vec<usize>], state: &mut [u8], order: &mut Vec<usize>) {
        if state[at] > 0 {
            return;
        }
        state[at] = 1;
        for need in &needs[at] {
            visit(*need, needs, state, order);
        }
        order.push(at);
    }
    if !checked {
        return fields.iter().collect();
    }
    let needs: Vec<Vec<usize>> = fields
        .iter()
        .map(|field| {
            let names = mentioned(field.value());
            names.iter().filter_map(|name| fields.iter().position(|field| field.name() == *name)).collect()
        })
        .collect();
    let (mut state, mut order) = (vec![0; fields.len()], Vec::new());
    for at in 0..fields.len() {
        visit(at, &needs, &mut state, &mut order);
    }
    order.into_iter().map(|at| &fields[at]).collect()
}

/// The other fields that rules on a value look at.
fn mentioned(value: DeclaredValue) -> Vec<&'static str> {
    let mut names = Vec::new();
    for rule in value.rules() {
        names.extend(rule.mentions());
        for condition in rule.conditions() {
            if let unprocessable::declaration::RuleCondition::Compares { field, .. } = condition {
                names.push(field);
            }
        }
    }
    let inside = [value.elements(), value.keys(), value.values()];
    names.extend(inside.into_iter().flatten().flat_map(mentioned));
    names
}

/// Whether a type has a field of this name.
fn has_field(shape: Shape, name: &str, depth: usize) -> bool {
    match shape.required() {
        Shape::Declared(reference) if depth < 8 => {
            content_has_field(reference.declaration().content(), name, depth + 1)
        }
        Shape::Map { .. } => true,
        Shape::List(_) | Shape::Array(..) | Shape::Set(_) => name == "*" || name.parse::<usize>().is_ok(),
        Shape::Foreign(foreign) => foreign.names().contains(&name),
        _ => false,
    }
}

fn content_has_field(content: Content, name: &str, depth: usize) -> bool {
    match content {
        Content::Fields(fields) | Content::Tuple(fields) => fields.iter().any(|field| match field.place() {
            Place::Flattened => has_field(field.shape(), name, depth),
            _ => name == "*" || field.name() == name,
        }),
        Content::Newtype(field) => has_field(field.shape(), name, depth),
        Content::From(shape) => has_field(shape, name, depth),
        Content::Enum(Tag::External, variants) => variants.iter().any(|variant| variant.name() == name),
        Content::Enum(Tag::Adjacent { tag, content }, _) => name == tag || name == content,
        Content::Enum(_, variants) => {
            depth < 8 && variants.iter().any(|variant| content_has_field(variant.content(), name, depth + 1))
        }
        _ => false,
    }
}

/// Whether nothing of another type is inside.
fn is_small(content: Content) -> bool {
    let is_small = |shape: Shape| !matches!(shape, Shape::Declared(_));
    match content {
        Content::Fields(fields) | Content::Tuple(fields) => fields.iter().all(|field| is_small(field.shape())),
        Content::Newtype(field) => is_small(field.shape()),
        Content::Unit => true,
        _ => false,
    }
}

fn range(of: Integer) -> (i128, i128) {
    match of {
        Integer::I8 => (i8::MIN.into(), i8::MAX.into()),
        Integer::I16 => (i16::MIN.into(), i16::MAX.into()),
        Integer::I32 => (i32::MIN.into(), i32::MAX.into()),
        Integer::U8 => (0, u8::MAX.into()),
        Integer::U16 => (0, u16::MAX.into()),
        Integer::U32 => (0, u32::MAX.into()),
        Integer::U64 | Integer::U128 => (0, INTEGERS.1),
        Integer::I64 => (INTEGERS.0, i64::MAX.into()),
        Integer::I128 => INTEGERS,
    }
}
