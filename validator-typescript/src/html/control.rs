//! The attributes of one value, from its shape and its rules.

use serde_json::{Map, Value};
use unprocessable::declaration::{Content, DeclaredRule, DeclaredValue, Shape};
use unprocessable::decode::Expected;
use unprocessable::rules::{self, Describe, Precision};
use unprocessable::{Argument, Kind};

use super::attributes::Attributes;
use super::choices::{choices, is_chosen};
use super::find::{Spot, demands};
use super::pattern::{Characters, Whole, joined, whole};
use super::{dates, numbers};

/// The attributes of the control for a value.
pub(super) fn control(spot: &Spot) -> Attributes {
    let rules = rules_of(spot);
    let mut attributes = Attributes::default();
    if spot.tag.is_some() || is_chosen(spot) {
        if !spot.may_be_absent && !takes_empty_text(spot) || is_required(&rules) {
            attributes.push("required", "");
        }
        return attributes;
    }
    match spot.shape {
        Shape::Text => text(spot, &rules, &mut attributes),
        Shape::Character => {
            if !spot.may_be_absent || is_required(&rules) {
                attributes.push("required", "");
            }
            // One character of two code units.
            attributes.push("maxlength", "2");
        }
        Shape::Integer { .. } | Shape::Number | Shape::Single => numbers::number(spot, &rules, &mut attributes),
        Shape::Boolean => {
            let is_accepted = rules.iter().any(|rule| rule.name() == "accepted");
            // Of a box there are two states, so it is nothing for an answer that may be left out.
            if is_accepted || !spot.is_optional {
                attributes.push("type", "checkbox");
            }
            if is_accepted {
                attributes.push("required", "");
            }
        }
        Shape::List(element) | Shape::Set(element) | Shape::Array(element, _) => {
            let element = Spot {
                shape: element.required(),
                views: spot.views.iter().filter_map(DeclaredValue::elements).collect(),
                ..spot.clone()
            };
            if is_file(element.shape) {
                attributes.push("type", "file");
                if is_required(&rules) || has_least_items(&rules) && !spot.may_be_absent {
                    attributes.push("required", "");
                }
                accept(&rules_of(&element), &mut attributes);
                attributes.push("multiple", "");
            } else if is_chosen(&element) || !choices(&element).is_empty() {
                if is_required(&rules) || has_least_items(&rules) && !spot.may_be_absent {
                    attributes.push("required", "");
                }
                attributes.push("multiple", "");
            }
        }
        Shape::Foreign(foreign) => match foreign.expected() {
            Expected::Decimal => numbers::number(spot, &rules, &mut attributes),
            Expected::Date => {
                attributes.push("type", "date");
                require(spot, &rules, &mut attributes);
                dates::bounds(&rules, &mut attributes);
            }
            Expected::Ip | Expected::Ipv4 | Expected::Ipv6 | Expected::Uuid | Expected::Time | Expected::DateTime => {
                require(spot, &rules, &mut attributes);
            }
            Expected::File => {
                attributes.push("type", "file");
                require(spot, &rules, &mut attributes);
                accept(&rules, &mut attributes);
            }
            Expected::Url => {
                attributes.push("type", "text");
                require(spot, &rules, &mut attributes);
                attributes.push("inputmode", "url");
            }
            _ => {}
        },
        _ => {}
    }
    attributes
}

/// The rules that always run.
fn rules_of(spot: &Spot) -> Vec<DeclaredRule> {
    let rules = spot.views.iter().flat_map(DeclaredValue::rules);
    rules.filter(|rule| rule.conditions().next().is_none() && rule.schema().is_said()).collect()
}

fn has_least_items(rules: &[DeclaredRule]) -> bool {
    rules.iter().map(keywords).any(|keywords| keywords.contains_key("minItems"))
}

fn is_file(shape: Shape) -> bool {
    matches!(shape, Shape::Foreign(foreign) if foreign.expected() == Expected::File)
}

/// The files that a page lets people choose: those of the first rule that names types or extensions. Others can still be
/// chosen, so browsers check nothing here.
fn accept(rules: &[DeclaredRule], attributes: &mut Attributes) {
    let named = |rule: &DeclaredRule| {
        let list = |wanted: &str, before: &str| {
            let value = rule.arguments().find(|(name, _)| *name == wanted)?.1;
            let each: Vec<String> = match value {
                Argument::List(list) => (0..).map_while(|index| list.at(index)).map(|one| one.to_string()).collect(),
                one => vec![one.to_string()],
            };
            Some(each.iter().map(|one| format!("{before}{one}")).collect::<Vec<_>>().join(","))
        };
        match rule.name() {
            "file" => list("types", "").or_else(|| list("extensions", ".")),
            _ => None,
        }
    };
    let is_image = || rules.iter().any(|rule| rule.name() == "image").then(|| "image/*".to_owned());
    if let Some(accepted) = rules.iter().find_map(named).or_else(is_image) {
        attributes.push("accept", accepted);
    }
}

/// Whether the empty text is one of the choices.
fn takes_empty_text(spot: &Spot) -> bool {
    let variants = match (spot.tag, spot.shape) {
        (Some(variants), _) => variants,
        (None, Shape::Declared(reference)) => match reference.declaration().content() {
            Content::Enum(_, variants) => variants,
            _ => return true,
        },
        (None, Shape::Foreign(foreign)) => return foreign.names().contains(&""),
        _ => return true,
    };
    variants.iter().any(|variant| {
        variant.is_other() || variant.name().is_empty() || variant.aliases().iter().any(|alias| alias.is_empty())
    })
}

/// Says `required` of a control whose value is never read from empty text.
pub(super) fn require(spot: &Spot, rules: &[DeclaredRule], attributes: &mut Attributes) {
    let is_demanded = is_required(rules) || rules.iter().any(|rule| matches!(rule.name(), "accepted" | "declined"));
    if !spot.may_be_absent || is_demanded {
        attributes.push("required", "");
    }
}

fn is_required(rules: &[DeclaredRule]) -> bool {
    rules.iter().any(demands)
}

/// The keywords of JSON Schema that a rule has.
pub(super) fn keywords(rule: &DeclaredRule) -> Map<String, Value> {
    match serde_json::to_value(rule.schema()) {
        Ok(Value::Object(keywords)) => keywords,
        _ => Map::new(),
    }
}

/// What the rules on a text say.
#[derive(Default)]
struct Text {
    /// In code units.
    least: u64,
    most: Option<u64>,
    /// In characters.
    most_characters: Option<u64>,
    all: Vec<Whole>,
    none: Vec<Whole>,
    characters: Characters,
    /// Whether the empty text is never accepted.
    is_filled: bool,
    kind: Option<&'static str>,
    mode: Option<&'static str>,
    autocomplete: Option<&'static str>,
}

fn text(spot: &Spot, rules: &[DeclaredRule], attributes: &mut Attributes) {
    let mut text = Text { characters: Characters::ANY, ..Text::default() };
    for rule in rules {
        text.add(rule, spot.may_be_absent);
    }
    let characters = text.characters;
    let can_be_dated = matches!(text.kind, Some("date" | "month" | "time" | "datetime-local"));
    if let Some(kind) = text.kind {
        attributes.push("type", kind);
    }
    if text.is_filled || is_required(rules) {
        attributes.push("required", "");
    }
    if can_be_dated {
        match text.kind {
            Some("date") => dates::bounds(rules, attributes),
            // The default is a minute.
            Some("time" | "datetime-local") => attributes.push("step", "any"),
            _ => {}
        }
        return;
    }
    let units = text.most_characters.map(|most| if characters.are_long { most.saturating_mul(2) } else { most });
    let most = [text.most, units].into_iter().flatten().min();
    // Browsers do not check the empty text.
    if text.least > 1 {
        attributes.push("minlength", text.least.to_string());
    }
    if let Some(most) = most.filter(|most| *most <= i32::MAX as u64) {
        attributes.push("maxlength", most.to_string());
    }
    attributes.may_break = characters.are_breaks;
    if let Some(pattern) = joined(&text.all, &text.none) {
        attributes.push("pattern", pattern);
    }
    let mode = text.mode.or_else(|| (!text.all.is_empty() && !characters.are_no_digits).then_some("numeric"));
    if let Some(mode) = mode {
        attributes.push("inputmode", mode);
    }
    if let Some(autocomplete) = text.autocomplete.filter(|_| !spot.is_repeated) {
        attributes.push("autocomplete", autocomplete);
    }
}

impl Text {
    fn add(&mut self, rule: &DeclaredRule, may_be_absent: bool) {
        let keywords = keywords(rule);
        let number = |keyword: &str| keywords.get(keyword).and_then(Value::as_u64);
        let text = |keyword: &str| keywords.get(keyword).and_then(Value::as_str);
        self.is_filled |= matches!(rule.name(), "accepted" | "declined");

        let (mut least, mut most) = (number("minLength"), number("maxLength"));
        if let Some(unit) = unit(rule) {
            let argument = |name: &str| {
                rule.arguments().find(|(known, _)| *known == name).and_then(|(_, value)| value.to_string().parse().ok())
            };
            if unit == Unit::Utf16 {
                least = argument("min").or(least);
            }
            // A code unit takes a byte or more.
            if let Some(units) = argument("max") {
                self.most = Some(self.most.map_or(units, |known| known.min(units)));
            }
            most = None;
        }
        self.least = self.least.max(least.unwrap_or(0));
        if let Some(most) = most {
            self.most_characters = Some(self.most_characters.map_or(most, |known| known.min(most)));
        }
        let is_never_empty = least.is_some_and(|least| least > 0);
        self.is_filled |= is_never_empty && !may_be_absent;

        let said = self.kind_of(rule, &keywords);
        let patterns = text("pattern").into_iter().chain(text("format").and_then(pattern_of_format));
        let formats = keywords.get("anyOf").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let formats: Option<Vec<&str>> = formats
            .iter()
            .map(|schema| schema.get("format").and_then(Value::as_str).and_then(pattern_of_format))
            .collect();
        let either = formats.filter(|formats| !formats.is_empty()).map(|formats| formats.join("|"));
        for whole in patterns.chain(either.as_deref()).filter_map(whole) {
            self.is_filled |= !whole.may_be_empty && !may_be_absent;
            self.characters = self.characters.and(whole.characters);
            if said == Said::More && !self.all.iter().any(|known| known.text == whole.text) {
                self.all.push(whole);
            }
        }
        let refused = keywords.get("not").and_then(|not| not.get("pattern")).and_then(Value::as_str);
        self.none.extend(refused.and_then(whole));
        match text("format") {
            Some("email" | "idn-email") => self.mode = Some("email"),
            Some("uri" | "iri") => self.mode = Some("url"),
            _ => {}
        }
    }

    /// The type of the control by one rule. The first rule that has one wins.
    fn kind_of(&mut self, rule: &DeclaredRule, keywords: &Map<String, Value>) -> Said {
        if let Some(autocomplete) = autocomplete(rule) {
            self.autocomplete.get_or_insert(autocomplete);
        }
        let says = |other: &dyn Same| other.is_said_by(rule, keywords);
        if says(&rules::country()) {
            // By ISO 3166-1, in two letters.
            self.autocomplete.get_or_insert("country");
        }
        // The types that check are chosen by what is said, never by a name alone: a rule of the user's own may have it.
        let (kind, said) = if says(&rules::email()) {
            ("email", Said::Whole)
        } else if says(&rules::email().dot()) {
            ("email", Said::More)
        } else if keywords.get("format").and_then(Value::as_str) == Some("date") {
            ("date", Said::Whole)
        } else if says(&rules::month()) {
            ("month", Said::Whole)
        } else if says(&rules::time()) {
            ("time", Said::Whole)
        } else if says(&rules::datetime().local()) {
            ("datetime-local", Said::Whole)
        } else if rule.name() == "url" && rule.arguments().any(|(name, _)| name == "schemes") {
            ("url", Said::More)
        } else if rule.name() == "phone" {
            ("tel", Said::More)
        } else if rule.name() == "password" {
            ("password", Said::More)
        } else {
            match rule.name() {
                "email" => self.mode = Some("email"),
                "credit_card" => self.mode = Some("numeric"),
                _ => {}
            }
            return Said::More;
        };
        match self.kind {
            // What two types check cannot be said of one control.
            Some(known) if known != kind => Said::More,
            _ => {
                self.kind = Some(kind);
                said
            }
        }
    }
}

/// What the type of a control says of a rule.
#[derive(PartialEq, Eq)]
enum Said {
    /// All that a pattern could say.
    Whole,
    /// Not all.
    More,
}

/// A rule that another one may be.
trait Same {
    fn is_said_by(&self, rule: &DeclaredRule, keywords: &Map<String, Value>) -> bool;
}

impl<D: Describe> Same for D {
    fn is_said_by(&self, rule: &DeclaredRule, keywords: &Map<String, Value>) -> bool {
        rule.name() == D::CODE
            && serde_json::to_value(self.schema(Kind::Text)).ok().as_ref().and_then(Value::as_object) == Some(keywords)
    }
}

#[derive(PartialEq, Eq)]
enum Unit {
    Bytes,
    Utf16,
}

/// The unit in which the rule `length` counts, if it is not characters. Its sentence tells it.
fn unit(rule: &DeclaredRule) -> Option<Unit> {
    let sentence = rule.sentence();
    match rule.name() {
        "length" if rule.schema().precision() != Precision::Weaker => None,
        "length" if sentence.ends_with(" bytes.") || sentence.ends_with(" byte.") => Some(Unit::Bytes),
        "length" if sentence.contains(" UTF-16 code unit") => Some(Unit::Utf16),
        _ => None,
    }
}

/// What browsers fill in for a field of the person at the screen.
fn autocomplete(rule: &DeclaredRule) -> Option<&'static str> {
    match rule.name() {
        "email" => Some("email"),
        "url" => Some("url"),
        "phone" => Some("tel"),
        "password" => Some("new-password"),
        "credit_card" => Some("cc-number"),
        "currency" => Some("transaction-currency"),
        "language" => Some("language"),
        _ => None,
    }
}

/// A pattern that texts of a format have.
fn pattern_of_format(format: &str) -> Option<&'static str> {
    Some(match format {
        "date" => "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
        "date-time" => "^[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9:.]+([Zz]|[+-][0-9]{2}:[0-9]{2})$",
        "ipv4" => r"^[0-9]{1,3}([.][0-9]{1,3}){3}$",
        "ipv6" => "^[0-9A-Fa-f:.]+$",
        "uuid" => "^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$",
        _ => return None,
    })
}

/// The attributes that hold for a control, whichever of these its value is.
pub(super) fn common(all: Vec<Attributes>) -> Attributes {
    let mut all = all.into_iter();
    let Some(first) = all.next() else { return Attributes::default() };
    all.fold(first, |known, next| if known == next { known } else { either(&known, &next) })
}

fn either(a: &Attributes, b: &Attributes) -> Attributes {
    let mut list: Vec<_> = a.list.iter().filter(|attribute| b.list.contains(attribute)).cloned().collect();
    let has_type = list.iter().any(|(name, _)| name == "type");
    // The least and the step belong together, and both depend on the type.
    list.retain(|(name, _)| has_type || matches!(&**name, "required" | "autocomplete" | "inputmode"));
    let is_stepped = list.iter().any(|(name, value)| name == "type" && matches!(&**value, "number" | "time"));
    if is_stepped && (a.get("min") != b.get("min") || a.get("step") != b.get("step")) {
        list.retain(|(name, _)| name != "step");
        list.push(("step".into(), "any".into()));
    }
    Attributes { list, may_break: a.may_break || b.may_break }
}

/// Whether all variants are names without content.
pub(super) fn is_unit_enum(content: Content) -> bool {
    let Content::Enum(_, variants) = content else { return false };
    variants.iter().all(|variant| matches!(variant.content(), Content::Unit))
}
