//! Asynchronous checks of single fields, which run during live checks.

use core::future::Future;
use core::pin::Pin;
use std::borrow::Cow;
use std::boxed::Box;
use std::sync::Arc;

use serde::de::DeserializeOwned;

use super::needs::Needs;
use super::request_data::ReadBody;
use crate::{ErrorBody, Live, Violation};

type Checking = Pin<Box<dyn Future<Output = Result<(), Violation>> + Send>>;
type Start = dyn Fn(ReadBody<'_>, &str) -> Option<Checking> + Send + Sync;

/// An asynchronous check of the field at one key.
pub(super) struct FieldCheck {
    key: Cow<'static, str>,
    /// Returns `None` if the field cannot be read.
    start: Box<Start>,
}

impl FieldCheck {
    pub(super) fn new<V, F>(key: Cow<'static, str>, check: impl Fn(V) -> F + Send + Sync + 'static) -> Self
    where
        V: DeserializeOwned,
        F: Future<Output = Result<(), Violation>> + Send + 'static,
    {
        let start = move |body: ReadBody<'_>, key: &str| {
            let value = match body {
                ReadBody::Json(body) => Live::value_in_json(body, key),
                ReadBody::Form(body) => Live::value_in_form(body, key),
                ReadBody::Multipart(form) => Live::value_in_multipart(form, key),
            };
            Some(Box::pin(check(value?)) as Checking)
        };
        Self { key, start: Box::new(start) }
    }
}

/// Runs the checks of the fields that are asked for and have no violation yet, and adds what they find.
pub(super) async fn run(
    checks: &[Arc<FieldCheck>],
    mut checked: Result<(), ErrorBody>,
    needs: Needs,
    names: Option<&str>,
    body: ReadBody<'_>,
) -> Result<(), ErrorBody> {
    if checks.is_empty() {
        return checked;
    }
    let live = names.into_iter().fold(Live::new(), Live::only);
    for check in checks {
        let key = needs.key(&check.key);
        let mut known = checked.as_ref().err().and_then(ErrorBody::validation_errors);
        if !live.asks_for(&key) || known.take().is_some_and(|errors| errors.get(&key).next().is_some()) {
            continue;
        }
        let Some(checking) = (check.start)(body, &check.key) else { continue };
        if let Err(violation) = checking.await {
            let error = checked.err().unwrap_or_else(|| needs.answer());
            let mut errors = error.validation_errors().cloned().unwrap_or_default();
            errors.add(&key, violation);
            checked = Err(error.errors(errors));
        }
    }
    checked
}
