//! `RULES.md` is made from the rules: their first sentence of documentation, their arguments, what they say.
//!
//! `UPDATE=1 cargo test -p unprocessable-core --all-features --test rules_page` writes the page anew.
#![allow(missing_docs)]
#![cfg(all(feature = "std", feature = "graphemes", feature = "idna"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use unprocessable_core::rules::{self, Describe, Rule, now, today};
use unprocessable_core::{Kind, Mention, Other, Pattern, Subject};

struct Row {
    attribute: &'static str,
    name: &'static str,
    /// What sentences about each kind of subject say.
    sentences: Vec<(Kind, String)>,
    /// The keywords of JSON Schema for each kind, or that there are none; `None` when the rule does not tell.
    schemas: Vec<Option<String>>,
}

/// Rules in chapters: the attribute, the rule as it describes itself, where that differs the rule as it runs, and
/// types it checks, one for each kind of subject.
macro_rules! chapters {
    ($($chapter:literal { $($attribute:literal => $rule:expr $(, as $runs:expr)? ; $($subject:ty),+ ;)+ })+) => {
        vec![$(($chapter, vec![$({
            let rule = $rule;
            #[allow(unused_variables)]
            let runs = &rule;
            $(let runs = &$runs;)?
            Row {
                attribute: $attribute,
                name: $attribute.split('(').next().unwrap_or_default(),
                sentences: vec![$((checks::<$subject, _>(runs), sentence(&rule, <$subject as Subject>::KIND))),+],
                schemas: vec![$(schema(&rule, <$subject as Subject>::KIND)),+],
            }
        }),+])),+]
    };
}

/// Does not compile when the rule does not check the subject.
fn checks<S: Subject + ?Sized, R: Rule<S::Value>>(_: &R) -> Kind {
    S::KIND
}

/// What the rule says of a field called `name`.
fn sentence<R: Describe>(rule: &R, kind: Kind) -> String {
    let mut sentence = rule.sentence(kind).replace("{attribute}", "name");
    for (index, name) in R::ARGUMENTS.iter().enumerate() {
        if let Some(argument) = rule.argument(index) {
            sentence = sentence.replace(&format!("{{{name}}}"), &argument.to_string());
        }
    }
    sentence
}

/// The keywords of JSON Schema.
fn schema<R: Describe>(rule: &R, kind: Kind) -> Option<String> {
    let schema = rule.schema(kind);
    let keywords: Vec<String> = schema
        .keywords()
        .map(|(keyword, value)| format!("`{keyword}: {}`", value.to_string().replace('|', "\\|")))
        .collect();
    schema.is_said().then(|| if keywords.is_empty() { "none".to_owned() } else { keywords.join(" ") })
}

static SKU: Pattern = Pattern::new("^[A-Z]{3}$");

// A key function is given the item as it is in the list.
#[allow(clippy::ptr_arg)]
fn initial(text: &String) -> Option<char> {
    text.chars().next()
}

fn chapters() -> Vec<(&'static str, Vec<Row>)> {
    let a = Mention::field("nickName");
    let b = Mention::field("birthName");
    let yes = Other(&true);
    let text = Other("");
    let list: &'static Vec<String> = const { &Vec::new() };
    chapters! {
        "Presence" {
            "required" => rules::required(); str, u8, [u8], BTreeMap<String, u8>, bool;
            "required_if(self.nick_name == \"Jane\")" => rules::required_if(a), as rules::required_if(yes); str, u8;
            "required_unless(self.nick_name == \"Jane\")" => rules::required_unless(a), as rules::required_unless(yes); str, u8;
            "required_with(self.nick_name)" => rules::required_with(a), as rules::required_with(text); str, u8;
            "required_with([self.nick_name, self.birth_name])" => rules::required_with((a, b)), as rules::required_with((text, text)); str, u8;
            "required_with_all([self.nick_name, self.birth_name])" => rules::required_with_all((a, b)), as rules::required_with_all((text, text)); str, u8;
            "required_without(self.nick_name)" => rules::required_without(a), as rules::required_without(text); str, u8;
            "required_without_all([self.nick_name, self.birth_name])" => rules::required_without_all((a, b)), as rules::required_without_all((text, text)); str, u8;
            "prohibited" => rules::prohibited(); str, u8;
            "prohibited_if(self.nick_name == \"Jane\")" => rules::prohibited_if(a), as rules::prohibited_if(yes); str, u8;
            "prohibited_unless(self.nick_name == \"Jane\")" => rules::prohibited_unless(a), as rules::prohibited_unless(yes); str, u8;
            "prohibits(self.nick_name)" => rules::prohibits(a), as rules::prohibits(text); str, u8;
            "filled" => rules::filled(); str, [u8];
            "accepted" => rules::accepted(); bool, str, u8;
            "accepted_if(self.nick_name == \"Jane\")" => rules::accepted_if(a), as rules::accepted_if(yes); bool, str, u8;
            "declined" => rules::declined(); bool, str, u8;
            "declined_if(self.nick_name == \"Jane\")" => rules::declined_if(a), as rules::declined_if(yes); bool, str, u8;
        }
        "Size and comparison" {
            "length(min = 3, max = 32)" => rules::length().min(3).max(32); str, [u8], BTreeMap<String, u8>;
            "length(max = 72, bytes)" => rules::length().max(72).bytes(); str;
            "length(equal = 2, utf16)" => rules::length().equal(2).utf16(); str;
            "length(max = 280, graphemes)" => rules::length().max(280).graphemes(); str;
            "range(18..=120)" => rules::range().min(18).max(120); u8;
            "range(exclusive_min = 0.0)" => rules::range().exclusive_min(0.0); f64;
            "min(3)" => rules::min(3), as rules::min(3_usize); str, [u8];
            "max(3)" => rules::max(3), as rules::max(3_usize); str, [u8];
            "size(3)" => rules::size(3), as rules::size(3_usize); str, [u8];
            "between(3, 5)" => rules::between(3, 5), as rules::between(3_usize, 5); str, [u8];
            "gt(0)" => rules::gt(0), as rules::gt(0_i64); f64;
            "gt(self.nick_name)" => rules::gt(a), as rules::gt(Other(&0)); u8;
            "gte(18)" => rules::gte(18); u8;
            "lt(3)" => rules::lt(3), as rules::lt(3_usize); str, [u8];
            "lte(3)" => rules::lte(3); u8;
            "multiple_of(0.05)" => rules::multiple_of(0.05); f64;
            "digits(4)" => rules::digits(4); str, u16;
            "digits_between(3, 4)" => rules::digits_between(3, 4); str, u16;
            "min_digits(3)" => rules::min_digits(3); str, u16;
            "max_digits(4)" => rules::max_digits(4); str, u16;
            "decimal(places = 2)" => rules::decimal().places(2); str, f64;
            "positive" => rules::positive(); f64;
            "negative" => rules::negative(); f64;
            "nonzero" => rules::nonzero(); f64;
            "finite" => rules::finite(); f64;
        }
        "Text" {
            "alpha" => rules::alpha(); str;
            "alpha(ascii)" => rules::alpha().ascii(); str;
            "alpha_num" => rules::alpha_num(); str;
            "alpha_dash" => rules::alpha_dash(); str;
            "ascii" => rules::ascii(); str;
            "lowercase" => rules::lowercase(); str;
            "uppercase" => rules::uppercase(); str;
            "starts_with(\"a\")" => rules::starts_with("a"); str;
            "ends_with([\".png\", \".jpg\"])" => rules::ends_with([".png", ".jpg"]); str;
            "contains(\"a\")" => rules::contains("a"); str;
            "doesnt_start_with([\"a\", \"b\"])" => rules::doesnt_start_with(["a", "b"]); str;
            "doesnt_end_with(\"a\")" => rules::doesnt_end_with("a"); str;
            "doesnt_contain(self.nick_name)" => rules::doesnt_contain(a), as rules::doesnt_contain(text); str;
            "regex(\"^[A-Z]{3}$\")" => rules::regex(&SKU); str;
            "not_regex(\"^[A-Z]{3}$\")" => rules::not_regex(&SKU); str;
            "no_control" => rules::no_control(); str;
            "single_line" => rules::single_line(); str;
            "trimmed" => rules::trimmed(); str;
            "slug" => rules::slug(); str;
            "identifier" => rules::identifier(); str;
            "password(min = 12, mixed_case, numbers)" => rules::password().min(12).mixed_case().numbers(); str;
        }
        "Formats" {
            "email" => rules::email(); str;
            "email(idn)" => rules::email().idn(); str;
            "url" => rules::url(); str;
            "url(schemes = [\"ftp\"])" => rules::url().schemes(["ftp"]); str;
            "hostname" => rules::hostname(); str;
            "domain(idn)" => rules::domain().idn(); str;
            "ip" => rules::ip(); str;
            "ipv4" => rules::ipv4(); str;
            "ipv6" => rules::ipv6(); str;
            "cidr" => rules::cidr(); str;
            "mac_address" => rules::mac_address(); str;
            "uuid" => rules::uuid(); str;
            "uuid(version = 4)" => rules::uuid().version(4); str;
            "ulid" => rules::ulid(); str;
            "json" => rules::json(); str;
            "base64" => rules::base64(); str;
            "hex" => rules::hex(); str;
            "hex_color" => rules::hex_color(); str;
            "semver" => rules::semver(); str;
            "jwt" => rules::jwt(); str;
            "date" => rules::date(); str;
            "time" => rules::time(); str;
            "datetime" => rules::datetime(); str;
            "timezone" => rules::timezone(); str;
            "credit_card" => rules::credit_card(); str;
            "iban" => rules::iban(); str;
            "bic" => rules::bic(); str;
            "isbn" => rules::isbn(); str;
            "issn" => rules::issn(); str;
            "ean" => rules::ean(); str;
            "phone" => rules::phone(); str;
            "country" => rules::country(); str;
            "currency" => rules::currency(); str;
            "language" => rules::language(); str;
            "latitude" => rules::latitude(); str, f64;
            "longitude" => rules::longitude(); str, f64;
        }
        "Dates" {
            "before(\"2030-01-01\")" => rules::before("2030-01-01"); str;
            "before_or_equal(today().minus_years(18))" => rules::before_or_equal(today().minus_years(18)); str;
            "after(now())" => rules::after(now()); str;
            "after_or_equal(self.nick_name)" => rules::after_or_equal(a), as rules::after_or_equal(text); str;
            "date_equals(today())" => rules::date_equals(today()); str;
            "past" => rules::past(); str;
            "future" => rules::future(); str;
            "weekday" => rules::weekday(); str;
            "weekend" => rules::weekend(); str;
        }
        "Choice and equality" {
            "one_of([\"a\", \"b\"])" => rules::one_of(["a", "b"]); str;
            "none_of([1, 2])" => rules::none_of([1, 2]); u8;
            "same(self.nick_name)" => rules::same(a), as rules::same(text); str;
            "different(self.nick_name)" => rules::different(a), as rules::different(text); str;
            "confirmed(self.nick_name)" => rules::confirmed(a), as rules::confirmed(text); str;
            "in_list(self.tags)" => rules::in_list(Mention::field("tags")), as rules::in_list(Other(list)); str;
        }
        "Lists and maps" {
            "distinct" => rules::distinct(); [u8];
            "distinct(ignore_case)" => rules::distinct().ignore_case(); [String];
            "distinct(by = initial)" => rules::distinct().by(initial); [String];
            "contains_all([\"a\", \"b\"])" => rules::contains_all(["a", "b"]); [String];
            "subset_of([\"a\", \"b\"])" => rules::subset_of(["a", "b"]); [String];
            "required_keys([\"eur\"])" => rules::required_keys(["eur"]); BTreeMap<String, u8>;
        }
    }
}

/// The first sentence that each rule's documentation begins with, from the sources.
fn summaries() -> BTreeMap<String, String> {
    let mut summaries = BTreeMap::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    for file in fs::read_dir(folder).expect("the rules").map(|file| file.expect("a file").path()) {
        let source = fs::read_to_string(file).expect("source");
        let mut first: Option<String> = None;
        let mut open = false;
        for indented in source.lines() {
            let line = indented.trim();
            match line.strip_prefix("///") {
                Some(text) if open || first.is_none() => {
                    let text = text.trim();
                    open = !text.is_empty() && !text.starts_with("```");
                    if open {
                        let summary = first.get_or_insert_default();
                        if !summary.is_empty() {
                            summary.push(' ');
                        }
                        summary.push_str(text);
                    }
                }
                Some(_) => {}
                None if line.starts_with("#[") => {}
                None => {
                    // A constructor, or the first line of a macro call; setters are indented.
                    let name = indented.strip_prefix("pub const fn ").unwrap_or(line);
                    let name: String = name
                        .chars()
                        .take_while(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '_')
                        .collect();
                    if let (Some(summary), false) = (first.take(), name.is_empty()) {
                        summaries.entry(name).or_insert(summary);
                    }
                    open = false;
                }
            }
        }
    }
    summaries
}

/// Every rule that an example in the sources calls.
fn rules_in_examples() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut names = BTreeSet::new();
    for file in fs::read_dir(folder).expect("the rules").map(|file| file.expect("a file").path()) {
        let source = fs::read_to_string(file).expect("source");
        for call in
            source.lines().filter(|line| line.trim().starts_with("/// ")).flat_map(|line| line.split("rules::").skip(1))
        {
            let name: String =
                call.chars().take_while(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || *c == '_').collect();
            if call[name.len()..].starts_with('(') {
                names.insert(name);
            }
        }
    }
    names
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Number => "number",
        Kind::List => "list",
        Kind::Map => "map",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
        _ => "any",
    }
}

fn page() -> String {
    let summaries = summaries();
    let mut page = String::from(
        "# The rules\n\n\
         Made from the code by `validator-core/tests/rules_page.rs`; do not edit. Each rule is documented with examples in\n\
         `unprocessable::rules`. The sentences are about a field called `name`; other fields are called `nickName` and `birthName`.\n",
    );
    for (chapter, rows) in chapters() {
        let _ = write!(
            page,
            "\n## {chapter}\n\n| rule | checks | subjects | says | JSON Schema |\n|---|---|---|---|---|\n"
        );
        for row in rows {
            let summary = summaries.get(row.name).map_or("", String::as_str).replace('|', "\\|");
            let kinds: Vec<&str> = row.sentences.iter().map(|(kind, _)| kind_name(*kind)).collect();
            let mut said: Vec<&str> = Vec::new();
            for (_, sentence) in &row.sentences {
                if !said.contains(&sentence.as_str()) {
                    said.push(sentence);
                }
            }
            let mut schemas: Vec<&str> = Vec::new();
            for schema in row.schemas.iter().flatten() {
                if !schemas.contains(&schema.as_str()) {
                    schemas.push(schema);
                }
            }
            let (attribute, kinds, said) = (row.attribute, kinds.join(", "), said.join("<br>"));
            let _ = writeln!(page, "| `{attribute}` | {summary} | {kinds} | {said} | {} |", schemas.join("<br>"));
        }
    }
    page
}

#[test]
fn the_page_is_made_from_the_rules() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../RULES.md");
    let page = page();
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &page).expect("the page");
    }
    let written = fs::read_to_string(&path).unwrap_or_default();
    assert!(written == page, "RULES.md is stale: run this test with UPDATE=1");
}

#[test]
fn every_rule_is_on_the_page() {
    let listed: BTreeSet<String> =
        chapters().into_iter().flat_map(|(_, rows)| rows).map(|row| row.name.to_owned()).collect();
    let mut missing = rules_in_examples();
    missing.retain(|name| !listed.contains(name) && !["reworded", "sku", "gt"].contains(&name.as_str()));
    assert!(missing.is_empty(), "rules that are not on the page: {missing:?}");
    let summaries = summaries();
    let silent: Vec<&String> = listed.iter().filter(|name| !summaries.contains_key(*name)).collect();
    assert!(silent.is_empty(), "rules without documentation: {silent:?}");
}

#[test]
fn every_rule_tells_its_json_schema() {
    for row in chapters().into_iter().flat_map(|(_, rows)| rows) {
        assert!(row.schemas.iter().all(Option::is_some), "{} says nothing of JSON Schema", row.name);
    }
}

#[test]
fn no_sentence_has_an_open_placeholder() {
    for (_, rows) in chapters() {
        for (_, sentence) in rows.iter().flat_map(|row| &row.sentences) {
            assert!(!sentence.contains('{') && sentence.starts_with("The ") && sentence.ends_with('.'), "{sentence}");
        }
    }
}
