//! The routes, on axum.

use axum::extract::Query;
use axum::routing::{get, post};
use axum::{Json, Router};
use axum_valid::Valid;

use crate::account::SignIn;
use crate::order::Coupon;
use crate::search::Page;

pub fn routes() -> Router {
    Router::new()
        .route("/sign-in", post(sign_in))
        .route("/coupons", post(redeem))
        .route("/products", get(products))
}

async fn sign_in(Valid(Json(sign_in)): Valid<Json<SignIn>>) -> String {
    let SignIn { email, .. } = sign_in;
    format!("Hello, {email}.")
}

async fn redeem(coupon: Valid<Json<Coupon>>) -> String {
    format!("{} %", coupon.percent)
}

async fn products(Valid(Query(page)): Valid<Query<Page>>) -> String {
    format!("{} of {}", page.size, page.number)
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::{Request, StatusCode};
    use http_body_util::BodyExt;
    use tower::ServiceExt;

    use super::routes;

    async fn answer(request: Request<Body>) -> (StatusCode, String) {
        let response = routes().oneshot(request).await.unwrap();
        let status = response.status();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    fn json(path: &str, body: &'static str) -> Request<Body> {
        Request::post(path).header("content-type", "application/json").body(Body::from(body)).unwrap()
    }

    #[tokio::test]
    async fn good_requests_are_answered() {
        let (status, body) = answer(json("/sign-in", r#"{"email":"jane@example.com","password":"x"}"#)).await;
        assert_eq!((status, body.as_str()), (StatusCode::OK, "Hello, jane@example.com."));
        let (_, body) = answer(json("/coupons", r#"{"code":"123456","percent":10}"#)).await;
        assert_eq!(body, "10 %");
        let (_, body) = answer(Request::get("/products?number=2&size=10").body(Body::empty()).unwrap()).await;
        assert_eq!(body, "10 of 2");
    }

    #[tokio::test]
    async fn bad_requests_are_refused() {
        let (status, _) = answer(json("/sign-in", r#"{"email":"jane","password":"x"}"#)).await;
        assert!(status.is_client_error());
        let (status, _) = answer(Request::get("/products?number=0&size=10").body(Body::empty()).unwrap()).await;
        assert!(status.is_client_error());
    }
}
