//! The extractors of axum-valid and axum_garde.

use std::collections::BTreeSet;
use std::ops::Range;

use syn::spanned::Spanned as _;
use syn::visit::{self, Visit};
use syn::{Expr, GenericArgument, Pat, PatType, PathArguments, Type};

use crate::edit::{Edits, indent, line_end, line_start};
use crate::facts::Facts;
use crate::peer::Known;
use crate::scope::Scope;
use crate::tokens::place;

pub(crate) struct Extractors<'a> {
    text: &'a str,
    scope: &'a Scope,
    facts: &'a Facts,
    file: usize,
    pub(crate) edits: Edits,
    /// The extractors that the file needs.
    pub(crate) used: BTreeSet<&'static str>,
    pub(crate) checks: Vec<(usize, String)>,
    pub(crate) left: Vec<(usize, String)>,
    /// Types that belong to a parameter, and are done with it.
    done: Vec<usize>,
}

/// An extractor around one of axum.
struct Found {
    /// What stands for both here.
    name: &'static str,
    /// The extractor of axum.
    inner: String,
    /// The type that is read, with its context.
    text: String,
    /// Whether the names are written with their path.
    qualified: bool,
}

impl<'a> Extractors<'a> {
    pub(crate) fn new(text: &'a str, file: usize, scope: &'a Scope, facts: &'a Facts) -> Self {
        Self {
            text,
            scope,
            facts,
            file,
            edits: Edits::default(),
            used: BTreeSet::new(),
            checks: Vec::new(),
            left: Vec::new(),
            done: Vec::new(),
        }
    }

    pub(crate) fn is_wanted(&self) -> bool {
        self.scope.crates.values().any(|known| matches!(known, Known::AxumValid | Known::AxumGarde))
    }

    fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// Whether it is one of the old extractors, and if so, whether its name is written with its path.
    fn is_outer(&self, path: &syn::Path) -> Option<bool> {
        self.outer(path).map(|(_, qualified)| qualified)
    }

    fn outer(&self, path: &syn::Path) -> Option<(Known, bool)> {
        let names: Vec<String> = path.segments.iter().map(|part| part.ident.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let (known, resolved) = self.scope.resolve(&names)?;
        let is_ours = match known {
            Known::AxumValid => matches!(resolved.as_slice(), ["Valid" | "ValidEx" | "Garde"]),
            Known::AxumGarde => matches!(resolved.as_slice(), ["WithValidation"]),
            Known::Rules(_) => false,
        };
        is_ours.then_some((known, names.len() > 1))
    }

    fn found(&mut self, ty: &Type) -> Option<Found> {
        let Type::Path(path) = ty else { return None };
        let qualified = self.is_outer(&path.path)?;
        let inner = only_type(&path.path)?;
        let Type::Path(inner_path) = inner else { return None };
        let inner_name = inner_path.path.segments.last()?.ident.to_string();
        let name = match inner_name.as_str() {
            "Json" => "ValidJson",
            "Form" => "ValidForm",
            "Query" => "ValidQuery",
            "Path" => "ValidPath",
            other => {
                let text = format!("there is no extractor for `{other}`; see `Extractors` in the guide");
                self.left.push((place(ty).start, text));
                return None;
            }
        };
        let Some(read) = only_type(&inner_path.path) else {
            self.left.push((place(ty).start, "the type that is read is not written".into()));
            return None;
        };
        let text = self.slice(place(read));
        let last = text.rsplit("::").next().unwrap_or(text).split('<').next().unwrap_or_default().trim();
        let text = match self.facts.context(last, self.file).filter(|context| *context != "()") {
            Some(context) => {
                self.used.insert("With");
                self.checks.push((
                    place(ty).start,
                    "give the context with `Answers::new().context(…)` as a layer, not as the state".into(),
                ));
                let with = if qualified { "unprocessable::axum::With" } else { "With" };
                format!("{with}<{context}, {text}>")
            }
            None => text.to_owned(),
        };
        self.used.insert(name);
        let inner = self.slice(place(inner_path).start..place(inner_path.path.segments.last()?).end);
        let inner = inner.split('<').next().unwrap_or_default().trim().to_owned();
        Some(Found { name, inner, text, qualified })
    }

    fn written(found: &Found) -> String {
        let path = if found.qualified { "unprocessable::axum::" } else { "" };
        format!("{path}{}<{}>", found.name, found.text)
    }

    /// A parameter, and what its first line in the body has to be.
    fn parameter(&mut self, parameter: &PatType) -> Option<String> {
        let found = self.found(&parameter.ty)?;
        self.done.push(place(&*parameter.ty).start);
        self.edits.replace(place(&*parameter.ty), Self::written(&found));
        let Pat::TupleStruct(outer) = &*parameter.pat else { return None };
        let (known, _) = self.outer(&outer.path)?;
        let content = outer.elems.first()?;
        let path = if found.qualified { "unprocessable::axum::" } else { "" };
        let (name, value) = match content {
            Pat::TupleStruct(inner) => (inner.elems.first()?, None),
            other => (other, Some(found.inner.clone())),
        };
        let place_of = place(&*parameter.pat);
        match name {
            // It holds a proof already, as the one here does.
            Pat::Ident(_) if known == Known::AxumGarde => {
                let inner = self.slice(place(name)).to_owned();
                self.edits.replace(place_of, format!("{path}{}({inner})", found.name));
                None
            }
            Pat::Ident(ident) => {
                let variable = ident.ident.to_string();
                let mutable = if ident.mutability.is_some() { "mut " } else { "" };
                self.edits.replace(place_of, format!("{path}{}({variable})", found.name));
                let value = match value {
                    Some(wrapper) => format!("{wrapper}({variable}.into_inner())"),
                    None => format!("{variable}.into_inner()"),
                };
                Some(format!("let {mutable}{variable} = {value};"))
            }
            Pat::Wild(_) => {
                self.edits.replace(place_of, format!("{path}{}(_)", found.name));
                None
            }
            pattern => {
                let pattern = self.slice(place(pattern)).to_owned();
                self.edits.replace(place_of, format!("{path}{}(valid)", found.name));
                Some(format!("let {pattern} = valid.into_inner();"))
            }
        }
    }

    /// Writes lines at the start of a block.
    fn begin(&mut self, block: &syn::Block, lines: &[String]) {
        if lines.is_empty() {
            return;
        }
        let open = place(&block.brace_token.span.open()).end;
        let end = line_end(self.text, open);
        let first = block.stmts.first().map(|first| place(first).start);
        let inline = first.is_some_and(|first| !self.slice(open..first).contains('\n'));
        let text: String = if inline || block.stmts.is_empty() && !self.slice(place(block)).contains('\n') {
            lines.iter().map(|line| format!(" {line}")).collect()
        } else {
            let outer = indent(self.text, line_start(self.text, open));
            let unit = if outer.contains('\t') { "\t" } else { "    " };
            let own = match first {
                Some(first) => indent(self.text, line_start(self.text, first)).to_owned(),
                None => format!("{outer}{unit}"),
            };
            lines.iter().map(|line| format!("{end}{own}{line}")).collect()
        };
        self.edits.insert(open, text);
    }

    fn function(&mut self, signature: &syn::Signature, block: &syn::Block) {
        let mut lines = Vec::new();
        for input in &signature.inputs {
            if let syn::FnArg::Typed(typed) = input {
                lines.extend(self.parameter(typed));
            }
        }
        self.begin(block, &lines);
    }
}

/// The only type parameter of a path.
fn only_type(path: &syn::Path) -> Option<&Type> {
    match &path.segments.last()?.arguments {
        PathArguments::AngleBracketed(arguments) => match (arguments.args.first(), arguments.args.len()) {
            (Some(GenericArgument::Type(ty)), 1) => Some(ty),
            _ => None,
        },
        _ => None,
    }
}

impl<'ast> Visit<'ast> for Extractors<'_> {
    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_item_fn(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.function(&item.sig, &item.block);
        visit::visit_impl_item_fn(self, item);
    }

    fn visit_expr_closure(&mut self, closure: &'ast syn::ExprClosure) {
        let mut lines = Vec::new();
        for input in &closure.inputs {
            if let Pat::Type(typed) = input {
                lines.extend(self.parameter(typed));
            }
        }
        match &*closure.body {
            Expr::Async(body) => self.begin(&body.block, &lines),
            Expr::Block(body) => self.begin(&body.block, &lines),
            body if !lines.is_empty() => {
                let at = place(body);
                self.edits.insert(at.start, format!("{{ {} ", lines.join(" ")));
                self.edits.insert(at.end, " }");
            }
            _ => {}
        }
        visit::visit_expr_closure(self, closure);
    }

    fn visit_type(&mut self, ty: &'ast Type) {
        let start = ty.span().byte_range().start;
        if self.done.contains(&start) {
            return;
        }
        match self.found(ty) {
            Some(found) => self.edits.replace(place(ty), Self::written(&found)),
            None => visit::visit_type(self, ty),
        }
    }
}
