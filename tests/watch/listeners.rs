//! Those who watch: an observer for each server, and a recorder and a subscriber for all of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use metrics::{
    Counter, CounterFn, Gauge, Histogram, HistogramFn, Key, KeyName, Metadata, Recorder, SharedString, Unit,
};
use tracing::field::{Field, Visit};
use tracing::span;
use unprocessable::web::{Answers, Seen};

/// What was told, as text.
#[derive(Clone, Debug, Default)]
pub(crate) struct Told(Arc<Mutex<Vec<String>>>);

impl Told {
    pub(crate) fn add(&self, text: String) {
        self.lock().push(text);
    }

    /// All of it that contains a text, sorted. It is forgotten.
    pub(crate) fn take(&self, with: &str) -> Vec<String> {
        let mut all = self.lock();
        let (mut found, others): (Vec<_>, Vec<_>) = all.drain(..).partition(|text| text.contains(with));
        *all = others;
        found.sort();
        found
    }

    fn lock(&self) -> MutexGuard<'_, Vec<String>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Settings that tell what they see.
pub(crate) fn observed() -> (Answers, Told) {
    let told = Told::default();
    let kept = told.clone();
    let answers = Answers::new().live().every_error().observe(move |seen| match seen {
        Seen::Refused(refused) => {
            let fields =
                refused.violations().map(|found| format!("{} {} {}", found.field(), found.code(), found.count()));
            let fields = fields.collect::<Vec<_>>().join(", ");
            let (route, live) = (refused.route().unwrap_or("-"), if refused.is_live() { " live" } else { "" });
            kept.add(format!("{} {route} {}{live}: {fields}", refused.method(), refused.status().code()));
        }
        Seen::Asked(asked) => {
            assert!(!asked.duration().is_zero());
            kept.add(format!("{} {:?}", asked.name(), asked.failure()));
        }
        _ => {}
    });
    (answers, told)
}

/// Counts what is recorded, by the text of its key.
#[derive(Default)]
pub(crate) struct Recording(Arc<Mutex<BTreeMap<String, Vec<f64>>>>);

/// The recorder of this program, and what was recorded.
pub(crate) static RECORDED: LazyLock<Recording> = LazyLock::new(|| {
    let recording = Recording::default();
    metrics::set_global_recorder(Recording(Arc::clone(&recording.0))).unwrap();
    tracing::subscriber::set_global_default(Subscriber).unwrap();
    recording
});

/// The events of this program.
pub(crate) static EVENTS: LazyLock<Told> = LazyLock::new(Told::default);

impl Recording {
    /// What was recorded of keys that contain a text: how often, and the sum.
    pub(crate) fn with(&self, text: &str) -> BTreeMap<String, (usize, f64)> {
        let all = self.0.lock().unwrap();
        let found = all.iter().filter(|(key, _)| key.contains(text));
        found.map(|(key, values)| (key.clone(), (values.len(), values.iter().sum()))).collect()
    }

    /// The keys of all series.
    pub(crate) fn series(&self) -> BTreeSet<String> {
        self.0.lock().unwrap().keys().cloned().collect()
    }
}

struct Recorded(String, Arc<Mutex<BTreeMap<String, Vec<f64>>>>);

impl Recorded {
    fn add(&self, value: f64) {
        self.1.lock().unwrap().entry(self.0.clone()).or_default().push(value);
    }
}

impl CounterFn for Recorded {
    fn increment(&self, value: u64) {
        self.add(value as f64);
    }

    fn absolute(&self, _: u64) {
        unreachable!("nothing is set");
    }
}

impl HistogramFn for Recorded {
    fn record(&self, value: f64) {
        self.add(value);
    }
}

impl Recorder for Recording {
    fn describe_counter(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_gauge(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}
    fn describe_histogram(&self, _: KeyName, _: Option<Unit>, _: SharedString) {}

    fn register_counter(&self, key: &Key, _: &Metadata<'_>) -> Counter {
        Counter::from_arc(Arc::new(Recorded(text_of(key), Arc::clone(&self.0))))
    }

    fn register_gauge(&self, _: &Key, _: &Metadata<'_>) -> Gauge {
        unreachable!("there are no gauges")
    }

    fn register_histogram(&self, key: &Key, _: &Metadata<'_>) -> Histogram {
        Histogram::from_arc(Arc::new(Recorded(text_of(key), Arc::clone(&self.0))))
    }
}

fn text_of(key: &Key) -> String {
    let labels: Vec<_> = key.labels().map(|label| format!("{}={}", label.key(), label.value())).collect();
    format!("{} {}", key.name(), labels.join(" "))
}

/// Keeps the events of the crate.
struct Subscriber;

impl tracing::Subscriber for Subscriber {
    fn enabled(&self, metadata: &tracing::Metadata<'_>) -> bool {
        metadata.target() == "unprocessable"
    }

    fn new_span(&self, _: &span::Attributes<'_>) -> span::Id {
        span::Id::from_u64(1)
    }

    fn record(&self, _: &span::Id, _: &span::Record<'_>) {}
    fn record_follows_from(&self, _: &span::Id, _: &span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        let mut fields = Fields(event.metadata().name().into());
        event.record(&mut fields);
        EVENTS.add(fields.0);
    }

    fn enter(&self, _: &span::Id) {}
    fn exit(&self, _: &span::Id) {}
}

struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        self.0.push_str(&format!(" {}={value:?}", field.name()));
    }
}
