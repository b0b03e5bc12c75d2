//! Arrays of Arrow as the columns that rule sets look through.

use std::borrow::Cow;
use std::ops::Range;

use arrow_array::cast::AsArray;
use arrow_array::types::*;
use arrow_array::{Array, ArrowPrimitiveType, StructArray, downcast_dictionary_array, downcast_run_array};
use arrow_schema::DataType;
use unprocessable_ruleset::columns::{Column, Objects, Values};

use crate::document::{Scalar, decimal_number, range, scalar, shortest};

/// Some rows of an array. Only these are looked at, because a short part of an array may stand for it.
pub(crate) fn column(array: &dyn Array, rows: Range<usize>) -> Column<'_> {
    let nulls = array.logical_nulls().filter(|nulls| nulls.null_count() > 0);
    let nulls = nulls.map(|nulls| rows.clone().map(|row| nulls.is_null(row)).collect::<Vec<bool>>());
    let nulls = nulls.filter(|nulls| nulls.contains(&true));
    Column { nulls, values: values(array, rows) }
}

fn values(array: &dyn Array, rows: Range<usize>) -> Values<'_> {
    fn integers<T: ArrowPrimitiveType<Native: Into<i64>>>(array: &dyn Array, rows: Range<usize>) -> Values<'_> {
        Values::Integers(array.as_primitive::<T>().values()[rows].iter().map(|value| (*value).into()).collect())
    }
    let others = Values::Others(rows.len());
    match array.data_type() {
        DataType::Null => Values::Null(rows.len()),
        DataType::Boolean => Values::Booleans(rows.map(|row| array.as_boolean().value(row)).collect()),
        DataType::Int8 => integers::<Int8Type>(array, rows),
        DataType::Int16 => integers::<Int16Type>(array, rows),
        DataType::Int32 => integers::<Int32Type>(array, rows),
        DataType::Int64 => Values::Integers(Cow::Borrowed(&array.as_primitive::<Int64Type>().values()[rows])),
        DataType::UInt8 => integers::<UInt8Type>(array, rows),
        DataType::UInt16 => integers::<UInt16Type>(array, rows),
        DataType::UInt32 => integers::<UInt32Type>(array, rows),
        DataType::UInt64 => {
            let values = array.as_primitive::<UInt64Type>().values()[rows].iter();
            values
                .map(|value| i64::try_from(*value).ok())
                .collect::<Option<Cow<'_, [i64]>>>()
                .map_or(others, Values::Integers)
        }
        DataType::Float32 => {
            let values = array.as_primitive::<Float32Type>().values()[rows].iter();
            Values::Numbers(values.map(|value| shortest(*value)).collect())
        }
        DataType::Float64 => Values::Numbers(Cow::Borrowed(&array.as_primitive::<Float64Type>().values()[rows])),
        DataType::Decimal128(_, scale) if *scale != 0 => {
            let values = array.as_primitive::<Decimal128Type>().values()[rows].iter();
            Values::Numbers(values.map(|value| decimal_number(*value, *scale)).collect())
        }
        DataType::Utf8 => {
            let texts = array.as_string::<i32>();
            Values::Texts(rows.map(|row| texts.value(row).into()).collect())
        }
        DataType::LargeUtf8 => {
            let texts = array.as_string::<i64>();
            Values::Texts(rows.map(|row| texts.value(row).into()).collect())
        }
        DataType::Utf8View => {
            let texts = array.as_string_view();
            Values::Texts(rows.map(|row| texts.value(row).into()).collect())
        }
        DataType::Struct(_) => Values::Objects(rows.len(), Box::new(Rows { array: array.as_struct(), rows })),
        DataType::List(_) => {
            let list = array.as_list::<i32>();
            lists(list.values(), list.value_offsets(), rows)
        }
        DataType::LargeList(_) => {
            let list = array.as_list::<i64>();
            lists(list.values(), list.value_offsets(), rows)
        }
        DataType::FixedSizeList(_, size) => {
            let size = usize::try_from(*size).unwrap_or_default();
            let items = array.as_fixed_size_list().values();
            Values::Lists {
                offsets: (0..=rows.len()).map(|row| row * size).collect(),
                items: Box::new(column(items, rows.start * size..rows.end * size)),
            }
        }
        DataType::Map(..) => {
            let map = array.as_map();
            let (offsets, entries) = offsets(map.value_offsets(), rows);
            Values::Maps {
                offsets,
                keys: Box::new(column(map.keys(), entries.clone())),
                values: Box::new(column(map.values(), entries)),
            }
        }
        DataType::Dictionary(..) => downcast_dictionary_array!(
            array => {
                let values = array.values().as_ref();
                encoded(values, rows.map(|row| array.key(row)))
            },
            _ => others
        ),
        DataType::RunEndEncoded(..) => downcast_run_array!(
            array => {
                let values = array.values().as_ref();
                encoded(values, rows.map(|row| Some(array.get_physical_index(row))))
            },
            _ => others
        ),
        data_type if is_written(data_type) => {
            let text = |row| match scalar(array, data_type, row) {
                Scalar::Text(text) => text,
                Scalar::Integer(_) | Scalar::Unsigned(_) | Scalar::Number(_) => Cow::Borrowed(""),
            };
            // Nobody reads what is null.
            Values::Texts(rows.map(|row| if array.is_null(row) { Cow::Borrowed("") } else { text(row) }).collect())
        }
        _ => others,
    }
}

/// Whether values of the type become text that is made for them.
fn is_written(data_type: &DataType) -> bool {
    matches!(
        data_type,
        DataType::Date32
            | DataType::Date64
            | DataType::Timestamp(..)
            | DataType::Time32(_)
            | DataType::Time64(_)
            | DataType::Duration(_)
            | DataType::Interval(_)
            | DataType::Binary
            | DataType::LargeBinary
            | DataType::BinaryView
            | DataType::FixedSizeBinary(_)
    )
}

fn lists<'a, O: Copy + TryInto<usize>>(items: &'a dyn Array, list_offsets: &[O], rows: Range<usize>) -> Values<'a> {
    let (offsets, entries) = offsets(list_offsets, rows);
    Values::Lists { offsets, items: Box::new(column(items, entries)) }
}

/// The offsets of some lists from the first item of these, and which items they are.
fn offsets<O: Copy + TryInto<usize>>(offsets: &[O], rows: Range<usize>) -> (Vec<usize>, Range<usize>) {
    let first = range(offsets, rows.start).start;
    let mut found = vec![0];
    found.extend(rows.map(|row| range(offsets, row).end.saturating_sub(first)));
    let last = first + found.last().copied().unwrap_or_default();
    (found, first..last)
}

/// Values that are looked up. There may be many more of them than rows, so only those that are asked for are looked at.
fn encoded(values: &dyn Array, keys: impl ExactSizeIterator<Item = Option<usize>>) -> Values<'_> {
    let rows = keys.len();
    match values.data_type() {
        DataType::Utf8 => {
            let texts = values.as_string::<i32>();
            Values::Texts(keys.map(|key| key.map_or("", |key| texts.value(key)).into()).collect())
        }
        DataType::LargeUtf8 => {
            let texts = values.as_string::<i64>();
            Values::Texts(keys.map(|key| key.map_or("", |key| texts.value(key)).into()).collect())
        }
        DataType::Utf8View => {
            let texts = values.as_string_view();
            Values::Texts(keys.map(|key| key.map_or("", |key| texts.value(key)).into()).collect())
        }
        DataType::Int64 => {
            let integers = values.as_primitive::<Int64Type>();
            Values::Integers(keys.map(|key| key.map_or(0, |key| integers.value(key))).collect())
        }
        _ => Values::Others(rows),
    }
}

/// Rows of a struct array.
struct Rows<'a> {
    array: &'a StructArray,
    rows: Range<usize>,
}

impl<'a> Objects<'a> for Rows<'a> {
    fn names(&self) -> Vec<&'a str> {
        self.array.fields().iter().map(|field| field.name().as_str()).collect()
    }

    fn column(&self, index: usize) -> Column<'a> {
        match self.array.columns().get(index) {
            Some(field) => column(field.as_ref(), self.rows.clone()),
            None => Column::new(Values::Null(self.rows.len())),
        }
    }
}
