//! The four servers, all with the same routes.

use std::future::Future;
use std::net::{SocketAddr, TcpListener};
use std::sync::OnceLock;

use futures_util::StreamExt as _;

use crate::types::{Anything, Profile, answers, length_of, text_of_profile};

/// A free port of this machine.
fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

/// Runs a server as long as the program.
fn serve(server: impl Future<Output = ()> + Send + 'static) {
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        runtime.block_on(server);
    });
}

/// Makes a server once.
macro_rules! once {
    ($start:expr) => {{
        static SERVER: OnceLock<SocketAddr> = OnceLock::new();
        *SERVER.get_or_init($start)
    }};
}

/// What a framework does with a body that nobody wants.
async fn drain<B, E>(body: impl futures_util::Stream<Item = Result<B, E>>) -> String
where
    B: AsRef<[u8]>,
{
    let mut body = std::pin::pin!(body);
    let mut bytes = 0;
    while let Some(Ok(chunk)) = body.next().await {
        bytes += chunk.as_ref().len();
    }
    bytes.to_string()
}

async fn drain_axum(body: axum::body::Body) -> String {
    drain(body.into_data_stream()).await
}

pub(crate) fn axum() -> SocketAddr {
    use axum::Router;
    use axum::extract::DefaultBodyLimit;
    use axum::routing::post;
    use unprocessable::axum::{ValidJson, ValidMultipart};

    once!(|| {
        let (listener, address) = listen();
        let routes = Router::new()
            .route("/profile", post(async |profile: ValidMultipart<Profile>| text_of_profile(&profile)))
            .route("/json", post(async |profile: ValidJson<Profile>| text_of_profile(&profile)))
            .route("/anything", post(async |anything: ValidMultipart<Anything>| length_of(&anything)))
            .route("/drain", post(drain_axum))
            .route("/panics", post(async |profile: ValidMultipart<Profile>| -> String { panic!("{}", profile.name) }))
            .layer(answers());
        let small = routes.clone().layer(DefaultBodyLimit::max(3 << 20));
        // It comes first, and is above that of the settings.
        let app = Router::new().nest("/default", small).merge(routes.layer(DefaultBodyLimit::max(65 << 20)));
        serve(async {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            axum::serve(listener, app).await.unwrap();
        });
        address
    })
}

pub(crate) fn actix_web() -> SocketAddr {
    use actix_web::web::{self, ServiceConfig, post};
    use actix_web::{App, HttpServer};
    use unprocessable::actix_web::{ValidJson, ValidMultipart};

    fn routes(config: &mut ServiceConfig) {
        config
            .route("/profile", post().to(async |profile: ValidMultipart<Profile>| text_of_profile(&profile)))
            .route("/json", post().to(async |profile: ValidJson<Profile>| text_of_profile(&profile)))
            .route("/anything", post().to(async |anything: ValidMultipart<Anything>| length_of(&anything)))
            .route("/drain", post().to(async |body: web::Payload| drain(body).await))
            .route(
                "/panics",
                post().to(async |profile: ValidMultipart<Profile>| -> String { panic!("{}", profile.name) }),
            );
    }

    once!(|| {
        let (listener, address) = listen();
        let app = || {
            let small = answers().limits(crate::types::limits().multipart_bytes(3 << 20));
            App::new()
                .service(web::scope("/default").wrap(small).configure(routes))
                .service(web::scope("").wrap(answers()).configure(routes))
        };
        std::thread::spawn(move || {
            let server = HttpServer::new(app).workers(2).listen(listener).unwrap().disable_signals().run();
            actix_web::rt::System::new().block_on(server).unwrap();
        });
        address
    })
}

pub(crate) fn poem() -> SocketAddr {
    use poem::listener::TcpAcceptor;
    use poem::{EndpointExt as _, Route, Server, handler, post};
    use unprocessable::poem::{ValidJson, ValidMultipart};

    #[handler]
    async fn profile(read: ValidMultipart<Profile>) -> String {
        text_of_profile(&read)
    }

    #[handler]
    async fn json(read: ValidJson<Profile>) -> String {
        text_of_profile(&read)
    }

    #[handler]
    async fn anything(read: ValidMultipart<Anything>) -> String {
        length_of(&read)
    }

    #[handler]
    async fn drained(body: poem::Body) -> String {
        drain(body.into_bytes_stream()).await
    }

    #[handler]
    async fn panics(read: ValidMultipart<Profile>) -> String {
        panic!("{}", read.name)
    }

    fn routes() -> Route {
        Route::new()
            .at("/profile", post(profile))
            .at("/json", post(json))
            .at("/anything", post(anything))
            .at("/drain", post(drained))
            .at("/panics", post(panics))
    }

    once!(|| {
        let (listener, address) = listen();
        let small = answers().limits(crate::types::limits().multipart_bytes(3 << 20));
        let app = Route::new().nest("/default", routes().with(small)).nest("/", routes().with(answers()));
        serve(async {
            Server::new_with_acceptor(TcpAcceptor::from_std(listener).unwrap()).run(app).await.unwrap();
        });
        address
    })
}

pub(crate) fn rocket() -> SocketAddr {
    use rocket::config::LogLevel;
    use rocket::data::ToByteUnit as _;
    use rocket::{Config, data, routes};

    once!(|| {
        // Rocket listens by itself, so a port that was free a moment ago is taken.
        let (listener, address) = listen();
        drop(listener);
        let config = Config {
            port: address.port(),
            workers: 2,
            log_level: LogLevel::Off,
            limits: data::Limits::default().limit("data-form", 100.mebibytes()),
            ..Config::debug_default()
        };
        let small = answers().limits(crate::types::limits().multipart_bytes(3 << 20));
        let server = rocket::custom(config)
            .mount(
                "/",
                routes![
                    of_rocket::profile,
                    of_rocket::json,
                    of_rocket::anything,
                    of_rocket::panics,
                    of_rocket::drained
                ],
            )
            .mount(
                "/default",
                routes![
                    of_rocket::profile,
                    of_rocket::json,
                    of_rocket::anything,
                    of_rocket::panics,
                    of_rocket::drained
                ],
            )
            .attach(answers())
            .attach(small.below("/default"));
        serve(async {
            server.launch().await.unwrap();
        });
        while std::net::TcpStream::connect(address).is_err() {
            std::thread::sleep(std::time::Duration::from_millis(5));
        }
        address
    })
}

/// The handlers of Rocket, whose macros want a module.
mod of_rocket {
    use rocket::post;
    use rocket::tokio::io::AsyncReadExt as _;
    use unprocessable::rocket::{ValidJson, ValidMultipart};

    use super::{Anything, Profile, length_of, text_of_profile};

    #[post("/profile", data = "<profile>")]
    pub(super) async fn profile(profile: ValidMultipart<Profile>) -> String {
        text_of_profile(&profile)
    }

    #[post("/json", data = "<profile>")]
    pub(super) async fn json(profile: ValidJson<Profile>) -> String {
        text_of_profile(&profile)
    }

    #[post("/anything", data = "<anything>")]
    pub(super) async fn anything(anything: ValidMultipart<Anything>) -> String {
        length_of(&anything)
    }

    #[post("/drain", data = "<body>")]
    pub(super) async fn drained(body: rocket::Data<'_>) -> String {
        let mut body = body.open(rocket::data::ByteUnit::max_value());
        let (mut bytes, mut buffer) = (0, vec![0; 16 << 10]);
        while let Ok(count @ 1..) = body.read(&mut buffer).await {
            bytes += count;
        }
        bytes.to_string()
    }

    #[post("/panics", data = "<profile>")]
    pub(super) async fn panics(profile: ValidMultipart<Profile>) -> String {
        panic!("{}", profile.name)
    }
}
