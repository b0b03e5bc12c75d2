//! Several parts of a request in one answer.

use std::string::String;
use std::vec::Vec;

use super::extractor::{Extractor, Part};
use super::needs::Needs;
use super::request_data::RequestData;
use crate::__private::Questions;
use crate::decode::MultipartForm;
use crate::{ErrorBody, Source, Status, ValidationErrors};

/// Several parts of a request, read together, with everything that is wrong with them in one answer.
///
/// Keys of the body are as usual. Those of other parts begin with `path`, `query` or `header`. The status is 400 if any
/// parameter is missing or unreadable or the body is not a document, and 422 if everything could be read. A body that
/// is too large (413) or of another media type (415) decides the status.
///
/// ```
/// use unprocessable::web::{ValidJson, ValidPath, ValidRequest};
/// # #[derive(serde::Deserialize, unprocessable::Validate)]
/// # struct Id(#[validate(gte(1))] u32);
/// # #[derive(serde::Deserialize, unprocessable::Validate)]
/// # struct Order { #[validate(gt(0))] amount: u32 }
///
/// async fn change(ValidRequest((id, order)): ValidRequest<(ValidPath<Id>, ValidJson<Order>)>) -> String {
///     format!("order {} is now {}", id.0.0, order.amount)
/// }
/// # let _ = change;
/// ```
#[derive(Debug)]
pub struct ValidRequest<P>(pub P);

/// Parts that [`ValidRequest`] can read: a tuple of up to six extractors of this crate, of which one may read the body.
///
/// A [`With`](super::With) inside of an extractor and an `Option` around one work as they do alone.
pub trait Parts: Extractor {}

impl<P: Parts> Extractor for ValidRequest<P> {
    const NEEDS: Needs = P::NEEDS;

    fn read<'r>(request: &'r RequestData, questions: &mut Questions<'r>) -> Result<Self, ErrorBody> {
        P::read(request, questions).map(Self)
    }

    fn check<'r>(
        request: &'r RequestData,
        names: Option<&str>,
        questions: &mut Questions<'r>,
    ) -> Result<(), ErrorBody> {
        P::check(request, names, questions)
    }

    fn file_limit(request: &RequestData, form: &MultipartForm, name: &[u8]) -> Option<u64> {
        P::file_limit(request, form, name)
    }
}

/// What is wrong with the parts so far.
#[derive(Default)]
struct Joined {
    errors: ValidationErrors,
    /// The answer that decides the status, without its errors.
    answer: Option<ErrorBody>,
}

impl Joined {
    fn part<T>(&mut self, source: Source, read: Result<T, ErrorBody>) -> Option<T> {
        let error = match read {
            Ok(value) => return Some(value),
            Err(error) => error,
        };
        for (key, violation) in error.validation_errors().into_iter().flat_map(ValidationErrors::iter) {
            self.errors.add(&source.join(key), violation.clone());
        }
        let weight = |answer: &ErrorBody| rank(answer.status());
        // Of two with the same status, one may have a message of its own.
        let is_better = self.answer.as_ref().is_none_or(|known| {
            weight(&error) > weight(known) || weight(&error) == weight(known) && known.own_message().is_none()
        });
        if is_better {
            self.answer = Some(ErrorBody::new(error.status()).message_of(&error).of_several());
        }
        None
    }

    fn finish(self) -> Result<(), ErrorBody> {
        let Some(body) = self.answer else { return Ok(()) };
        Err(if self.errors.is_empty() { body } else { body.errors(self.errors) })
    }
}

/// The status with the highest rank is that of the answer.
fn rank(status: Status) -> u8 {
    match status {
        Status::UnprocessableEntity => 0,
        Status::BadRequest => 1,
        Status::UnsupportedMediaType => 2,
        Status::ContentTooLarge => 3,
        _ => 4,
    }
}

/// The keys of one part among those of the whole request, as they are called within the part.
fn names_of(source: Source, names: &str) -> String {
    let own = names.split(',').map(|name| Source::split(name.trim()));
    own.filter_map(|(of, name)| (of == source).then_some(name)).collect::<Vec<_>>().join(",")
}

macro_rules! parts {
    ($($($part:ident $value:ident)+;)+) => {$(
        impl<$($part: Part),+> Parts for ($($part,)+) {}

        impl<$($part: Part),+> Extractor for ($($part,)+) {
            const NEEDS: Needs = Needs::several(&[$($part::NEEDS),+]);

            fn read<'r>(request: &'r RequestData, questions: &mut Questions<'r>) -> Result<Self, ErrorBody> {
                let mut joined = Joined::default();
                $(let $value = joined.part($part::SOURCE, $part::read(request, questions));)+
                joined.finish()?;
                match ($($value,)+) {
                    ($(Some($value),)+) => Ok(($($value,)+)),
                    // A part without a value has left an answer, so this is not reached.
                    _ => Err(ErrorBody::new(Status::InternalServerError)),
                }
            }

            fn check<'r>(
                request: &'r RequestData,
                names: Option<&str>,
                questions: &mut Questions<'r>,
            ) -> Result<(), ErrorBody> {
                let mut joined = Joined::default();
                $({
                    let names = names.map(|names| names_of($part::SOURCE, names));
                    joined.part($part::SOURCE, $part::check(request, names.as_deref(), questions));
                })+
                joined.finish()
            }

            fn file_limit(request: &RequestData, form: &MultipartForm, name: &[u8]) -> Option<u64> {
                None$(.or_else(|| $part::file_limit(request, form, name)))+
            }
        }
    )+};
}

parts! {
    A a;
    A a B b;
    A a B b C c;
    A a B b C c D d;
    A a B b C c D d E e;
    A a B b C c D d E e F f;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_to_their_parts() {
        let names = r"name, query.page,\query.page,path.id,*.a";
        assert_eq!(names_of(Source::Query, names), "page");
        assert_eq!(names_of(Source::Path, names), "id");
        assert_eq!(names_of(Source::Headers, names), "");
        assert_eq!(names_of(Source::Body, names), "name,query.page,*.a");
    }
}
