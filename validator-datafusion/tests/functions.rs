//! The functions as people call them, rightly and wrongly.

use std::sync::Arc;

use datafusion::arrow::array::{
    ArrayRef, AsArray, Decimal128Array, DictionaryArray, Int8Array, Int64Array, LargeStringArray, ListArray, NullArray,
    StringArray, StringViewArray, TimestampMillisecondArray,
};
use datafusion::arrow::datatypes::{DataType, Int8Type};
use datafusion::arrow::record_batch::RecordBatch;
use datafusion::datasource::MemTable;
use datafusion::parquet::arrow::ArrowWriter;
use datafusion::prelude::{ParquetReadOptions, SessionContext};
use unprocessable_datafusion::RuleSets;
use unprocessable_ruleset::RuleSet;

const USER: &str = "
version = 1
[fields]
email = 'required|email|max:255'
age = 'u8|min:18'
";

fn user() -> RuleSet {
    RuleSet::from_toml(USER).expect("a set")
}

fn context() -> SessionContext {
    let context = SessionContext::new();
    unprocessable_datafusion::register(&context, user());
    context
}

async fn answer(context: &SessionContext, sql: &str) -> Result<String, String> {
    let frame = context.sql(sql).await.map_err(|error| error.to_string())?;
    let batches = frame.collect().await.map_err(|error| error.to_string())?;
    datafusion::arrow::util::pretty::pretty_format_batches(&batches)
        .map(|table| table.to_string())
        .map_err(|error| error.to_string())
}

async fn mistake(context: &SessionContext, sql: &str) -> String {
    match answer(context, sql).await {
        Ok(answer) => panic!("{sql} answers\n{answer}"),
        Err(mistake) => mistake,
    }
}

#[tokio::test]
async fn wrong_calls_say_what_to_write() {
    let context = context();
    for (sql, wanted) in [
        ("SELECT is_valid()", "is_valid takes a struct; write is_valid(named_struct('email', email, …))"),
        ("SELECT violations('jane', 30)", "the second argument of violations is the name of a rule set, as text"),
        ("SELECT violations('jane')", "violations takes a struct, not Utf8; write violations(named_struct("),
        ("SELECT violations(named_struct('email', 'a'), 'user', 3)", "not 3 arguments"),
        ("SELECT violations(named_struct('email', 'a'), 'order')", "there is no rule set 'order'"),
        (
            "SELECT is_valid(struct('jane', 30))",
            "the rule set of is_valid knows none of the fields of the struct, which begin with c0, c1; it knows email, age, …",
        ),
    ] {
        let said = mistake(&context, sql).await;
        assert!(said.contains(wanted), "{sql}: {said}");
    }
}

#[tokio::test]
async fn several_sets_have_names() {
    let order = RuleSet::from_toml("version = 1\n[fields]\nprice = 'required|number|gt:0'").expect("a set");
    let context = SessionContext::new();
    unprocessable_datafusion::register(&context, RuleSets::new().with("user", user()).with("order", order));
    let sql = "SELECT is_valid(named_struct('email', 'jane@example.org'), 'user') AS u,
                      is_valid(named_struct('price', -1), 'order') AS o";
    assert_eq!(
        answer(&context, sql).await.expect("an answer"),
        "+------+-------+\n| u    | o     |\n+------+-------+\n| true | false |\n+------+-------+"
    );
    let said = mistake(&context, "SELECT is_valid(named_struct('price', 1))").await;
    assert!(said.contains("say which one, as a second argument: 'user', 'order'"), "{said}");
    let said = mistake(&context, "SELECT is_valid(named_struct('price', 1), 'ordr')").await;
    assert!(said.contains("there is no rule set 'ordr'; there is 'user', 'order'"), "{said}");
    let said = mistake(&context, "SELECT is_valid(named_struct('price', 1), column1) FROM (VALUES ('user'))").await;
    assert!(said.contains("is the name of a rule set, as text"), "{said}");
    let none = SessionContext::new();
    unprocessable_datafusion::register(&none, RuleSets::new());
    assert!(mistake(&none, "SELECT is_valid(NULL)").await.contains("no rule set was registered"));
}

#[tokio::test]
async fn a_call_may_bring_its_rule_set() {
    let context = SessionContext::new();
    unprocessable_datafusion::register(&context, RuleSets::from(user()).inline());
    let toml = "version = 1\n[fields]\nage = ''required|u8|min:18''";
    let json = r#"{ "version": 1, "fields": { "age": "required|u8|min:18" } }"#;
    let schema = r#"{ "type": "object", "properties": { "age": { "type": "integer", "minimum": 18 } } }"#;
    for set in [toml, json, schema] {
        // Twice, because the second call finds a set that is kept.
        for tag in ["", ", 'en'", ", 'pl'", ", 'PL'"] {
            let sql = format!("SELECT violations(named_struct('age', 17), '{set}'{tag})[1]['message'] AS m");
            let said = answer(&context, &sql).await.expect("an answer");
            let is_english = said.contains("The age must be at least 18.");
            assert!(said.contains("age") && said.contains("18"), "{sql}: {said}");
            assert_eq!(is_english, !tag.eq_ignore_ascii_case(", 'pl'"), "{sql}: {said}");
        }
    }
    // More sets than are kept.
    for least in (1..=80).chain(1..=3) {
        let sql = format!(
            r#"SELECT is_valid(named_struct('n', 40), '{{"version":1,"fields":{{"n":"u8|min:{least}"}}}}') AS v"#
        );
        assert!(answer(&context, &sql).await.expect("an answer").contains(if least <= 40 { "true" } else { "false" }));
    }
    // The registered one is still there.
    assert!(
        answer(&context, "SELECT is_valid(named_struct('email', 'jane@example.org', 'age', 18)) AS v").await.is_ok()
    );
    for (more, wanted) in [
        ("'user'", "there is no rule set 'user', and it is no text of one"),
        (r#"'{ "version": 1, "fields": { "age": "u8|mni:18" } }'"#, "the text of the rule set has mistakes:\n"),
        (
            r#"'{ "version": 1, "fields": { "age": "u8" } }', 'xx'"#,
            "there are no sentences in the language 'xx'; there are ",
        ),
        (r#"'{ "version": 1, "fields": { "age": "u8" } }', 5"#, "the third argument of is_valid is the language"),
        (r#"'{ "version": 1, "fields": { "age": "u8" } }', 'pl', 'pl'"#, "a rule set and a language, not 4 arguments"),
        ("column1", "is the name of a rule set, as text"),
    ] {
        let sql = format!("SELECT is_valid(named_struct('age', 1), {more}) FROM (VALUES ('a'))");
        let said = mistake(&context, &sql).await;
        assert!(said.contains(wanted), "{sql}: {said}");
    }
    let none = SessionContext::new();
    unprocessable_datafusion::register(&none, RuleSets::new().inline());
    let said = mistake(&none, "SELECT is_valid(named_struct('age', 1))").await;
    assert!(said.contains("the second argument is the text of a rule set"), "{said}");
    let said = mistake(&none, "SELECT is_valid(named_struct('age', 1), 'user')").await;
    assert!(said.contains("'user' is no text of a rule set"), "{said}");
}

#[tokio::test]
async fn a_row_that_is_null_is_not_valid() {
    let said = answer(&context(), "SELECT is_valid(NULL) AS v, cardinality(violations(NULL)) AS n").await;
    assert_eq!(said.expect("an answer"), "+-------+---+\n| v     | n |\n+-------+---+\n| false | 1 |\n+-------+---+");
}

/// The types of columns that hold an email address and an age, and those that do not.
#[tokio::test]
async fn columns_have_many_types() {
    let texts = ["jane@example.org", "jane"];
    let emails: Vec<ArrayRef> = vec![
        Arc::new(StringArray::from(texts.to_vec())),
        Arc::new(LargeStringArray::from(texts.to_vec())),
        Arc::new(StringViewArray::from(texts.to_vec())),
        Arc::new(texts.into_iter().collect::<DictionaryArray<Int8Type>>()),
        Arc::new(StringArray::from(vec!["x", texts[0], texts[1]]).slice(1, 2)),
    ];
    for email in emails {
        let said = counts(vec![("email", email), ("age", Arc::new(Int64Array::from(vec![18, 18])))]).await;
        assert_eq!(said, [("email", 1)].map(owned));
    }
    let ages: Vec<(ArrayRef, &[(&str, usize)])> = vec![
        (Arc::new(Int8Array::from(vec![18, 17])), &[("age", 1)]),
        (Arc::new(NullArray::new(2)), &[]),
        (Arc::new(Int64Array::from(vec![None, Some(300)])), &[("age", 1)]),
        (
            Arc::new(Decimal128Array::from(vec![18, 17]).with_precision_and_scale(5, 0).expect("a decimal")),
            &[("age", 1)],
        ),
        (
            Arc::new(Decimal128Array::from(vec![18, 17]).with_precision_and_scale(5, 1).expect("a decimal")),
            &[("age", 2)],
        ),
        (Arc::new(TimestampMillisecondArray::from(vec![0, 1])), &[("age", 2)]),
        (Arc::new(StringArray::from(vec!["18", "x".repeat(1_000_000).as_str()])), &[("age", 2)]),
    ];
    for (age, wanted) in ages {
        let email: ArrayRef = Arc::new(StringArray::from(vec![texts[0], texts[0]]));
        let wanted: Vec<(String, usize)> = wanted.iter().copied().map(owned).collect();
        assert_eq!(counts(vec![("email", email), ("age", age)]).await, wanted);
    }
    let nothing: ArrayRef = Arc::new(StringArray::from(Vec::<&str>::new()));
    assert_eq!(counts(vec![("email", nothing)]).await, []);
}

fn owned((key, count): (&str, usize)) -> (String, usize) {
    (key.to_owned(), count)
}

/// How many violations there are at each key.
async fn counts(columns: Vec<(&str, ArrayRef)>) -> Vec<(String, usize)> {
    let names: Vec<String> = columns.iter().map(|(name, _)| format!("'{name}', {name}")).collect();
    let batch = RecordBatch::try_from_iter(columns).expect("a batch");
    let context = context();
    let table = MemTable::try_new(batch.schema(), vec![vec![batch]]).expect("a table");
    context.register_table("users", Arc::new(table)).expect("a new table");
    let sql = format!("SELECT violations(named_struct({})) FROM users", names.join(", "));
    let batches = context.sql(&sql).await.expect("a plan").collect().await.expect("an answer");
    let mut keys: Vec<String> = Vec::new();
    for batch in batches {
        let lists: &ListArray = batch.column(0).as_list();
        assert!(matches!(lists.value_type(), DataType::Struct(_)));
        let found = lists.values().as_struct().column_by_name("key").expect("a key").as_string::<i32>();
        keys.extend(found.iter().flatten().map(str::to_owned));
    }
    keys.sort();
    keys.chunk_by(|one, other| one == other).map(|same| (same[0].clone(), same.len())).collect()
}

/// Rules in places where engines move expressions around.
#[tokio::test]
async fn queries_over_parquet_agree() {
    let folder = std::env::temp_dir().join(format!("unprocessable-datafusion-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    for part in 0..3_i64 {
        let ids: Int64Array = (part * 1_000..(part + 1) * 1_000).collect();
        let emails: StringArray = ids
            .values()
            .iter()
            .map(|id| Some(if id % 10 == 0 { format!("{id}") } else { format!("{id}@example.org") }))
            .collect();
        let ages: Int64Array = ids.values().iter().map(|id| (id % 7 != 0).then_some(id % 100)).collect();
        let columns: [(&str, ArrayRef); 3] =
            [("id", Arc::new(ids)), ("email", Arc::new(emails)), ("age", Arc::new(ages))];
        let batch = RecordBatch::try_from_iter(columns).expect("a batch");
        let file = std::fs::File::create(folder.join(format!("{part}.parquet"))).expect("a file");
        let mut writer = ArrowWriter::try_new(file, batch.schema(), None).expect("a writer");
        writer.write(&batch).expect("rows");
        writer.close().expect("a file");
    }
    let wanted = (0..3_000).filter(|id| id % 10 == 0 || id % 7 != 0 && id % 100 < 18).count();
    let context = context();
    let path = folder.display().to_string();
    context.register_parquet("users", path, ParquetReadOptions::default()).await.expect("a table");
    let row = "named_struct('email', email, 'age', age)";
    for pushdown in ["false", "true"] {
        context
            .sql(&format!("SET datafusion.execution.parquet.pushdown_filters = {pushdown}"))
            .await
            .expect("a setting");
        for sql in [
            format!("SELECT count(*) FROM users WHERE NOT is_valid({row})"),
            format!("SELECT count(*) - count(*) FILTER (WHERE is_valid({row})) FROM users"),
            format!("SELECT count(DISTINCT id) FROM (SELECT id, unnest(violations({row})) AS v FROM users)"),
            format!(
                "SELECT sum(n) FROM (SELECT id % 5, count(*) AS n FROM users WHERE NOT is_valid({row}) GROUP BY id % 5)",
            ),
            format!("SELECT count(*) FROM users WHERE NOT is_valid({row}) AND cardinality(violations({row})) > 0"),
            String::from(
                "SELECT count(*) FROM users a JOIN users b ON a.id = b.id WHERE NOT is_valid(named_struct('email', a.email, 'age', b.age))",
            ),
        ] {
            let said = answer(&context, &sql).await.expect("an answer");
            assert!(said.contains(&format!("| {wanted} ")), "{sql}: {said}");
        }
    }
    std::fs::remove_dir_all(folder).expect("the folder");
}
