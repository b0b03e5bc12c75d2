//! What columns tell of rows, where they should tell: a row that has to be read once more is a slow one.

use std::borrow::Cow;

use serde_json::{Value, json};
use unprocessable_ruleset::RuleSet;
use unprocessable_ruleset::columns::{Column, Objects, Values, Verdict};

#[test]
fn columns_of_plain_values_leave_no_doubt() {
    let set = set(r#"
email = "required|email|max:255"
age = "u8|min:18"
price = "number|gt:0"
kind = { type = ["person", "company"] }
is_member = "boolean|accepted"
vat_id = "text|required_if:kind,company"
least = "i32"
most = "i64|gt:least"
address = "required"
"address.zip" = "text|digits:5"
tags = "list|max:2|distinct"
"tags.*" = "required|text|alpha"
"#);
    let texts = |texts: &[&'static str]| Values::Texts(texts.iter().map(|text| Cow::Borrowed(*text)).collect());
    let table = Table(vec![
        ("email", Column::new(texts(&["jane@example.org", "jane", "", "a@b.de"]))),
        ("age", with_nulls(Values::Integers(vec![18, 30, 40, 0].into()), &[3])),
        ("price", Column::new(Values::Numbers(vec![0.5, 1.0, 2.0, 3.0].into()))),
        ("kind", Column::new(texts(&["person", "company", "company", "person"]))),
        ("is_member", Column::new(Values::Booleans(vec![true; 4]))),
        ("vat_id", with_nulls(texts(&["", "DE1", "", ""]), &[0, 2, 3])),
        ("least", Column::new(Values::Integers(vec![1; 4].into()))),
        ("most", Column::new(Values::Integers(vec![2, 2, 1, 2].into()))),
        ("address", Column::new(Values::Objects(4, Box::new(Table(vec![("zip", Column::new(texts(&["10115"; 4])))]))))),
        (
            "tags",
            Column::new(Values::Lists {
                offsets: vec![0, 2, 2, 2, 3],
                items: Box::new(Column::new(texts(&["a", "b", "c"]))),
            }),
        ),
    ]);
    let rows = Column::new(Values::Objects(4, Box::new(table)));
    assert_eq!(set.verdicts(&rows), [Verdict::Passed, Verdict::Failed, Verdict::Failed, Verdict::Passed]);
}

/// Each value beside a rule that it breaks.
#[test]
fn columns_see_what_is_wrong() {
    for (field, values, document) in [
        ("x = 'u8'", Values::Integers(vec![256].into()), json!(256)),
        ("x = 'u8'", Values::Integers(vec![-1].into()), json!(-1)),
        ("x = 'u8|min:18'", Values::Integers(vec![17].into()), json!(17)),
        ("x = 'u8'", Values::Numbers(vec![17.5].into()), json!(17.5)),
        ("x = 'number|min:18'", Values::Integers(vec![17].into()), json!(17)),
        ("x = 'number|min:18'", Values::Numbers(vec![17.5].into()), json!(17.5)),
        ("x = 'text'", Values::Integers(vec![17].into()), json!(17)),
        ("x = 'text|required'", Values::Texts(vec![" ".into()]), json!(" ")),
        ("x = 'text|min:2'", Values::Texts(vec!["é".into()]), json!("é")),
        ("x = 'character'", Values::Texts(vec!["ab".into()]), json!("ab")),
        ("x = { type = ['a', 'b'] }", Values::Texts(vec!["c".into()]), json!("c")),
        ("x = 'boolean|accepted'", Values::Booleans(vec![false]), json!(false)),
        ("x = 'boolean'", Values::Texts(vec!["true".into()]), json!("true")),
        ("x = 'required|u8'", Values::Null(1), Value::Null),
        ("x = 'prohibited|u8'", Values::Integers(vec![1].into()), json!(1)),
        ("x = 'prohibited|text'", Values::Texts(vec!["a".into()]), json!("a")),
        ("x = 'object'\n'x.y' = 'required|u8'", Values::Objects(1, Box::new(Table(vec![]))), json!({})),
    ] {
        let set = set(field);
        let rows = Column::new(Values::Objects(1, Box::new(Table(vec![("x", Column::new(values))]))));
        assert_eq!(set.verdicts(&rows), [Verdict::Failed], "{field}");
        assert!(set.check(&json!({ "x": document })).is_err(), "{field}");
    }
}

#[test]
fn what_columns_cannot_tell_they_leave_open() {
    let set = set("x = 'number'");
    for values in [Values::Numbers(vec![f64::NAN].into()), Values::Others(1)] {
        let rows = Column::new(Values::Objects(1, Box::new(Table(vec![("x", Column::new(values))]))));
        assert_eq!(set.verdicts(&rows), [Verdict::Unknown]);
    }
    let rows = Column::new(Values::Objects(0, Box::new(Table(vec![]))));
    assert!(set.verdicts(&rows).is_empty());
}

fn set(fields: &str) -> RuleSet {
    RuleSet::from_toml(&format!("version = 1\n[fields]\n{fields}")).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

fn with_nulls<'c>(values: Values<'c>, nulls: &[usize]) -> Column<'c> {
    Column { nulls: Some((0..4).map(|row| nulls.contains(&row)).collect()), values }
}

/// Columns that are given away once.
struct Table<'c>(Vec<(&'c str, Column<'c>)>);

impl<'c> Objects<'c> for Table<'c> {
    fn names(&self) -> Vec<&'c str> {
        self.0.iter().map(|(name, _)| *name).collect()
    }

    fn column(&self, index: usize) -> Column<'c> {
        copy(&self.0[index].1)
    }
}

fn copy<'c>(column: &Column<'c>) -> Column<'c> {
    let values = match &column.values {
        Values::Null(len) => Values::Null(*len),
        Values::Texts(texts) => Values::Texts(texts.clone()),
        Values::Integers(integers) => Values::Integers(integers.clone()),
        Values::Numbers(numbers) => Values::Numbers(numbers.clone()),
        Values::Booleans(booleans) => Values::Booleans(booleans.clone()),
        Values::Objects(len, table) => {
            let names = table.names().into_iter().enumerate();
            Values::Objects(*len, Box::new(Table(names.map(|(index, name)| (name, table.column(index))).collect())))
        }
        Values::Lists { offsets, items } => Values::Lists { offsets: offsets.clone(), items: Box::new(copy(items)) },
        Values::Maps { offsets, keys, values } => {
            Values::Maps { offsets: offsets.clone(), keys: Box::new(copy(keys)), values: Box::new(copy(values)) }
        }
        Values::Others(len) => Values::Others(*len),
    };
    Column { nulls: column.nulls.clone(), values }
}
