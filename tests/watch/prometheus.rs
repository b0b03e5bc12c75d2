//! The recipe for Prometheus.

use metrics_exporter_prometheus::PrometheusBuilder;
use unprocessable::web::Answers;
use unprocessable::web::adapter::{Route, see};
use unprocessable::{ErrorBody, ValidationErrors, Violation};

#[test]
fn prometheus_reads_the_counts() {
    let recorder = PrometheusBuilder::new().build_recorder();
    let mut errors = ValidationErrors::new();
    errors.add("items.0.price", Violation::from_code("gt"));
    errors.add("items.1.price", Violation::from_code("gt"));
    let error = ErrorBody::from(errors);
    let answers = Answers::new();
    metrics::with_local_recorder(&recorder, || {
        for _ in 0..3 {
            see(&answers, "POST", || Some(Route::Text("/orders/{id}".into())), &error);
        }
    });
    let page = recorder.handle().render();
    let labels = r#"http_route="/orders/{id}",http_request_method="POST",unprocessable_live="false""#;
    let counter =
        format!(r#"unprocessable_violations{{{labels},unprocessable_field="items.*.price",error_type="gt"}} 6"#);
    assert!(page.contains(&counter), "{page}");
    assert!(
        page.contains(&format!(
            r#"unprocessable_request_violations_count{{{labels},http_response_status_code="422"}} 3"#
        )),
        "{page}"
    );
    assert!(page.contains("# HELP unprocessable_violations Violations, by field and code."), "{page}");
}
