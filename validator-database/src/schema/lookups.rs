//! Where the rules of a type look in a database.

use std::collections::BTreeSet;

use unprocessable::Column;
use unprocessable::declaration::{
    Content, Declaration, DeclaredField, DeclaredLookup, DeclaredRule, DeclaredValue, Types,
};

use super::{Row, Schema};

impl Schema {
    /// What is wrong with the lookups of a type and of all types inside it, each once.
    pub(super) fn mistakes_of_lookups(&self, declaration: &'static Declaration) -> Vec<String> {
        let mut types = Types::default();
        types.add(declaration);
        let mut mistakes = BTreeSet::new();
        for (_, declaration) in types.iter() {
            let rules = declaration.struct_rules().iter().flat_map(|rules| rules.rules());
            let rules = rules.chain(in_content(declaration.content()));
            for lookup in rules.filter_map(|rule| rule.lookup()) {
                mistakes.extend(
                    self.mistakes_of_lookup(&lookup).map(|mistake| format!("`{}` {mistake}", declaration.name())),
                );
            }
        }
        mistakes.into_iter().collect()
    }

    fn mistakes_of_lookup(&self, lookup: &DeclaredLookup) -> impl Iterator<Item = String> {
        let column = lookup.column();
        let table = column.table();
        let key = lookup.is_excepting().then(|| column.key());
        let within = lookup.within();
        let names = [Some(column.name()), within.as_ref().map(Column::name), key];
        let missing: Vec<_> = names.into_iter().flatten().filter(|name| !self.has_column(table, name)).collect();
        let is_elsewhere = within.is_some_and(|within| within.table() != table);
        let is_repeatable = missing.is_empty() && lookup.is_unique() && !self.is_unique(lookup);
        let missing = missing
            .into_iter()
            .map(move |name| format!("looks in the column `{table}.{name}`, which the database does not have"));
        let repeatable = is_repeatable.then(|| {
            let beside = within.map_or(String::new(), |within| format!(" with or without `{}`", within.name()));
            format!("has `unique` on the column `{table}.{}`, which has no unique constraint{beside}", column.name())
        });
        let elsewhere = is_elsewhere.then(|| format!("looks in `{table}` within a column of another table"));
        missing.chain(repeatable).chain(elsewhere)
    }

    fn has_column(&self, table: &str, name: &str) -> bool {
        self.rows.iter().any(|row| row.kind == "column" && row.table == table && row.name == name)
    }

    /// Whether a constraint or an index keeps the values of the column apart.
    fn is_unique(&self, lookup: &DeclaredLookup) -> bool {
        let column = lookup.column();
        let may_be_beside = |name: &str| {
            // Rows that a condition leaves out are often told apart by a column of their own.
            column.condition().is_some() || lookup.within().is_some_and(|within| within.name() == name)
        };
        let keeps_apart = |row: &&Row| {
            let (own, beside): (Vec<&str>, Vec<&str>) =
                row.name.split('\n').partition(|part| is_on(part, column.name()));
            !own.is_empty() && beside.into_iter().all(may_be_beside)
        };
        let rows = self.rows.iter().filter(|row| row.kind == "unique columns" && row.table == column.table());
        rows.into_iter().any(|row| keeps_apart(&row))
    }
}

/// Whether a part of an index is the column, or an expression of it such as `lower(email)`.
fn is_on(part: &str, column: &str) -> bool {
    let part_of_name = |character: char| character.is_alphanumeric() || character == '_';
    part == column || part.contains('(') && part.split(|character| !part_of_name(character)).any(|word| word == column)
}

fn in_content(content: Content) -> Vec<DeclaredRule> {
    match content {
        Content::Fields(fields) | Content::Tuple(fields) => fields.iter().flat_map(in_field).collect(),
        Content::Newtype(field) => in_field(field).collect(),
        Content::Enum(_, variants) => variants.iter().flat_map(|variant| in_content(variant.content())).collect(),
        _ => Vec::new(),
    }
}

fn in_field(field: &DeclaredField) -> impl Iterator<Item = DeclaredRule> + use<> {
    in_value(&field.value()).into_iter()
}

fn in_value(value: &DeclaredValue) -> Vec<DeclaredRule> {
    let inside = [value.elements(), value.keys(), value.values()];
    value.rules().chain(inside.iter().flatten().flat_map(in_value)).collect()
}
