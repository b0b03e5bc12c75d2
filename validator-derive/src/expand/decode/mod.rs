//! The second way to read a type: field by field, going on after everything that is wrong.

pub(super) mod field_readers;
pub(crate) mod field_table;
pub(crate) mod serde_bounds;

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;
use syn::spanned::Spanned as _;
use syn::{GenericParam, Type};

use super::context::Context;
use super::slots::{self, flat_slot, is_flat, read_value};
use super::{bounds, field, field_rules_fn, spot};
use crate::attr::Item;
use crate::expand::decode::field_readers::{default, read_flat, skipped};
use crate::expand::decode::field_table::names;
use crate::model::{Field, Model, Variant};
use crate::serde_attrs::{DocumentPlace, Fallback, Tag};

/// The impl of `Inspect`, which holds for types that serde can deserialise.
pub(super) fn inspect(model: &Model<'_>, context: &Context) -> TokenStream {
    let (uses, body) = (uses(model), body(model, &context.ty));
    implementation(model, context, &serde_bounds::bounds(model, &context.ty), &quote!(#uses #body))
}

/// One that reads nothing: rustc says of a type with mistakes only what the mistakes are.
pub(super) fn empty(model: &Model<'_>, context: &Context) -> TokenStream {
    implementation(model, context, &[], &quote!(::core::option::Option::None))
}

fn implementation(model: &Model<'_>, context: &Context, bounds: &[TokenStream], body: &TokenStream) -> TokenStream {
    let (krate, ident) = (model.krate(Span::call_site()), &model.input.ident);
    let (_, type_generics, _) = model.input.generics.split_for_impl();
    let mut generics = context.generics.clone();
    bounds::to_walk(model, &context.ty, &mut generics);
    let lifetime = syn::LifetimeParam::new(syn::Lifetime::new("'__de", Span::call_site()));
    generics.params.insert(0, GenericParam::Lifetime(lifetime));
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let predicates = where_clause.iter().flat_map(|clause| &clause.predicates);
    let context = &context.ty;
    quote! {
        #[automatically_derived]
        impl #impl_generics #krate::decode::Inspect<'__de, #context> for #ident #type_generics
        where
            #(#predicates,)*
            #(#bounds,)*
        {
            fn inspect(
                __node: #krate::decode::Node<'_, '__de>,
                __pass: &mut #krate::decode::SecondPass<'_>,
                __context: &#context,
            ) -> ::core::option::Option<Self> {
                #body
            }
        }
    }
}

/// The traits by which rustc finds out how types are read that are not known by their names.
fn uses(model: &Model<'_>) -> Option<TokenStream> {
    let krate = model.krate(Span::call_site());
    let mut fields = model.variants.iter().flat_map(|variant| &variant.fields);
    let parts = fields.clone().any(looks_inside).then(|| {
        quote!(use #krate::__private::{EachItem as _, EachKey as _, EachValue as _, NoItem as _, NoKey as _, NoValue as _};)
    });
    fields.any(|field| is_flat(field) || !crate::expand::decode::field_readers::is_leaf(field) || looks_inside(field)).then(|| {
        quote! {
            use #krate::__private::{ReadFlat as _, ReadFlatInspect as _, ReadFlatOption as _, InspectField as _, DeserializeField as _};
            use #krate::__private::{ProbeOption as _, ProbeOpaque as _};
            #parts
        }
    })
}

/// Whether there are rules on what is inside of the field.
fn looks_inside(field: &Field<'_>) -> bool {
    field.items.iter().any(|item| matches!(item, Item::Inside(..)))
}

/// Whether a value is read field by field, and not by serde as a whole.
pub(super) fn is_read_by_field(model: &Model<'_>) -> bool {
    let tagged = matches!(model.serde.tag, Tag::Internal(_) | Tag::Adjacent(..));
    model.is_read_in_part() && model.read_variants().any(|variant| tagged || !variant.is_unit)
}

fn body(model: &Model<'_>, context: &Type) -> TokenStream {
    if !is_read_by_field(model) {
        return quote!(__pass.leaf(__node));
    }
    if !model.is_enum {
        return model.variants.first().map(|variant| fields(model, context, variant, quote!(Self))).unwrap_or_default();
    }
    let krate = model.krate(Span::call_site());
    let names = model.read_variants().map(|variant| {
        let names = &variant.names;
        quote!(&[#(#names),*])
    });
    let other = model.read_variants().position(|variant| variant.is_other);
    let other =
        other.map_or_else(|| quote!(::core::option::Option::None), |at| quote!(::core::option::Option::Some(#at)));
    let choose = match &model.serde.tag {
        Tag::External => quote!(__pass.choose(__node, VARIANTS, #other)),
        Tag::Internal(tag) => choose_by(&krate, tag, quote!(None), &other),
        Tag::Adjacent(tag, content) => choose_by(&krate, tag, quote!(Some(#content)), &other),
        Tag::None => return TokenStream::new(),
    };
    let arms = model.read_variants().enumerate().map(|(index, variant)| {
        let read = variant_arm(model, context, variant);
        quote!(#krate::__private::VariantChoice::Variant(#index, __content) => { #read })
    });
    let read = quote! {
        static VARIANTS: &[&[&::core::primitive::str]] = &[#(#names),*];
        match #choose {
            #(#arms)*
            #krate::__private::VariantChoice::Refused => ::core::option::Option::None,
            _ => __pass.leaf(__node),
        }
    };
    match &model.serde.tag {
        Tag::Adjacent(tag, content) if model.serde.closed => quote! {
            let __value = { #read };
            __pass.close_beside(__node, #tag, #content, __value, __context)
        },
        _ => read,
    }
}

fn choose_by(krate: &TokenStream, tag: &str, content: TokenStream, other: &TokenStream) -> TokenStream {
    let spot = spot::named(krate, tag).reference();
    quote!(__pass.choose_by(__node, #spot, #tag, ::core::option::Option::#content, VARIANTS, #other))
}

/// Reads one variant; `__content` is the node that it is read from, if there is one.
fn variant_arm(model: &Model<'_>, context: &Type, variant: &Variant<'_>) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let ident = &variant.ident;
    let constructor = quote!(Self::#ident);
    let step = match (&model.serde.tag, &variant.around) {
        (Tag::Internal(_), _) | (_, None) => None,
        (_, Some(around)) => {
            let spot = spot::named(&krate, around).reference();
            Some(quote!(0, #spot, true))
        }
    };
    if is_bare(variant) {
        let fields = variant.fields.iter().map(|field| {
            let (member, default) = (&field.member, skipped(model, field));
            quote!(#member: #default)
        });
        let value = quote!(::core::option::Option::Some(#constructor { #(#fields),* }));
        return match step {
            // What stands where there is nothing to read must be nothing.
            Some(step) => quote! {
                match __content {
                    ::core::option::Option::Some(__node) => {
                        __pass.field(#step, |__pass| { let () = __pass.leaf(__node)?; #value })
                    }
                    ::core::option::Option::None => #value,
                }
            },
            None => value,
        };
    }
    let read = fields(model, context, variant, constructor);
    match (step, &model.serde.tag) {
        (Some(step), _) => quote! {
            match __content {
                ::core::option::Option::Some(__node) => __pass.field(#step, |__pass| { #read }),
                ::core::option::Option::None => __pass.leaf(__node),
            }
        },
        (None, Tag::Internal(tag)) => quote!(__pass.tagged(__node, #tag, |__pass| { #read })),
        (None, _) => read,
    }
}

/// Whether nothing of the variant is read but its name.
fn is_bare(variant: &Variant<'_>) -> bool {
    variant.is_unit || variant.is_tuple && matches!(&variant.fields[..], [field] if field.serde.skipped)
}

/// Reads the fields of a struct or variant from `__node`, and runs the rules of those that could be read where
/// others could not.
fn fields(model: &Model<'_>, context: &Type, variant: &Variant<'_>, constructor: TokenStream) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let (flat, named) = slots::order(variant);
    let spread = !flat.is_empty();
    let names = names(model, variant, spread);
    let base = match &model.serde.default {
        Fallback::None => None,
        Fallback::Default => Some(quote!(let __base: Self = ::core::default::Default::default();)),
        Fallback::Function(function) => Some(quote!(let __base: Self = #function();)),
    };
    let patches = variant.fields.iter().map(|field| patch(model, field));
    let ways = crate::expand::decode::field_readers::ways(model, context, variant, &named);
    let members = variant.fields.iter().enumerate().map(|(index, field)| {
        let (member, value) = (&field.member, read_value(index));
        quote!(#member: #value)
    });
    let value = quote!(#constructor { #(#members),* });
    let count = variant.fields.len();
    let elements = elements(model, variant);
    // References to what may be of any lifetime cannot go to a function that takes those of any.
    let lives = model.input.generics.params.iter().all(|parameter| matches!(parameter, GenericParam::Const(_)));
    if lives && !spread && elements.is_empty() && !model.bail {
        let slots = slots::tuple(variant, |index| {
            let value = read_value(index);
            quote!(#value)
        });
        let rules = match field_rules_fn::path(model, variant, true) {
            None => quote!(|_, _, _| {}),
            Some(rules) if field_rules_fn::mentions_self(variant) => {
                quote!(|__slots, __context, __walker| #rules(__slots, __context, __walker, ::core::option::Option::None))
            }
            Some(rules) => rules,
        };
        return quote! {
            #(#patches)*
            static NAMES: #krate::__private::FieldTable = #names;
            #base
            __pass.parts(
                __node, &NAMES, [::core::option::Option::None; #count], #ways, __context, |#slots| #value, #rules,
            )
        };
    }
    let left = spread.then(|| {
        let reads = flat.iter().map(|index| {
            let (read, slot) = (read_flat(model, context, &variant.fields[*index], *index), flat_slot(*index));
            quote!(let #slot = #read;)
        });
        let slots = flat.iter().map(|index| flat_slot(*index));
        let close = model.serde.closed.then(|| quote!(let __whole = __pass.close(__node, &__left) && __whole;));
        quote! {
            let __left = __pass.remaining(__node, &NAMES)?;
            #(#reads)*
            let __slots = (__slots, #(#slots),*);
            #close
        }
    });
    let some = slots::tuple(variant, |index| {
        let value = read_value(index);
        quote!(::core::option::Option::Some(#value))
    });
    let rules = field_rules_fn::path(model, variant, true).map(|rules| {
        let none = field_rules_fn::mentions_self(variant).then(|| quote!(, ::core::option::Option::None));
        quote! {
            __pass.rules(|__walker| #rules(#krate::__private::Slots::refs(&__slots), __context, __walker #none));
            #elements
        }
    });
    let bail = model.bail.then(|| quote!(__pass.bail(&__begun);));
    quote! {
        #(#patches)*
        let __begun = __pass.begin();
        static NAMES: #krate::__private::FieldTable = #names;
        let mut __nodes = [::core::option::Option::None; #count];
        #base
        let (__whole, __slots) = __pass.fields(__node, &NAMES, &mut __nodes, #ways, __context)?;
        #left
        let __slots = match __slots {
            #some if __whole => return ::core::option::Option::Some(#value),
            __slots => __slots,
        };
        #rules
        #bail
        __pass.settle(&__begun);
        ::core::option::Option::None
    }
}

/// The rules on elements of what could not be read as a whole.
fn elements(model: &Model<'_>, variant: &Variant<'_>) -> TokenStream {
    if !variant.fields.iter().any(looks_inside) {
        return TokenStream::new();
    }
    let slots = slots::slots(variant);
    let references: Vec<TokenStream> = slots.iter().map(|slot| quote!(&#slot)).collect();
    let elements = variant.fields.iter().zip(slots).enumerate().map(|(index, (field, slot))| {
        let read_by_serde = field.serde.with.is_none() && !field.serde.skipped;
        if !read_by_serde || super::is_generic(model, field.ty) {
            return TokenStream::new();
        }
        let elements = field::elements(model, variant, field, index, &references);
        if elements.is_empty() {
            return elements;
        }
        let node = match field.serde.place {
            DocumentPlace::Same | DocumentPlace::Flat(_) => quote!(::core::option::Option::Some(__node)),
            _ => quote!(__nodes[#index]),
        };
        let elements = if is_flat(field) { quote!(__pass.within(&__left, |__pass| { #elements });) } else { elements };
        quote! {
            if let (::core::option::Option::None, ::core::option::Option::Some(__node)) = (&#slot, #node) {
                #elements
            }
        }
    });
    elements.collect()
}

/// Has rustc refuse a `Patch` without a default, by the type: others may be called so, too.
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

/// A type without parentheses, such as those that nobody sees around the type that a macro was given.
fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        Type::Paren(paren) => bare(&paren.elem),
        ty => ty,
    }
}
