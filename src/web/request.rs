//! Several parts of a request in one answer.

use std::borrow::Cow;
use std::string::String;

use super::extract::{Extract, Part};
use super::incoming::Incoming;
use super::media::Media;
use super::names;
use crate::{ErrorBody, Live, Source, Status, ValidationErrors};

/// Several parts of a request, read together, with everything that is wrong with them in one answer:
/// `ValidRequest<(ValidPath<Id>, ValidQuery<Page>, ValidJson<Order>)>`.
///
/// Keys of the body are as they always are, those of other parts begin with `path`, `query` or `header`. The status is
/// 400 where any parameter is missing or unreadable or the body is no document, and 422 where all could be read. A body
/// that is too large (413) or of another media type (415) decides the status.
#[derive(Debug)]
pub struct ValidRequest<P>(pub P);

/// Parts that can be read together: a tuple of up to six extractors of this crate, of which one may read the body.
pub trait Parts: Sized {
    #[doc(hidden)]
    const MEDIA: Option<Media>;

    #[doc(hidden)]
    const OPTIONAL_BODY: bool;

    #[doc(hidden)]
    fn needs(source: Source) -> bool;

    #[doc(hidden)]
    fn read(incoming: &Incoming) -> Result<Self, ErrorBody>;

    #[doc(hidden)]
    fn check(incoming: &Incoming, names: Option<&str>) -> Result<(), ErrorBody>;
}

impl<P: Parts> Extract for ValidRequest<P> {
    const MEDIA: Option<Media> = P::MEDIA;
    const OPTIONAL_BODY: bool = P::OPTIONAL_BODY;
    const ALWAYS_ANSWERS: bool = true;

    fn needs(source: Source) -> bool {
        P::needs(source)
    }

    fn read(incoming: &Incoming) -> Result<Self, ErrorBody> {
        P::read(incoming).map(Self)
    }

    fn check(incoming: &Incoming, names: Option<&str>) -> Result<(), ErrorBody> {
        P::check(incoming, names)
    }

    fn key(own: &str) -> Cow<'_, str> {
        Source::Body.join(own).into()
    }

    fn answer() -> ErrorBody {
        ErrorBody::new(Status::UnprocessableEntity).of_several()
    }
}

/// What is wrong with the parts so far.
#[derive(Default)]
struct Joined {
    errors: ValidationErrors,
    /// The answer that decides the status, without its errors.
    answer: Option<(Status, Option<String>)>,
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
        let answer = (error.status(), error.own_message().map(String::from));
        let weight = |answer: &Option<(Status, _)>| answer.as_ref().map(|(status, _)| gravity(*status));
        let answer = Some(answer);
        // Of two with the same status one may have something to say.
        if weight(&answer) > weight(&self.answer)
            || weight(&answer) == weight(&self.answer) && self.answer.as_ref().is_some_and(|(_, said)| said.is_none())
        {
            self.answer = answer;
        }
        None
    }

    fn finish(self) -> Result<(), ErrorBody> {
        let Some((status, message)) = self.answer else { return Ok(()) };
        let mut body = ErrorBody::new(status).of_several();
        if let Some(message) = message {
            body = body.message(message);
        }
        Err(if self.errors.is_empty() { body } else { body.errors(self.errors) })
    }
}

/// Which status stands for all.
fn gravity(status: Status) -> u8 {
    match status {
        Status::UnprocessableEntity => 0,
        Status::BadRequest => 1,
        Status::UnsupportedMediaType => 2,
        Status::ContentTooLarge => 3,
        _ => 4,
    }
}

/// The media type of the one body among the parts.
const fn one_body(media: &[Option<Media>]) -> Option<Media> {
    let (mut at, mut body) = (0, None);
    while at < media.len() {
        if media[at].is_some() {
            assert!(body.is_none(), "the body of a request can be read by one extractor only");
            body = media[at];
        }
        at += 1;
    }
    body
}

macro_rules! parts {
    ($($($part:ident $value:ident)+;)+) => {$(
        impl<$($part: Part),+> Parts for ($($part,)+) {
            const MEDIA: Option<Media> = one_body(&[$($part::MEDIA),+]);
            const OPTIONAL_BODY: bool = $($part::MEDIA.is_some() && $part::OPTIONAL)||+;

            fn needs(source: Source) -> bool {
                $(source == $part::SOURCE)||+
            }

            fn read(incoming: &Incoming) -> Result<Self, ErrorBody> {
                let mut joined = Joined::default();
                $(let $value = joined.part($part::SOURCE, $part::read(incoming));)+
                joined.finish()?;
                match ($($value,)+) {
                    ($(Some($value),)+) => Ok(($($value,)+)),
                    // Each part that is not there has left its answer.
                    _ => Err(ErrorBody::new(Status::InternalServerError)),
                }
            }

            fn check(incoming: &Incoming, names: Option<&str>) -> Result<(), ErrorBody> {
                let mut joined = Joined::default();
                $({
                    let live = Live::new().within(incoming.limits());
                    let live = names.into_iter().fold(live, |live, names| live.only(&names::inner($part::SOURCE, names)));
                    joined.part($part::SOURCE, $part::check(incoming, &live));
                })+
                joined.finish()
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
