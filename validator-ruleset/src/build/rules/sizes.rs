//! Rules on sizes: of numbers, of text, of lists and maps; also choices and equality.

use unprocessable_core::Other;
use unprocessable_core::rules::{self, Rule};

use super::texts::{counted, length};
use super::{Known, Made, Maker};
use crate::build::infer::Class::{self, Boolean, Choice, Integer, List, Map, Number, Text};
use crate::build::made::{Given, boolean, integer, num, outcome_of_size, text};
use crate::build::operand::{Num, Several};
use crate::build::position;
use crate::model::{Object, Outcome, Seen};
use crate::raw::Arg;

const SIZED: &[Class] = &[Text, Integer, Number, List, Map];
const NUMBERS: &[Class] = &[Integer, Number];

/// Runs a rule on a value beside the value of another field, whatever their types.
macro_rules! beside {
    ($seen:expr, $other:expr, $bound:ident => $rule:expr) => {
        match ($seen, $other) {
            (Seen::Integer(value), Seen::Integer(other)) => {
                let $bound = Other(&other);
                Outcome::from(Rule::check(&$rule, value))
            }
            (Seen::Integer(value), Seen::Number(other)) => {
                let $bound = Other(&other);
                Outcome::from(Rule::check(&$rule, value))
            }
            (Seen::Number(value), Seen::Integer(other)) => {
                let $bound = Other(&other);
                Outcome::from(Rule::check(&$rule, value))
            }
            (Seen::Number(value), Seen::Number(other)) => {
                let $bound = Other(&other);
                Outcome::from(Rule::check(&$rule, value))
            }
            (Seen::Text(value), Seen::Text(other)) => {
                let $bound = Other(other);
                Outcome::from(Rule::check(&$rule, *value))
            }
            (Seen::Text(value), Seen::Integer(other)) => {
                let $bound = Other(&other);
                Outcome::from(Rule::check(&$rule, *value))
            }
            (Seen::Text(value), Seen::Number(other)) => {
                let $bound = Other(&other);
                Outcome::from(Rule::check(&$rule, *value))
            }
            (seen, other) => match (seen.size(), other) {
                (Some(size), Seen::Integer(other)) => {
                    let $bound = Other(&other);
                    outcome_of_size(&$rule, size)
                }
                (Some(size), Seen::Number(other)) => {
                    let $bound = Other(&other);
                    outcome_of_size(&$rule, size)
                }
                (Some(size), other) => match other.size() {
                    Some(other) => {
                        let $bound = Other(&other);
                        outcome_of_size(&$rule, size)
                    }
                    // The other field is absent.
                    None => Outcome::Passed,
                },
                (None, _) => Outcome::Passed,
            },
        }
    };
}

/// A rule with one bound.
macro_rules! bounded {
    ($name:ident($argument:literal)) => {
        Known {
            name: stringify!($name),
            classes: SIZED,
            make: |maker| {
                let arg = maker.arguments.take($argument);
                let missing = || "it needs a bound".to_owned();
                let field = match maker.class {
                    Integer => match maker.given(arg, $argument, integer)?.ok_or_else(missing)? {
                        Given::Literal(bound) => return Ok(maker.integer(rules::$name(bound))),
                        Given::Field(field) => field,
                    },
                    Number => match maker.given(arg, $argument, num)?.ok_or_else(missing)? {
                        Given::Literal(bound) => return Ok(maker.number(rules::$name(bound))),
                        Given::Field(field) => field,
                    },
                    Text => match counted(maker, arg, $argument)?.ok_or_else(missing)? {
                        Given::Literal(bound) => return Ok(maker.text(rules::$name(bound))),
                        Given::Field(field) => field,
                    },
                    _ => match counted(maker, arg, $argument)?.ok_or_else(missing)? {
                        Given::Literal(bound) => return Ok(maker.size(rules::$name(bound))),
                        Given::Field(field) => field,
                    },
                };
                comparable(maker, field)?;
                let described = rules::$name(maker.mention(field));
                Ok(maker.around(&described, vec![field], move |seen, object| {
                    beside!(seen, object.seen(field), bound => rules::$name(bound))
                }))
            },
        }
    };
}

/// A rule of numbers without arguments.
macro_rules! number {
    ($name:ident) => {
        Known {
            name: stringify!($name),
            classes: NUMBERS,
            make: |maker| {
                Ok(if maker.class == Integer { maker.integer(rules::$name()) } else { maker.number(rules::$name()) })
            },
        }
    };
}

/// A rule of text and numbers, made by the same expression for each.
macro_rules! text_or_number {
    ($maker:expr, $rule:expr) => {
        match $maker.class {
            Integer => $maker.integer($rule),
            Number => $maker.number($rule),
            _ => $maker.text($rule),
        }
    };
}

pub(super) const RULES: &[Known] = &[
    Known { name: "length", classes: &[Text, List, Map], make: length },
    Known { name: "range", classes: NUMBERS, make: range },
    bounded!(min("min")),
    bounded!(max("max")),
    bounded!(size("size")),
    Known { name: "between", classes: SIZED, make: between },
    bounded!(gt("value")),
    bounded!(gte("value")),
    bounded!(lt("value")),
    bounded!(lte("value")),
    Known { name: "multiple_of", classes: NUMBERS, make: multiple_of },
    Known { name: "digits", classes: &[Text, Integer, Number], make: digits },
    Known { name: "digits_between", classes: &[Text, Integer, Number], make: digits_between },
    Known { name: "min_digits", classes: &[Text, Integer, Number], make: min_digits },
    Known { name: "max_digits", classes: &[Text, Integer, Number], make: max_digits },
    Known { name: "decimal", classes: &[Text, Number], make: decimal },
    number!(positive),
    number!(negative),
    number!(nonzero),
    number!(finite),
    Known { name: "latitude", classes: &[Text, Integer, Number], make: |maker| degrees(maker, rules::latitude()) },
    Known { name: "longitude", classes: &[Text, Integer, Number], make: |maker| degrees(maker, rules::longitude()) },
    Known { name: "one_of", classes: &[Text, Integer, Number, Boolean], make: one_of },
    Known { name: "none_of", classes: &[Text, Integer, Number, Boolean], make: none_of },
    Known { name: "same", classes: &[Text, Integer, Number, Boolean], make: same },
    Known { name: "different", classes: &[Text, Integer, Number, Boolean], make: different },
    Known { name: "confirmed", classes: &[Text, Integer, Number, Boolean], make: confirmed },
];

/// Whether the sizes of both are of one kind.
fn comparable(maker: &Maker<'_>, field: usize) -> Result<(), String> {
    let (own, other) = (maker.class, maker.class_of(field));
    let fits = match own {
        Integer | Number => matches!(other, Integer | Number),
        Text => matches!(other, Integer | Number | Text),
        _ => matches!(other, Integer | Number | List | Map),
    };
    if fits { Ok(()) } else { Err(cannot_compare(own, other)) }
}

fn cannot_compare(own: Class, other: Class) -> String {
    format!("{} and {} cannot be compared", own.words(), other.words())
}

/// A bound of a range, and whether it is outside of it.
struct Bound<T> {
    given: Given<T>,
    is_exclusive: bool,
}

fn bound<T>(
    maker: &mut Maker<'_>,
    names: [&'static str; 2],
    read: impl Fn(&Arg, &str) -> Result<T, String> + Copy,
) -> Result<Option<Bound<T>>, String> {
    let exclusive = maker.arguments.named(names[1]);
    if let Some(given) = maker.given(exclusive, names[1], read)? {
        return Ok(Some(Bound { given, is_exclusive: true }));
    }
    let arg = maker.arguments.take(names[0]);
    Ok(maker.given(arg, names[0], read)?.map(|given| Bound { given, is_exclusive: false }))
}

/// A range with these ends, each `None` or whether it is outside and the bound.
macro_rules! ends {
    ($lower:expr, $upper:expr, $range:ident => $use:expr, $none:expr) => {
        match ($lower, $upper) {
            (Some((false, lower)), Some((false, upper))) => {
                let $range = rules::range().min(lower).max(upper);
                $use
            }
            (Some((false, lower)), Some((true, upper))) => {
                let $range = rules::range().min(lower).exclusive_max(upper);
                $use
            }
            (Some((true, lower)), Some((false, upper))) => {
                let $range = rules::range().exclusive_min(lower).max(upper);
                $use
            }
            (Some((true, lower)), Some((true, upper))) => {
                let $range = rules::range().exclusive_min(lower).exclusive_max(upper);
                $use
            }
            (Some((false, lower)), None) => {
                let $range = rules::range().min(lower);
                $use
            }
            (Some((true, lower)), None) => {
                let $range = rules::range().exclusive_min(lower);
                $use
            }
            (None, Some((false, upper))) => {
                let $range = rules::range().max(upper);
                $use
            }
            (None, Some((true, upper))) => {
                let $range = rules::range().exclusive_max(upper);
                $use
            }
            (None, None) => $none,
        }
    };
}

fn range(maker: &mut Maker<'_>) -> Result<Made, String> {
    if maker.class == Integer {
        let lower = bound(maker, ["min", "exclusive_min"], integer)?;
        let upper = bound(maker, ["max", "exclusive_max"], integer)?;
        if let (
            None | Some(Bound { given: Given::Literal(_), .. }),
            None | Some(Bound { given: Given::Literal(_), .. }),
        ) = (&lower, &upper)
        {
            let (lower, upper) = (literal(lower), literal(upper));
            if let (Some((_, lower)), Some((_, upper))) = (lower, upper) {
                ordered(lower <= upper)?;
            }
            return ends!(lower, upper, range => Ok(maker.integer(range)), Err(NO_BOUND.into()));
        }
        return range_of_fields(maker, lower, upper, Num128::Integer);
    }
    let lower = bound(maker, ["min", "exclusive_min"], num)?;
    let upper = bound(maker, ["max", "exclusive_max"], num)?;
    if let (None | Some(Bound { given: Given::Literal(_), .. }), None | Some(Bound { given: Given::Literal(_), .. })) =
        (&lower, &upper)
    {
        let (lower, upper) = (literal(lower), literal(upper));
        if let (Some((_, lower)), Some((_, upper))) = (lower, upper) {
            ordered(float(lower) <= float(upper))?;
        }
        return ends!(lower, upper, range => Ok(maker.number(range)), Err(NO_BOUND.into()));
    }
    range_of_fields(maker, lower, upper, Num128::Num)
}

const NO_BOUND: &str = "`range` needs a bound: `min`, `max`, `exclusive_min` or `exclusive_max`";

fn literal<T>(bound: Option<Bound<T>>) -> Option<(bool, T)> {
    match bound {
        Some(Bound { given: Given::Literal(literal), is_exclusive }) => Some((is_exclusive, literal)),
        _ => None,
    }
}

fn ordered(is_ordered: bool) -> Result<(), String> {
    if is_ordered { Ok(()) } else { Err("`min` is greater than `max`: no value passes both".into()) }
}

fn float(num: Num) -> f64 {
    match num {
        Num::Whole(whole) => whole as f64,
        Num::Float(float) => float,
    }
}

/// A literal bound of an integer or of another number.
#[derive(Clone, Copy)]
enum Num128 {
    Integer(i128),
    Num(Num),
}

impl unprocessable_core::Operand for Num128 {
    fn argument(&self) -> unprocessable_core::Argument<'_> {
        match self {
            Self::Integer(integer) => integer.argument(),
            Self::Num(num) => num.argument(),
        }
    }
}

/// An end of a range that is a literal or another field.
#[derive(Clone, Copy)]
enum End {
    Literal(Num128),
    Field(usize),
}

fn range_of_fields<T>(
    maker: &mut Maker<'_>,
    lower: Option<Bound<T>>,
    upper: Option<Bound<T>>,
    of: impl Fn(T) -> Num128,
) -> Result<Made, String> {
    let end = |bound: Option<Bound<T>>| {
        bound.map(|bound| match bound.given {
            Given::Literal(literal) => (bound.is_exclusive, End::Literal(of(literal))),
            Given::Field(field) => (bound.is_exclusive, End::Field(field)),
        })
    };
    let (lower, upper) = (end(lower), end(upper));
    let mut mentions = Vec::new();
    for (_, end) in [lower, upper].into_iter().flatten() {
        if let End::Field(field) = end {
            comparable(maker, field)?;
            mentions.push(field);
        }
    }
    let check = move |seen: &Seen<'_>, object: &Object<'_>| {
        let holds = [(lower, true), (upper, false)].into_iter().all(|(end, is_lower)| {
            let Some((is_exclusive, end)) = end else { return true };
            let outcome = match end {
                End::Field(field) => match (is_lower, is_exclusive) {
                    (true, false) => beside!(seen, object.seen(field), bound => rules::range().min(bound)),
                    (true, true) => beside!(seen, object.seen(field), bound => rules::range().exclusive_min(bound)),
                    (false, false) => beside!(seen, object.seen(field), bound => rules::range().max(bound)),
                    (false, true) => beside!(seen, object.seen(field), bound => rules::range().exclusive_max(bound)),
                },
                End::Literal(literal) => within(seen, is_lower, is_exclusive, literal).into(),
            };
            outcome == Outcome::Passed
        });
        Outcome::from(holds)
    };
    macro_rules! describe {
        ($lower:expr, $upper:expr) => {
            ends!($lower, $upper, range => Ok(maker.around(&range, mentions.clone(), check)), Err(NO_BOUND.into()))
        };
    }
    let mention = |end: Option<(bool, End)>| match end {
        Some((is_exclusive, End::Field(field))) => Some((is_exclusive, maker.mention(field))),
        _ => None,
    };
    let number = |end: Option<(bool, End)>| match end {
        Some((is_exclusive, End::Literal(literal))) => Some((is_exclusive, literal)),
        _ => None,
    };
    match (lower, upper) {
        (Some((_, End::Literal(_))), _) => describe!(number(lower), mention(upper)),
        (_, Some((_, End::Literal(_)))) => describe!(mention(lower), number(upper)),
        _ => describe!(mention(lower), mention(upper)),
    }
}

/// Whether a number stands on the right side of a literal bound.
fn within(seen: &Seen<'_>, is_lower: bool, is_exclusive: bool, bound: Num128) -> bool {
    macro_rules! side {
        ($value:expr, $bound:expr) => {
            match (is_lower, is_exclusive) {
                (true, false) => rules::range().min($bound).check($value),
                (true, true) => rules::range().exclusive_min($bound).check($value),
                (false, false) => rules::range().max($bound).check($value),
                (false, true) => rules::range().exclusive_max($bound).check($value),
            }
        };
    }
    match (seen, bound) {
        (Seen::Integer(value), Num128::Integer(bound)) => side!(value, bound),
        (Seen::Number(value), Num128::Num(bound)) => side!(value, bound),
        _ => true,
    }
}

fn between(maker: &mut Maker<'_>) -> Result<Made, String> {
    let (min, max) = (maker.arguments.take("min"), maker.arguments.take("max"));
    let missing = || "it needs two bounds: `min` and `max`".to_owned();
    macro_rules! literals {
        ($read:expr, $make:ident, $ordered:expr) => {{
            let lower = maker.given(min, "min", $read)?.ok_or_else(missing)?;
            let upper = maker.given(max, "max", $read)?.ok_or_else(missing)?;
            match (lower, upper) {
                (Given::Literal(lower), Given::Literal(upper)) => {
                    let is_ordered: bool = $ordered(lower, upper);
                    ordered(is_ordered)?;
                    return Ok(maker.$make(rules::between(lower, upper)));
                }
                (Given::Literal(lower), Given::Field(field)) => {
                    comparable(maker, field)?;
                    let described = rules::between(lower, maker.mention(field));
                    return Ok(maker.around(&described, vec![field], move |seen, object| {
                        let least = lower.least(seen);
                        both(least, || beside!(seen, object.seen(field), bound => rules::max(bound)))
                    }));
                }
                (Given::Field(field), Given::Literal(upper)) => {
                    comparable(maker, field)?;
                    let described = rules::between(maker.mention(field), upper);
                    return Ok(maker.around(&described, vec![field], move |seen, object| {
                        let most = upper.most(seen);
                        both(most, || beside!(seen, object.seen(field), bound => rules::min(bound)))
                    }));
                }
                (Given::Field(lower), Given::Field(upper)) => {
                    comparable(maker, lower)?;
                    comparable(maker, upper)?;
                    let described = rules::between(maker.mention(lower), maker.mention(upper));
                    Ok(maker.around(&described, vec![lower, upper], move |seen, object| {
                        let least = beside!(seen, object.seen(lower), bound => rules::min(bound));
                        both(least, || beside!(seen, object.seen(upper), bound => rules::max(bound)))
                    }))
                }
            }
        }};
    }
    match maker.class {
        Integer => literals!(integer, integer, |lower, upper| lower <= upper),
        Number => literals!(num, number, |lower, upper| float(lower) <= float(upper)),
        Text => literals!(crate::build::made::count, text, |lower, upper| lower <= upper),
        _ => literals!(crate::build::made::count, size, |lower, upper| lower <= upper),
    }
}

fn both(one: Outcome, other: impl FnOnce() -> Outcome) -> Outcome {
    match (one, other()) {
        (Outcome::Crowded, _) | (_, Outcome::Crowded) => Outcome::Crowded,
        (Outcome::Passed, other) => other,
        (one, _) => one,
    }
}

/// A literal bound of whatever a value is measured in.
trait Literal: Copy {
    fn least(self, seen: &Seen<'_>) -> Outcome;
    fn most(self, seen: &Seen<'_>) -> Outcome;
}

macro_rules! literal_bound {
    ($type:ty: $seen:ident, $bound:ident => $check:expr) => {
        impl Literal for $type {
            fn least(self, $seen: &Seen<'_>) -> Outcome {
                let $bound = rules::min(self);
                $check
            }

            fn most(self, $seen: &Seen<'_>) -> Outcome {
                let $bound = rules::max(self);
                $check
            }
        }
    };
}

literal_bound!(i128: seen, rule => seen.integer().is_none_or(|value| rule.check(&value)).into());
literal_bound!(Num: seen, rule => seen.number().is_none_or(|value| rule.check(&value)).into());
literal_bound!(usize: seen, rule => match (seen.text(), seen.size()) {
    (Some(text), _) => rule.check(text).into(),
    (None, Some(size)) => outcome_of_size(&rule, size),
    (None, None) => Outcome::Passed,
});

fn multiple_of(maker: &mut Maker<'_>) -> Result<Made, String> {
    const NEEDS_STEP: &str = "it needs a step";

    let arg = maker.arguments.take("step");
    let field = if maker.class == Integer {
        match maker.given(arg, "step", integer)?.ok_or(NEEDS_STEP)? {
            Given::Literal(0) => return Err("nothing is a multiple of 0; write a step above it".into()),
            Given::Literal(step) => return Ok(maker.integer(rules::multiple_of(step))),
            Given::Field(field) => field,
        }
    } else {
        match maker.given(arg, "step", num)?.ok_or(NEEDS_STEP)? {
            Given::Literal(step) if float(step) == 0.0 || !float(step).is_finite() => {
                return Err("no number is a multiple of this step; write a finite one other than 0".into());
            }
            Given::Literal(step) => return Ok(maker.number(rules::multiple_of(step))),
            Given::Field(field) => field,
        }
    };
    comparable(maker, field)?;
    let described = rules::multiple_of(maker.mention(field));
    Ok(maker.around(&described, vec![field], move |seen, object| {
        let holds = match (seen, object.seen(field)) {
            (Seen::Integer(value), Seen::Integer(step)) => rules::multiple_of(Other(&step)).check(value),
            (Seen::Integer(value), Seen::Number(step)) => rules::multiple_of(Other(&step)).check(value),
            (Seen::Number(value), Seen::Integer(step)) => rules::multiple_of(Other(&step)).check(value),
            (Seen::Number(value), Seen::Number(step)) => rules::multiple_of(Other(&step)).check(value),
            _ => true,
        };
        holds.into()
    }))
}

fn digits(maker: &mut Maker<'_>) -> Result<Made, String> {
    let count = maker.count("count")?.ok_or("it needs the number of digits")?;
    if count == 0 {
        return Err("there is no number without digits; raise the count".into());
    }
    let rule = rules::digits(count);
    Ok(text_or_number!(maker, rule))
}

fn digits_between(maker: &mut Maker<'_>) -> Result<Made, String> {
    let (Some(min), Some(max)) = (maker.count("min")?, maker.count("max")?) else {
        return Err("it needs `min` and `max`".into());
    };
    ordered(min <= max)?;
    let rule = rules::digits_between(min, max);
    Ok(text_or_number!(maker, rule))
}

fn min_digits(maker: &mut Maker<'_>) -> Result<Made, String> {
    let rule = rules::min_digits(maker.count("min")?.ok_or("it needs the number of digits")?);
    Ok(text_or_number!(maker, rule))
}

fn max_digits(maker: &mut Maker<'_>) -> Result<Made, String> {
    let rule = rules::max_digits(maker.count("max")?.ok_or("it needs the number of digits")?);
    Ok(text_or_number!(maker, rule))
}

fn decimal(maker: &mut Maker<'_>) -> Result<Made, String> {
    let mut rule = rules::decimal();
    match maker.named_count("places")? {
        Some(places) => rule = rule.places(places),
        None => {
            let (min, max) = (maker.count("min")?, maker.count("max")?);
            match (min, max) {
                (Some(min), Some(max)) => {
                    ordered(min <= max)?;
                    rule = rule.min(min).max(max);
                }
                // One number alone is how many places there are.
                (Some(min), None) if maker.arguments.are_nameless() => rule = rule.places(min),
                (Some(min), None) => rule = rule.min(min),
                (None, Some(max)) => rule = rule.max(max),
                (None, None) => {}
            }
        }
    }
    Ok(if maker.class == Number { maker.number(rule) } else { maker.text(rule) })
}

fn degrees<R>(maker: &mut Maker<'_>, rule: R) -> Result<Made, String>
where
    R: Rule<str> + Rule<i128> + Rule<f64> + Send + Sync + 'static,
{
    Ok(match maker.class {
        Integer => maker.integer(rule),
        Number => maker.number(rule),
        _ => maker.text(rule),
    })
}

macro_rules! choices {
    ($function:ident) => {
        fn $function(maker: &mut Maker<'_>) -> Result<Made, String> {
            let given = maker.arguments.list("choices");
            if given.is_empty() {
                return Err("it has no values; write at least one".into());
            }
            macro_rules! read {
                ($read:expr) => {
                    Several(given.iter().map(|arg| $read(arg, "choices")).collect::<Result<Vec<_>, String>>()?)
                };
            }
            Ok(match maker.class {
                Integer => maker.integer(rules::$function(read!(integer))),
                Number => maker.number(rules::$function(read!(num))),
                Boolean => maker.boolean(rules::$function(read!(boolean))),
                _ => maker.text(rules::$function(read!(text))),
            })
        }
    };
}

choices!(one_of);
choices!(none_of);

/// A rule of equality with another field, which a function finds.
macro_rules! equality {
    ($function:ident, $field:ident) => {
        fn $function(maker: &mut Maker<'_>) -> Result<Made, String> {
            let field = $field(maker)?;
            let (own, other) = (maker.class, maker.class_of(field));
            let is_number = |class| matches!(class, Integer | Number);
            let is_text = |class| matches!(class, Text | Choice);
            if own != other && !(is_number(own) && is_number(other)) && !(is_text(own) && is_text(other)) {
                return Err(cannot_compare(own, other));
            }
            let described = rules::$function(maker.mention(field));
            Ok(maker.around(&described, vec![field], move |seen, object| {
                let holds = match (seen, object.seen(field)) {
                    (Seen::Integer(value), Seen::Integer(other)) => rules::$function(Other(&other)).check(value),
                    (Seen::Integer(value), Seen::Number(other)) => rules::$function(Other(&other)).check(value),
                    (Seen::Number(value), Seen::Integer(other)) => rules::$function(Other(&other)).check(value),
                    (Seen::Number(value), Seen::Number(other)) => rules::$function(Other(&other)).check(value),
                    (Seen::Boolean(value), Seen::Boolean(other)) => rules::$function(Other(&other)).check(value),
                    (Seen::Text(value), Seen::Text(other)) => rules::$function(Other(other)).check(*value),
                    (Seen::Absent | Seen::Unsent, _) => true,
                    (_, _) => rules::$function(Other(&None::<bool>)).check(&true),
                };
                holds.into()
            }))
        }
    };
}

equality!(same, other_field);
equality!(different, other_field);
equality!(confirmed, confirmation);

fn other_field(maker: &mut Maker<'_>) -> Result<usize, String> {
    maker.field("other")
}

/// Without an argument the other field is called like this one, as in other validators: `password_confirmation`.
fn confirmation(maker: &mut Maker<'_>) -> Result<usize, String> {
    if !maker.arguments.are_none() {
        return maker.field("other");
    }
    position(&format!("{}_confirmation", maker.name), maker.beside)
}
