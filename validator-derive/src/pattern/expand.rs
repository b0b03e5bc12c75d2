//! Writes a compiled pattern as a call of its constructor.

use proc_macro2::{Ident, Literal, Span, TokenStream, TokenTree};
use quote::quote_spanned;

use super::{
    Compiled,
    line::{Bounds, Line, Repeat},
    table::{Machine, Tables},
};

impl Compiled {
    /// The pattern as an expression for a `static`. `core` is the path of the module that has `Pattern`.
    pub(crate) fn expand(&self, core: &TokenStream, span: Span) -> TokenStream {
        let (constructor, tables) = match &self.tables {
            Some(Tables::Line(line)) => (format!("line{}", line.width), line.arguments(span)),
            Some(Tables::Repeat(repeat)) => ("repeat".to_owned(), repeat.arguments(span)),
            Some(Tables::Narrow(machine)) => ("narrow".to_owned(), machine.arguments(span)),
            Some(Tables::Wide(machine)) => ("wide".to_owned(), machine.arguments(span)),
            None => ("lazy".to_owned(), TokenStream::new()),
        };
        let constructor = Ident::new(&constructor, span);
        let source = at(Literal::string(&self.source), span);
        quote_spanned!(span=> #core::Pattern::#constructor(#source, #tables))
    }
}

impl Line {
    fn arguments(&self, span: Span) -> TokenStream {
        let length = at(Literal::usize_unsuffixed(self.length), span);
        let words = self.words.iter().map(|word| array(word, span));
        quote_spanned!(span=> #length, &[#(#words),*])
    }
}

impl Repeat {
    fn arguments(&self, span: Span) -> TokenStream {
        let [shortest, longest] = [self.shortest, self.longest].map(|length| at(Literal::u32_unsuffixed(length), span));
        let bounds = array(&self.bounds, span);
        quote_spanned!(span=> #shortest, #longest, &#bounds)
    }
}

impl Machine {
    fn arguments(&self, span: Span) -> TokenStream {
        let [ascii, others, next] =
            [&self.ascii, &self.others, &self.next].map(|table| at(Literal::byte_string(table), span));
        let [start, accepting] = [self.start, self.accepting].map(|state| at(Literal::u16_unsuffixed(state), span));
        let rests = Ident::new(if self.rests { "true" } else { "false" }, span);
        quote_spanned!(span=> #ascii, #others, #next, #start, #accepting, #rests)
    }
}

fn array(bounds: &[Bounds], span: Span) -> TokenStream {
    let bounds = bounds.iter().map(|&(first, last)| {
        let [first, last] = [first, last].map(|bound| at(Literal::u64_unsuffixed(bound), span));
        quote_spanned!(span=> (#first, #last))
    });
    quote_spanned!(span=> [#(#bounds),*])
}

fn at(mut literal: Literal, span: Span) -> TokenTree {
    literal.set_span(span);
    literal.into()
}
