//! Rows as values of a type that derives `Validate`.

use std::marker::PhantomData;

use serde::de::DeserializeOwned;
use unprocessable_core::decode::{Inspect, check_row, from_row_within};
use unprocessable_core::{Group, Limits, Rejection, Valid, Validate, ValidationErrors, from_json_for_within};

use super::{Check, RowProblem};
use crate::columns::Columns;
use crate::columns::cells::Cells;
use crate::columns::de::Reading;

pub(crate) struct Typed<'c, T, G, C: ?Sized> {
    context: &'c C,
    made: PhantomData<fn() -> (T, G)>,
}

impl<'c, T, G, C: ?Sized> Typed<'c, T, G, C> {
    pub(crate) fn new(context: &'c C) -> Self {
        Self { context, made: PhantomData }
    }
}

impl<T, G, C> Check for Typed<'_, T, G, C>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C> + Send,
    G: Group,
    C: ?Sized + Sync,
{
    type Value = Valid<T, G>;

    fn cells(
        &self,
        columns: &Columns,
        cells: &Cells<'_>,
        limits: &Limits,
        json: &mut Vec<u8>,
    ) -> Result<Self::Value, ValidationErrors> {
        match T::deserialize(Reading { branch: &columns.root, cells }) {
            Ok(value) => check_row(value, limits, self.context),
            Err(_) => {
                columns.write(cells, json);
                from_row_within(json, limits, self.context).map_err(errors)
            }
        }
    }

    fn json(&self, document: &[u8], limits: &Limits) -> Result<Self::Value, ValidationErrors> {
        from_json_for_within(document, limits, self.context).map_err(errors)
    }
}

/// What is wrong with a row, also where it is no document.
fn errors(rejection: Rejection) -> ValidationErrors {
    match rejection {
        Rejection::Malformed(malformed) => RowProblem::from(&malformed).errors(),
        Rejection::Invalid(errors) => errors,
    }
}
