//! What the routes of every server read.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::Deserialize;
use unprocessable::{
    CheckError, Column, Found, Group, Key, Lookup, LookupRow, Messages, Question, Rejection, Sentence, Valid, Validate,
    Violation, from_query,
};

#[derive(Debug, Deserialize, Validate)]
pub(crate) struct Order {
    #[validate(required, email)]
    pub(crate) email: String,
    #[validate(gt(0))]
    pub(crate) amount: f64,
    #[serde(default)]
    #[validate(length(max = 3), nested)]
    pub(crate) items: Vec<Item>,
    #[validate(on_submit(custom(approved)))]
    pub(crate) note: Option<String>,
}

#[derive(Debug, Deserialize, Validate)]
pub(crate) struct Item {
    #[validate(length(max = 5))]
    pub(crate) name: String,
    #[validate(gte(1))]
    pub(crate) price: u32,
}

/// A check that live checks leave out.
fn approved(note: &str) -> Result<(), &'static str> {
    if note == "secret" { Err("The {attribute} is not approved.") } else { Ok(()) }
}

#[derive(Debug, Deserialize, Validate)]
pub(crate) struct Search {
    #[validate(required, length(max = 5))]
    pub(crate) q: String,
    #[validate(range(1..=100))]
    pub(crate) page: Option<u32>,
}

/// What a handler does that reads its query string by hand.
pub(crate) fn searched(query: Option<&str>) -> Result<String, Rejection> {
    from_query::<Search>(query.unwrap_or_default()).map(|search| search.q.clone())
}

#[derive(Debug, Deserialize, Validate)]
pub(crate) struct Id {
    #[validate(gte(10))]
    pub(crate) id: u32,
}

/// A newtype, which takes the only parameter of a path.
#[derive(Debug, Deserialize, Validate)]
pub(crate) struct UserId(#[validate(gte(10))] pub(crate) u32);

/// A tuple, which takes the parameters of a path by their positions.
#[derive(Debug, Deserialize, Validate)]
pub(crate) struct Shelf(#[validate(length(max = 5))] pub(crate) String, #[validate(range(1..=9))] pub(crate) u8);

#[derive(Debug, Deserialize, Validate)]
pub(crate) struct Trace {
    #[serde(rename = "x-trace")]
    #[validate(length(equal = 4))]
    pub(crate) trace: String,
}

/// A body with names that stand for other parts in a combined answer.
#[derive(Debug, Deserialize, Validate)]
pub(crate) struct Confusing {
    #[validate(length(min = 1))]
    pub(crate) query: String,
}

#[derive(Debug)]
pub(crate) struct Shop {
    pub(crate) country: &'static str,
}

#[derive(Debug, Deserialize, Validate)]
#[validate(context = Shop)]
pub(crate) struct Address {
    #[validate(custom(delivered_to, context))]
    pub(crate) country: String,
}

fn delivered_to(country: &str, shop: &Shop) -> Result<(), &'static str> {
    if country == shop.country { Ok(()) } else { Err("We do not deliver to this {attribute}.") }
}

/// Who sends a request.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Caller {
    pub(crate) user: u32,
}

/// Every user has the blog whose number is ten times theirs.
impl Lookup for Caller {
    type Error = &'static str;

    async fn find(&self, question: Question<'_>) -> Result<Found, &'static str> {
        let is_found = |row: &LookupRow| match (row.value(), row.within()) {
            (Key::Integer(blog), Some(Key::Integer(owner))) => *blog == owner * 10,
            _ => false,
        };
        let rows = question.rows().iter().enumerate();
        Ok(question.found(rows.filter(|(_, row)| is_found(row)).map(|(index, _)| index)))
    }
}

const BLOG: Column = Column::new("blogs", "id");
const BLOG_OWNER: Column = Column::new("blogs", "owner");

#[derive(Debug, Deserialize, Validate)]
#[validate(context = Caller)]
pub(crate) struct Post {
    #[validate(exists(BLOG, within = (BLOG_OWNER, context.user)))]
    pub(crate) blog: u32,
}

pub(crate) struct Create;
pub(crate) struct Update;

impl Group for Create {}
impl Group for Update {}

/// With rules of two groups.
#[derive(Debug, Deserialize, Validate)]
pub(crate) struct Account {
    #[validate(on(Create, required), email)]
    pub(crate) email: Option<String>,
    #[validate(on(Update, gte(1)))]
    pub(crate) version: Option<u32>,
}

pub(crate) fn created(account: &Valid<Account, Create>) -> String {
    format!("created {}", account.email.as_deref().unwrap_or_default())
}

pub(crate) fn updated(account: &Valid<Account, Update>) -> String {
    format!("updated {}", account.version.unwrap_or_default())
}

/// With rules of a group, and a context.
#[derive(Debug, Deserialize, Validate)]
#[validate(context = Shop)]
pub(crate) struct Branch {
    #[validate(on(Create, required), custom(delivered_to, context))]
    pub(crate) country: Option<String>,
}

/// A database that knows one address, and does not answer for two others.
#[derive(Debug)]
pub(crate) struct Guests;

impl Lookup for Guests {
    type Error = &'static str;

    async fn find(&self, question: Question<'_>) -> Result<Found, &'static str> {
        let asks_for = |email: &str| question.rows().iter().position(|row| *row.value() == Key::from(email));
        if asks_for("late@example.com").is_some() {
            std::future::pending::<()>().await;
        }
        if asks_for("fails@example.com").is_some() {
            return Err("the password of the database is hunter2");
        }
        Ok(question.found(asks_for("jane@example.com")))
    }
}

const EMAIL: Column = Column::new("guests", "email");

#[derive(Debug, Deserialize, Validate)]
#[validate(context = Guests)]
pub(crate) struct Guest {
    #[validate(normalize(trim, lowercase), required, email, unique(EMAIL), custom_async(not_blocked))]
    pub(crate) email: String,
}

async fn not_blocked(email: &str) -> Result<(), CheckError> {
    if email.starts_with("blocked") { Err(CheckError::violation("The {attribute} is blocked.")) } else { Ok(()) }
}

#[derive(Debug, Deserialize, Validate)]
#[validate(context = Guests)]
pub(crate) struct Friend {
    #[validate(exists(EMAIL))]
    pub(crate) friend: String,
}

/// How often a handler ran, for one test at a time.
#[derive(Debug)]
pub(crate) struct Ran {
    count: AtomicUsize,
    turn: Mutex<()>,
}

impl Ran {
    pub(crate) const fn new() -> Self {
        Self { count: AtomicUsize::new(0), turn: Mutex::new(()) }
    }

    pub(crate) fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn add(&self) {
        self.count.fetch_add(1, Ordering::SeqCst);
    }

    pub(crate) fn count(&self) -> usize {
        self.count.load(Ordering::SeqCst)
    }
}

/// What only a database would know.
pub(crate) async fn not_taken(email: String) -> Result<(), Violation> {
    if email == "taken@example.com" {
        return Err(Violation::new("taken", "The {attribute} has already been taken."));
    }
    Ok(())
}

pub(crate) struct German;

impl Messages for German {
    fn invalid(&self) -> Option<&str> {
        Some("Die Angaben sind ungültig.")
    }

    fn sentence(&self, sentence: &Sentence<'_>) -> Option<&str> {
        (sentence.code() == "required").then_some("{attribute} fehlt.")
    }
}

pub(crate) fn by_language(accepted: &str) -> Option<&'static (dyn Messages + Sync)> {
    accepted.starts_with("de").then_some(&German)
}
