//! A consumer of a queue, with a dead-letter queue. A real one replaces the two channels by those of its broker.

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use unprocessable::{Rejection, Valid, from_json};

use crate::Order;

/// How often a message is tried whose handler fails.
pub const MOST_ATTEMPTS: u32 = 3;

/// A message as it comes from the broker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its bytes.
    pub body: Vec<u8>,
    /// How often it was tried, which brokers count in a header.
    pub attempts: u32,
}

/// A message that nobody tries again, with the headers that say why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dead {
    /// Its bytes, as they came.
    pub body: Vec<u8>,
    /// The status that a request would have, or `attempts`.
    pub code: String,
    /// The documented body, or what the handler said. It holds no values of the message.
    pub reason: String,
}

/// What becomes of a message.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is done, and the broker may forget it.
    Done,
    /// It goes back into the queue.
    Retry(Message),
    /// It goes to the dead-letter queue.
    Dead(Dead),
}

/// Reads one message and has it handled. The handler gets only what keeps all rules.
pub fn consume(message: Message, handle: impl FnOnce(&Valid<Order>) -> Result<(), String>) -> Outcome {
    let order = match from_json::<Order>(&message.body) {
        Ok(order) => order,
        Err(rejection) => return Outcome::Dead(refused(message.body, &rejection)),
    };
    match handle(&order) {
        Ok(()) => Outcome::Done,
        Err(reason) if message.attempts + 1 >= MOST_ATTEMPTS => {
            Outcome::Dead(Dead { body: message.body, code: "attempts".to_owned(), reason })
        }
        Err(_) => Outcome::Retry(Message { attempts: message.attempts + 1, ..message }),
    }
}

fn refused(body: Vec<u8>, rejection: &Rejection) -> Dead {
    Dead { body, code: rejection.status().code().to_string(), reason: rejection.to_json() }
}

/// Consumes a queue until it is closed. `back` is the beginning of the same queue.
pub async fn run(
    mut queue: UnboundedReceiver<Message>,
    back: UnboundedSender<Message>,
    dead: UnboundedSender<Dead>,
    mut handle: impl FnMut(&Valid<Order>) -> Result<(), String>,
) {
    // Only a weak end stays here, so that the queue closes when its producers are gone.
    let back = {
        let weak = back.downgrade();
        drop(back);
        weak
    };
    while let Some(message) = queue.recv().await {
        match consume(message, &mut handle) {
            Outcome::Done => {}
            Outcome::Retry(message) => match back.upgrade() {
                Some(back) => drop(back.send(message)),
                // Nobody reads the queue again, so the message must not be lost.
                None => drop(dead.send(Dead {
                    body: message.body,
                    code: "attempts".to_owned(),
                    reason: "The queue was closed.".to_owned(),
                })),
            },
            Outcome::Dead(message) => drop(dead.send(message)),
        }
    }
}
