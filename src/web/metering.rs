//! The metrics: their names, and what they are told apart by. Names are those of OpenTelemetry where it has some.

use std::format;
use std::string::String;
use std::sync::Arc;
use std::vec::Vec;

use metrics::{Key, Label, Level, Metadata, SharedString, Unit};

use super::seen::{Asked, Refused};
use super::series::{RequestKind, SeriesOfKind};

const VIOLATIONS: &str = "unprocessable.violations";
const REQUESTS: &str = "unprocessable.request.violations";
const DURATION: &str = "unprocessable.rule.duration";

static METADATA: Metadata<'static> = Metadata::new("unprocessable", Level::INFO, Some(module_path!()));

/// Whether there is somebody to count for. What stands in for a recorder before there is one has no size. A recorder has,
/// because it keeps something.
pub(super) fn is_on() -> bool {
    metrics::with_recorder(|recorder| size_of_val(recorder) > 0)
}

/// The counter of the violations of a field.
pub(super) fn violations(route: Option<&Arc<str>>, kind: RequestKind, field: &Arc<str>, code: &Arc<str>) -> Key {
    let mut labels = request_labels(route, kind);
    labels.push(Label::new("unprocessable.field", SharedString::from_shared(Arc::clone(field))));
    labels.push(Label::new("error.type", SharedString::from_shared(Arc::clone(code))));
    Key::from_parts(VIOLATIONS, labels)
}

/// The histogram of the numbers of violations.
pub(super) fn requests(route: Option<&Arc<str>>, kind: RequestKind, status: u16) -> Key {
    describe();
    let mut labels = request_labels(route, kind);
    labels.push(Label::new("http.response.status_code", format!("{status}")));
    Key::from_parts(REQUESTS, labels)
}

fn request_labels(route: Option<&Arc<str>>, kind: RequestKind) -> Vec<Label> {
    let route = route.map(|route| Label::new("http.route", SharedString::from_shared(Arc::clone(route))));
    let others = [
        Label::from_static_parts("http.request.method", kind.method),
        Label::from_static_parts("unprocessable.live", if kind.is_live { "true" } else { "false" }),
    ];
    route.into_iter().chain(others).collect()
}

/// Says what the metrics are. It is said again on each route, in case there was no recorder before.
fn describe() {
    metrics::with_recorder(|recorder| {
        let text = |text: &'static str| SharedString::const_str(text);
        recorder.describe_counter(VIOLATIONS.into(), Some(Unit::Count), text("Violations, by field and code."));
        recorder.describe_histogram(REQUESTS.into(), Some(Unit::Count), text("Violations of a refused request."));
        recorder.describe_histogram(DURATION.into(), Some(Unit::Seconds), text("How long asynchronous rules wait."));
    });
}

pub(super) fn refused(refused: &Refused<'_>, series: &SeriesOfKind) {
    metrics::with_recorder(|recorder| {
        for counted in refused.violations {
            recorder.register_counter(&counted.series.counter, &METADATA).increment(counted.count.into());
        }
        series.with_requests(refused.status.code(), |key| {
            recorder.register_histogram(key, &METADATA).record(refused.count() as f64);
        });
    });
}

pub(super) fn asked(asked: &Asked) {
    let rule: String = asked.name().into_owned();
    let mut labels: Vec<Label> = [Label::new("unprocessable.rule", rule)].into();
    labels.extend(asked.failure().map(|failure| Label::from_static_parts("error.type", failure)));
    let key = Key::from_parts(DURATION, labels);
    metrics::with_recorder(|recorder| recorder.register_histogram(&key, &METADATA).record(asked.duration()));
}
