//! The second way to read a type: field by field, going on after everything that is wrong.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Generics, Type, parse_quote};

use super::field;
use crate::attr::{Inside, Item};
use crate::model::{Field, Model, Variant};
use crate::wire::{Fallback, Place, Tag};

/// The impl of `Inspect`, which holds for types that serde can deserialise.
pub(super) fn inspect(model: &Model<'_>, context: &Type, generics: &Generics) -> TokenStream {
    let (krate, ident) = (model.krate(Span::call_site()), &model.input.ident);
    let (_, type_generics, _) = model.input.generics.split_for_impl();
    let mut generics = generics.clone();
    bounds(model, context, &mut generics);
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
                use #krate::decode::{ReadFlat as _, ReadFlatInspect as _, ReadFlatOption as _, ReadInspect as _, ReadSerde as _};
                use #krate::derived::{ProbeOption as _, ProbeWhole as _};
                #body
            }
        }
    }
}

/// serde must be able to read the type and its fields. The lifetime keeps rustc from asking whether it can
/// where the impl is written; types that cannot be read just lack it.
fn bounds(model: &Model<'_>, context: &Type, generics: &mut Generics) {
    let (krate, ident) = (model.krate(Span::call_site()), &model.input.ident);
    let lifetimes: Vec<_> = model.input.generics.lifetimes().map(|parameter| parameter.lifetime.clone()).collect();
    let nested: Vec<Ident> = super::nested_parameters(model);
    let (_, type_generics, _) = model.input.generics.split_for_impl();
    let whole: Type = parse_quote!(#ident #type_generics);
    let mut types: Vec<&Type> = vec![&whole];
    for field in model.variants.iter().flat_map(|variant| &variant.fields) {
        if !field.wire.skipped && field.wire.with.is_none() && !types.contains(&field.ty) {
            types.push(field.ty);
        }
    }
    let clause = generics.make_where_clause();
    for lifetime in &lifetimes {
        clause.predicates.push(parse_quote!('__de: #lifetime));
    }
    for ty in &types {
        clause.predicates.push(parse_quote!(#ty: #krate::derived::serde::Deserialize<'__de>));
    }
    for parameter in nested {
        clause.predicates.push(parse_quote!(#parameter: #krate::decode::Inspect<'__de, #context>));
    }
    generics.params.insert(0, parse_quote!('__de));
}

fn body(model: &Model<'_>, context: &Type) -> TokenStream {
    let data = model.variants.iter().any(|variant| !variant.is_unit);
    if model.wire.opaque || !data {
        return quote!(__pass.leaf(__node));
    }
    if !model.is_enum {
        return model.variants.first().map(|variant| fields(model, context, variant, quote!(Self))).unwrap_or_default();
    }
    let krate = model.krate(Span::call_site());
    let names = model.variants.iter().map(|variant| {
        let names = &variant.names;
        quote!(&[#(#names),*])
    });
    let other = model.variants.iter().position(|variant| variant.is_other);
    let other =
        other.map_or_else(|| quote!(::core::option::Option::None), |at| quote!(::core::option::Option::Some(#at)));
    let choose = match &model.wire.tag {
        Tag::External => quote!(__pass.choose(__node, VARIANTS, #other)),
        Tag::Internal(tag) => choose_by(&krate, tag, quote!(None), &other),
        Tag::Adjacent(tag, content) => choose_by(&krate, tag, quote!(Some(#content)), &other),
        Tag::None => return quote!(__pass.leaf(__node)),
    };
    let arms = model.variants.iter().enumerate().map(|(index, variant)| {
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
    let newtype = field::is_newtype(variant);
    let spread = variant.fields.iter().any(is_flat);
    let closed = model.wire.closed;
    let place = if newtype {
        quote!(let __whole = true;)
    } else {
        let names = names(model, variant, spread);
        quote! {
            static NAMES: #krate::decode::Names = #names;
            let mut __nodes = [::core::option::Option::None; #count];
            let __whole = match __pass.place(__node, &NAMES, &mut __nodes) {
                #krate::decode::Placed::Refused => return ::core::option::Option::None,
                __placed => __placed == #krate::decode::Placed::Whole,
            };
        }
    };
    let base = match &model.wire.default {
        Fallback::None => None,
        Fallback::Default => Some(quote!(let __base: Self = ::core::default::Default::default();)),
        Fallback::Function(function) => Some(quote!(let __base: Self = #function();)),
    };
    let slots: Vec<Ident> = (0..count).map(|index| format_ident!("__slot{index}", span = Span::mixed_site())).collect();
    let reads = |flat: bool| {
        variant.fields.iter().zip(&slots).enumerate().filter(move |(_, (field, _))| is_flat(field) == flat).map(
            move |(index, (field, slot))| {
                let ty = field.ty;
                let read = read(model, context, field, index);
                quote!(let #slot: ::core::option::Option<#ty> = #read;)
            },
        )
    };
    // As with serde, flattened fields come last.
    let patches = variant.fields.iter().map(|field| patch(model, field));
    let (named, flat) = (reads(false), reads(true));
    let left = spread.then(|| quote!(let __left = __pass.left(__node, &NAMES)?;));
    let close = (spread && closed).then(|| quote!(let __whole = __pass.close(__node, &__left) && __whole;));
    let members = variant.fields.iter().zip(&slots).map(|(field, slot)| {
        let member = &field.member;
        quote!(#member: #slot?)
    });
    let rules = variant.fields.iter().zip(&slots).enumerate().map(|(index, (field, slot))| {
        let rules = field::partial(model, variant, field, slot, &slots);
        if rules.is_empty() {
            return TokenStream::new();
        }
        let rank = index as u32;
        let elements = inside(model, field).map(|inside| field::elements(model, variant, field, index, &slots, inside));
        let elements = elements.unwrap_or_default();
        let node = match field.wire.place {
            _ if elements.is_empty() => None,
            Place::Same | Place::Flat(_) => Some(quote!(::core::option::Option::Some(__node))),
            _ => Some(quote!(__nodes[#index])),
        };
        let elements = if is_flat(field) { quote!(__pass.within(&__left, |__pass| { #elements });) } else { elements };
        let elements = node.map(|node| {
            quote! {
                if let (::core::option::Option::None, ::core::option::Option::Some(__node)) = (&#slot, #node) {
                    #elements
                }
            }
        });
        quote! {
            __pass.rules(#rank, |__walker| { #rules });
            #elements
        }
    });
    let bail = model.bail.then(|| quote!(__pass.bail(&__begun);));
    quote! {
        #(#patches)*
        let __begun = __pass.begin();
        #place
        #base
        #(#named)*
        #left
        #(#flat)*
        #close
        if __whole #(&& #slots.is_some())* {
            return ::core::option::Option::Some(#constructor { #(#members),* });
        }
        #(#rules)*
        #bail
        __pass.settle(&__begun);
        ::core::option::Option::None
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

/// Reads one field into its slot.
fn read(model: &Model<'_>, context: &Type, field: &Field<'_>, index: usize) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let ty = field.ty;
    // The place alone: variables are found from the tokens of a macro too.
    let span = Span::call_site().located_at(ty.span());
    if field.wire.skipped {
        let default = skipped(model, field);
        return quote!(::core::option::Option::Some(#default));
    }
    let default = default(model, field);
    let rank = index as u32;
    let same = field.wire.place == Place::Same;
    let spot = field::step(model, field);
    let (nested, defaulted) = (is_nested(&field.items), default.is_some());
    let at = quote! {
        #krate::decode::At { rank: #rank, spot: #spot, nested: #nested, defaulted: #defaulted, same: #same }
    };
    if is_flat(field) {
        // serde has no use for the default of a flattened field.
        return match &field.wire.with {
            Some(with) => quote_spanned! {span=>
                __pass.flat_with(__node, &__left, #at, |__decoder| #with(__decoder))
            },
            None => quote_spanned! {span=>
                (&&&#krate::decode::Flat::<#ty, #context>::NEW).read(__pass, __node, &__left, #at, __context)
            },
        };
    }
    let node = if same { quote!(::core::option::Option::Some(__node)) } else { quote!(__nodes[#index]) };
    let read = match &field.wire.with {
        Some(with) => quote_spanned! {span=>
            __pass.go(#at, |__pass| match #node {
                ::core::option::Option::Some(__node) => __pass.leaf_with(__node, |__decoder| #with(__decoder)),
                ::core::option::Option::None => {
                    __pass.missing();
                    ::core::option::Option::None
                }
            })
        },
        None => quote_spanned! {span=>
            (&&#krate::decode::Field::<#ty, #context>::NEW).read(__pass, #node, #at, __context)
        },
    };
    match default {
        Some(default) if !same => quote! {
            if #node.is_none() { ::core::option::Option::Some(#default) } else { #read }
        },
        _ => read,
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
