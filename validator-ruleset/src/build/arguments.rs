//! The arguments of a rule, taken one by one, so that those that nobody takes are refused.

use std::slice;

use crate::mistake::hint;
use crate::raw::{Arg, RawRule};

#[derive(Clone)]
pub(crate) struct Arguments<'r> {
    rule: &'r RawRule,
    /// The arguments without a name; those of a list, if it is the only one.
    positional: &'r [Arg],
    used_positional: Vec<bool>,
    used_named: Vec<bool>,
    used_flags: Vec<bool>,
    /// The names that were asked for.
    asked: Vec<&'static str>,
}

impl<'r> Arguments<'r> {
    pub(crate) fn of(rule: &'r RawRule) -> Self {
        let positional = match &rule.positional[..] {
            [Arg::List(items)] => items,
            items => items,
        };
        Self {
            rule,
            positional,
            used_positional: vec![false; positional.len()],
            used_named: vec![false; rule.named.len()],
            used_flags: vec![false; rule.flags.len()],
            asked: Vec::new(),
        }
    }

    /// Whether a word without a value is there.
    pub(crate) fn flag(&mut self, name: &'static str) -> Result<bool, String> {
        self.asked.push(name);
        if let Some(at) = self.rule.flags.iter().position(|flag| flag == name) {
            self.used_flags[at] = true;
            return Ok(true);
        }
        if let Some(at) = self.rule.named.iter().position(|(known, _)| known == name) {
            self.used_named[at] = true;
            return match self.rule.named[at].1 {
                Arg::Boolean(value) => Ok(value),
                _ => Err(format!("`{name}` is `true` or `false`")),
            };
        }
        let is_it = |arg: &Arg| matches!(arg, Arg::Word(word) | Arg::Text(word) if word == name);
        let at = self.positional.iter().position(is_it);
        if let Some(at) = at {
            self.used_positional[at] = true;
        }
        Ok(at.is_some())
    }

    /// The argument of this name, or the next one without a name.
    pub(crate) fn take(&mut self, name: &'static str) -> Option<Arg> {
        self.named(name).or_else(|| self.next())
    }

    /// The first argument without a name that nobody has taken.
    pub(crate) fn next(&mut self) -> Option<Arg> {
        self.next_but(|arg| matches!(arg, Arg::Word(word) if is_named(word)))
    }

    fn next_but(&mut self, is_other: impl Fn(&Arg) -> bool) -> Option<Arg> {
        let mut unused = self.used_positional.iter().zip(self.positional);
        let at = unused.position(|(used, arg)| !used && !is_other(arg))?;
        self.used_positional[at] = true;
        Some(self.positional[at].clone())
    }

    /// The argument of this name.
    pub(crate) fn named(&mut self, name: &'static str) -> Option<Arg> {
        self.asked.push(name);
        if let Some(at) = self.rule.named.iter().position(|(known, _)| known == name) {
            self.used_named[at] = true;
            return Some(self.rule.named[at].1.clone());
        }
        // `min=3` in the short form.
        let at = self.positional.iter().enumerate().find_map(|(at, arg)| match arg {
            Arg::Word(word) => {
                let (known, value) = word.split_once('=')?;
                (known.trim() == name).then(|| (at, Arg::Word(value.trim().into())))
            }
            _ => None,
        });
        let (at, value) = at?;
        self.used_positional[at] = true;
        Some(value)
    }

    /// The arguments that are one list: by name, or all that have none.
    pub(crate) fn list(&mut self, name: &'static str) -> Vec<Arg> {
        self.asked.push(name);
        if let Some(at) = self.rule.named.iter().position(|(known, _)| known == name) {
            self.used_named[at] = true;
            return match &self.rule.named[at].1 {
                Arg::List(items) => items.clone(),
                item => slice::from_ref(item).to_vec(),
            };
        }
        std::iter::from_fn(|| self.next_but(|_| false)).collect()
    }

    /// Whether there are no arguments.
    pub(crate) fn are_none(&self) -> bool {
        self.positional.is_empty() && self.rule.named.is_empty()
    }

    /// Whether no argument has a name.
    pub(crate) fn are_nameless(&self) -> bool {
        self.rule.named.is_empty()
            && !self.positional.iter().any(|arg| matches!(arg, Arg::Word(word) if word.contains('=')))
    }

    /// Refuses what nobody has taken.
    pub(crate) fn finish(&self) -> Result<(), String> {
        let named = self.rule.named.iter().zip(&self.used_named).filter(|(_, used)| !**used).map(|((name, _), _)| name);
        let flags = self.rule.flags.iter().zip(&self.used_flags).filter(|(_, used)| !**used).map(|(flag, _)| flag);
        if let Some(name) = named.chain(flags).next() {
            return Err(format!("there is no argument `{name}`{}", hint(name, self.asked.iter().copied())));
        }
        match self.positional.iter().zip(&self.used_positional).find(|(_, used)| !**used) {
            None => Ok(()),
            Some((Arg::Word(word), _)) if is_named(word) => {
                let name = word.split('=').next().unwrap_or_default();
                Err(format!("there is no argument `{name}`{}", hint(name, self.asked.iter().copied())))
            }
            Some((Arg::Word(word) | Arg::Text(word), _)) => {
                Err(format!("`{word}` is one argument too many{}", hint(word, self.asked.iter().copied())))
            }
            Some(_) => Err("there are too many arguments".into()),
        }
    }
}

/// Whether a word of the short form names its argument: `min=3`.
fn is_named(word: &str) -> bool {
    let name = word.split_once('=').map(|(name, _)| name.trim_end());
    name.is_some_and(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
}
