//! Mistakes in `normalize(…)`.

use crate::attr::{Normal, NormalWord, TextWord};
use crate::errors::Errors;
use crate::mention;
use crate::model::Model;

/// The words above the type and those on its fields.
pub(super) fn check(model: &Model<'_>, errors: &mut Errors) {
    for word in &model.normalize {
        match word {
            NormalWord::Default(span, _) => errors.add(*span, "`default` goes on a field"),
            NormalWord::Skip(span) => errors.add(*span, "`skip` goes on a field, which then stays as it is"),
            _ => {}
        }
    }
    cases(&model.normalize, &[], errors);
    for field in model.variants.iter().flat_map(|variant| &variant.fields) {
        normal(&field.normal, &model.normalize, errors);
    }
}

fn normal(normal: &Normal, around: &[NormalWord], errors: &mut Errors) {
    let mut has_default = false;
    for word in &normal.words {
        match word {
            NormalWord::Skip(span) if normal.words.len() > 1 || normal.each.is_some() || normal.values.is_some() => {
                errors
                    .add(*span, "`skip` leaves the value as it is, so it stands alone; remove it, or the other words");
            }
            NormalWord::Default(span, value) => {
                if core::mem::replace(&mut has_default, true) {
                    errors.add(*span, "`default` is given twice; keep one");
                }
                if mention::mentions_self(quote!(#value)) {
                    errors.add_at(value, "`default` cannot look at other fields; use a value that needs none");
                }
            }
            _ => {}
        }
    }
    if !normal.skips() {
        cases(&normal.words, around, errors);
    }
    for inside in normal.each.iter().chain(&normal.values) {
        self::normal(inside, around, errors);
    }
}

/// Reports a second case. No text is in both.
fn cases(words: &[NormalWord], around: &[NormalWord], errors: &mut Errors) {
    let case = |word: &NormalWord| match word {
        NormalWord::Text(word @ (TextWord::Lowercase | TextWord::Uppercase), span) => Some((*word, *span)),
        _ => None,
    };
    let first = around.iter().chain(words).find_map(case);
    let other = first.and_then(|(first, _)| words.iter().filter_map(case).find(|(word, _)| *word != first));
    if let Some((_, span)) = other {
        errors.add(span, "`lowercase` and `uppercase` contradict each other; keep one, also of those above the type");
    }
}
