//! The declarations of a module as JSON, for programs that interpret them.

use std::path::Path;

use serde_json::Value;

use crate::module::{FileError, Module, check, write};
use crate::print::print;
use crate::value::code;

impl Module<'_> {
    /// The declarations of all types as JSON, for a program that interprets them.
    ///
    /// The document is an object:
    ///
    /// * `version`: the version of the format, which is 1. It grows when a member changes its meaning or disappears. New
    ///   members may come without a new version.
    /// * `requests`: the names of the types that were added, in their order.
    /// * `types`: an object with each of them and of those that they refer to, by its name. What stands there, with every
    ///   key, is documented at [`Declaration::to_json`](unprocessable::declaration::Declaration::to_json).
    ///
    /// Sentences, messages and labels are those of [`sentences`](Self::sentences). Where serde has no value for the field,
    /// or one of another type, the server says other sentences, which are in no declaration. The members of objects are
    /// sorted by name; prettier would leave the text as it is.
    ///
    /// ```
    /// use serde::Deserialize;
    /// use unprocessable::Validate;
    /// use unprocessable_typescript::Module;
    ///
    /// #[derive(Deserialize, Validate)]
    /// struct SignUp {
    ///     #[validate(length(max = 60))]
    ///     name: String,
    /// }
    ///
    /// let document: serde_json::Value = serde_json::from_str(&Module::new().add::<SignUp>().to_json())?;
    /// let name = &document["types"]["SignUp"]["fields"][0];
    /// assert_eq!(document["requests"][0], "SignUp");
    /// assert_eq!(name["rules"][0]["arguments"]["max"], 60);
    /// assert_eq!(name["rules"][0]["message"], "The name must not be greater than 60 characters.");
    /// # Ok::<_, serde_json::Error>(())
    /// ```
    #[must_use]
    pub fn to_json(&self) -> String {
        let mut document = self.types().to_json(self.messages());
        let requests = self.added().iter().map(|declaration| self.types().name(declaration).into());
        document["requests"] = Value::Array(requests.collect());
        print(&code(&document)) + "\n"
    }

    /// Writes [`to_json`](Self::to_json) to a file, as [`write`](Self::write) does it with the module.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or written, or if its folder does not exist.
    pub fn write_json(&self, path: impl AsRef<Path>) -> Result<bool, FileError> {
        write(path.as_ref(), &self.to_json())
    }

    /// Compares [`to_json`](Self::to_json) with a file, as [`check`](Self::check) does it with the module.
    ///
    /// # Errors
    ///
    /// If the file is stale, or cannot be read or written.
    pub fn check_json(&self, path: impl AsRef<Path>) -> Result<(), FileError> {
        check(path.as_ref(), &self.to_json())
    }
}
