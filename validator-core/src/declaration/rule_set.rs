//! The rules on a value, as data.

use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use core::fmt;

use super::columns::RuleList;
use super::condition::{RuleCondition, When};
use crate::argument::{Argument, Mention};
use crate::errors::violation::Violation;
use crate::path::{Key, Label};
use crate::rule::{Describe, Described, Precision, Schema};
use crate::subject::Kind;
use crate::walk::group::GroupKey;

/// The rules on a field, or on what is inside it, as the derive writes them. [`DeclaredValue`](super::DeclaredValue) is
/// the view of them.
#[derive(Clone, Copy)]
pub struct RuleSet {
    /// The rules in written order.
    pub rules: RuleSpan,
    /// What is unusual about some of the rules.
    pub notes: &'static [Note],
    /// Whether the rules of the value's own type run, and under which conditions: those of each `nested`.
    pub nested: Option<&'static [&'static [When]]>,
    /// Whether they stop at the first violation.
    pub bail: bool,
    /// What puts the value in order before they run.
    pub normalize: &'static [Normalization],
    /// The label of the values that the rules are on, if they have their own.
    pub label: Option<&'static str>,
    /// The rules on elements.
    pub elements: Option<&'static RuleSet>,
    /// The rules on keys.
    pub keys: Option<&'static RuleSet>,
    /// The rules on values.
    pub values: Option<&'static RuleSet>,
    /// The group of the requests that are looked at.
    pub group: GroupKey,
}

/// Rules in tuples, one after the other, of which some belong to a field.
#[derive(Clone, Copy)]
pub struct RuleSpan {
    /// The tuples.
    pub tuples: &'static [&'static (dyn RuleList + Send + Sync)],
    /// How many rules come before those of the field.
    pub start: u16,
    /// How many rules the field has.
    pub count: u16,
}

impl RuleSpan {
    const NONE: Self = Self { tuples: &[], start: 0, count: 0 };

    fn iter(self) -> impl Iterator<Item = &'static (dyn Described + Send + Sync)> {
        let rules = self.tuples.iter().flat_map(|tuple| (0..).map_while(move |index| tuple.at(index)));
        rules.skip(self.start.into()).take(self.count.into())
    }
}

/// What is unusual about a rule: when it runs, and what it looks at besides the value.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Note {
    /// The index of the rule.
    pub rule: u16,
    /// All must hold.
    pub when: &'static [When],
    /// The other fields that its arguments mention.
    pub mentions: &'static [Mention],
    /// Any of [`OPEN`](Self::OPEN) and [`RESCUED`](Self::RESCUED).
    pub flags: u8,
}

impl Note {
    /// It looks at something that is known only while a request is checked.
    pub const OPEN: u8 = 1;
    /// It may accept a value only because `normalize(…)` has changed it.
    pub const RESCUED: u8 = 2;

    const fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }
}

/// A word of `normalize(…)`: what puts a value in order before its rules run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Normalization {
    /// What cannot be seen at both ends is taken away.
    Trim,
    /// What cannot be seen at the start is taken away.
    TrimStart,
    /// What cannot be seen at the end is taken away.
    TrimEnd,
    /// White space between visible characters becomes a single blank.
    Collapse,
    /// Letters become lower case.
    Lowercase,
    /// Letters become upper case.
    Uppercase,
    /// The text is put in the normal form C of Unicode.
    Nfc,
    /// The text is put in the normal form KC of Unicode.
    Nfkc,
    /// All but the digits `0` to `9` is taken away.
    DigitsOnly,
    /// These texts are taken away, wherever they are.
    Strip(&'static [&'static str]),
    /// A text in which nothing can be seen becomes `null`.
    BlankToNone,
    /// A value that is absent or blank gets another one.
    Default,
    /// A function of the application changes the value.
    Function,
}

impl Normalization {
    /// The word in the attribute, or `function`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Trim => "trim",
            Self::TrimStart => "trim_start",
            Self::TrimEnd => "trim_end",
            Self::Collapse => "collapse",
            Self::Lowercase => "lowercase",
            Self::Uppercase => "uppercase",
            Self::Nfc => "nfc",
            Self::Nfkc => "nfkc",
            Self::DigitsOnly => "digits_only",
            Self::Strip(_) => "strip",
            Self::BlankToNone => "blank_to_none",
            Self::Default => "default",
            Self::Function => "function",
        }
    }
}

impl RuleSet {
    /// No rules. Generated code names what differs.
    pub const NONE: Self = Self {
        rules: RuleSpan::NONE,
        notes: &[],
        nested: None,
        bail: false,
        normalize: &[],
        label: None,
        elements: None,
        keys: None,
        values: None,
        group: GroupKey::NONE,
    };

    pub(crate) fn is_empty(&self) -> bool {
        let inside = [self.elements, self.keys, self.values];
        !self.has_rules()
            && self.nested().is_none()
            && self.normalize.is_empty()
            && inside.into_iter().flatten().all(Self::is_empty)
    }

    /// Whether a rule on the value itself runs in the group.
    pub(crate) fn has_rules(&self) -> bool {
        self.rules.count > 0 && self.rules_for(Kind::Other, Label::Inherited).next().is_some()
    }

    /// The conditions under which the rules of the value's own type run in the group, if they do.
    pub(crate) fn nested(&self) -> Option<&'static [When]> {
        let runs = |when: &&&'static [When]| when.iter().all(|when| when.holds_in(self.group));
        let mut found = self.nested?.iter().filter(runs);
        let first = found.next()?;
        // One that always runs says more.
        let is_always = |when: &&&'static [When]| when.iter().all(|when| matches!(when, When::InGroup(_)));
        Some(core::iter::once(first).chain(found).find(is_always).unwrap_or(first))
    }

    /// With `nested` of what is around it, if it has none of its own that runs.
    pub(crate) fn within(self, around: &Self) -> Self {
        if self.nested().is_some() { self } else { Self { nested: around.nested, ..self } }
    }

    /// The rules that run in the group.
    pub(crate) fn rules_for(&self, kind: Kind, label: Label) -> impl Iterator<Item = DeclaredRule> + use<> {
        let (rules, notes, group) = (self.rules, self.notes, self.group);
        let rules = rules.iter().enumerate().map(move |(index, rule)| {
            let note = notes.iter().find(|note| usize::from(note.rule) == index);
            DeclaredRule { rule, note, kind, label }
        });
        rules.filter(move |rule| rule.when().iter().all(|when| when.holds_in(group)))
    }
}

impl fmt::Debug for RuleSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut set = f.debug_struct("RuleSet");
        set.field("rules", &self.rules_for(Kind::Other, Label::Inherited).collect::<alloc::vec::Vec<_>>());
        if self.nested().is_some() {
            set.field("nested", &true);
        }
        for (name, inside) in [("elements", self.elements), ("keys", self.keys), ("values", self.values)] {
            if let Some(inside) = inside {
                set.field(name, inside);
            }
        }
        set.finish_non_exhaustive()
    }
}

/// One rule as it was declared.
#[derive(Clone, Copy)]
pub struct DeclaredRule {
    rule: &'static (dyn Described + Send + Sync),
    note: Option<&'static Note>,
    kind: Kind,
    label: Label,
}

impl DeclaredRule {
    /// The name of the rule, such as `length`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.rule.rule()
    }

    /// The code of its violations: the name of the rule, unless `code = "…"` replaces it.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.rule.code()
    }

    /// The arguments that it was given, by name.
    pub fn arguments(&self) -> impl Iterator<Item = (&'static str, Argument<'static>)> + use<> {
        let rule = self.rule;
        (0..)
            .map_while(move |index| rule.name(index).map(|name| (name, rule.argument(index))))
            .filter_map(|(name, argument)| Some((name, argument?)))
    }

    /// The kind of value that the rule is on.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The sentence as a template: `{attribute}` stands for the label, `{name}` for an argument.
    #[must_use]
    pub fn sentence(&self) -> &'static str {
        self.rule.sentence(self.kind)
    }

    /// The message of a violation of the rule.
    #[must_use]
    pub fn message(&self) -> String {
        self.violation().message().to_string()
    }

    /// A violation of the rule, as if a request had broken it. It has no key.
    #[must_use]
    pub fn violation(&self) -> Violation {
        Violation::rule(self.rule, self.kind, self.label, Key::default())
    }

    /// What the rule says in JSON Schema. A rule that [`normalize`](Self::may_be_rescued) may rescue says nothing.
    #[must_use]
    pub fn schema(&self) -> Schema<'static> {
        if self.may_be_rescued() { Schema::UNSAID } else { self.rule.schema(self.kind) }
    }

    /// Whether `normalize(…)` may change the value, or a field that the rule mentions, so that the rule accepts what it
    /// would refuse as it was sent. No document may then refuse it either.
    #[must_use]
    pub fn may_be_rescued(&self) -> bool {
        self.note.is_some_and(|note| note.has(Note::RESCUED))
    }

    /// In which of several manners the rule works, where neither its arguments nor its keywords tell it: `distinct` says
    /// `whole`, `ignore_case` or `by`, and `length` says `bytes`, `utf16` or `graphemes` if it counts no characters. It is
    /// empty for most rules.
    #[must_use]
    pub fn manner(&self) -> &'static str {
        self.rule.manner()
    }

    /// The words that the rule was given without a value: `ascii` for `alpha(ascii)`, `ago` for a moment in the past.
    #[must_use]
    pub fn flags(&self) -> Vec<&'static str> {
        let mut flags = Vec::new();
        self.rule.flags(&mut |flag| flags.push(flag));
        flags
    }

    /// The arguments as the rule was given them, where sentences show them in another form, such as the directives of a
    /// date format.
    pub fn given(&self) -> impl Iterator<Item = (&'static str, Argument<'static>)> + use<> {
        let rule = self.rule;
        (0..)
            .map_while(move |index| rule.name(index).map(|name| (name, rule.given(index))))
            .filter_map(|(name, argument)| Some((name, argument?)))
    }

    /// Where the rule looks in a database, if it is `unique` or `exists`.
    #[cfg(feature = "async")]
    #[must_use]
    pub fn lookup(&self) -> Option<crate::rule::column::DeclaredLookup> {
        self.rule.lookup()
    }

    /// Violations of the demands of the rule that have sentences of their own, such as the letters of a password. They
    /// have no key.
    pub fn demands(&self) -> impl Iterator<Item = Violation> + use<> {
        let (rule, kind, label) = (self.rule, self.kind, self.label);
        (0..)
            .map_while(move |index| rule.demand(index))
            .map(move |demand| Violation::rule(demand, kind, label, Key::default()))
    }

    /// How much of the rule JSON Schema can say. A rule that runs only under a condition, or looks at other fields, is
    /// not judged by them.
    #[must_use]
    pub fn precision(&self) -> Precision {
        if self.looks_further() { Precision::Unsayable } else { self.schema().precision() }
    }

    /// The conditions under which the rule runs: `when(…)` and `on_submit(…)`. All must hold.
    pub fn conditions(&self) -> impl Iterator<Item = RuleCondition> + use<> {
        self.when().iter().filter_map(When::condition)
    }

    /// The names of the groups in whose requests the rule runs: those of `on(…)`. There are none if it runs in all.
    pub fn groups(&self) -> impl Iterator<Item = &'static str> + use<> {
        let groups = self.when().iter().filter_map(|when| match when {
            When::InGroup(groups) => Some(*groups),
            _ => None,
        });
        groups.flatten().map(|group| group.name())
    }

    fn when(&self) -> &'static [When] {
        self.note.map_or(&[], |note| note.when)
    }

    /// The names of the other fields that the arguments mention, as in the document.
    pub fn mentions(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.note.map_or(&[][..], |note| note.mentions).iter().map(Mention::name)
    }

    /// What the arguments ask of the fields that they mention: the condition of `required_if(self.kind == "card")`.
    pub fn mentioned_conditions(&self) -> impl Iterator<Item = RuleCondition> + use<> {
        self.note.map_or(&[][..], |note| note.mentions).iter().map(RuleCondition::of)
    }

    /// Whether the rule looks at something that is known only while a request is checked.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.note.is_some_and(|note| note.has(Note::OPEN))
    }

    /// Whether the rule looks at more than the value: at other fields, the context, or what a function of yours does.
    #[must_use]
    pub fn looks_further(&self) -> bool {
        self.note.is_some_and(|note| note.has(Note::OPEN) || !note.mentions.is_empty())
    }
}

impl fmt::Debug for DeclaredRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        let mut written = f.debug_map();
        for (name, argument) in self.arguments() {
            written.entry(&format_args!("{name}"), &argument);
        }
        written.finish()
    }
}

/// The description of a `custom` function, whose sentence is its own.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Custom {
    /// The code, where `code = "…"` gives one.
    pub code: &'static str,
    /// The sentence, where `message = "…"` gives one.
    pub message: &'static str,
}

impl Describe for Custom {
    const CODE: &'static str = "custom";

    fn code(&self) -> &'static str {
        self.code
    }

    fn sentence(&self, _: Kind) -> &'static str {
        self.message
    }
}
