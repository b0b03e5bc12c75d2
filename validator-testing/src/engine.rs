//! Documents that keep all rules, and documents that break one.
//!
//! A document is made from the declaration, rule by rule. Then the type itself reads it, and what it refuses is made
//! once more, until nothing is left. So what comes out has been checked by the rules themselves, and nothing is left
//! out in silence: what cannot be made ends the test with the key and the rule.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use unprocessable::declaration::Shape;

use crate::codes;
use crate::generators::Generators;
use crate::make::{Draw, Maker, Path, Site, Wrong, below, get, key_of, matches, plain, put, segments, wanted};

/// How often what is refused is made once more.
const ROUNDS: usize = 120;
/// How often a whole document is made anew.
const DOCUMENTS: usize = 8;
/// How many values are tried in place of one that breaks nothing.
const CANDIDATES: usize = 240;

/// A type whose documents are made.
pub(crate) struct Type<'a> {
    pub(crate) name: &'a str,
    pub(crate) shape: Shape,
    pub(crate) generators: &'a Generators,
    /// What is wrong with a document.
    pub(crate) check: &'a dyn Fn(&[u8]) -> Vec<Wrong>,
}

/// Where a rule must be broken.
struct Target<'t> {
    key: &'t str,
    code: &'t str,
    /// Whether the violation is at an item: `distinct` reports each that was there before.
    at_items: bool,
}

impl Target<'_> {
    fn is(&self, wrong: &Wrong) -> bool {
        let (found, wanted) = (segments(&wrong.key), segments(self.key));
        wrong.code == self.code && (found == wanted || self.at_items && found.starts_with(&wanted))
    }
}

impl Type<'_> {
    fn wrongs(&self, document: &Value) -> Vec<Wrong> {
        (self.check)(document.to_string().as_bytes())
    }

    /// A document that keeps all rules.
    pub(crate) fn valid(&self, draw: &mut Draw<'_>) -> Result<Value, String> {
        let mut left = Vec::new();
        for _ in 0..DOCUMENTS {
            let mut maker = Maker::new(draw, self.generators, Path::new());
            let mut document = maker.whole(self.shape);
            self.needs(&maker)?;
            match self.settle(&mut maker, &mut document, &[], None) {
                Ok(()) => {
                    self.needs(&maker)?;
                    return Ok(document);
                }
                Err(wrongs) => left = wrongs,
            }
        }
        Err(self.cannot_be_kept(&left))
    }

    /// Where rules are, and their codes: patterns in which `*` stands for positions and keys of maps. Those are found
    /// that stand in one of several documents.
    pub(crate) fn rules(&self, draw: &mut Draw<'_>) -> Vec<(String, &'static str)> {
        let mut found = Vec::new();
        for _ in 0..DOCUMENTS * 8 {
            let mut maker = Maker::new(draw, self.generators, Path::new());
            maker.whole(self.shape);
            for (path, site) in &maker.sites {
                let pattern = maker.pattern(path);
                let on_keys = site.key_rules().into_iter().map(|rule| (below(&pattern, "*"), rule));
                for (pattern, rule) in site.rules().into_iter().map(|rule| (pattern.clone(), rule)).chain(on_keys) {
                    let one = (key_of(&pattern), rule.code());
                    if !found.contains(&one) {
                        found.push(one);
                    }
                }
            }
        }
        found.sort();
        found
    }

    fn needs(&self, maker: &Maker<'_, '_>) -> Result<(), String> {
        if maker.needs.is_empty() {
            return Ok(());
        }
        let mut text = format!(
            "values of `{}` need a generator, because their declaration does not tell what to make:\n",
            self.name
        );
        for need in &maker.needs {
            let code = if need.code == need.rule { String::new() } else { format!(" (code `{}`)", need.code) };
            text += &format!("  `{}`: rule `{}`{code}\n", need.key, need.rule);
        }
        let key = &maker.needs[0].key;
        text += &format!(
            "give `Generators::new().at({key:?}, |draw| …)`, \
             or `.as_made({key:?})` if what is made without one keeps the rule"
        );
        Err(text)
    }

    fn cannot_be_kept(&self, left: &[Wrong]) -> String {
        let mut text = format!("no valid `{}` was made; these rules are not kept:\n", self.name);
        for wrong in left {
            text += &format!("  `{}`: `{}`\n", wrong.key, wrong.code);
        }
        if let Some(wrong) = left.first() {
            let key = &wrong.key;
            text += &format!("give `Generators::new().at({key:?}, |draw| …)`");
        }
        text
    }

    /// Makes what is wrong once more, until nothing is wrong but what may be.
    fn settle(
        &self,
        maker: &mut Maker<'_, '_>,
        document: &mut Value,
        frozen: &[Path],
        allowed: Option<&Target<'_>>,
    ) -> Result<(), Vec<Wrong>> {
        let is_allowed = |wrong: &Wrong| allowed.is_some_and(|allowed| allowed.is(wrong));
        let mut left = Vec::new();
        for _ in 0..ROUNDS {
            let wrongs = self.wrongs(document);
            let count = wrongs.len();
            left = wrongs.into_iter().filter(|wrong| !is_allowed(wrong)).collect();
            if left.is_empty() {
                return if allowed.is_none() || count == 1 { Ok(()) } else { Err(Vec::new()) };
            }
            let mut done = BTreeSet::new();
            for wrong in &left {
                self.mend(maker, document, frozen, wrong, &mut done)?;
            }
        }
        Err(left)
    }

    fn mend(
        &self,
        maker: &mut Maker<'_, '_>,
        document: &mut Value,
        frozen: &[Path],
        wrong: &Wrong,
        done: &mut BTreeSet<Path>,
    ) -> Result<(), Vec<Wrong>> {
        let at = segments(&wrong.key);
        let is_frozen = |path: &Path| frozen.iter().any(|frozen| frozen.starts_with(path) || path.starts_with(frozen));
        let Some(mut target) = nearest(maker, &at) else { return Err(vec![wrong.clone()]) };
        if done.contains(&target) {
            return Ok(());
        }
        if !is_frozen(&target) && maker.learn(document, &target, wrong, &at) {
            if let Some(site) = maker.sites.get_mut(&target) {
                site.tries += 1;
            }
            let value = maker.again(document, &target);
            put(document, &target, value);
            done.insert(target);
            return Ok(());
        }
        let (mut mentioned, mut tries) = (Vec::new(), 0);
        if let Some(site) = maker.sites.get_mut(&target) {
            site.tries += 1;
            tries = site.tries;
            let rules = site.rules();
            let rule = rules.iter().find(|rule| rule.code() == wrong.code);
            if let Some(rule) = rule {
                mentioned = rule.rule.mentions().map(|name| below(site.around(), name)).collect();
            }
            // A rule on something around it, such as on the keys of a map, or one that cannot be kept here.
            if (rule.is_none() && tries > 2) || tries > 24 {
                site.tries = 0;
                target = target.split_last().and_then(|(_, around)| nearest(maker, around)).unwrap_or(target);
            }
        }
        let others: Vec<Path> =
            mentioned.into_iter().filter(|path| maker.sites.contains_key(path) && !is_frozen(path)).collect();
        if is_frozen(&target) {
            if others.is_empty() {
                return Err(vec![wrong.clone()]);
            }
        } else {
            let value = maker.again(document, &target);
            put(document, &target, value);
            done.insert(target.clone());
        }
        // Perhaps the other field leaves no room.
        if is_frozen(&target) || tries % 3 == 2 {
            for path in others {
                let value = maker.again(document, &path);
                put(document, &path, value);
            }
        }
        Ok(())
    }

    /// A document that breaks one rule at one of the places of a pattern, and nothing else.
    pub(crate) fn broken(&self, draw: &mut Draw<'_>, pattern: &str, code: &str) -> Result<Value, String> {
        let wish = segments(pattern);
        let mut why = format!("`{}` has no place `{pattern}`", self.name);
        for attempt in 0..DOCUMENTS {
            // A place that is not there can be filled, but an item needs its list.
            let around = wish.len().saturating_sub(1);
            let wished = if attempt % 2 == 0 { wish[..around].to_vec() } else { wish.clone() };
            let mut maker = Maker::new(draw, self.generators, wished);
            let mut document = maker.whole(self.shape);
            let is_own = |maker: &Maker<'_, '_>| {
                maker
                    .needs
                    .iter()
                    .all(|need| need.code == code && self.generators.breaker(&segments(&need.key), code).is_some())
            };
            if !is_own(&maker) {
                self.needs(&maker)?;
            }
            if code == codes::unknown.name() {
                if self.settle(&mut maker, &mut document, &[], None).is_ok() {
                    let around = get(&document, &wish[..around]);
                    if !wish.iter().any(|segment| segment == "*") && around.is_some_and(Value::is_object) {
                        put(&mut document, &wish, Some(json!(1)));
                        if self.is_broken(&document, &Target { key: pattern, code, at_items: false }) {
                            return Ok(document);
                        }
                    }
                }
                why = format!("`{}` accepts an unknown field at `{pattern}`", self.name);
                continue;
            }
            if let Err(left) = self.settle(&mut maker, &mut document, &[], None) {
                if attempt % 2 == 0 {
                    why = self.cannot_be_kept(&left);
                }
                continue;
            }
            let mut places: Vec<Path> = maker.sites.keys().filter(|path| matches(&wish, path)).cloned().collect();
            let has_rule = |path: &Path| {
                let is_there = |site: &Site| site.rules().iter().any(|rule| rule.code() == code);
                maker.sites.get(path).is_some_and(is_there) || self.keys_with(&maker, path, code).is_some()
            };
            if places.iter().any(has_rule) {
                places.retain(has_rule);
            }
            if places.is_empty() {
                continue;
            }
            let place = maker.draw.pick(&places).clone();
            match self.break_at(&mut maker, &document, &place, code) {
                Ok(broken) => return Ok(broken),
                Err(reason) => why = reason,
            }
        }
        Err(why)
    }

    fn is_broken(&self, document: &Value, target: &Target<'_>) -> bool {
        matches!(&*self.wrongs(document), [wrong] if target.is(wrong))
    }

    fn break_at(&self, maker: &mut Maker<'_, '_>, document: &Value, place: &Path, code: &str) -> Result<Value, String> {
        let Some(site) = maker.sites.get(place).cloned() else { return Err(String::new()) };
        let key = key_of(place);
        let rules: Vec<_> = site.rules().into_iter().filter(|rule| rule.code() == code).collect();
        let target = Target { key: &key, code, at_items: rules.iter().any(|rule| rule.name == "distinct") };
        let breaker = self.generators.breaker(place, code);
        if rules.is_empty()
            && breaker.is_none()
            && !codes::is_refusal(code)
            && self.keys_with(maker, place, code).is_none()
        {
            let mut there: Vec<&str> = site.rules().iter().map(|rule| rule.code()).collect();
            there.dedup();
            let there = if there.is_empty() { "none".to_owned() } else { there.join(", ") };
            return Err(format!("`{}` has no rule with the code `{code}` at `{key}`; there are: {there}", self.name));
        }
        if breaker.is_none() && rules.iter().all(|rule| !codes::is_rule(rule.name)) && !rules.is_empty() {
            return Err(format!(
                "`{}`: the rule with the code `{code}` at `{key}` is a function of the program; \
                 give `Generators::new().breaks({key:?}, {code:?}, |draw| …)`",
                self.name
            ));
        }
        let mut also: Vec<String> = Vec::new();
        for turn in 0..4 {
            let mut document = document.clone();
            let mut frozen = vec![place.clone()];
            for rule in &rules {
                self.let_it_run(maker, &mut document, &site, rule, turn, &mut frozen);
            }
            let first = self.specific(maker, &document, place, &site, &rules);
            for nth in 0..CANDIDATES / 4 {
                let candidate = match (breaker, first.get(nth)) {
                    (Some(make), _) => Some(make(maker.draw)),
                    (None, Some(candidate)) => candidate.clone(),
                    (None, None) => self.random(maker, &document, place, code, nth),
                };
                if candidate.is_none() && !site.is_field() {
                    continue;
                }
                let mut changed = document.clone();
                if !put(&mut changed, place, candidate) {
                    continue;
                }
                let changed = match self.keys_with(maker, place, code) {
                    Some(around) if rules.is_empty() && breaker.is_none() => {
                        match self.with_another_key(maker, &document, &around, code) {
                            Some(broken) => return Ok(broken),
                            None => continue,
                        }
                    }
                    _ => changed,
                };
                let wrongs = self.wrongs(&changed);
                if !wrongs.iter().any(|wrong| target.is(wrong)) {
                    continue;
                }
                let others = wrongs.iter().filter(|wrong| wrong.code != code && segments(&wrong.key) == *place);
                let others: Vec<String> = others.map(|wrong| wrong.code.clone()).collect();
                if !others.is_empty() {
                    also.extend(others.into_iter().filter(|other| !also.contains(other)).collect::<Vec<_>>());
                    continue;
                }
                if wrongs.len() == 1 {
                    return Ok(changed);
                }
                let (mut changed, sites) = (changed, maker.sites.clone());
                let settled = self.settle(maker, &mut changed, &frozen, Some(&target));
                maker.sites = sites;
                if settled.is_ok() && self.is_broken(&changed, &target) {
                    return Ok(changed);
                }
            }
        }
        let also = match &also[..] {
            [] => String::new(),
            also => format!(" (values that break it also break: {})", also.join(", ")),
        };
        Err(format!(
            "`{}`: no value was found that breaks the rule with the code `{code}` at `{key}` and nothing else{also}; \
             if there is one, give `Generators::new().breaks({key:?}, {code:?}, |draw| …)`",
            self.name
        ))
    }

    /// The map around a place, if its keys have a rule with this code.
    fn keys_with(&self, maker: &Maker<'_, '_>, place: &Path, code: &str) -> Option<Path> {
        let (_, around) = place.split_last()?;
        let map = maker.sites.get(around)?;
        map.key_rules().iter().any(|rule| rule.code() == code).then(|| around.to_vec())
    }

    /// A map in which one key breaks a rule on keys.
    fn with_another_key(&self, maker: &mut Maker<'_, '_>, document: &Value, map: &Path, code: &str) -> Option<Value> {
        let fields = get(document, map)?.as_object()?;
        let (name, value) = fields.iter().next()?;
        for nth in 0..CANDIDATES {
            let other = match nth {
                0 => String::new(),
                1 => "a".to_owned(),
                2 => "0".to_owned(),
                3 => name.repeat(8),
                _ => plain(&mutated(&Value::String(name.clone()), maker.draw)),
            };
            let mut place = map.clone();
            place.push(other.clone());
            let mut changed = document.clone();
            put(&mut changed, &[map.clone(), vec![name.clone()]].concat(), None);
            put(&mut changed, &place, Some(value.clone()));
            if let [wrong] = &*self.wrongs(&changed) {
                if wrong.code == code && segments(&wrong.key).starts_with(map) {
                    return Some(changed);
                }
            }
        }
        None
    }

    /// Sets the other fields so that the rule runs, and demands what can be broken.
    fn let_it_run(
        &self,
        maker: &mut Maker<'_, '_>,
        document: &mut Value,
        site: &Site,
        rule: &crate::make::Ruled,
        turn: usize,
        frozen: &mut Vec<Path>,
    ) {
        let around = site.around().clone();
        let is_negated = matches!(rule.name, "required_unless" | "prohibited_unless");
        let conditions = rule.rule.conditions().map(|condition| wanted(&condition, true));
        let asked = rule.rule.mentioned_conditions().map(|condition| wanted(&condition, !is_negated));
        let has_condition = matches!(
            rule.name,
            "required_if" | "required_unless" | "prohibited_if" | "prohibited_unless" | "accepted_if" | "declined_if"
        );
        let asked: Vec<_> = if has_condition { asked.collect() } else { Vec::new() };
        for (field, value) in conditions.chain(asked).flatten() {
            let path = below(&around, field);
            let value = (!value.is_null()).then_some(value);
            if let Some(value) = value {
                put(document, &path, Some(value));
                frozen.push(path);
            } else {
                self.fill(maker, document, &path);
            }
        }
        let names: Vec<&str> = rule.rule.mentions().collect();
        let fill = match rule.name {
            "required_with" => vec![true; 1],
            "required_with_all" | "prohibits" => vec![true; names.len()],
            "required_without" => vec![false; 1],
            "required_without_all" => vec![false; names.len()],
            _ if turn > 0 && !has_condition => vec![true; names.len()],
            _ => Vec::new(),
        };
        for (name, is_filled) in names.iter().zip(fill) {
            let path = below(&around, name);
            if is_filled {
                if get(document, &path).is_none_or(|value| value.is_null() || value == "") {
                    self.fill(maker, document, &path);
                }
            } else {
                put(document, &path, None);
                if !self.wrongs(document).iter().all(|wrong| wrong.key != key_of(&path)) {
                    put(document, &path, Some(json!("")));
                }
            }
            frozen.push(path);
        }
    }

    /// Makes a value at a place that may be left out.
    fn fill(&self, maker: &mut Maker<'_, '_>, document: &mut Value, path: &Path) {
        let before = std::mem::replace(&mut maker.wish, path.clone());
        if maker.sites.contains_key(path) {
            let value = maker.again(document, path);
            put(document, path, value);
        }
        maker.wish = before;
    }

    /// Values that the rule is likely to refuse.
    fn specific(
        &self,
        maker: &mut Maker<'_, '_>,
        document: &Value,
        place: &Path,
        site: &Site,
        rules: &[crate::make::Ruled],
    ) -> Vec<Option<Value>> {
        let current = get(document, place).cloned();
        let mut tried = Vec::new();
        for rule in rules {
            match rule.name {
                name if name.starts_with("required") && name != "required_keys" || name == "filled" => {
                    tried.push(Some(Value::Null));
                    tried.push(None);
                    tried.extend([json!(""), json!(" "), json!([]), json!({})].map(Some));
                    if site.may_be_absent() {
                        tried.swap(0, 1);
                    }
                }
                "accepted" | "accepted_if" => tried.extend([json!(false), json!("no"), json!(0), json!(0.0)].map(Some)),
                "declined" | "declined_if" => tried.extend([json!(true), json!("yes"), json!(1), json!(1.0)].map(Some)),
                "distinct" => {
                    let mut items = match current.clone() {
                        Some(Value::Array(items)) => items,
                        _ => Vec::new(),
                    };
                    if items.is_empty() {
                        items = self
                            .sized(maker, document, place, 1)
                            .and_then(|list| list.as_array().cloned())
                            .unwrap_or_default();
                    }
                    if let Some(first) = items.first().cloned() {
                        let mut replaced = items.clone();
                        if replaced.len() > 1 {
                            replaced[1] = first.clone();
                            tried.push(Some(Value::Array(replaced)));
                        }
                        items.push(first);
                        tried.push(Some(Value::Array(items)));
                    }
                }
                "required_keys" => {
                    if let Some(Value::Object(fields)) = &current {
                        for name in fields.keys() {
                            let mut fields = fields.clone();
                            let value = fields.remove(name);
                            tried.push(Some(Value::Object(fields.clone())));
                            fields.extend(value.map(|value| ("other".to_owned(), value.clone())));
                            tried.push(Some(Value::Object(fields.clone())));
                        }
                    }
                }
                "none_of" => {
                    let scope = get(document, site.around()).cloned().unwrap_or(Value::Null);
                    tried.extend(rule.values("choices", &scope).into_iter().map(Some));
                }
                "different" => {
                    let scope = get(document, site.around()).cloned().unwrap_or(Value::Null);
                    tried.push(rule.value("other", &scope));
                }
                "doesnt_start_with" | "doesnt_end_with" | "doesnt_contain" => {
                    let scope = get(document, site.around()).cloned().unwrap_or(Value::Null);
                    let text = current.as_ref().map(plain).unwrap_or_default();
                    for part in rule.texts("values", &scope) {
                        tried.extend(
                            [json!(format!("{part}{text}")), json!(format!("{text}{part}")), json!(part)].map(Some),
                        );
                    }
                }
                _ => {}
            }
            let scope = get(document, site.around()).cloned().unwrap_or(Value::Null);
            for (name, _) in rule.rule.arguments() {
                let Some(value) = rule.value(name, &scope) else { continue };
                let of = crate::make::measure(&value);
                if let (Some(number), Some(Value::Number(_)) | None) = (of, &current) {
                    for by in [0.0, -1.0, 1.0, -0.01, 0.01, -10.0, 10.0] {
                        tried.extend(number_like(number + by).into_iter().map(Some));
                    }
                }
                if let (Some(number), Some(Value::String(_) | Value::Array(_) | Value::Object(_)) | None) =
                    (of, &current)
                {
                    for by in [0_i64, -1, 1, -2, 2] {
                        let count = number as i64 + by;
                        if (0..5000).contains(&count) {
                            tried.extend(self.sized(maker, document, place, count as usize).map(Some));
                        }
                    }
                }
            }
        }
        tried
    }

    /// What stands at a place with so many characters or items, the rule with the code not kept.
    fn sized(&self, maker: &mut Maker<'_, '_>, document: &Value, place: &Path, count: usize) -> Option<Value> {
        let wish = std::mem::replace(&mut maker.wish, place.clone());
        maker.forced_count = Some((place.clone(), count));
        let made = maker.again(document, place);
        maker.forced_count = None;
        maker.wish = wish;
        made
    }

    fn random(
        &self,
        maker: &mut Maker<'_, '_>,
        document: &Value,
        place: &Path,
        code: &str,
        nth: usize,
    ) -> Option<Value> {
        let current = get(document, place).cloned().unwrap_or(Value::Null);
        match nth % 4 {
            0 if !codes::is_refusal(code) || nth % 8 == 0 => {
                let wish = std::mem::replace(&mut maker.wish, place.clone());
                maker.without = Some((place.clone(), code.to_owned()));
                let made = maker.again(document, place);
                maker.without = None;
                maker.wish = wish;
                made
            }
            1 => Some(mutated(&current, maker.draw)),
            2 => {
                let once = mutated(&current, maker.draw);
                Some(mutated(&once, maker.draw))
            }
            _ => {
                let odd = [
                    json!(1.5),
                    json!("?"),
                    json!(true),
                    json!([]),
                    json!({}),
                    json!(1),
                    json!("a"),
                    json!(-1),
                    json!(300),
                    json!(0),
                    json!(u64::MAX),
                    json!(i64::MIN),
                    json!(70_000),
                    json!(""),
                    json!("ab"),
                    json!("A"),
                    json!("é"),
                    json!("1"),
                    json!("a b"),
                    json!("\u{7}"),
                    json!("a\nb"),
                    json!(" a"),
                    json!("日本"),
                    json!("2024-13-01"),
                    json!([1, 2, 3, 4, 5]),
                    json!(2),
                    json!(7),
                    json!(0.001),
                    json!(1e300),
                    json!(-1e9),
                    Value::Null,
                ];
                let at = if nth < 4 * odd.len() { nth / 4 } else { maker.draw.below(odd.len() as u64) as usize };
                Some(odd[at % odd.len()].clone())
            }
        }
    }
}

/// The number as JSON has it.
fn number_like(number: f64) -> Vec<Value> {
    let mut values = Vec::new();
    if number.fract() == 0.0 && number.abs() < 9e15 {
        values.push(json!(number as i64));
    }
    // Without what a sum of binary fractions leaves behind.
    if let Ok(rounded) = format!("{number:.6}").parse::<f64>() {
        values.push(json!(rounded));
        values.push(json!(format!("{rounded}")));
    }
    values
}

/// The place that was filled and is nearest.
fn nearest(maker: &Maker<'_, '_>, at: &[String]) -> Option<Path> {
    (0..=at.len()).rev().map(|count| at[..count].to_vec()).find(|path| maker.sites.contains_key(path))
}

/// A value that is nearly the same.
fn mutated(value: &Value, draw: &mut Draw<'_>) -> Value {
    match value {
        Value::String(text) => {
            let mut letters: Vec<char> = text.chars().collect();
            let at = draw.below(letters.len() as u64 + 1) as usize;
            let other =
                *draw.pick(&['x', '0', '9', 'A', ' ', '!', '-', '.', '_', 'é', '\u{7}', '\n', '@', ':', '/', '日']);
            match draw.below(6) {
                0 if at < letters.len() => letters[at] = other,
                1 if at < letters.len() => {
                    letters.remove(at);
                }
                2 => letters.truncate(at),
                3 if at < letters.len() => {
                    let c = letters[at];
                    let flipped = if c.is_uppercase() { c.to_lowercase().next() } else { c.to_uppercase().next() };
                    letters[at] = flipped.filter(|flipped| *flipped != c).unwrap_or(other);
                }
                4 => letters.push(other),
                _ => letters.insert(at, other),
            }
            Value::String(letters.into_iter().collect())
        }
        Value::Number(number) => {
            let by = *draw.pick(&[1.0, -1.0, 0.5, -0.5, 0.001, 10.0, -10.0, 1000.0, -1000.0, 1e6, -1e6, 1e12]);
            let sum = number.as_f64().unwrap_or(0.0) + by;
            number_like(sum).into_iter().next().unwrap_or(json!(0))
        }
        Value::Bool(flag) => json!(!flag),
        Value::Array(items) => {
            let mut items = items.clone();
            match (draw.below(3), items.first().cloned()) {
                (0, Some(first)) => items.push(first),
                (1, Some(_)) => {
                    items.pop();
                }
                (_, Some(first)) => {
                    let at = draw.below(items.len() as u64) as usize;
                    items[at] = mutated(&first, draw);
                }
                (_, None) => items.push(json!(0)),
            }
            Value::Array(items)
        }
        Value::Object(fields) => {
            let mut fields = fields.clone();
            if let Some(name) = fields.keys().next().cloned() {
                fields.remove(&name);
            }
            Value::Object(fields)
        }
        Value::Null => draw.pick(&[json!(""), json!(0), json!([]), json!({})]).clone(),
    }
}
