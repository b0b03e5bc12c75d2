//! TOML and YAML: every mistake at its line and column, and hostile files.

use std::collections::BTreeMap;
use std::fs;

use serde::{Deserialize, Serialize};
use unprocessable::{Limits, Valid, Validate};
use unprocessable_config::{
    Mistakes, from_file, from_file_within, from_toml, from_toml_within, from_yaml, from_yaml_within,
};

#[derive(Debug, PartialEq, Serialize, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct App {
    #[validate(required, length(max = 20))]
    name: String,
    #[serde(default)]
    debug: bool,
    #[validate(nested)]
    database: Database,
    #[serde(default)]
    #[validate(nested)]
    servers: Vec<Server>,
    #[serde(default)]
    #[validate(values(gt(0)))]
    weights: BTreeMap<String, f64>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, Validate)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Database {
    #[validate(url(schemes = ["postgres"]))]
    url: String,
    #[validate(range(1..=100))]
    pool_size: u32,
    #[validate(length(min = 12))]
    password: Option<String>,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct Server {
    #[validate(hostname)]
    host: String,
    #[validate(range(1..=65_535))]
    port: u32,
}

const TOML: &str = r#"name = ""
debug = "yes"
colour = "red"

[database]
url = "mysql://canary-host/db"
pool-size = 1_000
password = "canary"

[[servers]]
host = "a.example"
port = 80

[[servers]]
host = "not a host"
prot = 1

[weights]
"a.b" = -1
"ä" = { }
"#;

/// The same mistakes as YAML.
const YAML: &str = r#"name: ""
debug: yes
colour: red

database:
  url: mysql://canary-host/db
  pool-size: 1000
  password: canary

servers:
- host: a.example
  port: 80
- host: "not a host"
  prot: 1

weights:
  a.b: -1
  ä: {}
"#;

/// Places and keys, of which the first is the same in both formats.
const EXPECTED: &[(&str, &str)] = &[
    ("name", "The name field is required."),
    ("debug", "The debug must be true or false."),
    ("colour", "This field is not allowed."),
    ("database.url", ""),
    ("database.pool-size", "The pool size must be between 1 and 100."),
    ("database.password", ""),
    ("servers.1.host", ""),
    ("servers.1.port", "The port field is required."),
    ("servers.1.prot", "This field is not allowed."),
    (r"weights.a\.b", ""),
    ("weights.ä", ""),
];

fn places(mistakes: &Mistakes) -> Vec<(String, usize, usize)> {
    mistakes
        .iter()
        .map(|mistake| (mistake.key().to_owned(), mistake.line().expect("a line"), mistake.column().expect("a column")))
        .collect()
}

fn owned(places: &[(&str, usize, usize)]) -> Vec<(String, usize, usize)> {
    places.iter().map(|(key, line, column)| ((*key).to_owned(), *line, *column)).collect()
}

fn check_sentences(mistakes: &Mistakes) {
    for (key, sentence) in EXPECTED {
        let mistake = mistakes.iter().find(|mistake| mistake.key() == *key).unwrap_or_else(|| panic!("{key}"));
        assert!(sentence.is_empty() || mistake.message() == *sentence, "{key}: {}", mistake.message());
    }
    assert_eq!(mistakes.len(), EXPECTED.len(), "{mistakes}");
    assert_eq!(mistakes.errors().len(), EXPECTED.len());
    for shown in [mistakes.to_string(), format!("{mistakes:?}"), format!("{:?}", mistakes.report())] {
        assert!(!shown.contains("canary"), "{shown}");
    }
}

#[test]
fn all_mistakes_of_toml_have_their_place() {
    let mistakes = from_toml::<App>("app.toml", TOML).unwrap_err();
    check_sentences(&mistakes);
    assert_eq!(
        places(&mistakes),
        owned(&[
            ("name", 1, 8),
            ("debug", 2, 9),
            ("colour", 3, 1),
            ("database.url", 6, 7),
            ("database.pool-size", 7, 13),
            ("database.password", 8, 12),
            ("servers.1.port", 14, 1),
            ("servers.1.host", 15, 8),
            ("servers.1.prot", 16, 1),
            (r"weights.a\.b", 19, 9),
            ("weights.ä", 20, 7),
        ]),
    );
    assert!(mistakes.to_string().starts_with("app.toml:1:8: error: name: The name field is required.\napp.toml:2:9: "));
}

#[test]
fn all_mistakes_of_yaml_have_their_place() {
    let mistakes = from_yaml::<App>("app.yaml", YAML).unwrap_err();
    check_sentences(&mistakes);
    assert_eq!(
        places(&mistakes),
        owned(&[
            ("name", 1, 7),
            ("debug", 2, 8),
            ("colour", 3, 1),
            ("database.url", 6, 8),
            ("database.pool-size", 7, 14),
            ("database.password", 8, 13),
            ("servers.1.port", 13, 3),
            ("servers.1.host", 13, 9),
            ("servers.1.prot", 14, 3),
            (r"weights.a\.b", 17, 8),
            ("weights.ä", 18, 6),
        ]),
    );
}

#[test]
fn right_files_are_read() {
    let right = App {
        name: "shop".into(),
        debug: true,
        database: Database { url: "postgres://db/shop".into(), pool_size: 5, password: None },
        servers: vec![Server { host: "a.example".into(), port: 80 }],
        weights: BTreeMap::from([("ä".to_owned(), 0.5), ("x".to_owned(), f64::INFINITY)]),
    };
    let toml = "name = 'shop'\ndebug = true\ndatabase = { url = 'postgres://db/shop', pool-size = 0x5 }\n\
                [[servers]]\nhost = 'a.example'\nport = 80\n[weights]\n'ä' = 0.5\nx = inf";
    assert_eq!(*from_toml::<App>("", toml).unwrap(), right);
    let yaml = "%YAML 1.2\n---\nname: shop\ndebug: True\ndatabase: &db {url: 'postgres://db/shop', pool-size: 0x5, password: ~}\n\
                servers: [{host: a.example, port: 80}]\nweights: {ä: .5, x: +.inf}\n";
    assert_eq!(*from_yaml::<App>("", yaml).unwrap(), right);

    let folder = std::env::temp_dir().join(format!("unprocessable-config-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for (name, text) in [("a.toml", toml), ("b.yaml", yaml), ("c.YML", yaml)] {
        fs::write(folder.join(name), text).unwrap();
        assert_eq!(*from_file::<App>(folder.join(name)).unwrap(), right);
        let short = from_file_within::<App, ()>(folder.join(name), &Limits::new().bytes(20), &()).unwrap_err();
        assert!(short.to_string().ends_with(&format!("{name}: error: The file is too large.")), "{short}");
    }
    fs::write(folder.join("d.toml"), b"name = '\xff'").unwrap();
    for (name, end) in [
        ("d.toml", "error: The file is not UTF-8 text."),
        ("e.toml", "error: The file cannot be read: entity not found."),
        ("", "error: The file cannot be read: is a directory."),
    ] {
        let mistakes = from_file::<App>(folder.join(name)).unwrap_err();
        assert!(mistakes.to_string().ends_with(end), "{mistakes}");
    }
    fs::write(folder.join("f.ini"), "").unwrap();
    assert!(from_file::<App>(folder.join("f.ini")).unwrap_err().to_string().contains("no format that is known"));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn lines_are_shown_only_if_asked() {
    let mistakes = from_toml::<App>("app.toml", TOML).unwrap_err();
    let plain = mistakes.report().to_string();
    assert!(!plain.contains('\u{1b}') && !plain.contains(" | "));
    let lines = mistakes.report().lines(true).to_string();
    let shown = "app.toml:8:12: error: database.password: The password must be at least 12 characters.\n  |\n\
                 8 | password = \"canary\"\n  |            ^\n";
    assert!(lines.contains(shown), "{lines}");
    let colored = mistakes.report().color(true).to_string();
    assert!(colored.starts_with(
        "\u{1b}[1mapp.toml:1:8:\u{1b}[0m \u{1b}[1;31merror\u{1b}[0m: \u{1b}[1mname\u{1b}[0m: The name field is required."
    ));
    // A test is no terminal.
    let file = fs::File::open(env!("CARGO_MANIFEST_PATH")).unwrap();
    assert_eq!(mistakes.report().color(true).color_for(&file).to_string(), plain);
}

#[test]
fn long_lines_are_cut_around_the_column() {
    let text =
        format!("name = 'x'\ndatabase = {{ url = '{}', pool-size = 0 }} # {}", "s".repeat(5_000), "z".repeat(9_000));
    let mistakes = from_toml::<App>("app.toml", &text).unwrap_err();
    let report = mistakes.report().lines(true).to_string();
    assert!(report.len() < 1_000, "{}", report.len());
    let lines: Vec<&str> = report.lines().collect();
    let pointer = lines.last().unwrap().chars().position(|c| c == '^').unwrap();
    assert_eq!(lines[lines.len() - 2].chars().nth(pointer), Some('0'), "{report}");
}

#[test]
fn a_terminal_is_not_controlled() {
    let text = "name = 'x'\n\"\\u001b[2Jgone\\u202e\" = 1 # \u{202e}\u{2066}\tcomment\n[database]\nurl = 'postgres://a/b'\npool-size = 1";
    let mistakes = from_toml::<App>("a\u{1b}]0;b\n.toml", text).unwrap_err();
    let shown = mistakes.report().lines(true).to_string();
    assert!(
        shown.chars().all(|c| c == '\n' || !c.is_control()) && !shown.contains(['\u{202e}', '\u{2066}']),
        "{shown:?}"
    );
    assert!(shown.starts_with(r"a\u{1b}]0;b\u{a}.toml:2:1: error: \u{1b}[2Jgone\u{202e}: This field is not allowed."));
}

fn syntax<T>(result: Result<Valid<T>, Mistakes>) -> String {
    let Err(mistakes) = result else { panic!("it is read") };
    assert!(mistakes.errors().is_empty());
    mistakes.to_string()
}

type Free = BTreeMap<String, serde_json::Value>;

#[derive(Debug, Deserialize, Validate)]
struct Open {
    #[serde(flatten)]
    #[validate(skip)]
    rest: Free,
}

#[test]
fn wrong_syntax_has_a_place_and_no_values() {
    assert_eq!(syntax(from_toml::<App>("a", "x = 'canary")), "a:1:12: error: The syntax is wrong here.");
    assert!(syntax(from_toml::<App>("a", "x = 1\nx = 2")).contains("a:2:1: error: This key is there twice."));
    assert!(syntax(from_toml::<App>("a", "x = canary\ny = ]\nz = 1 2")).lines().count() >= 3);
    assert_eq!(syntax(from_yaml::<App>("a", "x: 1\ny: {}\nx: 2")), "a:3:1: error: This key is there twice.");
    assert!(syntax(from_yaml::<App>("a", "x: [canary\ny: 1")).ends_with("error: The syntax is wrong here."));
    assert_eq!(syntax(from_yaml::<App>("a", "a: 1\n---\nb: 2")), "a:2:1: error: A second document begins here.");
    assert_eq!(syntax(from_yaml::<App>("a", "? [a]\n: 1")), "a:1:3: error: A key must be text.");
    assert_eq!(syntax(from_yaml::<App>("a", "a: *canary")), "a:1:4: error: The syntax is wrong here.");
    // Every beginning of a file, and every file with one character changed, is refused or read, and shows no values.
    let mut random = fastrand::Rng::with_seed(7);
    for text in [TOML, YAML] {
        for index in 0..2_000 {
            let at = random.usize(..text.len());
            let Some(beginning) = text.get(..at) else { continue };
            let sign = ['"', '[', '}', '\u{0}', '&', '*', '-', ':', '\n', '\t', '=', '#', '|', '!'][random.usize(..14)];
            let changed = match index % 2 {
                0 => beginning.to_owned(),
                _ => format!("{beginning}{sign}{}", text.get(at + 1..).unwrap_or_default()),
            };
            for result in [from_toml::<App>("a", &changed), from_yaml::<App>("a", &changed)] {
                if let Err(mistakes) = result {
                    // A changed text may have parts of a value as a key.
                    for mistake in mistakes.iter().filter(|mistake| !mistake.key().contains("canary")) {
                        assert!(!mistake.message().contains("canary"), "{changed}\n{mistakes}");
                    }
                    assert!(!mistakes.is_empty());
                }
            }
        }
    }
}

#[test]
fn yaml_is_read_by_the_core_schema() {
    let text = "a: no\nb: 0o17\nc: -0x1\nd: 1e3\ne: '1'\nf: !!str 2\ng: 0123\nh: 1_000\ni: inf\nj: -\nk: 1.\nl: null\n\
                m: |\n  text\nn: 340282366920938463463374607431768211455\no: 2001-01-01\np: !own 5\nq: +7\nr: -9\n1: t\n~: u\n";
    let expected = serde_json::json!({
        "a": "no", "b": 15, "c": "-0x1", "d": 1000.0, "e": "1", "f": "2", "g": 123, "h": "1_000", "i": "inf",
        "k": 1.0, "l": null, "m": "text\n", "o": "2001-01-01", "p": 5, "q": 7, "r": -9, "1": "t", "~": "u", "j": "-",
    });
    let text = text.replace("j: -\n", "j: '-'\n").replace("n: 340282366920938463463374607431768211455\n", "");
    let read = from_yaml::<Open>("a", &text).unwrap().into_inner().rest;
    assert_eq!(serde_json::to_value(read).unwrap(), expected);

    #[derive(Debug, Deserialize, Validate)]
    struct Large {
        n: u128,
        nan: f64,
    }
    let large = from_yaml::<Large>("a", "n: 340282366920938463463374607431768211455\nnan: .nan").unwrap();
    assert!(large.n == u128::MAX && large.nan.is_nan());
    let large = from_toml::<Large>("a", "n = 340282366920938463463374607431768211455\nnan = nan").unwrap();
    assert!(large.n == u128::MAX && large.nan.is_nan());
    assert_eq!(
        syntax(from_toml::<Large>("a", &format!("n = {}", "9".repeat(50)))),
        "a:1:5: error: This number is too large."
    );
}

#[test]
fn anchors_are_followed() {
    let text = "base: &base {host: a.example, port: 0}\nservers: [*base, &b {host: b.example, port: 1}, *b]\n\
                name: &n x\ndatabase: {url: 'postgres://a/b', pool-size: 1, password: *n}\n";
    let mistakes = from_yaml::<App>("a", text).unwrap_err();
    // What is behind an alias is reported where it stands.
    assert_eq!(places(&mistakes), owned(&[("base", 1, 1), ("servers.0.port", 1, 37), ("database.password", 4, 59)]),);
    for text in ["a: &a [*a]", "&a {x: *a}", "a: &a\n  b: *a"] {
        assert!(syntax(from_yaml::<Open>("a", text)).contains("This alias stands for nothing, or for what it is in."));
    }
}

#[test]
fn hostile_files_end_soon() {
    // A billion laughs, by values and by text.
    let mut laughs = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..30 {
        let alias = format!("*a{}", level - 1);
        laughs += &format!("a{level}: &a{level} [{}]\n", [alias.as_str(); 9].join(", "));
    }
    assert!(syntax(from_yaml::<Open>("a", &laughs)).contains("repeat too much"));
    let long = format!("a: &a {}\nb: [{}]", "x".repeat(100_000), vec!["*a"; 10_000].join(", "));
    assert!(syntax(from_yaml::<Open>("a", &long)).contains("Aliases repeat too much"));
    let anchors = format!("{}x", (0..100).map(|n| format!("&a{n} [")).collect::<String>());
    assert!(from_yaml::<Open>("a", &anchors).is_err());

    for depth in [60, 200, 5_000, 100_000] {
        for text in [
            format!("a = {}{}", "[".repeat(depth), "]".repeat(depth)),
            format!("a = {}1{}", "{ a = ".repeat(depth), " }".repeat(depth)),
            format!("{}a = 1", "a.".repeat(depth)),
            format!("[{}a]", "a.".repeat(depth)),
            format!("x = {{ {}a = 1 }}", "a.".repeat(depth)),
            "a: ".to_owned() + &"[".repeat(depth),
            "a: ".to_owned() + &"[".repeat(depth) + &"]".repeat(depth),
            "a: ".to_owned() + &"{a: ".repeat(depth) + "1" + &"}".repeat(depth),
            "- ".repeat(depth) + "a",
            "? ".repeat(depth) + "a",
            "&a ".repeat(depth) + "a",
        ] {
            for result in [from_toml::<Open>("a", &text), from_yaml::<Open>("a", &text)] {
                if depth >= 200 {
                    assert!(result.is_err(), "{depth}: {}", &text[..20]);
                }
            }
        }
    }
    let within = Limits::new().depth(3);
    assert!(from_yaml_within::<Open, ()>("a", "a: [[1]]", &within, &()).is_ok());
    assert!(syntax(from_yaml_within::<Open, ()>("a", "a: [[[1]]]", &within, &())).contains("nested too deeply"));
    assert!(syntax(from_toml_within::<Open, ()>("a", "a = [[[[1]]]]", &within, &())).contains("nested too deeply"));

    // Many keys, many mistakes, many lines.
    let many: String = (0..50_000).map(|n| format!("key{n} = {n}\n")).collect();
    let mistakes = from_toml::<App>("a", &many).unwrap_err();
    assert!(mistakes.errors().is_truncated() && mistakes.len() == Limits::new().max_violations());
    assert!(mistakes.to_string().ends_with("there may be more mistakes than these"));
    let many: String = (0..50_000).map(|n| format!("key{n}: [{n}, ]\n")).collect();
    assert_eq!(from_yaml::<Open>("a", &many).unwrap().rest.len(), 50_000);
    let line = format!(
        "name = 'x'\nweights = {{ {} }}",
        (0..20_000).map(|n| format!("k{n} = 0")).collect::<Vec<_>>().join(", ")
    );
    assert!(from_toml::<App>("a", &line).unwrap_err().errors().is_truncated());
}

#[test]
fn limits_and_context() {
    struct Most(u32);

    #[derive(Debug, Deserialize, Validate)]
    #[validate(context = Most)]
    struct Asks {
        #[validate(lte(context.0))]
        count: u32,
    }
    assert!(from_toml_within::<Asks, _>("a", "count = 3", &Limits::new(), &Most(3)).is_ok());
    let mistakes = from_yaml_within::<Asks, _>("a", "count: 4", &Limits::new(), &Most(3)).unwrap_err();
    assert_eq!(places(&mistakes), owned(&[("count", 1, 8)]));
    assert!(
        syntax(from_toml_within::<Asks, _>("a", "count = 3", &Limits::new().bytes(3), &Most(3))).contains("too large")
    );
    assert!(
        syntax(from_yaml_within::<Asks, _>("a", "count: 3", &Limits::new().bytes(3), &Most(3))).contains("too large")
    );
}

#[test]
fn what_is_missing_in_an_empty_file() {
    for mistakes in [from_toml::<App>("a", "").unwrap_err(), from_yaml::<App>("a", "# nothing\n").unwrap_err()] {
        assert_eq!(
            mistakes.to_string(),
            "a: error: name: The name field is required.\na: error: database: The database field is required."
        );
    }
    assert!(from_yaml::<App>("a", "- a").unwrap_err().to_string().starts_with("a: error: "));
}
