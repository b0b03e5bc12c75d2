//! Types with rules of all kinds, on which the laws of JSON Schema are tested.

#[path = "../../../tests/json_schema/src/laws/types/conditions.rs"]
mod conditions;
#[path = "../../../tests/json_schema/src/laws/types/enums.rs"]
mod enums;
#[path = "../../../tests/json_schema/src/laws/types/flat.rs"]
mod flat;
#[path = "../../../tests/json_schema/src/laws/types/normalized.rs"]
mod normalized;
#[path = "../../../tests/json_schema/src/laws/types/plain.rs"]
mod plain;

use crate::subjects::Subject;

pub fn subjects() -> Vec<Subject> {
    let all = [plain::subjects(), conditions::subjects(), enums::subjects(), flat::subjects(), normalized::subjects()];
    all.into_iter().flatten().collect()
}
