//! The book as mdbook builds it: links that lead somewhere, nothing that is fetched, a search without a server.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use crate::root;

/// Sites that pages may name. Their addresses were read, and are not asked for by this test.
const SITES: &[&str] = &[
    "https://arrow.apache.org",
    "https://datafusion.apache.org",
    "https://docs.rs/",
    "https://github.com/rust-lang/mdBook",
    "https://laravel.com/docs/precognition",
    "https://modelcontextprotocol.io",
    "https://standardschema.dev",
    "https://valibot.dev",
    "https://www.rfc-editor.org/rfc/",
    "https://zod.dev",
];

/// `BOOK_TESTS=required` fails where there is no mdbook or browser. `MDBOOK` and `CHROMIUM` name the programs.
#[test]
fn links_lead_somewhere_and_nothing_is_fetched() {
    let Some(mdbook) = program("MDBOOK", "mdbook") else { return };
    let book = build(&mdbook, "links");
    let pages = html(&book);
    assert!(pages.len() > 40, "{} pages", pages.len());

    let mut problems = BTreeSet::new();
    let mut count = 0;
    for (page, text) in &pages {
        // It is there for servers, which show it at any depth. `print.html` has every page once more.
        if page.ends_with("404.html") || page.ends_with("print.html") {
            continue;
        }
        let prose = without_code(text);
        for address in values(&prose, "href=\"").chain(values(&prose, "src=\"")) {
            count += 1;
            if let Err(problem) = look(page, address, &pages) {
                problems.insert(format!("{}: {address}: {problem}", page.strip_prefix(&book).unwrap().display()));
            }
        }
        for asset in fetched(text) {
            problems.insert(format!("{}: {asset} is fetched", page.display()));
        }
        // Words in brackets that no link was made of.
        if let Some((_, rest)) = prose.split_once("[<code").or_else(|| prose.split_once("crate::")) {
            problems.insert(format!("{}: a link of rustdoc: {:.80}", page.display(), rest));
        }
    }
    assert!(count > 1_500, "{count} links");
    assert!(problems.is_empty(), "{}", problems.into_iter().collect::<Vec<_>>().join("\n"));
}

/// Opened as a file, so without any server.
#[test]
fn search_works_offline() {
    let (Some(mdbook), Some(chromium)) = (program("MDBOOK", "mdbook"), program("CHROMIUM", "chromium")) else { return };
    let book = build(&mdbook, "search");
    let found = |words: &str| {
        let address = format!("file://{}/index.html?search={words}", book.display());
        let mut command = Command::new(&chromium);
        command.args(["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=20000", "--dump-dom"]);
        let profile = format!("--user-data-dir={}", book.with_extension("profile").display());
        let output = command.arg(profile).arg("--host-resolver-rules=MAP * ~NOTFOUND").arg(address).output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let page = String::from_utf8(output.stdout).unwrap();
        let (_, results) = page.split_once("id=\"mdbook-searchresults\"").expect("a list of results");
        results.split("</ul>").next().unwrap().to_owned()
    };
    assert!(found("precognition").contains("frameworks.html"), "{}", found("precognition"));
    assert!(found("PgBouncerish").split("<li").count() <= 1, "nothing is found for a word that is not there");
}

/// The program that a variable names, or the one of this name. Without it the test passes, unless tests are required.
fn program(variable: &str, name: &str) -> Option<PathBuf> {
    let program = PathBuf::from(env::var_os(variable).unwrap_or_else(|| name.into()));
    if Command::new(&program).arg("--version").output().is_ok_and(|output| output.status.success()) {
        return Some(program);
    }
    assert!(env::var("BOOK_TESTS").as_deref() != Ok("required"), "there is no {}", program.display());
    println!("there is no {}, so the book is not built", program.display());
    None
}

/// The folder of the book, built anew.
fn build(mdbook: &Path, name: &str) -> PathBuf {
    let book = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("book_{name}"));
    _ = fs::remove_dir_all(&book);
    // The program that rewrites links is built already, so cargo need not lock the folder that this test runs from.
    let mut command = Command::new(mdbook);
    command.arg("build").arg(root().join("docs")).arg("--dest-dir").arg(&book);
    command.env("MDBOOK_PREPROCESSOR__LINKS_OF_CRATES__COMMAND", env!("CARGO_BIN_EXE_unprocessable-docs"));
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    assert!(!said.contains("WARN") && !said.contains("ERROR"), "{said}");
    book.canonicalize().unwrap()
}

fn html(folder: &Path) -> BTreeMap<PathBuf, String> {
    let mut pages = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            pages.extend(html(&path));
        } else if path.extension().is_some_and(|end| end == "html") {
            let text = fs::read_to_string(&path).unwrap();
            pages.insert(path, text);
        }
    }
    pages
}

fn look(page: &Path, address: &str, pages: &BTreeMap<PathBuf, String>) -> Result<(), &'static str> {
    if address.starts_with("http://") || address.starts_with("https://") {
        return SITES.iter().any(|site| address.starts_with(site)).then_some(()).ok_or("a site that is not listed");
    }
    let (path, anchor) = address.split_once('#').unwrap_or((address, ""));
    let target = match path {
        "" => page.to_owned(),
        path => page.parent().unwrap().join(path),
    };
    let target = target.canonicalize().map_err(|_| "there is no such file")?;
    if anchor.is_empty() || target.extension().is_none_or(|end| end != "html") {
        return Ok(());
    }
    let text = pages.get(&target).ok_or("it is no page")?;
    text.contains(&format!("id=\"{anchor}\"")).then_some(()).ok_or("there is no such heading")
}

/// Scripts, styles and pictures from elsewhere.
fn fetched(text: &str) -> impl Iterator<Item = &str> {
    let tags = text.split('<').skip(1).filter(|tag| ["script", "link", "img"].iter().any(|name| tag.starts_with(name)));
    tags.filter(|tag| tag.contains("=\"http") || tag.contains("=\"//"))
}

fn without_code(text: &str) -> String {
    let mut prose = String::new();
    for (index, part) in text.split("<pre").enumerate() {
        let behind = if index == 0 { part } else { part.split_once("</pre>").map_or("", |(_, behind)| behind) };
        for (index, part) in behind.split("<code>").enumerate() {
            if index > 0 {
                prose.push_str("<code>");
            }
            prose.push_str(if index == 0 { part } else { part.split_once("</code>").map_or("", |(_, behind)| behind) });
        }
    }
    prose
}

fn values<'a>(text: &'a str, start: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(start).skip(1).filter_map(|rest| rest.split('"').next())
}
