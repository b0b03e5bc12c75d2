//! The crates that code comes from, and what their items are called here.

/// A crate whose attributes and types are rewritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Peer {
    /// `validator`
    Validator,
    /// `garde`
    Garde,
    /// `serde_valid`
    SerdeValid,
}

/// What a dependency is, if it has to do with one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Known {
    Rules(Peer),
    /// The extractors of `axum-valid`.
    AxumValid,
    /// The extractors of `axum_garde`.
    AxumGarde,
}

/// What becomes of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// An item of `unprocessable` with this name.
    Item(&'static str),
    /// garde's `Result`, which has no parameters.
    Result,
    /// Nothing is needed any more.
    Nothing,
}

impl Peer {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Validator, Self::Garde, Self::SerdeValid];

    /// Its name in the registry.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Validator => "validator",
            Self::Garde => "garde",
            Self::SerdeValid => "serde_valid",
        }
    }

    /// The crate of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|peer| peer.name() == name.replace('-', "_"))
    }

    /// The name of its attribute.
    pub(crate) const fn attribute(self) -> &'static str {
        match self {
            Self::Garde => "garde",
            Self::Validator | Self::SerdeValid => "validate",
        }
    }
}

impl Known {
    /// The package of this name in the registry.
    pub(crate) fn named(package: &str) -> Option<Self> {
        match package {
            "axum-valid" => Some(Self::AxumValid),
            "axum_garde" => Some(Self::AxumGarde),
            package => Peer::ALL.into_iter().find(|peer| peer.name() == package).map(Self::Rules),
        }
    }

    /// What an item of it becomes. The path begins after the name of the crate.
    pub(crate) fn target(self, path: &[&str]) -> Option<Target> {
        use Target::{Item, Nothing, Result};

        let Self::Rules(peer) = self else { return None };
        match (peer, path) {
            (_, ["Validate"]) | (Peer::Garde, ["validate", "Validate"]) => Some(Item("Validate")),
            (Peer::Validator, ["ValidateArgs"]) => Some(Item("Validate")),
            (Peer::Validator, ["ValidationError"]) | (Peer::Garde, ["Error"] | ["error", "Error"]) => {
                Some(Item("Violation"))
            }
            (Peer::Validator, ["ValidationErrors"]) | (Peer::Garde, ["Report"] | ["error", "Report"]) => {
                Some(Item("ValidationErrors"))
            }
            (Peer::Garde, ["Valid"] | ["validate", "Valid"]) => Some(Item("Valid")),
            (Peer::Garde, ["Result"]) => Some(Result),
            (Peer::SerdeValid, ["validation", "Error"]) => Some(Item("Violation")),
            (Peer::SerdeValid, ["validation", "Errors"]) => Some(Item("ValidationErrors")),
            (
                Peer::SerdeValid,
                ["json", "FromJsonStr" | "FromJsonSlice" | "FromJsonReader" | "FromJsonValue"]
                | ["utils", "duration_maximum" | "duration_minimum"]
                | ["utils", "duration_exclusive_maximum" | "duration_exclusive_minimum"],
            ) => Some(Nothing),
            _ => None,
        }
    }
}
