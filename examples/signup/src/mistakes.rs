//! Which fields people get wrong: the counts since the server was started, and the page that shows them.
//!
//! Nothing that somebody has sent is in them, and no client can make them grow, so they need no limit and no care.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Write as _};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use unprocessable::axum::Seen;

/// The counts. A copy shares them.
#[derive(Clone, Debug, Default)]
pub struct Mistakes(Arc<Mutex<Counts>>);

#[derive(Debug, Default)]
struct Counts {
    /// How many forms were sent and refused, and how many live checks found something.
    sent: u64,
    checked: u64,
    fields: BTreeMap<String, Field>,
    rules: BTreeMap<String, Rule>,
}

/// How often a field was wrong.
#[derive(Debug, Default)]
struct Field {
    sent: u64,
    checked: u64,
    codes: BTreeMap<String, u64>,
}

/// How long an asynchronous rule has waited.
#[derive(Debug, Default)]
struct Rule {
    asked: u32,
    failed: u32,
    time: Duration,
}

impl Mistakes {
    /// Counts what the adapter has seen.
    pub fn count(&self, seen: Seen<'_>) {
        let mut counts = self.lock();
        match seen {
            Seen::Refused(refused) => {
                *if refused.is_live() { &mut counts.checked } else { &mut counts.sent } += 1;
                for violation in refused.violations() {
                    let field = counts.fields.entry(violation.field().into()).or_default();
                    let count = violation.count() as u64;
                    *if refused.is_live() { &mut field.checked } else { &mut field.sent } += count;
                    *field.codes.entry(violation.code().into()).or_default() += count;
                }
            }
            Seen::Asked(asked) => {
                let rule = counts.rules.entry(asked.name().into()).or_default();
                rule.asked += 1;
                rule.failed += u32::from(asked.failure().is_some());
                rule.time += asked.duration();
            }
            _ => {}
        }
    }

    /// The page.
    #[must_use]
    pub fn page(&self) -> String {
        let counts = self.lock();
        include_str!("../page/mistakes.html")
            .replace("{sent}", &counts.sent.to_string())
            .replace("{checked}", &counts.checked.to_string())
            .replace("{fields}", &counts.field_rows())
            .replace("{rules}", &counts.rule_rows())
    }

    fn lock(&self) -> MutexGuard<'_, Counts> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Counts {
    /// The fields, those that are wrong most often first.
    fn field_rows(&self) -> String {
        let mut fields: Vec<_> = self.fields.iter().collect();
        fields.sort_by_key(|(_, field)| std::cmp::Reverse(field.sent + field.checked));
        let most = fields.first().map_or(1, |(_, field)| field.sent + field.checked);
        let mut rows = String::new();
        for (name, Field { sent, checked, codes }) in fields {
            let (name, all) = (Escaped(name), sent + checked);
            let codes: Vec<_> = codes.iter().map(|(code, count)| format!("{} {count}", Escaped(code))).collect();
            // Writing to a `String` does not fail.
            let _ = write!(
                rows,
                "<tr><th scope=\"row\">{name}</th><td class=\"number\">{sent}</td><td class=\"number\">{checked}</td>\
                 <td><meter max=\"{most}\" value=\"{all}\" aria-label=\"Mistakes in {name}\">{all}</meter><br>{}</td></tr>",
                codes.join(", ")
            );
        }
        if rows.is_empty() {
            rows.push_str("<tr><td colspan=\"4\">Nobody has made a mistake yet.</td></tr>");
        }
        rows
    }

    fn rule_rows(&self) -> String {
        let mut rows = String::new();
        for (name, Rule { asked, failed, time }) in &self.rules {
            let (name, mean) = (Escaped(name), time.as_secs_f64() * 1000.0 / f64::from(*asked));
            let _ = write!(
                rows,
                "<tr><th scope=\"row\">{name}</th><td class=\"number\">{asked}</td><td class=\"number\">{mean:.1} ms</td>\
                 <td class=\"number\">{failed}</td></tr>"
            );
        }
        if rows.is_empty() {
            rows.push_str("<tr><td colspan=\"4\">No rule has asked the database yet.</td></tr>");
        }
        rows
    }
}

/// Text for HTML.
struct Escaped<'t>(&'t str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '<' => f.write_str("&lt;")?,
                '&' => f.write_str("&amp;")?,
                '"' => f.write_str("&quot;")?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use unprocessable::web::adapter::see;
    use unprocessable::{ErrorBody, ValidationErrors, Violation};

    use super::*;

    #[test]
    fn what_is_wrong_most_often_stands_first() {
        let mistakes = Mistakes::default();
        let counted = mistakes.clone();
        let answers = unprocessable::axum::Answers::new().observe(move |seen| counted.count(seen));
        assert!(mistakes.page().contains("Nobody has made a mistake yet."));
        for key in ["email", "items.0.price", "items.3.price", "<b>"] {
            let mut errors = ValidationErrors::new();
            errors.add(key, Violation::from_code("gt"));
            see(&answers, "POST", || None, &ErrorBody::from(errors));
        }
        let page = mistakes.page();
        let position = |text: &str| page.find(text).unwrap_or(usize::MAX);
        assert!(position("items.*.price") < position("email"), "{page}");
        assert!(page.contains("4 forms") && page.contains("&lt;b>") && !page.contains("<b>"), "{page}");
    }
}
