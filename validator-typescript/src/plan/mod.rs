//! What a schema checks, in the words of neither zod nor valibot: the kinds of values, the rules on them in order, and
//! the sentences of both.
//!
//! The planner goes through the declarations once. The printers of zod and valibot only write down what it has planned.

mod choice;
mod conditions;
mod object;
mod order;
mod places;
mod rules;
mod server_only;
mod value;

use std::cell::RefCell;

use serde_json::Value as Json;
use unprocessable::Messages;
use unprocessable::declaration::{Declaration, DeclaredValue, Types};
use unprocessable::decode::{Expected, Reason};

use places::Places;
pub(crate) use rules::{Expression, Native, Test};
pub(crate) use server_only::ServerOnly;

/// The schema of one type, with its rules or without them.
#[derive(Clone, Debug)]
pub(crate) struct Schema {
    pub(crate) declaration: &'static Declaration,
    /// Whether its rules run.
    pub(crate) checked: bool,
    pub(crate) value: Value,
    /// Whether it refers to itself, directly or through others.
    pub(crate) recursive: bool,
}

/// A value: what kind it is, which rules are on it, and what is said where it is of another kind.
#[derive(Clone, Debug)]
pub(crate) struct Value {
    pub(crate) node: Node,
    /// What is said where it is missing or `null`.
    pub(crate) missing: String,
    /// What is said where it is of another kind.
    pub(crate) wrong: String,
    pub(crate) absence: Absence,
    /// The rules on a value that is there, in order.
    pub(crate) rules: Vec<Rule>,
    /// Whether they stop at the first violation.
    pub(crate) bail: bool,
    /// What an absent value is told, where nothing around the value can tell it.
    pub(crate) demanded: Vec<String>,
}

/// What may stand in place of the value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Absence {
    /// Nothing.
    Refused,
    /// `null`, but it may not be left out.
    Null,
    /// It may be left out, but it may not be `null`.
    LeftOut,
    /// Both.
    Both,
    /// This value stands in for one that is left out. `true` if it may be `null`, too.
    Default(Json, bool),
}

/// A rule on a value that is there.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub(crate) test: Test,
    pub(crate) message: String,
    /// Whether it is another sentence of the rule before it, with which it runs where rules stop at the first violation.
    pub(crate) continues: bool,
}

/// The kind of a value.
#[derive(Clone, Debug)]
pub(crate) enum Node {
    /// Any value.
    Unknown,
    Text,
    /// Text of one character.
    Character,
    /// A whole number. The sentence is about one outside of these bounds.
    Integer {
        min: i128,
        max: u128,
        range: String,
        zero: Option<String>,
    },
    Number,
    /// A number that is rounded to 32 bits.
    Single,
    Boolean,
    Null,
    /// Text that one of the functions of the module recognises.
    Format(&'static str),
    /// One of these names.
    Names(Vec<&'static str>),
    List(Box<Value>),
    /// A list of so many items, or the sentence. `true` if items beyond these are looked at, too.
    Array(Box<Value>, usize, String, bool),
    /// A list with these items, or the sentence. `true` if nothing else is said of a list of another length.
    Tuple(Vec<Value>, String, bool),
    Map(Box<Map>),
    Object(Box<Object>),
    /// A schema of the module.
    Reference {
        declaration: &'static Declaration,
        checked: bool,
        later: bool,
    },
    Choice(Box<Choice>),
}

impl Node {
    /// Whether it is a list or a map.
    pub(crate) fn is_collection(&self) -> bool {
        matches!(self, Self::List(_) | Self::Array(..) | Self::Map(_))
    }

    /// Whether the checks that libraries have of their own fit it.
    pub(crate) fn is_text_or_number(&self) -> bool {
        matches!(self, Self::Text | Self::Number | Self::Single | Self::Integer { .. })
    }
}

/// A map.
#[derive(Clone, Debug)]
pub(crate) struct Map {
    /// The function that recognises a key, and what is said of another one.
    pub(crate) key: Option<(String, String)>,
    /// The rules on keys.
    pub(crate) key_rules: Vec<Rule>,
    pub(crate) value: Value,
}

impl Map {
    /// Whether the values can break rules, whose violations stand in the order of the keys.
    pub(crate) fn has_order(&self) -> bool {
        let is_plain = matches!(
            self.value.node,
            Node::Unknown
                | Node::Text
                | Node::Character
                | Node::Integer { .. }
                | Node::Number
                | Node::Single
                | Node::Boolean
                | Node::Null
        );
        !is_plain || !self.value.rules.is_empty() || !self.value.demanded.is_empty()
    }
}

/// An object with fields.
#[derive(Clone, Debug, Default)]
pub(crate) struct Object {
    pub(crate) fields: Vec<Field>,
    /// The values of all other fields, where a map is flattened.
    pub(crate) rest: Option<Value>,
    /// What is said of fields that it does not know, if it refuses them.
    pub(crate) closed: Option<String>,
    /// The rules that look at other fields, and those on fields that are left out.
    pub(crate) late: Vec<Late>,
    /// Whether it stops at its first field with a violation.
    pub(crate) bail: bool,
    /// What else the same object must be: flattened enums.
    pub(crate) also: Vec<Value>,
}

#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) name: String,
    pub(crate) value: Value,
}

impl Field {
    /// Whether every object of JavaScript has something under the name, even where it was not sent.
    pub(crate) fn is_inherited(&self) -> bool {
        const INHERITED: &[&str] = &[
            "constructor",
            "hasOwnProperty",
            "isPrototypeOf",
            "propertyIsEnumerable",
            "toLocaleString",
            "toString",
            "valueOf",
            "__defineGetter__",
            "__defineSetter__",
            "__lookupGetter__",
            "__lookupSetter__",
        ];
        INHERITED.contains(&&*self.name)
    }
}

/// A rule that runs when the object is read.
#[derive(Clone, Debug)]
pub(crate) struct Late {
    /// The field that gets the violation.
    pub(crate) field: String,
    /// The other fields that it looks at.
    pub(crate) mentions: Vec<String>,
    /// An expression over `it`, the object.
    pub(crate) test: String,
    pub(crate) message: String,
    /// Whether it runs only while the field has no violation.
    pub(crate) bail: bool,
    /// Whether it comes before the other rules on the field.
    pub(crate) early: bool,
}

/// One of several variants.
#[derive(Clone, Debug)]
pub(crate) struct Choice {
    /// The enum.
    pub(crate) declaration: &'static Declaration,
    pub(crate) tag: ChoiceTag,
    pub(crate) options: Vec<ChoiceOption>,
}

#[derive(Clone, Debug)]
pub(crate) enum ChoiceTag {
    /// By a name as text, or by the only field of an object.
    External {
        /// What is said of another name.
        unknown: String,
        /// What is said of an object with no field or several.
        fields: String,
        /// Whether the object has other fields, too.
        flattened: bool,
    },
    /// By a field of the object.
    Field { name: &'static str, missing: String, wrong: String, unknown: String },
    /// By what fits first.
    Untagged,
}

#[derive(Clone, Debug)]
pub(crate) struct ChoiceOption {
    pub(crate) names: Vec<&'static str>,
    pub(crate) value: Value,
    /// Whether it is only a name.
    pub(crate) is_unit: bool,
}

/// Plans schemas, and gathers what they cannot say.
pub(crate) struct Planner<'m> {
    types: &'m Types,
    messages: Option<&'m dyn Messages>,
    /// The schemas that something refers to.
    wanted: RefCell<Vec<(&'static Declaration, bool)>>,
    /// The types that are being written in place, the outermost first.
    inside: RefCell<Vec<&'static Declaration>>,
    server_only: RefCell<ServerOnly>,
    places: Places,
    /// The key of the value that is being planned, in the whole request. Empty where it has none, or several.
    place: RefCell<String>,
}

/// The schemas of a module in an order in which each comes after those that it needs, and what only the server says.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) schemas: Vec<Schema>,
    pub(crate) server_only: ServerOnly,
}

/// Plans the schemas of all types, of which those that were added are whole requests.
pub(crate) fn plan(types: &Types, added: &[&'static Declaration], messages: Option<&dyn Messages>) -> Plan {
    // The labels of some sources depend on the key in the request, which is known when all uses of the types are.
    let mut places = Places::default();
    if messages.is_some() {
        places = planned(types, messages, places).1.of_requests(added);
    }
    planned(types, messages, places).0
}

fn planned(types: &Types, messages: Option<&dyn Messages>, places: Places) -> (Plan, Places) {
    let planner = Planner {
        types,
        messages,
        wanted: RefCell::default(),
        inside: RefCell::default(),
        server_only: RefCell::default(),
        places,
        place: RefCell::default(),
    };
    for (_, declaration) in types.iter() {
        planner.want(declaration, true);
    }
    let mut schemas = Vec::new();
    loop {
        let next = planner.wanted.borrow().get(schemas.len()).copied();
        let Some((declaration, checked)) = next else { break };
        let value = planner.root(declaration, checked);
        schemas.push(Schema { declaration, checked, value, recursive: false });
    }
    let server_only = planner.server_only.into_inner();
    (Plan { schemas: order::ordered(schemas), server_only }, planner.places)
}

impl Planner<'_> {
    fn want(&self, declaration: &'static Declaration, checked: bool) {
        let mut wanted = self.wanted.borrow_mut();
        if !wanted.iter().any(|(known, with)| known.is(declaration) && *with == checked) {
            wanted.push((declaration, checked));
        }
    }

    fn is_known(&self, declaration: &Declaration) -> bool {
        self.types.iter().any(|(_, known)| known.is(declaration))
    }

    /// The message of a violation.
    fn say(&self, violation: &unprocessable::Violation) -> String {
        match self.messages {
            Some(messages) if self.place.borrow().is_empty() => violation.message_from(messages).to_string(),
            Some(messages) => violation.message_at(&self.place.borrow(), messages).to_string(),
            None => violation.message().to_string(),
        }
    }

    fn refused(&self, value: &DeclaredValue, reason: Reason, expected: Expected) -> String {
        self.say(&value.refused(reason, expected, &[]))
    }
}

impl Value {
    /// The rules on a value that is there, each with all of its sentences.
    pub(crate) fn rules_by_sentences(&self) -> impl Iterator<Item = &[Rule]> {
        self.rules.chunk_by(|_, next| next.continues)
    }

    /// What is said of `null`. Where the value may be left out, nothing is missing.
    pub(crate) fn said_of_null(&self) -> &String {
        if matches!(self.absence, Absence::Refused | Absence::Null) { &self.missing } else { &self.wrong }
    }

    /// A value without rules.
    fn plain(node: Node, missing: String, wrong: String) -> Self {
        Self { node, missing, wrong, absence: Absence::Refused, rules: Vec::new(), bail: false, demanded: Vec::new() }
    }
}
