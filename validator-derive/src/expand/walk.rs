//! The body of `walk`.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens as _;

use super::context::variables;
use super::target::{Part, Phase, SelfValue, Target};
use super::{batch, dependencies, field, field_rules_fn, match_self, spot};
use crate::attr::{Condition, Item};
use crate::hygiene::local;
use crate::model::{Field, Model, Variant, WholeRules};

/// The body of `walk`: the fields of whichever variant it is, then the rules on the whole.
pub(super) fn walk(model: &Model<'_>) -> TokenStream {
    // A rule on the whole that waits runs only if nothing failed in the value.
    let asynchronous = model.rules.iter().flat_map(|rules| &rules.items).any(|item| item.waits());
    let mark = asynchronous.then(|| quote!(let __before_own = __walker.mark();));
    let waits = waits(model);
    let start = (model.bail || waits).then(|| quote!(let __start = __walker.mark();));
    let fields = fields(model);
    let whole: TokenStream = model.rules.iter().map(|rules| whole_rules(model, rules)).collect();
    if fields.is_empty() && whole.is_empty() {
        return TokenStream::new();
    }
    let variants: Vec<&Variant<'_>> = model.variants.iter().filter(|_| !field_rules_fn::are_shared(model)).collect();
    let probes = field::probes(model, &variants);
    let variables = variables(model);
    if waits {
        let krate = model.krate(Span::call_site());
        return quote! {
            #probes
            #variables
            #mark
            #start
            let __fields = |__walker: &mut #krate::__private::Walker<'_>| { #fields };
            __fields(__walker);
            let __end = __walker.mark();
            #whole
        };
    }
    quote!(#probes #variables #mark #start #fields #whole)
}

/// Whether a check of the whole runs only if nothing is wrong with fields.
fn waits(model: &Model<'_>) -> bool {
    fn waits(items: &[Item]) -> bool {
        items.iter().any(|item| match item {
            Item::When(_, condition, items) => matches!(condition, Condition::Valid(_)) || waits(items),
            _ => false,
        })
    }
    model.rules.iter().any(|rules| waits(&rules.items))
}

/// The fields of whichever variant the value is.
fn fields(model: &Model<'_>) -> TokenStream {
    // Fields that are only listed need no variables.
    let listed = |variant: &Variant<'_>| field_rules_fn::are_shared(model) || batch::all_fit(model, variant);
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
        let bound = |field: &&Field<'_>| field_rules_fn::are_shared(model) || dependencies::is_bound(field, variant);
        let bindings = variant.fields.iter().filter(bound).map(|field| {
            let (member, binding) = (&field.member, &field.binding);
            quote!(#member: #binding)
        });
        if body.is_empty() { body } else { quote!(#path { #(#bindings,)* .. } => { #body }) }
    });
    match_self(arms.collect())
}

/// The fields of one variant, inside of the key around them. `slot` gives a reference to a field.
fn arm(model: &Model<'_>, variant: &Variant<'_>, slot: &dyn Fn(usize) -> TokenStream) -> TokenStream {
    let krate = model.krate(Span::call_site());
    let fields: TokenStream = if field_rules_fn::are_shared(model) {
        field_rules_fn::call(model, variant, slot)
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
    let target = Target {
        model,
        fields: &[],
        subject: local("__subject", Span::call_site()),
        ty: None,
        spot: spot.clone(),
        step: spot,
        bail: None,
        slots: &[],
        self_value: SelfValue::Present,
        memories: None,
        phase: Phase::Synchronous,
    };
    let items: TokenStream = rules.items.iter().map(|item| target.item(Part::Own, item)).collect();
    let asynchronous = target.asynchronous(&rules.items.iter().collect::<Vec<_>>());
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
            #asynchronous
            if __walker.failed_since(&__before) {
                __walker.mark_unordered();
            }
        }
    }
}
