//! The document of a row.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::*;
use arrow_array::{Array, ArrowPrimitiveType, RecordBatch, downcast_dictionary_array, downcast_run_array};
use arrow_schema::{DataType, IntervalUnit, TimeUnit};
use serde_json::{Map, Number, Value};

use crate::time;

/// The document of a value: that of row `row` of an array, which usually is a struct array. The document of a row that is
/// not there is `null`.
///
/// | Arrow | document |
/// |---|---|
/// | null | `null` in a list, a map, or alone; a field that is null is left out of its object |
/// | boolean, integers | the same |
/// | floating point | a number; of 16 and 32 bits the one with the fewest digits; text for those that are not finite: `"NaN"` |
/// | decimals | a number, a whole one if the scale is 0 |
/// | text: Utf8, LargeUtf8, Utf8View | text |
/// | dates | text: `2026-11-30`. Date64 with a time of day is a timestamp |
/// | timestamps | text: `2026-11-30T01:24:00`, with 3, 6 or 9 digits of a fraction if it is not 0. With a zone, in UTC: `2026-11-30T01:24:00Z` |
/// | times | text: `01:24:00.500` |
/// | durations, intervals | text: `PT90.500S`, `P14M3D` |
/// | binary | text: its bytes in lower-case hexadecimal digits |
/// | struct | an object with the names of its fields |
/// | lists of all kinds | a list |
/// | map | an object. A key that is not text is written as text; if one comes again, the last one stays |
/// | dictionary, run-end encoded, union | what the value in it is |
///
/// ```
/// use std::sync::Arc;
///
/// use arrow_array::{ArrayRef, Date32Array, StringArray, StructArray};
/// use serde_json::json;
///
/// let names: ArrayRef = Arc::new(StringArray::from(vec![Some("jane"), None]));
/// let births: ArrayRef = Arc::new(Date32Array::from(vec![10_957, -1]));
/// let rows = StructArray::try_from(vec![("name", names), ("born_on", births)])?;
/// assert_eq!(unprocessable_arrow::document(&rows, 0), json!({ "name": "jane", "born_on": "2000-01-01" }));
/// assert_eq!(unprocessable_arrow::document(&rows, 1), json!({ "born_on": "1969-12-31" }));
/// # Ok::<(), arrow_schema::ArrowError>(())
/// ```
#[must_use]
pub fn document(array: &dyn Array, row: usize) -> Value {
    if row >= array.len() || array.is_null(row) {
        return Value::Null;
    }
    match array.data_type() {
        DataType::Null => Value::Null,
        DataType::Boolean => Value::Bool(array.as_boolean().value(row)),
        DataType::Struct(fields) => {
            let columns = array.as_struct().columns();
            object(fields.iter().map(|field| field.name().as_str()).zip(columns.iter().map(AsRef::as_ref)), row)
        }
        DataType::Map(..) => {
            let (map, mut object) = (array.as_map(), Map::new());
            for entry in range(map.value_offsets(), row) {
                object.insert(key(document(map.keys(), entry)), document(map.values(), entry));
            }
            Value::Object(object)
        }
        DataType::List(_) => items(array.as_list::<i32>().values(), range(array.as_list::<i32>().value_offsets(), row)),
        DataType::LargeList(_) => {
            items(array.as_list::<i64>().values(), range(array.as_list::<i64>().value_offsets(), row))
        }
        DataType::FixedSizeList(_, size) => {
            let size = usize::try_from(*size).unwrap_or_default();
            items(array.as_fixed_size_list().values(), row * size..(row + 1) * size)
        }
        DataType::ListView(_) => {
            let list = array.as_list_view::<i32>();
            let start = usize::try_from(list.value_offset(row)).unwrap_or_default();
            items(list.values(), start..start + usize::try_from(list.value_size(row)).unwrap_or_default())
        }
        DataType::LargeListView(_) => {
            let list = array.as_list_view::<i64>();
            let start = usize::try_from(list.value_offset(row)).unwrap_or_default();
            items(list.values(), start..start + usize::try_from(list.value_size(row)).unwrap_or_default())
        }
        DataType::Union(..) => {
            let union = array.as_union();
            document(union.child(union.type_id(row)), union.value_offset(row))
        }
        DataType::Dictionary(..) => downcast_dictionary_array!(
            array => array.key(row).map_or(Value::Null, |key| document(array.values(), key)),
            _ => Value::Null
        ),
        DataType::RunEndEncoded(..) => downcast_run_array!(
            array => document(array.values(), array.get_physical_index(row)),
            _ => Value::Null
        ),
        data_type => match scalar(array, data_type, row) {
            Scalar::Text(text) => Value::String(text.into_owned()),
            Scalar::Integer(integer) => Value::Number(integer.into()),
            Scalar::Unsigned(integer) => Value::Number(integer.into()),
            Scalar::Number(number) => match Number::from_f64(number) {
                Some(number) => Value::Number(number),
                None => Value::String(number.to_string()),
            },
        },
    }
}

/// The document of a row of a batch. It is an object with the names of the columns, and else as [`document`] says.
///
/// ```
/// use std::sync::Arc;
///
/// use arrow_array::{ArrayRef, RecordBatch, StringArray};
/// use serde_json::json;
///
/// let names: ArrayRef = Arc::new(StringArray::from(vec!["jane"]));
/// let batch = RecordBatch::try_from_iter([("name", names)])?;
/// assert_eq!(unprocessable_arrow::row(&batch, 0), json!({ "name": "jane" }));
/// # Ok::<(), arrow_schema::ArrowError>(())
/// ```
#[must_use]
pub fn row(batch: &RecordBatch, row: usize) -> Value {
    if row >= batch.num_rows() {
        return Value::Null;
    }
    let names = batch.schema_ref().fields().iter().map(|field| field.name().as_str());
    object(names.zip(batch.columns().iter().map(AsRef::as_ref)), row)
}

fn object<'a>(fields: impl Iterator<Item = (&'a str, &'a dyn Array)>, row: usize) -> Value {
    let mut object = Map::new();
    for (name, column) in fields {
        match document(column, row) {
            Value::Null => {}
            value => drop(object.insert(name.to_owned(), value)),
        }
    }
    Value::Object(object)
}

fn items(values: &dyn Array, range: Range<usize>) -> Value {
    Value::Array(range.map(|item| document(values, item)).collect())
}

/// The items of one list, by the offsets of all.
pub(crate) fn range<O: Copy + TryInto<usize>>(offsets: &[O], row: usize) -> Range<usize> {
    let at = |index: usize| offsets.get(index).and_then(|offset| (*offset).try_into().ok()).unwrap_or_default();
    at(row)..at(row + 1)
}

fn key(value: Value) -> String {
    match value {
        Value::String(text) => text,
        value => value.to_string(),
    }
}

/// A value that has none inside, but for booleans.
pub(crate) enum Scalar<'a> {
    Text(Cow<'a, str>),
    Integer(i64),
    /// One that can be more than an `i64` holds.
    Unsigned(u64),
    Number(f64),
}

/// The value of a row that is there and not null.
pub(crate) fn scalar<'a>(array: &'a dyn Array, data_type: &DataType, row: usize) -> Scalar<'a> {
    fn integer<T: ArrowPrimitiveType<Native: Into<i64>>>(array: &dyn Array, row: usize) -> i64 {
        array.as_primitive::<T>().value(row).into()
    }
    let text = |text: String| Scalar::Text(Cow::Owned(text));
    match data_type {
        DataType::Utf8 => Scalar::Text(array.as_string::<i32>().value(row).into()),
        DataType::LargeUtf8 => Scalar::Text(array.as_string::<i64>().value(row).into()),
        DataType::Utf8View => Scalar::Text(array.as_string_view().value(row).into()),
        DataType::Int8 => Scalar::Integer(integer::<Int8Type>(array, row)),
        DataType::Int16 => Scalar::Integer(integer::<Int16Type>(array, row)),
        DataType::Int32 => Scalar::Integer(integer::<Int32Type>(array, row)),
        DataType::Int64 => Scalar::Integer(integer::<Int64Type>(array, row)),
        DataType::UInt8 => Scalar::Integer(integer::<UInt8Type>(array, row)),
        DataType::UInt16 => Scalar::Integer(integer::<UInt16Type>(array, row)),
        DataType::UInt32 => Scalar::Integer(integer::<UInt32Type>(array, row)),
        DataType::UInt64 => Scalar::Unsigned(array.as_primitive::<UInt64Type>().value(row)),
        DataType::Float16 => Scalar::Number(shortest(array.as_primitive::<Float16Type>().value(row).to_f32())),
        DataType::Float32 => Scalar::Number(shortest(array.as_primitive::<Float32Type>().value(row))),
        DataType::Float64 => Scalar::Number(array.as_primitive::<Float64Type>().value(row)),
        DataType::Decimal32(_, scale) => decimal(i128::from(array.as_primitive::<Decimal32Type>().value(row)), *scale),
        DataType::Decimal64(_, scale) => decimal(i128::from(array.as_primitive::<Decimal64Type>().value(row)), *scale),
        DataType::Decimal128(_, scale) => decimal(array.as_primitive::<Decimal128Type>().value(row), *scale),
        DataType::Decimal256(_, scale) => {
            let value = array.as_primitive::<Decimal256Type>().value(row);
            match value.to_i128() {
                Some(value) => decimal(value, *scale),
                None => Scalar::Number(parsed(&value.to_string(), *scale)),
            }
        }
        DataType::Date32 => text(time::date(integer::<Date32Type>(array, row))),
        DataType::Date64 => {
            const DAY: i64 = 86_400_000;
            let value = integer::<Date64Type>(array, row);
            text(match value % DAY {
                0 => time::date(value / DAY),
                _ => time::timestamp(value, TimeUnit::Millisecond, false),
            })
        }
        DataType::Timestamp(unit, zone) => {
            let value = match unit {
                TimeUnit::Second => integer::<TimestampSecondType>(array, row),
                TimeUnit::Millisecond => integer::<TimestampMillisecondType>(array, row),
                TimeUnit::Microsecond => integer::<TimestampMicrosecondType>(array, row),
                TimeUnit::Nanosecond => integer::<TimestampNanosecondType>(array, row),
            };
            text(time::timestamp(value, *unit, zone.is_some()))
        }
        DataType::Time32(TimeUnit::Second) => {
            text(time::time(integer::<Time32SecondType>(array, row), TimeUnit::Second))
        }
        DataType::Time32(_) => text(time::time(integer::<Time32MillisecondType>(array, row), TimeUnit::Millisecond)),
        DataType::Time64(TimeUnit::Microsecond) => {
            text(time::time(integer::<Time64MicrosecondType>(array, row), TimeUnit::Microsecond))
        }
        DataType::Time64(_) => text(time::time(integer::<Time64NanosecondType>(array, row), TimeUnit::Nanosecond)),
        DataType::Duration(unit) => {
            let value = match unit {
                TimeUnit::Second => integer::<DurationSecondType>(array, row),
                TimeUnit::Millisecond => integer::<DurationMillisecondType>(array, row),
                TimeUnit::Microsecond => integer::<DurationMicrosecondType>(array, row),
                TimeUnit::Nanosecond => integer::<DurationNanosecondType>(array, row),
            };
            text(time::duration(value, *unit))
        }
        DataType::Interval(IntervalUnit::YearMonth) => {
            text(time::interval(array.as_primitive::<IntervalYearMonthType>().value(row), 0, 0))
        }
        DataType::Interval(IntervalUnit::DayTime) => {
            let value = array.as_primitive::<IntervalDayTimeType>().value(row);
            text(time::interval(0, value.days, i128::from(value.milliseconds) * 1_000_000))
        }
        DataType::Interval(IntervalUnit::MonthDayNano) => {
            let value = array.as_primitive::<IntervalMonthDayNanoType>().value(row);
            text(time::interval(value.months, value.days, i128::from(value.nanoseconds)))
        }
        DataType::Binary => text(hexadecimal(array.as_binary::<i32>().value(row))),
        DataType::LargeBinary => text(hexadecimal(array.as_binary::<i64>().value(row))),
        DataType::BinaryView => text(hexadecimal(array.as_binary_view().value(row))),
        DataType::FixedSizeBinary(_) => text(hexadecimal(array.as_fixed_size_binary().value(row))),
        // Those that have values inside are no scalars.
        _ => text(String::new()),
    }
}

/// The number with the fewest digits that is nearest to this one, as people write it: 0.1 and not 0.10000000149011612.
pub(crate) fn shortest(number: f32) -> f64 {
    if number.trunc() == number || !number.is_finite() {
        return f64::from(number);
    }
    number.to_string().parse().unwrap_or(f64::from(number))
}

fn decimal<'a>(value: i128, scale: i8) -> Scalar<'a> {
    match (i64::try_from(value), u64::try_from(value)) {
        (Ok(value), _) if scale == 0 => Scalar::Integer(value),
        (_, Ok(value)) if scale == 0 => Scalar::Unsigned(value),
        _ => Scalar::Number(decimal_number(value, scale)),
    }
}

/// The number that is nearest to a decimal.
pub(crate) fn decimal_number(value: i128, scale: i8) -> f64 {
    /// The powers of ten that are exact.
    const POWERS: [f64; 23] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22,
    ];
    // Both are exact, so that the quotient is rounded once.
    match usize::try_from(scale).ok().and_then(|scale| POWERS.get(scale)) {
        Some(power) if value.unsigned_abs() < 1 << 53 => value as f64 / power,
        _ => parsed(&value.to_string(), scale),
    }
}

fn parsed(digits: &str, scale: i8) -> f64 {
    format!("{digits}e{}", -i32::from(scale)).parse().unwrap_or(f64::NAN)
}

fn hexadecimal(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
