//! A WebSocket whose messages are checked.

use futures_util::{SinkExt, StreamExt};
use tokio::net::TcpStream;
use tokio_tungstenite::accept_async_with_config;
use tokio_tungstenite::tungstenite::error::CapacityError;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::protocol::{CloseFrame, WebSocketConfig};
use tokio_tungstenite::tungstenite::{Error, Message};

/// The most bytes of a message.
pub const MOST_BYTES: usize = 64 << 10;
/// How many messages in a row may be refused. A client that goes on will not learn it any more.
pub const MOST_REFUSALS: usize = 10;

/// Answers the messages of one connection until it ends.
///
/// # Errors
///
/// What is wrong with the connection.
pub async fn serve(stream: TcpStream) -> Result<(), Error> {
    let config = WebSocketConfig::default().max_message_size(Some(MOST_BYTES)).max_frame_size(Some(MOST_BYTES));
    let mut socket = accept_async_with_config(stream, Some(config)).await?;
    let mut refusals = 0;
    while let Some(message) = socket.next().await {
        let answer = match message {
            Ok(Message::Text(text)) => crate::take(text.as_bytes()),
            Ok(Message::Binary(bytes)) => crate::take(&bytes),
            // Pings are answered by the library.
            Ok(_) => continue,
            Err(Error::Capacity(CapacityError::MessageTooLong { .. })) => {
                return close(&mut socket, CloseCode::Size, "The message is too large.").await;
            }
            Err(error) => return Err(error),
        };
        refusals = if answer.is_ok() { 0 } else { refusals + 1 };
        let (Ok(answer) | Err(answer)) = answer;
        socket.send(Message::text(answer)).await?;
        if refusals == MOST_REFUSALS {
            return close(&mut socket, CloseCode::Policy, "Too many messages were refused.").await;
        }
    }
    Ok(())
}

async fn close(
    socket: &mut tokio_tungstenite::WebSocketStream<TcpStream>,
    code: CloseCode,
    reason: &'static str,
) -> Result<(), Error> {
    socket.close(Some(CloseFrame { code, reason: reason.into() })).await
}
