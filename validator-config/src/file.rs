//! Files, whose names say their format.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use serde::de::DeserializeOwned;
use unprocessable::decode::Inspect;
use unprocessable::{Limits, Valid, Validate};

use crate::mistakes::{Mistake, Mistakes};

/// Reads a configuration from a file: TOML if its name ends with `.toml`, YAML with `.yaml` or `.yml`.
///
/// # Errors
///
/// Everything that is wrong with it, or that the file cannot be read.
///
/// ```no_run
/// # use serde::Deserialize;
/// # use unprocessable::Validate;
/// # #[derive(Debug, Deserialize, Validate)]
/// # struct App { #[validate(range(1..=65_535))] port: u32 }
/// let app = unprocessable_config::from_file::<App>("app.toml").unwrap_or_else(|mistakes| {
///     eprintln!("{}", mistakes.report().color_for(&std::io::stderr()));
///     std::process::exit(1);
/// });
/// ```
pub fn from_file<T>(path: impl AsRef<Path>) -> Result<Valid<T>, Mistakes>
where
    T: DeserializeOwned + Validate + for<'de> Inspect<'de>,
{
    from_file_within(path, &Limits::new(), &())
}

/// As [`from_file`], with limits and a context.
///
/// # Errors
///
/// Everything that is wrong with it, or that the file cannot be read.
pub fn from_file_within<T, C: ?Sized>(
    path: impl AsRef<Path>,
    limits: &Limits,
    context: &C,
) -> Result<Valid<T>, Mistakes>
where
    T: DeserializeOwned + Validate<C> + for<'de> Inspect<'de, C>,
{
    let path = path.as_ref();
    let name = path.display().to_string();
    let fail = |message: String| {
        Mistakes::of(vec![Mistake { source: Some(name.clone()), point: None, key: String::new(), message, text: None }])
    };
    // One byte more than is allowed, so that the text is refused for its length.
    let most = u64::try_from(limits.max_bytes()).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let read = File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes));
    read.map_err(|error| fail(format!("The file cannot be read: {}.", error.kind())))?;
    let is_cut = bytes.len() as u64 == most;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        // The cut may go through a character.
        Err(error) if is_cut => String::from_utf8_lossy(error.as_bytes()).into_owned(),
        Err(_) => return Err(fail("The file is not UTF-8 text.".to_owned())),
    };
    match path.extension().and_then(|extension| extension.to_str()).map(str::to_ascii_lowercase).as_deref() {
        #[cfg(feature = "toml")]
        Some("toml") => crate::toml::from_toml_within(&name, &text, limits, context),
        #[cfg(feature = "yaml")]
        Some("yaml" | "yml") => crate::yaml::from_yaml_within(&name, &text, limits, context),
        _ => Err(fail("The name of the file tells no format that is known.".to_owned())),
    }
}
