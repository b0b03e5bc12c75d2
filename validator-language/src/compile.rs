//! Compiles templates into the short form that the engine runs.
//!
//! All sentences of a language are one text. A sentence is a sequence of operations that ends with [`op::END`]. An
//! operation is one byte, followed by its operands, which are single bytes below 128, so that everything stays UTF-8.
//! A length of two bytes has its lower seven bits first.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use crate::plurals::Category;
use crate::template::{Format, Piece, Selector, Template};

/// The operations.
pub mod op {
    /// The sentence ends.
    pub const END: u8 = 0;
    /// A length, and as many bytes of text.
    pub const TEXT: u8 = 1;
    /// The label.
    pub const LABEL: u8 = 2;
    /// The label with a capital.
    pub const CAPITAL: u8 = 3;
    /// The number of a name, and a format: an argument.
    pub const VALUE: u8 = 4;
    /// The number of a name, the number of forms, and the forms: a selector, a length of two bytes, a sequence.
    pub const PLURAL: u8 = 5;
    /// The number of a name, the number of cases, and the cases: a length and a key, a length of two bytes, a sequence.
    pub const SELECT: u8 = 6;
    /// The number of a part.
    pub const PART: u8 = 7;
    /// A length of two bytes, and as many bytes of text.
    pub const LONG_TEXT: u8 = 8;
    /// The number of the plural around.
    pub const NUMBER: u8 = 9;

    /// The format of an argument as the language writes it.
    pub const USUAL: u8 = 0;
    /// The format of a field by its label alone.
    pub const NAME: u8 = 1;
    /// The format of a list with "or".
    pub const OR: u8 = 2;
    /// The format of a list with "and".
    pub const AND: u8 = 3;
    /// The format of an argument that may be a date.
    pub const DATE: u8 = 4;

    /// Selectors below this number are the categories from zero to other; those from here on are exact numbers.
    pub const EXACTLY: u8 = 10;
}

/// Sentences in the short form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compiled {
    /// All sequences.
    pub text: String,
    /// Where the sentences begin.
    pub sentences: Vec<u16>,
    /// Where the parts begin.
    pub parts: Vec<u16>,
    /// The names that arguments are called by.
    pub names: Vec<String>,
}

/// How often a beginning has to occur to become a part of its own.
const OFTEN: usize = 3;

impl Compiled {
    /// Compiles sentences and the parts that they take. `names` are those that are known already, in their order.
    ///
    /// # Errors
    ///
    /// If the text does not fit into 64 kB, or has more than 127 names, parts, forms or cases.
    pub fn new(sentences: &[&Template], parts: &[(String, Template)], names: &[String]) -> Result<Self, String> {
        let mut compiler = Compiler { names: names.to_vec(), parts, done: Compiled::default() };
        for (_, part) in parts {
            let start = compiler.sequence(part)?;
            compiler.done.parts.push(start);
        }
        let heads = heads(sentences);
        let mut head_parts = Vec::new();
        for head in &heads {
            let start = compiler.sequence(head)?;
            head_parts.push(u8::try_from(compiler.done.parts.len()).ok().filter(|part| *part < 128));
            compiler.done.parts.push(start);
        }
        for sentence in sentences {
            let best = heads.iter().zip(&head_parts).filter_map(|(head, part)| {
                let rest = without_head(sentence, head)?;
                Some((length(head), (*part)?, rest))
            });
            let start = match best.max_by_key(|(length, ..)| *length) {
                None => compiler.sequence(sentence)?,
                Some((_, part, rest)) => {
                    let mut sequence = String::new();
                    sequence.push(op::PART.into());
                    sequence.push(part.into());
                    compiler.pieces(&rest, None, &mut sequence)?;
                    compiler.place(sequence)?
                }
            };
            compiler.done.sentences.push(start);
        }
        compiler.done.names = compiler.names;
        Ok(compiler.done)
    }
}

/// The beginnings that many sentences have, up to the end of a word behind the label.
fn heads(sentences: &[&Template]) -> Vec<Template> {
    let mut counted: Vec<(Template, usize)> = Vec::new();
    for sentence in sentences {
        for head in beginnings(sentence) {
            match counted.iter_mut().find(|(known, _)| *known == head) {
                Some((_, count)) => *count += 1,
                None => counted.push((head, 1)),
            }
        }
    }
    counted.retain(|(head, count)| *count >= OFTEN && length(head) > 6);
    // What saves most first. A shorter head is kept only if it is needed beside the longer ones.
    counted.sort_by_key(|(head, count)| core::cmp::Reverse((count - 1) * (length(head) - 3)));
    let mut chosen: Vec<Template> = Vec::new();
    for (head, _) in &counted {
        let taken = |sentence: &&&Template| {
            chosen.iter().any(|known| length(known) >= length(head) && without_head(sentence, known).is_some())
        };
        let uses = sentences.iter().filter(|sentence| without_head(sentence, head).is_some());
        let free = uses.filter(|sentence| !taken(sentence)).count();
        if free >= OFTEN && chosen.len() < 60 {
            chosen.push(head.clone());
        }
    }
    chosen
}

/// `Text? Label Text` up to the end of each word.
fn beginnings(sentence: &Template) -> Vec<Template> {
    let at = match sentence.pieces.as_slice() {
        [Piece::Label { .. }, ..] => 0,
        [Piece::Text(_), Piece::Label { .. }, ..] => 1,
        _ => return Vec::new(),
    };
    let fixed = &sentence.pieces[..=at];
    let Some(Piece::Text(text)) = sentence.pieces.get(at + 1) else {
        return alloc::vec![Template { pieces: fixed.to_vec() }];
    };
    let ends = text.char_indices().filter(|(_, c)| *c == ' ').map(|(end, _)| end + 1);
    let whole = core::iter::once(text.len());
    let heads = ends.chain(whole).filter(|end| *end > 0).map(|end| {
        let mut pieces = fixed.to_vec();
        pieces.push(Piece::Text(text[..end].to_string()));
        Template { pieces }
    });
    heads.collect()
}

/// The rest of a sentence behind a beginning.
fn without_head(sentence: &Template, head: &Template) -> Option<Template> {
    let (last, fixed) = head.pieces.split_last()?;
    if !sentence.pieces.starts_with(fixed) {
        return None;
    }
    let (first, behind) = sentence.pieces[fixed.len()..].split_first()?;
    let mut pieces = Vec::new();
    match (first, last) {
        (Piece::Text(text), Piece::Text(start)) => {
            let rest = text.strip_prefix(start.as_str())?;
            if !rest.is_empty() {
                pieces.push(Piece::Text(rest.to_string()));
            }
        }
        (first, last) if first == last => {}
        _ => return None,
    }
    pieces.extend_from_slice(behind);
    Some(Template { pieces })
}

fn length(head: &Template) -> usize {
    head.pieces.iter().map(|piece| if let Piece::Text(text) = piece { text.len() + 2 } else { 1 }).sum()
}

struct Compiler<'p> {
    names: Vec<String>,
    parts: &'p [(String, Template)],
    done: Compiled,
}

impl Compiler<'_> {
    fn sequence(&mut self, template: &Template) -> Result<u16, String> {
        let mut sequence = String::new();
        self.pieces(template, None, &mut sequence)?;
        self.place(sequence)
    }

    /// Puts a sequence into the text, or finds it there.
    fn place(&mut self, mut sequence: String) -> Result<u16, String> {
        sequence.push(op::END.into());
        let start = match find(&self.done.text, &sequence, &self.done) {
            Some(start) => start,
            None => {
                let start = self.done.text.len();
                self.done.text.push_str(&sequence);
                start
            }
        };
        u16::try_from(start).map_err(|_| "the sentences do not fit into 64 kB".to_string())
    }

    /// `counted` is the argument of the plural around.
    fn pieces(&mut self, template: &Template, counted: Option<&str>, out: &mut String) -> Result<(), String> {
        for piece in &template.pieces {
            match piece {
                Piece::Text(text) => push_text(text, out),
                Piece::Label { capital } => out.push(if *capital { op::CAPITAL } else { op::LABEL }.into()),
                Piece::Value { name, format: Format::Usual } if counted == Some(name) => out.push(op::NUMBER.into()),
                Piece::Value { name, format } => {
                    let name = self.name(name)?;
                    let format = match format {
                        Format::Usual => op::USUAL,
                        Format::Name => op::NAME,
                        Format::Or => op::OR,
                        Format::And => op::AND,
                        Format::Date => op::DATE,
                    };
                    out.extend([op::VALUE, name, format].map(char::from));
                }
                Piece::Plural { name, forms } => {
                    let (number, count) = (self.name(name)?, small(forms.len())?);
                    out.extend([op::PLURAL, number, count].map(char::from));
                    for (selector, form) in forms {
                        let selector = match selector {
                            Selector::Category(category) => {
                                small(Category::ALL.iter().position(|known| known == category).unwrap_or(5))?
                            }
                            Selector::Exactly(number) => op::EXACTLY + number,
                        };
                        out.push(selector.into());
                        self.body(form, Some(name), out)?;
                    }
                }
                Piece::Select { name, cases } => {
                    let name = self.name(name)?;
                    let count = cases.iter().map(|case| case.keys.len()).sum();
                    out.extend([op::SELECT, name, small(count)?].map(char::from));
                    for case in cases {
                        // Several keys of one case repeat its text, which is short.
                        for key in &case.keys {
                            out.push(small(key.len())?.into());
                            out.push_str(key);
                            self.body(&case.then, counted, out)?;
                        }
                    }
                }
                Piece::Part(name) => {
                    let part = self.parts.iter().position(|(known, _)| known == name);
                    let part = part.ok_or_else(|| alloc::format!("there is no part `{name}`"))?;
                    out.extend([op::PART, small(part)?].map(char::from));
                }
            }
        }
        Ok(())
    }

    fn body(&mut self, template: &Template, counted: Option<&str>, out: &mut String) -> Result<(), String> {
        let mut body = String::new();
        self.pieces(template, counted, &mut body)?;
        let length = body.len();
        if length >= 1 << 14 {
            return Err("a form is longer than 16 kB".into());
        }
        out.push(char::from((length & 127) as u8));
        out.push(char::from((length >> 7) as u8));
        out.push_str(&body);
        Ok(())
    }

    fn name(&mut self, name: &str) -> Result<u8, String> {
        let at = self.names.iter().position(|known| known == name).unwrap_or_else(|| {
            self.names.push(name.to_string());
            self.names.len() - 1
        });
        small(at)
    }
}

/// Where a sequence stands already as a sentence or part of its own.
fn find(text: &str, sequence: &str, done: &Compiled) -> Option<usize> {
    let starts = done.sentences.iter().chain(&done.parts).map(|start| usize::from(*start));
    starts.into_iter().find(|start| text[*start..].starts_with(sequence))
}

fn push_text(mut text: &str, out: &mut String) {
    while !text.is_empty() {
        let mut length = text.len().min((1 << 14) - 1);
        while !text.is_char_boundary(length) {
            length -= 1;
        }
        if length < 128 {
            out.extend([op::TEXT, length as u8].map(char::from));
        } else {
            out.extend([op::LONG_TEXT, (length & 127) as u8, (length >> 7) as u8].map(char::from));
        }
        out.push_str(&text[..length]);
        text = &text[length..];
    }
}

fn small(number: usize) -> Result<u8, String> {
    u8::try_from(number)
        .ok()
        .filter(|number| *number < 118)
        .ok_or_else(|| "there are more than 117 of a kind".to_string())
}
