//! The text fields of `multipart/form-data`.

use std::string::String;

use bytes::Bytes;
use futures_util::{FutureExt as _, stream};

use super::pairs;
use crate::{Answer, ErrorBody, Status};

/// The text fields as the body of a form. Bytes that are not UTF-8 stay as they are, and the reader of forms refuses them.
pub(super) fn fields(body: &Bytes, boundary: Option<String>) -> Result<String, ErrorBody> {
    let malformed = || ErrorBody::new(Status::BadRequest).answer(Answer::MULTIPART_DATA);
    let boundary = boundary.ok_or_else(malformed)?;
    // The whole body is here, so the future never waits.
    read(body.clone(), boundary).now_or_never().and_then(Result::ok).ok_or_else(malformed)
}

async fn read(body: Bytes, boundary: String) -> multer::Result<String> {
    let body = stream::iter([Ok::<_, core::convert::Infallible>(body)]);
    let mut multipart = multer::Multipart::new(body, boundary);
    let mut form = String::new();
    while let Some(field) = multipart.next_field().await? {
        let (Some(name), None) = (field.name().map(String::from), field.file_name()) else { continue };
        let value = field.bytes().await?;
        pairs::push(&mut form, name.as_bytes(), &value);
    }
    Ok(form)
}
