//! Layers of config: each mistake names its source.

mod app;

use std::fs;
use std::path::PathBuf;

use app::{App, Database, FILE};
use config::{Config, Environment, File};
use unprocessable_config::from_config;

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
