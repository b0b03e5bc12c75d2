use serde::Deserialize;
use unprocessable::{Patch, Validate};

#[derive(Deserialize, Validate)]
struct Change {
    name: Patch<String>,
    #[serde(default)]
    age: Patch<u8>,
}

#[derive(Deserialize, Validate)]
#[serde(default)]
struct Fine {
    name: Patch<String>,
}

impl Default for Fine {
    fn default() -> Self {
        Self { name: Patch::Absent }
    }
}

mod own {
    #[derive(serde::Deserialize)]
    pub struct Patch<T>(T);
}

#[derive(Deserialize, Validate)]
struct Other {
    change: own::Patch<u8>,
}

fn main() {}
