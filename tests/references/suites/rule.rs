//! Rules made from attributes while the test runs.

use serde_json::Value;
use unprocessable_core::rules::{self, Compare, Multiple, Needles, Rule};
use unprocessable_core::{Operand, Pattern};

use super::attribute::{Argument, Call};

/// What our rule says of a value; `None` where the rule looks at no such value.
pub(crate) type Check = Box<dyn Fn(&Value) -> Option<bool>>;

/// `None` where there is no such rule.
pub(crate) fn check(attribute: &str) -> Option<Check> {
    let call = Call::read(attribute)?;
    Some(match call.rule.as_str() {
        "required" => presence(|subject| rules::required().check(&subject)),
        "filled" => presence(|subject| rules::filled().check(&subject)),
        "accepted" => truth(rules::accepted()),
        "declined" => truth(rules::declined()),
        "length" => length(&call)?,
        "range" => range(&call)?,
        "min" | "max" | "size" | "between" | "gt" | "gte" | "lt" | "lte" | "multiple_of" => bounds(&call)?,
        "digits" | "digits_between" | "min_digits" | "max_digits" => digits(&call)?,
        "one_of" | "none_of" => match (call.rule.as_str(), list(&call)?) {
            ("one_of", choices) => text(rules::one_of(choices)),
            (_, choices) => text(rules::none_of(choices)),
        },
        "starts_with" | "ends_with" | "contains" | "doesnt_start_with" | "doesnt_end_with" | "doesnt_contain" => {
            match call.positional.first()? {
                Argument::List(several) => needles(&call.rule, *several),
                one => needles(&call.rule, one.text()?),
            }
        }
        "regex" => text(rules::regex(pattern(&call)?)),
        "not_regex" => text(rules::not_regex(pattern(&call)?)),
        "before" => text(rules::before(only(&call)?)),
        "before_or_equal" => text(rules::before_or_equal(only(&call)?)),
        "after" => text(rules::after(only(&call)?)),
        "after_or_equal" => text(rules::after_or_equal(only(&call)?)),
        "date_equals" => text(rules::date_equals(only(&call)?)),
        _ => on_text(&call)?,
    })
}

/// Rules that look at text alone.
fn on_text(call: &Call) -> Option<Check> {
    Some(match (call.rule.as_str(), call.words.join(" ").as_str()) {
        ("alpha", "") => text(rules::alpha()),
        ("alpha", "ascii") => text(rules::alpha().ascii()),
        ("alpha_dash", "") => text(rules::alpha_dash()),
        ("alpha_dash", "ascii") => text(rules::alpha_dash().ascii()),
        ("alpha_num", "") => text(rules::alpha_num()),
        ("alpha_num", "ascii") => text(rules::alpha_num().ascii()),
        ("ascii", "") => text(rules::ascii()),
        ("base64", "") => text(rules::base64()),
        ("base64", "unpadded") => text(rules::base64().unpadded()),
        ("base64", "url_safe") => text(rules::base64().url_safe()),
        ("base64", "url_safe unpadded") => text(rules::base64().url_safe().unpadded()),
        ("bic", "") => text(rules::bic()),
        ("cidr", "") => text(rules::cidr()),
        ("country", "") => text(rules::country()),
        ("country", "alpha3") => text(rules::country().alpha3()),
        ("credit_card", "") => text(rules::credit_card()),
        ("currency", "") => text(rules::currency()),
        ("date", "") => match call.text("format") {
            None => text(rules::date()),
            Some(format) => text(rules::date().format(format)),
        },
        ("month", "") => match call.text("format") {
            None => text(rules::month()),
            Some(format) => text(rules::month().format(format)),
        },
        ("time", "") => match call.text("format") {
            None => text(rules::time()),
            Some(format) => text(rules::time().format(format)),
        },
        ("datetime", "") => match call.text("format") {
            None => text(rules::datetime()),
            Some(format) => text(rules::datetime().format(format)),
        },
        ("datetime", "local") => text(rules::datetime().local()),
        ("decimal", "") => {
            let mut rule = rules::decimal();
            for (name, _) in &call.named {
                let count = call.count(name)?;
                rule = match name.as_str() {
                    "min" => rule.min(count),
                    "max" => rule.max(count),
                    _ => rule.places(count),
                };
            }
            text(rule)
        }
        ("domain", "") => text(rules::domain()),
        ("domain", "idn") => text(rules::domain().idn()),
        ("ean", "") => text(rules::ean()),
        ("email", "") => text(rules::email()),
        ("email", "idn") => text(rules::email().idn()),
        ("hex", "") => text(rules::hex()),
        ("hex_color", "") => text(rules::hex_color()),
        ("hostname", "") => text(rules::hostname()),
        ("hostname", "idn") => text(rules::hostname().idn()),
        ("iban", "") => text(rules::iban()),
        ("ip", "") => text(rules::ip()),
        ("ipv4", "") => text(rules::ipv4()),
        ("ipv6", "") => text(rules::ipv6()),
        ("isbn", "") => text(rules::isbn()),
        ("issn", "") => text(rules::issn()),
        ("json", "") => text(rules::json()),
        ("jwt", "") => text(rules::jwt()),
        ("language", "") => text(rules::language()),
        ("latitude", "") => text(rules::latitude()),
        ("lei", "") => text(rules::lei()),
        ("longitude", "") => text(rules::longitude()),
        ("lowercase", "") => text(rules::lowercase()),
        ("mac_address", "") => text(rules::mac_address()),
        ("no_control", "") => text(rules::no_control()),
        ("password", _) => text(password(call)),
        ("phone", "") => match call.text("region") {
            None => text(rules::phone()),
            Some(region) => text(rules::phone().region(region)),
        },
        ("semver", "") => text(rules::semver()),
        ("slug", "") => text(rules::slug()),
        ("timezone", "") => text(rules::timezone()),
        ("timezone", "aliases") => text(rules::timezone().aliases()),
        ("ulid", "") => text(rules::ulid()),
        ("uppercase", "") => text(rules::uppercase()),
        ("url", "") => match call.named("schemes") {
            None => text(rules::url()),
            Some(Argument::List(several)) => text(rules::url().schemes(several)),
            Some(one) => text(rules::url().schemes(one.text()?)),
        },
        ("uuid", "") => match call.count("version") {
            None => text(rules::uuid()),
            Some(version) => text(rules::uuid().version(version.try_into().ok()?)),
        },
        ("uuid", "nil") => text(rules::uuid().nil()),
        ("uuid", "max") => text(rules::uuid().max()),
        _ => return None,
    })
}

fn text(rule: impl Rule<str> + 'static) -> Check {
    Box::new(move |value| value.as_str().map(|text| Rule::check(&rule, text)))
}

fn presence(check: impl Fn(Option<&str>) -> bool + 'static) -> Check {
    Box::new(move |value| match value {
        Value::Null => Some(check(None)),
        value => value.as_str().map(|text| check(Some(text))),
    })
}

fn truth(rule: impl Rule<str> + Rule<bool> + Rule<i64> + 'static) -> Check {
    Box::new(move |value| match value {
        Value::Bool(value) => Some(Rule::check(&rule, value)),
        Value::String(text) => Some(Rule::check(&rule, text.as_str())),
        value => value.as_i64().map(|number| Rule::check(&rule, &number)),
    })
}

fn length(call: &Call) -> Option<Check> {
    fn sizes(rule: impl Rule<str> + Rule<[Value]> + 'static) -> Check {
        Box::new(move |value| match value {
            Value::Array(items) => Some(Rule::check(&rule, items.as_slice())),
            value => value.as_str().map(|text| Rule::check(&rule, text)),
        })
    }
    let rule = match (call.count("min"), call.count("max"), call.count("equal")) {
        (Some(min), Some(max), None) => rules::length().min(min).max(max),
        (Some(min), None, None) => rules::length().min(min),
        (None, Some(max), None) => rules::length().max(max),
        (None, None, count) => rules::length().equal(count?),
        _ => return None,
    };
    Some(match call.words.join(" ").as_str() {
        "" => sizes(rule),
        "bytes" => text(rule.bytes()),
        "utf16" => text(rule.utf16()),
        "graphemes" => text(rule.graphemes()),
        _ => return None,
    })
}

fn range(call: &Call) -> Option<Check> {
    fn holds<V, N>([lower, upper]: [Option<N>; 2], value: V) -> bool
    where
        V: Compare<N> + Compare<rules::Open>,
        N: Copy + Operand,
    {
        match (lower, upper) {
            (Some(lower), Some(upper)) => rules::range().min(lower).max(upper).check(&value),
            (Some(lower), None) => rules::range().min(lower).check(&value),
            (None, upper) => upper.is_none_or(|upper| rules::range().max(upper).check(&value)),
        }
    }
    let bounds = [call.named("min"), call.named("max")];
    let integers = bounds.map(|bound| bound.and_then(integer));
    if bounds.iter().flatten().all(|bound| integer(*bound).is_some()) {
        return Some(number(move |value| holds(integers, value), move |value| holds(integers, value)));
    }
    let floats = bounds.map(|bound| bound.and_then(float));
    Some(number(move |value| holds(floats, value as f64), move |value| holds(floats, value)))
}

/// Rules with a bound of the type of the number: an integer, which floats compare with as well, or a float.
fn bounds(call: &Call) -> Option<Check> {
    fn test<V: Compare<N> + Multiple<N>, N: Copy + Operand>(rule: &str, bounds: &[N], value: V) -> Option<bool> {
        Some(match (rule, bounds) {
            ("min", [bound]) => rules::min(*bound).check(&value),
            ("max", [bound]) => rules::max(*bound).check(&value),
            ("size", [bound]) => rules::size(*bound).check(&value),
            ("between", [lower, upper]) => rules::between(*lower, *upper).check(&value),
            ("gt", [bound]) => rules::gt(*bound).check(&value),
            ("gte", [bound]) => rules::gte(*bound).check(&value),
            ("lt", [bound]) => rules::lt(*bound).check(&value),
            ("lte", [bound]) => rules::lte(*bound).check(&value),
            ("multiple_of", [bound]) => rules::multiple_of(*bound).check(&value),
            _ => return None,
        })
    }
    fn test_text(rule: &str, bounds: &[usize], text: &str) -> Option<bool> {
        Some(match (rule, bounds) {
            ("min", [bound]) => rules::min(*bound).check(text),
            ("max", [bound]) => rules::max(*bound).check(text),
            ("size", [bound]) => rules::size(*bound).check(text),
            ("between", [lower, upper]) => rules::between(*lower, *upper).check(text),
            _ => return None,
        })
    }
    let rule = call.rule.clone();
    let sizes: Option<Vec<usize>> = call.positional.iter().map(|bound| bound.count()).collect();
    let integers: Option<Vec<i64>> = call.positional.iter().map(|bound| integer(*bound)).collect();
    let floats = call.positional.iter().map(|bound| float(*bound)).collect::<Option<Vec<f64>>>()?;
    Some(Box::new(move |value| match (value.as_str(), value.as_i64(), &integers) {
        (Some(text), ..) => test_text(&rule, sizes.as_ref()?, text),
        (None, Some(value), Some(integers)) => test(&rule, integers, value),
        (None, None, Some(integers)) => test(&rule, integers, value.as_f64()?),
        (None, _, None) => test(&rule, &floats, value.as_f64()?),
    }))
}

fn digits(call: &Call) -> Option<Check> {
    fn counted(rule: impl Rule<str> + Rule<i64> + 'static) -> Check {
        Box::new(move |value| match value.as_i64() {
            Some(number) => Some(Rule::check(&rule, &number)),
            None => value.as_str().map(|text| Rule::check(&rule, text)),
        })
    }
    let counts = call.positional.iter().map(|count| count.count()).collect::<Option<Vec<usize>>>()?;
    Some(match (call.rule.as_str(), counts.as_slice()) {
        ("digits", [count]) => counted(rules::digits(*count)),
        ("digits_between", [least, most]) => counted(rules::digits_between(*least, *most)),
        ("min_digits", [least]) => counted(rules::min_digits(*least)),
        ("max_digits", [most]) => counted(rules::max_digits(*most)),
        _ => return None,
    })
}

fn needles(rule: &str, values: impl Needles + Copy + 'static) -> Check {
    match rule {
        "starts_with" => text(rules::starts_with(values)),
        "ends_with" => text(rules::ends_with(values)),
        "contains" => text(rules::contains(values)),
        "doesnt_start_with" => text(rules::doesnt_start_with(values)),
        "doesnt_end_with" => text(rules::doesnt_end_with(values)),
        _ => text(rules::doesnt_contain(values)),
    }
}

fn password(call: &Call) -> rules::Password {
    let mut rule = rules::password();
    if let Some(min) = call.count("min") {
        rule = rule.min(min);
    }
    for word in &call.words {
        rule = match word.as_str() {
            "letters" => rule.letters(),
            "mixed_case" => rule.mixed_case(),
            "numbers" => rule.numbers(),
            _ => rule.symbols(),
        };
    }
    rule
}

fn pattern(call: &Call) -> Option<&'static Pattern> {
    only(call).map(|pattern| &*Box::leak(Box::new(Pattern::new(pattern))))
}

fn only(call: &Call) -> Option<&'static str> {
    call.positional.first()?.text()
}

fn list(call: &Call) -> Option<&'static [&'static str]> {
    if let Argument::List(list) = call.positional.first()? { Some(list) } else { None }
}

fn integer(argument: Argument) -> Option<i64> {
    if let Argument::Integer(integer) = argument { Some(integer) } else { None }
}

fn float(argument: Argument) -> Option<f64> {
    match argument {
        Argument::Integer(integer) => Some(integer as f64),
        Argument::Float(float) => Some(float),
        _ => None,
    }
}

fn number(on_integer: impl Fn(i64) -> bool + 'static, on_float: impl Fn(f64) -> bool + 'static) -> Check {
    Box::new(move |value| match value.as_i64() {
        Some(integer) => Some(on_integer(integer)),
        None => value.as_f64().map(&on_float),
    })
}
