//! Every mistake of a set is found at once, with its line, and says what to do.

use unprocessable_ruleset::RuleSet;

/// The mistakes of the fields of a set, which begin on line 3.
fn mistakes(fields: &str) -> Vec<String> {
    let set = format!("version = 1\n[fields]\n{fields}");
    let found = RuleSet::from_toml(&set).expect_err(fields);
    found.iter().map(ToString::to_string).collect()
}

#[test]
fn all_mistakes_are_found_at_once_in_the_order_of_their_lines() {
    let found = mistakes(
        "email = 'required|emial'\n\
         age = { type = 'u7', rules = 'min:18' }\n\
         name = 'max:3'\n\
         size = { type = 'u8', rules = [{ betwen = [1, 5] }, { range = { min = 1, mxa = 5 } }] }\n\
         list = 'list|email'\n\
         price = 'number|gt:minPrice'\n\
         code = 'regex:[a-z'\n\
         min_price = 'number|unique'",
    );
    assert_eq!(
        found,
        [
            "line 3: `email`: there is no rule `emial`; there is `email`",
            "line 4: `age`: there is no type `u7`; there is `u8`",
            "line 4: `age`: its rules fit text, an integer, a number, a list or a map; say which it is, as in `text|min`",
            "line 5: `name`: its rules fit text, an integer, a number, a list or a map; say which it is, as in `text|max`",
            "line 6: `size`: there is no rule `betwen`; there is `between`",
            "line 6: `size`: `range`: there is no argument `mxa`; there is `max`",
            "line 7: `list`: `email` cannot check a list; it checks text",
            "line 8: `price`: `gt`: `value` is a number, or the name of another field; there is no field `minPrice` beside \
             it; there is `min_price`",
            "line 9: `code`: `regex`: bad pattern: unclosed character class",
            "line 10: `min_price`: `unique` cannot be a rule of a set: it asks a database; a set looks only at the \
             document. Items of one list are compared by `distinct`",
        ]
    );
}

#[test]
fn arguments_are_refused_in_words() {
    for (rule, mistake) in [
        ("text|length", "`length`: a length needs a bound: `min`, `max` or `equal`"),
        ("text|length:5,3", "`length`: `min` is greater than `max`: no length passes both"),
        ("text|length:min=0", "`length`: every length is at least 0; move the bound, or remove the rule"),
        ("text|length:bytes,utf16,3", "`length`: a length has one unit: keep one of `bytes`, `utf16` and `graphemes`"),
        ("list|length:3,bytes", "`length`: only text is counted in `bytes`, `utf16` or `graphemes`"),
        ("text|length:1,2,3", "`length`: `3` is one argument too many"),
        (
            "u8|range:b,3",
            "`range`: `min` is a whole number, or the name of another field; there is no field `b` beside it",
        ),
        ("u8|range", "`range`: `range` needs a bound: `min`, `max`, `exclusive_min` or `exclusive_max`"),
        ("u8|multiple_of:0", "`multiple_of`: nothing is a multiple of 0; write a step above it"),
        (
            "number|multiple_of:0.0",
            "`multiple_of`: no number is a multiple of this step; write a finite one other than 0",
        ),
        ("email:ind", "`email`: `ind` is one argument too many; there is `idn`"),
        ("uuid:9", "`uuid`: there is no such version of UUID; write one from 1 to 8"),
        ("phone:ZZ", "`phone`: there is no such country; write its code in two letters, such as `DE`"),
        ("url:HTTP", "`url`: no scheme; write lower-case letters, without `:` and slashes, such as `https`"),
        (
            "url:http,hostless",
            "`url`: no scheme here goes without a host; name one that does, such as `mailto`, or leave out `hostless`",
        ),
        ("password:0", "`password`: a password has at least one character; raise `min`"),
        ("date:%d/%m", "`date`: a date needs a year, a month and a day; this format reads less, so no value can pass"),
        ("date:dd/mm/yyyy", "`date`: the format has no directives; write them with `%`, as in `%d/%m/%Y`"),
        (
            "before:tomorrow",
            "`before`: `tomorrow` is no date such as `2030-12-31` or `today - 18 years`, and no field; there is no field \
             `tomorrow` beside it",
        ),
        ("before:today - 3 hours", "`before`: `today` is not counted in `hours`"),
        ("text|one_of", "`one_of`: it has no values; write at least one"),
        ("u8|one_of:a", "`one_of`: `choices` is a whole number"),
        ("text|starts_with:\"\"", "`starts_with`: an empty text is found nowhere; remove it"),
        ("list|distinct", "`distinct`: only text, numbers and booleans are compared; say what the items are, at `*`"),
        ("text|same:other", "`same`: there is no field `other` beside it"),
        (
            "text|required_if",
            "`required_if`: it needs a condition, as in `required_if:kind,company` or `{ required_if = { field = \"kind\", \
             is = \"company\" } }`",
        ),
        ("array:a,b", "`array` takes no arguments; what it is about stands in rules of their own"),
        ("text|custom:f", "`custom` cannot be a rule of a set: it is a function of a program; a set cannot run it"),
        ("text|u8", "a field has one type; remove the others"),
        ("email||max:3", "a rule is missing between two `|`"),
        ("regex:x{1000}{1000}", "`regex`: the pattern takes more than 1048576 bytes"),
        ("present|nullable", "what is `present` is not `nullable`; remove one of them"),
    ] {
        assert_eq!(mistakes(&format!("a = '{rule}'")), [format!("line 3: `a`: {mistake}")], "{rule}");
    }
}

#[test]
fn fields_are_refused_in_words() {
    for (fields, mistake) in [
        ("'a.*' = 'text|distinct'", "`a.*`: `distinct` cannot check text; it checks a list, so write it at `a`"),
        ("a = 3", "`a`: a rule is text or a table, and not an integer"),
        (
            "a = { typ = 'text' }",
            "`a`: `typ` is no member of a field; there is `type`; for a field inside, write the key in quotes, `\"a.typ\"`, or put it below `fields`",
        ),
        (
            "a.zip = 'text'",
            "`a`: `zip` is no member of a field; for a field inside, write the key in quotes, `\"a.zip\"`, or put it below `fields`",
        ),
        (
            "a = [{ min = 1, max = 3 }]",
            "`a`: a table here has one rule, as in `{ length = { min = 1 } }`, and perhaps `message`, `code` and `when`",
        ),
        ("a = [{ email = false }]", "`a`: `email = false` says nothing; remove the rule"),
        ("a = { type = 'text', absent = 1 }", "`a`: this is `true` or `false`, and not an integer"),
        ("a = { label = 1 }", "`a`: a label is text, and not an integer"),
        (
            "'a.b' = 'text'\n'a' = 'text'",
            "`a`: only an object has fields; write `type = \"object\"`, or leave the type out",
        ),
        ("'a.*' = 'text'\n'a' = 'text'", "`a`: only a list or a map has something at `*`; write `type = \"list\"`"),
        ("'a.*' = 'text'\n'a.b' = 'text'", "`a`: an object has fields, and no `*`, `elements`, `keys` or `values`"),
        ("a = { type = 'list', keys = 'text' }", "`a`: only a map has `keys` and `values`; write `type = \"map\"`"),
        ("a = { rules = [{ email = true, when = 'b' }] }", "`a`: there is no field `b` beside it"),
        ("a = 'text|gt:b'\nb = 'list'", "`a`: `gt`: text and a list cannot be compared"),
        (
            "'a.*' = 'text|same:b'\nb = 'text'",
            "`a.*`: `same`: rules on elements, keys and values of a set cannot look at other fields",
        ),
        (
            "a = 'text|required_if:b,1'\nb = 'boolean|present'\nc = 'required_if:b,x'",
            "`c`: `required_if`: `b` is a boolean, so that it is never `x`",
        ),
    ] {
        let found = mistakes(fields);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].ends_with(mistake), "{fields}: {}", found[0]);
    }
}

#[test]
fn a_set_has_a_version_and_fields() {
    for (set, mistake) in [
        ("", "line 1: the version of the format is missing; write `version = 1`\nline 1: the set has no `fields`"),
        ("version = 2\nfields = {}", "line 1: this version of the format is not known; write `version = 1`"),
        (
            "version = 1\nfeilds = {}",
            "line 1: the set has no `fields`\nline 2: `feilds` is no member here; there is `fields`",
        ),
        ("version = 1\nfields = 3", "line 2: `fields` is a table, and not an integer"),
        ("version = 1\n[fields]\na = 'text'\na = 'text'", "line 4: duplicate key"),
        (
            "version = 1\n[fields\na = 1",
            "line 1: the set has no `fields`\nline 2: unclosed table, expected `]`\nline 3: `a` is no member here",
        ),
    ] {
        assert_eq!(RuleSet::from_toml(set).expect_err(set).to_string(), mistake);
    }
    for (set, mistake) in [
        ("{", "line 1: this is no JSON from here on"),
        ("[]", "line 1: a set is a table, and not a list"),
        ("{\"version\": 1,\n\"fields\": {\"a\": \"text\",\n\"a\": \"text\"}}", "line 3: this key is there twice"),
        (
            "{\"version\": 1, \"fields\": {\"a\": \"\\ud800\"}}",
            "line 1: this is no text: half of a pair of surrogates stands alone",
        ),
    ] {
        assert_eq!(RuleSet::from_json(set).expect_err(set).to_string(), mistake);
    }
}

#[test]
fn what_of_a_declaration_cannot_be_in_a_set_is_refused_by_name() {
    use std::net::IpAddr;

    use serde::Deserialize;
    use unprocessable::declaration::declaration;
    use unprocessable::{Validate, Violation};

    #[allow(dead_code)]
    #[derive(Deserialize, Validate)]
    #[validate(custom(check))]
    struct Account {
        #[validate(custom(even))]
        number: u32,
        #[validate(distinct(by = initial))]
        names: Vec<String>,
        #[validate(nested)]
        payment: Payment,
        #[validate(required_if(self.number > 3 && self.names.is_empty()))]
        note: Option<String>,
        from: IpAddr,
        #[validate(normalize(trim), length(max = 3))]
        code: String,
    }

    #[allow(dead_code)]
    #[derive(Deserialize, Validate)]
    enum Payment {
        Card {
            #[validate(credit_card)]
            number: String,
        },
    }

    fn check(_: &Account) -> Result<(), Violation> {
        Ok(())
    }

    fn even(_: &u32) -> Result<(), Violation> {
        Ok(())
    }

    // A key function is given the item as it is in the list.
    #[allow(clippy::ptr_arg)]
    fn initial(name: &String) -> Option<char> {
        name.chars().next()
    }

    let json = declaration::<Account>().to_json().to_string();
    let found = RuleSet::from_json(&json).expect_err("functions").to_string();
    for mistake in [
        "`Account` has a check of the whole type, which is a function of a program; a set cannot run it",
        "`number`: `custom` cannot be a rule of a set: it is a function of a program; a set cannot run it",
        "`names`: `distinct`: what tells the items apart is a function of a program; a set cannot run it",
        "`payment`: a set cannot describe `Payment`: it is an enum with fields, or one that accepts unknown names",
        "`note`: `required_if`: its condition is a function of a program; a set cannot run it",
        "`code`: `normalize` changes values before their rules look at them; a set changes no document",
        "`from`: this is a type of another crate that reads `ip` in its own way; a set cannot",
    ] {
        assert!(found.contains(mistake), "{mistake}\nis not in\n{found}");
    }
}
