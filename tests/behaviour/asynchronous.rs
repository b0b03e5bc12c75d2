//! Rules that ask a database or a service.

use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::future::Future;
use std::pin::pin;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll, Waker};
use std::time::Duration;

use serde::Deserialize;
use unprocessable::{
    Async, AsyncRejection, CheckError, Column, Found, InMemory, Key, Limits, Live, Lookup, Question, Unanswered, Valid,
    Validate, ValidateAsync, Violation, from_form_async, from_json_async, from_json_async_within, from_json_with,
    from_query_async, from_value_async,
};

mod users {
    use unprocessable::Column;

    pub(super) const EMAIL: Column = Column::new("users", "email").with_key("number");
    pub(super) const NAME: Column = Column::new("users", "name");
}

mod tags {
    use unprocessable::Column;

    pub(super) const ID: Column = Column::new("tags", "id");
    pub(super) const OWNER: Column = Column::new("tags", "owner");
}

/// Rows in memory, and what was asked about them.
struct Db {
    rows: InMemory,
    /// For each question, the column and the number of values.
    asked: Mutex<Vec<(&'static str, usize)>>,
    user: Option<i64>,
    checks: AtomicUsize,
}

impl Db {
    fn new() -> Self {
        let user = |number: i64, email: &str, name: &str| {
            [("number", number.into()), ("email", email.into()), ("name", name.into())]
        };
        let rows = InMemory::new()
            .row("users", user(1, "jane@example.com", "jane"))
            .row("users", user(2, "joe@example.com", "joe"));
        let tag = |id: i64, owner: i64| [("id", Key::from(id)), ("owner", Key::from(owner))];
        let rows = (1..=5).fold(rows, |rows, id| rows.row("tags", tag(id, 7)));
        Self { rows, asked: Mutex::default(), user: Some(7), checks: AtomicUsize::new(0) }
    }

    fn asked(&self) -> Vec<(&'static str, usize)> {
        let mut asked = std::mem::take(&mut *self.asked.lock().unwrap());
        asked.sort_unstable();
        asked
    }
}

impl Lookup for Db {
    type Error = Infallible;

    async fn find(&self, question: Question<'_>) -> Result<Found, Infallible> {
        self.asked.lock().unwrap().push((question.column().name(), question.rows().len()));
        // The answer comes late, as from a real database.
        tokio::task::yield_now().await;
        self.rows.find(question).await
    }
}

#[derive(Debug, Deserialize, Validate)]
#[validate(context = Db)]
struct Invite {
    id: Option<i64>,
    #[validate(required, email, unique(users::EMAIL, except = self.id))]
    email: String,
    #[validate(unique(users::NAME), length(min = 3))]
    name: Option<String>,
    #[validate(length(max = 20_000), each(exists(tags::ID, within = (tags::OWNER, context.user)), gt(0)))]
    tag_ids: Vec<i64>,
}

fn messages(rejection: &AsyncRejection) -> Vec<(String, String)> {
    let errors = rejection.errors().unwrap_or_else(|| panic!("{rejection}"));
    errors.iter().map(|(key, violation)| (key.to_owned(), violation.message().to_string())).collect()
}

fn keys(rejection: &AsyncRejection) -> Vec<String> {
    messages(rejection).into_iter().map(|(key, _)| key).collect()
}

async fn invite(body: &str, db: &Db) -> Result<Valid<Invite>, AsyncRejection> {
    from_json_async(body.as_bytes(), db).await
}

#[tokio::test]
async fn violations_stand_where_their_rules_stand() {
    let db = Db::new();
    let body = r#"{"email":"jane@example.com","name":"joe","tag_ids":[1,9,-1,5,9]}"#;
    let rejection = invite(body, &db).await.unwrap_err();
    assert_eq!(
        rejection.to_json(),
        "{\"message\":\"The given data was invalid.\",\"errors\":{\
         \"email\":[\"The email has already been taken.\"],\
         \"name\":[\"The name has already been taken.\"],\
         \"tag_ids.1\":[\"The selected tag ids is invalid.\"],\
         \"tag_ids.2\":[\"The tag ids must be greater than 0.\"],\
         \"tag_ids.4\":[\"The selected tag ids is invalid.\"]}}"
    );
    assert_eq!(rejection.status().code(), 422);
    // Equal values are asked once, and values that break another rule are not asked.
    assert_eq!(db.asked(), [("email", 1), ("id", 3), ("name", 1)]);
}

#[tokio::test]
async fn what_cannot_be_read_and_what_is_taken_are_one_answer() {
    let db = Db::new();
    let body = r#"{"id":"x","email":"jane@example.com","name":"joe","tag_ids":[1,"x",9]}"#;
    let rejection = invite(body, &db).await.unwrap_err();
    // `email` looks at `id`, which could not be read.
    assert_eq!(
        messages(&rejection),
        [
            ("id".into(), "The id must be an integer.".into()),
            ("name".into(), "The name has already been taken.".into()),
            ("tag_ids.1".into(), "The tag ids must be an integer.".to_owned()),
            ("tag_ids.2".into(), "The selected tag ids is invalid.".into()),
        ]
    );
}

#[tokio::test]
async fn a_valid_request_asks_once() {
    let db = Db::new();
    let valid = invite(r#"{"id":1,"email":"jane@example.com","name":null,"tag_ids":[1,2,3]}"#, &db).await.unwrap();
    assert_eq!(valid.tag_ids, [1, 2, 3]);
    assert_eq!(db.asked(), [("email", 1), ("id", 3)]);
    // An absent exception excepts nothing, and another row's does not help.
    for id in ["null", "2"] {
        let body = format!(r#"{{"id":{id},"email":"jane@example.com","tag_ids":[]}}"#);
        assert_eq!(keys(&invite(&body, &db).await.unwrap_err()), ["email"], "{id}");
    }
}

#[tokio::test]
async fn rows_of_others_are_not_selected() {
    let mut db = Db::new();
    db.user = Some(8);
    assert_eq!(keys(&invite(r#"{"email":"a@example.com","tag_ids":[1]}"#, &db).await.unwrap_err()), ["tag_ids.0"]);
    // Where nobody is known, nothing is theirs.
    db.user = None;
    assert_eq!(keys(&invite(r#"{"email":"a@example.com","tag_ids":[1]}"#, &db).await.unwrap_err()), ["tag_ids.0"]);
    assert!(invite(r#"{"email":"a@example.com","tag_ids":[]}"#, &db).await.is_ok());
}

#[tokio::test]
async fn a_long_list_is_one_question() {
    let db = Db::new();
    let ids: Vec<String> = (1..10_000).map(|id| id.to_string()).collect();
    let body = format!(r#"{{"email":"a@example.com","tag_ids":[{}]}}"#, ids.join(","));
    let rejection = invite(&body, &db).await.unwrap_err();
    assert_eq!(rejection.errors().unwrap().len(), 100);
    assert_eq!(keys(&rejection)[0], "tag_ids.5");
    assert_eq!(db.asked(), [("email", 1), ("id", 9_999)]);
}

#[tokio::test]
async fn a_request_asks_no_more_than_it_may() {
    let db = Db::new();
    let ids: Vec<String> = (1..=10_000).map(|id| id.to_string()).collect();
    let body = format!(r#"{{"email":"a@example.com","tag_ids":[{}]}}"#, ids.join(","));
    let rejection = invite(&body, &db).await.unwrap_err();
    assert!(matches!(rejection, AsyncRejection::Unanswered(Unanswered::TooMany)), "{rejection:?}");
    assert_eq!((rejection.status().code(), db.asked()), (413, vec![]));
    let limits = Limits::new().questions(10_001);
    let rejection = from_json_async_within::<Invite, _>(body.as_bytes(), &limits, &db).await.unwrap_err();
    assert_eq!(rejection.status().code(), 422);
}

#[tokio::test]
async fn every_way_of_reading_waits() {
    let db = Db::new();
    let form = b"email=jane%40example.com&tag_ids[5]=9&tag_ids[7]=1";
    let rejection = from_form_async::<Invite, _>(form, &db).await.unwrap_err();
    assert_eq!(keys(&rejection), ["email", "tag_ids.5"]);
    let rejection = from_query_async::<Invite, _>(form, &db).await.unwrap_err();
    assert_eq!((keys(&rejection), rejection.status().code()), (vec!["email".into(), "tag_ids.5".to_owned()], 422));
    let value = serde_json::json!({ "email": "jane@example.com", "tag_ids": [] });
    assert_eq!(keys(&from_value_async::<Invite, _>(&value, &db).await.unwrap_err()), ["email"]);
    let value = serde_json::json!({ "email": "jane@example.com", "tag_ids": 3 });
    assert_eq!(keys(&from_value_async::<Invite, _>(&value, &db).await.unwrap_err()), ["email", "tag_ids"]);
    let invite = Invite { id: None, email: "joe@example.com".into(), name: None, tag_ids: vec![9] };
    assert_eq!(keys(&invite.validate_async(&db).await.unwrap_err()), ["email", "tag_ids.0"]);
    assert_eq!(keys(&invite.into_valid_async(&db).await.unwrap_err()), ["email", "tag_ids.0"]);
    let invite = Invite { id: Some(2), email: "joe@example.com".into(), name: None, tag_ids: vec![] };
    assert_eq!(invite.into_valid_async(&db).await.unwrap().into_inner().id, Some(2));
}

#[tokio::test]
async fn a_live_check_asks_only_about_what_it_names() {
    let db = Db::new();
    let body = br#"{"email":"jane@example.com","name":"joe","tag_ids":[9,1]}"#;
    let live = Live::new().only("name,tag_ids.0");
    let rejection = live.json_async::<Invite, _>(body, &db).await.unwrap_err();
    assert_eq!(keys(&rejection), ["name", "tag_ids.0"]);
    assert_eq!(db.asked(), [("id", 1), ("name", 1)]);
    assert!(Live::new().only("tag_ids.1").json_async::<Invite, _>(body, &db).await.is_ok());
    let form = b"name=joe";
    assert_eq!(keys(&Live::new().only("name").form_async::<Invite, _>(form, &db).await.unwrap_err()), ["name"]);
    assert_eq!(keys(&Live::new().only("name").query_async::<Invite, _>(form, &db).await.unwrap_err()), ["name"]);
    let value = Invite { id: None, email: String::new(), name: Some("joe".into()), tag_ids: vec![] };
    assert_eq!(keys(&Live::new().only("name").value_async(&value, &db).await.unwrap_err()), ["name"]);
}

async fn not_blocked(name: &str, db: &Db) -> Result<(), CheckError> {
    db.checks.fetch_add(1, Ordering::Relaxed);
    tokio::task::yield_now().await;
    match name {
        "blocked" => Err(CheckError::violation("The {attribute} is blocked.")),
        "violation" => Err(Violation::new("odd", "The {attribute} is odd.").into()),
        "io" => Err(std::io::Error::other("the secret of the server"))?,
        _ => Ok(()),
    }
}

#[derive(Clone, Debug, Deserialize, Validate)]
#[validate(context = Db, custom_async(fits))]
struct Item {
    #[validate(custom_async(not_blocked, context), length(max = 20))]
    name: String,
    #[serde(default)]
    #[validate(custom_async(even, code = "even", message = "The {attribute} must be even."))]
    count: u32,
}

async fn even(count: &u32) -> Result<Result<(), &'static str>, Infallible> {
    Ok(if count % 2 == 0 { Ok(()) } else { Err("never seen") })
}

async fn fits(item: &Item) -> Result<(), CheckError> {
    if item.count > 10 {
        return Err(Violation::new("fits", "The {attribute} is too much.").at("count").into());
    }
    Ok(())
}

#[derive(Debug, Deserialize, Validate)]
#[validate(context = Db, async)]
struct Cart {
    #[validate(nested)]
    items: Vec<Item>,
    #[serde(default)]
    #[validate(values(nested))]
    named: HashMap<String, Item>,
    #[serde(default)]
    #[validate(nested)]
    sorted: BTreeMap<u8, Item>,
}

#[tokio::test]
async fn functions_of_the_application_answer_later() {
    let db = Db::new();
    let body = r#"{
        "items": [{"name":"a"}, {"name":"blocked","count":3}, {"name":"violation","count":12}, {"name":"b","count":12}],
        "named": {"z":{"name":"blocked"},"y":{"name":"ok"},"x":{"name":"blocked"}},
        "sorted": {"1":{"name":"an item whose name is too long"}}
    }"#;
    let rejection = from_json_async::<Cart, _>(body.as_bytes(), &db).await.unwrap_err();
    assert_eq!(
        messages(&rejection),
        [
            ("items.1.name", "The name is blocked."),
            ("items.1.count", "The count must be even."),
            ("items.2.name", "The name is odd."),
            ("items.3.count", "The count is too much."),
            ("named.x.name", "The name is blocked."),
            ("named.z.name", "The name is blocked."),
            ("sorted.1.name", "The name must not be greater than 20 characters."),
        ]
        .map(|(key, message)| (key.to_owned(), message.to_owned()))
    );
    let codes: Vec<_> = rejection.errors().unwrap().iter().map(|(_, violation)| violation.code()).collect();
    assert_eq!(codes[..6], ["custom", "even", "odd", "fits", "custom", "custom"]);
    // One for each name that is not too long: the walk is repeated, the checks are not.
    assert_eq!(db.checks.load(Ordering::Relaxed), 7);
}

#[tokio::test]
async fn an_error_of_the_application_is_never_a_violation() {
    let db = Db::new();
    let rejection =
        from_json_async::<Cart, _>(br#"{"items":[{"name":"io"},{"name":"blocked"}]}"#, &db).await.unwrap_err();
    assert_eq!(rejection.to_json(), format!(r#"{{"message":"{}"}}"#, rejection.status().description()));
    assert_eq!((rejection.status().code(), rejection.errors().is_none()), (500, true));
    assert!(!rejection.to_string().contains("secret"), "{rejection}");
    let AsyncRejection::Unanswered(Unanswered::Failed(error)) = rejection else { panic!("{rejection}") };
    assert_eq!(error.to_string(), "the secret of the server");
}

/// A database that never answers, fails, or answers something else.
enum Broken {
    Hangs,
    Fails,
    AnswersLess,
}

impl Lookup for Broken {
    type Error = &'static str;

    async fn find(&self, question: Question<'_>) -> Result<Found, &'static str> {
        match self {
            Self::Hangs => std::future::pending().await,
            Self::Fails => Err("connection reset, password=hunter2"),
            Self::AnswersLess => Ok(Question::found(&question, [7, usize::MAX])),
        }
    }
}

#[derive(Debug, Deserialize, Validate)]
#[validate(context = Broken)]
struct Address {
    #[validate(exists(Column::new("places", "code")))]
    code: u16,
    #[validate(gt(0))]
    number: u16,
}

#[tokio::test]
async fn a_broken_database_makes_nothing_valid() {
    let (good, bad) = (br#"{"code":1,"number":1}"#, br#"{"code":1,"number":0}"#);
    let limits = Limits::new().wait(Duration::from_millis(30));
    for body in [good, bad] {
        let rejection = from_json_async_within::<Address, _>(body, &limits, &Broken::Hangs).await.unwrap_err();
        assert!(matches!(rejection, AsyncRejection::Unanswered(Unanswered::Late)), "{rejection:?}");
        assert_eq!(rejection.status().code(), 503);
        let rejection = from_json_async::<Address, _>(body, &Broken::Fails).await.unwrap_err();
        assert_eq!((rejection.status().code(), rejection.to_json().contains("hunter2")), (500, false));
    }
    // An index that was not asked about is left out.
    let rejection = from_json_async::<Address, _>(bad, &Broken::AnswersLess).await.unwrap_err();
    assert_eq!(keys(&rejection), ["code", "number"]);
}

#[test]
fn a_type_without_such_rules_never_waits() {
    #[derive(Debug, Deserialize, Validate)]
    struct Plain {
        #[validate(gt(0))]
        n: u8,
    }
    #[derive(Debug, Deserialize, Validate)]
    #[validate(context = Db)]
    struct WithContext {
        #[validate(custom(|n: &u8, db: &Db| if db.user == Some((*n).into()) { Ok(()) } else { Err("No.") }, context))]
        n: u8,
    }
    fn at_once<F: Future>(future: F) -> F::Output {
        match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(output) => output,
            Poll::Pending => panic!("waits"),
        }
    }
    let db = Db::new();
    assert!(at_once(from_json_async::<Plain, _>(br#"{"n":1}"#, &())).is_ok());
    assert!(at_once(from_json_async::<Plain, _>(br#"{"n":0}"#, &db)).is_err());
    assert!(at_once(from_json_async::<WithContext, _>(br#"{"n":7}"#, &db)).is_ok());
    assert!(at_once(from_json_async::<WithContext, _>(br#"{"n":0}"#, &db)).is_err());
    assert!(from_json_with::<WithContext, _>(br#"{"n":7}"#, &db).is_ok());
    assert!(at_once(Plain { n: 1 }.validate_async(&())).is_ok());
}

#[tokio::test]
async fn words_of_the_walk_hold_for_rules_that_ask() {
    #[derive(Debug, Deserialize, Validate)]
    #[validate(context = Db)]
    struct Form {
        #[serde(default)]
        checks: bool,
        #[validate(when(self.checks, unique(users::EMAIL), email))]
        email: String,
        #[validate(on_submit(unique(users::NAME, code = "taken", message = "Choose another {attribute}.")))]
        name: String,
        #[validate(bail, custom_async(not_blocked, context), unique(users::NAME))]
        #[serde(default)]
        nick: String,
    }
    let db = Db::new();
    let body =
        |checks: bool| format!(r#"{{"checks":{checks},"email":"jane@example.com","name":"joe","nick":"blocked"}}"#);
    let rejection = from_json_async::<Form, _>(body(true).as_bytes(), &db).await.unwrap_err();
    assert_eq!(
        messages(&rejection),
        [
            ("email".into(), "The email has already been taken.".into()),
            ("name".into(), "Choose another name.".to_owned()),
            ("nick".into(), "The nick is blocked.".to_owned()),
        ]
    );
    assert_eq!(rejection.errors().unwrap().get("name").next().unwrap().code(), "taken");
    let rejection = from_json_async::<Form, _>(body(false).as_bytes(), &db).await.unwrap_err();
    assert_eq!(keys(&rejection), ["name", "nick"]);
    let live = Live::new().json_async::<Form, _>(body(true).as_bytes(), &db).await.unwrap_err();
    assert_eq!(keys(&live), ["email", "nick"]);
}

#[tokio::test]
async fn bail_on_a_struct_stops_at_an_asynchronous_violation() {
    #[derive(Debug, Deserialize, Validate)]
    #[validate(context = Db, bail)]
    struct Form {
        #[validate(unique(users::EMAIL))]
        email: String,
        #[validate(length(min = 3))]
        name: String,
    }
    let db = Db::new();
    let rejection = from_json_async::<Form, _>(br#"{"email":"jane@example.com","name":""}"#, &db).await.unwrap_err();
    assert_eq!(keys(&rejection), ["email"]);
    let rejection = from_json_async::<Form, _>(br#"{"email":"a@example.com","name":""}"#, &db).await.unwrap_err();
    assert_eq!(keys(&rejection), ["name"]);
}

#[tokio::test]
async fn types_of_all_kinds_ask() {
    #[derive(Debug, Deserialize, Validate)]
    #[validate(transparent)]
    struct TagId(i64);
    #[derive(Debug, Deserialize, Validate)]
    #[validate(context = Db)]
    #[serde(tag = "kind", rename_all = "lowercase")]
    enum Choice<T> {
        Tag {
            #[validate(exists(tags::ID))]
            id: TagId,
        },
        Other {
            #[validate(nested)]
            other: T,
        },
    }
    #[derive(Debug, Deserialize, Validate)]
    #[validate(context = Db)]
    struct Outer<T> {
        #[serde(flatten)]
        #[validate(nested)]
        choice: Choice<T>,
        #[validate(values(exists(tags::ID)), keys(unique(users::NAME)))]
        map: HashMap<String, u64>,
        #[validate(each(each(exists(tags::ID))))]
        deep: Vec<Vec<Option<Box<i16>>>>,
    }
    let db = Db::new();
    let body = br#"{"kind":"tag","id":9,"map":{"joe":1,"b":18446744073709551615},"deep":[[1,null],[99,3]]}"#;
    let rejection = from_json_async::<Outer<Item>, _>(body, &db).await.unwrap_err();
    assert_eq!(keys(&rejection), ["id", "map.b", "map.joe", "deep.1.0"].map(str::to_owned).to_vec());
    let body = br#"{"kind":"other","other":{"name":"blocked"},"map":{},"deep":[]}"#;
    assert_eq!(keys(&from_json_async::<Outer<Item>, _>(body, &db).await.unwrap_err()), ["other.name"]);
}

/// A function that is generic over the request.
async fn read<'c, T>(body: &[u8], db: &'c Db) -> Result<Valid<T>, AsyncRejection>
where
    T: serde::de::DeserializeOwned
        + Validate<Async<'c, Db>>
        + for<'de> unprocessable::decode::Inspect<'de, Async<'c, Db>>,
{
    from_json_async(body, db).await
}

#[tokio::test]
async fn a_future_can_be_sent_whatever_the_type() {
    fn sent<F: Future + Send>(future: F) -> F {
        future
    }
    #[derive(Debug, Deserialize, Validate)]
    #[validate(context = Db)]
    struct Local {
        #[validate(unique(users::NAME))]
        name: std::rc::Rc<String>,
    }
    let db = Db::new();
    let rejection = tokio::spawn(async move {
        let checked = sent(read::<Cart>(br#"{"items":[]}"#, &db)).await.is_ok();
        let local = sent(async { from_json_async::<Local, _>(br#"{"name":"joe"}"#, &db).await.map(|_| ()) }).await;
        (checked, local)
    });
    let (checked, local) = rejection.await.unwrap();
    assert!(checked);
    assert_eq!(keys(&local.unwrap_err()), ["name"]);
}

#[test]
fn what_is_asked_is_not_shown() {
    assert_eq!(format!("{:?} {:?}", Key::from("secret"), Key::from(17)), "Text Integer");
}

/// Long map keys around checks repeat in the place of each of them.
#[tokio::test]
async fn places_of_checks_stay_within_a_limit() {
    #[derive(Debug, Deserialize, Validate)]
    #[validate(context = Db, async)]
    struct Maps {
        #[validate(values(nested))]
        carts: BTreeMap<String, Cart>,
    }
    let db = Db::new();
    let items = vec![r#"{"name":"a"}"#; 2_000].join(",");
    let body = format!(r#"{{"carts":{{"{}":{{"items":[{items}]}}}}}}"#, "k".repeat(100_000));
    let rejection = from_json_async::<Maps, _>(body.as_bytes(), &db).await.unwrap_err();
    assert!(matches!(rejection, AsyncRejection::Unanswered(Unanswered::TooMany)), "{rejection:?}");
}

/// The same demands, once asked of a database and once looked up at once.
mod twins {
    use super::*;

    pub(super) struct Sets {
        pub(super) rows: InMemory,
        pub(super) names: Vec<&'static str>,
        pub(super) ids: Vec<i64>,
    }

    impl Lookup for Sets {
        type Error = Infallible;

        async fn find(&self, question: Question<'_>) -> Result<Found, Infallible> {
            self.rows.find(question).await
        }
    }

    fn free(name: &str, sets: &Sets) -> Result<(), Violation> {
        if sets.names.contains(&name) { Err(Violation::from_code("unique")) } else { Ok(()) }
    }

    fn known(id: &i64, sets: &Sets) -> Result<(), Violation> {
        if sets.ids.contains(id) { Ok(()) } else { Err(Violation::from_code("exists")) }
    }

    #[derive(Debug, Deserialize, Validate)]
    #[validate(context = Sets)]
    pub(super) struct Now {
        #[validate(bail, length(max = 3), custom(free, context))]
        name: String,
        #[validate(length(max = 6), each(custom(known, context)))]
        ids: Vec<i64>,
        #[validate(values(custom(known, context)))]
        map: HashMap<String, i64>,
        #[validate(nested)]
        inner: Option<Box<Now>>,
    }

    #[derive(Debug, Deserialize, Validate)]
    #[validate(context = Sets)]
    pub(super) struct Later {
        #[validate(length(max = 3), unique(users::NAME))]
        name: String,
        #[validate(length(max = 6), each(exists(tags::ID)))]
        ids: Vec<i64>,
        #[validate(values(exists(tags::ID)))]
        map: HashMap<String, i64>,
        #[validate(nested)]
        inner: Option<Box<Later>>,
    }
}

/// A document, in which some values have wrong types.
fn document(random: &mut fastrand::Rng, depth: usize) -> serde_json::Value {
    use serde_json::{Value, json};

    let id = |random: &mut fastrand::Rng| match random.u8(..12) {
        0 => json!("x"),
        1 => Value::Null,
        id => json!(id),
    };
    let name = match random.u8(..8) {
        0 => json!(7),
        1 => json!("long name"),
        at => json!(["a", "b", "c", "d", "e", "f"][usize::from(at) - 2]),
    };
    let ids: Vec<Value> = (0..random.usize(..8)).map(|_| id(random)).collect();
    let map: serde_json::Map<_, _> = (0..random.u8(..4)).map(|key| (format!("k{key}"), id(random))).collect();
    let inner = if depth == 0 || random.bool() { Value::Null } else { document(random, depth - 1) };
    json!({ "name": name, "ids": ids, "map": map, "inner": inner })
}

#[tokio::test]
async fn answers_that_come_later_make_the_same_errors() {
    let (names, ids) = (vec!["a", "c", "e"], vec![2, 3, 5, 7]);
    let rows = names.iter().fold(InMemory::new(), |rows, name| rows.row("users", [("name", Key::from(*name))]));
    let rows = ids.iter().fold(rows, |rows, id| rows.row("tags", [("id", Key::from(*id))]));
    let sets = twins::Sets { rows, names, ids };
    let mut random = fastrand::Rng::with_seed(16);
    let (mut valid, mut invalid) = (0, 0);
    for _ in 0..2_000 {
        let body = document(&mut random, 3).to_string();
        for limits in [Limits::new(), Limits::new().violations(3)] {
            let now = unprocessable::from_json_within::<twins::Now, _>(body.as_bytes(), &limits, &sets);
            let later = from_json_async_within::<twins::Later, _>(body.as_bytes(), &limits, &sets).await;
            match (now, later) {
                (Ok(_), Ok(_)) => valid += 1,
                (Err(now), Err(later)) => {
                    assert_eq!(later.to_json(), now.to_json(), "{body}");
                    invalid += 1;
                }
                (now, later) => panic!("{body}\n{now:?}\n{later:?}"),
            }
        }
        let live = Live::new().only("ids.*,inner.name,inner.map.*");
        let now = live.json::<twins::Now, _>(body.as_bytes(), &sets).map_err(|rejection| rejection.to_json());
        let later = live.json_async::<twins::Later, _>(body.as_bytes(), &sets).await;
        assert_eq!(later.map_err(|rejection| rejection.to_json()), now, "{body}");
    }
    assert!(valid > 50 && invalid > 2_000, "{valid} {invalid}");
}

#[tokio::test]
async fn groups_ask_what_is_theirs() {
    use unprocessable::{Group, from_form_async_for, from_json_async_for, from_value_async_for};

    struct Create;
    impl Group for Create {}

    #[derive(Debug, Deserialize, Validate)]
    #[validate(context = Db)]
    struct Account {
        #[validate(on(Create, unique(users::EMAIL)), email)]
        email: String,
        #[validate(unique(users::NAME))]
        name: Option<String>,
    }
    let db = Db::new();
    let body = r#"{"email":"jane@example.com","name":"joe"}"#;
    let created: Result<Valid<Account, Create>, _> = from_json_async_for(body.as_bytes(), &db).await;
    let rejection = created.unwrap_err();
    assert_eq!(keys(&rejection), ["email", "name"]);
    assert_eq!(keys(&from_json_async::<Account, _>(body.as_bytes(), &db).await.unwrap_err()), ["name"]);
    let form = b"email=jane@example.com";
    assert_eq!(keys(&from_form_async_for::<Account, Create, _>(form, &db).await.unwrap_err()), ["email"]);
    let value = serde_json::json!({ "email": "jane@example.com" });
    assert_eq!(keys(&from_value_async_for::<Account, Create, _>(&value, &db).await.unwrap_err()), ["email"]);
    let account = |email: &str| Account { email: email.into(), name: None };
    assert!(account("jane@example.com").validate_async(&db).await.is_ok());
    assert_eq!(keys(&account("jane@example.com").validate_async_for::<Create>(&db).await.unwrap_err()), ["email"]);
    let valid: Valid<Account, Create> = account("a@example.com").into_valid_async_for(&db).await.unwrap();
    assert_eq!(valid.email, "a@example.com");

    // The check is repeated in the group of the proof.
    let taken = InMemory::new().row("users", [("email", Key::from("a@example.com"))]);
    let db = Db { rows: taken, ..Db::new() };
    assert_eq!(keys(&valid.validate_async(&db).await.unwrap_err()), ["email"]);
    assert!(account("a@example.com").into_valid_async(&db).await.unwrap().validate_async(&db).await.is_ok());
}
