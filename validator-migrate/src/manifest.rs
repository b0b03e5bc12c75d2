//! Manifests: which crates a package knows, and under which names.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use toml_edit::{Array, DocumentMut, InlineTable, Item, RawString, Table, TableLike, Value};

use crate::peer::Known;
use crate::scope::Crates;

/// Where a manifest gets `unprocessable` from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The registry, with a requirement such as `0.1`.
    Version(String),
    /// A folder, absolute or from where the command runs.
    Path(PathBuf),
}

pub(crate) struct Manifest {
    pub(crate) path: PathBuf,
    pub(crate) text: String,
    pub(crate) document: DocumentMut,
}

/// Packages whose extractors take types with the traits of validator, garde or serde_valid.
const INTEGRATIONS: [&str; 5] =
    ["actix-web-validator", "axum_serde_valid", "garde-actix-web", "rocket-validation", "validify"];

/// The tables that name dependencies.
const TABLES: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

impl Manifest {
    pub(crate) fn read(path: &Path) -> Result<Self, String> {
        let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
        let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())?;
        let document = text.parse::<DocumentMut>().map_err(|error| format!("it is not TOML: {}", error.message()))?;
        Ok(Self { path: path.to_owned(), text, document })
    }

    pub(crate) fn is_package(&self) -> bool {
        self.document.get("package").is_some()
    }

    pub(crate) fn is_workspace(&self) -> bool {
        self.document.get("workspace").is_some()
    }

    /// The crates that the code of the package knows, by their names there.
    pub(crate) fn crates(&self, workspace: Option<&Self>) -> Crates {
        let mut crates = Crates::new();
        for table in tables(self.document.as_table()) {
            for (key, item) in table.iter() {
                if let Some(known) = known(key, item, workspace) {
                    crates.insert(key.replace('-', "_"), known);
                }
            }
        }
        crates
    }

    /// Dependencies that need the traits of the old crates, with the line of each.
    pub(crate) fn integrations(&self) -> Vec<(usize, String)> {
        let mut found = Vec::new();
        for table in tables(self.document.as_table()) {
            for (key, item) in table.iter() {
                let package = item.as_table_like().and_then(|table| table.get("package")).and_then(Item::as_str);
                let package = package.unwrap_or(key);
                if INTEGRATIONS.contains(&package) {
                    let line = self.text.lines().position(|line| line.contains(key)).map_or(0, |line| line + 1);
                    found.push((
                        line,
                        format!("`{package}` needs the old traits; there are extractors for its framework"),
                    ));
                }
            }
        }
        found
    }

    /// The packages of the workspace's table that have to do with this.
    pub(crate) fn workspace_keys(&self) -> Vec<(String, Known)> {
        let Some(table) = shared(self.document.as_table()) else { return Vec::new() };
        table.iter().filter_map(|(key, item)| known(key, item, None).map(|known| (key.to_owned(), known))).collect()
    }

    /// Whether the manifest takes this key from the workspace.
    pub(crate) fn takes(&self, key: &str) -> bool {
        tables(self.document.as_table()).iter().any(|table| table.get(key).is_some_and(from_workspace))
    }

    /// Replaces the dependencies. What stays in use is kept beside.
    pub(crate) fn change(
        &mut self,
        workspace: Option<&Self>,
        gone: &BTreeSet<Known>,
        kept: &BTreeSet<Known>,
        needs: &Needs,
    ) {
        let folder = self.path.parent().map(Path::to_owned).unwrap_or_default();
        let mut optional = Vec::new();
        let root = self.document.as_table_mut();
        let targets: Vec<String> = root
            .get("target")
            .and_then(Item::as_table_like)
            .map(|targets| targets.iter().map(|(name, _)| name.to_owned()).collect())
            .unwrap_or_default();
        for name in TABLES {
            if let Some(table) = root.get_mut(name).and_then(Item::as_table_like_mut) {
                optional.extend(change_table(table, workspace, gone, kept, needs, &folder));
            }
            for target in &targets {
                let table = root.get_mut("target").and_then(|it| it.get_mut(target)).and_then(|it| it.get_mut(name));
                if let Some(table) = table.and_then(Item::as_table_like_mut) {
                    optional.extend(change_table(table, workspace, gone, kept, needs, &folder));
                }
            }
        }
        self.features(&optional);
    }

    /// Features that switch the old dependency on switch on the new one.
    fn features(&mut self, optional: &[String]) {
        if optional.is_empty() {
            return;
        }
        let root = self.document.as_table_mut();
        let mut explicit = BTreeSet::new();
        if let Some(features) = root.get_mut("features").and_then(Item::as_table_like_mut) {
            for (_, item) in features.iter_mut() {
                let Some(list) = item.as_array_mut() else { continue };
                for value in list.iter_mut() {
                    let Some(text) = value.as_str().map(str::to_owned) else { continue };
                    if let Some(key) = optional.iter().find(|key| text == format!("dep:{key}")) {
                        explicit.insert(key.clone());
                        let decor = value.decor().clone();
                        *value = Value::from("dep:unprocessable");
                        *value.decor_mut() = decor;
                    }
                }
                let is_theirs = |value: &Value| {
                    let text = value.as_str().unwrap_or_default();
                    optional
                        .iter()
                        .any(|key| text.strip_prefix(key.as_str()).is_some_and(|rest| rest.starts_with(['/', '?'])))
                };
                list.retain(|value| !is_theirs(value));
            }
        }
        // Without `dep:` the dependency was a feature itself.
        for key in optional.iter().filter(|key| !explicit.contains(*key)) {
            let features = root.entry("features").or_insert_with(|| Item::Table(Table::new()));
            if let Some(features) = features.as_table_like_mut() {
                if features.get(key).is_none() {
                    let mut list = Array::new();
                    list.push("dep:unprocessable");
                    features.insert(key, toml_edit::value(list));
                }
            }
        }
    }

    /// Gives the members the new dependency, and takes away the old ones that no member takes.
    pub(crate) fn change_workspace(&mut self, gone: &BTreeSet<String>, needed: bool, origin: &Origin) {
        let folder = self.path.parent().map(Path::to_owned).unwrap_or_default();
        let Some(table) = self
            .document
            .get_mut("workspace")
            .and_then(|workspace| workspace.get_mut("dependencies"))
            .and_then(Item::as_table_like_mut)
        else {
            return;
        };
        let has = table.get("unprocessable").is_some();
        let mut added = has || !needed;
        rebuild(table, |key, item| {
            if !gone.contains(key) {
                return vec![(key.to_owned(), item.clone())];
            }
            if added {
                return Vec::new();
            }
            added = true;
            vec![("unprocessable".to_owned(), dependency(&BTreeSet::new(), None, false, origin, &folder, false))]
        });
        if !added {
            let item = dependency(&BTreeSet::new(), None, false, origin, &folder, false);
            table.insert("unprocessable", item);
        }
    }
}

/// What the new dependency has to have.
pub(crate) struct Needs {
    pub(crate) features: BTreeSet<&'static str>,
    pub(crate) origin: Origin,
}

/// All tables of dependencies, also those of targets.
fn tables(root: &Table) -> Vec<&dyn TableLike> {
    let targets = root.get("target").and_then(Item::as_table_like);
    let of_targets =
        targets.into_iter().flat_map(|targets| targets.iter()).filter_map(|(_, item)| item.as_table_like());
    let mut found: Vec<&dyn TableLike> = Vec::new();
    for table in core::iter::once(root as &dyn TableLike).chain(of_targets) {
        found.extend(TABLES.iter().filter_map(|name| table.get(name).and_then(Item::as_table_like)));
    }
    found
}

fn shared(root: &Table) -> Option<&dyn TableLike> {
    root.get("workspace")?.get("dependencies")?.as_table_like()
}

/// What a dependency is, by the name of its package.
fn known(key: &str, item: &Item, workspace: Option<&Manifest>) -> Option<Known> {
    if from_workspace(item) {
        let shared = shared(workspace?.document.as_table())?;
        return known(key, shared.get(key)?, None);
    }
    let package = item.as_table_like().and_then(|table| table.get("package")).and_then(Item::as_str);
    Known::named(package.unwrap_or(key))
}

fn from_workspace(item: &Item) -> bool {
    let value = item.as_table_like().and_then(|table| table.get("workspace"));
    value.and_then(Item::as_bool).unwrap_or(false)
}

/// Returns the keys of dependencies that were optional.
fn change_table(
    table: &mut dyn TableLike,
    workspace: Option<&Manifest>,
    gone: &BTreeSet<Known>,
    kept: &BTreeSet<Known>,
    needs: &Needs,
    folder: &Path,
) -> Vec<String> {
    let mut optional = Vec::new();
    let mine: Vec<(String, Known)> = table
        .iter()
        .filter_map(|(key, item)| known(key, item, workspace).map(|known| (key.to_owned(), known)))
        .collect();
    let changed = |known: &Known| gone.contains(known) || kept.contains(known);
    if !mine.iter().any(|(_, known)| changed(known)) {
        return optional;
    }
    let first = mine.iter().find(|(_, known)| matches!(known, Known::Rules(_)) && changed(known)).or(mine.first());
    let first = first.map(|(key, _)| key.clone()).unwrap_or_default();
    let existing = table.get("unprocessable").cloned();
    rebuild(table, |key, item| {
        let known = mine.iter().find(|(name, _)| name == key).map(|(_, known)| *known);
        let Some(known) = known.filter(|known| changed(known)) else {
            return match key {
                "unprocessable" => Vec::new(),
                _ => vec![(key.to_owned(), item.clone())],
            };
        };
        let is_optional =
            item.as_table_like().and_then(|table| table.get("optional")).and_then(Item::as_bool).unwrap_or(false);
        if is_optional && gone.contains(&known) {
            optional.push(key.to_owned());
        }
        let mut entries = Vec::new();
        if key == first {
            let shared = from_workspace(item);
            let new = dependency(&needs.features, existing.as_ref(), is_optional, &needs.origin, folder, shared);
            entries.push(("unprocessable".to_owned(), new));
        }
        if kept.contains(&known) {
            entries.push((key.to_owned(), item.clone()));
        }
        entries
    });
    optional
}

/// Makes a table anew, so that what replaces an entry stands in its place.
fn rebuild(table: &mut dyn TableLike, mut replace: impl FnMut(&str, &Item) -> Vec<(String, Item)>) {
    let keys: Vec<String> = table.iter().map(|(key, _)| key.to_owned()).collect();
    let (mut entries, mut above) = (Vec::new(), String::new());
    for key in &keys {
        let mut decor = table.key(key).map(|key| key.leaf_decor().clone());
        let Some(item) = table.remove(key) else { continue };
        let position = item.as_table().and_then(Table::position);
        let replaced = replace(key, &item);
        if let Some(decor) = &mut decor {
            // Comments above an entry that is gone stand above the next one.
            let own = decor.prefix().and_then(RawString::as_str).unwrap_or_default();
            let all = format!("{above}{own}");
            above.clear();
            if replaced.is_empty() && all.contains('#') {
                above = all;
            } else {
                decor.set_prefix(all);
            }
        }
        for (at, (name, mut new)) in replaced.into_iter().enumerate() {
            // And so does a comment behind it.
            if let (Some(old), Some(new)) = (item.as_value(), new.as_value_mut()) {
                if let Some(suffix) = old.decor().suffix().cloned() {
                    new.decor_mut().set_suffix(suffix);
                }
            }
            let mut decor = decor.clone();
            if let (Some(old), Some(inline)) =
                (item.as_table().filter(|table| !table.is_dotted()), new.as_inline_table().cloned())
            {
                // What was a table stays one, and what stands above its first entry too.
                let mut table = inline.into_table();
                *table.decor_mut() = old.decor().clone();
                let first = old.iter().next().and_then(|(key, _)| old.key(key)).map(|key| key.leaf_decor().clone());
                let name = table.iter().next().map(|(key, _)| key.to_owned());
                if let (Some(first), Some(mut key)) = (first, name.and_then(|name| table.key_mut(&name))) {
                    *key.leaf_decor_mut() = first;
                }
                new = Item::Table(table);
                decor = None;
            }
            if let (Some(table), Some(position)) = (new.as_table_mut(), position) {
                table.set_position(Some(position));
            }
            // Comments above the entry stand before its key.
            entries.push((name, new, decor.filter(|_| at == 0)));
        }
    }
    for (name, item, decor) in entries {
        table.insert(&name, item);
        if let (Some(mut key), Some(decor)) = (table.key_mut(&name), decor) {
            *key.leaf_decor_mut() = decor;
        }
    }
}

fn dependency(
    features: &BTreeSet<&'static str>,
    existing: Option<&Item>,
    optional: bool,
    origin: &Origin,
    folder: &Path,
    shared: bool,
) -> Item {
    let mut all: BTreeSet<String> = features.iter().map(|feature| (*feature).to_owned()).collect();
    if let Some(list) = existing.and_then(|item| item.get("features")).and_then(Item::as_array) {
        all.extend(list.iter().filter_map(|feature| feature.as_str().map(str::to_owned)));
    }
    let mut table = InlineTable::new();
    if shared {
        table.insert("workspace", true.into());
    } else {
        match origin {
            Origin::Version(version) if all.is_empty() && !optional => return toml_edit::value(version.as_str()),
            Origin::Version(version) => table.insert("version", version.as_str().into()),
            Origin::Path(path) => table.insert("path", relative(folder, path).into()),
        };
    }
    if !all.is_empty() {
        let list: Array = all.iter().map(String::as_str).collect();
        table.insert("features", Value::Array(list));
    }
    if optional {
        table.insert("optional", true.into());
    }
    toml_edit::value(table)
}

/// A folder as seen from another one, with slashes.
fn relative(from: &Path, to: &Path) -> String {
    let absolute = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let (from, to) = (absolute(from), absolute(to));
    let (mut here, mut there) = (from.components().peekable(), to.components().peekable());
    while here.peek().is_some() && here.peek() == there.peek() {
        here.next();
        there.next();
    }
    let up = here.map(|_| "..".to_owned());
    let down = there.map(|part| part.as_os_str().to_string_lossy().into_owned());
    let parts: Vec<String> = up.chain(down).collect();
    if parts.is_empty() { ".".to_owned() } else { parts.join("/") }
}
