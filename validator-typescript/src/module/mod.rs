//! A module of TypeScript: which types it has, in which forms, and the file that it stands in.

mod diff;
mod file;

use std::fmt;

use unprocessable::Messages;
use unprocessable::declaration::{Declaration, Declare, Types};

pub use file::{Difference, FileError};
pub(crate) use file::{check, write};

use crate::names::Names;
use crate::print::{Code, all, print, text};
use crate::schemas;
use crate::section::{Around, NewSection, Section};
use crate::types;
use crate::valibot::Valibot;
use crate::zod::Zod;

/// What stands above the code.
const HEADER: &str = "// @generated from the types of the server. Changes made here are lost.";

/// A module of TypeScript that is made from declarations.
///
/// ```
/// use serde::Deserialize;
/// use unprocessable::Validate;
/// use unprocessable_typescript::Module;
///
/// #[derive(Deserialize, Validate)]
/// struct Order {
///     #[validate(length(min = 1), nested)]
///     items: Vec<Item>,
/// }
///
/// #[derive(Deserialize, Validate)]
/// struct Item {
///     sku: String,
/// }
///
/// let module = Module::new().add::<Order>().to_typescript();
/// assert!(module.contains("export interface Order {\n  items: Item[];\n}\n"));
/// assert!(module.contains(" | `items.${number}.${ItemKey}`;\n"));
/// ```
#[derive(Clone, Default)]
pub struct Module<'a> {
    /// The types that were added and those that they refer to, in the order of the module.
    types: Types,
    /// Those that were added.
    added: Vec<&'static Declaration>,
    /// Whose sentences the schemas say.
    messages: Option<&'a dyn Messages>,
    /// The schemas that it has beside the types.
    schemas: Option<NewSection>,
}

impl<'a> Module<'a> {
    /// A module without types.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a type, with those that it refers to.
    ///
    /// Types that are added are requests: the module has the type of their errors, too.
    #[must_use]
    pub fn add<T: Declare + ?Sized>(self) -> Self {
        self.add_declaration(T::declaration())
    }

    /// Adds the type of a declaration, with those that it refers to. For a list of types that is known as data:
    ///
    /// ```
    /// use serde::Deserialize;
    /// use unprocessable::Validate;
    /// use unprocessable::declaration::declaration;
    /// use unprocessable_typescript::Module;
    ///
    /// #[derive(Deserialize, Validate)]
    /// struct SignUp {
    ///     email: String,
    /// }
    ///
    /// let requests = [declaration::<SignUp>()];
    /// let module = requests.into_iter().fold(Module::new(), Module::add_declaration);
    /// assert!(module.to_typescript().contains("export interface SignUp {"));
    /// ```
    #[must_use]
    pub fn add_declaration(mut self, declaration: &'static Declaration) -> Self {
        self.types.add(declaration);
        if !self.added.iter().any(|added| added.is(declaration)) {
            self.added.push(declaration);
        }
        self
    }

    /// The schemas say the sentences of `messages`, in place of the English ones.
    #[must_use]
    pub fn sentences(mut self, messages: &'a dyn Messages) -> Self {
        self.messages = Some(messages);
        self
    }

    /// Adds a schema of zod 4 for each type, which says what the server says.
    ///
    /// A module has the schemas of one library: it is the one that was asked for last.
    #[must_use]
    pub fn zod(mut self) -> Self {
        self.schemas = Some(|around| schemas::section::<Zod>(around));
        self
    }

    /// Adds a schema of valibot 1 for each type, which says what the server says.
    ///
    /// A module has the schemas of one library: it is the one that was asked for last.
    #[must_use]
    pub fn valibot(mut self) -> Self {
        self.schemas = Some(|around| schemas::section::<Valibot>(around));
        self
    }

    pub(crate) fn types(&self) -> &Types {
        &self.types
    }

    pub(crate) fn added(&self) -> &[&'static Declaration] {
        &self.added
    }

    pub(crate) fn messages(&self) -> Option<&'a dyn Messages> {
        self.messages
    }

    /// The text of the module.
    ///
    /// It ends with a line break, and prettier would leave it as it is.
    #[must_use]
    pub fn to_typescript(&self) -> String {
        let names = Names::of(&self.types);
        let around = Around { types: &self.types, added: &self.added, names, messages: self.messages };
        let first: NewSection = types::section;
        let mut sections: Vec<Box<dyn Section + '_>> =
            std::iter::once(&first).chain(&self.schemas).map(|new| new(&around)).collect();

        let mut blocks = vec![text(HEADER)];
        let imports: Vec<Code> = sections.iter().flat_map(|section| section.imports()).collect();
        if !imports.is_empty() {
            blocks.push(lines(imports));
        }
        for (_, declaration) in self.types.iter() {
            for section in &mut sections {
                blocks.extend(section.of_type(declaration));
            }
        }
        for section in &mut sections {
            blocks.extend(section.after());
        }
        // Where nothing is exported or imported, TypeScript sees a script, whose names are those of the whole program.
        if blocks.len() == 1 {
            blocks.push(text("export {};"));
        }
        let mut module = String::new();
        for block in blocks {
            if !module.is_empty() {
                module.push('\n');
            }
            module.push_str(&print(&block));
            module.push('\n');
        }
        module
    }
}

fn lines(codes: Vec<Code>) -> Code {
    all(codes.into_iter().enumerate().flat_map(|(at, code)| if at == 0 { vec![code] } else { vec![Code::Break, code] }))
}

impl fmt::Debug for Module<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Module").field("types", &self.types).finish_non_exhaustive()
    }
}
