//! Arrays of documents, each of one of the types that can hold them.

use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Decimal128Builder, Float32Builder, Float64Builder, LargeStringBuilder,
    StringBuilder, StringDictionaryBuilder, StringRunBuilder, StringViewBuilder,
};
use arrow_array::types::{Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt32Type, UInt64Type};
use arrow_array::{
    Array, ArrayRef, ArrowPrimitiveType, FixedSizeListArray, LargeListArray, ListArray, ListViewArray, MapArray,
    NullArray, PrimitiveArray, StringArray, StructArray,
};
use arrow_buffer::{NullBuffer, OffsetBuffer, ScalarBuffer};
use arrow_schema::{DataType, Field, Fields};
use fastrand::Rng;
use serde_json::{Map, Value};

pub(crate) struct Arrays {
    pub(crate) random: Rng,
}

impl Arrays {
    /// An array of the type of the first value. Other types are null in it. Also the documents that are in it.
    pub(crate) fn array(&mut self, values: &[Value]) -> (ArrayRef, Vec<Value>) {
        // Sometimes it is a part of a longer one.
        if values.is_empty() || self.random.u8(..4) > 0 {
            return self.whole(values);
        }
        let (before, behind) = (self.random.usize(..4), self.random.usize(..4));
        let mut longer: Vec<Value> =
            (0..before).map(|_| self.random.choice(values).cloned().unwrap_or_default()).collect();
        longer.extend_from_slice(values);
        longer.extend((0..behind).map(|_| self.random.choice(values).cloned().unwrap_or_default()));
        // So that the type stays that of the first one.
        if let Some(first) = values.iter().find(|value| !value.is_null()) {
            longer.iter_mut().take(before).for_each(|value| *value = first.clone());
        }
        let (array, documents) = self.whole(&longer);
        (array.slice(before, values.len()), documents[before..before + values.len()].to_vec())
    }

    fn whole(&mut self, values: &[Value]) -> (ArrayRef, Vec<Value>) {
        let Some(first) = values.iter().find(|value| !value.is_null()) else {
            let nulls = vec![Value::Null; values.len()];
            return match self.random.bool() {
                true => (Arc::new(NullArray::new(values.len())), nulls),
                false => (Arc::new(StringArray::new_null(values.len())), nulls),
            };
        };
        match first {
            Value::Null => unreachable!(),
            Value::Bool(_) => {
                let mut builder = BooleanBuilder::new();
                values.iter().for_each(|value| builder.append_option(value.as_bool()));
                (Arc::new(builder.finish()), keep(values, |value| value.as_bool().map(Value::from)))
            }
            Value::Number(number) if !number.is_f64() => self.integers(values),
            Value::Number(_) => self.floats(values),
            Value::String(text) => self.texts(values, text),
            Value::Array(_) => self.lists(values),
            Value::Object(_) if self.random.u8(..4) == 0 => self.maps(values),
            Value::Object(_) => self.structs(values),
        }
    }

    fn integers(&mut self, values: &[Value]) -> (ArrayRef, Vec<Value>) {
        fn of<T: ArrowPrimitiveType<Native: TryFrom<i128> + Into<i128>>>(values: &[Value]) -> (ArrayRef, Vec<Value>) {
            let integer = |value: &Value| value.as_i64().map(i128::from).or(value.as_u64().map(i128::from));
            let fitting = |value: &Value| integer(value).and_then(|integer| T::Native::try_from(integer).ok());
            let array: PrimitiveArray<T> = values.iter().map(fitting).collect();
            (Arc::new(array), keep(values, |value| fitting(value).map(|_| value.clone())))
        }
        match self.random.u8(..12) {
            0 => of::<Int8Type>(values),
            1 => of::<Int16Type>(values),
            2 | 3 => of::<Int32Type>(values),
            4 => of::<UInt8Type>(values),
            5 => of::<UInt32Type>(values),
            6 | 7 => of::<UInt64Type>(values),
            8 => {
                let mut builder = Decimal128Builder::new().with_precision_and_scale(20, 0).expect("a decimal");
                let integer = |value: &Value| value.as_u64().map(i128::from);
                values.iter().for_each(|value| builder.append_option(integer(value)));
                (Arc::new(builder.finish()), keep(values, |value| value.as_u64().map(Value::from)))
            }
            _ => of::<Int64Type>(values),
        }
    }

    fn floats(&mut self, values: &[Value]) -> (ArrayRef, Vec<Value>) {
        let float = |value: &Value| value.as_f64().filter(|_| value.is_f64());
        match self.random.u8(..4) {
            0 => {
                let of = |value: &Value| {
                    // Those that people write alike with 32 bits.
                    float(value).filter(|number| (*number as f32).to_string().parse() == Ok(*number))
                };
                let mut builder = Float32Builder::new();
                values.iter().for_each(|value| builder.append_option(of(value).map(|number| number as f32)));
                (Arc::new(builder.finish()), keep(values, |value| of(value).map(Value::from)))
            }
            1 => {
                let cents = |value: &Value| {
                    let cents = float(value)? * 100.0;
                    (cents.trunc() == cents && cents.abs() < 1e8).then_some(cents as i128)
                };
                let mut builder = Decimal128Builder::new().with_precision_and_scale(10, 2).expect("a decimal");
                values.iter().for_each(|value| builder.append_option(cents(value)));
                (Arc::new(builder.finish()), keep(values, |value| cents(value).map(|_| value.clone())))
            }
            _ => {
                let mut builder = Float64Builder::new();
                values.iter().for_each(|value| builder.append_option(float(value)));
                (Arc::new(builder.finish()), keep(values, |value| float(value).map(Value::from)))
            }
        }
    }

    fn texts(&mut self, values: &[Value], first: &str) -> (ArrayRef, Vec<Value>) {
        let texts = values.iter().map(Value::as_str);
        let array: ArrayRef = match self.random.u8(..8) {
            0 => Arc::new(
                texts
                    .fold(LargeStringBuilder::new(), |mut builder, text| {
                        builder.append_option(text);
                        builder
                    })
                    .finish(),
            ),
            1 | 2 => Arc::new(
                texts
                    .fold(StringViewBuilder::new(), |mut builder, text| {
                        builder.append_option(text);
                        builder
                    })
                    .finish(),
            ),
            3 => Arc::new(
                texts
                    .fold(StringDictionaryBuilder::<Int8Type>::new(), |mut builder, text| {
                        builder.append_option(text);
                        builder
                    })
                    .finish(),
            ),
            4 => Arc::new(
                texts
                    .fold(StringRunBuilder::<Int32Type>::new(), |mut builder, text| {
                        builder.append_option(text);
                        builder
                    })
                    .finish(),
            ),
            _ if day(first).is_some() => {
                let day = |value: &Value| value.as_str().and_then(day);
                let mut builder = Date32Builder::new();
                values.iter().for_each(|value| builder.append_option(day(value)));
                return (Arc::new(builder.finish()), keep(values, |value| day(value).map(|_| value.clone())));
            }
            _ => Arc::new(
                texts
                    .fold(StringBuilder::new(), |mut builder, text| {
                        builder.append_option(text);
                        builder
                    })
                    .finish(),
            ),
        };
        (array, keep(values, |value| value.as_str().map(Value::from)))
    }

    fn lists(&mut self, values: &[Value]) -> (ArrayRef, Vec<Value>) {
        let size = values.iter().find_map(Value::as_array).map_or(0, Vec::len);
        let is_fixed = size > 0 && self.random.u8(..6) == 0;
        let list = |value: &Value| value.as_array().filter(|items| !is_fixed || items.len() == size).cloned();
        let mut flat: Vec<Value> = Vec::new();
        for value in values {
            match list(value) {
                Some(items) => flat.extend(items),
                // Something is also below what is null.
                None if is_fixed => flat.extend((0..size).map(|_| Value::from("below"))),
                None => {}
            }
        }
        let (items, stored) = self.array(&flat);
        let nulls = NullBuffer::from_iter(values.iter().map(|value| list(value).is_some()));
        let field = Arc::new(Field::new("item", items.data_type().clone(), true));
        let lengths = values.iter().map(|value| list(value).map_or(0, |items| items.len()));
        let mut stored = stored.into_iter();
        let documents = keep(values, |value| match list(value) {
            Some(list) => Some(Value::Array(stored.by_ref().take(list.len()).collect())),
            None => {
                stored.by_ref().take(if is_fixed { size } else { 0 }).for_each(drop);
                None
            }
        });
        let array: ArrayRef = match self.random.u8(..4) {
            _ if is_fixed => {
                let size = i32::try_from(size).expect("a short list");
                Arc::new(FixedSizeListArray::new(field, size, items, Some(nulls)))
            }
            0 => Arc::new(LargeListArray::new(field, OffsetBuffer::from_lengths(lengths), items, Some(nulls))),
            1 => {
                let sizes: Vec<i32> = lengths.map(|length| i32::try_from(length).expect("a short list")).collect();
                let offsets = sizes.iter().scan(0, |end, size| {
                    *end += size;
                    Some(*end - size)
                });
                let offsets: ScalarBuffer<i32> = offsets.collect();
                Arc::new(ListViewArray::new(field, offsets, sizes.into(), items, Some(nulls)))
            }
            _ => Arc::new(ListArray::new(field, OffsetBuffer::from_lengths(lengths), items, Some(nulls))),
        };
        (array, documents)
    }

    fn structs(&mut self, values: &[Value]) -> (ArrayRef, Vec<Value>) {
        let mut names: Vec<&String> = values.iter().filter_map(Value::as_object).flat_map(Map::keys).collect();
        names.sort();
        names.dedup();
        self.random.shuffle(&mut names);
        let nulls = NullBuffer::from_iter(values.iter().map(Value::is_object));
        let mut documents = keep(values, |value| value.is_object().then(|| Value::Object(Map::new())));
        let (mut fields, mut columns) = (Vec::new(), Vec::new());
        for name in names {
            let below = values.iter().find_map(|value| value.get(name)).cloned().unwrap_or_default();
            let member = |value: &Value| match value {
                Value::Object(members) => members.get(name).cloned().unwrap_or_default(),
                // Something is also below what is null.
                _ => below.clone(),
            };
            let members: Vec<Value> = values.iter().map(member).collect();
            let (column, stored) = self.array(&members);
            fields.push(Field::new(name, column.data_type().clone(), true));
            columns.push(column);
            for (document, value) in documents.iter_mut().zip(stored) {
                if let (Value::Object(members), false) = (document, value.is_null()) {
                    members.insert(name.clone(), value);
                }
            }
        }
        if fields.is_empty() {
            return (Arc::new(StructArray::new_empty_fields(values.len(), Some(nulls))), documents);
        }
        (Arc::new(StructArray::new(Fields::from(fields), columns, Some(nulls))), documents)
    }

    fn maps(&mut self, values: &[Value]) -> (ArrayRef, Vec<Value>) {
        let flat: Vec<Value> = values.iter().filter_map(Value::as_object).flat_map(Map::values).cloned().collect();
        let keys: StringArray = values.iter().filter_map(Value::as_object).flat_map(Map::keys).map(Some).collect();
        let (items, stored) = self.array(&flat);
        let mut stored = stored.into_iter();
        let documents = keep(values, |value| {
            let members = value.as_object()?.keys().cloned().zip(stored.by_ref());
            Some(Value::Object(members.take(value.as_object()?.len()).collect()))
        });
        let fields = Fields::from(vec![
            Field::new("key", DataType::Utf8, false),
            Field::new("value", items.data_type().clone(), true),
        ]);
        let entries = StructArray::new(fields.clone(), vec![Arc::new(keys), items], None);
        let nulls = NullBuffer::from_iter(values.iter().map(Value::is_object));
        let lengths = values.iter().map(|value| value.as_object().map_or(0, Map::len));
        let field = Arc::new(Field::new("entries", DataType::Struct(fields), false));
        let offsets = OffsetBuffer::from_lengths(lengths);
        (Arc::new(MapArray::new(field, offsets, entries, Some(nulls), false)), documents)
    }
}

fn keep(values: &[Value], mut stored: impl FnMut(&Value) -> Option<Value>) -> Vec<Value> {
    values.iter().map(|value| stored(value).unwrap_or_default()).collect()
}

/// The day since 1970 of a date, counted in steps.
fn day(text: &str) -> Option<i32> {
    let [year, month, day]: [i32; 3] =
        text.split('-').map(|part| part.parse().ok()).collect::<Option<Vec<_>>>()?.try_into().ok()?;
    let is_leap = |year: i32| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let months = |year| [31, 28 + i32::from(is_leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    if text.len() != 10 || !(1970..2100).contains(&year) || !(1..=12).contains(&month) {
        return None;
    }
    let before = months(year).iter().take(usize::try_from(month - 1).ok()?).sum::<i32>();
    let in_month = months(year)[usize::try_from(month - 1).ok()?];
    let years: i32 = (1970..year).map(|year| months(year).iter().sum::<i32>()).sum();
    (1..=in_month).contains(&day).then_some(years + before + day - 1)
}
