//! Documents in tables of all types, through SQL and through the rule set: the same keys, codes and sentences.

#[path = "../../validator-arrow/tests/support/arrays.rs"]
mod arrays;
#[allow(dead_code)]
#[path = "../../validator-ruleset/tests/agreement/documents.rs"]
mod documents;

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, AsArray, BooleanArray, Int64Array};
use datafusion::arrow::datatypes::{Field, Schema};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::datasource::MemTable;
use datafusion::prelude::SessionContext;
use serde_json::Value;
use unprocessable_core::lang;
use unprocessable_datafusion::RuleSets;
use unprocessable_ruleset::RuleSet;

use arrays::Arrays;
use documents::Documents;

/// The documents of all sets together.
const DOCUMENTS: usize = 10_000;

#[tokio::test]
async fn sql_says_what_the_rule_set_says() {
    let mut invalid = 0;
    for (seed, set, valid) in [
        (1, include_str!("../../validator-ruleset/tests/agreement/order.toml"), documents::ORDER),
        (2, include_str!("../../validator-ruleset/tests/agreement/everything.toml"), documents::EVERYTHING),
        (3, include_str!("../../validator-ruleset/tests/agreement/shop.toml"), documents::SHOP),
    ] {
        let set = Arc::new(RuleSet::from_toml(set).expect("a set"));
        invalid += agree(seed, &set, &serde_json::from_str(valid).expect("JSON")).await;
    }
    assert!(invalid > DOCUMENTS / 4 && invalid < DOCUMENTS, "{invalid} documents are invalid");
}

async fn agree(seed: u64, set: &Arc<RuleSet>, valid: &Value) -> usize {
    let (mut documents, mut arrays) = (Documents::new(seed), Arrays { random: fastrand::Rng::with_seed(seed) });
    let context = SessionContext::new();
    unprocessable_datafusion::register(&context, set.clone());
    let (mut checked, mut invalid) = (0, 0);
    while checked < DOCUMENTS.div_ceil(3) {
        let count = arrays.random.usize(1..80);
        let one = |documents: &mut Documents, is_valid| if is_valid { valid.clone() } else { documents.like(valid) };
        // The first one is an object, and so the array is one of structs or of maps, as the functions demand.
        let is_valid = |index, arrays: &mut Arrays| index == 0 || arrays.random.bool();
        let given: Vec<Value> = (0..count).map(|index| one(&mut documents, is_valid(index, &mut arrays))).collect();
        let (array, stored) = arrays.array(&given);
        let (table, row) = table(&array);
        let mut wanted = Vec::new();
        for (id, document) in stored.iter().enumerate() {
            let errors = set.check(document).err().unwrap_or_default();
            invalid += usize::from(!errors.is_empty());
            for (key, violation) in errors.iter() {
                wanted.push((id, key.to_string(), violation.code().to_owned(), violation.message().to_string()));
            }
        }
        let schema = table.schema();
        let table = MemTable::try_new(schema, vec![vec![table]]).expect("a table");
        context.register_table("t", Arc::new(table)).expect("a new table");
        let found = context
            .sql(&format!(
                "SELECT id, v['key'] AS key, v['code'] AS code, v['message'] AS message
                 FROM (SELECT id, unnest(violations({row})) AS v FROM t)"
            ))
            .await
            .expect("a plan")
            .collect()
            .await
            .expect("an answer");
        let mut found: Vec<_> = found.iter().flat_map(violations).collect();
        // Violations of a row stay in order, whatever the engine does with rows.
        found.sort_by_key(|(id, ..)| *id);
        assert_eq!(found, wanted, "{row} of {}", array.data_type());

        let sql = format!("SELECT id, is_valid({row}) FROM t ORDER BY id");
        let found = context.sql(&sql).await.expect("a plan").collect().await.expect("an answer");
        let found: Vec<bool> = found.iter().flat_map(|batch| booleans(batch.column(1))).collect();
        let is_valid: Vec<bool> = (0..count).map(|id| wanted.iter().all(|(wrong, ..)| *wrong != id)).collect();
        assert_eq!(found, is_valid, "{row} of {}", array.data_type());
        context.deregister_table("t").expect("a table");
        checked += count;
    }
    invalid
}

/// A table, and its row as the functions take it: a column with the document, or a column for each of its fields.
fn table(array: &ArrayRef) -> (RecordBatch, String) {
    let ids = Int64Array::from_iter_values(0..i64::try_from(array.len()).expect("a few"));
    let mut fields = vec![Field::new("id", ids.data_type().clone(), false)];
    let mut columns: Vec<ArrayRef> = vec![Arc::new(ids)];
    let row = match array.as_struct_opt() {
        Some(rows) if rows.null_count() == 0 && rows.num_columns() > 0 => {
            fields.extend(
                rows.fields()
                    .iter()
                    .map(|field| Field::new(format!("_{}", field.name()), field.data_type().clone(), true)),
            );
            columns.extend(rows.columns().iter().cloned());
            let named = rows.fields().iter().map(|field| format!("'{0}', \"_{0}\"", field.name()));
            format!("named_struct({})", named.collect::<Vec<_>>().join(", "))
        }
        _ => {
            fields.push(Field::new("document", array.data_type().clone(), true));
            columns.push(array.clone());
            "document".into()
        }
    };
    (RecordBatch::try_new(Arc::new(Schema::new(fields)), columns).expect("a batch"), row)
}

fn violations(batch: &RecordBatch) -> Vec<(usize, String, String, String)> {
    let ids = batch.column(0).as_primitive::<datafusion::arrow::datatypes::Int64Type>();
    let text = |column: usize, row| batch.column(column).as_string::<i32>().value(row).to_owned();
    (0..batch.num_rows())
        .map(|row| (usize::try_from(ids.value(row)).expect("an id"), text(1, row), text(2, row), text(3, row)))
        .collect()
}

fn booleans(array: &ArrayRef) -> Vec<bool> {
    let array: &BooleanArray = array.as_boolean();
    assert_eq!(array.null_count(), 0);
    array.values().iter().collect()
}

#[tokio::test]
async fn sentences_can_be_those_of_a_language() {
    let set = RuleSet::from_toml("version = 1\n[fields]\nage = 'required|u8'").expect("a set");
    let errors = set.check(&serde_json::json!({})).unwrap_err();
    let german = errors.iter().next().map(|(_, violation)| violation.message_from(&lang::DE).to_string());
    let context = SessionContext::new();
    unprocessable_datafusion::register(&context, RuleSets::from(set).messages(&lang::DE));
    let sql = "SELECT unnest(violations(named_struct('age', NULL)))['message']";
    let found = context.sql(sql).await.expect("a plan").collect().await.expect("an answer");
    assert_eq!(Some(found[0].column(0).as_string::<i32>().value(0)), german.as_deref());
}
