//! The snippets of those pages of the book that stand in no crate.
#![allow(missing_docs)]

#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../pages/actix_web.md")]
    struct ActixWeb;
    #[doc = include_str!("../pages/axum.md")]
    struct Axum;
    #[doc = include_str!("../pages/faq.md")]
    struct Faq;
    #[doc = include_str!("../pages/first_week.md")]
    struct FirstWeek;
    #[doc = include_str!("../pages/forms.md")]
    struct Forms;
    #[doc = include_str!("../pages/operating.md")]
    struct Operating;
    #[doc = include_str!("../pages/poem.md")]
    struct Poem;
    #[doc = include_str!("../pages/rocket.md")]
    struct Rocket;
    #[doc = include_str!("../pages/security.md")]
    struct Security;
    #[doc = include_str!("../pages/start.md")]
    struct Start;
    #[doc = include_str!("../pages/tests.md")]
    struct Tests;
}
