//! Writes the code for a checked model. Builds on all other folders. Nothing here can fail.
//!
//! Every token that rustc may complain about carries the span of what the user wrote.

mod batch;
mod bounds;
mod condition;
pub(crate) mod const_checks;
mod context;
mod custom;
pub(crate) mod decode;
pub(crate) mod dependencies;
mod field;
pub(crate) mod field_rules_fn;
pub(crate) mod generics;
pub(crate) mod memories;
pub(crate) mod rule;
mod slots;
mod spot;
pub(crate) mod unchecked;

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, quote_spanned};
use syn::{GenericParam, LitStr, Type};

use crate::hygiene::local;
use context::Context;

use crate::attr::Item;
use crate::check::CheckedModel;
use crate::model::{Field, Model, Variant, WholeRules};

/// Everything that `#[derive(Validate)]` stands for.
pub(crate) fn expand(model: &CheckedModel<'_, '_>) -> TokenStream {
    let (questions, walk) = (unchecked::questions(model), walk(model));
    let body = quote!(#questions #walk);
    let const_checks = const_checks::const_checks(model);
    let context = Context::of(model);
    let field_rules = field_rules_fn::functions(model, &context);
    let inspected = cfg!(feature = "decode") && crate::expand::decode::is_read_by_field(model);
    let tables = spot::tables(model, inspected);
    let traits = traits(model, &context, &body);
    let answer = unchecked::answer(model, false);
    let inspect =
        if cfg!(feature = "decode") { crate::expand::decode::inspect(model, &context) } else { TokenStream::new() };
    quote! {
        // The user's lints are for the user's code. No group stands here: where the user forbids one of its lints, the
        // whole would not compile.
        #[allow(deprecated, unused_qualifications, clippy::absolute_paths, clippy::let_underscore_must_use)]
        const _: () = {
            #tables
            #field_rules
            #traits
            #answer
            #inspect
            #const_checks
        };
    }
}

/// The mistakes, and impls that are empty, so that nothing else breaks because of them.
pub(crate) fn fallback(model: &Model<'_>, mistakes: &syn::Error) -> TokenStream {
    let mistakes = mistakes.to_compile_error();
    let context = Context::of(model);
    let traits = traits(model, &context, &TokenStream::new());
    let answer = unchecked::answer(model, true);
    let inspect =
        if cfg!(feature = "decode") { crate::expand::decode::empty(model, &context) } else { TokenStream::new() };
    quote! {
        #mistakes
        const _: () = {
            #traits
            #answer
            #inspect
        };
    }
}

/// The impls around the body of `walk`.
fn traits(model: &Model<'_>, context: &Context, body: &TokenStream) -> TokenStream {
    let (krate, ident) = (model.krate(Span::call_site()), &model.input.ident);
    let mut generics = context.generics.clone();
    bounds::to_walk(model, &context.ty, &mut generics);
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let context = &context.ty;
    let (plain_generics, type_generics, plain_where) = model.input.generics.split_for_impl();
    // An empty clause stands where the derive does, so that rustc does not advise to write one on the type.
    let where_clause = where_clause.filter(|clause| !clause.predicates.is_empty());
    let where_clause = where_clause.map_or_else(|| quote!(where), |clause| quote!(#clause));
    let subject = subject(model);
    let unit = unit_enum(model);
    quote! {
        #[automatically_derived]
        impl #impl_generics #krate::Validate<#context> for #ident #type_generics #where_clause {
            fn walk(&self, __context: &#context, __walker: &mut #krate::__private::Walker<'_>) {
                #body
            }
        }

        #[automatically_derived]
        impl #plain_generics #krate::Subject for #ident #type_generics #plain_where {
            #subject
        }

        #unit
    }
}

/// A struct is its own value; a transparent one is whatever is inside.
fn subject(model: &Model<'_>) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let inside = model.variants.first().and_then(|variant| variant.fields.first());
    match (model.transparent, inside) {
        (Some(span), Some(field)) => {
            let (member, ty) = (&field.member, field.ty);
            quote_spanned! {span=>
                type Value = <#ty as #krate::Subject>::Value;
                const KIND: #krate::Kind = <#ty as #krate::Subject>::KIND;
                fn value(&self) -> ::core::option::Option<&Self::Value> {
                    #krate::Subject::value(&self.#member)
                }
                fn presence(&self) -> #krate::Presence {
                    #krate::Subject::presence(&self.#member)
                }
            }
        }
        _ => quote! {
            type Value = Self;
            const KIND: #krate::Kind = #krate::Kind::Other;
            fn value(&self) -> ::core::option::Option<&Self> {
                ::core::option::Option::Some(self)
            }
        },
    }
}

/// An enum whose variants carry nothing can be an argument and a map key, by its names in the document.
fn unit_enum(model: &Model<'_>) -> TokenStream {
    if !model.is_enum || model.variants.is_empty() || !model.variants.iter().all(|variant| variant.is_unit) {
        return TokenStream::new();
    }
    let (krate, ident) = (model.krate(Span::call_site()), &model.input.ident);
    let (generics, type_generics, where_clause) = model.input.generics.split_for_impl();
    let arms = model.variants.iter().map(|Variant { ident, name, .. }| quote!(Self::#ident => #name,));
    let text = quote!(match self { #(#arms)* });
    quote! {
        #[automatically_derived]
        impl #generics #krate::Operand for #ident #type_generics #where_clause {
            fn argument(&self) -> #krate::Argument<'_> {
                #krate::Argument::Text(#text)
            }
        }

        #[automatically_derived]
        impl #generics #krate::MapKey for #ident #type_generics #where_clause {
            fn with_text(&self, __with: &mut dyn ::core::ops::FnMut(&::core::primitive::str)) {
                __with(#text)
            }
        }
    }
}

fn has_nested(items: &[Item]) -> bool {
    items.iter().any(|item| match item {
        Item::Nested(_) => true,
        Item::Inside(_, _, items) | Item::When(_, _, items) => has_nested(items),
        _ => false,
    })
}

/// The body of `walk`: the fields of whichever variant it is, then the rules on the whole.
fn walk(model: &Model<'_>) -> TokenStream {
    let start = model.bail.then(|| quote!(let __start = __walker.mark();));
    let fields = fields(model);
    let whole: TokenStream = model.rules.iter().map(|rules| whole_rules(model, rules)).collect();
    if fields.is_empty() && whole.is_empty() {
        return TokenStream::new();
    }
    let variants: Vec<&Variant<'_>> =
        model.variants.iter().filter(|_| !crate::expand::field_rules_fn::are_shared(model)).collect();
    let probes = field::probes(model, &variants);
    quote!(#probes #start #fields #whole)
}

/// The fields of whichever variant the value is.
fn fields(model: &Model<'_>) -> TokenStream {
    // No variables are needed where nothing but a list of the fields is.
    let listed =
        |variant: &Variant<'_>| crate::expand::field_rules_fn::are_shared(model) || batch::all_fit(model, variant);
    if let [variant] = &model.variants[..] {
        if !model.is_enum && listed(variant) {
            let member = |index: usize| {
                let member = &variant.fields[index].member;
                quote!(&self.#member)
            };
            return arm(model, variant, &member);
        }
    }
    let arms = model.variants.iter().map(|variant| {
        let body = arm(model, variant, &|index| variant.fields[index].binding.to_token_stream());
        let ident = &variant.ident;
        let path = if model.is_enum { quote!(Self::#ident) } else { quote!(Self) };
        let bound = |field: &&Field<'_>| {
            crate::expand::field_rules_fn::are_shared(model) || crate::expand::dependencies::is_bound(field, variant)
        };
        let bindings = variant.fields.iter().filter(bound).map(|field| {
            let (member, binding) = (&field.member, &field.binding);
            quote!(#member: #binding)
        });
        if body.is_empty() { body } else { quote!(#path { #(#bindings,)* .. } => { #body }) }
    });
    let arms: TokenStream = arms.collect();
    if arms.is_empty() {
        return arms;
    }
    quote! {
        match self {
            #arms
            _ => {}
        }
    }
}

/// The fields of one variant, below the key around them. `slot` is a reference to a field.
fn arm(model: &Model<'_>, variant: &Variant<'_>, slot: &dyn Fn(usize) -> TokenStream) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let fields: TokenStream = if crate::expand::field_rules_fn::are_shared(model) {
        crate::expand::field_rules_fn::call(model, variant, slot)
    } else {
        let other = |index: usize| field::field(model, variant, &variant.fields[index]);
        batch::Writer { model, variant, partial: quote!(false), slot, other: &other }.write()
    };
    match &variant.around {
        Some(around) if !fields.is_empty() && !field::is_newtype(variant) => {
            let spot = spot::named(&krate, around).reference();
            quote!(__walker.within(#spot, |__walker| { #fields });)
        }
        _ => fields,
    }
}

/// Rules on the struct or enum itself, with the field that gets their violations.
fn whole_rules(model: &Model<'_>, rules: &WholeRules) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let spot = match rules.place {
        Some((variant, field)) => spot::of(model, &model.variants[variant].fields[field]).reference(),
        None => quote!(&#krate::__private::Spot::Whole),
    };
    let target = field::Target {
        model,
        fields: &[],
        subject: local("__subject", Span::call_site()),
        ty: None,
        spot: spot.clone(),
        step: spot,
        bail: None,
        slots: &[],
        self_value: field::SelfValue::There,
        memories: None,
    };
    let items: TokenStream = rules.items.iter().map(|item| target.item(item)).collect();
    let stop = model.bail.then(|| {
        quote!(if __walker.failed_since(&__start) {
            return;
        })
    });
    quote! {
        #stop
        {
            use #krate::__private::{ProbeOption as _, ProbeOpaque as _};
            let __before = __walker.mark();
            let __subject = &#krate::__private::OpaqueValue(::core::option::Option::Some(self));
            let __value = #krate::__private::value(__subject);
            #items
            if __walker.failed_since(&__before) {
                __walker.mark_unordered();
            }
        }
    }
}

/// A variable as an argument that stands where the user wrote something: rustc takes the place of the braces.
fn placed(name: &str, span: Span) -> TokenStream {
    let variable = local(name, span);
    quote_spanned!(span=> { #variable })
}

/// A name in the document as a literal.
fn literal(name: &str, span: Span) -> LitStr {
    LitStr::new(name, span)
}

/// Whether a type mentions a type or const parameter, so that no constant outside of the impl can name it.
fn is_generic(model: &Model<'_>, ty: &Type) -> bool {
    model.input.generics.params.iter().any(|parameter| match parameter {
        GenericParam::Type(parameter) => generics::names(ty, &parameter.ident),
        GenericParam::Const(parameter) => generics::names(ty, &parameter.ident),
        GenericParam::Lifetime(_) => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::errors::Errors;
    use crate::{check, model};

    #[test]
    fn the_crate_has_no_other_name_than_the_one_given() {
        let input = syn::parse_quote! {
            #[validate(crate = my::checks, custom(check), field = "a")]
            struct Order<T> {
                #[validate(required, length(min = MIN, max = 3, message = "{min}"), regex("^a"), custom(check))]
                a: String,
                #[validate(nested, each(nested, gt(0)), when(self.a.is_empty(), gt(self.c)), bail)]
                b: Vec<T>,
                #[serde(flatten)]
                #[validate(nested)]
                c: Inner,
            }
        };
        let mut errors = Errors::default();
        let model = model::read(&input, &mut errors);
        let model = check::check(&model, errors).unwrap_or_else(|mistakes| panic!("{mistakes}"));
        let written = expand(&model).to_string();
        assert!(written.contains("my :: checks :: rules :: Rule :: run"));
        assert!(!written.contains("unprocessable"), "{written}");
    }
}
