//! Values: their kinds, and the rules on them.

use unprocessable::Kind;
use unprocessable::declaration::{
    Content, Declaration, DeclaredField, DeclaredRule, DeclaredValue, RuleCondition, Shape, Tag,
};
use unprocessable::decode::{Expected, Integer, Reason};

use super::choice::all_names;
use super::conditions::Fields;
use super::rules::{Expression, Native, Planned, Test, presence};
use super::server_only::{ANY, join};
use super::{Absence, Map, Node, Planner, Rule, Value};

/// Where a value stands: in which type, and under which key of it.
#[derive(Clone, Debug)]
pub(super) struct At {
    pub(super) owner: &'static Declaration,
    pub(super) key: String,
}

impl At {
    pub(super) fn below(&self, segment: &str) -> Self {
        Self { owner: self.owner, key: join(&self.key, segment) }
    }
}

/// The rules on a value.
#[derive(Default)]
pub(super) struct Rules {
    /// Those on a value that is there, up to the first that looks at another field.
    pub(super) on_value: Vec<Rule>,
    /// Those that look at other fields and stand before all of them. The texts are an expression, in which `@` is the
    /// value, and the message.
    pub(super) early: Vec<(Vec<String>, String, String)>,
    /// The others, and those on an absent value.
    pub(super) later: Vec<(Vec<String>, String, String)>,
    /// What an absent value is told.
    pub(super) demanded: Vec<String>,
}

impl Planner<'_> {
    /// The value that a whole request is.
    pub(super) fn root(&self, declaration: &'static Declaration, checked: bool) -> Value {
        let whole = DeclaredValue::bare(None, Shape::Unknown);
        let at = At { owner: declaration, key: String::new() };
        let mut value = self.declared(declaration, &whole, checked, &at);
        if !matches!(declaration.content(), Content::Newtype(_) | Content::From(_)) {
            value.missing = self.say(&DeclaredValue::no_body());
        }
        value
    }

    /// A value with the rules on it. `fields` are those that the rules can look at.
    pub(super) fn value(&self, declared: DeclaredValue, checked: bool, fields: &Fields, at: &At) -> (Value, Rules) {
        let around = self.place.replace(self.places.key(at.owner, &at.key));
        let planned = self.value_there(declared, checked, fields, at);
        self.place.replace(around);
        planned
    }

    fn value_there(&self, declared: DeclaredValue, checked: bool, fields: &Fields, at: &At) -> (Value, Rules) {
        let shape = declared.shape().required();
        let runs_inside = checked && self.runs_inside(&declared, at);
        let mut value = match shape {
            Shape::Declared(reference) => self.at_use(reference.declaration(), &declared, runs_inside, at),
            shape => self.leaf(shape, &declared, checked, at),
        };
        if declared.shape().is_nullable() && value.absence == Absence::Refused && !matches!(value.node, Node::Null) {
            value.absence = Absence::Null;
        }
        let mut rules = Rules::default();
        if checked {
            rules = self.rules(&declared, fields, at);
            // Those of the type itself come after those of the field.
            let inside = std::mem::replace(&mut value.rules, rules.on_value.clone());
            value.rules.extend(inside);
            value.bail |= declared.bails();
        }
        (value, rules)
    }

    /// A value in a list or a map, which has no other fields beside it.
    fn inner(&self, declared: DeclaredValue, checked: bool, at: &At) -> Value {
        let (mut value, rules) = self.value(declared, checked, &[], at);
        if value.absence == Absence::Null {
            value.demanded = rules.demanded;
        }
        value
    }

    /// Whether the rules of the type run.
    fn runs_inside(&self, declared: &DeclaredValue, at: &At) -> bool {
        if !declared.is_nested() {
            return false;
        }
        let depends = declared.nested_conditions().any(|condition| !matches!(condition, RuleCondition::Submitted));
        if depends {
            self.note(&at.below("**"), ANY);
        }
        !depends
    }

    pub(super) fn note(&self, at: &At, code: &'static str) {
        let key = if at.key.is_empty() { "_" } else { &at.key };
        self.server_only.borrow_mut().note(at.owner, key, code);
    }

    /// Notes the rules on a type as a whole.
    pub(super) fn note_struct_rules(&self, declaration: &Declaration, at: &At) {
        for rules in declaration.struct_rules() {
            for rule in rules.rules() {
                self.note(&at.below(rules.field().unwrap_or("_")), rule.code());
            }
        }
    }

    /// A declared type where it stands in another one.
    fn at_use(&self, declaration: &'static Declaration, around: &DeclaredValue, checked: bool, at: &At) -> Value {
        let checked = checked || !has_rules(declaration);
        let is_inside = self.inside.borrow().iter().any(|known| known.is(declaration));
        if !(matches!(declaration.content(), Content::Fields(_)) || is_inside) {
            self.inside.borrow_mut().push(declaration);
            let value = self.declared(declaration, around, checked, at);
            self.inside.borrow_mut().pop();
            return value;
        }
        self.want(declaration, checked);
        self.places.note(at.owner, &at.key, declaration);
        if self.is_known(declaration) && checked {
            self.server_only.borrow_mut().nest(at.owner, &at.key, declaration);
        }
        let node = Node::Reference { declaration, checked, later: false };
        let mut value = self.of_kind(node, around, if is_inside { expected(declaration) } else { Expected::Object });
        if let (true, Content::Enum(tag, variants)) = (is_inside, declaration.content()) {
            if tag == Tag::External {
                value.wrong = self.say(&around.refused(Reason::UnknownVariant, Expected::Enum, all_names(variants)));
            }
        }
        value
    }

    /// The value of a declared type, written out.
    fn declared(&self, declaration: &'static Declaration, around: &DeclaredValue, checked: bool, at: &At) -> Value {
        if checked {
            self.note_struct_rules(declaration, at);
            for field in declaration.hidden {
                self.note(&at.below(if field.name().is_empty() { "**" } else { field.name() }), ANY);
            }
        }
        match declaration.content() {
            Content::Fields(fields) => {
                let object = self.object(declaration, fields, around, checked, declaration.denies_unknown_fields(), at);
                self.of_kind(Node::Object(Box::new(object)), around, Expected::Object)
            }
            Content::Tuple(fields) => self.tuple(fields, around, checked, at),
            Content::Newtype(field) => self.newtype(field, around, checked, at),
            Content::Unit => self.of_kind(Node::Null, around, Expected::Unit),
            Content::Enum(tag, variants) => self.choice(declaration, tag, variants, around, checked, false, at),
            Content::From(shape) => {
                self.note(at, ANY);
                self.note(&at.below("**"), ANY);
                let inside = DeclaredValue::bare(None, shape).standing_for(around);
                self.value(inside, false, &[], at).0
            }
            _ => {
                self.note(at, ANY);
                self.note(&at.below("**"), ANY);
                self.unknown(around)
            }
        }
    }

    /// A value that stands in place of its type.
    pub(super) fn newtype(&self, field: &DeclaredField, around: &DeclaredValue, checked: bool, at: &At) -> Value {
        let (mut value, rules) = self.value(field.value().standing_for(around), checked, &[], at);
        value.demanded = rules.demanded;
        value
    }

    /// A list with these items.
    pub(super) fn tuple(
        &self,
        fields: &'static [DeclaredField],
        around: &DeclaredValue,
        checked: bool,
        at: &At,
    ) -> Value {
        let items = fields
            .iter()
            .enumerate()
            .map(|(index, field)| {
                let below = at.below(&index.to_string());
                let mut value = self.inner(field.value().standing_for(around), checked, &below);
                if field.has_default() {
                    value.absence = self.absence(field, &value, &below, checked);
                }
                value
            })
            .collect();
        self.listed(items, around, true)
    }

    fn listed(&self, items: Vec<Value>, around: &DeclaredValue, is_alone: bool) -> Value {
        let expected = Expected::Tuple(u32::try_from(items.len()).unwrap_or(u32::MAX));
        let length = self.refused(around, Reason::WrongLength, expected);
        self.of_kind(Node::Tuple(items, length, is_alone), around, expected)
    }

    fn unknown(&self, around: &DeclaredValue) -> Value {
        Value { absence: Absence::Both, ..self.of_kind(Node::Unknown, around, Expected::Any) }
    }

    /// A value of this kind, with the sentences about another one.
    pub(super) fn of_kind(&self, node: Node, around: &DeclaredValue, expected: Expected) -> Value {
        let missing = self.refused(around, Reason::Null, expected);
        Value::plain(node, missing, self.refused(around, Reason::WrongType, expected))
    }

    /// A value that is not of a declared type.
    fn leaf(&self, shape: Shape, around: &DeclaredValue, checked: bool, at: &At) -> Value {
        let element = |planner: &Self| match around.elements() {
            Some(element) => planner.inner(element, checked, &at.below("*")),
            None => planner.unknown(around),
        };
        match shape {
            Shape::Text => self.of_kind(Node::Text, around, Expected::Text),
            Shape::Character => self.of_kind(Node::Character, around, Expected::Char),
            Shape::Integer { min, max } => self.integer(min, max, around),
            Shape::Number => self.of_kind(Node::Number, around, Expected::Float),
            Shape::Single => self.of_kind(Node::Single, around, Expected::Float),
            Shape::Boolean => self.of_kind(Node::Boolean, around, Expected::Boolean),
            Shape::Null => self.of_kind(Node::Null, around, Expected::Unit),
            Shape::List(_) => self.of_kind(Node::List(Box::new(element(self))), around, Expected::List),
            Shape::Set(_) => {
                if let Some(element) = around.elements().filter(|_| checked) {
                    // A set has its own order, so that the keys of its elements are not those of the request.
                    self.note_all(&element, &at.below("*"));
                }
                let item = around.elements().map_or_else(|| self.unknown(around), |item| self.inner(item, false, at));
                self.of_kind(Node::List(Box::new(item)), around, Expected::List)
            }
            Shape::Array(_, size) => {
                let expected = Expected::Tuple(u32::try_from(size).unwrap_or(u32::MAX));
                let length = self.refused(around, Reason::WrongLength, expected);
                let looks_inside = checked && around.is_nested();
                self.of_kind(Node::Array(Box::new(element(self)), size, length, looks_inside), around, expected)
            }
            Shape::Tuple(shapes) => {
                let items = shapes.iter().enumerate().map(|(index, shape)| {
                    let item = DeclaredValue::bare(None, *shape).standing_for(around);
                    self.inner(item, false, &at.below(&index.to_string()))
                });
                self.listed(items.collect(), around, false)
            }
            Shape::Map { key, .. } => self.map(*key, around, checked, at),
            Shape::Foreign(foreign) => {
                self.foreign(foreign.expected(), foreign.asked(), foreign.is_nullable(), around, at)
            }
            _ => {
                self.note(at, ANY);
                self.note(&at.below("**"), ANY);
                self.unknown(around)
            }
        }
    }

    fn integer(&self, min: i128, max: u128, around: &DeclaredValue) -> Value {
        let integer = match (min < 0, max) {
            (false, 255) => Integer::U8,
            (false, 65_535) => Integer::U16,
            (false, 4_294_967_295) => Integer::U32,
            (false, max) if max == u128::from(u64::MAX) => Integer::U64,
            (false, _) => Integer::U128,
            (true, 127) => Integer::I8,
            (true, 32_767) => Integer::I16,
            (true, 2_147_483_647) => Integer::I32,
            (true, max) if max == i64::MAX as u128 => Integer::I64,
            (true, _) => Integer::I128,
        };
        let range = self.refused(around, Reason::OutOfRange, Expected::Integer(integer));
        let zero = (min == 1).then(|| self.refused(around, Reason::Invalid, Expected::Integer(integer)));
        let min = min.min(0);
        self.of_kind(Node::Integer { min, max, range, zero }, around, Expected::Integer(integer))
    }

    fn map(&self, key: Shape, around: &DeclaredValue, checked: bool, at: &At) -> Value {
        let value = match around.values() {
            Some(value) => self.inner(value, checked, &at.below("*")),
            None => self.unknown(around),
        };
        let mut key_rules = Vec::new();
        if let Some(key) = around.keys().filter(|_| checked) {
            key_rules = self.rules(&key, &[], &at.below("*")).on_value;
            if key.is_nested() {
                self.note(&at.below("*"), ANY);
            }
        }
        let key = match key.required() {
            Shape::Text => None,
            Shape::Integer { min, max } => {
                let value = self.integer(min, max, around);
                let (least, most) = (min.to_string(), max.to_string());
                Some((format!("isIntegerKey(\"{least}\", \"{most}\")"), value.wrong))
            }
            _ => {
                self.note(&at.below("*"), ANY);
                None
            }
        };
        self.of_kind(Node::Map(Box::new(Map { key, key_rules, value })), around, Expected::Map)
    }

    fn foreign(&self, expected: Expected, asked: Expected, nullable: bool, around: &DeclaredValue, at: &At) -> Value {
        let node = match asked {
            Expected::Text => Node::Text,
            Expected::Boolean => Node::Boolean,
            Expected::Float => Node::Number,
            _ => Node::Unknown,
        };
        let format = match expected {
            Expected::Ip => Some("isIp"),
            Expected::Ipv4 => Some("isIpv4"),
            Expected::Ipv6 => Some("isIpv6"),
            _ => None,
        };
        let mut value = match (node, format) {
            (Node::Text, Some(format)) => return self.of_kind(Node::Format(format), around, expected),
            (node @ (Node::Text | Node::Boolean | Node::Number), _) => self.of_kind(node, around, expected),
            (node, _) => self.of_kind(node, around, Expected::Any),
        };
        self.note(at, ANY);
        self.note(&at.below("**"), ANY);
        if nullable || matches!(value.node, Node::Unknown) {
            value.absence = Absence::Null;
        }
        value
    }

    /// The rules on a value. Those that cannot be said are noted.
    pub(super) fn rules(&self, declared: &DeclaredValue, fields: &Fields, at: &At) -> Rules {
        let mut rules = Rules::default();
        let shape = declared.shape();
        let (mut is_late, mut is_lost) = (false, false);
        for rule in declared.rules() {
            let planned = if is_lost { None } else { super::rules::planned(shape, &rule, fields) };
            let planned = match planned {
                Some(planned) if matches!(shape.required(), Shape::Single) => single(planned, &rule),
                planned => planned,
            };
            let Some(planned) = planned else {
                self.note(at, rule.code());
                for code in super::rules::further_codes(&rule) {
                    self.note(at, code);
                }
                // What comes after it runs only if it holds.
                is_lost |= declared.bails();
                continue;
            };
            let messages = super::rules::messages(&rule, |violation| self.say(violation));
            let message = messages.first().cloned().unwrap_or_default();
            let messages = match (&planned, declared.elements()) {
                // A violation that lies at an element has the label of the element.
                (Planned::Tests(tests), Some(element)) if tests.iter().any(|test| test.elements) => {
                    let label = element.label().to_string();
                    let is_own = label != declared.label().to_string();
                    if is_own { vec![self.say(&rule.violation().attribute(label))] } else { messages }
                }
                _ => messages,
            };
            match planned {
                Planned::Nothing => {}
                Planned::Tests(tests) if is_late => {
                    for (test, message) in tests.into_iter().zip(messages) {
                        let expression = format!("@ == null || {}(@)", test.call);
                        rules.later.push((Vec::new(), expression, message));
                    }
                }
                Planned::Tests(tests) => {
                    for (index, (test, message)) in tests.into_iter().zip(messages).enumerate() {
                        rules.on_value.push(Rule { test, message, continues: index > 0 });
                    }
                }
                Planned::Presence(test) => {
                    if let Some(test) = test {
                        if is_late {
                            let expression = format!("@ == null || {}(@)", test.call);
                            rules.later.push((Vec::new(), expression, message.clone()));
                        } else {
                            rules.on_value.push(Rule { test, message: message.clone(), continues: false });
                        }
                    }
                    if shape.is_nullable() {
                        rules.later.push((Vec::new(), presence(shape, "@"), message.clone()));
                        rules.demanded.push(message);
                    }
                }
                Planned::Late { mentions, expression } if rules.on_value.is_empty() && !declared.bails() => {
                    rules.early.push((mentions, expression, message));
                }
                Planned::Late { mentions, expression } => {
                    is_late = true;
                    rules.later.push((mentions, expression, message));
                }
            }
        }
        rules
    }

    /// Notes the rules on a default that nobody can write.
    pub(super) fn note_default(&self, declared: &DeclaredValue, at: &At) {
        match declared.shape() {
            // What is left out of a patch stays as it is.
            Shape::Patch(_) => {}
            // Such a default is empty.
            Shape::Optional(_) | Shape::List(_) | Shape::Set(_) | Shape::Map { .. } => {
                for rule in declared.rules() {
                    self.note(at, rule.code());
                }
            }
            _ => self.note_all(declared, at),
        }
    }

    /// Notes all rules on a value and inside it.
    pub(super) fn note_all(&self, declared: &DeclaredValue, at: &At) {
        for rule in declared.rules() {
            self.note(at, rule.code());
        }
        if declared.is_nested() {
            self.note(&at.below("**"), ANY);
        }
    }
}

/// A rule on a number of 32 bits, whose bounds have as many.
fn single(planned: Planned, rule: &DeclaredRule) -> Option<Planned> {
    let Planned::Tests(tests) = planned else {
        let is_plain = matches!(planned, Planned::Nothing | Planned::Presence(None)) || rule.looks_further();
        return is_plain.then_some(planned);
    };
    let tests = tests.into_iter().map(|test| {
        let call = rounded(&test.call)?;
        let native = test.native.iter().map(|Native::Call(name, bound)| Some(Native::Call(name, round(bound)?)));
        Some(Test { call, native: native.collect::<Option<_>>()?, ..test })
    });
    tests.collect::<Option<_>>().map(Planned::Tests)
}

/// A test with its bounds rounded. The digits of a multiple are those of the number as it was sent.
fn rounded(call: &Expression) -> Option<Expression> {
    match call {
        Expression::Call("isMultipleOf", _) => None,
        Expression::Call(name, arguments) => {
            Some(Expression::Call(name, arguments.iter().map(rounded).collect::<Option<_>>()?))
        }
        Expression::Plain(written) => round(written).map(Expression::Plain),
    }
}

fn round(bound: &str) -> Option<String> {
    bound.parse::<f32>().ok().filter(|bound| bound.is_finite()).map(|bound| f64::from(bound).to_string())
}

fn expected(declaration: &Declaration) -> Expected {
    match declaration.content() {
        Content::Fields(_) => Expected::Object,
        Content::Tuple(fields) => Expected::Tuple(u32::try_from(fields.len()).unwrap_or(u32::MAX)),
        Content::Newtype(field) => of_shape(field.shape()),
        Content::Unit => Expected::Unit,
        Content::Enum(..) => Expected::Enum,
        Content::From(shape) => of_shape(shape),
        _ => Expected::Any,
    }
}

fn of_shape(shape: Shape) -> Expected {
    match shape.kind() {
        Kind::List => Expected::List,
        Kind::Map => Expected::Map,
        Kind::Text => Expected::Text,
        _ => Expected::Object,
    }
}

/// Whether a check of the type runs any rule.
pub(super) fn has_rules(declaration: &'static Declaration) -> bool {
    let mut seen = vec![declaration];
    let mut at = 0;
    while let Some(declaration) = seen.get(at).copied() {
        if !declaration.struct_rules().is_empty() || !declaration.hidden.is_empty() {
            return true;
        }
        for field in fields_of(declaration.content()) {
            if has_own_rules(&field.value()) {
                return true;
            }
            let mut nested = Vec::new();
            declared_in(field.shape(), &mut nested);
            for declaration in nested {
                if !seen.iter().any(|known| known.is(declaration)) {
                    seen.push(declaration);
                }
            }
        }
        at += 1;
    }
    false
}

fn has_own_rules(value: &DeclaredValue) -> bool {
    let inside = [value.elements(), value.keys(), value.values()];
    value.rules().next().is_some() || inside.iter().flatten().any(has_own_rules)
}

fn fields_of(content: Content) -> Vec<&'static DeclaredField> {
    match content {
        Content::Fields(fields) | Content::Tuple(fields) => fields.iter().collect(),
        Content::Newtype(field) => vec![field],
        Content::Enum(_, variants) => variants.iter().flat_map(|variant| fields_of(variant.content())).collect(),
        _ => Vec::new(),
    }
}

fn declared_in(shape: Shape, found: &mut Vec<&'static Declaration>) {
    match shape {
        Shape::Optional(shape)
        | Shape::Patch(shape)
        | Shape::List(shape)
        | Shape::Set(shape)
        | Shape::Array(shape, _) => {
            declared_in(*shape, found);
        }
        Shape::Tuple(shapes) => shapes.iter().for_each(|shape| declared_in(*shape, found)),
        Shape::Map { key, value } => {
            declared_in(*key, found);
            declared_in(*value, found);
        }
        Shape::Declared(reference) => found.push(reference.declaration()),
        _ => {}
    }
}
