//! Arrays that are odd, empty, huge, or of types that JSON does not have.

use std::sync::Arc;

use arrow_array::builder::{Int32Builder, MapBuilder, StringBuilder};
use arrow_array::types::{Int8Type, Int32Type};
use arrow_array::*;
use arrow_buffer::{IntervalDayTime, IntervalMonthDayNano, NullBuffer, ScalarBuffer, i256};
use arrow_schema::{DataType, Field, Fields, UnionFields};
use serde_json::{Value, json};
use unprocessable_ruleset::RuleSet;

/// All values of an array as documents.
fn documents(array: &dyn Array) -> Vec<Value> {
    (0..array.len()).map(|row| unprocessable_arrow::document(array, row)).collect()
}

fn set(fields: &str) -> RuleSet {
    RuleSet::from_toml(&format!("version = 1\n[fields]\n{fields}")).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

fn column(array: impl Array + 'static) -> StructArray {
    StructArray::from(vec![(Arc::new(Field::new("x", array.data_type().clone(), true)), Arc::new(array) as ArrayRef)])
}

/// What the set says of each row, which is compared with what it says of the documents.
fn said(set: &RuleSet, rows: &dyn Array) -> Vec<String> {
    let wanted: Vec<String> =
        documents(rows).iter().map(|document| set.check(document).err().unwrap_or_default().to_string()).collect();
    let mut found = vec![String::new(); rows.len()];
    for (row, errors) in unprocessable_arrow::errors(set, rows) {
        found[row] = errors.to_string();
    }
    assert_eq!(found, wanted);
    let is_valid = unprocessable_arrow::valid(set, rows);
    for (row, wanted) in wanted.iter().enumerate() {
        assert_eq!(is_valid.value(row), wanted.is_empty(), "{wanted}");
    }
    wanted
}

#[test]
fn every_type_has_the_form_that_is_documented() {
    let day = 86_400_000;
    for (array, wanted) in [
        (Arc::new(NullArray::new(1)) as ArrayRef, Value::Null),
        (Arc::new(BooleanArray::from(vec![true])), json!(true)),
        (Arc::new(UInt64Array::from(vec![u64::MAX])), json!(u64::MAX)),
        (Arc::new(Float32Array::from(vec![0.1])), json!(0.1)),
        (Arc::new(Float32Array::from(vec![16_777_216.0])), json!(16_777_216.0)),
        (Arc::new(Float64Array::from(vec![f64::NAN])), json!("NaN")),
        (Arc::new(Float64Array::from(vec![f64::NEG_INFINITY])), json!("-inf")),
        (Arc::new(Float32Array::from(vec![f32::INFINITY])), json!("inf")),
        (
            Arc::new(Float16Array::from_iter_values([
                <arrow_array::types::Float16Type as ArrowPrimitiveType>::default_value(),
            ])),
            json!(0.0),
        ),
        (Arc::new(decimal(1_230, 10, 2)), json!(12.3)),
        (Arc::new(decimal(1_200, 10, 2)), json!(12.0)),
        (Arc::new(decimal(12, 10, 0)), json!(12)),
        (Arc::new(decimal(-12, 10, -2)), json!(-1200.0)),
        (Arc::new(decimal(99_999_999_999_999_999_999_999_999_999_999_999_999, 38, 0)), json!(1e38)),
        (Arc::new(decimal(12_345_678_901_234_567_890, 38, 0)), json!(12_345_678_901_234_567_890_u64)),
        (Arc::new(decimal(10_000_000_000_000_001, 38, 16)), json!(1.0000000000000001)),
        (Arc::new(Decimal32Array::from(vec![5]).with_precision_and_scale(5, 1).unwrap()), json!(0.5)),
        (Arc::new(Decimal64Array::from(vec![5]).with_precision_and_scale(5, 0).unwrap()), json!(5)),
        (Arc::new(Decimal256Array::from(vec![i256::from(5)]).with_precision_and_scale(5, 1).unwrap()), json!(0.5)),
        (
            Arc::new(Decimal256Array::from(vec![i256::MAX]).with_precision_and_scale(76, 40).unwrap()),
            json!(5.789_604_461_865_809e36),
        ),
        (
            Arc::new(StringViewArray::from(vec!["a text that is too long to be in a view"])),
            json!("a text that is too long to be in a view"),
        ),
        (Arc::new(LargeStringArray::from(vec!["é"])), json!("é")),
        (Arc::new(Date32Array::from(vec![11_016])), json!("2000-02-29")),
        (Arc::new(Date32Array::from(vec![i32::MAX])), json!("+5881580-07-11")),
        (Arc::new(Date64Array::from(vec![day])), json!("1970-01-02")),
        (Arc::new(Date64Array::from(vec![day + 1])), json!("1970-01-02T00:00:00.001")),
        (Arc::new(TimestampSecondArray::from(vec![1])), json!("1970-01-01T00:00:01")),
        (
            Arc::new(TimestampMillisecondArray::from(vec![1]).with_timezone("Europe/Berlin")),
            json!("1970-01-01T00:00:00.001Z"),
        ),
        (
            Arc::new(TimestampMicrosecondArray::from(vec![-1]).with_timezone("no zone")),
            json!("1969-12-31T23:59:59.999999Z"),
        ),
        (Arc::new(TimestampNanosecondArray::from(vec![i64::MIN])), json!("1677-09-21T00:12:43.145224192")),
        (Arc::new(TimestampSecondArray::from(vec![i64::MAX])), json!("+292277026596-12-04T15:30:07")),
        (Arc::new(Time32SecondArray::from(vec![1])), json!("00:00:01")),
        (Arc::new(Time32MillisecondArray::from(vec![1])), json!("00:00:00.001")),
        (Arc::new(Time64MicrosecondArray::from(vec![1])), json!("00:00:00.000001")),
        (Arc::new(Time64NanosecondArray::from(vec![-1])), json!("-1")),
        (Arc::new(DurationMillisecondArray::from(vec![1])), json!("PT0.001S")),
        (Arc::new(IntervalYearMonthArray::from(vec![14])), json!("P14M")),
        (Arc::new(IntervalDayTimeArray::from(vec![IntervalDayTime::new(1, 500)])), json!("P1DT0.500S")),
        (
            Arc::new(IntervalMonthDayNanoArray::from(vec![IntervalMonthDayNano::new(1, 2, 3)])),
            json!("P1M2DT0.000000003S"),
        ),
        (Arc::new(BinaryArray::from(vec![&b"\x00\xff"[..]])), json!("00ff")),
        (Arc::new(LargeBinaryArray::from(vec![&b"\x01"[..]])), json!("01")),
        (Arc::new(BinaryViewArray::from(vec![&b"\x02"[..]])), json!("02")),
        (Arc::new(FixedSizeBinaryArray::try_from_iter([[1_u8, 2]].into_iter()).unwrap()), json!("0102")),
    ] {
        assert_eq!(unprocessable_arrow::document(&array, 0), wanted, "{}", array.data_type());
        assert_eq!(unprocessable_arrow::document(&array, 1), Value::Null);
        // Whatever a set says of it, columns say it, too.
        for rule in
            ["text|required", "number|gt:1", "integer|min:1", "date", "any", "boolean", "map", "required", "u8", "list"]
        {
            let rows =
                StructArray::from(vec![(Arc::new(Field::new("x", array.data_type().clone(), true)), array.clone())]);
            said(&set(&format!("x = '{rule}'")), &rows);
        }
    }
}

fn decimal(value: i128, precision: u8, scale: i8) -> Decimal128Array {
    Decimal128Array::from(vec![value]).with_precision_and_scale(precision, scale).expect("a decimal")
}

#[test]
fn no_rows_have_no_errors() {
    let set = set("x = 'required|u8'");
    for rows in [column(Int64Array::from(Vec::<i64>::new())), column(NullArray::new(0))] {
        assert!(said(&set, &rows).is_empty());
        assert_eq!(unprocessable_arrow::valid(&set, &rows).len(), 0);
    }
}

#[test]
fn what_is_null_is_missing() {
    let wanted = ["x: The x field is required.", "x: The x field is required."];
    let set = set("x = 'required|u8'");
    assert_eq!(said(&set, &column(NullArray::new(2))), wanted);
    assert_eq!(said(&set, &column(Int8Array::new_null(2))), wanted);
    assert_eq!(said(&set, &StructArray::new_empty_fields(2, None)), wanted);
    // A row that is null is no document.
    let rows = StructArray::new_null(Fields::from(vec![Field::new("x", DataType::Int8, true)]), 2);
    assert_eq!(documents(&rows), [Value::Null, Value::Null]);
    assert_eq!(
        said(&set, &rows),
        [set.check(&Value::Null).unwrap_err().to_string(), set.check(&Value::Null).unwrap_err().to_string()]
    );
    // And so is a row of something else.
    assert_eq!(said(&set, &Int8Array::from(vec![1]))[0], set.check(&json!(1)).unwrap_err().to_string());
    assert_eq!(said(&set, &NullArray::new(1))[0], set.check(&Value::Null).unwrap_err().to_string());
}

#[test]
fn nulls_in_dictionaries_and_runs_are_nulls() {
    let set = set("x = 'required|text|alpha'");
    let values = StringArray::from(vec![Some("a"), None, Some("1")]);
    let keys = Int8Array::from(vec![Some(0), Some(1), None, Some(2), Some(0)]);
    let dictionary = DictionaryArray::<Int8Type>::new(keys, Arc::new(values.clone()));
    let wanted =
        ["", "x: The x field is required.", "x: The x field is required.", "x: The x must only contain letters.", ""];
    assert_eq!(said(&set, &column(dictionary.clone())), wanted);
    assert_eq!(said(&set, &column(dictionary.clone()).slice(1, 3)), wanted[1..4]);
    let runs = RunArray::<Int32Type>::try_new(&Int32Array::from(vec![2, 3, 9]), &values).unwrap();
    assert_eq!(said(&set, &column(runs.clone()).slice(1, 3)), ["", wanted[1], wanted[3]]);
    // One that is in another one, and one of numbers.
    let numbers =
        DictionaryArray::<Int8Type>::new(Int8Array::from(vec![1, 0]), Arc::new(Int64Array::from(vec![5, 300])));
    let set = self::set("x = 'u8'");
    assert_eq!(said(&set, &column(numbers)), [set.check(&json!({ "x": 300 })).unwrap_err().to_string(), String::new()]);
    let dates = DictionaryArray::<Int8Type>::new(Int8Array::from(vec![0]), Arc::new(Date32Array::from(vec![0])));
    assert_eq!(said(&self::set("x = 'date'"), &column(dates)), [""]);
}

/// A part of a long array looks at that part only, and finds what is in it.
#[test]
fn parts_of_arrays_are_their_own() {
    let set = set("'x.*' = 'u8|max:9'");
    let lists = ListArray::from_iter_primitive::<Int32Type, _, _>((0..1_000).map(|row| Some(vec![Some(row), None])));
    let rows = column(lists);
    let part = rows.slice(8, 4);
    let wanted = ["", "", "x.0: The x must not be greater than 9.", "x.0: The x must not be greater than 9."];
    assert_eq!(said(&set, &part), wanted);
    assert_eq!(said(&set, &part.slice(1, 2)), wanted[1..3]);
    assert!(said(&set, &part.slice(4, 0)).is_empty());
}

/// Below what is null stands anything, which nobody looks at.
#[test]
fn what_is_below_null_does_not_count() {
    let set = set("x = 'object'\n'x.y' = 'required|u8|max:9'");
    let below: ArrayRef = Arc::new(Int32Array::from(vec![10, 10, 9]));
    let fields = Fields::from(vec![Field::new("y", DataType::Int32, true)]);
    let inner = StructArray::new(fields, vec![below], Some(NullBuffer::from(vec![false, true, true])));
    assert_eq!(said(&set, &column(inner)), ["", "x.y: The y must not be greater than 9.", ""]);
}

#[test]
fn maps_keep_the_last_of_their_keys() {
    let mut map = MapBuilder::new(None, StringBuilder::new(), Int32Builder::new());
    for (key, value) in [("a", 300), ("b", 1), ("a", 2)] {
        map.keys().append_value(key);
        map.values().append_value(value);
    }
    map.append(true).unwrap();
    map.keys().append_value("a");
    map.values().append_value(300);
    map.append(true).unwrap();
    map.append(false).unwrap();
    let rows = column(map.finish());
    assert_eq!(documents(&rows)[0], json!({ "x": { "a": 2, "b": 1 } }));
    let set = set("x = { type = 'map', rules = 'required|length:1,2' }\n'x.*' = 'u8'");
    let said = said(&set, &rows);
    assert_eq!((said[0].as_str(), said[2].as_str()), ("", "x: The x field is required."));
    assert!(said[1].starts_with("x.a: "), "{said:?}");
    // Keys that are no text are written as text.
    let mut numbers = MapBuilder::new(None, Int32Builder::new(), Int32Builder::new());
    numbers.keys().append_value(7);
    numbers.values().append_value(1);
    numbers.append(true).unwrap();
    let rows = column(numbers.finish());
    assert_eq!(documents(&rows), [json!({ "x": { "7": 1 } })]);
    self::said(&self::set("x = { type = 'map', keys = 'alpha' }\n'x.*' = 'u8'"), &rows);
}

#[test]
fn unions_are_what_is_in_them() {
    let fields =
        UnionFields::try_new([0, 1], [Field::new("n", DataType::Int32, true), Field::new("t", DataType::Utf8, true)])
            .unwrap();
    let children: Vec<ArrayRef> =
        vec![Arc::new(Int32Array::from(vec![Some(5), None])), Arc::new(StringArray::from(vec!["a"]))];
    let ids = ScalarBuffer::from(vec![0_i8, 1, 0]);
    let union = UnionArray::try_new(fields, ids, Some(ScalarBuffer::from(vec![0, 0, 1])), children).unwrap();
    assert_eq!(documents(&union), [json!(5), json!("a"), Value::Null]);
    let said = said(&set("x = 'required|u8'"), &column(union));
    assert_eq!(said, ["", "x: The x must be an integer.", "x: The x field is required."]);
}

#[test]
fn names_that_come_twice_are_one_field() {
    let of = |values: [Option<i32>; 2]| Arc::new(Int32Array::from(values.to_vec())) as ArrayRef;
    let fields = Fields::from(vec![Field::new("x", DataType::Int32, true), Field::new("x", DataType::Int32, true)]);
    let rows = StructArray::new(fields, vec![of([Some(300), Some(1)]), of([Some(1), None])], None);
    assert_eq!(documents(&rows), [json!({ "x": 1 }), json!({ "x": 1 })]);
    assert_eq!(said(&set("x = 'required|u8'"), &rows), ["", ""]);
}

#[test]
fn huge_texts_many_columns_and_deep_structs_are_checked() {
    let huge = "x".repeat(10_000_000);
    let rows = column(StringViewArray::from(vec![huge.as_str(), "a"]));
    assert_eq!(said(&set("x = 'text|max:100'"), &rows), ["x: The x must not be greater than 100 characters.", ""]);

    let one: ArrayRef = Arc::new(Int8Array::from(vec![1, 100]));
    let columns =
        (0..10_000).map(|index| (Arc::new(Field::new(format!("c{index}"), DataType::Int8, true)), one.clone()));
    let wide = StructArray::from(columns.collect::<Vec<_>>());
    assert_eq!(said(&set("c9999 = 'u8|max:9'"), &wide), ["", "c9999: The c9999 must not be greater than 9."]);
    let closed = RuleSet::from_toml("version = 1\nclosed = true\n[fields]\nc1 = 'u8'").unwrap();
    assert!(said(&closed, &wide).iter().all(|said| said.contains("This field is not allowed.")));

    let mut deep: ArrayRef = Arc::new(Int8Array::from(vec![1, 100]));
    for _ in 0..200 {
        deep = Arc::new(StructArray::from(vec![(Arc::new(Field::new("x", deep.data_type().clone(), true)), deep)]));
    }
    said(&set("x = 'any'"), &deep);
    said(&set("x = 'object'\n'x.x' = 'object'\n'x.x.x' = 'u8'"), &deep);
}
