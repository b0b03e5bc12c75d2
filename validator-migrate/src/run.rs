//! One run: from paths to changed files.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;
use syn::visit::Visit as _;

use crate::calls::Calls;
use crate::diff::unified;
use crate::edit::{Edits, Lines, indent, line_end, line_start};
use crate::extractors::Extractors;
use crate::facts::Facts;
use crate::files::{self, Change, Found};
use crate::imports::without_unused;
use crate::manifest::{Manifest, Needs, Origin};
use crate::peer::{Known, Peer};
use crate::report::{Kind, Report};
use crate::rewrite::Types;
use crate::scope::{Crates, Scope, with_line};
use crate::tokens::{continues, flatten, path_at};

/// What a run shall do.
#[derive(Clone, Debug)]
pub struct Options {
    /// Files and folders. Without any it is the current folder.
    pub paths: Vec<PathBuf>,
    /// The crates that code comes from. Without any it is those that the manifests name.
    pub from: Vec<Peer>,
    /// Change nothing, and only tell what would be changed.
    pub dry_run: bool,
    /// Change files although git could not restore them.
    pub force: bool,
    /// Where manifests get `unprocessable` from.
    pub origin: Origin,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            paths: Vec::new(),
            from: Vec::new(),
            dry_run: false,
            force: false,
            origin: Origin::Version(env!("CARGO_PKG_VERSION").to_owned()),
        }
    }
}

/// Sources that are nested more deeply than this are not read: the parser would need too much of the stack.
const DEPTH: usize = 400;

/// The parser needs much of the stack for sources that are nested deeply.
const STACK: usize = 256 << 20;

/// Rewrites what is below the paths.
///
/// # Errors
///
/// Why nothing was changed.
pub fn migrate(options: &Options) -> Result<Report, String> {
    let options = options.clone();
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || Run::new(options).finish());
    let thread = thread.map_err(|error| error.to_string())?;
    thread.join().map_err(|_| "the program has a mistake; nothing was changed".to_owned())?
}

/// A source that can be read.
struct Source {
    path: PathBuf,
    name: PathBuf,
    /// What stands before the first item: a mark of the encoding, a line for a shell.
    prefix: String,
    text: String,
    lines: Lines,
    syntax: syn::File,
    tokens: TokenStream,
    /// The package it belongs to.
    package: Option<usize>,
    /// Whether it is below the given paths.
    changes: bool,
}

/// What a source becomes.
struct Changed {
    edits: Edits,
    extractors: BTreeSet<&'static str>,
    old_names: Vec<(Known, usize, String)>,
}

struct Package {
    manifest: Manifest,
    workspace: Option<PathBuf>,
    crates: Crates,
    facts: Facts,
    features: BTreeSet<&'static str>,
    /// The crates that some code of it still mentions.
    kept: BTreeSet<Known>,
    touched: bool,
}

struct Run {
    options: Options,
    report: Report,
    packages: Vec<Package>,
    workspaces: BTreeMap<PathBuf, Manifest>,
    sources: Vec<Source>,
}

impl Run {
    fn new(options: Options) -> Self {
        Self {
            options,
            report: Report::default(),
            packages: Vec::new(),
            workspaces: BTreeMap::new(),
            sources: Vec::new(),
        }
    }

    fn finish(mut self) -> Result<Report, String> {
        if self.options.paths.is_empty() {
            self.options.paths.push(PathBuf::from("."));
        }
        if !self.options.dry_run && !self.options.force {
            for path in &self.options.paths {
                files::is_clean(path)?;
            }
        }
        self.read();
        let changes = self.change();
        for change in &changes {
            let name = self.name(&change.path);
            let (old, new) = (String::from_utf8_lossy(&change.old), String::from_utf8_lossy(&change.new));
            let shown = name.to_string_lossy().replace('\\', "/");
            self.report.diff.push_str(&unified(shown.trim_start_matches("./"), &old, &new));
            self.report.changed.push(name);
        }
        self.report.entries.sort_by(|a, b| (&a.file, a.line, a.kind).cmp(&(&b.file, b.line, b.kind)));
        if !self.options.dry_run {
            files::write(&changes)?;
        }
        Ok(self.report)
    }

    /// A path as the user would write it.
    fn name(&self, path: &Path) -> PathBuf {
        let here = std::env::current_dir().and_then(|folder| folder.canonicalize());
        match here.ok().and_then(|here| path.strip_prefix(here).ok().map(Path::to_owned)) {
            Some(name) if !name.as_os_str().is_empty() => name,
            _ => path.to_owned(),
        }
    }

    /// Reads the sources below the paths, and all others of their packages.
    fn read(&mut self) {
        let (mut asked, mut around) = (Found::default(), Found::default());
        for path in self.options.paths.clone() {
            let Ok(path) = path.canonicalize() else {
                self.report.add(Kind::Skipped, &path, 0, "there is no such file or folder");
                continue;
            };
            files::find(&path, &mut asked);
            if let Some(manifest) = ancestors(&path).find(|folder| folder.join("Cargo.toml").is_file()) {
                files::find(manifest, &mut around);
            }
        }
        for (path, reason) in core::mem::take(&mut asked.skipped) {
            let name = self.name(&path);
            self.report.add(Kind::Skipped, &name, 0, reason);
        }
        let manifests: BTreeSet<PathBuf> = asked.manifests.union(&around.manifests).cloned().collect();
        for path in manifests {
            self.package(&path);
        }
        let sources: BTreeSet<PathBuf> = asked.sources.union(&around.sources).cloned().collect();
        for path in sources {
            let changes = asked.sources.contains(&path);
            self.source(&path, changes);
        }
        for at in 0..self.packages.len() {
            let crates = &mut self.packages[at].crates;
            let from = &self.options.from;
            if !from.is_empty() {
                crates.retain(|_, known| match known {
                    Known::Rules(peer) => from.contains(peer),
                    Known::AxumValid | Known::AxumGarde => true,
                });
            }
        }
        for (at, source) in self.sources.iter().enumerate() {
            if let Some(package) = source.package {
                self.packages[package].facts.read(at, &source.text, &source.syntax, &source.tokens);
            }
        }
        // Members of a workspace nest each other's types.
        let ruled: Vec<String> = self.packages.iter().flat_map(|package| package.facts.ruled.iter().cloned()).collect();
        let alone = self.packages.len() == 1;
        for package in &mut self.packages {
            package.facts.alone = alone;
            package.facts.ruled.extend(ruled.iter().cloned());
        }
    }

    fn package(&mut self, path: &Path) {
        let manifest = match Manifest::read(path) {
            Ok(manifest) => manifest,
            Err(reason) => {
                let name = self.name(path);
                self.report.add(Kind::Skipped, &name, 0, reason);
                return;
            }
        };
        let roots = ancestors(path).map(|folder| folder.join("Cargo.toml"));
        let mut workspace = None;
        for root in roots {
            if self.workspaces.contains_key(&root) {
                workspace = Some(root);
                break;
            }
            if let Ok(found) = Manifest::read(&root) {
                if found.is_workspace() {
                    self.workspaces.insert(root.clone(), found);
                    workspace = Some(root);
                    break;
                }
            }
        }
        if manifest.is_package() {
            let crates = manifest.crates(workspace.as_ref().and_then(|root| self.workspaces.get(root)));
            self.packages.push(Package {
                manifest,
                workspace,
                crates,
                facts: Facts::default(),
                features: BTreeSet::new(),
                kept: BTreeSet::new(),
                touched: false,
            });
        }
    }

    fn source(&mut self, path: &Path, changes: bool) {
        let name = self.name(path);
        let mut skip = |reason: &str, line: usize| {
            if changes {
                self.report.add(Kind::Skipped, &name, line, reason);
            }
        };
        let bytes = match std::fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) => return skip(&error.to_string(), 0),
        };
        let Ok(text) = String::from_utf8(bytes) else { return skip("it is not UTF-8", 0) };
        let start = prefix(&text);
        let (prefix, text) = (text[..start].to_owned(), text[start..].to_owned());
        if depth(&text) > DEPTH {
            return skip("it is nested too deeply", 0);
        }
        let tokens: TokenStream = match text.parse() {
            Ok(tokens) => tokens,
            Err(error) => return skip("it is not Rust", error.span().start().line),
        };
        let syntax = match syn::parse2::<syn::File>(tokens.clone()) {
            Ok(syntax) => syntax,
            Err(error) => return skip(&format!("it is not Rust: {error}"), error.span().start().line),
        };
        let owner = self
            .packages
            .iter()
            .enumerate()
            .filter(|(_, package)| package.manifest.path.parent().is_some_and(|folder| path.starts_with(folder)))
            .max_by_key(|(_, package)| package.manifest.path.components().count())
            .map(|(at, _)| at);
        let lines = Lines::of(&prefix, &text);
        self.sources.push(Source {
            path: path.to_owned(),
            name,
            prefix,
            text,
            lines,
            syntax,
            tokens,
            package: owner,
            changes,
        });
    }

    /// The content of all files that change.
    fn change(&mut self) -> Vec<Change> {
        let loose = Facts::default();
        let mut all: HashMap<usize, Changed> = HashMap::new();
        let (mut patterns, mut unneeded, mut narrowed) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for at in 0..self.sources.len() {
            let source = &self.sources[at];
            let crates = match source.package {
                Some(package) => self.packages[package].crates.clone(),
                None => self.loose_crates(),
            };
            if crates.is_empty() {
                continue;
            }
            let facts = source.package.map_or(&loose, |package| &self.packages[package].facts);
            let mut found = Rewritten::default();
            let changed = rewrite(at, source, &crates, facts, &mut found);
            if source.changes {
                self.report.attributes += found.attributes;
                self.report.rewritten += found.rewritten;
                for (kind, place, text) in found.entries {
                    let line = source.lines.number(place);
                    self.report.add(kind, &source.name.clone(), line, text);
                }
                if let Some(package) = source.package {
                    self.packages[package].features.extend(found.features);
                    patterns.extend(found.patterns.into_iter().map(|name| (package, name)));
                    unneeded.extend(found.unneeded.into_iter().map(|name| (package, name)));
                    narrowed.extend(found.narrowed.into_iter().map(|name| (package, at, name)));
                }
                all.insert(at, changed);
            }
        }
        self.patterns(patterns, &mut all);
        self.unneeded(unneeded, &mut all);
        for (package, at, name) in narrowed {
            let Some(function) = self.packages[package].facts.function(&name, at) else { continue };
            if let (Some(changed), Some(unit)) = (all.get_mut(&function.file), function.unit.clone()) {
                changed.edits.delete(unit);
            }
        }
        let mut changes = Vec::new();
        for at in 0..self.sources.len() {
            let Some(changed) = all.remove(&at) else {
                self.keep_mentions(at);
                continue;
            };
            let source = &self.sources[at];
            let touched = !changed.edits.is_empty();
            let new = match changed.edits.apply(&source.text) {
                Ok(new) if touched => without_unused(&source.text, new),
                Ok(new) => new,
                Err(place) => {
                    let line = self.sources[at].lines.number(place);
                    self.refuse(at, line, "two changes contradict each other; nothing in the file was changed");
                    continue;
                }
            };
            if new != source.text && syn::parse_str::<syn::File>(&new).is_err() {
                self.refuse(at, 0, "the result would not be Rust; nothing in the file was changed");
                continue;
            }
            if let Some(package) = source.package {
                self.packages[package].touched |= touched;
                for (known, _, _) in &changed.old_names {
                    self.packages[package].kept.insert(*known);
                }
                self.packages[package].features.extend(changed.extractors.first().map(|_| "axum"));
            }
            for (_, place, text) in changed.old_names {
                let line = source.lines.number(place);
                let name = source.name.clone();
                let known = self
                    .report
                    .entries
                    .iter()
                    .any(|entry| entry.kind == Kind::Left && entry.file == name && entry.line == line);
                if !known {
                    self.report.add(Kind::Left, &name, line, text);
                }
            }
            let source = &self.sources[at];
            if new != source.text {
                changes.push(Change {
                    path: source.path.clone(),
                    old: format!("{}{}", source.prefix, source.text).into_bytes(),
                    new: format!("{}{new}", source.prefix).into_bytes(),
                });
            }
        }
        changes.extend(self.manifests());
        changes
    }

    /// A source that stays as it is.
    fn refuse(&mut self, at: usize, line: usize, reason: &str) {
        let name = self.sources[at].name.clone();
        self.report.add(Kind::Skipped, &name, line, reason);
        self.keep_mentions(at);
    }

    /// What a file outside of the paths still needs.
    fn keep_mentions(&mut self, at: usize) {
        let source = &self.sources[at];
        let Some(package) = source.package else { return };
        let crates = self.packages[package].crates.clone();
        let tokens = flatten(source.tokens.clone());
        let kept: Vec<Known> = tokens
            .iter()
            .filter(|token| token.is_ident())
            .filter_map(|token| crates.get(token.name()))
            .copied()
            .collect();
        self.packages[package].kept.extend(kept);
    }

    /// Without a manifest the names of the crates are those in the registry.
    fn loose_crates(&self) -> Crates {
        let from: &[Peer] = if self.options.from.is_empty() { &Peer::ALL } else { &self.options.from };
        from.iter().map(|peer| (peer.name().to_owned(), Known::Rules(*peer))).collect()
    }

    /// Makes each `static` that attributes use a `Pattern`.
    fn patterns(&mut self, patterns: BTreeSet<(usize, String)>, all: &mut HashMap<usize, Changed>) {
        for (package, name) in patterns {
            let Some(pattern) = self.packages[package].facts.pattern(&name).cloned() else { continue };
            match all.get_mut(&pattern.file) {
                Some(changed) => {
                    changed.edits.replace(pattern.ty, "unprocessable::Pattern");
                    changed.edits.replace(pattern.value, format!("unprocessable::Pattern::new({})", pattern.literal));
                }
                None => {
                    let name = self.sources[pattern.file].name.clone();
                    self.report.add(Kind::Left, &name, 0, format!("make `{}` a `Pattern`", pattern.literal));
                }
            }
        }
    }

    /// Takes away the functions whose text is in attributes now, if nothing else calls them.
    fn unneeded(&mut self, functions: BTreeSet<(usize, String)>, all: &mut HashMap<usize, Changed>) {
        for (package, name) in functions {
            let facts = &self.packages[package].facts;
            let Some([function]) = facts.functions.get(&name).map(Vec::as_slice) else { continue };
            let Some(changed) = all.get_mut(&function.file).filter(|_| facts.only_in_attributes(&name)) else {
                continue;
            };
            let range = with_line(&self.sources[function.file].text, function.place.clone());
            changed.old_names.retain(|(_, place, _)| !range.contains(place));
            changed.edits = core::mem::take(&mut changed.edits).outside(&range);
            changed.edits.delete(range);
        }
    }

    /// The manifests of the packages that changed.
    fn manifests(&mut self) -> Vec<Change> {
        let mut changes = Vec::new();
        let mut shared: BTreeMap<PathBuf, bool> = BTreeMap::new();
        for package in &mut self.packages {
            if !package.touched {
                continue;
            }
            let here = std::env::current_dir().and_then(|folder| folder.canonicalize()).unwrap_or_default();
            let name = package.manifest.path.strip_prefix(here).unwrap_or(&package.manifest.path).to_owned();
            for (line, text) in package.manifest.integrations() {
                self.report.add(Kind::Left, &name, line, text);
            }
            let known: BTreeSet<Known> = package.crates.values().copied().collect();
            let gone: BTreeSet<Known> = known.difference(&package.kept).copied().collect();
            let workspace = package.workspace.as_ref().and_then(|root| self.workspaces.get(root));
            let takes = package
                .crates
                .keys()
                .any(|key| package.manifest.takes(key) || package.manifest.takes(&key.replace('_', "-")));
            if let (Some(root), true) = (&package.workspace, takes) {
                shared.insert(root.clone(), true);
            }
            let needs = Needs { features: package.features.clone(), origin: self.options.origin.clone() };
            package.manifest.change(workspace, &gone, &package.kept, &needs);
        }
        for (root, needed) in shared {
            let Some(mut manifest) = self.workspaces.remove(&root) else { continue };
            let folder = root.parent().unwrap_or(&root).to_owned();
            let mut found = Found::default();
            files::find(&folder, &mut found);
            // A member that was not asked for may still take the old one.
            let takes = |key: &str| {
                found.manifests.iter().any(|path| match self.packages.iter().find(|it| it.manifest.path == *path) {
                    Some(package) => package.manifest.takes(key),
                    None => Manifest::read(path).is_ok_and(|manifest| manifest.takes(key)),
                })
            };
            let gone: BTreeSet<String> =
                manifest.workspace_keys().into_iter().map(|(key, _)| key).filter(|key| !takes(key)).collect();
            match self.packages.iter_mut().find(|package| package.manifest.path == root) {
                // The root is a package too: both changes are of one file.
                Some(package) => package.manifest.change_workspace(&gone, needed, &self.options.origin),
                None => {
                    manifest.change_workspace(&gone, needed, &self.options.origin);
                    changes.extend(changed(&manifest));
                }
            }
        }
        changes.extend(self.packages.iter().filter_map(|package| changed(&package.manifest)));
        changes
    }
}

fn changed(manifest: &Manifest) -> Option<Change> {
    let new = manifest.document.to_string();
    // The editor writes line feeds; the file may have other ends of lines.
    let new = if manifest.text.contains("\r\n") { new.replace("\r\n", "\n").replace('\n', "\r\n") } else { new };
    (new != manifest.text).then(|| Change {
        path: manifest.path.clone(),
        old: manifest.text.clone().into_bytes(),
        new: new.into_bytes(),
    })
}

/// What was found while a source was rewritten.
#[derive(Default)]
struct Rewritten {
    attributes: usize,
    rewritten: usize,
    entries: Vec<(Kind, usize, String)>,
    features: BTreeSet<&'static str>,
    patterns: Vec<String>,
    unneeded: Vec<String>,
    narrowed: Vec<String>,
}

fn rewrite(at: usize, source: &Source, crates: &Crates, facts: &Facts, found: &mut Rewritten) -> Changed {
    let scope = Scope::of(&source.syntax, crates);
    if let Some((name, known)) = crates.iter().find(|(name, _)| scope.foreign.contains(*name)) {
        let text = format!("something else is called `{name}` in this file, so nothing in it was changed");
        let mentions =
            flatten(source.tokens.clone()).into_iter().find(|token| token.is_ident() && token.name() == name);
        let old_names = mentions.into_iter().map(|token| (*known, token.range.start, text.clone())).collect();
        return Changed { edits: Edits::default(), extractors: BTreeSet::new(), old_names };
    }
    let peers: BTreeSet<Peer> = crates
        .values()
        .filter_map(|known| match known {
            Known::Rules(peer) => Some(*peer),
            _ => None,
        })
        .collect();
    let peers: Vec<Peer> = peers.into_iter().collect();
    let mut types = Types::new(&source.text, at, facts, &scope, &peers);
    types.visit_file(&source.syntax);
    let mut calls = Calls::new(&source.text, &scope);
    calls.visit_file(&source.syntax);
    let mut extractors = Extractors::new(&source.text, at, &scope, facts);
    if extractors.is_wanted() {
        extractors.visit_file(&source.syntax);
    }
    let mut edits = Edits::default();
    for (place, text) in calls.checks.iter().chain(&extractors.checks) {
        let start = line_start(&source.text, *place);
        let (indent, end) = (indent(&source.text, start), line_end(&source.text, *place));
        edits.insert(start, format!("{indent}// CHECK: {text}{end}"));
    }
    let entries = |kind, list: Vec<(usize, String)>| list.into_iter().map(move |(place, text)| (kind, place, text));
    found.attributes = types.attributes;
    found.rewritten = types.rewritten;
    found.features = types.features;
    found.patterns = types.patterns;
    found.unneeded = types.unneeded;
    found.narrowed = types.narrowed;
    found.entries.extend(entries(Kind::Check, types.checks));
    found.entries.extend(entries(Kind::Check, calls.checks));
    found.entries.extend(entries(Kind::Check, extractors.checks));
    found.entries.extend(entries(Kind::Left, types.left));
    found.entries.extend(entries(Kind::Left, calls.left));
    let keeps_extractors = !extractors.left.is_empty();
    let extractor_crates = crates.values().filter(|known| matches!(known, Known::AxumValid | Known::AxumGarde));
    let mut old_names: Vec<(Known, usize, String)> = Vec::new();
    if let Some((place, text)) = extractors.left.first() {
        old_names.extend(extractor_crates.map(|known| (*known, *place, text.clone())));
    }
    found.entries.extend(entries(Kind::Left, extractors.left));
    let handled = types.handled;
    edits.append(types.edits);
    edits.append(calls.edits);
    edits.append(extractors.edits);
    let left = scope.change_uses(&source.text, &source.syntax, &extractors.used, keeps_extractors, &mut edits);
    let tokens = flatten(source.tokens.clone());
    scope.change_names(&source.text, &tokens, &mut edits);

    let frozen = types.frozen;
    for (range, _) in &frozen {
        edits = edits.outside(range);
    }

    // What still mentions the old crates needs them.
    for (range, known) in &frozen {
        old_names.push((*known, range.start, "the old crate is still needed here".to_owned()));
    }
    for (place, text) in left {
        let known = scope.crates.values().next().copied();
        let named = text.trim_start_matches('`').split("::").next().and_then(|name| scope.crates.get(name)).copied();
        if let Some(known) = named.or(known) {
            old_names.push((known, place, text));
        }
    }
    for (index, token) in tokens.iter().enumerate() {
        if !token.is_ident() || !scope.crates.contains_key(token.name()) || continues(&tokens, index) {
            continue;
        }
        let frozen = frozen.iter().map(|(range, _)| range);
        if scope.uses.iter().chain(&handled).chain(frozen).any(|range| range.contains(&token.range.start)) {
            continue;
        }
        let (names, end) = path_at(&tokens, index);
        let Some(known) = scope.crates.get(names[0]).filter(|_| names.len() > 1 && !scope.foreign.contains(names[0]))
        else {
            continue;
        };
        let place = token.range.start..tokens[end - 1].range.end;
        if !edits.touches(&place) && scope.replaced(&names).is_none() {
            old_names.push((*known, place.start, format!("`{}` has no counterpart here", names.join("::"))));
        }
    }
    Changed { edits, extractors: extractors.used, old_names }
}

/// The folders above a path, beginning with itself.
fn ancestors(path: &Path) -> impl Iterator<Item = &Path> {
    path.ancestors().filter(|folder| !folder.as_os_str().is_empty())
}

/// The bytes before the first token that are no Rust: the mark of the encoding, and the line of a script.
fn prefix(text: &str) -> usize {
    let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let rest = &text[mark..];
    if rest.starts_with("#!") && !rest[2..].trim_start().starts_with('[') {
        return mark + rest.find('\n').unwrap_or(rest.len());
    }
    mark
}

/// How deeply the source is nested, as far as bytes tell. Text and comments can only make it more.
fn depth(text: &str) -> usize {
    let (mut brackets, mut angles, mut signs, mut most) = (0_usize, 0_usize, 0_usize, 0);
    for byte in text.bytes() {
        match byte {
            b'(' | b'[' | b'{' => brackets += 1,
            b')' | b']' | b'}' => brackets = brackets.saturating_sub(1),
            b'<' => angles += 1,
            b'>' => angles = angles.saturating_sub(1),
            _ => {}
        }
        match byte {
            b'&' | b'*' | b'!' | b'-' | b'|' => signs += 1,
            b' ' | b'\n' | b'\r' | b'\t' => {}
            // A rule of minus signs in a comment is long, and nests nothing.
            _ => signs = 0,
        }
        if matches!(byte, b';' | b'{' | b'}') {
            angles = 0;
        }
        most = most.max(brackets + angles).max(signs / 8);
    }
    most
}
