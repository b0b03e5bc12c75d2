//! Files that a library has put together with others. It keeps no positions, so a file in which something is wrong is
//! read again.

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::mistakes::Mistake;
use crate::read::Sources;
use crate::tree::{Item, Place, Tree};

/// The most bytes of a file that is read again.
const MOST_BYTES: u64 = 2 << 20;
/// How deep its values may be nested.
const DEPTH: usize = 127;

/// The files of some sources.
#[derive(Default)]
pub(crate) struct Layers {
    /// By the number of the source.
    pub(crate) paths: HashMap<usize, PathBuf>,
    /// The names of tables in a file that may stand for the whole, as figment's profiles do. The first one counts.
    pub(crate) profiles: Vec<String>,
}

/// Files that were read again; `None` if that failed.
#[derive(Default)]
pub(crate) struct Again(HashMap<usize, Option<(String, Tree)>>);

impl Again {
    /// The mistake with the position of its key in the file of its source, if it is there.
    pub(crate) fn placed(&mut self, layers: &Layers, number: usize, is_of_key: bool, mistake: Mistake) -> Mistake {
        let Some(path) = layers.paths.get(&number) else { return mistake };
        let Some((text, root)) = self.0.entry(number).or_insert_with(|| read(path)) else { return mistake };
        let profiles = layers.profiles.iter().filter_map(|profile| match &root.item {
            Item::Table(entries) => entries.iter().find(|entry| entry.name == *profile).map(|entry| &entry.tree),
            _ => None,
        });
        let found = profiles.chain([&*root]).map(|tree| tree.find(&mistake.key)).find(|found| found.complete);
        let Some(found) = found else { return mistake };
        let place = if is_of_key { found.key.unwrap_or(found.value) } else { found.value };
        let sources = Sources { names: Vec::new(), text: Some(text), layers: Layers::default() };
        let there = sources.mistake(Place { source: None, ..place }, &mistake.key, String::new());
        Mistake { point: there.point, text: there.text, ..mistake }
    }
}

fn read(path: &Path) -> Option<(String, Tree)> {
    let extension = path.extension()?.to_str()?.to_ascii_lowercase();
    if !matches!(extension.as_str(), "toml" | "yaml" | "yml") {
        return None;
    }
    let mut text = String::new();
    File::open(path).ok()?.take(MOST_BYTES + 1).read_to_string(&mut text).ok()?;
    if text.len() as u64 > MOST_BYTES {
        return None;
    }
    let tree = parse(&extension, &text)?;
    Some((text, tree))
}

fn parse(extension: &str, text: &str) -> Option<Tree> {
    match extension {
        #[cfg(feature = "toml")]
        "toml" => crate::toml::parse(text, DEPTH).ok(),
        #[cfg(feature = "yaml")]
        "yaml" | "yml" => crate::yaml::document(text, DEPTH).ok(),
        _ => None,
    }
}
