//! The error as a response of the frameworks, so that it can be the error of a handler. What the driver says is in none.

use unprocessable::ErrorBody;

use crate::error::DatabaseError;
#[cfg(any(feature = "actix-web", feature = "poem"))]
use crate::failed::DriverError;

/// 409, 422 or the status that was chosen. An error of the driver is 500.
#[cfg(feature = "axum")]
impl<E> axum_core::response::IntoResponse for DatabaseError<E> {
    fn into_response(self) -> axum_core::response::Response {
        ErrorBody::from(self).into_response()
    }
}

/// 409, 422 or the status that was chosen. An error of the driver is 500.
#[cfg(feature = "actix-web")]
impl<E: DriverError> actix_web::ResponseError for DatabaseError<E> {
    fn status_code(&self) -> actix_web::http::StatusCode {
        self.answer().status_code()
    }

    fn error_response(&self) -> actix_web::HttpResponse {
        self.answer().error_response()
    }
}

/// 409, 422 or the status that was chosen. An error of the driver is 500.
#[cfg(feature = "poem")]
impl<E: DriverError> poem::error::ResponseError for DatabaseError<E> {
    fn status(&self) -> poem::http::StatusCode {
        poem::error::ResponseError::status(&self.answer())
    }

    fn as_response(&self) -> poem::Response {
        self.answer().as_response()
    }
}

/// 409, 422 or the status that was chosen. An error of the driver is 500.
#[cfg(feature = "rocket")]
impl<'r, E> rocket::response::Responder<'r, 'static> for DatabaseError<E> {
    fn respond_to(self, request: &'r rocket::Request<'_>) -> rocket::response::Result<'static> {
        ErrorBody::from(self).respond_to(request)
    }
}

#[cfg(any(feature = "actix-web", feature = "poem"))]
impl<E> DatabaseError<E> {
    fn answer(&self) -> ErrorBody {
        self.refused().cloned().unwrap_or(unprocessable::Status::InternalServerError.into())
    }
}
