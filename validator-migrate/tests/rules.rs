//! Each rule of each crate, and what it becomes.

mod common;

use common::{becomes, field, words};
use unprocessable_migrate::{Kind, Peer};

/// An attribute, the type of its field, and what it becomes.
type Case = (&'static str, &'static str, &'static str);

fn all(peer: Peer, cases: &[Case]) {
    for (attribute, ty, expected) in cases {
        assert_eq!(field(peer, attribute, ty), *expected, "{attribute} on {ty}");
    }
}

#[test]
fn validator() {
    all(
        Peer::Validator,
        &[
            ("#[validate(email)]", "String", "#[validate(email)]"),
            (
                "#[validate(email(code = \"c\", message = \"m\"))]",
                "String",
                "#[validate(email(code = \"c\", message = \"m\"))]",
            ),
            ("#[validate(url)]", "Option<String>", "#[validate(url)]"),
            ("#[validate(length(min = 1, max = 10))]", "String", "#[validate(length(min = 1, max = 10))]"),
            ("#[validate(length(min = 0))]", "String", ""),
            ("#[validate(length(equal = 10u64))]", "Vec<u8>", "#[validate(length(equal = 10))]"),
            (
                "#[validate(length(min = \"MIN\", max = A::MAX))]",
                "String",
                "#[validate(length(min = MIN as usize, max = A::MAX as usize))]",
            ),
            ("#[validate(range(min = 1.1, max = 10.8))]", "f64", "#[validate(range(min = 1.1, max = 10.8))]"),
            ("#[validate(range(min = \"crate::MIN\"))]", "i32", "#[validate(range(min = crate::MIN))]"),
            (
                "#[validate(range(exclusive_min = 0.0, max = 100.0))]",
                "f32",
                "#[validate(range(exclusive_min = 0.0, max = 100.0))]",
            ),
            ("#[validate(range(min = 0))]", "u32", ""),
            (
                "#[validate(range(min = 0, max = 255), custom(function = \"f\"))]",
                "u8",
                "#[validate(custom(|value: &u8| f(*value)))]",
            ),
            ("#[validate(range(min = 0, max = 9))]", "u32", "#[validate(range(min = 0, max = 9))]"),
            ("#[validate(must_match(other = \"other\"))]", "String", "#[validate(same(self.other))]"),
            (
                "#[validate(must_match(other = other, code = \"c\"))]",
                "String",
                "#[validate(same(self.other, code = \"c\"))]",
            ),
            ("#[validate(contains = \"a\")]", "String", "#[validate(contains(\"a\"))]"),
            (
                "#[validate(contains(pattern = \"a\", message = \"m\"))]",
                "String",
                "#[validate(contains(\"a\", message = \"m\"))]",
            ),
            ("#[validate(contains(pattern = \"a\"))]", "HashMap<String, u8>", "#[validate(required_keys([\"a\"]))]"),
            ("#[validate(does_not_contain(pattern = \"a\"))]", "&'static str", "#[validate(doesnt_contain(\"a\"))]"),
            ("#[validate(does_not_contain = \"a\")]", "HashMap<String, u8>", "#[validate(keys(none_of([\"a\"])))]"),
            ("#[validate(credit_card)]", "String", "#[validate(credit_card)]"),
            (
                "#[validate(non_control_character(message = \"m\"))]",
                "String",
                "#[validate(no_control(message = \"m\"))]",
            ),
            ("#[validate(required)]", "Option<u8>", "#[validate(required)]"),
            ("#[validate(ip)]", "String", "#[validate(ip)]"),
            ("#[validate(ip(v4 = true, message = \"m\"))]", "String", "#[validate(ipv4(message = \"m\"))]"),
            ("#[validate(ip(v6))]", "String", "#[validate(ipv6)]"),
            ("#[validate(nested)]", "Vec<Item>", "#[validate(nested)]"),
            ("#[validate(nested = true)]", "Item", "#[validate(nested)]"),
            ("#[validate(skip)]", "Item", "#[validate(skip)]"),
            ("#[validate(skip = true)]", "Item", "#[validate(skip)]"),
            (
                "#[validate(custom(function = \"a::f\", code = \"c\"))]",
                "String",
                "#[validate(custom(a::f, code = \"c\"))]",
            ),
            (
                "#[validate(custom(function = a::f, message = \"m\"))]",
                "Option<Item>",
                "#[validate(custom(a::f, message = \"m\"))]",
            ),
            // As it was written before version 0.17.
            ("#[validate]", "Item", "#[validate(nested)]"),
            ("#[validate(custom = \"a::f\")]", "String", "#[validate(custom(a::f))]"),
            ("#[validate(must_match = \"other\")]", "String", "#[validate(same(self.other))]"),
            ("#[validate(required_nested)]", "Option<Item>", "#[validate(required, nested)]"),
            ("#[validate(phone)]", "String", "#[validate(phone)]"),
            (
                "#[validate(custom(function = \"f\"), custom(function = \"g\"))]",
                "Option<i64>",
                "#[validate(custom(|value: &i64| f(*value)), custom(|value: &i64| g(*value)))]",
            ),
        ],
    );
}

#[test]
fn garde() {
    all(
        Peer::Garde,
        &[
            ("#[garde(skip)]", "u8", "#[validate(skip)]"),
            ("#[garde(required)]", "Option<u8>", "#[validate(required)]"),
            (
                "#[garde(ascii, alphanumeric, email, url, ip, ipv4, ipv6, credit_card, phone_number)]",
                "String",
                "#[validate(ascii, alpha_num, email, url, ip, ipv4, ipv6, credit_card, phone)]",
            ),
            ("#[garde(length(min = 3))]", "String", "#[validate(length(min = 3, bytes))]"),
            ("#[garde(length(min = 3,))]", "Option<&'static str>", "#[validate(length(min = 3, bytes,))]"),
            ("#[garde(length(simple, max = 3))]", "String", "#[validate(length(bytes, max = 3))]"),
            ("#[garde(length(simple, max = 3))]", "Vec<u8>", "#[validate(length(max = 3))]"),
            ("#[garde(length(min = 3))]", "HashMap<String, u8>", "#[validate(length(min = 3))]"),
            ("#[garde(length(chars, equal = 3))]", "String", "#[validate(length(equal = 3))]"),
            (
                "#[garde(length(graphemes, min = 1), length(utf16, max = 9))]",
                "String",
                "#[validate(length(graphemes, min = 1), length(utf16, max = 9))]",
            ),
            ("#[garde(length(chars, max = self.most))]", "String", "#[validate(max(self.most))]"),
            ("#[garde(range(min = -10, max = 10))]", "i32", "#[validate(range(min = -10, max = 10))]"),
            ("#[garde(range(equal = 3))]", "i32", "#[validate(size(3))]"),
            ("#[garde(range(min = self.a, max = self.b))]", "i32", "#[validate(gte(self.a), lte(self.b))]"),
            ("#[garde(range(min = 0))]", "u8", ""),
            (
                "#[garde(contains(\"a\"), prefix(\"b\"), suffix(&C))]",
                "String",
                "#[validate(contains(\"a\"), starts_with(\"b\"), ends_with(C))]",
            ),
            ("#[garde(pattern(\"^a$\"))]", "String", "#[validate(regex(\"^a$\"))]"),
            ("#[garde(matches(other))]", "String", "#[validate(same(self.other))]"),
            ("#[garde(dive)]", "Item", "#[validate(nested)]"),
            ("#[garde(dive())]", "Item", "#[validate(nested)]"),
            ("#[garde(custom(f))]", "String", "#[validate(custom(|value| f(value, &())))]"),
            ("#[garde(custom(f(1)))]", "String", "#[validate(custom(|_: &_| (f(1))(&self.it, &())))]"),
            ("#[garde(custom(|it: &String, _| g(it)))]", "String", "#[validate(custom(|it: &str| g(it)))]"),
            (
                "#[garde(inner(length(min = 1), ascii))]",
                "Vec<String>",
                "#[validate(each(length(min = 1, bytes), ascii))]",
            ),
            ("#[garde(inner(inner(ascii)))]", "Vec<Option<String>>", "#[validate(each(ascii))]"),
            ("#[garde(inner(ascii))]", "Option<String>", "#[validate(ascii)]"),
            ("#[garde(inner(inner(ascii)))]", "Vec<Vec<String>>", "#[validate(each(each(ascii)))]"),
            ("#[garde(if(cond = self.a, ascii))]", "String", "#[validate(when(self.a, ascii))]"),
            (
                "#[garde(if(ascii, cond = self.a && !self.b, required))]",
                "Option<String>",
                "#[validate(when(self.a && !self.b, ascii, required))]",
            ),
            ("#[garde(if(ascii, cond = self.a))]", "String", "#[validate(when(self.a, ascii))]"),
            ("#[garde(rename(\"x\"), ascii, code(\"y\"))]", "String", "#[validate(ascii)]"),
            ("#[garde(rename(\"x\"))]", "String", ""),
        ],
    );
}

#[test]
fn serde_valid() {
    all(
        Peer::SerdeValid,
        &[
            ("#[validate]", "Item", "#[validate(nested)]"),
            ("#[validate(minimum = 1)]", "u8", "#[validate(gte(1))]"),
            ("#[validate(minimum = 0)]", "u8", ""),
            ("#[validate(maximum = MAX)]", "u8", "#[validate(lte(MAX))]"),
            ("#[validate(exclusive_minimum = 0.0)]", "f64", "#[validate(gt(0.0))]"),
            ("#[validate(exclusive_maximum = 5, message = \"m\")]", "u8", "#[validate(lt(5, message = \"m\"))]"),
            ("#[validate(multiple_of = 5)]", "Vec<u8>", "#[validate(each(multiple_of(5)))]"),
            ("#[validate(max_length = 5)]", "String", "#[validate(length(max = 5, graphemes))]"),
            (
                "#[validate(min_length = 5, message = \"m\")]",
                "Option<Vec<String>>",
                "#[validate(each(length(min = 5, graphemes, message = \"m\")))]",
            ),
            (
                "#[validate(max_length = 5)]",
                "HashMap<String, Vec<String>>",
                "#[validate(values(each(length(max = 5, graphemes))))]",
            ),
            ("#[validate(pattern = r\"^\\d{5}$\")]", "String", "#[validate(regex(r\"^\\d{5}$\"))]"),
            ("#[validate(min_items = 1)]", "Vec<Vec<u8>>", "#[validate(length(min = 1))]"),
            ("#[validate(max_properties = 5)]", "HashMap<String, u8>", "#[validate(length(max = 5))]"),
            ("#[validate(unique_items)]", "Vec<u8>", "#[validate(distinct)]"),
            ("#[validate(unique_items, message = \"m\")]", "Vec<u8>", "#[validate(distinct(message = \"m\"))]"),
            ("#[validate(r#enum = [5, 10])]", "u8", "#[validate(one_of([5, 10]))]"),
            ("#[validate(custom = f)]", "u8", "#[validate(custom(f))]"),
            ("#[validate(custom(f))]", "u8", "#[validate(custom(f))]"),
            ("#[validate(custom = |v| f(v, &self.other))]", "u8", "#[validate(custom(|v| f(v, &self.other)))]"),
            ("#[validate(custom = f(1))]", "Vec<u8>", "#[validate(custom(|_: &_| (f(1))(&self.it)))]"),
        ],
    );
}

/// What has no counterpart is named, and stays as it is below a line that says why.
#[test]
fn what_is_left_stays() {
    for (peer, attribute, ty, reason) in [
        (Peer::Validator, "#[validate(custom(function = \"f\", arg = \"A\"))]", "String", "an argument of `custom`"),
        (Peer::Validator, "#[validate(fax)]", "String", "the rule `fax` is not known"),
        (Peer::Validator, "#[validate(regex(path = *RE))]", "String", "no `static RE`"),
        (Peer::Validator, "#[validate(length(min = 1, message = \"{} is bad\"))]", "String", "braces in `message`"),
        (Peer::Validator, "#[validate(ip)]", "IpAddr", "needs none"),
        (Peer::Garde, "#[garde(adapt(a), length(min = 1))]", "String", "`adapt`"),
        (Peer::Garde, "#[garde(dive(self.context))]", "Item", "`dive` cannot give another one"),
        (Peer::Garde, "#[garde(pattern(make()))]", "String", "no literal and no `static`"),
        (Peer::Garde, "#[garde(custom(f))]", "Option<String>", "gets an `Option`"),
        (Peer::SerdeValid, "#[validate(minimum = 1, message_fn = f)]", "u8", "`message_fn`"),
        (Peer::SerdeValid, "#[validate(minimum = 1, fluent(\"a\"))]", "u8", "`fluent`"),
        (Peer::SerdeValid, "#[validate(enumerate = [1])]", "u8", "`enumerate` is not known"),
    ] {
        let derive = peer.name();
        let source = format!("#[derive({derive}::Validate)]\nstruct It {{\n    {attribute}\n    it: {ty},\n}}\n");
        let (text, report) = becomes(peer, &source);
        assert!(text.contains(&format!("    {attribute}\n")), "{text}");
        let line = text.lines().find(|line| line.contains("// CHECK: by hand: ")).expect("a line above it");
        assert!(line.contains(reason), "{line}");
        let left = words(&report, Kind::Left);
        assert!(left[0].contains(reason), "{left:?}");
        assert_eq!((report.attributes, report.rewritten), (1, 0));
        assert_eq!(report.entries.iter().find(|entry| entry.kind == Kind::Left).expect("it").line, 3);
    }
}

#[test]
fn attributes_above_types() {
    for (peer, attribute, expected) in [
        (Peer::Validator, "#[validate(schema(function = \"f\"))]", "#[validate(when_valid(self, custom(f)))]"),
        (Peer::Validator, "#[validate(schema(function = f, skip_on_field_errors = false))]", "#[validate(custom(f))]"),
        (
            Peer::Validator,
            "#[validate(context = Shop, schema(function = \"f\", use_context, code = \"c\"))]",
            "#[validate(context = Shop, when_valid(self, custom(f, context, code = \"c\")))]",
        ),
        (Peer::Validator, "#[validate(context = \"Shop<'v_a>\")]", "#[validate(context = Shop<'_>)]"),
        (Peer::Garde, "#[garde(context(Shop as shop))]", "#[validate(context = Shop)]"),
        (Peer::Garde, "#[garde(context((u8, u8)))]", "#[validate(context = (u8, u8))]"),
        (Peer::Garde, "#[garde(custom(f))]", "#[validate(custom(|it: &Self| f(it, &())))]"),
        (Peer::Garde, "#[garde(transparent)]", "#[validate(transparent)]"),
        (Peer::SerdeValid, "#[validate(custom = f)]", "#[validate(custom(f))]"),
        (Peer::SerdeValid, "#[validate(custom = |s| f(s.a))]", "#[validate(custom(|s: &Self| f(s.a)))]"),
    ] {
        let derive = peer.name();
        let source = format!("#[derive({derive}::Validate)]\n{attribute}\nstruct It {{\n    it: u8,\n}}\n");
        let (text, _) = becomes(peer, &source);
        assert!(text.contains(&format!("{expected}\n")), "{attribute}: {text}");
    }
    let (text, _) = becomes(Peer::Garde, "#[derive(garde::Validate)]\n#[garde(allow_unvalidated)]\nstruct It;\n");
    assert_eq!(text, "#[derive(unprocessable::Validate)]\nstruct It;\n");
}

/// Expressions of garde see the context by a name of their own.
#[test]
fn the_context_has_another_name() {
    let source = "#[derive(garde::Validate)]\n#[garde(context(Shop as ctx))]\nstruct It {\n    \
                  #[garde(if(cond = ctx.open, ascii), range(max = ctx.most), custom(f(ctx.a)))]\n    it: u8,\n}\n";
    let (text, _) = becomes(Peer::Garde, source);
    assert!(text.contains("when(context.open, ascii), lte(context.most), "), "{text}");
    assert!(text.contains("(f(context.a))(&self.it, context), context)"), "{text}");
}
