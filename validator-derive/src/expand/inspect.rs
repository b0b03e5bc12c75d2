//! The second way to read a type: field by field, going on after everything that is wrong.

use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Generics, Type};

use super::slots::{flat_slot, nested_tuple, read_value, slots};
use super::{field, known, needs, parts};
use crate::attr::{Inside, Item};
use crate::model::{Field, Model, Variant};
use crate::wire::{Fallback, Place, Tag};

/// The impl of `Inspect`, which holds for types that serde can deserialise.
pub(super) fn inspect(model: &Model<'_>, context: &Type, generics: &Generics) -> TokenStream {
    let (krate, ident) = (model.krate(Span::call_site()), &model.input.ident);
    let (_, type_generics, _) = model.input.generics.split_for_impl();
    let mut generics = generics.clone();
    needs::bounds(model, context, &mut generics);
    let (impl_generics, _, where_clause) = generics.split_for_impl();
    let body = body(model, context);
    quote! {
        #[automatically_derived]
        impl #impl_generics #krate::decode::Inspect<'__de, #context> for #ident #type_generics #where_clause {
            fn inspect(
                __node: #krate::decode::Node<'_, '__de>,
                __pass: &mut #krate::decode::Pass<'_>,
                __context: &#context,
            ) -> ::core::option::Option<Self> {
                use #krate::decode::{ReadFlat as _, ReadFlatInspect as _, ReadFlatOption as _, WayOfInspect as _, WayOfSerde as _};
                use #krate::derived::{ProbeOption as _, ProbeWhole as _};
                #body
            }
        }
    }
}

fn body(model: &Model<'_>, context: &Type) -> TokenStream {
    let data = model.read_variants().any(|variant| !variant.is_unit);
    if model.wire.opaque || !data {
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
    let choose = match &model.wire.tag {
        Tag::External => quote!(__pass.choose(__node, VARIANTS, #other)),
        Tag::Internal(tag) => choose_by(&krate, tag, quote!(None), &other),
        Tag::Adjacent(tag, content) => choose_by(&krate, tag, quote!(Some(#content)), &other),
        Tag::None => return quote!(__pass.leaf(__node)),
    };
    let arms = model.read_variants().enumerate().map(|(index, variant)| {
        let read = variant_arm(model, context, variant);
        quote!(#krate::decode::Chosen::Variant(#index, __content) => { #read })
    });
    let read = quote! {
        static VARIANTS: &[&[&::core::primitive::str]] = &[#(#names),*];
        match #choose {
            #(#arms)*
            #krate::decode::Chosen::Refused => ::core::option::Option::None,
            _ => __pass.leaf(__node),
        }
    };
    match &model.wire.tag {
        Tag::Adjacent(tag, content) if model.wire.closed => quote! {
            let __value = { #read };
            __pass.close_beside(__node, #tag, #content, __value, __context)
        },
        _ => read,
    }
}

fn choose_by(krate: &TokenStream, tag: &str, content: TokenStream, other: &TokenStream) -> TokenStream {
    let spot = super::spot(krate, tag);
    quote!(__pass.choose_by(__node, #spot, #tag, ::core::option::Option::#content, VARIANTS, #other))
}

/// Reads one variant; `__content` is the node that it is read from, if there is one.
fn variant_arm(model: &Model<'_>, context: &Type, variant: &Variant<'_>) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let ident = &variant.ident;
    let constructor = quote!(Self::#ident);
    let step = match (&model.wire.tag, &variant.around) {
        (Tag::Internal(_), _) | (_, None) => None,
        (_, Some(around)) => {
            let spot = super::spot(&krate, around);
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
    match (step, &model.wire.tag) {
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
    variant.is_unit || variant.is_tuple && matches!(&variant.fields[..], [field] if field.wire.skipped)
}

/// Reads the fields of a struct or variant from `__node`, and runs the rules of those that could be read where
/// others could not.
fn fields(model: &Model<'_>, context: &Type, variant: &Variant<'_>, constructor: TokenStream) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let count = variant.fields.len();
    let spread = variant.fields.iter().any(is_flat);
    let names = (!field::is_newtype(variant)).then(|| {
        let names = names(model, variant, spread);
        quote!(static NAMES: #krate::decode::Names = #names;)
    });
    let given = match &names {
        Some(_) => quote!(::core::option::Option::Some(&NAMES)),
        None => quote!(::core::option::Option::None),
    };
    let base = match &model.wire.default {
        Fallback::None => None,
        Fallback::Default => Some(quote!(let __base: Self = ::core::default::Default::default();)),
        Fallback::Function(function) => Some(quote!(let __base: Self = #function();)),
    };
    let patches = variant.fields.iter().map(|field| patch(model, field));
    // As with serde, flattened fields come last.
    let (flat, named): (Vec<usize>, Vec<usize>) = (0..count).partition(|index| is_flat(&variant.fields[*index]));
    let fields = named.iter().map(|index| at(model, &variant.fields[*index], *index));
    let ways: Vec<TokenStream> = named.iter().map(|index| way(model, context, &variant.fields[*index])).collect();
    let ways = nested_tuple(&ways);
    let left = spread.then(|| {
        let reads = flat.iter().map(|index| {
            let (read, slot) = (read_flat(model, context, &variant.fields[*index], *index), flat_slot(*index));
            quote!(let #slot = #read;)
        });
        let slots = flat.iter().map(|index| flat_slot(*index));
        let close = model.wire.closed.then(|| quote!(let __whole = __pass.close(__node, &__left) && __whole;));
        quote! {
            let __left = __pass.left(__node, &NAMES)?;
            #(#reads)*
            let __slots = (__slots, #(#slots),*);
            #close
        }
    });
    let some: Vec<TokenStream> = named
        .iter()
        .map(|index| read_value(*index))
        .map(|value| quote!(::core::option::Option::Some(#value)))
        .collect();
    let some = nested_tuple(&some);
    let some = match spread {
        true => {
            let flat = flat.iter().map(|index| read_value(*index));
            quote!((#some, #(::core::option::Option::Some(#flat)),*))
        }
        false => some,
    };
    let members = variant.fields.iter().enumerate().map(|(index, field)| {
        let (member, value) = (&field.member, read_value(index));
        quote!(#member: #value)
    });
    let slots = slots(&named, &flat);
    let rules = rules(model, variant, &slots);
    let bail = model.bail.then(|| quote!(__pass.bail(&__begun);));
    quote! {
        #(#patches)*
        let __begun = __pass.begin();
        #names
        static FIELDS: &[#krate::decode::At] = &[#(#fields),*];
        let mut __nodes = [::core::option::Option::None; #count];
        #base
        let (__whole, __slots) = __pass.fields(__node, #given, &mut __nodes, FIELDS, #ways, __context)?;
        #left
        let __slots = match __slots {
            #some if __whole => return ::core::option::Option::Some(#constructor { #(#members),* }),
            __slots => __slots,
        };
        #rules
        #bail
        __pass.settle(&__begun);
        ::core::option::Option::None
    }
}

/// The rules of what could be read, and those on elements of what could not.
fn rules(model: &Model<'_>, variant: &Variant<'_>, slots: &[TokenStream]) -> TokenStream {
    let none = quote!(::core::option::Option::None);
    let rules = parts::call(model, variant, true, &none, |field| {
        let index = variant.fields.iter().position(|other| core::ptr::eq(other, field)).unwrap_or_default();
        let slot = &slots[index];
        quote!(::core::option::Option::as_ref(&#slot))
    });
    if rules.is_empty() {
        return rules;
    }
    let references: Vec<TokenStream> = slots.iter().map(|slot| quote!(&#slot)).collect();
    let elements = variant.fields.iter().zip(slots).enumerate().map(|(index, (field, slot))| {
        let elements =
            inside(model, field).map(|inside| field::elements(model, variant, field, index, &references, inside));
        let elements = elements.unwrap_or_default();
        if elements.is_empty() {
            return elements;
        }
        let node = match field.wire.place {
            Place::Same | Place::Flat(_) => quote!(::core::option::Option::Some(__node)),
            _ => quote!(__nodes[#index]),
        };
        let elements = if is_flat(field) { quote!(__pass.within(&__left, |__pass| { #elements });) } else { elements };
        quote! {
            if let (::core::option::Option::None, ::core::option::Option::Some(__node)) = (&#slot, #node) {
                #elements
            }
        }
    });
    quote! {
        __pass.rules(|__walker| { #rules });
        #(#elements)*
    }
}

/// How the fields are found, as a constant.
fn names(model: &Model<'_>, variant: &Variant<'_>, spread: bool) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let fields = || variant.fields.iter().zip(0u32..).filter(|(field, _)| !field.wire.skipped);
    let mut names: Vec<(&str, u32)> =
        fields().flat_map(|(field, at)| field.wire.names.iter().map(move |name| (name.as_str(), at))).collect();
    names.sort_by_key(|(name, _)| (name.len(), *name));
    let names = names.iter().map(|(name, at)| quote!((#name, #at)));
    let order: Vec<u32> = fields().filter(|(field, _)| !is_flat(field)).map(|(_, at)| at).collect();
    let needed = |at: &u32| default(model, &variant.fields[*at as usize]).is_none();
    let required = order.iter().rposition(needed).map_or(0, |last| last as u32 + 1);
    let keyed = !variant.is_tuple;
    // serde reads a struct from a list, too, where nothing else could be meant.
    let listed = !keyed || !spread && (!model.is_enum || matches!(model.wire.tag, Tag::External));
    let closed = model.wire.closed;
    quote! {
        #krate::decode::Names {
            names: &[#(#names),*], order: &[#(#order),*], required: #required,
            closed: #closed, keyed: #keyed, listed: #listed, spread: #spread,
        }
    }
}

/// Where a field stands, as a constant.
fn at(model: &Model<'_>, field: &Field<'_>, index: usize) -> TokenStream {
    let (krate, rank) = (model.krate(Span::call_site()), index as u32);
    let same = field.wire.place == Place::Same;
    let spot = field::step(model, field);
    let (nested, defaulted) = (is_nested(&field.items), default(model, field).is_some());
    quote! {
        #krate::decode::At { rank: #rank, spot: #spot, nested: #nested, defaulted: #defaulted, same: #same }
    }
}

/// The way in which a named field is read.
fn way(model: &Model<'_>, context: &Type, field: &Field<'_>) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let ty = field.ty;
    // The place alone: variables are found from the tokens of a macro too.
    let span = Span::call_site().located_at(ty.span());
    if field.wire.skipped {
        let default = lazily(model, field, skipped(model, field));
        return quote!(#krate::decode::Skipped(#default));
    }
    let way = match &field.wire.with {
        Some(with) => quote_spanned!(span=> #krate::decode::With(|__decoder: #krate::decode::Decoder<'_, '__de>| {
            let __read: ::core::result::Result<#ty, _> = #with(__decoder);
            __read
        })),
        None if known::is_leaf(ty) => quote_spanned!(span=> #krate::decode::BySerde::<#ty>::NEW),
        None => quote_spanned!(span=> (&&#krate::decode::Field::<#ty, #context>::NEW).way()),
    };
    match default(model, field) {
        Some(default) if field.wire.place != Place::Same => {
            let default = lazily(model, field, default);
            quote!(#krate::decode::Or(#way, #default))
        }
        _ => way,
    }
}

/// A function that gives a default. The one that a container has for all its fields must be taken apart first.
fn lazily(model: &Model<'_>, field: &Field<'_>, default: TokenStream) -> TokenStream {
    match (&field.wire.default, &model.wire.default) {
        (Fallback::None, Fallback::Default | Fallback::Function(_)) => quote!({
            let __default = #default;
            move || __default
        }),
        _ => quote!(|| #default),
    }
}

/// Reads a flattened field. serde has no use for its default.
fn read_flat(model: &Model<'_>, context: &Type, field: &Field<'_>, index: usize) -> TokenStream {
    let (krate, ty, at) = (model.krate(Span::call_site()), field.ty, at(model, field, index));
    let span = Span::call_site().located_at(ty.span());
    match &field.wire.with {
        Some(with) => quote_spanned! {span=>
            __pass.flat_with(__node, &__left, #at, |__decoder| #with(__decoder))
        },
        None => quote_spanned! {span=>
            (&&&#krate::decode::Flat::<#ty, #context>::NEW).read(__pass, __node, &__left, #at, __context)
        },
    }
}

/// Has rustc refuse a `Patch` without a default, by the type: others may be called so, too.
fn patch(model: &Model<'_>, field: &Field<'_>) -> Option<TokenStream> {
    let ty = field.ty;
    let named_so =
        matches!(bare(ty), Type::Path(path) if path.path.segments.last().is_some_and(|last| last.ident == "Patch"));
    if !named_so || field.wire.skipped || default(model, field).is_some() || !matches!(field.wire.place, Place::Name(_))
    {
        return None;
    }
    let span = ty.span();
    let krate = model.krate(span);
    Some(quote_spanned! {span=> {
        #[allow(unused_imports)]
        use #krate::derived::NeedsNoDefault as _;
        (&#krate::derived::WithoutDefault::<#ty>::NEW).is_fine();
    }})
}

/// The value of a field that is not read.
fn skipped(model: &Model<'_>, field: &Field<'_>) -> TokenStream {
    default(model, field).unwrap_or_else(|| quote!(::core::default::Default::default()))
}

/// What a missing field is replaced with.
fn default(model: &Model<'_>, field: &Field<'_>) -> Option<TokenStream> {
    match (&field.wire.default, &model.wire.default) {
        (Fallback::Default, _) => Some(quote!(::core::default::Default::default())),
        (Fallback::Function(function), _) => Some(quote!(#function())),
        (Fallback::None, Fallback::None) => None,
        (Fallback::None, _) => {
            let member = &field.member;
            Some(quote!(__base.#member))
        }
    }
}

fn is_flat(field: &Field<'_>) -> bool {
    matches!(field.wire.place, Place::Flat(_)) && !field.wire.skipped
}

/// Whether the rules inside of the field's values run.
fn is_nested(items: &[Item]) -> bool {
    items.iter().any(|item| match item {
        Item::Nested(_) => true,
        Item::Inside(_, _, items) | Item::When(_, _, items) => is_nested(items),
        _ => false,
    })
}

/// What can be in the field, when it is a list or map of the standard library, whose elements serde can read one by
/// one.
fn inside(model: &Model<'_>, field: &Field<'_>) -> Option<&'static [Inside]> {
    fn inside(ty: &Type) -> Option<&'static [Inside]> {
        let path = match bare(ty) {
            Type::Array(_) => return Some(&[Inside::Each]),
            Type::Path(path) => path.path.segments.last()?,
            _ => return None,
        };
        match (path.ident.to_string().as_str(), &path.arguments) {
            ("Vec" | "VecDeque" | "LinkedList" | "BTreeSet" | "HashSet", _) => Some(&[Inside::Each]),
            ("BTreeMap" | "HashMap", _) => Some(&[Inside::Keys, Inside::Values]),
            ("Option" | "Patch", syn::PathArguments::AngleBracketed(arguments)) => {
                arguments.args.iter().find_map(|argument| match argument {
                    syn::GenericArgument::Type(ty) => inside(ty),
                    _ => None,
                })
            }
            _ => None,
        }
    }
    let read_by_serde = field.wire.with.is_none() && !field.wire.skipped;
    inside(field.ty).filter(|_| read_by_serde && !super::is_generic(model, field.ty))
}

/// A type without parentheses, such as those that nobody sees around the type that a macro was given.
fn bare(ty: &Type) -> &Type {
    match ty {
        Type::Group(group) => bare(&group.elem),
        Type::Paren(paren) => bare(&paren.elem),
        ty => ty,
    }
}
