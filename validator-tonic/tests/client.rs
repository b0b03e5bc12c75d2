//! A real server, and what its client reads.

#![allow(clippy::unwrap_used)]

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio_stream::wrappers::TcpListenerStream;
use tonic::codegen::http::uri::PathAndQuery;
use tonic::codegen::{Service, http};
use tonic::server::{NamedService, UnaryService};
use tonic::transport::{Channel, Server};
use tonic::{Code, Request, Response, Status, client, server};
use tonic_prost::ProstCodec;
use tonic_types::StatusExt as _;
use unprocessable::{ErrorBody, Validate, lang};
use unprocessable_tonic::ToStatus as _;

#[derive(Clone, PartialEq, prost::Message, Validate)]
struct Order {
    #[prost(string, tag = "1")]
    #[validate(required, email)]
    email: String,
    #[prost(message, repeated, tag = "2")]
    #[validate(length(max = 1000), nested)]
    items: Vec<Item>,
}

#[derive(Clone, PartialEq, prost::Message, Validate)]
struct Item {
    #[prost(int32, tag = "1")]
    #[validate(gte(1))]
    price: i32,
}

#[derive(Clone, PartialEq, prost::Message)]
struct Receipt {
    #[prost(uint32, tag = "1")]
    items: u32,
}

type Answering<T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send>>;

/// What `tonic-prost-build` would write.
#[derive(Clone)]
struct Shop;

impl NamedService for Shop {
    const NAME: &'static str = "shop.Shop";
}

impl Service<http::Request<tonic::body::Body>> for Shop {
    type Response = http::Response<tonic::body::Body>;
    type Error = Infallible;
    type Future = Answering<Self::Response, Infallible>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: http::Request<tonic::body::Body>) -> Self::Future {
        Box::pin(async { Ok(server::Grpc::new(ProstCodec::default()).unary(Place, request).await) })
    }
}

struct Place;

impl UnaryService<Order> for Place {
    type Response = Receipt;
    type Future = Answering<Response<Receipt>, Status>;

    fn call(&mut self, request: Request<Order>) -> Self::Future {
        Box::pin(async move {
            if request.metadata().contains_key("busy") {
                let busy = ErrorBody::new(unprocessable::Status::ServiceUnavailable);
                return Err(busy.retry_after(Duration::from_secs(7)).to_status());
            }
            let is_german = request.metadata().get("accept-language").is_some_and(|tag| tag == "de");
            let order = request.into_inner();
            match order.validate() {
                Ok(()) => Ok(Response::new(Receipt { items: order.items.len() as u32 })),
                Err(errors) if is_german => Err(errors.to_status_in(&lang::DE)),
                Err(errors) => Err(errors.to_status()),
            }
        })
    }
}

async fn channel() -> Channel {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(Server::builder().add_service(Shop).serve_with_incoming(TcpListenerStream::new(listener)));
    Channel::from_shared(format!("http://{address}")).unwrap().connect().await.unwrap()
}

async fn place(channel: &Channel, order: Order, metadata: Option<(&'static str, &str)>) -> Result<Receipt, Status> {
    let mut client = client::Grpc::new(channel.clone());
    client.ready().await.unwrap();
    let mut request = Request::new(order);
    if let Some((name, value)) = metadata {
        request.metadata_mut().insert(name, value.parse().unwrap());
    }
    let path = PathAndQuery::from_static("/shop.Shop/Place");
    let answer: Result<Response<Receipt>, Status> = client.unary(request, path, ProstCodec::default()).await;
    answer.map(Response::into_inner)
}

fn order(email: &str, prices: impl IntoIterator<Item = i32>) -> Order {
    Order { email: email.into(), items: prices.into_iter().map(|price| Item { price }).collect() }
}

#[tokio::test]
async fn a_client_reads_which_fields_are_wrong() {
    let channel = channel().await;
    assert_eq!(place(&channel, order("a@b.example", [1, 2]), None).await.unwrap(), Receipt { items: 2 });

    let status = place(&channel, order("jane", [1, 0]), None).await.unwrap_err();
    assert_eq!((status.code(), status.message()), (Code::InvalidArgument, "The given data was invalid."));
    let found = status.get_details_bad_request().unwrap().field_violations;
    let found: Vec<_> = found.iter().map(|found| (&*found.field, &*found.reason, &*found.description)).collect();
    assert_eq!(
        found,
        [
            ("email", "EMAIL", "The email must be a valid email address."),
            ("items[1].price", "GTE", "The price must be greater than or equal to 1."),
        ]
    );
}

#[tokio::test]
async fn a_client_gets_its_language() {
    let channel = channel().await;
    let status = place(&channel, order("jane", []), Some(("accept-language", "de"))).await.unwrap_err();
    let details = status.get_error_details();
    let top = details.localized_message().unwrap();
    assert_eq!((&*top.locale, &*top.message), ("de", "Die Angaben sind ungültig."));
    let found = &details.bad_request().unwrap().field_violations[0];
    let localized = found.localized_message.as_ref().unwrap();
    assert_eq!(localized.locale, "de");
    assert!(localized.message.contains("E-Mail"), "{}", localized.message);
    assert_eq!(found.description, "The email must be a valid email address.");
}

#[tokio::test]
async fn many_violations_fit_into_the_trailer() {
    let channel = channel().await;
    for language in ["en", "de"] {
        let status = place(&channel, order("", [0; 200]), Some(("accept-language", language))).await.unwrap_err();
        assert_eq!(status.code(), Code::InvalidArgument, "{status:?}");
        let listed = status.get_details_bad_request().unwrap().field_violations.len();
        assert!((15..100).contains(&listed), "{listed}");
        assert!(status.message().ends_with(&format!("{} more violations are not listed.", 100 - listed)), "{status:?}");
        // In base64, with what else is in it.
        assert!(status.details().len() * 4 / 3 < 7_000, "{}", status.details().len());
    }
}

#[tokio::test]
async fn other_statuses_have_codes_of_grpc() {
    let channel = channel().await;
    let status = place(&channel, order("", []), Some(("busy", "yes"))).await.unwrap_err();
    assert_eq!(status.code(), Code::Unavailable);
    let wait = status.get_details_retry_info().unwrap().retry_delay;
    assert_eq!(wait, Some(Duration::from_secs(7)));
    assert!(status.get_details_bad_request().is_none());
}
