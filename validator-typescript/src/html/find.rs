//! What a key means in a declared type: the shape of the value there, and the rules on it.

use unprocessable::declaration::{
    Content, Declaration, DeclaredField, DeclaredRule, DeclaredValue, Place, Shape, Tag, Variant,
};

use super::UnknownKey;

/// How deep flattened structs and newtypes are followed.
const DEEPEST: usize = 32;

/// A value that a key may mean.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    pub(super) shape: Shape,
    /// The value with its rules, as the type around it sees it, and as its own type does.
    pub(super) views: Vec<DeclaredValue>,
    /// Whether a request without the value, or with `null` for it, may be accepted.
    pub(super) may_be_absent: bool,
    /// Whether its type has a value for none.
    pub(super) is_optional: bool,
    /// Whether it is in a list or a map.
    pub(super) is_repeated: bool,
    /// Whether serde takes what it cannot read for something else.
    pub(super) is_lenient: bool,
    /// The names to choose from, if it is the tag of an enum.
    pub(super) tag: Option<&'static [Variant]>,
}

/// Everything that a key may mean: in an enum, the fields of several variants may have one name.
pub(super) fn find(declaration: &'static Declaration, key: &str) -> Result<Vec<Spot>, UnknownKey> {
    let path = segments(key);
    let mut search = Search { found: Vec::new(), known: Vec::new(), deepest: 0, length: path.len() };
    let around = Around { rules_run: true, is_optional: false, is_repeated: false, is_lenient: false };
    search.declaration(declaration, &path, around, DEEPEST);
    for spot in search.found.iter_mut().filter(|spot| spot.is_lenient) {
        *spot = Spot { shape: Shape::Unknown, views: Vec::new(), tag: None, ..spot.clone() };
    }
    if search.found.is_empty() {
        return Err(UnknownKey { type_name: declaration.name(), key: key.to_owned(), known: search.known });
    }
    Ok(search.found)
}

/// The segments of a key: `items.0.sku`, `items[0][sku]` and `items[0].sku` are the same, and `\.` is a dot in a name.
fn segments(key: &str) -> Vec<String> {
    let (mut all, mut segment) = (Vec::new(), String::new());
    let mut is_closed = false;
    let mut rest = key.chars();
    while let Some(next) = rest.next() {
        match next {
            '\\' => segment.extend(rest.next()),
            '.' | '[' => {
                // Nothing stands between a bracket and what follows it.
                if !is_closed {
                    all.push(std::mem::take(&mut segment));
                }
                is_closed = false;
                continue;
            }
            ']' => {
                all.push(std::mem::take(&mut segment));
                is_closed = true;
                continue;
            }
            other => segment.push(other),
        }
        is_closed = false;
    }
    if !is_closed {
        all.push(segment);
    }
    all
}

/// What is known of a value from what is around it.
#[derive(Clone, Copy)]
struct Around {
    rules_run: bool,
    is_optional: bool,
    is_repeated: bool,
    /// Whether serde takes what it cannot read here for something else.
    is_lenient: bool,
}

struct Search {
    found: Vec<Spot>,
    /// The names at the place where the key is not known.
    known: Vec<String>,
    deepest: usize,
    length: usize,
}

impl Search {
    fn declaration(&mut self, declaration: &'static Declaration, path: &[String], around: Around, depth: usize) {
        self.content(declaration.content(), path, around, depth);
    }

    fn content(&mut self, content: Content, path: &[String], around: Around, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else { return };
        match content {
            Content::Fields(fields) => self.fields(fields, path, around, depth),
            Content::Tuple(fields) => {
                let field =
                    path.first().and_then(|segment| segment.parse::<usize>().ok()).and_then(|at| fields.get(at));
                if let (Some(field), Some((_, rest))) = (field, path.split_first()) {
                    self.passes(path);
                    self.field(field, rest, around, depth);
                }
            }
            Content::Newtype(field) => self.field(field, path, around, depth),
            Content::Enum(tag, variants) => self.variants(tag, variants, path, around, depth),
            Content::From(shape) => self.value(spot(shape, around), path, around, depth),
            // Nobody knows what stands there, so no key is wrong.
            Content::Unknown => self.found.push(spot(Shape::Unknown, around)),
            _ => {}
        }
    }

    fn fields(&mut self, fields: &'static [DeclaredField], path: &[String], around: Around, depth: usize) {
        let Some((name, rest)) = path.split_first() else { return };
        let before = self.found.len();
        for field in fields {
            if field.place() == Place::Flattened {
                continue;
            }
            self.knows(field.name(), path);
            if field.name() == name || field.aliases().iter().any(|alias| alias == name) {
                self.passes(path);
                self.field(field, rest, around, DEEPEST);
            }
        }
        if self.found.len() > before {
            return;
        }
        for field in fields.iter().filter(|field| field.place() == Place::Flattened) {
            // An option is `None` if its fields cannot be read.
            let is_lenient = around.is_lenient || matches!(field.shape(), Shape::Optional(_));
            let around = Around { is_lenient, ..around };
            self.field(field, path, around, depth);
        }
    }

    fn field(&mut self, field: &DeclaredField, rest: &[String], around: Around, depth: usize) {
        let value = field.value();
        let mut spot = spot(field.shape(), around);
        spot.may_be_absent |= field.may_be_absent();
        if around.rules_run {
            spot.views.push(value);
        }
        self.value(spot, rest, around, depth);
    }

    fn variants(&mut self, tag: Tag, variants: &'static [Variant], path: &[String], around: Around, depth: usize) {
        let first = path.first().map(String::as_str);
        let rest = path.get(1..).unwrap_or_default();
        let named = |variant: &&Variant| {
            let names = std::iter::once(variant.name()).chain(variant.aliases().iter().copied());
            names.into_iter().any(|name| Some(name) == first)
        };
        match tag {
            Tag::External => {
                variants.iter().for_each(|variant| self.knows(variant.name(), path));
                if let Some(variant) = variants.iter().find(named) {
                    self.passes(path);
                    match (variant.content(), rest) {
                        // The variant as a whole is no control.
                        (Content::Fields(_) | Content::Tuple(_), []) => self.found.push(spot(Shape::Unknown, around)),
                        (content, rest) => self.content(content, rest, around, depth),
                    }
                }
            }
            Tag::Internal(tag) | Tag::Adjacent { tag, .. } if first == Some(tag) && rest.is_empty() => {
                self.found.push(Spot { tag: Some(variants), ..spot(Shape::Unknown, around) });
            }
            Tag::Adjacent { tag, content } => {
                self.knows(tag, path);
                self.knows(content, path);
                if first == Some(content) {
                    self.passes(path);
                    variants.iter().for_each(|variant| self.variant(variant.content(), rest, around, depth));
                }
            }
            Tag::Internal(tag) => {
                self.knows(tag, path);
                variants.iter().for_each(|variant| self.variant(variant.content(), path, around, depth));
            }
            // What one variant refuses, another one may take.
            _ => {
                let around = Around { is_lenient: around.is_lenient || variants.len() > 1, ..around };
                variants.iter().for_each(|variant| self.variant(variant.content(), path, around, depth));
            }
        }
    }

    fn variant(&mut self, content: Content, path: &[String], around: Around, depth: usize) {
        if path.is_empty() && matches!(content, Content::Fields(_) | Content::Tuple(_) | Content::Unit) {
            self.found.push(spot(Shape::Unknown, around));
            return;
        }
        self.content(content, path, around, depth);
    }

    fn value(&mut self, mut spot: Spot, path: &[String], around: Around, depth: usize) {
        let Some(depth) = depth.checked_sub(1) else { return };
        let is_null = matches!(spot.shape, Shape::Optional(_) | Shape::Patch(_));
        spot.may_be_absent |= is_null;
        spot.is_optional |= is_null;
        spot.shape = spot.shape.required();
        if let Shape::Declared(reference) = spot.shape {
            let declaration = reference.declaration();
            let is_nested = |view: &DeclaredValue| view.is_nested() && view.nested_conditions().next().is_none();
            let rules_run = spot.views.iter().any(is_nested);
            let is_demanded = spot.views.iter().flat_map(DeclaredValue::rules).any(|rule| demands(&rule));
            let around = Around { rules_run, is_optional: spot.may_be_absent && !is_demanded, ..around };
            match declaration.content() {
                Content::Newtype(field) => {
                    let seen = if declaration.is_transparent() { spot.views } else { Vec::new() };
                    let own = rules_run.then(|| field.value());
                    spot.shape = field.shape();
                    spot.views = seen.into_iter().chain(own).collect();
                    self.value(spot, path, around, depth);
                }
                Content::From(shape) => {
                    spot.shape = shape;
                    spot.views.clear();
                    self.value(spot, path, around, depth);
                }
                _ if path.is_empty() => self.found.push(spot),
                content => self.content(content, path, around, depth),
            }
            return;
        }
        let Some((segment, rest)) = path.split_first() else {
            self.found.push(spot);
            return;
        };
        let inside = |shape: Shape, of: fn(&DeclaredValue) -> Option<DeclaredValue>| Spot {
            shape,
            views: spot.views.iter().filter_map(of).collect(),
            may_be_absent: false,
            is_optional: false,
            is_repeated: true,
            is_lenient: spot.is_lenient,
            tag: None,
        };
        let around = Around { is_repeated: true, is_optional: false, ..around };
        match spot.shape {
            Shape::List(shape) | Shape::Set(shape) | Shape::Array(shape, _) => {
                self.knows("*", path);
                if segment.is_empty() || segment == "*" || segment.bytes().all(|byte| byte.is_ascii_digit()) {
                    self.passes(path);
                    self.value(inside(*shape, DeclaredValue::elements), rest, around, DEEPEST);
                }
            }
            Shape::Map { value, .. } => {
                self.passes(path);
                self.value(inside(*value, DeclaredValue::values), rest, around, DEEPEST);
            }
            Shape::Tuple(shapes) => {
                if let Some(shape) = segment.parse::<usize>().ok().and_then(|at| shapes.get(at)) {
                    self.passes(path);
                    self.value(inside(*shape, |_| None), rest, around, DEEPEST);
                }
            }
            Shape::Foreign(_) | Shape::Unknown => {
                self.found.push(Spot { shape: Shape::Unknown, views: Vec::new(), ..spot });
            }
            _ => {}
        }
    }

    /// The first segment is known.
    fn passes(&mut self, path: &[String]) {
        let deep = self.length - path.len();
        if deep >= self.deepest {
            self.known.clear();
            self.deepest = deep + 1;
        }
    }

    /// Remembers a name for the message about a key that is not known.
    fn knows(&mut self, name: &str, path: &[String]) {
        let deep = self.length - path.len();
        if deep > self.deepest {
            self.known.clear();
            self.deepest = deep;
        }
        if deep == self.deepest && !self.known.iter().any(|known| known == name) {
            self.known.push(name.to_owned());
        }
    }
}

/// Whether the rule always refuses an absent value.
pub(super) fn demands(rule: &DeclaredRule) -> bool {
    rule.name() == "required" && rule.schema().is_said() && rule.conditions().next().is_none()
}

fn spot(shape: Shape, around: Around) -> Spot {
    let Around { is_optional, is_repeated, is_lenient, .. } = around;
    let views = Vec::new();
    Spot { shape, views, may_be_absent: is_optional, is_optional: false, is_repeated, is_lenient, tag: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_segments() {
        for (key, expected) in [
            ("a", &["a"][..]),
            ("items.0.sku", &["items", "0", "sku"]),
            ("items[0][sku]", &["items", "0", "sku"]),
            ("items[0].sku", &["items", "0", "sku"]),
            ("tags[]", &["tags", ""]),
            (r"a\.b.c", &["a.b", "c"]),
            ("", &[""]),
        ] {
            assert_eq!(segments(key), expected, "{key}");
        }
    }
}
