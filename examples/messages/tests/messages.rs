//! A real client of a WebSocket, and a queue of good, bad and unlucky messages.

use futures_util::{SinkExt, StreamExt};
use messages::queue::{self, Dead};
use messages::socket::{self, MOST_BYTES, MOST_REFUSALS};
use tokio::net::TcpListener;
use tokio::sync::mpsc::unbounded_channel;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::{MaybeTlsStream, WebSocketStream, connect_async};

type Client = WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>;

async fn client() -> Client {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.expect("a client");
        // A client that goes away is an error, and of no interest here.
        let _ = socket::serve(stream).await;
    });
    connect_async(format!("ws://{address}")).await.expect("a connection").0
}

async fn ask(client: &mut Client, message: impl Into<Message>) -> String {
    client.send(message.into()).await.expect("it is sent");
    client.next().await.expect("an answer").expect("a message").into_text().expect("text").to_string()
}

#[tokio::test]
async fn a_client_is_told_what_is_wrong_and_goes_on() {
    let mut client = client().await;
    let refused = ask(&mut client, r#"{"id": 1, "sku": "", "count": "canary", "colour": 1}"#).await;
    assert_eq!(
        refused,
        concat!(
            r#"{"id":1,"message":"The given data was invalid.","errors":{"sku":["The sku field is required."],"#,
            r#""count":["The count must be an integer."],"colour":["This field is not allowed."]}}"#,
        )
    );
    assert_eq!(ask(&mut client, r#"{"id": 2, "sku": "A1", "count": 3}"#).await, r#"{"id":2,"ok":true}"#);
    assert_eq!(
        ask(&mut client, r#"{"id": 3,"#).await,
        r#"{"id":null,"message":"The request body is not valid JSON: it ends too early at line 1, column 10."}"#,
    );
    let bytes = Message::binary(br#"{"id": 4, "sku": "A1", "count": 0}"#.to_vec());
    assert_eq!(
        ask(&mut client, bytes).await,
        r#"{"id":4,"message":"The given data was invalid.","errors":{"count":["The count must be greater than 0."]}}"#,
    );
    let bytes = Message::binary(vec![0xff, 0x00]);
    assert!(ask(&mut client, bytes).await.starts_with(r#"{"id":null,"message":"The request body is not valid"#));
    let deep = format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000));
    assert!(ask(&mut client, deep).await.contains("nested too deeply"));
    assert_eq!(ask(&mut client, r#"{"id": 5, "sku": "A1", "count": 1}"#).await, r#"{"id":5,"ok":true}"#);
    client.close(None).await.expect("an end");
}

#[tokio::test]
async fn hostile_clients_are_sent_away() {
    let mut large = client().await;
    // The server may close before all of it is sent.
    let _ = large.send(Message::text("x".repeat(MOST_BYTES + 1))).await;
    match large.next().await {
        Some(Ok(Message::Close(Some(frame)))) => assert_eq!(frame.code, CloseCode::Size),
        // It does not read the rest, so the connection may also break.
        Some(Err(_)) | None => {}
        other => panic!("{other:?}"),
    }

    let mut stubborn = client().await;
    for _ in 0..MOST_REFUSALS {
        assert!(ask(&mut stubborn, "{}").await.contains(r#""errors":{"id":"#));
    }
    let Some(Ok(Message::Close(Some(frame)))) = stubborn.next().await else { panic!("it goes on") };
    assert_eq!((frame.code, frame.reason.as_str()), (CloseCode::Policy, "Too many messages were refused."));
}

#[tokio::test]
async fn what_breaks_rules_is_dead_at_once_and_what_fails_is_tried_again() {
    let (queue, messages) = unbounded_channel();
    let (dead, mut letters) = unbounded_channel();
    let bodies = [
        r#"{"id": 1, "sku": "A1", "count": 1}"#,
        r#"{"id": 2, "sku": "A1", "count": 101, "secret": "canary"}"#,
        r#"{"id": 3, "sku": "unlucky", "count": 1}"#,
        r#"{"id": 4, "sku": "down", "count": 1}"#,
        "no JSON",
    ];
    for body in bodies {
        queue.send(queue::Message { body: body.into(), attempts: 0 }).expect("a queue");
    }
    let mut handled = Vec::new();
    let mut tries = 0;
    let back = queue.clone();
    let consumer = queue::run(messages, back, dead, |order| {
        match order.sku.as_str() {
            "unlucky" if tries == 0 => tries += 1,
            "down" => return Err("The shop is away.".to_owned()),
            _ => {
                handled.push(order.id);
                return Ok(());
            }
        }
        Err("Bad luck.".to_owned())
    });
    // The producer goes away when nothing is left to be tried again.
    let producer = async {
        let mut found = Vec::<Dead>::new();
        while found.len() < 3 {
            found.push(letters.recv().await.expect("a dead letter"));
        }
        drop(queue);
        found
    };
    let ((), mut found) = tokio::join!(consumer, producer);
    assert_eq!(handled, [1, 3]);
    found.sort_by(|a, b| a.code.cmp(&b.code));
    assert_eq!(
        found,
        [
            Dead {
                body: bodies[4].into(),
                code: "400".into(),
                reason: r#"{"message":"The request body is not valid JSON: the syntax is wrong at line 1, column 2."}"#.into(),
            },
            Dead {
                body: bodies[1].into(),
                code: "422".into(),
                reason: concat!(
                    r#"{"message":"The given data was invalid.","errors":{"#,
                    r#""count":["The count must be less than or equal to 100."],"secret":["This field is not allowed."]}}"#,
                )
                .into(),
            },
            Dead { body: bodies[3].into(), code: "attempts".into(), reason: "The shop is away.".into() },
        ]
    );
    assert!(found.iter().all(|letter| !letter.reason.contains("canary")));
}
