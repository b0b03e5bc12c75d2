//! The fields of a struct or variant, read one by one.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::spanned::Spanned as _;
use syn::{GenericParam, Type};

use super::field_readers::{self, default, read_flat};
use super::{field_table, looks_inside};
use crate::expand::slots::{self, flat_slot, is_flat, read_value};
use crate::expand::{field_rules_fn, is_generic, limits, normalize, unread_field};
use crate::model::{Field, Model, Variant};
use crate::serde_attrs::{DocumentPlace, Fallback};

/// Reads the fields of a struct or variant from `__node`. If some cannot be read, runs the rules of the others.
pub(super) fn read(model: &Model<'_>, context: &Type, variant: &Variant<'_>, constructor: TokenStream) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let (flat, named) = slots::order(variant);
    let spread = !flat.is_empty();
    let table = field_table::table(model, variant, spread);
    let base = match &model.serde.default {
        Fallback::None => None,
        Fallback::Default => Some(quote!(let __base: Self = ::core::default::Default::default();)),
        Fallback::Function(function) => Some(quote!(let __base: Self = #function();)),
    };
    let patches = variant.fields.iter().map(|field| patch(model, field));
    let readers = field_readers::readers(model, context, variant, &named);
    let members = variant.fields.iter().enumerate().map(|(index, field)| {
        let (member, value) = (&field.member, read_value(index));
        quote!(#member: #value)
    });
    let value = quote!(#constructor { #(#members),* });
    let count = variant.fields.len();
    let elements = elements(model, variant);
    let limits = limits(model, variant);
    let pass = limits::pass(&limits);
    // `read_struct` takes the rules as a function of references with any lifetime. rustc cannot prove that such
    // references are valid for a type with type parameters or lifetimes of its own. So the steps are written out for
    // such a type.
    let is_static = model.input.generics.params.iter().all(|parameter| matches!(parameter, GenericParam::Const(_)));
    if is_static && !spread && elements.is_empty() && !model.bail {
        let slots = slots::tuple(variant, |index| {
            let value = read_value(index);
            quote!(#value)
        });
        let rules = match field_rules_fn::path(variant, true) {
            None => quote!(|_, _, _| {}),
            Some(rules) if field_rules_fn::mentions_self(variant) => {
                quote!(|__slots, __context, __walker| #rules(__slots, __context, __walker, ::core::option::Option::None))
            }
            Some(rules) => rules,
        };
        // Without rules nothing looks at the fields.
        let normalize = field_rules_fn::has_rules(variant).then(|| normalize::of_slots(model, variant));
        let (read, normalize) = match normalize.filter(|normalize| !normalize.is_empty()) {
            None => (quote!(read_struct), None),
            Some(normalize) => (quote!(read_normal_struct), Some(quote!(|__slots| { #normalize },))),
        };
        return quote! {
            #(#patches)*
            static __FIELD_TABLE: #krate::__private::FieldTable = #table;
            #base
            #pass.#read(
                __node, &__FIELD_TABLE, [::core::option::Option::None; #count], #readers, __context, |#slots| #value,
                #normalize #rules,
            )
        };
    }
    let remaining = spread.then(|| {
        let reads = flat.iter().map(|index| {
            let (read, slot) = (read_flat(model, context, &variant.fields[*index], *index), flat_slot(*index));
            quote!(let #slot = #read;)
        });
        let slots = flat.iter().map(|index| flat_slot(*index));
        let close = model.serde.closed.then(|| quote!(let __whole = __pass.close(__node, &__remaining) && __whole;));
        quote! {
            let __remaining = __pass.remaining(__node, &__FIELD_TABLE)?;
            #(#reads)*
            let __slots = (__slots, #(#slots),*);
            #close
        }
    });
    let some = slots::tuple(variant, |index| {
        let value = read_value(index);
        quote!(::core::option::Option::Some(#value))
    });
    let normalize = normalize::of_slots(model, variant);
    let is_mutable = (field_rules_fn::has_rules(variant) && !normalize.is_empty()).then(|| quote!(mut));
    let rules = field_rules_fn::path(variant, true).map(|rules| {
        let normalize = is_mutable.is_some().then(|| {
            quote!({
                let __slots = &mut __slots;
                #normalize
            })
        });
        let none = field_rules_fn::mentions_self(variant).then(|| quote!(, ::core::option::Option::None));
        quote! {
            __pass.rules(|__walker| {
                #normalize
                #rules(#krate::__private::Slots::refs(&__slots), __context, __walker #none)
            });
            #elements
        }
    });
    let bail = model.bail.then(|| quote!(__pass.bail(&__checkpoint);));
    quote! {
        #(#patches)*
        let __checkpoint = __pass.begin();
        static __FIELD_TABLE: #krate::__private::FieldTable = #table;
        let mut __nodes = [::core::option::Option::None; #count];
        #base
        let (__whole, __slots) = #pass.fields(__node, &__FIELD_TABLE, &mut __nodes, #readers, __context)?;
        #remaining
        let #is_mutable __slots = match __slots {
            #some if __whole => return ::core::option::Option::Some(#value),
            __slots => __slots,
        };
        #rules
        #bail
        __pass.settle(&__checkpoint);
        ::core::option::Option::None
    }
}

/// The upper bounds on the number of elements in each field that serde reads.
fn limits(model: &Model<'_>, variant: &Variant<'_>) -> Vec<TokenStream> {
    let fields = variant.fields.iter().zip(0u32..);
    let read = fields.filter(|(field, _)| field.serde.with.is_none() && !field.serde.skipped && !is_flat(field));
    read.flat_map(|(field, index)| {
        let ty = field.ty;
        let marker = |span| quote_spanned!(span=> ::core::marker::PhantomData::<#ty>);
        limits::limits(model, &marker, Some(ty), &field.items, index, field.bail)
    })
    .collect()
}

/// The rules on the elements of fields that could not be read as a whole.
fn elements(model: &Model<'_>, variant: &Variant<'_>) -> TokenStream {
    if !variant.fields.iter().any(looks_inside) {
        return TokenStream::new();
    }
    let slots = slots::slots(variant);
    let references: Vec<TokenStream> = slots.iter().map(|slot| quote!(&#slot)).collect();
    let elements = variant.fields.iter().zip(slots).enumerate().map(|(index, (field, slot))| {
        let read_by_serde = field.serde.with.is_none() && !field.serde.skipped;
        if !read_by_serde || is_generic(model, field.ty) {
            return TokenStream::new();
        }
        let elements = unread_field::elements(model, variant, field, index, &references);
        if elements.is_empty() {
            return elements;
        }
        let node = match field.serde.place {
            DocumentPlace::Flat(_) => quote!(::core::option::Option::Some(__node)),
            _ => quote!(__nodes[#index]),
        };
        let elements =
            if is_flat(field) { quote!(__pass.within(&__remaining, |__pass| { #elements });) } else { elements };
        quote! {
            if let (::core::option::Option::None, ::core::option::Option::Some(__node)) = (&#slot, #node) {
                #elements
            }
        }
    });
    elements.collect()
}

/// Lets rustc refuse a `Patch` without a default. rustc decides by the type, because another type may have this name.
fn patch(model: &Model<'_>, field: &Field<'_>) -> Option<TokenStream> {
    let ty = field.ty;
    let named_so =
        matches!(bare(ty), Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Patch"));
    if !named_so
        || field.serde.skipped
        || default(model, field).is_some()
        || !matches!(field.serde.place, DocumentPlace::Name(_))
    {
        return None;
    }
    let span = ty.span();
    let krate = model.krate(span);
    Some(quote_spanned! {span=> {
        #[allow(unused_imports)]
        use #krate::__private::NeedsNoDefault as _;
        (&#krate::__private::WithoutDefault::<#ty>::NEW).is_fine();
    }})
}

/// A type without parentheses, which are invisible around the type that a macro was given.
fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        Type::Paren(paren) => bare(&paren.elem),
        ty => ty,
    }
}
