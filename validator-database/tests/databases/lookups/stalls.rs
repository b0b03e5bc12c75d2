//! The table in which values are looked up, the same on all databases, and requests that look them up.

use serde::Deserialize;
use unprocessable::{Column, Validate};
use uuid::Uuid;

use super::askers::Db;
use crate::cases::On;

pub(super) const POSTGRES: &str = r#"
    CREATE EXTENSION citext;
    CREATE EXTENSION pg_stat_statements;
    CREATE COLLATION no_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
    CREATE TYPE mood AS ENUM ('calm', 'loud');
    CREATE TABLE stalls (
        id bigint PRIMARY KEY,
        small smallint,
        code uuid UNIQUE,
        code_text char(36) UNIQUE,
        code_native uuid,
        email citext UNIQUE,
        name text UNIQUE,
        town text COLLATE no_case,
        mood mood,
        owner bigint,
        market text,
        secret text,
        deleted_at timestamptz
    );
    CREATE TABLE "Odd ""'`table" ("select ""'`?" text);
    INSERT INTO "Odd ""'`table" VALUES ('odd');
"#;

pub(super) const MARIADB: &str = r#"
    CREATE TABLE stalls (
        id bigint PRIMARY KEY,
        small smallint,
        code binary(16) UNIQUE,
        code_text char(36) CHARACTER SET ascii UNIQUE,
        code_native uuid,
        email varchar(190) COLLATE utf8mb4_unicode_ci UNIQUE,
        name varchar(190) COLLATE utf8mb4_bin UNIQUE,
        town varchar(190) CHARACTER SET latin1 COLLATE latin1_german2_ci,
        mood enum('calm', 'loud') CHARACTER SET latin2,
        owner bigint,
        market varchar(190) COLLATE utf8mb4_czech_ci,
        secret text,
        deleted_at datetime
    );
    CREATE TABLE `Odd "'``table` (`select "'``?` varchar(20));
    INSERT INTO `Odd "'``table` VALUES ('odd');
"#;

pub(super) const SQLITE: &str = r#"
    CREATE TABLE stalls (
        id integer PRIMARY KEY,
        small integer,
        code blob UNIQUE,
        code_text text UNIQUE,
        code_native text,
        email text COLLATE NOCASE UNIQUE,
        name text UNIQUE,
        town text COLLATE NOCASE,
        mood text,
        owner integer,
        market text,
        secret text,
        deleted_at text
    );
    CREATE TABLE "Odd ""'`table" ("select ""'`?" text);
    INSERT INTO "Odd ""'`table" VALUES ('odd');
"#;

/// Two rows, of which the second one is deleted. No value of `secret` may ever be seen.
pub(super) fn rows(on: On) -> Vec<String> {
    let code = |last: u8| match on {
        On::Postgres => format!("'00000000-0000-4000-8000-0000000000{last:02}'"),
        On::MariaDb | On::Sqlite => format!("x'000000000000400080000000000000{last:02}'"),
    };
    let row = |id: i64, word: &str, deleted: &str| {
        format!(
            "INSERT INTO stalls VALUES ({id}, {id}, {}, '00000000-0000-4000-8000-0000000000{id:02}', \
             '00000000-0000-4000-8000-0000000000{id:02}', '{word}@example.com', '{word}', '{word}town', 'calm', 5{id}, \
             'market {id}', 'canary', {deleted})",
            code(id as u8),
        )
    };
    vec![row(1, "jane", "NULL"), row(2, "joe", "'2030-01-01'")]
}

pub(super) const ID: Column = Column::new("stalls", "id");
const SMALL: Column = Column::new("stalls", "small");
const CODE: Column = Column::new("stalls", "code");
const CODE_TEXT: Column = Column::new("stalls", "code_text").with_sql_type("char(36)");
const CODE_NATIVE: Column = Column::new("stalls", "code_native").with_sql_type("uuid");
/// Only Postgres casts.
pub(super) const EMAIL: Column = Column::new("stalls", "email").with_sql_type("citext");
const LIVE: Column = EMAIL.with_condition("deleted_at IS NULL -- only those that are there");
pub(super) const NAME: Column = Column::new("stalls", "name");
const TOWN: Column = Column::new("stalls", "town");
const MOOD: Column = Column::new("stalls", "mood").with_sql_type("mood");
const OWNER: Column = Column::new("stalls", "owner");
const MARKET: Column = Column::new("stalls", "market");
const BY_CODE: Column = NAME.with_key("code_text");
const ODD: Column = Column::new("Odd \"'`table", "select \"'`?");
const SCHEMA: Column = Column::new("information_schema.schemata", "schema_name");

/// Everything that a request can ask.
#[derive(Debug, Default, Deserialize, Validate)]
#[serde(default)]
#[validate(context = Db)]
pub(super) struct Asked {
    #[validate(each(exists(ID)))]
    ids: Vec<i64>,
    #[validate(each(exists(SMALL)))]
    smalls: Vec<i64>,
    #[validate(each(exists(CODE)))]
    codes: Vec<Uuid>,
    #[validate(each(exists(CODE_TEXT)))]
    text_codes: Vec<Uuid>,
    #[validate(each(exists(CODE_NATIVE)))]
    native_codes: Vec<Uuid>,
    #[validate(each(exists(CODE_NATIVE)))]
    words_for_codes: Vec<String>,
    #[validate(each(exists(EMAIL)))]
    emails: Vec<String>,
    #[validate(each(exists(LIVE)))]
    live: Vec<String>,
    #[validate(each(exists(NAME)))]
    names: Vec<String>,
    #[validate(each(exists(TOWN)))]
    towns: Vec<String>,
    #[validate(each(exists(MOOD)))]
    moods: Vec<String>,
    #[validate(each(exists(ODD)))]
    odd: Vec<String>,
    #[validate(each(exists(SCHEMA)))]
    schemas: Vec<String>,
    #[validate(each(exists(ID, within = (OWNER, self.owner))))]
    own: Vec<i64>,
    #[validate(each(exists(NAME, within = (MARKET, self.market))))]
    in_market: Vec<String>,
    owner: Option<i64>,
    market: Option<String>,
    #[validate(unique(NAME, except = self.id))]
    name: Option<String>,
    #[validate(unique(NAME, except = self.id, within = (MARKET, self.market)))]
    name_in_market: Option<String>,
    #[validate(unique(BY_CODE, except = self.code))]
    name_of_code: Option<String>,
    #[validate(unique(NAME.with_key("code"), except = self.code))]
    name_of_bytes: Option<String>,
    #[validate(unique(NAME.with_key("code_native"), except = self.code))]
    name_of_native: Option<String>,
    #[validate(unique(BY_CODE, except = self.code_text))]
    name_of_text: Option<String>,
    #[validate(unique(EMAIL))]
    email: Option<String>,
    id: Option<i64>,
    code: Option<Uuid>,
    code_text: Option<String>,
}
