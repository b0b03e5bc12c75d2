//! The servers. Each has a route for orders, one that takes any method, and one that adds errors by hand.

use std::net::{SocketAddr, TcpListener};
use std::sync::mpsc;

use unprocessable::ValidationErrors;
use unprocessable::web::Answers;

use crate::types::{Order, check_by_hand};

/// A server, and how its framework writes the route of orders.
pub(crate) struct Server {
    pub(crate) name: &'static str,
    pub(crate) start: fn(Answers) -> SocketAddr,
    pub(crate) route: &'static str,
    /// Whether a route can take methods that nobody knows.
    pub(crate) takes_any_method: bool,
}

pub(crate) const ALL: [Server; 4] = [
    Server { name: "axum", start: in_axum::start, route: "/axum/{shop}/orders", takes_any_method: true },
    Server { name: "actix", start: in_actix::start, route: "/actix/{shop}/orders", takes_any_method: true },
    Server { name: "poem", start: in_poem::start, route: "/poem/:shop/orders", takes_any_method: true },
    Server { name: "rocket", start: in_rocket::start, route: "/rocket/<_>/orders", takes_any_method: false },
];

fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

fn serve(server: impl Future<Output = ()> + Send + 'static) {
    std::thread::spawn(|| {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(server);
    });
}

mod in_axum {
    use axum::Router;
    use axum::routing::{any, post};
    use unprocessable::axum::ValidJson;

    use super::*;

    async fn order(order: ValidJson<Order>) -> Result<String, ValidationErrors> {
        check_by_hand(&order)?;
        Ok(order.email.clone())
    }

    pub(super) fn start(answers: Answers) -> SocketAddr {
        let (listener, address) = listen();
        let shop = Router::new()
            .route("/{shop}/orders", post(order))
            .route("/{shop}/hand", post(order))
            .route("/{shop}/any", any(order));
        let app = Router::new().nest("/axum", shop).layer(answers);
        serve(async {
            axum::serve(tokio::net::TcpListener::from_std(listener).unwrap(), app).await.unwrap();
        });
        address
    }
}

mod in_actix {
    use actix_web::web::{post, resource, scope};
    use actix_web::{App, HttpServer};
    use unprocessable::actix_web::ValidJson;

    use super::*;

    async fn order(order: ValidJson<Order>) -> Result<String, ValidationErrors> {
        check_by_hand(&order)?;
        Ok(order.email.clone())
    }

    pub(super) fn start(answers: Answers) -> SocketAddr {
        let (listener, address) = listen();
        std::thread::spawn(move || {
            let app = move || {
                let orders = resource("/{shop}/orders").route(post().to(order));
                let hand = resource("/{shop}/hand").route(post().to(order));
                let shop = scope("/actix").service(orders).service(hand).service(resource("/{shop}/any").to(order));
                App::new().service(shop).wrap(answers.clone())
            };
            let server = HttpServer::new(app).workers(1).disable_signals().listen(listener).unwrap();
            actix_web::rt::System::new().block_on(server.run()).unwrap();
        });
        address
    }
}

mod in_poem {
    use poem::listener::TcpAcceptor;
    use poem::{EndpointExt as _, Route, handler, post};
    use unprocessable::poem::ValidJson;

    use super::*;

    #[handler]
    async fn order(order: ValidJson<Order>) -> Result<String, ValidationErrors> {
        check_by_hand(&order)?;
        Ok(order.email.clone())
    }

    pub(super) fn start(answers: Answers) -> SocketAddr {
        let (listener, address) = listen();
        let shop = Route::new().at("/:shop/orders", post(order)).at("/:shop/hand", post(order)).at("/:shop/any", order);
        let app = Route::new().nest("/poem", shop).with(answers);
        serve(async {
            let acceptor = TcpAcceptor::from_std(listener).unwrap();
            poem::Server::new_with_acceptor(acceptor).run(app).await.unwrap();
        });
        address
    }
}

mod in_rocket {
    use std::net::Ipv4Addr;

    use rocket::config::LogLevel;
    use rocket::fairing::AdHoc;
    use rocket::{Config, post, routes};
    use unprocessable::rocket::ValidJson;

    use super::*;

    #[post("/<_>/orders", data = "<order>")]
    fn order(order: ValidJson<Order>) -> Result<String, ValidationErrors> {
        check_by_hand(&order)?;
        Ok(order.email.clone())
    }

    #[post("/<_>/hand", data = "<order>")]
    fn hand(order: ValidJson<Order>) -> Result<String, ValidationErrors> {
        check_by_hand(&order)?;
        Ok(order.email.clone())
    }

    #[post("/<_>/any", data = "<order>")]
    fn any(order: ValidJson<Order>) -> String {
        order.email.clone()
    }

    pub(super) fn start(answers: Answers) -> SocketAddr {
        let (started, address) = mpsc::channel();
        let config =
            Config { port: 0, address: Ipv4Addr::LOCALHOST.into(), log_level: LogLevel::Off, ..Config::default() };
        let app = rocket::custom(config).mount("/rocket", routes![order, hand, any]).attach(answers);
        let app = app.attach(AdHoc::on_liftoff("address", move |rocket| {
            let address = SocketAddr::new(rocket.config().address, rocket.config().port);
            Box::pin(async move { started.send(address).unwrap() })
        }));
        serve(async { drop(app.launch().await.unwrap()) });
        address.recv().unwrap()
    }
}
