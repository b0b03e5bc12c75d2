//! `custom(function)` and `custom_async(function)`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote_spanned;
use syn::Expr;
use syn::spanned::Spanned as _;

use super::context::ASKING;
use super::target::Target;
use crate::attr::CustomCall;
use crate::attr::context::VARIABLE;
use crate::hygiene::local;

impl Target<'_, '_> {
    /// A direct call of the user's function, so that rustc reports what is wrong with it. A function of `custom_async`
    /// gets a copy of the value, because the value may be gone when the function answers.
    pub(super) fn custom(&self, call: &CustomCall) -> TokenStream {
        let (written, span) = (&*call.function, place(&call.function));
        let (krate, spot) = (self.model.krate(span), &self.spot);
        let function = self.bind(quote!(#written));
        // The value has the span of the function, so that rustc complains about the function. Its name is long, so that
        // rustc does not suggest it for a misspelt name.
        let value = Ident::new("__generated_value", span);
        let context = call.context.map(|place| Ident::new("__generated_context", place));
        let own = local(VARIABLE, Span::call_site());
        let rebound = context.as_ref().map(|context| quote!(let #context = #own;));
        let kind = local("__kind", span);
        let option = |text: &Option<syn::LitStr>| match text {
            Some(text) => quote!(::core::option::Option::Some(#text)),
            None => quote!(::core::option::Option::None),
        };
        let (code, message) = (option(&call.wording.code), option(&call.wording.message));
        let is_closure = matches!(written, Expr::Closure(_));
        let lint = is_closure.then(|| quote!(#[allow(clippy::redundant_closure_call)]));
        let (before, found) = if call.waits {
            let (owned, asking, walker) =
                (Ident::new("__generated_owned", span), local(ASKING, span), local("__walker", span));
            let given = context.as_ref().map_or_else(|| quote_spanned!(span=> _), |context| quote!(#context));
            let name = name(written);
            let site = quote! {
                static __CHECK_SITE: #krate::__private::CheckSite = #krate::__private::CheckSite::new(#name);
            };
            let asked = quote_spanned! {span=>
                #asking.ask(&__CHECK_SITE, #walker, #spot, #value, |#owned, #given| async move {
                    let #value = ::core::borrow::Borrow::borrow(&#owned);
                    (#function)(#value, #context).await
                })
            };
            (Some(site), asked)
        } else {
            let called = quote_spanned!(span=> (#function)(#value, #context));
            (rebound, quote_spanned!(span=> #krate::__private::CustomResult::violations(#called)))
        };
        quote! {
            if let ::core::option::Option::Some(#value) = __value {
                if __walker.is_open() {
                    #before
                    let #kind = #krate::__private::kind(__subject);
                    #lint
                    let __found = #found;
                    let _ = __walker.record_custom(__found, #kind, #spot, #code, #message);
                }
            }
        }
    }
}

/// What a function is called by those who watch.
fn name(function: &Expr) -> String {
    match function {
        Expr::Path(path) => {
            let names: Vec<_> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
            names.join("::")
        }
        _ => "custom_async".to_owned(),
    }
}

/// The span of a function: the last name of a path.
fn place(function: &Expr) -> Span {
    match function {
        Expr::Path(path) => path.path.segments.last().map_or_else(|| path.span(), |name| name.ident.span()),
        function => function.span(),
    }
}
