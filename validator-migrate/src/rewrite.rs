//! The types of a file: their attributes, and what stands between them.

use std::collections::BTreeSet;
use std::ops::Range;

use proc_macro2::TokenStream;
use syn::parse::Parser as _;
use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Attribute, Fields, Meta, Token};

use crate::attempt::{Attempt, Field, Kept, Owner};
use crate::edit::{Edits, comments, indent, line_end, line_start};
use crate::facts::{Facts, declared_context};
use crate::grammar::{Item, items};
use crate::peer::{Known, Peer, Target};
use crate::rules::{garde, serde_valid, validator};
use crate::scope::{Scope, with_line};
use crate::shape::Shape;
use crate::tokens::{flatten, place, range};

/// The changes of the types in one file.
pub(crate) struct Types<'a> {
    text: &'a str,
    file: usize,
    facts: &'a Facts,
    scope: &'a Scope,
    peers: &'a [Peer],
    pub(crate) edits: Edits,
    /// Lines above attributes, and entries of the report.
    pub(crate) checks: Vec<(usize, String)>,
    pub(crate) left: Vec<(usize, String)>,
    pub(crate) attributes: usize,
    pub(crate) rewritten: usize,
    pub(crate) features: BTreeSet<&'static str>,
    pub(crate) patterns: Vec<String>,
    pub(crate) unneeded: Vec<String>,
    pub(crate) narrowed: Vec<String>,
    /// What was said about the field already.
    said: Vec<String>,
    /// What stays as it is, with the crate that it needs.
    pub(crate) frozen: Vec<(Range<usize>, Known)>,
    /// Where attributes stand that are done with.
    pub(crate) handled: Vec<Range<usize>>,
}

/// An attribute with rules, also one inside of `cfg_attr`.
struct Site {
    /// From `#` to `]`.
    attribute: Range<usize>,
    /// The attribute without its frame.
    meta: Range<usize>,
    name: Range<usize>,
    /// What stands in its parentheses.
    tokens: Option<TokenStream>,
    /// Whether nothing else stands in the same frame.
    alone: bool,
}

impl<'a> Types<'a> {
    pub(crate) fn new(text: &'a str, file: usize, facts: &'a Facts, scope: &'a Scope, peers: &'a [Peer]) -> Self {
        Self {
            text,
            file,
            facts,
            scope,
            peers,
            edits: Edits::default(),
            checks: Vec::new(),
            left: Vec::new(),
            attributes: 0,
            rewritten: 0,
            features: BTreeSet::new(),
            patterns: Vec::new(),
            unneeded: Vec::new(),
            narrowed: Vec::new(),
            said: Vec::new(),
            frozen: Vec::new(),
            handled: Vec::new(),
        }
    }

    fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// The crate whose `Validate` a type derives.
    fn derived(&self, attributes: &[Attribute], has: impl Fn(&str) -> bool) -> Option<Peer> {
        for (_, path) in derives(attributes) {
            let names: Vec<&str> = path.iter().map(String::as_str).collect();
            match self.scope.resolve(&names) {
                Some((known @ Known::Rules(peer), path))
                    if known.target(&path) == Some(Target::Item("Validate")) && self.peers.contains(&peer) =>
                {
                    return Some(peer);
                }
                Some(_) => {}
                // It comes by a way that is not seen, such as a prelude: its attributes tell.
                None if names == ["Validate"] && !self.scope.foreign.contains("Validate") => {
                    let mut fitting = self.peers.iter().filter(|peer| has(peer.attribute()));
                    if let (Some(only), None) = (fitting.next(), fitting.next()) {
                        return Some(*only);
                    }
                }
                None => {}
            }
        }
        None
    }

    fn ty(&mut self, attributes: &[Attribute], start: usize, bodies: &[&Fields], is_struct: bool) {
        let fields = || bodies.iter().flat_map(|fields| fields.iter());
        let has = |name: &str| {
            let inside = fields().flat_map(|field| &field.attrs).chain(attributes);
            inside.into_iter().any(|attribute| !sites(attribute, name).is_empty())
        };
        let Some(peer) = self.derived(attributes, has) else { return };
        let declared = attributes.iter().find_map(|attribute| declared_context(attribute, self.text));
        let shape = |field: &syn::Field| Shape::of(&field.ty, &self.facts.aliases);
        let named = |(at, field): (usize, &syn::Field)| {
            field.ident.as_ref().map_or_else(|| at.to_string(), ToString::to_string)
        };
        let owner = Owner {
            context: declared.as_ref().map(|(context, _)| context.clone()),
            context_name: declared.and_then(|(_, name)| name),
            fields: match (is_struct, bodies) {
                (true, [only]) => only.iter().enumerate().map(|pair| (named(pair), shape(pair.1))).collect(),
                _ => Vec::new(),
            },
            is_struct,
        };
        let count = fields().count();
        self.said.clear();
        // schemars reads `#[validate]` itself, and knows other rules.
        let schema = derives(attributes).iter().any(|(_, path)| path.last().is_some_and(|last| last == "JsonSchema"));
        let attribute_name = if schema { "rules" } else { "validate" };
        let mut above = Vec::new();
        let nests_all = peer == Peer::Validator && mentions(attributes, "validate", "nest_all_fields");

        for attribute in attributes {
            for site in sites(attribute, peer.attribute()) {
                self.attribute(peer, &owner, None, &site, attribute_name, count, &mut above);
            }
        }
        for body in bodies {
            for (at, field) in body.iter().enumerate() {
                self.said.clear();
                let known = Field { name: named((at, field)), shape: shape(field), is_whole: true };
                let mut found: Vec<Site> = Vec::new();
                for attribute in &field.attrs {
                    found.extend(sites(attribute, peer.attribute()));
                }
                let mut all_done = true;
                for site in &found {
                    all_done &= self.attribute(peer, &owner, Some(&known), site, attribute_name, count, &mut above);
                }
                if all_done {
                    self.nested_or_skipped(peer, field, &known, &found, attribute_name, nests_all);
                }
            }
        }
        self.said.clear();
        self.names_on_the_wire(peer, attributes, bodies, start);
        if schema {
            let at = attributes.first().map_or(start, |first| place(first).start);
            self.check(at, "`#[validate(json_schema)]` gives schemars the rules; see the page about OpenAPI");
        }
        if !above.is_empty() {
            let line = line_start(self.text, start);
            let (indent, end) = (indent(self.text, line), line_end(self.text, start));
            for words in above {
                self.edits.insert(start, format!("#[{attribute_name}({words})]{end}{indent}"));
            }
        }
    }

    /// Rewrites one attribute. Whether nobody has to do it by hand.
    #[allow(clippy::too_many_arguments)]
    fn attribute(
        &mut self,
        peer: Peer,
        owner: &Owner,
        field: Option<&Field>,
        site: &Site,
        name: &str,
        fields: usize,
        above: &mut Vec<String>,
    ) -> bool {
        self.attributes += 1;
        self.handled.push(site.attribute.clone());
        let mut attempt = Attempt::new(self.text, self.file, self.facts, self.scope, owner);
        let done = match (peer, field) {
            (Peer::SerdeValid, field) => serde_valid_attribute(&mut attempt, field, site, name),
            (peer, field) => listed(&mut attempt, peer, field, site, name, fields),
        };
        match done {
            Ok(keeps) => {
                self.rewritten += 1;
                if keeps {
                    self.edits.append(attempt.edits);
                } else if site.alone {
                    self.edits.delete(with_line(self.text, site.attribute.clone()));
                } else {
                    let before = self.slice(site.attribute.start..site.meta.start);
                    let comma = before.rfind(',').map_or(site.meta.start, |comma| site.attribute.start + comma);
                    self.edits.delete(comma..site.meta.end);
                }
                above.extend(attempt.above);
                self.features.extend(attempt.features);
                self.patterns.extend(attempt.patterns);
                self.unneeded.extend(attempt.unneeded);
                self.narrowed.extend(attempt.narrowed);
                for comment in attempt.comments {
                    self.line(site.attribute.start, &comment);
                }
                for check in attempt.checks {
                    self.check(site.attribute.start, &check);
                }
                true
            }
            Err(reason) => {
                self.line(site.attribute.start, &format!("// CHECK: by hand: {reason}"));
                self.left.push((site.attribute.start, reason));
                false
            }
        }
    }

    /// A line above what stands here.
    fn line(&mut self, at: usize, words: &str) {
        let start = line_start(self.text, at);
        let (indent, end) = (indent(self.text, start), line_end(self.text, at));
        self.edits.insert(start, format!("{indent}{words}{end}"));
    }

    fn check(&mut self, at: usize, words: &str) {
        // Once for a field is enough.
        if !self.said.iter().any(|said| said == words) {
            self.line(at, &format!("// CHECK: {words}"));
            self.said.push(words.to_owned());
        }
        self.checks.push((at, words.to_owned()));
    }

    /// A field whose type has rules says here whether they run.
    fn nested_or_skipped(
        &mut self,
        peer: Peer,
        field: &syn::Field,
        known: &Field,
        found: &[Site],
        name: &str,
        nests_all: bool,
    ) {
        let says = found.iter().any(|site| match &site.tokens {
            None => peer != Peer::Garde,
            Some(tokens) => {
                let words = ["nested", "required_nested", "dive", "skip"];
                flatten(tokens.clone()).iter().any(|token| words.iter().any(|word| token.is(word)))
            }
        });
        let ruled = known.shape.others().iter().any(|other| self.facts.ruled.contains(*other));
        let nests = nests_all && !known.shape.others().is_empty();
        if says || !(ruled || nests) {
            return;
        }
        let word = if nests { "nested" } else { "skip" };
        let start = place_of_field(field);
        if !nests {
            self.check(start, "the rules of this type did not run here; `nested` lets them");
        }
        let first = line_start(self.text, start);
        let begins = self.slice(first..start).trim().is_empty();
        let (indent, end) = (indent(self.text, first), line_end(self.text, start));
        let gap = if begins { format!("{end}{indent}") } else { " ".to_owned() };
        self.edits.insert(start, format!("#[{name}({word})]{gap}"));
    }

    /// Keys of errors are the names that serde reads.
    fn names_on_the_wire(&mut self, peer: Peer, attributes: &[Attribute], bodies: &[&Fields], start: usize) {
        let renames_all = mentions(attributes, "serde", "rename_all");
        let fields = bodies.iter().flat_map(|fields| fields.iter());
        let renames = fields.into_iter().any(|field| mentions(&field.attrs, "serde", "rename"));
        if renames_all || renames && peer != Peer::SerdeValid {
            let at = attributes.first().map_or(start, |first| place(first).start);
            self.check(at, "keys of errors are the names that serde reads, as in the request");
        }
    }
}

/// Where the field begins behind its attributes.
fn place_of_field(field: &syn::Field) -> usize {
    let visibility = place(&field.vis);
    if !visibility.is_empty() {
        return visibility.start;
    }
    field.ident.as_ref().map_or_else(|| place(&field.ty).start, |name| range(name.span()).start)
}

/// An attribute of serde_valid, which has one rule. Whether it stays.
fn serde_valid_attribute(
    attempt: &mut Attempt<'_>,
    field: Option<&Field>,
    site: &Site,
    name: &str,
) -> Result<bool, String> {
    let Some(tokens) = &site.tokens else {
        attempt.edits.replace(site.meta.clone(), format!("{name}(nested)"));
        return Ok(field.is_some());
    };
    let list = items(tokens.clone()).map_err(|error| error.to_string())?;
    let Some((first, last)) = list.first().zip(list.last()) else { return Err("the attribute has no rule".into()) };
    let rule = match field {
        Some(field) => match serde_valid::field(attempt, field, &list)? {
            Some(rule) => rule,
            None => return Ok(false),
        },
        None => serde_valid::above(attempt, &list)?,
    };
    attempt.edits.replace(site.name.clone(), name);
    attempt.replace_range(first.range.start..last.range.end, rule);
    Ok(true)
}

/// An attribute of validator or garde, which has a list. Whether anything of it stays.
fn listed(
    attempt: &mut Attempt<'_>,
    peer: Peer,
    field: Option<&Field>,
    site: &Site,
    name: &str,
    fields: usize,
) -> Result<bool, String> {
    let Some(tokens) = &site.tokens else {
        // Before version 0.17 of validator.
        if peer != Peer::Validator || field.is_none() {
            return Err("the attribute has no rule".into());
        }
        attempt.edits.replace(site.meta.clone(), format!("{name}(nested)"));
        return Ok(true);
    };
    let list = items(tokens.clone()).map_err(|error| error.to_string())?;
    let mut gone = Vec::new();
    for (at, item) in list.iter().enumerate() {
        let stays = match (peer, field) {
            (Peer::Garde, Some(field)) => garde::field(attempt, field, item)?,
            (Peer::Garde, None) => garde::above(attempt, item, fields)?,
            (_, Some(field)) => validator::field(attempt, field, item)?,
            (_, None) => validator::above(attempt, item)?,
        };
        if stays == Kept::No {
            gone.push(at);
        }
    }
    if gone.len() == list.len() {
        return Ok(false);
    }
    for at in gone {
        let range = without(attempt.text, &list, at);
        attempt.edits.delete(range);
    }
    attempt.edits.replace(site.name.clone(), name);
    Ok(true)
}

/// An item of a list with its comma. Comments around it stay.
fn without(text: &str, list: &[Item], at: usize) -> Range<usize> {
    let item = &list[at].range;
    let comma = |from: usize, to: usize| {
        let gap = text.get(from..to).unwrap_or_default();
        let said = comments(gap);
        gap.char_indices()
            .find(|(at, c)| *c == ',' && !said.iter().any(|comment| comment.contains(at)))
            .map(|(at, _)| (from + at, said.is_empty()))
    };
    match list.get(at + 1) {
        Some(next) => match comma(item.end, next.range.start) {
            Some((_, true)) => item.start..next.range.start,
            Some((comma, false)) => item.start..comma + 1,
            None => item.clone(),
        },
        None => match at.checked_sub(1).and_then(|before| comma(list[before].range.end, item.start)) {
            Some((comma, true)) => comma..item.end,
            _ => item.clone(),
        },
    }
}

/// The attributes of this name, also those in `cfg_attr`.
fn sites(attribute: &Attribute, name: &str) -> Vec<Site> {
    let whole = place(attribute);
    let site = |meta: &Meta, alone| Site {
        attribute: whole.clone(),
        meta: place(meta),
        name: place(meta.path()),
        tokens: match meta {
            Meta::List(list) => Some(list.tokens.clone()),
            _ => None,
        },
        alone,
    };
    if attribute.path().is_ident(name) {
        return vec![site(&attribute.meta, true)];
    }
    inside_cfg(attribute)
        .map(|metas| {
            let alone = metas.len() == 2;
            metas.iter().skip(1).filter(|meta| meta.path().is_ident(name)).map(|meta| site(meta, alone)).collect()
        })
        .unwrap_or_default()
}

/// The condition and the attributes of `cfg_attr`.
fn inside_cfg(attribute: &Attribute) -> Option<Vec<Meta>> {
    let Meta::List(list) = &attribute.meta else { return None };
    if !list.path.is_ident("cfg_attr") {
        return None;
    }
    let parsed = Punctuated::<Meta, Token![,]>::parse_terminated.parse2(list.tokens.clone());
    parsed.ok().map(|metas| metas.into_iter().collect())
}

/// The paths in all `derive`s.
fn derives(attributes: &[Attribute]) -> Vec<(Range<usize>, Vec<String>)> {
    let mut found = Vec::new();
    let mut read = |meta: &Meta| {
        if let Meta::List(list) = meta {
            if list.path.is_ident("derive") {
                let paths = Punctuated::<syn::Path, Token![,]>::parse_terminated.parse2(list.tokens.clone());
                for path in paths.into_iter().flatten() {
                    let names = path.segments.iter().map(|part| part.ident.to_string()).collect();
                    found.push((place(&path), names));
                }
            }
        }
    };
    for attribute in attributes {
        read(&attribute.meta);
        inside_cfg(attribute).into_iter().flatten().for_each(|meta| read(&meta));
    }
    found
}

/// Whether an attribute of this name has the word in it.
fn mentions(attributes: &[Attribute], name: &str, word: &str) -> bool {
    attributes
        .iter()
        .flat_map(|attribute| sites(attribute, name))
        .any(|site| site.tokens.is_some_and(|tokens| flatten(tokens).iter().any(|token| token.is(word))))
}

impl<'ast> Visit<'ast> for Types<'_> {
    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        let start = start_of(&item.vis, range(item.struct_token.span));
        self.ty(&item.attrs, start, &[&item.fields], true);
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        let start = start_of(&item.vis, range(item.enum_token.span));
        let bodies: Vec<&Fields> = item.variants.iter().map(|variant| &variant.fields).collect();
        self.ty(&item.attrs, start, &bodies, false);
        let peer = self.derived(&item.attrs, |_| true);
        for variant in item.variants.iter().filter(|_| peer == Some(Peer::SerdeValid)) {
            for attribute in &variant.attrs {
                for site in sites(attribute, "validate") {
                    self.attributes += 1;
                    let reason = "a rule on a variant; check the whole enum with `custom` above it".to_owned();
                    self.line(site.attribute.start, &format!("// CHECK: by hand: {reason}"));
                    self.left.push((site.attribute.start, reason));
                }
            }
        }
        visit::visit_item_enum(self, item);
    }

    /// A trait of theirs that somebody implements by hand is one that nobody has here.
    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if let Some((path, _)) = &item.trait_ {
            let names: Vec<String> = path.segments.iter().map(|part| part.ident.to_string()).collect();
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            if let Some((known @ Known::Rules(_), _)) = self.scope.resolve(&names) {
                let at = place(item).start;
                let text = format!("`{}` is implemented by hand; see `Validate::walk` and `Subject`", names.join("::"));
                self.left.push((at, text));
                self.frozen.push((place(item), known));
                return;
            }
        }
        visit::visit_item_impl(self, item);
    }

    /// What a macro makes is not looked into.
    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        let tokens = flatten(called.tokens.clone());
        let derives = tokens.windows(2).any(|pair| pair[0].is("derive") && pair[1].is("("));
        let names = ["validate", "garde"];
        let ruled = tokens
            .windows(3)
            .any(|three| three[0].is("#") && three[1].is("[") && names.iter().any(|name| three[2].is(name)));
        if derives && (ruled || tokens.iter().any(|token| token.is("Validate"))) {
            self.left.push((place(called).start, "a type inside of a macro is not touched".into()));
        }
        visit::visit_macro(self, called);
    }
}

fn start_of(visibility: &syn::Visibility, keyword: Range<usize>) -> usize {
    let visibility = place(visibility);
    if visibility.is_empty() { keyword.start } else { visibility.start }
}
