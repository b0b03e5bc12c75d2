//! Rules on text: its letters, its parts, its formats.

use unprocessable_core::Other;
use unprocessable_core::rules::{self, Rule};

use super::Known;
use crate::build::infer::Class::Text;
use crate::build::made::{Given, Made, Maker, count};
use crate::build::operand::{Several, Texts};
use crate::build::pattern::{self, Described};
use crate::model::{Seen, Test};
use crate::raw::Arg;

macro_rules! plain {
    ($name:ident) => {
        Known { name: stringify!($name), classes: &[Text], make: |maker| Ok(maker.text(rules::$name())) }
    };
}

macro_rules! flagged {
    ($name:ident: $($flag:ident)+) => {
        Known {
            name: stringify!($name),
            classes: &[Text],
            make: |maker| {
                let mut rule = rules::$name();
                $(if maker.flag(stringify!($flag))? {
                    rule = rule.$flag();
                })+
                Ok(maker.text(rule))
            },
        }
    };
}

macro_rules! needles {
    ($name:ident) => {
        Known {
            name: stringify!($name),
            classes: &[Text],
            make: |maker| {
                if let Some(Arg::Field(_)) = only(maker, "values") {
                    let field = maker.field("values")?;
                    let described = rules::$name(maker.mention(field));
                    return Ok(maker.around(&described, vec![field], move |seen, object| {
                        let (Seen::Text(text), other) = (seen, object.seen(field).text()) else { return true.into() };
                        rules::$name(Other(&other)).check(text).into()
                    }));
                }
                let texts = maker.texts("values")?;
                Ok(maker.text(rules::$name(texts)))
            },
        }
    };
}

/// The only argument, before it is taken.
fn only(maker: &Maker<'_>, name: &'static str) -> Option<Arg> {
    let mut arguments = maker.arguments.clone();
    let list = arguments.list(name);
    if let [only] = &list[..] { Some(only.clone()) } else { None }
}

pub(super) const RULES: &[Known] = &[
    flagged!(alpha: ascii),
    flagged!(alpha_num: ascii),
    flagged!(alpha_dash: ascii),
    plain!(ascii),
    plain!(lowercase),
    plain!(uppercase),
    needles!(starts_with),
    needles!(ends_with),
    needles!(contains),
    needles!(doesnt_start_with),
    needles!(doesnt_end_with),
    needles!(doesnt_contain),
    Known { name: "regex", classes: &[Text], make: |maker| pattern(maker, false) },
    Known { name: "not_regex", classes: &[Text], make: |maker| pattern(maker, true) },
    flagged!(no_control: multiline),
    plain!(single_line),
    plain!(trimmed),
    plain!(slug),
    flagged!(identifier: ascii),
    Known { name: "password", classes: &[Text], make: password },
    Known { name: "email", classes: &[Text], make: email },
    Known { name: "url", classes: &[Text], make: url },
    Known { name: "hostname", classes: &[Text], make: hostname },
    Known { name: "domain", classes: &[Text], make: domain },
    plain!(ip),
    plain!(ipv4),
    plain!(ipv6),
    plain!(cidr),
    plain!(mac_address),
    Known { name: "uuid", classes: &[Text], make: uuid },
    plain!(ulid),
    plain!(json),
    flagged!(base64: url_safe unpadded),
    plain!(hex),
    plain!(hex_color),
    plain!(semver),
    plain!(jwt),
    flagged!(timezone: aliases),
    plain!(credit_card),
    plain!(iban),
    plain!(bic),
    plain!(lei),
    plain!(isin),
    plain!(isbn),
    plain!(issn),
    plain!(ean),
    Known { name: "phone", classes: &[Text], make: phone },
    flagged!(country: alpha3),
    plain!(currency),
    plain!(language),
];

fn pattern(maker: &mut Maker<'_>, is_negated: bool) -> Result<Made, String> {
    let source = maker.words("pattern")?.ok_or("it needs a pattern")?;
    let regex = pattern::compile(&source, maker.patterns)?;
    let test = Test::Text(Box::new(move |text| regex.is_match(text) != is_negated));
    Ok(maker.test(&Described { source: &source, is_negated }, test))
}

fn password(maker: &mut Maker<'_>) -> Result<Made, String> {
    let mut rule = rules::password();
    for (flag, set) in [
        ("letters", rules::Password::letters as fn(rules::Password) -> rules::Password),
        ("mixed_case", rules::Password::mixed_case),
        ("numbers", rules::Password::numbers),
        ("symbols", rules::Password::symbols),
    ] {
        if maker.flag(flag)? {
            rule = set(rule);
        }
    }
    if let Some(min) = maker.count("min")? {
        if min == 0 {
            return Err("a password has at least one character; raise `min`".into());
        }
        rule = rule.min(min);
    }
    let kind = maker.kind();
    let whole = unprocessable_core::Violation::of_rule(&rule, kind);
    let test = Test::Demands(Box::new(move |text| {
        let mut unmet = Vec::new();
        if !rule.check(text) {
            rule.failures(text, &mut |failure| {
                unmet.push(unprocessable_core::Violation::of_demand(&failure, kind).unwrap_or_else(|| whole.clone()));
            });
        }
        unmet
    }));
    Ok(maker.test(&rule, test))
}

fn email(maker: &mut Maker<'_>) -> Result<Made, String> {
    let (idn, dot) = (maker.flag("idn")?, maker.flag("dot")?);
    let rule = if dot { rules::email().dot() } else { rules::email() };
    if !idn {
        return Ok(maker.text(rule));
    }
    #[cfg(feature = "idna")]
    return Ok(maker.text(rule.idn()));
    #[cfg(not(feature = "idna"))]
    Err("`idn` needs the feature `idna`".into())
}

fn hostname(maker: &mut Maker<'_>) -> Result<Made, String> {
    if !maker.flag("idn")? {
        return Ok(maker.text(rules::hostname()));
    }
    #[cfg(feature = "idna")]
    return Ok(maker.text(rules::hostname().idn()));
    #[cfg(not(feature = "idna"))]
    Err("`idn` needs the feature `idna`".into())
}

fn domain(maker: &mut Maker<'_>) -> Result<Made, String> {
    if !maker.flag("idn")? {
        return Ok(maker.text(rules::domain()));
    }
    #[cfg(feature = "idna")]
    return Ok(maker.text(rules::domain().idn()));
    #[cfg(not(feature = "idna"))]
    Err("`idn` needs the feature `idna`".into())
}

fn url(maker: &mut Maker<'_>) -> Result<Made, String> {
    let hostless = maker.flag("hostless")?;
    let given = maker.arguments.list("schemes");
    let schemes = if given.is_empty() {
        vec!["http".to_owned(), "https".to_owned()]
    } else {
        let texts = given.iter().map(|arg| crate::build::made::text(arg, "schemes"));
        texts.collect::<Result<_, _>>()?
    };
    for scheme in &schemes {
        let is_scheme =
            |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'+' | b'-' | b'.');
        if !scheme.starts_with(|first: char| first.is_ascii_lowercase()) || !scheme.bytes().all(is_scheme) {
            return Err("no scheme; write lower-case letters, without `:` and slashes, such as `https`".into());
        }
    }
    let with_host = ["https", "http", "wss", "ws", "ftp"];
    if hostless && schemes.iter().all(|scheme| with_host.contains(&scheme.as_str())) {
        return Err(
            "no scheme here goes without a host; name one that does, such as `mailto`, or leave out `hostless`".into(),
        );
    }
    let rule = rules::url().schemes(Texts::Several(Several(schemes)));
    Ok(maker.text(if hostless { rule.hostless() } else { rule }))
}

fn uuid(maker: &mut Maker<'_>) -> Result<Made, String> {
    let (nil, max) = (maker.flag("nil")?, maker.flag("max")?);
    let rule = match maker.count("version")? {
        Some(version @ 1..=8) => rules::uuid().version(version as u8),
        Some(_) => return Err("there is no such version of UUID; write one from 1 to 8".into()),
        None if nil => rules::uuid().nil(),
        None if max => rules::uuid().max(),
        None => rules::uuid(),
    };
    Ok(maker.text(rule))
}

fn phone(maker: &mut Maker<'_>) -> Result<Made, String> {
    let Some(region) = maker.words("region")? else { return Ok(maker.text(rules::phone())) };
    #[cfg(feature = "phonenumber")]
    return match rules::phone().try_region(&region) {
        Some(rule) => Ok(maker.text(rule)),
        None => Err("there is no such country; write its code in two letters, such as `DE`".into()),
    };
    #[cfg(not(feature = "phonenumber"))]
    Err(format!("the region `{region}` needs the feature `phonenumber`"))
}

/// The length of text, and of lists and maps, in any unit.
pub(super) fn length(maker: &mut Maker<'_>) -> Result<Made, String> {
    let is_text = maker.class == Text;
    let (bytes, utf16, graphemes) = (maker.flag("bytes")?, maker.flag("utf16")?, maker.flag("graphemes")?);
    if [bytes, utf16, graphemes].into_iter().filter(|unit| *unit).count() > 1 {
        return Err("a length has one unit: keep one of `bytes`, `utf16` and `graphemes`".into());
    }
    if !is_text && (bytes || utf16 || graphemes) {
        return Err("only text is counted in `bytes`, `utf16` or `graphemes`".into());
    }
    let equal = maker.named_count("equal")?;
    let (min, max) = match equal {
        Some(equal) => (Some(equal), Some(equal)),
        None => (maker.count("min")?, maker.count("max")?),
    };
    let rule = match (min, max) {
        (Some(min), Some(max)) if min > max => {
            return Err("`min` is greater than `max`: no length passes both".into());
        }
        (Some(0), None) => return Err("every length is at least 0; move the bound, or remove the rule".into()),
        (Some(min), Some(max)) => rules::length().min(min).max(max),
        (Some(min), None) => rules::length().min(min),
        (None, Some(max)) => rules::length().max(max),
        (None, None) => return Err("a length needs a bound: `min`, `max` or `equal`".into()),
    };
    if !is_text {
        return Ok(maker.size(rule));
    }
    if graphemes {
        #[cfg(feature = "graphemes")]
        return Ok(maker.text(rule.graphemes()));
        #[cfg(not(feature = "graphemes"))]
        return Err("`graphemes` needs the feature of that name".into());
    }
    Ok(maker.text(match (bytes, utf16) {
        (true, _) => rule.bytes(),
        (_, true) => rule.utf16(),
        _ => rule,
    }))
}

/// So many characters, or so many as another field has.
pub(super) fn counted(maker: &Maker<'_>, arg: Option<Arg>, name: &str) -> Result<Option<Given<usize>>, String> {
    maker.given(arg, name, count)
}
