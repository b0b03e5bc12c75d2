//! What the sources of a package declare: functions, patterns, constants, types.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use proc_macro2::TokenStream;
use syn::parse::{ParseStream, Parser as _};
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ExprLit, FnArg, Lit, Meta, Pat, PatType, Token, Type, Visibility};

use crate::grammar::items;
use crate::tokens::{Places, flatten, place};

/// A function, as far as a call of it has to know.
#[derive(Clone)]
pub(crate) struct Function {
    pub(crate) file: usize,
    /// Where it stands, with its comments.
    pub(crate) place: Range<usize>,
    pub(crate) parameters: Vec<Type>,
    /// Where a second parameter stands that is `_: &()`, with its comma.
    pub(crate) unit: Option<Range<usize>>,
    is_public: bool,
    /// What it returns, if it always returns the same text.
    pub(crate) constant: Option<String>,
}

/// A `static` with a pattern.
#[derive(Clone)]
pub(crate) struct Pattern {
    pub(crate) file: usize,
    /// The literal, as it was written.
    pub(crate) literal: String,
    /// Its type and its value, which are replaced.
    pub(crate) ty: Range<usize>,
    pub(crate) value: Range<usize>,
}

#[derive(Default)]
pub(crate) struct Facts {
    pub(crate) functions: HashMap<String, Vec<Function>>,
    pub(crate) patterns: HashMap<String, Vec<Pattern>>,
    pub(crate) constants: HashMap<String, Type>,
    pub(crate) aliases: HashMap<String, Type>,
    /// Types with rules, which derive `Validate` of any crate.
    pub(crate) ruled: HashSet<String>,
    /// The contexts of all types of a name, each with its file.
    contexts: HashMap<String, Vec<(usize, Option<String>)>>,
    /// Whether no other package is read, which could call the functions of this one.
    pub(crate) alone: bool,
    /// How often each name is mentioned outside of attributes and imports.
    pub(crate) mentions: HashMap<String, usize>,
}

impl Facts {
    /// Adds what a file declares.
    pub(crate) fn read(&mut self, file: usize, text: &str, syntax: &syn::File, tokens: &TokenStream) {
        let mut reader = Reader { facts: self, file, text };
        reader.visit_file(syntax);
        let mut outside = Outside { ranges: Vec::new() };
        outside.visit_file(syntax);
        let outside = Places::new(outside.ranges);
        for token in flatten(tokens.clone()).into_iter().filter(|token| token.is_ident()) {
            if !outside.contain(token.range.start) {
                *self.mentions.entry(token.name().to_owned()).or_default() += 1;
            }
        }
    }

    /// The function of this name, if there is one only, or one only in this file.
    pub(crate) fn function(&self, name: &str, file: usize) -> Option<&Function> {
        let all = self.functions.get(name)?;
        let mut here = all.iter().filter(|function| function.file == file);
        match (all.as_slice(), here.next(), here.next()) {
            ([only], ..) => Some(only),
            (_, Some(only), None) => Some(only),
            _ => None,
        }
    }

    pub(crate) fn pattern(&self, name: &str) -> Option<&Pattern> {
        match self.patterns.get(name)?.as_slice() {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The context of the type of this name: of the one in this file, or of the only one.
    pub(crate) fn context(&self, name: &str, file: usize) -> Option<&str> {
        let all = self.contexts.get(name)?;
        let mut here = all.iter().filter(|(at, _)| *at == file);
        match (all.as_slice(), here.next(), here.next()) {
            ([only], ..) => only.1.as_deref(),
            (_, Some(only), None) => only.1.as_deref(),
            _ => None,
        }
    }

    /// Whether a function can lose its second parameter, which is `_: &()`.
    pub(crate) fn narrows(&self, name: &str, file: usize) -> bool {
        self.only_in_attributes(name)
            && self.function(name, file).is_some_and(|known| known.unit.is_some() && (self.alone || !known.is_public))
    }

    /// Whether a pattern is used in attributes only, so that its type can change.
    pub(crate) fn only_in_attributes(&self, name: &str) -> bool {
        self.mentions.get(name).is_none_or(|count| *count <= 1)
    }
}

/// `_: &()`
fn is_unused_unit(parameter: &PatType) -> bool {
    let is_unit = match &*parameter.ty {
        Type::Reference(reference) => matches!(&*reference.elem, Type::Tuple(tuple) if tuple.elems.is_empty()),
        _ => false,
    };
    let is_unused = match &*parameter.pat {
        Pat::Wild(_) => true,
        Pat::Ident(name) => name.ident.to_string().starts_with('_'),
        _ => false,
    };
    is_unit && is_unused
}

struct Reader<'a> {
    facts: &'a mut Facts,
    file: usize,
    text: &'a str,
}

impl Reader<'_> {
    fn function(&mut self, place_of: Range<usize>, is_public: bool, signature: &syn::Signature, block: &syn::Block) {
        let parameters = signature.inputs.iter().filter_map(|input| match input {
            FnArg::Typed(typed) => Some((*typed.ty).clone()),
            FnArg::Receiver(_) => None,
        });
        let constant = match block.stmts.as_slice() {
            [syn::Stmt::Expr(value, None)] => constant_text(value).map(|lit| self.slice(place(lit)).to_owned()),
            _ => None,
        };
        let unit = match signature.inputs.iter().collect::<Vec<_>>().as_slice() {
            [FnArg::Typed(first), FnArg::Typed(second)] if is_unused_unit(second) => {
                Some(place(first).end..place(second).end)
            }
            _ => None,
        };
        let (file, parameters) = (self.file, parameters.collect());
        let function = Function { file, place: place_of, parameters, unit, is_public, constant };
        self.facts.functions.entry(signature.ident.to_string()).or_default().push(function);
    }

    fn derived(&mut self, name: &syn::Ident, attributes: &[Attribute]) {
        let derives = attributes.iter().any(|attribute| {
            let path = attribute.path();
            (path.is_ident("derive") || path.is_ident("cfg_attr"))
                && attribute
                    .meta
                    .require_list()
                    .is_ok_and(|list| flatten(list.tokens.clone()).iter().any(|token| token.is("Validate")))
        });
        if derives {
            self.facts.ruled.insert(name.to_string());
        }
        let context = attributes.iter().find_map(|attribute| declared_context(attribute, self.text));
        let context = context.map(|(context, _)| context);
        self.facts.contexts.entry(name.to_string()).or_default().push((self.file, context));
    }

    fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }
}

/// The context in `#[garde(context(Type as name))]` or `#[validate(context = Type)]`, and its name.
pub(crate) fn declared_context(attribute: &Attribute, text: &str) -> Option<(String, Option<String>)> {
    let Meta::List(list) = &attribute.meta else { return None };
    let item = items(list.tokens.clone()).ok()?.into_iter().find(|item| item.name == "context")?;
    if attribute.path().is_ident("garde") {
        let read = |input: ParseStream<'_>| -> syn::Result<(Type, Option<syn::Ident>)> {
            let ty = input.parse()?;
            let named = input.parse::<Token![as]>().is_ok();
            Ok((ty, if named { Some(input.parse()?) } else { None }))
        };
        let (ty, name) = read.parse2(item.arguments?).ok()?;
        return Some((text.get(place(&ty))?.to_owned(), name.map(|name| name.to_string())));
    }
    if attribute.path().is_ident("validate") {
        return match item.value? {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some((text.value().replace("'v_a", "'_"), None)),
            value => Some((text.get(place(&value))?.to_owned(), None)),
        };
    }
    None
}

/// The literal of `"text"`, `"text".to_string()`, `String::from("text")` or `format!("text")`.
fn constant_text(value: &Expr) -> Option<&syn::LitStr> {
    match value {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => Some(text),
            _ => None,
        },
        Expr::MethodCall(call)
            if call.args.is_empty() && ["to_string", "to_owned", "into"].iter().any(|name| call.method == name) =>
        {
            constant_text(&call.receiver)
        }
        Expr::Call(call) => match (&*call.func, call.args.len()) {
            (Expr::Path(path), 1) if path.path.segments.last().is_some_and(|last| last.ident == "from") => {
                call.args.first().and_then(constant_text)
            }
            _ => None,
        },
        _ => None,
    }
}

impl<'ast> Visit<'ast> for Reader<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(place(item), matches!(item.vis, Visibility::Public(_)), &item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(place(item), matches!(item.vis, Visibility::Public(_)), &item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_item_static(&mut self, item: &'ast syn::ItemStatic) {
        if let Some(literal) = regex_literal(&item.expr) {
            let pattern = Pattern {
                file: self.file,
                literal: self.slice(place(literal)).to_owned(),
                ty: place(&*item.ty),
                value: place(&*item.expr),
            };
            self.facts.patterns.entry(item.ident.to_string()).or_default().push(pattern);
        }
        visit::visit_item_static(self, item);
    }

    fn visit_item_const(&mut self, item: &'ast syn::ItemConst) {
        self.facts.constants.insert(item.ident.to_string(), (*item.ty).clone());
        visit::visit_item_const(self, item);
    }

    fn visit_item_type(&mut self, item: &'ast syn::ItemType) {
        if item.generics.params.is_empty() {
            self.facts.aliases.insert(item.ident.to_string(), (*item.ty).clone());
        }
        visit::visit_item_type(self, item);
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.derived(&item.ident, &item.attrs);
        visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.derived(&item.ident, &item.attrs);
        visit::visit_item_enum(self, item);
    }
}

/// The literal in the only `Regex::new("…")` of an expression.
fn regex_literal(value: &Expr) -> Option<&syn::LitStr> {
    struct Finder<'a>(Vec<&'a syn::LitStr>);
    impl<'ast> Visit<'ast> for Finder<'ast> {
        fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
            if let (Expr::Path(path), Some(Expr::Lit(literal)), 1) = (&*call.func, call.args.first(), call.args.len()) {
                let names: Vec<String> = path.path.segments.iter().map(|part| part.ident.to_string()).collect();
                if let (true, Lit::Str(text)) = (names.ends_with(&["Regex".into(), "new".into()]), &literal.lit) {
                    self.0.push(text);
                }
            }
            visit::visit_expr_call(self, call);
        }
    }
    let mut finder = Finder(Vec::new());
    finder.visit_expr(value);
    match finder.0.as_slice() {
        [only] => Some(only),
        _ => None,
    }
}

/// Where attributes and imports stand.
struct Outside {
    ranges: Vec<Range<usize>>,
}

impl<'ast> Visit<'ast> for Outside {
    fn visit_attribute(&mut self, attribute: &'ast Attribute) {
        self.ranges.push(place(attribute));
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        self.ranges.push(place(item));
    }
}
