//! Groups: rules that run only in requests of some kind, such as those that create something.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use unprocessable::declaration::{Declaration, Declare, declaration};
use unprocessable::openapi::{self, Components, ParameterIn};
use unprocessable::{
    Decoded, For, Group, Limits, Live, Patch, Rejection, Valid, Validate, ValidationErrors, Violation,
    from_deserializer_for, from_form_for, from_json, from_json_for, from_json_for_within, from_query_for,
    from_reader_for, from_value_for, json_schema,
};

struct Create;
struct Update;
struct Import;

impl Group for Create {}
impl Group for Update {}
impl Group for Import {}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, Validate)]
struct User {
    #[validate(on(Create, required), email)]
    email: Option<String>,
    #[validate(on(Update, required), on((Create, Import), length(max = 3)), on(Create, each(length(max = 2))))]
    tags: Option<Vec<String>>,
    #[validate(bail, on(Create, length(min = 2), alpha), when(self.strict, on(Update, uppercase)))]
    name: String,
    #[serde(default)]
    strict: bool,
    #[serde(default)]
    #[validate(nested)]
    address: Option<Address>,
    #[serde(default)]
    #[validate(keys(on(Create, length(equal = 2))), values(on(Import, nested), on_submit(on(Create, custom(cheap)))))]
    offers: BTreeMap<String, Offer>,
}

#[derive(Debug, Default, Clone, PartialEq, Deserialize, Serialize, Validate)]
#[validate(on(Create, custom(complete)), field = "zip")]
struct Address {
    #[validate(on((Create, Update), length(equal = 5)))]
    zip: String,
    #[validate(on((), length(max = 9)))]
    note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Deserialize, Serialize, Validate)]
struct Offer {
    #[validate(gt(0))]
    price: i64,
}

fn complete(address: &Address) -> Result<(), Violation> {
    if address.zip.is_empty() { Err(Violation::new("complete", "The {attribute} is missing.")) } else { Ok(()) }
}

fn cheap(offer: &Offer) -> Result<(), &'static str> {
    if offer.price > 100 { Err("The {attribute} are too dear.") } else { Ok(()) }
}

fn user() -> Value {
    json!({
        "email": null, "tags": null, "name": "1", "strict": true, "address": { "zip": "", "note": "0123456789" },
        "offers": { "eur": { "price": 101 }, "x": { "price": 0 } },
    })
}

fn typed(value: &Value) -> User {
    serde_json::from_value(value.clone()).unwrap()
}

const OF_CREATE: &[&str] = &[
    "email: The email field is required.",
    "name: The name must be at least 2 characters.",
    "address.zip: The zip must be 5 characters.",
    "address.zip: The zip is missing.",
    "offers.eur: The offers must be 2 characters.",
    "offers.eur: The offers are too dear.",
    "offers.x: The offers must be 2 characters.",
];
const OF_UPDATE: &[&str] = &["tags: The tags field is required.", "address.zip: The zip must be 5 characters."];
const OF_IMPORT: &[&str] = &["offers.x.price: The price must be greater than 0."];
const OF_NONE: &[&str] = &["address.note: The note must not be greater than 9 characters."];

fn lines<T>(answer: Result<T, impl Into<Lines>>) -> Vec<String> {
    answer.map_or_else(|error| error.into().0, |_| Vec::new())
}

struct Lines(Vec<String>);

impl From<ValidationErrors> for Lines {
    fn from(errors: ValidationErrors) -> Self {
        Self(errors.to_string().lines().map(Into::into).collect())
    }
}

impl From<Rejection> for Lines {
    fn from(rejection: Rejection) -> Self {
        rejection.errors().cloned().map_or_else(|| Self(vec![rejection.to_string()]), Into::into)
    }
}

#[test]
fn rules_of_a_group_run_in_this_group_alone() {
    let value = typed(&user());
    assert_eq!(lines(value.validate_for::<Create>()), OF_CREATE);
    assert_eq!(lines(value.validate_for::<Update>()), OF_UPDATE);
    assert_eq!(lines(value.validate_for::<Import>()), OF_IMPORT);
    assert_eq!(lines(value.validate()), OF_NONE);
    assert_eq!(lines(value.validate_for::<()>()), OF_NONE);
    assert_eq!(lines(value.clone().into_valid_for::<Create>()), OF_CREATE);
    assert_eq!(lines(value.validate_for_with::<Create>("any context")), OF_CREATE);
    assert_eq!(lines(value.into_valid_for_with::<Update>(&3)), OF_UPDATE);
}

#[test]
fn every_way_to_read_knows_the_group() {
    let (value, text) = (user(), user().to_string());
    assert_eq!(lines(from_json_for::<User, Create>(text.as_bytes())), OF_CREATE);
    assert_eq!(lines(from_json_for::<User, Update>(text.as_bytes())), OF_UPDATE);
    assert_eq!(lines(from_json::<User>(text.as_bytes())), OF_NONE);
    assert_eq!(lines(from_reader_for::<User, Create>(text.as_bytes())), OF_CREATE);
    assert_eq!(lines(from_value_for::<User, Create>(&value)), OF_CREATE);
    assert_eq!(lines(from_deserializer_for::<User, Create, _>(&value)), OF_CREATE);
    assert_eq!(lines(serde_json::from_str::<Decoded<User, Create>>(&text).unwrap().0), OF_CREATE);
    let limits = Limits::new().violations(1);
    assert_eq!(lines(from_json_for_within::<User, Create, str>(text.as_bytes(), &limits, "")), OF_CREATE[..1]);
    let form = "name=1&address[zip]=&offers[x][price]=0";
    let expected = [OF_CREATE[0], OF_CREATE[1], OF_CREATE[2], OF_CREATE[3], OF_CREATE[6]];
    assert_eq!(lines(from_form_for::<User, Create>(form)), expected);
    assert_eq!(lines(from_query_for::<User, Create>(form)), expected);
    assert_eq!(lines(from_form_for::<User, Import>(form)), OF_IMPORT);
}

#[test]
fn the_second_pass_runs_the_rules_of_the_group() {
    let mut broken = user();
    broken["strict"] = json!("yes");
    let wrong = |lines: &[&str]| {
        let at = lines.iter().position(|line| line.starts_with("address") || line.starts_with("offers"));
        let mut lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
        lines.insert(at.unwrap_or(lines.len()), "strict: The strict must be true or false.".into());
        lines
    };
    let text = broken.to_string();
    assert_eq!(lines(from_json_for::<User, Create>(text.as_bytes())), wrong(OF_CREATE));
    assert_eq!(lines(from_json_for::<User, Update>(text.as_bytes())), wrong(OF_UPDATE));
    assert_eq!(lines(from_json_for::<User, Import>(text.as_bytes())), wrong(OF_IMPORT));
    assert_eq!(lines(from_json::<User>(text.as_bytes())), wrong(OF_NONE));
    assert_eq!(lines(from_value_for::<User, Create>(&broken)), wrong(OF_CREATE));
    assert_eq!(lines(from_deserializer_for::<User, Update, _>(&broken)), wrong(OF_UPDATE));
}

#[test]
fn live_checks_are_of_a_group() {
    let (value, text) = (typed(&user()), user().to_string());
    let without = |left_out: &str| OF_CREATE.iter().copied().filter(|line| *line != left_out).collect::<Vec<_>>();
    let live = Live::new().for_group::<Create>();
    // `on_submit` inside of `values` waits.
    assert_eq!(lines(live.value(&value, &())), without(OF_CREATE[5]));
    assert_eq!(lines(live.json::<User, ()>(text.as_bytes(), &())), without(OF_CREATE[5]));
    let live = Live::new().only("name,address.zip").for_group::<Create>();
    assert_eq!(lines(live.json::<User, ()>(text.as_bytes(), &())), OF_CREATE[1..4]);
    assert_eq!(lines(live.form::<User, ()>("name=1&address[zip]=", &())), OF_CREATE[1..4]);
    let live = Live::new().only("name,address.zip").for_group::<Update>();
    assert_eq!(lines(live.query::<User, ()>("name=1&address[zip]=", &())), OF_UPDATE[1..]);
    assert_eq!(lines(Live::new().json::<User, ()>(text.as_bytes(), &())), OF_NONE);
}

#[test]
fn the_proof_has_the_group() {
    fn save<G>(user: &Valid<User, G>) -> &str {
        &user.name
    }
    let value = json!({ "email": "a@b.example", "tags": ["a"], "name": "ab" });
    let created: Valid<User, Create> = from_value_for(&value).unwrap();
    let updated: Valid<User, Update> = from_value_for(&value).unwrap();
    assert_eq!((save(&created), save(&updated)), ("ab", "ab"));
    // What a group is does not count, though it has none of these traits.
    let copy = created.clone();
    assert!(copy == created && format!("{copy:?}").starts_with("Valid(User {"));
    assert_eq!(serde_json::to_value(&created).unwrap()["name"], "ab");
    assert_eq!(updated.into_inner().name, "ab");
}

#[test]
fn a_group_of_generic_types_and_patches_is_passed_on() {
    #[derive(Deserialize, Validate)]
    struct Page<T> {
        #[validate(nested, on(Create, length(min = 1)))]
        items: Vec<T>,
        #[validate(nested)]
        by_name: HashMap<String, Box<T>>,
        #[serde(default)]
        #[validate(on(Create, required), on(Update, nested))]
        first: Patch<T>,
        #[validate(on(Import, required))]
        #[serde(default)]
        second: Patch<T>,
    }
    let page: Page<Address> = serde_json::from_value(json!({
        "items": [{ "zip": "1" }], "by_name": { "b": { "zip": "" }, "a": { "zip": "22" } }, "first": { "zip": "3" },
    }))
    .unwrap();
    assert_eq!(
        lines(page.validate_for::<Update>()),
        [
            "items.0.zip: The zip must be 5 characters.",
            "by_name.a.zip: The zip must be 5 characters.",
            "by_name.b.zip: The zip must be 5 characters.",
            "first.zip: The zip must be 5 characters.",
        ]
    );
    assert_eq!(lines(page.validate()), [""; 0]);
    let page: Page<Address> = serde_json::from_value(json!({ "items": [], "by_name": {} })).unwrap();
    assert_eq!(lines(page.validate_for::<Create>()), ["items: The items must have at least 1 item."]);
    assert_eq!(lines(page.validate_for::<Import>()), [""; 0]);
    let page: Page<Address> = serde_json::from_value(json!({ "items": [], "by_name": {}, "second": null })).unwrap();
    assert_eq!(lines(page.validate_for::<Import>()), ["second: The second field is required."]);
}

#[test]
fn nested_rules_of_a_submitted_request_wait_also_where_the_document_cannot_be_read() {
    #[derive(Debug, Deserialize, Validate)]
    struct Order {
        #[validate(on_submit(nested, length(max = 1)))]
        items: Vec<Offer>,
    }
    let body = br#"{"items":[{"price":0},{"price":"x"}]}"#;
    assert_eq!(lines(from_json::<Order>(body)), ["items: The items must not have more than 1 item."]);
    let live = Live::new().json::<Order, ()>(body, &());
    assert_eq!(lines(live), ["items.1.price: The price must be an integer."]);
}

#[test]
fn too_many_elements_are_not_looked_at_where_the_bound_has_a_condition() {
    #[derive(Deserialize, Validate)]
    struct Order {
        #[validate(each(custom(never)), when(self.items.len() > 2, length(max = 2), distinct))]
        items: Vec<u8>,
    }
    fn never(_: &u8) -> Result<(), &'static str> {
        Err("The {attribute} was looked at.")
    }
    assert_eq!(lines(Order { items: vec![1; 3] }.validate()).len(), 3);
    assert!(lines(Order { items: vec![1; 3] }.validate())[0].starts_with("items: "));
}

/// Random documents, some of which cannot be read.
struct Random(u64);

impl Random {
    fn below(&mut self, most: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % most
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        let at = self.below(from.len() as u64) as usize;
        from[at].clone()
    }

    fn document(&mut self) -> Value {
        let mut document = json!({});
        let texts = [json!(null), json!(""), json!("a"), json!("ABCDEF"), json!("12345"), json!(7)];
        for name in ["name", "email"] {
            if self.below(5) > 0 {
                document[name] = self.pick(&texts);
            }
        }
        if self.below(4) > 0 {
            document["count"] = self.pick(&[json!(0), json!(5), json!(99), json!(null), json!("5")]);
        }
        if self.below(4) > 0 {
            document["tags"] = (0..self.below(4)).map(|_| self.pick(&texts)).collect();
        }
        let inner = |random: &mut Self| json!({ "zip": random.pick(&texts) });
        if self.below(3) > 0 {
            document["inner"] = inner(self);
        }
        document["list"] = (0..self.below(3)).map(|_| inner(self)).collect();
        document
    }
}

/// A struct with rules of groups, and for each group the same struct without the word `on`.
macro_rules! of_groups {
    ($($module:ident: $($word:ident)+;)+) => {$(
        mod $module {
            use super::*;

            of_groups!(@types $($word)+);
        }
    )+};
    (@types grouped) => {
        #[derive(Debug, Deserialize, Validate)]
        #[validate(on(Create, custom(check)), on((Create, Update), custom(check)), field = "count")]
        pub(super) struct Outer {
            #[validate(on(Create, required, length(min = 2)), length(max = 4), on((Update, Import), alpha))]
            #[serde(default)]
            name: String,
            #[validate(bail, on(Update, required), email, on_submit(on(Create, uppercase)))]
            email: Option<String>,
            #[validate(on(Create, gt(self.inner.as_ref().map_or(1, |_| 6))), on(Import, range(1..=9)))]
            #[serde(default)]
            count: u8,
            #[validate(on(Update, length(max = 1)), each(on(Create, required), on((Update, Create), length(max = 3))))]
            #[serde(default)]
            tags: Vec<Option<String>>,
            #[validate(on((Create, Import), required), nested)]
            inner: Option<Inner>,
            #[validate(on(Create, nested), when(self.count > 3, on(Import, each(custom(of_item)))))]
            list: Vec<Inner>,
        }

        #[derive(Debug, Deserialize, Validate)]
        pub(super) struct Inner {
            #[validate(on(Create, digits(5)), on(Update, required))]
            zip: Option<String>,
        }
    };
    (@types create) => {
        #[derive(Debug, Deserialize, Validate)]
        #[validate(custom(check), custom(check), field = "count")]
        pub(super) struct Outer {
            #[validate(required, length(min = 2), length(max = 4))]
            #[serde(default)]
            name: String,
            #[validate(bail, email, on_submit(uppercase))]
            email: Option<String>,
            #[validate(gt(self.inner.as_ref().map_or(1, |_| 6)))]
            #[serde(default)]
            count: u8,
            #[validate(each(required, length(max = 3)))]
            #[serde(default)]
            tags: Vec<Option<String>>,
            #[validate(required, nested)]
            inner: Option<Inner>,
            #[validate(nested)]
            list: Vec<Inner>,
        }

        #[derive(Debug, Deserialize, Validate)]
        pub(super) struct Inner {
            #[validate(digits(5))]
            zip: Option<String>,
        }
    };
    (@types update) => {
        #[derive(Debug, Deserialize, Validate)]
        #[validate(custom(check), field = "count")]
        pub(super) struct Outer {
            #[validate(length(max = 4), alpha)]
            #[serde(default)]
            name: String,
            #[validate(bail, required, email)]
            email: Option<String>,
            #[serde(default)]
            count: u8,
            #[validate(length(max = 1), each(length(max = 3)))]
            #[serde(default)]
            tags: Vec<Option<String>>,
            #[validate(nested)]
            inner: Option<Inner>,
            #[validate(skip)]
            list: Vec<Inner>,
        }

        #[derive(Debug, Deserialize, Validate)]
        pub(super) struct Inner {
            #[validate(required)]
            zip: Option<String>,
        }
    };
    (@types import) => {
        #[derive(Debug, Deserialize, Validate)]
        pub(super) struct Outer {
            #[validate(length(max = 4), alpha)]
            #[serde(default)]
            name: String,
            #[validate(bail, email)]
            email: Option<String>,
            #[validate(range(1..=9))]
            #[serde(default)]
            count: u8,
            #[serde(default)]
            tags: Vec<Option<String>>,
            #[validate(required, nested)]
            inner: Option<Inner>,
            #[validate(when(self.count > 3, each(custom(of_item))))]
            list: Vec<Inner>,
        }

        #[derive(Debug, Deserialize, Validate)]
        #[allow(dead_code)]
        pub(super) struct Inner {
            zip: Option<String>,
        }
    };
    (@types none) => {
        #[derive(Debug, Deserialize, Validate)]
        pub(super) struct Outer {
            #[validate(length(max = 4))]
            #[serde(default)]
            name: String,
            #[validate(bail, email)]
            email: Option<String>,
            #[serde(default)]
            count: u8,
            #[serde(default)]
            tags: Vec<Option<String>>,
            #[validate(nested)]
            inner: Option<Inner>,
            list: Vec<Inner>,
        }

        #[derive(Debug, Deserialize, Validate)]
        #[allow(dead_code)]
        pub(super) struct Inner {
            zip: Option<String>,
        }
    };
}

fn check<T>(_: &T) -> Result<(), &'static str> {
    Err("The {attribute} does not match.")
}

fn of_item<T>(_: &T) -> Result<(), &'static str> {
    Err("The {attribute} is not imported.")
}

of_groups! {
    grouped: grouped;
    create: create;
    update: update;
    import: import;
    none: none;
}

/// The pairs of a form for a document without anything that a form cannot say.
fn form(document: &Value) -> String {
    fn add(name: &str, value: &Value, out: &mut Vec<String>) {
        match value {
            Value::Array(items) => {
                items.iter().enumerate().for_each(|(at, item)| add(&format!("{name}[{at}]"), item, out))
            }
            Value::Object(members) => {
                members.iter().for_each(|(key, value)| add(&format!("{name}[{key}]"), value, out))
            }
            Value::Null => {}
            Value::String(text) => out.push(format!("{name}={text}")),
            other => out.push(format!("{name}={other}")),
        }
    }
    let mut pairs = Vec::new();
    for (name, value) in document.as_object().into_iter().flatten() {
        add(name, value, &mut pairs);
    }
    pairs.join("&")
}

#[test]
fn a_group_answers_as_the_struct_with_its_rules_alone() {
    macro_rules! agree {
        ($document:expr, $group:ty, $plain:ident, $kinds:expr) => {{
            let (document, text, form) = ($document, $document.to_string(), form($document));
            let body = |answer: Result<_, Rejection>| answer.err().map(|rejection| rejection.to_json());
            let grouped = body(from_json_for::<grouped::Outer, $group>(text.as_bytes()).map(drop));
            assert_eq!(grouped, body(from_json::<$plain::Outer>(text.as_bytes()).map(drop)), "{text}");
            $kinds.insert((stringify!($plain), grouped.map(|body| body.len())));
            let pairs = body(from_form_for::<grouped::Outer, $group>(&form).map(drop));
            assert_eq!(pairs, body(unprocessable::from_form::<$plain::Outer>(&form).map(drop)), "{form}");
            for names in ["", "name", "count,tags.*", "email,inner.zip", "list.0.zip,list.*"] {
                let live = Live::new().only(names);
                let grouped = live.clone().for_group::<$group>().json::<grouped::Outer, ()>(text.as_bytes(), &());
                let plain = live.json::<$plain::Outer, ()>(text.as_bytes(), &());
                assert_eq!(body(grouped), body(plain), "{names} {text}");
            }
            let read = serde_json::from_value::<grouped::Outer>(document.clone());
            if let (Ok(grouped), Ok(plain)) = (read, serde_json::from_value::<$plain::Outer>(document.clone())) {
                assert_eq!(grouped.validate_for::<$group>(), plain.validate(), "{text}");
            }
        }};
    }
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let mut kinds = std::collections::BTreeSet::new();
    for _ in 0..3000 {
        let document = &random.document();
        agree!(document, Create, create, kinds);
        agree!(document, Update, update, kinds);
        agree!(document, Import, import, kinds);
        agree!(document, (), none, kinds);
    }
    assert!(kinds.len() > 100, "{}", kinds.len());
}

/// A document about a type in a group, with the names of types as they are without it.
fn named(document: &impl ToString, group: &str) -> String {
    let text = document.to_string();
    if group.is_empty() {
        text
    } else {
        text.replace(&format!("Outer{group}"), "Outer").replace(&format!("Inner{group}"), "Inner")
    }
}

#[test]
fn documents_of_a_group_are_those_of_the_struct_with_its_rules_alone() {
    /// Without the names of groups, which only the one of both has.
    fn without_groups(mut json: Value) -> Value {
        match &mut json {
            Value::Object(members) => {
                members.remove("groups");
                members.values_mut().for_each(|value| *value = without_groups(value.take()));
            }
            Value::Array(items) => items.iter_mut().for_each(|item| *item = without_groups(item.take())),
            _ => {}
        }
        json
    }
    macro_rules! agree {
        ($group:ty, $plain:ident) => {{
            type Grouped = For<$group, grouped::Outer>;
            let group = <$group>::name();
            let same = |grouped: Value, plain: Value| assert_eq!(named(&grouped, group), named(&plain, ""));
            let (ours, plain) = (json_schema::<Grouped>(), json_schema::<$plain::Outer>());
            same(ours.lossy().to_value().unwrap(), plain.lossy().to_value().unwrap());
            assert_eq!(ours.is_exact(), plain.is_exact());
            let errors = (ours.to_value().map_err(|error| named(&error, group)), plain.to_value());
            assert_eq!(errors.0, errors.1.map_err(|error| error.to_string()));
            let lists = (json_schema::<For<$group, Vec<grouped::Outer>>>(), json_schema::<Vec<$plain::Outer>>());
            same(lists.0.lossy().to_value().unwrap(), lists.1.lossy().to_value().unwrap());
            same(without_groups(Grouped::declaration().to_json()), declaration::<$plain::Outer>().to_json());
            same(openapi::schemas::<Grouped>().into(), openapi::schemas::<$plain::Outer>().into());
            same(openapi::schema::<Grouped>(), openapi::schema::<$plain::Outer>());
            same(openapi::validation_response::<Grouped>(), openapi::validation_response::<$plain::Outer>());
            let parameters = openapi::parameters::<Grouped>(ParameterIn::Query).unwrap();
            same(parameters.into(), openapi::parameters::<$plain::Outer>(ParameterIn::Query).unwrap().into());
            let document = || json!({ "openapi": "3.1.0", "components": { "schemas": openapi::schemas::<none::Outer>() } });
            let (mut ours, mut plain) = (document(), document());
            openapi::Overlay::new().named::<Grouped>("Outer").lay_over(&mut ours).unwrap();
            openapi::Overlay::new().named::<$plain::Outer>("Outer").lay_over(&mut plain).unwrap();
            same(ours, plain);
            assert_eq!(openapi::component_name::<Grouped>().unwrap(), format!("Outer{group}"));
        }};
    }
    agree!(Create, create);
    agree!(Update, update);
    agree!(Import, import);
    agree!((), none);
    // Without a group, a type declares what it asks of every request.
    assert_eq!(
        json_schema::<grouped::Outer>().lossy().to_value().unwrap(),
        json_schema::<none::Outer>().lossy().to_value().unwrap()
    );
}

#[test]
fn one_document_has_a_component_for_each_group() {
    #[derive(Deserialize, Validate)]
    #[allow(dead_code)]
    struct Plain {
        #[validate(required)]
        name: String,
    }
    #[derive(Deserialize, Validate)]
    #[allow(dead_code)]
    struct Order {
        #[validate(nested)]
        plain: Plain,
        #[validate(nested)]
        user: Option<Box<Address>>,
        #[validate(nested)]
        first: Option<Box<Order>>,
    }
    let mut components = Components::new();
    for (reference, name) in [
        (components.schema::<For<Create, Order>>(), "OrderCreate"),
        (components.schema::<For<Update, Order>>(), "OrderUpdate"),
        (components.schema::<Order>(), "Order"),
        (components.schema::<For<Create, Plain>>(), "Plain"),
    ] {
        assert_eq!(reference, json!({ "$ref": format!("#/components/schemas/{name}") }));
    }
    let schemas = components.schemas();
    let names: Vec<_> =
        schemas.keys().filter(|name| !name.starts_with("Error") && !name.starts_with("Valid")).collect();
    assert_eq!(names, ["Address", "AddressCreate", "AddressUpdate", "Order", "OrderCreate", "OrderUpdate", "Plain"]);
    assert_eq!(schemas["AddressCreate"]["properties"]["zip"]["minLength"], 5);
    assert_eq!(schemas["Address"]["properties"]["zip"].get("minLength"), None);
    let user = schemas["OrderCreate"]["properties"]["user"].to_string();
    assert!(user.contains("#/components/schemas/AddressCreate"), "{user}");
    assert!(schemas["OrderCreate"]["properties"]["first"].to_string().contains("/OrderCreate"));
}

#[test]
fn the_declaration_of_a_group_is_made_once() {
    let base: &Declaration = declaration::<User>();
    assert_eq!(base.groups().collect::<Vec<_>>(), ["Create", "Update", "Import"]);
    let of_create = base.for_group::<Create>();
    assert_eq!(of_create.name(), "UserCreate");
    assert!(std::ptr::eq(of_create, <For<Create, User>>::declaration()));
    assert!(!of_create.is(base) && !of_create.is(base.for_group::<Update>()));
    assert!(std::ptr::eq(base.for_group::<()>(), base));
    assert!(std::ptr::eq(declaration::<Offer>().for_group::<Create>(), declaration::<Offer>()));
    let rules = |declaration: &'static Declaration| -> Vec<Vec<(&str, Vec<&str>)>> {
        let fields = declaration.fields().take(2);
        fields.map(|field| field.rules().map(|rule| (rule.name(), rule.groups().collect())).collect()).collect()
    };
    assert_eq!(rules(base), [vec![("email", vec![])], vec![]]);
    assert_eq!(
        rules(of_create),
        [vec![("required", vec!["Create"]), ("email", vec![])], vec![("length", vec!["Create", "Import"])]]
    );
}
