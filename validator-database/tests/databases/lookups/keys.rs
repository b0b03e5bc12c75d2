//! Each kind of key, what stands beside it, and values of strangers.

use serde_json::{Value, json};
use unprocessable::{AsyncRejection, from_json_async};

use super::askers::{Db, all};
use super::stalls::Asked;
use crate::cases::On;

/// The keys of what is wrong.
async fn wrong(db: &Db, body: &Value) -> Vec<String> {
    match from_json_async::<Asked, _>(body.to_string().as_bytes(), db).await {
        Ok(_) => Vec::new(),
        Err(AsyncRejection::Rejected(rejection)) => {
            let told = format!("{rejection} {rejection:?} {}", rejection.to_json());
            assert!(!told.contains("canary"), "{told}");
            rejection.errors().unwrap().iter().map(|(key, _)| key.to_owned()).collect()
        }
        Err(other) => panic!("{} with {:?}: {other:?}", db.driver, db.on),
    }
}

async fn each(name: &str, cases: impl Fn(On) -> Vec<(Value, Vec<&'static str>)>) {
    for db in all(name).await {
        for (body, expected) in cases(db.on) {
            let keys = wrong(&db, &body).await;
            assert_eq!(keys, expected, "{} with {:?}: {body}", db.driver, db.on);
        }
    }
}

const CODE: &str = "00000000-0000-4000-8000-000000000001";
const NO_CODE: &str = "00000000-0000-4000-8000-000000000009";

#[tokio::test]
async fn every_kind_of_key_is_found_and_missed() {
    each("lookup_keys", |on| {
        // The collation of the column decides about the case of letters.
        let schemas = if on == On::Sqlite { json!([]) } else { json!(["information_schema", "nowhere"]) };
        let mut cases = vec![
            (json!({ "ids": [1, 2, 3, -1] }), vec!["ids.2", "ids.3"]),
            (json!({ "smalls": [2, 3] }), vec!["smalls.1"]),
            (json!({ "codes": [NO_CODE, CODE, CODE] }), vec!["codes.0"]),
            (json!({ "text_codes": [CODE, NO_CODE] }), vec!["text_codes.1"]),
            (json!({ "native_codes": [CODE, NO_CODE] }), vec!["native_codes.1"]),
            (json!({ "words_for_codes": [CODE, NO_CODE] }), vec!["words_for_codes.1"]),
            (json!({ "emails": ["jane@example.com", "JANE@example.com", "jo@example.com"] }), vec!["emails.2"]),
            (json!({ "live": ["jane@example.com", "joe@example.com"] }), vec!["live.1"]),
            (json!({ "names": ["jane", "Jane", "joe", "jan", ""] }), vec!["names.1", "names.3", "names.4"]),
            (json!({ "towns": ["janetown", "JANETOWN", "jane town"] }), vec!["towns.2"]),
            (json!({ "moods": ["calm", "loud"] }), vec!["moods.1"]),
            (json!({ "odd": ["odd", "even"] }), vec!["odd.1"]),
        ];
        if on != On::Sqlite {
            cases.push((json!({ "schemas": schemas }), vec!["schemas.1"]));
        }
        cases
    })
    .await;
}

#[tokio::test]
async fn a_row_can_be_excepted_and_another_column_can_be_demanded() {
    each("lookup_beside", |_| {
        vec![
            (json!({ "name": "jane" }), vec!["name"]),
            (json!({ "name": "jane", "id": 1 }), vec![]),
            (json!({ "name": "jane", "id": 2 }), vec!["name"]),
            (json!({ "name": "free", "id": 2 }), vec![]),
            (json!({ "name_of_code": "jane" }), vec!["name_of_code"]),
            (json!({ "name_of_code": "jane", "code": CODE }), vec![]),
            (json!({ "name_of_code": "jane", "code": NO_CODE }), vec!["name_of_code"]),
            (json!({ "name_of_bytes": "jane", "code": CODE }), vec![]),
            (json!({ "name_of_bytes": "jane", "code": NO_CODE }), vec!["name_of_bytes"]),
            (json!({ "name_of_native": "jane", "code": CODE }), vec![]),
            (json!({ "name_of_native": "jane", "code": NO_CODE }), vec!["name_of_native"]),
            (json!({ "name_of_text": "jane", "code_text": CODE }), vec![]),
            (json!({ "name_of_text": "jane", "code_text": NO_CODE }), vec!["name_of_text"]),
            (json!({ "name_of_text": "jane", "code_text": "no code" }), vec!["name_of_text"]),
            (json!({ "own": [1, 2], "owner": 51 }), vec!["own.1"]),
            // Where no owner is known, no row is theirs.
            (json!({ "own": [1, 2] }), vec!["own.0", "own.1"]),
            (json!({ "in_market": ["jane", "joe"], "market": "market 2" }), vec!["in_market.0"]),
            (json!({ "name_in_market": "jane", "market": "market 1" }), vec!["name_in_market"]),
            (json!({ "name_in_market": "jane", "market": "market 1", "id": 1 }), vec![]),
            (json!({ "name_in_market": "jane", "market": "market 2" }), vec![]),
            (json!({ "name_in_market": "jane" }), vec![]),
        ]
    })
    .await;
}

#[tokio::test]
async fn values_of_strangers_are_only_values() {
    let long = "x".repeat(400_000);
    let hostile = [
        "canary",
        "'",
        "\"",
        "`",
        "\\",
        "{}",
        "NULL",
        "{\"jane\"}",
        "jane\0",
        "\0",
        "jane' OR '1'='1",
        "\"; DROP TABLE stalls; --",
        "$1",
        "?",
        "%",
        "👩🏽‍🌾",
        "\u{202e}",
        &long,
    ];
    let lists = ["words_for_codes", "emails", "live", "names", "towns", "moods", "odd"];
    for db in all("lookup_hostile").await {
        for list in lists {
            let keys = wrong(&db, &json!({ list: hostile })).await;
            let expected: Vec<_> = (0..hostile.len()).map(|index| format!("{list}.{index}")).collect();
            assert_eq!(keys, expected, "{} with {:?}: {list}", db.driver, db.on);
        }
        for value in hostile {
            let keys =
                wrong(&db, &json!({ "email": value, "name": value, "name_in_market": value, "market": value })).await;
            assert_eq!(keys, [""; 0], "{} with {:?}: {value:.20}", db.driver, db.on);
            let keys = wrong(&db, &json!({ "name_of_text": "jane", "code_text": value })).await;
            assert_eq!(keys, ["name_of_text"], "{} with {:?}: {value:.20}", db.driver, db.on);
        }
        let (least, most) = (i64::MIN, i64::MAX);
        let numbers = json!({ "ids": [least, most, 1], "smalls": [most, 2, least], "own": [1], "owner": most });
        assert_eq!(wrong(&db, &numbers).await, ["ids.0", "ids.1", "smalls.0", "smalls.2", "own.0"]);
        // Nothing was dropped.
        assert_eq!(wrong(&db, &json!({ "ids": [1, 2] })).await, [""; 0]);
    }
}
