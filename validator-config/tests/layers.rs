//! Layers of figment and config: each mistake names its source.

use std::fs;
use std::path::PathBuf;

use config::{Config, Environment, File};
use figment::providers::{Env, Format, Serialized, Toml};
use figment::{Figment, Jail};
use serde::{Deserialize, Serialize};
use unprocessable::Validate;
use unprocessable_config::{from_config, from_figment};

#[derive(Debug, PartialEq, Serialize, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
struct App {
    #[validate(length(max = 8))]
    name: String,
    #[validate(range(1..=65_535))]
    port: u32,
    #[validate(nested)]
    database: Database,
}

#[derive(Debug, PartialEq, Serialize, Deserialize, Validate)]
struct Database {
    #[validate(hostname)]
    host: String,
    #[validate(range(1..=100))]
    pool: u8,
    tls: bool,
    ratio: f32,
}

const FILE: &str =
    "name = 'canary-canary'\ncolour = 'canary'\n[database]\nhost = 'canary canary'\ntls = true\nratio = 0.5\n";

#[test]
#[allow(clippy::result_large_err)] // The closure's error is figment's.
fn figment_names_its_layers() {
    Jail::expect_with(|jail| {
        jail.create_file("app.toml", FILE)?;
        jail.set_env("APP_PORT", "70000");
        jail.set_env("APP_DATABASE__POOL", "canary");
        // figment reads when it merges.
        let figment = || {
            Figment::from(Serialized::default("database.ratio", 0.25))
                .merge(Toml::file("app.toml"))
                .merge(Env::prefixed("APP_").split("__"))
        };
        let mistakes = from_figment::<App>(&figment()).unwrap_err();
        let found: Vec<(&str, &str)> =
            mistakes.iter().map(|mistake| (mistake.key(), mistake.source().expect("a source"))).collect();
        let file = jail.directory().join("app.toml").display().to_string();
        let environment = "`APP_` environment variable(s)";
        assert_eq!(
            found,
            [
                ("name", file.as_str()),
                ("colour", &file),
                ("database.host", &file),
                ("port", environment),
                ("database.pool", environment),
            ],
        );
        let points: Vec<_> = mistakes.iter().map(|mistake| (mistake.line(), mistake.column())).collect();
        assert_eq!(points, [(Some(1), Some(8)), (Some(2), Some(1)), (Some(4), Some(8)), (None, None), (None, None)]);
        for shown in [mistakes.to_string(), format!("{mistakes:?}")] {
            assert!(!shown.contains("canary"), "{shown}");
        }
        let lines = mistakes.report().lines(true).to_string();
        assert!(lines.contains("\n4 | host = 'canary canary'\n  |        ^"), "{lines}");
        assert!(
            mistakes
                .to_string()
                .contains("`APP_` environment variable(s): error: database.pool: The pool must be an integer.")
        );

        jail.create_file("app.toml", "name = 'a'\n[database]\nhost = 'a'\ntls = true\n")?;
        jail.set_env("APP_PORT", "8080");
        jail.set_env("APP_DATABASE__POOL", "8");
        let app = from_figment::<App>(&figment()).unwrap().into_inner();
        assert_eq!(app, figment().extract::<App>()?);
        Ok(())
    });
}

#[test]
#[allow(clippy::result_large_err)]
fn a_layer_that_cannot_be_read() {
    Jail::expect_with(|jail| {
        jail.create_file("app.toml", "name = 'canary")?;
        let mistakes = from_figment::<App>(&Figment::from(Toml::file("app.toml"))).unwrap_err();
        assert!(mistakes.to_string().ends_with("error: This source cannot be read."), "{mistakes}");
        assert!(!format!("{mistakes:?}").contains("canary"));
        let nothing = from_figment::<App>(&Figment::new()).unwrap_err();
        assert_eq!(
            nothing.to_string(),
            "error: name: The name field is required.\nerror: port: The port field is required.\n\
             error: database: The database field is required."
        );
        Ok(())
    });
}

#[test]
#[allow(clippy::result_large_err)]
fn profiles_of_figment_have_their_places() {
    Jail::expect_with(|jail| {
        let file = "[default]\nname = 'a'\nport = 0\n[debug]\nname = 'far too long'\n";
        jail.create_file("app.toml", file)?;
        let figment = Figment::from(Toml::file("app.toml").nested()).select("debug");
        let mistakes = from_figment::<App>(&figment).unwrap_err();
        let name = mistakes.iter().find(|mistake| mistake.key() == "name").expect("the name");
        assert_eq!((name.line(), name.column()), (Some(5), Some(8)));
        let port = mistakes.iter().find(|mistake| mistake.key() == "port").expect("the port");
        assert_eq!((port.line(), port.column()), (Some(3), Some(8)));
        // A file that is gone or has changed since has no positions.
        jail.create_file("app.toml", "port = [")?;
        assert!(from_figment::<App>(&figment).unwrap_err().iter().all(|mistake| mistake.line().is_none()));
        Ok(())
    });
}

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("unprocessable-config-{}-{name}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn environment(variables: &[(&str, &str)]) -> Environment {
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Environment::with_prefix("APP").prefix_separator("_").separator("__").source(Some(variables))
}

#[test]
fn config_names_its_sources() {
    let folder = folder("wrong");
    fs::write(folder.join("app.toml"), FILE).unwrap();
    let config = Config::builder()
        .add_source(File::from(folder.join("app.toml")))
        .add_source(environment(&[
            ("APP_PORT", "70000"),
            ("APP_DATABASE__POOL", "canary"),
            ("APP_DATABASE__TLS", "maybe"),
        ]))
        .build()
        .unwrap();
    let mistakes = from_config::<App>(&config).unwrap_err();
    let mut found: Vec<(&str, bool, &str)> = mistakes
        .iter()
        .map(|mistake| {
            let source = mistake.source().expect("a source");
            (mistake.key(), source.ends_with("app.toml"), mistake.message())
        })
        .collect();
    found.sort_unstable();
    let host = mistakes.iter().find(|mistake| mistake.key() == "database.host").expect("the host");
    assert_eq!((host.line(), host.column()), (Some(4), Some(8)));
    assert!(
        mistakes
            .iter()
            .all(|mistake| mistake.line().is_some()
                == mistake.source().is_some_and(|source| source.ends_with("app.toml")))
    );
    let keys: Vec<_> = found.iter().map(|(key, is_file, _)| (*key, *is_file)).collect();
    assert_eq!(
        keys,
        [
            ("colour", true),
            ("database.host", true),
            ("database.pool", false),
            ("database.tls", false),
            ("name", true),
            ("port", false),
        ],
    );
    // The text of the variable was a number, which is too large.
    assert_eq!(found[5].2, "The port must be between 1 and 65,535.");
    assert_eq!(found[2].2, "The pool must be an integer.");
    assert!(mistakes.to_string().contains("the environment: error: port: "), "{mistakes}");
    assert!(!mistakes.to_string().contains("canary"));
    fs::remove_dir_all(folder).unwrap();
}

#[test]
fn texts_are_what_their_types_ask_for() {
    let folder = folder("right");
    fs::write(folder.join("app.toml"), "name = 5\n[database]\nhost = 'a.example'\n").unwrap();
    let config = Config::builder()
        .add_source(File::from(folder.join("app.toml")))
        .add_source(environment(&[
            ("APP_PORT", "8080"),
            ("APP_DATABASE__POOL", "8"),
            ("APP_DATABASE__TLS", "Yes"),
            ("APP_DATABASE__RATIO", "0.5"),
        ]))
        .build()
        .unwrap();
    let app = from_config::<App>(&config).unwrap().into_inner();
    assert_eq!(app, config.try_deserialize::<App>().unwrap(), "as config reads them");
    assert_eq!(app.database, Database { host: "a.example".into(), pool: 8, tls: true, ratio: 0.5 });
    fs::remove_dir_all(folder).unwrap();
}
