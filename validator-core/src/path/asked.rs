//! What a live check asks for at a path and below it.

use super::escape::{WHOLE, push_index, push_name};
use super::name_filter::Along;
use super::split::segments;
use super::{Keys, Known, Path, Spot, Step};

impl Path<'_> {
    /// The position in the names of a live check that this path has reached.
    pub(crate) fn along(&self, keys: &mut Keys) -> Along {
        let Self::Below { above, step, known } = self else { return keys.start() };
        if let Known::Along(along) = known.get() {
            return along;
        }
        let along = above.along(keys);
        let along = match step {
            Step::Spot(spot) => self.along_to(spot, along, keys),
            Step::Index(index) => keys.step_as(along, |_, out| push_index(*index, out)),
            #[cfg(feature = "json")]
            Step::Missing(name) => keys.step_to(along, name),
            Step::Key(key) => {
                let mut further = along;
                key.with_text(&mut |text| further = keys.step_to(along, text));
                further
            }
        };
        known.set(Known::Along(along));
        along
    }

    fn along_to(&self, spot: &Spot, along: Along, keys: &mut Keys) -> Along {
        match spot.name() {
            Some(name) if spot.is_plain() => keys.step(along, name),
            Some(name) => keys.step_as(along, |_, out| push_name(name, false, out)),
            None => along,
        }
    }

    /// Whether a live check asks for something at a spot of this path or below it.
    pub(crate) fn is_asked_inside(&self, spot: &Spot, keys: &mut Keys) -> bool {
        if spot.name().is_none() {
            return spot.is_whole() || self.is_entered(keys);
        }
        let along = self.along(keys);
        keys.take_any(along) || !self.along_to(spot, along, keys).is_over()
    }

    /// Whether a live check asks for something at this path or below it. If a name takes any segment, the last segment
    /// is not even compared.
    fn is_entered(&self, keys: &mut Keys) -> bool {
        let Self::Below { above, step, known } = self else { return true };
        let is_named = !matches!(step, Step::Spot(spot) if spot.name().is_none());
        match known.get() {
            Known::Along(along) => !along.is_over(),
            _ if is_named => {
                let around = above.along(keys);
                keys.take_any(around) || !self.along(keys).is_over()
            }
            _ => above.is_entered(keys),
        }
    }

    /// Whether a live check asks for the key of `spot`.
    pub(super) fn is_asked(&self, spot: &Spot, keys: &mut Keys) -> bool {
        let along = self.along(keys);
        let key = match spot.name() {
            None if spot.is_whole() || along.is_start() => keys.step(along, WHOLE),
            _ => self.along_to(spot, along, keys),
        };
        keys.ask_for(key)
    }

    /// Whether a live check asks for the key that continues this path with `key`.
    pub(crate) fn is_asked_behind(&self, key: &str, keys: &mut Keys) -> bool {
        if !keys.are_asked() {
            return true;
        }
        let along = self.along(keys);
        let along = segments(key).fold(along, |along, segment| keys.step(along, segment));
        keys.ask_for(along)
    }
}
