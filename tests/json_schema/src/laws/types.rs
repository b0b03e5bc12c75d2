//! Types of all forms that serde's derive knows, with rules of all kinds.

mod conditions;
mod enums;
mod flat;
mod normalized;
mod plain;

use crate::subjects::Subject;

pub fn subjects() -> Vec<Subject> {
    [plain::subjects(), conditions::subjects(), enums::subjects(), flat::subjects(), normalized::subjects()]
        .into_iter()
        .flatten()
        .collect()
}
