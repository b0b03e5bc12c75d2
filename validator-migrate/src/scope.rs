//! Which names of a file mean items of another crate, and what they are called afterwards.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Range;

use syn::visit::{self, Visit};
use syn::{ItemUse, UseTree};

use crate::edit::Edits;
use crate::peer::{Known, Peer, Target};
use crate::tokens::{Token, continues, path_at, place, range};

/// The names that dependencies have in the code of a package.
pub(crate) type Crates = HashMap<String, Known>;

/// One name that a `use` brings in.
pub(crate) struct Leaf {
    pub(crate) path: Vec<String>,
    pub(crate) renamed: Option<String>,
    pub(crate) glob: bool,
}

#[derive(Default)]
pub(crate) struct Scope {
    pub(crate) crates: Crates,
    /// Local names of items, modules and macros of these crates.
    pub(crate) local: HashMap<String, (Known, Vec<String>)>,
    globs: Vec<Known>,
    /// Names that are declared here, or come from elsewhere.
    pub(crate) foreign: HashSet<String>,
    /// Names that change with their import.
    renamed: HashMap<String, &'static str>,
    /// Where the imports stand.
    pub(crate) uses: Vec<Range<usize>>,
}

/// Names that only one crate has, so that they are known without an import in the same file.
const UNMISTAKABLE: &[&str] = &["ValidationError", "ValidationErrors", "ValidateArgs", "ValidationErrorsKind"];

impl Scope {
    pub(crate) fn of(file: &syn::File, crates: &Crates) -> Self {
        let mut scope = Self { crates: crates.clone(), ..Self::default() };
        scope.visit_file(file);
        for (name, (known, path)) in &scope.local {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            if let (Some(Target::Item(new)), Some(last)) = (known.target(&path), path.last()) {
                // Under a name of its own, or beside another item of the new name, it keeps its name.
                if name == last && *last != new && !scope.foreign.contains(new) {
                    scope.renamed.insert(name.clone(), new);
                }
            }
        }
        scope
    }

    /// The crate that a path leads into, and the path in it.
    pub(crate) fn resolve<'a>(&'a self, names: &[&'a str]) -> Option<(Known, Vec<&'a str>)> {
        let (first, rest) = names.split_first()?;
        if let Some((known, path)) = self.local.get(*first) {
            return Some((*known, path.iter().map(String::as_str).chain(rest.iter().copied()).collect()));
        }
        if let Some(known) = self.crates.get(*first).filter(|_| !rest.is_empty() && !self.foreign.contains(*first)) {
            return Some((*known, rest.to_vec()));
        }
        let is_item = |known: &Known| known.target(&[first]).is_some();
        if let Some(known) = self.globs.iter().copied().find(is_item) {
            return Some((known, names.to_vec()));
        }
        let validator = Known::Rules(Peer::Validator);
        let is_there = self.crates.values().any(|known| *known == validator) && !self.foreign.contains(*first);
        (is_there && UNMISTAKABLE.contains(first)).then(|| (validator, names.to_vec()))
    }

    /// What the type at the start of a path becomes: how many names it has, and the new words.
    pub(crate) fn replaced(&self, names: &[&str]) -> Option<(usize, String)> {
        let (known, _) = self.resolve(names)?;
        for count in (1..=names.len()).rev() {
            let Some((_, path)) = self.resolve(&names[..count]) else { continue };
            let Some(target) = known.target(&path) else { continue };
            let text = match target {
                Target::Result => "Result<(), unprocessable::Violation>".to_owned(),
                Target::Nothing => continue,
                Target::Item(new) if count > 1 => format!("unprocessable::{new}"),
                Target::Item(new) => match self.renamed.get(names[0]) {
                    Some(new) => (*new).to_owned(),
                    None if self.local.contains_key(names[0]) => names[0].to_owned(),
                    None => new.to_owned(),
                },
            };
            return Some((count, text));
        }
        None
    }

    /// Changes the imports. What is left of the old crates is returned with its place.
    pub(crate) fn change_uses(
        &self,
        text: &str,
        file: &syn::File,
        extractors: &BTreeSet<&'static str>,
        keeps_extractors: bool,
        edits: &mut Edits,
    ) -> Vec<(usize, String)> {
        let (left, axum_done) = (Vec::new(), false);
        let mut changes = UseChanges { scope: self, text, extractors, keeps_extractors, edits, left, axum_done };
        changes.visit_file(file);
        changes.left
    }

    /// Changes paths and names in the code, also in the arguments of macros.
    pub(crate) fn change_names(&self, text: &str, tokens: &[Token], edits: &mut Edits) {
        let mut at = 0;
        while at < tokens.len() {
            let token = &tokens[at];
            let is_import = self.uses.iter().any(|range| range.contains(&token.range.start));
            if !token.is_ident() || continues(tokens, at) || is_import {
                at += 1;
                continue;
            }
            // The name of a field or of a new item is none of theirs.
            let is_declared =
                at > 0 && ["type", "struct", "enum", "trait", "mod", "fn"].iter().any(|word| tokens[at - 1].is(word));
            let is_field = tokens.get(at + 1).is_some_and(|next| next.is(":"))
                && !tokens.get(at + 2).is_some_and(|next| next.is(":"));
            let (names, end) = path_at(tokens, at);
            if is_declared || is_field && names.len() == 1 {
                at += 1;
                continue;
            }
            if let Some((count, new)) = self.replaced(&names) {
                let last = at + 3 * (count - 1);
                let rest = &names[count..];
                let mut place = token.range.start..tokens[last].range.end;
                let mut new = new;
                if new.ends_with("Violation") && rest == ["Custom"] {
                    place.end = tokens[last + 3].range.end;
                    new.push_str("::from");
                }
                let is_generic = tokens.get(end).is_some_and(|next| next.is("<"));
                let is_result = new.starts_with("Result<") && is_generic;
                if new.ends_with("Validate") && rest.is_empty() {
                    if let Some((inside, close)) = context_parameter(text, tokens, end) {
                        place.end = close;
                        if inside != "()" {
                            new.push_str(&format!("<{inside}>"));
                        }
                    }
                }
                if !is_result && !edits.touches(&place) && text_differs(tokens, at, last, &new) {
                    edits.replace(place, new);
                }
            }
            at = end.max(at + 1);
        }
    }
}

/// The type in `<Context = Type>`, and where that ends.
fn context_parameter<'t>(text: &'t str, tokens: &[Token], open: usize) -> Option<(&'t str, usize)> {
    let words = ["<", "Context", "="];
    if !words.iter().enumerate().all(|(at, word)| tokens.get(open + at).is_some_and(|token| token.is(word))) {
        return None;
    }
    let mut depth = 1_usize;
    for token in tokens.get(open + 3..)? {
        match token.text.as_str() {
            "<" => depth += 1,
            ">" => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            let start = tokens.get(open + 3)?.range.start;
            return text.get(start..token.range.start).map(|inside| (inside.trim(), token.range.end));
        }
    }
    None
}

fn text_differs(tokens: &[Token], from: usize, to: usize, new: &str) -> bool {
    let old: String = tokens[from..=to].iter().map(|token| token.text.as_str()).collect();
    old != new
}

impl<'ast> Visit<'ast> for Scope {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.uses.push(place(item));
        for leaf in leaves(&item.tree) {
            let known = leaf.path.first().and_then(|first| self.crates.get(first)).copied();
            match known {
                Some(known) if leaf.glob => self.globs.push(known),
                Some(known) => {
                    // `use validator;` and `use validator::{self}` bring in the crate itself.
                    let path: Vec<String> = leaf.path[1..].iter().filter(|name| *name != "self").cloned().collect();
                    let local = leaf.renamed.clone().or_else(|| path.last().cloned());
                    if let Some(local) = local.filter(|local| local != "_") {
                        self.local.insert(local, (known, path));
                    }
                }
                None => {
                    let local = leaf.renamed.or_else(|| leaf.path.last().cloned());
                    self.foreign.extend(local);
                }
            }
        }
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.foreign.insert(item.ident.to_string());
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.foreign.insert(item.ident.to_string());
        visit::visit_item_enum(self, item);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        self.foreign.insert(item.ident.to_string());
        visit::visit_item_type(self, item);
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.foreign.insert(item.ident.to_string());
        visit::visit_item_trait(self, item);
    }

    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        self.foreign.insert(item.ident.to_string());
        visit::visit_item_mod(self, item);
    }
}

/// All names that a tree brings in.
pub(crate) fn leaves(tree: &UseTree) -> Vec<Leaf> {
    fn collect(tree: &UseTree, path: &[String], out: &mut Vec<Leaf>) {
        let with = |name: &syn::Ident| {
            let mut path = path.to_vec();
            path.push(name.to_string().trim_start_matches("r#").to_owned());
            path
        };
        match tree {
            UseTree::Path(inner) => collect(&inner.tree, &with(&inner.ident), out),
            UseTree::Name(name) => out.push(Leaf { path: with(&name.ident), renamed: None, glob: false }),
            UseTree::Rename(name) => {
                let renamed = Some(name.rename.to_string());
                out.push(Leaf { path: with(&name.ident), renamed, glob: false });
            }
            UseTree::Glob(_) => out.push(Leaf { path: path.to_vec(), renamed: None, glob: true }),
            UseTree::Group(group) => group.items.iter().for_each(|item| collect(item, path, out)),
        }
    }
    let mut out = Vec::new();
    collect(tree, &[], &mut out);
    out
}

struct UseChanges<'a> {
    scope: &'a Scope,
    text: &'a str,
    extractors: &'a BTreeSet<&'static str>,
    /// Whether one of the old extractors stays in use.
    keeps_extractors: bool,
    edits: &'a mut Edits,
    left: Vec<(usize, String)>,
    axum_done: bool,
}

/// Modules that only lead to items, whose paths are written in full afterwards.
const MODULES: &[&str] = &["error", "json", "utils", "validate", "validation"];

impl UseChanges<'_> {
    /// The new words for a tree that begins with the name of a crate: imports of this crate, and what is left.
    fn changed(&mut self, at: usize, known: Known, tree: &UseTree) -> (Vec<String>, Vec<String>) {
        let (mut new, mut left): (BTreeSet<String>, Vec<String>) = Default::default();
        if matches!(known, Known::AxumValid | Known::AxumGarde) {
            let new = self.extractors.iter().filter(|_| !self.axum_done).map(|name| format!("axum::{name}")).collect();
            self.axum_done = true;
            let kept = leaves(tree).into_iter().filter(|_| self.keeps_extractors).map(|leaf| {
                let renamed = leaf.renamed.map(|name| format!(" as {name}")).unwrap_or_default();
                format!("{}{renamed}{}", leaf.path.join("::"), if leaf.glob { "::*" } else { "" })
            });
            return (new, kept.collect());
        }
        for leaf in leaves(tree) {
            let path: Vec<&str> = leaf.path[1..].iter().map(String::as_str).filter(|name| *name != "self").collect();
            let renamed = leaf.renamed.as_ref().map(|name| format!(" as {name}")).unwrap_or_default();
            if leaf.glob {
                new.insert(if path.is_empty() { "*".to_owned() } else { "{}".to_owned() });
                continue;
            }
            match known.target(&path) {
                Some(Target::Item(item)) => {
                    let last = path.last().copied().unwrap_or_default();
                    let keeps = leaf.renamed.is_none() && last != item && self.scope.foreign.contains(item);
                    new.insert(if keeps { format!("{item} as {last}") } else { format!("{item}{renamed}") });
                }
                Some(Target::Result | Target::Nothing) => {}
                None if path.is_empty() || matches!(path.as_slice(), [only] if MODULES.contains(only)) => {}
                None => {
                    let words = format!("{}::{}{renamed}", leaf.path[0], path.join("::"));
                    self.left.push((at, format!("`{}` has no counterpart here", words)));
                    left.push(words);
                }
            }
        }
        // A trait that is imported for its methods needs no second name.
        let named: Vec<String> = new.iter().filter(|name| !name.contains(' ')).cloned().collect();
        new.retain(|name| !named.iter().any(|named| *name == format!("{named} as _")));
        new.remove("{}");
        (new.into_iter().collect(), left)
    }

    fn tree(&mut self, tree: &UseTree) {
        if let UseTree::Group(group) = tree {
            for item in &group.items {
                self.tree(item);
            }
            return;
        }
        let Some((range, known)) = self.crate_at(tree) else { return };
        let (new, left) = self.changed(range.start, known, tree);
        let words: Vec<String> = joined(&new).into_iter().chain(left).collect();
        let end = if words.is_empty() {
            // The comma behind it goes too.
            let rest = self.text.get(range.end..).unwrap_or_default();
            let comma = rest.trim_start().starts_with(',');
            range.end + if comma { rest.find(',').map_or(0, |comma| comma + 1) } else { 0 }
        } else {
            range.end
        };
        self.edits.replace(range.start..end, words.join(", "));
    }

    fn crate_at(&self, tree: &UseTree) -> Option<(Range<usize>, Known)> {
        let first = match tree {
            UseTree::Path(path) => &path.ident,
            UseTree::Name(name) => &name.ident,
            UseTree::Rename(name) => &name.ident,
            _ => return None,
        };
        let known = self.scope.crates.get(first.to_string().trim_start_matches("r#")).copied()?;
        (!self.scope.foreign.contains(&first.to_string())).then(|| (place(tree), known))
    }
}

impl<'ast> Visit<'ast> for UseChanges<'_> {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        if matches!(item.tree, UseTree::Group(_)) {
            self.tree(&item.tree);
            return;
        }
        let Some((tree, known)) = self.crate_at(&item.tree) else { return };
        let whole = place(item);
        let (new, left) = self.changed(tree.start, known, &item.tree);
        let start = item.attrs.last().map_or(whole.start, |attribute| {
            let end = place(attribute).end;
            end + self.text.get(end..).map_or(0, |rest| rest.len() - rest.trim_start().len())
        });
        let head = self.text.get(start..tree.start).unwrap_or_default().trim_end_matches("::").to_owned();
        match (joined(&new), left.is_empty()) {
            (None, true) => self.edits.delete(with_line(self.text, whole)),
            (Some(new), true) => self.edits.replace(tree, new),
            (None, false) => self.edits.replace(tree, grouped(&left)),
            (Some(new), false) => {
                let line = crate::edit::line_start(self.text, whole.start);
                let indent = crate::edit::indent(self.text, line);
                let end = crate::edit::line_end(self.text, whole.start);
                self.edits.replace(tree, format!("{new};{end}{indent}{head}{}", grouped(&left)));
            }
        }
    }

    fn visit_item_extern_crate(&mut self, item: &'ast syn::ItemExternCrate) {
        if self.scope.crates.contains_key(&item.ident.to_string()) {
            if item.rename.is_some() {
                self.left.push((place(item).start, "`extern crate` under another name".into()));
            } else {
                self.edits.replace(range(item.ident.span()), "unprocessable");
            }
        }
    }
}

fn joined(names: &[String]) -> Option<String> {
    match names {
        [] => None,
        [only] => Some(format!("unprocessable::{only}")),
        names if names.iter().all(|name| name.starts_with("axum::")) => {
            let names: Vec<&str> = names.iter().map(|name| &name["axum::".len()..]).collect();
            Some(format!("unprocessable::axum::{{{}}}", names.join(", ")))
        }
        names => Some(format!("unprocessable::{{{}}}", names.join(", "))),
    }
}

/// Several paths of one crate in one `use`.
fn grouped(paths: &[String]) -> String {
    match paths {
        [only] => only.clone(),
        paths => {
            let name = paths[0].split("::").next().unwrap_or_default();
            let rest: Vec<&str> = paths.iter().map(|path| &path[name.len() + 2..]).collect();
            format!("{name}::{{{}}}", rest.join(", "))
        }
    }
}

/// A range with its line, if nothing else stands there.
pub(crate) fn with_line(text: &str, range: Range<usize>) -> Range<usize> {
    let start = crate::edit::line_start(text, range.start);
    let rest = text.get(range.end..).unwrap_or_default();
    let line = rest.find('\n').map_or(rest, |end| &rest[..end]);
    let alone = text.get(start..range.start).unwrap_or_default().trim().is_empty() && line.trim().is_empty();
    if alone { start..(range.end + line.len() + 1).min(text.len()) } else { range }
}
