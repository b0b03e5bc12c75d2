//! Schemas in the form of OpenAPI 3.0 accept what they accepted before: random schemas, with random values.

mod draft_4;

use draft_4::in_draft_4;
use serde_json::{Map, Value, json};
use unprocessable_core::openapi;

/// Keywords that 3.0 can say in other words.
const EXACT: usize = 14;
/// With those that it cannot say.
const ALL: usize = 20;

#[test]
fn a_schema_in_3_0_accepts_what_it_accepted() {
    let mut random = Random(0x2545_F491_4F6C_DD1D);
    let (mut accepted, mut refused, mut weaker) = (0, 0, 0);
    for round in 0..4_000 {
        let is_exact = round % 2 == 0;
        let schema = random.schema(3, if is_exact { EXACT } else { ALL });
        let mut turned = schema.clone();
        openapi::to_3_0(&mut turned);
        let before = jsonschema::draft202012::new(&schema).expect("a schema of 2020-12");
        let after = jsonschema::draft4::new(&in_draft_4(&turned)).expect("a schema of 3.0");
        for _ in 0..20 {
            let value = random.value(3);
            match (before.is_valid(&value), after.is_valid(&value)) {
                (true, true) => accepted += 1,
                (false, false) => refused += 1,
                (false, true) if !is_exact => weaker += 1,
                verdicts => panic!("{verdicts:?}: {value}\n{schema}\n{turned}"),
            }
        }
    }
    assert!(accepted > 5_000 && refused > 5_000 && weaker > 500, "{accepted} {refused} {weaker}");
}

struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 33) as usize % end
    }

    fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    fn name(&mut self) -> &'static str {
        self.pick(&["a", "b", "c"])
    }

    fn value(&mut self, depth: usize) -> Value {
        match self.below(if depth == 0 { 5 } else { 8 }) {
            0 => Value::Null,
            1 => json!(self.below(2) == 0),
            2 => json!(self.below(5)),
            3 => json!(self.below(5) as f64 + 0.5),
            4 => json!("abcd"[..self.below(5)]),
            5 => (0..self.below(4)).map(|_| self.value(depth - 1)).collect(),
            _ => (0..self.below(4)).map(|_| (self.name().into(), self.value(depth - 1))).collect::<Map<_, _>>().into(),
        }
    }

    fn schemas(&mut self, depth: usize, keywords: usize) -> Vec<Value> {
        (0..=self.below(2)).map(|_| self.schema(depth, keywords)).collect()
    }

    fn schema(&mut self, depth: usize, keywords: usize) -> Value {
        if depth == 0 {
            return self.leaf();
        }
        let mut schema = Map::new();
        for _ in 0..=self.below(3) {
            let inside = |random: &mut Self| random.schema(depth - 1, keywords);
            match self.below(keywords) {
                0 | 1 => schema.extend(self.leaf().as_object().cloned().unwrap_or_default()),
                2 => {
                    let properties: Map<_, _> = (0..2).map(|_| (self.name().into(), inside(self))).collect();
                    schema.insert("properties".into(), properties.into());
                }
                3 => drop(schema.insert("items".into(), inside(self))),
                4 => drop(schema.insert("additionalProperties".into(), inside(self))),
                5 => drop(schema.insert("anyOf".into(), self.schemas(depth - 1, keywords).into())),
                6 => drop(schema.insert("oneOf".into(), self.schemas(depth - 1, keywords).into())),
                7 => drop(schema.insert("allOf".into(), self.schemas(depth - 1, keywords).into())),
                8 => drop(schema.insert("not".into(), inside(self))),
                9 => {
                    schema.insert("if".into(), inside(self));
                    for keyword in ["then", "else"] {
                        if self.below(3) > 0 {
                            schema.insert(keyword.into(), inside(self));
                        }
                    }
                }
                10 => drop(schema.insert("dependentRequired".into(), json!({ self.name(): [self.name()] }))),
                11 => drop(schema.insert("dependentSchemas".into(), json!({ self.name(): inside(self) }))),
                12 => drop(schema.insert("required".into(), json!([self.name()]))),
                13 => drop(schema.insert("anyOf".into(), json!([inside(self), { "type": "null" }]))),
                14 => {
                    schema.insert("prefixItems".into(), self.schemas(depth - 1, keywords).into());
                    schema.insert("items".into(), self.pick(&[json!(false), json!(true), json!({ "minimum": 2 })]));
                }
                15 => drop(schema.insert("contains".into(), inside(self))),
                16 => drop(schema.insert("propertyNames".into(), json!({ "pattern": "^[ab]$" }))),
                17 => {
                    schema.insert("patternProperties".into(), json!({ "^[ab]": inside(self) }));
                    schema.insert("additionalProperties".into(), self.pick(&[json!(false), json!({ "minimum": 2 })]));
                }
                18 => drop(schema.insert("unevaluatedProperties".into(), json!(false))),
                _ => drop(schema.insert("unevaluatedItems".into(), json!(false))),
            }
        }
        schema.into()
    }

    fn leaf(&mut self) -> Value {
        let number = self.below(5);
        match self.below(12) {
            0 => json!({ "type": ["string", "null"], "minLength": number }),
            1 => json!({ "type": "integer", "exclusiveMinimum": number, "minimum": self.below(5) }),
            2 => json!({ "type": "number", "exclusiveMaximum": number, "maximum": self.below(5) }),
            3 => json!({ "const": self.value(1) }),
            4 => json!({ "enum": [self.value(1), self.value(1)], "type": ["integer", "string", "null"] }),
            5 => json!({ "type": ["object", "array"] }),
            6 => json!({ "type": "null" }),
            7 => json!({ "type": ["boolean", "null"], "enum": [true, null] }),
            8 => json!({ "maxItems": number, "maxProperties": number }),
            9 => json!({ "type": "array", "minItems": number }),
            10 => json!({ "type": ["object", "null"], "required": [self.name()] }),
            _ => self.pick(&[json!(true), json!(false), json!({ "multipleOf": 2 })]),
        }
    }
}
