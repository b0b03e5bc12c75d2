//! Keywords of JSON Schema that rules imply.

use alloc::string::ToString;
use core::fmt;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::argument::{Argument, Arguments};

/// The keywords of JSON Schema (2020-12) that a rule implies.
///
/// The keywords never ask for more than the rule: a value that passes the rule fits them. A value that fits them may
/// still fail the rule, unless the schema is [`exact`](Self::exact).
///
/// They are said of a value that is there. Whether it may be absent or `null` is no matter of theirs. Keywords such as
/// `enum` refuse `null`, so whoever writes a document allows `null` beside them.
///
/// `Serialize` writes a JSON Schema that has the keywords and nothing else.
///
/// ```
/// use unprocessable_core::Kind;
/// use unprocessable_core::rules::{self, Describe, Precision};
///
/// let rule = rules::length().min(3).max(32);
/// let schema = rule.schema(Kind::Text);
/// assert_eq!(serde_json::to_string(&schema).unwrap(), r#"{"minLength":3,"maxLength":32}"#);
/// assert_eq!(schema.precision(), Precision::Exact);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Schema<'a> {
    keywords: [Option<Keyword<'a>>; 4],
    negated: Option<Keyword<'a>>,
    said: bool,
    exact: bool,
    /// Whether a keyword was left out, because there was no room for it or because JSON has no such value.
    incomplete: bool,
}

type Keyword<'a> = (&'static str, SchemaValue<'a>);

/// How truly JSON Schema can say a rule.
///
/// ```
/// use unprocessable_core::rules::{self, Describe, Precision};
/// use unprocessable_core::{Kind, Mention};
///
/// assert_eq!(rules::slug().schema(Kind::Text).precision(), Precision::Exact);
/// assert_eq!(rules::iban().schema(Kind::Text).precision(), Precision::Weaker);
/// assert_eq!(rules::same(Mention::field("password")).schema(Kind::Text).precision(), Precision::Unsayable);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Precision {
    /// The keywords accept what the rule accepts, and nothing else.
    Exact,
    /// The keywords accept what the rule accepts, and more.
    Weaker,
    /// There is no keyword.
    Unsayable,
}

impl<'a> Schema<'a> {
    /// The rule does not say whether it has keywords. This is the default for a rule of your own.
    pub const UNSAID: Self = Self { said: false, ..Self::NONE };

    /// JSON Schema has no keyword for this rule.
    ///
    /// `Schema::NONE.exact()` means that the rule asks nothing of a value that is there, as `required` of a number.
    pub const NONE: Self = Self { keywords: [None; 4], negated: None, said: true, exact: false, incomplete: false };

    /// A keyword with its value. A value that JSON does not have gives no keyword: a number that is infinite or has more
    /// digits than readers of JSON keep, and another field.
    #[must_use]
    pub const fn of(keyword: &'static str, value: Argument<'a>) -> Self {
        Self::NONE.and(keyword, value)
    }

    /// A keyword that values must not fit: `not: {"const": 0}`.
    ///
    /// ```
    /// use unprocessable_core::Argument;
    /// use unprocessable_core::rules::Schema;
    ///
    /// let schema = Schema::not("const", Argument::Integer(0));
    /// assert_eq!(serde_json::to_string(&schema).unwrap(), r#"{"not":{"const":0}}"#);
    /// ```
    #[must_use]
    pub const fn not(keyword: &'static str, value: Argument<'a>) -> Self {
        if is_in_json(&value) {
            Self::NONE.without(keyword, SchemaValue::Argument(value))
        } else {
            Self { incomplete: true, ..Self::NONE }
        }
    }

    /// Another keyword, up to four in all.
    #[must_use]
    pub const fn and(self, keyword: &'static str, value: Argument<'a>) -> Self {
        if is_in_json(&value) {
            self.with(keyword, SchemaValue::Argument(value))
        } else {
            Self { said: true, incomplete: true, ..self }
        }
    }

    /// Another keyword, up to four in all, with a value that is more than an argument.
    ///
    /// ```
    /// use core::fmt;
    ///
    /// use unprocessable_core::rules::{Schema, SchemaPattern, SchemaValue};
    ///
    /// /// Words of a number of letters.
    /// struct Word(usize);
    ///
    /// impl SchemaPattern for Word {
    ///     fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    ///         write!(f, "^[a-z]{{{}}}$", self.0)
    ///     }
    /// }
    ///
    /// let word = Word(4);
    /// let schema = Schema::NONE.with("pattern", SchemaValue::Pattern(&word)).exact();
    /// assert_eq!(serde_json::to_string(&schema).unwrap(), r#"{"pattern":"^[a-z]{4}$"}"#);
    /// ```
    #[must_use]
    pub const fn with(mut self, keyword: &'static str, value: SchemaValue<'a>) -> Self {
        self.said = true;
        let mut at = 0;
        while at < self.keywords.len() {
            if self.keywords[at].is_none() {
                self.keywords[at] = Some((keyword, value));
                return self;
            }
            at += 1;
        }
        self.incomplete = true;
        self
    }

    /// A keyword that values must not fit, beside those that they must fit. There is room for one.
    ///
    /// ```
    /// use unprocessable_core::Argument;
    /// use unprocessable_core::rules::{Schema, SchemaValue};
    ///
    /// let reserved = SchemaValue::Argument(Argument::Text("root"));
    /// let schema = Schema::pattern("^[a-z]+$").without("const", reserved).exact();
    /// assert_eq!(serde_json::to_string(&schema).unwrap(), r#"{"pattern":"^[a-z]+$","not":{"const":"root"}}"#);
    /// ```
    #[must_use]
    pub const fn without(mut self, keyword: &'static str, value: SchemaValue<'a>) -> Self {
        self.said = true;
        if self.negated.is_none() {
            self.negated = Some((keyword, value));
        } else {
            self.incomplete = true;
        }
        self
    }

    /// Another keyword, if there is a value for it.
    #[must_use]
    pub const fn maybe(self, keyword: &'static str, value: Option<Argument<'a>>) -> Self {
        match value {
            Some(value) => self.and(keyword, value),
            None => self,
        }
    }

    /// The keyword `format`.
    #[must_use]
    pub const fn format(format: &'static str) -> Self {
        Self::of("format", Argument::Text(format))
    }

    /// The keyword `pattern`.
    #[must_use]
    pub const fn pattern(pattern: &'static str) -> Self {
        Self::of("pattern", Argument::Text(pattern))
    }

    /// The keywords accept what the rule accepts, and nothing else, of the JSON values that a subject of this kind is
    /// written as. Formats are checked.
    ///
    /// If a keyword was left out, this changes nothing.
    #[must_use]
    pub const fn exact(self) -> Self {
        self.exact_if(true)
    }

    /// [`exact`](Self::exact) under a condition.
    #[must_use]
    pub(crate) const fn exact_if(mut self, exact: bool) -> Self {
        self.exact = exact && !self.incomplete;
        self
    }

    /// How truly the keywords say the rule.
    #[must_use]
    pub const fn precision(&self) -> Precision {
        if self.exact && !self.incomplete {
            Precision::Exact
        } else if self.keywords[0].is_some() || self.negated.is_some() {
            Precision::Weaker
        } else {
            Precision::Unsayable
        }
    }

    /// The keywords with their values, without the one that stands below `not`.
    pub fn keywords(&self) -> impl Iterator<Item = (&'static str, SchemaValue<'a>)> {
        self.keywords.into_iter().flatten()
    }

    /// The keyword that stands below `not`.
    #[must_use]
    pub const fn negated(&self) -> Option<(&'static str, SchemaValue<'a>)> {
        self.negated
    }

    /// Whether the rule says which keywords it has, or that it has none.
    #[must_use]
    pub const fn is_said(&self) -> bool {
        self.said
    }
}

/// Whether readers of JSON keep the value as it is. Most read an integer into 64 bits, and a fraction into a double, which
/// has 15 digits for sure.
const fn is_in_json(value: &Argument<'_>) -> bool {
    const DIGITS: u128 = 10_u128.pow(15);

    match value {
        Argument::Integer(integer) => *integer >= i64::MIN as i128 && *integer <= u64::MAX as i128,
        Argument::Unsigned(_) | Argument::Label(_) => false,
        Argument::Float32(float) => float.is_finite(),
        Argument::Float(float) => float.is_finite(),
        Argument::Decimal(digits, _) => digits.unsigned_abs() < DIGITS,
        _ => true,
    }
}

/// The value of a keyword. `Serialize` writes it as JSON.
///
/// ```
/// use unprocessable_core::Argument;
/// use unprocessable_core::rules::SchemaValue;
///
/// let values = ["a", "b"];
/// let list = SchemaValue::Argument(Argument::List(&values));
/// assert_eq!(serde_json::to_string(&list).unwrap(), r#"["a","b"]"#);
/// assert_eq!(serde_json::to_string(&SchemaValue::ValuesOrNull(&values)).unwrap(), r#"{"enum":["a","b",null]}"#);
/// ```
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum SchemaValue<'a> {
    /// A number, a text, a boolean or a list of these.
    Argument(Argument<'a>),
    /// An expression of ECMAScript that depends on the arguments of the rule.
    Pattern(&'a dyn SchemaPattern),
    /// The names of properties, as for `required`. In JSON they are texts, whatever the keys are.
    Names(&'a dyn Arguments),
    /// A schema for one of these values, or for none: `{"enum": […, null]}`.
    ValuesOrNull(&'a dyn Arguments),
    /// Schemas that are for lists with these values, one for each: `[{"contains": {"const": …}}, …]`.
    Containing(&'a dyn Arguments),
    /// Schemas, as for `anyOf`.
    Schemas(&'a [Schema<'a>]),
}

/// An expression of ECMAScript, with the flag `u`, that is written when somebody asks for it.
pub trait SchemaPattern {
    /// Writes it.
    ///
    /// # Errors
    ///
    /// If the formatter fails.
    fn write(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

/// A pattern as text.
struct Written<'a>(&'a dyn SchemaPattern);

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.write(f)
    }
}

impl fmt::Debug for SchemaValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Argument(argument) => argument.fmt(f),
            Self::Pattern(pattern) => write!(f, "\"{}\"", Written(*pattern)),
            Self::Names(list) => write!(f, "Names({:?})", Argument::List(*list)),
            Self::ValuesOrNull(list) => write!(f, "ValuesOrNull({:?})", Argument::List(*list)),
            Self::Containing(list) => write!(f, "Containing({:?})", Argument::List(*list)),
            Self::Schemas(schemas) => schemas.fmt(f),
        }
    }
}

impl Serialize for Schema<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (keyword, value) in self.keywords() {
            map.serialize_entry(keyword, &value)?;
        }
        if let Some((keyword, value)) = self.negated {
            map.serialize_entry("not", &Object(keyword, value))?;
        }
        map.end()
    }
}

impl Serialize for SchemaValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Argument(argument) => Plain(*argument).serialize(serializer),
            Self::Pattern(pattern) => serializer.collect_str(&Written(*pattern)),
            Self::Names(names) => serializer.collect_seq(items(*names).map(|name| name.to_string())),
            Self::ValuesOrNull(values) => Object("enum", OrNull(*values)).serialize(serializer),
            Self::Containing(values) => {
                serializer.collect_seq(items(*values).map(|value| Object("contains", Object("const", Plain(value)))))
            }
            Self::Schemas(schemas) => serializer.collect_seq(*schemas),
        }
    }
}

fn items(list: &dyn Arguments) -> impl Iterator<Item = Argument<'_>> {
    (0..).map_while(|index| list.at(index))
}

/// An object with one property.
struct Object<T>(&'static str, T);

impl<T: Serialize> Serialize for Object<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([(self.0, &self.1)])
    }
}

/// The items of a list, and `null` for an item that is absent.
struct OrNull<'a>(&'a dyn Arguments);

impl Serialize for OrNull<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(items(self.0).map(|item| Some(Plain(item))).chain([None]))
    }
}

/// An argument as JSON.
struct Plain<'a>(Argument<'a>);

impl Serialize for Plain<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Argument::Integer(integer) => match (u64::try_from(integer), i64::try_from(integer)) {
                (Ok(integer), _) => serializer.serialize_u64(integer),
                (_, Ok(integer)) => serializer.serialize_i64(integer),
                _ => serializer.serialize_f64(integer as f64),
            },
            Argument::Unsigned(integer) => serializer.serialize_f64(integer as f64),
            // As it is written, and not all the digits that a double has for it.
            Argument::Float32(_) | Argument::Float(_) | Argument::Decimal(..) => {
                match self.0.to_string().parse::<f64>() {
                    Ok(float) if is_whole(float) => serializer.serialize_i64(float as i64),
                    Ok(float) => serializer.serialize_f64(float),
                    Err(_) => serializer.serialize_unit(),
                }
            }
            Argument::Boolean(boolean) => serializer.serialize_bool(boolean),
            Argument::List(list) => serializer.collect_seq(items(list).map(Plain)),
            Argument::Text(_) | Argument::Label(_) | Argument::Field(..) => serializer.collect_str(&self.0),
        }
    }
}

/// Whether a number is written without a point: `0` and not `0.0`.
fn is_whole(float: f64) -> bool {
    const EXACT: f64 = 9_007_199_254_740_992.0; // 2^53

    float.max(-float) <= EXACT && float as i64 as f64 == float
}

/// The keywords for the lower and the upper bound of a subject of this kind.
pub(crate) const fn bounds(kind: crate::Kind) -> Option<[&'static str; 2]> {
    Some(match kind {
        crate::Kind::Number => ["minimum", "maximum"],
        crate::Kind::Text => ["minLength", "maxLength"],
        crate::Kind::List => ["minItems", "maxItems"],
        crate::Kind::Map => ["minProperties", "maxProperties"],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;

    fn json(value: &impl Serialize) -> String {
        serde_json::to_string(value).expect("JSON")
    }

    #[test]
    fn values_are_written_as_json() {
        for (argument, written) in [
            (Argument::Integer(-1), "-1"),
            (Argument::Integer(u64::MAX.into()), "18446744073709551615"),
            (Argument::Float32(0.1), "0.1"),
            (Argument::Float(-0.0), "0"),
            (Argument::Float(18.0), "18"),
            (Argument::Float(1e300), "1e+300"),
            (Argument::Decimal(1990, 2), "19.9"),
            (Argument::Boolean(true), "true"),
            (Argument::Text("a\"\\b"), r#""a\"\\b""#),
        ] {
            assert_eq!(json(&SchemaValue::Argument(argument)), written);
        }
        let (texts, numbers) = (["a", "b"], [1, 2]);
        assert_eq!(json(&SchemaValue::Argument(Argument::List(&numbers))), "[1,2]");
        assert_eq!(json(&SchemaValue::Names(&numbers)), r#"["1","2"]"#);
        assert_eq!(json(&SchemaValue::ValuesOrNull(&numbers)), r#"{"enum":[1,2,null]}"#);
        assert_eq!(
            json(&SchemaValue::Containing(&texts)),
            r#"[{"contains":{"const":"a"}},{"contains":{"const":"b"}}]"#
        );
        const ADDRESSES: &[Schema<'_>] = &[Schema::format("ipv4"), Schema::format("ipv6")];
        assert_eq!(json(&SchemaValue::Schemas(ADDRESSES)), r#"[{"format":"ipv4"},{"format":"ipv6"}]"#);
    }

    #[test]
    fn what_json_cannot_say_is_never_exact() {
        for value in [
            Argument::Integer(i128::MAX),
            Argument::Unsigned(u128::MAX),
            Argument::Float(f64::INFINITY),
            Argument::Float32(f32::NAN),
            Argument::Decimal(i128::MAX, 28),
            Argument::Label("other"),
        ] {
            let schema = Schema::of("maximum", value).exact();
            assert_eq!((schema.precision(), schema.keywords().count()), (Precision::Unsayable, 0), "{value:?}");
            assert_eq!(Schema::not("const", value).exact().precision(), Precision::Unsayable, "{value:?}");
            let schema = Schema::of("minimum", Argument::Integer(0)).maybe("maximum", Some(value)).exact();
            assert_eq!((schema.precision(), schema.keywords().count()), (Precision::Weaker, 1), "{value:?}");
        }
        let full = (0..5).fold(Schema::NONE, |schema, _| schema.and("minimum", Argument::Integer(0)));
        assert_eq!((full.exact().precision(), full.keywords().count()), (Precision::Weaker, 4));
        let twice =
            Schema::not("const", Argument::Integer(0)).without("const", SchemaValue::Argument(Argument::Integer(1)));
        assert_eq!((twice.exact().precision(), twice.negated().is_some()), (Precision::Weaker, true));
    }

    #[test]
    fn a_rule_that_asks_nothing_of_a_value_is_exact() {
        assert_eq!(Schema::NONE.exact().precision(), Precision::Exact);
        assert_eq!(Schema::NONE.precision(), Precision::Unsayable);
        assert_eq!(Schema::UNSAID.precision(), Precision::Unsayable);
        assert!(Schema::NONE.is_said() && !Schema::UNSAID.is_said());
    }
}
