//! The functions of SQL.

use std::sync::Arc;

use datafusion::arrow::array::{Array, ArrayRef, BooleanArray, ListArray, StringArray, StringBuilder, StructArray};
use datafusion::arrow::buffer::OffsetBuffer;
use datafusion::arrow::datatypes::{DataType, Field, FieldRef, Fields};
use datafusion::common::{DataFusionError, Result, ScalarValue, exec_err, plan_err};
use datafusion::logical_expr::{
    ColumnarValue, ReturnFieldArgs, ScalarFunctionArgs, ScalarUDFImpl, Signature, TypeSignature, Volatility,
};
use unprocessable_core::{Messages, ValidationErrors};
use unprocessable_ruleset::RuleSet;

use crate::RuleSets;
use crate::inline::language;

/// What a function answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Answer {
    Violations,
    IsValid,
}

#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Function {
    answer: Answer,
    sets: RuleSets,
    signature: Signature,
}

impl Function {
    pub(crate) fn new(sets: RuleSets, answer: Answer) -> Self {
        // Whatever there is, so that it is this function that says what is wrong with it.
        let any = TypeSignature::OneOf(vec![TypeSignature::Nullary, TypeSignature::VariadicAny]);
        Self { answer, sets, signature: Signature::new(any, Volatility::Immutable) }
    }

    fn returns(&self) -> DataType {
        match self.answer {
            Answer::Violations => DataType::List(Arc::new(Field::new("item", DataType::Struct(fields()), false))),
            Answer::IsValid => DataType::Boolean,
        }
    }

    /// What a call says, if its arguments are those that the function takes.
    fn call(&self, types: &[&DataType], texts: [Option<&ScalarValue>; 2]) -> Result<Call> {
        let function = self.name();
        let usage =
            format!("write {function}(named_struct('email', email, …)), with the name of each field and its value");
        let is_inline = self.sets.is_inline();
        let [row, texts_of @ ..] = types else {
            return plan_err!("{function} takes a struct; {usage}");
        };
        if texts_of.len() > 1 + usize::from(is_inline) {
            let others = if is_inline { ", a rule set and a language" } else { " and perhaps the name of a rule set" };
            return plan_err!("{function} takes a struct{others}, not {} arguments; {usage}", types.len());
        }
        let [name, tag] = texts.map(|text| text.and_then(ScalarValue::try_as_str).flatten());
        if !texts_of.is_empty() && name.is_none() {
            return plan_err!(
                "the second argument of {function} is the name of a rule set, as text: {function}(row, 'user')"
            );
        }
        if texts_of.len() > 1 && tag.is_none() {
            return plan_err!(
                "the third argument of {function} is the language of the sentences, as text, such as 'pl'"
            );
        }
        let refuse = |mistake| DataFusionError::Plan(format!("{function}: {mistake}"));
        let set = self.sets.get(name).map_err(refuse)?;
        let messages = match tag {
            Some(tag) => Some(language(tag).map_err(refuse)? as &(dyn Messages + Send + Sync)),
            None => self.sets.messages,
        };
        let call = Call { set, messages };
        let found = match row {
            DataType::Struct(found) => found,
            // The keys of a map are only known when it is read.
            DataType::Null | DataType::Map(..) => return Ok(call),
            other => return plan_err!("{function} takes a struct, not {other}; {usage}"),
        };
        // What `struct(email, age)` makes has the names c0 and c1, with which nothing would be right.
        let known: Vec<&str> = call.set.fields().map(|field| field.at()).filter(|at| !at.is_empty()).collect();
        let is_known = |field: &FieldRef| known.contains(&unprocessable_core::escape_segment(field.name()).as_ref());
        if !known.is_empty() && !found.is_empty() && !found.iter().any(is_known) {
            let found: Vec<&str> = found.iter().take(5).map(|field| field.name().as_str()).collect();
            let known: Vec<&str> = known.into_iter().filter(|at| !at.contains(".")).take(5).collect();
            return plan_err!(
                "the rule set of {function} knows none of the fields of the struct, which begin with {}; it knows {}, …; {usage}",
                found.join(", "),
                known.join(", ")
            );
        }
        Ok(call)
    }
}

impl ScalarUDFImpl for Function {
    fn name(&self) -> &str {
        match self.answer {
            Answer::Violations => "violations",
            Answer::IsValid => "is_valid",
        }
    }

    fn signature(&self) -> &Signature {
        &self.signature
    }

    fn return_type(&self, _: &[DataType]) -> Result<DataType> {
        Ok(self.returns())
    }

    fn return_field_from_args(&self, args: ReturnFieldArgs<'_>) -> Result<FieldRef> {
        let types: Vec<&DataType> = args.arg_fields.iter().map(|field| field.data_type()).collect();
        self.call(&types, [1, 2].map(|at| args.scalar_arguments.get(at).copied().flatten()))?;
        Ok(Arc::new(Field::new(self.name(), self.returns(), false)))
    }

    fn invoke_with_args(&self, args: ScalarFunctionArgs) -> Result<ColumnarValue> {
        let types: Vec<DataType> = args.args.iter().map(ColumnarValue::data_type).collect();
        let texts = [1, 2].map(|at| match args.args.get(at) {
            Some(ColumnarValue::Scalar(text)) => Some(text),
            Some(ColumnarValue::Array(_)) | None => None,
        });
        let call = self.call(&types.iter().collect::<Vec<_>>(), texts)?;
        match args.args.into_iter().next() {
            Some(ColumnarValue::Array(rows)) => Ok(ColumnarValue::Array(self.answer(&call, &*rows)?)),
            Some(ColumnarValue::Scalar(row)) => {
                let answer = self.answer(&call, &*row.to_array_of_size(1)?)?;
                Ok(ColumnarValue::Scalar(ScalarValue::try_from_array(&answer, 0)?))
            }
            None => exec_err!("{} has no argument", self.name()),
        }
    }
}

impl Function {
    fn answer(&self, call: &Call, rows: &dyn Array) -> Result<ArrayRef> {
        match self.answer {
            Answer::IsValid => Ok(Arc::new(unprocessable_arrow::valid(&call.set, rows)) as Arc<BooleanArray>),
            Answer::Violations => call.violations(rows.len(), unprocessable_arrow::errors(&call.set, rows)),
        }
    }
}

/// What a call is about.
struct Call {
    set: Arc<RuleSet>,
    /// In place of the English sentences.
    messages: Option<&'static (dyn Messages + Send + Sync)>,
}

impl Call {
    fn violations(&self, rows: usize, errors: impl Iterator<Item = (usize, ValidationErrors)>) -> Result<ArrayRef> {
        let (mut keys, mut codes, mut messages) = (StringBuilder::new(), StringBuilder::new(), StringBuilder::new());
        let mut lengths = vec![0; rows];
        for (row, errors) in errors {
            for (key, violation) in errors.iter() {
                keys.append_value(key);
                codes.append_value(violation.code());
                messages.append_value(match self.messages {
                    Some(messages) => violation.message_from(messages).to_string(),
                    None => violation.message().to_string(),
                });
                if let Some(length) = lengths.get_mut(row) {
                    *length += 1;
                }
            }
        }
        let columns: Vec<StringArray> = vec![keys.finish(), codes.finish(), messages.finish()];
        let columns = columns.into_iter().map(|column| Arc::new(column) as ArrayRef).collect();
        let violations = StructArray::try_new(fields(), columns, None)?;
        let item = Arc::new(Field::new("item", DataType::Struct(fields()), false));
        Ok(Arc::new(ListArray::try_new(item, OffsetBuffer::from_lengths(lengths), Arc::new(violations), None)?))
    }
}

fn fields() -> Fields {
    Fields::from(["key", "code", "message"].map(|name| Field::new(name, DataType::Utf8, false)).to_vec())
}
