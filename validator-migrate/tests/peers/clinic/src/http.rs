//! The routes, on axum.

use axum::routing::post;
use axum::{Json, Router};
use axum_valid::Garde;

use crate::staff::Login;

pub fn routes() -> Router {
    Router::new().route("/login", post(login))
}

async fn login(Garde(Json(login)): Garde<Json<Login>>) -> String {
    greet(login)
}

fn greet(login: Login) -> String {
    format!("Hello, {}.", login.user)
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::Request;
    use tower::ServiceExt;

    use super::routes;

    async fn status(body: &'static str) -> u16 {
        let request = Request::post("/login").header("content-type", "application/json").body(Body::from(body));
        routes().oneshot(request.unwrap()).await.unwrap().status().as_u16()
    }

    #[tokio::test]
    async fn requests_are_checked() {
        assert_eq!(status(r#"{"user":"jane","password":"12345678"}"#).await, 200);
        assert!(status(r#"{"user":"j","password":"12345678"}"#).await >= 400);
    }
}
