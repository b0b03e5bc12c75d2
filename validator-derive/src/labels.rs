//! `labels!`: reads the message files of a team, and writes them as constants.

use std::path::{Path, PathBuf};
use std::{env, fs};

use proc_macro2::{Literal, TokenStream};
use quote::format_ident;
use syn::parse::{Parse, ParseStream};
use syn::{Ident, LitStr, Token};
use unprocessable_language::{Catalogue, File, Mistake, SHIPPED};

/// `"locales/"`, and behind it `warn_missing` or `crate = path`.
pub(crate) struct Input {
    folder: LitStr,
    warns: bool,
    krate: syn::Path,
}

impl Parse for Input {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let mut read = Self { folder: input.parse()?, warns: false, krate: syn::parse_quote!(::unprocessable) };
        while input.parse::<Option<Token![,]>>()?.is_some() && !input.is_empty() {
            if input.parse::<Option<Token![crate]>>()?.is_some() {
                input.parse::<Token![=]>()?;
                read.krate = input.call(syn::Path::parse_mod_style)?;
                continue;
            }
            let word: Ident = input.parse()?;
            if word != "warn_missing" {
                return Err(syn::Error::new(word.span(), format!("`{word}` is not known; there is `warn_missing`")));
            }
            read.warns = true;
        }
        Ok(read)
    }
}

/// A file of the folder.
struct Read {
    /// As the user knows it.
    shown: String,
    path: PathBuf,
    file: File,
}

pub(crate) fn labels(input: &Input) -> syn::Result<TokenStream> {
    let at_folder = |text: String| syn::Error::new(input.folder.span(), text);
    let catalogue = Catalogue::shipped().map_err(|_| at_folder("the catalogue of sentences is broken".into()))?;
    let root = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from).unwrap_or_default();
    let (mut files, mut told) = (Vec::new(), Vec::new());
    let folder = root.join(input.folder.value());
    let shown = |path: &Path| path.strip_prefix(&root).unwrap_or(path).display().to_string();
    let codes = codes(&folder, &catalogue).unwrap_or_else(|mistakes| {
        told.extend(mistakes.iter().map(|mistake| at_line(&shown(&folder.join(CODES)), mistake)));
        File::default()
    });
    for path in paths(&folder).map_err(|text| at_folder(format!("`{}` {text}", input.folder.value())))? {
        let shown = shown(&path);
        match read(&path, &codes, &catalogue) {
            Ok(file) => files.push(Read { shown, path, file }),
            Err(mistakes) => told.extend(mistakes.iter().map(|mistake| at_line(&shown, mistake))),
        }
    }
    let named: Vec<(&str, &File)> = files.iter().map(|read| (read.shown.as_str(), &read.file)).collect();
    let missing = File::missing(&named).into_iter().map(|(at, mistake)| format!("{}: {}", named[at].0, mistake.text));
    let missing: Vec<String> = missing.collect();
    if !input.warns {
        told.extend(missing.iter().cloned());
    }
    if !told.is_empty() {
        return Err(at_folder(told.join("\n")));
    }
    let krate = &input.krate;
    let mut locales = Vec::new();
    for read in &files {
        locales.push(locale(krate, read, &catalogue).map_err(|text| at_folder(format!("{}: {text}", read.shown)))?);
    }
    let warning = input.warns.then(|| warning(&missing));
    let kept = files.iter().map(|read| {
        let path = read.path.display().to_string();
        // So that a change of the file builds again.
        quote!(
            const _: &[u8] = ::core::include_bytes!(#path);
        )
    });
    Ok(quote!({
        #(#kept)*
        #warning
        const LOCALES: &[&#krate::Locale] = &[#({ static LOCALE: #krate::Locale = #locales; &LOCALE }),*];
        LOCALES
    }))
}

fn at_line(shown: &str, mistake: &Mistake) -> String {
    format!("{shown}:{}: {}", mistake.line, mistake.text)
}

/// The message files in a folder, sorted, English first.
fn paths(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let is_file = |path: &PathBuf| {
        let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        matches!(extension, "toml" | "ftl") && path.file_name().is_some_and(|name| name != CODES)
    };
    let entries = fs::read_dir(folder).map_err(|error| format!("cannot be read: {error}"))?;
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_file).collect();
    if paths.is_empty() {
        return Err("has no file such as `de.toml`".into());
    }
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if let Some(fluent) =
        paths.iter().find(|path| cfg!(not(feature = "fluent")) && path.extension() == Some("ftl".as_ref()))
    {
        return Err(format!("`{}` is read with the feature `fluent` of `unprocessable`", name(fluent)));
    }
    let twice = |(at, path): (usize, &PathBuf)| {
        let other = paths[..at].iter().find(|other| other.file_stem() == path.file_stem())?;
        Some(format!("`{}` and `{}` are the same language; put all into one file", name(other), name(path)))
    };
    if let Some(text) = paths.iter().enumerate().find_map(twice) {
        return Err(text);
    }
    paths.sort_by_key(|path| (path.file_stem().is_none_or(|stem| stem != "en"), path.clone()));
    Ok(paths)
}

/// The codes that a file `codes.toml` of the folder declares for all languages.
fn codes(folder: &Path, catalogue: &Catalogue) -> Result<File, Vec<Mistake>> {
    let Ok(source) = fs::read_to_string(folder.join(CODES)) else { return Ok(File::default()) };
    let file = File::parse(&source)?;
    let mistakes = file.check_codes(catalogue);
    if mistakes.is_empty() { Ok(file) } else { Err(mistakes) }
}

const CODES: &str = "codes.toml";

fn read(path: &Path, codes: &File, catalogue: &Catalogue) -> Result<File, Vec<Mistake>> {
    let at_first_line = |text: String| vec![Mistake { line: 1, text }];
    let source = fs::read_to_string(path).map_err(|error| at_first_line(format!("it cannot be read: {error}")))?;
    // The name of the file says the language.
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    if !SHIPPED.contains(&stem) {
        return Err(at_first_line(unknown(stem, path)));
    }
    #[cfg(feature = "fluent")]
    if path.extension().is_some_and(|is| is == "ftl") {
        return crate::fluent::read(&source, stem, codes, catalogue);
    }
    let file = File::own_in(&source, stem, &codes.codes, catalogue)?;
    if file.habits.tag != stem {
        return Err(at_first_line(format!("the `tag` is `{}`, but the file is `{stem}.toml`", file.habits.tag)));
    }
    Ok(file)
}

/// What is said of a file whose name is not the tag of a language that there is.
fn unknown(stem: &str, path: &Path) -> String {
    let extension = path.extension().unwrap_or_default().to_string_lossy();
    let own = stem.replace('_', "-").to_lowercase();
    let primary = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
    let exact = SHIPPED.iter().find(|tag| tag.to_lowercase() == own);
    match exact.or_else(|| SHIPPED.iter().find(|tag| primary(tag) == primary(&own))) {
        Some(tag) => format!("`{stem}` is no language of this crate; rename the file to `{tag}.{extension}`"),
        None => format!("`{stem}` is no language of this crate; there are {}", SHIPPED.join(", ")),
    }
}

/// The constant of a file.
fn locale(krate: &syn::Path, read: &Read, catalogue: &Catalogue) -> Result<TokenStream, String> {
    let own = read.file.compile_own(catalogue)?;
    let (tag, shown) = (read.file.habits.tag.replace('-', "_").to_lowercase(), &read.shown);
    // A macro of the crate tells which feature is missing.
    let by_macro = format_ident!("__lang_{tag}");
    let language = if tag == "en" { quote!(#krate::lang::EN) } else { quote!(#krate::#by_macro!(#shown)) };
    let (text, names) = (&own.compiled.text, &own.compiled.names);
    let numbers = |numbers: &[u16]| numbers.iter().map(|number| Literal::u16_unsuffixed(*number)).collect::<Vec<_>>();
    let (starts, parts) = (numbers(&own.compiled.sentences), numbers(&own.compiled.parts));
    let cow = |text: &str| quote!(#krate::__private::Cow::Borrowed(#text));
    let names = names.iter().map(|name| cow(name));
    let sentences = own.sentences.iter().map(|said| {
        let (code, kind, key) = (cow(&said.code), cow(&said.kind), cow(&said.key));
        let id = said.replaces.map_or_else(
            || quote!(#krate::__private::MessageId::NONE),
            |at| quote!(#krate::__private::MessageId::at(#at)),
        );
        quote!(#krate::__private::OwnSentence { code: #code, id: #id, kind: #kind, key: #key })
    });
    let labels = own.labels.iter().map(|label| {
        let (key, is_pattern, text) = (cow(&label.key), label.is_pattern(), cow(&label.text));
        quote!(#krate::__private::OwnLabel { key: #key, is_pattern: #is_pattern, text: #text })
    });
    Ok(quote!(#krate::Locale::compiled(
        &#language,
        #text,
        [&[#(#starts),*], &[#(#parts),*]],
        &[#(#names),*],
        &[#(#sentences),*],
        &[#(#labels),*],
    )))
}

/// A warning of rustc with what is missing: only the use of something deprecated gives one.
fn warning(missing: &[String]) -> Option<TokenStream> {
    if missing.is_empty() {
        return None;
    }
    let text = missing.join("; ");
    Some(quote!(
        #[deprecated(note = #text)]
        const MISSING_TRANSLATIONS: () = ();
        const _: () = MISSING_TRANSLATIONS;
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads a folder with these files.
    fn read_all(name: &str, files: &[(&str, &str)]) -> Result<String, String> {
        let folder = env::temp_dir().join(format!("unprocessable-labels-{}-{name}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        for (file, text) in files {
            fs::write(folder.join(file), text).expect("a file");
        }
        let path = LitStr::new(&folder.display().to_string(), proc_macro2::Span::call_site());
        let input = Input { folder: path, warns: name == "warns", krate: syn::parse_quote!(::unprocessable) };
        let read = labels(&input).map(|tokens| tokens.to_string()).map_err(|error| error.to_string());
        let _ = fs::remove_dir_all(&folder);
        read.map_err(|text| text.replace(&format!("{}/", folder.display()), ""))
    }

    #[test]
    fn mistakes_are_told_with_file_and_line() {
        for (name, files, told) in [
            (
                "code",
                &[("de.toml", "[messages]\nemial = \"x\"")][..],
                "de.toml:2: `emial` is no code; is `email` meant?",
            ),
            (
                "placeholder",
                &[("de.toml", "\n[messages]\nmax.text = \"{min}\"")],
                "de.toml:3: `{min}` is not known here; there are {attribute}, and {max}",
            ),
            (
                "plural",
                &[("pl.toml", "[messages]\nmax.text = \"{max, plural, one {#} many {#} other {#}}\"")],
                "pl.toml:2: the plural of `max` has no form `few`",
            ),
            (
                "missing",
                &[("de.toml", "[labels]\nname = \"Name\"\nage = \"Alter\""), ("pl.toml", "[labels]\nname = \"imię\"")],
                "pl.toml: [labels] has no `age`, which stands in de.toml:3",
            ),
            (
                "tag",
                &[("de.toml", "[language]\ntag = \"pl\"")],
                "de.toml:1: the `tag` is `pl`, but the file is `de.toml`",
            ),
            (
                "language",
                &[("qq.toml", "[labels]\na = \"b\"")],
                "qq.toml:1: `qq` is no language of this crate; there are ar, cs, de, ",
            ),
            (
                "region",
                &[("pt.toml", "[labels]\na = \"b\"")],
                "pt.toml:1: `pt` is no language of this crate; rename the file to `pt-BR.toml`",
            ),
            (
                "case",
                &[("zh_hans.toml", "")],
                "zh_hans.toml:1: `zh_hans` is no language of this crate; rename the file to `zh-Hans.toml`",
            ),
            ("own", &[("de.toml", "[codes]\nemail = \"\"")], "de.toml:2: `email` is a code of the crate; "),
            ("shared", &[("de.toml", ""), ("codes.toml", "[codes]\nmin = \"\"")], "codes.toml:2: `min` is a code of"),
            ("text", &[("de.toml", "[messages]\nemail = 5")], "de.toml:2: `messages.email` is a text, which stands in"),
            ("empty", &[("de.toml", "[labels]\nage = \" \"")], "de.toml:2: `labels.age` is empty"),
            (
                "dot",
                &[("de.toml", "[labels]\na.b = \"x\"")],
                "de.toml:2: a key with dots stands in quotes: `\"a.b\" = …`",
            ),
            (
                "dots",
                &[("de.toml", "[labels]\na.b.c = \"x\"")],
                "de.toml:2: a key with dots in [labels] stands in quotes",
            ),
            ("star", &[("de.toml", "[labels]\na.*.c = \"x\"")], "de.toml:2: here is no key; quote the key if"),
            ("part", &[("de.toml", "[messages]\nemail = \"{>span}\"")], "of the language, are not inherited"),
            (
                "several",
                &[("de.toml", "[messages]\nemail = \"{\"\nemial = \"x\"")],
                "as `'{'`\nde.toml:3: `emial` is no code",
            ),
            #[cfg(not(feature = "fluent"))]
            ("fluent", &[("de.ftl", "")], "`de.ftl` is read with the feature `fluent` of `unprocessable`"),
            #[cfg(feature = "fluent")]
            ("formats", &[("de.ftl", ""), ("de.toml", "")], "are the same language; put all into one file"),
            ("none", &[], "has no file such as `de.toml`"),
        ] {
            let said = read_all(name, files).expect_err(name);
            assert!(said.contains(told), "{name}: {said}");
        }
    }

    #[test]
    fn what_is_missing_is_a_warning_where_asked() {
        let files = [("de.toml", "[labels]\nname = \"Name\""), ("en.toml", "[labels]\n")];
        let written = read_all("warns", &files).expect("a warning");
        assert!(written.contains("deprecated") && written.contains("en.toml: [labels] has no `name`"), "{written}");
        let english = written.find("lang :: EN").expect("English");
        assert!(english < written.find("__lang_de !").expect("German"));
    }
}
