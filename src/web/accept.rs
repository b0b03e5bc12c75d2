//! The format of an answer by the header field `Accept`.

use super::format::Format;

/// The format that `Accept` ranks highest. The first of equals wins, and the default if `Accept` names none.
pub(super) fn negotiate<'f>(
    default: &'f dyn Format,
    offers: impl Iterator<Item = &'f dyn Format>,
    accept: &str,
) -> &'f dyn Format {
    let mut best = (quality(accept, default.media_type()), default);
    for format in offers {
        let asked = quality(accept, format.media_type());
        if asked > best.0 {
            best = (asked, format);
        }
    }
    best.1
}

/// How much an `Accept` wants a media type: the `q` of the most exact range that fits, in thousandths.
fn quality(accept: &str, media_type: &str) -> u16 {
    let kind = media_type.split('/').next().unwrap_or_default();
    let mut best = (0, 0);
    for range in accept.split(',') {
        let mut parts = range.split(';').map(str::trim);
        let name = parts.next().unwrap_or_default();
        let exactness = match name.split_once('/') {
            _ if name.eq_ignore_ascii_case(media_type) => 3,
            Some((of, "*")) if of.eq_ignore_ascii_case(kind) => 2,
            Some(("*", "*")) => 1,
            _ => continue,
        };
        let weight = parts.find_map(|part| part.strip_prefix("q=").or(part.strip_prefix("Q=")));
        let weight = weight.map_or(1.0, |weight| weight.parse::<f32>().unwrap_or(0.0).clamp(0.0, 1.0));
        if exactness > best.0 {
            best = (exactness, (weight * 1000.0) as u16);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::super::format::{Documented, JsonApi, Problem};
    use super::*;

    #[test]
    fn accept_chooses_among_what_is_offered() {
        let (problem, json_api) = ("application/problem+json", "application/vnd.api+json");
        for (accept, chosen) in [
            ("", "application/json"),
            ("*/*", "application/json"),
            ("text/html", "application/json"),
            ("application/*", "application/json"),
            ("application/problem+json", problem),
            ("application/json, application/problem+json", "application/json"),
            ("application/json;q=0.5, application/problem+json", problem),
            ("application/problem+json;q=0.1, application/vnd.api+json;q=0.9", json_api),
            ("application/json;q=0, */*", problem),
            ("application/problem+json;q=x", "application/json"),
            (";;,,/;q=", "application/json"),
        ] {
            let offers: [&dyn Format; 2] = [&Problem, &JsonApi];
            let format = negotiate(&Documented, offers.into_iter(), accept);
            assert_eq!(format.media_type(), chosen, "{accept}");
        }
    }
}
