//! Imports that nothing needs after the change.

use std::collections::HashMap;

use proc_macro2::TokenStream;
use syn::visit::{self, Visit};
use syn::{ItemUse, UseTree, Visibility};

use crate::edit::Edits;
use crate::scope::{leaves, with_line};
use crate::tokens::{Places, flatten, place};

/// Takes away the imports whose names were mentioned in the old text, and are not any more.
pub(crate) fn without_unused(old: &str, new: String) -> String {
    let (Some(before), Some(after)) = (mentions(old), mentions(&new)) else { return new };
    let Ok(file) = syn::parse_str::<syn::File>(&new) else { return new };
    let is_unused = |name: &str| {
        let count = |of: &HashMap<String, usize>| of.get(name).copied().unwrap_or(0);
        count(&before) > 0 && count(&after) == 0
    };
    let mut finder = Finder { text: &new, edits: Edits::default(), is_unused: &is_unused };
    finder.visit_file(&file);
    if finder.edits.is_empty() {
        return new;
    }
    let edits = finder.edits;
    edits.apply(&new).unwrap_or(new)
}

/// How often names stand outside of imports.
fn mentions(text: &str) -> Option<HashMap<String, usize>> {
    let tokens: TokenStream = text.parse().ok()?;
    let file: syn::File = syn::parse2(tokens.clone()).ok()?;
    struct Uses(Vec<core::ops::Range<usize>>);
    impl<'ast> Visit<'ast> for Uses {
        fn visit_item_use(&mut self, item: &'ast ItemUse) {
            self.0.push(place(item));
        }
    }
    let mut uses = Uses(Vec::new());
    uses.visit_file(&file);
    let mut counts = HashMap::new();
    let uses = Places::new(uses.0);
    for token in flatten(tokens).into_iter().filter(|token| token.is_ident()) {
        if !uses.contain(token.range.start) {
            *counts.entry(token.name().to_owned()).or_default() += 1;
        }
    }
    Some(counts)
}

struct Finder<'a> {
    text: &'a str,
    edits: Edits,
    is_unused: &'a dyn Fn(&str) -> bool,
}

impl Finder<'_> {
    fn is_unused(&self, tree: &UseTree) -> bool {
        let all = leaves(tree);
        !all.is_empty()
            && all.iter().all(|leaf| {
                let name = leaf.renamed.as_ref().or(leaf.path.last());
                !leaf.glob && name.is_some_and(|name| name != "self" && name != "_" && (self.is_unused)(name))
            })
    }

    fn tree(&mut self, tree: &UseTree) {
        match tree {
            UseTree::Path(path) => self.tree(&path.tree),
            UseTree::Group(group) => {
                let unused: Vec<bool> = group.items.iter().map(|item| self.is_unused(item)).collect();
                let places: Vec<_> = group.items.iter().map(place).collect();
                for (at, item) in group.items.iter().enumerate() {
                    if !unused[at] {
                        self.tree(item);
                        continue;
                    }
                    // With the comma behind it, or before it at the end.
                    let range = match places.get(at + 1) {
                        Some(next) => places[at].start..next.start,
                        None => {
                            let kept = (0..at).rev().find(|at| !unused[*at]);
                            kept.map_or(places[at].start, |kept| places[kept].end)..places[at].end
                        }
                    };
                    self.edits.delete(range);
                }
                // One name needs no braces.
                let kept: Vec<usize> = (0..places.len()).filter(|at| !unused[*at]).collect();
                if let ([only], true) = (kept.as_slice(), kept.len() < places.len()) {
                    if !matches!(group.items[*only], UseTree::Name(ref name) if name.ident == "self") {
                        let whole = place(group);
                        let text = self.text.get(places[*only].clone()).unwrap_or_default().to_owned();
                        self.edits = core::mem::take(&mut self.edits).outside(&whole);
                        self.edits.replace(whole, text);
                    }
                }
            }
            _ => {}
        }
    }
}

impl<'ast> Visit<'ast> for Finder<'_> {
    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        if !matches!(item.vis, Visibility::Inherited) {
            return;
        }
        if self.is_unused(&item.tree) {
            self.edits.delete(with_line(self.text, place(item)));
        } else {
            self.tree(&item.tree);
        }
        visit::visit_item_use(self, item);
    }
}

#[cfg(test)]
mod tests {
    use super::without_unused;

    #[test]
    fn only_what_was_used_before_is_taken_away() {
        let old =
            "use a::B;\nuse c::{D, E};\nuse f::{G, H, I};\npub use j::K;\nuse l::M;\nfn n() { B; D; E; G; H; I; K }\n";
        let new = "use a::B;\nuse c::{D, E};\nuse f::{G, H, I};\npub use j::K;\nuse l::M;\nfn n() { E; H; I }\n";
        assert_eq!(
            without_unused(old, new.into()),
            "use c::E;\nuse f::{H, I};\npub use j::K;\nuse l::M;\nfn n() { E; H; I }\n",
        );
        assert_eq!(
            without_unused("use a::{b, C};\nfn d() { b; C }", "use a::{b, C};\nfn d() { b }".into()),
            "use a::b;\nfn d() { b }"
        );
    }
}
