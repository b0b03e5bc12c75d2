//! Calls of functions and methods that have another form here.

use std::collections::HashSet;
use std::ops::Range;

use syn::punctuated::Punctuated;
use syn::visit::{self, Visit};
use syn::{Expr, ExprCall, ExprMethodCall, Lit, Member, Pat, Token};

use crate::edit::Edits;
use crate::peer::{Known, Peer};
use crate::scope::Scope;
use crate::tokens::{flatten, place};

pub(crate) struct Calls<'a> {
    pub(crate) text: &'a str,
    pub(crate) scope: &'a Scope,
    pub(crate) edits: Edits,
    pub(crate) checks: Vec<(usize, String)>,
    /// What has to be done by hand.
    pub(crate) left: Vec<(usize, String)>,
    /// Variables that hold an error of validator.
    errors: HashSet<String>,
}

impl<'a> Calls<'a> {
    pub(crate) fn new(text: &'a str, scope: &'a Scope) -> Self {
        Self { text, scope, edits: Edits::default(), checks: Vec::new(), left: Vec::new(), errors: HashSet::new() }
    }

    fn slice(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    fn source(&self, value: &Expr) -> &'a str {
        self.slice(place(value))
    }

    /// The crate and the path of a function, and what its type is called here.
    fn function(&self, call: &ExprCall) -> Option<(Known, Vec<String>, String)> {
        let Expr::Path(path) = &*call.func else { return None };
        let names: Vec<String> = path.path.segments.iter().map(|part| part.ident.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let (known, resolved) = self.scope.resolve(&names)?;
        let resolved = resolved.into_iter().map(str::to_owned).collect();
        let (_, ty) = self.scope.replaced(&names)?;
        Some((known, resolved, ty))
    }

    /// The call of `ValidationError::new`, with what the type is called here.
    fn new_error(&self, value: &Expr) -> Option<(ExprCall, String)> {
        let Expr::Call(call) = value else { return None };
        let (known, path, ty) = self.function(call)?;
        let is_new = known == Known::Rules(Peer::Validator) && path == ["ValidationError", "new"];
        is_new.then(|| (call.clone(), ty))
    }

    /// Text without the conversion to a `Cow`, which the constructor makes itself.
    fn plain(&self, value: &Expr) -> String {
        match value {
            Expr::MethodCall(call) if call.method == "into" && call.args.is_empty() => self.plain(&call.receiver),
            Expr::Call(call) => match (&*call.func, call.args.first()) {
                (Expr::Path(path), Some(inner)) if call.args.len() == 1 => {
                    let names: Vec<String> = path.path.segments.iter().map(|part| part.ident.to_string()).collect();
                    let is_cow = names.len() >= 2 && names[names.len() - 2] == "Cow";
                    if is_cow { self.plain(inner) } else { self.source(value).to_owned() }
                }
                _ => self.source(value).to_owned(),
            },
            value => self.source(value).to_owned(),
        }
    }

    /// The errors of one field: `errors.field_errors()["name"]`, and what they are asked of.
    fn list_of_field(&self, value: &Expr) -> Option<(Range<usize>, String)> {
        match value {
            Expr::Index(index) => {
                let base = self.field_errors(&index.expr)?;
                Some((base, self.source(&index.index).to_owned()))
            }
            Expr::MethodCall(call) if call.method == "unwrap" => self.list_of_field(&call.receiver),
            Expr::MethodCall(call) if call.method == "get" && call.args.len() == 1 => {
                let base = self.field_errors(&call.receiver)?;
                Some((base, self.source(call.args.first()?).to_owned()))
            }
            _ => None,
        }
    }

    /// What `field_errors()` is called on.
    fn field_errors(&self, value: &Expr) -> Option<Range<usize>> {
        match value {
            Expr::MethodCall(call) if call.method == "field_errors" && call.args.is_empty() => {
                Some(place(&*call.receiver))
            }
            _ => None,
        }
    }

    fn has(&self, peer: Peer) -> bool {
        self.scope.crates.values().any(|known| *known == Known::Rules(peer))
    }

    fn method(&mut self, call: &ExprMethodCall) -> bool {
        let whole = place(call);
        let arguments: Vec<&Expr> = call.args.iter().collect();
        match (call.method.to_string().as_str(), arguments.as_slice()) {
            ("with_message", [message]) => {
                let Some((new, ty)) = self.new_error(&call.receiver) else { return false };
                let code = new.args.first().map(|code| self.source(code)).unwrap_or_default();
                let text = format!("{ty}::new({code}, {})", self.plain(message));
                self.edits.replace(whole, text);
                true
            }
            ("add_param", [name, value]) => {
                let Expr::Path(path) = &*call.receiver else { return false };
                let Some(variable) = path.path.get_ident().map(ToString::to_string) else { return false };
                if !self.errors.contains(&variable) {
                    return false;
                }
                let value = match value {
                    Expr::Reference(reference) => self.source(&reference.expr),
                    value => self.source(value),
                };
                let text = format!("{variable} = {variable}.argument({}, {value})", self.plain(name));
                self.edits.replace(whole, text);
                true
            }
            ("validate_with_args", [arguments]) if self.has(Peer::Validator) => {
                let is_unit = matches!(arguments, Expr::Tuple(tuple) if tuple.elems.is_empty());
                let new = if is_unit { "validate()".to_owned() } else { "validate_with".to_owned() };
                let method = crate::tokens::range(call.method.span());
                self.edits.replace(if is_unit { method.start..whole.end } else { method }, new);
                false
            }
            ("contains_key", [key]) => match (&*call.receiver, self.field_errors(&call.receiver)) {
                (_, Some(base)) => {
                    let key = self.source(key);
                    self.edits.replace(base.end..whole.end, format!(".get({key}).next().is_some()"));
                    true
                }
                (Expr::MethodCall(errors), None)
                    if errors.method == "errors" && errors.args.is_empty() && self.has(Peer::Validator) =>
                {
                    let (base, key) = (place(&*errors.receiver), self.source(key));
                    let text = format!(".iter().any(|(key, _)| key.split('.').next() == Some({key}))");
                    self.edits.replace(base.end..whole.end, text);
                    true
                }
                _ => false,
            },
            ("is_some" | "is_none", []) => match &*call.receiver {
                Expr::MethodCall(get) if get.method == "get" => match self.list_of_field(&call.receiver) {
                    Some((base, key)) => {
                        let text = format!(".get({key}).next().{}()", call.method);
                        self.edits.replace(base.end..whole.end, text);
                        true
                    }
                    None => false,
                },
                _ => false,
            },
            ("len", []) => match self.list_of_field(&call.receiver) {
                Some((base, key)) => {
                    self.edits.replace(base.end..whole.end, format!(".get({key}).count()"));
                    true
                }
                None => false,
            },
            ("validate" | "validate_with", arguments) => {
                let Expr::Call(new) = &*call.receiver else { return false };
                match self.unresolved(new).as_deref() {
                    Some(path) if path.ends_with("Unvalidated::new") => {
                        let value = new.args.first().map(|value| self.source(value)).unwrap_or_default();
                        let is_simple =
                            matches!(new.args.first(), Some(Expr::Path(_) | Expr::Call(_) | Expr::MethodCall(_)));
                        let value = if is_simple { value.to_owned() } else { format!("({value})") };
                        let text = match arguments {
                            [context] => format!("{value}.into_valid_with({})", self.source(context)),
                            _ => format!("{value}.into_valid()"),
                        };
                        self.edits.replace(whole, text);
                        true
                    }
                    _ => false,
                }
            }
            ("field_errors" | "into_errors" | "errors_mut", []) if self.has(Peer::Validator) => {
                let text = format!(
                    "`{}`: `iter` gives `(key, violation)`, `get` those of a key, `to_json` the whole body",
                    call.method
                );
                self.left.push((whole.start, text));
                false
            }
            ("validate_into", _) if self.has(Peer::Garde) => {
                self.left.push((whole.start, "`validate_into`: write `validate_with`, and `nest` for a key".into()));
                false
            }
            _ => false,
        }
    }

    /// The path of a function of garde that is not in the table.
    fn unresolved(&self, call: &ExprCall) -> Option<String> {
        let Expr::Path(path) = &*call.func else { return None };
        let names: Vec<String> = path.path.segments.iter().map(|part| part.ident.to_string()).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let (known, path) = self.scope.resolve(&names)?;
        (known == Known::Rules(Peer::Garde)).then(|| path.join("::"))
    }

    fn called(&mut self, call: &ExprCall) -> bool {
        if let Some((known, path, ty)) = self.function(call) {
            let path: Vec<&str> = path.iter().map(String::as_str).collect();
            let function = place(&*call.func);
            match (known, path.as_slice(), call.args.first()) {
                (Known::Rules(Peer::Validator), ["ValidationError", "new"], _) => {
                    self.edits.replace(function, format!("{ty}::from_code"));
                }
                (Known::Rules(Peer::Garde), ["Error", "new"] | ["error", "Error", "new"], Some(text)) => {
                    let is_text = match text {
                        Expr::Lit(literal) => matches!(literal.lit, Lit::Str(_)),
                        Expr::Macro(makes) => makes.mac.path.is_ident("format"),
                        Expr::MethodCall(call) => call.method == "to_string" || call.method == "to_owned",
                        _ => false,
                    };
                    self.edits.replace(function, format!("{ty}::from"));
                    if !is_text {
                        let place = place(text);
                        self.edits.insert(place.start, "(");
                        self.edits.insert(place.end, ").to_string()");
                    }
                }
                (Known::Rules(Peer::SerdeValid), ["validation", "Error", "Custom"], Some(text)) => {
                    self.edits.replace(function, format!("{ty}::from"));
                    if matches!(text, Expr::MethodCall(call) if call.method == "into" && call.args.is_empty()) {
                        self.edits.replace(place(text), self.plain(text));
                    }
                }
                _ => {}
            }
            return false;
        }
        self.read_json(call)
    }

    /// `Order::from_json_str(text)` of serde_valid.
    fn read_json(&mut self, call: &ExprCall) -> bool {
        let Expr::Path(path) = &*call.func else { return false };
        let (Some(last), Some(_)) = (path.path.segments.last(), call.args.first()) else { return false };
        let function = match last.ident.to_string().as_str() {
            "from_json_str" => "from_json_str",
            "from_json_slice" => "from_json",
            "from_json_reader" => "from_reader",
            "from_json_value" => "from_value",
            _ => return false,
        };
        if path.path.segments.len() < 2 || !self.has(Peer::SerdeValid) {
            return false;
        }
        let ty = self.slice(place(&*call.func).start..crate::tokens::range(last.ident.span()).start);
        let ty = ty.trim_end().trim_end_matches("::").to_owned();
        let whole = place(call);
        self.edits.replace(place(&*call.func), format!("unprocessable::{function}::<{ty}>"));
        self.edits.insert(whole.end, ".map(unprocessable::Valid::into_inner)");
        self.checks.push((whole.start, "its error is a `Rejection`; without `into_inner` it proves validity".into()));
        false
    }
}

impl<'ast> Visit<'ast> for Calls<'_> {
    fn visit_local(&mut self, local: &'ast syn::Local) {
        if let (Pat::Ident(name), Some(init)) = (&local.pat, &local.init) {
            let value = match &*init.expr {
                Expr::MethodCall(call) if call.method == "with_message" => &*call.receiver,
                value => value,
            };
            if self.new_error(value).is_some() {
                self.errors.insert(name.ident.to_string());
            }
        }
        visit::visit_local(self, local);
    }

    fn visit_expr_assign(&mut self, assign: &'ast syn::ExprAssign) {
        if let (Expr::Field(field), Expr::Call(some)) = (&*assign.left, &*assign.right) {
            let is_message = matches!(&field.member, Member::Named(name) if name == "message");
            let is_some = matches!(&*some.func, Expr::Path(path) if path.path.is_ident("Some"));
            if let (true, true, Expr::Path(path), Some(message)) =
                (is_message, is_some, &*field.base, some.args.first())
            {
                let variable = path.path.get_ident().map(ToString::to_string).unwrap_or_default();
                if self.errors.contains(&variable) {
                    let ty =
                        self.scope.replaced(&["ValidationError"]).map_or("unprocessable::Violation".into(), |it| it.1);
                    let text = format!("{variable} = {ty}::new({variable}.code().to_owned(), {})", self.plain(message));
                    self.edits.replace(place(assign), text);
                    return;
                }
            }
        }
        visit::visit_expr_assign(self, assign);
    }

    fn visit_expr_method_call(&mut self, call: &'ast ExprMethodCall) {
        if !self.method(call) {
            visit::visit_expr_method_call(self, call);
        }
    }

    fn visit_expr_call(&mut self, call: &'ast ExprCall) {
        if !self.called(call) {
            visit::visit_expr_call(self, call);
        }
    }

    fn visit_expr_field(&mut self, field: &'ast syn::ExprField) {
        if let (Member::Named(name), Expr::Index(index)) = (&field.member, &*field.base) {
            if let (true, Some((base, key))) = (name == "code", self.list_of_field(&index.expr)) {
                let at = match self.source(&index.index) {
                    "0" => "next()".to_owned(),
                    at => format!("nth({at})"),
                };
                self.edits.replace(base.end..place(field).end, format!(".get({key}).{at}.unwrap().code()"));
                return;
            }
        }
        visit::visit_expr_field(self, field);
    }

    fn visit_macro(&mut self, called: &'ast syn::Macro) {
        // `assert!(…)`, `format!(…)` and others have expressions as arguments.
        if !flatten(called.tokens.clone()).is_empty() {
            if let Ok(arguments) = called.parse_body_with(Punctuated::<Expr, Token![,]>::parse_terminated) {
                for argument in &arguments {
                    // The tokens have the places of the file, but syntax that is parsed here lives shorter.
                    let mut inner = Calls::new(self.text, self.scope);
                    inner.errors = self.errors.clone();
                    inner.visit_expr(argument);
                    self.edits.append(inner.edits);
                    self.checks.extend(inner.checks);
                    self.left.extend(inner.left);
                }
            }
        }
        visit::visit_macro(self, called);
    }

    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}
}
