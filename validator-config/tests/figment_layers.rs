//! Layers of figment: each mistake names its source. `Jail` changes the current folder of the process, by which config
//! names files: its layers are a test of their own.

mod app;

use app::{App, FILE};
use figment::providers::{Env, Format, Serialized, Toml};
use figment::{Figment, Jail};
use unprocessable_config::from_figment;

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
