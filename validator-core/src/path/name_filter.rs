//! The names that a live check asks for, matched step by step during a walk.
//!
//! Keys and names are sequences of segments. Each step of a walk adds a segment, and the filter keeps track of the
//! names that still match. So a key that was not asked for is never written, and where no name matches any more, the
//! walk skips everything inside.

use alloc::boxed::Box;
use alloc::sync::Arc;
use alloc::vec::Vec;

use super::escape::WHOLE;
use super::split::segments;

/// The keys that a live check asks for; `None` asks for all keys.
#[derive(Clone, Debug, Default)]
pub(crate) struct NameFilter(Option<Arc<List>>);

#[derive(Debug)]
struct List {
    /// The names without `*`, as a tree. The first node is the root.
    nodes: Vec<Node>,
    /// The names with `*`: which of them match the first segment, the second segment, and so on.
    levels: Vec<Level>,
}

/// One segment of names without `*`, shared by all names that begin alike.
#[derive(Debug)]
struct Node {
    segment: Box<str>,
    /// The range of its children among the nodes, sorted by segment for a binary search.
    children: (u32, u32),
    /// Whether a name ends at this node.
    is_name: bool,
}

/// What the patterns expect at one depth of a key. A set of patterns has one bit for each.
#[derive(Debug, Default)]
struct Level {
    /// The patterns with `*` at this depth.
    any: Patterns,
    /// The patterns with a fixed segment at this depth, sorted by the segment.
    certain: Vec<(Box<str>, Patterns)>,
    /// The patterns that end before this depth.
    ended: Patterns,
}

type Patterns = u16;

/// The most patterns that fit into a set. With more of them, every key is asked for.
const MOST_PATTERNS: usize = Patterns::BITS as usize;
const ANY: &str = "*";

/// A position in the filter: which names match the segments of a key so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Along {
    /// The node that the names without `*` have reached.
    node: u32,
    segments: u32,
    patterns: Patterns,
}

const NO_NODE: u32 = u32::MAX;

impl Along {
    /// Whether it is before the first segment.
    pub(crate) fn is_start(self) -> bool {
        self.segments == 0
    }

    /// Whether nothing is asked for at this position or below it.
    #[inline]
    pub(crate) fn is_over(self) -> bool {
        self.node == NO_NODE && self.patterns == 0
    }
}

impl NameFilter {
    /// Asks for all keys.
    pub(crate) const ALL: Self = Self(None);

    pub(crate) fn read(names: &str) -> Self {
        let names = names.split(',').map(str::trim).filter(|name| !name.is_empty());
        let (mut patterns, mut exact): (Vec<&str>, Vec<&str>) = names.partition(|name| name.contains(ANY));
        for list in [&mut patterns, &mut exact] {
            list.sort_unstable();
            list.dedup();
        }
        if patterns.len() > MOST_PATTERNS {
            return Self::ALL;
        }
        Self(Some(Arc::new(List { nodes: tree(&exact), levels: levels(&patterns) })))
    }

    /// Asks for exactly these names. A `*` in them has no meaning.
    #[cfg(feature = "json")]
    pub(crate) fn exact<'n>(names: impl Iterator<Item = &'n str>) -> Self {
        let names: Vec<&str> = names.collect();
        Self(Some(Arc::new(List { nodes: tree(&names), levels: Vec::new() })))
    }

    /// The number of names without `*`.
    #[cfg(feature = "json")]
    pub(crate) fn count(&self) -> usize {
        self.0.as_ref().map_or(0, |list| list.nodes.iter().filter(|node| node.is_name).count())
    }

    /// Whether only some keys are asked for.
    pub(crate) fn are_some(&self) -> bool {
        self.0.is_some()
    }

    pub(crate) fn contain(&self, key: &str) -> bool {
        self.are_asked(segments(key).fold(self.start(), |along, segment| self.step(along, segment)))
    }

    /// The position before the first segment.
    pub(crate) fn start(&self) -> Along {
        Along { node: 0, segments: 0, patterns: Patterns::MAX }
    }

    /// The position one segment further. The segment is escaped, as in a key.
    pub(crate) fn step(&self, along: Along, segment: &str) -> Along {
        let segments = along.segments.saturating_add(1);
        let Some(list) = &self.0 else { return Along { segments, ..along } };
        Along {
            node: list.child(along.node, segment),
            segments,
            patterns: match list.levels.get(along.segments as usize) {
                Some(level) if along.patterns != 0 => level.step(along.patterns, segment),
                _ => 0,
            },
        }
    }

    /// Whether some name matches any next segment except `_`, the segment of a whole struct.
    #[inline]
    pub(crate) fn take_any(&self, along: Along) -> bool {
        let level = self.0.as_ref().and_then(|list| list.levels.get(along.segments as usize));
        level.is_some_and(|level| level.any & along.patterns != 0)
    }

    /// Whether the key that ends at this position is asked for.
    pub(crate) fn are_asked(&self, along: Along) -> bool {
        self.0.as_ref().is_none_or(|list| {
            list.nodes.get(along.node as usize).is_some_and(|node| node.is_name)
                || list.levels.get(along.segments as usize).is_some_and(|level| level.ended & along.patterns != 0)
        })
    }
}

impl List {
    fn child(&self, node: u32, segment: &str) -> u32 {
        let Some(&Node { children: (start, end), .. }) = self.nodes.get(node as usize) else { return NO_NODE };
        let children = self.nodes.get(start as usize..end as usize).unwrap_or_default();
        let found = children.binary_search_by(|child| (*child.segment).cmp(segment));
        found.map_or(NO_NODE, |at| start + at as u32)
    }
}

impl Level {
    #[inline]
    fn step(&self, patterns: Patterns, segment: &str) -> Patterns {
        // `*` does not match `_`, the segment of a whole struct.
        let any = if segment == WHOLE { 0 } else { self.any };
        let certain = match patterns & !self.any & !self.ended {
            0 => 0,
            _ => {
                let found = self.certain.binary_search_by(|(wanted, _)| (**wanted).cmp(segment));
                found.ok().and_then(|at| self.certain.get(at)).map_or(0, |(_, patterns)| *patterns)
            }
        };
        patterns & (any | certain)
    }
}

/// Builds the tree of names, level by level.
fn tree(names: &[&str]) -> Vec<Node> {
    let mut names: Vec<Vec<&str>> = names.iter().map(|name| segments(name).collect()).collect();
    names.sort_unstable();
    let mut nodes = Vec::from([Node { segment: "".into(), children: (1, 1), is_name: false }]);
    let mut here = Vec::from([(0, &names[..])]);
    let mut depth = 0;
    while !here.is_empty() {
        let mut further = Vec::new();
        for (node, names) in here {
            let start = nodes.len();
            // Names that end at this node come first.
            let longer = names.partition_point(|name| name.len() <= depth);
            for alike in names[longer..].chunk_by(|one, other| one[depth] == other[depth]) {
                further.push((nodes.len(), alike));
                let is_name = alike[0].len() == depth + 1;
                nodes.push(Node { segment: alike[0][depth].into(), children: (0, 0), is_name });
            }
            nodes[node].children = (start as u32, nodes.len() as u32);
        }
        here = further;
        depth += 1;
    }
    nodes
}

fn levels(patterns: &[&str]) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    for (bit, pattern) in patterns.iter().enumerate() {
        let bit: Patterns = 1 << bit;
        let mut depth = 0;
        for segment in segments(pattern) {
            let level = level(&mut levels, depth);
            if segment == ANY {
                level.any |= bit;
            } else {
                match level.certain.binary_search_by(|(wanted, _)| (**wanted).cmp(segment)) {
                    Ok(at) => level.certain[at].1 |= bit,
                    Err(at) => level.certain.insert(at, (segment.into(), bit)),
                }
            }
            depth += 1;
        }
        level(&mut levels, depth).ended |= bit;
    }
    levels
}

fn level(levels: &mut Vec<Level>, depth: usize) -> &mut Level {
    if levels.len() <= depth {
        levels.resize_with(depth + 1, Level::default);
    }
    &mut levels[depth]
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A plain comparison of a name with a whole key, as the reference.
    fn fits(name: &str, key: &str) -> bool {
        let mut rest = segments(key);
        let all = segments(name)
            .all(|wanted| rest.next().is_some_and(|segment| wanted == segment || wanted == ANY && segment != WHOLE));
        all && rest.next().is_none()
    }

    #[test]
    fn steps_and_whole_keys_agree() {
        let pieces = ["a", "b", "*", "_", r"\_", r"a\.b", "", "10", "a*"];
        let mut keys: Vec<alloc::string::String> = Vec::new();
        for one in pieces {
            keys.push(one.into());
            for two in pieces {
                keys.push([one, two].join("."));
                keys.extend(["a", "*", "_", ""].map(|three| [one, two, three].join(".")));
            }
        }
        for some in keys.chunks(5) {
            let names = NameFilter::read(&some.join(","));
            let asked: Vec<&str> = some.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
            for key in &keys {
                let expected = asked.iter().any(|name| if name.contains(ANY) { fits(name, key) } else { name == key });
                assert_eq!(names.contain(key), expected, "{some:?} {key}");
            }
        }
    }

    #[test]
    fn nothing_is_asked_for_behind_the_last_name_that_goes_along() {
        let names = NameFilter::read("a.b,a.c.d,x.*.y,*.*.*.z");
        let over = |key: &str| segments(key).fold(names.start(), |along, next| names.step(along, next)).is_over();
        for (key, is_over) in [
            ("a", false),
            ("a.b", false),
            ("a.b.c", false),
            ("a.b.c.d", true),
            ("x.1.y", false),
            ("x.1.y._", true),
            ("q.r.s.z", false),
            ("q.r.s.z.t", true),
            ("_", true),
        ] {
            assert_eq!(over(key), is_over, "{key}");
        }
    }

    #[test]
    fn a_name_may_be_longer_than_any_key() {
        let long = "a.".repeat(100_000);
        let names = NameFilter::read(&alloc::format!("{long}b,{long}*"));
        assert!(names.contain(&alloc::format!("{long}b")));
        assert!(names.contain(&alloc::format!("{long}c")));
        assert!(!names.contain(&long[1..]));
    }
}
