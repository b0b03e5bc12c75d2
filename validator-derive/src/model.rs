//! The user's type as the derive sees it: its rules, joined with serde's names.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens as _, format_ident, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Data, DeriveInput, Fields, Ident, LitStr, Member, Path, Type, WherePredicate};

use crate::attr::{self, Inside, Item, Normal, NormalWord, Setting, Word, own_label};
use crate::errors::Errors;
use crate::serde_attrs;
use crate::serde_attrs::{DocumentPlace, SerdeAttrs, SerdeField, Shape, Tag};

/// A struct or enum with its rules.
pub(crate) struct Model<'a> {
    pub(crate) input: &'a DeriveInput,
    /// The path of the facade, where it is not `::unprocessable`.
    krate: Option<Path>,
    pub(crate) context: Option<Type>,
    /// Whether it has asynchronous rules, or is declared as one around such types.
    pub(crate) waits: bool,
    /// The bounds that the user gave, in place of those that the derive finds.
    pub(crate) bound: Option<Vec<WherePredicate>>,
    pub(crate) bail: bool,
    pub(crate) transparent: Option<Span>,
    /// Whether every field must have a rule, `nested` or `skip`.
    pub(crate) strict: bool,
    /// Whether the type also gives its schema to `schemars`.
    pub(crate) json_schema: bool,
    /// What puts the text of its fields in order.
    pub(crate) normalize: Vec<NormalWord>,
    /// Rules on the whole value. Each list has the field that gets its violations.
    pub(crate) rules: Vec<WholeRules>,
    /// One for a struct, one for each variant of an enum.
    pub(crate) variants: Vec<Variant<'a>>,
    pub(crate) is_enum: bool,
    pub(crate) serde: SerdeAttrs,
}

pub(crate) struct WholeRules {
    pub(crate) field: Option<LitStr>,
    /// The index of the variant, and that of the field in it, which has this name.
    pub(crate) place: Option<(usize, usize)>,
    pub(crate) items: Vec<Item>,
}

pub(crate) struct Variant<'a> {
    pub(crate) ident: &'a Ident,
    /// Its position in the declaration.
    pub(crate) index: usize,
    /// Its name in the document.
    pub(crate) name: String,
    /// The key around its fields in the document.
    pub(crate) around: Option<String>,
    /// All names by which it is read.
    pub(crate) names: Vec<String>,
    /// Whether unknown names are read as this variant.
    pub(crate) is_other: bool,
    /// Whether it is never read.
    pub(crate) skipped: bool,
    pub(crate) fields: Vec<Field<'a>>,
    pub(crate) is_unit: bool,
    pub(crate) is_tuple: bool,
}

pub(crate) struct Field<'a> {
    pub(crate) member: Member,
    pub(crate) ty: &'a Type,
    /// Everything that stands above it.
    pub(crate) attributes: &'a [syn::Attribute],
    pub(crate) serde: SerdeField,
    /// The variable that holds a reference to it in generated code.
    pub(crate) binding: Ident,
    pub(crate) label: Option<LitStr>,
    pub(crate) bail: bool,
    pub(crate) skip: Option<Span>,
    /// The bounds that the user gave for its rules, in place of those that the derive finds.
    pub(crate) bound: Option<Vec<WherePredicate>>,
    pub(crate) items: Vec<Item>,
    /// What puts it in order before its rules run.
    pub(crate) normal: Normal,
}

impl<'a> Model<'a> {
    /// The variants that a document can name.
    pub(crate) fn read_variants(&self) -> impl Iterator<Item = &Variant<'a>> {
        self.variants.iter().filter(|variant| !variant.skipped)
    }

    /// Whether its fields tell how its values are read, so that some fields can be read where others cannot.
    pub(crate) fn is_read_in_part(&self) -> bool {
        !(self.serde.opaque || self.is_enum && matches!(self.serde.tag, Tag::None))
    }

    /// The path of the facade with a span. Every call that rustc may complain about begins with it.
    pub(crate) fn krate(&self, span: Span) -> TokenStream {
        match &self.krate {
            None => quote_spanned!(span=> ::unprocessable),
            Some(path) => {
                // Only the location changes, so that `$crate` of a macro keeps its meaning.
                let moved = path.to_token_stream().into_iter().map(|mut token| {
                    token.set_span(token.span().located_at(span));
                    token
                });
                moved.collect()
            }
        }
    }
}

impl Field<'_> {
    /// Its name as the user wrote it: `email`, `0`.
    pub(crate) fn name(&self) -> String {
        match &self.member {
            Member::Named(ident) => ident.to_string().trim_start_matches("r#").to_owned(),
            Member::Unnamed(index) => index.index.to_string(),
        }
    }

    /// The labels of its elements, of their elements, and so on. One is empty where the elements have no label of their
    /// own.
    pub(crate) fn elements(&self) -> Vec<String> {
        let mut labels = Vec::new();
        label_elements(&self.items, 0, &mut labels);
        labels
    }

    /// What a message calls it when the rule of another field mentions it.
    pub(crate) fn document_name(&self) -> String {
        match &self.serde.place {
            DocumentPlace::Name(name) | DocumentPlace::Flat(name) => name.clone(),
            DocumentPlace::Position(_) | DocumentPlace::Same => self.name(),
        }
    }
}

/// Reads the attributes of a type and all its fields.
pub(crate) fn read<'a>(input: &'a DeriveInput, errors: &mut Errors) -> Model<'a> {
    let mut model = Model {
        input,
        krate: None,
        context: None,
        waits: false,
        bound: None,
        bail: false,
        transparent: None,
        strict: false,
        json_schema: false,
        normalize: Vec::new(),
        rules: Vec::new(),
        variants: Vec::new(),
        is_enum: matches!(input.data, Data::Enum(_)),
        serde: serde_attrs::read(input),
    };
    for items in attr::read(&input.attrs, errors) {
        read_whole(items, &mut model, errors);
    }
    let shapes = std::mem::take(&mut model.serde.shapes);
    model.variants = match &input.data {
        Data::Struct(data) => variants([(&input.ident, &data.fields)].into_iter(), shapes, errors),
        Data::Enum(data) => {
            for variant in &data.variants {
                for item in attr::read(&variant.attrs, errors).into_iter().flatten() {
                    errors.add(item.span(), "rules do not go on a variant; write them on its fields or on the enum");
                }
            }
            variants(data.variants.iter().map(|variant| (&variant.ident, &variant.fields)), shapes, errors)
        }
        Data::Union(data) => {
            errors.add(data.union_token.span(), "a union cannot be validated; use a struct or an enum");
            Vec::new()
        }
    };
    let whole = model.rules.iter().map(|rules| &rules.items);
    let fields = model.variants.iter().flat_map(|variant| &variant.fields).map(|field| &field.items);
    model.waits |= whole.chain(fields).flatten().any(Item::waits_inside);
    if model.context.is_some() {
        let whole = model.rules.iter_mut().map(|rules| &mut rules.items);
        let fields = model.variants.iter_mut().flat_map(|variant| &mut variant.fields);
        whole.chain(fields.map(|field| &mut field.items)).for_each(|items| attr::context::bind(items, errors));
    }
    for rules in &mut model.rules {
        rules.place = rules.field.as_ref().and_then(|name| find(&model.variants, &name.value()));
    }
    model
}

/// Where a field of this name is: the index of the variant, and its own.
fn find(variants: &[Variant<'_>], name: &str) -> Option<(usize, usize)> {
    variants.iter().find_map(|variant| {
        let index = variant.fields.iter().position(|field| field.name() == name)?;
        Some((variant.index, index))
    })
}

/// One attribute on the struct or enum itself.
fn read_whole(items: Vec<Item>, model: &mut Model<'_>, errors: &mut Errors) {
    let mut rules = WholeRules { field: None, place: None, items: Vec::new() };
    for item in items {
        match item {
            Item::Word(Word::Bail, _) => model.bail = true,
            Item::Word(Word::Async, _) => model.waits = true,
            Item::Word(Word::Transparent, span) => model.transparent = Some(span),
            Item::Word(Word::Strict, _) => model.strict = true,
            Item::Word(Word::JsonSchema, _) => model.json_schema = true,
            Item::Normalize(_, words) => model.normalize.extend(words),
            Item::Context(span, _) if model.context.is_some() => errors.add(span, "`context` is given twice; keep one"),
            Item::Context(_, ty) => model.context = Some(*ty),
            Item::Crate(_, path) => model.krate = Some(path),
            Item::Bound(_, bound) => model.bound.get_or_insert_default().extend(bound),
            Item::Text(Setting::Field, _, name) => rules.field = Some(name),
            item => rules.items.push(item),
        }
    }
    if !rules.items.is_empty() || rules.field.is_some() {
        model.rules.push(rules);
    }
}

fn variants<'a>(
    sources: impl Iterator<Item = (&'a Ident, &'a Fields)>,
    shapes: Vec<Shape>,
    errors: &mut Errors,
) -> Vec<Variant<'a>> {
    let mut variants = Vec::new();
    for (index, ((ident, fields), shape)) in sources.zip(shapes).enumerate() {
        let (is_unit, is_tuple) = (matches!(fields, Fields::Unit), matches!(fields, Fields::Unnamed(_)));
        let fields = fields.iter().zip(fields.members()).zip(shape.fields);
        let fields = fields
            .enumerate()
            .map(|(index, ((field, member), serde))| read_field(index, field, member, serde, errors))
            .collect();
        variants.push(Variant {
            ident,
            index,
            name: shape.name,
            names: shape.names,
            is_other: shape.is_other,
            skipped: shape.skipped,
            around: shape.around,
            fields,
            is_unit,
            is_tuple,
        });
    }
    variants
}

fn read_field<'a>(
    index: usize,
    source: &'a syn::Field,
    member: Member,
    serde: SerdeField,
    errors: &mut Errors,
) -> Field<'a> {
    let mut field = Field {
        member,
        ty: &source.ty,
        attributes: &source.attrs,
        serde,
        // It has the span of the field, so that rustc complains about the field and not about the derive. Its name is
        // long, so that rustc does not suggest it for a misspelt name.
        binding: format_ident!(
            "__generated_field{index}",
            span = source.ident.as_ref().map_or_else(Span::mixed_site, Ident::span)
        ),
        label: None,
        bail: false,
        skip: None,
        bound: None,
        items: Vec::new(),
        normal: Normal::default(),
    };
    let mut bail = None;
    for item in attr::read(&source.attrs, errors).into_iter().flatten() {
        match item {
            Item::Word(Word::Bail, span) => bail = Some(span),
            Item::Word(Word::Skip, span) => field.skip = Some(span),
            Item::Bound(_, bound) => field.bound.get_or_insert_default().extend(bound),
            Item::Text(Setting::Attribute, span, _) if field.label.is_some() => {
                errors.add(span, "`attribute` is given twice; keep one");
            }
            Item::Text(Setting::Attribute, _, text) => field.label = Some(text),
            item => field.items.push(item),
        }
    }
    field.normal = attr::normalize::take(&mut field.items, errors);
    if let Some(span) = bail.filter(|_| field.items.is_empty()) {
        errors.add(span, "`bail` stops at the first rule that fails, and there is none; add rules, or remove `bail`");
    }
    field.bail = bail.is_some();
    field
}

/// Adds the labels of elements at a level and below.
fn label_elements(items: &[Item], level: usize, labels: &mut Vec<String>) {
    for item in items {
        match item {
            Item::Inside(inside, _, items) => {
                // The label of a map's keys stands at their rules, because a key shares its place with the value.
                if let Some(label) = own_label(items).filter(|_| *inside != Inside::Keys) {
                    labels.resize(labels.len().max(level + 1), String::new());
                    labels[level] = label.value();
                }
                label_elements(items, level + 1, labels);
            }
            Item::When(_, _, items) => label_elements(items, level, labels),
            _ => {}
        }
    }
}
